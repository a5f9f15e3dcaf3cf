import Estates
import Topology

/// What an estate says about the giving back of hosts and the use of limits, for those who follow a plan once it is under
/// way: the same readings as the planner's own.
package enum EstateFacts {
  /// The hosts of each cluster, in the order in which it gives them back (SPEC section 3).
  package static func releaseOrder(_ estate: Estate) -> [[Int]] { ProblemBuilder.releaseOrder(estate) }

  /// Cores and memory that the last k hosts of a cluster's release order carry, for k = 0, 1, …
  package static func carried(by order: [Int], of cluster: Int, _ estate: Estate) -> (cores: [Double], memory: [Double])
  {
    let spare = estate.clusters.spareHosts[cluster]
    return (
      ProblemBuilder.carried(
        order, estate.hosts.cores, spare: spare, overcommit: estate.clusters.cpuOvercommit[cluster]),
      ProblemBuilder.carried(
        order, estate.hosts.memoryGB, spare: spare, overcommit: estate.clusters.memoryOvercommit[cluster])
    )
  }

  /// What a limit counts of each workload: 1, or the numbers of a column, 0 where a cell is empty.
  package static func amounts(of measure: String, _ resolved: ResolvedEstate) -> [Double] {
    let measure = LimitMeasure(measure, resolved)
    return (0..<resolved.estate.workloads.count).map { measure[$0] }
  }
}
