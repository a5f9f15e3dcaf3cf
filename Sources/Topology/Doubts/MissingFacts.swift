import Documents
import Estates

/// Workloads of which nobody knows whose they are, what they belong to or what they talk to.
enum MissingFacts {
  static func findings(_ graph: DependencyGraph) -> [Finding] {
    let estate = graph.resolved.estate
    let owners = graph.resolved.columns["owner"]
    var isLinked = WorkloadSet(universe: estate.workloads.count)
    for row in 0..<estate.dependencies.count {
      isLinked.insert(Int(estate.dependencies.source[row]))
      isLinked.insert(Int(estate.dependencies.target[row]))
    }
    let rows = 0..<Int32(estate.workloads.count)
    return [
      finding(
        .workloadWithoutOwner, rows.filter { owners[Int($0)] == 0 }, "no owner", column: "owner",
        help: "name the owners in workloads.csv or applications.csv", estate),
      finding(
        .workloadWithoutApplication, rows.filter { estate.workloads.application[Int($0)] == Estate.none },
        "no application", column: "application", help: "name the applications that they serve", estate),
      finding(
        .workloadWithoutDependencies, rows.filter { !isLinked.contains(Int($0)) }, "no known dependencies", column: nil,
        help: "look at their network flows, or confirm that they stand alone", estate),
    ].compactMap { $0 }
  }

  private static func finding(
    _ code: FindingCode, _ rows: [Int32], _ lack: String, column: String?, help: String, _ estate: Estate
  ) -> Finding? {
    guard let first = rows.first else { return nil }
    let message =
      "\(Grouped.text(rows.count)) of \(Consolidated.count(estate.workloads.count, "workload")) "
      + "\(Consolidated.verb(rows.count, "has", "have")) \(lack): \(Consolidated.workloads(rows, estate))"
    return Finding(.warning, code, message, at: estate.location(ofWorkload: first, column: column), help: help)
  }
}
