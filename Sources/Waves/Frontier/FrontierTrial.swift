import Solving

/// What a point of a frontier has so far: the best assignment, found here or taken over, and what is proven.
struct Trial: Sendable {
  struct Best: Sendable {
    var items: [Int32]
    var score: Score
  }

  /// What no assignment within the shortfalls of `score` beats.
  struct Proven: Sendable {
    var score: Score
    var proof: Optimizer.Proof
  }

  private(set) var best: Best?
  var isInfeasible = false
  private(set) var proofs: [Proven] = []
  /// The best was found at another point.
  private(set) var isBorrowed = false
  /// What ended the search before its effort was spent.
  private(set) var stopped: SearchLimits.Stop?

  init(_ problem: Problem, limits: SearchLimits) {
    let (answer, proof) = Optimizer.run(problem, limits: limits)
    switch answer {
    case .infeasible: isInfeasible = true
    case .unknown: break
    case .solved(let solution):
      best = Best(items: solution.waves, score: solution.score)
      stopped = solution.stopped
      if let proof { proofs.append(Proven(score: solution.score, proof: proof)) }
    }
  }

  func wants(_ other: Best) -> Bool { best.map { other.score.isBetter(than: $0.score) } ?? true }

  mutating func take(_ other: Best) {
    guard wants(other) else { return }
    best = other
    isBorrowed = true
  }

  /// The same after going on from what was taken over; the bounds are then those for its shortfalls.
  func resumed(_ problem: Problem, limits: SearchLimits) -> Trial {
    guard let start = best else { return self }
    var trial = self
    trial.isBorrowed = false
    let (answer, proof) = Optimizer.resume(problem, from: start.items, isHot: true, limits: limits)
    guard case .solved(let solution) = answer else { return trial }
    trial.stopped = trial.stopped ?? solution.stopped
    if let proof { trial.proofs.append(Proven(score: solution.score, proof: proof)) }
    let found = Best(items: solution.waves, score: solution.score)
    if found.score.isBetter(than: start.score) { trial.best = found }
    return trial
  }
}

/// The bounds of a point, from its own proofs and from those of points with more capacity: whatever meets the tighter limit
/// meets the wider one.
struct FrontierBound: Sendable {
  private(set) var targetShortfall = 0.0
  private(set) var milestoneShortfall = 0.0
  private(set) var worth = Double.infinity
  /// By which it is proven again, where all of it comes from one proof of the point itself.
  private(set) var certified: [Optimizer.CertifiedBound] = []

  /// Nil where the worth of plans with the shortfalls of `score` is not bounded.
  ///
  /// - Parameter proofs: of the point itself, then of those with more capacity.
  init?(_ score: Score, _ proofs: [[Trial.Proven]]) {
    func allows(_ wide: Double, _ own: Double) -> Bool { own <= wide + Score.tolerance }
    for (place, several) in proofs.enumerated() {
      for proven in several {
        targetShortfall = max(targetShortfall, proven.proof.targetShortfall)
        guard allows(proven.score.targetShortfall, score.targetShortfall) else { continue }
        milestoneShortfall = max(milestoneShortfall, proven.proof.milestoneShortfall)
        guard allows(proven.score.milestoneShortfall, score.milestoneShortfall) else { continue }
        if proven.proof.worth < worth {
          worth = proven.proof.worth
          certified = place == 0 && FrontierBound.isLevel(proven.score, score) ? proven.proof.certified : []
        }
      }
    }
    if !worth.isFinite { return nil }
  }

  /// Certificates speak of one pair of shortfalls, and of no other.
  private static func isLevel(_ left: Score, _ right: Score) -> Bool {
    left.targetShortfall == right.targetShortfall && left.milestoneShortfall == right.milestoneShortfall
  }
}
