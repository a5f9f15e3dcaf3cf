/// How long the things of a table may be before they are no such things: what keeps a damaged file from becoming one
/// endless row.
package enum CSVLimits {
  /// Bytes of a row, 16 MiB.
  package static let row = 1 << 24
  /// Cells of a row, as many as a spreadsheet can have.
  package static let columns = 16_384
  /// Bytes of a file, 4 GiB less one.
  package static let file = Int(UInt32.max)
}
