import Documents
import Estates
import Foundation
import Inventories
import Testing

/// The estates that ship can be read without an error, and each shows what it is there to show.
@Suite struct ShippedEstatesTests {
  static func read(_ name: String) throws -> (estate: Estate, findings: [Finding]) {
    let folder = GeneratedEstateTests.shipped.deletingLastPathComponent().appending(path: name)
    var files: [(name: String, bytes: [UInt8])] = []
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() {
      files.append((name: file, bytes: [UInt8](try Data(contentsOf: folder.appending(path: file)))))
    }
    let (estate, findings) = EstateFolderReader.read(files: files, name: name)
    let errors = findings.filter { $0.severity == .error }
    #expect(errors.isEmpty, "\(errors.prefix(5))")
    return (try #require(estate), findings)
  }

  @Test func `the workshop can be read through by a person and by the program`() throws {
    let (estate, findings) = try Self.read("workshop")
    #expect(findings.map(\.code) == ["INV012"], "one address that nobody could name, and nothing else")
    #expect((40...45).contains(estate.workloads.count))
    #expect(estate.sites.count == 2)
    #expect((14...16).contains(estate.hosts.count))
    #expect(estate.racks.count == 5)
    #expect(estate.clusters.count == 2)
    #expect(estate.applications.count == 10)
    #expect(estate.initiatives.count == 3)
  }

  @Test func `the workshop shows every kind of rule, disposition, relation and way to leave`() throws {
    let (estate, _) = try Self.read("workshop")
    #expect(Set(estate.program.rules.map(\.kind.word)).count == 12)
    #expect(Set(estate.workloads.disposition) == Set(Disposition.allCases))
    #expect(Set(estate.dependencies.relation.compactMap { $0 }) == Set(Relation.allCases).subtracting([.last]))
    #expect(estate.dependencies.relation.contains(nil))
    let relates = estate.program.rules.compactMap { rule -> Relation? in
      if case .relate(_, let relation, _) = rule.kind { relation } else { nil }
    }
    #expect(relates.contains(.last))
    #expect(estate.hosts.leaves.contains(.withRack) && estate.hosts.leaves.contains(.withSite))
    #expect(estate.hosts.leaves.contains(.on(Day("2027-03-31")!)))
    #expect(estate.program.targets.first?.milestones.count == 2)
  }

  @Test func `the automaker is read whole, with its doubts as findings`() throws {
    let (estate, findings) = try Self.read("automaker")
    #expect(estate.workloads.count == 6_000)
    #expect((2_000...3_000).contains(estate.hosts.count))
    #expect(estate.sites.count >= 80)
    #expect(estate.initiatives.count >= 100)
    #expect(Set(estate.program.rules.map(\.kind.word)).count == 12)
    #expect(Set(estate.workloads.disposition) == Set(Disposition.allCases))
    #expect(estate.dependencies.count < 18_000, "unknown ends and loops are left out")
    #expect(estate.racks.declared.contains(false))
    // Rows that stand twice, unknown ends, loops, racks that only hosts name.
    #expect(Set(findings.map(\.code)).isSuperset(of: ["INV005", "INV012", "INV014", "INV015"]))
  }
}
