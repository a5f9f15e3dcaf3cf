import TestSupport
import Testing

@testable import Solving

/// The state that the search keeps up to date, against the plain reading of the problem.
@Suite struct SearchStateTests {
  @Test(arguments: 1...60 as ClosedRange<UInt64>)
  func `placing items in any order ends at the score that the checker finds`(seed: UInt64) {
    let problem = TinyProblems.make(seed: seed)
    let compiled = CompiledProblem(problem)
    let state = SearchState(compiled)
    let checker = SolutionChecker(problem)
    var random = RandomSource(seed: seed)
    for step in 0..<200 where problem.itemCount > 0 {
      state.place(random.below(problem.itemCount), random.below(problem.waveCount + 1))
      if step % 10 != 0 { continue }
      let expected = checker.score(of: state.waves.array)
      let score = state.score()
      #expect((score.worth - expected.worth).magnitude <= 1e-6 * max(1, expected.worth.magnitude))
      #expect((score.targetShortfall - expected.targetShortfall).magnitude <= 1e-9)
      #expect((score.milestoneShortfall - expected.milestoneShortfall).magnitude <= 1e-9)
    }
  }

  @Test(arguments: 1...60 as ClosedRange<UInt64>)
  func `a proposal that is taken back leaves no trace`(seed: UInt64) {
    let problem = TinyProblems.make(seed: seed)
    let compiled = CompiledProblem(problem)
    let state = SearchState(compiled)
    var proposal = Proposal(state: state)
    var random = RandomSource(seed: seed &+ 99)
    for _ in 0..<100 where problem.itemCount > 0 {
      let before = state.waves.array
      let taken = state.taken.array
      proposal.begin(ejections: 3)
      let item = random.below(problem.itemCount)
      if compiled.canMove(item), proposal.move(item, to: Int(compiled.earliest[item]), limit: 50) {
        _ = proposal.settle(home: problem.waveCount, limit: 60, random: &random)
      }
      proposal.undo()
      #expect(state.waves.array == before)
      #expect(state.taken.array == taken)
    }
  }
}
