import Documents
import Estates
import Plans

/// The second opinion: everything that a plan says, worked out again from the estate and the plan alone.
///
///     let verifier = Verifier(estate: estate)
///     verifier.deviations(in: plan)              // [] where the plan is right
///     verifier.evaluate(waves: [3, nil, 1])      // what follows from moving row 0 in wave 3, row 2 in wave 1
///
/// It shares the reading of files into rows with the planner and nothing else: placement, selectors, groups, calendar,
/// releases and money are resolved here a second time, by the plain reading of SPEC sections 1 to 5, and where there is a
/// choice, by another method than the obvious one (see `PresentValue`). It searches for nothing; its work grows with the
/// rows and the rules.
///
/// Inside, an *assignment* has for each workload row its wave from 0; the number of waves means that the workload stays.
package struct Verifier: Sendable {
  /// Why a workload never moves.
  enum Hold: Hashable, Sendable {
    case retain
    case stay(rule: Int)
  }

  package let estate: Estate
  let calendar: CalendarWaves
  let placement: Placement
  let holds: [Hold?]
  let isRetired: [Bool]
  let rules: [ResolvedRule]
  let dependencies: [ResolvedDependency]
  let clusters: [ClusterDraining]
  let money: PresentValue

  package init(estate: Estate) {
    self.estate = estate
    let workloads = estate.workloads
    calendar = CalendarWaves(estate.program.calendar)
    placement = Placement(estate)
    money = PresentValue(
      discountRate: estate.program.discountRate, start: estate.program.start, horizon: estate.program.horizon)
    isRetired = workloads.disposition.map { $0 == .retire }
    clusters = ClusterDraining.all(of: estate, placement)

    var cells = WorkloadCells(estate, placement)
    let selections = estate.program.rules.map { cells.selected(by: $0.selector) }
    holds = Verifier.holds(estate, selections)
    let related = Verifier.related(estate, holds)
    dependencies = related.dependencies
    var resolved: [ResolvedRule] = []
    for (rule, selected) in zip(estate.program.rules, selections) {
      resolved.append(
        Verifier.resolved(
          rule, selected, decided: related.decided[rule.index] ?? 0, estate: estate, holds: holds, calendar: calendar,
          cells: &cells))
    }
    rules = resolved
  }

  /// How many waves the calendar has.
  package var waveCount: Int { calendar.count }

  /// The mark of a workload that stays.
  var stays: Int32 { Int32(calendar.count) }

  /// `waves`, from 1 or nil, as an assignment. A number outside the calendar stays.
  func assignment(_ waves: [Int?]) -> [Int32] {
    waves.map { wave in
      guard let wave, (1...max(1, calendar.count)).contains(wave) else { return stays }
      return Int32(wave - 1)
    }
  }

  func key(ofWorkload row: Int32) -> String { estate.texts[estate.workloads.keys[Int(row)]] }

  func texts(_ values: [TextPool.ID]) -> [String] { values.map { estate.texts[$0] } }
}
