import Estates

/// Risks that come from where data may lie.
enum ComplianceRisks {
  static let rules = [residency]

  static let residency = RiskRule(
    id: "COMP-01", name: "Residency against target region", category: .compliance,
    fires: "workloads that are carried over into a region outside the country or bloc that their residency names",
    model:
      "Likelihood: 90%, that a review stops it before or after the move (planning value). Impact: the move is done again "
      + "to another region (its one-off cost) and the workloads leave a quarter later (their cost of delay). Residencies and "
      + "regions that the tables do not know raise nothing and are counted in the trigger."
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
      let delay = facts.delay.perDay(of: rows) * Double(RiskAssumptions.quarterDays)
      let cost = facts.moveCost(rows) + delay
      let country = CloudRegions.country(of: pair[1]) ?? pair[1]
      return RiskDraft(
        because:
          "\(Wording.count(rows.count, "workload")) with residency \(pair[0]) \(rows.count == 1 ? "goes" : "go") to \(pair[1]) in \(country) "
          + "(\(Wording.sample(rows.map { facts.reading.workloadKey($0) })))",
        event: "a review may stop or reverse the move",
        leadingTo:
          "a second move for \(facts.money(facts.moveCost(rows))) and a quarter of delay for \(facts.money(delay))",
        subject: ["residency"] + pair, likelihood: 90, impact: cost, responses: [.avoid], responseCost: 0,
        responseDescription: "Change the target region, or record the ground on which the transfer is allowed.",
        residual: (0.1, 1), proximity: facts.firstCutover(rows),
        trigger: "residency \(pair[0]) does not hold \(country)"
          + (unknownCount > 0 ? "; \(Wording.count(unknownCount, "workload")) could not be compared" : ""),
        workloads: rows, evidence: [facts.evidence(rows)], ownedThrough: rows)
    }
  }
}
