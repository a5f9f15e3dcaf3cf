/// What an objective makes of the goals: how high the price of each row may go, and what allowed shortfall costs.
///
/// A goal is the row `reached + missing ≥ need` with a `missing` of zero or more. Where what is missing costs (in money, or
/// because it is the objective), the price of the row is at most that cost. Where the sum of what is missing, each times
/// its scale, has an allowance, a price for the allowance stands against those of the rows: the least that does is the
/// greatest of `price / scale`, and the bound pays it times the allowance.
struct ObjectiveTerms {
  struct Tier {
    var rows: [(row: Int, scale: Double)]
    var allowance: Double

    /// The greatest `price / scale`, and the place in `rows` where it stands (nil where all are 0).
    func greatestPrice(_ prices: [Double]) -> (place: Int?, price: Double) {
      var result: (place: Int?, price: Double) = (nil, 0)
      for (place, entry) in rows.enumerated() where prices[entry.row] / entry.scale > result.price {
        result = (place, prices[entry.row] / entry.scale)
      }
      return result
    }
  }

  let objective: Certificate.Objective
  var isMoney: Bool { ObjectiveTerms.isMoney(objective) }
  /// The highest price of each row; 0 where the row does not count.
  private(set) var highest: [Double]
  private(set) var tiers: [Tier] = []

  static func isMoney(_ objective: Certificate.Objective) -> Bool {
    switch objective {
    case .targetShortfall, .milestoneShortfall: false
    case .worth: true
    }
  }

  init(_ problem: Problem, _ rows: RelaxedRows, _ objective: Certificate.Objective) {
    self.objective = objective
    highest = [Double](repeating: .infinity, count: rows.count)
    var targets = Tier(rows: [], allowance: 0)
    var milestones = Tier(rows: [], allowance: 0)
    // Equal shortfalls may differ by the tolerance, and sums by their rounding.
    func generous(_ shortfall: Double) -> Double { max(0, shortfall) * (1 + 1e-12) + 2 * Score.tolerance }
    switch objective {
    case .targetShortfall: break
    case .milestoneShortfall(let target): targets.allowance = generous(target)
    case .worth(let target, let milestone):
      targets.allowance = generous(target)
      milestones.allowance = generous(milestone)
    }
    for (number, goal) in problem.goals.enumerated() {
      let row = rows.row(ofGoal: number)
      highest[row] = 0
      if goal.scale <= 0 { continue }
      switch (goal.tier, objective) {
      case (.target, .targetShortfall), (.milestone, .milestoneShortfall):
        highest[row] = goal.scale
      case (.target, .milestoneShortfall), (.target, .worth):
        highest[row] = .infinity
        targets.rows.append((row, goal.scale))
      case (.milestone, .worth):
        highest[row] = .infinity
        milestones.rows.append((row, goal.scale))
      case (.money(let price), .worth):
        highest[row] = max(0, price) * goal.scale
      case (.milestone, .targetShortfall), (.money, .targetShortfall), (.money, .milestoneShortfall):
        highest[row] = 0
      }
    }
    tiers = [targets, milestones].filter { !$0.rows.isEmpty }
  }
}
