// The real world on a folder of its own: what the thin functions promise.
import Commands
import Foundation
import Testing

@Suite struct LiveTests {
  /// A folder that is gone after the test.
  func withFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("drawdown-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  @Test func `what is written is read again, byte for byte`() throws {
    try withFolder { folder in
      for size in [0, 1, 65_535, 65_536, 65_537, 3_000_000] {
        let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        try World.live.write([OutputFile("data", bytes)], into: folder + "/new/deep")
        #expect(try World.live.read(folder + "/new/deep/data") == bytes)
      }
      #expect(try World.live.names(folder + "/new/deep") == ["data"])
    }
  }

  @Test func `kinds are told apart`() throws {
    try withFolder { folder in
      try World.live.write([OutputFile("data", [1])], into: folder)
      #expect(World.live.kind(folder) == .folder)
      #expect(World.live.kind(folder + "/data") == .file)
      #expect(World.live.kind(folder + "/none") == nil)
      #expect(World.live.kind("/dev/null") == .other)
    }
  }

  @Test func `failures come with their kind and the system's words`() throws {
    try withFolder { folder in
      #expect(throws: SystemFailure(.notFound, "No such file or directory")) { try World.live.read(folder + "/none") }
      #expect(throws: SystemFailure(.isFolder, "Is a directory")) { try World.live.read(folder) }
      #expect(throws: SystemFailure.self) { try World.live.names(folder + "/none") }
      try World.live.write([OutputFile("data", [1])], into: folder)
      #expect(throws: OutputFailure.self) { try World.live.write([OutputFile("x", [1])], into: folder + "/data/below") }
      #expect(throws: SystemFailure(.exists, "File exists")) { try World.live.create(folder + "/data") }
    }
  }

  @Test func `a disk that fills up leaves the old file and no part`() throws {
    try withFolder { folder in
      try World.live.write([OutputFile("data", [1])], into: folder)
      var world = World.live
      world.write = { (_, _) throws(SystemFailure) in throw SystemFailure(.noSpace, "No space left on device") }
      #expect(throws: OutputFailure.self) { try world.write([OutputFile("data", [2])], into: folder) }
      #expect(try World.live.read(folder + "/data") == [1])
      #expect(try World.live.names(folder) == ["data"])
    }
  }

  @Test func `the clock does not run backwards`() {
    let first = World.live.seconds()
    #expect(World.live.seconds() >= first)
  }

  @Test func `there is at least one core, and a process has its number`() {
    #expect(World.live.coreCount() >= 1)
    #expect(World.live.process() == Int(ProcessInfo.processInfo.processIdentifier))
  }

  @Test func `a variable that is not set is nil`() {
    #expect(World.live.variable("PATH") != nil)
    #expect(World.live.variable("DRAWDOWN_NO_SUCH_VARIABLE") == nil)
  }
}
