import Estates
import Solving
import Topology

/// Who may not move in one wave: `apart` dependencies and the groups of `apart` rules. A move group that holds two members of
/// one such group can never move.
extension ProblemBuilder {
  mutating func addApart() {
    for link in demands.links where link.relation == .apart {
      separate([link.source, link.target], .dependency(link.row))
    }
    for (index, rule) in rules {
      guard case .apart = rule.kind else { continue }
      for (number, group) in resolved.groups[index].enumerated() where group.members.count > 1 {
        separate(group.members, .group(rule: index, number: number))
      }
    }
  }

  private mutating func separate(_ workloads: [Int32], _ origin: PlanningModel.ApartOrigin) {
    // Of those that have moved in one wave already, one says which.
    let workloads =
      history.map { history in
        workloads.enumerated().filter { place, row in
          !history.isSettled(row)
            || !workloads[..<place].contains { history.settledWave[Int($0)] == history.settledWave[Int(row)] }
        }.map(\.element)
      } ?? workloads
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
    if items.count > 1 {
      problem.apartGroups.append(items)
      apartOrigins.append(origin)
    }
  }
}
