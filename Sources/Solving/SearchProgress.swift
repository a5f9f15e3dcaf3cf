import Synchronization

/// How far a search is: what it does, the best that it has, and what nothing surpasses.
///
///     SearchProgress(phase: "search", steps: 1_200_000, score: …, bound: 140_540_000)
package struct SearchProgress: Hashable, Sendable {
  package var phase: String
  /// Steps of search that were spent.
  package var steps: Int
  /// The best assignment so far; nil while there is none.
  package var score: Score?
  /// Nothing with at most the shortfalls of the first assignment is worth more; nil while nothing is proven.
  package var bound: Double?

  package init(phase: String, steps: Int = 0, score: Score? = nil, bound: Double? = nil) {
    self.phase = phase
    self.steps = steps
    self.score = score
    self.bound = bound
  }
}

/// What the parts of one run say, as one: the phase, the steps of all, the best assignment of any, the lowest bound.
final class SearchTalk: Sendable {
  private struct State: Sendable {
    var said: SearchProgress
    /// Steps of the parts that are over.
    var before = 0
  }

  private let state = Mutex(State(said: SearchProgress(phase: "first plan")))
  private let tell: @Sendable (SearchProgress) -> Void

  init(_ tell: @escaping @Sendable (SearchProgress) -> Void) { self.tell = tell }

  /// A new part begins.
  func enter(_ phase: String) {
    say { state in
      state.before = state.said.steps
      state.said.phase = phase
    }
  }

  /// A part has found something.
  func found(_ part: SearchProgress) {
    say { state in
      state.said.phase = part.phase
      state.said.steps = state.before + part.steps
      if let score = part.score, state.said.score.map(score.isBetter(than:)) ?? true { state.said.score = score }
    }
  }

  func proved(_ bound: Double) {
    guard bound.isFinite else { return }
    say { state in state.said.bound = min(bound, state.said.bound ?? bound) }
  }

  private func say(_ change: (inout sending State) -> Void) {
    tell(
      state.withLock { state in
        change(&state)
        return state.said
      })
  }
}
