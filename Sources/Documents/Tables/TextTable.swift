/// A table of text: the bytes, and where in them each cell begins and ends. A CSV file is one as it lies there, a sheet
/// of a workbook becomes one (`Workbook.table`), so that whoever reads columns need not know which of the two it was.
///
///     hosts.csv         host,site,"name"          columns  host · site · name
///                       H1,S1,"a ""b"""           row 0    H1 · S1 · a "b"
///
/// No text is made until someone asks for a cell; a reader of many rows looks at `starts`, `lengths` and `bytes` itself.
/// Cells stand without outer white space and without the quotes around them; doubled quotes inside are marked. Cells of
/// a sheet may share their bytes, where the workbook does.
package struct TextTable: Sendable {
  /// The name by which messages call it.
  package let file: String
  /// The sheet of the workbook `file`; nil for a file that is a table itself.
  package let sheet: String?
  package let bytes: [UInt8]
  package let dialect: CSVDialect
  /// The names in the header row. Those without a name are empty.
  package let columns: [String]
  /// Byte offset of the cell of row r and column c at `r * columns.count + c`.
  package internal(set) var starts: [UInt32] = []
  /// Its length in bytes; `doubledQuotes` is set where the cell has quotes to be halved.
  package internal(set) var lengths: [UInt32] = []
  /// The line on which each row begins, from 1; in a sheet the number of the row.
  package internal(set) var lines: [Int32] = []
  /// Byte offset at which each row begins; one row more than there are, for the end. Empty for a sheet.
  package internal(set) var rowStarts: [UInt32] = []
  /// Where the names of the header stand.
  package let headerStarts: [UInt32]
  /// The line of the header row, from 1.
  package let headerLine: Int
  /// What the cells were in their sheet, as `starts`; empty for a file, whose cells are all text.
  package internal(set) var kinds: [CellKind] = []
  /// The column of the sheet in which each column stands, from 1; empty for a file.
  let sheetColumns: [Int32]
  /// From here on `bytes` is text that was made of the file's, and stands nowhere in it.
  private var madeFrom = Int.max

  /// A table of a file, without rows yet.
  init(
    file: String, bytes: [UInt8], dialect: CSVDialect, columns: [String], headerStarts: [UInt32], headerLine: Int = 1
  ) {
    self.file = file
    self.sheet = nil
    self.bytes = bytes
    self.dialect = dialect
    self.columns = columns
    self.headerStarts = headerStarts
    self.headerLine = headerLine
    self.sheetColumns = []
  }

  /// A table of a sheet, with all its rows.
  init(
    file: String, sheet: String, columns: [String], sheetColumns: [Int32], headerLine: Int, bytes: [UInt8],
    starts: [UInt32], lengths: [UInt32], kinds: [CellKind], lines: [Int32]
  ) {
    self.file = file
    self.sheet = sheet
    self.bytes = bytes
    self.dialect = .comma
    self.columns = columns
    self.headerStarts = []
    self.headerLine = headerLine
    self.sheetColumns = sheetColumns
    self.starts = starts
    self.lengths = lengths
    self.kinds = kinds
    self.lines = lines
  }

  /// Rows of a file that was read elsewhere, of which only the lines are known: what points at them can say where.
  package init(file: String, columns: [String], headerLine: Int, lines: [Int32]) {
    self.file = file
    self.sheet = nil
    self.bytes = []
    self.dialect = .comma
    self.columns = columns
    self.headerStarts = []
    self.headerLine = headerLine
    self.sheetColumns = []
    self.lines = lines
    starts = [UInt32](repeating: 0, count: lines.count * columns.count)
    lengths = starts
    rowStarts = [UInt32](repeating: 0, count: lines.count + 1)
  }

  /// Rows whose texts were made of the file's, such as records of JSON.
  init(
    file: String, columns: [String], headerLine: Int, text: [UInt8], starts: [UInt32], lengths: [UInt32], lines: [Int32]
  ) {
    self.file = file
    self.sheet = nil
    self.bytes = text
    self.dialect = .comma
    self.columns = columns
    self.headerStarts = []
    self.headerLine = headerLine
    self.sheetColumns = []
    self.starts = starts
    self.lengths = lengths
    self.lines = lines
    madeFrom = 0
  }

  /// The table with other texts in some of its cells: `text` gives the new one, nil where a cell stays as it is.
  package func replacingCells(of columns: [Int], _ text: (_ cell: [UInt8]) -> [UInt8]?) -> TextTable {
    var made: [UInt8] = []
    var table = self
    for row in 0..<rowCount {
      for column in columns {
        let index = row * self.columns.count + column
        guard lengths[index] != 0, let fresh = text(cell(row: row, column: column)) else { continue }
        table.starts[index] = UInt32(bytes.count + made.count)
        table.lengths[index] = UInt32(fresh.count)
        made += fresh
      }
    }
    guard !made.isEmpty else { return self }
    return TextTable(table, bytes: bytes + made, madeFrom: min(madeFrom, bytes.count))
  }

  private init(_ other: TextTable, bytes: [UInt8], madeFrom: Int) {
    file = other.file
    sheet = other.sheet
    self.bytes = bytes
    dialect = other.dialect
    columns = other.columns
    starts = other.starts
    lengths = other.lengths
    lines = other.lines
    rowStarts = other.rowStarts
    headerStarts = other.headerStarts
    headerLine = other.headerLine
    kinds = other.kinds
    sheetColumns = other.sheetColumns
    self.madeFrom = madeFrom
  }

  package static let doubledQuotes: UInt32 = 1 << 31

  package var rowCount: Int { lines.count }

  /// What a cell was in its sheet; text where there was none.
  package func kind(row: Int, column: Int) -> CellKind {
    let index = row * columns.count + column
    if kinds.isEmpty { return lengths[index] == 0 ? .empty : .text }
    return kinds[index]
  }

  package func column(named name: String) -> Int? { columns.firstIndex(of: name) }

  /// The bytes of a cell, without outer white space.
  package func cell(row: Int, column: Int) -> [UInt8] {
    let index = row * columns.count + column
    let start = Int(starts[index])
    let length = Int(lengths[index] & ~Self.doubledQuotes)
    let raw = bytes[start..<start + length]
    guard lengths[index] & Self.doubledQuotes != 0 else { return Array(raw) }
    return Self.halvingQuotes(raw)
  }

  package func text(row: Int, column: Int) -> String {
    String(decoding: cell(row: row, column: column), as: UTF8.self)
  }

  /// The whole row as texts.
  package func row(_ row: Int) -> [String] { columns.indices.map { text(row: row, column: $0) } }

  package static func halvingQuotes(_ raw: some Collection<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(raw.count)
    var isSecond = false
    for byte in raw {
      if byte == UInt8(ascii: "\"") {
        isSecond.toggle()
        if !isSecond { continue }
      } else {
        isSecond = false
      }
      bytes.append(byte)
    }
    return bytes
  }

  // MARK: Places

  /// Where a cell stands; the label is the name of its column.
  package func location(row: Int, column: Int) -> SourceLocation {
    guard sheet == nil else { return sheetLocation(line: Int(lines[row]), column: column) }
    let offset = Int(starts[row * columns.count + column])
    guard offset < madeFrom else {
      return SourceLocation(file: file, line: Int(lines[row]), column: 0, label: columns[column])
    }
    var place = place(of: offset, row: row)
    place.label = columns[column]
    return place
  }

  /// Where a row begins.
  package func location(row: Int) -> SourceLocation {
    SourceLocation(file: file, sheet: sheet, line: Int(lines[row]), column: sheet == nil ? 1 : 0)
  }

  /// Where the name of a column stands in the header.
  package func location(header column: Int) -> SourceLocation {
    guard sheet == nil else { return sheetLocation(line: headerLine, column: column) }
    guard !headerStarts.isEmpty else { return SourceLocation(file: file, line: headerLine, label: columns[column]) }
    let offset = Int(headerStarts[column])
    let (line, scalar) = Self.position(of: offset, from: Self.markLength(bytes), line: 1, in: bytes)
    return SourceLocation(file: file, line: line, column: scalar, label: columns[column])
  }

  private func sheetLocation(line: Int, column: Int) -> SourceLocation {
    SourceLocation(
      file: file, sheet: sheet, line: line, column: Int(sheetColumns[column]), label: columns[column])
  }

  package func excerpt(row: Int, column: Int) -> SourceExcerpt {
    let offset = Int(starts[row * columns.count + column])
    guard sheet == nil, offset < madeFrom else { return SourceExcerpt(of: self.row(row), at: column) }
    return SourceExcerpt(in: bytes, at: Int(starts[row * columns.count + column]))
  }

  package func excerpt(header column: Int) -> SourceExcerpt {
    guard sheet == nil, !headerStarts.isEmpty else { return SourceExcerpt(of: columns, at: column) }
    return SourceExcerpt(in: bytes, at: Int(headerStarts[column]))
  }

  private func place(of offset: Int, row: Int) -> SourceLocation {
    let (line, column) = Self.position(of: offset, from: Int(rowStarts[row]), line: Int(lines[row]), in: bytes)
    return SourceLocation(file: file, line: line, column: column)
  }

  /// Line and column of `offset`, counted from the beginning of a line.
  static func position(of offset: Int, from start: Int, line: Int, in bytes: [UInt8]) -> (line: Int, column: Int) {
    var line = line
    var column = 1
    for index in start..<max(start, offset) {
      let byte = bytes[index]
      if byte == 0x0A || (byte == 0x0D && !(index + 1 < bytes.count && bytes[index + 1] == 0x0A)) {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    return (line, column)
  }

  /// The length of a byte order mark.
  static func markLength(_ bytes: [UInt8]) -> Int { bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0 }
}
