import Documents
import Estates
import Plans

/// How the footprint falls: what is counted, against which denominator, and the numbers of the picture as a table.
extension PlanReport {
  var footprintSection: [MarkdownBlock] {
    var blocks: [MarkdownBlock] = [.heading(2, "How the footprint falls")]
    blocks += picture(figures.sites)
    let all = FootprintSeries.all(of: plan)
    guard !all.isEmpty else { return blocks + [.paragraph("The estate has no footprint to count.")] }
    for series in all {
      if all.count > 1 { blocks.append(.heading(3, MarkdownText(Wording.title(series.measure)))) }
      blocks.append(.paragraph(definition(of: series)))
      blocks.append(.table(table(of: series)))
    }
    return blocks
  }

  private func definition(of series: FootprintSeries) -> MarkdownText {
    let counted = series.steps.first?.amount ?? 0
    let isContract = (series.baseline - counted).magnitude > 1e-9 * max(1, counted)
    let denominator =
      isContract
      ? "The denominator is the contractual baseline of \(Wording.amount(series.baseline, series.measure)); the inventory counts "
        + "\(Wording.amount(counted, series.measure)) before the first wave."
      : "The denominator is \(Wording.amount(series.baseline, series.measure)), counted over the whole estate before the first wave, retained "
        + "and idle machines included."
    return MarkdownText(
      "Counted is \(Wording.definition(series.measure)). A host is released "
        + "\(Wording.days(estate.program.decommissionLagDays)) after the cutover that empties it, a rack with the last of its "
        + "hosts, a site with the last of its hosts and workloads. \(denominator)")
  }

  private func table(of series: FootprintSeries) -> MarkdownTable {
    var table = MarkdownTable(columns: [
      .left("from"), .right(MarkdownText(Wording.noun(series.measure))), .right("gone"), .right("reduction"),
      .left("asked for"),
    ])
    var notes: [(date: Day, note: String)] = shown(series.steps.map(\.date)).map { ($0, "") }
    for goal in series.goals {
      let note =
        "\(goal.isTarget ? "target" : "milestone") \(Wording.goal(goal.required)), \(goal.isMet ? "met" : "missed")"
      if let same = notes.firstIndex(where: { $0.date == goal.by }) {
        notes[same].note += notes[same].note.isEmpty ? note : "; " + note
      } else {
        notes.append((goal.by, note))
      }
    }
    notes.sort { $0.date < $1.date }
    var before = series.steps.first?.amount ?? 0
    for (date, note) in notes {
      let amount = series.amount(on: date)
      table.rows.append([
        "\(date)", MarkdownText(Wording.amount(amount, series.measure)),
        MarkdownText(before == amount ? "" : Wording.amount(before - amount, series.measure)),
        MarkdownText(Wording.reduction(series.reduction(on: date))), MarkdownText(note),
      ])
      before = amount
    }
    return table
  }

  /// All dates, or, where they are too many for a page, the first, the last, and the last of each quarter.
  private func shown(_ dates: [Day]) -> [Day] {
    guard dates.count > PlanReport.tableLimit else { return dates }
    func quarter(_ day: Day) -> Int { day.date.year * 4 + (day.date.month - 1) / 3 }
    return dates.indices.filter { index in
      index == 0 || index == dates.count - 1 || quarter(dates[index]) != quarter(dates[index + 1])
    }.map { dates[$0] }
  }
}
