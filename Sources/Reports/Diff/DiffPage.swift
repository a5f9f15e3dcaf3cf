import Documents
import Estates
import Plans

/// A diff as a Markdown page for the record: everything, each changed workload in a row of its own.
extension DiffReport {
  package var document: MarkdownDocument {
    var page = MarkdownDocument()
    page += .heading(1, "What changed")
    page += .table(originTable)
    page += .paragraph(MarkdownText(headline))
    if !diff.unstated.isEmpty {
      page += .paragraph(MarkdownText("Not compared, since not both plans state it: \(unstated)."))
    }
    page += .heading(2, "Effect")
    page += .table(goalTable)
    page += .table(moneyTable)
    if let risks { page += riskBlocks(risks) }
    page += .heading(2, "Scope and denominator")
    page += .table(scopeTable)
    page += .heading(2, "Rules, limits, calendar")
    let rules = ruleLines
    page += rules.isEmpty ? .paragraph("No change.") : .bullets(rules.map { MarkdownText($0) })
    if let causes { page += causeBlocks(causes) }
    page += .heading(2, "Workloads")
    if diff.workloads.isEmpty { page += .paragraph("No change.") }
    if let happened { page += .paragraph(MarkdownText(happened + ".")) }
    for action in WorkloadChange.Action.allCases {
      let changes = sorted(diff.workloads.filter { $0.actions.first == action })
      if changes.isEmpty { continue }
      page += .heading(3, MarkdownText("\(Wording.number(changes.count)) \(DiffWording.action(action))"))
      page += .table(table(of: changes))
    }
    return page
  }

  /// "Different: 12 moved later, 3 now stay; …"
  private var headline: String {
    if isSame { return "Same: both plans say the same." }
    let counts = WorkloadChange.Action.allCases.compactMap { action -> String? in
      let count = diff.count(of: action)
      return count == 0 ? nil : "\(Wording.number(count)) \(DiffWording.action(action))"
    }
    let workloads = counts.isEmpty ? "every workload moves as it did" : "workloads: " + counts.joined(separator: ", ")
    return
      "Different: \(Wording.count(diff.rules.count, "rule")) and \(Wording.count(diff.terms.count, "term")) changed; "
      + workloads + "."
  }

  private var originTable: MarkdownTable {
    var table = MarkdownTable(columns: [.left(""), .left("Before"), .left("After")])
    func row(_ title: String, _ old: MarkdownText, _ new: MarkdownText) {
      table.rows.append([MarkdownText(title), old, new])
    }
    row("Plan", MarkdownText(before.name), MarkdownText(after.name))
    row("Digest", .code(before.digest), .code(after.digest))
    row("Estate", MarkdownText(diff.estate.before?.name ?? ""), MarkdownText(diff.estate.after?.name ?? ""))
    row("Digest of the estate", .code(diff.estate.before?.digest ?? ""), .code(diff.estate.after?.digest ?? ""))
    if !diff.changedInputs.isEmpty {
      row("Files that differ", "", MarkdownText(diff.changedInputs.joined(separator: ", ")))
    }
    if !diff.overrides.isEmpty {
      func set(_ options: Plan.Options?) -> MarkdownText {
        MarkdownText((options?.overrides ?? []).map { "\($0.path) to \($0.value)" }.joined(separator: "; "))
      }
      row("Set otherwise than program.json", set(diff.options.before), set(diff.options.after))
    }
    if let replan = diff.replan { row("Made again", "", MarkdownText(Wording.replanned(replan))) }
    func tool(_ tool: Plan.Tool?) -> MarkdownText { MarkdownText(tool.map { "\($0.name) \($0.version)" } ?? "") }
    row("Made by", tool(diff.tool.before), tool(diff.tool.after))
    func effort(_ options: Plan.Options?) -> MarkdownText {
      MarkdownText(
        options.map { Wording.count($0.effort, "step") + ($0.cutOff.map { ", ended by \($0)" } ?? "") } ?? "")
    }
    row("Search", effort(diff.options.before), effort(diff.options.after))
    return table
  }

  private var goalTable: MarkdownTable {
    var table = MarkdownTable(columns: [
      .left("Reduction of"), .left("By"), .left("Before → after"), .left("Reached on"),
    ])
    for (goal, text) in goalRows(all: true) {
      let reached = goal.isMilestone ? "" : DiffWording.pair(goal.reachedOn, { "\($0)" }, none: "never")
      table.rows.append([
        MarkdownText(Wording.noun(goal.measure)), MarkdownText("\(goal.by)"), MarkdownText(text), MarkdownText(reached),
      ])
    }
    return table
  }

  private var moneyTable: MarkdownTable {
    var table = MarkdownTable(columns: [
      .left(MarkdownText("Present value, \(currency)")), .right("Before"), .right("After"), .right("Change"),
    ])
    func amount(_ value: Double?) -> MarkdownText { MarkdownText(value.map(Wording.wholeMoney) ?? "–") }
    for (name, amounts) in diff.money where !(amounts.before == 0 && amounts.after == 0) {
      let delta = (amounts.after ?? 0) - (amounts.before ?? 0)
      let title = name == "npv" ? MarkdownText.strong("worth") : MarkdownText(Wording.valuePart(name))
      table.rows.append([
        title, amount(amounts.before), amount(amounts.after), MarkdownText(DiffWording.signed(delta)),
      ])
    }
    if diff.boundWorth.before != nil || diff.boundWorth.after != nil {
      let delta = diff.boundWorth.before.flatMap { old in diff.boundWorth.after.map { DiffWording.signed($0 - old) } }
      table.rows.append([
        "no plan is worth more than", amount(diff.boundWorth.before), amount(diff.boundWorth.after),
        MarkdownText(delta ?? "–"),
      ])
      table.rows.append([
        "gap, of gross", MarkdownText(diff.gap.before.map(DiffWording.share) ?? "–"),
        MarkdownText(diff.gap.after.map(DiffWording.share) ?? "–"), "",
      ])
    }
    return table
  }

  private func riskBlocks(_ risks: RiskDiff) -> [MarkdownBlock] {
    var table = MarkdownTable(columns: [
      .left("Risk"), .left("About"), .left("Likelihood in percent"), .left(MarkdownText("Exposure, \(currency)")),
    ])
    func row(_ word: String, _ id: String, _ subject: String, _ likelihood: String, _ exposure: String) {
      table.rows.append([
        MarkdownText("\(word) ") + .code(id), MarkdownText(subject), MarkdownText(likelihood), MarkdownText(exposure),
      ])
    }
    func percent(_ value: Double) -> String { Decimal.short(value, places: 2) }
    for risk in risks.opened {
      row(
        "opened", risk.id, risk.subject, "– → \(percent(risk.likelihood))", "– → \(Wording.wholeMoney(risk.exposure))")
    }
    for risk in risks.closed {
      row(
        "closed", risk.id, risk.subject, "\(percent(risk.likelihood)) → –", "\(Wording.wholeMoney(risk.exposure)) → –")
    }
    for (old, new) in risks.rerated {
      row(
        "re-rated", new.id, new.subject, "\(percent(old.likelihood)) → \(percent(new.likelihood))",
        "\(Wording.wholeMoney(old.exposure)) → \(Wording.wholeMoney(new.exposure))")
    }
    let sum =
      "Risks: \(Wording.number(risks.opened.count)) opened, \(Wording.number(risks.closed.count)) closed, "
      + "\(Wording.number(risks.rerated.count)) re-rated; exposure \(currency) "
      + "\(Wording.wholeMoney(risks.exposure.before)) → \(Wording.wholeMoney(risks.exposure.after))."
    return [.paragraph(MarkdownText(sum))] + (table.rows.isEmpty ? [] : [.table(table)])
  }

  private var scopeTable: MarkdownTable {
    var table = MarkdownTable(columns: [.left("Before the first wave"), .right("Before"), .right("After")])
    table.rows.append([
      "workloads that the plan lists", MarkdownText(diff.workloadCount.before.map(Wording.number) ?? "–"),
      MarkdownText(diff.workloadCount.after.map(Wording.number) ?? "–"),
    ])
    for (measure, amounts) in diff.footprint {
      func amount(_ value: Double?) -> MarkdownText { MarkdownText(value.map { Wording.amount($0, measure) } ?? "–") }
      table.rows.append([MarkdownText(Wording.noun(measure)), amount(amounts.before), amount(amounts.after)])
    }
    for goal in diff.goals where !goal.isMilestone {
      func amount(_ value: Double?) -> MarkdownText {
        MarkdownText(value.map { Wording.amount($0, goal.measure) } ?? "–")
      }
      table.rows.append([
        MarkdownText("denominator of the \(Wording.noun(goal.measure)) target"), amount(goal.baseline.before),
        amount(goal.baseline.after),
      ])
    }
    return table
  }

  private var ruleLines: [String] {
    diff.terms.map { "\($0.name): \(DiffWording.pair($0.values) { $0 })" } + diff.rules.map { DiffWording.change($0) }
      + (diff.calendar.map { ["calendar: \(DiffWording.calendar($0))"] } ?? [])
  }

  /// What moved whom: the summary, then each change with those that it moved.
  private func causeBlocks(_ causes: MoveCauses) -> [MarkdownBlock] {
    var blocks: [MarkdownBlock] = [.heading(2, "Causes")]
    if causes.causes.isEmpty { return blocks + [.paragraph("No workload moves otherwise.")] }
    let fewest = CauseText.fewest(causes).map { "; \($0)" } ?? ""
    blocks.append(.paragraph(MarkdownText("\(CauseText.summary(causes))\(fewest).")))
    var table = MarkdownTable(columns: [.left("What changed"), .right("Workloads"), .left("As"), .left("Whom")])
    for effect in ChangeEffect.list(causes) {
      table.rows.append([
        MarkdownText(CauseText.change(effect.change)), MarkdownText(Wording.number(effect.total)),
        MarkdownText(
          effect.counts.map { "\(Wording.number($0.count)) \($0.word.rawValue)" }.joined(separator: ", ")),
        MarkdownText(Wording.sample(effect.workloads, limit: 5)),
      ])
    }
    return table.rows.isEmpty ? blocks : blocks + [.table(table)]
  }

  private func table(of changes: [WorkloadChange]) -> MarkdownTable {
    var table = MarkdownTable(columns: [
      .left("Workload"), .left("Before"), .left("After"), .right("Days"), .left("And"),
    ])
    if causes != nil { table.columns.append(.left("Cause")) }
    table.rows = changes.map { change in
      [
        .code(change.workload), MarkdownText(DiffWording.state(change.before)),
        MarkdownText(DiffWording.state(change.after)),
        MarkdownText(change.days.map { $0 > 0 ? "+\($0)" : $0 < 0 ? "−\(-$0)" : "0" } ?? ""),
        MarkdownText(DiffWording.remarks(change)),
      ] + (causes == nil ? [] : [MarkdownText(cause(of: change) ?? "")])
    }
    return table
  }
}
