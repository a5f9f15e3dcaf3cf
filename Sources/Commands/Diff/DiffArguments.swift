import Reports

/// `drawdown diff OLD NEW [--json] [--markdown FILE]`
package struct DiffArguments: Hashable, Sendable {
  package var before: String
  package var after: String
  package var asJSON: Bool
  /// Where the whole diff is written as a page.
  package var markdown: String?

  package init(_ written: WrittenArguments) {
    before = written.operands[0]
    after = written.operands[1]
    asJSON = written.isGiven(.json)
    markdown = written.text(.markdown)
  }

  package static let description = CommandDescription(
    "diff", "says what changed between two plans, effect first",
    operands: [
      Operand("OLD", "the plan before: a plan.json, or the folder that holds one"), Operand("NEW", "the plan after"),
    ],
    flags: [.markdown],
    details: [
      "Works from the two plans alone. Effect comes first: reductions, dates, money by part, the gap, and the risks where "
        + "risks.json lies beside both plans; then scope and denominator, rules, limits and calendar, and who moves when.",
      "The order of rows, the names of files and folders, and how files are laid out never count as a change.",
    ],
    examples: [
      .init("drawdown diff plans/march plans/april", "see what a new plan changes before it is accepted"),
      .init("drawdown diff old new --markdown diff.md", "keep every changed workload on a page for the record"),
    ],
    statuses: [.done, .no, .badInput, .noInput, .cannotCreate, .inputOutputFailed],
    answer: AnswerSchema(DiffReport.schema, DiffReport.answerSchema))
}

extension Flag {
  package static let markdown = Flag("markdown", .path, "FILE", "also write everything as a Markdown page into FILE")
}
