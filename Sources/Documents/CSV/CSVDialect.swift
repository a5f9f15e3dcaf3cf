/// What separates the cells of a table: the comma of RFC 4180, or what spreadsheets of other countries write.
package enum CSVDialect: UInt8, CaseIterable, Sendable {
  case comma = 0x2C
  case semicolon = 0x3B
  case tab = 0x09

  /// The separator that stands most often in the header row, outside quotes; the comma where none stands there.
  ///
  /// The header row alone decides: its cells are names of columns, which seldom contain any of the three.
  package static func detected(in header: UnsafeBufferPointer<UInt8>) -> CSVDialect {
    var counts: [CSVDialect: Int] = [:]
    var isQuoted = false
    for byte in header {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if isQuoted { continue }
      if byte == 0x0A || byte == 0x0D { break }
      if let dialect = CSVDialect(rawValue: byte) { counts[dialect, default: 0] += 1 }
    }
    return allCases.reduce(.comma) { counts[$1, default: 0] > counts[$0, default: 0] ? $1 : $0 }
  }
}
