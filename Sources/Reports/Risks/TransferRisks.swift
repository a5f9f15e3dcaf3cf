import Estates
import Plans

/// Risks that come from the lines over which data leaves.
enum TransferRisks {
  static let rules = [fullLink]

  static let fullLink = RiskRule(
    id: "NET-01", name: "Transfer fills its line", category: .network,
    fires: "a limit on storage_gb is used beyond 6/7 in a wave, quarter or year",
    model:
      "Real throughput lies evenly between 60 and 80% of the nominal one (vendor guidance), that is between 6/7 and 8/7 "
      + "of a limit set at the middle: a period used to the share u does not fit with (u - 6/7) / (2/7). Then the data "
      + "left over, half of u - 6/7 in the mean, leaves one wave later at the cost of delay of its workloads. Likelihood: "
      + "at least one period does not fit; impact: what makes likelihood * impact the expected cost."
  ) { facts in
    facts.limits.compactMap { limit -> RiskDraft? in
      guard limit.limit.measure == "storage_gb" else { return nil }
      let (slow, fast) = (RiskAssumptions.slowestLink, RiskAssumptions.fastestLink)
      var events = IndependentEvents()
      var rows: [Int] = []
      var tight: [Plan.RuleUse.Period] = []
      for period in limit.use.periods where period.limit > 0 && period.use / period.limit > slow {
        let use = period.use / period.limit
        let movers = limit.movers(in: period)
        let late = facts.delay.perDay(of: movers) * Double(facts.waveDays(of: movers))
        events.add(likelihood: (use - slow) / (fast - slow), cost: late * min(1, (use - slow) / 2 / use))
        rows += movers
        tight.append(period)
      }
      guard let first = tight.first, !rows.isEmpty else { return nil }
      let worst = tight.max { $0.use / $0.limit < $1.use / $1.limit } ?? first
      return RiskDraft(
        because:
          "\(facts.ruleLabel(limit.index)) is used beyond 6/7 in \(Wording.count(tight.count, "period")), most in \(worst.period) "
          + "(\(Wording.amount(worst.use)) of \(Wording.amount(worst.limit)) GB)",
        event: "the replication may not finish before the cutover",
        leadingTo: "workloads left over for the next wave, \(facts.money(events.expected)) expected",
        subject: facts.ruleSubject(limit.index), likelihood: 100 * events.likelihood, impact: events.impact,
        responses: [.mitigate, .transfer], responseCost: 0,
        responseDescription: "Seed the largest disks offline or begin to replicate a wave earlier.",
        residual: (0.25, 1), proximity: facts.firstCutover(rows),
        trigger: "use of \(Wording.percent(worst.use / worst.limit)) in \(worst.period) (fires above 85.7%)",
        workloads: facts.byCutover(rows), evidence: [facts.evidence(rule: limit.index)], ownedThrough: [])
    }
  }
}
