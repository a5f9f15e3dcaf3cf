/// A sheet as a table with named columns, as a CSV file is one.
extension Workbook {
  /// So many rows are looked at for the header.
  package static let headerReach = 30

  /// The table that begins with the header row: the first for which `isHeader` says so among the first 30 that hold
  /// something, or the first of all where it says so of none (or is not given). What stands above the header is no part
  /// of the table.
  ///
  /// Columns without a name are left out, and reported where values stand under them; of two with one name the second
  /// becomes `name#2`. Outer white space of cells goes. The table is nil where the sheet is empty or damaged, and the
  /// findings then say why.
  package func table(
    of sheet: Sheet, isHeader: ((_ cells: [String]) -> Bool)? = nil
  ) -> (table: TextTable?, findings: [Finding]) {
    var rows = SheetTable(file: file, sheet: sheet.name, isHeader: isHeader)
    do {
      try forEachRow(of: sheet) { (row) throws(Findings) in
        try rows.add(row)
        return true
      }
      return try rows.finish()
    } catch {
      return (nil, error.all)
    }
  }
}

/// Rows of a sheet on their way into a table.
private struct SheetTable {
  private let file: String
  private let sheet: String
  private let isHeader: (([String]) -> Bool)?
  /// The rows that came before the header was known.
  private var waiting: [SheetRow] = []
  private var header: Header?
  private var findings = FindingCollector()

  private var bytes: [UInt8] = []
  private var starts: [UInt32] = []
  private var lengths: [UInt32] = []
  private var kinds: [CellKind] = []
  private var lines: [Int32] = []
  /// How many cells hold something.
  private var filled = 0
  /// For each shared text where it stands in `bytes`, and how long; -1 where it does not yet.
  private var placed: [(start: Int64, length: UInt32)] = []

  private struct Header {
    var row: Int
    var names: [String] = []
    var columns: [Int32] = []
    /// For each column of the sheet, from 0, the column of the table; -1 for none.
    var places: [Int32] = []
  }

  init(file: String, sheet: String, isHeader: (([String]) -> Bool)?) {
    self.file = file
    self.sheet = sheet
    self.isHeader = isHeader
  }

  mutating func add(_ row: SheetRow) throws(Findings) {
    guard header == nil else { return try append(row) }
    if isHeader.map({ $0(Self.texts(row)) }) ?? true {
      waiting = []
      return takeHeader(row)
    }
    waiting.append(row)
    if waiting.count == Workbook.headerReach { try giveUpSearch() }
  }

  /// No row looks like the header that was wanted: the first counts as it.
  private mutating func giveUpSearch() throws(Findings) {
    takeHeader(waiting[0])
    for row in waiting.dropFirst() { try append(row) }
    waiting = []
  }

  mutating func finish() throws(Findings) -> (table: TextTable?, findings: [Finding]) {
    if header == nil, !waiting.isEmpty { try giveUpSearch() }
    guard let header else {
      findings.add([
        Finding(.warning, .sheetHeader, "the sheet is empty", at: SourceLocation(file: file, sheet: sheet))
      ])
      return (nil, findings.findings())
    }
    let table = TextTable(
      file: file, sheet: sheet, columns: header.names, sheetColumns: header.columns, headerLine: header.row,
      bytes: bytes, starts: starts, lengths: lengths, kinds: kinds, lines: lines)
    return (table, findings.findings())
  }

  // MARK: The header

  private static func texts(_ row: SheetRow) -> [String] {
    row.cells.map { row.withBytes(of: $0) { String(decoding: WhiteSpace.trimmed($0), as: UTF8.self) } }
  }

  private mutating func takeHeader(_ row: SheetRow) {
    var header = Header(row: row.number)
    var seen: [String: Int] = [:]
    header.places = [Int32](repeating: -1, count: row.cells.last?.column ?? 0)
    for (cell, name) in zip(row.cells, Self.texts(row)) where !name.isEmpty {
      let times = (seen[name] ?? 0) + 1
      seen[name] = times
      header.places[cell.column - 1] = Int32(header.names.count)
      header.columns.append(Int32(cell.column))
      var unique = name
      var number = times
      while number > 1 || (number == 1 && unique != name) {
        unique = "\(name)#\(number)"
        if seen[unique] == nil { break }
        number += 1
      }
      header.names.append(unique)
      guard times > 1 else { continue }
      seen[unique] = 1
      let place = SourceLocation(file: file, sheet: sheet, line: row.number, column: cell.column, label: name)
      findings.add(.warning, .sheetColumnTwice, in: file, label: sheet) {
        Finding(.warning, .sheetColumnTwice, "column '\(name)' stands here again; it is read as '\(unique)'", at: place)
      }
    }
    self.header = header
  }

  // MARK: Rows

  private mutating func append(_ row: SheetRow) throws(Findings) {
    let width = header!.names.count
    let base = starts.count
    var hasContent = false
    for cell in row.cells {
      let place = cell.column <= header!.places.count ? header!.places[cell.column - 1] : -1
      guard place >= 0 else {
        reportUnnamed(row, cell)
        continue
      }
      let (start, length) = try self.place(of: cell, in: row)
      guard length > 0 else { continue }
      if !hasContent {
        hasContent = true
        try checkRoom(base + width)
        starts.append(contentsOf: repeatElement(0, count: width))
        lengths.append(contentsOf: repeatElement(0, count: width))
        kinds.append(contentsOf: repeatElement(.empty, count: width))
      }
      starts[base + Int(place)] = start
      lengths[base + Int(place)] = length
      kinds[base + Int(place)] = cell.kind
      filled += 1
    }
    if hasContent { lines.append(Int32(row.number)) }
  }

  /// A table has no more room than its content deserves: a million, and sixty-four for each cell that holds something.
  private func checkRoom(_ count: Int) throws(Findings) {
    guard count > 1_000_000 + 64 * (filled + 1) else { return }
    throw Findings(
      .workbookLimit,
      "\(Grouped.text(lines.count)) rows and \(Grouped.text(header!.names.count)) columns for "
        + "\(Grouped.text(filled)) values",
      at: SourceLocation(file: file, sheet: sheet), help: "delete the columns that are empty")
  }

  /// Where the text of a cell stands among the table's bytes, without outer white space.
  private mutating func place(of cell: SheetRow.Cell, in row: SheetRow) throws(Findings) -> (UInt32, UInt32) {
    if cell.shared >= 0 {
      if placed.isEmpty { placed = [(Int64, UInt32)](repeating: (-1, 0), count: row.strings.count) }
      let known = placed[cell.shared]
      if known.start >= 0 { return (UInt32(known.start), known.length) }
    }
    let start = bytes.count
    row.withBytes(of: cell) { bytes.append(contentsOf: WhiteSpace.trimmed($0)) }
    guard bytes.count <= CSVLimits.file else {
      throw Findings(.workbookLimit, "more than 4 GiB of texts", at: SourceLocation(file: file, sheet: sheet))
    }
    let length = UInt32(bytes.count - start)
    if cell.shared >= 0 { placed[cell.shared] = (Int64(start), length) }
    return (UInt32(start), length)
  }

  private mutating func reportUnnamed(_ row: SheetRow, _ cell: SheetRow.Cell) {
    let letters = CellReference.letters(cell.column)
    let place = SourceLocation(file: file, sheet: sheet, line: row.number, column: cell.column)
    findings.add(.warning, .sheetColumn, in: file, label: "\(sheet) \(letters)") {
      Finding(.warning, .sheetColumn, "column \(letters) holds values but has no name; they are not read", at: place)
    }
  }
}
