/// The figures of the risk models that no inventory states, in one place, each with where it comes from.
///
/// They are stated models, not measurements of this enterprise: register and `drawdown explain` print them with their
/// source, so that a reader can disagree with a number instead of with a feeling.
package enum RiskAssumptions {
  package static let quarterDays = 91
  /// Days between a missed cutover window and the next one.
  package static let nextWindowDays = 14
  /// A hub has at least this many workloads that need it.
  package static let hubFanIn = 10
  /// A move group is large from half the most that one wave of the common tools holds (50).
  package static let largeGroup = 25
  /// Machines that replicate at the same time through one appliance.
  package static let replications = 300
  /// Workloads that one owner can look after in the week after a cutover: an hour each.
  package static let signOffs = 40

  package static let quarter = Quantity("quarter", Double(quarterDays), .days, from: "91 days")
  package static let year = Quantity("year", 365, .days, from: "365 days, as in the plan's money")
  package static let nextWindow = Quantity(
    "days to the next window", Double(nextWindowDays), .days, from: "runbook practice: two weeks or more")

  package static let lateAtAll = Quantity(
    "share of programmes that are late", 0.70, .share,
    from: "Gartner, quoted by Cutover 2021: 70% of data center moves see significant delay")
  package static let lateByQuarter = Quantity(
    "share late by more than a quarter", 0.38, .share, from: "McKinsey survey of some 450 CIOs, 2021")
  package static let overBudget = Quantity(
    "share of programmes over budget", 0.75, .share, from: "McKinsey survey of some 450 CIOs, 2021")
  package static let overspend = Quantity(
    "overspend", 0.14, .share, from: "McKinsey survey of some 450 CIOs, 2021: about 14% a year")

  package static let failedCutover = Quantity(
    "failure rate of a first cutover", 0.05, .share, from: "planning value; no measured source exists")
  package static let rehearsedFailure = Quantity(
    "failure rate once rehearsed", 0.02, .share, from: "planning value: what programmes assume from the tenth wave on")
  package static let failedOnUnsupported = Quantity(
    "failure rate of hard systems", 0.10, .share,
    from: "planning value: twice the ordinary rate, since the kubev2v planner classes such systems as hard")
  package static let missedWindow = Quantity(
    "share that misses its first window", 0.25, .share, from: "planning value for want of a decision")
  package static let stoppedByReview = Quantity(
    "share that a review stops", 0.90, .share, from: "planning value where residency and region contradict each other")
  package static let doubtedByReview = Quantity(
    "share that a review questions", 0.05, .share, from: "planning value where the residency is not stated")
  package static let inventoryError = Quantity(
    "share an inventory gets wrong", 0.22, .share, from: "400 machines listed, 487 answering: field report, 22%")
  package static let comatose = Quantity(
    "share of machines that do nothing", 0.30, .share, from: "Anthesis and Koomey 2015 and 2017: 30% for six months")
  package static let unseenIncident = Quantity(
    "incidents a workload and year", 0.01, .share, from: "planning value")
  package static let regionOutage = Quantity(
    "regions out of service for a day, a year", 0.10, .share, from: "planning value: one day in ten years")

  package static let decommissionStretch = Quantity(
    "stretch of the slowest tenth", 120.0 / 45.0 - 1, .share,
    from: "planning value: decommissioning takes 45 days in the middle and 120 in the slowest tenth")
  package static let decommissionStretchShare = Quantity(
    "share of slow decommissionings", 0.10, .share, from: "the slowest tenth, by definition")
  package static let rehearsalShare = Quantity(
    "cost of a rehearsal", 0.10, .share, from: "planning value: a tenth of the move itself")
  package static let absence = Quantity(
    "share of hours lost to absence", 0.10, .share,
    from: "planning value: leave and illness beyond what a limit foresees")
  package static let slowestLink = Quantity(
    "slowest line", 60.0 / 70.0, .share,
    from: "vendor guidance: 60 to 80% of the nominal throughput, here of a limit set at the middle")
  package static let fastestLink = Quantity("fastest line", 80.0 / 70.0, .share, from: "as before: 80 of 70%")
  package static let lineSlow = Quantity(
    "slow line a day", 6000, .gigabytes, from: "1 Gbit/s is some 10 TB a day, of which 60% are real (vendor guidance)")
  package static let lineFast = Quantity("fast line a day", 8000, .gigabytes, from: "as before: 80%")
  package static let ramp = Quantity(
    "growth from step to step", 1.5, .plain, from: "large-migration guides: 5 a week to 50 to 100 in half a year")
  package static let pilot = Quantity(
    "workloads of a pilot wave", 10, .count, from: "Cloud Adoption Framework: fewer than ten")
  package static let holdoverFactor = Quantity(
    "holdover rent", 1.5, .plain, from: "planning value where no rent is stated: half as much again")

  /// No model of chance says more than this: certain is only what the plan itself states.
  package static let almostCertain = Quantity(
    "almost certain", 0.99, .share, from: "no model of chance says more; certain is what the plan states")

  // What a response leaves of likelihood or impact.
  package static let rehearsed = (rehearsedFailure / failedCutover).step("left after rehearsal", .share)
  package static let halved = Quantity(
    "left after a partial response", 0.5, .share,
    from: "planning value: watching, reserving or sharing makes up for half")
  package static let settled = Quantity(
    "left once the fact is known", 0.1, .share, from: "planning value: nine of ten causes end once somebody looks")

  /// Days at which the likelihood of a slip has halved.
  package static let slipScale = (quarter / (lateAtAll / lateByQuarter - 1)).step("days that halve a slip", .days)

  /// Likelihood that a programme slips by more than `days`: 70% at 0 and 38% at 91 days, falling like 1 / (1 + d / 108).
  package static func slips(beyond days: Quantity) -> Quantity { lateAtAll / (1 + Quantity.most(0, days) / slipScale) }

  /// What is left of that likelihood when the slack grows by a quarter.
  package static func slipsLeft(after days: Quantity) -> Quantity {
    slips(beyond: Quantity.most(0, days) + quarter) / slips(beyond: days)
  }

  /// Likelihood that at least one of `count` independent attempts fails.
  package static func any(of count: Quantity, each share: Quantity) -> Quantity {
    Quantity.least(almostCertain, 1 - (1 - share).power(count))
  }
}
