/// How much of a goal can be reached by a wave at all: everything up to that wave taken as one.
///
///     waves            0  1  2  3 │ 4  5          by wave 3: four capacities are one, whoever may have left by then may
///     as one           0  0  0  0 │ –  –          leave in it, and what comes before it leaves with it
///
/// Every assignment of the problem has left something by that wave, and that is an assignment of the one-wave problem: so
/// what no assignment of the one can reach, none of the other can. The one-wave problem has a node where the other has one for each
/// wave, and its bound takes milliseconds. What it does not see is the order of things before that wave, beyond what the
/// windows tell.
package struct Deadline: Sendable {
  private let problem: Problem
  private let windows: WaveWindows
  /// By resource: amounts below zero occur, so that later moves may make room.
  private let gives: [Bool]

  package init(_ problem: Problem) {
    self.problem = problem
    windows = WaveWindows(problem)
    var gives = [Bool](repeating: false, count: problem.resources.count)
    for use in problem.uses where use.amount < 0 { gives[Int(use.resource)] = true }
    self.gives = gives
  }

  /// What is proven of one goal alone.
  package struct Bound: Sendable {
    /// No assignment has less of the goal missing, as its share; infinite where there is no assignment.
    package var shortfall: Double
    /// The wave by which each item would leave: the last one here for those that the relaxation has leave in time,
    /// `waveCount` for the others.
    package var guide: [Double]
    /// Prices that prove it in the problem itself, of rows of all its waves; nil where it needs none.
    package var certificate: Certificate?
  }

  /// Rows up to which prices are found by partitions.
  private static let partitionRows = 300

  /// The least that is missing of `goal`, whose contributions count where they are there by `last` (-1: none do).
  ///
  /// - Parameter known: what is missing in an assignment, where one is known: a bound that reaches it is good enough.
  package func bound(goal: Int, last: Int, need: Double, known: Double? = nil, cuts: Int = 60) -> Bound {
    let scale = problem.goals[goal].scale
    let nothing = [Double](repeating: Double(problem.waveCount), count: problem.itemCount)
    if windows.isInfeasible { return Bound(shortfall: .infinity, guide: nothing) }
    if need <= 0 { return Bound(shortfall: 0, guide: nothing) }
    if last < 0 {
      // Nothing counts: the whole need at its full price.
      let whole = Certificate(objective: .targetShortfall, prices: [.init(row: .goal(goal), price: scale)])
      return Bound(shortfall: need * scale, guide: nothing, certificate: whole)
    }
    let relaxation = Relaxation(asOneWave(goal: goal, last: last, need: need))
    // Averages go slowly where nothing is known to aim at.
    let method: Relaxation.Method = relaxation.size.rows <= Self.partitionRows ? .partition : .volume
    let aim = known.flatMap { $0 > 0 ? $0 : nil }
    let bound = relaxation.bound(.targetShortfall, method: method, limits: .init(cuts: cuts, known: aim))
    let guide =
      bound.expectedWave.isEmpty
      ? nothing
      : bound.expectedWave.map { share in
        share < 0.5 ? Double(last) : Double(problem.waveCount)
      }
    if relaxation.isInfeasible { return Bound(shortfall: bound.value, guide: guide) }
    let proof = relaxation.proof(of: .targetShortfall, bound.certificate)
    return Bound(
      shortfall: proof.value, guide: guide, certificate: spread(proof.certificate, goal: goal, last: last))
  }

  /// Prices of the one wave as prices of the waves up to `last`: whoever leaves by then pays as much there, whenever it leaves,
  /// and what is asked of the drains is asked by then. Orders and waves of the problem itself only make more of it.
  private func spread(_ certificate: Certificate, goal: Int, last: Int) -> Certificate {
    var origins: [[Certificate.Row]] = []
    for (index, resource) in problem.resources.enumerated() {
      let buckets = Set(resource.bucketOfWave[...last])
      if gives[index] || buckets.contains(-1) { continue }
      origins.append(buckets.sorted().map { .resource(index, bucket: Int($0)) })
    }
    for (number, group) in problem.apartGroups.enumerated() where group.count > last + 1 {
      origins.append((0...last).map { .apart(group: number, wave: $0) })
    }
    var result = certificate
    result.prices = certificate.prices.flatMap { price -> [Certificate.Price] in
      let rows: [Certificate.Row] =
        switch price.row {
        case .resource(let number, _): origins[number]
        case .apart: []
        case .drain(let drain, let dimension, _): [.drain(drain, dimension: dimension, wave: last)]
        case .goal: [.goal(goal)]
        case .cover(let cover):
          [.cover(.init(drain: cover.drain, dimension: cover.dimension, wave: last, gone: cover.gone))]
        }
      return rows.map { .init(row: $0, price: price.price) }
    }
    return result
  }

  /// Everything up to `last` as a problem of one wave with one goal.
  func asOneWave(goal: Int, last: Int, need: Double) -> Problem {
    var one = Problem(waveCount: 1, itemCount: problem.itemCount)
    for item in 0..<problem.itemCount {
      if windows.earliest[item] > last { one.forbid(item, in: 0) }
      one.mayStay[item] = windows.latest[item] > last
    }
    one.precedences = problem.precedences.map { .init(before: $0.before, after: $0.after, lag: 0) }

    // Capacities that touch these waves, together; where a wave is not limited, or room can be made, nothing is said.
    var number = [Int32](repeating: -1, count: problem.resources.count)
    for (index, resource) in problem.resources.enumerated() {
      let buckets = Set(resource.bucketOfWave[...last])
      if gives[index] || buckets.contains(-1) { continue }
      number[index] = Int32(one.resources.count)
      let capacity = buckets.sorted().reduce(0) { $0 + Problem.slack(resource.capacity[Int($1)]) }
      one.resources.append(.init(bucketOfWave: [0], capacity: [capacity]))
    }
    // Of those who may never leave together, no more leave than there are waves.
    var apart = [[Int32]](repeating: [], count: problem.itemCount)
    for group in problem.apartGroups where group.count > last + 1 {
      for item in group { apart[Int(item)].append(Int32(one.resources.count)) }
      one.resources.append(.init(bucketOfWave: [0], capacity: [Double(last + 1)]))
    }
    one.useStart = [0]
    for item in 0..<problem.itemCount {
      let first = one.uses.count
      func add(_ resource: Int32, _ amount: Double) {
        if let same = one.uses[first...].firstIndex(where: { $0.resource == resource }) {
          one.uses[same].amount += amount
        } else {
          one.uses.append(.init(resource: resource, lead: 1, amount: amount))
        }
      }
      for use in problem.uses[Int(problem.useStart[item])..<Int(problem.useStart[item + 1])]
      where number[Int(use.resource)] >= 0 {
        // Of a preparation that would begin before the first wave only what lies in the waves is taken.
        let counted = min(use.lead, windows.earliest[item] + 1)
        add(number[Int(use.resource)], use.amount * Double(counted) / Double(use.lead))
      }
      for resource in apart[item] { add(resource, 1) }
      one.useStart.append(Int32(one.uses.count))
    }

    func contributions(_ all: [Problem.Contribution]) -> [Problem.Contribution] {
      all.filter { Int($0.goal) == goal && $0.lastWave >= 0 }.map { .init(goal: 0, amount: $0.amount, lastWave: 0) }
    }
    one.outcomes = problem.outcomes.compactMap { outcome in
      let counted = contributions(outcome.contributions)
      return counted.isEmpty
        ? nil : .init(items: outcome.items, steps: outcome.steps, worth: [0], contributions: counted)
    }
    one.drains = problem.drains.map { drain in
      .init(
        items: drain.items, demand: drain.demand, base: drain.base,
        steps: drain.steps.map {
          .init(threshold: $0.threshold, worth: [0], contributions: contributions($0.contributions))
        })
    }
    one.contributionStart = [0]
    for item in 0..<problem.itemCount {
      let range = Int(problem.contributionStart[item])..<Int(problem.contributionStart[item + 1])
      one.itemContributions += contributions(Array(problem.itemContributions[range]))
      one.contributionStart.append(Int32(one.itemContributions.count))
    }
    one.goals = [.init(tier: .target, need: need, scale: problem.goals[goal].scale)]
    return one
  }
}

extension Problem {
  /// The last wave by which anything counts toward a goal; -1 where nothing does.
  package func lastWave(ofGoal goal: Int) -> Int {
    var last: Int32 = -1
    func consider(_ contributions: [Contribution]) {
      for contribution in contributions where Int(contribution.goal) == goal { last = max(last, contribution.lastWave) }
    }
    consider(itemContributions)
    for outcome in outcomes { consider(outcome.contributions) }
    for drain in drains { for step in drain.steps { consider(step.contributions) } }
    return Int(last)
  }

  /// The same with one goal alone, as a target.
  package func pursuing(goal: Int, need: Double) -> Problem {
    var result = self
    func own(_ all: [Contribution]) -> [Contribution] {
      all.filter { Int($0.goal) == goal }.map { .init(goal: 0, amount: $0.amount, lastWave: $0.lastWave) }
    }
    result.goals = [Goal(tier: .target, need: need, scale: goals[goal].scale)]
    for number in outcomes.indices { result.outcomes[number].contributions = own(outcomes[number].contributions) }
    for number in drains.indices {
      for step in drains[number].steps.indices {
        result.drains[number].steps[step].contributions = own(drains[number].steps[step].contributions)
      }
    }
    result.itemContributions = []
    result.contributionStart = [0]
    for item in 0..<itemCount {
      result.itemContributions += own(
        Array(itemContributions[Int(contributionStart[item])..<Int(contributionStart[item + 1])]))
      result.contributionStart.append(Int32(result.itemContributions.count))
    }
    return result
  }
}
