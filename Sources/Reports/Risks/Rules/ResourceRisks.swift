import Estates
import Plans
import Topology

/// Risks that come from people's hours.
enum ResourceRisks {
  static let rules = [overload, gate, signOff]

  static let overload = RiskRule(
    id: "RES-01", name: "Team without reserve", category: .resources,
    fires: "a limit on effort_hours is used beyond 90% in at least two periods",
    model:
      "Leave and illness take 10% of the hours beyond what a limit foresees (planning value), so that a period used to "
      + "the share u lacks u - 0.9 of its limit. Likelihood: 70% (programmes that are late at all) times the share of used "
      + "periods that are so full. Impact: the share that does not fit leaves one wave later, at the cost of delay.",
    response: "A tenth of the hours held back or bought takes half of it (planning value)."
  ) { facts in
    facts.limits.compactMap { limit -> RiskDraft? in
      guard limit.limit.measure == "effort_hours" else { return nil }
      let reserve = 1 - RiskAssumptions.absence.value
      let used = limit.use.periods.filter { $0.use > 0 && $0.limit > 0 }
      let full = used.filter { $0.use > reserve * $0.limit }
      guard full.count >= 2, let worst = full.max(by: { $0.use / $0.limit < $1.use / $1.limit }) else { return nil }
      var cost = 0.0
      var rows: [Int] = []
      var terms: [RiskTerm] = []
      for period in full {
        let movers = limit.movers(in: period)
        let missing = (period.use - reserve * period.limit) / period.use
        let late = facts.delay.perDay(of: movers) * Double(facts.waveDays(of: movers))
        cost += missing * late
        rows += movers
        terms.append(
          facts.periodTerm(
            limit.index, period,
            [("share that does not fit", .number(missing, .share)), ("a wave of delay", .number(late, .money))]))
      }
      let chance =
        RiskAssumptions.lateAtAll * Quantity("periods above 90%", Double(full.count), .count, from: "plan.json, /rules")
        / Quantity("used periods", Double(used.count), .count, from: "plan.json, /rules")
      let loss = Quantity(
        "cost of what does not fit", cost, .money,
        from: "the share that does not fit * a wave of delay, summed over the periods listed")
      let list = terms
      return RiskDraft(
        because:
          "\(facts.ruleLabel(limit.index)) is used beyond 90% in \(Wording.number(full.count)) of \(Wording.count(used.count, "period")), most in \(worst.period) "
          + "(\(Wording.amount(worst.use)) of \(Wording.amount(worst.limit)) hours)",
        event: "leave or illness may leave the team short",
        leadingTo: "the work that does not fit leaving one wave later, \(facts.money(cost))",
        subject: facts.ruleSubject(limit.index), chance: chance, loss: loss,
        responses: [.mitigate, .transfer],
        responseDescription: "Hold a tenth of the hours back in the limit and plan again, or book help for "
          + "\(Wording.sample(full.map(\.period))).",
        residual: (RiskAssumptions.halved, 1), proximity: rows.isEmpty ? facts.program.start : facts.firstCutover(rows),
        trigger:
          "\(Wording.percent(worst.use / worst.limit)) in \(worst.period), \(full.count) periods above 90% (fires from 2)",
        workloads: facts.byCutover(rows), evidence: [facts.evidence(rule: limit.index)], terms: { list })
    }
  }

  /// Days after a gate from which its lateness no longer touches a wave.
  static let gateDays = 28

  static let gate = RiskRule(
    id: "RES-02", name: "Gate opens just before the wave", category: .resources,
    fires: "workloads leave less than 28 days after the date before which a notBefore rule or not_before holds them",
    model:
      "What has to be ready by such a date (a region, a landing zone, an approval) is a programme of its own. Likelihood: "
      + "that it slips beyond the least slack d, 0.70 / (1 + d / 108). Impact: these workloads leave a quarter later (cost "
      + "of delay).",
    response: "Asked for a month before, half of the likelihood is left (planning value)."
  ) { facts in
    var gates: [(subject: [String], label: String, date: Day, rows: [Int], evidence: [RiskEvidence])] = []
    for rule in facts.program.rules {
      guard case .notBefore(let date) = rule.kind else { continue }
      let selected = facts.reading.resolved.selections[rule.index]
      let rows = (0..<facts.estate.workloads.count).filter { row in
        selected.contains(row) && facts.reading.cutover(row).map { $0 - date < gateDays && $0 >= date } ?? false
      }
      gates.append(
        (
          facts.ruleSubject(rule.index) + ["\(date)"], facts.ruleLabel(rule.index), date, rows,
          [facts.evidence(rule: rule.index)]
        ))
    }
    var byDate: [Day: [Int]] = [:]
    for row in 0..<facts.estate.workloads.count {
      guard let date = facts.estate.workloads.notBefore[row], let cutover = facts.reading.cutover(row),
        cutover >= date, cutover - date < gateDays
      else { continue }
      byDate[date, default: []].append(row)
    }
    for (date, rows) in byDate.sorted(by: { $0.key < $1.key }) {
      gates.append((["not_before", "\(date)"], "the column not_before", date, rows, [facts.evidence(rows)]))
    }
    return gates.compactMap { gate -> RiskDraft? in
      let rows = facts.byCutover(gate.rows)
      guard !rows.isEmpty else { return nil }
      let least = facts.firstCutover(rows) - gate.date
      let slack = facts.days("days after the gate", least, from: "the first cutover less \(gate.date)")
      let loss = facts.delay(of: rows) * RiskAssumptions.quarter
      return RiskDraft(
        because:
          "\(Wording.count(rows.count, "workload")) \(rows.count == 1 ? "leaves" : "leave") within \(Wording.days(gateDays)) after "
          + "\(gate.date), when \(gate.label) lets \(rows.count == 1 ? "it" : "them")",
        event: "what opens on that date may not be ready",
        leadingTo: "these leaving a quarter later, \(facts.money(loss.value))",
        subject: gate.subject, chance: RiskAssumptions.slips(beyond: slack), loss: loss,
        responses: [.mitigate],
        responseDescription:
          "Ask for proof of readiness a month before \(gate.date), and keep other workloads ready for that wave.",
        residual: (RiskAssumptions.halved, 1), proximity: gate.date,
        trigger: "\(Wording.days(least)) after the gate (fires below \(gateDays))", workloads: rows,
        evidence: gate.evidence, ownedThrough: rows, terms: facts.moveTerms(rows))
    }
  }

  static let signOff = RiskRule(
    id: "RES-03", name: "Owner with too much to sign off", category: .resources,
    fires: "one owner has more than 40 workloads in one wave",
    model:
      "Each workload takes its owner an hour of checks after the cutover (kubev2v planner: 60 minutes), and the week after "
      + "a cutover has 40. Likelihood: the share of the wave's workloads beyond 40; impact: that share leaves 14 days later "
      + "(cost of delay). Several such waves count as independent.",
    response: "With a deputy named, half of the likelihood is left (planning value)."
  ) { facts in
    var byOwner: [TextPool.ID: [Int]] = [:]
    for row in 0..<facts.estate.workloads.count where facts.reading.wave[row] > 0 && facts.reading.owners[row] != 0 {
      byOwner[facts.reading.owners[row], default: []].append(row)
    }
    let owners = byOwner.map { (name: facts.estate.texts[$0.key], rows: $0.value) }
    return owners.sorted { Wording.byBytes($0.name, $1.name) }.compactMap { owner, owned -> RiskDraft? in
      var listed: [(share: Double, cost: Double)] = []
      var terms: [RiskTerm] = []
      var rows: [Int] = []
      var worst = (wave: 0, count: 0)
      for (wave, members) in facts.byWave(owned) where members.count > RiskAssumptions.signOffs {
        let share = 1 - Double(RiskAssumptions.signOffs) / Double(members.count)
        let late = facts.delay.perDay(of: members) * Double(RiskAssumptions.nextWindowDays)
        listed.append((share, share * late))
        terms.append(
          RiskTerm(
            file: "plan.json", path: "/waves/\(wave - 1)", key: "wave \(wave)",
            cells: [
              ("workloads", .number(Double(members.count), .count)), ("likelihood", .number(share, .share)),
              ("14 days of delay", .number(late, .money)),
            ]))
        rows += members
        if members.count > worst.count { worst = (wave, members.count) }
      }
      guard !rows.isEmpty else { return nil }
      let events = RiskEvents.listed(listed, what: "waves")
      let list = terms
      return RiskDraft(
        because: "\(owner) owns \(Wording.number(worst.count)) workloads that leave in wave \(worst.wave)",
        event: "the checks and sign-offs after the cutover may not be done in time",
        leadingTo: "missed windows for the rest, \(facts.money(events.expected.value)) expected",
        subject: ["owner", owner], chance: events.chance, loss: events.loss, responses: [.mitigate],
        responseDescription: "Name a deputy, or spread the workloads of this owner over two waves.",
        residual: (RiskAssumptions.halved, 1), proximity: facts.firstCutover(rows),
        trigger: "\(Wording.number(worst.count)) in wave \(worst.wave) (fires above \(RiskAssumptions.signOffs))",
        workloads: facts.byCutover(rows), evidence: [facts.evidence(rows)], ownedThrough: rows, terms: { list })
    }
  }
}
