import Estates

/// Risks that come from paying twice.
enum CostRisks {
  static let rules = [dualRunning, overrun, committed]

  static let dualRunning = RiskRule(
    id: "COST-01", name: "Decommissioning drags on", category: .cost,
    fires: "a site gives back hosts, racks or itself after a lag of decommissioning",
    model:
      "The slowest tenth of decommissionings takes 120 days where the middle takes 45: the planned lag stretches by 167%. "
      + "Likelihood: 10%, by that definition. Impact: the annual cost of what the site gives back * stretched days / 365, "
      + "without what is committed beyond its release anyway.",
    response: "A crew and a date for each machine take half of the likelihood (planning value)."
  ) { facts in
    let lag = facts.program.decommissionLagDays
    guard lag > 0 else { return [] }
    let estate = facts.estate
    let days = Double(lag) * RiskAssumptions.decommissionStretch.value
    var annual = [Double](repeating: 0, count: estate.sites.count)
    var count = [Int](repeating: 0, count: estate.sites.count)
    var first = [Day?](repeating: nil, count: estate.sites.count)
    var terms = [[RiskTerm]](repeating: [], count: estate.sites.count)
    func add(_ cost: Double?, _ committed: Day?, _ released: Day?, _ site: Int32, _ term: () -> RiskTerm) {
      guard let released, site != Estate.none else { return }
      if let committed, committed > released { return }
      guard let cost, cost > 0 else { return }
      annual[Int(site)] += cost
      count[Int(site)] += 1
      first[Int(site)] = min(first[Int(site)] ?? released, released)
      terms[Int(site)].append(term())
    }
    let released = facts.reading.released
    for host in 0..<estate.hosts.count {
      add(
        estate.hosts.annualCost[host], estate.hosts.committedUntil[host], released.hosts[host], estate.hosts.site[host]
      ) { facts.hostTerm(host) }
    }
    for rack in 0..<estate.racks.count {
      add(
        estate.racks.annualCost[rack], estate.racks.committedUntil[rack], released.racks[rack], estate.racks.site[rack]
      ) { facts.term(rack: rack, [("annual_cost", .number(estate.racks.annualCost[rack] ?? 0, .moneyPerYear))]) }
    }
    for site in 0..<estate.sites.count {
      add(estate.sites.annualCost[site], estate.sites.committedUntil[site], released.sites[site], Int32(site)) {
        facts.term(site: site, [("annual_cost", .number(estate.sites.annualCost[site] ?? 0, .moneyPerYear))])
      }
    }
    let (costs, counts, firsts, lists) = (annual, count, first, terms)
    return costs.indices.compactMap { site -> RiskDraft? in
      guard counts[site] > 0, let first = firsts[site] else { return nil }
      let stretch =
        facts.days("lag of decommissioning", lag, from: "program.json, decommissionLagDays")
        * RiskAssumptions.decommissionStretch
      let sum = Quantity(
        "annual cost of what the site gives back", costs[site], .moneyPerYear,
        from: "annual_cost of hosts, racks and the site, listed below")
      let loss = sum * stretch.step("days more", .days) / RiskAssumptions.year
      let list = lists[site]
      return RiskDraft(
        because:
          "\(Wording.number(counts[site])) machines, racks or rooms of \(facts.siteName(site)) worth \(facts.money(costs[site])) a year wait "
          + "\(Wording.days(lag)) to be given back",
        event: "their decommissioning may take \(Wording.days(Int(days.rounded()))) more, as the slowest tenth does",
        leadingTo: "\(facts.money(loss.value)) of dual running",
        subject: ["site", facts.siteKey(site)], chance: RiskAssumptions.decommissionStretchShare,
        loss: loss, responses: [.mitigate],
        responseDescription: "Give decommissioning its own crew and a date for each machine, from \(first) on.",
        residual: (RiskAssumptions.halved, 1), proximity: first,
        trigger: "lag of \(Wording.days(lag)) on \(Wording.count(counts[site], "release")) with a cost (fires from 1)",
        workloads: [], places: [(site, 1)],
        evidence: [RiskEvidence(file: "plan.json", path: "/releases"), facts.evidence(sites: [site])], terms: { list })
    }
  }

  static let overrun = RiskRule(
    id: "COST-02", name: "Moving costs more than estimated", category: .cost,
    fires: "workloads that leave have a one-off cost",
    model:
      "Likelihood: 75%, the share of programmes over budget (McKinsey 2021). Impact: 14% of the one-off cost of what "
      + "leaves, the overspend a year in the same survey, once.",
    response: "Fixed prices and a reserve that is spent by decision take half of it (planning value)."
  ) { facts in
    let rows = facts.byCutover(Array(0..<facts.estate.workloads.count)).filter { facts.moveCost($0) > 0 }
    guard !rows.isEmpty else { return [] }
    let sum = facts.moving(rows)
    let loss = sum * RiskAssumptions.overspend
    return [
      RiskDraft(
        because:
          "moving \(Wording.count(rows.count, "workload")) is estimated at \(facts.money(sum.value)) and three programmes in four "
          + "spend more than they estimate",
        event: "the moves may cost 14% more", leadingTo: "\(facts.money(loss.value)) beyond the budget",
        subject: ["estate", "one_off_cost"], chance: RiskAssumptions.overBudget, loss: loss,
        responses: [.transfer, .mitigate],
        responseDescription:
          "Agree fixed prices for moves that repeat, and hold \(facts.money(loss.value)) back as a reserve.",
        residual: (1, RiskAssumptions.halved), proximity: facts.firstCutover(rows),
        trigger: "\(Wording.count(rows.count, "leaving workload")) with a one-off cost (fires from 1)", workloads: rows,
        evidence: [facts.evidence(rows)], terms: facts.moveTerms(rows))
    ]
  }

  static let committed = RiskRule(
    id: "COST-03", name: "Committed beyond the release", category: .cost,
    fires: "hosts, racks or a site are released before committed_until, by site",
    model:
      "Likelihood: 100%, the contract says so. Impact: annual cost * days from the release to committed_until (to the "
      + "horizon at most) / 365, summed.",
    response: "Let on, sold back or used for something else, half of it is left (planning value)."
  ) { facts in
    let estate = facts.estate
    let released = facts.reading.released
    var terms = [[RiskTerm]](repeating: [], count: estate.sites.count)
    var sums = [Double](repeating: 0, count: estate.sites.count)
    var firsts = [Day?](repeating: nil, count: estate.sites.count)
    func add(
      _ cost: Double?, _ committed: Day?, _ released: Day?, _ site: Int32,
      _ term: ([(String, RiskTerm.Cell)]) -> RiskTerm
    ) {
      guard let released, let committed, committed > released, site != Estate.none, let cost, cost > 0 else { return }
      let days = max(0, min(committed, facts.program.horizon) - released)
      let paid = cost * Double(days) / 365
      sums[Int(site)] += paid
      firsts[Int(site)] = min(firsts[Int(site)] ?? released, released)
      terms[Int(site)].append(
        term([
          ("annual_cost", .number(cost, .moneyPerYear)), ("released", .text("\(released)")),
          ("committed_until", .text("\(committed)")), ("cost", .number(paid, .money)),
        ]))
    }
    for host in 0..<estate.hosts.count {
      add(
        estate.hosts.annualCost[host], estate.hosts.committedUntil[host], released.hosts[host], estate.hosts.site[host]
      ) { facts.term(host: host, $0) }
    }
    for rack in 0..<estate.racks.count {
      add(
        estate.racks.annualCost[rack], estate.racks.committedUntil[rack], released.racks[rack], estate.racks.site[rack]
      ) { facts.term(rack: rack, $0) }
    }
    for site in 0..<estate.sites.count {
      add(estate.sites.annualCost[site], estate.sites.committedUntil[site], released.sites[site], Int32(site)) {
        facts.term(site: site, $0)
      }
    }
    let (lists, costs, days) = (terms, sums, firsts)
    return lists.indices.compactMap { site -> RiskDraft? in
      guard costs[site] > 0, let first = days[site] else { return nil }
      let list = lists[site]
      let loss = Quantity(
        "paid after the release", costs[site], .money, from: "annual_cost * days to committed_until / 365, listed below"
      )
      return RiskDraft(
        because:
          "\(Wording.count(list.count, "contract")) at \(facts.siteName(site)) \(list.count == 1 ? "runs" : "run") on after the plan "
          + "gives back what \(list.count == 1 ? "it is" : "they are") about",
        event: "machines, racks or rooms may be paid for that nobody uses",
        leadingTo: "\(facts.money(loss.value)) from \(first) on",
        subject: ["site", facts.siteKey(site)], chance: 1, loss: loss, responses: [.transfer, .mitigate],
        responseDescription: "Agree to end the contracts with the release, or find another use from \(first) on.",
        residual: (1, RiskAssumptions.halved), proximity: first,
        trigger: "\(Wording.count(list.count, "release")) before committed_until (fires from 1)", workloads: [],
        places: [(site, 1)],
        evidence: [RiskEvidence(file: "plan.json", path: "/releases"), facts.evidence(sites: [site])],
        terms: { list })
    }
  }
}
