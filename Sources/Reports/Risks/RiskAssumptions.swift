/// The figures of the risk models that no inventory states, in one place, each with where it comes from.
///
/// They are stated models, not measurements of this enterprise: the register prints them, so that a reader can disagree
/// with a number instead of with a feeling.
package enum RiskAssumptions {
  /// Share of large data center moves that are late at all (Gartner, quoted by Cutover 2021: 70% see significant delay).
  package static let lateAtAll = 0.70
  /// Share that are late by more than a quarter of a year (McKinsey survey of some 450 CIOs, 2021: 38%).
  package static let lateByQuarter = 0.38
  package static let quarterDays = 91
  /// Days between a missed cutover window and the next one (runbook practice: two weeks or more).
  package static let nextWindowDays = 14
  /// Share of cutovers that fail at the first attempt. No measured source exists; 5% is the planning value in use.
  package static let failedCutover = 0.05
  /// The same after rehearsal: what programmes assume from the tenth wave on.
  package static let rehearsedFailure = 0.02
  /// Failure rate at the first attempt on an operating system that its maker no longer supports: twice the ordinary one,
  /// since tools class such systems as hard (kubev2v migration planner).
  package static let failedOnUnsupported = 0.10
  /// Share of workloads nobody owns that miss their first window for want of a sign-off; a planning value.
  package static let unownedMissesWindow = 0.25
  /// Share of machines that an inventory does not have right (400 listed, 487 answering: 22%).
  package static let inventoryError = 0.22
  /// Decommissioning: the longest tenth takes 120 days where the middle takes 45.
  package static let decommissionStretch = 120.0 / 45.0 - 1
  package static let decommissionStretchShare = 0.10
  /// What a rehearsal costs, as a share of the move itself; a planning value.
  package static let rehearsalShare = 0.10
  /// Part of people's hours that leave and illness take, beyond what a limit foresees; a planning value.
  package static let absence = 0.10
  /// Real throughput of a link lies between 60 and 80% of the nominal one: 6/7 to 8/7 of a limit set at the middle.
  package static let slowestLink = 60.0 / 70.0
  package static let fastestLink = 80.0 / 70.0
  /// Best pace so far may grow by half from wave to wave (large-migration guides: 5 a week to 50 to 100 in half a year).
  package static let ramp = 1.5
  /// Workloads in a first wave (Cloud Adoption Framework: fewer than ten).
  package static let pilot = 10.0
  /// A hub has at least this many workloads that need it.
  package static let hubFanIn = 10
  /// A move group is large from half the most that one wave of the common tools holds (50).
  package static let largeGroup = 25
  /// Rent beyond the end of a lease, where the inventory names none: half as much again.
  package static let holdoverFactor = 1.5

  /// Likelihood that a programme slips by more than `days`: 70% at 0 and 38% at 91 days, falling like 1 / (1 + d / 108).
  package static func slips(by days: Int) -> Double {
    let half = Double(quarterDays) / (lateAtAll / lateByQuarter - 1)
    return lateAtAll / (1 + Double(max(0, days)) / half)
  }

  /// No model of chance says more than this: certain is only what the plan itself states.
  package static let almostCertain = 0.99

  /// Likelihood that at least one of `count` independent attempts fails.
  package static func anyOf(_ count: Int, each share: Double) -> Double {
    var none = 1.0
    for _ in 0..<min(count, 4000) { none *= 1 - share }
    return min(almostCertain, 1 - none)
  }
}

/// Several things that may happen independently, taken together as one risk: the likelihood of at least one, and the money
/// that makes likelihood times impact the expected cost.
package struct IndependentEvents: Sendable {
  private var none = 1.0
  private(set) package var expected = 0.0

  package init() {}

  package mutating func add(likelihood: Double, cost: Double) {
    none *= 1 - min(1, max(0, likelihood))
    expected += min(1, max(0, likelihood)) * cost
  }

  /// 0 to 1.
  package var likelihood: Double { min(RiskAssumptions.almostCertain, 1 - none) }
  package var impact: Double { likelihood > 0 ? expected / likelihood : 0 }
}
