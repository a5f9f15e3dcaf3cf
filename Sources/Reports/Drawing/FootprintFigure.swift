import Documents
import Estates
import Plans

/// The picture of a plan: the footprint stepping down under its milestones and target, one panel for each target.
///
/// The plan is a full line over an area, what is asked a dashed line with diamonds, so that the two differ in grey as well.
package struct FootprintFigure: Figure {
  package static let file = "footprint.svg"

  package let series: [FootprintSeries]
  package let name: String
  package let lastDay: Day
  package let firstDay: Day

  /// Nil where the plan has no footprint to show.
  package init?(plan: Plan, name: String) {
    series = FootprintSeries.all(of: plan)
    self.name = name
    guard let first = plan.footprint.first?.date, !series.isEmpty else { return nil }
    firstDay = first
    let goals = series.flatMap { $0.goals.map(\.by) }
    let end = ([plan.footprint.last?.date ?? first] + goals).max() ?? first
    lastDay = end + max(30, (end - first) / 24)
  }

  package var height: Double {
    FootprintFigure.top + Double(series.count) * FootprintFigure.panelHeight + 8
  }

  package var elements: [SVGElement] {
    legend
      + series.enumerated().map { position, panel in
        let top = FootprintFigure.top + Double(position) * FootprintFigure.panelHeight
        return SVGElement("g", ["transform": .text("translate(0 \(Draw.short(top)))")], elements(of: panel))
      }
  }

  /// One sentence for each panel: what a reader who does not see the picture is told.
  package var description: String {
    series.map { panel in
      let last = panel.steps.last
      var text =
        "\(Wording.title(panel.measure)): from \(Wording.amount(panel.steps.first?.amount ?? 0, panel.measure)) to "
        + "\(Wording.amount(last?.amount ?? 0, panel.measure)) by \(last.map { "\($0.date)" } ?? "")"
      for goal in panel.goals {
        text +=
          "; \(goal.isTarget ? "target" : "milestone") \(Wording.goal(goal.required)) by \(goal.by) "
          + (goal.isMet ? "met" : "missed") + " with \(Wording.reduction(goal.reduction))"
      }
      return text + "."
    }.joined(separator: " ")
  }

  package var title: String { "\(name): footprint against target" }

  /// Every step of every panel, and what is asked for on the way.
  package var table: FigureTable {
    var table = FigureTable([
      .text("measure"), .text("date"), .number("amount"), .number("reduction"), .text("asked for"),
      .number("reduction asked for"),
      .text("state"),
    ])
    for panel in series {
      let noun = Wording.noun(panel.measure)
      for step in panel.steps {
        table.rows.append([
          .text(noun), .day(step.date), .amount(step.amount, places: 2), .share(panel.reduction(on: step.date)), .empty,
          .empty,
          .empty,
        ])
      }
      for goal in panel.goals {
        table.rows.append([
          .text(noun), .day(goal.by), .amount(panel.amount(on: goal.by), places: 2), .share(goal.reduction),
          .text(goal.isTarget ? "target" : "milestone"), .share(goal.required), .text(goal.isMet ? "met" : "missed"),
        ])
      }
    }
    return table
  }
}

// MARK: - Geometry

extension FootprintFigure {
  private static let top = 64.0
  private static let panelHeight = 330.0
  private static let plotTop = 34.0
  private static let plotBottom = 286.0
  private var plotLeft: Double { 64 }
  private var plotRight: Double { 748 }

  private func x(_ day: Day) -> Double {
    plotLeft + (plotRight - plotLeft) * Double(day - firstDay) / Double(max(1, lastDay - firstDay))
  }

  private func y(_ amount: Double, _ panel: FootprintSeries) -> Double {
    let full = max(panel.baseline, panel.steps.first?.amount ?? 0)
    guard full > 0 else { return FootprintFigure.plotBottom }
    return FootprintFigure.plotBottom - (FootprintFigure.plotBottom - FootprintFigure.plotTop) * amount / full
  }
}

// MARK: - What is drawn

extension FootprintFigure {
  private var legend: [SVGElement] {
    var elements = [
      SVGElement("path", ["class": "plan", "d": "M24 48H58"]),
      SVGElement("text", ["class": "small", "x": 66, "y": 52], text: "plan: not yet released"),
    ]
    guard series.contains(where: { !$0.goals.isEmpty }) else { return elements }
    elements += [
      SVGElement("path", ["class": "goal", "d": "M226 48H266"]),
      SVGElement("text", ["class": "small", "x": 274, "y": 52], text: "asked for, from date to date"),
      Draw.diamond("mark", 452, 48, 6),
      SVGElement("text", ["class": "small", "x": 464, "y": 52], text: "milestone"),
      Draw.diamond("target", 546, 48, 7),
      SVGElement("text", ["class": "small", "x": 559, "y": 52], text: "target"),
    ]
    return elements
  }

  private func elements(of panel: FootprintSeries) -> [SVGElement] {
    grid(of: panel) + fall(of: panel) + goals(of: panel)
  }

  private func grid(of panel: FootprintSeries) -> [SVGElement] {
    var elements = [
      SVGElement(
        "text", ["class": "label", "x": 24, "y": 18],
        text: "\(Wording.title(panel.measure)): 100% is \(Wording.amount(panel.baseline, panel.measure))")
    ]
    for fifth in 0...5 {
      let height = y(panel.baseline * Double(fifth) / 5, panel)
      elements += [
        SVGElement(
          "path",
          [
            "class": fifth == 0 ? "axis" : "grid",
            "d": .text("M\(Draw.short(plotLeft)) \(Draw.short(height))H\(Draw.short(plotRight))"),
          ]
        ),
        SVGElement(
          "text", ["class": "small", "x": .number(plotLeft - 8), "y": .number(height + 4), "text-anchor": "end"],
          text: "\(fifth * 20)%"),
      ]
    }
    for year in firstDay.date.year...(lastDay.date.year + 1) {
      for month in [1, 4, 7, 10] {
        guard let day = Day(year: year, month: month, day: 1), day >= firstDay, day <= lastDay else { continue }
        let bottom = FootprintFigure.plotBottom
        elements.append(
          SVGElement(
            "path",
            ["class": "axis", "d": .text("M\(Draw.short(x(day))) \(Draw.short(bottom))v\(month == 1 ? 9 : 4)")]))
        if month == 1 {
          elements.append(
            SVGElement(
              "text", ["class": "small", "x": .number(x(day)), "y": .number(bottom + 24), "text-anchor": "middle"],
              text: String(year)))
        }
      }
    }
    return elements
  }

  private func fall(of panel: FootprintSeries) -> [SVGElement] {
    guard let first = panel.steps.first else { return [] }
    var line = "M\(Draw.short(x(first.date))) \(Draw.short(y(first.amount, panel)))"
    for step in panel.steps.dropFirst() {
      line += "H\(Draw.short(x(step.date)))V\(Draw.short(y(step.amount, panel)))"
    }
    line += "H\(Draw.short(x(lastDay)))"
    let area = line + "V\(Draw.short(y(0, panel)))H\(Draw.short(x(first.date)))Z"
    return [
      SVGElement("path", ["class": "area", "d": .text(area)]), SVGElement("path", ["class": "plan", "d": .text(line)]),
    ]
  }

  private func goals(of panel: FootprintSeries) -> [SVGElement] {
    let end = panel.steps.last?.amount ?? 0
    let endRow = y(end, panel)
    let endWords = ["\(Wording.amount(end, panel.measure)) \(Wording.noun(panel.measure))", "at the end of the plan"]
    guard let target = panel.goals.last else { return margin(endWords, row: endRow) }
    var path = "M\(Draw.short(x(firstDay))) \(Draw.short(y(panel.baseline, panel)))"
    for goal in panel.goals {
      path += "L\(Draw.short(x(goal.by))) \(Draw.short(y(panel.baseline * (1 - goal.required), panel)))"
    }
    path += "H\(Draw.short(plotRight))"
    var elements = [SVGElement("path", ["class": "goal", "d": .text(path)])]
    for goal in panel.goals {
      let (column, row) = (x(goal.by), y(panel.baseline * (1 - goal.required), panel))
      elements.append(
        Draw.diamond(goal.isTarget ? "target" : "mark", column, row, goal.isTarget ? 8 : 7))
      guard !goal.isTarget else { continue }
      // Right of and above a milestone that is met there is nothing; left of and below one that is missed neither line.
      let words = "\(Wording.goal(goal.required)) by \(goal.by): \(goal.isMet ? "met" : "missed")"
      elements.append(
        goal.isMet
          ? label(words, at: column + 10, row - 8)
          : label(words, at: max(column - 8, plotLeft + 164), row + 20, anchor: "end"))
    }
    if let reached = target.reachedOn, reached > firstDay {
      let row = y(panel.amount(on: reached), panel)
      elements.append(
        SVGElement("circle", ["class": "reached", "cx": .number(x(reached)), "cy": .number(row), "r": 6]))
      elements.append(
        label("target reached \(reached)", at: min(x(reached) + 62, plotRight - 8), row + 22, anchor: "end"))
    }
    let targetRow = y(panel.baseline * (1 - target.required), panel)
    let targetWords = [
      "target \(Wording.goal(target.required)) by \(target.by)",
      "\(target.isMet ? "met" : "missed") with \(Wording.reduction(target.reduction))",
    ]
    // Two labels in the margin, at least their own height apart, the upper line's label on top.
    let gap = 40.0
    let isEndBelow = endRow >= targetRow
    let push = max(0, gap - (endRow - targetRow).magnitude) / 2
    elements += margin(targetWords, row: isEndBelow ? targetRow - push : targetRow + push)
    elements += margin(endWords, row: isEndBelow ? endRow + push : endRow - push)
    return elements
  }

  /// Words inside the plot, with a halo so that a line behind them does not cut through.
  private func label(_ words: String, at column: Double, _ row: Double, anchor: String = "start") -> SVGElement {
    SVGElement(
      "text", ["class": "small halo", "x": .number(column), "y": .number(row), "text-anchor": .text(anchor)],
      text: words)
  }

  /// Lines of words in the margin right of the plot, centred on a row.
  private func margin(_ words: [String], row: Double) -> [SVGElement] {
    words.enumerated().map { position, line in
      let top = row + 4 - Double(words.count - 1) * 8
      return SVGElement(
        "text",
        [
          "class": position == 0 ? "label" : "small", "x": .number(plotRight + 12),
          "y": .number(top + Double(position) * 16),
        ],
        text: line)
    }
  }
}
