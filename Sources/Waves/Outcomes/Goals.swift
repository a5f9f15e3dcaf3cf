import Estates
import Solving
import Topology

/// Targets and milestones as goals: so much of a measure has to be gone by a date.
///
///     reduction = 1 - footprint / baseline ≥ required      ⟺      gone ≥ required * baseline - baseline + whole estate
extension ProblemBuilder {
  mutating func addGoals() {
    let whole = Footprint(wholeOf: estate)
    for target in estate.program.targets {
      let baseline = target.baseline ?? whole[target.measure]
      func goal(_ required: Double, _ by: Day, _ penaltyPerPoint: Double?, _ tier: Problem.Goal.Tier) -> Problem.Goal {
        Problem.Goal(
          tier: penaltyPerPoint.map { .money(price: $0 * 100 * discounting.factor(by)) } ?? tier,
          need: required * baseline - baseline + whole[target.measure], scale: 1 / baseline)
      }
      var numbers = [problem.goals.count]
      problem.goals.append(goal(target.reduction, target.by, target.penaltyPerPoint, .target))
      goalsOfMeasure[target.measure, default: []].append((Int32(numbers[0]), target.by))
      for milestone in target.milestones {
        numbers.append(problem.goals.count)
        goalsOfMeasure[target.measure, default: []].append((Int32(problem.goals.count), milestone.by))
        problem.goals.append(goal(milestone.reduction, milestone.by, milestone.penaltyPerPoint, .milestone))
      }
      goals.append(numbers)
    }
    countWorkloads()
  }

  /// Workloads count toward their goals as soon as they have left.
  private mutating func countWorkloads() {
    let goals = goalsOfMeasure[.workloads] ?? []
    for item in 0..<problem.itemCount {
      let members = groups.members(of: item).count
      if members > 0 && obstructions[item] == nil {
        for (goal, by) in goals {
          let lastWave = Int32(calendar.lastWave(by: by))
          if lastWave < 0 { continue }
          problem.itemContributions.append(
            Problem.Contribution(goal: goal, amount: Double(members), lastWave: lastWave))
        }
      }
      problem.contributionStart[item + 1] = Int32(problem.itemContributions.count)
    }
  }
}
