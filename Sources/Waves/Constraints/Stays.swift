import Solving
import Topology

/// Who never moves: `retain` workloads, those that a `stay` rule selects, whoever moves together with one of them, and the
/// members of a cycle of lags.
extension ProblemBuilder {
  mutating func addStays() {
    for row in demands.staying.rows where !demands.omissions.settled.contains(row) {
      obstruct(item(of: row), .stayingMember)
    }
    for (number, cycle) in groups.lagCycles.enumerated() {
      for group in cycle.groups { obstruct(Int(group), .lagCycle(number)) }
    }
  }
}
