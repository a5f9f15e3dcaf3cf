import Reports

/// `drawdown export ESTATE PLAN --as FORMAT [--out PATH] [--json]`
package struct ExportArguments: Hashable, Sendable {
  package var estate: String
  package var plan: String
  package var format: ExportFormat
  /// A file or a folder; nil: named for the estate, in the current folder.
  package var out: String?
  package var asJSON: Bool

  package init(_ written: WrittenArguments) {
    estate = written.operands[0]
    plan = written.operands[1]
    guard let format = written.text(.exportFormat).flatMap({ ExportFormat(rawValue: $0) }) else {
      preconditionFailure("the reader of arguments lets no export pass without --as")
    }
    self.format = format
    out = written.text(.exportPlace)
    asJSON = written.isGiven(.json)
  }

  package static let description = CommandDescription(
    "export", "hands a plan to other tools: tables, a workbook, a schedule, work items",
    operands: [.estate, .plan], flags: [.exportFormat, .exportPlace],
    choices: ExportFormat.allCases.map { CommandDescription.Choice($0.rawValue, $0.purpose) },
    details: [
      "The same plan gives the same bytes, and workloads, waves and dates keep their numbers from plan to plan, so that an "
        + "export can be imported again over an older one. Nothing that the inventory says can become a formula, a link or a "
        + "command in the tool that reads it.",
      "In CSV a text that a spreadsheet would take for a formula has an apostrophe in front.",
    ],
    examples: [
      .init("drawdown export inventories/workshop plans/workshop --as xlsx", "open the plan in a spreadsheet"),
      .init(
        "drawdown export inventories/workshop plans/workshop --as csv --out tables", "load the plan into Power BI"),
      .init(
        "drawdown export inventories/workshop plans/workshop --as ics --out exit.ics",
        "put waves and freezes into everyone's calendar"),
    ],
    statuses: [.done, .badInput, .noInput, .cannotCreate, .inputOutputFailed, .badProgram],
    answer: AnswerSchema(ExportCommand.schema, ExportCommand.answerSchema))
}

extension Operand {
  package static let plan = Operand("PLAN", "a plan.json, or the folder that holds one")
}

extension Flag {
  package static let exportFormat = Flag(
    "as", .word(ExportFormat.allCases.map(\.rawValue)), "FORMAT", required: true, "the format, one of those below")
  package static let exportPlace = Flag(
    "out", .path, "PATH",
    "the file, or for a format that is a folder the folder; '-' is standard output (default: named for the estate)")
}
