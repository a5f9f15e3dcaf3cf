/// `drawdown explain ESTATE PLAN WHAT [--json]`
package struct ExplainArguments: Hashable, Sendable {
  package var estate: String
  package var plan: String
  package var what: String
  package var asJSON: Bool

  package init(_ written: WrittenArguments) {
    estate = written.operands[0]
    plan = written.operands[1]
    what = written.operands[2]
    asJSON = written.isGiven(.json)
  }

  package static let description = CommandDescription(
    "explain", "says why a risk of a plan has the figures that it has",
    operands: [.estate, .plan, Operand("WHAT", "the id of a risk, as in risks.md, or of a rule, such as FOOT-03")],
    details: [
      "For a risk: its formulas, the same with the numbers put in, where each number comes from, and the rows that were "
        + "looked at, with file and line. For a rule of the catalogue: when it fires, its model, and what it found."
    ],
    examples: [
      .init(
        "drawdown explain inventories/workshop plans/workshop FOOT-01", "find out what a rule found and how it reckons")
    ],
    statuses: [.done, .no, .badInput, .noInput, .badProgram],
    answer: AnswerSchema(ExplainCommand.schema, ExplainCommand.answerSchema))
}
