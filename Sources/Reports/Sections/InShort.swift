import Documents
import Estates
import Plans

/// The first page: is the target met and when, with how much slack, for how much money, and what may break it.
extension PlanReport {
  /// Slack from which a target counts as safe: the quarter by which 38% of programmes are late.
  static let safeSlack = RiskAssumptions.quarterDays

  var inShort: [MarkdownBlock] {
    var blocks: [MarkdownBlock] = [.paragraph(openingSentence)]
    if plan.targets.isEmpty {
      blocks.append(.paragraph("The program states no target."))
    } else {
      blocks.append(.bullets(plan.targets.map(verdict)))
      blocks.append(.table(goalTable))
      blocks.append(
        .paragraph(
          MarkdownText(
            "Slack runs from the day on which the reduction is reached for good to the day by which it is asked for; "
              + "“tight” is less than \(Wording.days(PlanReport.safeSlack)), the quarter by which 38% of large programmes are late."
          )))
    }
    if let figure = figures.footprint { blocks.append(.image(description: figure.description, file: figure.file)) }
    blocks += obstacleBlocks
    blocks.append(.heading(2, "Most likely to break it"))
    blocks += topRisks
    blocks.append(.heading(2, "What it is worth"))
    blocks += moneyBlocks
    return blocks
  }

  private var openingSentence: MarkdownText {
    let used = plan.waves.filter { !$0.workloads.isEmpty }
    let total = estate.workloads.count
    guard let first = used.first, let last = used.last else {
      return MarkdownText(
        "Of \(Wording.count(total, "workload")) none leaves: no rule or target needs it, and nothing that may leave pays."
      )
    }
    let released = [Plan.Release.Kind.host, .rack, .site].compactMap { kind -> String? in
      let count = plan.releases.count { $0.kind == kind }
      return count == 0 ? nil : Wording.count(count, kind.rawValue)
    }
    var text: MarkdownText =
      "\(strong: Wording.number(reading.moverCount)) of \(Wording.count(total, "workload")) leave in \(strong: Wording.count(used.count, "wave")), from \(first.start) to \(last.cutover); \(Wording.number(plan.stays.count)) stay. "
    if let final = plan.releases.last {
      text =
        text + MarkdownText("\(Wording.list(released)) come free, the last of them on \(final.released). ")
    } else {
      text = text + "No host, rack or site comes free. "
    }
    return text
      + "Against leaving everything in place the plan is worth \(strong: money(plan.value.npv)) until \(estate.program.horizon), as net present value at \(Wording.percent(estate.program.discountRate)) a year."
  }

  private func verdict(_ target: Plan.TargetResult) -> MarkdownText {
    let series = FootprintSeries(plan: plan, target: target)
    let fall =
      "On \(target.by) \(Wording.noun(target.measure)) are down by \(Wording.percent(target.reduction)), from "
      + "\(Wording.amount(target.baseline, target.measure)) to \(Wording.amount(target.footprint, target.measure)); asked for is "
      + Decimal.short(target.required * 100, places: 1) + "%"
    guard target.shortfall <= 1e-9 else {
      return "\(strong: "Missed by \(Wording.points(target.shortfall)).") \(fall)."
    }
    let missed = series.goals.filter { !$0.isTarget && !$0.isMet }
    let slack = series.goals.last?.slack ?? 0
    let reached = target.reachedOn.map { ", reached for good on \($0), \(Wording.days(slack)) early" } ?? ""
    let word =
      missed.isEmpty
      ? (slack < PlanReport.safeSlack ? "Met, tightly." : "Met.")
      : "Met, with \(Wording.count(missed.count, "milestone")) missed."
    return "\(strong: word) \(fall)\(reached)."
  }

  private var goalTable: MarkdownTable {
    var table = MarkdownTable(columns: [
      .left("measure"), .left("by"), .right("asked for"), .right("plan"), .left("state"), .left("reached on"),
      .right("slack, days"),
    ])
    for target in plan.targets {
      for goal in FootprintSeries(plan: plan, target: target).goals {
        let isTight = goal.isMet && (goal.slack ?? 0) < PlanReport.safeSlack
        let state = goal.isMet ? (isTight ? "met, tight" : "met") : "missed by \(Wording.points(goal.shortfall))"
        let name = Wording.noun(target.measure)
        table.rows.append([
          goal.isTarget ? .strong("\(name), target") : MarkdownText("\(name), milestone"), "\(goal.by)",
          MarkdownText(Wording.goal(goal.required)), MarkdownText(Wording.reduction(goal.reduction)),
          goal.isMet ? MarkdownText(state) : .strong(state),
          MarkdownText(goal.reachedOn.map { "\($0)" } ?? "not in this plan"),
          MarkdownText(goal.slack.map(Wording.number) ?? ""),
        ])
      }
    }
    return table
  }

  /// Where a target or milestone is missed: what the shortfall would be without each kind of rule.
  private var obstacleBlocks: [MarkdownBlock] {
    plan.targets.flatMap { target -> [MarkdownBlock] in
      guard !target.obstacles.isEmpty else { return [] }
      var table = MarkdownTable(columns: [
        .left("without"), .right("target short by"), .right("milestones short by"), .left("rules"),
      ])
      let milestones = target.milestones.reduce(0) { $0 + $1.shortfall }
      table.rows.append([
        "(as planned)", MarkdownText(Wording.points(target.shortfall)), MarkdownText(Wording.points(milestones)), "",
      ])
      for obstacle in target.obstacles {
        table.rows.append([
          MarkdownText(Wording.obstacle(obstacle.kind)), MarkdownText(Wording.points(obstacle.shortfall)),
          MarkdownText(Wording.points(obstacle.milestoneShortfall)),
          MarkdownText(Wording.sample(obstacle.rules.map { ruleName($0) }, limit: 4)),
        ])
      }
      return [
        .heading(2, MarkdownText("What stands in the way of \(Wording.noun(target.measure))")),
        .paragraph(
          "Each line is the best plan found when one kind of rule is left out: where the shortfall falls, that kind is in the way."
        ),
        .table(table),
      ]
    }
  }

  /// The five largest exposures among what may happen; what the plan itself states as certain is counted below them.
  private var topRisks: [MarkdownBlock] {
    guard !register.risks.isEmpty else {
      return [.paragraph("No rule of the catalogue finds a risk above the threshold of the register.")]
    }
    let open = register.risks.filter { !$0.isCertain }
    let items = open.prefix(5).map { risk -> MarkdownText in
      "\(strong: money(risk.exposure)) (\(Decimal.short(risk.likelihood, places: 1))% of \(money(risk.impact))): \(risk.description) Owner \(code: risk.owner), \(code: risk.id)."
    }
    let sum = open.reduce(0) { $0 + $1.exposure }
    var blocks: [MarkdownBlock] = items.isEmpty ? [] : [.numbered(Array(items))]
    let all =
      open.isEmpty
      ? "Nothing uncertain lies above the threshold of "
      : "Ordered by exposure, likelihood times impact, each computed from this plan; all \(Wording.count(open.count, "risk")) come to \(money(sum)) in "
    blocks.append(.paragraph(MarkdownText(all) + "\(link: "risks.md", to: "risks.md")." + certain))
    return blocks
  }

  /// What the plan accepts as it stands, summed by rule.
  private var certain: MarkdownText {
    let accepted = register.risks.filter(\.isCertain)
    guard !accepted.isEmpty else { return .empty }
    let rules = RiskCatalogue.rules.compactMap { rule -> (words: String, sum: Double)? in
      let risks = accepted.filter { $0.ruleId == rule.id }
      if risks.isEmpty { return nil }
      let sum = risks.reduce(0) { $0 + $1.exposure }
      return ("\(rule.name.lowercased()) (\(Wording.number(risks.count)), \(money(sum)))", sum)
    }.sorted { $0.sum > $1.sum }
    let sum = accepted.reduce(0) { $0 + $1.exposure }
    return MarkdownText(
      " Certain in this plan, unless something is done, is a further \(money(sum)): \(Wording.list(rules.map(\.words)))."
    )
  }

  private var moneyBlocks: [MarkdownBlock] {
    var table = MarkdownTable(columns: [.left("part"), .right(MarkdownText("\(currency), present value"))])
    for part in plan.value.parts where part.amount.magnitude >= 0.5 {
      table.rows.append([MarkdownText(Wording.valuePart(part.name)), MarkdownText(Wording.wholeMoney(part.amount))])
    }
    table.rows.append([.strong("net present value"), .strong(Wording.wholeMoney(plan.value.npv))])
    guard let bound = plan.bound else { return [.table(table)] }
    return [
      .table(table),
      .paragraph(
        "No plan under these rules that misses no more is worth above \(strong: money(bound.npv)). This one is proven to lie within \(money(max(0, bound.npv - plan.value.npv))) of it, \(strong: "\(Decimal.text(bound.gap * 100, places: 2))%") of all the money it moves (\(money(plan.value.gross))).\(boundedShortfall(bound))"
      ),
    ]
  }

  private func boundedShortfall(_ bound: Plan.Bound) -> String {
    let short = plan.targets.filter { $0.penaltyPerPoint == nil }.reduce(0) { $0 + $1.shortfall }
    if short <= 1e-9 { return "" }
    return bound.shortfall > 1e-9
      ? " No plan misses the targets by less than \(Wording.points(bound.shortfall)) in all."
      : " Whether the targets can be met is not proven either way."
  }

  func ruleName(_ index: Int) -> String { Wording.ruleName(index, of: estate) }
}
