import Documents
import Estates
import Plans

/// The splits that the plan holds open: what is parted for how long, and what that costs.
extension PlanReport {
  var splitsSection: [MarkdownBlock] {
    if plan.splits.isEmpty && figures.dependencies == nil { return [] }
    let heading: [MarkdownBlock] = [.heading(2, "What depends on what")] + picture(figures.dependencies)
    guard !plan.splits.isEmpty else { return heading }
    let open = plan.splits.count { $0.until == nil }
    let sum = plan.splits.reduce(0) { $0 + $1.cost }
    var table = MarkdownTable(columns: [
      .left("parted"), .left("from"), .left("until"), .right("days"), .right(MarkdownText("\(currency) a year")),
      .right(MarkdownText("\(currency), present value")),
    ])
    let shown = plan.splits.count > 21 ? 20 : plan.splits.count
    for split in plan.splits.prefix(shown) {
      table.rows.append([
        name(of: split), "\(split.from)", MarkdownText(split.until.map { "\($0)" } ?? "the horizon"),
        MarkdownText(Wording.number((split.until ?? estate.program.horizon) - split.from)),
        MarkdownText(Wording.wholeMoney(split.annualCost)), MarkdownText(Wording.wholeMoney(split.cost)),
      ])
    }
    let rest = plan.splits.dropFirst(shown)
    if !rest.isEmpty {
      table.rows.append([
        MarkdownText("\(Wording.number(rest.count)) smaller ones"), "", "", "",
        MarkdownText(Wording.wholeMoney(rest.reduce(0) { $0 + $1.annualCost })),
        MarkdownText(Wording.wholeMoney(rest.reduce(0) { $0 + $1.cost })),
      ])
    }
    let ends =
      open == 0
      ? "all of them close within the plan"
      : "\(Wording.number(open)) \(open == 1 ? "stays" : "stay") open to the horizon, because one side does not leave"
    return heading + [
      .heading(3, "What the plan parts for a time"),
      .paragraph(
        MarkdownText(
          "\(Wording.count(plan.splits.count, "dependency or group is", "dependencies and groups are")) parted for a time, at a present value of \(money(sum)); \(ends)."
        )),
      .table(table),
    ]
  }

  private func name(of split: Plan.Split) -> MarkdownText {
    switch split.source {
    case .dependency(let source, let target, _): "\(code: source) needs \(code: target)"
    case .group(let rule, let values):
      MarkdownText.joined(values.map { .code($0) }, separator: " / ") + MarkdownText(" (\(ruleName(rule)))")
    }
  }
}
