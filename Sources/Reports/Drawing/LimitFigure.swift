import Documents
import Estates
import Plans

/// How full the limits are: a row for each limit of the program, a column for each wave, dark where little is left.
///
///     factory emea     ░▒▓█◦          ◦ full: nothing more fits
///     change board     ▒▒▒▓▓▓         a limit of a quarter or year covers the waves that end in it
///     learning         ▓▓╱╱╱          hatched: nothing may move there
package struct LimitFigure: Figure {
  package static let file = "limits.svg"
  /// Limits with a row of their own, the fullest; more than these a picture does not hold.
  package static let limit = 40
  /// From this share on a limit counts as full.
  static let full = 0.995

  /// A limit of one kind of period.
  struct Row: Sendable {
    var name: String
    var measure: String
    var periods: [(period: Plan.RuleUse.Period, waves: Range<Int>)]
    /// Of the periods that are not shut.
    var fullest: Double { periods.map { LimitFigure.fullness($0.period) }.max() ?? 0 }
  }

  private let plan: Plan
  private let name: String
  let rows: [Row]
  /// Waves from the first to the last in which anything is used.
  let waves: Range<Int>

  /// Nil where no limit of the program is used.
  package init?(_ reading: PlanReading, ruleName: (Int) -> String) {
    plan = reading.plan
    name = reading.estate.program.name
    var rows: [Row] = []
    for use in plan.rules {
      guard reading.estate.program.rules.indices.contains(use.index),
        case .limit(let limit) = reading.estate.program.rules[use.index].kind
      else { continue }
      // A limit may bound waves, quarters and years at once: a row for each.
      var kinds: [(suffix: String, periods: [(period: Plan.RuleUse.Period, waves: Range<Int>)])] = [
        (" (wave)", []), (" (quarter)", []), (" (year)", []),
      ]
      for period in use.periods {
        let held = reading.plan.waves.indices.filter { LimitUse.holds(period.period, reading.plan.waves[$0]) }
        guard let first = held.first, let last = held.last else { continue }
        let kind = period.period.hasPrefix("wave") ? 0 : period.period.contains("-") ? 1 : 2
        kinds[kind].periods.append((period, first..<last + 1))
      }
      let isMixed = kinds.count { !$0.periods.isEmpty } > 1
      for kind in kinds where kind.periods.contains(where: { $0.period.use > 0 }) {
        rows.append(
          Row(
            name: ruleName(use.index) + (isMixed ? kind.suffix : ""), measure: limit.measure, periods: kind.periods))
      }
    }
    // Limits of one measure stand together, in the order of the program.
    var measures: [String] = []
    for row in rows where !measures.contains(row.measure) { measures.append(row.measure) }
    self.rows = measures.flatMap { measure in rows.filter { $0.measure == measure } }
    let used = rows.flatMap { row in row.periods.filter { $0.period.use > 0 }.map(\.waves) }
    guard let first = used.map(\.lowerBound).min(), let last = used.map(\.upperBound).max() else { return nil }
    waves = first..<last
  }

  /// Use over limit; 0 where nothing is used, 1 where something is used of nothing.
  static func fullness(_ period: Plan.RuleUse.Period) -> Double {
    if period.use <= 0 { return 0 }
    return period.limit > 0 ? period.use / period.limit : 1
  }

  package var title: String { "\(name): how full the limits are" }

  package var description: String {
    let full = rows.filter { $0.fullest >= LimitFigure.full }
    let names = full.map { row in
      "\(row.name) in \(Wording.count(row.periods.count { LimitFigure.fullness($0.period) >= LimitFigure.full }, "period"))"
    }
    let slack = rows.filter { $0.fullest < 0.5 }.map(\.name)
    return
      "\(Wording.count(rows.count, "limit")) from wave \(waves.lowerBound + 1) to wave \(waves.upperBound). "
      + (full.isEmpty
        ? "None is full."
        : "\(Wording.number(full.count)) \(full.count == 1 ? "is" : "are") full at some time: \(Wording.sample(names, limit: 6)).")
      + (slack.isEmpty ? "" : " Never half used: \(Wording.sample(slack, limit: 6)).")
  }

  /// Every limit and period in which something is used.
  package var table: FigureTable {
    var table = FigureTable([
      .text("limit"), .text("counts"), .text("period"), .number("used"), .number("limit of"), .number("full"),
    ])
    for row in rows {
      for (period, _) in row.periods where period.use > 0 {
        table.rows.append([
          .text(row.name), .text(row.measure), .text(period.period), .amount(period.use, places: 1),
          .amount(period.limit, places: 1), .share(LimitFigure.fullness(period)),
        ])
      }
    }
    return table
  }

  // MARK: What is drawn

  private let left = 250.0
  private let right = 884.0
  private static let row = 19.0
  private static let top = 96.0

  /// The rows that are shown, in their order, and how many are not.
  private var shown: (rows: [Row], hidden: Int) {
    guard rows.count > LimitFigure.limit else { return (rows, 0) }
    let places = rows.indices.sorted { (rows[$1].fullest, $0) < (rows[$0].fullest, $1) }.prefix(LimitFigure.limit)
    return (places.sorted().map { rows[$0] }, rows.count - LimitFigure.limit)
  }

  private var measures: Int { Set(shown.rows.map(\.measure)).count }

  package var height: Double {
    let shown = shown
    return LimitFigure.top + Double(shown.rows.count) * LimitFigure.row + Double(measures) * 24
      + (shown.hidden > 0 ? 28 : 0) + 18
  }

  private var column: Double { (right - left) / Double(waves.count) }
  private func x(_ wave: Int) -> Double { left + Double(wave - waves.lowerBound) * column }

  package var elements: [SVGElement] {
    var elements = Ramp.legend(["to 25%", "to 50%", "to 75%", "to 90%", "above"], at: 24, 50)
    elements += [
      Draw.rectangle("step5", 402, 41, 14, 12), Draw.circle("dot", 409, 47, 2.5),
      Draw.text("full", at: 421, 51, "small"), hatched(458, 41, 14, 12),
      Draw.rectangle("shut", 458, 41, 14, 12), Draw.text("nothing may move", at: 477, 51, "small"),
    ]
    let bottom = height - 16
    // Wave numbers, as many as fit, and the years in which waves end.
    let every = max(1, Int((26 / column).rounded(.up)))
    for wave in waves where (wave - waves.lowerBound) % every == 0 {
      elements.append(
        Draw.text("\(wave + 1)", at: x(wave) + column / 2, LimitFigure.top - 4, "tiny", anchor: "middle"))
    }
    elements.append(Draw.text("wave", at: left - 8, LimitFigure.top - 4, "tiny", anchor: "end"))
    elements.append(Draw.text("fullest", at: 936, LimitFigure.top - 4, "tiny", anchor: "end"))
    var year = 0
    for wave in waves where plan.waves[wave].cutover.date.year != year {
      year = plan.waves[wave].cutover.date.year
      elements.append(Draw.vertical("axis", x(wave), from: LimitFigure.top - 26, to: bottom))
      elements.append(Draw.text("\(year)", at: x(wave) + 4, LimitFigure.top - 18, "tiny"))
    }
    var y = LimitFigure.top
    var measure: String?
    let shown = shown
    for row in shown.rows {
      if row.measure != measure {
        measure = row.measure
        elements.append(Draw.text(TextFit.fitted(row.measure, size: 13, within: 210), at: 24, y + 16, "label"))
        y += 24
      }
      elements.append(
        Draw.text(
          TextFit.fitted(row.name, size: 12, within: left - 24 - 20), at: left - 8, y + 12, "small", anchor: "end"))
      for (period, held) in row.periods { elements += cell(period, held.clamped(to: waves), y) }
      elements.append(Draw.text(Wording.percent(row.fullest), at: 936, y + 12, "small", anchor: "end"))
      y += LimitFigure.row
    }
    if shown.hidden > 0 {
      elements.append(
        Draw.text("\(Wording.count(shown.hidden, "limit")) less full", at: left - 8, y + 18, "small", anchor: "end"))
    }
    return elements
  }

  private func cell(_ period: Plan.RuleUse.Period, _ held: Range<Int>, _ y: Double) -> [SVGElement] {
    if held.isEmpty { return [] }
    let (from, width) = (x(held.lowerBound) + 0.5, Double(held.count) * column - 1)
    if period.limit <= 0 && period.use <= 0 {
      return [hatched(from, y, width, 16), Draw.rectangle("shut", from, y, width, 16)]
    }
    let share = LimitFigure.fullness(period)
    if share <= 0 { return [Draw.horizontal("grid", y + 8, from: from, to: from + width)] }
    let step = Ramp.step(share, [0.25, 0.5, 0.75, 0.9])
    var elements = [Draw.rectangle(Ramp.style(step), from, y, width, 16)]
    let words = Decimal.text(share * 100, places: 0)
    if share >= LimitFigure.full {
      elements.append(Draw.circle("dot", from + width / 2, y + 8, 2.5))
    } else if width >= TextFit.width("100", size: 11) + 2 {
      elements.append(Draw.text(words, at: from + width / 2, y + 12, Ramp.words(on: step), anchor: "middle"))
    }
    return elements
  }
}
