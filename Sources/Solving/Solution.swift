/// What the engine answers.
package enum Answer: Sendable {
  /// An assignment that meets everything, the best that was found.
  case solved(Solution)
  /// No assignment meets everything; proven.
  case infeasible
  /// The search ended without an assignment and without a proof.
  case unknown
}

package struct Solution: Sendable {
  /// The wave of each item; `waveCount` where it stays.
  package var waves: [Int32]
  package var score: Score
  /// The search space was exhausted: no assignment has a better score.
  package var isOptimal: Bool
  /// Steps of search that were spent.
  package var effort: Int
  /// What ended the search before its effort was spent.
  package var stopped: SearchLimits.Stop?

  package init(waves: [Int32], score: Score, isOptimal: Bool, effort: Int, stopped: SearchLimits.Stop? = nil) {
    self.waves = waves
    self.score = score
    self.isOptimal = isOptimal
    self.effort = effort
    self.stopped = stopped
  }
}

/// How long to search. Effort is counted in steps that are the same on every machine; the rest of the world has one
/// door, `shouldStop`, which is asked every few thousand steps.
package struct SearchLimits: Sendable {
  package enum Stop: String, Sendable { case time, interrupt }

  package var effort: Int
  /// Threads to use; the answer for an effort does not depend on them.
  package var threads: Int
  /// Whether there is a second thread at this moment, where `threads` are more than one.
  package var isOtherFree: @Sendable () -> Bool = { true }
  package var shouldStop: @Sendable () -> Stop?
  /// The share of the wall-clock cap that is spent, 0 where there is none: the search cools down by it as well.
  package var clock: @Sendable () -> Double
  /// Told about each new phase, better assignment and lower bound.
  package var progress: @Sendable (SearchProgress) -> Void

  package init(
    effort: Int, threads: Int = 1, shouldStop: @escaping @Sendable () -> Stop? = { nil },
    clock: @escaping @Sendable () -> Double = { 0 },
    progress: @escaping @Sendable (SearchProgress) -> Void = { _ in }
  ) {
    self.effort = effort
    self.threads = threads
    self.shouldStop = shouldStop
    self.clock = clock
    self.progress = progress
  }
}
