import Estates
import Plans
import Topology

/// The `near` dependencies and groups that a plan holds open, and what each costs.
enum Splits {
  /// The dearest first; equal ones dependencies before groups, in the order of the rows and rules.
  static func list(
    _ resolved: ResolvedEstate, _ demands: Demands, _ departures: Departures, _ discounting: Discounting
  ) -> [Plan.Split] {
    let estate = resolved.estate
    var splits: [Plan.Split] = []
    func add(_ source: Plan.Split.Source, _ annualCost: Double, _ from: Day, _ until: Day?) {
      if until == from || annualCost == 0 { return }
      let cost = discounting.present(annualCost, from: from, to: until ?? discounting.horizon)
      splits.append(Plan.Split(source: source, annualCost: annualCost, from: from, until: until, cost: cost))
    }

    for link in demands.links where link.relation == .near {
      let retires = (demands.retiring.contains(Int(link.source)), demands.retiring.contains(Int(link.target)))
      let source = departures.days[Int(link.source)]
      let target = departures.days[Int(link.target)]
      // A retired end closes the dependency when it leaves; before that the other end can hold it open alone.
      var opened: Day?
      var closed: Day?
      switch retires {
      case (true, true): continue
      case (true, false): (opened, closed) = (target, source)
      case (false, true): (opened, closed) = (source, target)
      case (false, false):
        if let source, let target {
          (opened, closed) = (min(source, target), max(source, target))
        } else {
          opened = source ?? target
        }
      }
      guard let opened else { continue }
      if let closed, closed <= opened { continue }
      let row = Int(link.row)
      add(
        .dependency(
          source: estate.texts[estate.workloads.keys[Int(link.source)]],
          target: estate.texts[estate.workloads.keys[Int(link.target)]], line: Int(estate.dependencies.lines[row])),
        link.annualSplitCost, opened, closed)
    }
    for (index, rule) in estate.program.rules.enumerated() {
      guard case .near(_, let annualSplitCost) = rule.kind, !demands.omissions.rules.contains(index) else { continue }
      for group in resolved.groups[index] {
        let members = group.members.filter {
          !demands.staying.contains(Int($0)) && !demands.retiring.contains(Int($0))
        }
        let left = members.compactMap { departures.days[Int($0)] }
        guard let first = left.min() else { continue }
        add(
          .group(rule: index, values: group.values.map { estate.texts[$0] }), annualSplitCost, first,
          left.count == members.count ? left.max() : nil)
      }
    }
    let order = splits.indices.sorted { (-splits[$0].cost, $0) < (-splits[$1].cost, $1) }
    return order.map { splits[$0] }
  }
}
