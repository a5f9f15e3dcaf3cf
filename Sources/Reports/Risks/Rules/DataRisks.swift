import Estates
import Plans

/// Risks that come from what the inventory does not say.
enum DataRisks {
  static let rules = [unknownMeasure, noOwner, noRehearsal]

  static let unknownMeasure = RiskRule(
    id: "DATA-01", name: "Limit filled with unknown numbers", category: .data,
    fires: "workloads that leave and that a limit counts have no value in the column it counts",
    model:
      "Each counts as 0; were each as large as the mean of the known ones, the use of its wave would rise. Likelihood: "
      + "the share of used waves that would then be over their limit, at least 22% (share of machines that an inventory "
      + "gets wrong). Impact: the unknown ones leave 28 days later (their cost of delay).",
    response: "Filled in and planned again, a tenth of the likelihood is left (planning value)."
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
      let full = Quantity("waves then over the limit", Double(over.count), .count, from: "worked out with the mean")
      let used = Quantity("waves with an unknown one", Double(waves.count), .count, from: "plan.json, /waves")
      let chance = Quantity.least(
        RiskAssumptions.almostCertain, Quantity.most(RiskAssumptions.inventoryError, full / used))
      let loss = facts.delay(of: unknown) * (2 * RiskAssumptions.nextWindow)
      let days = 2 * RiskAssumptions.nextWindowDays
      let label = facts.ruleLabel(limit.index)
      return RiskDraft(
        because:
          "\(Wording.number(unknown.count)) of the \(Wording.number(counted.count)) workloads that \(label) counts have no "
          + "\(limit.limit.measure) and weigh nothing in it",
        event: "their waves may be fuller than the plan says",
        leadingTo:
          "\(Wording.count(over.count, "wave")) over the limit were they as large as the others (\(Wording.amount(mean)) each), and "
          + "a move \(Wording.days(days)) later",
        subject: facts.ruleSubject(limit.index), chance: chance, loss: loss, responses: [.mitigate],
        responseDescription: "Fill in \(limit.limit.measure) of these workloads and plan again.",
        residual: (RiskAssumptions.settled, 1), proximity: facts.firstCutover(unknown),
        trigger: "\(Wording.count(unknown.count, "empty cell")) in \(limit.limit.measure) (fires from 1)",
        workloads: unknown, evidence: [facts.evidence(unknown), facts.evidence(rule: limit.index)],
        terms: facts.moveTerms(unknown))
    }
  }

  static let noOwner = RiskRule(
    id: "DATA-02", name: "Nobody owns it", category: .data,
    fires: "workloads that leave a site have an owner neither in their own row nor in that of their application",
    model:
      "Each misses its first window with 25% for want of a sign-off (planning value) and leaves 14 days later (its "
      + "cost of delay). Likelihood: at least one does; impact: what makes likelihood * impact the expected cost.",
    response: "With an owner named, a tenth of the likelihood is left (planning value)."
  ) { facts in
    facts.bySite.compactMap { site, leaving -> RiskDraft? in
      let rows = leaving.filter { facts.reading.owners[$0] == 0 }
      guard !rows.isEmpty else { return nil }
      let events = RiskEvents.alike(
        rows.count, each: RiskAssumptions.missedWindow, costing: facts.delay(of: rows) * RiskAssumptions.nextWindow)
      let keys = rows.map { facts.reading.workloadKey($0) }
      return RiskDraft(
        because:
          "\(Wording.count(rows.count, "workload")) leaving \(facts.siteName(site)) \(rows.count == 1 ? "has" : "have") no owner "
          + "(\(Wording.sample(keys)))",
        event: "nobody may sign off the outage, the test or the shutdown",
        leadingTo:
          "missed windows of \(Wording.days(RiskAssumptions.nextWindowDays)), \(facts.money(events.expected.value)) expected",
        subject: ["site", facts.siteKey(site)], chance: events.chance, loss: events.loss, responses: [.avoid],
        responseDescription: "Name an owner for each before \(facts.firstCutover(rows)).",
        residual: events.left(RiskAssumptions.settled),
        proximity: facts.firstCutover(rows),
        trigger: "\(Wording.count(rows.count, "leaving workload")) without owner (fires from 1)", workloads: rows,
        evidence: [facts.evidence(rows)], terms: facts.moveTerms(rows))
    }
  }

  static let noRehearsal = RiskRule(
    id: "DATA-03", name: "Nowhere to rehearse", category: .data,
    fires:
      "applications whose production is carried over have no workload in an environment for tests, by business unit",
    model:
      "A cutover that was rehearsed fails with 2%, one that was not with 5% (planning values): each of these workloads "
      + "fails with the 3% between. A failed one is moved again and leaves 14 days later. Likelihood: at least one fails; "
      + "impact: what makes likelihood * impact the expected cost.",
    response: "Rehearsed in a copy, a tenth of the likelihood is left (planning value).", needs: ["environment"]
  ) { facts in
    let workloads = facts.estate.workloads
    var isTested = [Bool](repeating: false, count: facts.estate.applications.count)
    var production = [[Int]](repeating: [], count: facts.estate.applications.count)
    for row in 0..<workloads.count where workloads.application[row] != Estate.none {
      let application = Int(workloads.application[row])
      let environment = facts.estate.texts[workloads.environments[row]]
      if EnvironmentWords.isTest(environment) { isTested[application] = true }
      if facts.isCarried(row), EnvironmentWords.isProduction(environment) { production[application].append(row) }
    }
    var byUnit: [String: (rows: [Int], applications: Int)] = [:]
    for application in isTested.indices where !isTested[application] && !production[application].isEmpty {
      let unit = facts.estate.texts[facts.reading.businessUnits[production[application][0]]]
      byUnit[unit, default: ([], 0)].rows += production[application]
      byUnit[unit]!.applications += 1
    }
    let added = (RiskAssumptions.failedCutover - RiskAssumptions.rehearsedFailure).step(
      "failures for want of a rehearsal", .share)
    return byUnit.sorted { Wording.byBytes($0.key, $1.key) }.map { unit, found in
      let rows = facts.byCutover(found.rows)
      let events = facts.failures(of: rows, each: added)
      let name = unit.isEmpty ? "an unknown business unit" : unit
      return RiskDraft(
        because:
          "\(Wording.count(found.applications, "application")) of \(name) with \(Wording.count(rows.count, "workload")) in "
          + "production \(found.applications == 1 ? "has" : "have") no environment for tests",
        event: "a cutover that nobody could rehearse may fail",
        leadingTo:
          "a second attempt two weeks later for those that fail, \(facts.money(events.expected.value)) expected",
        subject: ["business unit", unit], chance: events.chance, loss: events.loss, responses: [.mitigate],
        responseCost: facts.rehearsalCost(rows),
        responseDescription: "Rehearse each cutover in an isolated copy before \(facts.firstCutover(rows)).",
        residual: events.left(RiskAssumptions.settled), proximity: facts.firstCutover(rows),
        trigger:
          "\(Wording.count(found.applications, "application")) without test, development or acceptance (fires from 1)",
        workloads: rows, evidence: [facts.evidence(rows)], ownedThrough: rows, terms: facts.moveTerms(rows))
    }
  }
}

/// The words by which environments say what they are for.
enum EnvironmentWords {
  private static let test: Set<String> = [
    "test", "tst", "dev", "development", "uat", "acceptance", "abnahme", "qa", "quality", "staging", "stage", "sandbox",
    "integration", "int", "pre", "preprod", "preproduction", "non", "nonprod", "training", "lab",
  ]
  private static let production: Set<String> = ["prod", "prd", "production", "live", "productive"]

  static func isTest(_ environment: String) -> Bool { holds(environment, test) }
  static func isProduction(_ environment: String) -> Bool {
    holds(environment, production) && !holds(environment, test)
  }

  private static func holds(_ text: String, _ words: Set<String>) -> Bool {
    text.lowercased().split { !($0.isLetter || $0.isNumber) }.contains { words.contains(String($0)) }
  }
}
