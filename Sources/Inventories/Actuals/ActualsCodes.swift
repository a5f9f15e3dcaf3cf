import Documents

/// What a reader of actuals has to say, by code. Whatever cannot have happened is an error: a report that took it would
/// claim something that is not so.
extension FindingCode {
  package static let lateActual = FindingCode(
    "ACT001", "an actual after the day of the report",
    explanation: """
      The log says what has happened; on the day that --as-of names, this has not. A plan for that day belongs in the \
      plan, and a later row into a later report.
      """,
    fix: "correct the date, or ask for a later day")

  package static let unknownActual = FindingCode(
    "ACT002", "an actual of something that neither the estate nor the plan knows",
    explanation: """
      Names are compared byte for byte with the keys of workloads.csv and hosts.csv, and with those of the plan. What came \
      into scope has its row in the estate; what left it is still known by the plan.
      """,
    fix: "correct the name, or add the row to the inventory")

  package static let subjectOfActual = FindingCode(
    "ACT003", "an actual that is not about one thing",
    explanation: "A row is about one workload or about one host: one of the two cells is filled, the other is empty.",
    fix: "fill one of 'workload' and 'host'")

  package static let actualOfHost = FindingCode(
    "ACT004", "something happened to a host that only happens to workloads",
    explanation: """
      A host is decommissioned, or comes into scope or leaves it. It is workloads that start, migrate, are rolled back or \
      deferred.
      """,
    fix: "name the workload, or write what happened to the host")

  package static let repeatedActual = FindingCode(
    "ACT005", "something happened that had happened already",
    explanation: """
      A workload migrates once, unless it was rolled back between; a host is decommissioned once. Two rows would count \
      their hours twice, and one of the dates is wrong.
      """,
    fix: "remove one of the rows, or add the event that lies between them")

  package static let prematureActual = FindingCode(
    "ACT006", "switched off or rolled back before it migrated",
    explanation: """
      What has not migrated cannot be rolled back, and decommissioning it would end the service. A workload that retires \
      has migrated when it was shut down.
      """,
    fix: "add the row that says when it migrated, or correct the name or the date")

  package static let actualAfterLeaving = FindingCode(
    "ACT007", "something happened to a workload that had left",
    explanation: """
      What has migrated is neither started, nor deferred, nor taken out of scope, unless it was rolled back; and it cannot \
      be rolled back once what it ran as was switched off.
      """,
    fix: "add the row that says when it was rolled back, or correct the name or the date")

  package static let actualOutOfScope = FindingCode(
    "ACT008", "something happened to what is out of scope",
    explanation: "The thing was taken out of the programme earlier; what happens to it then is not the programme's.",
    fix: "remove the row, or add one that brings it back into scope (scope_added)")

  package static let occupiedHost = FindingCode(
    "ACT009", "a host that was decommissioned with workloads on it",
    explanation: """
      By the inventory and the log a workload still runs on the host, which is gone. One of the two files is wrong, and \
      the report would claim footprint that may still stand on the floor.
      """,
    fix: "add the row that says when the workload migrated, or correct the host")

  /// The catalogue of the reader of actuals, by code.
  package static let ofActuals: [FindingCode] = [
    lateActual, unknownActual, subjectOfActual, actualOfHost, repeatedActual, prematureActual, actualAfterLeaving,
    actualOutOfScope, occupiedHost,
  ]
}
