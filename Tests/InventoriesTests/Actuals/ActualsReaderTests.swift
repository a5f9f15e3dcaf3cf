import Documents
import Estates
import Inventories
import TestSupport
import Testing

@Suite struct ActualsReaderTests {
  private static let tables = [
    "sites.csv": "site\nS1\n", "clusters.csv": "cluster,site\nC1,S1\n",
    "hosts.csv": "host,site,cluster\nH1,S1,\nH2,S1,\nK1,S1,C1\n",
    "workloads.csv": "workload,host,cluster\nW1,H1,\nW2,H1,\nW3,H2,\nW4,,C1\n",
  ]

  private func read(
    _ rows: String, header: String = "date,workload,host,event,effort_hours,cost,note",
    known: (workloads: Set<String>, hosts: Set<String>) = ([], []), asOf: String = "2027-01-01"
  ) throws -> (log: ActualsLog?, lines: [String]) {
    let (log, findings) = ActualsReader.read(
      Array("\(header)\n\(rows)\n".utf8), of: try estate(files: Self.tables), alsoKnown: known, asOf: Day(asOf)!)
    return (log, findings.map(line))
  }

  // MARK: What is read

  @Test func `what happened comes to where each workload and host stands`() throws {
    let (log, lines) = try read(
      """
      2026-06-01,W1,,started,4,,
      2026-06-28,W1,,migrated,10.5,300,
      2026-07-01,W1,,ROLLED_BACK,2,,latency
      2026-07-10,W1,,started,,,
      2026-07-26,W1,,migrated,6,50,
      2026-08-10,W1,,decommissioned,,,
      2026-06-20,W2,,migrated,,,
      2026-06-20,W3,,started,8,,
      2026-06-25,W3,,deferred,,,team ill
      2026-09-01,,H1,decommissioned,3,,collected
      2026-09-02,W4,,scope_removed,,,sold
      """)
    #expect(lines == [])
    let actuals = try #require(log).actuals(asOf: Day("2027-01-01")!)
    let one = try #require(actuals.workloads["W1"])
    #expect(one.status == .migrated(on: Day("2026-07-26")!))
    #expect(one.rollbacks == 1)
    #expect(one.attempts.map(\.hasFailed) == [true, false])
    #expect(one.attempts[0].note == "latency")
    #expect(one.effortHours == 22.5)
    #expect(one.cost == 350)
    #expect(one.decommissioned == Day("2026-08-10"))
    #expect(actuals.workloads["W3"]?.status == .waiting)
    #expect(actuals.workloads["W3"]?.deferrals == 1)
    #expect(actuals.workloads["W4"]?.status == .removed(on: Day("2026-09-02")!))
    #expect(actuals.hosts["H1"]?.decommissioned == Day("2026-09-01"))
    #expect(actuals.hosts["H2"] == nil)

    let earlier = log!.actuals(asOf: Day("2026-07-05")!)
    #expect(earlier.workloads["W1"]?.status == .waiting)
    #expect(earlier.workloads["W1"]?.effortHours == 16.5)
    #expect(earlier.hosts.isEmpty)
  }

  @Test func `rows may stand in any order, and those of one day happen as they stand`() throws {
    let (log, lines) = try read(
      "2026-07-02,W1,,rolled_back,,,\n2026-07-01,W1,,migrated,,,\n2026-07-02,W1,,migrated,,,")
    #expect(lines == [])
    #expect(log?.actuals(asOf: Day("2026-07-02")!).workloads["W1"]?.migrated == Day("2026-07-02"))
  }

  @Test func `what left the inventory is known by the plan`() throws {
    let (log, lines) = try read(
      "2026-07-02,OLD,,scope_removed,,,\n2026-07-02,,OLDHOST,scope_removed,,,", known: (["OLD"], ["OLDHOST"]))
    #expect(lines == [])
    #expect(log?.events.count == 2)
  }

  @Test func `the actuals are no part of the digest of the estate, and no finding`() throws {
    var files = Self.tables
    files["program.json"] = TestEstates.program
    let before = TestEstates.read(files)
    files["actuals.csv"] = "date,event\nnonsense\n"
    let after = TestEstates.read(files)
    #expect(before.estate?.digest == after.estate?.digest)
    #expect(before.estate?.digest.isEmpty == false)
    #expect(before.estate?.inputs == after.estate?.inputs)
    #expect(after.findings == before.findings)
  }

  // MARK: What cannot have happened

  @Test(arguments: [
    (
      "2027-01-02,W1,,migrated,,,",
      "error ACT001 actuals.csv:2:1 (column \"date\"): this happened on 2027-01-02, after the day of the report, 2027-01-01"
    ),
    ("2026-07-01,W9,,migrated,,,", "error ACT002 actuals.csv:2:12 (column \"workload\"): unknown workload 'W9'"),
    ("2026-07-01,,H9,decommissioned,,,", "error ACT002 actuals.csv:2:13 (column \"host\"): unknown host 'H9'"),
    (
      "2026-07-01,,,migrated,,,",
      "error ACT003 actuals.csv:2:12 (column \"workload\"): row without workload and without host"
    ),
    (
      "2026-07-01,W1,H1,migrated,,,",
      "error ACT003 actuals.csv:2:12 (column \"workload\"): row about a workload and a host at once"
    ),
    (
      "2026-07-01,,H1,migrated,,,",
      "error ACT004 actuals.csv:2:16 (column \"event\"): 'H1' is a host, and is not migrated"
    ),
    (
      "2026-07-01,W1,,migrated,,,\n2026-07-05,W1,,migrated,,,",
      "error ACT005 actuals.csv:3:16 (column \"event\"): 'W1' is migrated on 2026-07-05, as it was on 2026-07-01"
    ),
    (
      "2026-07-01,W1,,started,,,\n2026-07-05,W1,,started,,,",
      "error ACT005 actuals.csv:3:16 (column \"event\"): 'W1' is started on 2026-07-05, as it was on 2026-07-01"
    ),
    (
      "2026-07-01,,K1,decommissioned,,,\n2026-07-05,,K1,decommissioned,,,",
      "error ACT005 actuals.csv:3:16 (column \"event\"): 'K1' is decommissioned on 2026-07-05, as it was on 2026-07-01"
    ),
    (
      "2026-07-01,W1,,scope_added,,,\n2026-07-05,W1,,scope_added,,,",
      "error ACT005 actuals.csv:3:16 (column \"event\"): 'W1' is brought into scope on 2026-07-05, as it was on 2026-07-01"
    ),
    (
      "2026-07-01,W1,,decommissioned,,,",
      "error ACT006 actuals.csv:2:16 (column \"event\"): 'W1' is decommissioned on 2026-07-01, but had not migrated"
    ),
    (
      "2026-07-01,W1,,started,,,\n2026-07-02,W1,,rolled_back,,,",
      "error ACT006 actuals.csv:3:16 (column \"event\"): 'W1' is rolled back on 2026-07-02, but had not migrated"
    ),
    (
      "2026-07-05,W1,,migrated,,,\n2026-07-02,W1,,rolled_back,,,",
      "error ACT006 actuals.csv:3:16 (column \"event\"): 'W1' is rolled back on 2026-07-02, but had not migrated"
    ),
    (
      "2026-07-01,W1,,migrated,,,\n2026-07-02,W1,,deferred,,,",
      "error ACT007 actuals.csv:3:16 (column \"event\"): 'W1' is deferred on 2026-07-02, but has left since 2026-07-01"
    ),
    (
      "2026-07-01,W1,,migrated,,,\n2026-07-02,W1,,scope_removed,,,",
      "error ACT007 actuals.csv:3:16 (column \"event\"): 'W1' is taken out of scope on 2026-07-02, but has left since 2026-07-01"
    ),
    (
      "2026-07-01,W1,,migrated,,,\n2026-07-02,W1,,decommissioned,,,\n2026-07-03,W1,,rolled_back,,,",
      "error ACT007 actuals.csv:4:16 (column \"event\"): 'W1' is rolled back on 2026-07-03, but was decommissioned on 2026-07-02"
    ),
    (
      "2026-07-01,W1,,scope_removed,,,\n2026-07-02,W1,,migrated,,,",
      "error ACT008 actuals.csv:3:16 (column \"event\"): 'W1' is migrated on 2026-07-02, but is out of scope since 2026-07-01"
    ),
    (
      "2026-07-01,W1,,migrated,,,\n2026-07-02,,H1,decommissioned,,,",
      "error ACT009 actuals.csv:3:13 (column \"host\"): 'H1' was decommissioned on 2026-07-02, but 'W2' had not left it"
    ),
    ("2026-07-32,W1,,migrated,,,", "error INV008 actuals.csv:2:1 (column \"date\"): '2026-07-32' is no date"),
    ("2026-07-01,W1,,moved,,,", "error INV009 actuals.csv:2:16 (column \"event\"): 'moved' is no event"),
    ("2026-07-01,W1,,migrated,many,,", "error INV006 actuals.csv:2:25 (column \"effort_hours\"): 'many' is no number"),
    (
      "2026-07-01,W1,,migrated,,-1,",
      "error INV007 actuals.csv:2:26 (column \"cost\"): cost is -1, but cannot be negative"
    ),
  ])
  func `what cannot have happened is found where it stands, and never absorbed`(rows: String, expected: String) throws {
    let (log, lines) = try read(rows)
    #expect(lines == [expected])
    #expect(log == nil)
  }

  @Test func `all errors are found, not the first alone`() throws {
    let (_, lines) = try read("2026-07-01,W1,,moved,,,\n2026-07-01,W9,,migrated,,,\n2026-07-01,W2,,rolled_back,,,")
    #expect(lines.count == 3)
  }

  @Test func `a log without dates or events is no log`() throws {
    let (log, lines) = try read("W1,1", header: "workload,effort_hour")
    #expect(log == nil)
    #expect(
      lines == [
        "error INV002 actuals.csv:1: table of actuals without column 'date'",
        "error INV002 actuals.csv:1: table of actuals without column 'event'",
        "warning INV019 actuals.csv:1:10 (column \"effort_hour\"): column 'effort_hour' has no meaning here",
      ])
  }

  @Test func `a workload that left the scope may come back into it`() throws {
    let (log, lines) = try read(
      "2026-07-01,W1,,scope_removed,,,\n2026-07-02,W1,,scope_added,,,\n2026-07-03,W1,,migrated,,,")
    #expect(lines == [])
    #expect(log?.actuals(asOf: Day("2026-08-01")!).workloads["W1"]?.migrated == Day("2026-07-03"))
  }

  @Test func `without a plan what the estate does not know is a warning, and what is sure stays an error`() throws {
    func findings(_ rows: String) throws -> (log: ActualsLog?, lines: [String]) {
      let (log, findings) = ActualsReader.read(
        Array("date,workload,event\n\(rows)\n".utf8), of: try estate(files: Self.tables), alsoKnown: nil,
        asOf: Day("2027-01-01")!)
      return (log, findings.map(line))
    }
    let unknown = try findings("2026-07-01,SOLD,migrated\n2026-07-02,W1,migrated")
    #expect(unknown.lines.count == 1 && unknown.lines[0].hasPrefix("warning ACT002 actuals.csv:2"))
    #expect(unknown.log?.events.count == 1)
    let twice = try findings("2026-07-01,W1,migrated\n2026-07-02,W1,migrated")
    #expect(twice.lines.count == 1 && twice.lines[0].hasPrefix("error ACT005"))
    #expect(twice.log == nil)
  }
}
