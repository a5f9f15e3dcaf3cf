import Estates

/// `drawdown import SOURCE… --start DATE --out DIR`
package struct ImportArguments: Hashable, Sendable {
  /// Files and folders.
  package var sources: [String]
  /// The day from which the program counts.
  package var start: Day
  package var out: String

  package init(_ written: WrittenArguments) {
    sources = written.operands
    guard let start = written.day(.start), let out = written.text(.out) else {
      preconditionFailure("the reader of arguments lets no import pass without --start and --out")
    }
    self.start = start
    self.out = out
  }

  package static let description = CommandDescription(
    "import", "makes one estate of what other tools exported",
    operands: [
      Operand(
        "SOURCE", repeated: true,
        "a workbook (.xlsx), a table (.csv), an archive (.zip) or a folder of them: RVTools, Azure Migrate, NetBox")
    ],
    flags: [.start, .out],
    details: [
      "Files are known by the headers of their columns. Rows about one machine, in whatever files, become one workload or "
        + "host: matched by UUID, serial number, full name, host name and address. Where files disagree, the one that "
        + "measures is believed about sizes, the list of racks about places, the planner's own list about owners; the other "
        + "value is kept in conflicts.csv. What no file knows is filled by stated rules, or left empty.",
      "Writes the tables of an estate, a program.json with limits, a target and a calendar to begin from, "
        + "import-report.md, which says what was read, what is missing and what to ask for next, provenance.csv with file, "
        + "row and column of every cell, and set-aside.csv with the rows that are in no part of the estate.",
      "A folder that already holds an estate is left alone.",
    ],
    examples: [
      .init(
        "drawdown import RVTools.xlsx --start 2027-01-01 --out inventories/munich", "begin with what vCenter knows"),
      .init(
        "drawdown import RVTools.xlsx devices.csv --start 2027-01-01 --out inventories/munich",
        "one estate of the hypervisor's and the racks' view"),
    ],
    statuses: [.done, .badInput, .noInput, .cannotCreate, .inputOutputFailed])
}

extension Flag {
  package static let start = Flag("start", .day, "DATE", required: true, "the day from which the program counts")
}
