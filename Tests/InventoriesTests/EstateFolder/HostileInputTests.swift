import Documents
import Estates
import Foundation
import Inventories
import TestSupport
import Testing

/// Files that were cut, stirred and overwritten: whatever comes, the reader answers with an estate or with errors that
/// point into a file, and never falls over.
@Suite struct HostileInputTests {
  private static let snippets =
    [
      "\"", ",", "\n", "\r", ";", "\t", "\u{0}", "{", "}", "[", "]", ":", "-", "1e309", "99999999999999999999",
      "9999-12-31",
      "0001-01-01", "null", "\\u", "\\ud800", "\u{FEFF}", "ü", "\u{2028}", "*", "-0", "1e-400", "36525", "10000",
    ].map { Array($0.utf8) } + [[0xFF], [0xC3], [0xED, 0xA0, 0x80]]

  private static func stirred(_ bytes: [UInt8], _ generator: inout SeededGenerator) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...4, using: &generator) {
      let place = Int.random(in: 0...bytes.count, using: &generator)
      let end = min(bytes.count, place + Int.random(in: 0...12, using: &generator))
      switch Int.random(in: 0..<4, using: &generator) {
      case 0: bytes.removeSubrange(place..<end)
      case 1: bytes.insert(contentsOf: snippets.randomElement(using: &generator)!, at: place)
      case 2: bytes.replaceSubrange(place..<end, with: snippets.randomElement(using: &generator)!)
      default: bytes.insert(contentsOf: bytes[place..<end], at: Int.random(in: 0...bytes.count, using: &generator))
      }
    }
    return bytes
  }

  @Test(arguments: ["tiny-01", "tiny-17", "tiny-42"])
  func `stirred files give an estate or located errors`(name: String) throws {
    let files = try TestEstates.files(in: TestEstates.examples.appendingPathComponent(name))
    let known = Set(files.map(\.name))
    var generator = SeededGenerator(seed: UInt64(name.utf8.reduce(0) { $0 * 31 + Int($1) }))
    var refused = 0
    for _ in 0..<120 {
      var attempt = files
      let chosen = Int.random(in: 0..<files.count, using: &generator)
      attempt[chosen].bytes = Self.stirred(files[chosen].bytes, &generator)
      let (estate, findings) = EstateFolderReader.read(files: attempt, name: name)
      let errors = findings.filter { $0.severity == .error }
      #expect((estate == nil) == !errors.isEmpty)
      refused += estate == nil ? 1 : 0
      for finding in findings {
        #expect(finding.location.map { known.contains($0.file) || finding.code == "INV021" } == true)
      }
    }
    // The stirring does hurt, and does not always kill.
    #expect(refused > 12 && refused < 120)
  }

  @Test func `a stirred export gives files or located errors`() throws {
    let folder = TestEstates.examples.deletingLastPathComponent().appendingPathComponent("rvtools")
    let files = try TestEstates.files(in: folder).map { (name: $0.name, bytes: Array($0.bytes.prefix(6000))) }
    var generator = SeededGenerator(seed: 99)
    for _ in 0..<60 {
      var attempt = files
      let chosen = Int.random(in: 0..<files.count, using: &generator)
      attempt[chosen].bytes = Self.stirred(files[chosen].bytes, &generator)
      let result = InventoryImport.convert(
        attempt.map { SourceFile($0.name, $0.bytes) }, start: Day("2026-05-01")!, name: "x")
      let (written, findings) = (result.tables, result.findings)
      let hasErrors = findings.contains { $0.severity == .error }
      #expect(written.isEmpty == hasErrors)
      guard !hasErrors else { continue }
      // What an import writes is an estate that reads.
      let (estate, found) = EstateFolderReader.read(files: written, name: "x")
      #expect(estate != nil, "\(found.map(line))")
    }
  }
}
