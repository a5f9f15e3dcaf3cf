import Documents
import Estates
import Foundation
import Inventories
import TestSupport

/// What an import of texts or fixtures came to.
struct Imported {
  var files: [String: String]
  var estate: Estate?
  /// What the reader of estates says about what was written.
  var problems: [String]
  var lines: [String]
  var bytes: [[UInt8]]

  var report: String { files[InventoryImport.report] ?? "" }

  init(_ sources: [SourceFile], start: String = "2026-05-01", name: String = "hall") {
    let result = InventoryImport.convert(sources, start: Day(start)!, name: name)
    let all = result.tables + result.companions
    files = Dictionary(uniqueKeysWithValues: all.map { ($0.name, String(decoding: $0.bytes, as: UTF8.self)) })
    bytes = all.map(\.bytes)
    lines = result.findings.map(line)
    if result.tables.isEmpty {
      (estate, problems) = (nil, [])
    } else {
      let (read, found) = EstateFolderReader.read(files: all, name: name)
      (estate, problems) = (read, found.map(line))
    }
  }

  init(_ texts: [String: String], start: String = "2026-05-01", name: String = "hall") {
    self.init(
      texts.sorted { $0.key < $1.key }.map { SourceFile($0.key, Array($0.value.utf8)) }, start: start, name: name)
  }

  /// The rows of a table that was written, by column.
  func rows(_ file: String) -> [[String: String]] {
    guard let text = files[file], let table = CSVScanner.scan(Array(text.utf8), file: file).table else { return [] }
    return (0..<table.rowCount).map { row in
      Dictionary(uniqueKeysWithValues: zip(table.columns, table.row(row)))
    }
  }

  /// The row of a table with that key.
  func row(_ key: String, of file: String) -> [String: String] {
    rows(file).first { $0[String(file.dropLast(5))] == key } ?? [:]
  }
}

enum ExportFixtures {
  static var root: URL { TestEstates.examples.deletingLastPathComponent() }

  /// The files of a folder below `Tests/Fixtures`.
  static func folder(_ path: String) throws -> [SourceFile] {
    try TestEstates.files(in: root.appendingPathComponent(path)).map { SourceFile($0.name, $0.bytes) }
  }

  static func file(_ path: String) throws -> SourceFile {
    let url = root.appendingPathComponent(path)
    return SourceFile(url.lastPathComponent, [UInt8](try Data(contentsOf: url)))
  }

  /// A workbook of the tests of `Documents`.
  static func workbook(_ name: String) throws -> SourceFile {
    let url = root.deletingLastPathComponent().appendingPathComponent("DocumentsTests/Fixtures/workbooks/\(name)")
    return SourceFile(name, [UInt8](try Data(contentsOf: url)))
  }
}
