/// The world as it is: the only place that knows the operating system.
///
/// Each function is one call of the system (or the loop that the call's contract demands) and turns `errno` into a
/// `SystemFailure`. Nothing is decided here.
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension World {
  package static let live = World(
    kind: { path in
      var status = stat()
      guard stat(path, &status) == 0 else { return nil }
      switch status.st_mode & S_IFMT {
      case S_IFREG: return .file
      case S_IFDIR: return .folder
      default: return .other
      }
    },
    canonical: { path in
      guard let text = realpath(path, nil) else { return nil }
      defer { free(text) }
      return String(cString: text)
    },
    names: { (folder) throws(SystemFailure) in
      guard let stream = opendir(folder) else { throw failure() }
      defer { closedir(stream) }
      var names: [String] = []
      while let entry = readdir(stream) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
          tuple.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: tuple.pointee)) {
            String(cString: $0)
          }
        }
        if name != "." && name != ".." { names.append(name) }
      }
      return names
    },
    read: { (path) throws(SystemFailure) in
      let file = open(path, O_RDONLY | O_CLOEXEC)
      guard file >= 0 else { throw failure() }
      defer { _ = systemClose(file) }
      return try readToEnd(file)
    },
    openFile: { (path) throws(SystemFailure) in
      let file = open(path, O_RDONLY | O_CLOEXEC)
      guard file >= 0 else { throw failure() }
      return Handle(file)
    },
    readSome: { (handle, buffer) throws(SystemFailure) in
      while true {
        let count = systemRead(handle.number, buffer.baseAddress, buffer.count)
        if count >= 0 { return count }
        if errno != EINTR { throw failure() }
      }
    },
    mayWrite: { access($0, W_OK | X_OK) == 0 },
    makeFolder: { (path) throws(SystemFailure) in try check(mkdir(path, 0o777)) },
    removeFolder: { (path) throws(SystemFailure) in try check(rmdir(path)) },
    create: { (path) throws(SystemFailure) in
      let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
      guard file >= 0 else { throw failure() }
      return Handle(file)
    },
    write: { (handle, bytes) throws(SystemFailure) in
      let count = bytes.withUnsafeBytes { systemWrite(handle.number, $0.baseAddress, $0.count) }
      guard count >= 0 else { throw failure() }
      return count
    },
    settle: { (handle) throws(SystemFailure) in try settleNumber(handle.number) },
    close: { (handle) throws(SystemFailure) in try check(systemClose(handle.number)) },
    rename: { (path, newPath) throws(SystemFailure) in try check(systemRename(path, newPath)) },
    remove: { (path) throws(SystemFailure) in try check(unlink(path)) },
    settleFolder: { (path) throws(SystemFailure) in
      let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      guard folder >= 0 else { throw failure() }
      defer { _ = systemClose(folder) }
      try settleNumber(folder)
    },
    seconds: {
      var time = timespec()
      clock_gettime(CLOCK_MONOTONIC, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    },
    isTerminal: { isatty($0.number) == 1 },
    variable: { name in getenv(name).map { String(cString: $0) } },
    coreCount: { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) },
    process: { Int(getpid()) },
    watchInterrupts: {
      _ = signal(SIGINT) { _ in
        // The second Ctrl-C is meant.
        if interruptCount.add(1, ordering: .relaxed).newValue > 1 { _exit(130) }
      }
    },
    interrupts: { interruptCount.load(ordering: .relaxed) })

  /// Ends the process.
  package static func end(_ status: ExitStatus) -> Never { exit(status.rawValue) }

  private static func readToEnd(_ file: Int32) throws(SystemFailure) -> [UInt8] {
    var status = stat()
    try check(fstat(file, &status))
    if status.st_mode & S_IFMT == S_IFDIR { throw SystemFailure(.isFolder, String(cString: strerror(EISDIR))) }
    // One byte more than the file has, so that its end shows in the first read; a pipe says 0 and is read as it comes.
    var step = max(Int(status.st_size) + 1, 1 << 16)
    var bytes: [UInt8] = []
    while true {
      var failed = false
      let room = step
      let chunk = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
        let got = systemRead(file, buffer.baseAddress, buffer.count)
        failed = got < 0
        count = max(0, got)
      }
      if failed {
        if errno == EINTR { continue }
        throw failure()
      }
      if chunk.isEmpty { return bytes }
      if bytes.isEmpty { bytes = chunk } else { bytes += chunk }
      step = 1 << 20
    }
  }

  private static func settleNumber(_ number: Int32) throws(SystemFailure) {
    while fsync(number) != 0 {
      switch errno {
      case EINTR: continue
      // Pipes, devices and some file systems know nothing to bring to a disk.
      case EINVAL, EROFS, ENOTSUP: return
      default: throw failure()
      }
    }
  }

  private static func check(_ result: Int32) throws(SystemFailure) {
    if result != 0 { throw failure() }
  }

  /// The last failed call of this thread.
  private static func failure() -> SystemFailure {
    let number = errno
    let kind: SystemFailure.Kind =
      switch number {
      case ENOENT, ENOTDIR: .notFound
      case EACCES, EPERM, EROFS: .notPermitted
      case EEXIST, ENOTEMPTY: .exists
      case EISDIR: .isFolder
      case ENOSPC, EDQUOT, EFBIG: .noSpace
      case EPIPE: .closedPipe
      case EINTR: .interrupted
      default: .other
      }
    return SystemFailure(kind, String(cString: strerror(number)))
  }
}

// Inside `World` the plain names are its own properties.
private let systemClose: @Sendable (Int32) -> Int32 = { close($0) }
private let systemRead: @Sendable (Int32, UnsafeMutableRawPointer?, Int) -> Int = { read($0, $1, $2) }
private let systemWrite: @Sendable (Int32, UnsafeRawPointer?, Int) -> Int = { write($0, $1, $2) }
private let systemRename: @Sendable (String, String) -> Int32 = { rename($0, $1) }

private let interruptCount = Atomic<Int>(0)
