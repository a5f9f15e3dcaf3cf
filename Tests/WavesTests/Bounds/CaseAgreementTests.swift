import Estates
import Plans
import Solving
import TestSupport
import Testing
import Topology
import Verifying

@testable import Waves

/// What prices prove in one case of many, by the planner and by the verifier: cases of movers, steps of clusters and whatever
/// comes free or comes about, decided at random, several together.
@Suite struct CaseAgreementTests {
  /// Decisions about `count` things, most of them such that a plan known keeps to them.
  static func decisions(_ problem: Problem, count: Int, _ random: inout SeededGenerator) -> [Certificate.Decision] {
    var subjects: [Certificate.Decision.Subject] = []
    for _ in 0..<count {
      let kind = random.whole(0...2)
      if kind == 0 && !problem.outcomes.isEmpty {
        subjects.append(.outcome(random.whole(0...problem.outcomes.count - 1)))
      } else if kind == 1 && !problem.drains.isEmpty {
        let drain = random.whole(0...problem.drains.count - 1)
        if problem.drains[drain].steps.isEmpty { continue }
        subjects.append(.step(drain: drain, count: random.whole(1...problem.drains[drain].steps.count)))
      } else {
        subjects.append(.item(random.whole(0...problem.itemCount - 1)))
      }
    }
    return subjects.map {
      Certificate.Decision(subject: $0, wave: random.whole(0...problem.waveCount - 1), isDone: random.chance(50))
    }
  }

  /// Both answers; nil where the case cannot be.
  static func both(_ model: PlanningModel, _ verifier: Verifier, _ decisions: [Certificate.Decision], cuts: Int)
    -> (planner: Double, verifier: Double?, flaws: [Deviation])
  {
    let objective = Certificate.Objective.worth(target: 0.25, milestone: 0.5)
    let relaxation = Relaxation(model.problem, decisions: decisions)
    let bound = relaxation.bound(objective, method: .volume, limits: Relaxation.Limits(cuts: cuts))
    var certificate = bound.certificate
    certificate.decisions = decisions
    let proof = relaxation.proof(of: objective, certificate)
    // The other cases of the certificate are told to be impossible by their absence: only this one is looked at.
    let named = CertificateNaming(model).certificate(
      Optimizer.CertifiedBound(value: proof.value, cases: [proof.certificate]))
    let found = verifier.recomputed(leaf: named.leaves[0], targetShortfall: 0.25, milestoneShortfall: 0.5)
    return (proof.value, found.value, found.deviations)
  }

  @Test(arguments: 0..<20)
  func `the verifier proves in a case what the planner does`(block: Int) {
    for seed in UInt64(block * 20)..<UInt64(block * 20 + 20) {
      let estate = RandomEstates.literal(seed: seed).estate
      let model = ProblemBuilder.model(ResolvedEstate(estate))
      let verifier = Verifier(estate: estate)
      var random = SeededGenerator(seed: seed)
      for count in 1...4 {
        let decisions = CaseAgreementTests.decisions(model.problem, count: count, &random)
        let (planner, value, flaws) = CaseAgreementTests.both(model, verifier, decisions, cuts: 10)
        #expect(flaws == [], "seed \(seed)")
        let slack = 0.001 + 1e-9 * max(1, planner.isFinite ? planner.magnitude : 1)
        #expect((value ?? -.infinity) <= planner + slack, "seed \(seed): \(decisions)")
      }
    }
  }

  /// The decisions about `count` things that `waves` keeps to.
  static func kept(_ problem: Problem, _ waves: [Int32], count: Int, _ random: inout SeededGenerator)
    -> [Certificate.Decision]
  {
    decisions(problem, count: count, &random).map { drawn in
      var decision = drawn
      func has(_ item: Int32) -> Bool { waves[Int(item)] >= 0 && Int(waves[Int(item)]) <= decision.wave }
      func given(_ drain: Problem.Drain, _ count: Int) -> Bool {
        drain.base.indices.allSatisfy { dimension in
          let rest = drain.items.indices.reduce(drain.base[dimension]) {
            has(drain.items[$1]) ? $0 : $0 + drain.demand[dimension][$1]
          }
          return rest <= drain.steps[count - 1].threshold[dimension] + 1e-9
        }
      }
      switch decision.subject {
      case .item(let item): decision.isDone = has(Int32(item))
      case .step(let drain, let count): decision.isDone = given(problem.drains[drain], count)
      case .outcome(let number):
        let outcome = problem.outcomes[number]
        decision.isDone =
          outcome.items.allSatisfy(has)
          && outcome.steps.allSatisfy { given(problem.drains[Int($0.drain)], Int($0.count)) }
      }
      return decision
    }
  }

  @Test(arguments: 0..<6)
  func `and does so on the workshop, deep in the tree of cases`(block: Int) throws {
    let estate = try #require(CertificateTests().shipped("workshop"))
    let model = ProblemBuilder.model(ResolvedEstate(estate))
    let verifier = Verifier(estate: estate)
    guard case .solved(let solution) = Optimizer.run(model.problem, limits: SearchLimits(effort: 20_000)).answer else {
      Issue.record("no plan")
      return
    }
    var random = SeededGenerator(seed: UInt64(block))
    for _ in 0..<20 {
      let decisions = CaseAgreementTests.kept(model.problem, solution.waves, count: random.whole(2...14), &random)
      let (planner, value, flaws) = CaseAgreementTests.both(model, verifier, decisions, cuts: 10)
      #expect(flaws == [])
      #expect((value ?? -.infinity) <= planner + 0.02, "\(decisions)")
    }
  }
}
