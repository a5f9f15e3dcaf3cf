/// The engine in the midst of things: an assignment is there and is left only for what is worth more.
extension Optimizer {
  /// Nodes and arcs that the minimum cuts may look at for each step of search.
  private static let resumedCutEffort = 500

  /// Goes on from `wanted` (-1: free) and proves bounds as `run` does. `others` are assignments to begin with as well.
  ///
  /// With `isHot` it also looks far from what is there. A third of the clock goes to the search, the rest to the bounds.
  package static func resume(
    _ problem: Problem, from wanted: [Int32], others: [[Int32]] = [], isHot: Bool = false, limits: SearchLimits
  ) -> (answer: Answer, proof: Proof?) {
    let talk = SearchTalk(limits.progress)
    var search = limits
    search.progress = talk.found
    search.clock = { min(1, limits.clock() * 3) }
    search.shouldStop = { limits.shouldStop() ?? (limits.clock() >= 0.34 ? .time : nil) }
    let answer = Solver.resume(problem, from: wanted, others: others, isHot: isHot, limits: search)
    guard case .solved(let solution) = answer else { return (answer, nil) }
    let score = solution.score
    var proof = Proof(
      targetShortfall: score.targetShortfall, milestoneShortfall: score.milestoneShortfall, worth: score.worth)
    if solution.isOptimal { return (answer, proof) }
    if solution.stopped == .interrupt { return (answer, nil) }
    talk.enter("prices")
    let relaxation = Relaxation(problem)
    let budget = limits.effort.multipliedReportingOverflow(by: resumedCutEffort)
    let effort = budget.overflow ? Int.max : budget.partialValue
    func cuts(_ count: Int, _ effort: Int, known: Double) -> Relaxation.Limits {
      Relaxation.Limits(
        cuts: count, effort: effort, known: known,
        shouldStop: { limits.shouldStop() != nil || limits.clock() >= 1 })
    }
    let worth = relaxation.bound(
      .worth(target: score.targetShortfall, milestone: score.milestoneShortfall),
      limits: cuts(200, effort, known: score.worth), report: { bound, _, _ in talk.proved(bound) })
    proof.worth = max(score.worth, worth.value)
    if score.targetShortfall > Score.tolerance {
      let bound = relaxation.bound(.targetShortfall, limits: cuts(60, effort / 8, known: score.targetShortfall))
      proof.targetShortfall = min(score.targetShortfall, max(0, bound.value))
    }
    if score.milestoneShortfall > Score.tolerance {
      let bound = relaxation.bound(
        .milestoneShortfall(target: score.targetShortfall),
        limits: cuts(60, effort / 8, known: score.milestoneShortfall))
      proof.milestoneShortfall = min(score.milestoneShortfall, max(0, bound.value))
    }
    return (answer, proof.worth.isFinite ? proof : nil)
  }
}
