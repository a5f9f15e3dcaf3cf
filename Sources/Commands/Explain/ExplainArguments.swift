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
    "explain", "says why a risk has its figures, or a workload its wave",
    operands: [
      .estate, .plan, Operand("WHAT", "the id of a risk, as in risks.md, of a rule, such as FOOT-03, or a workload"),
    ],
    details: [
      "For a risk: its formulas, the same with the numbers put in, where each number comes from, and the rows that were "
        + "looked at, with file and line. For a rule of the catalogue: when it fires, its model, and what it found.",
      "For a workload: what keeps it from going earlier, each rule, row and cell with its place; what every other wave "
        + "would break, cost or bring, with all who must move with it and everybody else where the plan has them; what the "
        + "room that it takes in limits is worth by the prices that prove the bound; and what alone would have to give.",
    ],
    examples: [
      .init(
        "drawdown explain inventories/workshop plans/workshop FOOT-01", "find out what a rule found and how it reckons"),
      .init(
        "drawdown explain inventories/workshop plans/workshop mes-prd-app", "ask why a workload does not go earlier"),
    ],
    statuses: [.done, .no, .badInput, .noInput, .badProgram],
    answer: AnswerSchema(ExplainCommand.schema, ExplainCommand.answerSchema))
}
