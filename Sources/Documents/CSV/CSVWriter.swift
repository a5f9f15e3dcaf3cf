/// Writes a table: RFC 4180 in UTF-8, commas, each row ended by a newline, quotes only where a cell needs them.
///
///     CSVWriter.bytes(columns: ["host", "name"], rows: [["H1", "a, b"]])     // host,name⏎H1,"a, b"⏎
package enum CSVWriter {
  package static func bytes(columns: [String], rows: some Sequence<[String]>) -> [UInt8] {
    var bytes: [UInt8] = []
    write(columns, to: &bytes)
    for row in rows {
      precondition(row.count == columns.count)
      write(row, to: &bytes)
    }
    return bytes
  }

  private static func write(_ cells: [String], to bytes: inout [UInt8]) {
    for (index, cell) in cells.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      // A row of one empty cell would else be a blank line, which is no row.
      guard needsQuotes(cell) || (cells.count == 1 && cell.isEmpty) else {
        bytes.append(contentsOf: cell.utf8)
        continue
      }
      bytes.append(UInt8(ascii: "\""))
      for byte in cell.utf8 {
        if byte == UInt8(ascii: "\"") { bytes.append(byte) }
        bytes.append(byte)
      }
      bytes.append(UInt8(ascii: "\""))
    }
    bytes.append(0x0A)
  }

  /// Also for the other separators, so that no header row can be mistaken for another dialect's.
  private static func needsQuotes(_ cell: String) -> Bool {
    cell.utf8.contains { byte in
      byte == UInt8(ascii: "\"") || byte == 0x0A || byte == 0x0D || CSVDialect(rawValue: byte) != nil
    }
  }
}
