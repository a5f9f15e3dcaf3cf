import Estates
import Plans

/// Risks that come from what the inventory does not say.
enum DataRisks {
  static let rules = [unknownMeasure, noOwner]

  static let unknownMeasure = RiskRule(
    id: "DATA-01", name: "Limit filled with unknown numbers", category: .data,
    fires: "workloads that leave and that a limit counts have no value in the column it counts",
    model:
      "Each counts as 0; were each as large as the mean of the known ones, the use of its wave would rise. Likelihood: "
      + "the share of used waves that would then be over their limit, at least 22% (share of machines that an inventory "
      + "gets wrong). Impact: the unknown ones leave 28 days later (their cost of delay)."
  ) { facts in
    let estate = facts.estate
    return facts.limits.compactMap { limit -> RiskDraft? in
      guard let cells = facts.measured(limit.limit.measure) else { return nil }
      let counted = limit.movers
      let unknown = counted.filter { cells[$0] == nil }
      let known = counted.compactMap { cells[$0] }
      guard !unknown.isEmpty else { return nil }
      let mean = known.isEmpty ? 0 : known.reduce(0, +) / Double(known.count)
      var over: Set<Int> = []
      for row in unknown {
        let wave = facts.reading.wave[row]
        let extra = mean * Double(unknown.count { facts.reading.wave[$0] == wave })
        if let period = limit.period(ofWave: wave), period.use + extra > period.limit { over.insert(wave) }
      }
      let waves = Set(unknown.map { facts.reading.wave[$0] })
      let likelihood = min(
        RiskAssumptions.almostCertain,
        max(RiskAssumptions.inventoryError, Double(over.count) / Double(waves.count)))
      let days = 2 * RiskAssumptions.nextWindowDays
      let cost = facts.delay.perDay(of: unknown) * Double(days)
      let label = facts.ruleLabel(limit.index)
      return RiskDraft(
        because:
          "\(Wording.number(unknown.count)) of the \(Wording.number(counted.count)) workloads that \(label) counts have no "
          + "\(limit.limit.measure) and weigh nothing in it",
        event: "their waves may be fuller than the plan says",
        leadingTo:
          "\(Wording.count(over.count, "wave")) over the limit were they as large as the others (\(Wording.amount(mean)) each), and "
          + "a move \(Wording.days(days)) later",
        subject: facts.ruleSubject(limit.index), likelihood: 100 * likelihood, impact: cost, responses: [.mitigate],
        responseCost: 0, responseDescription: "Fill in \(limit.limit.measure) of these workloads and plan again.",
        residual: (0.1, 1), proximity: facts.firstCutover(unknown),
        trigger: "\(Wording.count(unknown.count, "empty cell")) in \(limit.limit.measure) (fires from 1)",
        workloads: unknown, evidence: [facts.evidence(unknown), facts.evidence(rule: limit.index)], ownedThrough: [])
    }
  }

  static let noOwner = RiskRule(
    id: "DATA-02", name: "Nobody owns it", category: .data,
    fires: "workloads that leave a site have an owner neither in their own row nor in that of their application",
    model:
      "Each misses its first window with 25% for want of a sign-off (planning value) and leaves 14 days later (its "
      + "cost of delay). Likelihood: at least one does; impact: what makes likelihood * impact the expected cost."
  ) { facts in
    facts.bySite.compactMap { site, leaving -> RiskDraft? in
      let rows = leaving.filter { facts.reading.owners[$0] == 0 }
      guard !rows.isEmpty else { return nil }
      var events = IndependentEvents()
      for row in rows {
        events.add(
          likelihood: RiskAssumptions.unownedMissesWindow,
          cost: facts.delay.perDay[row] * Double(RiskAssumptions.nextWindowDays))
      }
      let keys = rows.map { facts.reading.workloadKey($0) }
      return RiskDraft(
        because:
          "\(Wording.count(rows.count, "workload")) leaving \(facts.siteName(site)) \(rows.count == 1 ? "has" : "have") no owner "
          + "(\(Wording.sample(keys)))",
        event: "nobody may sign off the outage, the test or the shutdown",
        leadingTo:
          "missed windows of \(Wording.days(RiskAssumptions.nextWindowDays)), \(facts.money(events.expected)) expected",
        subject: ["site", facts.siteKey(site)], likelihood: 100 * events.likelihood, impact: events.impact,
        responses: [.avoid], responseCost: 0,
        responseDescription: "Name an owner for each before \(facts.firstCutover(rows)).", residual: (0.1, 1),
        proximity: facts.firstCutover(rows),
        trigger: "\(Wording.count(rows.count, "leaving workload")) without owner (fires from 1)", workloads: rows,
        evidence: [facts.evidence(rows)], ownedThrough: [])
    }
  }
}
