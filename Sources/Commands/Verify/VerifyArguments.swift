/// `drawdown verify ESTATE PLAN [--bound] [--json]`
package struct VerifyArguments: Hashable, Sendable {
  package var estate: String
  package var plan: String
  /// The bounds are to be proven from their certificates as well.
  package var provesBound: Bool
  package var asJSON: Bool

  package init(_ written: WrittenArguments) {
    estate = written.operands[0]
    plan = written.operands[1]
    provesBound = written.isGiven(.bound)
    asJSON = written.isGiven(.json)
  }

  package static let description = CommandDescription(
    "verify", "works a plan out again and names everything in which it is wrong",
    operands: [.estate, .plan],
    flags: [.bound],
    details: [
      "The verifier shares nothing with the planner but the reading of files: rules, groups, calendar, releases and "
        + "money are resolved a second time. A plan made by hand, or by another tool, is verified like any other.",
      "Of a plan that was made in the midst of things, who is said to have left, and in which wave, is held against "
        + "actuals.csv of the estate, up to the day of the replan.",
      "With --bound it also proves from the certificates of the plan that no plan is better than the bounds say: with the "
        + "limits paid for at the prices of the certificate, the best there is comes from one maximum flow.",
    ],
    examples: [
      .init("drawdown verify inventories/workshop out/plan.json", "trust a plan that someone sent you, or do not"),
      .init("drawdown verify --bound inventories/workshop out", "believe that nothing much better exists, or do not"),
    ],
    statuses: [.done, .no, .badInput, .noInput, .badProgram],
    answer: AnswerSchema(VerifyCommand.schema, VerifyCommand.answerSchema))
}

extension Flag {
  static let bound = Flag("bound", "also prove the bounds from their certificates")
}
