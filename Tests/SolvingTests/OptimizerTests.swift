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
    let problem = TinyProblems.make(seed: seed, items: 40)
    let (one, proof) = Optimizer.run(problem, limits: SearchLimits(effort: 20_000, threads: 1))
    for threads in [2, 4] {
      let (many, again) = Optimizer.run(problem, limits: SearchLimits(effort: 20_000, threads: threads))
      #expect(proof == again)
      if case .solved(let left) = one, case .solved(let right) = many { #expect(left.waves == right.waves) }
    }
    guard case .solved(let solution) = one, let proof else { return }
    #expect(proof.targetShortfall <= solution.score.targetShortfall + 1e-9)
    #expect(proof.milestoneShortfall <= solution.score.milestoneShortfall + 1e-9)
    #expect(proof.worth >= solution.score.worth)
  }
}
