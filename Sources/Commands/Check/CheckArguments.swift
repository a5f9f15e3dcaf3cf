import Reports

/// `drawdown check ESTATE [--json]`
package struct CheckArguments: Hashable, Sendable {
  package var estate: String
  package var asJSON: Bool

  package init(_ written: WrittenArguments) {
    estate = written.operands[0]
    asJSON = written.isGiven(.json)
  }

  package static let description = CommandDescription(
    "check", "says what is wrong, doubtful or missing in an estate",
    operands: [.estate],
    details: [
      "Reads all tables and the program and reports everything in one run, errors first, each with its place and what "
        + "would help. Warnings and notes do not keep an estate from being planned."
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
  package static let json = Flag("json", "answer in JSON")
}
