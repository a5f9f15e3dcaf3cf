import Documents
import Estates
import Plans
import Tracking

/// The picture of a programme under way: what was planned, what is gone, and where it goes from here, one panel for each
/// target.
///
/// The plan is a full line, what happened an area under it, the forecast a band between one chance in ten either way with
/// its middle dotted, what is asked a dashed line with diamonds; a line stands on the day of the report.
package struct BurnDownFigure: Figure {
  package static let file = "burndown.svg"

  private struct Panel {
    var series: FootprintSeries
    var denominator: Double
  }

  private let progress: Progress
  private let panels: [Panel]
  private let name: String
  private let firstDay: Day
  private let lastDay: Day

  /// Nil where the plan has no footprint to show.
  package init?(_ progress: Progress) {
    panels = FootprintSeries.all(of: progress.plan).map { Panel(series: $0, denominator: $0.baseline) }
    guard let first = progress.plan.footprint.first?.date, !panels.isEmpty else { return nil }
    self.progress = progress
    name = progress.estate.program.name
    firstDay = first
    let goals = progress.forecast.goals
    var end = max(goals.map(\.goal.by).max() ?? first, progress.plan.footprint.last?.date ?? first)
    for goal in goals { end = max(end, goal.p90 ?? end) }
    lastDay = min(end, (progress.forecast.bands.last?.day ?? end)) + max(30, (end - first) / 24)
  }

  package var height: Double { BurnDownFigure.top + Double(panels.count) * BurnDownFigure.panelHeight + 8 }
  package var title: String { "\(name): footprint on \(progress.asOf), planned, actual and to come" }

  package var description: String {
    panels.map { panel in
      let measure = panel.series.measure
      var text =
        "\(Wording.title(measure)): on \(progress.asOf) \(Wording.amount(progress.footprint.footprint(measure), measure)) "
        + "stand, planned were \(Wording.amount(panel.series.amount(on: progress.asOf), measure))"
      for goal in progress.forecast.goals where goal.goal.measure == measure {
        text +=
          "; \(goal.goal.isTarget ? "target" : "milestone") \(Wording.goal(goal.goal.required)) by \(goal.goal.by): "
          + (goal.isReached
            ? "reached"
            : "as likely as not \(Wording.by(goal.p50)), in time in \(Wording.chance(goal.probability)) of runs")
      }
      return text + "."
    }.joined(separator: " ")
  }

  package var table: FigureTable {
    var table = FigureTable([
      .text("measure"), .text("date"), .number("planned"), .number("actual"), .number("forecast P10"),
      .number("forecast P50"), .number("forecast P90"),
    ])
    for panel in panels {
      let measure = panel.series.measure
      for point in progress.history {
        table.rows.append([
          .text(Wording.noun(measure)), .day(point.day), .amount(panel.series.amount(on: point.day), places: 2),
          .amount(point.footprint[measure], places: 2), .empty, .empty, .empty,
        ])
      }
      for band in progress.forecast.bands where band.day <= lastDay {
        table.rows.append([
          .text(Wording.noun(measure)), .day(band.day), .amount(panel.series.amount(on: band.day), places: 2), .empty,
          .amount(band.low[measure], places: 2), .amount(band.middle[measure], places: 2),
          .amount(band.high[measure], places: 2),
        ])
      }
    }
    return table
  }

  package var elements: [SVGElement] {
    legend
      + panels.enumerated().map { position, panel in
        let top = BurnDownFigure.top + Double(position) * BurnDownFigure.panelHeight
        return SVGElement("g", ["transform": .text("translate(0 \(Draw.short(top)))")], elements(of: panel))
      }
  }
}

// MARK: - What is drawn

extension BurnDownFigure {
  private static let top = 64.0
  private static let panelHeight = 330.0
  private static let plotTop = 34.0
  private static let plotBottom = 286.0

  private var axis: TimeAxis { TimeAxis(first: firstDay, last: lastDay, left: 64, right: 748) }

  private func y(_ amount: Double, _ panel: Panel) -> Double {
    let full = max(panel.denominator, panel.series.steps.first?.amount ?? 0)
    guard full > 0 else { return Self.plotBottom }
    return Self.plotBottom - (Self.plotBottom - Self.plotTop) * min(1.05, amount / full)
  }

  private var legend: [SVGElement] {
    [
      Draw.path("plan", "M24 48H58"), Draw.text("planned", at: 66, 52, "small"),
      Draw.rectangle("step3", 132, 42, 30, 12), Draw.text("actual: not yet released", at: 170, 52, "small"),
      Draw.rectangle("area", 324, 42, 30, 12), Draw.path("shut", "M324 48H354"),
      Draw.text("forecast: 8 of 10 runs, and the middle", at: 362, 52, "small"),
      Draw.path("goal", "M596 48H630"), Draw.text("asked for", at: 638, 52, "small"),
      Draw.diamond("target", 712, 48, 7), Draw.text("target", at: 726, 52, "small"),
    ]
  }

  private func elements(of panel: Panel) -> [SVGElement] {
    let measure = panel.series.measure
    var elements = [
      Draw.text(
        "\(Wording.title(measure)): 100% is \(Wording.amount(panel.denominator, measure))", at: 24, 18, "label")
    ]
    for fifth in 0...5 {
      let row = y(panel.denominator * Double(fifth) / 5, panel)
      elements += [
        Draw.horizontal("grid", row, from: axis.left, to: axis.right),
        Draw.text("\(fifth * 20)%", at: axis.left - 8, row + 4, "small", anchor: "end"),
      ]
    }
    elements += actual(panel) + band(panel) + plan(panel) + asked(panel)
    elements += axis.ticks(at: Self.plotBottom)
    let today = axis.x(progress.asOf)
    elements.append(Draw.vertical("axis", today, from: Self.plotTop - 8, to: Self.plotBottom))
    elements.append(
      Draw.text("\(progress.asOf)", at: today + 6, Self.plotTop, "small halo"))
    return elements + margin(panel)
  }

  private func actual(_ panel: Panel) -> [SVGElement] {
    let measure = panel.series.measure
    let start = axis.x(firstDay)
    var line = "M\(Draw.short(start)) \(Draw.short(y(progress.footprint.baseline[measure], panel)))"
    for point in progress.history {
      line += "H\(Draw.short(axis.x(point.day)))V\(Draw.short(y(point.footprint[measure], panel)))"
    }
    return [Draw.path("step3", line + "V\(Draw.short(Self.plotBottom))H\(Draw.short(start))Z")]
  }

  private func band(_ panel: Panel) -> [SVGElement] {
    let measure = panel.series.measure
    let bands = progress.forecast.bands.filter { $0.day <= lastDay }
    let now = y(progress.footprint.footprint(measure), panel)
    var upper = "M\(Draw.short(axis.x(progress.asOf))) \(Draw.short(now))"
    var middle = upper
    for band in bands {
      upper += "L\(Draw.short(axis.x(band.day))) \(Draw.short(y(band.high[measure], panel)))"
      middle += "L\(Draw.short(axis.x(band.day))) \(Draw.short(y(band.middle[measure], panel)))"
    }
    for band in bands.reversed() {
      upper += "L\(Draw.short(axis.x(band.day))) \(Draw.short(y(band.low[measure], panel)))"
    }
    return [Draw.path("area", upper + "Z"), Draw.path("shut", middle)]
  }

  private func plan(_ panel: Panel) -> [SVGElement] {
    guard let first = panel.series.steps.first else { return [] }
    var line = "M\(Draw.short(axis.x(first.date))) \(Draw.short(y(first.amount, panel)))"
    for step in panel.series.steps.dropFirst() {
      line += "H\(Draw.short(axis.x(step.date)))V\(Draw.short(y(step.amount, panel)))"
    }
    return [Draw.path("plan", line + "H\(Draw.short(axis.x(lastDay)))")]
  }

  private func asked(_ panel: Panel) -> [SVGElement] {
    guard !panel.series.goals.isEmpty else { return [] }
    var path = "M\(Draw.short(axis.x(firstDay))) \(Draw.short(y(panel.denominator, panel)))"
    var marks: [SVGElement] = []
    for goal in panel.series.goals {
      let (x, row) = (axis.x(goal.by), y(panel.denominator * (1 - goal.required), panel))
      path += "L\(Draw.short(x)) \(Draw.short(row))"
      marks.append(Draw.diamond(goal.isTarget ? "target" : "mark", x, row, goal.isTarget ? 8 : 7))
    }
    return [Draw.path("goal", path + "H\(Draw.short(axis.right))")] + marks
  }

  private func margin(_ panel: Panel) -> [SVGElement] {
    let x = axis.right + 12
    var elements: [SVGElement] = []
    var row = Self.plotTop + 6
    for goal in progress.forecast.goals where goal.goal.measure == panel.series.measure {
      elements.append(
        Draw.text(
          "\(goal.goal.isTarget ? "target" : "milestone") \(Wording.goal(goal.goal.required)) by \(goal.goal.by)",
          at: x, row, goal.goal.isTarget ? "strong" : "label"))
      let words =
        goal.isReached
        ? ["reached"]
        : ["in time: \(Wording.chance(goal.probability))", "as likely as not \(Wording.by(goal.p50))"]
      for line in words {
        row += 16
        elements.append(Draw.text(line, at: x, row, "small"))
      }
      row += 26
    }
    return elements
  }
}
