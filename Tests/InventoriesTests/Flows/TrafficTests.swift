import Documents
import EstateGeneration
import Estates
import Inventories
import TestSupport
import Testing

/// The graph that is found in flow logs, against generated traffic of which the truth is known.
@Suite struct TrafficTests {
  private typealias Need = GeneratedTraffic.Need

  private func imported(_ traffic: GeneratedTraffic, _ format: GeneratedTraffic.Format, rows: Int = 20_000) -> Imported
  {
    Imported([
      SourceFile("RVTools_tabvInfo.csv", Array(traffic.machineTable.utf8)),
      SourceFile("flows.log", traffic.log(format, rows: rows)),
    ])
  }

  private func found(_ imported: Imported, shared: Bool) -> Set<Need> {
    Set(
      imported.rows("dependencies.csv").filter { $0["kind"]!.hasPrefix("shared-") == shared }.map {
        Need(source: $0["source"]!, target: $0["target"]!, port: Int($0["port"]!) ?? -1)
      })
  }

  @Test(arguments: GeneratedTraffic.Format.allCases, [UInt64(1), 2])
  func `every need is found, and hardly anything else`(format: GeneratedTraffic.Format, seed: UInt64) {
    let traffic = GeneratedTraffic(seed: seed, applications: 12)
    let imported = imported(traffic, format)
    let found = found(imported, shared: false)
    #expect(traffic.needs.subtracting(found) == [], "recall")
    let wrong = found.subtracting(traffic.needs)
    #expect(wrong.count * 100 <= found.count, "precision: \(wrong)")
    #expect(self.found(imported, shared: true) == traffic.sharedNeeds)
    #expect(imported.problems.filter { $0.hasPrefix("error") } == [])
  }

  @Test func `what everybody needs is named with how many need it`() {
    let traffic = GeneratedTraffic(seed: 3, applications: 10)
    let report = imported(traffic, .aws).report
    let clients = traffic.machines.count - 6
    #expect(report.contains("| `dc01`    | is asked     |       \(clients) | ldap"))
    #expect(report.contains("| `files01` | is asked     |       \(clients) | smb"))
  }

  @Test(arguments: [UInt64(4), 5, 6])
  func `proposed applications are those that there are`(seed: UInt64) {
    let traffic = GeneratedTraffic(seed: seed, applications: 15)
    let imported = imported(traffic, .list)
    let truth = Dictionary(uniqueKeysWithValues: traffic.machines.map { ($0.name, $0.application) })
    var groups: [String: [String]] = [:]
    for row in imported.rows(InventoryImport.proposedApplications) {
      groups[row["proposed_application"]!, default: []].append(truth[row["workload"]!] ?? "?")
    }
    let pure = groups.values.filter { Set($0).count == 1 }
    let members = traffic.machines.count { !$0.application.isEmpty }
    // Two applications of which one asks the other much may look like one.
    #expect(pure.joined().count * 100 >= members * 70, "\(groups)")
    #expect(groups.values.joined().count * 100 >= members * 85)
    // Proposed, and nothing more.
    #expect(imported.rows("workloads.csv").allSatisfy { ($0["application"] ?? "").isEmpty })
  }

  @Test func `a machine without an application may be proposed to join a named one`() {
    let traffic = GeneratedTraffic(seed: 7, applications: 6)
    // The planner knows all but the databases.
    let owners =
      "VM,Powerstate,CPUs,Memory,In Use MiB,Primary IP Address,Cluster,Host,application\n"
      + traffic.machines.map {
        "\($0.name),poweredOn,2,4096,10240,\($0.address),C1,esx1,\($0.name.contains("db") ? "" : $0.application)\n"
      }.joined()
    let imported = Imported([
      SourceFile("RVTools_tabvInfo.csv", Array(owners.utf8)), SourceFile("flows.csv", traffic.log(.list, rows: 10_000)),
    ])
    guard imported.rows("workloads.csv").contains(where: { $0["application"] == "app1" }) else {
      Issue.record("no application was read")
      return
    }
    let rows = imported.rows(InventoryImport.proposedApplications)
    #expect(
      rows.contains {
        $0["named_in_a_file"] == "yes" && $0["workload"] == "app1db1" && $0["proposed_application"] == "app1"
      })
  }

  @Test func `an import is the same for any number of threads and any order of files`() {
    let traffic = GeneratedTraffic(seed: 8, applications: 20)
    let machines = SourceFile("RVTools_tabvInfo.csv", Array(traffic.machineTable.utf8))
    let logs = [
      SourceFile("a.log", traffic.log(.aws, rows: 20_000)), SourceFile("b.log", traffic.log(.nfdump, rows: 9000)),
    ]
    func bytes(_ threads: Int, _ files: [SourceFile]) -> [[UInt8]] {
      let result = InventoryImport.convert(
        files, traffic: FlowAggregation(threads: threads), start: Day("2026-05-01")!, name: "x")
      return (result.tables + result.companions).map(\.bytes)
    }
    let one = bytes(1, [machines] + logs)
    #expect(one.count > 6)
    #expect(one == bytes(3, [machines] + logs))
    #expect(one == bytes(2, logs.reversed() + [machines]))
  }

  @Test func `the window and its holes are told`() {
    var short = GeneratedTraffic(seed: 9, applications: 4, days: 20)
    short.gap = 5
    let report = imported(short, .list, rows: 8000).report
    #expect(report.contains("Seen from 2026-03-02 to 2026-03-21, 20 days of UTC."))
    #expect(report.contains("1 day between has no row: 2026-03-07."))
    #expect(report.contains("**No month end**"))
    let long = imported(GeneratedTraffic(seed: 9, applications: 4, days: 40), .list, rows: 8000).report
    #expect(long.contains("Month ends: 2026-03-31."))
    #expect(!long.contains("No end of a quarter."))
    #expect(long.contains("Every day between has rows."))
  }

  @Test func `unknown ends are listed with their traffic`() {
    let imported = imported(GeneratedTraffic(seed: 10, applications: 5), .aws)
    let rows = imported.rows(InventoryImport.unknownEndpoints)
    #expect(rows.count > 100)
    #expect(rows.allSatisfy { $0["end"]!.hasPrefix("10.99.") && $0["range"] == "private" })
    #expect(rows.allSatisfy { Int($0["flows_asked"]!)! > 0 && $0["flows_served"] == "0" && $0["ports"] == "443 https" })
  }

  @Test func `without a list of machines private addresses stand for themselves`() {
    let text = "source,destination,port\n10.0.0.1,10.0.0.2,1433\n10.0.0.1,8.8.8.8,443\n10.0.0.3,10.0.0.255,138\n"
    let imported = Imported(["flows.csv": text])
    #expect(imported.rows("workloads.csv").map { $0["workload"] } == ["10.0.0.1", "10.0.0.2", "10.0.0.3"])
    #expect(
      imported.rows("dependencies.csv").map { "\($0["source"]!) \($0["target"]!) \($0["kind"]!)" } == [
        "10.0.0.1 10.0.0.2 sql-server"
      ])
    #expect(imported.rows(InventoryImport.unknownEndpoints).map { $0["end"] } == ["8.8.8.8"])
  }

  @Test func `a dependency's provenance points to a line of the log that shows it`() throws {
    let traffic = GeneratedTraffic(seed: 11, applications: 3)
    let log = traffic.log(.aws, rows: 3000)
    let lines = String(decoding: log, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    let imported = imported(traffic, .aws, rows: 3000)
    let address = Dictionary(uniqueKeysWithValues: traffic.machines.map { ($0.name, $0.address) })
    let dependencies = imported.rows("dependencies.csv")
    var looked = 0
    for run in imported.rows(InventoryImport.provenance)
    where run["table"] == "dependencies.csv" && run["column"] == "source" {
      let first = try #require(Int(run["first_line"]!))
      for line in first...(try #require(Int(run["last_line"]!))) {
        let row = try #require(Int(run["first_row"]!)) + line - first
        #expect(run["file"] == "flows.log" && run["source_column"] == "srcaddr")
        let dependency = dependencies[line - 2]
        for end in ["source", "target"] { #expect(lines[row - 1].contains(address[dependency[end]!]!)) }
        looked += 1
      }
    }
    #expect(looked == dependencies.count && looked > 20)
  }

  @Test func `rows that cannot be read are warned of with their first place`() {
    let imported = Imported([
      "RVTools_tabvInfo.csv": "VM,Primary IP Address\na,10.0.0.1\nb,10.0.0.2\n",
      "flows.csv": "source,destination,port\n10.0.0.1,10.0.0.2,443\n10.0.0.1,10.0.0.2\n10.0.0.1,10.0.0.2,x\n",
    ])
    #expect(imported.lines.contains { $0.contains("IMP040") && $0.contains("flows.csv:3") })
    #expect(imported.lines.contains { $0.contains("IMP040") && $0.contains("flows.csv:4") })
    #expect(imported.rows("dependencies.csv").count == 1)
  }
}
