import TestSupport
import Testing

@testable import Solving

/// What is kept of an assignment that does not fit any more.
@Suite struct KeepingTests {
  /// Each wave of each item is worth as much; three items, five waves.
  private func problem() -> Problem { Problem(waveCount: 5, itemCount: 3) }

  @Test func `what still fits is kept to the letter`() throws {
    var problem = problem()
    problem.precedences = [.init(before: 0, after: 1, lag: 1)]
    let compiled = CompiledProblem(problem)
    #expect(Keeping(compiled).waves([1, 2, 5]) == [1, 2, 5])
    #expect(Keeping(compiled).waves([0, 4, 3]) == [0, 4, 3])
  }

  @Test func `what is barred goes to the next wave that is free, and what follows it goes on`() throws {
    var problem = problem()
    problem.precedences = [.init(before: 0, after: 1, lag: 1)]
    problem.forbid(0, in: 1)
    let compiled = CompiledProblem(problem)
    #expect(Keeping(compiled).waves([1, 2, 2]) == [2, 3, 2])
  }

  @Test func `what must move and was to stay finds a place`() throws {
    var problem = problem()
    problem.mayStay[2] = false
    for wave in 0..<3 { problem.forbid(2, in: wave) }
    let waves = try #require(Keeping(CompiledProblem(problem)).waves([0, 0, 5]))
    #expect(waves[0] == 0 && waves[1] == 0)
    #expect(waves[2] == 3 || waves[2] == 4)
  }

  @Test func `on tiny problems what was right is kept, and what was not comes out right`() throws {
    var kept = 0
    var mended = 0
    for seed in 0..<300 as Range<UInt64> {
      var problem = TinyProblems.make(seed: seed)
      // Circles are one item by the time that anybody asks.
      problem.precedences.removeAll { $0.before >= $0.after }
      let compiled = CompiledProblem(problem)
      guard compiled.isConsistent, let best = TinyProblems.bruteForce(problem) else { continue }
      let checker = SolutionChecker(problem)
      if !compiled.hasNegativeTakes {
        #expect(Keeping(compiled).waves(best.waves) == best.waves, "seed \(seed)")
        kept += 1
      }
      var random = SeededGenerator(seed: seed)
      let wanted = (0..<problem.itemCount).map { _ in Int32(random.whole(-1...problem.waveCount)) }
      if let waves = Keeping(compiled).waves(wanted), !compiled.hasNegativeTakes {
        #expect(checker.violations(of: waves).isEmpty, "seed \(seed)")
        mended += 1
      }
    }
    #expect(kept > 100 && mended > 100)
  }
}
