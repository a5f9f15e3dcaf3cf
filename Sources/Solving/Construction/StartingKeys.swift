/// The orders in which list scheduling is tried: who goes first.
///
/// Each item has a share in everything that comes about once its group has left, and takes of resources that are short.
/// Worth per share of capacity is the natural order for single items; but an outcome pays only when all have left, so
/// whole outcomes, and whole drains, compete by the same measure.
struct StartingKeys {
  /// Smaller goes first. One key for each way of ordering.
  private(set) var keys: [[Double]] = []
  /// What an item brings by its own worth and its shares.
  private(set) var benefit: [Double]

  init(_ compiled: CompiledProblem) {
    let n = compiled.itemCount
    let waveCount = compiled.waveCount
    let problem = compiled.problem
    var own = [Double](repeating: 0, count: n)
    for item in 0..<n where compiled.canMove(item) {
      own[item] = compiled.worth[item * waveCount + Int(compiled.earliest[item])]
    }
    benefit = own

    var average = [Double](repeating: 0, count: problem.resources.count)
    for (number, resource) in problem.resources.enumerated() where !resource.capacity.isEmpty {
      average[number] = resource.capacity.reduce(0, +) / Double(resource.capacity.count)
    }
    var cost = [Double](repeating: 1e-6, count: n)
    for item in 0..<n {
      for use in problem.uses[Int(problem.useStart[item])..<Int(problem.useStart[item + 1])] where use.amount > 0 {
        cost[item] += use.amount / max(1e-9, average[Int(use.resource)])
      }
    }

    // Goals are worth something too: by the number of their shortfall points, at the scale of everything else.
    var scale = 1.0
    for outcome in problem.outcomes { scale += outcome.worth.first ?? 0 }
    for drain in problem.drains { for step in drain.steps { scale += step.worth.first ?? 0 } }
    func goalWorth(_ contributions: [Problem.Contribution]) -> Double {
      contributions.reduce(0) {
        $0 + $1.amount * problem.goals[Int($1.goal)].scale * scale / Double(max(1, problem.goals.count))
      }
    }
    func isMovable(_ items: [Int32]) -> Bool { items.allSatisfy { compiled.canMove(Int($0)) } }

    var groupKey = [Double](repeating: .infinity, count: n)
    for outcome in problem.outcomes where !outcome.items.isEmpty && isMovable(outcome.items) {
      let worth = (outcome.worth.first ?? 0) + goalWorth(outcome.contributions)
      let total = outcome.items.reduce(0.0) { $0 + cost[Int($1)] }
      let sum = outcome.items.reduce(worth) { $0 + own[Int($1)] }
      for item in outcome.items {
        benefit[Int(item)] += worth * cost[Int(item)] / total
        groupKey[Int(item)] = min(groupKey[Int(item)], -sum / total)
      }
    }
    var drainKey = groupKey
    for drain in problem.drains where !drain.items.isEmpty {
      let worth = drain.steps.reduce(0.0) { $0 + ($1.worth.first ?? 0) + goalWorth($1.contributions) }
      var weight = [Double](repeating: 0, count: drain.items.count)
      for d in drain.demand.indices {
        let total = drain.demand[d].reduce(drain.base[d], +)
        if total > 0 { for k in weight.indices { weight[k] += drain.demand[d][k] / total } }
      }
      let totalWeight = weight.reduce(0, +)
      let totalCost = drain.items.reduce(0.0) { $0 + cost[Int($1)] }
      let sum = drain.items.reduce(worth) { $0 + own[Int($1)] }
      for (k, item) in drain.items.enumerated() where totalWeight > 0 {
        let share = worth * weight[k] / totalWeight
        benefit[Int(item)] += share
        groupKey[Int(item)] = min(groupKey[Int(item)], -(share + own[Int(item)]) / cost[Int(item)])
        drainKey[Int(item)] = min(drainKey[Int(item)], -sum / totalCost)
      }
    }
    let single = (0..<n).map { -benefit[$0] / cost[$0] }
    for item in 0..<n {
      if groupKey[item] == .infinity { groupKey[item] = single[item] }
      if drainKey[item] == .infinity { drainKey[item] = single[item] }
    }
    keys = [single, groupKey, drainKey]
  }
}
