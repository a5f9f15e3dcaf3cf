import Estates
import Plans

/// What runs, or stands, twice: workloads that have migrated and whose old machine is not switched off, and hosts that are
/// empty and not collected. To date, and to go.
package struct DualRunning: Hashable, Sendable {
  /// Workloads that run twice today.
  package var workloads = 0
  /// Money since each migrated: `annual_run_cost`, day by day, until it was switched off or until today.
  package var toDate = 0.0
  /// What the plan allows for the same workloads: `parallelRunDays` each.
  package var plannedToDate = 0.0
  /// What the workloads that have not moved will cost at the days that it took so far, and those that run twice at what is
  /// left of them.
  package var toGo = 0.0
  /// Days from migrating to switching off, on average over those that were switched off.
  package var meanDays: Double?
  package var plannedDays = 0
  /// Empty hosts that stand there, and the money that they cost a year.
  package var emptyHosts = 0
  package var emptyHostsAnnualCost = 0.0
  /// What they have cost since each became empty.
  package var emptyHostsToDate = 0.0
  /// Days since, of the oldest and of the middle one.
  package var oldestEmpty: Int?
  package var medianEmpty: Int?
  /// Empty for longer than the plan's `decommissionLagDays`.
  package var overdueHosts = 0

  package init(_ standing: Standing) {
    let estate = standing.estate
    let asOf = standing.asOf
    plannedDays = standing.plan.program?.parallelRunDays ?? estate.program.parallelRunDays
    let lag = standing.plan.program?.decommissionLagDays ?? estate.program.decommissionLagDays
    var days = 0
    var ended = 0
    for actuals in standing.workloads {
      if let migrated = actuals.migrated, let off = actuals.decommissioned {
        days += off - migrated
        ended += 1
      }
    }
    meanDays = ended > 0 ? Double(days) / Double(ended) : nil
    let expected = meanDays ?? Double(plannedDays)
    for (row, actuals) in standing.workloads.enumerated() {
      let daily = (estate.workloads.annualRunCost[row] ?? 0) / 365
      if let migrated = actuals.migrated {
        let soFar = (actuals.decommissioned ?? asOf) - migrated
        toDate += daily * Double(soFar)
        plannedToDate += daily * Double(min(plannedDays, asOf - migrated))
        if actuals.decommissioned == nil {
          workloads += 1
          toGo += daily * max(0, expected - Double(soFar))
        }
      } else if actuals.removed == nil, standing.wave[row] > 0 {
        toGo += daily * expected
      }
    }
    var ages: [Int] = []
    for (host, state) in standing.hosts.enumerated() {
      guard case .empty(let since) = state else { continue }
      let cost = estate.hosts.annualCost[host] ?? 0
      emptyHosts += 1
      emptyHostsAnnualCost += cost
      emptyHostsToDate += cost * Double(asOf - since) / 365
      ages.append(asOf - since)
      if asOf - since > lag { overdueHosts += 1 }
    }
    ages.sort()
    oldestEmpty = ages.last
    medianEmpty = ages.isEmpty ? nil : ages[ages.count / 2]
  }
}
