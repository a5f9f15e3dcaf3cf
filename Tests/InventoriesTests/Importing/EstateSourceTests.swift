// An estate as a source: newer exports are merged into it, and what a planner wrote stays.
import Documents
import Estates
import Foundation
import TestSupport
import Testing

@testable import Inventories

@Suite struct EstateSourceTests {
  private static let vms = """
    VM,Powerstate,CPUs,Memory,In Use MiB,Datacenter,Cluster,Host,OS according to the configuration file
    web01,poweredOn,2,4096,10240,D1,C,esx1,Microsoft Windows Server 2019 (64-bit)
    web01,poweredOn,4,8192,10240,D2,C2,esx2,Microsoft Windows Server 2022 (64-bit)
    old01,poweredOff,2,4096,10240,D1,C,esx1,
    gone01,poweredOn,2,4096,10240,D1,C,esx1,
    """
  private static let hosts =
    "Host,Datacenter,Cluster,# CPU,# Cores,# Memory,Model\nesx1,D1,C,2,32,262144,ProLiant DL380\nesx2,D2,C2,2,32,262144,ProLiant DL360\n"

  private static let exports = ["RVTools_tabvInfo.csv": vms, "RVTools_tabvHost.csv": hosts]

  private func folder(_ imported: Imported) -> [String: String] {
    Dictionary(
      uniqueKeysWithValues: imported.files.filter { !$0.key.hasSuffix(".md") }.map { ("munich/" + $0.key, $0.value) })
  }

  private func without(_ column: String, _ rows: [[String: String]]) -> [[String: String]] {
    rows.map { row in
      var row = row
      for name in [column, "derived", "defaulted", "sources"] { row[name] = nil }
      return row
    }
  }

  @Test func `an estate by itself comes out as it went in`() {
    let first = Imported(Self.exports)
    let again = Imported(folder(first))
    #expect(again.lines.filter { !$0.hasPrefix("note") } == [])
    #expect(again.problems.filter { $0.hasPrefix("error") } == [])
    #expect(again.files["program.json"] == first.files["program.json"])
    for table in ["workloads.csv", "hosts.csv", "clusters.csv", "sites.csv"] {
      let (before, after) = (without("", first.rows(table)), without("", again.rows(table)))
      #expect(before.count == after.count, "\(table)")
      let key = String(table.dropLast(5))
      for row in before {
        let other = after.first { $0[key] == row[key] }
        for (column, value) in row where !value.isEmpty {
          #expect(other?[column] == value, "\(table) \(row[key] ?? "") \(column)")
        }
      }
    }
  }

  @Test func `a newer export brings new sizes and machines, and a planner's decisions, keys and program stay`() {
    let first = Imported(Self.exports)
    var files = folder(first)
    // A planner writes an owner, an effort in place of a default, and a rule.
    files["munich/workloads.csv"] = edited(first, key: "web01", ["effort_hours": "40", "environment": "production"])
    files["munich/program.json"] = files["munich/program.json"]!.replacingOccurrences(
      of: "\"rules\": [", with: "\"rules\": [ { \"rule\": \"stay\", \"where\": { \"workload\": \"old01\" } },")
    let newer = Self.vms.replacingOccurrences(of: "web01,poweredOn,2,4096", with: "web01,poweredOn,8,65536")
      .replacingOccurrences(of: "gone01", with: "new01")
    files["RVTools_tabvInfo.csv"] = newer
    files["RVTools_tabvHost.csv"] = Self.hosts
    let merged = Imported(files)
    #expect(merged.problems.filter { $0.hasPrefix("error") } == [])
    let keys = merged.rows("workloads.csv").map { $0["workload"]! }
    #expect(Set(keys) == ["web01", "web01 (D2)", "old01", "gone01", "new01"])
    let web = merged.row("web01", of: "workloads.csv")
    #expect(web["cores"] == "8")
    #expect(web["memory_gb"] == "64")
    #expect(web["environment"] == "production")
    // What the planner changed stays; what only the rules had said is worked out anew from the new size.
    #expect(web["effort_hours"] == "40")
    #expect(web["annual_cloud_cost"] != first.row("web01", of: "workloads.csv")["annual_cloud_cost"])
    #expect(merged.row("web01 (D2)", of: "workloads.csv")["cores"] == "4")
    #expect(merged.files["program.json"] == files["munich/program.json"])
    #expect(merged.report.contains("gone01"))
  }

  @Test func `an estate that a person wrote keeps its relations, dates, initiatives and attributes`() throws {
    let example = try TestEstates.files(in: TestEstates.examples.appendingPathComponent("tiny-01"))
    let files = example.filter { $0.name.hasSuffix(".csv") || $0.name == "program.json" }
    let imported = Imported(files.map { SourceFile("tiny/\($0.name)", $0.bytes) }, name: "tiny")
    #expect(imported.problems.filter { $0.hasPrefix("error") } == [])
    let before = try exampleEstate("tiny-01")
    let after = try #require(imported.estate)
    #expect(after.workloads.count == before.workloads.count)
    #expect(after.hosts.count == before.hosts.count)
    #expect(after.initiatives.count == before.initiatives.count)
    #expect(after.dependencies.source.count == before.dependencies.source.count)
    let keys = Set(before.workloads.keys.map { before.texts[$0] })
    #expect(Set(after.workloads.keys.map { after.texts[$0] }) == keys)
  }

  @Test func `a list under the names of the estate's columns needs no mapping`() {
    let imported = Imported([
      "RVTools_tabvInfo.csv": Self.vms, "RVTools_tabvHost.csv": Self.hosts,
      "mine.csv": "workload,owner,disposition,not_before,wished_for\nold01,Ann,rehost,2027-01-31,yes\n",
    ])
    let row = imported.row("old01", of: "workloads.csv")
    #expect(row["owner"] == "Ann")
    #expect(row["disposition"] == "rehost")
    #expect(row["not_before"] == "2027-01-31")
    #expect(row["wished_for"] == "yes")
  }

  @Test func `of two estates one program counts, and it is said`() {
    let first = folder(Imported(Self.exports))
    let second = Dictionary(
      uniqueKeysWithValues: first.map { ($0.key.replacingOccurrences(of: "munich", with: "turin"), $0.value) })
    let imported = Imported(first.merging(second) { one, _ in one })
    #expect(
      imported.lines.contains(
        "warning IMP022 turin/program.json: the program of 'munich/program.json' counts, not that of 'turin/program.json'"
      ))
  }

  /// `workloads.csv` with other cells in one row.
  private func edited(_ imported: Imported, key: String, _ cells: [String: String]) -> String {
    let table = CSVScanner.scan(Array(imported.files["workloads.csv"]!.utf8), file: "w").table!
    var columns = table.columns
    for name in cells.keys.sorted() where !columns.contains(name) { columns.append(name) }
    let rows = imported.rows("workloads.csv").map { row in
      columns.map { column in row["workload"] == key ? cells[column] ?? row[column] ?? "" : row[column] ?? "" }
    }
    return String(decoding: CSVWriter.bytes(columns: columns, rows: rows), as: UTF8.self)
  }
}
