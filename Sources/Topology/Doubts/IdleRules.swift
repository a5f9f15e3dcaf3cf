import Documents
import Estates

/// Rules without effect, and `leave` rules that leave out some of those they name.
enum IdleRules {
  static func findings(_ graph: DependencyGraph) -> [Finding] {
    let resolved = graph.resolved
    var findings: [Finding] = []
    for (index, rule) in resolved.estate.program.rules.enumerated() {
      let place = resolved.estate.location(ofRule: index)
      if let lack = lack(rule, graph) {
        findings.append(
          Finding(
            .warning, .idleRule, "\(Consolidated.rule(rule)) has no effect: \(lack.message)", at: place, help: lack.help
          ))
        continue
      }
      guard case .leave(let day) = rule.kind else { continue }
      let leftOut = resolved.selections[index].rows.filter { graph.demands.staying.contains(Int($0)) }
      guard !leftOut.isEmpty else { continue }
      findings.append(
        Finding(
          .warning, .leaveLeavesOut,
          "\(Consolidated.rule(rule)) by \(day) leaves out \(Consolidated.count(leftOut.count, "workload")) of the "
            + "\(Grouped.text(resolved.selections[index].count)) that it selects, as they never move: "
            + Consolidated.workloads(leftOut, resolved.estate),
          at: place, help: "change what keeps them, or narrow the selector"))
    }
    return findings
  }

  private static func lack(_ rule: Rule, _ graph: DependencyGraph) -> (message: String, help: String)? {
    let resolved = graph.resolved
    let values = "compare its values with those of the inventory"
    if case .relate = rule.kind {
      // What an earlier rule has taken is not decided here.
      let matching = resolved.relateRules.values.filter { $0.contains(rule.index) }
      if matching.isEmpty { return ("no dependency has a kind that it matches", values) }
      if graph.demands.links.contains(where: { $0.decidedBy == Int32(rule.index) }) { return nil }
      if matching.allSatisfy({ $0.first != rule.index }) {
        return ("earlier relate rules match all its kinds", "put it before them, or remove it")
      }
      return ("every dependency of its kinds states its relation", "remove it, or empty the relations")
    }
    let selected = resolved.selections[rule.index]
    if selected.isEmpty { return ("it selects no workload", values) }
    switch rule.kind {
    case .together(let by), .apart(let by), .near(let by, _):
      if resolved.groups[rule.index].contains(where: { $0.members.count > 1 }) { return nil }
      return ("no two workloads share \(Consolidated.joined(by))", "check that the columns are filled")
    case .order:
      if !resolved.orderGroups[rule.index].isEmpty { return nil }
      return ("no group has a workload on both sides", values)
    case .leave:
      if selected.rows.contains(where: { !graph.demands.staying.contains(Int($0)) }) { return nil }
      return ("all that it selects never move", "change what keeps them, or remove the rule")
    case .relate, .limit, .freeze, .notBefore, .notAfter, .pin, .stay: return nil
    }
  }
}
