import Estates

/// Which row has a key: a table from the number of a text to the number of a row.
///
/// It is a plain array over all texts of the estate, so that a million references are a million array reads.
struct KeyIndex {
  private(set) var rows: [Int32]

  /// For texts numbered up to `count`.
  init(texts count: Int) { rows = [Int32](repeating: Estate.none, count: count) }

  /// The row of that key, or `Estate.none`.
  subscript(key: TextPool.ID) -> Int32 {
    get { Int(key) < rows.count ? rows[Int(key)] : Estate.none }
    set {
      if Int(key) >= rows.count {
        rows += [Int32](repeating: Estate.none, count: Int(key) + 1 - rows.count)
      }
      rows[Int(key)] = newValue
    }
  }
}
