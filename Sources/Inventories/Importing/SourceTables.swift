import Documents

/// A file that an import reads: the name by which the report calls it, and its bytes.
package struct SourceFile: Sendable {
  package var name: String
  package var bytes: [UInt8]

  package init(_ name: String, _ bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }
}

/// The tables inside source files, whatever they came wrapped in.
struct SourceTables {
  /// A table, and the export that it is a part of: its workbook or archive, or the folder of a set of files.
  struct Entry {
    var table: TextTable
    var group: String
    /// What its reader found; of no interest where the table is not used.
    var findings: [Finding]
  }

  private(set) var tables: [Entry] = []
  /// Files of kinds that are not read.
  private(set) var refused: [String] = []
  private let recognition: Recognition

  init(_ files: [SourceFile], recognition: Recognition, into findings: inout FindingCollector) {
    self.recognition = recognition
    for file in files.sorted(by: { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }) {
      take(file, group: Self.folder(file.name), into: &findings)
    }
  }

  private static func folder(_ name: String) -> String {
    name.lastIndex(of: "/").map { String(name[..<$0]) } ?? ""
  }

  private mutating func take(_ file: SourceFile, group: String, into findings: inout FindingCollector) {
    switch FileKind(file.bytes) {
    case .zip: unpack(file, into: &findings)
    case .some(let kind):
      findings.add([kind.finding(file: file.name)])
      refused.append(file.name)
    case nil:
      if Self.isText(file.bytes) {
        scan(file, group: group, into: &findings)
      } else {
        refused.append(file.name)
        findings.add(.error, .importCompressed, in: file.name) {
          Finding(
            .error, .importCompressed, "\(quoted(file.name)) is no workbook, table or archive",
            at: SourceLocation(file: file.name), help: "save it as .xlsx or .csv")
        }
      }
    }
  }

  /// Text has no NUL, unless it is UTF-16.
  private static func isText(_ bytes: [UInt8]) -> Bool {
    TextEncoding.of(bytes) != .windows1252 || !bytes.prefix(4096).contains(0)
  }

  private mutating func scan(_ file: SourceFile, group: String, into findings: inout FindingCollector) {
    let recognition = recognition
    let (table, found) = CSVScanner.scanExport(file.bytes, file: file.name) { recognition.isHeader($0) }
    if let table {
      tables.append(Entry(table: table, group: group, findings: found))
    } else {
      findings.add(found)
    }
  }

  /// A workbook, or an archive of files.
  private mutating func unpack(_ file: SourceFile, into findings: inout FindingCollector) {
    do throws(Findings) {
      let archive = try ZIPArchive(file.bytes, file: file.name)
      if archive.entry(named: "[Content_Types].xml") != nil {
        let workbook = try Workbook(archive)
        let recognition = recognition
        for sheet in workbook.sheets {
          let (table, found) = workbook.table(of: sheet) { recognition.isHeader($0) }
          if let table {
            tables.append(Entry(table: table, group: file.name, findings: found))
          } else {
            findings.add(found)
          }
        }
        return
      }
      let entries = archive.entries.filter { entry in
        let base = entry.name.split(separator: "/").last ?? ""
        return !entry.isFolder && !base.hasPrefix(".") && !entry.name.hasPrefix("__MACOSX/")
      }
      for entry in entries.sorted(by: { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }) {
        let inner = SourceFile("\(file.name)/\(entry.name)", try archive.bytes(of: entry))
        take(inner, group: file.name, into: &findings)
      }
    } catch {
      findings.add(error.all)
    }
  }
}
