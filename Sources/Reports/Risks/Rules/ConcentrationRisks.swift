import Estates
import Plans

/// Risks that come from too much in one place, once it is in the cloud.
enum ConcentrationRisks {
  static let rules = [region]

  /// Share of what is carried over from which a region holds too much, and the fewest workloads that make it matter.
  static let most = 0.5
  static let fewest = 20

  static let region = RiskRule(
    id: "CONC-01", name: "One region holds too much", category: .concentration,
    fires: "more than half of the workloads that are carried over, and at least 20, go to one target region",
    model:
      "A region is out of service for a day with 10% in a year (planning value), each year from the first cutover to the "
      + "horizon. Impact: that day of what these workloads cost in the cloud and of the value of the initiatives that need "
      + "one of them. What a day of standstill costs no inventory knows: it is not in the figure.",
    response: "With the critical ones spread over two regions, half of it is left (planning value).",
    needs: ["target_region"]
  ) { facts in
    let workloads = facts.estate.workloads
    var byRegion: [String: [Int]] = [:]
    var carried = 0
    for row in 0..<workloads.count where facts.isCarried(row) {
      carried += 1
      let region = facts.estate.texts[workloads.targetRegions[row]]
      if !region.isEmpty { byRegion[region, default: []].append(row) }
    }
    let count = carried
    return byRegion.sorted { Wording.byBytes($0.key, $1.key) }.compactMap { region, found -> RiskDraft? in
      guard found.count >= fewest, Double(found.count) > most * Double(count) else { return nil }
      let rows = facts.byCutover(found)
      let first = facts.firstCutover(rows)
      let members = Set(rows)
      let initiatives = facts.estate.initiatives
      let value = (0..<initiatives.count).reduce(0.0) { sum, initiative in
        let needs = initiatives.memberRange(initiative).contains { members.contains(Int(initiatives.members[$0])) }
        return needs ? sum + (initiatives.annualValue[initiative] ?? 0) : sum
      }
      let years = Quantity(
        "years", Double((max(0, facts.program.horizon - first) + 364) / 365), .count,
        from: "begun years from \(first) to \(facts.program.horizon)")
      let cloud = Quantity(
        "annual cloud cost", rows.reduce(0) { $0 + max(0, workloads.annualCloudCost[$1] ?? 0) }, .moneyPerYear,
        from: "workloads.csv, annual_cloud_cost, summed over \(Wording.count(rows.count, "workload"))")
      let benefit = Quantity(
        "annual value of initiatives", value, .moneyPerYear,
        from: "initiatives.csv, annual_value, where a member is among them")
      let loss = (cloud + benefit) / RiskAssumptions.year
      let share = Double(rows.count) / Double(count)
      return RiskDraft(
        because:
          "\(Wording.number(rows.count)) of the \(Wording.number(count)) workloads that are carried over go to \(region)",
        event: "an outage of that one region may stop all of them",
        leadingTo: "a day of their service lost, \(facts.money(loss.value)), beside what stands still",
        subject: ["target_region", region], chance: RiskAssumptions.any(of: years, each: RiskAssumptions.regionOutage),
        loss: loss, responses: [.mitigate],
        responseDescription: "Spread what is critical over two regions, and rehearse the loss of one.",
        residual: (1, RiskAssumptions.halved), proximity: first,
        trigger: "\(Wording.percent(share)) in \(region) (fires above \(Wording.percent(most)))", workloads: rows,
        evidence: [facts.evidence(rows)],
        terms: {
          rows.map {
            facts.term($0, [("annual_cloud_cost", .number(max(0, workloads.annualCloudCost[$0] ?? 0), .moneyPerYear))])
          }
        })
    }
  }
}
