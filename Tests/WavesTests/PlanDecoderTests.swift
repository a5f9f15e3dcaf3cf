import Estates
import Plans
import Solving
import TestSupport
import Testing
import Topology

@testable import Waves

@Suite struct PlanDecoderTests {
  static let tool = Plan.Tool(name: "drawdown", version: "test")

  @Test(arguments: 0..<(Heavy.isWanted ? 200 : 4))
  func `a plan's figures, worked out from the estate, are the score of its assignment`(block: Int) {
    for seed in UInt64(block * 25)..<UInt64(block * 25 + 25) {
      let model = ProblemBuilder.model(ResolvedEstate(RandomEstates.literal(seed: seed).estate))
      let checker = SolutionChecker(model.problem)
      let decoder = PlanDecoder(model)
      let stays = Int32(model.problem.waveCount)
      RandomEstates.withPlans(
        of: model.resolved.estate, waveCount: model.problem.waveCount, limit: 60, seed: seed
      ) { waves in
        guard let items = model.assignment(waves) else { return }
        // The problem counts on it that an item without a wave stays.
        if items.indices.contains(where: { items[$0] != stays && model.obstructions[$0] != nil }) { return }
        let score = checker.score(of: items)
        let plan = decoder.plan(items: items, tool: Self.tool, options: Plan.Options(effort: 0))
        let stated = PlanDecoder.score(of: plan)
        #expect(
          (score.worth - stated.worth).magnitude < 1e-6 * max(1, plan.value.gross),
          "seed \(seed), \(waves): \(score.worth) and \(plan.value)")
        #expect((score.targetShortfall - stated.targetShortfall).magnitude < 1e-9, "seed \(seed), \(waves)")
        #expect((score.milestoneShortfall - stated.milestoneShortfall).magnitude < 1e-9, "seed \(seed), \(waves)")
      }
    }
  }
}
