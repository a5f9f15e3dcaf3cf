import Documents

/// The codes of doubts, with the pages that `drawdown help CODE` prints.
extension FindingCode {
  package static let workloadWithoutOwner = FindingCode(
    "CHK001", "workloads without an owner",
    explanation: """
      Neither the workload nor its application names an owner. Nobody can agree to its wave, test it after the cutover \
      or answer for its risks; the risk register falls back on the program's riskOwner.
      """,
    fix: "fill `owner` in workloads.csv, or once in applications.csv for all workloads of the application")

  package static let workloadWithoutApplication = FindingCode(
    "CHK002", "workloads without an application",
    explanation: """
      Rules that group by application pass over a workload without one, so it moves apart from whatever it belongs to.
      """,
    fix: "fill `application` in workloads.csv; the host name, the backup job or the cost center mostly tell")

  package static let workloadWithoutDependencies = FindingCode(
    "CHK003", "workloads without known dependencies",
    explanation: """
      No row of dependencies.csv names the workload on either side. Hardly a server is alone: it was probably not seen \
      by the discovery, and the plan believes that it can move at any time.
      """,
    fix:
      "run flow discovery over at least a month with a period end in it, or confirm with the owners that it stands alone"
  )

  package static let idleHost = FindingCode(
    "CHK004", "idle hosts",
    explanation: """
      The inventory lists no workload on the host, so nothing that moves can empty it: it keeps its rack and site until \
      the horizon. Either its workloads are missing from the inventory, or it could be switched off today.
      """,
    fix: "add the missing workloads, or say in `leaves` when it goes: a date, `with_rack` or `with_site`")

  package static let idleCluster = FindingCode(
    "CHK005", "idle clusters",
    explanation: """
      No workload runs in the cluster, so it never drains and its hosts are never given back.
      """,
    fix: "add the missing workloads, or give its hosts a date, `with_rack` or `with_site` in `leaves`")

  package static let unknownSize = FindingCode(
    "CHK006", "unknown sizes that keep a cluster full",
    explanation: """
      While a workload with neither cores nor memory known remains in a cluster, nobody can say which hosts carry the \
      rest, so the cluster keeps all it had. One such row can hold back many hosts.
      """,
    fix: "fill `cores` or `memory_gb`: the virtualisation manager knows both")

  package static let lockedInitiative = FindingCode(
    "CHK007", "initiatives that never become ready",
    explanation: """
      An initiative is ready when the last of its workloads has left. A member that is retained, kept by a stay rule, or \
      tied to one that is, never leaves; the initiative's value is lost and its lateness is paid until the horizon.
      """,
    fix: "take the member out of the initiative, or change its disposition or the rule that keeps it")

  package static let emptyInitiative = FindingCode(
    "CHK008", "initiatives without members",
    explanation: "No workload belongs to the initiative, so nothing makes it ready and it counts for nothing.",
    fix: "list its workloads in initiative_workloads.csv, or remove it")

  package static let retiringProvider = FindingCode(
    "CHK009", "providers that retire before their consumers",
    explanation: """
      A workload is to be shut down while others still need it: a consumer stays for good, can only leave later, or \
      nothing in the dependency makes the provider wait.
      """,
    fix: "state `last` on the dependency, name the service that replaces it, or correct the disposition")

  package static let missingAmount = FindingCode(
    "CHK010", "numbers that a limit needs and rows lack",
    explanation: """
      A limit sums a column over the workloads that move. An empty cell counts as 0, so these workloads pass the limit \
      for free, and the plan is more optimistic than the people who carry it out.
      """,
    fix: "fill the column, with an estimate by operating system and disposition where nothing better is known")

  package static let idleRule = FindingCode(
    "CHK011", "rules that select nothing",
    explanation: """
      The rule has no effect: its selector matches no workload, no group has two members, or no dependency has its kind. \
      Mostly a value is spelled otherwise in the inventory.
      """,
    fix: "compare the values of the selector with those of the inventory, or remove the rule")

  package static let leaveLeavesOut = FindingCode(
    "CHK012", "a leave rule that leaves workloads out",
    explanation: """
      A leave rule asks its workloads to move by a date. Those that are retained or kept by a stay rule are left out: \
      the site that the rule is meant to clear will not be clear.
      """,
    fix: "narrow the selector, or change the disposition of the workloads that must go after all")

  package static let outOfWindow = FindingCode(
    "CHK013", "dates that no wave has",
    explanation: """
      A date, lead or wave lies outside the calendar, or dates contradict each other, so that a workload is left no \
      wave, or a rule or date has no effect.
      """,
    fix: "correct the date, or extend the calendar")

  package static let unreachableDate = FindingCode(
    "CHK014", "a target date before anything can be released",
    explanation: """
      Hosts are released `decommissionLagDays` after the cutover that emptied them. On this date not even what leaves in \
      the first wave counts, so only machines that leave by other means can help.
      """,
    fix: "move the date, start earlier, or shorten the lag")

  package static let endlessCycle = FindingCode(
    "CHK015", "a cycle of lags",
    explanation: """
      Rows and rules ask workloads to move before each other in a circle, with a wave or more between. None of them can \
      ever move, nor can what has to wait for them.
      """,
    fix: "take one of the rows or rules of the circle away, or set its lag to 0: then its members move as one")

  /// The catalogue of doubts, by code.
  package static let ofDoubts: [FindingCode] = [
    workloadWithoutOwner, workloadWithoutApplication, workloadWithoutDependencies, idleHost, idleCluster, unknownSize,
    lockedInitiative, emptyInitiative, retiringProvider, missingAmount, idleRule, leaveLeavesOut, outOfWindow,
    unreachableDate, endlessCycle,
  ]
}
