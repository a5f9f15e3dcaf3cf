/// How long the things of a table may be before they are no such things: what keeps a damaged file from being one
/// endless row.
package enum CSVLimits {
  /// Bytes of a row, 16 MiB.
  package static let row = 1 << 24
}
