/// `drawdown plan ESTATE --out DIR [--effort N] [--time SECONDS] [--threads N] [--strict] [--solution FILE]`
package struct PlanArguments: Hashable, Sendable {
  /// Steps of search where none are asked for: some seconds on an estate of thousands of workloads.
  package static let defaultEffort = 2_000_000
  /// Where only a time is asked for, the time alone ends the search.
  package static let effortOfTime = 1_000_000_000_000

  package var estate: String
  package var out: String
  package var effort: Int
  /// Seconds by the clock, counted from the start of the command.
  package var time: Double?
  /// Nil: as many as there are cores.
  package var threads: Int?
  package var isStrict: Bool
  /// A solver's answer to the estate's model, in place of a search of one's own.
  package var solution: String?
  /// What this run sets otherwise than the program.
  package var overrides: [String]
  package var asJSON: Bool

  package init(_ written: WrittenArguments) {
    estate = written.operands[0]
    out = written.text(.out) ?? "."
    time = written.seconds(.time)
    effort = written.count(.effort) ?? (time == nil ? PlanArguments.defaultEffort : PlanArguments.effortOfTime)
    threads = written.count(.threads)
    isStrict = written.isGiven(.strict)
    solution = written.text(.solution)
    overrides = written.texts(.set)
    asJSON = written.isGiven(.json)
  }

  package static let description = CommandDescription(
    "plan", "plans an estate: who moves when, what comes free when, what it is worth",
    operands: [.estate], flags: [.out, .effort, .time, .threads, .strict, .solution, .set],
    details: [
      "Writes plan.json and the reports drawn from it into DIR, each file whole or not at all, and a summary to standard "
        + "output. The same estate, options and version give the same bytes on any machine, with any number of threads; "
        + "only --time and Ctrl-C bring the clock in, and the plan then says so.",
      "With --solution the plan is the one that another solver found for the model of 'drawdown model': verified, with the "
        + "bounds that a search proves, and a word where that search finds a better one.",
      "With --set the program is another for this run: plan.json names what was set, plan.md and 'drawdown diff' show it, and "
        + "'drawdown verify' takes it into account.",
      "Ctrl-C ends the search and writes the best plan so far; pressed again, it ends the program at once.",
    ],
    examples: [
      .init("drawdown plan inventories/workshop --out out", "plan an estate and read the result in out/plan.md"),
      .init("drawdown plan inventories/automaker --out out --time 60", "search for at most a minute"),
      .init(
        "drawdown plan inventories/workshop --solution workshop.sol --out out", "read another solver's answer back"),
      .init(
        "drawdown plan inventories/workshop --set targets.0.reduction=0.7 --out out",
        "see what another target would take, without a change of program.json"),
    ],
    statuses: [
      .done, .no, .infeasible, .stopped, .badInput, .noInput, .cannotCreate, .inputOutputFailed, .badProgram,
      .interrupted,
    ], answer: AnswerSchema(PlanAnswer.schema, PlanAnswer.answerSchema))
}

extension Flag {
  package static let out = Flag(
    "out", .path, "DIR", required: true, "the folder for the results; made where it is missing")
  package static let effort = Flag(
    "effort", .count(atLeast: 1), "N",
    "how much to search, in steps that are the same on every machine (default \(PlanArguments.defaultEffort))")
  package static let time = Flag("time", .seconds, "SECONDS", "also stop after so long by the clock")
  package static let threads = Flag(
    "threads", .count(atLeast: 1), "N", "threads to use (default: one for each core); the plan does not depend on it")
  package static let solution = Flag(
    "solution", .path, "FILE", "take the plan from a solution file of HiGHS, CBC, SCIP, Gurobi or CPLEX")
  package static let set: Flag = {
    var flag = Flag(
      "set", .setting, "PATH=VALUE",
      "set a value of the program for this run, such as rules.3.perWave=500; several times")
    flag.isRepeated = true
    return flag
  }()
  package static let strict = Flag("strict", "end with status 1 where a target is missed")
}
