import TestSupport
import Testing

@testable import Solving

@Suite struct OptimizerTests {
  @Test(arguments: 1...60 as ClosedRange<UInt64>)
  func `the proof of a tiny problem is its best score`(seed: UInt64) {
    let problem = TinyProblems.make(seed: seed)
    let (answer, proof) = Optimizer.run(problem, limits: SearchLimits(effort: 2000))
    guard let best = TinyProblems.bruteForce(problem), case .solved = answer, let proof else {
      #expect(TinyProblems.bruteForce(problem) == nil)
      #expect(proof == nil)
      return
    }
    #expect((proof.targetShortfall - best.score.targetShortfall).magnitude <= 2e-9)
    #expect((proof.milestoneShortfall - best.score.milestoneShortfall).magnitude <= 2e-9)
    #expect((proof.worth - best.score.worth).magnitude <= 1e-6 * max(1, best.score.worth.magnitude))
  }

  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func `on problems too large to close, plan and proof are the same for any number of threads`(seed: UInt64) {
    let problem = large(seed)
    let (one, proof) = Optimizer.run(problem, limits: SearchLimits(effort: 20_000, threads: 1))
    for threads in [2, 4] {
      let (many, again) = Optimizer.run(problem, limits: SearchLimits(effort: 20_000, threads: threads))
      #expect(proof == again)
      if case .solved(let left) = one, case .solved(let right) = many { #expect(left.waves == right.waves) }
    }
    guard case .solved(let solution) = one, let proof else {
      Issue.record("there is an assignment to be found")
      return
    }
    #expect(proof.targetShortfall <= solution.score.targetShortfall + 1e-9)
    #expect(proof.milestoneShortfall <= solution.score.milestoneShortfall + 1e-9)
    #expect(proof.worth >= solution.score.worth)
  }

  @Test func `a run that is interrupted says so, whichever part was cut off`() {
    let problem = large(3)
    for allowed in [1, 3, 10, 40] {
      let asked = Counter()
      let limits = SearchLimits(effort: 50_000, shouldStop: { asked.next() > allowed ? .interrupt : nil })
      guard case .solved(let solution) = Optimizer.run(problem, limits: limits).answer else {
        Issue.record("there is an assignment to be found")
        continue
      }
      #expect(solution.stopped == .interrupt)
    }
  }
}

/// A seeded problem of more than forty items, in which what must move can.
private func large(_ number: UInt64) -> Problem {
  var seed = number * 1000
  while true {
    let problem = TinyProblems.make(seed: seed, items: 60)
    if problem.itemCount > 40, Solver.isFeasible(problem) == true { return problem }
    seed += 1
  }
}

private final class Counter: @unchecked Sendable {
  private var count = 0
  func next() -> Int {
    count += 1
    return count
  }
}
