import Solving

/// Worlds small enough to try every assignment, with every feature that `Problem` has, from a seed.
///
/// The claims that the engine makes (a plan, a bound, "optimal", "infeasible") are held against `bruteForce`, which knows
/// nothing but the enumeration and `SolutionChecker`.
package enum TinyProblems {
  /// What a tiny problem may contain.
  package struct Features: OptionSet, Sendable {
    package let rawValue: Int
    package init(rawValue: Int) { self.rawValue = rawValue }
    /// Forbidden waves, and items that must move.
    package static let windows = Features(rawValue: 1)
    package static let precedences = Features(rawValue: 2)
    package static let apart = Features(rawValue: 4)
    package static let resources = Features(rawValue: 8)
    package static let spans = Features(rawValue: 16)
    package static let outcomes = Features(rawValue: 32)
    package static let drains = Features(rawValue: 64)
    package static let targets = Features(rawValue: 128)
    package static let milestones = Features(rawValue: 256)
    package static let moneyGoals = Features(rawValue: 512)
    /// Effort that is spread over the waves before the move, and uses that give instead of taking.
    package static let oddUses = Features(rawValue: 1024)
    package static let all = Features(rawValue: 2047)
  }

  /// A problem of 2…`items` items and 2…4 waves; each of `features` is there in about two of three seeds.
  package static func make(seed: UInt64, items: Int = 5, features: Features = .all) -> Problem {
    var random = SeededGenerator(seed: seed)
    let waveCount = random.whole(2...4)
    let itemCount = random.whole(2...max(2, items))
    var problem = Problem(waveCount: waveCount, itemCount: itemCount)
    var chosen = Features()
    for bit in 0..<11 where random.chance(66) { chosen.insert(Features(rawValue: 1 << bit)) }
    chosen.formIntersection(features)

    for item in 0..<itemCount {
      // Some gain by leaving early, some only cost, some are worth the same whenever they go.
      let first = random.quarter(-30...40)
      let loss = random.quarter(-3...8)
      for wave in 0..<waveCount {
        problem.worth[item * waveCount + wave] = first - Double(wave) * loss + (random.chance(20) ? 1.5 : 0)
      }
    }
    for wave in 0...waveCount { problem.spanWorth[wave] = Double(waveCount - wave) * 0.75 + (wave == 0 ? 0.5 : 0) }
    problem.constant = random.quarter(-5...5)

    if chosen.contains(.windows) {
      for item in 0..<itemCount {
        for wave in 0..<waveCount where random.chance(20) { problem.forbid(item, in: wave) }
        if random.chance(25) { problem.mayStay[item] = false }
      }
    }
    if chosen.contains(.precedences) {
      for _ in 0..<random.whole(1...3) {
        let pair = random.sample(2, of: itemCount)
        let lag = Int32(random.chance(50) ? 0 : random.whole(1...2))
        problem.precedences.append(.init(before: pair[0], after: pair[1], lag: lag))
      }
    }
    if chosen.contains(.apart) {
      for _ in 0..<random.whole(1...2) {
        problem.apartGroups.append(random.sample(random.whole(2...min(3, itemCount)), of: itemCount))
      }
    }
    if chosen.contains(.resources) { addResources(to: &problem, odd: chosen.contains(.oddUses), &random) }
    if chosen.contains(.spans) {
      for _ in 0..<random.whole(1...3) {
        let directed = random.chance(40)
        let size = directed ? 2 : random.whole(2...min(3, itemCount))
        problem.spans.append(
          .init(
            form: directed ? .directed : .whole, members: random.sample(size, of: itemCount),
            amount: random.quarter(0...12)))
      }
    }
    if chosen.contains(.targets) {
      for _ in 0..<random.whole(1...2) { problem.goals.append(goal(.target, &random)) }
    }
    if chosen.contains(.milestones) {
      for _ in 0..<random.whole(1...2) { problem.goals.append(goal(.milestone, &random)) }
    }
    if chosen.contains(.moneyGoals) {
      problem.goals.append(goal(.money(price: random.quarter(1...30)), &random))
    }
    if chosen.contains(.drains) {
      for _ in 0..<random.whole(1...2) { addDrain(to: &problem, &random) }
    }
    if chosen.contains(.outcomes) {
      for _ in 0..<random.whole(1...3) { addOutcome(to: &problem, &random) }
    }
    if !problem.goals.isEmpty && random.chance(70) {
      problem.contributionStart = [0]
      for _ in 0..<itemCount {
        problem.itemContributions.append(contentsOf: contributions(in: problem, upTo: 2, &random))
        problem.contributionStart.append(Int32(problem.itemContributions.count))
      }
    }
    return problem
  }

  private static func goal(_ tier: Problem.Goal.Tier, _ random: inout SeededGenerator) -> Problem.Goal {
    let need = random.quarter(1...14)
    return .init(tier: tier, need: need, scale: random.chance(50) ? 1 / 16 : 1)
  }

  private static func contributions(
    in problem: Problem, upTo most: Int, _ random: inout SeededGenerator
  ) -> [Problem.Contribution] {
    var list: [Problem.Contribution] = []
    for goal in problem.goals.indices where list.count < most && random.chance(60) {
      list.append(
        .init(
          goal: Int32(goal), amount: random.quarter(0...5), lastWave: Int32(random.whole(-1...problem.waveCount - 1))))
    }
    return list
  }

  /// A falling worth, one value a wave, zero or more.
  private static func fallingWorth(_ problem: Problem, _ random: inout SeededGenerator) -> [Double] {
    var value = random.quarter(0...30)
    return (0..<problem.waveCount).map { _ in
      defer { value = max(0, value - random.quarter(0...6)) }
      return value
    }
  }

  private static func addResources(to problem: inout Problem, odd: Bool, _ random: inout SeededGenerator) {
    for _ in 0..<random.whole(1...2) {
      var buckets: [Int32] = []
      let quarterly = random.chance(30)
      for wave in 0..<problem.waveCount {
        buckets.append(random.chance(15) ? -1 : Int32(quarterly ? wave / 2 : wave))
      }
      let capacities = (0..<problem.waveCount).map { _ in random.quarter(1...9) }
      problem.resources.append(.init(bucketOfWave: buckets, capacity: capacities))
    }
    problem.useStart = [0]
    for _ in 0..<problem.itemCount {
      for resource in problem.resources.indices where random.chance(75) {
        let lead = odd && random.chance(35) ? random.whole(2...3) : 1
        var amount = random.quarter(0...5)
        if odd && random.chance(15) { amount = -amount }
        problem.uses.append(.init(resource: Int32(resource), lead: Int32(lead), amount: amount))
      }
      problem.useStart.append(Int32(problem.uses.count))
    }
  }

  private static func addDrain(to problem: inout Problem, _ random: inout SeededGenerator) {
    let items = random.sample(random.whole(1...problem.itemCount), of: problem.itemCount)
    let dimensions = random.whole(1...2)
    let demand = (0..<dimensions).map { _ in items.map { _ in random.quarter(0...6) } }
    let base = (0..<dimensions).map { _ in random.chance(20) ? random.quarter(0...3) : 0 }
    var threshold = (0..<dimensions).map { dimension in
      demand[dimension].reduce(0, +) + base[dimension] + random.quarter(-3...1)
    }
    var steps: [Problem.Drain.Step] = []
    for _ in 0..<random.whole(1...4) {
      steps.append(
        .init(
          threshold: threshold.map { random.chance(8) ? .infinity : max(0, $0) },
          worth: fallingWorth(problem, &random), contributions: contributions(in: problem, upTo: 2, &random)))
      // Thresholds never rise again, in any dimension.
      for dimension in threshold.indices {
        threshold[dimension] = max(0, threshold[dimension] - random.quarter(0...5))
        if threshold[dimension] > steps.last!.threshold[dimension] {
          threshold[dimension] = steps.last!.threshold[dimension]
        }
      }
    }
    for later in steps.indices.dropFirst() {
      for dimension in 0..<dimensions
      where steps[later].threshold[dimension] > steps[later - 1].threshold[dimension] {
        steps[later].threshold[dimension] = steps[later - 1].threshold[dimension]
      }
    }
    problem.drains.append(.init(items: items, demand: demand, base: base, steps: steps))
  }

  private static func addOutcome(to problem: inout Problem, _ random: inout SeededGenerator) {
    var steps: [Problem.Outcome.Step] = []
    for drain in problem.drains.indices where random.chance(50) {
      steps.append(
        .init(drain: Int32(drain), count: Int32(random.whole(1...problem.drains[drain].steps.count))))
    }
    let least = steps.isEmpty ? 1 : 0
    problem.outcomes.append(
      .init(
        items: random.sample(random.whole(least...min(3, problem.itemCount)), of: problem.itemCount), steps: steps,
        worth: fallingWorth(problem, &random), contributions: contributions(in: problem, upTo: 2, &random)))
  }

  /// The best assignment of all, the first in counting order of those that are equally good; nil where none meets
  /// everything.
  package static func bruteForce(_ problem: Problem) -> (score: Score, waves: [Int32])? {
    var best: (score: Score, waves: [Int32])?
    withEveryFeasible(problem) { waves, score in
      if best.map({ score.isBetter(than: $0.score) }) ?? true { best = (score, waves) }
    }
    return best
  }

  /// Calls `body` with every assignment that meets everything, in counting order (item 0 turns slowest), and its score.
  package static func withEveryFeasible(_ problem: Problem, _ body: ([Int32], Score) -> Void) {
    let checker = SolutionChecker(problem)
    let choices = (0..<problem.itemCount).map { item in
      (0...problem.waveCount).filter { wave in
        wave == problem.waveCount ? problem.mayStay[item] : problem.isAllowed(item, in: wave)
      }.map { Int32($0) }
    }
    if choices.contains(where: \.isEmpty) { return }
    var digits = [Int](repeating: 0, count: problem.itemCount)
    var waves = choices.map { $0[0] }
    while true {
      if meetsPrecedences(problem, waves), checker.violations(of: waves).isEmpty {
        body(waves, checker.score(of: waves))
      }
      var place = problem.itemCount - 1
      while place >= 0 && digits[place] == choices[place].count - 1 {
        digits[place] = 0
        waves[place] = choices[place][0]
        place -= 1
      }
      if place < 0 { return }
      digits[place] += 1
      waves[place] = choices[place][digits[place]]
    }
  }

  /// A quick look that spares the slow checker most of the assignments.
  private static func meetsPrecedences(_ problem: Problem, _ waves: [Int32]) -> Bool {
    for precedence in problem.precedences {
      let after = waves[Int(precedence.after)]
      if Int(after) == problem.waveCount { continue }
      let before = waves[Int(precedence.before)]
      if Int(before) == problem.waveCount || before + precedence.lag > after { return false }
    }
    return true
  }
}
