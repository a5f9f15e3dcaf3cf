import TestSupport
import Testing

@testable import Solving

@Suite struct BranchingTests {
  /// The best worth of the assignments with at most these shortfalls in which a decision holds.
  private func best(
    _ problem: Problem, within score: Score, _ decision: Certificate.Decision, _ state: SearchState
  ) -> Double? {
    var best: Double?
    let store = CellStore()
    TinyProblems.withEveryFeasible(problem) { waves, reached in
      if reached.targetShortfall > score.targetShortfall + 1e-12 { return }
      if reached.milestoneShortfall > score.milestoneShortfall + 1e-12 { return }
      if let best, reached.worth <= best { return }
      state.load(store.cells(waves))
      let wave =
        switch decision.subject {
        case .item(let item): Int(waves[item])
        case .outcome(let outcome): Int(state.outcomeWave[outcome])
        case .step(let drain, let count): state.stepWave(drain, count)
        }
      if (wave <= decision.wave) == decision.isDone { best = reached.worth }
    }
    return best
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `what is decided holds in the bound of its case, and no more than that`(part: UInt64) {
    var count = 0
    var tighter = 0
    for seed in part * 10_000..<part * 10_000 + 60 {
      let problem = TinyProblems.make(seed: seed, items: 4)
      guard let whole = TinyProblems.bruteForce(problem)?.score else { continue }
      let objective = Certificate.Objective.worth(target: whole.targetShortfall, milestone: whole.milestoneShortfall)
      let limits = Relaxation.Limits(cuts: 25)
      let plain = Relaxation(problem).bound(objective, method: .volume, limits: limits).value
      let state = SearchState(CompiledProblem(problem))
      var subjects = problem.outcomes.indices.map { Certificate.Decision.Subject.outcome($0) }
      for (drain, stated) in problem.drains.enumerated() {
        subjects += (0..<stated.steps.count).map { .step(drain: drain, count: $0 + 1) }
      }
      subjects += (0..<problem.itemCount).map { .item($0) }
      for (number, subject) in subjects.enumerated() {
        let wave = (number + Int(seed)) % problem.waveCount
        for isDone in [false, true] {
          let decision = Certificate.Decision(subject: subject, wave: wave, isDone: isDone)
          let relaxation = Relaxation(problem, decisions: [decision])
          let bound = relaxation.bound(objective, method: .volume, limits: limits).value
          count += 1
          if bound < plain - 1e-6 { tighter += 1 }
          guard let best = best(problem, within: whole, decision, state) else { continue }
          #expect(bound >= best - 1e-9 * best.magnitude, "seed \(seed), \(decision)")
        }
      }
    }
    #expect(count > 500)
    #expect(tighter * 10 > count, "\(tighter) of \(count)")
  }

  @Test func `cases prove no less than the best there is, and more than one relaxation, with any number of threads`() {
    var gained = 0
    var count = 0
    for seed in 41_000..<41_150 as Range<UInt64> {
      let problem = TinyProblems.make(seed: seed)
      guard let best = TinyProblems.bruteForce(problem)?.score else { continue }
      let objective = Certificate.Objective.worth(target: best.targetShortfall, milestone: best.milestoneShortfall)
      let root = Relaxation(problem).bound(objective, limits: .init(cuts: 40))
      guard root.value.isFinite else { continue }
      count += 1
      func improved(threads: Int) -> (value: Double, cases: [Certificate])? {
        Branching.improved(
          problem, objective, root: root.certificate, known: best.worth,
          limits: .init(prices: 400, names: 10_000, effort: 20_000_000, threads: threads, shouldStop: { false }))
      }
      guard let cases = improved(threads: 1) else { continue }
      #expect(cases.value >= best.worth - 1e-9 * best.worth.magnitude, "seed \(seed)")
      if cases.value < root.value - 1e-6 { gained += 1 }
      let other = improved(threads: 2)
      #expect(other?.value == cases.value && other?.cases == cases.cases, "seed \(seed)")
      // Each certificate proves what is said of it, alone.
      var worst = -Double.infinity
      for certificate in cases.cases {
        let relaxation = Relaxation(problem, decisions: certificate.decisions)
        worst = max(worst, relaxation.proof(of: objective, certificate).value)
      }
      #expect(worst <= cases.value + 1e-9 * cases.value.magnitude, "seed \(seed)")
    }
    #expect(count > 80)
    #expect(gained * 5 > count, "\(gained) of \(count)")
  }
}
