import Documents
import Plans

/// What the plan is worth, part by part.
extension PlanReport {
  var worthSection: [MarkdownBlock] {
    var table = MarkdownTable(columns: [.left("part"), .right(MarkdownText("\(currency), present value"))])
    for part in plan.value.parts where part.amount.magnitude >= 0.5 {
      table.rows.append([MarkdownText(Wording.valuePart(part.name)), MarkdownText(Wording.wholeMoney(part.amount))])
    }
    table.rows.append([.strong("net present value"), .strong(Wording.wholeMoney(plan.value.npv))])
    return [.heading(2, "What it is worth"), .table(table)]
  }
}
