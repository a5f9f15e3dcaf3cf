import Estates

/// `drawdown replan ESTATE PLAN --as-of DATE --out DIR [--frozen-waves N] [--improve] …`
package struct ReplanArguments: Hashable, Sendable {
  package var estate: String
  /// The agreed plan.
  package var plan: String
  package var asOf: Day
  package var out: String
  package var frozenWaves: Int
  package var improves: Bool
  package var effort: Int
  package var time: Double?
  package var threads: Int?
  package var isStrict: Bool
  package var overrides: [String]
  package var asJSON: Bool

  package init(_ written: WrittenArguments) {
    estate = written.operands[0]
    plan = written.operands[1]
    asOf = written.day(.asOfDay) ?? Day("2000-01-01")!
    out = written.text(.out) ?? "."
    frozenWaves = written.count(.frozenWaves) ?? 1
    improves = written.isGiven(.improve)
    effort = written.count(.effort) ?? PlanArguments.defaultEffort
    time = written.seconds(.time)
    threads = written.count(.threads)
    isStrict = written.isGiven(.strict)
    overrides = written.texts(.set)
    asJSON = written.isGiven(.json)
  }

  package static let description = CommandDescription(
    "replan", "plans the rest of an agreed plan again, and changes only what must or what pays",
    operands: [.estate, Operand("PLAN", "the agreed plan: a plan.json, or the folder that holds one")],
    flags: [.asOfDay, .out, .frozenWaves, .improve, .effort, .time, .threads, .strict, .set],
    details: [
      "What has happened by the day is fixed, and the capacity that it took is used: what actuals.csv of the estate says, "
        + "or, where there is none, what the agreed plan said. What is under way keeps its wave, and so does what the plan "
        + "put into the next --frozen-waves waves. The rest may move where scope, rules or capacity have changed, each "
        + "workload at a price: 'stabilityCost' of program.json (or --set stabilityCost=5000), and where that is not "
        + "stated, what an average workload that leaves is worth, gains and costs taken together.",
      "Where nothing has changed, the agreed plan is the answer; --improve looks for better ones all the same. Beside the "
        + "plan stands how few workloads any plan would have to move, found by solving for that alone, with its proof.",
    ],
    examples: [
      .init(
        "drawdown replan inventories/workshop plans/workshop --as-of 2027-04-01 --out out",
        "take what has happened into account and keep the rest as far as it holds"),
      .init(
        "drawdown replan estate agreed --as-of 2027-04-01 --frozen-waves 3 --out out",
        "leave three waves alone; 'drawdown diff agreed out' then tells what changes"),
    ],
    statuses: [
      .done, .no, .infeasible, .stopped, .badInput, .noInput, .cannotCreate, .inputOutputFailed, .badProgram,
      .interrupted,
    ], answer: AnswerSchema(PlanAnswer.schema, PlanAnswer.answerSchema))
}

extension Flag {
  package static let asOfDay = Flag(
    "as-of", .day, "DATE", required: true, "the day on which what has happened is looked at")
  package static let frozenWaves = Flag(
    "frozen-waves", .count(atLeast: 0), "N", "waves that stay as agreed, from the one under way on (default 1)")
  package static let improve = Flag("improve", "also look for better plans that no change calls for")
}
