import Estates
import Plans
import Solving
import TestSupport
import Testing
import Topology
import Verifying

@testable import Waves

/// The planner's reading of the contract against the verifier's, which was written apart from it: on small estates they agree
/// about every plan, right or wrong, to the cent.
@Suite struct AgreementTests {
  /// Plans of the estate that keep what moves as one together and each in an open wave, and plans that do not.
  func withPlans(_ verifier: Verifier, limit: Int, seed: UInt64, _ body: ([Int?]) -> Void) {
    let count = verifier.estate.workloads.count
    RandomEstates.withPlans(
      of: verifier.estate, waveCount: verifier.waveCount, limit: limit / 4, seed: seed
    ) { body($0.map { Int($0) == verifier.waveCount ? nil : Int($0) + 1 }) }
    let groups = verifier.togetherGroups
    let open = verifier.openWaves
    let choices = groups.map { group in
      open[group[0]].filter { wave in group.allSatisfy { open[$0].contains(wave) } }
    }
    if choices.contains(where: \.isEmpty) { return }
    let total = choices.reduce(1) { min($0 * $1.count, 1_000_000) }
    var random = SeededGenerator(seed: seed)
    for number in 0..<min(total, limit) {
      var waves = [Int?](repeating: nil, count: count)
      var rest = number
      for (group, choice) in zip(groups, choices) {
        let wave = total <= limit ? choice[rest % choice.count] : choice[random.whole(0...choice.count - 1)]
        rest /= choice.count
        for member in group { waves[member] = wave }
      }
      body(waves)
    }
  }

  func compare(_ estate: Estate, limit: Int, seed: UInt64) -> (right: Int, wrong: Int) {
    let model = ProblemBuilder.model(ResolvedEstate(estate))
    let verifier = Verifier(estate: estate)
    let checker = SolutionChecker(model.problem)
    let decoder = PlanDecoder(model)
    var counts = (right: 0, wrong: 0)
    #expect(verifier.waveCount == model.problem.waveCount)
    withPlans(verifier, limit: limit, seed: seed) { waves in
      let assignment = waves.map { Int32($0.map { $0 - 1 } ?? model.problem.waveCount) }
      let evaluation = verifier.evaluate(waves: waves)
      guard let items = model.assignment(assignment), checker.violations(of: items).isEmpty else {
        counts.wrong += 1
        #expect(!evaluation.broken.isEmpty, "seed \(seed), \(waves): only the planner sees something wrong")
        return
      }
      counts.right += 1
      #expect(evaluation.broken.isEmpty, "seed \(seed), \(waves): only the verifier sees something wrong")
      let score = checker.score(of: items)
      let standing = evaluation.standing
      #expect((score.targetShortfall - standing.shortfall).magnitude < 1e-9, "seed \(seed), \(waves)")
      #expect((score.milestoneShortfall - standing.milestoneShortfall).magnitude < 1e-9, "seed \(seed), \(waves)")
      #expect(
        (score.worth - standing.npv).magnitude < 1e-6 * max(1, evaluation.value.gross),
        "seed \(seed), \(waves): \(score.worth), \(evaluation.value)")
      let plan = decoder.plan(items: items, tool: PlanDecoderTests.tool, options: Plan.Options(effort: 0))
      #expect(verifier.deviations(in: plan) == [], "seed \(seed), \(waves)")
    }
    return counts
  }

  /// Blocks of ten seeds.
  static let blocks = 0..<(Heavy.isWanted ? 200 : 10)

  @Test(arguments: blocks)
  func `planner and verifier agree on every plan of tiny estates`(block: Int) throws {
    var counts = (right: 0, wrong: 0)
    for seed in UInt64(block * 10)..<UInt64(block * 10 + 10) {
      let found = compare(try estate(files: TinyEstates.files(seed: seed, workloads: 5)), limit: 60, seed: seed)
      counts = (counts.right + found.right, counts.wrong + found.wrong)
    }
    #expect(counts.right > 20 && counts.wrong > 20, "\(counts)")
  }

  @Test(arguments: blocks)
  func `planner and verifier agree on crowded estates`(block: Int) {
    for seed in UInt64(block * 10)..<UInt64(block * 10 + 10) {
      _ = compare(RandomEstates.literal(seed: seed).estate, limit: 40, seed: seed)
    }
  }
}

/// The planner against its naive twin, which tries every plan and asks the verifier.
@Suite struct BestPlanTests {
  func compare(_ estate: Estate, seed: UInt64) {
    let best = BruteForce.best(of: Verifier(estate: estate))
    let settings = WavePlanner.Settings(tool: PlanDecoderTests.tool, options: Plan.Options(effort: 50_000))
    switch WavePlanner(estate).plan(settings, limits: SearchLimits(effort: 50_000)) {
    case .unknown: Issue.record("seed \(seed): neither plan nor proof")
    case .infeasible: #expect(best == nil, "seed \(seed): there is a plan, \(best!.waves)")
    case .plan(let plan):
      guard let best else {
        Issue.record("seed \(seed): there is no plan")
        return
      }
      let score = PlanDecoder.score(of: plan)
      #expect((score.targetShortfall - best.standing.shortfall).magnitude < 1e-9, "seed \(seed)")
      #expect((score.milestoneShortfall - best.standing.milestoneShortfall).magnitude < 1e-9, "seed \(seed)")
      #expect((score.worth - best.standing.npv).magnitude < 1e-6 * max(1, plan.value.gross), "seed \(seed)")
    }
  }

  @Test(arguments: 0..<(Heavy.isWanted ? 200 : 8))
  func `the plan of a tiny estate is the best of all plans`(block: Int) throws {
    for seed in UInt64(block * 5)..<UInt64(block * 5 + 5) {
      compare(try estate(files: TinyEstates.files(seed: seed, workloads: 4)), seed: seed)
      compare(RandomEstates.literal(seed: seed).estate, seed: seed)
    }
  }
}
