/// Reads the part of a workbook that is a sheet, row by row, as the cells come: nothing is allocated for what a sheet says
/// about its size, and nothing is kept of a row when the next begins.
struct SheetReader: ~Copyable {
  private var xml: XMLReader
  private let formats: NumberFormats
  private let from1904: Bool
  private let file: String
  private let sheet: String
  private var row: SheetRow
  /// The text of the value that is being read.
  private var value: [UInt8] = []

  private enum Value {
    case number, shared, text, inline, boolean, error, isoDate
  }

  init(
    _ stream: EntryStream, sheet: String, file: String, strings: SharedStrings, formats: NumberFormats, from1904: Bool
  ) {
    xml = XMLReader(stream)
    self.formats = formats
    self.from1904 = from1904
    self.file = file
    self.sheet = sheet
    row = SheetRow(strings: strings)
  }

  /// Gives each row that has cells with something in them, until `body` says that it is enough. Only a sheet that was
  /// read to its end is known to be whole.
  mutating func forEachRow(_ body: (SheetRow) throws(Findings) -> Bool) throws(Findings) {
    var isSheet = false
    while true {
      switch try xml.next() {
      case .finished: return
      case .text, .end: continue
      case .start:
        if xml.depth == 1 {
          isSheet = xml.isName("worksheet")
        } else if isSheet, xml.depth == 2, xml.isName("sheetData") {
          while try nextRow() {
            if !row.cells.isEmpty, try !body(row) { return }
          }
        } else {
          try xml.skipElement()
        }
      }
    }
  }

  // MARK: Rows

  private mutating func nextRow() throws(Findings) -> Bool {
    while true {
      switch try xml.next() {
      case .text: continue
      case .end, .finished: return false
      case .start:
        guard xml.isName("row") else {
          try xml.skipElement()
          continue
        }
        try beginRow()
        try readCells()
        return true
      }
    }
  }

  private mutating func beginRow() throws(Findings) {
    let before = row.number
    row.cells.removeAll(keepingCapacity: true)
    row.bytes.removeAll(keepingCapacity: true)
    row.number = before + 1
    for attribute in xml.attributes where xml.isEqual(attribute.name, "r") {
      guard let number = number(attribute.value), number > before else {
        throw damage("a row whose number is not above the one before", row: before + 1)
      }
      row.number = number
    }
    guard row.number <= CellReference.rows else {
      throw damage("a row beyond \(Grouped.text(CellReference.rows)), where sheets end", row: 0)
    }
  }

  private mutating func readCells() throws(Findings) {
    var column = 0
    var plain = PlainCell()
    while true {
      while xml.readPlainCell(into: &plain) { try readCell(plain, &column) }
      switch try xml.next() {
      case .text: continue
      case .end, .finished: return
      case .start:
        if xml.isName("c") { try readCell(&column) } else { try xml.skipElement() }
      }
    }
  }

  // MARK: Cells

  private mutating func readCell(_ cell: PlainCell, _ column: inout Int) throws(Findings) {
    let before = column
    column = cell.reference.isEmpty ? before + 1 : try self.column(cell.reference)
    try checkOrder(column, after: before)
    let kind = cell.kind.isEmpty ? Value.number : try self.kind(cell.kind)
    // Text in `is` counts where the type says so, and any other value where it does not.
    guard !cell.isEmpty, cell.isInline == (kind == .inline) else { return }
    let style = number(cell.style) ?? 0
    let text = UnsafeBufferPointer(start: xml.buffer + cell.value.lowerBound, count: cell.value.count)
    switch kind {
    case .shared:
      try addShared(Self.index(text), column) { String(decoding: text.prefix(20), as: UTF8.self) }
    case .number where !formats.isDate(style) && Self.isPlainNumber(text): append(text, .number, column)
    default:
      value.removeAll(keepingCapacity: true)
      value.append(contentsOf: text)
      if kind == .inline { EscapedText.resolve(&value, from: 0) }
      try add(kind, style, column)
    }
  }

  private func checkOrder(_ column: Int, after before: Int) throws(Findings) {
    guard column > before, column <= CellReference.columns else {
      throw damage(
        column > before
          ? "a cell beyond column XFD, where sheets end" : "cells that do not stand from left to right", row: row.number
      )
    }
  }

  private mutating func readCell(_ column: inout Int) throws(Findings) {
    var style = 0
    var kind = Value.number
    let before = column
    column += 1
    for attribute in xml.attributes where attribute.name.count == 1 {
      switch xml.buffer[attribute.name.lowerBound] {
      case UInt8(ascii: "r"): column = try self.column(attribute.value)
      case UInt8(ascii: "s"): style = number(attribute.value) ?? 0
      case UInt8(ascii: "t"): kind = try self.kind(attribute.value)
      default: continue
      }
    }
    try checkOrder(column, after: before)
    value.removeAll(keepingCapacity: true)
    var hasValue = false
    cell: while true {
      switch try xml.next() {
      case .text: continue
      case .end, .finished: break cell
      case .start:
        if xml.isName("v"), kind != .inline {
          hasValue = true
          try readValue()
        } else if xml.isName("is"), kind == .inline {
          hasValue = true
          try xml.appendRichText(to: &value)
        } else {
          // Formulas: their result counts, which stands beside them.
          try xml.skipElement()
        }
      }
    }
    if hasValue { try add(kind, style, column) }
  }

  private mutating func readValue() throws(Findings) {
    while true {
      switch try xml.next() {
      case .text: try xml.appendText(to: &value)
      case .start: try xml.skipElement()
      case .end, .finished: return
      }
    }
  }

  private mutating func add(_ kind: Value, _ style: Int, _ column: Int) throws(Findings) {
    switch kind {
    case .shared:
      let index = value.withUnsafeBufferPointer { Self.index($0) }
      let written = value
      try addShared(index, column) { String(decoding: written.prefix(20), as: UTF8.self) }
    case .text, .inline:
      if kind == .text { EscapedText.resolve(&value, from: 0) }
      append(value, .text, column)
    case .boolean:
      if value == [UInt8(ascii: "0")] {
        append("FALSE".utf8, .boolean, column)
      } else {
        append("TRUE".utf8, .boolean, column)
      }
    case .error: append(value, .error, column)
    case .isoDate: addWrittenDate(column)
    case .number: addNumber(style, column)
    }
  }

  private mutating func addShared(_ index: Int?, _ column: Int, written: () -> String) throws(Findings) {
    guard let index, index < row.strings.count else {
      throw damage("shared text \(written()) that there is not", column)
    }
    let range = row.strings.range(of: index)
    guard !range.isEmpty else { return }
    row.cells.append(
      SheetRow.Cell(column: column, kind: .text, shared: index, start: range.lowerBound, count: range.count))
  }

  private mutating func append(_ bytes: some Sequence<UInt8>, _ kind: CellKind, _ column: Int) {
    let start = row.bytes.count
    row.bytes.append(contentsOf: bytes)
    endCell(from: start, kind, column)
  }

  /// A cell of what was written to the row's bytes from `start` on; none where nothing was.
  private mutating func endCell(from start: Int, _ kind: CellKind, _ column: Int) {
    guard row.bytes.count > start else { return }
    row.cells.append(
      SheetRow.Cell(column: column, kind: kind, shared: -1, start: start, count: row.bytes.count - start))
  }

  private mutating func addNumber(_ style: Int, _ column: Int) {
    let isDate = formats.isDate(style)
    if !isDate, value.withUnsafeBufferPointer({ Self.isPlainNumber($0) }) { return append(value, .number, column) }
    guard let number = value.withUnsafeBufferPointer({ Decimal.value(WhiteSpace.trimmed($0)) }) else {
      // Not what a number should be: as it stands, for whoever expects one to say so.
      return append(value, .text, column)
    }
    let start = row.bytes.count
    if isDate, let kind = SerialDate.append(number, from1904: from1904, to: &row.bytes) {
      return endCell(from: start, kind, column)
    }
    append(Decimal.shortest(number).utf8, .number, column)
  }

  /// A date that is written as one (ISO 8601), which only some programs do.
  private mutating func addWrittenDate(_ column: Int) {
    let text = String(decoding: value, as: UTF8.self)
    let parts = text.split(separator: "T", maxSplits: 1)
    let isDate = parts.first.map { $0.utf8.count == 10 } ?? false
    guard isDate, parts.count == 2 else {
      return append(value, isDate ? .date : .text, column)
    }
    let time = parts[1].prefix { $0 != "." && $0 != "Z" }
    append(
      (time == "00:00:00" ? "\(parts[0])" : "\(parts[0]) \(time)").utf8, time == "00:00:00" ? .date : .dateTime, column)
  }

  /// Whether the value is written as `Decimal.shortest` would: digits, perhaps a sign and a point, no zeros to spare, and
  /// so few that no shorter number is meant.
  private static func isPlainNumber(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
    let isNegative = value.first == UInt8(ascii: "-")
    let start = isNegative ? 1 : 0
    guard value.count > start, value.count - start <= 16 else { return false }
    var point = -1
    for index in start..<value.count {
      if value[index] == UInt8(ascii: "."), point < 0, index > start {
        point = index
      } else if value[index] &- UInt8(ascii: "0") > 9 {
        return false
      }
    }
    let digits = value.count - start - (point < 0 ? 0 : 1)
    let whole = point < 0 ? digits : point - start
    guard digits <= 15 else { return false }
    if value[start] == UInt8(ascii: "0"), whole > 1 || isNegative { return false }
    return point < 0 || (value.last != UInt8(ascii: "0") && point < value.count - 1)
  }

  // MARK: Attributes

  private func number(_ range: Range<Int>) -> Int? {
    guard !range.isEmpty, range.count <= 9 else { return nil }
    var number = 0
    for index in range {
      let digit = xml.buffer[index] &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      number = number * 10 + Int(digit)
    }
    return number
  }

  /// A value as the number of a shared text.
  private static func index(_ value: UnsafeBufferPointer<UInt8>) -> Int? {
    guard !value.isEmpty, value.count <= 10 else { return nil }
    var number = 0
    for byte in value {
      let digit = byte &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      number = number * 10 + Int(digit)
    }
    return number
  }

  /// The column of a reference such as `AB12`, whose row has to be this one.
  private func column(_ range: Range<Int>) throws(Findings) -> Int {
    var column = 0
    var index = range.lowerBound
    while index < range.upperBound, index - range.lowerBound < 4 {
      let letter = (xml.buffer[index] & 0xDF) &- UInt8(ascii: "A")
      guard letter < 26 else { break }
      column = column * 26 + Int(letter) + 1
      index += 1
    }
    guard column > 0, number(index..<range.upperBound) == row.number else {
      throw damage("a cell whose reference does not belong to its row", row: row.number)
    }
    return column
  }

  private func kind(_ range: Range<Int>) throws(Findings) -> Value {
    if range.count == 1 {
      switch xml.buffer[range.lowerBound] {
      case UInt8(ascii: "s"): return .shared
      case UInt8(ascii: "n"): return .number
      case UInt8(ascii: "b"): return .boolean
      case UInt8(ascii: "e"): return .error
      case UInt8(ascii: "d"): return .isoDate
      default: break
      }
    }
    if xml.isEqual(range, "str") { return .text }
    if xml.isEqual(range, "inlineStr") { return .inline }
    throw damage("a cell of a type that there is not", row: row.number)
  }

  // MARK: Damage

  private func damage(_ message: String, _ column: Int) -> Findings {
    Findings(
      .workbookSheet, message, at: SourceLocation(file: file, sheet: sheet, line: row.number, column: column),
      help: "open the workbook in a spreadsheet program and save it again")
  }

  private func damage(_ message: String, row: Int) -> Findings {
    Findings(
      .workbookSheet, message, at: SourceLocation(file: file, sheet: sheet, line: row),
      help: "open the workbook in a spreadsheet program and save it again")
  }
}
