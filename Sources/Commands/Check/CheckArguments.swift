import Estates
import Reports

/// `drawdown check ESTATE [--as-of DATE] [--json]`
package struct CheckArguments: Hashable, Sendable {
  package var estate: String
  /// Nothing in `actuals.csv` may be later; nil for the end of the programme.
  package var asOf: Day?
  package var asJSON: Bool

  package init(_ written: WrittenArguments) {
    estate = written.operands[0]
    asOf = written.day(.lastActual)
    asJSON = written.isGiven(.json)
  }

  package static let description = CommandDescription(
    "check", "says what is wrong, doubtful or missing in an estate",
    operands: [.estate],
    flags: [.lastActual],
    details: [
      "Reads all tables, the program and actuals.csv and reports everything in one run, errors first, each with its place "
        + "and what would help. Warnings and notes do not keep an estate from being planned."
    ],
    examples: [.init("drawdown check inventories/workshop", "see what an estate lacks before planning it")],
    statuses: [.done, .badInput, .noInput, .badProgram],
    answer: AnswerSchema(FindingsReport.schema, FindingsReport.answerSchema))
}

extension Operand {
  package static let estate = Operand(
    "ESTATE", "the folder of the estate: program.json, workloads.csv and the other tables")
}

extension Flag {
  static let lastActual = Flag(
    "as-of", .day, "DATE", "nothing in actuals.csv may be later (default: the horizon of the program)")
  package static let json = Flag("json", "answer in JSON")
}
