import Estates

/// Risks that come from the state of the systems themselves.
enum TechnologyRisks {
  static let rules = [outOfSupport, fixedAddress, noRegion]

  static let outOfSupport = RiskRule(
    id: "TECH-01", name: "Operating system out of support at its cutover", category: .technology,
    fires: "workloads that are carried over on an operating system whose support ends before their cutover",
    model:
      "Each fails its first cutover with 10%, twice the ordinary rate (tools class such systems as hard); a failed one "
      + "is moved again and leaves 14 days later. Likelihood: at least one fails; impact: what makes likelihood * impact "
      + "the expected cost. Support dates are those of the makers, without paid extensions.",
    response: "On a supported system the ordinary rate of 5% is left of the 10%.", isGuarded: true
  ) { facts in
    let workloads = facts.estate.workloads
    var byName: [String: (end: Day, rows: [Int])] = [:]
    for row in 0..<workloads.count {
      guard let cutover = facts.reading.cutover(row) else { continue }
      switch workloads.disposition[row] {
      case .rehost, .relocate, .replatform: break
      case .refactor, .repurchase, .retire, .retain: continue
      }
      let text = facts.estate.texts[workloads.operatingSystems[row]]
      guard !text.isEmpty, let (name, end) = SupportEnds.known(text), end < cutover else { continue }
      byName[name, default: (end, [])].rows.append(row)
    }
    return byName.sorted { Wording.byBytes($0.key, $1.key) }.map { name, found in
      let rows = facts.byCutover(found.rows)
      let events = facts.failures(of: rows, each: RiskAssumptions.failedOnUnsupported)
      let last = rows.compactMap { facts.reading.cutover($0) }.max()!
      return RiskDraft(
        because:
          "\(Wording.count(rows.count, "workload")) \(rows.count == 1 ? "is" : "are") carried over on \(name), whose support ended on "
          + "\(found.end), the last on \(last)",
        event: "tools and drivers may not support the move",
        leadingTo:
          "a second attempt two weeks later for those that fail, \(facts.money(events.expected.value)) expected, and machines "
          + "without security updates until then",
        subject: ["os", name], chance: events.chance, loss: events.loss, responses: [.mitigate],
        responseCost: facts.rehearsalCost(rows),
        responseDescription: "Upgrade in place or change to replatform before the move, or move these first.",
        residual: events.left(each: RiskAssumptions.failedCutover),
        proximity: facts.firstCutover(rows),
        trigger:
          "support of \(name) ends on \(found.end), before the cutover of \(Wording.count(rows.count, "workload"))",
        workloads: rows, evidence: [facts.evidence(rows)], ownedThrough: rows, terms: facts.moveTerms(rows))
    }
  }

  static let fixedAddress = RiskRule(
    id: "TECH-03", name: "Fixed address", category: .technology,
    fires: "workloads that are carried over say yes in the column static_ip, by site",
    model:
      "An address that others have written down changes with the move: each fails its first cutover with 10%, twice the "
      + "ordinary rate (planning value); a failed one is moved again and leaves 14 days later. Likelihood: at least one "
      + "fails; impact: what makes likelihood * impact the expected cost.",
    response: "With names in place of addresses the ordinary rate of 5% is left of the 10%.", needs: ["static_ip"]
  ) { facts in
    guard let cells = facts.attribute("static_ip") else { return [] }
    return facts.bySite.compactMap { site, leaving -> RiskDraft? in
      let rows = leaving.filter { facts.isCarried($0) && AttributeWords.isYes(facts.estate.texts[cells[$0]]) }
      guard !rows.isEmpty else { return nil }
      let events = facts.failures(of: rows, each: RiskAssumptions.failedOnUnsupported)
      return RiskDraft(
        because:
          "\(Wording.count(rows.count, "workload")) leaving \(facts.siteName(site)) \(rows.count == 1 ? "has" : "have") a fixed "
          + "address (\(Wording.sample(rows.map { facts.reading.workloadKey($0) })))",
        event: "what calls them by that address may not find them after the cutover",
        leadingTo:
          "a second attempt two weeks later for those that fail, \(facts.money(events.expected.value)) expected",
        subject: ["site", facts.siteKey(site)], chance: events.chance, loss: events.loss, responses: [.mitigate],
        responseCost: facts.rehearsalCost(rows),
        responseDescription: "Give callers a name to call before \(facts.firstCutover(rows)), or stretch the network.",
        residual: events.left(each: RiskAssumptions.failedCutover),
        proximity: facts.firstCutover(rows),
        trigger: "\(Wording.count(rows.count, "leaving workload")) with static_ip (fires from 1)", workloads: rows,
        evidence: [facts.evidence(rows)], ownedThrough: rows, terms: facts.moveTerms(rows))
    }
  }

  static let noRegion = RiskRule(
    id: "TECH-04", name: "No target region", category: .technology,
    fires: "workloads that are carried over name no target_region",
    model:
      "Without a region there is no landing zone, quota or network to move to: each misses its first window with 25% "
      + "(planning value) and leaves 14 days later (its cost of delay). Likelihood: at least one does; impact: what makes "
      + "likelihood * impact the expected cost.",
    response: "With the region decided, a tenth of the likelihood is left (planning value)."
  ) { facts in
    let regions = facts.estate.workloads.targetRegions
    let rows = facts.byCutover(
      regions.indices.filter { facts.isCarried($0) && facts.estate.texts[regions[$0]].isEmpty })
    guard !rows.isEmpty else { return [] }
    let events = RiskEvents.alike(
      rows.count, each: RiskAssumptions.missedWindow, costing: facts.delay(of: rows) * RiskAssumptions.nextWindow)
    let carried = regions.indices.count { facts.isCarried($0) }
    return [
      RiskDraft(
        because:
          "\(Wording.number(rows.count)) of the \(Wording.count(carried, "workload")) that \(carried == 1 ? "is" : "are") carried over "
          + "\(rows.count == 1 ? "names" : "name") no target region",
        event: "the place where they are to run may not be ready at their cutover",
        leadingTo:
          "missed windows of \(Wording.days(RiskAssumptions.nextWindowDays)), \(facts.money(events.expected.value)) expected",
        subject: ["estate", "target_region"], chance: events.chance, loss: events.loss, responses: [.avoid],
        responseDescription: "Decide the region of each before \(facts.firstCutover(rows)), and ask for its quota.",
        residual: events.left(RiskAssumptions.settled), proximity: facts.firstCutover(rows),
        trigger: "\(Wording.count(rows.count, "empty cell")) in target_region (fires from 1)", workloads: rows,
        evidence: [facts.evidence(rows)], terms: facts.moveTerms(rows))
    ]
  }
}

/// What people write into a column that asks for yes or no.
enum AttributeWords {
  static func isYes(_ text: String) -> Bool { ["yes", "y", "true", "1", "x"].contains(text.lowercased()) }
}
