import Estates
import Solving
import Topology

/// What costs while split: `near` dependencies and the groups of `near` rules, as spans. Beside an item that never moves the
/// cost runs from the other's cutover to the horizon, which is part of the other's worth. A workload that is retired ends its
/// dependencies when it leaves; two that are cost nothing.
extension ProblemBuilder {
  mutating func addNear() {
    for wave in 0..<waveCount { problem.spanWorth[wave] = discounting.present(1, from: calendar.cutover(of: wave)) }
    addNearDependencies()
    for (index, rule) in rules {
      guard case .near(_, let annualSplitCost) = rule.kind, annualSplitCost > 0 else { continue }
      for group in resolved.groups[index] { addNearGroup(group, annualSplitCost) }
    }
  }

  private mutating func addNearDependencies() {
    var whole: [UInt64: Int] = [:]
    var directed: [UInt64: Int] = [:]
    for link in demands.links where link.relation == .near && link.annualSplitCost > 0 {
      var one = Int32(item(of: link.source))
      var other = Int32(item(of: link.target))
      if one == other { continue }
      let sourceRetires = demands.retiring.contains(Int(link.source))
      let targetRetires = demands.retiring.contains(Int(link.target))
      if sourceRetires && targetRetires { continue }
      let form: Problem.Span.Form = sourceRetires || targetRetires ? .directed : .whole
      switch form {
      case .directed: if sourceRetires { swap(&one, &other) }
      case .whole: if one > other { swap(&one, &other) }
      }
      switch (obstructions[Int(one)] == nil, obstructions[Int(other)] == nil) {
      case (false, false): continue
      case (true, false): charge(Int(one), link.annualSplitCost)
      // The other is, in a directed span, the retired one: it leaves, and the dependency is gone.
      case (false, true): if form == .whole { charge(Int(other), link.annualSplitCost) }
      case (true, true):
        let pair = UInt64(UInt32(one)) << 32 | UInt64(UInt32(other))
        let known = form == .whole ? whole[pair] : directed[pair]
        if let known {
          problem.spans[known].amount += link.annualSplitCost
        } else {
          switch form {
          case .whole: whole[pair] = problem.spans.count
          case .directed: directed[pair] = problem.spans.count
          }
          problem.spans.append(Problem.Span(form: form, members: [one, other], amount: link.annualSplitCost))
        }
      }
    }
  }

  private mutating func addNearGroup(_ group: RuleGroup, _ annualSplitCost: Double) {
    var items: [Int32] = []
    for member in group.members where !demands.staying.contains(Int(member)) && !demands.retiring.contains(Int(member))
    {
      items.append(Int32(item(of: member)))
    }
    items = Array(Set(items)).sorted()
    let movable = items.filter { obstructions[Int($0)] == nil }
    if items.count < 2 || movable.isEmpty { return }
    if movable.count == 1 {
      charge(Int(movable[0]), annualSplitCost)
    } else {
      problem.spans.append(Problem.Span(form: .whole, members: items, amount: annualSplitCost))
    }
  }

  /// `item` pays `annual` money a year from its cutover to the horizon.
  private mutating func charge(_ item: Int, _ annual: Double) {
    for wave in 0..<waveCount { problem.worth[item * waveCount + wave] -= annual * problem.spanWorth[wave] }
  }
}
