import Estates
import Plans

/// A rule that a plan breaks: which one, by whom, and with what figures. Keys are those of the inventory.
///
/// The cases are all the ways in which an assignment of waves can be wrong (SPEC sections 1 and 2); nothing else can be
/// broken. Waves are numbered from 1.
package enum BrokenRule: Hashable, Sendable {
  /// A rule of the program, as messages name it.
  package struct RuleName: Hashable, Sendable {
    /// Position in `rules`, from 0.
    package var index: Int
    package var kind: String
    package var name: String?
  }

  /// A row of `dependencies.csv`.
  package struct DependencyName: Hashable, Sendable {
    package var source: String
    package var target: String
    package var line: Int
  }

  /// What a date or a hold was stated by: a column of the workload, or a rule.
  package enum Origin: Hashable, Sendable {
    case column(String)
    case rule(RuleName)
  }

  /// A `retain` workload, or one that a `stay` rule selects, moves.
  case heldWorkloadMoves(workload: String, wave: Int, origin: Origin)
  /// A workload moves before the wave of its `lead_waves`.
  case leadTooShort(workload: String, wave: Int, leadWaves: Int)
  case tooEarly(workload: String, cutover: Day, notBefore: Day, origin: Origin)
  case tooLate(workload: String, cutover: Day, notAfter: Day, origin: Origin)
  case frozen(workload: String, wave: Int, rule: RuleName)
  /// A workload that a `leave` rule selects stays.
  case mustLeave(workload: String, by: Day, rule: RuleName)
  case leavesLate(workload: String, cutover: Day, by: Day, rule: RuleName)
  /// A pinned workload stays (`wave` nil) or moves in another wave.
  case pinMissed(workload: String, wave: Int?, pinned: Int, rule: RuleName)
  /// Two workloads of a dependency that must move together do not.
  case dependencyParted(DependencyName)
  /// The one that has to leave first does not.
  case dependencyOutOfOrder(DependencyName, first: String, then: String)
  case dependencyJoined(DependencyName, wave: Int)
  /// A group that must move as a whole does not: `one` and `other` differ.
  case groupParted(values: [String], one: String, other: String, rule: RuleName)
  /// A `then` workload of an `order` rule moves, and a `first` workload stays or moves too late.
  case outOfOrder(values: [String], first: String, then: String, lagWaves: Int, rule: RuleName)
  case groupJoined(values: [String], one: String, other: String, wave: Int, rule: RuleName)
  case overLimit(period: String, use: Double, limit: Double, rule: RuleName)
}
