import Estates
import Plans
import Topology

/// Risks that come from dates: targets, leases, freezes, ramp and shape of the plan.
enum ScheduleRisks {
  static let rules = [target, lease, freeze, ramp, backLoaded]

  /// Slack below which SCH-01 fires: two quarters.
  static let tightDays = 182

  static let target = RiskRule(
    id: "SCH-01", name: "Target missed or without slack", category: .schedule,
    fires: "a target or milestone is missed, or reached less than 182 days before its date",
    model:
      "Likelihood: 100% where the plan misses it; else that of a slip beyond the slack d, 0.70 / (1 + d / 108), which "
      + "gives the 70% of programmes that are late at all (Gartner) and the 38% late by more than a quarter (McKinsey). "
      + "Impact: the shortfall if everything is released a quarter later than that, times the stated penalty per point, or, "
      + "where none is stated, times a year's cost of the estate."
  ) { facts in
    facts.plan.targets.enumerated().flatMap { position, result -> [RiskDraft] in
      let series = FootprintSeries(plan: facts.plan, target: result)
      return series.goals.compactMap { goal -> RiskDraft? in
        let slack = goal.slack ?? 0
        guard !goal.isMet || slack < tightDays else { return nil }
        let slip = max(0, slack) + RiskAssumptions.quarterDays
        let short = goal.isMet ? series.shortfall(of: goal, slippedBy: slip) : goal.shortfall
        let penalty =
          goal.isTarget
          ? result.penaltyPerPoint
          : result.milestones.first { $0.by == goal.by && $0.required == goal.required }?.penaltyPerPoint
        let cost = short * (penalty.map { $0 * 100 } ?? facts.annualCost)
        let likelihood = goal.isMet ? RiskAssumptions.slips(by: slack) : 1
        let name = "\(Wording.reduction(goal.required)) \(Wording.noun(series.measure)) by \(goal.by)"
        let wanted = goal.isTarget ? "target" : "milestone"
        return RiskDraft(
          because: goal.isMet
            ? "the \(wanted) of \(name) is reached on \(goal.reachedOn.map { "\($0)" } ?? "its date"), \(Wording.days(slack)) before its date"
            : "the plan itself reaches only \(Wording.reduction(goal.reduction)) of the \(wanted) of \(name)",
          event: goal.isMet
            ? "a slip of more than \(Wording.days(slack)) may miss it"
            : "the \(wanted) may be missed by \(Wording.points(goal.shortfall))",
          leadingTo: (goal.isMet ? "a shortfall of \(Wording.points(short)) a quarter later, " : "")
            + (penalty == nil
              ? "\(facts.money(cost)) as the same share of a year's cost of the estate"
              : "\(facts.money(cost)) in penalties"),
          subject: [wanted, series.measure.rawValue, "\(goal.by)"], likelihood: 100 * likelihood, impact: cost,
          responses: goal.isMet ? [.mitigate] : [.mitigate, .accept], responseCost: 0,
          responseDescription: goal.isMet
            ? "Bring forward the waves that release the most \(Wording.noun(series.measure)), and watch the slack at each cutover."
            : "Loosen what stands in the way (see the obstacles in plan.md), or agree a later date.",
          residual: (goal.isMet ? RiskAssumptions.slips(by: slack + RiskAssumptions.quarterDays) / likelihood : 1, 1),
          proximity: goal.by,
          trigger: goal.isMet
            ? "slack \(Wording.days(slack)) (fires below \(tightDays))" : "shortfall \(Wording.points(goal.shortfall))",
          workloads: [],
          evidence: [
            RiskEvidence(file: "plan.json", path: "/targets/\(position)"),
            RiskEvidence(file: "program.json", path: "/targets/\(position)"),
          ], ownedThrough: [])
      }
    }
  }

  static let lease = RiskRule(
    id: "SCH-02", name: "Lease ends without slack", category: .schedule,
    fires:
      "a site is released after its lease ends, or less than a quarter plus the slowest tenth of decommissioning before",
    model:
      "Likelihood: 100% where the plan is late; else that of a slip beyond the slack d, 0.70 / (1 + d / 108). Impact: "
      + "holdover rent (half as much again as the annual cost where none is stated) for the days planned beyond the "
      + "lease's end plus a quarter."
  ) { facts in
    let sites = facts.estate.sites
    let stretch = Double(facts.program.decommissionLagDays) * RiskAssumptions.decommissionStretch
    let tight = RiskAssumptions.quarterDays + Int(stretch.rounded())
    return (0..<sites.count).compactMap { site -> RiskDraft? in
      guard let end = sites.leaseEnd[site], let released = facts.reading.released.sites[site] else { return nil }
      let slack = end - released
      let rent = sites.holdoverAnnualCost[site] ?? (sites.annualCost[site] ?? 0) * RiskAssumptions.holdoverFactor
      guard slack < tight, rent > 0 else { return nil }
      let over = max(0, -slack) + RiskAssumptions.quarterDays
      let cost = rent * Double(over) / 365
      let likelihood = slack < 0 ? 1 : RiskAssumptions.slips(by: slack)
      let rows = facts.byCutover(facts.bySite.first { $0.site == site }?.leaving ?? [])
      let last = rows.last.map { facts.reading.wave[$0] }
      let lastRows = rows.filter { facts.reading.wave[$0] == last }
      return RiskDraft(
        because:
          "the lease of \(facts.siteName(site)) ends on \(end) and the plan gives the site back on \(released), "
          + (slack < 0 ? "\(Wording.days(-slack)) too late" : "\(Wording.days(slack)) before"),
        event: slack < 0 ? "the site may stay occupied beyond its lease" : "a slip may carry the site beyond its lease",
        leadingTo:
          "\(Wording.days(over)) of holdover at \(facts.money(rent)) a year, \(facts.money(cost))",
        subject: ["site", facts.siteKey(site)], likelihood: 100 * likelihood, impact: cost,
        responses: [.mitigate, .transfer],
        responseCost: Risk.cents((sites.annualCost[site] ?? 0) * Double(RiskAssumptions.quarterDays) / 365),
        responseDescription: "Agree an option to extend by a quarter now, and move the last workloads of the site "
          + "forward (\(Wording.sample(lastRows.map { facts.reading.workloadKey($0) }))).",
        residual: (1, 0.5), proximity: end,
        trigger: "slack \(Wording.days(slack)) to the end of the lease (fires below \(tight))", workloads: lastRows,
        evidence: [facts.evidence(sites: [site])], ownedThrough: [])
    }
  }

  static let freeze = RiskRule(
    id: "SCH-03", name: "Wave next to a freeze", category: .schedule,
    fires: "workloads that a freeze selects have their cutover at most 14 days before it begins",
    model:
      "Each of them fails its first cutover with 5% (planning value), and the next window, 14 days on, lies in the "
      + "freeze: it is moved again and leaves after the freeze at its cost of delay. Likelihood: at least one fails; "
      + "impact: what makes likelihood * impact the expected cost."
  ) { facts in
    facts.estate.program.rules.compactMap { rule -> RiskDraft? in
      guard case .freeze(let from, let to, _) = rule.kind else { return nil }
      let selected = facts.reading.resolved.selections[rule.index]
      var events = IndependentEvents()
      var rows: [Int] = []
      var waves: [Int] = []
      for (position, wave) in facts.plan.waves.enumerated() {
        let days = from - wave.cutover
        guard days > 0, days <= RiskAssumptions.nextWindowDays else { continue }
        let hit = facts.reading.movers[position].filter { selected.contains($0) }
        for row in hit {
          let cost =
            max(0, facts.estate.workloads.oneOffCost[row] ?? 0)
            + facts.delay.perDay[row] * Double(to + 1 - wave.cutover)
          events.add(likelihood: RiskAssumptions.failedCutover, cost: cost)
        }
        rows += hit
        if !hit.isEmpty { waves.append(wave.number) }
      }
      guard let first = waves.first else { return nil }
      let cutover = facts.plan.waves[first - 1].cutover
      return RiskDraft(
        because:
          "\(Wording.count(rows.count, "workload")) under \(facts.ruleLabel(rule.index)) \(rows.count == 1 ? "moves" : "move") in wave \(Wording.list(waves.map(String.init))), "
          + "\(Wording.days(from - cutover)) before the freeze from \(from) to \(to)",
        event: "a failed cutover may find no window before \(to + 1)",
        leadingTo:
          "up to \(Wording.days(to + 1 - cutover)) of both sides running, \(facts.money(events.expected)) expected",
        subject: facts.ruleSubject(rule.index), likelihood: 100 * events.likelihood, impact: events.impact,
        responses: [.mitigate, .avoid], responseCost: facts.rehearsalCost(rows),
        responseDescription: "Move them a wave earlier, or rehearse them so that the first attempt holds.",
        residual: (RiskAssumptions.rehearsedFailure / RiskAssumptions.failedCutover, 1), proximity: cutover,
        trigger:
          "cutover \(Wording.days(from - cutover)) before the freeze (fires up to \(RiskAssumptions.nextWindowDays))",
        workloads: facts.byCutover(rows), evidence: [facts.evidence(rule: rule.index)], ownedThrough: rows)
    }
  }

  static let ramp = RiskRule(
    id: "SCH-04", name: "Steep ramp", category: .schedule,
    fires:
      "a wave moves more than 1.5 times the workloads a day of the best wave before it (before the first: 10 a wave)",
    model:
      "Large-migration guides let the pace grow by about half from one step to the next. Likelihood: the share of the "
      + "wave beyond 1.5 times the best before it. Impact: that share of the wave leaves one wave later (cost of delay). "
      + "Several steep waves count as independent."
  ) { facts in
    var events = IndependentEvents()
    var rows: [Int] = []
    var steep: [(wave: Plan.Wave, count: Int, best: Double)] = []
    var best = 0.0
    for (position, wave) in facts.plan.waves.enumerated() {
      let days = Double(max(1, wave.cutover - wave.start + 1))
      if position == 0 { best = RiskAssumptions.pilot / days }
      let movers = facts.reading.movers[position]
      let pace = Double(movers.count) / days
      if pace > RiskAssumptions.ramp * best + 1e-9 {
        let beyond = 1 - RiskAssumptions.ramp * best / pace
        events.add(likelihood: beyond, cost: beyond * facts.delay.perDay(of: movers) * days)
        rows += movers
        steep.append((wave, movers.count, best * days))
      }
      best = max(best, pace)
    }
    guard let worst = steep.max(by: { Double($0.count) / $0.best < Double($1.count) / $1.best }) else { return [] }
    return [
      RiskDraft(
        because:
          "wave \(worst.wave.number) moves \(Wording.number(worst.count)) workloads where the best pace before it makes "
          + "\(Wording.amount(worst.best))\(steep.count > 1 ? ", and \(Wording.count(steep.count - 1, "other wave")) \(steep.count == 2 ? "grows" : "grow") as steeply" : "")",
        event: "the teams may not find the pace",
        leadingTo: "the rest leaving a wave later, \(facts.money(events.expected)) expected",
        subject: ["ramp"], likelihood: 100 * events.likelihood, impact: events.impact, responses: [.mitigate],
        responseCost: 0,
        responseDescription:
          "Ramp up in steps of at most half as much again, with a limit on workloads in the first waves.",
        residual: (0.5, 0.5), proximity: steep[0].wave.cutover,
        trigger:
          "\(Wording.number(worst.count)) against 1.5 * \(Wording.amount(worst.best)) in wave \(worst.wave.number)",
        workloads: facts.byCutover(rows), evidence: [RiskEvidence(file: "plan.json", path: "/waves")], ownedThrough: [])
    ]
  }

  static let backLoaded = RiskRule(
    id: "SCH-05", name: "Back-loaded plan", category: .schedule,
    fires: "more than half of the reduction reached by the date of a target comes in the last fifth of the time to it",
    model:
      "Likelihood: that of a slip of more than half of that last fifth, 0.70 / (1 + d / 108). Impact: the shortfall "
      + "after such a slip, times the stated penalty per point or a year's cost of the estate."
  ) { facts in
    facts.plan.targets.enumerated().compactMap { position, result -> RiskDraft? in
      guard let start = facts.plan.waves.first?.start, result.by > start, result.reduction > 0 else { return nil }
      let series = FootprintSeries(plan: facts.plan, target: result)
      let last = (result.by - start) / 5
      let early = series.reduction(on: result.by + -last)
      let share = (result.reduction - early) / result.reduction
      guard share > 0.5, let goal = series.goals.last else { return nil }
      let slip = max(1, last / 2)
      let short = series.shortfall(of: goal, slippedBy: slip)
      let cost = short * (result.penaltyPerPoint.map { $0 * 100 } ?? facts.annualCost)
      let likelihood = RiskAssumptions.slips(by: slip)
      return RiskDraft(
        because:
          "\(Wording.percent(share)) of the reduction in \(Wording.noun(result.measure)) by \(result.by) comes in the last "
          + "\(Wording.days(last)) before it",
        event: "a slip of \(Wording.days(slip)) may find no time to recover",
        leadingTo: "a shortfall of \(Wording.points(short)), worth \(facts.money(cost))",
        subject: ["target", result.measure.rawValue, "\(result.by)"], likelihood: 100 * likelihood, impact: cost,
        responses: [.mitigate], responseCost: 0,
        responseDescription: "State milestones on the way, so that the plan has to reduce earlier.",
        residual: (RiskAssumptions.slips(by: 2 * slip) / likelihood, 1), proximity: result.by + -last,
        trigger: "\(Wording.percent(share)) in the last fifth (fires above 50%)", workloads: [],
        evidence: [
          RiskEvidence(file: "plan.json", path: "/footprint"),
          RiskEvidence(file: "plan.json", path: "/targets/\(position)"),
        ],
        ownedThrough: [])
    }
  }
}
