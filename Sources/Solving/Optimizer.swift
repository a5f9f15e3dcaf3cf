import Dispatch

/// The whole engine: the best assignment that the limits allow, and what is proven about the best there is.
///
///     few items    search a little ─→ prices over minimum cuts: bound, mean waves ─→ round, search the rest ─→ bound by cases
///
///     many         search a little ─→ prices on coarse calendars ─┬→ prices over minimum cuts: bound
///                                                                 └→ round the coarse mean waves, search the rest
///
/// What stands side by side runs at the same time where there are two threads, and the search has both once the prices are
/// found. A small problem that branch and bound closes is its own proof. Everything is counted in steps, so that the same
/// effort gives the same answer and the same bounds with any number of threads; with a clock each part gets its share of it.
package enum Optimizer {
  /// What no assignment beats (SPEC section 4): shortfalls not less, worth not more.
  package struct Proof: Hashable, Sendable {
    /// No assignment has a smaller summed target shortfall.
    package var targetShortfall: Double
    /// None with at most the solution's target shortfall has a smaller summed milestone shortfall.
    package var milestoneShortfall: Double
    /// None with at most the solution's two shortfalls is worth more.
    package var worth: Double
    /// Why, for each of the three that says more than "no less than none": who doubts it can add it up again. Absent where
    /// every assignment was tried and no certificate says as much.
    package var certified: [CertifiedBound] = []
  }

  /// A bound with its certificates: one for each case, and the value that the worst of them proves.
  package struct CertifiedBound: Hashable, Sendable {
    package var value: Double
    package var cases: [Certificate]
    /// Where there are several cases: what one certificate proves without any, whose prices are those of all plans alike.
    package var undivided: Undivided?
    package init(value: Double, cases: [Certificate], undivided: Undivided? = nil) {
      self.value = value
      self.cases = cases
      self.undivided = undivided
    }
  }

  /// A value, and the certificate without cases that proves it.
  package struct Undivided: Hashable, Sendable {
    package var value: Double
    package var certificate: Certificate
  }

  /// Nodes and arcs that the minimum cuts may look at for each step of search.
  private static let cutEffortPerStep = 500
  private static let mostCuts = 600
  /// Up to so many items the search waits for the prices, which are soon found.
  private static let itemsToWaitWith = 1_500
  /// What a proof by cases may be long, in prices and in items that covers name: some ten megabytes of a plan at most.
  private static let mostPricesOfCases = 300_000
  private static let mostNamesOfCases = 6_000_000
  // With a clock: when each part ends, as shares of it.
  private static let firstShare = 0.06
  private static let coarseShare = 0.2
  private static let pricesShare = 0.6
  private static let searchShare = 0.75
  /// Of few items the best assignment is soon found; it is the proof that takes long.
  private static let fewItems = 120
  private static let fewSearchShare = 0.3
  private static let restShare = 0.97

  package static func run(_ problem: Problem, limits: SearchLimits) -> (answer: Answer, proof: Proof?) {
    let talk = SearchTalk(limits.progress)
    var limits = limits
    limits.progress = talk.found
    return run(problem, limits: limits, talk)
  }

  private static func run(
    _ problem: Problem, limits: SearchLimits, _ talk: SearchTalk
  ) -> (answer: Answer, proof: Proof?) {
    talk.enter("first plan")
    let first = Solver.solve(problem, limits: part(limits, effort: limits.effort / 8, until: firstShare))
    guard case .solved(let quick) = first else { return (first, nil) }
    if quick.isOptimal { return (first, exhausted(problem, quick.score)) }
    if quick.stopped == .interrupt { return (first, nil) }

    let objective = Certificate.Objective.worth(
      target: quick.score.targetShortfall, milestone: quick.score.milestoneShortfall)
    let budget = limits.effort.multipliedReportingOverflow(by: cutEffortPerStep)
    func cutLimits(until: Double) -> Relaxation.Limits {
      Relaxation.Limits(
        cuts: mostCuts, effort: budget.overflow ? .max : budget.partialValue, known: quick.score.worth,
        shouldStop: { limits.shouldStop() != nil || limits.clock() >= until })
    }
    talk.enter("prices")
    let coarse = CoarseStart.of(problem, objective, limits: cutLimits(until: coarseShare))

    // The main search begins anew from a rounded relaxation: what was found before is good in its own way, and chains that
    // begin there do not leave it (measured on 1,000 items: a fifth of what is missing to the bound). Mean waves of a coarse
    // calendar serve as well as those of the fine one, and are there sooner.
    func search(_ guide: [Double]?, from: Double, isOtherFree: @escaping @Sendable () -> Bool) -> Answer {
      var main = part(
        limits, effort: limits.effort - limits.effort / 8, from: from,
        until: !dividesCases(problem) ? restShare : problem.itemCount <= fewItems ? fewSearchShare : searchShare)
      main.isOtherFree = isOtherFree
      return Solver.solve(problem, limits: main, start: guide == nil ? quick.waves : nil, guide: guide)
    }
    nonisolated(unsafe) var made: Relaxation?
    func findPrices() -> RelaxationBound {
      let relaxation = Relaxation(problem)
      made = relaxation
      return relaxation.bound(
        objective, start: coarse?.certificate, limits: cutLimits(until: pricesShare),
        report: { bound, _, _ in talk.proved(bound) })
    }
    let prices: RelaxationBound
    let main: Answer
    if let coarse, problem.itemCount > itemsToWaitWith {
      let from = limits.clock()
      let pair = Pair()
      pair.run(
        threads: limits.threads, prices: findPrices,
        search: { search(coarse.expectedWave, from: from) { pair.hasPrices } })
      (prices, main) = (pair.bound, pair.answer)
    } else {
      prices = findPrices()
      talk.enter("search")
      let guide = prices.expectedWave.isEmpty ? coarse?.expectedWave : prices.expectedWave
      main = search(guide, from: limits.clock()) { true }
    }
    guard let relaxation = made else { preconditionFailure("no prices were looked for") }
    var solution = quick
    if case .solved(let found) = main { solution = found } else { solution.effort = 0 }
    // Whichever is kept, the run was cut off where any part of it was.
    let stopped = limits.shouldStop() ?? solution.stopped ?? quick.stopped
    let effort = quick.effort + solution.effort
    if quick.score.isBetter(than: solution.score) { solution = quick }
    solution.stopped = stopped
    solution.effort = effort
    if solution.isOptimal { return (.solved(solution), exhausted(problem, solution.score)) }

    // Bounds for the shortfalls that the solution has. Those of the first search hold where they allow no less.
    let score = solution.score
    func remaining(_ known: Double) -> Relaxation.Limits {
      Relaxation.Limits(
        cuts: 60, effort: cutLimits(until: 1).effort / 8, known: known,
        shouldStop: { limits.shouldStop() != nil || limits.clock() >= 1 })
    }
    var worth = prices
    if score.targetShortfall > quick.score.targetShortfall || score.milestoneShortfall > quick.score.milestoneShortfall
    {
      worth =
        relaxation.bound(
          .worth(target: score.targetShortfall, milestone: score.milestoneShortfall), start: prices.certificate,
          limits: remaining(score.worth))
    }
    var proof = proof(of: score)
    func certify(_ objective: Certificate.Objective, _ bound: RelaxationBound) -> Double {
      let (value, certificate) = relaxation.proof(of: objective, bound.certificate)
      proof.certified.append(CertifiedBound(value: value, cases: [certificate]))
      return value
    }
    let reached = Certificate.Objective.worth(target: score.targetShortfall, milestone: score.milestoneShortfall)
    proof.worth = max(score.worth, certify(reached, worth))
    if dividesCases(problem) {
      talk.enter("bound case by case")
      let tighter = Branching.improved(
        problem, reached, root: worth.certificate, known: score.worth,
        limits: Branching.Limits(
          prices: min(mostPricesOfCases, max(2000, limits.effort / 40)), names: mostNamesOfCases,
          effort: cutLimits(until: 1).effort / 2,
          threads: limits.threads, shouldStop: { limits.shouldStop() != nil || limits.clock() >= restShare },
          proved: talk.proved))
      if let tighter, tighter.value < proof.worth {
        // What is reached but for the rounding of sums is reached.
        proof.worth = Branching.isReached(tighter.value, known: score.worth) ? score.worth : tighter.value
        let root = proof.certified[0]
        proof.certified[0] = CertifiedBound(
          value: tighter.value, cases: tighter.cases,
          undivided: root.cases.first.map { Undivided(value: root.value, certificate: $0) })
      }
    }
    if score.targetShortfall > Score.tolerance {
      let bound = relaxation.bound(.targetShortfall, limits: remaining(score.targetShortfall))
      proof.targetShortfall = min(score.targetShortfall, certify(.targetShortfall, bound))
    }
    if score.milestoneShortfall > Score.tolerance {
      let bound = relaxation.bound(
        .milestoneShortfall(target: score.targetShortfall), limits: remaining(score.milestoneShortfall))
      proof.milestoneShortfall = min(
        score.milestoneShortfall, certify(.milestoneShortfall(target: score.targetShortfall), bound))
    }
    return (.solved(solution), proof.worth.isFinite ? proof : nil)
  }

  /// Whether the bound of a problem is worth dividing by cases: a small one's, and that of one of middle size where something
  /// is only gained when several have left. (On published pits of 1,060 blocks the time is worth more to the search.)
  private static func dividesCases(_ problem: Problem) -> Bool {
    problem.itemCount <= 250
      || problem.itemCount <= itemsToWaitWith && !(problem.drains.isEmpty && problem.outcomes.isEmpty)
  }

  private static func proof(of score: Score) -> Proof {
    Proof(
      targetShortfall: score.targetShortfall, milestoneShortfall: score.milestoneShortfall, worth: score.worth)
  }

  /// The proof of a problem of which every assignment was tried, with certificates where cases prove the same.
  private static func exhausted(_ problem: Problem, _ score: Score) -> Proof {
    var proof = proof(of: score)
    func certify(_ objective: Certificate.Objective, _ value: Double) {
      if let cases = CaseProof.cases(problem, objective, proving: value) {
        proof.certified.append(
          CertifiedBound(
            value: value, cases: cases, undivided: cases.count > 1 ? undivided(problem, objective, value) : nil))
      }
    }
    certify(.worth(target: score.targetShortfall, milestone: score.milestoneShortfall), score.worth)
    if score.targetShortfall > Score.tolerance { certify(.targetShortfall, score.targetShortfall) }
    if score.milestoneShortfall > Score.tolerance {
      certify(.milestoneShortfall(target: score.targetShortfall), score.milestoneShortfall)
    }
    return proof
  }

  /// What prices prove without cases; nothing of shortfalls, whose prices nobody asks for.
  private static func undivided(_ problem: Problem, _ objective: Certificate.Objective, _ known: Double) -> Undivided? {
    guard case .worth = objective else { return nil }
    let relaxation = Relaxation(problem)
    let bound = relaxation.bound(objective, limits: Relaxation.Limits(cuts: 60, known: known))
    let proof = relaxation.proof(of: objective, bound.certificate)
    return proof.value.isFinite ? Undivided(value: proof.value, certificate: proof.certificate) : nil
  }

  /// Limits for a part of the run: so much effort, and the stretch of the clock from `from` until `until`.
  private static func part(
    _ limits: SearchLimits, effort: Int, from: Double = 0, until: Double
  ) -> SearchLimits {
    var part = limits
    part.effort = effort
    part.clock = {
      let spent = limits.clock()
      return spent <= 0 ? 0 : min(1, max(0, (spent - from) / (until - from)))
    }
    part.shouldStop = { limits.shouldStop() ?? (limits.clock() >= until ? .time : nil) }
    return part
  }
}

/// A search for prices and a search for an assignment at the same time.
private final class Pair: @unchecked Sendable {
  private var results: (bound: RelaxationBound, answer: Answer)?
  private let lock = DispatchSemaphore(value: 1)
  private var isPriced = false

  var bound: RelaxationBound { result.bound }
  var answer: Answer { result.answer }
  private var result: (bound: RelaxationBound, answer: Answer) {
    guard let results else { preconditionFailure("asked before it ran") }
    return results
  }

  /// The prices are there: the search may end.
  var hasPrices: Bool {
    lock.wait()
    defer { lock.signal() }
    return isPriced
  }

  func run(threads: Int, prices: @escaping () -> RelaxationBound, search: @escaping () -> Answer) {
    var bound: RelaxationBound?
    var answer: Answer?
    // Each of the two writes what is its own, and both have ended before either is read.
    nonisolated(unsafe) let work: (Int) -> Void = { [self] index in
      if index == 0 {
        let found = prices()
        bound = found
        lock.wait()
        isPriced = true
        lock.signal()
      } else {
        answer = search()
      }
    }
    if threads > 1 {
      DispatchQueue.concurrentPerform(iterations: 2) { work($0) }
    } else {
      work(1)
      work(0)
    }
    guard let bound, let answer else { preconditionFailure("one of two parts did not run") }
    results = (bound, answer)
  }
}
