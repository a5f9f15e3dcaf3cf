import Documents
import Estates
import Plans

/// The page that a steering committee decides from: is the target met and when, how sure is that, how far from the best
/// possible plan in money, which five risks matter, and which decisions are needed by when.
extension PlanReport {
  /// Slack from which a target counts as safe: the quarter by which 38% of programmes are late.
  static let safeSlack = RiskAssumptions.quarterDays

  var boardPage: [MarkdownBlock] {
    var blocks: [MarkdownBlock] = [.paragraph(openingSentence)]
    if let replan = plan.replan {
      blocks.append(
        .paragraph(
          MarkdownText(
            "Made again \(Wording.replanned(replan)). What was given, and what a change costs, stands under “Made from”."
          )))
    }
    if plan.targets.isEmpty {
      blocks.append(.paragraph("The program states no target."))
    } else {
      blocks.append(.table(goalTable))
      blocks.append(.paragraph(goalNote))
    }
    if let gap = gapSentence { blocks.append(.paragraph(gap)) }
    blocks += picture(figures.footprint)
    blocks += topRisks
    blocks += decisionSection
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
    var text: MarkdownText = verdict.isEmpty ? .empty : "\(strong: verdict) "
    text =
      text
      + "\(strong: Wording.number(reading.moverCount)) of \(Wording.count(total, "workload")) leave in \(strong: Wording.count(used.count, "wave")), from \(first.start) to \(last.cutover); \(Wording.number(plan.stays.count)) stay. "
    if let final = plan.releases.last {
      text =
        text + MarkdownText("\(Wording.list(released)) come free, the last of them on \(final.released). ")
    } else {
      text = text + "No host, rack or site comes free. "
    }
    let terms: MarkdownText =
      " until \(estate.program.horizon), as net present value at \(Wording.percent(estate.program.discountRate)) a year."
    if plan.value.npv < 0 {
      return text
        + "Against leaving everything in place the plan costs \(strong: "\(money(-plan.value.npv)) more than it saves")"
        + terms
    }
    return text + "Against leaving everything in place the plan is worth \(strong: money(plan.value.npv))" + terms
  }

  /// The share of programmes that slip by less than these days.
  private func onTime(_ slack: Int) -> Double {
    1 - RiskAssumptions.slips(beyond: Quantity("slack", Double(slack), .days, from: "plan.json")).value
  }

  /// Whether what is asked for is reached, and by how little.
  private var verdict: String {
    let all = plan.targets.map { (target: $0, goals: FootprintSeries(plan: plan, target: $0).goals) }
    if all.isEmpty { return "" }
    let missed = all.filter { $0.target.shortfall > 1e-9 }
    if !missed.isEmpty {
      let words = missed.map { "\(Wording.noun($0.target.measure)) by \(Wording.points($0.target.shortfall))" }
      return
        "\(Wording.number(missed.count)) of \(Wording.count(all.count, "target")) \(missed.count == 1 ? "is" : "are") missed: \(Wording.list(words))."
    }
    let targets = all.count == 1 ? "The target is met" : "All \(Wording.number(all.count)) targets are met"
    let goals = all.flatMap(\.goals)
    let late = goals.count { !$0.isMet }
    if late > 0 { return "\(targets), \(Wording.count(late, "milestone")) \(late == 1 ? "is" : "are") missed." }
    guard let slack = goals.compactMap(\.slack).min() else { return targets + "." }
    let confidence = Decimal.text(onTime(slack) * 100, places: 0)
    let milestones = goals.count - all.count
    return
      targets + (milestones == 0 ? "" : " and \(milestones == 1 ? "its milestone" : "every milestone")")
      + ", the tightest with \(Wording.days(slack)) of slack and a confidence of \(confidence)%."
  }

  /// A line for each target and milestone: what is asked, what the plan gives, and how sure that is.
  private var goalTable: MarkdownTable {
    var table = MarkdownTable(columns: [
      .left("measure"), .left("by"), .right("asked for"), .right("plan"), .left("state"), .left("reached on"),
      .right("slack, days"), .right("confidence"),
    ])
    for target in plan.targets {
      for goal in FootprintSeries(plan: plan, target: target).goals {
        let isTight = goal.isMet && (goal.slack ?? 0) < PlanReport.safeSlack
        let state = goal.isMet ? (isTight ? "met, tight" : "met") : "missed by \(Wording.points(goal.shortfall))"
        let name = Wording.noun(target.measure)
        let confidence = goal.isMet ? goal.slack.map(onTime) : nil
        table.rows.append([
          goal.isTarget ? .strong("\(name), target") : MarkdownText("\(name), milestone"), "\(goal.by)",
          MarkdownText(Wording.goal(goal.required)), MarkdownText(Wording.reduction(goal.reduction)),
          goal.isMet ? MarkdownText(state) : .strong(state),
          MarkdownText(goal.reachedOn.map { "\($0)" } ?? "not in this plan"),
          MarkdownText(goal.slack.map(Wording.number) ?? ""),
          MarkdownText(confidence.map { Decimal.text($0 * 100, places: 0) + "%" } ?? ""),
        ])
      }
    }
    return table
  }

  private var goalNote: MarkdownText {
    let states = Set(plan.targets.flatMap { FootprintSeries(plan: plan, target: $0).goals.map(\.isMet) })
    var text =
      "Slack runs from the day on which the reduction is reached for good to the day by which it is asked for."
    if states.contains(true) {
      text +=
        " Confidence is the share of programmes that slip by less than the slack, by the stated model: "
        + "\(Decimal.text(RiskAssumptions.lateAtAll.value * 100, places: 0))% of large moves are late at all, "
        + "\(Decimal.text(RiskAssumptions.lateByQuarter.value * 100, places: 0))% by more than \(Wording.days(PlanReport.safeSlack)), below which slack is called tight."
    }
    return MarkdownText(text)
  }

  /// How far the plan can be from the best there is; nil where nothing is proven.
  private var gapSentence: MarkdownText? {
    guard let bound = plan.bound else { return nil }
    let gap = max(0, bound.npv - plan.value.npv)
    guard bound.gap >= 5e-10 else {
      return
        "\(strong: "No plan is worth more.") It is proven that none under these rules that misses no more has a higher value.\(boundedShortfall(bound))"
    }
    return
      "\(strong: "The best possible plan is worth at most \(money(gap)) more"): no plan under these rules that misses no more is worth above \(money(bound.npv)), which is proven; the gap is \(strong: "\(Decimal.text(bound.gap * 100, places: 2))%") of all the money that the plan moves (\(money(plan.value.gross))).\(boundedShortfall(bound))"
  }

  private func boundedShortfall(_ bound: Plan.Bound) -> String {
    let short = plan.targets.filter { $0.penaltyPerPoint == nil }.reduce(0) { $0 + $1.shortfall }
    if short <= 1e-9 { return "" }
    return bound.shortfall > 1e-9
      ? " No plan misses the targets by less than \(Wording.points(bound.shortfall)) in all."
      : " Whether the targets can be met is not proven either way."
  }

  /// The five largest exposures among what may happen; what the plan itself states as certain is counted below them.
  private var topRisks: [MarkdownBlock] {
    guard !register.risks.isEmpty else {
      return [
        .heading(2, "Risks"),
        .paragraph("No rule of the catalogue finds a risk above the threshold of the register."),
      ]
    }
    let open = register.risks.filter { !$0.isCertain }
    let words = ["Risks", "The risk that matters", "Two", "Three", "Four", "Five"]
    let shown = min(5, open.count)
    let items = open.prefix(5).map { risk -> MarkdownText in
      "\(strong: money(risk.exposure)) (\(Decimal.short(risk.likelihood, places: 1))% of \(money(risk.impact))): \(risk.description) Owner \(code: risk.owner), \(code: risk.id).\(unpaidResponse(to: risk))"
    }
    let sum = open.reduce(0) { $0 + $1.exposure }
    var blocks: [MarkdownBlock] = [
      .heading(2, MarkdownText(shown < 2 ? words[shown] : "\(words[shown]) risks that matter"))
    ]
    if !items.isEmpty { blocks.append(.numbered(Array(items))) }
    let all =
      open.isEmpty
      ? "Nothing uncertain lies above the threshold of "
      : "Ordered by exposure, likelihood times impact, each computed from this plan; all \(Wording.count(open.count, "risk")) come to \(money(sum)) in "
    blocks.append(.paragraph(MarkdownText(all) + "\(link: "risks.md", to: "risks.md")." + certain + together))
    return blocks
  }

  /// What could be done about a risk, where that costs more than it saves, so that it is no decision of its own.
  private func unpaidResponse(to risk: Risk) -> String {
    let saved = risk.exposure - risk.residualExposure
    guard risk.responseCost >= max(0.5, saved), !risk.responseDescription.isEmpty else { return "" }
    return
      " A response costs \(money(risk.responseCost)) and leaves \(money(risk.residualExposure)): \(risk.responseDescription)"
  }

  /// What the plan accepts as it stands, summed by rule.
  private var certain: MarkdownText {
    let accepted = register.risks.filter(\.isCertain)
    guard !accepted.isEmpty else { return .empty }
    var names: [String] = []
    for risk in accepted where !names.contains(risk.name) { names.append(risk.name) }
    let rules = names.map { name -> (words: String, sum: Double) in
      let risks = accepted.filter { $0.name == name }
      let sum = risks.reduce(0) { $0 + $1.exposure }
      return ("\(name.prefix(1).lowercased() + name.dropFirst()) (\(Wording.number(risks.count)), \(money(sum)))", sum)
    }.sorted { $0.sum > $1.sum }
    let sum = accepted.reduce(0) { $0 + $1.exposure }
    return MarkdownText(
      " Certain in this plan, unless something is done, is a further \(money(sum)): \(Wording.list(rules.map(\.words)))."
    )
  }

  /// What all risks, the certain ones included, cost together in most cases.
  private var together: MarkdownText {
    let spread = register.exposure.inherent
    return MarkdownText(
      " All together they cost no more than \(money(spread.p80)) in four cases of five, and than \(money(spread.p95)) in nineteen of twenty."
    )
  }

  /// Where a target or milestone is missed: what the shortfall would be without each kind of rule.
  var obstaclesSection: [MarkdownBlock] {
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
}
