import TestSupport
import Testing

@testable import Solving

@Suite struct DrainCoversTests {
  @Test func `no assignment breaks a cover, whatever shares it was found from`() {
    var found = 0
    for seed in 0..<200 as Range<UInt64> {
      var random = SeededGenerator(seed: seed)
      let problem = TinyProblems.make(seed: seed, items: 6, features: [.drains])
      let windows = WaveWindows(problem)
      if windows.isInfeasible { continue }
      let expansion = TimeExpansion(problem, windows)
      var rows = RelaxedRows(problem, expansion)
      for _ in 0..<4 {
        // Shares that rise with the waves, as those of a closure do.
        let shares = expansion.waveOfNode.map { wave in
          min(1, Float(wave) * 0.1 + Float(random.whole(0...10)) * 0.1)
        }
        for cover in DrainCovers.broken(problem, expansion, shares: shares) where rows.add(cover) { found += 1 }
      }
      for _ in 0..<50 {
        let waves = (0..<problem.itemCount).map { _ in random.whole(0...problem.waveCount) }
        let sums = rows.coverActivity(selection(problem, expansion, waves))
        for sum in sums { #expect(sum <= 1e-9, "seed \(seed)") }
      }
    }
    #expect(found > 200)
  }

  @Test func `covers tighten the bound of a drain that an item and a half would empty`() throws {
    // The first wave has room for the small item and one of the others. The step needs 5 of the 6 to have left: four
    // fifths of it, says the plain row; with the small one gone the others owe 3 and have 2.
    var problem = Problem(waveCount: 2, itemCount: 3)
    problem.resources = [.init(bucketOfWave: [0, 1], capacity: [3.5, 3.5])]
    problem.useStart = [0, 1, 2, 3]
    problem.uses = [0.5, 3, 3].map { .init(resource: 0, lead: 1, amount: $0) }
    problem.drains = [
      .init(items: [0, 1, 2], demand: [[2, 2, 2]], base: [0], steps: [.init(threshold: [1], worth: [10, 2])])
    ]
    let objective = Certificate.Objective.worth(target: 0, milestone: 0)
    let best = try #require(TinyProblems.bruteForce(problem)).score.worth
    let without = Relaxation(problem, parts: .all.subtracting([.drainCovers, .drainArcs])).bound(objective)
    let with = Relaxation(problem, parts: .all.subtracting([.drainArcs])).bound(objective)
    #expect(with.value >= best)
    #expect(with.value < without.value - 0.1)
  }

  /// What an assignment selects: items from their waves on, steps from the wave in which they are given back.
  private func selection(_ problem: Problem, _ expansion: TimeExpansion, _ waves: [Int]) -> [Float] {
    var shares = [Float](repeating: 0, count: expansion.nodeCount)
    func select(_ node: Int32) { if Int(node) < expansion.nodeCount { shares[Int(node)] = 1 } }
    for wave in 0..<problem.waveCount {
      for item in 0..<problem.itemCount where waves[item] <= wave {
        select(expansion.itemNode[item * problem.waveCount + wave])
      }
      for (number, drain) in problem.drains.enumerated() {
        for k in drain.steps.indices {
          let isCarried = drain.base.indices.allSatisfy { dimension in
            var remaining = drain.base[dimension]
            for (place, item) in drain.items.enumerated() where waves[Int(item)] > wave {
              remaining += drain.demand[dimension][place]
            }
            return remaining <= Problem.slack(drain.steps[k].threshold[dimension])
          }
          if !isCarried { break }
          select(expansion.stepNode[(expansion.stepStart[number] + k) * problem.waveCount + wave])
        }
      }
    }
    return shares
  }
}
