import Documents
import Estates
import Plans
import Waves

/// What a limit buys: the day on which each target is reached, and the worth, against the capacity.
///
///     reached on ●───┐
///                    ●───┐  - - - asked for by
///                        ●───●
///     worth          ┌───○┄┄┄○    bound: no plan is worth more
///                ●───●───●───●    found: a plan for less is one for more
///
/// Lines are steps, since a plan holds for every capacity from its own on, and a bound for every one up to its own.
package struct FrontierFigure: Figure {
  package static let file = "frontier.svg"

  private let report: FrontierReport

  package init(_ report: FrontierReport) { self.report = report }

  package var title: String { "\(report.estate.program.name): what “\(report.name)” buys" }

  package var description: String { "Capacity in \(report.unit). " + report.findings.joined(separator: " ") }

  package var table: FigureTable {
    let currency = VisibleText.of(report.currency)
    var table = FigureTable([.number("capacity"), .text("")])
    for target in targets {
      table.columns += [
        .text("\(Wording.noun(target.measure)) \(Wording.goal(target.required)) by \(target.by), reached on"),
        .number("reduction"),
      ]
    }
    table.columns += [
      .number("targets missed by"), .number("milestones missed by"), .number("worth, \(currency)"),
      .number("at most, \(currency)"), .number("gap"), .number("full periods"),
    ]
    for (place, point) in report.points.enumerated() {
      var row: [FigureTable.Cell] = [.amount(point.capacity, places: 6)]
      row.append(.text(report.isProgram(point.capacity) ? "program.json" : ""))
      guard let planned = report.planned.first(where: { $0.place == place }) else {
        if case .infeasible = point.outcome { row[1] = .text("no plan: proven") } else { row[1] = .text("none found") }
        row += [FigureTable.Cell](repeating: .empty, count: table.columns.count - 2)
        table.rows.append(row)
        continue
      }
      let plan = planned.plan
      for target in plan.targets {
        row += [target.reachedOn.map { .day($0) } ?? .text("not reached"), .share(target.reduction)]
      }
      row += [.share(planned.shortfall), .share(planned.milestoneShortfall), .amount(plan.value.npv, places: 0)]
      row += [
        plan.bound.map { .amount($0.npv, places: 0) } ?? .empty, plan.bound.map { .share($0.gap) } ?? .empty,
        .count(planned.full.count),
      ]
      table.rows.append(row)
    }
    return table
  }

  // MARK: What is drawn

  private static let panelHeight = 250.0
  private static let top = 68.0
  private static let plotTop = 30.0
  private static let plotBottom = 196.0
  private static let left = 112.0
  private static let right = 740.0

  private var targets: [Plan.TargetResult] { report.planned.first?.plan.targets ?? [] }
  package var height: Double { Self.top + Double(targets.count + 1) * Self.panelHeight + 4 }

  package var elements: [SVGElement] {
    var panels = targets.indices.map { datePanel($0) }
    panels.append(moneyPanel)
    return legend
      + panels.enumerated().map { position, elements in
        let top = Self.top + Double(position) * Self.panelHeight
        return SVGElement("g", ["transform": .text("translate(0 \(Draw.short(top)))")], xAxis + elements)
      }
  }

  private var legend: [SVGElement] {
    [
      Draw.path("plan", "M24 48H50"), Draw.circle("reached", 37, 48, 4.5),
      Draw.text("best plan found", at: 58, 52, "small"),
      Draw.rectangle("area", 168, 41, 26, 14), Draw.path("shut", "M168 41H194"),
      Draw.text("up to what no plan surpasses", at: 202, 52, "small"),
      Draw.path("goal", "M386 48H412"), Draw.text("asked for", at: 420, 52, "small"),
      Draw.diamond("mark", 492, 48, 6), Draw.text("not reached", at: 504, 52, "small"),
      hatched(588, 41, 26, 14), Draw.text("no plan", at: 622, 52, "small"),
      Draw.vertical("axis", 684, from: 41, to: 55), Draw.text("as in program.json", at: 692, 52, "small"),
    ]
  }

  private func x(_ capacity: Double) -> Double {
    let (first, last) = (report.points.first?.capacity ?? 0, report.points.last?.capacity ?? 1)
    let share = last > first ? (capacity - first) / (last - first) : 0.5
    return Self.left + 12 + (Self.right - Self.left - 24) * share
  }

  /// Capacities below, what is shut, and where the program stands.
  private var xAxis: [SVGElement] {
    var elements: [SVGElement] = []
    let shut = report.points.filter { if case .infeasible = $0.outcome { true } else { false } }
    if let last = shut.last {
      elements.append(hatched(Self.left, Self.plotTop, x(last.capacity) - Self.left, Self.plotBottom - Self.plotTop))
    }
    elements.append(Draw.horizontal("axis", Self.plotBottom, from: Self.left, to: Self.right))
    var free = -Double.infinity
    for point in report.points {
      let place = x(point.capacity)
      elements.append(Draw.path("axis", "M\(Draw.short(place)) \(Draw.short(Self.plotBottom))v5"))
      let words = report.amount(point.capacity)
      let half = TextFit.width(words, size: 12) / 2
      if place - half > free {
        elements.append(Draw.text(words, at: place, Self.plotBottom + 20, "small", anchor: "middle"))
        free = place + half + 8
      }
      if report.isProgram(point.capacity) {
        elements.append(Draw.vertical("axis", place, from: Self.plotTop, to: Self.plotBottom))
      }
    }
    elements.append(Draw.text(report.unit, at: Self.right + 12, Self.plotBottom + 20, "small"))
    return elements
  }

  private func datePanel(_ number: Int) -> [SVGElement] {
    let goal = targets[number]
    let results = report.planned.map { (capacity: $0.capacity, target: $0.plan.targets[number]) }
    let days = results.compactMap { $0.target.reachedOn }
    let first = min(days.min() ?? goal.by, goal.by)
    let last = max(days.max() ?? goal.by, goal.by)
    let room = max(45, (last - first) / 8)
    let (low, high) = (first + -room, last + room)
    // Early below, late above; what is not reached stands above all.
    func y(_ day: Day) -> Double {
      Self.plotBottom - (Self.plotBottom - Self.plotTop - 22) * Double(day - low) / Double(max(1, high - low))
    }
    var elements = [
      Draw.text(
        "Day on which \(Wording.noun(goal.measure)) are down by \(Wording.percent(goal.required)) for good", at: 24, 16,
        "strong")
    ]
    let years = high.date.year - low.date.year
    for year in low.date.year...high.date.year {
      for month in years >= 4 ? [1] : years >= 2 ? [1, 7] : [1, 4, 7, 10] {
        guard let day = Day(year: year, month: month, day: 1), day >= low, day <= high else { continue }
        elements += [
          Draw.horizontal("grid", y(day), from: Self.left, to: Self.right),
          Draw.text("\(day)", at: Self.left - 8, y(day) + 4, "small", anchor: "end"),
        ]
      }
    }
    elements += [
      Draw.horizontal("goal", y(goal.by), from: Self.left, to: Self.right),
      Draw.text("by \(goal.by)", at: Self.right + 12, y(goal.by) + 4, "small"),
    ]
    var line = ""
    for (capacity, target) in results {
      guard let day = target.reachedOn else {
        if !line.isEmpty { line += "H\(Draw.short(x(capacity)))" }
        continue
      }
      line +=
        line.isEmpty
        ? "M\(Draw.short(x(capacity))) \(Draw.short(y(day)))" : "H\(Draw.short(x(capacity)))V\(Draw.short(y(day)))"
    }
    if !line.isEmpty { elements.append(Draw.path("plan", line)) }
    for (capacity, target) in results {
      elements.append(
        target.reachedOn.map { Draw.circle("reached", x(capacity), y($0), 4.5) }
          ?? Draw.diamond("mark", x(capacity), Self.plotTop + 8, 6))
    }
    if let last = results.last?.target.reachedOn {
      elements.append(Draw.text("\(last)", at: Self.right + 12, y(last) + (y(last) > y(goal.by) ? 18 : -12), "strong"))
    }
    return elements
  }

  private var moneyPanel: [SVGElement] {
    let planned = report.planned
    var elements = [
      Draw.text("Worth against leaving everything in place, \(VisibleText.of(report.currency))", at: 24, 16, "strong")
    ]
    let amounts = planned.flatMap { [$0.plan.value.npv, $0.plan.bound?.npv ?? $0.plan.value.npv] }
    guard let least = amounts.min(), let most = amounts.max() else { return elements }
    let scale = MoneyScale(least, most)
    func y(_ amount: Double) -> Double {
      Self.plotBottom - (Self.plotBottom - Self.plotTop - 8) * (amount - scale.low) / (scale.high - scale.low)
    }
    for tick in scale.ticks {
      elements += [
        Draw.horizontal("grid", y(tick), from: Self.left, to: Self.right),
        Draw.text(String(Wording.money(tick, "").dropFirst()), at: Self.left - 8, y(tick) + 4, "small", anchor: "end"),
      ]
    }
    // Between points that fall equally short: above the plan for less, below the bound for more.
    for (tight, wide) in zip(planned, planned.dropFirst()) where report.isLevel(tight, wide) {
      guard let bound = wide.plan.bound else { continue }
      let (from, to) = (x(tight.capacity), x(wide.capacity))
      elements.append(
        Draw.rectangle("area", from, y(bound.npv), to - from, y(tight.plan.value.npv) - y(bound.npv)))
      elements.append(Draw.horizontal("shut", y(bound.npv), from: from, to: to))
    }
    var line = ""
    for point in planned {
      let (place, row) = (Draw.short(x(point.capacity)), Draw.short(y(point.plan.value.npv)))
      line += line.isEmpty ? "M\(place) \(row)" : "H\(place)V\(row)"
      if let bound = point.plan.bound {
        elements.append(Draw.vertical("shut", x(point.capacity), from: y(bound.npv), to: y(point.plan.value.npv)))
        elements.append(Draw.path("shut", "M\(Draw.short(x(point.capacity) - 5)) \(Draw.short(y(bound.npv)))h10"))
      }
    }
    elements.append(Draw.path("plan", line))
    for point in planned { elements.append(Draw.circle("reached", x(point.capacity), y(point.plan.value.npv), 4.5)) }
    if let last = planned.last {
      let found = y(last.plan.value.npv)
      elements.append(
        Draw.text(Wording.money(last.plan.value.npv, report.currency), at: Self.right + 12, found + 4, "strong"))
      if let bound = last.plan.bound {
        elements.append(
          Draw.text(
            "at most \(Wording.money(bound.npv, report.currency))", at: Self.right + 12,
            min(y(bound.npv) + 4, found - 14),
            "small"))
      }
    }
    return elements
  }
}

/// Amounts from bottom to top, with a line at round ones: 1, 2 or 5 of some power of ten.
private struct MoneyScale {
  let low: Double
  let high: Double
  let ticks: [Double]

  init(_ least: Double, _ most: Double) {
    let span = max(most - least, max(1, most.magnitude * 0.01))
    var power = 1.0
    while power * 10 < span { power *= 10 }
    while power > span { power /= 10 }
    let step = [power / 5, power / 2, power, power * 2, power * 5].first { span / $0 <= 5 } ?? power * 5
    low = ((least - span * 0.05) / step).rounded(.down) * step
    high = ((most + span * 0.05) / step).rounded(.up) * step
    var ticks: [Double] = []
    var number = 0.0
    while low + number * step <= high + step * 0.5 {
      ticks.append(low + number * step)
      number += 1
    }
    self.ticks = ticks
  }
}
