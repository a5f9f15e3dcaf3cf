import TestSupport
import Testing

@testable import Solving

@Suite struct RelaxationTests {
  /// The bounds of all three phases against the best of all assignments.
  private func check(_ problem: Problem, _ seed: UInt64, parts: Relaxation.Parts = .all) -> (gap: Double, count: Int) {
    guard let best = TinyProblems.bruteForce(problem) else { return (0, 0) }
    let relaxation = Relaxation(problem, parts: parts)
    #expect(!relaxation.isInfeasible, "seed \(seed)")
    let limits = Relaxation.Limits(cuts: 60)
    let target = relaxation.bound(.targetShortfall, limits: limits)
    #expect(target.value <= best.score.targetShortfall + 1e-9, "seed \(seed): target shortfall")
    let milestone = relaxation.bound(.milestoneShortfall(target: best.score.targetShortfall), limits: limits)
    #expect(milestone.value <= best.score.milestoneShortfall + 1e-9, "seed \(seed): milestone shortfall")
    let worth = relaxation.bound(
      .worth(target: best.score.targetShortfall, milestone: best.score.milestoneShortfall), limits: limits)
    #expect(worth.value >= best.score.worth, "seed \(seed): worth")
    return (worth.value - best.score.worth, 1)
  }

  @Test func `no assignment of five hundred tiny problems beats the bounds`() {
    var gap = 0.0
    var count = 0
    for seed in 1000..<1500 as Range<UInt64> {
      let result = check(TinyProblems.make(seed: seed), seed)
      gap += result.gap
      count += result.count
    }
    #expect(count > 300)
    // Worths are about 50: a bound that let everything go would be far above this.
    #expect(gap / Double(count) < 12)
  }

  @Test func `both ways to look for prices prove bounds, and partitions the better ones`() {
    for seed in 5000..<5100 as Range<UInt64> {
      let problem = TinyProblems.make(seed: seed)
      guard let best = TinyProblems.bruteForce(problem)?.score else { continue }
      let objective = Certificate.Objective.worth(target: best.targetShortfall, milestone: best.milestoneShortfall)
      let volume = Relaxation(problem).bound(objective, method: .volume, limits: .init(cuts: 100))
      let partition = Relaxation(problem).bound(objective, method: .partition, limits: .init(cuts: 100))
      #expect(volume.value >= best.worth, "seed \(seed)")
      #expect(partition.value >= best.worth, "seed \(seed)")
      let isConverged = partition.isConverged
      #expect(isConverged, "seed \(seed)")
      // Partitions end at the best prices there are.
      #expect(partition.value <= volume.value + 1e-3, "seed \(seed)")
    }
  }

  @Test(arguments: [
    TinyProblems.Features.windows, .precedences, .apart, .resources, .spans, .outcomes, .drains, .targets, .milestones,
    .moneyGoals, [.resources, .oddUses], [.drains, .targets], [.outcomes, .spans, .precedences],
  ])
  func `the bounds hold where a problem has few features`(features: TinyProblems.Features) {
    for seed in 0..<60 as Range<UInt64> {
      _ = check(TinyProblems.make(seed: seed, items: 4, features: features), seed)
    }
  }

  @Test func `without rows to relax the bound is the best worth itself`() throws {
    for seed in 0..<80 as Range<UInt64> {
      let problem = TinyProblems.make(seed: seed, features: [.windows, .precedences, .spans, .outcomes])
      guard let best = TinyProblems.bruteForce(problem) else { continue }
      let bound = Relaxation(problem).bound(.worth(target: 0, milestone: 0), limits: .init(cuts: 1))
      #expect(abs(bound.value - best.score.worth) < 1e-6, "seed \(seed)")
    }
  }

  @Test(arguments: [Relaxation.Parts.tightWindows, .resources, .apart, .drainRows, .drainArcs, .drainCovers])
  func `each part switched off gives the same bound or a weaker one, and never a wrong one`(part: Relaxation.Parts) {
    for seed in 2000..<2080 as Range<UInt64> {
      let problem = TinyProblems.make(seed: seed)
      guard let best = TinyProblems.bruteForce(problem)?.score else { continue }
      let objective = Certificate.Objective.worth(target: best.targetShortfall, milestone: best.milestoneShortfall)
      let without = Relaxation(problem, parts: Relaxation.Parts.all.subtracting(part)).bound(
        objective, limits: .init(cuts: 30))
      #expect(without.value >= best.worth, "seed \(seed)")
      // From the prices of the weaker relaxation the whole one can only go on down.
      let with = Relaxation(problem).bound(objective, start: without.certificate, limits: .init(cuts: 30))
      #expect(with.value <= without.value + 1e-9 * without.value.magnitude + 1e-9, "seed \(seed)")
    }
  }

  @Test func `a certificate proves its bound again`() {
    for seed in 3000..<3060 as Range<UInt64> {
      let problem = TinyProblems.make(seed: seed)
      guard let best = TinyProblems.bruteForce(problem)?.score else { continue }
      let objective = Certificate.Objective.worth(target: best.targetShortfall, milestone: best.milestoneShortfall)
      let bound = Relaxation(problem).bound(objective, limits: .init(cuts: 25))
      let again = Relaxation(problem).bound(objective, start: bound.certificate, limits: .init(cuts: 1))
      #expect(abs(again.value - bound.value) <= 1e-6, "seed \(seed)")
    }
  }

  @Test func `prices and sums agree with the coefficients spelled out`() {
    for seed in 0..<60 as Range<UInt64> {
      var random = SeededGenerator(seed: seed)
      let problem = TinyProblems.make(seed: seed)
      let windows = WaveWindows(problem)
      if windows.isInfeasible { continue }
      let expansion = TimeExpansion(problem, windows)
      let rows = RelaxedRows(problem, expansion)
      let prices = (0..<rows.count).map { _ in random.quarter(0...3) }
      var weights = [Double](repeating: 0, count: expansion.nodeCount + 2)
      rows.price(prices, into: &weights)
      // A closure, so that each item leaves once: everything from a wave on.
      let first = Int32(random.whole(0...problem.waveCount))
      var selected = expansion.waveOfNode.map { $0 >= first ? UInt8(1) : 0 } + [1, 0]
      for item in 0..<problem.itemCount {
        for wave in 1..<problem.waveCount
        where selected[Int(expansion.itemNode[item * problem.waveCount + wave - 1])] == 1 {
          selected[Int(expansion.itemNode[item * problem.waveCount + wave])] = 1
        }
      }
      var expectedWeights = [Double](repeating: 0, count: expansion.nodeCount + 2)
      var expectedSums = [Double](repeating: 0, count: rows.count)
      rows.forEachCoefficient { row, node, amount in
        expectedWeights[node] -= prices[row] * amount
        if selected[node] == 1 { expectedSums[row] += amount }
      }
      let sums = rows.activity(selected)
      for row in sums.indices { #expect(abs(sums[row] - expectedSums[row]) < 1e-9, "seed \(seed), row \(row)") }
      for node in 0...expansion.nodeCount {
        #expect(abs(weights[node] - expectedWeights[node]) < 1e-9, "seed \(seed), node \(node)")
      }
    }
  }

  @Test func `what comes before an item takes its share of the capacity first`() {
    var problem = Problem(waveCount: 4, itemCount: 3)
    problem.resources = [.init(bucketOfWave: [0, 1, 2, 3], capacity: [2, 2, 2, 2])]
    problem.useStart = [0, 1, 2, 3]
    problem.uses = [Problem.Use](repeating: .init(resource: 0, lead: 1, amount: 2), count: 3)
    problem.precedences = [.init(before: 0, after: 2, lag: 0), .init(before: 1, after: 2, lag: 0)]
    #expect(WaveWindows(problem).earliest == [0, 0, 2])
    #expect(WaveWindows(problem, tightened: false).earliest == [0, 0, 0])
  }

  @Test func `where no shortfall is known none has to be proven`() {
    let problem = TinyProblems.make(seed: 1)
    for method in [Relaxation.Method.partition, .volume] {
      let bound = Relaxation(problem).bound(.targetShortfall, method: method, limits: .init(known: 0))
      #expect(bound.value == 0 && bound.cuts == 0)
    }
  }

  @Test func `what must move and has no wave left proves that nothing can be done`() {
    var problem = Problem(waveCount: 2, itemCount: 2)
    problem.mayStay[1] = false
    problem.precedences = [.init(before: 0, after: 1, lag: 2)]
    let relaxation = Relaxation(problem)
    #expect(relaxation.isInfeasible)
    #expect(relaxation.bound(.worth(target: 0, milestone: 0)).value == -.infinity)
  }
}
