/// `drawdown verify ESTATE PLAN [--json]`
package struct VerifyArguments: Hashable, Sendable {
  package var estate: String
  package var plan: String
  package var asJSON: Bool

  package init(_ written: WrittenArguments) {
    estate = written.operands[0]
    plan = written.operands[1]
    asJSON = written.isGiven(.json)
  }

  package static let description = CommandDescription(
    "verify", "works a plan out again and names everything in which it is wrong",
    operands: [.estate, .plan],
    details: [
      "The verifier shares nothing with the planner but the reading of files: rules, groups, calendar, releases and "
        + "money are resolved a second time. A plan made by hand, or by another tool, is verified like any other."
    ],
    examples: [
      .init("drawdown verify inventories/workshop out/plan.json", "trust a plan that someone sent you, or do not")
    ],
    statuses: [.done, .no, .badInput, .noInput, .badProgram],
    answer: AnswerSchema(VerifyCommand.schema, VerifyCommand.answerSchema))
}
