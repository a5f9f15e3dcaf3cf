/// What a plan is compared by: first what the targets miss, then what the milestones miss, then the money.
package struct Standing: Hashable, Sendable {
  /// Shortfall of the targets, summed; those with a price count in `npv` alone.
  package var shortfall: Double
  package var milestoneShortfall: Double
  package var npv: Double

  package init(shortfall: Double, milestoneShortfall: Double, npv: Double) {
    self.shortfall = shortfall
    self.milestoneShortfall = milestoneShortfall
    self.npv = npv
  }

  /// Shortfalls within 1e-9 are equal.
  package func isBetter(than other: Standing) -> Bool {
    if (shortfall - other.shortfall).magnitude > 1e-9 { return shortfall < other.shortfall }
    if (milestoneShortfall - other.milestoneShortfall).magnitude > 1e-9 {
      return milestoneShortfall < other.milestoneShortfall
    }
    return npv > other.npv
  }
}
