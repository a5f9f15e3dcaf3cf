import Estates

/// Risks that come from the state of the systems themselves.
enum TechnologyRisks {
  static let rules = [outOfSupport]

  static let outOfSupport = RiskRule(
    id: "TECH-01", name: "Operating system out of support at its cutover", category: .technology,
    fires: "workloads that are carried over on an operating system whose support ends before their cutover",
    model:
      "Each fails its first cutover with 10%, twice the ordinary rate (tools class such systems as hard); a failed one "
      + "is moved again and leaves 14 days later. Likelihood: at least one fails; impact: what makes likelihood * impact "
      + "the expected cost. Support dates are those of the makers, without paid extensions."
  ) { facts in
    let workloads = facts.estate.workloads
    var byName: [String: (end: Day, rows: [Int])] = [:]
    for row in 0..<workloads.count {
      guard let cutover = facts.reading.cutover(row) else { continue }
      switch workloads.disposition[row] {
      case .rehost, .relocate, .replatform: break
      case .refactor, .repurchase, .retire, .retain: continue
      }
      let text = facts.estate.texts[workloads.operatingSystems[row]]
      guard !text.isEmpty, let (name, end) = SupportEnds.known(text), end < cutover else { continue }
      byName[name, default: (end, [])].rows.append(row)
    }
    return byName.sorted { Wording.byBytes($0.key, $1.key) }.map { name, found in
      let rows = facts.byCutover(found.rows)
      let events = facts.failures(of: rows, each: RiskAssumptions.failedOnUnsupported)
      let last = rows.compactMap { facts.reading.cutover($0) }.max()!
      return RiskDraft(
        because:
          "\(Wording.count(rows.count, "workload")) \(rows.count == 1 ? "is" : "are") carried over on \(name), whose support ended on "
          + "\(found.end), the last on \(last)",
        event: "tools and drivers may not support the move",
        leadingTo:
          "a second attempt two weeks later for those that fail, \(facts.money(events.expected)) expected, and machines "
          + "without security updates until then",
        subject: ["os", name], likelihood: 100 * events.likelihood, impact: events.impact, responses: [.mitigate],
        responseCost: facts.rehearsalCost(rows),
        responseDescription: "Upgrade in place or change to replatform before the move, or move these first.",
        residual: (RiskAssumptions.failedCutover / RiskAssumptions.failedOnUnsupported, 1),
        proximity: facts.firstCutover(rows),
        trigger:
          "support of \(name) ends on \(found.end), before the cutover of \(Wording.count(rows.count, "workload"))",
        workloads: rows, evidence: [facts.evidence(rows)], ownedThrough: rows)
    }
  }
}
