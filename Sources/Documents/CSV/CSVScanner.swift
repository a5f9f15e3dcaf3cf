/// Finds the cells of a table: bytes in, an index of fields out, with everything that is wrong about the bytes.
///
/// RFC 4180, and what files in the world do beside it:
///
/// - A byte order mark is skipped. Rows end with LF, CRLF or CR; the last may end without. Quoted cells may contain all
///   of these, and the separator.
/// - The separator is a comma, a semicolon or a tab, as the header row shows.
/// - Outer white space of a cell is no part of it, also in front of an opening quote and behind a closing one.
/// - A quote inside a cell that does not begin with one is a character like any other.
/// - Rows without any content, such as blank lines, are no rows. Empty cells beyond the last column are ignored.
///
/// Refused, with their place: bytes that are not UTF-8, NUL, a quote that does not close, text behind a closing quote, a
/// row with fewer or more cells than the header, a row of more than 16 MiB or 16,384 cells, a header without names or
/// with one name twice. Rows that are refused are not in the table; the others are, so that one run reports all it can.
///
/// What other tools export is read with more patience (`scanExport`): in the encodings of spreadsheet programs, with lines
/// above the header, ragged rows and repeated names; each is reported as a warning.
package struct CSVScanner {
  /// The table, where the bytes have a header, and what was found. With an error among the findings the table is not
  /// whole.
  package static func scan(_ bytes: [UInt8], file: String) -> (table: TextTable?, findings: [Finding]) {
    var scanner = CSVScanner(bytes: bytes, file: file)
    let table = scanner.table()
    return (table, scanner.collector.findings())
  }

  /// The same of a file that some tool or spreadsheet program exported.
  ///
  /// - UTF-8, UTF-16 or Windows-1252, as `TextEncoding` finds it.
  /// - A first line `sep=;` names the separator. Otherwise, where `isHeader` knows one of the first 30 rows in one of the
  ///   three dialects as the header (the dialect of the first row is tried first, then comma, semicolon, tab), that row
  ///   is it, and what stands above is no part of the table. Otherwise the first row is.
  /// - Rows with fewer cells than the header count as filled up with empty ones, cells beyond it are left out, of two
  ///   columns with one name the second becomes `name#2`, and a row with text behind a closing quote is left out: all of
  ///   it with warnings.
  package static func scanExport(
    _ bytes: [UInt8], file: String, isHeader: ((_ cells: [String]) -> Bool)? = nil
  ) -> (table: TextTable?, findings: [Finding]) {
    if let kind = FileKind(bytes) { return (nil, [kind.finding(file: file)]) }
    let encoding = TextEncoding.of(bytes)
    let (text, invalid) = encoding.utf8(bytes)
    if let invalid {
      let place = SourceLocation(file: file)
      return (
        nil,
        [
          Finding(
            .error, .csvEncoding, "half of a character of \(encoding.rawValue) at byte \(Grouped.text(invalid))",
            at: place, help: "the file is cut off or damaged; export it again")
        ]
      )
    }
    var scanner = CSVScanner(bytes: text, file: file)
    scanner.isExport = true
    scanner.isHeader = isHeader
    if encoding == .windows1252 {
      scanner.collector.add([
        Finding(
          .note, .csvCodePage, "not UTF-8; read as Windows-1252", at: SourceLocation(file: file),
          help: "where letters with accents look wrong, export as \"CSV UTF-8\"")
      ])
    }
    let table = scanner.table()
    return (table, scanner.collector.findings())
  }

  private let bytes: [UInt8]
  private let file: String
  private var isExport = false
  private var isHeader: (([String]) -> Bool)?
  private var collector = FindingCollector()

  private init(bytes: [UInt8], file: String) {
    self.bytes = bytes
    self.file = file
  }

  /// What an estate's own table must not have and an export may.
  private var doubtful: Finding.Severity { isExport ? .warning : .error }

  private mutating func table() -> TextTable? {
    guard bytes.count <= CSVLimits.file else {
      add(.csvLineLength, "the file is larger than 4 GiB", at: 0)
      return nil
    }
    if let offset = UTF8Validation.firstInvalid(in: bytes) {
      let byte = String(bytes[offset], radix: 16, uppercase: true)
      add(.csvEncoding, "byte 0x\(byte) is not UTF-8", at: offset, help: "export the table as \"CSV UTF-8\"")
      return nil
    }
    if let offset = Self.firstNull(in: bytes) {
      add(.csvNull, "a NUL byte in a text file", at: offset, help: "export the table again, as UTF-8")
      return nil
    }
    let (dialect, begin, line) = beginning()
    var walk = FieldWalk(position: begin, line: line, separator: dialect.rawValue)
    guard case .row = nextRow(&walk), let header = header(walk.row) else {
      if !collector.hasErrors {
        add(.csvNoHeader, "the table has no header row", at: 0, help: "the first row names the columns")
      }
      return nil
    }
    var table = TextTable(
      file: file, bytes: bytes, dialect: dialect, columns: header.names, headerStarts: header.starts,
      headerLine: walk.rowLine)
    rows(&walk, into: &table)
    return table
  }

  // MARK: The beginning

  /// The dialect, and where and on which line the header begins.
  private func beginning() -> (dialect: CSVDialect, position: Int, line: Int) {
    let begin = TextTable.markLength(bytes)
    guard isExport else { return (detected(from: begin), begin, 1) }
    let marks = "sep=".utf8
    let opening = bytes[begin...].prefix(6)
    if opening.count >= 5, opening.prefix(4).elementsEqual(marks),
      let dialect = CSVDialect(rawValue: opening[begin + 4]),
      opening.dropFirst(5).allSatisfy({ $0 == 0x0A || $0 == 0x0D })
    {
      let isPair = bytes[(begin + 5)...].starts(with: [0x0D, 0x0A])
      let start = min(bytes.count, begin + (isPair ? 7 : 6))
      return searched([dialect], from: start, line: 2) ?? (dialect, start, 2)
    }
    let first = detected(from: begin)
    return searched([first] + CSVDialect.allCases.filter { $0 != first }, from: begin, line: 1) ?? (first, begin, 1)
  }

  private func detected(from begin: Int) -> CSVDialect {
    bytes.withUnsafeBufferPointer { buffer in
      CSVDialect.detected(in: UnsafeBufferPointer(rebasing: buffer[begin..<min(buffer.count, begin + CSVLimits.row)]))
    }
  }

  private func searched(
    _ dialects: [CSVDialect], from begin: Int, line: Int
  ) -> (dialect: CSVDialect, position: Int, line: Int)? {
    guard let isHeader else { return nil }
    for dialect in dialects {
      var walk = FieldWalk(position: begin, line: line, separator: dialect.rawValue)
      for _ in 0..<Workbook.headerReach {
        guard case .row = bytes.withUnsafeBufferPointer({ walk.next(in: $0) }) else { break }
        if isHeader(texts(walk.row)) { return (dialect, walk.rowStart, walk.rowLine) }
      }
    }
    return nil
  }

  private func texts(_ row: FieldWalk.Row) -> [String] {
    zip(row.starts, row.lengths).map { start, length in
      let raw = bytes[Int(start)..<Int(start) + Int(length & ~TextTable.doubledQuotes)]
      let name = length & TextTable.doubledQuotes == 0 ? Array(raw) : TextTable.halvingQuotes(raw)
      return String(decoding: name, as: UTF8.self)
    }
  }

  // MARK: Rows

  private mutating func header(_ row: FieldWalk.Row) -> (names: [String], starts: [UInt32])? {
    var names = texts(row)
    while names.last == "" { names.removeLast() }
    var seen: Set<[UInt8]> = []
    for (column, name) in names.enumerated() {
      if name.isEmpty {
        add(
          .csvUnnamedColumn, "column \(column + 1) has no name", at: Int(row.starts[column]), doubtful,
          help: "name the column, or remove it")
      } else if !seen.insert(Array(name.utf8)).inserted {
        add(
          .csvDuplicateColumn, "column '\(name)' stands twice in the header", at: Int(row.starts[column]), doubtful,
          help: "rename or remove one of the two")
        guard isExport else { continue }
        var number = 2
        while !seen.insert(Array("\(name)#\(number)".utf8)).inserted { number += 1 }
        names[column] = "\(name)#\(number)"
      }
    }
    return (names, Array(row.starts.prefix(names.count)))
  }

  private mutating func rows(_ walk: inout FieldWalk, into table: inout TextTable) {
    let width = table.columns.count
    // What one hundred rows take tells well enough how many there will be.
    var isSized = false
    // Cells that short rows lack: a wide header must not make much of little.
    var padded = 0
    while true {
      switch nextRow(&walk) {
      case .end:
        table.rowStarts.append(UInt32(bytes.count))
        return
      case .broken: continue
      case .row: break
      }
      var count = walk.row.starts.count
      while count > width, walk.row.lengths[count - 1] == 0 { count -= 1 }
      if count != width {
        reportCount(walk, width)
        guard isExport else { continue }
        padded += max(0, width - count)
        guard padded <= 1_000_000 + 4 * bytes.count else {
          add(
            .csvLineLength, "rows of few cells under a header of \(Grouped.text(width))", at: walk.rowStart,
            help: "check whether the first row is the header")
          table.rowStarts.append(UInt32(walk.rowStart))
          return
        }
        while count < width {
          walk.row.starts.append(UInt32(walk.position))
          walk.row.lengths.append(0)
          count += 1
        }
      }
      table.starts.append(contentsOf: walk.row.starts.prefix(width))
      table.lengths.append(contentsOf: walk.row.lengths.prefix(width))
      table.lines.append(Int32(truncatingIfNeeded: walk.rowLine))
      table.rowStarts.append(UInt32(walk.rowStart))
      if !isSized, table.lines.count == 100 {
        let estimate = (bytes.count / max(1, walk.position / 100)) * 17 / 16
        table.starts.reserveCapacity(estimate * width)
        table.lengths.reserveCapacity(estimate * width)
        table.lines.reserveCapacity(estimate)
        table.rowStarts.reserveCapacity(estimate + 1)
        isSized = true
      }
    }
  }

  private mutating func reportCount(_ walk: FieldWalk, _ width: Int) {
    let (place, line, found) = (walk.rowStart, walk.rowLine, walk.row.starts.count)
    let help =
      found < width
      ? "add the missing separators, or check for a lost quote" : "quote the cell that contains a separator"
    let (bytes, file, doubtful) = (bytes, file, doubtful)
    collector.add(doubtful, .csvFieldCount, in: file) {
      Self.finding(
        in: bytes, of: file,
        .csvFieldCount, "\(found) cells in a row of a table with \(width) columns", at: place, line: line,
        lineStart: place, help: help, doubtful)
    }
  }

  private enum Step {
    /// A row with content stands in `walk.row`.
    case row
    /// What stood there was reported.
    case broken
    case end
  }

  private mutating func nextRow(_ walk: inout FieldWalk) -> Step {
    let outcome = bytes.withUnsafeBufferPointer { walk.next(in: $0) }
    let (line, lineStart) = (walk.rowLine, walk.rowStart)
    switch outcome {
    case .row: return .row
    case .end: return .end
    case .unclosedQuote(let offset):
      walk.position = bytes.count
      collector.add([
        Self.finding(
          in: bytes, of: file, .csvUnclosedQuote, "a quoted cell begins here and does not end", at: offset, line: line,
          lineStart: lineStart, help: "close the quote, or write it twice where it belongs to the text")
      ])
      return .broken
    case .tooLong:
      walk.position = bytes.count
      collector.add([
        Self.finding(
          in: bytes, of: file, .csvLineLength,
          "a row of more than \(CSVLimits.row >> 20) MiB or \(Grouped.text(CSVLimits.columns)) cells", at: lineStart,
          line: line, lineStart: lineStart, help: "check the line ends and the export")
      ])
      return .broken
    case .textBehindQuote(let offset):
      let bytes = bytes
      let file = file
      let doubtful = doubtful
      collector.add(doubtful, .csvQuote, in: file) {
        Self.finding(
          in: bytes, of: file,
          .csvQuote, "text behind a closing quote", at: offset, line: line, lineStart: lineStart,
          help: "write a double quote inside a quoted cell twice", doubtful)
      }
      return .broken
    }
  }

  // MARK: Findings

  /// A finding whose line has to be counted from the beginning of the file.
  private mutating func add(
    _ code: FindingCode, _ message: String, at offset: Int, _ severity: Finding.Severity = .error, help: String? = nil
  ) {
    collector.add([
      Self.finding(
        in: bytes, of: file, code, message, at: offset, line: 1, lineStart: TextTable.markLength(bytes), help: help,
        severity)
    ])
  }

  private static func finding(
    in bytes: [UInt8], of file: String, _ code: FindingCode, _ message: String, at offset: Int, line: Int,
    lineStart: Int, help: String?, _ severity: Finding.Severity = .error
  ) -> Finding {
    let place = TextTable.position(of: offset, from: lineStart, line: line, in: bytes)
    let excerpt = SourceExcerpt(in: bytes, at: offset)
    return Finding(
      severity, code, message, at: SourceLocation(file: file, line: place.line, column: place.column),
      excerpt: excerpt.text, caret: excerpt.caret, help: help)
  }

  private static func firstNull(in bytes: [UInt8]) -> Int? {
    bytes.withUnsafeBytes { buffer in
      var position = 0
      while position + 8 <= buffer.count {
        let word = buffer.loadUnaligned(fromByteOffset: position, as: UInt64.self)
        if (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080 != 0 { break }
        position += 8
      }
      while position < buffer.count {
        if buffer[position] == 0 { return position }
        position += 1
      }
      return nil
    }
  }
}

/// The walk over the bytes, row by row: the inner loop.
private struct FieldWalk {
  struct Row {
    var starts: [UInt32] = []
    var lengths: [UInt32] = []
  }

  enum Outcome {
    case row, end
    case unclosedQuote(Int), textBehindQuote(Int), tooLong
  }

  /// Behind what was read.
  var position: Int
  let separator: UInt8
  var row = Row()
  /// Where the last row began.
  var rowStart = 0
  var rowLine = 0
  /// The line at `position`.
  private var line: Int

  init(position: Int, line: Int, separator: UInt8) {
    self.position = position
    self.line = line
    self.separator = separator
    row.starts.reserveCapacity(64)
    row.lengths.reserveCapacity(64)
  }

  /// Reads the next row that has content.
  mutating func next(in bytes: UnsafeBufferPointer<UInt8>) -> Outcome {
    let count = bytes.count
    while position < count {
      row.starts.removeAll(keepingCapacity: true)
      row.lengths.removeAll(keepingCapacity: true)
      rowStart = position
      rowLine = line
      var hasContent = false
      var brokenAt = -1
      fields: while true {
        guard row.starts.count < CSVLimits.columns, position - rowStart <= CSVLimits.row else { return .tooLong }
        while position < count, isBlank(bytes[position]) { position += 1 }
        var start = position
        var end = position
        var flag: UInt32 = 0
        if position < count, bytes[position] == UInt8(ascii: "\"") {
          position += 1
          start = position
          while true {
            guard position < count, position - rowStart <= CSVLimits.row else { return .unclosedQuote(start - 1) }
            let byte = bytes[position]
            if byte == UInt8(ascii: "\"") {
              guard position + 1 < count, bytes[position + 1] == UInt8(ascii: "\"") else { break }
              flag = TextTable.doubledQuotes
              position += 2
              continue
            }
            if byte == 0x0A || (byte == 0x0D && !(position + 1 < count && bytes[position + 1] == 0x0A)) { line += 1 }
            position += 1
          }
          end = position
          position += 1
          hasContent = true
          while position < count, isBlank(bytes[position]) { position += 1 }
          if position < count, !endsField(bytes[position]) {
            if brokenAt < 0 { brokenAt = position }
            while position < count, !endsField(bytes[position]) { position += 1 }
          }
        } else {
          position = endOfField(bytes, from: position)
          end = position
        }
        if end > start, bytes[start] <= 0x20 || bytes[end - 1] <= 0x20 || bytes[start] >= 0x80 || bytes[end - 1] >= 0x80
        {
          (start, end) = WhiteSpace.trimmed(start..<end, in: bytes)
        }
        if end > start { hasContent = true }
        row.starts.append(UInt32(truncatingIfNeeded: start))
        row.lengths.append(UInt32(truncatingIfNeeded: end - start) | flag)
        guard position < count else { break fields }
        switch bytes[position] {
        case 0x0A:
          position += 1
          line += 1
          break fields
        case 0x0D:
          position += 1
          if position < count, bytes[position] == 0x0A { position += 1 }
          line += 1
          break fields
        default: position += 1
        }
      }
      if position - rowStart > CSVLimits.row { return .tooLong }
      if brokenAt >= 0 { return .textBehindQuote(brokenAt) }
      if hasContent { return .row }
    }
    return .end
  }

  /// Where the cell without quotes that `position` is in ends: at the next separator or line end, or with the bytes.
  ///
  /// Eight bytes at a time: a byte of `word ^ pattern` is zero where the two are equal, and the lowest bit that the test for
  /// zeros sets is that of the first (the ones above it may be wrong, and are not looked at).
  @inline(__always)
  private func endOfField(_ bytes: UnsafeBufferPointer<UInt8>, from position: Int) -> Int {
    let raw = UnsafeRawPointer(bytes.baseAddress!)
    let (ones, tops) = (0x0101_0101_0101_0101 as UInt64, 0x8080_8080_8080_8080 as UInt64)
    let separators = UInt64(separator) &* ones
    var position = position
    while position + 8 <= bytes.count {
      let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: position, as: UInt64.self))
      let (first, second, third) = (word ^ separators, word ^ 0x0A0A_0A0A_0A0A_0A0A, word ^ 0x0D0D_0D0D_0D0D_0D0D)
      let found =
        ((first &- ones) & ~first | (second &- ones) & ~second | (third &- ones) & ~third) & tops
      if found != 0 { return position + (found.trailingZeroBitCount >> 3) }
      position += 8
    }
    while position < bytes.count, !endsField(bytes[position]) { position += 1 }
    return position
  }

  @inline(__always)
  private func endsField(_ byte: UInt8) -> Bool { byte == separator || byte == 0x0A || byte == 0x0D }

  /// A blank in front of a quote or behind it.
  @inline(__always)
  private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (byte == 0x09 && separator != 0x09) }
}

/// White space as Unicode defines it (the property White_Space).
package enum WhiteSpace {
  /// The bytes without white space at their ends.
  package static func trimmed(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    let (start, end) = trimmed(0..<bytes.count, in: bytes)
    return UnsafeBufferPointer(rebasing: bytes[start..<end])
  }

  /// `range` without white space at its ends.
  package static func trimmed(
    _ range: Range<Int>, in bytes: UnsafeBufferPointer<UInt8>
  ) -> (start: Int, end: Int) {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end {
      let length = spaceLength(at: start, before: end, in: bytes)
      if length == 0 { break }
      start += length
    }
    while start < end {
      var begin = end - 1
      while begin > start, bytes[begin] & 0xC0 == 0x80 { begin -= 1 }
      guard spaceLength(at: begin, before: end, in: bytes) == end - begin else { break }
      end = begin
    }
    return (start, end)
  }

  /// How many bytes the white-space character at `index` has; 0 where none stands there.
  private static func spaceLength(at index: Int, before end: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
    switch bytes[index] {
    case 0x20, 0x09...0x0D: return 1
    case 0xC2 where index + 1 < end && (bytes[index + 1] == 0x85 || bytes[index + 1] == 0xA0): return 2
    case 0xE1...0xE3 where index + 2 < end:
      let value =
        UInt32(bytes[index] & 0x0F) << 12 | UInt32(bytes[index + 1] & 0x3F) << 6 | UInt32(bytes[index + 2] & 0x3F)
      switch value {
      case 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: return 3
      default: return 0
      }
    default: return 0
    }
  }
}
