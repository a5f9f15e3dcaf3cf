import Estates

/// What the rows and rules demand of the workloads, one by one and two by two, with some of them left out at will.
///
/// Relations are as they bind: decided by `relate` where the row left it open, turned to `near` where `relate` would have
/// tied a workload that never moves, and `first` on a workload that is retired read as `last`.
package struct Demands: Sendable {
  /// A dependency as it binds.
  package struct Link: Sendable {
    /// Row of `dependencies`.
    package var row: Int32
    package var source: Int32
    package var target: Int32
    package var relation: Relation
    /// Money a year; 0 where nobody states it.
    package var annualSplitCost: Double
    /// The `relate` rule that decided the relation; -1 where the row states it or no rule matches.
    package var decidedBy: Int32
  }

  package let omissions: Omissions
  /// Disposition `retain`.
  package private(set) var retained: WorkloadSet
  /// Disposition `retain`, or selected by a `stay` rule: they never move.
  package private(set) var staying: WorkloadSet
  /// Disposition `retire`: they leave, and are carried nowhere.
  package private(set) var retiring: WorkloadSet
  /// In the order of the rows.
  package private(set) var links: [Link] = []

  package init(_ resolved: ResolvedEstate, without omissions: Omissions = .none) {
    let estate = resolved.estate
    self.omissions = omissions
    retained = WorkloadSet(universe: estate.workloads.count)
    retiring = retained
    for (row, disposition) in estate.workloads.disposition.enumerated() {
      switch disposition {
      case .retain: if !omissions.omits(.disposition, of: row) { retained.insert(row) }
      case .retire: retiring.insert(row)
      case .rehost, .replatform, .refactor, .relocate, .repurchase: break
      }
    }
    staying = retained
    for (index, rule) in estate.program.rules.enumerated() where !omissions.rules.contains(index) {
      if case .stay = rule.kind { staying.formUnion(resolved.selections[index]) }
    }
    links = decided(resolved)
  }

  private func decided(_ resolved: ResolvedEstate) -> [Link] {
    let estate = resolved.estate
    let dependencies = estate.dependencies
    // What the first `relate` rule that is not left out says of each kind.
    var decisions: [TextPool.ID: (rule: Int, relation: Relation, annualSplitCost: Double?)] = [:]
    for (kind, rules) in resolved.relateRules {
      guard let rule = rules.first(where: { !omissions.rules.contains($0) }),
        case .relate(_, let relation, let annualSplitCost) = estate.program.rules[rule].kind
      else { continue }
      decisions[kind] = (rule, relation, annualSplitCost)
    }
    var links: [Link] = []
    links.reserveCapacity(dependencies.count)
    for row in 0..<dependencies.count {
      if !omissions.dependencies.isEmpty, omissions.dependencies.contains(Int32(row)) { continue }
      var link = Link(
        row: Int32(row), source: dependencies.source[row], target: dependencies.target[row], relation: .near,
        annualSplitCost: dependencies.annualSplitCost[row] ?? 0, decidedBy: -1)
      if let stated = dependencies.relation[row] {
        link.relation = stated
      } else if let decision = decisions[dependencies.kind[row]] {
        link.relation = decision.relation
        link.decidedBy = Int32(decision.rule)
        if dependencies.annualSplitCost[row] == nil { link.annualSplitCost = decision.annualSplitCost ?? 0 }
        if staying.contains(Int(link.source)) || staying.contains(Int(link.target)) { link.relation = .near }
      }
      if link.relation == .first, retiring.contains(Int(link.target)) { link.relation = .last }
      links.append(link)
    }
    return links
  }
}
