import Estates

/// Risks that come from paying twice.
enum CostRisks {
  static let rules = [dualRunning]

  static let dualRunning = RiskRule(
    id: "COST-01", name: "Decommissioning drags on", category: .cost,
    fires: "a site gives back hosts, racks or itself after a lag of decommissioning",
    model:
      "The slowest tenth of decommissionings takes 120 days where the middle takes 45: the planned lag stretches by 167%. "
      + "Likelihood: 10%, by that definition. Impact: the annual cost of what the site gives back * stretched days / 365, "
      + "without what is committed beyond its release anyway."
  ) { facts in
    let lag = facts.program.decommissionLagDays
    guard lag > 0 else { return [] }
    let estate = facts.estate
    let days = Double(lag) * RiskAssumptions.decommissionStretch
    var annual = [Double](repeating: 0, count: estate.sites.count)
    var count = [Int](repeating: 0, count: estate.sites.count)
    var first = [Day?](repeating: nil, count: estate.sites.count)
    func add(_ cost: Double?, _ committed: Day?, _ released: Day?, _ site: Int32) {
      guard let released, site != Estate.none else { return }
      if let committed, committed > released { return }
      guard let cost, cost > 0 else { return }
      annual[Int(site)] += cost
      count[Int(site)] += 1
      first[Int(site)] = min(first[Int(site)] ?? released, released)
    }
    let released = facts.reading.released
    for host in 0..<estate.hosts.count {
      add(
        estate.hosts.annualCost[host], estate.hosts.committedUntil[host], released.hosts[host], estate.hosts.site[host])
    }
    for rack in 0..<estate.racks.count {
      add(
        estate.racks.annualCost[rack], estate.racks.committedUntil[rack], released.racks[rack], estate.racks.site[rack])
    }
    for site in 0..<estate.sites.count {
      add(estate.sites.annualCost[site], estate.sites.committedUntil[site], released.sites[site], Int32(site))
    }
    return annual.indices.compactMap { site -> RiskDraft? in
      guard count[site] > 0, let first = first[site] else { return nil }
      let cost = annual[site] * days / 365
      return RiskDraft(
        because:
          "\(Wording.number(count[site])) machines, racks or rooms of \(facts.siteName(site)) worth \(facts.money(annual[site])) a year wait "
          + "\(Wording.days(lag)) to be given back",
        event: "their decommissioning may take \(Wording.days(Int(days.rounded()))) more, as the slowest tenth does",
        leadingTo: "\(facts.money(cost)) of dual running",
        subject: ["site", facts.siteKey(site)], likelihood: 100 * RiskAssumptions.decommissionStretchShare,
        impact: cost,
        responses: [.mitigate], responseCost: 0,
        responseDescription: "Give decommissioning its own crew and a date for each machine, from \(first) on.",
        residual: (0.5, 1), proximity: first,
        trigger: "lag of \(Wording.days(lag)) on \(Wording.count(count[site], "release")) with a cost (fires from 1)",
        workloads: [], evidence: [RiskEvidence(file: "plan.json", path: "/releases"), facts.evidence(sites: [site])],
        ownedThrough: [])
    }
  }
}
