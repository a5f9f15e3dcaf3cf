import Reports

/// `drawdown diff OLD NEW [--estates OLD NEW] [--json] [--markdown FILE]`
package struct DiffArguments: Hashable, Sendable {
  package var before: String
  package var after: String
  package var asJSON: Bool
  /// Where the whole diff is written as a page.
  package var markdown: String?
  /// The folders of the two estates, where each move is to get its cause.
  package var estates: [String]
  package init(_ written: WrittenArguments) {
    before = written.operands[0]
    after = written.operands[1]
    asJSON = written.isGiven(.json)
    markdown = written.text(.markdown)
    estates = written.texts(.estates)
  }

  package static let description = CommandDescription(
    "diff", "says what changed between two plans, effect first",
    operands: [
      Operand("OLD", "the plan before: a plan.json, or the folder that holds one"), Operand("NEW", "the plan after"),
    ],
    flags: [.estates, .markdown],
    details: [
      "Works from the two plans alone. Effect comes first: reductions, dates, money by part, the gap, and the risks where "
        + "risks.json lies beside both plans; then scope and denominator, rules, limits and calendar, and who moves when.",
      "With --estates, or where both plans are entries of a ledger, each workload that moves otherwise gets its cause, found "
        + "by solving: what the new estate does not let stay where it was had to move, by the row or rule that changed, or "
        + "because of others that had to (dependency, limit); what could not have gone there before, can now (released "
        + "capacity); what pays only by the new figures is told by them. What is left is search.",
      "The order of rows, the names of files and folders, and how files are laid out never count as a change.",
    ],
    examples: [
      .init("drawdown diff plans/march plans/april", "see what a new plan changes before it is accepted"),
      .init("drawdown diff old new --markdown diff.md", "keep every changed workload on a page for the record"),
      .init(
        "drawdown diff agreed out --estates estate-march estate-april", "ask of every move what made it necessary"),
    ],
    statuses: [.done, .no, .badInput, .noInput, .cannotCreate, .inputOutputFailed],
    answer: AnswerSchema(DiffReport.schema, DiffReport.answerSchema))
}

extension Flag {
  package static let estates = Flag(
    "estates", .path, "OLD NEW", values: 2, "the estates of the two plans: each move then gets its cause")
  package static let markdown = Flag("markdown", .path, "FILE", "also write everything as a Markdown page into FILE")
}
