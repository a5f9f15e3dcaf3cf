// A world in memory: a disk that can be full, streams that can be closed, a clock that a test winds.
import Commands
import Synchronization

final class FakeWorld: Sendable {
  enum Entry: Hashable, Sendable {
    case folder
    case file([UInt8])
  }

  struct State: Sendable {
    var entries: [String: Entry] = [".": .folder, "/": .folder]
    var open: [Int32: String] = [:]
    /// Bytes that each open file has given.
    var given: [Int32: Int] = [:]
    var nextHandle: Int32 = 10
    var output: [UInt8] = []
    var talk: [UInt8] = []
    /// Calls that change something, by name, in order.
    var calls: [String] = []
    /// The number of the call that fails, from 1, and how.
    var failingCall: Int?
    var failure = SystemFailure(.other, "Input/output error")
    /// Bytes that one write takes.
    var chunk = Int.max
    var outputFailure: SystemFailure?
    var seconds = 0.0
    var isTerminal = false
    var variables: [String: String] = [:]
    var interrupts = 0
    var closedFolders: Set<String> = []
  }

  let state = Mutex(State())

  func set(_ change: (inout State) -> Void) { state.withLock { change(&$0) } }
  func file(_ path: String) -> String? {
    state.withLock { state in
      guard case .file(let bytes) = state.entries[path] else { return nil }
      return String(decoding: bytes, as: UTF8.self)
    }
  }
  var paths: [String] { state.withLock { $0.entries.keys.sorted() } }
  var output: String { state.withLock { String(decoding: $0.output, as: UTF8.self) } }
  var talk: String { state.withLock { String(decoding: $0.talk, as: UTF8.self) } }
  var calls: [String] { state.withLock { $0.calls } }

  func put(_ path: String, _ text: String) {
    set { state in
      var folder = Substring(path)
      while let slash = folder.lastIndex(of: "/") {
        folder = folder[..<slash]
        state.entries[String(folder)] = .folder
      }
      state.entries[path] = .file(Array(text.utf8))
    }
  }

  /// Without the slash at the end.
  private static func plain(_ path: String) -> String {
    path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
  }

  private static let notFound = SystemFailure(.notFound, "No such file or directory")

  /// Counts a call that changes something; fails it where the test wants that.
  private func count(_ name: String, _ state: inout State) throws(SystemFailure) {
    state.calls.append(name)
    if state.calls.count == state.failingCall { throw state.failure }
  }

  private func change<Result: Sendable>(
    _ name: String, _ body: (inout State) throws(SystemFailure) -> Result
  ) throws(SystemFailure) -> Result {
    try state.withLock { (state) throws(SystemFailure) in
      try count(name, &state)
      return try body(&state)
    }
  }

  var world: World {
    World(
      kind: { [self] path in
        state.withLock {
          switch $0.entries[Self.plain(path)] {
          case nil: nil
          case .folder: .folder
          case .file: .file
          }
        }
      },
      canonical: { $0 == "." ? "/home/ada/estates/monday" : $0 },
      names: { [self] (folder) throws(SystemFailure) in
        try state.withLock { (state) throws(SystemFailure) in
          let folder = Self.plain(folder)
          guard state.entries[folder] == .folder else { throw Self.notFound }
          return state.entries.keys.filter { $0.hasPrefix(folder + "/") }
            .map { String($0.dropFirst(folder.count + 1)) }.filter { !$0.contains("/") }
        }
      },
      read: { [self] (path) throws(SystemFailure) in
        try state.withLock { (state) throws(SystemFailure) in
          guard case .file(let bytes) = state.entries[path] else { throw Self.notFound }
          return bytes
        }
      },
      openFile: { [self] (path) throws(SystemFailure) in
        try state.withLock { (state) throws(SystemFailure) in
          guard case .file = state.entries[path] else { throw Self.notFound }
          state.nextHandle += 1
          state.open[state.nextHandle] = path
          return World.Handle(state.nextHandle)
        }
      },
      readSome: { [self] (handle, buffer) throws(SystemFailure) in
        let piece = try state.withLock { (state) throws(SystemFailure) -> [UInt8] in
          guard let path = state.open[handle.number], case .file(let bytes) = state.entries[path] else {
            throw SystemFailure(.other, "Bad file descriptor")
          }
          let piece = Array(bytes.dropFirst(state.given[handle.number, default: 0]).prefix(buffer.count))
          state.given[handle.number, default: 0] += piece.count
          return piece
        }
        buffer.copyBytes(from: piece)
        return piece.count
      },
      mayWrite: { [self] folder in state.withLock { !$0.closedFolders.contains(folder) } },
      makeFolder: { [self] (path) throws(SystemFailure) in
        try change("makeFolder") { (state) throws(SystemFailure) in
          if state.entries[path] != nil { throw SystemFailure(.exists, "File exists") }
          state.entries[path] = .folder
        }
      },
      removeFolder: { [self] (path) throws(SystemFailure) in
        try change("removeFolder") { (state) throws(SystemFailure) in
          if state.entries.keys.contains(where: { $0.hasPrefix(path + "/") }) {
            throw SystemFailure(.exists, "Directory not empty")
          }
          state.entries[path] = nil
        }
      },
      create: { [self] (path) throws(SystemFailure) in
        try change("create") { (state) throws(SystemFailure) in
          if state.entries[path] != nil { throw SystemFailure(.exists, "File exists") }
          state.entries[path] = .file([])
          state.nextHandle += 1
          state.open[state.nextHandle] = path
          return World.Handle(state.nextHandle)
        }
      },
      write: { [self] (handle, bytes) throws(SystemFailure) in
        try state.withLock { (state) throws(SystemFailure) in
          let taken = bytes.prefix(state.chunk)
          if handle == .output {
            if let failure = state.outputFailure { throw failure }
            state.output += taken
          } else if handle == .talk {
            state.talk += taken
          } else {
            try count("write", &state)
            guard let path = state.open[handle.number], case .file(let old) = state.entries[path] else {
              throw SystemFailure(.other, "Bad file descriptor")
            }
            state.entries[path] = .file(old + taken)
          }
          return taken.count
        }
      },
      settle: { [self] (_) throws(SystemFailure) in try change("settle") { (_) throws(SystemFailure) in } },
      close: { [self] (handle) throws(SystemFailure) in
        try change("close") { (state) throws(SystemFailure) in state.open[handle.number] = nil }
      },
      rename: { [self] (path, newPath) throws(SystemFailure) in
        try change("rename") { (state) throws(SystemFailure) in
          guard let entry = state.entries.removeValue(forKey: path) else { throw Self.notFound }
          state.entries[newPath] = entry
        }
      },
      remove: { [self] (path) throws(SystemFailure) in
        try change("remove") { (state) throws(SystemFailure) in
          if state.entries.removeValue(forKey: path) == nil { throw Self.notFound }
        }
      },
      settleFolder: { [self] (_) throws(SystemFailure) in try change("settleFolder") { (_) throws(SystemFailure) in } },
      seconds: { [self] in state.withLock { $0.seconds } },
      isTerminal: { [self] _ in state.withLock { $0.isTerminal } },
      variable: { [self] name in state.withLock { $0.variables[name] } },
      coreCount: { 2 },
      process: { 4711 },
      watchInterrupts: {},
      interrupts: { [self] in state.withLock { $0.interrupts } })
  }
}
