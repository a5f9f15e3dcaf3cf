import Documents
import Estates
import Foundation
import Inventories
import TestSupport
import Testing

@Suite struct ExamplesTests {
  @Test func `all worked examples read without an error`() throws {
    #expect(TestEstates.exampleNames.count == 62)
    for name in TestEstates.exampleNames {
      let files = try TestEstates.files(in: TestEstates.examples.appendingPathComponent(name))
      let (estate, findings) = EstateFolderReader.read(files: files, name: name)
      #expect(estate != nil, "\(name)")
      #expect(findings.filter { $0.severity == .error }.map(\.message) == [], "\(name)")
      #expect(estate?.name == name)
    }
  }

  @Test func `all estates that ship read without an error or a doubt about the tables`() throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: TestEstates.shipped.path).sorted() {
      let folder = TestEstates.shipped.appendingPathComponent(name)
      guard FileManager.default.fileExists(atPath: folder.appendingPathComponent("program.json").path) else { continue }
      let (estate, findings) = EstateFolderReader.read(files: try TestEstates.files(in: folder), name: name)
      #expect(estate != nil, "\(name)")
      #expect(findings.filter { $0.severity == .error }.map(\.message) == [], "\(name)")
    }
  }
}
