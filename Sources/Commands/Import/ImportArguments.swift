import Estates

/// `drawdown import SOURCE --start DATE --out DIR`
package struct ImportArguments: Hashable, Sendable {
  package var source: String
  /// The day from which the program counts.
  package var start: Day
  package var out: String

  package init(_ written: WrittenArguments) {
    source = written.operands[0]
    guard let start = written.day(.start), let out = written.text(.out) else {
      preconditionFailure("the reader of arguments lets no import pass without --start and --out")
    }
    self.start = start
    self.out = out
  }

  package static let description = CommandDescription(
    "import", "makes an estate of what another tool exported",
    operands: [Operand("SOURCE", "a folder of RVTools_tab*.csv: an RVTools export, all tabs as CSV")],
    flags: [.start, .out],
    details: [
      "Writes the tables of an estate, a program.json with limits, a target and a calendar to begin from, and import.md, "
        + "which says where each fact came from. RVTools knows no cost, power, racks, effort, owners or dependencies: "
        + "what is missing is filled from stated defaults and marked in every row, or left empty.",
      "A folder that already holds an estate is left alone.",
    ],
    examples: [
      .init("drawdown import export --start 2027-01-01 --out inventories/munich", "begin with what vCenter knows")
    ],
    statuses: [.done, .badInput, .noInput, .cannotCreate, .inputOutputFailed])
}

extension Flag {
  package static let start = Flag("start", .day, "DATE", required: true, "the day from which the program counts")
}
