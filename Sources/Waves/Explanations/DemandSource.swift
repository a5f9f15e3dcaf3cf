import Documents
import Estates
import Topology

/// Something in the files that demands: a rule, a row of `dependencies.csv`, a cell of `workloads.csv`. What an
/// explanation names, and what could be given up.
package enum DemandSource: Hashable, Sendable {
  /// Index of the rule.
  case rule(Int)
  /// Row of `dependencies`.
  case dependency(Int32)
  case cell(workload: Int32, column: Omissions.Column)
}

extension DemandSource {
  /// What is read about first, and so kept where there is a choice: who must move, who may not, when, how much, then who
  /// moves with whom.
  func rank(_ estate: Estate) -> Int {
    switch self {
    case .rule(let index):
      switch estate.program.rules[index].kind {
      case .pin, .leave: 0
      case .stay: 1
      case .freeze, .notBefore, .notAfter: 3
      case .limit: 4
      case .apart: 5
      case .order: 6
      case .together: 7
      case .relate: 8
      case .near: 9
      }
    case .cell(_, let column):
      switch column {
      case .disposition: 1
      case .notBefore, .notAfter, .leadWaves: 2
      }
    case .dependency: 9
    }
  }

  /// The order in which sources are named: by rank, then by index, row and column.
  static func ordered(_ left: DemandSource, _ right: DemandSource, _ estate: Estate) -> Bool {
    (left.rank(estate), left.number) < (right.rank(estate), right.number)
  }

  private var number: Int {
    switch self {
    case .rule(let index): index
    case .dependency(let row): Int(row)
    case .cell(let workload, let column): Int(workload) * 4 + Omissions.Column.allCases.firstIndex(of: column)!
    }
  }

  /// Where it stands: a line, with the column of a cell, or the JSON pointer of a rule.
  package func location(_ estate: Estate) -> SourceLocation {
    switch self {
    case .rule(let index): estate.location(ofRule: index)
    case .dependency(let row): estate.location(ofDependency: row)
    case .cell(let workload, let column): estate.location(ofWorkload: workload, column: column.rawValue)
    }
  }
}
