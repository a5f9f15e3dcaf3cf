import Documents
import Estates

/// Initiatives that some member keeps from ever being ready.
enum LockedInitiatives {
  static func findings(_ graph: DependencyGraph) -> [Finding] {
    let estate = graph.resolved.estate
    // A group with a member that stays holds all the others.
    var keeper = [Int32](repeating: -1, count: graph.groups.count)
    for row in graph.demands.staying.rows.reversed() { keeper[Int(graph.groups.groupOf[Int(row)])] = row }
    var findings: [Finding] = []
    for number in 0..<estate.initiatives.count {
      let members = estate.initiatives.members[
        Int(estate.initiatives.memberStart[number])..<Int(estate.initiatives.memberStart[number + 1])]
      let key = estate.texts[estate.initiatives.keys[number]]
      let place = SourceLocation(
        file: estate.initiatives.table.file, line: Int(estate.initiatives.table.lines[number]))
      if members.isEmpty {
        findings.append(
          Finding(
            .warning, .emptyInitiative, "initiative \(key) has no members and never counts", at: place,
            help: "list its workloads in initiative_workloads.csv"))
        continue
      }
      var sentences: [String] = []
      for member in members {
        let keeper = keeper[Int(graph.groups.groupOf[Int(member)])]
        if keeper < 0 { continue }
        let name = Consolidated.name(estate.key(ofWorkload: member), estate.workloads.table, Int(member))
        if graph.demands.staying.contains(Int(member)) {
          sentences.append("\(name) \(reason(member, graph))")
        } else {
          sentences.append(
            "\(name) moves together with \(estate.key(ofWorkload: keeper)), which \(reason(keeper, graph))")
        }
      }
      if sentences.isEmpty { continue }
      findings.append(
        Finding(
          .warning, .lockedInitiative,
          "initiative \(key) never becomes ready: \(sentences.count) of its \(Consolidated.count(members.count, "member")) "
            + "\(Consolidated.verb(sentences.count, "stays", "stay")): \(Consolidated.list(sentences))",
          at: place, help: "take them out of the initiative, or let them move"))
    }
    return findings
  }

  /// "is retained", "is kept by /rules/3 (stay)".
  static func reason(_ row: Int32, _ graph: DependencyGraph) -> String {
    if graph.demands.retained.contains(Int(row)) { return "is retained" }
    let rules = graph.resolved.estate.program.rules
    let keeping = rules.first { rule in
      guard case .stay = rule.kind, !graph.demands.omissions.rules.contains(rule.index) else { return false }
      return graph.resolved.selections[rule.index].contains(Int(row))
    }
    return keeping.map { "is kept by \(Consolidated.rule($0))" } ?? "stays"
  }
}
