import Documents
import Estates
import Foundation
import Inventories

/// Estates for tests: the worked examples, and tables written down in the test itself.
package enum TestEstates {
  /// `Tests/Fixtures/examples`.
  package static var examples: URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Fixtures/examples")
  }

  /// `inventories`, the estates that ship.
  package static var shipped: URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("inventories")
  }

  /// The names of the worked examples: `medium-40`, `tiny-01`, …
  package static var exampleNames: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: examples.path)) ?? []).filter { !$0.hasPrefix(".") }.sorted()
  }

  /// The files of a folder.
  package static func files(in folder: URL) throws -> [(name: String, bytes: [UInt8])] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { !$0.hasPrefix(".") }.sorted().map {
      ($0, [UInt8](try Data(contentsOf: folder.appendingPathComponent($0))))
    }
  }

  /// What the reader makes of texts.
  package static func read(_ files: [String: String], name: String = "test") -> (estate: Estate?, findings: [Finding]) {
    EstateFolderReader.read(
      files: files.sorted { $0.key < $1.key }.map { ($0.key, Array($0.value.utf8)) }, name: name)
  }

  /// A program without rules or targets: 12 waves of 28 days from 2026-06-01.
  package static let program = """
    { "name": "test", "start": "2026-05-01", "horizon": "2031-12-31",
      "calendar": { "firstWaveStart": "2026-06-01", "waveDays": 28, "lastCutover": "2027-05-02" } }
    """
}

/// A worked example of the specification as an estate.
package func exampleEstate(_ name: String) throws -> Estate {
  let files = try TestEstates.files(in: TestEstates.examples.appendingPathComponent(name))
  let (estate, findings) = EstateFolderReader.read(files: files, name: name)
  guard let estate else { throw Findings(findings) }
  return estate
}

/// An estate from literal tables, name to text; without a `program.json` it gets one without rules. Throws the findings
/// where it has errors.
package func estate(files: [String: String]) throws -> Estate {
  var files = files
  if files["program.json"] == nil { files["program.json"] = TestEstates.program }
  let (estate, findings) = TestEstates.read(files)
  guard let estate else { throw Findings(findings) }
  return estate
}
