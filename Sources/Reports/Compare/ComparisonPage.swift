import Documents
import Estates
import Plans

/// A comparison as its reader wants it: what to choose by, in the order in which one chooses.
///
/// Text and Markdown show the same rows: targets and milestones, money with its bound, risks, workloads, what binds, and
/// what each plan was made otherwise from than the first.
extension PlanComparison {
  package var sections: [Section] {
    [
      Section(title: "Targets and milestones", rows: goalRows),
      Section(title: "Present value" + (currency.map { ", \($0)" } ?? ""), rows: moneyRows),
      Section(title: "Exposure to risks" + (currency.map { ", \($0)" } ?? ""), rows: riskRows),
      Section(title: "Workloads", rows: workloadRows),
      Section(title: "Limits: periods in which nothing more fits", rows: limitRows),
      Section(title: "Terms of the program that differ", rows: termRows),
    ].filter { !$0.rows.isEmpty }
  }

  /// What the figures come to, in sentences.
  package var verdict: [String] {
    var lines: [String] = []
    if !isOfOneEstate {
      lines.append("The plans are not made from the same files: compare their estates before their figures.")
    }
    if currency == nil {
      lines.append("The plans count in \(Wording.list(columns.map(\.plan.currency))): their money is not compared.")
      return lines
    }
    let ranks = ranking
    let order = ranks.map { Wording.list($0.map(PlanComparison.letter)) }
    if ranks.count == 1 {
      lines.append("By targets, then milestones, then worth all are equal.")
    } else {
      lines.append("By targets, then milestones, then worth: \(order.joined(separator: ", then ")).")
      let (first, second) = (ranks[0][0], ranks[1][0])
      lines.append(reason(first, before: second))
    }
    if let row = riskRows.first(where: { $0.title == PlanComparison.exposureTitle }), let best = row.best.first {
      let words = "The least is at risk with \(Wording.list(row.best.map(PlanComparison.letter)))"
      lines.append("\(words): in four of five courses at most \(currency ?? "") \(row.cells[best] ?? "").")
    }
    if Set(columns.map(\.plan.options.effort)).count > 1 {
      lines.append("They were not searched for equally long: part of what differs may be the search's.")
    }
    return lines
  }

  private func reason(_ first: Int, before second: Int) -> String {
    let (better, worse) = (outcomes[first], outcomes[second])
    let (a, b) = (PlanComparison.letter(first), PlanComparison.letter(second))
    func points(_ share: Double) -> String { String(DiffWording.points(share).dropFirst()) }
    func sentence(_ goals: String, _ a: String, _ lesser: Double, _ b: String, _ greater: Double) -> String {
      lesser > 1e-9
        ? "\(a) misses its \(goals) by \(points(lesser)) in all, \(b) by \(points(greater))."
        : "\(a) meets its \(goals), \(b) misses its own by \(points(greater)) in all."
    }
    if worse.shortfall - better.shortfall > 1e-9 {
      return sentence("targets", a, better.shortfall, b, worse.shortfall)
    }
    if worse.milestoneShortfall - better.milestoneShortfall > 1e-9 {
      return sentence("milestones", a, better.milestoneShortfall, b, worse.milestoneShortfall)
    }
    return "Both fall equally short or not at all; \(a) is worth \(currency ?? "") "
      + "\(Wording.wholeMoney(better.worth - worse.worth)) more than \(b)."
  }

  // MARK: Rows

  private static let exposureTitle = "four of five courses stay below"

  private func row<Value: Comparable>(
    _ title: String, _ values: [Value?], isBetter: ((Value, Value) -> Bool)? = nil, _ text: (Value) -> String
  ) -> Row {
    var row = Row(title: title, cells: values.map { $0.map(text) })
    guard let isBetter else { return row }
    let known = values.indices.filter { values[$0] != nil }
    let best = known.filter { place in known.allSatisfy { !isBetter(values[$0]!, values[place]!) } }
    if best.count < columns.count { row.best = best }
    return row
  }

  private var goalRows: [Row] {
    goals.flatMap { goal -> [Row] in
      let found = columns.map { standing(goal, $0.plan) }
      let noun = Wording.noun(goal.measure)
      let name = goal.isMilestone ? "milestone \(goal.by), \(noun)" : "\(noun) by \(goal.by)"
      var rows = [
        row(name, found.map { $0?.reduction }, isBetter: >, DiffWording.share),
        row("  wanted", found.map { $0?.required }, DiffWording.share),
      ]
      if found.contains(where: { ($0?.shortfall ?? 0) > 1e-9 }) {
        rows.append(
          row("  missed by", found.map { $0?.shortfall }, isBetter: <) {
            $0 > 1e-9 ? String(DiffWording.points($0).dropFirst()) : "met"
          })
      }
      if !goal.isMilestone {
        let never = Day(number: .max)
        rows.append(
          row("  reached for good on", found.map { $0.map { $0.reachedOn ?? never } }, isBetter: <) {
            $0 == never ? "never" : "\($0)"
          })
      }
      return rows
    }
  }

  private var moneyRows: [Row] {
    func money(
      _ title: String, _ amounts: [Double?], isBetter: ((Double, Double) -> Bool)? = nil
    ) -> Row {
      var row = row(title, amounts, isBetter: currency == nil ? nil : isBetter, Wording.wholeMoney)
      if currency == nil {
        for place in columns.indices {
          row.cells[place] = row.cells[place].map { "\(columns[place].plan.currency) \($0)" }
        }
      }
      return row
    }
    var rows = Plan.Value().parts.indices.compactMap { part -> Row? in
      let amounts = columns.map { $0.plan.value.parts[part].amount }
      return amounts.allSatisfy { $0 == 0 }
        ? nil : money(Wording.valuePart(columns[0].plan.value.parts[part].name), amounts)
    }
    rows.append(money("worth", outcomes.map(\.worth), isBetter: >))
    rows.append(money("no plan is worth more than", columns.map { $0.plan.bound?.npv }))
    rows.append(row("gap, of gross", columns.map { $0.plan.bound?.gap }, isBetter: <, DiffWording.share))
    if columns.contains(where: { $0.plan.options.cutOff != nil }) {
      rows.append(row("search ended by", columns.map { $0.plan.options.cutOff ?? "its effort" }) { $0 })
    }
    return rows
  }

  private var riskRows: [Row] {
    if columns.allSatisfy({ $0.risks == nil }) { return [] }
    let canRank = currency != nil
    func spread(_ title: String, _ value: (RiskListing.Spread) -> Double) -> Row {
      row(
        title, columns.map { $0.risks?.inherent.map(value) }, isBetter: canRank ? { $0 < $1 } : nil, Wording.wholeMoney)
    }
    return [
      row("risks", columns.map { $0.risks?.entries.count }, Wording.number), spread("expected", \.expected),
      spread("one of two courses stays below", \.p50), spread(PlanComparison.exposureTitle, \.p80),
      spread("nineteen of twenty courses stay below", \.p95),
      row(
        "four of five, after the responses", columns.map { $0.risks?.residual?.p80 },
        isBetter: canRank ? { $0 < $1 } : nil, Wording.wholeMoney),
    ]
  }

  private var workloadRows: [Row] {
    var rows = [row("leave", outcomes.map { $0.leaving }, Wording.number)]
    for (place, disposition) in Disposition.allCases.enumerated() {
      let counts = outcomes.map { $0.dispositions?[place] }
      if counts.contains(where: { ($0 ?? 0) > 0 }) {
        rows.append(row("  \(disposition.rawValue)", counts, Wording.number))
      }
    }
    rows.append(row("stay", outcomes.map { $0.staying }, Wording.number))
    for (place, reason) in StayReason.allCases.enumerated() {
      let counts = outcomes.map { $0.reasons[place] }
      if counts.contains(where: { $0 > 0 }) { rows.append(row("  \(reason.rawValue)", counts, Wording.number)) }
    }
    rows.append(
      row("otherwise than in A", differences.map { $0.map { $0.workloads.count } }, Wording.number))
    rows.append(row("waves used", outcomes.map { $0.wavesUsed }, Wording.number))
    rows.append(
      Row(title: "last cutover", cells: outcomes.map { $0.lastCutover.map { "\($0)" } }))
    rows.append(row("dependencies split for a time", outcomes.map(\.splits), Wording.number))
    return rows
  }

  private var limitRows: [Row] {
    bindingLimits.map { limit in
      Row(
        title: limit.name,
        cells: limit.full.map { full in
          full.map { $0.count == 0 ? "–" : "\(Wording.number($0.count)) of \(Wording.number($0.of))" }
            ?? "no such limit"
        })
    }
  }

  private var termRows: [Row] {
    let terms = columns.map { $0.plan.program.map(PlanDiff.listed) }
    return (terms.compactMap { $0 }.first ?? []).indices.compactMap { place in
      let name = terms.compactMap { $0 }.first?[place].0 ?? ""
      let values = terms.map { $0?[place].1 }
      return Set(values).count > 1 ? Row(title: name, cells: values) : nil
    }
  }

  /// What a plan was set otherwise for the run, and in which rules and dates it differs from the first.
  func remarks(_ place: Int) -> [String] {
    var lines = columns[place].plan.options.overrides.map { "set for this plan: \($0.path) to \($0.value)" }
    if let replan = columns[place].plan.replan { lines.append("made again \(Wording.replanned(replan))") }
    if let diff = differences[place] {
      lines += diff.rules.map { DiffWording.change($0) }
      if let calendar = diff.calendar { lines.append("calendar: " + DiffWording.calendar(calendar)) }
      if !diff.changedInputs.isEmpty {
        lines.append("made from other bytes of \(Wording.list(diff.changedInputs))")
      }
    }
    return lines
  }
}

// MARK: On one screen

extension PlanComparison {
  package var text: String {
    var lines = columns.enumerated().map { place, column in
      "\(PlanComparison.letter(place))  \(column.name): plan \(DiffReport.short(column.digest)) of "
        + "\(column.plan.estate.name) \(DiffReport.short(column.plan.estate.digest))"
    }
    lines += verdict
    let sections = sections
    let rows = sections.flatMap(\.rows)
    let titleWidth = rows.map { $0.title.unicodeScalars.count }.max() ?? 0
    let widths = columns.indices.map { place in
      max(6, rows.map { PlanComparison.cell($0, place).unicodeScalars.count }.max() ?? 0)
    }
    func line(_ title: String, _ cells: [String]) -> String {
      var line = "  " + title + String(repeating: " ", count: titleWidth - title.unicodeScalars.count)
      for (place, cell) in cells.enumerated() {
        line += "  " + String(repeating: " ", count: max(0, widths[place] - cell.unicodeScalars.count)) + cell
      }
      while line.hasSuffix(" ") { line.removeLast() }
      return line
    }
    lines.append(line("", columns.indices.map { PlanComparison.letter($0) + "  " }))
    for section in sections {
      lines.append(section.title)
      lines += section.rows.map { row in line(row.title, columns.indices.map { PlanComparison.cell(row, $0) }) }
    }
    for place in columns.indices {
      let remarks = remarks(place)
      if remarks.isEmpty { continue }
      lines.append("\(PlanComparison.letter(place)), otherwise than \(place == 0 ? "program.json" : "A")")
      lines += remarks.map { "  " + $0 }
    }
    return lines.map { VisibleText.of($0) + "\n" }.joined()
  }

  /// With room for the mark of the best.
  private static func cell(_ row: Row, _ place: Int) -> String {
    (row.cells[place] ?? "–") + (row.best.contains(place) ? " *" : "  ")
  }
}

// MARK: As a page

extension PlanComparison {
  package var document: MarkdownDocument {
    var page = MarkdownDocument()
    page += .heading(1, "Plans side by side")
    var origin = MarkdownTable(columns: [.left(""), .left("Plan"), .left("Digest"), .left("Estate"), .left("Made by")])
    for (place, column) in columns.enumerated() {
      let tool = column.plan.tool
      origin.rows.append([
        .strong(PlanComparison.letter(place)), MarkdownText(column.name), .code(DiffReport.short(column.digest)),
        MarkdownText("\(column.plan.estate.name) ") + .code(DiffReport.short(column.plan.estate.digest)),
        MarkdownText(
          tool.name.isEmpty ? "" : "\(tool.name) \(tool.version), \(Wording.count(column.plan.options.effort, "step"))"),
      ])
    }
    page += .table(origin)
    page += .bullets(verdict.map { MarkdownText($0) })
    page += .paragraph("The best of a row stands in bold, where one is better than another.")
    for section in sections {
      page += .heading(2, MarkdownText(section.title))
      var table = MarkdownTable(
        columns: [.left("")] + columns.indices.map { .right(MarkdownText(PlanComparison.letter($0))) })
      for row in section.rows {
        table.rows.append(
          [MarkdownText(row.title.hasPrefix("  ") ? "· " + row.title.dropFirst(2) : row.title)]
            + columns.indices.map { place in
              let text = row.cells[place] ?? "–"
              return row.best.contains(place) ? .strong(text) : MarkdownText(text)
            })
      }
      page += .table(table)
    }
    for place in columns.indices {
      let remarks = remarks(place)
      if remarks.isEmpty { continue }
      page += .heading(
        2, MarkdownText("\(PlanComparison.letter(place)), otherwise than \(place == 0 ? "program.json" : "A")"))
      page += .bullets(remarks.map { MarkdownText($0) })
    }
    return page
  }
}
