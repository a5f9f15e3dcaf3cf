import Documents
import Estates

/// Cycles of lags: workloads that would have to move before themselves.
enum EndlessCycles {
  static func findings(_ graph: DependencyGraph) -> [Finding] {
    let estate = graph.resolved.estate
    return graph.groups.lagCycles.map { cycle in
      let members = cycle.groups.flatMap { graph.groups.members(of: Int($0)) }.sorted()
      let steps = cycle.closing.map { step(of: $0, graph) }
      return Finding(
        .warning, .endlessCycle,
        "\(Consolidated.count(members.count, "workload")) can never move, as they wait for each other in a circle: "
          + "\(Consolidated.workloads(members, estate)); the circle: \(Consolidated.joined(steps))",
        at: estate.location(of: cycle.closing[0].origin),
        help: "take one of these rows or rules away, or set its lag to 0")
    }
  }

  /// "W1 one wave before W2 (/rules/3)", by workloads where the ends are workloads.
  static func step(of ordering: Orderings.Ordering, _ graph: DependencyGraph) -> String {
    let estate = graph.resolved.estate
    func name(_ node: Int32) -> String {
      Int(node) < estate.workloads.count ? estate.key(ofWorkload: node) : "the others of its group"
    }
    let lag = ordering.lag == 0 ? "no later than" : "\(Consolidated.count(Int(ordering.lag), "wave")) before"
    let cause: String
    switch ordering.origin {
    case .dependency(let row): cause = "\(estate.dependencies.file):\(estate.dependencies.lines[Int(row)])"
    case .rule(let index, _): cause = Consolidated.rule(estate.program.rules[Int(index)])
    }
    return "\(name(ordering.before)) \(lag) \(name(ordering.after)) by \(cause)"
  }
}
