import Dispatch

/// The engine: a problem in, an answer out.
///
///     tighten windows ─→ small? branch and bound ─→ optimal, or proven infeasible
///            └─→ list schedules in several orders ─→ annealing in two chains ─→ the best that was found
///
/// The answer for an effort is the same on every machine and for any number of threads: there are always two chains, each
/// with its own seed, and they exchange their best at fixed steps. With a clock in `limits` the schedule follows the
/// clock as well, and the answer says that it was cut off. Every answer has been checked by `SolutionChecker`.
package enum Solver {
  /// Problems of at most so many items are tried to be proven first, with at most so many nodes.
  private static let exactItems = 24
  private static let exactNodes = 200_000
  private static let chainCount = 2
  private static let smallItems = 250
  /// With a guide: from so many steps an item on, the search begins as hot as it ever does.
  private static let stepsForFullHeat = 10_000
  /// What the goals are priced at, round after round, as multiples of what all there is may be worth.
  private static let priceLevels = [0.1, 0.02, 1, 0.3, 5]

  /// Solves `problem`. `start` is an assignment to begin with, where one is known; it is used only if it breaks no rule.
  /// `guide` is the mean wave of each item in a relaxation: it is rounded, and the search then begins cooler.
  package static func solve(_ problem: Problem, limits: SearchLimits, start: [Int32]? = nil, guide: [Double]? = nil)
    -> Answer
  {
    let compiled = CompiledProblem(problem)
    if !compiled.isConsistent { return .infeasible }
    guard problem.itemCount <= exactItems else {
      return search(compiled, limits: limits, start: start, guide: guide)
    }
    var quick = limits
    quick.effort = min(limits.effort, 20_000)
    let found = search(compiled, limits: quick, start: start)
    var incumbent: (score: Score, waves: [Int32])?
    switch found {
    case .infeasible: return .infeasible
    case .solved(let solution): incumbent = (solution.score, solution.waves)
    case .unknown: break
    }
    var exact = ExactSearch(compiled, nodes: exactNodes, incumbent: incumbent) { limits.shouldStop() != nil }
    if exact.run() {
      guard let best = exact.best else { return .infeasible }
      return checked(problem, best.waves, isOptimal: true, effort: quick.effort, stopped: nil)
    }
    return search(compiled, limits: limits, start: exact.best?.waves ?? start)
  }

  /// The way of large problems, whatever the size: schedules, then annealing.
  static func search(
    _ compiled: CompiledProblem, limits: SearchLimits, start: [Int32]? = nil, guide: [Double]? = nil
  ) -> Answer {
    if !compiled.isConsistent { return .infeasible }
    let problem = compiled.problem
    var starts: [[Int32]] = []
    if let start, SolutionChecker(problem).violations(of: start).isEmpty { starts.append(start) }
    switch construct(compiled, guide) {
    case .found(let several): starts += several
    case .impossible: return .infeasible
    case .unknown: break
    }
    if starts.isEmpty { return .unknown }
    return improve(compiled, starts: starts, guide: guide, limits: limits)
  }

  /// Whether what must move can, proven; nil where `nodes` of search did not decide it.
  package static func isFeasible(_ problem: Problem, nodes: Int = 20_000) -> Bool? {
    let compiled = CompiledProblem(problem)
    if !compiled.isConsistent { return false }
    if problem.mayStay.allSatisfy({ $0 }) { return true }
    let schedule = ListScheduling(compiled: compiled, state: SearchState(compiled))
    let key = [Double](repeating: 0, count: problem.itemCount)
    if !compiled.hasNegativeTakes {
      if schedule.run(key: key, wanted: { _ in false }) || Insertion(state: schedule.state).run() { return true }
    }
    var feasibility = Feasibility(compiled, nodes: nodes)
    switch feasibility.decide() {
    case .possible: return true
    case .impossible: return false
    case .unknown: return nil
    }
  }

  /// For each item, whether no assignment moves it as far as its window, precedences and own size tell.
  package static func neverMoves(_ problem: Problem) -> [Bool] {
    let compiled = CompiledProblem(problem)
    return (0..<problem.itemCount).map { !compiled.canMove($0) }
  }

  // MARK: Steps

  private enum Construction {
    /// Assignments that break no rule.
    case found([[Int32]])
    case impossible
    case unknown
  }

  private static func construct(_ compiled: CompiledProblem, _ guide: [Double]?) -> Construction {
    let state = SearchState(compiled)
    let schedule = ListScheduling(compiled: compiled, state: state)
    let store = CellStore()
    var base: Cells<Int32>?
    if !compiled.mayStay.array.allSatisfy({ $0 }) {
      // First what must move, whatever it takes; then the rest around it.
      let key = [Double](repeating: 0, count: compiled.itemCount)
      var complete = schedule.run(key: key, wanted: { _ in false })
      if !complete { complete = Insertion(state: state).run() }
      if complete && isWithinRules(compiled, state) {
        base = store.cells(state.waves.array)
      } else {
        var feasibility = Feasibility(compiled, nodes: 50_000)
        switch feasibility.decide() {
        case .impossible: return .impossible
        case .unknown: return .unknown
        case .possible(let waves): base = store.cells(waves)
        }
      }
    }
    let keys = StartingKeys(compiled)
    var found: [[Int32]] = []
    func consider() { found.append(state.waves.array) }
    if let base { state.load(base) } else { state.reset() }
    if isWithinRules(compiled, state) { consider() }
    for key in keys.keys {
      for wantsAll in [true, false] {
        if schedule.run(key: key, wanted: { wantsAll || keys.benefit[$0] > 0 }, base: base)
          && isWithinRules(compiled, state)
        {
          consider()
        }
      }
    }
    if let guide {
      // Round a relaxation: in the order of the mean waves, none much before its own.
      let never = Double(compiled.waveCount)
      for (share, early) in [(0.5, 1.0), (0.5, 3), (0.9, 1), (0.9, 3), (0.98, 100)] {
        if schedule.run(
          key: guide, wanted: { guide[$0] < never * share + Double(compiled.earliest[$0]) * (1 - share) },
          release: { Int(max(0, (guide[$0] - early).rounded(.down))) }, base: base) && isWithinRules(compiled, state)
        {
          consider()
        }
      }
    }
    return found.isEmpty ? .unknown : .found(found)
  }

  /// Amounts below zero can leave a bucket over its capacity after a schedule; nothing else can.
  private static func isWithinRules(_ compiled: CompiledProblem, _ state: SearchState) -> Bool {
    !compiled.hasNegativeTakes
      || state.taken.indices.allSatisfy { state.taken[$0] <= compiled.capacity[$0] }
  }

  private final class Chains: @unchecked Sendable {
    let all: [Annealing]
    init(_ all: [Annealing]) { self.all = all }
  }

  /// Goes on from an assignment that is to be kept as far as it holds: repaired where it breaks a rule, then improved
  /// with little heat, so that it is left only for what is worth more.
  package static func resume(
    _ problem: Problem, from wanted: [Int32], others: [[Int32]] = [], isHot: Bool = false, limits: SearchLimits
  )
    -> Answer
  {
    let compiled = CompiledProblem(problem)
    let heats = isHot ? [0.05, 0.5] : [0.02, 0.2]
    if !compiled.isConsistent { return .infeasible }
    var starts = others.filter { SolutionChecker(problem).violations(of: $0).isEmpty }
    let kept = Keeping(compiled).waves(wanted)
    if let kept, SolutionChecker(problem).violations(of: kept).isEmpty { starts.insert(kept, at: 0) }
    guard let start = starts.first else {
      var quick = limits
      quick.effort = limits.effort / 4
      switch solve(problem, limits: quick) {
      case .infeasible: return .infeasible
      case .unknown: return .unknown
      case .solved(let solution):
        return improve(compiled, starts: [solution.waves], heats: heats, limits: limits)
      }
    }
    if problem.itemCount <= exactItems { return solve(problem, limits: limits, start: start) }
    return improve(compiled, starts: starts, heats: heats, limits: limits)
  }

  private static func improve(
    _ compiled: CompiledProblem, starts: [[Int32]], guide: [Double]? = nil, heats stated: [Double]? = nil,
    limits: SearchLimits
  ) -> Answer {
    let chains = Chains((0..<chainCount).map { Annealing(compiled, seed: UInt64($0) + 1, guide: guide) })
    let store = CellStore()
    let pool = starts.map { store.cells($0) }
    for chain in chains.all {
      chain.resetPrices(priceLevels[0])
      // What the guide rounds to may miss a goal by a little and be worth far more: that is mended on the way.
      var first = (place: 0, energy: -Double.infinity)
      for (place, start) in pool.enumerated() {
        let energy = chain.start(from: start)
        if energy > first.energy { first = (place, energy) }
      }
      _ = chain.start(from: guide == nil ? chain.bestWaves : pool[first.place])
    }
    var reported = chains.all[0].best
    limits.progress(SearchProgress(phase: "search", score: reported))

    // A small problem is cooled down several times, from the best and from other starts, and each time from hot: it has few
    // ways, far apart. A large one with a guide is cooled down once from what the guide says, hardly warm at first.
    let total = max(0, limits.effort)
    let isLed = guide != nil && compiled.itemCount > smallItems
    // One chain begins cool, to keep what its start has, the other hot, to find its own way.
    let heats = stated ?? (isLed ? [0.01, 0.05] : [0.15, 0.5])
    func roundCount(_ steps: Int) -> Int {
      isLed ? 1 : max(1, min(8, steps / (20_000 + 3000 * compiled.itemCount)))
    }
    var rounds = roundCount(total)
    let first = total > 0 ? chains.all[0].typicalChange(samples: 1000) : 0
    let stepsPerEpoch = max(100, min(total / (chainCount * 100 * rounds), 5_000))
    var spent = 0
    var epoch = 0
    var round = 0
    var stopped: SearchLimits.Stop?
    while spent < total && stopped == nil {
      let progress = max(Double(spent) / Double(total), limits.clock())
      if progress >= 1 { break }
      // How many steps a clock leaves shows after the first.
      if epoch == 1 && limits.clock() > 0 { rounds = roundCount(Int(Double(spent) / progress)) }
      if Int(progress * Double(rounds)) > round {
        round = Int(progress * Double(rounds))
        shareBest(chains)
        for (index, chain) in chains.all.enumerated() {
          chain.resetPrices(priceLevels[(round + index) % priceLevels.count])
          // One chain goes on from the best, the other begins somewhere else.
          _ = chain.start(from: index == 0 ? chain.bestWaves : pool[round % pool.count])
        }
      }
      let cooled = progress * Double(rounds) - Double(round)
      // Few steps for each item leave no time to come back from far.
      let expected = limits.clock() > 0 ? Double(spent) / max(progress, 1e-9) : Double(total)
      let warmth = isLed ? min(1, (expected / Double(compiled.itemCount * stepsForFullHeat)).squareRoot()) : 1
      let temperature = first * warmth * PortableMath.exp2(-8 * cooled)
      let steps = min(stepsPerEpoch, max(1, (total - spent) / chainCount))
      let run = { @Sendable (index: Int) in
        chains.all[index].run(steps: steps, temperature: temperature * heats[index]) { limits.shouldStop() != nil }
      }
      if limits.threads > 1 && limits.isOtherFree() {
        DispatchQueue.concurrentPerform(iterations: chainCount, execute: run)
      } else {
        for index in 0..<chainCount { run(index) }
      }
      spent += steps * chainCount
      epoch += 1
      for chain in chains.all { chain.adjustPrices() }
      if epoch % 20 == 0 && rounds == 1 && cooled > 0.6 { shareBest(chains) }
      let leader = chains.all.reduce(chains.all[0]) { $1.best.isBetter(than: $0.best) ? $1 : $0 }
      if leader.best.isBetter(than: reported) {
        reported = leader.best
        limits.progress(SearchProgress(phase: "search", steps: spent, score: reported))
      }
      stopped = limits.shouldStop()
    }
    let leader = chains.all.reduce(chains.all[0]) { $1.best.isBetter(than: $0.best) ? $1 : $0 }
    if stopped == nil && spent < total { stopped = .time }
    return checked(compiled.problem, leader.bestWaves.array, isOptimal: false, effort: spent, stopped: stopped)
  }

  /// Chains that are behind go on from the best of all.
  private static func shareBest(_ chains: Chains) {
    let leader = chains.all.reduce(chains.all[0]) { $1.best.isBetter(than: $0.best) ? $1 : $0 }
    for chain in chains.all where leader.best.isBetter(than: chain.best) { _ = chain.start(from: leader.bestWaves) }
  }

  private static func checked(
    _ problem: Problem, _ waves: [Int32], isOptimal: Bool, effort: Int, stopped: SearchLimits.Stop?
  ) -> Answer {
    let checker = SolutionChecker(problem)
    let violations = checker.violations(of: waves)
    precondition(violations.isEmpty, "the engine broke a rule of the problem: \(violations.prefix(3))")
    return .solved(
      Solution(waves: waves, score: checker.score(of: waves), isOptimal: isOptimal, effort: effort, stopped: stopped))
  }
}
