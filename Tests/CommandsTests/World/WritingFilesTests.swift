import Commands
import Testing

@Suite struct WritingFilesTests {
  let files = [OutputFile("plan.md", Array("# new".utf8)), OutputFile("plan.json", Array("{\"new\":1}".utf8))]

  @Test func `files land in a folder that is made for them, and nothing else does`() throws {
    let fake = FakeWorld()
    try fake.world.write(files, into: "out/monday")
    #expect(fake.file("out/monday/plan.md") == "# new")
    #expect(fake.file("out/monday/plan.json") == "{\"new\":1}")
    #expect(fake.paths == [".", "/", "out", "out/monday", "out/monday/plan.json", "out/monday/plan.md"])
  }

  @Test func `no file is put in its place before all are on the disk`() throws {
    let fake = FakeWorld()
    fake.put("out/plan.md", "# old")
    try fake.world.write(files, into: "out")
    #expect(
      fake.calls == [
        "create", "write", "settle", "close", "create", "write", "settle", "close", "rename", "rename", "settleFolder",
      ])
  }

  @Test(arguments: [SystemFailure.Kind.noSpace, .notPermitted, .other], [1, 3, Int.max])
  func `whichever call fails, each file is the old one or the new one and no part is left`(
    kind: SystemFailure.Kind, chunk: Int
  ) throws {
    var failedOnce = false
    for call in 1...200 {
      let fake = FakeWorld()
      fake.put("out/plan.md", "# old")
      fake.put("out/plan.json", "{}")
      fake.set { state in
        state.chunk = chunk
        state.failingCall = call
        state.failure = SystemFailure(kind, "trouble")
      }
      do {
        try fake.world.write(files, into: "out")
        #expect(fake.calls.count < call)
        #expect(fake.file("out/plan.md") == "# new" && fake.file("out/plan.json") == "{\"new\":1}")
        #expect(failedOnce)
        return
      } catch {
        failedOnce = true
        if kind == .noSpace { #expect(error.step == .write) }
        #expect(["# old", "# new"].contains(fake.file("out/plan.md")))
        #expect(["{}", "{\"new\":1}"].contains(fake.file("out/plan.json")))
        if !fake.calls.contains("rename") { #expect(fake.file("out/plan.md") == "# old") }
        #expect(fake.paths == [".", "/", "out", "out/plan.json", "out/plan.md"])
      }
    }
    Issue.record("the writing never came to its end")
  }

  @Test func `folders that were made for files that could not be written are taken away again`() {
    let fake = FakeWorld()
    fake.set {
      $0.failingCall = 4
      $0.failure = SystemFailure(.noSpace, "No space left on device")
    }
    #expect(throws: OutputFailure.self) { try fake.world.write(files, into: "a/b") }
    #expect(fake.paths == [".", "/"])
  }

  @Test func `what a killed run left behind is in nobody's way`() throws {
    let fake = FakeWorld()
    fake.put("out/.plan.md.4711.part", "half")
    try fake.world.write(files, into: "out")
    #expect(fake.paths == [".", "/", "out", "out/plan.json", "out/plan.md"])
  }

  @Test func `a call that was interrupted is made again`() throws {
    let fake = FakeWorld()
    fake.put("out/x", "")
    fake.set {
      $0.failingCall = 2
      $0.failure = SystemFailure(.interrupted, "Interrupted system call")
    }
    try fake.world.write(files, into: "out")
    #expect(fake.file("out/plan.md") == "# new")
  }

  @Test func `a folder that takes no files is found before the work begins`() throws {
    let fake = FakeWorld()
    fake.put("file", "")
    fake.put("closed/x", "")
    fake.set { $0.closedFolders = ["closed"] }
    try fake.world.checkWritable("new/deep")
    #expect(throws: OutputFailure.self) { try fake.world.checkWritable("file") }
    #expect(throws: OutputFailure.self) { try fake.world.checkWritable("file/below") }
    #expect(throws: OutputFailure.self) { try fake.world.checkWritable("closed/new") }
  }

  @Test(arguments: [("out", "."), ("out/", "."), ("a/b", "a"), ("a/b//", "a"), ("/a", "/"), ("./a", ".")])
  func `a path lies in the folder above it`(path: String, above: String) {
    #expect(FakeWorld().world.parent(path) == above)
  }

  @Test(arguments: [".", "/", "//", ""])
  func `nothing lies above the root and the current folder`(path: String) {
    #expect(FakeWorld().world.parent(path) == nil)
  }
}
