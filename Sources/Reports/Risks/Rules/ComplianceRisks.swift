import Estates

/// Risks that come from where data may lie.
enum ComplianceRisks {
  static let rules = [residency, unstatedResidency]

  static let residency = RiskRule(
    id: "COMP-01", name: "Residency against target region", category: .compliance,
    fires: "workloads that are carried over into a region outside the country or bloc that their residency names",
    model:
      "Likelihood: 90%, that a review stops it before or after the move (planning value). Impact: the move is done again "
      + "to another region (its one-off cost) and the workloads leave a quarter later (their cost of delay). Residencies and "
      + "regions that the tables do not know raise nothing and are counted in the trigger.",
    response: "With the region changed or the ground recorded, a tenth of the likelihood is left (planning value).",
    isGuarded: true
  ) { facts in
    let workloads = facts.estate.workloads
    let texts = facts.estate.texts
    var byPair: [[String]: [Int]] = [:]
    var unknown = 0
    for row in 0..<workloads.count where facts.reading.wave[row] > 0 && workloads.disposition[row] != .retire {
      let residency = texts[workloads.residencies[row]]
      let region = texts[workloads.targetRegions[row]]
      if residency.isEmpty || region.isEmpty { continue }
      guard let country = CloudRegions.country(of: region),
        let isAllowed = CloudRegions.allows(residency, country: country)
      else {
        unknown += residency == region ? 0 : 1
        continue
      }
      if !isAllowed { byPair[[residency, region], default: []].append(row) }
    }
    let unknownCount = unknown
    return byPair.sorted { $0.key.lexicographicallyPrecedes($1.key, by: Wording.byBytes) }.map { pair, found in
      let rows = facts.byCutover(found)
      let again = facts.moving(rows)
      let delay = (facts.delay(of: rows) * RiskAssumptions.quarter).step("a quarter of delay", .money)
      let country = CloudRegions.country(of: pair[1]) ?? pair[1]
      return RiskDraft(
        because:
          "\(Wording.count(rows.count, "workload")) with residency \(pair[0]) \(rows.count == 1 ? "goes" : "go") to \(pair[1]) in \(country) "
          + "(\(Wording.sample(rows.map { facts.reading.workloadKey($0) })))",
        event: "a review may stop or reverse the move",
        leadingTo:
          "a second move for \(facts.money(again.value)) and a quarter of delay for \(facts.money(delay.value))",
        subject: ["residency"] + pair, chance: RiskAssumptions.stoppedByReview, loss: again + delay,
        responses: [.avoid],
        responseDescription: "Change the target region, or record the ground on which the transfer is allowed.",
        residual: (RiskAssumptions.settled, 1), proximity: facts.firstCutover(rows),
        trigger: "residency \(pair[0]) does not hold \(country)"
          + (unknownCount > 0 ? "; \(Wording.count(unknownCount, "workload")) could not be compared" : ""),
        workloads: rows, evidence: [facts.evidence(rows)], ownedThrough: rows, terms: facts.moveTerms(rows))
    }
  }

  /// Words of a `data_class` for which somebody has to say where the data may lie.
  static let protectedWords: Set<String> = [
    "personal", "pii", "gdpr", "health", "confidential", "restricted", "secret", "export", "classified",
  ]

  static func isProtected(_ dataClass: String) -> Bool {
    dataClass.lowercased().split { !($0.isLetter || $0.isNumber) }.contains { protectedWords.contains(String($0)) }
  }

  static let unstatedResidency = RiskRule(
    id: "COMP-02", name: "Protected data without a residency", category: .compliance,
    fires:
      "workloads with a protected data_class (personal, confidential, restricted, secret, export, health) are carried over and name no residency",
    model:
      "Likelihood: that a review questions at least one of them, 5% each (planning value). Impact: what is questioned is "
      + "moved again to another region (its one-off cost) and leaves a quarter later (cost of delay); it makes likelihood * "
      + "impact the expected cost.",
    response: "With the residency stated and compared, a tenth of the likelihood is left (planning value).",
    needs: ["data_class"], isGuarded: true
  ) { facts in
    let workloads = facts.estate.workloads
    var byClass: [String: [Int]] = [:]
    for row in 0..<workloads.count where facts.isCarried(row) && facts.estate.texts[workloads.residencies[row]].isEmpty
    {
      let name = facts.estate.texts[workloads.dataClasses[row]]
      if isProtected(name) { byClass[name, default: []].append(row) }
    }
    return byClass.sorted { Wording.byBytes($0.key, $1.key) }.map { name, found in
      let rows = facts.byCutover(found)
      let events = RiskEvents.alike(
        rows.count, each: RiskAssumptions.doubtedByReview,
        costing: facts.moving(rows) + facts.delay(of: rows) * RiskAssumptions.quarter)
      return RiskDraft(
        because:
          "\(Wording.count(rows.count, "workload")) with data of class \(name) \(rows.count == 1 ? "leaves" : "leave") without a "
          + "stated residency",
        event: "a review may find them in the wrong country",
        leadingTo:
          "second moves and a quarter of delay for those questioned, \(facts.money(events.expected.value)) expected",
        subject: ["data_class", name], chance: events.chance, loss: events.loss, responses: [.avoid],
        responseDescription: "Let the data owners state the residency before \(facts.firstCutover(rows)).",
        residual: events.left(RiskAssumptions.settled), proximity: facts.firstCutover(rows),
        trigger: "\(Wording.count(rows.count, "workload")) of class \(name) without residency (fires from 1)",
        workloads: rows,
        evidence: [facts.evidence(rows)], ownedThrough: rows, terms: facts.moveTerms(rows))
    }
  }
}
