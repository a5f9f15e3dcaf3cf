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

extension SourceFile {
  /// Whether this is a planner's mapping that names another file.
  package func isMapping(of name: String) -> Bool {
    guard MappingFile.isLikely(bytes) else { return false }
    let last = name.split(separator: "/").last ?? ""
    return !last.isEmpty && String(decoding: bytes, as: UTF8.self).contains(last)
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
  /// Programs of estates.
  private(set) var programs: [SourceFile] = []
  /// What planners say about tables, in the order of the files.
  private(set) var mappings: [MappingFile] = []
  private let recognition: Recognition

  private let guessesHeaders: Bool
  /// Takes the flow logs among the sources; where there is none, they are tables like others.
  private let traffic: FlowAggregation?

  /// `guessingHeaders`: a row of common words for columns is a header, too, where no reader knows it.
  init(
    _ files: [SourceFile], recognition: Recognition, guessingHeaders: Bool = false, traffic: FlowAggregation? = nil,
    into findings: inout FindingCollector
  ) {
    self.recognition = recognition
    guessesHeaders = guessingHeaders
    self.traffic = traffic
    let (maps, others) = Self.parted(files)
    programs = others.filter { Self.isProgram($0) }
    let files = others.filter { !Self.isProgram($0) && !Self.isCompanion($0.name) }
    for file in maps.sorted(by: { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }) {
      if let mapping = MappingReading.read(file.bytes, file: file.name, into: &findings) { mappings.append(mapping) }
    }
    for file in files.sorted(by: { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }) {
      take(file, group: Self.folder(file.name), into: &findings)
    }
    resolveReferences(into: &findings)
  }

  /// Numbers of records become their names.
  private mutating func resolveReferences(into findings: inout FindingCollector) {
    var all = tables.map(\.table)
    let missing = ServiceNowReferences.resolve(&all)
    for (index, table) in all.enumerated() { tables[index].table = table }
    for (index, column, count) in missing {
      let table = tables[index].table
      tables[index].findings.append(
        Finding(
          .warning, .importReference,
          "\(Grouped.text(count)) \(count == 1 ? "cell holds the number" : "cells hold numbers") of records that no file lists",
          at: table.location(header: column),
          help: "export the list that the column refers to as well, or export display values"))
    }
  }

  private static func isProgram(_ file: SourceFile) -> Bool {
    file.name == EstateSource.program || file.name.hasSuffix("/" + EstateSource.program)
  }

  /// What an import wrote beside an estate says where its cells came from, and is no source itself.
  private static func isCompanion(_ name: String) -> Bool {
    InventoryImport.companionTables.contains(name.split(separator: "/").last.map(String.init) ?? name)
  }

  /// Mappings, and all else.
  private static func parted(_ files: [SourceFile]) -> (mappings: [SourceFile], others: [SourceFile]) {
    var (maps, others): ([SourceFile], [SourceFile]) = ([], [])
    for file in files {
      if MappingFile.isLikely(file.bytes) { maps.append(file) } else { others.append(file) }
    }
    return (maps, others)
  }

  /// The mapping that speaks of a table, with the name of its file; the first one does.
  func mapping(for table: TextTable) -> (file: Int, table: Int)? {
    for (file, mapping) in mappings.enumerated() {
      for (index, entry) in mapping.tables.enumerated() where entry.means(table) && entry.isHeader(table.columns) {
        return (file, index)
      }
    }
    return nil
  }

  /// How the header of a table is known among the rows above it.
  private func header(of file: String, sheet: String?) -> (_ cells: [String]) -> Bool {
    let recognition = recognition
    let spoken = mappings.flatMap(\.tables).filter { $0.means(file: file, sheet: sheet) }
    let guesses = guessesHeaders
    return { cells in
      recognition.isHeader(cells) || spoken.contains { $0.isHeader(cells) } || guesses && ColumnGuess.isHeader(cells)
    }
  }

  private static func folder(_ name: String) -> String {
    name.lastIndex(of: "/").map { String(name[..<$0]) } ?? ""
  }

  /// Archives in archives are opened so deep; one that holds itself has no end.
  private static let depthLimit = 4

  private mutating func take(
    _ file: SourceFile, group: String, depth: Int = 0, into findings: inout FindingCollector
  ) {
    let kind = FileKind(file.bytes)
    if kind == .zip || kind == .gzip, depth == Self.depthLimit {
      refused.append(file.name)
      findings.add(.error, .importCompressed, in: file.name) {
        Finding(
          .error, .importCompressed, "an archive inside \(Self.depthLimit) others", at: SourceLocation(file: file.name),
          help: "unpack it first")
      }
      return
    }
    switch kind {
    case .zip: unpack(file, depth: depth, into: &findings)
    case .gzip:
      do throws(Findings) {
        let bytes = try GzipStream.unpacked(file.bytes, file: file.name)
        take(SourceFile("\(file.name)/\(Self.stem(file.name))", bytes), group: group, depth: depth + 1, into: &findings)
      } catch {
        refused.append(file.name)
        findings.add(error.all)
      }
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

  /// The name of the file that a packed one holds.
  private static func stem(_ name: String) -> String {
    let last = name.split(separator: "/").last.map(String.init) ?? name
    return last.lowercased().hasSuffix(".gz") ? String(last.dropLast(3)) : last
  }

  /// Text has no NUL, unless it is UTF-16.
  private static func isText(_ bytes: [UInt8]) -> Bool {
    TextEncoding.of(bytes) != .windows1252 || !bytes.prefix(4096).contains(0)
  }

  private mutating func scan(_ file: SourceFile, group: String, into findings: inout FindingCollector) {
    let isSpokenOf = mappings.contains { $0.tables.contains { $0.means(file: file.name, sheet: nil) } }
    if let traffic, !isSpokenOf,
      FlowAggregation.isLog(head: file.bytes.prefix(FlowAggregation.headLength), recognition)
    {
      traffic.read(file.name, file.bytes)
      return
    }
    var (table, found): (TextTable?, [Finding]) = (nil, [])
    if RecordList.isLikely(file.bytes) { (table, found) = RecordList.table(file.bytes, file: file.name) }
    if table == nil, found.isEmpty {
      (table, found) = CSVScanner.scanExport(
        file.bytes, file: file.name, isHeader: header(of: file.name, sheet: nil))
    }
    if let table {
      tables.append(Entry(table: table, group: group, findings: found))
    } else {
      findings.add(found)
    }
  }

  /// A workbook, or an archive of files.
  private mutating func unpack(_ file: SourceFile, depth: Int, into findings: inout FindingCollector) {
    do throws(Findings) {
      let archive = try ZIPArchive(file.bytes, file: file.name)
      if archive.entry(named: "[Content_Types].xml") != nil {
        let workbook = try Workbook(archive)
        for sheet in workbook.sheets {
          let (table, found) = workbook.table(of: sheet, isHeader: header(of: file.name, sheet: sheet.name))
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
        take(inner, group: file.name, depth: depth + 1, into: &findings)
      }
    } catch {
      findings.add(error.all)
    }
  }
}
