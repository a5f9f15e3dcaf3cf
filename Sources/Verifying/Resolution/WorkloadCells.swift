import Estates

/// The cells of the workloads as selectors, `by` and measures see them: derived `site` and `cluster`, inherited
/// `business_unit`, `owner` and `criticality`, everything else as written.
struct WorkloadCells {
  let estate: Estate
  let placement: Placement
  private var made: [String: [TextPool.ID]] = [:]

  init(_ estate: Estate, _ placement: Placement) {
    self.estate = estate
    self.placement = placement
  }

  /// One text for each workload; all empty where no table has the column.
  mutating func column(_ name: String) -> [TextPool.ID] {
    if let known = made[name] { return known }
    var cells =
      estate.workloads.table.column(name) ?? [TextPool.ID](repeating: 0, count: estate.workloads.count)
    switch name {
    case "site":
      for row in cells.indices {
        let site = placement.site[row]
        cells[row] = site == Estate.none ? 0 : estate.sites.keys[Int(site)]
      }
    case "cluster":
      for row in cells.indices {
        let cluster = placement.cluster[row]
        cells[row] = cluster == Estate.none ? 0 : estate.clusters.keys[Int(cluster)]
      }
    case "business_unit", "owner", "criticality":
      let inherited = estate.applications.table.column(name) ?? []
      for row in cells.indices where cells[row] == 0 {
        let application = estate.workloads.application[row]
        if application != Estate.none, Int(application) < inherited.count { cells[row] = inherited[Int(application)] }
      }
    default: break
    }
    made[name] = cells
    return cells
  }
}
