/// Everything outside the program, as one struct of functions: files, streams, clock, terminal, environment, Ctrl-C.
///
/// The commands ask the world and nothing else, so that a test can hand them another one: a disk that is full at the
/// third write, a clock that runs, a user who presses Ctrl-C. The real one is `World.live`. Its functions are as thin as
/// the calls of the system that they stand for; what takes more than one call — a file written whole or not at all, a
/// stream written to its end — is built from them in `World+Files.swift` and `World+Streams.swift` and tested there.
package struct World: Sendable {
  /// An open file or stream, by its number in the process.
  package struct Handle: Hashable, Sendable {
    package var number: Int32
    package init(_ number: Int32) { self.number = number }
    package static let output = Handle(1)
    package static let talk = Handle(2)
  }

  /// What another program came to.
  package struct Run: Hashable, Sendable {
    package var status: Int
    package var output: [UInt8]
    package init(status: Int, output: [UInt8]) {
      self.status = status
      self.output = output
    }
  }

  package enum Kind: Hashable, Sendable { case file, folder, other }

  // Files
  /// What stands at a path; nil where nothing does.
  package var kind: @Sendable (_ path: String) -> Kind?
  /// The path without links, `.` and `..`.
  package var canonical: @Sendable (_ path: String) -> String?
  /// Names of what is in a folder, in any order.
  package var names: @Sendable (_ folder: String) throws(SystemFailure) -> [String]
  /// All bytes of a file.
  package var read: @Sendable (_ path: String) throws(SystemFailure) -> [UInt8]
  /// A file, open for reading.
  package var openFile: @Sendable (_ path: String) throws(SystemFailure) -> Handle
  /// Puts the next bytes of a file into a buffer, and says how many; 0 at its end.
  package var readSome:
    @Sendable (_ handle: Handle, _ buffer: UnsafeMutableRawBufferPointer) throws(SystemFailure) -> Int
  /// Whether files may be made in a folder, as far as can be told beforehand.
  package var mayWrite: @Sendable (_ folder: String) -> Bool
  package var makeFolder: @Sendable (_ path: String) throws(SystemFailure) -> Void
  package var removeFolder: @Sendable (_ path: String) throws(SystemFailure) -> Void
  /// A new file, open for writing; fails with `.exists` where something stands at the path.
  package var create: @Sendable (_ path: String) throws(SystemFailure) -> Handle
  /// Writes some of the bytes, at least one, and says how many.
  package var write: @Sendable (_ handle: Handle, _ bytes: ArraySlice<UInt8>) throws(SystemFailure) -> Int
  /// Returns when what was written is on the disk.
  package var settle: @Sendable (_ handle: Handle) throws(SystemFailure) -> Void
  package var close: @Sendable (_ handle: Handle) throws(SystemFailure) -> Void
  /// Puts a file in the place of another, in one step.
  package var rename: @Sendable (_ path: String, _ newPath: String) throws(SystemFailure) -> Void
  package var remove: @Sendable (_ path: String) throws(SystemFailure) -> Void
  /// Returns when the names in a folder are on the disk.
  package var settleFolder: @Sendable (_ path: String) throws(SystemFailure) -> Void

  /// Opens a file that this process alone holds until it is closed; fails with `.locked` where another one does.
  package var lock: @Sendable (_ path: String) throws(SystemFailure) -> Handle = World.systemLock
  /// Runs another program to its end.
  package var run: @Sendable (_ words: [String], _ input: [UInt8]) throws(SystemFailure) -> Run = World.systemRun

  // The rest
  /// Seconds since some moment, never running backwards: for `--time` and for showing progress, for nothing else.
  package var seconds: @Sendable () -> Double
  package var isTerminal: @Sendable (_ handle: Handle) -> Bool
  /// A variable of the environment.
  package var variable: @Sendable (_ name: String) -> String?
  package var coreCount: @Sendable () -> Int
  /// A number that no other running process has.
  package var process: @Sendable () -> Int
  /// From now on Ctrl-C is counted and not obeyed; the second one ends the program with status 130.
  package var watchInterrupts: @Sendable () -> Void
  /// How often Ctrl-C was pressed since `watchInterrupts`.
  package var interrupts: @Sendable () -> Int

  package init(
    kind: @escaping @Sendable (_ path: String) -> Kind?,
    canonical: @escaping @Sendable (_ path: String) -> String?,
    names: @escaping @Sendable (_ folder: String) throws(SystemFailure) -> [String],
    read: @escaping @Sendable (_ path: String) throws(SystemFailure) -> [UInt8],
    openFile: @escaping @Sendable (_ path: String) throws(SystemFailure) -> Handle,
    readSome:
      @escaping @Sendable (_ handle: Handle, _ buffer: UnsafeMutableRawBufferPointer) throws(SystemFailure) ->
      Int,
    mayWrite: @escaping @Sendable (_ folder: String) -> Bool,
    makeFolder: @escaping @Sendable (_ path: String) throws(SystemFailure) -> Void,
    removeFolder: @escaping @Sendable (_ path: String) throws(SystemFailure) -> Void,
    create: @escaping @Sendable (_ path: String) throws(SystemFailure) -> Handle,
    write: @escaping @Sendable (_ handle: Handle, _ bytes: ArraySlice<UInt8>) throws(SystemFailure) -> Int,
    settle: @escaping @Sendable (_ handle: Handle) throws(SystemFailure) -> Void,
    close: @escaping @Sendable (_ handle: Handle) throws(SystemFailure) -> Void,
    rename: @escaping @Sendable (_ path: String, _ newPath: String) throws(SystemFailure) -> Void,
    remove: @escaping @Sendable (_ path: String) throws(SystemFailure) -> Void,
    settleFolder: @escaping @Sendable (_ path: String) throws(SystemFailure) -> Void,
    seconds: @escaping @Sendable () -> Double,
    isTerminal: @escaping @Sendable (_ handle: Handle) -> Bool,
    variable: @escaping @Sendable (_ name: String) -> String?,
    coreCount: @escaping @Sendable () -> Int,
    process: @escaping @Sendable () -> Int,
    watchInterrupts: @escaping @Sendable () -> Void,
    interrupts: @escaping @Sendable () -> Int
  ) {
    self.kind = kind
    self.canonical = canonical
    self.names = names
    self.read = read
    self.openFile = openFile
    self.readSome = readSome
    self.mayWrite = mayWrite
    self.makeFolder = makeFolder
    self.removeFolder = removeFolder
    self.create = create
    self.write = write
    self.settle = settle
    self.close = close
    self.rename = rename
    self.remove = remove
    self.settleFolder = settleFolder
    self.seconds = seconds
    self.isTerminal = isTerminal
    self.variable = variable
    self.coreCount = coreCount
    self.process = process
    self.watchInterrupts = watchInterrupts
    self.interrupts = interrupts
  }
}
