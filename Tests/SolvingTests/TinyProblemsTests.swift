import Solving
import TestSupport
import Testing

@Suite struct TinyProblemsTests {
  @Test func `among two hundred tiny problems most can be solved and some cannot`() {
    var solvable = 0
    for seed in 0..<200 as Range<UInt64> where TinyProblems.bruteForce(TinyProblems.make(seed: seed)) != nil {
      solvable += 1
    }
    #expect(solvable > 120 && solvable < 200)
  }

  @Test func `the enumeration finds the one assignment that is best`() throws {
    var problem = Problem(waveCount: 2, itemCount: 2)
    problem.worth = [5, 3, -2, -1]
    problem.precedences = [.init(before: 1, after: 0, lag: 1)]
    // Item 0 may go in wave 1 only, after item 1 in wave 0: 3 - 2 = 1.
    let best = try #require(TinyProblems.bruteForce(problem))
    #expect(best.waves == [1, 0])
    #expect(best.score == Score(targetShortfall: 0, milestoneShortfall: 0, worth: 1))
  }

  @Test func `a tiny problem keeps the promises of its type`() {
    for seed in 0..<500 as Range<UInt64> {
      let problem = TinyProblems.make(seed: seed)
      for drain in problem.drains {
        for dimension in drain.base.indices {
          let thresholds = drain.steps.map { $0.threshold[dimension] }
          #expect(zip(thresholds, thresholds.dropFirst()).allSatisfy { $0 >= $1 }, "seed \(seed)")
        }
      }
      for worth in problem.outcomes.map(\.worth) + problem.drains.flatMap({ $0.steps.map(\.worth) }) {
        #expect(zip(worth, worth.dropFirst()).allSatisfy { $0 >= $1 } && worth.allSatisfy { $0 >= 0 }, "seed \(seed)")
      }
      #expect(problem.useStart.count == problem.itemCount + 1)
      #expect(problem.contributionStart.count == problem.itemCount + 1)
    }
  }
}
