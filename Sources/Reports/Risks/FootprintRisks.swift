import Estates
import Plans
import Topology

/// Risks that come from machines and sites that stay although workloads leave.
enum FootprintRisks {
  static let rules = [undrained, lastFew, idle]

  static let undrained = RiskRule(
    id: "FOOT-01", name: "Cluster that does not drain", category: .footprint,
    fires:
      "at least half of a cluster's workloads leave, and its share of hosts given back is lower by at least one host",
    model:
      "Likelihood: 100%, the plan says so. Impact: the annual cost of the hosts that the share of leaving workloads "
      + "would give back and the plan does not, from the end of the last wave in which one leaves to the horizon."
  ) { facts in
    let estate = facts.estate
    var members = [[Int]](repeating: [], count: estate.clusters.count)
    for row in 0..<estate.workloads.count where facts.reading.resolved.placement.cluster[row] != Estate.none {
      members[Int(facts.reading.resolved.placement.cluster[row])].append(row)
    }
    var hosts = [[Int]](repeating: [], count: estate.clusters.count)
    for host in 0..<estate.hosts.count where estate.hosts.cluster[host] != Estate.none {
      hosts[Int(estate.hosts.cluster[host])].append(host)
    }
    return members.indices.compactMap { cluster -> RiskDraft? in
      let leaving = facts.byCutover(members[cluster])
      let staying = members[cluster].filter { facts.reading.wave[$0] == 0 }
      let share = Double(leaving.count) / Double(max(1, members[cluster].count))
      let kept = hosts[cluster].filter { facts.reading.released.hosts[$0] == nil }
      let given = hosts[cluster].count - kept.count
      let surplus = Int((share * Double(hosts[cluster].count)).rounded(.down)) - given
      guard share >= 0.5, surplus >= 1, let last = leaving.last.flatMap({ facts.reading.cutover($0) }) else {
        return nil
      }
      let costs = kept.map { estate.hosts.annualCost[$0] ?? 0 }.sorted(by: >)
      let annual = costs.prefix(surplus).reduce(0, +)
      let from = last + facts.program.decommissionLagDays
      let cost = annual * Double(max(0, facts.program.horizon - from)) / 365
      let unsized = staying.filter {
        estate.workloads.cores[$0] == nil && estate.workloads.memoryGB[$0] == nil
      }
      let key = estate.texts[estate.clusters.keys[cluster]]
      let unknown = Wording.sample(unsized.map { facts.reading.workloadKey($0) })
      let cause =
        unsized.isEmpty
        ? "\(Wording.count(staying.count, "workload")) that \(staying.count == 1 ? "stays" : "stay") and the spare hosts"
        : "\(Wording.count(unsized.count, "workload")) of unknown size that \(unsized.count == 1 ? "stays" : "stay") (\(unknown))"
      return RiskDraft(
        because:
          "\(cause) \(staying.count == 1 && !unsized.isEmpty ? "keeps" : "keep") \(Wording.number(kept.count)) of the "
          + "\(Wording.count(hosts[cluster].count, "host")) of cluster \(key), although \(Wording.number(leaving.count)) of its "
          + "\(Wording.count(members[cluster].count, "workload")) leave",
        event: "\(Wording.count(surplus, "host")) may stay powered beyond the share of what is left",
        leadingTo: "\(facts.money(cost)) of host cost from \(from) to \(facts.program.horizon)",
        subject: ["cluster", key], likelihood: 100, impact: cost,
        responses: unsized.isEmpty ? [.mitigate, .accept] : [.avoid],
        responseCost: unsized.isEmpty ? facts.moveCost(staying) : 0,
        responseDescription: unsized.isEmpty
          ? "Move what stays to another cluster, or lower the spare hosts of \(key) once it is small."
          : "Find out the sizes of these workloads and plan again.",
        residual: (unsized.isEmpty ? 0.5 : 0.1, 1), proximity: from,
        trigger:
          "\(Wording.percent(share)) of the workloads leave, \(given) of \(hosts[cluster].count) hosts come free",
        workloads: staying, evidence: [facts.evidence(hosts: kept), facts.evidence(staying)], ownedThrough: staying)
    }
  }

  static let lastFew = RiskRule(
    id: "FOOT-02", name: "Site held open by the last few", category: .footprint,
    fires: "at most 5% of a site's workloads, or at most 3, stay or leave at least 60 days after all others",
    model:
      "Where they stay, likelihood 100% and impact the cost of the site and of its racks and hosts that are not given "
      + "back, from the release of the others to the horizon. Where they leave late, likelihood 38% (late by more than a "
      + "quarter, McKinsey) and impact a quarter of that annual cost."
  ) { facts in
    let estate = facts.estate
    var all = [[Int]](repeating: [], count: estate.sites.count)
    for row in 0..<estate.workloads.count { if let site = facts.reading.site(row) { all[site].append(row) } }
    return all.indices.compactMap { site -> RiskDraft? in
      let few = max(3, Int(Double(all[site].count) * 0.05))
      guard all[site].count > 2 * few else { return nil }
      let ordered = facts.byCutover(all[site])
      let staying = all[site].filter { facts.reading.wave[$0] == 0 }
      let released = facts.reading.released.sites[site]
      let lag = facts.program.decommissionLagDays
      let holding: [Int]
      let others: Day
      if released == nil {
        guard !staying.isEmpty, staying.count <= few, let last = ordered.last.flatMap({ facts.reading.cutover($0) })
        else { return nil }
        holding = staying
        others = last
      } else {
        guard staying.isEmpty, let last = ordered.last.flatMap({ facts.reading.cutover($0) }) else { return nil }
        let late = ordered.suffix(few).filter { facts.reading.cutover($0) == last }
        guard late.count < ordered.count, ordered.count(where: { facts.reading.cutover($0) == last }) == late.count,
          let before = facts.reading.cutover(ordered[ordered.count - late.count - 1]), last - before >= 60
        else { return nil }
        holding = late
        others = before
      }
      let from = others + lag
      var annual = estate.sites.annualCost[site] ?? 0
      for rack in 0..<estate.racks.count where Int(estate.racks.site[rack]) == site {
        if (facts.reading.released.racks[rack] ?? facts.program.horizon) > from {
          annual += estate.racks.annualCost[rack] ?? 0
        }
      }
      for host in 0..<estate.hosts.count where Int(estate.hosts.site[host]) == site {
        if (facts.reading.released.hosts[host] ?? facts.program.horizon) > from {
          annual += estate.hosts.annualCost[host] ?? 0
        }
      }
      let days = released == nil ? max(0, facts.program.horizon - from) : RiskAssumptions.quarterDays
      let cost = annual * Double(days) / 365
      let keys = Wording.sample(holding.map { facts.reading.workloadKey($0) })
      let waits = released.map { $0 - from } ?? 0
      return RiskDraft(
        because: released == nil
          ? "\(Wording.count(holding.count, "workload")) of \(Wording.number(all[site].count)) at \(facts.siteName(site)) \(holding.count == 1 ? "stays" : "stay") (\(keys))"
          : "\(Wording.count(holding.count, "workload")) of \(Wording.number(all[site].count)) at \(facts.siteName(site)) "
            + "\(holding.count == 1 ? "leaves" : "leave") \(Wording.days(waits)) after the others (\(keys))",
        event: released == nil
          ? "the site may stay open to \(facts.program.horizon)" : "these last ones may be a quarter late",
        leadingTo:
          "\(facts.money(cost)) for a site, racks and hosts at \(facts.money(annual)) a year that nothing else needs",
        subject: ["site", facts.siteKey(site)],
        likelihood: 100 * (released == nil ? 1 : RiskAssumptions.lateByQuarter), impact: cost,
        responses: released == nil ? [.avoid, .accept] : [.mitigate], responseCost: facts.moveCost(holding),
        responseDescription: released == nil
          ? "Move or rehouse these, or close the site in the books as a retained one."
          : "Bring these forward to \(others), or watch them as the ones that close the site.",
        residual: (0.5, 1), proximity: from,
        trigger: "\(holding.count) of \(all[site].count) workloads hold the site (fires up to \(few))",
        workloads: facts.sortedByKey(holding), evidence: [facts.evidence(holding), facts.evidence(sites: [site])],
        ownedThrough: holding)
    }
  }

  static let idle = RiskRule(
    id: "FOOT-03", name: "Idle machines", category: .footprint,
    fires: "hosts on which the inventory lists no workload, and which nothing in the plan releases",
    model:
      "Likelihood: 100%, nothing in the plan gives them back (one in three machines of surveyed estates does nothing: "
      + "Anthesis 2015). Impact: their annual cost from the first wave to the horizon."
  ) { facts in
    let estate = facts.estate
    var hasWorkload = [Bool](repeating: false, count: estate.hosts.count)
    var clusterInUse = [Bool](repeating: false, count: estate.clusters.count)
    for row in 0..<estate.workloads.count {
      if estate.workloads.host[row] != Estate.none { hasWorkload[Int(estate.workloads.host[row])] = true }
      let cluster = facts.reading.resolved.placement.cluster[row]
      if cluster != Estate.none { clusterInUse[Int(cluster)] = true }
    }
    var bySite = [[Int]](repeating: [], count: estate.sites.count)
    for host in 0..<estate.hosts.count {
      let cluster = estate.hosts.cluster[host]
      let isUsed = cluster == Estate.none ? hasWorkload[host] : clusterInUse[Int(cluster)]
      if !isUsed && facts.reading.released.hosts[host] == nil { bySite[Int(estate.hosts.site[host])].append(host) }
    }
    let from = facts.plan.waves.first?.start ?? facts.program.start
    return bySite.indices.compactMap { site -> RiskDraft? in
      guard !bySite[site].isEmpty else { return nil }
      let annual = bySite[site].reduce(0) { $0 + (estate.hosts.annualCost[$1] ?? 0) }
      let cost = annual * Double(max(0, facts.program.horizon - from)) / 365
      let keys = bySite[site].map { estate.texts[estate.hosts.keys[$0]] }.sorted(by: Wording.byBytes)
      let units = bySite[site].reduce(0) { $0 + (estate.hosts.rackUnits[$1] ?? 0) }
      return RiskDraft(
        because:
          "\(Wording.count(bySite[site].count, "host")) at \(facts.siteName(site)) \(bySite[site].count == 1 ? "carries" : "carry") no workload that the inventory knows, and nothing empties \(bySite[site].count == 1 ? "it" : "them") (\(Wording.sample(keys)))",
        event: "\(Wording.amount(units)) rack units may stay for nothing",
        leadingTo: "\(facts.money(cost)) of host cost to \(facts.program.horizon), at \(facts.money(annual)) a year",
        subject: ["site", facts.siteKey(site)], likelihood: 100, impact: cost, responses: [.avoid], responseCost: 0,
        responseDescription:
          "Find out what runs on them; switch off what does nothing and say so in the column leaves.",
        residual: (0.1, 1), proximity: from,
        trigger: "\(Wording.count(bySite[site].count, "idle host")) without release (fires from 1)", workloads: [],
        evidence: [facts.evidence(hosts: bySite[site])], ownedThrough: [])
    }
  }
}
