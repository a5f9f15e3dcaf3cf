/// Rows of different length in one array: row r is `values[start[r] ..< start[r + 1]]` (compressed sparse rows).
struct CompressedRows<Value: BitwiseCopyable> {
  var start: [Int32]
  var values: [Value]

  /// Puts each pair under its row; within a row the order of the pairs is kept. Linear.
  init(rowCount: Int, pairs: [(row: Int32, value: Value)]) {
    start = [Int32](repeating: 0, count: rowCount + 1)
    for pair in pairs { start[Int(pair.row) + 1] += 1 }
    for row in 0..<rowCount { start[row + 1] += start[row] }
    var next = start
    values = []
    if let first = pairs.first {
      values = [Value](repeating: first.value, count: pairs.count)
      for pair in pairs {
        values[Int(next[Int(pair.row)])] = pair.value
        next[Int(pair.row)] += 1
      }
    }
  }

  subscript(row: Int) -> ArraySlice<Value> { values[Int(start[row])..<Int(start[row + 1])] }
}

/// The same, as cells for the inner loops.
struct RowCells<Value: BitwiseCopyable> {
  let start: Cells<Int32>
  let values: Cells<Value>

  init(_ rows: CompressedRows<Value>, in store: CellStore) {
    start = store.cells(rows.start)
    values = store.cells(rows.values)
  }

  @inline(__always)
  func range(_ row: Int) -> Range<Int> { Int(start[row])..<Int(start[row + 1]) }
}
