import Estates
import Solving
import Topology

/// Who may not move in one wave: `apart` dependencies and the groups of `apart` rules. A move group that holds two members of
/// one such group can never move.
extension ProblemBuilder {
  mutating func addApart() {
    for link in demands.links where link.relation == .apart { separate([link.source, link.target]) }
    for (index, rule) in rules {
      guard case .apart = rule.kind else { continue }
      for group in resolved.groups[index] where group.members.count > 1 { separate(group.members) }
    }
  }

  private mutating func separate(_ workloads: [Int32]) {
    var firstOfItem: [Int: Int32] = [:]
    var items: [Int32] = []
    for workload in workloads {
      let item = item(of: workload)
      if let first = firstOfItem[item] {
        obstruct(item, .apart(first, workload))
        if set(of: first) == set(of: workload) { windows.confine(set(of: workload), to: 0..<0) }
      } else {
        firstOfItem[item] = workload
        items.append(Int32(item))
      }
    }
    if items.count > 1 { problem.apartGroups.append(items) }
  }
}
