import Estates

/// The columns of the workloads as selectors and `by` see them: the texts of the table, but `site` and `cluster` as derived,
/// and `business_unit`, `owner` and `criticality` inherited from the application where the own cell is empty.
package struct WorkloadColumns: Sendable {
  private let table: Table
  private let derived: [String: [TextPool.ID]]
  private let count: Int

  package init(_ estate: Estate, _ placement: Placement) {
    let workloads = estate.workloads
    let applications = estate.applications
    table = workloads.table
    count = workloads.count
    var derived: [String: [TextPool.ID]] = [
      "site": placement.site.map { $0 == Estate.none ? 0 : estate.sites.keys[Int($0)] },
      "cluster": placement.cluster.map { $0 == Estate.none ? 0 : estate.clusters.keys[Int($0)] },
    ]
    for column in ["business_unit", "owner", "criticality"] {
      var cells = workloads.table.column(column) ?? [TextPool.ID](repeating: 0, count: workloads.count)
      if let inherited = applications.table.column(column) {
        for row in cells.indices where cells[row] == 0 && workloads.application[row] != Estate.none {
          cells[row] = inherited[Int(workloads.application[row])]
        }
      }
      derived[column] = cells
    }
    self.derived = derived
  }

  /// The cells of `column` in the order of the rows; all empty where no table has it.
  package subscript(column: String) -> [TextPool.ID] {
    derived[column] ?? table.column(column) ?? [TextPool.ID](repeating: 0, count: count)
  }
}
