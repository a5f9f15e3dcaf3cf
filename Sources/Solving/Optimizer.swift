/// The whole engine: the best assignment that the limits allow, and what is proven about the best there is.
///
///     search a quarter ─→ prices over minimum cuts: bound, and mean waves ─→ round them, search the rest ─→ plan, bounds
///
/// A small problem that branch and bound closes is its own proof. Everything is counted in steps, so that the same effort
/// gives the same answer and the same bounds; with a clock each part gets its share of it.
package enum Optimizer {
  /// What no assignment beats (SPEC section 4): shortfalls not less, worth not more.
  package struct Proof: Hashable, Sendable {
    /// No assignment has a smaller summed target shortfall.
    package var targetShortfall: Double
    /// None with at most the solution's target shortfall has a smaller summed milestone shortfall.
    package var milestoneShortfall: Double
    /// None with at most the solution's two shortfalls is worth more.
    package var worth: Double
  }

  /// Nodes and arcs that the minimum cuts may look at for each step of search.
  private static let cutEffortPerStep = 500
  /// A small problem goes on from what the first search found; a large one begins anew from the rounded relaxation, which
  /// is far from it (measured on 4,000 items: a quarter more worth).
  private static let itemsToGoOnFrom = 300

  package static func run(_ problem: Problem, limits: SearchLimits) -> (answer: Answer, proof: Proof?) {
    let first = Solver.solve(problem, limits: part(limits, effort: limits.effort / 4, until: 0.25))
    guard case .solved(let quick) = first else { return (first, nil) }
    if quick.isOptimal { return (first, proof(of: quick.score)) }
    if quick.stopped == .interrupt { return (first, nil) }

    let relaxation = Relaxation(problem)
    let budget = limits.effort.multipliedReportingOverflow(by: cutEffortPerStep)
    let cuts = Relaxation.Limits(
      cuts: 200, effort: budget.overflow ? .max : budget.partialValue, known: quick.score.worth,
      shouldStop: { limits.shouldStop() != nil || limits.clock() >= 0.55 })
    let prices = relaxation.bound(
      .worth(target: quick.score.targetShortfall, milestone: quick.score.milestoneShortfall), limits: cuts)
    let rest = Solver.solve(
      problem, limits: part(limits, effort: limits.effort - limits.effort / 4, from: 0.55, until: 0.97),
      start: problem.itemCount <= itemsToGoOnFrom ? quick.waves : nil,
      guide: prices.expectedWave.isEmpty ? nil : prices.expectedWave)
    guard case .solved(var solution) = rest else { return (first, nil) }
    // Whichever of the two is kept, the run was cut off where any part of it was.
    let stopped = limits.shouldStop() ?? solution.stopped ?? quick.stopped
    let effort = quick.effort + solution.effort
    if quick.score.isBetter(than: solution.score) { solution = quick }
    solution.stopped = stopped
    solution.effort = effort
    if solution.isOptimal { return (.solved(solution), proof(of: solution.score)) }

    // Bounds for the shortfalls that the solution has. Those of the first search hold where they allow no less.
    let score = solution.score
    func remaining(_ known: Double) -> Relaxation.Limits {
      Relaxation.Limits(
        cuts: 60, effort: cuts.effort / 8, known: known,
        shouldStop: { limits.shouldStop() != nil || limits.clock() >= 1 })
    }
    var worth = prices.value
    if score.targetShortfall > quick.score.targetShortfall || score.milestoneShortfall > quick.score.milestoneShortfall
    {
      worth =
        relaxation.bound(
          .worth(target: score.targetShortfall, milestone: score.milestoneShortfall), start: prices.certificate,
          limits: remaining(score.worth)
        ).value
    }
    var proof = proof(of: score)
    proof.worth = max(score.worth, worth)
    if score.targetShortfall > Score.tolerance {
      let bound = relaxation.bound(.targetShortfall, limits: remaining(score.targetShortfall))
      proof.targetShortfall = min(score.targetShortfall, max(0, bound.value))
    }
    if score.milestoneShortfall > Score.tolerance {
      let bound = relaxation.bound(
        .milestoneShortfall(target: score.targetShortfall), limits: remaining(score.milestoneShortfall))
      proof.milestoneShortfall = min(score.milestoneShortfall, max(0, bound.value))
    }
    return (.solved(solution), proof.worth.isFinite ? proof : nil)
  }

  private static func proof(of score: Score) -> Proof {
    Proof(
      targetShortfall: score.targetShortfall, milestoneShortfall: score.milestoneShortfall, worth: score.worth)
  }

  /// Limits for a part of the run: so much effort, and the stretch of the clock from `from` until `until`.
  private static func part(
    _ limits: SearchLimits, effort: Int, from: Double = 0, until: Double
  ) -> SearchLimits {
    var part = limits
    part.effort = effort
    part.clock = {
      let spent = limits.clock()
      return spent <= 0 ? 0 : min(1, max(0, (spent - from) / (until - from)))
    }
    part.shouldStop = { limits.shouldStop() ?? (limits.clock() >= until ? .time : nil) }
    return part
  }
}
