/// A table as it was read: every column, known or not, every row, as texts.
///
/// Known columns stand a second time, typed, in `Hosts`, `Workloads` and so on, under the same row numbers. Selectors
/// and `by` read the texts here; a column that no page knows is an attribute and stands here alone.
package struct Table: Sendable {
  /// The file's name inside the estate: "workloads.csv".
  package var file: String
  /// The columns in file order.
  package var columns: [String]
  /// `cells[column][row]`.
  package var cells: [[TextPool.ID]]
  /// The line on which each row begins; 0 for a row that only a reference made.
  package var lines: [Int32]

  package init(file: String, columns: [String] = [], cells: [[TextPool.ID]] = [], lines: [Int32] = []) {
    self.file = file
    self.columns = columns
    self.cells = cells
    self.lines = lines
  }

  package var rowCount: Int { lines.count }

  /// The cells of a column, where the file has it.
  package func column(_ name: String) -> [TextPool.ID]? {
    columns.firstIndex(of: name).map { cells[$0] }
  }
}
