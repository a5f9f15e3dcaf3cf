// The estate to begin from: it is right, it plans, and it leaves what is there alone.
import Documents
import Estates
import Inventories
import Testing

@testable import Commands

@Suite struct InitTests {
  @Test(arguments: ["2027-01-01", "2024-02-29", "2031-07-15"])
  func `the starter estate has neither errors nor warnings, whenever it starts`(start: String) throws {
    let files = StarterEstate.files(start: Day(start)!).filter { $0.name != "README.md" }
    let (read, findings) = EstateFolderReader.read(files: files.map { ($0.name, $0.bytes) }, name: "first")
    let estate = try #require(read)
    #expect((findings + LoadedEstate.doubts(estate)).filter { $0.severity != .note }.map(\.message) == [])
    #expect(estate.workloads.count == 13)
  }

  @Test func `its README names every file`() {
    let files = StarterEstate.files(start: Day("2027-01-01")!)
    let page = String(decoding: files[0].bytes, as: UTF8.self)
    for file in files.dropFirst() { #expect(page.contains("`\(file.name)`")) }
  }

  @Test func `a folder with an estate is left alone, and a README of one's own stays`() {
    let fake = FakeWorld()
    fake.put("first/README.md", "mine")
    #expect(Drawdown.run(["init", "first"], in: fake.world) == .done)
    #expect(fake.file("first/README.md") == "mine")
    #expect(fake.file("first/workloads.csv")?.hasPrefix("workload,") == true)
    #expect(Drawdown.run(["init", "first"], in: fake.world) == .cannotCreate)
    #expect(fake.talk.hasPrefix("error: first already holds an estate"))
  }
}
