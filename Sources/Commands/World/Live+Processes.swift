/// Locks and other programs, as the system has them. One more place beside `Live.swift` that knows the operating system.
#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension World {
  /// Opens the file, making it where it is missing, and holds it alone; who comes second fails with `.locked`. The system
  /// lets go when the handle is closed or the process ends, however it ends.
  static let systemLock: @Sendable (String) throws(SystemFailure) -> Handle = { (path) throws(SystemFailure) in
    let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o666)
    guard file >= 0 else { throw lastFailure() }
    while flock(file, LOCK_EX | LOCK_NB) != 0 {
      if errno == EINTR { continue }
      let failure = errno == EWOULDBLOCK ? SystemFailure(.locked, "another process holds it") : lastFailure()
      _ = Handle(file).closed
      throw failure
    }
    return Handle(file)
  }

  /// Runs a program that `PATH` finds, with `input` as its standard input; its status, and what it wrote to both streams.
  static let systemRun: @Sendable ([String], [UInt8]) throws(SystemFailure) -> Run = {
    (words, input) throws(SystemFailure) in
    var toChild: [Int32] = [-1, -1]
    var fromChild: [Int32] = [-1, -1]
    guard pipe(&toChild) == 0, pipe(&fromChild) == 0 else { throw lastFailure() }
    // A pipe holds more than any entry of a ledger, so that nobody waits and nobody is told of a closed end.
    let sent = input.withUnsafeBytes { writeBytes(toChild[1], $0.baseAddress, min($0.count, 60_000)) }
    _ = Handle(toChild[1]).closed
    guard sent == input.count else {
      for number in [toChild[0], fromChild[0], fromChild[1]] { _ = Handle(number).closed }
      throw SystemFailure(.other, "more than a pipe holds")
    }
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = posix_spawn_file_actions_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, toChild[0], 0)
    posix_spawn_file_actions_adddup2(&actions, fromChild[1], 1)
    posix_spawn_file_actions_adddup2(&actions, fromChild[1], 2)
    for number in [toChild[0], fromChild[0], fromChild[1]] where number > 2 {
      posix_spawn_file_actions_addclose(&actions, number)
    }
    var child = pid_t()
    let arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    let problem = posix_spawnp(&child, words[0], &actions, nil, arguments, nil)
    _ = Handle(toChild[0]).closed
    _ = Handle(fromChild[1]).closed
    defer { _ = Handle(fromChild[0]).closed }
    guard problem == 0 else {
      throw SystemFailure(problem == ENOENT ? .notFound : .other, String(cString: strerror(problem)))
    }
    var output: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 4096)
    while true {
      let got = chunk.withUnsafeMutableBytes { readBytes(fromChild[0], $0.baseAddress, $0.count) }
      if got < 0, errno == EINTR { continue }
      if got <= 0 { break }
      output += chunk[..<got]
    }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    // As the shell tells it: the status of a program that ended by itself, 128 and more for one that was ended.
    return Run(status: status & 0x7F == 0 ? Int(status >> 8 & 0xFF) : 128 + Int(status & 0x7F), output: output)
  }

  private static func lastFailure() -> SystemFailure {
    let number = errno
    let kind: SystemFailure.Kind =
      switch number {
      case ENOENT, ENOTDIR: .notFound
      case EACCES, EPERM, EROFS: .notPermitted
      case EISDIR, ELOOP: .isFolder
      case ENOSPC, EDQUOT: .noSpace
      default: .other
      }
    return SystemFailure(kind, String(cString: strerror(number)))
  }
}

extension World.Handle {
  /// Closes it; whether the system agreed.
  fileprivate var closed: Bool { closeNumber(number) == 0 }
}

private let closeNumber: @Sendable (Int32) -> Int32 = { close($0) }
private let readBytes: @Sendable (Int32, UnsafeMutableRawPointer?, Int) -> Int = { read($0, $1, $2) }
private let writeBytes: @Sendable (Int32, UnsafeRawPointer?, Int) -> Int = { write($0, $1, $2) }
