import Estates
import Plans
import Topology

/// Risks that come from the lines over which data leaves.
enum TransferRisks {
  static let rules = [fullLink, queue, unstatedLine]

  static let fullLink = RiskRule(
    id: "NET-01", name: "Transfer fills its line", category: .network,
    fires: "a limit on storage_gb is used beyond 6/7 in a wave, quarter or year",
    model:
      "Real throughput lies evenly between 60 and 80% of the nominal one (vendor guidance), that is between 6/7 and 8/7 "
      + "of a limit set at the middle: a period used to the share u does not fit with (u - 6/7) / (2/7). Then the data "
      + "left over, half of u - 6/7 in the mean, leaves one wave later at the cost of delay of its workloads. Likelihood: "
      + "at least one period does not fit; impact: what makes likelihood * impact the expected cost.",
    response: "Disks that travel before the rest leave a quarter of the likelihood: half of the data, and half again."
  ) { facts in
    facts.limits.compactMap { limit -> RiskDraft? in
      guard limit.limit.measure == "storage_gb" else { return nil }
      let (slow, fast) = (RiskAssumptions.slowestLink.value, RiskAssumptions.fastestLink.value)
      var listed: [(share: Double, cost: Double)] = []
      var terms: [RiskTerm] = []
      var rows: [Int] = []
      var tight: [Plan.RuleUse.Period] = []
      for period in limit.use.periods where period.limit > 0 && period.use / period.limit > slow {
        let use = period.use / period.limit
        let movers = limit.movers(in: period)
        let late = facts.delay.perDay(of: movers) * Double(facts.waveDays(of: movers))
        let event = (share: (use - slow) / (fast - slow), cost: late * min(1, (use - slow) / 2 / use))
        listed.append(event)
        terms.append(
          facts.periodTerm(
            limit.index, period,
            [
              ("likelihood", .number(min(1, event.share), .share)), ("a wave of delay", .number(late, .money)),
              ("cost", .number(event.cost, .money)),
            ]))
        rows += movers
        tight.append(period)
      }
      guard let first = tight.first, !rows.isEmpty else { return nil }
      let worst = tight.max { $0.use / $0.limit < $1.use / $1.limit } ?? first
      let events = RiskEvents.listed(listed, what: "periods")
      let list = terms
      return RiskDraft(
        because:
          "\(facts.ruleLabel(limit.index)) is used beyond 6/7 in \(Wording.count(tight.count, "period")), most in \(worst.period) "
          + "(\(Wording.amount(worst.use)) of \(Wording.amount(worst.limit)) GB)",
        event: "the replication may not finish before the cutover",
        leadingTo: "workloads left over for the next wave, \(facts.money(events.expected.value)) expected",
        subject: facts.ruleSubject(limit.index), chance: events.chance, loss: events.loss,
        responses: [.mitigate, .transfer],
        responseDescription: "Seed the largest disks offline or begin to replicate a wave earlier.",
        residual: (RiskAssumptions.halved * RiskAssumptions.halved, 1), proximity: facts.firstCutover(rows),
        trigger: "use of \(Wording.percent(worst.use / worst.limit)) in \(worst.period) (fires above 85.7%)",
        workloads: facts.byCutover(rows), evidence: [facts.evidence(rule: limit.index)], terms: { list })
    }
  }

  static let queue = RiskRule(
    id: "NET-02", name: "More replications than one appliance runs", category: .network,
    fires: "more than 300 workloads that are carried over leave one site in one wave",
    model:
      "One replication appliance runs 300 machines at the same time (Azure Migrate support matrix); the rest wait for "
      + "the next wave. Likelihood: the share of the wave beyond 300; impact: that share leaves one wave later (cost of "
      + "delay). Several such waves count as independent.",
    response: "A second appliance or a wave more takes the queue: a tenth of the likelihood is left (planning value)."
  ) { facts in
    facts.bySite.compactMap { site, leaving -> RiskDraft? in
      let carried = leaving.filter { facts.isCarried($0) }
      var listed: [(share: Double, cost: Double)] = []
      var terms: [RiskTerm] = []
      var rows: [Int] = []
      var worst = (wave: 0, count: 0)
      for (wave, members) in facts.byWave(carried) where members.count > RiskAssumptions.replications {
        let share = 1 - Double(RiskAssumptions.replications) / Double(members.count)
        let late = facts.delay.perDay(of: members) * Double(facts.waveDays(of: members))
        listed.append((share, share * late))
        terms.append(
          RiskTerm(
            file: "plan.json", path: "/waves/\(wave - 1)", key: "wave \(wave)",
            cells: [
              ("workloads", .number(Double(members.count), .count)), ("likelihood", .number(share, .share)),
              ("a wave of delay", .number(late, .money)),
            ]))
        rows += members
        if members.count > worst.count { worst = (wave, members.count) }
      }
      guard !rows.isEmpty else { return nil }
      let events = RiskEvents.listed(listed, what: "waves")
      let list = terms
      return RiskDraft(
        because:
          "\(Wording.number(worst.count)) workloads leave \(facts.siteName(site)) in wave \(worst.wave), where one appliance "
          + "replicates \(RiskAssumptions.replications) at a time",
        event: "the last of them may not be copied at the cutover",
        leadingTo: "workloads left over for the next wave, \(facts.money(events.expected.value)) expected",
        subject: ["site", facts.siteKey(site)], chance: events.chance, loss: events.loss, responses: [.mitigate],
        responseDescription:
          "Set up a second appliance, or limit the wave to \(RiskAssumptions.replications) workloads of the site.",
        residual: (RiskAssumptions.settled, 1), proximity: facts.firstCutover(rows),
        trigger: "\(Wording.number(worst.count)) in wave \(worst.wave) (fires above \(RiskAssumptions.replications))",
        workloads: facts.byCutover(rows), evidence: [RiskEvidence(file: "plan.json", path: "/waves")],
        terms: { list })
    }
  }

  static let unstatedLine = RiskRule(
    id: "NET-03", name: "Transfer over a line nobody stated", category: .network,
    fires:
      "no limit on storage_gb covers a site, and in a wave it sends more than 60% of what a line of 1 Gbit/s carries in the days of the wave",
    model:
      "1 Gbit/s carries some 10 TB a day, of which 60 to 80% are real (vendor guidance): a wave that sends g GB in d days "
      + "does not fit with (g / d - 6,000) / 2,000. Then half of what is beyond the slow line leaves one wave later at its "
      + "cost of delay. Likelihood: at least one wave does not fit; impact: what makes likelihood * impact the expected cost.",
    response: "With the line measured and a limit stated, a tenth of the likelihood is left (planning value).",
    needs: ["storage_gb"]
  ) { facts in
    let limited = facts.program.rules.indices.filter { index in
      guard case .limit(let limit) = facts.program.rules[index].kind else { return false }
      return limit.measure == "storage_gb"
    }
    return facts.bySite.compactMap { site, leaving -> RiskDraft? in
      let carried = leaving.filter { row in
        facts.isCarried(row) && !limited.contains { facts.reading.resolved.selections[$0].contains(row) }
      }
      var listed: [(share: Double, cost: Double)] = []
      var terms: [RiskTerm] = []
      var rows: [Int] = []
      var worst = (wave: 0, size: 0.0, days: 1)
      let (slow, fast) = (RiskAssumptions.lineSlow.value, RiskAssumptions.lineFast.value)
      for (wave, members) in facts.byWave(carried) {
        let size = members.reduce(0) { $0 + max(0, facts.estate.workloads.storageGB[$1] ?? 0) }
        let days = max(1, facts.waveDays(of: members))
        let need = size / Double(days)
        guard need > slow else { continue }
        let late = facts.delay.perDay(of: members) * Double(days)
        let event = (share: min(1, (need - slow) / (fast - slow)), cost: late * (need - slow) / 2 / need)
        listed.append(event)
        terms.append(
          RiskTerm(
            file: "plan.json", path: "/waves/\(wave - 1)", key: "wave \(wave)",
            cells: [
              ("storage_gb", .number(size, .gigabytes)), ("days", .number(Double(days), .days)),
              ("likelihood", .number(event.share, .share)), ("cost", .number(event.cost, .money)),
            ]))
        rows += members
        if size > worst.size { worst = (wave, size, days) }
      }
      guard !rows.isEmpty else { return nil }
      let events = RiskEvents.listed(listed, what: "waves")
      let list = terms
      return RiskDraft(
        because:
          "\(facts.siteName(site)) sends \(Wording.amount(worst.size / 1000)) TB in the \(Wording.days(worst.days)) of wave "
          + "\(worst.wave) and no limit states its line",
        event: "the replication may not finish before the cutover",
        leadingTo: "workloads left over for the next wave, \(facts.money(events.expected.value)) expected",
        subject: ["site", facts.siteKey(site)], chance: events.chance, loss: events.loss,
        responses: [.mitigate, .transfer],
        responseDescription: "Measure the line, state it as a limit on storage_gb, and seed the largest disks offline.",
        residual: (RiskAssumptions.settled, 1), proximity: facts.firstCutover(rows),
        trigger:
          "\(Wording.amount(worst.size / Double(worst.days))) GB a day in wave \(worst.wave) (fires above \(Wording.amount(slow)))",
        workloads: facts.byCutover(rows), evidence: [RiskEvidence(file: "plan.json", path: "/waves")], terms: { list })
    }
  }
}
