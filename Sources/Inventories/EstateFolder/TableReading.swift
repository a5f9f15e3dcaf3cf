import Documents
import Estates

/// One table on its way into the estate: its cells as numbers of texts, its doubtful rows sorted out, its columns ready to
/// be read as what they are.
struct TableReading {
  let kind: InventoryTable
  let csv: TextTable
  /// The texts of a column, for the rows that count; empty where the column was left as bytes.
  private(set) var cells: [[TextPool.ID]]
  /// For each row that counts its row in `csv`; nil where all do.
  private var origins: [Int]?

  var count: Int { origins?.count ?? csv.rowCount }

  /// Numbers the cells. Nil where a required column is missing; then that was reported.
  ///
  /// `asBytes` names the columns that are read from the bytes alone and need no number.
  init?(
    _ kind: InventoryTable, _ csv: TextTable, asBytes: Set<String> = [], texts: inout TextPool,
    into findings: inout FindingCollector
  ) {
    self.kind = kind
    self.csv = csv
    var isWhole = true
    for column in kind.columns where column.isRequired && csv.column(named: column.name) == nil {
      isWhole = false
      let near = Suggestion.best(for: column.name, among: csv.columns.filter { kind.column(named: $0) == nil })
      findings.add(.error, .missingColumn, in: kind.file, label: column.name) {
        let excerpt = csv.excerpt(header: 0)
        return Finding(
          .error, .missingColumn, "table of \(kind.rawValue) without column '\(column.name)'",
          at: SourceLocation(file: kind.file, line: csv.location(header: 0).line), excerpt: excerpt.text,
          help: near.map { "did you mean '\(column.name)' where it says '\($0)'?" }
            ?? "add the column to the header row")
      }
    }
    cells = csv.columns.indices.map { column in
      asBytes.contains(csv.columns[column]) || !isWhole ? [] : texts.numbers(of: csv, column: column)
    }
    guard isWhole else { return nil }
    reportMistypedColumns(into: &findings)
  }

  private func reportMistypedColumns(into findings: inout FindingCollector) {
    let absent = kind.columns.map(\.name).filter { csv.column(named: $0) == nil }
    for (index, name) in csv.columns.enumerated() where kind.column(named: name) == nil && name.utf8.count > 3 {
      guard let near = Suggestion.best(for: name, among: absent) else { continue }
      // Two slips make "notes" of "cores": a short name has to begin like the one it is taken for.
      guard name.utf8.count >= 8 || name.lowercased().utf8.prefix(2).elementsEqual(near.utf8.prefix(2)) else {
        continue
      }
      findings.add(.warning, .mistypedColumn, in: kind.file, label: name) {
        let excerpt = csv.excerpt(header: index)
        return Finding(
          .warning, .mistypedColumn, "column \(quoted(name)) has no meaning here and is kept as an attribute",
          at: csv.location(header: index), excerpt: excerpt.text, caret: excerpt.caret, help: "did you mean '\(near)'?")
      }
    }
  }

  // MARK: Keys

  /// Leaves out the rows without a key and those whose key another has, and reports them; gives the row of each key.
  ///
  /// `texts` is the number of texts in the pool.
  mutating func index(texts count: Int, pool: TextPool, into findings: inout FindingCollector) -> KeyIndex {
    let column = csv.column(named: kind.key[0])!
    let keys = cells[column]
    var index = KeyIndex(texts: count)
    var kept: [Int] = []
    var isWhole = true
    for row in keys.indices {
      let key = keys[row]
      let first = index[key]
      if key != 0 && first == Estate.none {
        index[key] = Int32(isWhole ? row : kept.count)
        if !isWhole { kept.append(row) }
        continue
      }
      if isWhole {
        kept = Array(0..<row)
        isWhole = false
      }
      if key == 0 {
        reportEmpty(row: row, column: column, .error, into: &findings)
      } else {
        let original = kept[Int(first)]
        report(row, sameAs: original, what: "\(kind.thing) \(quoted(pool[key]))", column: column, into: &findings)
      }
    }
    if !isWhole { keep(kept) }
    return index
  }

  /// The same for a table whose key is a pair: leaves out all but the first row of each pair.
  mutating func dropRepeatedPairs(pool: TextPool, into findings: inout FindingCollector) {
    let first = csv.column(named: kind.key[0])!
    let second = csv.column(named: kind.key[1])!
    var rows: [Int64: Int] = [:]
    var kept: [Int] = []
    for row in cells[first].indices {
      let (one, other) = (cells[first][row], cells[second][row])
      guard one != 0, other != 0 else {
        reportEmpty(row: row, column: one == 0 ? first : second, .error, into: &findings)
        continue
      }
      let pair = Int64(one) << 32 | Int64(other)
      if let original = rows[pair] {
        report(
          row, sameAs: original, what: "\(kind.thing) of \(quoted(pool[other])) in \(quoted(pool[one]))", column: first,
          into: &findings)
      } else {
        rows[pair] = row
        kept.append(row)
      }
    }
    if kept.count < cells[first].count { keep(kept) }
  }

  private mutating func keep(_ rows: [Int]) {
    origins = rows
    for column in cells.indices where !cells[column].isEmpty {
      let all = cells[column]
      cells[column] = rows.map { all[$0] }
    }
  }

  /// Reports that a row has the key of an earlier one. Both are rows of the file.
  private func report(
    _ row: Int, sameAs original: Int, what: String, column: Int, into findings: inout FindingCollector
  ) {
    let csv = csv
    let isIdentical = csv.columns.indices.allSatisfy {
      csv.cell(row: row, column: $0) == csv.cell(row: original, column: $0)
    }
    let first = csv.lines[original]
    findings.add(isIdentical ? .warning : .error, isIdentical ? .identicalRow : .duplicateKey, in: kind.file) {
      let excerpt = csv.excerpt(row: row, column: column)
      return Finding(
        isIdentical ? .warning : .error, isIdentical ? .identicalRow : .duplicateKey,
        isIdentical
          ? "\(what) stands here again, word for word as in line \(first); it counts once"
          : "\(what) stands here again, with other values than in line \(first)",
        at: csv.location(row: row, column: column), excerpt: excerpt.text, caret: excerpt.caret,
        help: isIdentical ? nil : "remove one of the rows, or give it another key")
    }
  }

  private func reportEmpty(
    row: Int, column: Int, _ severity: Finding.Severity, into findings: inout FindingCollector
  ) {
    let name = csv.columns[column]
    findings.add(severity, .emptyCell, in: kind.file, label: name) {
      let excerpt = csv.excerpt(row: row, column: column)
      return Finding(
        severity, .emptyCell, "row without '\(name)'", at: csv.location(row: row, column: column),
        excerpt: excerpt.text, caret: excerpt.caret)
    }
  }

  // MARK: Places

  /// The row of the file for a row that counts.
  func origin(_ row: Int) -> Int { origins?[row] ?? row }

  /// The line on which a row begins.
  func line(_ row: Int) -> Int32 { csv.lines[origin(row)] }

  var lines: [Int32] { origins.map { $0.map { csv.lines[$0] } } ?? csv.lines }

  /// Reports something about a cell.
  func report(
    _ severity: Finding.Severity, _ code: FindingCode, row: Int, column name: String,
    into findings: inout FindingCollector, _ message: () -> (String, help: String?)
  ) {
    let column = csv.column(named: name) ?? 0
    findings.add(severity, code, in: kind.file, label: name) {
      let (message, help) = message()
      let excerpt = csv.excerpt(row: origin(row), column: column)
      return Finding(
        severity, code, message, at: csv.location(row: origin(row), column: column), excerpt: excerpt.text,
        caret: excerpt.caret, help: help)
    }
  }

  // MARK: Columns

  /// The table as texts, for selectors and attributes.
  var table: Table { Table(file: kind.file, columns: csv.columns, cells: cells, lines: lines) }

  /// The numbers of the texts of a column; all empty where the table does not have it.
  func texts(_ name: String) -> [TextPool.ID] {
    guard let column = csv.column(named: name) else { return [TextPool.ID](repeating: 0, count: count) }
    return cells[column]
  }

  /// The numbers in a column, checked against what its kind allows; nil where a cell is empty or was reported.
  func numbers(_ name: String, into findings: inout FindingCollector) -> [Double?] {
    guard let column = csv.column(named: name), let kind = kind.column(named: name)?.kind else {
      return [Double?](repeating: nil, count: count)
    }
    return values(of: column) { row, cell in
      guard let number = Decimal.value(cell) else {
        let text = String(decoding: cell, as: UTF8.self)
        report(.error, .malformedNumber, row: row, column: name, into: &findings) {
          ("\(quoted(text)) is no number", Self.numberHelp(text))
        }
        return nil
      }
      if let demand = kind.demand(on: number) {
        report(.error, .numberRange, row: row, column: name, into: &findings) {
          ("\(name) is \(Decimal.short(number, places: 9)), but \(demand)", nil)
        }
        return nil
      }
      return number
    }
  }

  /// The dates in a column; nil where a cell is empty or was reported.
  func days(_ name: String, into findings: inout FindingCollector) -> [Day?] {
    guard let column = csv.column(named: name) else { return [Day?](repeating: nil, count: count) }
    var known: [TextPool.ID: Day] = [:]
    return values(of: column) { row, cell in
      let text = cells[column].isEmpty ? 0 : cells[column][row]
      if text != 0, let day = known[text] { return day }
      if let day = Day(String(decoding: cell, as: UTF8.self)) {
        known[text] = day
        return day
      }
      report(.error, .malformedDate, row: row, column: name, into: &findings) {
        (
          "\(quoted(String(decoding: cell, as: UTF8.self))) is no date",
          "write a date that exists as YYYY-MM-DD"
        )
      }
      return nil
    }
  }

  /// The words in a column as what `meaning` makes of them, in lower case; nil where a cell is empty or was reported.
  func words<Word>(
    _ name: String, oneOf known: [String], into findings: inout FindingCollector, _ meaning: (String) -> Word?
  ) -> [Word?] {
    guard let column = csv.column(named: name) else { return [Word?](repeating: nil, count: count) }
    var meanings: [TextPool.ID: Word] = [:]
    var last: (text: TextPool.ID, word: Word?) = (0, nil)
    return values(of: column) { row, cell in
      let text = cells[column][row]
      if text == last.text { return last.word }
      if let word = meanings[text] {
        last = (text, word)
        return word
      }
      let written = String(decoding: cell, as: UTF8.self)
      if let word = meaning(written.lowercased()) {
        meanings[text] = word
        return word
      }
      report(.error, .unknownWord, row: row, column: name, into: &findings) {
        (
          "\(quoted(written)) is no \(name)",
          Suggestion.best(for: written, among: known).map { "did you mean '\($0)'?" }
            ?? "known are " + known.joined(separator: ", ")
        )
      }
      return nil
    }
  }

  /// One value for each row: nil for empty cells, else what `value` makes of the bytes.
  private func values<Value>(
    of column: Int, _ value: (_ row: Int, _ cell: UnsafeBufferPointer<UInt8>) -> Value?
  ) -> [Value?] {
    let width = csv.columns.count
    return csv.bytes.withUnsafeBufferPointer { bytes in
      var values: [Value?] = []
      values.reserveCapacity(count)
      for row in 0..<count {
        let index = origin(row) * width + column
        let length = Int(csv.lengths[index] & ~TextTable.doubledQuotes)
        guard length > 0 else {
          values.append(nil)
          continue
        }
        let start = Int(csv.starts[index])
        values.append(value(row, UnsafeBufferPointer(rebasing: bytes[start..<start + length])))
      }
      return values
    }
  }

  /// What is most likely wrong about a text that is no number.
  private static func numberHelp(_ text: String) -> String {
    let plain = text.filter { $0 != "," && $0 != " " && $0 != "'" && $0 != "\u{A0}" }
    if plain != text, Decimal.value(plain) != nil {
      return "numbers have a point and no grouping; did you mean '\(plain)'?"
    }
    return "write a plain number, or leave the cell empty if it is not known"
  }
}

extension InventoryColumn.Kind {
  /// What the column demands of a number that it cannot hold; nil where it can.
  func demand(on number: Double) -> String? {
    switch self {
    case .amount: number < 0 ? "cannot be negative" : nil
    case .positive: number <= 0 ? "has to be above 0" : nil
    case .whole(let least):
      number < Double(least) || number > 1e6 || number != number.rounded()
        ? "is a whole number from \(least)" : nil
    case .number, .text, .reference, .word, .day: nil
    }
  }
}
