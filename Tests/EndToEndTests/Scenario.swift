// A scenario: a folder with files and a transcript, run in a copy against the program that was built.
import Foundation

struct Scenario: CustomStringConvertible, Sendable {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Scenarios")

  /// Every folder below `Scenarios`, by name.
  static let all: [Scenario] =
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
    .filter { FileManager.default.fileExists(atPath: folder.appendingPathComponent($0 + "/transcript").path) }
    .sorted().map { Scenario(name: $0) }

  var name: String
  var description: String { name }
  var source: URL { Scenario.folder.appendingPathComponent(name) }
  var transcriptFile: URL { source.appendingPathComponent("transcript") }

  func transcript() throws -> Transcript {
    Transcript(try String(contentsOf: transcriptFile, encoding: .utf8))
  }

  /// The transcript as it comes out now.
  func replay() throws -> Transcript {
    var transcript = try transcript()
    let files = FileManager.default
    let room = files.temporaryDirectory.appendingPathComponent("drawdown-scenario-\(UUID().uuidString)")
    defer { try? files.removeItem(at: room) }
    let work = room.appendingPathComponent("work")
    try files.createDirectory(at: room, withIntermediateDirectories: true)
    try files.copyItem(at: source, to: work)
    try files.removeItem(at: work.appendingPathComponent("transcript"))
    let programs = room.appendingPathComponent("bin")
    try files.createDirectory(at: programs, withIntermediateDirectories: true)
    try files.createSymbolicLink(
      at: programs.appendingPathComponent("drawdown"), withDestinationURL: Scenario.program())
    for index in transcript.steps.indices {
      transcript.steps[index].result = try run(
        transcript.steps[index].command, in: work, room: room, programs: programs)
    }
    return transcript
  }

  private func run(_ command: String, in work: URL, room: URL, programs: URL) throws -> [String] {
    let before = try contents(of: work)
    let output = room.appendingPathComponent("stdout")
    let talk = room.appendingPathComponent("stderr")
    for file in [output, talk] { try Data().write(to: file) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", command]
    process.currentDirectoryURL = work
    var environment = ProcessInfo.processInfo.environment
    environment["PATH"] = programs.path + ":" + (environment["PATH"] ?? "/usr/bin:/bin")
    environment["FIXTURES"] =
      Scenario.folder.deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Fixtures").path
    environment["SWIFT_BACKTRACE"] = "enable=no"
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: talk)
    try process.run()
    process.waitUntilExit()
    let after = try contents(of: work)
    var result =
      lines(try Data(contentsOf: output)) + lines(try Data(contentsOf: talk)).map { $0 == "" ? "!" : "! " + $0 }
    for path in Set(before.keys).union(after.keys).sorted() where before[path] != after[path] {
      result.append((before[path] == nil ? "+ " : after[path] == nil ? "- " : "~ ") + path)
    }
    let signal = process.terminationReason == .uncaughtSignal
    return result + ["[\(signal ? 128 + process.terminationStatus : process.terminationStatus)]"]
  }

  /// Whether a command of the shell can be run here.
  static func succeeds(_ command: String) throws -> Bool {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", command]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus == 0
  }

  private func lines(_ data: Data) -> [String] {
    var lines = String(decoding: data, as: UTF8.self).components(separatedBy: "\n")
    // A last line that is not ended shows.
    if lines.last == "" { lines.removeLast() } else { lines[lines.count - 1] += "⏎ missing" }
    return lines
  }

  /// Paths below a folder with what stands there; a file that was written again with the same bytes has not changed.
  private func contents(of folder: URL) throws -> [String: Data] {
    var contents: [String: Data] = [:]
    let walk = FileManager.default.enumerator(atPath: folder.path)
    while let path = walk?.nextObject() as? String {
      let place = folder.appendingPathComponent(path)
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: place.path, isDirectory: &isFolder) else { continue }
      contents[isFolder.boolValue ? path + "/" : path] = isFolder.boolValue ? Data() : try Data(contentsOf: place)
    }
    return contents
  }

  /// The program that was built beside these tests.
  static func program() -> URL {
    for argument in CommandLine.arguments {
      var url = URL(fileURLWithPath: argument)
      while url.path != "/", url.pathComponents.count > 1 {
        if url.pathExtension == "xctest" {
          return url.deletingLastPathComponent().appendingPathComponent("drawdown").resolvingSymlinksInPath()
        }
        url.deleteLastPathComponent()
      }
    }
    fatalError("the tests do not know where they were built: \(CommandLine.arguments)")
  }
}
