import Commands
import Testing

@Suite struct EstateFilesTests {
  @Test func `tables and program are read, by name, and nothing else`() throws {
    let fake = FakeWorld()
    fake.put("estates/north/workloads.csv", "workload\n")
    fake.put("estates/north/program.json", "{}")
    fake.put("estates/north/README.md", "hello")
    fake.put("estates/north/.hidden.csv", "x")
    fake.put("estates/north/older/workloads.csv", "x")
    let files = try EstateFiles.read("estates/north/", from: fake.world)
    #expect(files.files.map(\.name) == ["program.json", "workloads.csv"])
    #expect(files.files.map { String(decoding: $0.bytes, as: UTF8.self) } == ["{}", "workload\n"])
    #expect(files.name == "north")
  }

  @Test func `the current folder gives its own name to the estate`() throws {
    let fake = FakeWorld()
    fake.put("./workloads.csv", "workload\n")
    fake.put("./program.json", "{}")
    #expect(try EstateFiles.read(".", from: fake.world).name == "monday")
  }

  @Test func `what is missing is said`() {
    let fake = FakeWorld()
    fake.put("north/notes.txt", "")
    fake.put("south/program.json", "{}")
    func trouble(_ path: String) -> EstateFiles.Trouble? {
      do throws(EstateFiles.Trouble) {
        _ = try EstateFiles.read(path, from: fake.world)
        return nil
      } catch {
        return error
      }
    }
    #expect(trouble("nowhere")?.message == "there is no folder 'nowhere'")
    #expect(trouble("north/notes.txt")?.message == "'north/notes.txt' is not a folder")
    #expect(trouble("north")?.message == "'north' is no estate: it has neither program.json nor workloads.csv")
    #expect(trouble("south") == nil)
  }
}
