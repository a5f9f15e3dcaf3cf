// What --set does to a program, and what is said where it does not fit.
import Documents
import Estates
import Inventories
import Testing

@Suite struct ProgramOverridingTests {
  private static let program = """
    { "name": "Garage", "start": "2026-05-01", "horizon": "2030-12-31", "parallelRunDays": 14,
      "calendar": { "firstWaveStart": "2026-06-01", "waveDays": 28, "lastCutover": "2027-12-31" },
      "rules": [
        { "rule": "limit", "name": "crew", "measure": "workloads", "perWave": 2 },
        { "rule": "limit", "name": "WAN v1.2", "measure": "storage_gb", "perWave": [5, 10] },
        { "rule": "stay", "name": "twin", "where": { "workload": "a" } },
        { "rule": "stay", "name": "twin", "where": { "workload": "b" } }
      ] }
    """

  private func read(_ overrides: String...) -> (estate: Estate?, findings: [Finding]) {
    EstateFolderReader.read(
      files: [
        ("program.json", Array(Self.program.utf8)),
        ("workloads.csv", Array("workload,storage_gb\na,1\nb,2\n".utf8)),
      ], name: "garage", overrides: overrides)
  }

  private func limit(_ estate: Estate?, _ rule: Int) -> Limit? {
    guard let estate, case .limit(let limit) = estate.program.rules[rule].kind else { return nil }
    return limit
  }

  @Test func `a value is set by place, by name and by pointer`() throws {
    #expect(limit(read("rules.0.perWave=7").estate, 0)?.perWave == [7])
    #expect(limit(read("rules.crew.perWave=[1,2]").estate, 0)?.perWave == [1, 2])
    #expect(limit(read("/rules/WAN v1.2/perWave/1=20").estate, 1)?.perWave == [5, 20])
    #expect(read("calendar.lastCutover=2027-06-30").estate?.overrides.first?.value == "\"2027-06-30\"")
  }

  @Test func `names are followed to their places, so that the plan can be read without them`() {
    let estate = read("rules.crew.perWave=1e1", "rules.-={\"rule\":\"stay\",\"where\":{}}").estate
    #expect(
      estate?.overrides == [
        ProgramOverride(path: "/rules/0/perWave", value: "10"),
        ProgramOverride(path: "/rules/-", value: "{\"rule\":\"stay\",\"where\":{}}"),
      ])
    #expect(estate?.program.rules.count == 5)
  }

  @Test func `what was applied can be applied again from its record`() {
    let first = read("rules.crew.perWave=3", "rules.2=null", "parallelRunDays=null").estate
    let again = EstateFolderReader.read(
      files: [
        ("program.json", Array(Self.program.utf8)),
        ("workloads.csv", Array("workload,storage_gb\na,1\nb,2\n".utf8)),
      ], name: "garage", overrides: first?.overrides.map(\.written) ?? [])
    #expect(again.estate?.overrides == first?.overrides)
    #expect(first?.program.rules.count == 3 && first?.program.parallelRunDays == 0)
    #expect(again.estate?.program.rules.count == 3 && again.estate?.program.parallelRunDays == 0)
  }

  @Test func `the digest is that of the files`() {
    #expect(read("discountRate=0.05").estate?.digest == read().estate?.digest)
  }

  @Test(arguments: [
    ("rules.9.perWave=1", "'/rules' has no place 9"),
    ("rules.crow.perWave=1", "'/rules' has nothing of the name 'crow'"),
    ("rules.twin.where=1", "'/rules' has 2 of the name 'twin'"),
    ("calender.waveDays=7", "the program has no 'calender'"),
    ("name.x=1", "'/name' is a single value and has no 'x'"),
    ("rules.-=null", "'-' is the place behind the last of '/rules'"),
    ("rules.-={\"rule\":", "'{\"rule\":' begins like JSON and is none"),
  ])
  func `a path that does not fit is an error with its place`(written: String, message: String) {
    let (estate, findings) = read(written)
    #expect(estate == nil)
    #expect(findings.map(\.message) == [message])
    #expect(findings.map(\.code) == ["PRG030"])
    #expect(findings.first?.location?.description == "--set " + written)
  }

  @Test func `a wrong value is found like one in the file, with the place of the command line`() {
    let (estate, findings) = read("rules.crew.perWave=many")
    #expect(estate == nil)
    #expect(findings.first?.location?.file == "--set rules.crew.perWave=many")
    #expect(findings.first?.excerpt == nil)
    #expect(read("paralelRunDays=3").findings.map(\.code) == ["PRG002"])
  }
}
