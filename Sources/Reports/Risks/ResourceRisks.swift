import Estates
import Plans

/// Risks that come from people's hours.
enum ResourceRisks {
  static let rules = [overload]

  static let overload = RiskRule(
    id: "RES-01", name: "Team without reserve", category: .resources,
    fires: "a limit on effort_hours is used beyond 90% in at least two periods",
    model:
      "Leave and illness take 10% of the hours beyond what a limit foresees (planning value), so that a period used to "
      + "the share u lacks u - 0.9 of its limit. Likelihood: 70% (programmes that are late at all) times the share of used "
      + "periods that are so full. Impact: the share that does not fit leaves one wave later, at the cost of delay."
  ) { facts in
    facts.limits.compactMap { limit -> RiskDraft? in
      guard limit.limit.measure == "effort_hours" else { return nil }
      let reserve = 1 - RiskAssumptions.absence
      let used = limit.use.periods.filter { $0.use > 0 && $0.limit > 0 }
      let full = used.filter { $0.use > reserve * $0.limit }
      guard full.count >= 2, let worst = full.max(by: { $0.use / $0.limit < $1.use / $1.limit }) else { return nil }
      var cost = 0.0
      var rows: [Int] = []
      for period in full {
        let movers = limit.movers(in: period)
        let missing = (period.use - reserve * period.limit) / period.use
        cost += missing * facts.delay.perDay(of: movers) * Double(facts.waveDays(of: movers))
        rows += movers
      }
      let likelihood = RiskAssumptions.lateAtAll * Double(full.count) / Double(used.count)
      return RiskDraft(
        because:
          "\(facts.ruleLabel(limit.index)) is used beyond 90% in \(Wording.number(full.count)) of \(Wording.count(used.count, "period")), most in \(worst.period) "
          + "(\(Wording.amount(worst.use)) of \(Wording.amount(worst.limit)) hours)",
        event: "leave or illness may leave the team short",
        leadingTo: "the work that does not fit leaving one wave later, \(facts.money(cost))",
        subject: facts.ruleSubject(limit.index), likelihood: 100 * likelihood, impact: cost,
        responses: [.mitigate, .transfer], responseCost: 0,
        responseDescription: "Hold a tenth of the hours back in the limit and plan again, or book help for "
          + "\(Wording.sample(full.map(\.period))).",
        residual: (0.5, 1), proximity: rows.isEmpty ? facts.program.start : facts.firstCutover(rows),
        trigger:
          "\(Wording.percent(worst.use / worst.limit)) in \(worst.period), \(full.count) periods above 90% (fires from 2)",
        workloads: facts.byCutover(rows), evidence: [facts.evidence(rule: limit.index)], ownedThrough: [])
    }
  }
}
