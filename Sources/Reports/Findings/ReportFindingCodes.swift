import Documents

/// What the reports have to say about a plan and its program, by code.
extension FindingCode {
  package static let planForeignKey = FindingCode(
    "PLN901", "a plan that names what its estate does not have",
    explanation: "The plan was made from another estate, or the estate has lost rows since. No report can be drawn.",
    fix: "give the estate that the plan was made from, or plan again")

  package static let planWaveNumbers = FindingCode(
    "PLN902", "a plan whose waves are not numbered 1, 2, 3",
    explanation: "Waves stand in order and count from 1, empty ones too. No report can be drawn.",
    fix: "write all waves of the calendar, in order")

  package static let planOfOtherFiles = FindingCode(
    "PLN903", "a plan made from other files",
    explanation: """
      The digest in the plan is not that of the estate's files: a table or the program was changed since. What is drawn \
      from both takes dates and waves from the plan, and everything else from the files as they are now.
      """,
    fix: "plan again, or give the files that the plan was made from")

  package static let exportLacksColumn = FindingCode(
    "PLN904", "an export without a column that its reader wants",
    explanation: """
      The tool that reads this format asks for something that no column of the inventory holds. The export is whole, with \
      these cells empty; the tool will ask for them, or refuse the rows.
      """,
    fix: "add the column to workloads.csv, and export again")

  package static let riskOfProgramme = FindingCode(
    "PLN910", "a risk that falls to the owner of the programme",
    explanation: """
      Every risk has someone who answers for it. The inventory names no owner for what this one is about, so it is the \
      program's riskOwner.
      """,
    fix: "fill the column owner of the workloads or of their application")

  package static let riskWithoutOwner = FindingCode(
    "PRG910", "a risk that nobody owns",
    explanation: """
      Every risk has someone who answers for it. Neither the inventory names an owner for what this one is about, nor \
      the program a riskOwner, and a register with a blank owner is of no use.
      """,
    fix: "add \"riskOwner\" to program.json")

  /// The catalogue of the reports, by code.
  package static let ofReports: [FindingCode] = [
    planForeignKey, planWaveNumbers, planOfOtherFiles, exportLacksColumn, riskOfProgramme, riskWithoutOwner,
  ]
}
