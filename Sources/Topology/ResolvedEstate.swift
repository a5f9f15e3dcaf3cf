import Estates

/// An estate with its names followed to their ends: what graph and planner work from.
///
///     workloads.csv: W7 on host H2            ⟶  W7 at site TRN1, where H2 stands
///     { "rule": "together", "by": ["app"] }   ⟶  groups {W1, W7}, {W2}, {W3, W4, W5}
///     relate "sql*" → together                ⟶  every row of kind sql-server is decided by rule 2
///
/// It knows where each workload runs, the waves with their dates, whom each rule selects and how it groups them. It does
/// not yet know what follows: that is `Demands`, which may leave rules and rows out, and can be asked for many times.
package struct ResolvedEstate: Sendable {
  /// The members of a `by` group of an `order` rule, retained and staying ones included.
  package struct OrderGroup: Sendable {
    package var rule: Int
    package var values: [TextPool.ID]
    package var first: [Int32]
    package var then: [Int32]
  }

  package let estate: Estate
  package let calendar: Calendar
  package let placement: Placement
  package let columns: WorkloadColumns
  /// By index of the rule: whom its `where` selects; nobody for `relate`.
  package let selections: [WorkloadSet]
  /// By index of the rule: the groups of `together`, `apart` and `near`; empty for the others.
  package let groups: [[RuleGroup]]
  /// By index of the rule: the groups of `order` that have a member on both sides; empty for the others.
  package let orderGroups: [[OrderGroup]]
  /// The `relate` rules that match a kind, by index, for every kind that a dependency has.
  package let relateRules: [TextPool.ID: [Int]]

  package init(_ estate: Estate) {
    self.estate = estate
    calendar = Calendar(estate.program.calendar)
    placement = Placement(estate)
    columns = WorkloadColumns(estate, placement)
    var selection = Selection(texts: estate.texts, columns: columns, universe: estate.workloads.count)
    var selections: [WorkloadSet] = []
    var groups: [[RuleGroup]] = []
    var orderGroups: [[OrderGroup]] = []
    for (index, rule) in estate.program.rules.enumerated() {
      var selected = WorkloadSet(universe: estate.workloads.count)
      if case .relate = rule.kind {} else { selected = selection.workloads(of: rule.selector) }
      var grouped: [RuleGroup] = []
      var ordered: [OrderGroup] = []
      switch rule.kind {
      case .together(let by), .apart(let by), .near(let by, _):
        grouped = Grouping.groups(of: index, by: by, among: selected, columns)
      case .order(let by, let first, let then, _):
        let firsts = selection.workloads(of: first)
        var thens = selection.workloads(of: then)
        thens.subtract(firsts)
        for group in Grouping.groups(of: index, by: by, among: selected, columns) {
          let first = group.members.filter { firsts.contains(Int($0)) }
          let then = group.members.filter { thens.contains(Int($0)) }
          if first.isEmpty || then.isEmpty { continue }
          ordered.append(OrderGroup(rule: index, values: group.values, first: first, then: then))
        }
      case .relate, .limit, .freeze, .notBefore, .notAfter, .leave, .pin, .stay: break
      }
      selections.append(selected)
      groups.append(grouped)
      orderGroups.append(ordered)
    }
    self.selections = selections
    self.groups = groups
    self.orderGroups = orderGroups
    relateRules = Self.relateRules(estate)
  }

  private static func relateRules(_ estate: Estate) -> [TextPool.ID: [Int]] {
    var matching: [TextPool.ID: [Int]] = [:]
    for kind in estate.dependencies.kind where matching[kind] == nil { matching[kind] = [] }
    for (index, rule) in estate.program.rules.enumerated() {
      guard case .relate(let kind, _, _) = rule.kind else { continue }
      var matcher = ConditionMatcher(kind)
      for text in matching.keys where matcher.matches(estate.texts[text]) { matching[text]!.append(index) }
    }
    return matching
  }
}
