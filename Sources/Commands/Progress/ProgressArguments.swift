import Estates
import Reports
import Tracking

/// `drawdown progress ESTATE PLAN --as-of DATE --out DIR [--baseline PLAN] [--runs N] [--json]`
package struct ProgressArguments: Hashable, Sendable {
  package var estate: String
  package var plan: String
  package var asOf: Day
  package var out: String
  package var baseline: String?
  package var runs: Int
  package var asJSON: Bool

  package init(_ written: WrittenArguments) {
    guard let asOf = written.day(.asOf), let out = written.text(.out) else {
      preconditionFailure("the reader of arguments lets no progress pass without --as-of and --out")
    }
    estate = written.operands[0]
    plan = written.operands[1]
    self.asOf = asOf
    self.out = out
    baseline = written.text(.baseline)
    runs = written.count(.runs) ?? 10_000
    asJSON = written.isGiven(.json)
  }

  package static let description = CommandDescription(
    "progress", "says where a programme stands on a day, and when it reaches its targets",
    operands: [.estate, .plan],
    flags: [.asOf, .out, .baseline, .runs],
    details: [
      "What happened is read from actuals.csv in the estate's folder: one event a row, with date, workload or host, and "
        + "event (started, migrated, rolled_back, decommissioned, deferred, scope_added, scope_removed), and where they are "
        + "known effort_hours, cost and note. What cannot have happened is an error. Rows of what left the scope stay in the "
        + "inventory; what came has its row there.",
      "Reduction is claimed only for machines that were decommissioned. The forecast runs through what is left many times, "
        + "under values drawn from what was seen so far and stated beliefs where little was seen; the same files give the same "
        + "bytes.",
      "Writes progress.md, progress.json and burndown.svg; with --json what is answered is progress.json.",
    ],
    examples: [
      .init(
        "drawdown progress inventories/workshop plans/workshop --as-of 2027-06-30 --out out/june",
        "the month's report of a programme")
    ],
    statuses: [.done, .badInput, .noInput, .badProgram, .cannotCreate, .inputOutputFailed],
    answer: AnswerSchema(Progress.schema, ProgressSchema.text))
}

extension Flag {
  package static let asOf = Flag(
    "as-of", .day, "DATE", required: true, "the day of the report; nothing later has happened")
  package static let baseline = Flag(
    "baseline", .path, "PLAN", "the plan that was approved, where another is followed by now")
  package static let runs = Flag("runs", .count(atLeast: 1), "N", "runs of the forecast (default 10000)")
}
