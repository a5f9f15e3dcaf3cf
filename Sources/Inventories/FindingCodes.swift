import Documents

/// Everything that a reader of inventories has to say, by code: the catalogue behind `drawdown help CODE`.
///
/// `INV` is about tables, `PRG` about the program. Codes are stable; a retired one is not given again.
extension FindingCode {
  // MARK: Tables

  package static let missingFile = FindingCode(
    "INV001", "a file that an estate needs is missing",
    explanation: """
      An estate is a folder that holds at least program.json and workloads.csv. The other tables are optional: what they \
      would say counts as not known.
      """,
    fix: "add the file, or name the folder that has it; `drawdown import` makes one from an export of another tool")

  package static let missingColumn = FindingCode(
    "INV002", "a table lacks a column that it needs",
    explanation: """
      Every table has a column that names its rows, and some have a column without which a row means nothing: the site of \
      a rack, the two ends of a dependency. Column names are compared letter by letter.
      """,
    fix: "add the column, or correct its name in the header row")

  package static let emptyCell = FindingCode(
    "INV003", "a cell that must not be empty is empty",
    explanation: """
      An empty cell means "not known". Keys and the other required cells have to be known. A dependency that lacks an end \
      is left out and reported; in every other table this is an error.
      """,
    fix: "fill the cell, or remove the row")

  package static let duplicateKey = FindingCode(
    "INV004", "two rows with one key",
    explanation: """
      A key is unique in its table, whatever the site. Two rows with one key say two things about one thing, and nothing \
      here decides which of them is right.
      """,
    fix: "remove one of the rows, or give one of them another key")

  package static let identicalRow = FindingCode(
    "INV005", "a row stands twice, word for word",
    explanation: "The two rows say the same, so they count once. Often an export was joined to itself.",
    fix: "remove the second row")

  package static let malformedNumber = FindingCode(
    "INV006", "a cell that is no number",
    explanation: """
      Numbers are decimal: -12, 3.5, 1e6; a point, no grouping, no unit, finite. An empty cell means "not known"; words \
      such as n/a do not.
      """,
    fix: "write the plain number, or leave the cell empty")

  package static let numberRange = FindingCode(
    "INV007", "a number outside of what its column can hold",
    explanation: """
      Sizes, counts and effort are not negative, nor is money, apart from one_off_cost, annual_run_cost and \
      annual_cloud_cost. lead_waves is a whole number from 1, spare_hosts one from 0; overcommit is above 0.
      """,
    fix: "correct the number")

  package static let malformedDate = FindingCode(
    "INV008", "a cell that is no date",
    explanation: "Dates are written YYYY-MM-DD and exist in the calendar: 2026-02-28, not 28.2.2026, not 2026-02-30.",
    fix: "write the date as YYYY-MM-DD, or leave the cell empty")

  package static let unknownWord = FindingCode(
    "INV009", "a word that the column does not know",
    explanation: """
      disposition, relation and leaves take a word of a closed list; letter case does not matter. Any other word is an \
      error, since a guess would move machines.
      """,
    fix: "use one of the words that the message lists")

  package static let unknownReference = FindingCode(
    "INV012", "reference to a key that no table has",
    explanation: """
      The cell names a row of another table that does not exist. In dependencies.csv such a row is ignored and reported \
      as a warning, as discovery tools see machines that no inventory has; everywhere else it is an error. A site, rack \
      or cluster that hosts or workloads name exists even if its own table does not have it.
      """,
    fix: "correct the key, or add the row that it names")

  package static let selfDependency = FindingCode(
    "INV014", "a workload that depends on itself",
    explanation: "A workload cannot move without itself; the row says nothing and is ignored.",
    fix: "remove the row, or correct one of its ends")

  package static let undeclaredPlace = FindingCode(
    "INV015", "a site, rack or cluster that only other tables name",
    explanation: """
      Hosts or workloads name it, its own table does not have it. It exists, without costs and with defaults (one spare \
      host, 4 vCPU per core, memory not overcommitted), so its release earns nothing in the plan.
      """,
    fix: "add a row for it, with what it costs")

  package static let rackElsewhere = FindingCode(
    "INV016", "a host whose rack stands at another site",
    explanation: "A host stands where its rack stands. The two tables disagree, and money and footprint hang on it.",
    fix: "correct the site of the host or of the rack, or the rack of the host")

  package static let contradiction = FindingCode(
    "INV017", "cells that contradict each other about a place",
    explanation: """
      A workload on a host runs where the host stands and in its cluster; one in a cluster runs at the cluster's site. \
      Where the cells of a row say otherwise, the host's facts win over the cluster's, and these over the site's.
      """,
    fix: "remove the cell that is wrong; host alone, or cluster alone, is enough")

  package static let leavesOccupied = FindingCode(
    "INV018", "a host with workloads that is to leave by other means",
    explanation: """
      The column leaves is for machines without workloads, such as switches, storage and backup. A host with workloads \
      becomes empty when they have left, one in a cluster as the cluster drains.
      """,
    fix: "clear the cell, or move the workloads to the host that they run on")

  package static let mistypedColumn = FindingCode(
    "INV019", "a column that is nearly a known one",
    explanation: """
      Columns that no page knows are kept as attributes, usable in rules. This one differs by a letter or two from a \
      column that has a meaning and that the table lacks; if that was meant, none of its cells counts.
      """,
    fix: "correct the name in the header row, or leave it if it is an attribute")

  package static let unknownFile = FindingCode(
    "INV020", "a table that is not part of an estate",
    explanation: "The folder holds a CSV file of another name than the tables of an estate. It was not read.",
    fix: "correct the name of the file if it was meant to be read")

  package static let undeclaredApplications = FindingCode(
    "INV021", "applications without a table",
    explanation: """
      There is no applications.csv. Applications exist by the names that workloads give them, and have no owner, \
      business unit or criticality to pass on.
      """,
    fix: "add applications.csv with a row for each application")

  package static let rackless = FindingCode(
    "INV022", "a host that leaves with a rack it does not have",
    explanation: "The host is to become empty when the others of its rack are, but no rack is known. It never leaves.",
    fix: "fill the cell rack, or write with_site or a date")

  package static let noWorkloads = FindingCode(
    "INV023", "an estate without workloads",
    explanation: "workloads.csv has a header and no rows. There is nothing to move.",
    fix: "check the export")

  // MARK: The program

  package static let programMissingKey = FindingCode(
    "PRG001", "the program lacks a key that it needs",
    explanation: "Without this key the program, or the rule, says nothing that could be planned.",
    fix: "add the key")

  package static let programUnknownKey = FindingCode(
    "PRG002", "a key that the program does not know",
    explanation: """
      A key that nothing reads would be a rule that nothing keeps. Every key of program.json is one of those that the \
      contract names, letter by letter.
      """,
    fix: "correct the key, or remove it")

  package static let programType = FindingCode(
    "PRG003", "a value of another type than its key takes",
    explanation: "A date stands in quotes as \"YYYY-MM-DD\", a number without quotes, a list in square brackets.",
    fix: "write the value as the message says")

  package static let programRange = FindingCode(
    "PRG004", "a value outside of what its key can hold",
    explanation: """
      A reduction lies between 0 and 1 (0.6 is sixty percent), limits, penalties and split costs are not negative, waves \
      and days are whole numbers.
      """,
    fix: "correct the value")

  package static let programDate = FindingCode(
    "PRG005", "a date that does not exist or is written otherwise",
    explanation: "Dates are written YYYY-MM-DD and exist in the calendar.",
    fix: "write the date as YYYY-MM-DD")

  package static let unknownRule = FindingCode(
    "PRG006", "a rule that does not exist",
    explanation: """
      The rules are together, order, apart, relate, near, limit, freeze, notBefore, notAfter, leave, pin and stay.
      """,
    fix: "correct the name of the rule")

  package static let unknownMeasure = FindingCode(
    "PRG007", "a measure that does not exist",
    explanation: """
      A target counts hosts, rack_units, power_kw, racks, sites or workloads. A limit counts workloads, or sums a numeric \
      column of workloads.csv.
      """,
    fix: "correct the measure")

  package static let unknownColumn = FindingCode(
    "PRG008", "a column that neither the contract nor a table knows",
    explanation: "A condition on a column that does not exist would hold for no workload, or for all.",
    fix: "correct the name of the column, or add the column to workloads.csv")

  package static let noWave = FindingCode(
    "PRG009", "a calendar without waves",
    explanation: """
      A wave exists where its cutover, its last day, is on or before lastCutover. There has to be at least one, and no \
      more than \(CalendarLimits.waves).
      """,
    fix: "move firstWaveStart, waveDays or lastCutover, or list a wave")

  package static let calendarOrder = FindingCode(
    "PRG010", "dates of the calendar in the wrong order",
    explanation: """
      start is on or before the first wave's start; waves follow each other and do not overlap; the last cutover plus \
      decommissionLagDays is on or before the horizon.
      """,
    fix: "move one of the dates that the message names")

  package static let emptyBaseline = FindingCode(
    "PRG011", "a target on a measure of which the estate has nothing",
    explanation: """
      A reduction is a share of the baseline, the footprint before the first wave. Here that is 0, mostly because a \
      column (rack_units, power_kw) is empty or a table is missing.
      """,
    fix: "fill the column, choose another measure, or state a contractual \"baseline\"")

  package static let reversedRange = FindingCode(
    "PRG012", "a range that ends before it begins",
    explanation: "No day and no number lies in it, so the rule, or the condition, would never hold.",
    fix: "exchange the two ends")

  package static let pinOutside = FindingCode(
    "PRG013", "a pin to a wave that the calendar does not have",
    explanation: "Waves are counted from 1, in the order of their cutovers.",
    fix: "name a wave of the calendar, or let the calendar go on longer")

  package static let boundlessLimit = FindingCode(
    "PRG014", "a limit that limits nothing",
    explanation: "A limit states at least one of perWave, perQuarter and perYear.",
    fix: "add one of the three")

  package static let malformedCondition = FindingCode(
    "PRG016", "a condition that is none",
    explanation: """
      A condition on a column is a text (with * and ?), a number, a list of these, or an object with min and max, both \
      numbers or both dates.
      """,
    fix: "write the condition as one of these")

  package static let measureNotNumeric = FindingCode(
    "PRG017", "a limit on a column that is not numeric",
    explanation: "A limit sums its measure; the column has cells that are no numbers.",
    fix: "correct the cells, or the measure")

  package static let programWord = FindingCode(
    "PRG018", "a word that the key does not know",
    explanation: "The key takes a word of a closed list; the message names it.",
    fix: "use one of the words that the message lists")

  package static let foreignColumn = FindingCode(
    "PRG019", "a condition on a column that workloads do not have",
    explanation: """
      The column belongs to another table. Conditions look at workloads, for which it is empty, so that the condition \
      holds only where it asks for the empty text.
      """,
    fix: "use a column of workloads.csv, or add the column there")

  package static let oddMilestone = FindingCode(
    "PRG020", "a milestone that does not lie on the way to its target",
    explanation: "It is later than the target, or asks for a greater reduction. It counts as written.",
    fix: "check its date and its reduction")

  /// The catalogue of the inventory readers, by code.
  package static let ofInventories: [FindingCode] = [
    missingFile, missingColumn, emptyCell, duplicateKey, identicalRow, malformedNumber, numberRange, malformedDate,
    unknownWord, unknownReference, selfDependency, undeclaredPlace, rackElsewhere, contradiction, leavesOccupied,
    mistypedColumn, unknownFile, undeclaredApplications, rackless, noWorkloads, programMissingKey, programUnknownKey,
    programType, programRange, programDate, unknownRule, unknownMeasure, unknownColumn, noWave, calendarOrder,
    emptyBaseline, reversedRange, pinOutside, boundlessLimit, malformedCondition, measureNotNumeric, programWord,
    foreignColumn, oddMilestone, override,
  ]
}
