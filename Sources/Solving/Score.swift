/// What an assignment reaches: the summed shortfall of the targets, then that of the milestones, then the worth.
///
/// Shortfalls within `Score.tolerance` are equal; of equal shortfalls the higher worth is better.
package struct Score: Hashable, Sendable {
  package static let tolerance = 1e-9

  package var targetShortfall: Double
  package var milestoneShortfall: Double
  package var worth: Double

  package init(targetShortfall: Double, milestoneShortfall: Double, worth: Double) {
    self.targetShortfall = targetShortfall
    self.milestoneShortfall = milestoneShortfall
    self.worth = worth
  }

  /// Strictly better than `other` in the order of goals.
  package func isBetter(than other: Score) -> Bool {
    if (targetShortfall - other.targetShortfall).magnitude > Score.tolerance {
      return targetShortfall < other.targetShortfall
    }
    if (milestoneShortfall - other.milestoneShortfall).magnitude > Score.tolerance {
      return milestoneShortfall < other.milestoneShortfall
    }
    return worth > other.worth
  }
}
