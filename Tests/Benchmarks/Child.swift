/// A run of another program, with what it took: wall time from the start to its end, processor time, and its peak memory.
///
/// Every measure runs in a process of its own, so that none profits from the memory or the warm caches of the one before,
/// and so that the peak is its own. A process that is started begins with the peak of the one that starts it (Linux counts
/// what the parent had until the new program is in its place), so a large parent would be measured with its child: `launched`
/// puts a small process between the two.
#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

struct Child {
  var seconds: Double
  /// Of all its threads, in user mode and in the system.
  var processorSeconds: Double
  /// Peak resident memory in megabytes (10^6 bytes).
  var megabytes: Double
  var status: Int32
  var output: String

  /// Runs a program to its end; its standard output is kept, its standard error goes where ours goes.
  static func run(_ program: String, _ arguments: [String]) -> Child {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { fatalError("no pipe: errno \(errno)") }
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = posix_spawn_file_actions_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
    posix_spawn_file_actions_addclose(&actions, ends[0])
    posix_spawn_file_actions_addclose(&actions, ends[1])
    defer { posix_spawn_file_actions_destroy(&actions) }

    var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) }
    words.append(nil)
    defer { for word in words { free(word) } }

    let began = now()
    var process: pid_t = 0
    let failure = posix_spawnp(&process, program, &actions, nil, words, environ)
    guard failure == 0 else { fatalError("\(program): \(String(cString: strerror(failure)))") }
    close(ends[1])
    var output: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(ends[0], &buffer, buffer.count)
      if count < 0 && errno == EINTR { continue }
      if count <= 0 { break }
      output += buffer[..<count]
    }
    close(ends[0])
    var status: Int32 = 0
    var usage = rusage()
    while wait4(process, &status, 0, &usage) < 0 && errno == EINTR {}
    let seconds = now() - began
    #if canImport(Darwin)
      let bytes = Double(usage.ru_maxrss)
    #else
      let bytes = Double(usage.ru_maxrss) * 1024
    #endif
    func whole(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
    return Child(
      seconds: seconds, processorSeconds: whole(usage.ru_utime) + whole(usage.ru_stime), megabytes: bytes / 1e6,
      status: status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F,
      output: String(decoding: output, as: UTF8.self))
  }

  /// The same, with the peak of the program alone, whatever this process has grown to: this program, started anew and still
  /// small, starts it, and says on standard output behind the program's own what it took.
  static func launched(_ program: String, _ arguments: [String]) -> Child {
    var child = run(own, ["launch", program] + arguments)
    guard let line = child.output.split(separator: "\n").last, case let words = line.split(separator: " "),
      words.count == 5, words[0] == Substring(launchMark), let status = Int32(words[1]), let seconds = Double(words[2]),
      let processorSeconds = Double(words[3]), let megabytes = Double(words[4])
    else { return child }
    child.output.removeLast(line.utf8.count + 1)
    (child.status, child.seconds, child.processorSeconds) = (status, seconds, processorSeconds)
    child.megabytes = megabytes
    return child
  }

  private static let launchMark = "launched:"

  /// `benchmarks launch PROGRAM ARGUMENT…`: runs the program, passes its output on, and says what it took.
  static func launch(_ arguments: [String]) {
    guard let program = arguments.first else { return }
    let child = run(program, Array(arguments.dropFirst()))
    print(child.output, terminator: "")
    print("\(launchMark) \(child.status) \(child.seconds) \(child.processorSeconds) \(child.megabytes)")
  }

  /// Peak memory of this process so far.
  static var ownMegabytes: Double {
    var usage = rusage()
    #if canImport(Darwin)
      getrusage(RUSAGE_SELF, &usage)
      return Double(usage.ru_maxrss) / 1e6
    #else
      getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
      return Double(usage.ru_maxrss) * 1024 / 1e6
    #endif
  }

  /// Seconds of a clock that never runs backwards.
  static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// This program's own path, to run itself again.
  static let own = CommandLine.arguments[0]

  /// The folder that this program was built in, where its neighbours stand.
  static var neighbours: String {
    let parts = own.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    return parts.isEmpty ? "." : parts.joined(separator: "/")
  }
}
