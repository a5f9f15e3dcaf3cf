import Documents
import Solving

/// What targets and milestones lack, and what the order of goals makes of it.
extension OpenModel {
  mutating func addGoals() {
    var targets: [LinearModel.Term] = []
    var milestones: [LinearModel.Term] = []
    for (number, goal) in problem.goals.enumerated() {
      let short = linear.addColumn(names.short(number), .notNegative)
      linear.addRow(
        names.goal(number), .atLeast, goal.need - given[number], [LinearModel.Term(1, short)] + reached[number])
      switch goal.tier {
      case .target: targets.append(LinearModel.Term(goal.scale, short))
      case .milestone: milestones.append(LinearModel.Term(goal.scale, short))
      case .money(let price): gain(-price * goal.scale, .column(short))
      }
    }
    switch phase {
    case .shortfall:
      for term in targets { linear.addCost(term.coefficient, Int(term.column)) }
    case .milestones:
      for term in milestones { linear.addCost(term.coefficient, Int(term.column)) }
      keep(targets, OpenModelNames.targetShortfall, allowance?.targets)
    case .value:
      keep(targets, OpenModelNames.targetShortfall, allowance?.targets)
      keep(milestones, OpenModelNames.milestoneShortfall, allowance?.milestones)
    }
  }

  /// The sum of the shortfalls stays within what is allowed; shortfalls within the tolerance are equal. Counted in parts of
  /// the largest baseline, so that a solver's tolerance is one of the measure and not of the share.
  private mutating func keep(_ terms: [LinearModel.Term], _ name: String, _ most: Double?) {
    guard let most, let unit = terms.map(\.coefficient).min() else { return }
    linear.addRow(
      name, .atMost, (most + Score.tolerance) / unit,
      terms.map { LinearModel.Term($0.coefficient / unit, Int($0.column)) })
  }
}
