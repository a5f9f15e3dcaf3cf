import Reports

/// `drawdown frontier ESTATE --vary LIMIT --from A --to B [--steps N] [--time SECONDS] --out DIR`
package struct FrontierArguments: Hashable, Sendable {
  package static let defaultSteps = 7

  package var estate: String
  package var limit: String
  package var from: Double
  package var to: Double
  package var steps: Int
  package var out: String
  package var effort: Int
  /// Seconds by the clock for all points together.
  package var time: Double?
  package var threads: Int?
  /// The plan of each point is written as well.
  package var keepsPlans: Bool
  package var overrides: [String]
  package var asJSON: Bool

  package init(_ written: WrittenArguments) {
    estate = written.operands[0]
    limit = written.text(.vary) ?? ""
    from = written.amount(.from) ?? 0
    to = written.amount(.to) ?? 0
    steps = written.count(.steps) ?? FrontierArguments.defaultSteps
    out = written.text(.out) ?? "."
    time = written.seconds(.time)
    effort = written.count(.effort) ?? (time == nil ? PlanArguments.defaultEffort : PlanArguments.effortOfTime)
    threads = written.count(.threads)
    keepsPlans = written.isGiven(.keepPlans)
    overrides = written.texts(.set)
    asJSON = written.isGiven(.json)
  }

  package static let description = CommandDescription(
    "frontier", "shows what a limit buys: dates reached and money against its capacity",
    operands: [.estate], flags: [.vary, .from, .to, .out, .steps, .keepPlans, .effort, .time, .threads, .set],
    details: [
      "Plans the estate with the limit at several capacities from A to B, and at that of the program where it lies between. "
        + "Writes frontier.md, frontier.json and frontier.svg into DIR: for each capacity when each target is reached, what "
        + "the best plan found is worth, and what no plan surpasses, proven.",
      "With more capacity no point shows a worse plan: a plan for less is one for more. What no plan surpasses at a "
        + "capacity, none surpasses below. --effort is that of each point; the same effort gives the same bytes on any "
        + "machine. --time is for all points together, and the clock then decides how far each search gets.",
      "LIMIT is the name of a limit of the program, or its place among the rules from 0; where it bounds several periods, "
        + "NAME.perWave, NAME.perQuarter or NAME.perYear. Of a list the capacity is the value that goes on, and those "
        + "before it follow in proportion.",
    ],
    examples: [
      .init(
        "drawdown frontier inventories/workshop --vary 8 --from 24 --to 96 --out out",
        "see what a larger platform team, the limit at rule 8, would buy")
    ],
    statuses: [
      .done, .infeasible, .stopped, .badInput, .noInput, .cannotCreate, .inputOutputFailed, .badProgram, .interrupted,
    ], answer: AnswerSchema(FrontierReport.schema, FrontierReport.answerSchema))
}

extension Flag {
  package static let vary = Flag("vary", .text, "LIMIT", required: true, "the limit whose capacity is varied")
  package static let from = Flag("from", .amount, "A", required: true, "the least capacity")
  package static let to = Flag("to", .amount, "B", required: true, "the largest capacity")
  package static let steps = Flag(
    "steps", .count(atLeast: 2), "N",
    "capacities from A to B, ends included (default \(FrontierArguments.defaultSteps))")
  package static let keepPlans = Flag("keep-plans", "also write the plan of each point, as DIR/CAPACITY/plan.json")
}
