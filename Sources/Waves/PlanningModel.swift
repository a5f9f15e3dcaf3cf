import Estates
import Plans
import Solving
import Topology

/// An estate's planning problem in the engine's terms, and the way back: which item stands for which workloads.
package struct PlanningModel: Sendable {
  /// Why an item can never move, whatever the plan.
  package enum Obstruction: Hashable, Sendable {
    /// A member is `retain` or selected by a `stay` rule.
    case stayingMember
    /// Its orderings run in a circle with a lag; number of the cycle in `groups.lagCycles`.
    case lagCycle(Int)
    /// These two members must move together and may not move in one wave.
    case apart(Int32, Int32)
    /// Dates, freezes, pins and preparation leave no wave.
    case noWave
    /// Another item that has to leave before it never does.
    case provider(item: Int32)
  }

  /// The limit that a resource of the problem comes from.
  package struct ResourceOrigin: Hashable, Sendable {
    package enum Period: Hashable, Sendable { case wave, quarter, year }
    package var rule: Int
    /// What each of its buckets is.
    package var period: Period
  }

  /// What an apart group of the problem comes from.
  package enum ApartOrigin: Hashable, Sendable {
    /// Row of `dependencies`.
    case dependency(Int32)
    /// Index of the rule, and which of its groups.
    case group(rule: Int, number: Int)
  }

  /// What comes about when an outcome of the problem is complete: the first of all that wait for the same.
  package struct OutcomeSubject: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable { case host, rack, site, initiative }
    package var kind: Kind
    /// Row in the table of its kind.
    package var row: Int
    /// How many more come about with it.
    package var others = 0
  }

  package let resolved: ResolvedEstate
  package let demands: Demands
  /// Items are move groups under the same numbers; those without members are gates of orderings.
  package let groups: MoveGroups
  package var problem: Problem
  /// By item: nil where some wave is left.
  package var obstructions: [Obstruction?]
  /// By target: its goal, then those of its milestones in order.
  package var goals: [[Int]]
  /// By resource of the problem.
  package var resourceOrigins: [ResourceOrigin]
  /// By apart group of the problem.
  package var apartOrigins: [ApartOrigin]
  /// By drain of the problem: row of `clusters`, and its hosts in the order in which they are given back.
  package var drainSubjects: [(cluster: Int, hosts: [Int])] = []
  /// By outcome of the problem; empty where only the rules were built.
  package var outcomeSubjects: [OutcomeSubject]
  /// By workload: why it stays, where it does.
  package var stayReasons: [StayReason]

  package func item(of workload: Int) -> Int { Int(groups.groupOf[workload]) }

  /// The wave of each workload under an assignment of items; `problem.waveCount` where it stays.
  package func workloadWaves(_ items: [Int32]) -> [Int32] {
    (0..<resolved.estate.workloads.count).map { items[item(of: $0)] }
  }

  /// The assignment that gives each workload its wave, where workloads of one item agree; gates go as early as they can.
  package func assignment(_ workloadWaves: [Int32]) -> [Int32]? {
    let stays = Int32(problem.waveCount)
    var items = [Int32](repeating: -1, count: problem.itemCount)
    for (workload, wave) in workloadWaves.enumerated() {
      let item = item(of: workload)
      if items[item] >= 0 && items[item] != wave { return nil }
      items[item] = wave
    }
    for gate in groups.workloadGroupCount..<problem.itemCount { items[gate] = 0 }
    for ordering in groups.orderings.all {
      let gate = Int(groups.groupOf[Int(ordering.after)])
      guard gate >= groups.workloadGroupCount else { continue }
      let before = items[Int(groups.groupOf[Int(ordering.before)])]
      items[gate] = before == stays ? stays : min(stays, max(items[gate], before + ordering.lag))
    }
    return items
  }
}
