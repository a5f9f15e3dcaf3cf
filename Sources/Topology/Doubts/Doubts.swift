import Documents
import Estates

/// What is doubtful about an estate that is right as far as its files go: rows that say too little, rules that say nothing,
/// dates that no wave has.
///
///     warning[CHK001]: 214 of 1,200 workloads have no owner: APP-3 (line 4), APP-9 (line 10), APP-12 (line 13) and 211 more
///       --> workloads.csv:4 (column "owner")
///     help: …
///
/// Each family of doubts has its file. Many rows with one doubt make one finding. The order is that of the families, and
/// within one of the tables and rules.
package enum Doubts {
  package static func findings(_ graph: DependencyGraph) -> [Finding] {
    MissingFacts.findings(graph) + IdleMachines.findings(graph) + UnknownSizes.findings(graph)
      + LockedInitiatives.findings(graph) + RetiringProviders.findings(graph) + MissingAmounts.findings(graph)
      + IdleRules.findings(graph) + OutOfWindow.findings(graph) + EndlessCycles.findings(graph)
  }
}

/// Sentences about many rows at once.
enum Consolidated {
  static let shown = 3

  /// "W1 (line 2), W2 (line 5), W3 (line 9) and 4 more".
  static func list(_ names: [String]) -> String {
    if names.count <= shown + 1 { return joined(names) }
    return names.prefix(shown).joined(separator: ", ") + " and \(Grouped.text(names.count - shown)) more"
  }

  static func joined(_ names: [String]) -> String {
    guard names.count > 1, let last = names.last else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }

  /// The key of a row with its line, as far as it has one.
  static func name(_ key: String, _ table: Table, _ row: Int) -> String {
    row < table.lines.count && table.lines[row] > 0 ? "\(key) (line \(table.lines[row]))" : key
  }

  static func workloads(_ rows: [Int32], _ estate: Estate) -> String {
    list(
      rows.prefix(shown + 1).map { name(estate.key(ofWorkload: $0), estate.workloads.table, Int($0)) }
        + [String](repeating: "", count: max(0, rows.count - shown - 1)))
  }

  /// "1 workload", "12 workloads".
  static func count(_ number: Int, _ noun: String, _ plural: String? = nil) -> String {
    "\(Grouped.text(number)) \(number == 1 ? noun : plural ?? noun + "s")"
  }

  static func verb(_ number: Int, _ one: String, _ many: String) -> String { number == 1 ? one : many }

  /// "rule 3 (limit "EMEA factory")": rules are named as reports and the JSON pointer number them, from 0.
  static func rule(_ rule: Rule) -> String {
    let name = rule.name.map { " \"\($0)\"" } ?? ""
    return "/rules/\(rule.index) (\(rule.kind.word)\(name))"
  }
}
