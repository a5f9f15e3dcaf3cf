import Documents
import Estates
import Plans
import Waves

/// What a limit buys, as a page, a picture and data: for each capacity the best plan found and what no plan surpasses.
///
///     | capacity | rack units by 2029-12-31 |     worth | at most |
///     |      600 | 2029-11-20               | 1,200,000 | …       |
///     |      800 | 2029-04-03               | 1,310,000 | …       |
package struct FrontierReport: Sendable {
  package static let schema = "drawdown/frontier/1"
  package static let page = "frontier.md"
  package static let data = "frontier.json"

  /// A point that has a plan.
  struct Planned: Sendable {
    /// Among all points.
    var place: Int
    var capacity: Double
    var plan: Plan
    /// Summed over targets, and over milestones, without a price.
    var shortfall: Double
    var milestoneShortfall: Double
    /// Periods of the limit in which nothing more fits, and all.
    var full: (count: Int, of: Int)
  }

  package let estate: Estate
  package let limit: VariedLimit
  package let points: [Frontier.Point]
  /// Steps of search for each point.
  package let effort: Int
  /// Seconds by the clock for all of them together; nil where only steps count.
  package let time: Double?
  /// By point: `sha256:…` of its plan.json, and where that lies beside the page; nil where there is none.
  package let digests: [String?]
  package let files: [String?]
  let planned: [Planned]

  package init(
    _ estate: Estate, _ limit: VariedLimit, _ points: [Frontier.Point], effort: Int, time: Double? = nil,
    digests: [String?], files: [String?]
  ) {
    self.estate = estate
    self.limit = limit
    self.points = points
    self.effort = effort
    self.time = time
    self.digests = digests
    self.files = files
    planned = points.enumerated().compactMap { place, point in
      guard case .plan(let plan) = point.outcome else { return nil }
      let outcome = PlanComparison.Outcome(plan)
      let periods = plan.rules.first { $0.index == limit.rule }?.periods ?? []
      return Planned(
        place: place, capacity: point.capacity, plan: plan, shortfall: outcome.shortfall,
        milestoneShortfall: outcome.milestoneShortfall,
        full: (periods.count { LimitFigure.fullness($0) >= LimitFigure.full }, periods.count))
    }
  }

  var name: String { Wording.ruleName(limit.rule, of: estate) }
  var currency: String { estate.program.currency }
  /// "effort_hours per wave"
  var unit: String {
    let period =
      switch limit.period {
      case .perWave: "wave"
      case .perQuarter: "quarter"
      case .perYear: "year"
      }
    return "\(limit.measure) per \(period)"
  }
  func isProgram(_ capacity: Double) -> Bool { capacity == limit.stated }
  func amount(_ capacity: Double) -> String { Wording.grouped(capacity, places: 6) }

  /// Two points fall equally short: then their worths, and what surpasses neither, can be set against each other.
  func isLevel(_ left: Planned, _ right: Planned) -> Bool {
    (left.shortfall - right.shortfall).magnitude <= 1e-9
      && (left.milestoneShortfall - right.milestoneShortfall).magnitude <= 1e-9
  }
}

// MARK: In sentences

extension FrontierReport {
  /// What the points come to.
  package var findings: [String] {
    var lines: [String] = []
    let infeasible = points.filter { if case .infeasible = $0.outcome { true } else { false } }
    if let last = infeasible.last {
      lines.append("Up to \(amount(last.capacity)) no plan meets every rule: proven.")
    }
    guard let first = planned.first, let last = planned.last else {
      return lines + ["No plan was found at any of the capacities."]
    }
    for (number, target) in last.plan.targets.enumerated() {
      let goal = "\(Wording.noun(target.measure)) \(Wording.goal(target.required)) by \(target.by)"
      if let enough = planned.first(where: { $0.plan.targets[number].shortfall <= 1e-9 }) {
        lines.append(
          enough.place == 0
            ? "\(goal): reached at every capacity looked at."
            : "\(goal): reached from \(amount(enough.capacity)) on" + below(enough) + ".")
      } else {
        lines.append("\(goal): reached at none of the capacities looked at.")
      }
    }
    if planned.contains(where: { $0.milestoneShortfall > 1e-9 }) {
      let enough = planned.first { $0.shortfall <= 1e-9 && $0.milestoneShortfall <= 1e-9 }
      lines.append(
        enough.map { "Every milestone is met from \(amount($0.capacity)) on." }
          ?? "Every milestone is met at none of the capacities looked at.")
    }
    if first.place != last.place {
      let level = planned.filter { isLevel($0, last) }
      if let start = level.first, start.place != last.place {
        let gain = last.plan.value.npv - start.plan.value.npv
        lines.append(
          "From \(amount(start.capacity)) to \(amount(last.capacity)) the best plan found gains "
            + "\(Wording.money(gain, currency))" + atMost(start, last) + ".")
      }
      if let same = planned.first(where: { isLevel($0, last) && last.plan.value.npv - $0.plan.value.npv < 0.005 }),
        same.place != last.place
      {
        lines.append(
          "Beyond \(amount(same.capacity)) no better plan was found\(atMost(same, last)).")
      }
    }
    if let now = planned.first(where: { isProgram($0.capacity) }) {
      lines.append(
        "program.json has \(amount(now.capacity)): worth \(Wording.money(now.plan.value.npv, currency)), full in "
          + "\(Wording.number(now.full.count)) of \(Wording.count(now.full.of, "period")).")
    }
    return lines
  }

  /// What is proven of the point before the first that reaches a target.
  private func below(_ point: Planned) -> String {
    guard point.place > 0, case .plan(let before) = points[point.place - 1].outcome,
      let bound = before.bound, bound.shortfall > 1e-9
    else { return "" }
    return "; at \(amount(points[point.place - 1].capacity)) no plan reaches every target: proven"
  }

  /// No plan at the wider capacity is worth more than its bound.
  private func atMost(_ tight: Planned, _ wide: Planned) -> String {
    guard let bound = wide.plan.bound else { return "" }
    let most = bound.npv - tight.plan.value.npv
    return wide.plan.value.npv >= bound.npv - 0.005
      ? "; proven: no plan gains more" : "; proven: no plan gains more than \(Wording.money(most, currency))"
  }
}

// MARK: As a page

extension FrontierReport {
  package var document: MarkdownDocument {
    var page = MarkdownDocument()
    page += .heading(1, MarkdownText("What “\(name)” buys"))
    page += .paragraph(
      MarkdownText(
        "The limit on \(unit) of \(estate.program.name), at \(Wording.count(points.count, "capacity", "capacities")) \(span)."
      ))
    page += .bullets(findings.map { MarkdownText($0) })
    let figure = FrontierFigure(self)
    page += .image(description: figure.description, file: FrontierFigure.file)
    page += .heading(2, "Point by point")
    page += .table(figure.table.markdown)
    if steps.rows.count > 0 {
      page += .heading(2, "What each step is worth")
      page += .table(steps)
      page += .paragraph(
        "“Found” is the difference between the best plans found. “At most” is proven: the bound at the wider capacity less "
          + "the worth at the tighter. Where two points do not fall equally short of targets and milestones their worths "
          + "are not set against each other: a plan that reaches more may be worth less, and still comes first.")
    }
    page += .heading(2, "How to read it")
    let notes: [MarkdownText] = [
      "Every point has a plan of its own, the best that was found with so much of the limit and everything else as it is. "
        + "With more capacity no point shows a worse plan, by targets, then milestones, then worth: a plan for less is a plan "
        + "for more, and stands there where it is better.",
      "No plan is worth more than “at most” says, among those that fall as little short. What no plan surpasses at some "
        + "capacity, none surpasses below it.",
      "The day on which a target is reached is that of the point's plan. Plans are not chosen by it: with more capacity a "
        + "plan that is worth more may reach the target later, as long as it is in time.",
      rampNote,
      "The same point alone: \(code: "drawdown plan ESTATE --set \(example)").",
    ]
    page += .bullets(notes)
    return page
  }

  private var span: String {
    "from \(amount(points.first?.capacity ?? 0)) to \(amount(points.last?.capacity ?? 0))"
  }

  private var rampNote: MarkdownText {
    guard case .limit(let all) = estate.program.rules[limit.rule].kind, limit.period == .perWave,
      let ramp = all.perWave, ramp.count > 1
    else { return "The capacity is that of each period of the limit." }
    return MarkdownText(
      "The limit rises over its first \(Wording.count(ramp.count - 1, "wave")) in program.json; the capacity is the value "
        + "that goes on, and the waves before it rise in proportion.")
  }

  private var example: String {
    let capacity = planned.last?.capacity ?? limit.stated
    let changed = limit.estate(estate, at: capacity).overrides.last
    return changed.map { "\($0.path)=\($0.value)" } ?? ""
  }

  private var steps: MarkdownTable {
    var table = MarkdownTable(columns: [
      .right("From"), .right("To"), .right(MarkdownText("Found, \(currency)")),
      .right(MarkdownText("At most, \(currency)")), .right("Found, for each"),
    ])
    for (tight, wide) in zip(planned, planned.dropFirst()) {
      var cells: [MarkdownText] = [MarkdownText(amount(tight.capacity)), MarkdownText(amount(wide.capacity))]
      if isLevel(tight, wide) {
        let gain = wide.plan.value.npv - tight.plan.value.npv
        cells += [
          MarkdownText(DiffWording.signed(gain)),
          MarkdownText(wide.plan.bound.map { DiffWording.signed($0.npv - tight.plan.value.npv) } ?? "–"),
          MarkdownText(Wording.grouped(gain / (wide.capacity - tight.capacity), places: 2)),
        ]
      } else {
        cells += ["falls less short", "–", "–"]
      }
      table.rows.append(cells)
    }
    return table
  }
}
