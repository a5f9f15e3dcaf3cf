import Reports

/// `drawdown compare PLAN PLAN… [--json] [--markdown FILE]`
package struct CompareArguments: Hashable, Sendable {
  package var plans: [String]
  package var asJSON: Bool
  package var markdown: String?

  package init(_ written: WrittenArguments) {
    plans = written.operands
    asJSON = written.isGiven(.json)
    markdown = written.text(.markdown)
  }

  package static let description = CommandDescription(
    "compare", "puts plans side by side, so that scenarios can be chosen between",
    operands: [
      Operand("PLAN", "a plan.json, the folder that holds one, or LEDGER@NAME"),
      Operand("PLAN", repeated: true, "the plans beside it"),
    ],
    flags: [.markdown],
    details: [
      "A column for each plan, a row for each figure that any of them states: targets and milestones, money by part with "
        + "its bound and gap, what is at risk (where risks.json lies beside the plan), workloads by disposition, limits that "
        + "are full, and the terms and rules in which each plan differs from the first. The best of a row is marked; above "
        + "all stands the order by targets, then milestones, then worth.",
      "'drawdown diff' tells of two plans what becomes of each workload.",
    ],
    examples: [
      .init("drawdown compare out/cautious out/bold", "choose between scenarios"),
      .init(
        "drawdown compare record@v1 record@head out --markdown compare.md",
        "show a committee the baseline, the plan in force and what is proposed"),
    ],
    statuses: [.done, .badInput, .noInput, .cannotCreate, .inputOutputFailed],
    answer: AnswerSchema(PlanComparison.schema, PlanComparison.answerSchema))
}
