/// Rules, rows and cells that a question leaves out: "what if this rule were not there?"
///
/// The estate stays as it is; what is left out is passed over when demands are worked out. Explanations of why no plan
/// exists, and of what stands in the way of a target, ask many such questions of one `ResolvedEstate`.
package struct Omissions: Hashable, Sendable {
  /// Columns of a workload that bind it by themselves.
  package enum Column: String, CaseIterable, Sendable {
    case notBefore = "not_before"
    case notAfter = "not_after"
    case leadWaves = "lead_waves"
    /// Only the word `retain` binds; left out, the workload may move like any other.
    case disposition
  }

  package struct Cell: Hashable, Sendable {
    /// Row of `workloads`.
    package var workload: Int32
    package var column: Column
    package init(workload: Int32, column: Column) {
      self.workload = workload
      self.column = column
    }
  }

  /// Rules by index.
  package var rules: Set<Int> = []
  /// Rows of `dependencies`.
  package var dependencies: Set<Int32> = []
  /// Columns of all workloads.
  package var columns: Set<Column> = []
  /// Columns of single workloads.
  package var cells: Set<Cell> = []

  /// Workloads whose move is history: nothing ties them any more, and nothing has to have left before them.
  package var settled: Set<Int32> = []

  package static let none = Omissions()

  package init(
    rules: Set<Int> = [], dependencies: Set<Int32> = [], columns: Set<Column> = [], cells: Set<Cell> = []
  ) {
    self.rules = rules
    self.dependencies = dependencies
    self.columns = columns
    self.cells = cells
  }

  /// Whether that cell of `workload` is passed over.
  package func omits(_ column: Column, of workload: Int) -> Bool {
    if columns.contains(column) { return true }
    return !cells.isEmpty && cells.contains(Cell(workload: Int32(workload), column: column))
  }
}
