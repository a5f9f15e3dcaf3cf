import Estates
import Plans

/// How far the reduction comes by the dates of targets and milestones, and what is missing.
enum TargetResults {
  static func list(_ program: Program, _ history: FootprintHistory) -> [Plan.TargetResult] {
    program.targets.map { target in
      let baseline = target.baseline ?? history.whole[target.measure]
      func reduction(_ day: Day) -> Double { 1 - history.footprint(on: day)[target.measure] / baseline }
      let reached = reduction(target.by)
      return Plan.TargetResult(
        measure: target.measure, by: target.by, required: target.reduction, reduction: reached,
        shortfall: max(0, target.reduction - reached), baseline: baseline,
        footprint: history.footprint(on: target.by)[target.measure],
        reachedOn: history.firstDay(
          target.measure, atMost: (1 - target.reduction + 1e-9) * baseline, start: program.start),
        penaltyPerPoint: target.penaltyPerPoint,
        milestones: target.milestones.map { milestone in
          let reached = reduction(milestone.by)
          return Plan.MilestoneResult(
            by: milestone.by, required: milestone.reduction, reduction: reached,
            shortfall: max(0, milestone.reduction - reached), penaltyPerPoint: milestone.penaltyPerPoint)
        })
    }
  }

  /// What the shortfalls cost where a penalty is stated, as a negative amount.
  static func penalty(_ results: [Plan.TargetResult], _ discounting: Discounting) -> Double {
    var penalty = 0.0
    for target in results {
      if let price = target.penaltyPerPoint {
        penalty -= price * 100 * target.shortfall * discounting.factor(target.by)
      }
      for milestone in target.milestones {
        if let price = milestone.penaltyPerPoint {
          penalty -= price * 100 * milestone.shortfall * discounting.factor(milestone.by)
        }
      }
    }
    return penalty
  }
}
