/// The plain reading of `Problem`: whether an assignment meets everything, and its score, each rule a loop over all.
///
/// Shares nothing with the search. It is the naive twin that the search is tested against, and the last word before an
/// answer leaves the engine.
package struct SolutionChecker: Sendable {
  package enum Violation: Hashable, Sendable {
    case forbiddenWave(item: Int)
    case mustMove(item: Int)
    case precedence(Problem.Precedence)
    case apart(group: Int, wave: Int)
    case resource(Int, bucket: Int)
  }

  package let problem: Problem

  package init(_ problem: Problem) { self.problem = problem }

  /// Everything that `waves` breaks, in the order of the problem.
  package func violations(of waves: [Int32]) -> [Violation] {
    precondition(waves.count == problem.itemCount)
    let stays = Int32(problem.waveCount)
    var broken: [Violation] = []
    for item in 0..<problem.itemCount {
      if waves[item] == stays {
        if !problem.mayStay[item] { broken.append(.mustMove(item: item)) }
      } else if !problem.isAllowed(item, in: Int(waves[item])) {
        broken.append(.forbiddenWave(item: item))
      }
    }
    for precedence in problem.precedences {
      let before = waves[Int(precedence.before)]
      let after = waves[Int(precedence.after)]
      if after == stays { continue }
      if before == stays || before + precedence.lag > after { broken.append(.precedence(precedence)) }
    }
    for (number, group) in problem.apartGroups.enumerated() {
      var taken = [Int](repeating: 0, count: problem.waveCount)
      for item in group where waves[Int(item)] != stays { taken[Int(waves[Int(item)])] += 1 }
      for wave in 0..<problem.waveCount where taken[wave] > 1 { broken.append(.apart(group: number, wave: wave)) }
    }
    for (number, resource) in problem.resources.enumerated() {
      var used = [Double](repeating: 0, count: resource.capacity.count)
      for item in 0..<problem.itemCount where waves[item] != stays {
        for use in problem.uses[Int(problem.useStart[item])..<Int(problem.useStart[item + 1])]
        where Int(use.resource) == number {
          for back in 0..<use.lead where waves[item] - back >= 0 {
            let bucket = resource.bucketOfWave[Int(waves[item] - back)]
            if bucket >= 0 { used[Int(bucket)] += use.amount / Double(use.lead) }
          }
        }
      }
      for bucket in used.indices where used[bucket] > Problem.slack(resource.capacity[bucket]) {
        broken.append(.resource(number, bucket: bucket))
      }
    }
    return broken
  }

  /// The score of `waves`, whether or not it meets everything.
  package func score(of waves: [Int32]) -> Score {
    let waveCount = problem.waveCount
    let stays = Int32(waveCount)
    var worth = problem.constant
    var reached = [Double](repeating: 0, count: problem.goals.count)

    func count(_ contributions: some Sequence<Problem.Contribution>, from wave: Int) {
      for contribution in contributions where wave <= Int(contribution.lastWave) {
        reached[Int(contribution.goal)] += contribution.amount
      }
    }

    for item in 0..<problem.itemCount where waves[item] != stays {
      worth += problem.worth[item * waveCount + Int(waves[item])]
      count(
        problem.itemContributions[
          Int(problem.contributionStart[item])..<Int(problem.contributionStart[item + 1])],
        from: Int(waves[item]))
    }
    for span in problem.spans {
      let ends = span.members.map { Int(waves[Int($0)]) }
      switch span.form {
      case .whole:
        worth -= span.amount * (problem.spanWorth[ends.min()!] - problem.spanWorth[ends.max()!])
      case .directed:
        if ends[0] < ends[1] { worth -= span.amount * (problem.spanWorth[ends[0]] - problem.spanWorth[ends[1]]) }
      }
    }
    let given = problem.drains.map { givenBack($0, waves) }
    for (drain, steps) in zip(problem.drains, given) {
      for (step, wave) in zip(drain.steps, steps) where wave < waveCount {
        worth += step.worth[wave]
        count(step.contributions, from: wave)
      }
    }
    for outcome in problem.outcomes {
      var complete = 0
      for item in outcome.items { complete = max(complete, Int(waves[Int(item)])) }
      for step in outcome.steps { complete = max(complete, given[Int(step.drain)][Int(step.count) - 1]) }
      if complete < waveCount {
        worth += outcome.worth[complete]
        count(outcome.contributions, from: complete)
      }
    }
    var score = Score(targetShortfall: 0, milestoneShortfall: 0, worth: worth)
    for (goal, amount) in zip(problem.goals, reached) {
      let shortfall = max(0, goal.need - amount) * goal.scale
      switch goal.tier {
      case .target: score.targetShortfall += shortfall
      case .milestone: score.milestoneShortfall += shortfall
      case .money(let price): score.worth -= price * shortfall
      }
    }
    return score
  }

  /// The wave in which each step of `drain` is given back; `waveCount` where it is not.
  package func givenBack(_ drain: Problem.Drain, _ waves: [Int32]) -> [Int] {
    var wave = [Int](repeating: problem.waveCount, count: drain.steps.count)
    for t in 0..<problem.waveCount {
      var remains = drain.base
      for dimension in remains.indices {
        for (k, item) in drain.items.enumerated() where Int(waves[Int(item)]) > t {
          remains[dimension] += drain.demand[dimension][k]
        }
      }
      for (number, step) in drain.steps.enumerated() where wave[number] == problem.waveCount {
        if zip(remains, step.threshold).allSatisfy({ $0 <= Problem.slack($1) }) { wave[number] = t }
      }
    }
    return wave
  }
}
