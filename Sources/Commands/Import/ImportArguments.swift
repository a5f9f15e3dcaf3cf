import Estates

/// `drawdown import SOURCE… --start DATE --out DIR`, or `drawdown import --sketch SOURCE…`
package struct ImportArguments: Hashable, Sendable {
  /// Files and folders.
  package var sources: [String]
  package var purpose: Purpose
  package var asJSON: Bool

  package enum Purpose: Hashable, Sendable {
    /// Make the estate: the day from which the program counts, and the folder.
    case estate(start: Day, out: String)
    /// Draft a mapping for the tables that no reader knows.
    case sketch
  }

  /// - Throws: the answer to a command line that asks for neither.
  package init(_ written: WrittenArguments) throws(Outcome) {
    sources = written.operands
    asJSON = written.isGiven(.json)
    if written.isGiven(.sketch) {
      for flag in [Flag.start, .importFolder] where written.isGiven(flag) {
        throw Outcome(
          .usage,
          talk: "error: '--sketch' writes a mapping to standard output, so '--\(flag.name)' has no meaning with it\n"
            + "help: leave one of the two out\n")
      }
      purpose = .sketch
      return
    }
    guard let start = written.day(.start) else {
      throw Outcome(ArgumentError.missingFlag(.start, command: written.command))
    }
    guard let out = written.text(.importFolder) else {
      throw Outcome(ArgumentError.missingFlag(.importFolder, command: written.command))
    }
    purpose = .estate(start: start, out: out)
  }

  package static let description = CommandDescription(
    "import", "makes one estate of what other tools exported",
    operands: [
      Operand(
        "SOURCE", repeated: true,
        "a workbook (.xlsx), a table (.csv), an archive (.zip, .gz) or a folder of them: RVTools, Azure Migrate, ServiceNow, "
          + "AWS, Google Migration Center, NetBox, Konveyor, flow logs (AWS, Azure, nfdump, Zeek, lists), an estate, or "
          + "anything with a mapping (.json)")
    ],
    flags: [.start, .importFolder, .sketch],
    details: [
      "Files are known by the headers of their columns. Rows about one machine, in whatever files, become one workload or "
        + "host: matched by UUID, serial number, full name, host name and address. Where files disagree, the one that "
        + "measures is believed about sizes, the list of racks about places, the planner's own list about owners; the other "
        + "value is kept in conflicts.csv. What no file knows is filled by stated rules, or left empty.",
      "Writes the tables of an estate, a program.json with limits, a target and a calendar to begin from, "
        + "import-report.md, which says what was read, what is missing and what to ask for next, provenance.csv with file, "
        + "row and column of every cell, and set-aside.csv with the rows that are in no part of the estate.",
      "A table that no reader knows needs a mapping: which file, what its rows are, what each column means. --sketch drafts "
        + "one from headers and values; correct it, and name it among the sources.",
      "An estate may be a source, too, so that newer exports are merged into it: its keys, its program, its initiatives and "
        + "what a person wrote stay; what only rules had filled is worked out anew. Its program's start counts then.",
      "A folder that already holds an estate is left alone.",
    ],
    examples: [
      .init(
        "drawdown import RVTools.xlsx --start 2027-01-01 --out inventories/munich", "begin with what vCenter knows"),
      .init(
        "drawdown import RVTools.xlsx devices.csv --start 2027-01-01 --out inventories/munich",
        "one estate of the hypervisor's and the racks' view"),
      .init("drawdown import --sketch servers.csv > mapping.json", "what a home-made list means, to be corrected"),
      .init(
        "drawdown import RVTools.xlsx servers.csv mapping.json --start 2027-01-01 --out inventories/munich",
        "with the home-made list"),
      .init(
        "drawdown import inventories/munich RVTools-new.xlsx --start 2027-01-01 --out inventories/munich-2",
        "a newer export, merged into the estate"),
    ],
    statuses: [.done, .badInput, .noInput, .cannotCreate, .inputOutputFailed],
    answer: AnswerSchema(ImportCommand.schema, ImportCommand.answerSchema))
}

extension Flag {
  package static let start = Flag("start", .day, "DATE", "the day from which the program counts")
  package static let importFolder = Flag("out", .path, "DIR", "the folder for the estate")
  package static let sketch = Flag(
    "sketch", "drafts a mapping for the tables that no reader knows, instead of an estate")
}
