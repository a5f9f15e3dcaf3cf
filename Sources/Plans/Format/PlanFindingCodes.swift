import Documents

extension FindingCode {
  package static let planSchema = FindingCode(
    "PLN001", "not a plan that this version reads",
    explanation: """
      A plan names its form in "schema". Another word, or none, means that the file is something else, or was written by \
      a version that this one does not know; its keys may mean other things, so none of them is read.
      """,
    fix: "give a plan.json of the form \(Plan.schema), or use the version of Drawdown that wrote the file")

  package static let planKeyMissing = FindingCode(
    "PLN002", "a key that a plan needs is missing",
    explanation: """
      Without the key the plan does not say what it must; nothing is filled in for it. Keys beside those of the \
      reference are allowed and passed over.
      """,
    fix: "add the key, or correct its spelling")

  package static let planType = FindingCode(
    "PLN003", "a value of another type than a plan has there",
    explanation:
      "The key is there, and its value is a text where a number belongs, a number where a list belongs, or so on.",
    fix: "write a value of the type that the message names")

  package static let planDate = FindingCode(
    "PLN004", "a date of a plan that does not exist",
    explanation: "Dates are civil dates, written YYYY-MM-DD, that exist in the calendar.",
    fix: "correct the date")

  package static let planWord = FindingCode(
    "PLN005", "a word that a plan does not know",
    explanation: "Measures, reasons to stay and kinds of releases are closed lists of words.",
    fix: "use one of the words that the message lists")

  package static let planNumber = FindingCode(
    "PLN006", "a number out of range in a plan",
    explanation: "Wave numbers, rows and rule indexes are whole numbers; waves count from 1.",
    fix: "correct the number")

  /// The catalogue of the plan reader, by code.
  package static let ofPlans: [FindingCode] = [
    planSchema, planKeyMissing, planType, planDate, planWord, planNumber,
  ]
}
