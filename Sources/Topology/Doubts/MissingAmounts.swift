import Documents
import Estates

/// Limits on a column that some of the workloads they limit do not fill: these count as 0.
enum MissingAmounts {
  static func findings(_ graph: DependencyGraph) -> [Finding] {
    let estate = graph.resolved.estate
    var findings: [Finding] = []
    for (index, rule) in estate.program.rules.enumerated() {
      guard case .limit(let limit) = rule.kind, limit.measure != "workloads" else { continue }
      let cells = graph.resolved.columns[limit.measure]
      let selected = graph.resolved.selections[index].rows.filter { !graph.demands.staying.contains(Int($0)) }
      let lacking = selected.filter { cells[Int($0)] == 0 }
      guard let first = lacking.first else { continue }
      findings.append(
        Finding(
          .warning, .missingAmount,
          "\(Grouped.text(lacking.count)) of the \(Consolidated.count(selected.count, "workload")) that "
            + "\(Consolidated.rule(rule)) limits have no \(limit.measure) and count as 0: "
            + Consolidated.workloads(lacking, estate),
          at: estate.location(ofWorkload: first, column: limit.measure),
          help: "fill \(limit.measure), with an estimate where nothing better is known"))
    }
    return findings
  }
}
