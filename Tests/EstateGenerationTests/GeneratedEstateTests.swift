import Documents
import EstateGeneration
import Foundation
import Testing

/// The generated estates: the same bytes every time, and the shape of a real enterprise in them.
@Suite struct GeneratedEstateTests {
  /// All files of an estate, by name.
  static func files(_ blueprint: Blueprint) throws -> [String: [UInt8]] {
    let folder = Folder()
    try GeneratedEstate.write(blueprint) { file, piece in folder.files[file, default: []] += piece }
    return folder.files
  }

  final class Folder {
    var files: [String: [UInt8]] = [:]
  }

  static func table(_ file: String, in files: [String: [UInt8]]) throws -> TextTable {
    let (table, findings) = CSVScanner.scan(try #require(files[file]), file: file)
    #expect(findings.isEmpty)
    return try #require(table)
  }

  static func column(_ name: String, of table: TextTable) throws -> [String] {
    let column = try #require(table.column(named: name))
    return (0..<table.rowCount).map { table.text(row: $0, column: column) }
  }

  static let shipped = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "inventories/automaker")

  @Test func `one seed gives one estate, to the byte`() throws {
    let blueprint = Blueprint.scaled(workloads: 600, dependencies: 2_000, seed: 7)
    let first = try Self.files(blueprint)
    #expect(first.count == 10)
    #expect(try Self.files(blueprint) == first)
    let other = try Self.files(.scaled(workloads: 600, dependencies: 2_000, seed: 8))
    #expect(other["workloads.csv"] != first["workloads.csv"])
    #expect(other["dependencies.csv"] != first["dependencies.csv"])
  }

  @Test(arguments: [(100, 100), (300, 900), (2_500, 20_000)])
  func `a scaled estate has as many workloads and dependencies as it was asked for`(workloads: Int, dependencies: Int)
    throws
  {
    let files = try Self.files(.scaled(workloads: workloads, dependencies: dependencies, seed: 1))
    let keys = try Self.column("workload", of: Self.table("workloads.csv", in: files))
    #expect(Set(keys).count == workloads)
    #expect(try Self.table("dependencies.csv", in: files).rowCount == dependencies)
  }

  @Test func `the automaker that ships is what its generator writes`() throws {
    for (file, bytes) in try Self.files(.automaker) {
      #expect(try Data(contentsOf: Self.shipped.appending(path: file)) == Data(bytes), "\(file)")
    }
  }

  @Test func `the automaker has the size and spread of a global enterprise`() throws {
    let files = try Self.files(.automaker)
    let sites = try Self.table("sites.csv", in: files)
    #expect(sites.rowCount >= 80)
    #expect(Set(try Self.column("country", of: sites)).count >= 50)
    let countries = try Self.column("offices_in_countries", of: sites).compactMap { Int($0) }.reduce(0, +)
    #expect(countries == 130)
    #expect(Set(try Self.column("workload", of: Self.table("workloads.csv", in: files))).count == 6_000)
    #expect(try Self.table("initiatives.csv", in: files).rowCount >= 100)
    #expect(files.values.reduce(0) { $0 + $1.count } < 3_000_000)
  }

  @Test func `sizes and degrees are heavy-tailed, with hubs`() throws {
    let files = try Self.files(.automaker)
    let storage = try Self.column("storage_gb", of: Self.table("workloads.csv", in: files)).compactMap { Int($0) }
      .sorted(by: >)
    let total = storage.reduce(0, +)
    #expect(storage.prefix(storage.count / 20).reduce(0, +) * 100 > total * 40)
    #expect((80...160).contains(storage[storage.count / 2]))

    var degrees: [String: Int] = [:]
    for target in try Self.column("target", of: Self.table("dependencies.csv", in: files)) {
      degrees[target, default: 0] += 1
    }
    let sorted = degrees.values.sorted(by: >)
    #expect(sorted[0] > 300)
    #expect((10...60).contains(sorted.prefix { $0 > 60 }.count))
    #expect(sorted[sorted.count / 2] <= 3)
  }

  @Test func `the automaker carries every doubt that an inventory has`() throws {
    let files = try Self.files(.automaker)
    let workloads = try Self.table("workloads.csv", in: files)
    let keys = try Self.column("workload", of: workloads)
    let known = Set(keys)
    #expect(keys.count > known.count, "rows that stand there twice")
    for column in ["application", "memory_gb", "storage_gb", "effort_hours", "environment"] {
      #expect(try Self.column(column, of: workloads).contains(""), "\(column) is missing somewhere")
    }
    #expect(try Self.column("cmdb_status", of: workloads).contains("decommissioned"))
    #expect(try Self.column("cmdb_name", of: workloads).contains { !$0.isEmpty && $0 != $0.lowercased() })
    #expect(try Self.column("owner", of: Self.table("applications.csv", in: files)).contains(""))

    let dependencies = try Self.table("dependencies.csv", in: files)
    let sources = try Self.column("source", of: dependencies)
    let targets = try Self.column("target", of: dependencies)
    #expect(targets.contains { !known.contains($0) })
    #expect(zip(sources, targets).contains { $0 == $1 })
    #expect(Set(try Self.column("relation", of: dependencies)) == ["", "together", "first", "last", "near", "apart"])

    let hosts = try Self.table("hosts.csv", in: files)
    let used = Set(try Self.column("host", of: workloads))
    let idle = zip(try Self.column("host", of: hosts), try Self.column("cluster", of: hosts)).filter {
      $1.isEmpty && !used.contains($0)
    }
    #expect(idle.count > 200)
    let leaves = Set(try Self.column("leaves", of: hosts))
    #expect(leaves.isSuperset(of: ["", "with_rack", "with_site"]) && leaves.contains { $0.hasPrefix("202") })
  }

  @Test func `rings of two to ten applications close through first`() throws {
    let files = try Self.files(.automaker)
    let dependencies = try Self.table("dependencies.csv", in: files)
    var next: [String: String] = [:]
    let rows = zip(
      try Self.column("source", of: dependencies),
      zip(
        try Self.column("target", of: dependencies),
        zip(try Self.column("relation", of: dependencies), try Self.column("kind", of: dependencies))))
    // The rows of the rings stand before all others of their relation and kind.
    for (source, (target, (relation, kind))) in rows where relation == "first" && kind == "rfc" && next[source] == nil {
      next[source] = target
    }
    var lengths: Set<Int> = []
    for start in next.keys {
      var here = start
      for length in 1...12 {
        guard let there = next[here] else { break }
        here = there
        if here == start {
          lengths.insert(length)
          break
        }
      }
    }
    #expect(lengths.isSuperset(of: [2, 3, 10]))
  }

  @Test func `every kind of rule stands in the automaker's program`() throws {
    let text = String(decoding: try #require(Self.files(.automaker)["program.json"]), as: UTF8.self)
    for rule in [
      "together", "order", "relate", "apart", "near", "limit", "freeze", "notBefore", "notAfter", "leave", "pin",
      "stay",
    ] {
      #expect(text.contains("\"rule\": \"\(rule)\""), "\(rule)")
    }
  }
}
