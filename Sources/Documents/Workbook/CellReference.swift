/// Where a cell stands in its sheet, as spreadsheets write it: letters for the column, digits for the row.
///
///     CellReference.text(row: 118, column: 3) == "C118"        CellReference.letters(16_384) == "XFD"
package enum CellReference {
  /// Rows of a sheet.
  package static let rows = 1_048_576
  /// Columns of a sheet.
  package static let columns = 16_384

  /// Both are counted from 1.
  package static func text(row: Int, column: Int) -> String { letters(column) + String(row) }

  package static func letters(_ column: Int) -> String {
    var rest = column
    var bytes: [UInt8] = []
    while rest > 0 {
      bytes.append(UInt8(ascii: "A") + UInt8((rest - 1) % 26))
      rest = (rest - 1) / 26
    }
    return String(decoding: bytes.reversed(), as: UTF8.self)
  }
}
