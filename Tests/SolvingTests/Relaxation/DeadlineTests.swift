import TestSupport
import Testing

@testable import Solving

@Suite struct DeadlineTests {
  @Test func `no assignment of three hundred tiny problems has less of a goal missing than is proven`() {
    var proven = 0
    var tight = 0
    for seed in 11_000..<11_300 as Range<UInt64> {
      let problem = TinyProblems.make(seed: seed)
      let deadline = Deadline(problem)
      for goal in problem.goals.indices {
        let need = problem.goals[goal].need
        let bound = deadline.bound(goal: goal, last: problem.lastWave(ofGoal: goal), need: need)
        guard let best = TinyProblems.bruteForce(problem.pursuing(goal: goal, need: need)) else { continue }
        let least = best.score.targetShortfall
        #expect(bound.shortfall <= least + 1e-9, "seed \(seed), goal \(goal)")
        if bound.shortfall > 1e-9 {
          proven += 1
          if bound.shortfall > least - 1e-6 { tight += 1 }
        }
      }
    }
    #expect(proven > 40 && tight > 20, "\(proven) proven, \(tight) of them tight")
  }

  @Test func `four waves as one have the capacities of four, and only those leave who can`() {
    var problem = Problem(waveCount: 6, itemCount: 3)
    for wave in 0..<4 { problem.forbid(2, in: wave) }
    problem.resources = [
      .init(bucketOfWave: [0, 1, 2, 3, 4, 5], capacity: [1, 1, 1, 1, 9, 9]),
      .init(bucketOfWave: [0, 0, 0, 1, 1, 1], capacity: [5, 7]),
      .init(bucketOfWave: [0, 1, -1, 2, 3, 4], capacity: [1, 1, 1, 1, 1]),
    ]
    problem.useStart = [0, 2, 3, 4]
    problem.uses = [
      .init(resource: 0, lead: 1, amount: 3), .init(resource: 1, lead: 2, amount: 2),
      .init(resource: 0, lead: 1, amount: 2),
      .init(resource: 2, lead: 1, amount: 1),
    ]
    problem.goals = [.init(tier: .target, need: 3, scale: 0.25)]
    problem.contributionStart = [0, 1, 2, 3]
    problem.itemContributions = (0..<3).map { _ in .init(goal: 0, amount: 1, lastWave: 3) }
    let one = Deadline(problem).asOneWave(goal: 0, last: 3, need: 3)
    #expect((0..<3).map { one.isAllowed($0, in: 0) } == [false, false, false])
    #expect(one.resources.count == 2)
    #expect(one.resources.map { $0.capacity[0].rounded() } == [4, 12])

    // The first two have room for one and a half of them, the third cannot leave in time.
    problem.uses[0].amount = 1
    problem.uses[2].amount = 1
    problem.resources[0].capacity = [1, 0, 0, 0.5, 9, 9]
    let bound = Deadline(problem).bound(goal: 0, last: 3, need: 3)
    #expect((bound.shortfall - 0.25 * 1.5).magnitude < 1e-6)
    #expect(bound.guide[2] == 6)
    #expect(Deadline(problem).bound(goal: 0, last: -1, need: 3).shortfall == 0.75)
    #expect(Deadline(problem).bound(goal: 0, last: 3, need: 0).shortfall == 0)
  }
}
