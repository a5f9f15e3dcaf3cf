import Documents
import Estates
import Plans

/// What the plan was made from, so that anyone can make it again: inputs and digests, tool, options.
extension PlanReport {
  var originSection: [MarkdownBlock] {
    var files = MarkdownTable(columns: [.left("file"), .right("rows"), .left("SHA-256")])
    for input in plan.inputs {
      files.rows.append([.code(input.file), MarkdownText(Wording.number(input.rows)), .code(input.digest)])
    }
    var origin = "Made by \(plan.tool.name) \(plan.tool.version)"
    if let solution = plan.options.solution {
      origin += " of the answer of \(solution.solver) in \(solution.file), \(solution.digest); bounds searched for"
    }
    var options = "effort \(Wording.number(plan.options.effort))"
    if let limit = plan.options.timeLimit { options += ", at most \(Decimal.short(limit, places: 3)) seconds" }
    if let cutOff = plan.options.cutOff {
      options += "; the search was cut off (\(cutOff)), so that another run may find another plan"
    }
    var blocks: [MarkdownBlock] = [
      .heading(2, "Made from"),
      .bullets([
        "Estate \(code: plan.estate.name), digest \(code: plan.estate.digest)",
        "Plan \(code: "plan.json"), digest \(code: planDigest)",
        MarkdownText("\(origin) with \(options)"),
        MarkdownText(
          "Money in \(currency), counted from \(estate.program.start) to \(estate.program.horizon) at "
            + "\(Wording.percent(estate.program.discountRate)) a year"),
      ]),
    ]
    if let replan = plan.replan {
      let log: MarkdownText =
        replan.actuals.map { "with what has happened by \(code: $0)" } ?? "which was taken to have come true"
      blocks.append(
        .bullets([
          "Replanned as of \(code: "\(replan.asOf)") from the plan \(code: replan.plan), \(log)",
          MarkdownText(
            "\(Wording.count(replan.settled.count, "workload")) had left, \(Wording.number(replan.frozen.count)) were under way "
              + "in \(Wording.count(replan.frozenWaves, "frozen wave")); \(Wording.moves(replan))"),
          MarkdownText(
            "A workload that moves otherwise than agreed counts \(currency) \(Wording.wholeMoney(replan.stabilityCost)) against "
              + "the plan, which no figure above contains; the gap is to plans that move no more workloads"),
        ]))
    }
    if !files.rows.isEmpty { blocks.append(.table(files)) }
    if !plan.options.overrides.isEmpty {
      var set = MarkdownTable(columns: [.left("set for this run, otherwise than program.json"), .left("to")])
      for override in plan.options.overrides { set.rows.append([.code(override.path), .code(override.value)]) }
      blocks.append(.table(set))
    }
    return blocks
  }
}
