import Estates
import Plans
import Solving
import TestSupport
import Testing
import Topology
import Verifying

@testable import Waves

/// Laws that hold between the best plans of two estates, whatever these plans are.
@Suite struct LawsTests {
  /// Blocks of ten seeds.
  static let blocks = 0..<(Heavy.isWanted ? 60 : 4)

  enum Best: Equatable {
    case none
    case score(Score)
  }

  /// The score of the best plan, proven.
  func best(_ literal: EstateLiteral) -> Best {
    let (answer, _) = Optimizer.run(
      ProblemBuilder.model(ResolvedEstate(literal.estate)).problem, limits: SearchLimits(effort: 2000))
    switch answer {
    case .infeasible: return .none
    case .unknown:
      Issue.record("neither plan nor proof")
      return .none
    case .solved(let solution):
      #expect(solution.isOptimal)
      return .score(solution.score)
    }
  }

  func isSame(_ left: Score, _ right: Score) -> Bool {
    (left.targetShortfall - right.targetShortfall).magnitude <= 2e-9
      && (left.milestoneShortfall - right.milestoneShortfall).magnitude <= 2e-9
      && (left.worth - right.worth).magnitude <= 1e-6 * max(1000, left.worth.magnitude)
  }

  func isSame(_ left: Best, _ right: Best) -> Bool {
    switch (left, right) {
    case (.none, .none): true
    case (.score(let left), .score(let right)): isSame(left, right)
    default: false
    }
  }

  func withSeeds(_ block: Int, _ body: (UInt64, EstateLiteral, inout SeededGenerator) -> Void) {
    for seed in UInt64(block * 10)..<UInt64(block * 10 + 10) {
      var random = SeededGenerator(seed: seed &+ 4_000_000)
      body(seed, RandomEstates.literal(seed: seed), &random)
    }
  }

  /// The second is not better than the first, which is freer.
  func expectNoBetter(_ bound: EstateLiteral, than free: EstateLiteral, _ comment: Comment) {
    guard case .score(let tight) = best(bound) else { return }
    guard case .score(let loose) = best(free) else {
      Issue.record("no plan where there is more freedom: \(comment)")
      return
    }
    #expect(!tight.isBetter(than: loose) || isSame(tight, loose), comment)
  }

  @Test(arguments: blocks)
  func `to shuffle rows and rules and to rename keys changes nothing`(block: Int) {
    withSeeds(block) { seed, literal, random in
      let own = best(literal)
      #expect(isSame(best(literal.shuffled(&random)), own), "seed \(seed), shuffled")
      #expect(isSame(best(literal.renamed("Z-")), own), "seed \(seed), renamed")
    }
  }

  @Test(arguments: blocks)
  func `more capacity never makes the best plan worse`(block: Int) {
    withSeeds(block) { seed, literal, _ in
      expectNoBetter(literal, than: literal.capacity(times: 1.5), "seed \(seed)")
    }
  }

  @Test(arguments: blocks)
  func `one rule less never makes the best plan worse`(block: Int) {
    withSeeds(block) { seed, literal, _ in
      for rule in literal.program.rules where rule.standsAlone {
        let without = literal.with(rules: literal.program.rules.filter { $0.index != rule.index })
        expectNoBetter(literal, than: without, "seed \(seed), without rule \(rule.index) (\(rule.kind.word))")
      }
    }
  }

  /// Two bounds found apart obey no law, as the search for prices stops where it stops. But what proves a bound where there is
  /// more freedom proves at least as good a one where there is less; `index` is where a rule of the freer stands in the other.
  func expectCertificateHolds(
    _ bound: EstateLiteral, from free: EstateLiteral, _ comment: Comment, index: (Int) -> Int = { $0 }
  ) {
    guard case .score(let best) = best(bound) else { return }
    let objective = Certificate.Objective.worth(target: best.targetShortfall, milestone: best.milestoneShortfall)
    let model = ProblemBuilder.model(ResolvedEstate(free.estate))
    // Covers are about those who move as one, which rules change.
    let relaxation = Relaxation(model.problem, parts: .all.subtracting([.drainCovers, .tightWindows]))
    let found = relaxation.bound(objective, method: .volume, limits: .init(cuts: 30))
    let (value, proven) = relaxation.proof(of: objective, found.certificate)
    guard value.isFinite else { return }
    var certificate = CertificateNaming(model).certificate(.init(value: value, cases: [proven]))
    certificate.leaves[0].prices = certificate.leaves[0].prices.map { price in
      var price = price
      switch price.row {
      case .limit(let rule, let period): price.row = .limit(rule: index(rule), period: period)
      case .apartGroup(let rule, let values, let wave):
        price.row = .apartGroup(rule: index(rule), values: values, wave: wave)
      case .apartDependency, .cluster, .target: break
      }
      return price
    }
    let again = Verifier(estate: bound.estate).recomputed(
      certificate, targetShortfall: best.targetShortfall, milestoneShortfall: best.milestoneShortfall)
    #expect(again.deviations == [], comment)
    guard let tight = again.value else { return }
    let slack = 0.001 + 1e-6 * max(value.magnitude, tight.isFinite ? tight.magnitude : 0)
    #expect(tight <= value + slack, comment)
    #expect(tight >= best.worth - slack, comment)
  }

  @Test(arguments: 0..<(Heavy.isWanted ? 60 : 2))
  func `what proves a bound with more capacity or one rule less proves one that is as good without`(block: Int) {
    withSeeds(block) { seed, literal, _ in
      expectCertificateHolds(literal, from: literal.capacity(times: 1.5), "seed \(seed)")
      for rule in literal.program.rules where rule.standsAlone {
        let without = literal.with(rules: literal.program.rules.filter { $0.index != rule.index })
        expectCertificateHolds(literal, from: without, "seed \(seed), without rule \(rule.index) (\(rule.kind.word))") {
          $0 < rule.index ? $0 : $0 + 1
        }
      }
    }
  }

  @Test(arguments: blocks)
  func `one rule more never makes the best plan better`(block: Int) {
    let more: [Rule.Kind] = [
      .limit(Limit(measure: "workloads", perWave: [1])), .together(by: ["team"]), .apart(by: ["application"]),
      .notBefore(Day("2026-09-01")!), .notAfter(Day("2026-12-01")!),
      .freeze(from: Day("2026-07-01")!, to: Day("2026-08-01")!, test: .wave), .leave(by: Day("2027-12-31")!),
      .near(by: ["team"], annualSplitCost: 500),
    ]
    withSeeds(block) { seed, literal, _ in
      for kind in more {
        var bound = literal
        bound.program.rules.append(Rule(index: literal.program.rules.count, kind: kind))
        expectNoBetter(bound, than: literal, "seed \(seed), with \(kind.word)")
      }
    }
  }

  @Test(arguments: blocks)
  func `money times three is worth three times as much`(block: Int) {
    withSeeds(block) { seed, literal, _ in
      switch (best(literal), best(literal.money(times: 3))) {
      case (.none, .none): break
      case (.score(var own), .score(let threefold)):
        own.worth *= 3
        #expect(isSame(own, threefold), "seed \(seed)")
      default: Issue.record("seed \(seed): a plan only for one of the two")
      }
    }
  }

  /// After four hundred years the calendar comes again, leap years, quarters and all.
  @Test(arguments: blocks)
  func `all dates later by four centuries is the same plan later`(block: Int) {
    withSeeds(block) { seed, literal, _ in
      #expect(isSame(best(literal), best(literal.later(by: 146_097))), "seed \(seed)")
    }
  }

  @Test(arguments: blocks)
  func `estates that have nothing to do with each other sum`(block: Int) {
    withSeeds(block) { seed, literal, _ in
      var left = literal.renamed("A-")
      var right = RandomEstates.literal(seed: seed + 7_000).renamed("B-")
      left.program.targets = []
      right.program.targets = []
      left = left.with(rules: left.program.rules.filter { !$0.isRelate })
      // One program has one calendar.
      let rules = right.program.rules.filter { !$0.isRelate }
      right.program = left.program
      right = right.with(rules: rules)
      switch (best(left), best(right), best(left.beside(right, own: "A-", its: "B-"))) {
      case (.score(let one), .score(let other), .score(let both)):
        let sum = one.worth + other.worth
        #expect((both.worth - sum).magnitude <= 1e-6 * max(1000, sum.magnitude), "seed \(seed)")
      case (.score, .score, .none): Issue.record("seed \(seed): no plan for both")
      case (_, _, let both): #expect(both == .none, "seed \(seed)")
      }
    }
  }

  @Test(arguments: 0..<(Heavy.isWanted ? 20 : 2))
  func `one, two and four threads write the same bytes`(seed: Int) throws {
    let planner = WavePlanner(try estate(files: TinyEstates.files(seed: UInt64(seed + 900), workloads: 60)))
    func bytes(_ threads: Int) -> [UInt8]? {
      let planning = planner.plan(
        .init(tool: PlanDecoderTests.tool, options: .init(effort: 6000)),
        limits: SearchLimits(effort: 6000, threads: threads))
      guard case .plan(let plan) = planning else { return nil }
      return PlanWriter.bytes(plan)
    }
    let one = bytes(1)
    #expect(bytes(2) == one)
    #expect(bytes(4) == one)
  }
}
