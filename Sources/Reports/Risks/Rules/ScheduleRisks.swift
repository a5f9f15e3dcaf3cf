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
      + "where none is stated, times a year's cost of the estate.",
    response:
      "A quarter more of slack; where the plan itself misses it, only a later date or a looser rule helps, and nothing is taken off."
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
        let left = facts.days(
          "slack", slack, from: "plan.json, /targets/\(position): its date less the day it is reached")
        let shortfall = Quantity(
          goal.isMet ? "shortfall a quarter after the slack" : "shortfall", short, .share,
          from: goal.isMet
            ? "plan.json, /footprint, \(Wording.days(slip)) earlier than the date" : "plan.json, /targets/\(position)")
        let price =
          penalty.map { 100 * Quantity("penalty per point", $0, .money, from: "program.json, /targets/\(position)") }
          ?? facts.yearOfEstate
        let loss = shortfall * price
        let cost = loss.value
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
          subject: [wanted, series.measure.rawValue, "\(goal.by)"],
          chance: goal.isMet ? RiskAssumptions.slips(beyond: left) : 1, loss: loss, driver: goal.isMet ? .slip : .own,
          responses: goal.isMet ? [.mitigate] : [.accept],
          responseDescription: goal.isMet
            ? "Bring forward the waves that release the most \(Wording.noun(series.measure)), and watch the slack at each cutover."
            : "Accept it as the plan has it, or plan again: loosen what stands in the way (plan.md says what), or agree a later date.",
          residual: (goal.isMet ? RiskAssumptions.slipsLeft(after: left) : 1, 1),
          proximity: goal.by,
          trigger: goal.isMet
            ? "slack \(Wording.days(slack)) (fires below \(tightDays))" : "shortfall \(Wording.points(goal.shortfall))",
          workloads: [],
          evidence: [
            RiskEvidence(file: "plan.json", path: "/targets/\(position)"),
            RiskEvidence(file: "program.json", path: "/targets/\(position)"),
          ],
          terms: {
            [
              RiskTerm(
                file: "plan.json", path: "/targets/\(position)", key: name,
                cells: [
                  ("reduction", .number(goal.reduction, .share)), ("asked for", .number(goal.required, .share)),
                  ("reached on", .text(goal.reachedOn.map { "\($0)" } ?? "not in this plan")),
                ])
            ]
          })
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
      + "lease's end plus a quarter.",
    response: "An option to extend by a quarter, at the ordinary rent, takes half of the holdover (planning value)."
  ) { facts in
    let sites = facts.estate.sites
    let stretch = Double(facts.program.decommissionLagDays) * RiskAssumptions.decommissionStretch.value
    let tight = RiskAssumptions.quarterDays + Int(stretch.rounded())
    return (0..<sites.count).compactMap { site -> RiskDraft? in
      guard let end = sites.leaseEnd[site], let released = facts.reading.released.sites[site] else { return nil }
      let slack = end - released
      let stated = sites.holdoverAnnualCost[site].map {
        Quantity("holdover a year", $0, .moneyPerYear, from: "sites.csv, holdover_annual_cost")
      }
      let annual = Quantity(
        "annual cost of the site", sites.annualCost[site] ?? 0, .moneyPerYear, from: "sites.csv, annual_cost")
      let rent = stated ?? (annual * RiskAssumptions.holdoverFactor).step("holdover a year", .moneyPerYear)
      guard slack < tight, rent.value > 0 else { return nil }
      let over = max(0, -slack) + RiskAssumptions.quarterDays
      let left = facts.days("slack", slack, from: "lease_end less the day of release in the plan")
      let loss = rent * (Quantity.most(0, 0 - left) + RiskAssumptions.quarter) / RiskAssumptions.year
      let rows = facts.byCutover(facts.bySite.first { $0.site == site }?.leaving ?? [])
      let last = rows.last.map { facts.reading.wave[$0] }
      let lastRows = rows.filter { facts.reading.wave[$0] == last }
      return RiskDraft(
        because:
          "the lease of \(facts.siteName(site)) ends on \(end) and the plan gives the site back on \(released), "
          + (slack < 0 ? "\(Wording.days(-slack)) too late" : "\(Wording.days(slack)) before"),
        event: slack < 0 ? "the site may stay occupied beyond its lease" : "a slip may carry the site beyond its lease",
        leadingTo:
          "\(Wording.days(over)) of holdover at \(facts.money(rent.value)) a year, \(facts.money(loss.value))",
        subject: ["site", facts.siteKey(site)], chance: slack < 0 ? 1 : RiskAssumptions.slips(beyond: left),
        loss: loss, driver: slack < 0 ? .own : .slip,
        responses: [.mitigate, .transfer],
        responseCost: annual * RiskAssumptions.quarter / RiskAssumptions.year,
        responseDescription: "Agree an option to extend by a quarter now, and move the last workloads of the site "
          + "forward (\(Wording.sample(lastRows.map { facts.reading.workloadKey($0) }))).",
        residual: (1, RiskAssumptions.halved), proximity: end,
        trigger: "slack \(Wording.days(slack)) to the end of the lease (fires below \(tight))", workloads: lastRows,
        places: [(site, 1)], evidence: [facts.evidence(sites: [site])],
        terms: {
          [
            facts.term(
              site: site,
              [
                ("lease_end", .text("\(end)")), ("released", .text("\(released)")),
                ("annual_cost", .number(annual.value, .moneyPerYear)),
                ("holdover_annual_cost", stated.map { .number($0.value, .moneyPerYear) } ?? .text("not stated")),
              ])
          ]
        })
    }
  }

  static let freeze = RiskRule(
    id: "SCH-03", name: "Wave next to a freeze", category: .schedule,
    fires: "workloads that a freeze selects have their cutover at most 14 days before it begins",
    model:
      "Each of them fails its first cutover with 5% (planning value), and the next window, 14 days on, lies in the "
      + "freeze: it is moved again and leaves after the freeze at its cost of delay. Likelihood: at least one fails; "
      + "impact: what makes likelihood * impact the expected cost.",
    response: "Rehearsed, each fails with 2% instead of 5%."
  ) { facts in
    facts.estate.program.rules.compactMap { rule -> RiskDraft? in
      guard case .freeze(let from, let to, _) = rule.kind else { return nil }
      let selected = facts.reading.resolved.selections[rule.index]
      var costs = 0.0
      var rows: [Int] = []
      var waves: [Int] = []
      for (position, wave) in facts.plan.waves.enumerated() {
        let days = from - wave.cutover
        guard days > 0, days <= RiskAssumptions.nextWindowDays else { continue }
        let hit = facts.reading.movers[position].filter { selected.contains($0) }
        for row in hit {
          costs += facts.moveCost(row) + facts.delay.perDay[row] * Double(to + 1 - wave.cutover)
        }
        rows += hit
        if !hit.isEmpty { waves.append(wave.number) }
      }
      guard let first = waves.first else { return nil }
      let cutover = facts.plan.waves[first - 1].cutover
      let events = RiskEvents.alike(
        rows.count, each: RiskAssumptions.failedCutover,
        costing: Quantity(
          "cost were all to fail", costs, .money,
          from:
            "one-off cost, and cost of delay from the cutover to \(to + 1), summed over \(Wording.count(rows.count, "workload"))"
        ))
      return RiskDraft(
        because:
          "\(Wording.count(rows.count, "workload")) under \(facts.ruleLabel(rule.index)) \(rows.count == 1 ? "moves" : "move") in wave \(Wording.list(waves.map(String.init))), "
          + "\(Wording.days(from - cutover)) before the freeze from \(from) to \(to)",
        event: "a failed cutover may find no window before \(to + 1)",
        leadingTo:
          "up to \(Wording.days(to + 1 - cutover)) of both sides running, \(facts.money(events.expected.value)) expected",
        subject: facts.ruleSubject(rule.index), chance: events.chance, loss: events.loss,
        responses: [.mitigate, .avoid], responseCost: facts.rehearsalCost(rows),
        responseDescription: "Move them a wave earlier, or rehearse them so that the first attempt holds.",
        residual: events.left(each: RiskAssumptions.rehearsedFailure), proximity: cutover,
        trigger:
          "cutover \(Wording.days(from - cutover)) before the freeze (fires up to \(RiskAssumptions.nextWindowDays))",
        workloads: facts.byCutover(rows), evidence: [facts.evidence(rule: rule.index)], ownedThrough: rows,
        terms: facts.moveTerms(rows))
    }
  }

  static let ramp = RiskRule(
    id: "SCH-04", name: "Steep ramp", category: .schedule,
    fires:
      "a wave moves more than 1.5 times the workloads a day of the best wave before it (before the first: 10 a wave)",
    model:
      "Large-migration guides let the pace grow by about half from one step to the next. Likelihood: the share of the "
      + "wave beyond 1.5 times the best before it. Impact: that share of the wave leaves one wave later (cost of delay). "
      + "Several steep waves count as independent.",
    response: "Smaller first steps take half of it (planning value)."
  ) { facts in
    var listed: [(share: Double, cost: Double)] = []
    var terms: [RiskTerm] = []
    var rows: [Int] = []
    var steep: [(wave: Plan.Wave, count: Int, best: Double)] = []
    var best = 0.0
    for (position, wave) in facts.plan.waves.enumerated() {
      let days = Double(max(1, wave.cutover - wave.start + 1))
      if position == 0 { best = RiskAssumptions.pilot.value / days }
      let movers = facts.reading.movers[position]
      let pace = Double(movers.count) / days
      if pace > RiskAssumptions.ramp.value * best + 1e-9 {
        let beyond = 1 - RiskAssumptions.ramp.value * best / pace
        let late = facts.delay.perDay(of: movers) * days
        listed.append((beyond, beyond * late))
        terms.append(
          RiskTerm(
            file: "plan.json", path: "/waves/\(position)", key: "wave \(wave.number)",
            cells: [
              ("workloads", .number(Double(movers.count), .count)), ("best before", .number(best * days, .count)),
              ("share beyond 1.5 times", .number(beyond, .share)), ("a wave of delay", .number(late, .money)),
            ]))
        rows += movers
        steep.append((wave, movers.count, best * days))
      }
      best = max(best, pace)
    }
    guard let worst = steep.max(by: { Double($0.count) / $0.best < Double($1.count) / $1.best }) else { return [] }
    let events = RiskEvents.listed(listed, what: "steep waves")
    let list = terms
    return [
      RiskDraft(
        because:
          "wave \(worst.wave.number) moves \(Wording.number(worst.count)) workloads where the best pace before it makes "
          + "\(Wording.amount(worst.best))\(steep.count > 1 ? ", and \(Wording.count(steep.count - 1, "other wave")) \(steep.count == 2 ? "grows" : "grow") as steeply" : "")",
        event: "the teams may not find the pace",
        leadingTo: "the rest leaving a wave later, \(facts.money(events.expected.value)) expected",
        subject: ["ramp"], chance: events.chance, loss: events.loss, responses: [.mitigate],
        responseDescription:
          "Ramp up in steps of at most half as much again, with a limit on workloads in the first waves.",
        residual: (RiskAssumptions.halved, RiskAssumptions.halved), proximity: steep[0].wave.cutover,
        trigger:
          "\(Wording.number(worst.count)) against 1.5 * \(Wording.amount(worst.best)) in wave \(worst.wave.number)",
        workloads: facts.byCutover(rows), evidence: [RiskEvidence(file: "plan.json", path: "/waves")],
        terms: { list })
    ]
  }

  static let backLoaded = RiskRule(
    id: "SCH-05", name: "Back-loaded plan", category: .schedule,
    fires: "more than half of the reduction reached by the date of a target comes in the last fifth of the time to it",
    model:
      "Likelihood: that of a slip of more than half of that last fifth, 0.70 / (1 + d / 108). Impact: the shortfall "
      + "after such a slip, times the stated penalty per point or a year's cost of the estate.",
    response: "Milestones that pull half of it forward double the slip that it bears."
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
      let price =
        result.penaltyPerPoint.map {
          100 * Quantity("penalty per point", $0, .money, from: "program.json, /targets/\(position)")
        }
        ?? facts.yearOfEstate
      let loss =
        Quantity(
          "shortfall after the slip", short, .share, from: "plan.json, /footprint, \(Wording.days(slip)) earlier")
        * price
      let half = facts.days("half of the last fifth", slip, from: "the time from the first wave to the target")
      return RiskDraft(
        because:
          "\(Wording.percent(share)) of the reduction in \(Wording.noun(result.measure)) by \(result.by) comes in the last "
          + "\(Wording.days(last)) before it",
        event: "a slip of \(Wording.days(slip)) may find no time to recover",
        leadingTo: "a shortfall of \(Wording.points(short)), worth \(facts.money(loss.value))",
        subject: ["target", result.measure.rawValue, "\(result.by)"], chance: RiskAssumptions.slips(beyond: half),
        loss: loss, driver: .slip, responses: [.mitigate],
        responseDescription: "State milestones on the way, so that the plan has to reduce earlier.",
        residual: (RiskAssumptions.slips(beyond: 2 * half) / RiskAssumptions.slips(beyond: half), 1),
        proximity: result.by + -last,
        trigger: "\(Wording.percent(share)) in the last fifth (fires above 50%)", workloads: [],
        evidence: [
          RiskEvidence(file: "plan.json", path: "/footprint"),
          RiskEvidence(file: "plan.json", path: "/targets/\(position)"),
        ],
        terms: {
          [
            RiskTerm(
              file: "plan.json", path: "/footprint", key: Wording.noun(result.measure),
              cells: [
                ("reduction by the last fifth", .number(early, .share)),
                ("by the date", .number(result.reduction, .share)),
              ])
          ]
        })
    }
  }
}
