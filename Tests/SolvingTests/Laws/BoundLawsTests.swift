import TestSupport
import Testing

@testable import Solving

/// Laws of bounds.
///
/// The search for prices stops where it stops, so that two bounds found apart obey no law: the tighter problem's may be the
/// weaker one for once. What holds is about the same prices: what proves a bound of a problem proves at least as good a one of any
/// problem that has all its rules and more. So the better of the two bounds is always one for the tighter problem.
@Suite struct BoundLawsTests {
  static let seeds: Range<UInt64> = 21_000..<(Heavy.isWanted ? 21_600 : 21_080)

  /// A freer problem: fewer rules, or more room. Rows of what is left keep their numbers.
  static let freer: [(name: String, change: @Sendable (Problem) -> Problem?)] = [
    (
      "half as much capacity again",
      { problem in
        if problem.resources.isEmpty { return nil }
        var free = problem
        for number in free.resources.indices {
          free.resources[number].capacity = free.resources[number].capacity.map { $0 * 1.5 }
        }
        return free
      }
    ),
    (
      "the last limit gone",
      { problem in
        guard !problem.resources.isEmpty else { return nil }
        var free = problem
        free.resources.removeLast()
        free.uses = []
        free.useStart = [0]
        for item in 0..<problem.itemCount {
          let own = problem.uses[Int(problem.useStart[item])..<Int(problem.useStart[item + 1])]
          free.uses += own.filter { Int($0.resource) < free.resources.count }
          free.useStart.append(Int32(free.uses.count))
        }
        return free
      }
    ),
    (
      "the last group kept apart gone",
      { problem in
        if problem.apartGroups.isEmpty { return nil }
        var free = problem
        free.apartGroups.removeLast()
        return free
      }
    ),
    (
      "an order gone",
      { problem in
        if problem.precedences.isEmpty { return nil }
        var free = problem
        free.precedences.removeLast()
        return free
      }
    ),
    (
      "a freeze gone",
      { problem in
        var free = problem
        for item in 0..<problem.itemCount {
          for word in 0..<problem.maskWords {
            free.allowed[item * problem.maskWords + word] =
              Problem(waveCount: problem.waveCount, itemCount: 1).allowed[word]
          }
        }
        return free.allowed == problem.allowed ? nil : free
      }
    ),
    (
      "nobody must move",
      { problem in
        var free = problem
        free.mayStay = free.mayStay.map { _ in true }
        return free.mayStay == problem.mayStay ? nil : free
      }
    ),
  ]

  private func objectives(_ best: Score) -> [Certificate.Objective] {
    [
      .worth(target: best.targetShortfall, milestone: best.milestoneShortfall), .targetShortfall,
      .milestoneShortfall(target: best.targetShortfall),
    ]
  }

  /// Higher is weaker, whatever the objective.
  private func weakness(_ value: Double, _ objective: Certificate.Objective) -> Double {
    ObjectiveTerms.isMoney(objective) ? value : -value
  }

  @Test(arguments: 0..<6)
  func `what proves a bound of the freer problem proves one of the tighter that is as good`(change: Int) {
    let (name, free) = Self.freer[change]
    var compared = 0
    for seed in Self.seeds {
      let tight = TinyProblems.make(seed: seed)
      guard let best = TinyProblems.bruteForce(tight)?.score, let free = free(tight) else { continue }
      let freeBest = TinyProblems.bruteForce(free)?.score
      #expect(freeBest != nil, "seed \(seed): \(name)")
      // Covers of drains and windows from capacities are what a relaxation happens to find.
      for objective in objectives(best) {
        let parts = Relaxation.Parts.all.subtracting([.drainCovers, .tightWindows])
        let relaxation = Relaxation(free, parts: parts)
        let found = relaxation.bound(objective, limits: .init(cuts: 25))
        let loose = relaxation.proof(of: objective, found.certificate)
        let proven = Relaxation(tight, parts: parts).proof(of: objective, loose.certificate)
        #expect(
          weakness(proven.value, objective) <= weakness(loose.value, objective) + 1e-9 * max(1, loose.value.magnitude),
          "seed \(seed): \(name), \(objective)")
        // Neither is wrong.
        switch objective {
        case .worth: #expect(proven.value >= best.worth - 1e-9, "seed \(seed): \(name)")
        case .targetShortfall: #expect(proven.value <= best.targetShortfall + 1e-9, "seed \(seed): \(name)")
        case .milestoneShortfall: #expect(proven.value <= best.milestoneShortfall + 1e-9, "seed \(seed): \(name)")
        }
        compared += 1
      }
    }
    #expect(compared > 30, "\(name): \(compared)")
  }

  @Test func `one unit more raises what the same prices prove by no more than its price`() {
    var compared = 0
    for seed in Self.seeds {
      let problem = TinyProblems.make(seed: seed)
      guard let best = TinyProblems.bruteForce(problem)?.score else { continue }
      let objective = Certificate.Objective.worth(target: best.targetShortfall, milestone: best.milestoneShortfall)
      // Windows from capacities are no matter of prices.
      let parts = Relaxation.Parts.all.subtracting([.drainCovers, .tightWindows])
      let relaxation = Relaxation(problem, parts: parts)
      let found = relaxation.bound(objective, limits: .init(cuts: 25))
      let proof = relaxation.proof(of: objective, found.certificate)
      for price in proof.certificate.prices {
        guard case .resource(let resource, let bucket) = price.row else { continue }
        var more = problem
        more.resources[resource].capacity[bucket] += 1
        let proven = Relaxation(more, parts: parts).proof(of: objective, proof.certificate).value
        #expect(
          proven <= proof.value + price.price + 1e-9 * max(1, proof.value.magnitude + price.price),
          "seed \(seed), \(price.row)")
        // What is proven holds: the best plan with that unit is worth no more.
        if let score = TinyProblems.bruteForce(more)?.score, score.targetShortfall <= best.targetShortfall,
          score.milestoneShortfall <= best.milestoneShortfall
        {
          #expect(score.worth <= proof.value + price.price + 1e-6, "seed \(seed), \(price.row)")
        }
        compared += 1
      }
    }
    #expect(compared > 15, "\(compared)")
  }

  @Test func `parts switched off, in any number, give the same bound or a weaker one, and never a wrong one`() {
    var weaker = 0
    for seed in Self.seeds {
      var random = SeededGenerator(seed: seed)
      let problem = TinyProblems.make(seed: seed)
      guard let best = TinyProblems.bruteForce(problem)?.score else { continue }
      let few = Relaxation.Parts(rawValue: random.whole(0...63))
      let more = few.union(Relaxation.Parts(rawValue: random.whole(0...63)))
      for objective in objectives(best) {
        let relaxation = Relaxation(problem, parts: few)
        let found = relaxation.bound(objective, limits: .init(cuts: 25))
        let loose = relaxation.proof(of: objective, found.certificate)
        let proven = Relaxation(problem, parts: more).proof(of: objective, loose.certificate)
        let whole = Relaxation(problem).bound(objective, start: proven.certificate, limits: .init(cuts: 25))
        let values = [loose.value, proven.value, whole.value].map { weakness($0, objective) }
        let slack = 1e-9 * max(1, loose.value.magnitude)
        #expect(values[1] <= values[0] + slack && values[2] <= values[1] + 1e-6 + slack, "seed \(seed), \(objective)")
        if values[2] < values[0] - 1e-6 { weaker += 1 }
        for value in [loose.value, proven.value, whole.value] {
          switch objective {
          case .worth: #expect(value >= best.worth - 1e-9, "seed \(seed)")
          case .targetShortfall: #expect(value <= best.targetShortfall + 1e-9, "seed \(seed)")
          case .milestoneShortfall: #expect(value <= best.milestoneShortfall + 1e-9, "seed \(seed)")
          }
        }
      }
    }
    #expect(weaker > 20, "\(weaker)")
  }

  @Test func `a start from a coarse calendar is never wrong, and no bound is weaker for having more cuts`() {
    for seed in Self.seeds {
      let problem = TinyProblems.make(seed: seed)
      guard let best = TinyProblems.bruteForce(problem)?.score else { continue }
      for objective in objectives(best) {
        let plain = Relaxation(problem).bound(objective, method: .volume, limits: .init(cuts: 10))
        let longer = Relaxation(problem).bound(objective, method: .volume, limits: .init(cuts: 40))
        #expect(
          weakness(longer.value, objective) <= weakness(plain.value, objective) + 1e-9 * max(1, plain.value.magnitude),
          "seed \(seed), \(objective)")
        let calendar = CoarseCalendar(problem, factor: 2)
        let coarse = Relaxation(calendar.problem)
        if coarse.isInfeasible { continue }
        let start = calendar.refined(coarse.bound(objective, method: .volume, limits: .init(cuts: 20)).certificate)
        let bound = Relaxation(problem).bound(objective, start: start, method: .volume, limits: .init(cuts: 10))
        switch objective {
        case .worth: #expect(bound.value >= best.worth - 1e-9, "seed \(seed)")
        case .targetShortfall: #expect(bound.value <= best.targetShortfall + 1e-9, "seed \(seed)")
        case .milestoneShortfall: #expect(bound.value <= best.milestoneShortfall + 1e-9, "seed \(seed)")
        }
      }
    }
  }
}
