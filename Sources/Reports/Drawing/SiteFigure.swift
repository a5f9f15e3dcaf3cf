import Documents
import Estates
import Plans

/// Where the footprint falls: a bar for what stood in the beginning, one for each site that gives something back, one for what
/// is left on the day of the target.
///
///     before        ████████████████████ 54
///     DEVENTER                  ░░░░███████ 27 gone, closed 2029-03-08
///     ULM                   ░░███                 a hollow bar is what the site keeps
///     left          ████████▏
///                           ◆ target
package struct SiteFigure: Figure {
  package static let file = "sites.svg"
  /// Sites with a bar of their own; the others share one.
  package static let limit = 24

  private let reading: PlanReading
  let panels: [(series: SiteSeries, target: Plan.TargetResult?)]

  /// Nil where nothing that is counted stands anywhere.
  package init?(_ reading: PlanReading) {
    self.reading = reading
    let plan = reading.plan
    var panels: [(series: SiteSeries, target: Plan.TargetResult?)] = plan.targets.map {
      (SiteSeries(reading, $0.measure, on: $0.by), $0)
    }
    if panels.isEmpty, let measure = FootprintSeries.all(of: plan).first?.measure, let last = plan.footprint.last {
      panels = [(SiteSeries(reading, measure, on: last.date), nil)]
    }
    self.panels = panels.filter { $0.series.before > 0 }
    if self.panels.isEmpty { return nil }
  }

  package var title: String { "\(reading.estate.program.name): where the footprint falls" }

  package var description: String {
    panels.map { panel in
      let series = panel.series
      let falling = series.steps.filter { $0.gone > 0 }
      let closed = falling.count { $0.released.map { $0 <= series.date } ?? false }
      let first = falling.prefix(3).map { "\(label($0)) \(Wording.amount($0.gone, series.measure))" }
      return
        "\(Wording.title(series.measure)): \(Wording.amount(series.before, series.measure)) before the first wave, "
        + "\(Wording.amount(series.after, series.measure)) left on \(series.date). "
        + (falling.isEmpty
          ? "No site gives anything back."
          : "\(Wording.count(falling.count, "site gives", "sites give")) something back, \(closed == 0 ? "none" : Wording.number(closed)) "
            + "\(closed < 2 ? "is" : "are") closed by then; most at \(Wording.list(first)).")
    }.joined(separator: " ")
  }

  /// Every site, also those that share a bar.
  package var table: FigureTable {
    var table = FigureTable([
      .text("measure"), .text("on"), .text("site"), .number("before"), .number("gone"), .number("left"),
      .text("closed on"),
    ])
    for (series, _) in panels {
      for step in series.steps {
        table.rows.append([
          .text(Wording.noun(series.measure)), .day(series.date), .text(label(step)), .amount(step.before, places: 2),
          .amount(step.gone, places: 2), .amount(step.after, places: 2), step.released.map { .day($0) } ?? .empty,
        ])
      }
    }
    return table
  }

  private func label(_ step: SiteSeries.Step) -> String { step.site.map(reading.siteLabel) ?? "(no site known)" }

  // MARK: What is drawn

  private static let top = 62.0
  private static let row = 21.0
  private let left = 250.0
  private let right = 936.0

  package var height: Double { panels.reduce(SiteFigure.top) { $0 + height(of: $1.series) } }

  private func bars(of series: SiteSeries) -> (own: [SiteSeries.Step], shared: [SiteSeries.Step]) {
    let falling = series.steps.filter { $0.gone > 0 }
    if falling.count <= SiteFigure.limit { return (falling, []) }
    return (Array(falling.prefix(SiteFigure.limit - 1)), Array(falling.dropFirst(SiteFigure.limit - 1)))
  }

  private func height(of series: SiteSeries) -> Double {
    let bars = bars(of: series)
    return 56 + Double(2 + bars.own.count + (bars.shared.isEmpty ? 0 : 1)) * SiteFigure.row
  }

  package var elements: [SVGElement] {
    var elements = [
      Draw.rectangle("bar", 24, 41, 14, 12), Draw.text("what stands", at: 43, 51, "small"),
      Draw.rectangle("step3", 130, 41, 14, 12), Draw.text("given back", at: 149, 51, "small"),
    ]
    if panels.contains(where: { $0.target != nil }) {
      elements += [
        Draw.path("goal", "M234 47H268"), Draw.text("what may be left, as the target asks", at: 276, 51, "small"),
      ]
    }
    var top = SiteFigure.top
    for (series, target) in panels {
      elements += panel(series, target, top: top)
      top += height(of: series)
    }
    return elements
  }

  private func panel(_ series: SiteSeries, _ target: Plan.TargetResult?, top: Double) -> [SVGElement] {
    let scale = (right - left) / max(series.before, target?.baseline ?? 0)
    let bars = bars(of: series)
    var y = top + 34
    var elements = [
      Draw.text("\(Wording.title(series.measure)) on \(series.date)", at: 24, top + 18, "label")
    ]
    let bottom = top + height(of: series) - 16
    if let target {
      let x = left + target.baseline * (1 - target.required) * scale
      elements.append(Draw.path("goal", "M\(Draw.short(x)) \(Draw.short(top + 26))V\(Draw.short(bottom))"))
      let words = "target \(Wording.goal(target.required)), \(target.shortfall <= 1e-9 ? "met" : "missed")"
      let room = TextFit.width(words, size: 12)
      elements.append(
        x + room / 2 > right
          ? Draw.text(words, at: right, top + 18, "small", anchor: "end")
          : Draw.text(words, at: max(left + room / 2, x), top + 18, "small", anchor: "middle"))
    }
    func name(_ words: String) -> SVGElement {
      Draw.text(TextFit.fitted(words, size: 12, within: left - 24 - 12), at: left - 8, y + 12, "small", anchor: "end")
    }
    func amount(_ value: Double) -> String { Wording.amount(value, series.measure) }
    func share(_ value: Double) -> String {
      let whole = target?.baseline ?? series.before
      return Wording.percent(whole > 0 ? value / whole : 0)
    }
    elements.append(name("before the first wave"))
    elements.append(Draw.rectangle("bar", left, y, series.before * scale, 15))
    elements.append(Draw.text(amount(series.before), at: left + 8, y + 12, "inverse"))
    y += SiteFigure.row
    var level = series.before
    func fall(_ words: String, _ gone: Double, _ note: String) {
      let from = left + (level - gone) * scale
      let to = left + level * scale
      elements.append(name(words))
      elements.append(Draw.vertical("grid", to, from: y - 6, to: y + 15))
      elements.append(Draw.rectangle("step3", from, y, to - from, 15))
      let text = "−\(amount(gone)) (\(share(gone)))\(note)"
      let room = TextFit.width(text, size: 12) + 10
      elements.append(
        from - left >= room
          ? Draw.text(text, at: from - 6, y + 12, "small halo", anchor: "end")
          : to + room <= right
            ? Draw.text(text, at: to + 6, y + 12, "small halo")
            : Draw.text(text, at: (to - from >= room ? from : left) + 6, y + 12, "number"))
      level -= gone
      y += SiteFigure.row
    }
    for step in bars.own {
      let closed =
        step.after > 0 && step.released.map({ $0 > series.date }) ?? true
        ? ", keeps \(amount(step.after))" : step.released.map { ", closed \($0)" } ?? ""
      fall(label(step), step.gone, closed)
    }
    if !bars.shared.isEmpty {
      let closed = bars.shared.count { $0.released.map { $0 <= series.date } ?? false }
      fall(
        "\(Wording.number(bars.shared.count)) other sites", bars.shared.reduce(0) { $0 + $1.gone },
        closed == 0 ? "" : ", \(Wording.number(closed)) closed")
    }
    elements.append(name("left"))
    elements.append(Draw.vertical("grid", left + level * scale, from: y - 6, to: y + 15))
    if series.after > 0 { elements.append(Draw.rectangle("bar", left, y, series.after * scale, 15)) }
    let rest = "\(amount(series.after)) (\(share(series.after)))"
    elements.append(Draw.text(rest, at: left + series.after * scale + 6, y + 12, "label halo"))
    elements.append(Draw.vertical("axis", left, from: top + 28, to: bottom))
    return elements
  }
}
