import Estates
import Plans

/// The fall of the footprint in one measure, and what is asked of it: the numbers behind a panel of the picture and behind
/// the table beside it.
///
///     19 ┐                        a step for each date on which the measure falls,
///        └───┐      ◇             a diamond for each milestone and the target: from its date on
///            └──────────── ◆      the footprint has to lie on or below it
package struct FootprintSeries: Sendable {
  package struct Step: Hashable, Sendable {
    package var date: Day
    package var amount: Double
  }

  /// A milestone, or the target itself, as an upper bound on the footprint.
  package struct Goal: Hashable, Sendable {
    package var by: Day
    package var required: Double
    package var reduction: Double
    package var shortfall: Double
    package var isTarget: Bool
    /// The first date on which the plan has reduced that much, for good.
    package var reachedOn: Day?
    package var isMet: Bool { shortfall <= 1e-9 }
    /// Days between reaching the goal and its date; negative where it is reached too late, nil where never.
    package var slack: Int? { reachedOn.map { by - $0 } }
  }

  package let measure: Measure
  /// The denominator of every percentage.
  package let baseline: Double
  /// The first step is the footprint before the first wave.
  package let steps: [Step]
  /// By date; the target is the last.
  package let goals: [Goal]

  package init(plan: Plan, target: Plan.TargetResult) {
    self.init(plan: plan, measure: target.measure, baseline: target.baseline)
  }

  package init(plan: Plan, measure: Measure, baseline: Double? = nil) {
    self.measure = measure
    let target = plan.targets.first { $0.measure == measure && (baseline == nil || $0.baseline == baseline) }
    var steps: [Step] = []
    for row in plan.footprint where steps.last?.amount != row[measure] {
      steps.append(Step(date: row.date, amount: row[measure]))
    }
    self.steps = steps
    let whole = baseline ?? steps.first?.amount ?? 0
    self.baseline = whole
    var goals: [Goal] = []
    if let target {
      for milestone in target.milestones {
        goals.append(
          Goal(
            by: milestone.by, required: milestone.required, reduction: milestone.reduction,
            shortfall: milestone.shortfall, isTarget: false,
            reachedOn: FootprintSeries.reached(milestone.required, of: whole, by: steps)))
      }
      goals.sort { ($0.by, $0.required) < ($1.by, $1.required) }
      goals.append(
        Goal(
          by: target.by, required: target.required, reduction: target.reduction, shortfall: target.shortfall,
          isTarget: true, reachedOn: target.reachedOn))
    }
    self.goals = goals
  }

  /// The series of a report, one for each target; where there is none, that of the first measure that counts anything.
  package static func all(of plan: Plan) -> [FootprintSeries] {
    if !plan.targets.isEmpty { return plan.targets.map { FootprintSeries(plan: plan, target: $0) } }
    guard let first = plan.footprint.first else { return [] }
    let order: [Measure] = [.rackUnits, .hosts, .powerKW, .racks, .sites, .workloads]
    guard let measure = order.first(where: { first[$0] > 0 }) else { return [] }
    return [FootprintSeries(plan: plan, measure: measure)]
  }

  /// The amount on that date.
  package func amount(on date: Day) -> Double {
    var amount = steps.first?.amount ?? 0
    for step in steps where step.date <= date { amount = step.amount }
    return amount
  }

  /// The share of the baseline that is gone on that date.
  package func reduction(on date: Day) -> Double { baseline > 0 ? 1 - amount(on: date) / baseline : 0 }

  /// The shortfall of the goal, were every release `days` later than planned.
  package func shortfall(of goal: Goal, slippedBy days: Int) -> Double {
    max(0, goal.required - reduction(on: goal.by + -days))
  }

  private static func reached(_ required: Double, of baseline: Double, by steps: [Step]) -> Day? {
    guard baseline > 0 else { return nil }
    var reached: Day?
    for step in steps {
      let isLow = 1 - step.amount / baseline >= required - 1e-9
      if isLow && reached == nil { reached = step.date }
      if !isLow { reached = nil }
    }
    return reached
  }
}
