import Estates
import Plans

/// What in the files a broken rule comes from: what would have to give.
package enum RuleSource: Hashable, Sendable {
  /// Position in `rules`, from 0.
  case rule(Int)
  /// Line of `dependencies.csv`.
  case dependency(line: Int)
  /// A cell of `workloads.csv`.
  case cell(workload: String, column: String)
}

extension BrokenRule {
  package var source: RuleSource {
    switch self {
    case .heldWorkloadMoves(let workload, _, let origin), .tooEarly(let workload, _, _, let origin),
      .tooLate(let workload, _, _, let origin):
      switch origin {
      case .column(let column): .cell(workload: workload, column: column)
      case .rule(let rule): .rule(rule.index)
      }
    case .leadTooShort(let workload, _, _): .cell(workload: workload, column: "lead_waves")
    case .frozen(_, _, let rule), .mustLeave(_, _, let rule), .leavesLate(_, _, _, let rule),
      .pinMissed(_, _, _, let rule), .groupParted(_, _, _, let rule), .outOfOrder(_, _, _, _, let rule),
      .groupJoined(_, _, _, _, let rule), .overLimit(_, _, _, let rule):
      .rule(rule.index)
    case .dependencyParted(let dependency), .dependencyOutOfOrder(let dependency, _, _),
      .dependencyJoined(let dependency, _):
      .dependency(line: dependency.line)
    }
  }
}
