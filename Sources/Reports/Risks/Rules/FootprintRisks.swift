import Estates
import Plans
import Topology

/// Risks that come from machines and sites that stay although workloads leave.
enum FootprintRisks {
  static let rules = [undrained, lastFew, idle, deadFreight]

  static let undrained = RiskRule(
    id: "FOOT-01", name: "Cluster that does not drain", category: .footprint,
    fires:
      "at least half of a cluster's workloads leave, and its share of hosts given back is lower by at least one host",
    model:
      "Likelihood: 100%, the plan says so. Impact: the annual cost of the hosts that the share of leaving workloads "
      + "would give back and the plan does not, from the end of the last wave in which one leaves to the horizon.",
    response:
      "Moving what stays takes half of the cost (planning value); once unknown sizes are known, a tenth of it is left."
  ) { facts in
    let estate = facts.estate
    return clusters(facts).compactMap { drain -> RiskDraft? in
      let (cluster, leaving, staying, kept, surplus) = (
        drain.cluster, drain.leaving, drain.staying, drain.kept, drain.surplus.count
      )
      let share = Double(leaving.count) / Double(drain.members)
      let given = drain.hosts - kept.count
      guard let last = leaving.last.flatMap({ facts.reading.cutover($0) }) else { return nil }
      let from = last + facts.program.decommissionLagDays
      let annual = Quantity(
        "annual cost of the surplus hosts", drain.surplus.reduce(0) { $0 + (estate.hosts.annualCost[$1] ?? 0) },
        .moneyPerYear, from: "hosts.csv, annual_cost of the dearest \(surplus) that are kept")
      let loss = annual * facts.daysToHorizon(from: from) / RiskAssumptions.year
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
          + "\(Wording.count(drain.hosts, "host")) of cluster \(key), although \(Wording.number(leaving.count)) of its "
          + "\(Wording.count(drain.members, "workload")) leave",
        event: "\(Wording.count(surplus, "host")) may stay powered beyond the share of what is left",
        leadingTo: "\(facts.money(loss.value)) of host cost from \(from) to \(facts.program.horizon)",
        subject: ["cluster", key], chance: 1, loss: loss,
        responses: unsized.isEmpty ? [.mitigate] : [.avoid],
        responseCost: unsized.isEmpty ? facts.moving(staying) : 0,
        responseDescription: unsized.isEmpty
          ? "Move what stays to another cluster, or lower the spare hosts of \(key) once it is small."
          : "Find out the sizes of these workloads and plan again.",
        residual: (1, unsized.isEmpty ? RiskAssumptions.halved : RiskAssumptions.settled), proximity: from,
        trigger:
          "\(Wording.percent(share)) of the workloads leave, \(given) of \(drain.hosts) hosts come free",
        workloads: staying, places: facts.places(hosts: drain.surplus),
        evidence: [facts.evidence(hosts: kept), facts.evidence(staying)], ownedThrough: staying,
        terms: { drain.surplus.map { facts.hostTerm($0) } })
    }
  }

  /// A cluster that gives back fewer hosts than the share of its workloads that leave.
  struct Drain: Sendable {
    var cluster: Int
    var members: Int
    var hosts: Int
    var leaving: [Int]
    var staying: [Int]
    /// Hosts that the plan keeps, and the dearest of them beyond the share of what stays.
    var kept: [Int]
    var surplus: [Int]
  }

  static func clusters(_ facts: RiskFacts) -> [Drain] {
    let estate = facts.estate
    var members = [[Int]](repeating: [], count: estate.clusters.count)
    for row in 0..<estate.workloads.count where facts.reading.resolved.placement.cluster[row] != Estate.none {
      members[Int(facts.reading.resolved.placement.cluster[row])].append(row)
    }
    var hosts = [[Int]](repeating: [], count: estate.clusters.count)
    for host in 0..<estate.hosts.count where estate.hosts.cluster[host] != Estate.none {
      hosts[Int(estate.hosts.cluster[host])].append(host)
    }
    return members.indices.compactMap { cluster -> Drain? in
      let leaving = facts.byCutover(members[cluster])
      let share = Double(leaving.count) / Double(max(1, members[cluster].count))
      let kept = hosts[cluster].filter { facts.reading.released.hosts[$0] == nil }
      let given = hosts[cluster].count - kept.count
      let surplus = Int((share * Double(hosts[cluster].count)).rounded(.down)) - given
      guard share >= 0.5, surplus >= 1 else { return nil }
      let dearest = kept.sorted { left, right in
        let (first, second) = (estate.hosts.annualCost[left] ?? 0, estate.hosts.annualCost[right] ?? 0)
        return first != second ? first > second : left < right
      }
      return Drain(
        cluster: cluster, members: members[cluster].count, hosts: hosts[cluster].count, leaving: leaving,
        staying: members[cluster].filter { facts.reading.wave[$0] == 0 }, kept: kept,
        surplus: Array(dearest.prefix(surplus)))
    }
  }

  /// Hosts that nothing in the inventory uses and nothing in the plan releases.
  static func idleHosts(_ facts: RiskFacts) -> [Int] {
    let estate = facts.estate
    var hasWorkload = [Bool](repeating: false, count: estate.hosts.count)
    var clusterInUse = [Bool](repeating: false, count: estate.clusters.count)
    for row in 0..<estate.workloads.count {
      if estate.workloads.host[row] != Estate.none { hasWorkload[Int(estate.workloads.host[row])] = true }
      let cluster = facts.reading.resolved.placement.cluster[row]
      if cluster != Estate.none { clusterInUse[Int(cluster)] = true }
    }
    return (0..<estate.hosts.count).filter { host in
      let cluster = estate.hosts.cluster[host]
      let isUsed = cluster == Estate.none ? hasWorkload[host] : clusterInUse[Int(cluster)]
      return !isUsed && facts.reading.released.hosts[host] == nil
    }
  }

  static let lastFew = RiskRule(
    id: "FOOT-02", name: "Site held open by the last few", category: .footprint,
    fires: "at most 5% of a site's workloads, or at most 3, stay or leave at least 60 days after all others",
    model:
      "Where they stay, likelihood 100% and impact the cost of the site and of its racks and hosts that are not given "
      + "back, from the release of the others to the horizon. Where they leave late, likelihood 38% (late by more than a "
      + "quarter, McKinsey) and impact a quarter of that annual cost. Idle hosts and those of FOOT-01 count there, not "
      + "here.",
    response: "Brought forward or moved after all, half of it is left (planning value)."
  ) { facts in
    let estate = facts.estate
    let counted = Set(idleHosts(facts) + clusters(facts).flatMap(\.surplus))
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
      var held = [RiskTerm]()
      var sum = estate.sites.annualCost[site] ?? 0
      held.append(facts.term(site: site, [("annual_cost", .number(sum, .moneyPerYear))]))
      for rack in 0..<estate.racks.count where Int(estate.racks.site[rack]) == site {
        if (facts.reading.released.racks[rack] ?? facts.program.horizon) > from {
          sum += estate.racks.annualCost[rack] ?? 0
          held.append(
            facts.term(rack: rack, [("annual_cost", .number(estate.racks.annualCost[rack] ?? 0, .moneyPerYear))]))
        }
      }
      for host in 0..<estate.hosts.count where Int(estate.hosts.site[host]) == site && !counted.contains(host) {
        if (facts.reading.released.hosts[host] ?? facts.program.horizon) > from {
          sum += estate.hosts.annualCost[host] ?? 0
          held.append(facts.hostTerm(host))
        }
      }
      let annual = Quantity(
        "annual cost held open", sum, .moneyPerYear, from: "annual_cost of the site, its racks and hosts, listed below")
      let days = released == nil ? facts.daysToHorizon(from: from) : RiskAssumptions.quarter
      let loss = annual * days / RiskAssumptions.year
      let terms = held
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
          "\(facts.money(loss.value)) for a site, racks and hosts at \(facts.money(annual.value)) a year that nothing else needs",
        subject: ["site", facts.siteKey(site)],
        chance: released == nil ? 1 : RiskAssumptions.lateByQuarter, loss: loss,
        driver: released == nil ? .own : .slip, responses: released == nil ? [.avoid] : [.mitigate],
        responseCost: released == nil ? facts.moving(holding) : 0,
        responseDescription: released == nil
          ? "Move or rehouse these, or close the site in the books as a retained one."
          : "Bring these forward to \(others), or watch them as the ones that close the site.",
        residual: released == nil ? (1, RiskAssumptions.halved) : (RiskAssumptions.halved, 1), proximity: from,
        trigger: "\(holding.count) of \(all[site].count) workloads hold the site (fires up to \(few))",
        workloads: facts.sortedByKey(holding), places: [(site, 1)],
        evidence: [facts.evidence(holding), facts.evidence(sites: [site])], ownedThrough: holding, terms: { terms })
    }
  }

  static let idle = RiskRule(
    id: "FOOT-03", name: "Idle machines", category: .footprint,
    fires: "hosts on which the inventory lists no workload, and which nothing in the plan releases",
    model:
      "Likelihood: 100%, nothing in the plan gives them back (one in three machines of surveyed estates does nothing: "
      + "Anthesis 2015). Impact: their annual cost from the first wave to the horizon.",
    response: "Once somebody has looked, a tenth of the cost is left (planning value)."
  ) { facts in
    let estate = facts.estate
    let hosts = idleHosts(facts)
    guard !hosts.isEmpty else { return [] }
    var bySite = [[Int]](repeating: [], count: estate.sites.count)
    for host in hosts { bySite[Int(estate.hosts.site[host])].append(host) }
    let from = facts.plan.waves.first?.start ?? facts.program.start
    func cost(_ hosts: [Int]) -> Double { hosts.reduce(0) { $0 + (estate.hosts.annualCost[$1] ?? 0) } }
    let annual = Quantity(
      "annual cost of idle hosts", cost(hosts), .moneyPerYear,
      from: "hosts.csv, annual_cost summed over \(Wording.count(hosts.count, "host"))")
    let loss = annual * facts.daysToHorizon(from: from) / RiskAssumptions.year
    let units = hosts.reduce(0) { $0 + (estate.hosts.rackUnits[$1] ?? 0) }
    let places = bySite.indices.filter { !bySite[$0].isEmpty }.sorted { left, right in
      let (first, second) = (cost(bySite[left]), cost(bySite[right]))
      return first != second
        ? first > second : Wording.byBytes(facts.reading.siteKey(left), facts.reading.siteKey(right))
    }
    let sites = places.map { "\(Wording.number(bySite[$0].count)) at \(facts.siteName($0))" }
    let (carry, it) = hosts.count == 1 ? ("carries", "it") : ("carry", "them")
    return [
      RiskDraft(
        because:
          "\(Wording.count(hosts.count, "host")) \(carry) no workload that the inventory knows, and nothing empties \(it) "
          + "(\(Wording.sample(sites)))",
        event: "\(Wording.amount(units)) rack units may stay for nothing",
        leadingTo:
          "\(facts.money(loss.value)) of host cost to \(facts.program.horizon), at \(facts.money(annual.value)) a year",
        subject: ["estate", "hosts"], chance: 1, loss: loss, responses: [.avoid],
        responseDescription:
          "Find out what runs on \(it), the dearest sites first; switch off what does nothing and say so in the column leaves.",
        residual: (1, RiskAssumptions.settled), proximity: from,
        trigger: "\(Wording.count(hosts.count, "idle host")) without release (fires from 1)", workloads: [],
        places: facts.places(hosts: hosts), evidence: [facts.evidence(hosts: hosts)],
        terms: { hosts.map { facts.hostTerm($0) } })
    ]
  }

  static let deadFreight = RiskRule(
    id: "FOOT-04", name: "Idle machines carried over", category: .footprint,
    fires:
      "workloads that are carried over are switched off (power_state) or decommissioned (cmdb_status), or nobody knows them: no application, owner or dependency",
    model:
      "Where a column says so they are carried for nothing with 100%, otherwise with 30% each (share of machines that do "
      + "nothing: Anthesis and Koomey 2015). Impact: their one-off cost, and the cloud cost from the cutover to the horizon.",
    response: "Once somebody has looked, a tenth of the cost is left (planning value)."
  ) { facts in
    let estate = facts.estate
    let workloads = estate.workloads
    let power = facts.attribute("power_state")
    let status = facts.attribute("cmdb_status")
    let offWords: Set<String> = ["off", "poweredoff", "powered off", "suspended", "stopped"]
    let goneWords: Set<String> = ["decommissioned", "retired", "disposed", "removed", "end of life"]
    var isLinked = [Bool](repeating: false, count: workloads.count)
    for row in 0..<estate.dependencies.count {
      isLinked[Int(estate.dependencies.source[row])] = true
      isLinked[Int(estate.dependencies.target[row])] = true
    }
    var said: [Int] = []
    var unknown: [Int] = []
    for row in 0..<workloads.count where facts.isCarried(row) {
      let isOff = power.map { offWords.contains(estate.texts[$0[row]].lowercased()) } ?? false
      let isGone = status.map { goneWords.contains(estate.texts[$0[row]].lowercased()) } ?? false
      if isOff || isGone {
        said.append(row)
      } else if estate.dependencies.count > 0, !isLinked[row], workloads.application[row] == Estate.none,
        facts.reading.owners[row] == 0
      {
        unknown.append(row)
      }
    }
    @Sendable func cost(_ row: Int) -> Double {
      let days = Double(max(0, facts.program.horizon - (facts.reading.cutover(row) ?? facts.program.horizon)))
      return facts.moveCost(row) + max(0, workloads.annualCloudCost[row] ?? 0) * days / 365
    }
    func draft(_ found: [Int], _ subject: String, _ what: String, _ events: (Quantity) -> (Quantity, Quantity))
      -> [RiskDraft]
    {
      let rows = facts.byCutover(found)
      guard !rows.isEmpty else { return [] }
      let sum = Quantity(
        "moving and running them", rows.reduce(0) { $0 + cost($1) }, .money,
        from:
          "one_off_cost, and annual_cloud_cost from cutover to horizon, summed over \(Wording.count(rows.count, "workload"))"
      )
      let (chance, loss) = events(sum)
      return [
        RiskDraft(
          because:
            "\(Wording.count(rows.count, "workload")) that \(rows.count == 1 ? "is" : "are") carried over \(what) "
            + "(\(Wording.sample(rows.map { facts.reading.workloadKey($0) })))",
          event: "machines that do nothing may be moved and paid for in the cloud",
          leadingTo: "\(facts.money(chance.value * loss.value)) for nothing to \(facts.program.horizon)",
          subject: ["estate", subject], chance: chance, loss: loss, responses: [.avoid],
          responseDescription:
            "Find out before \(facts.firstCutover(rows)) who needs them; set what nobody needs to retire.",
          residual: (1, RiskAssumptions.settled), proximity: facts.firstCutover(rows),
          trigger: "\(Wording.count(rows.count, "such workload")) (fires from 1)", workloads: rows,
          evidence: [facts.evidence(rows)], ownedThrough: rows,
          terms: {
            rows.map {
              facts.term(
                $0,
                [
                  ("one_off_cost", .number(facts.moveCost($0), .money)),
                  ("annual_cloud_cost", .number(max(0, workloads.annualCloudCost[$0] ?? 0), .moneyPerYear)),
                  ("cutover", .text(facts.reading.cutover($0).map { "\($0)" } ?? "")),
                  ("cost", .number(cost($0), .money)),
                ])
            }
          })
      ]
    }
    return draft(
      said, "switched off", "\(said.count == 1 ? "is" : "are") switched off or decommissioned by the inventory"
    ) {
      (1, $0)
    }
      + draft(unknown, "unknown", "\(unknown.count == 1 ? "has" : "have") no application, no owner and no dependency") {
        let events = RiskEvents.alike(unknown.count, each: RiskAssumptions.comatose, costing: $0)
        return (events.chance, events.loss)
      }
  }
}
