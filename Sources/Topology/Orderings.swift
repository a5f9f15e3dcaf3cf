import Estates

/// What made a tie between workloads: a row of `dependencies.csv`, or a group of a rule.
package enum Origin: Hashable, Sendable {
  /// Row of `dependencies`.
  case dependency(Int32)
  /// Index of the rule, and which of its groups (`ResolvedEstate.groups`, for `order` `orderGroups`).
  case rule(Int32, group: Int32)
}

/// Who moves before whom: every `first`, `last` and `order` as plain arrows.
///
///     before ──lag──▶ after      if `after` moves in wave w, `before` moves in wave w - lag or earlier
///
/// A group of an `order` rule with many members on both sides would need an arrow for each pair. There a *gate* stands
/// between the sides: all of `first` before it, all of `then` not before it. Gates are numbered behind the workloads.
package struct Orderings: Sendable {
  package struct Ordering: Hashable, Sendable {
    package var before: Int32
    package var after: Int32
    package var lag: Int32
    package var origin: Origin
  }

  package private(set) var all: [Ordering] = []
  package private(set) var gateCount = 0

  package init(_ resolved: ResolvedEstate, _ demands: Demands) {
    let estate = resolved.estate
    let settled = demands.omissions.settled
    for link in demands.links {
      if !settled.isEmpty {
        if link.relation == .first, settled.contains(link.source) { continue }
        if link.relation == .last, settled.contains(link.target) { continue }
      }
      switch link.relation {
      case .first:
        all.append(Ordering(before: link.target, after: link.source, lag: 0, origin: .dependency(link.row)))
      case .last:
        all.append(Ordering(before: link.source, after: link.target, lag: 0, origin: .dependency(link.row)))
      case .together, .near, .apart: break
      }
    }
    for (index, rule) in estate.program.rules.enumerated() where !demands.omissions.rules.contains(index) {
      guard case .order(_, _, _, let lagWaves) = rule.kind else { continue }
      for (number, group) in resolved.orderGroups[index].enumerated() {
        let firsts = group.first.filter { !demands.staying.contains(Int($0)) }
        let thens = group.then.filter { !demands.staying.contains(Int($0)) && !settled.contains($0) }
        let origin = Origin.rule(Int32(index), group: Int32(number))
        if firsts.count * thens.count <= 4 * (firsts.count + thens.count) {
          for first in firsts {
            for then in thens {
              all.append(Ordering(before: first, after: then, lag: Int32(lagWaves), origin: origin))
            }
          }
        } else {
          let gate = Int32(estate.workloads.count + gateCount)
          gateCount += 1
          for first in firsts {
            all.append(Ordering(before: first, after: gate, lag: Int32(lagWaves), origin: origin))
          }
          for then in thens { all.append(Ordering(before: gate, after: then, lag: 0, origin: origin)) }
        }
      }
    }
  }
}
