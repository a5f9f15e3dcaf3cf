import Estates
import Plans
import Topology

/// Risks that come from what needs what: splits, unknown dependencies, hubs, large groups.
enum DependencyRisks {
  static let rules = [split, unknown, hub, largeGroup]

  /// Share of a site's leaving workloads without a dependency row from which DEP-03 fires, and the fewest of them.
  static let unknownShare = 0.20
  static let unknownCount = 3

  static let split = RiskRule(
    id: "DEP-01", name: "Dependency split across waves", category: .dependencies,
    fires: "a dependency or near group that the plan holds open, by what is needed in it",
    model: "Likelihood 38%: the share of programmes late by more than a quarter (McKinsey 2021); the second half then "
      + "leaves a quarter later. Impact: annual split cost * 91 / 365, summed over the splits of one provider or group, "
      + "for those that close within the plan.",
    response: "A rehearsal leaves 0.02 of 0.05 of the failures, and by the same measure of the lateness."
  ) { facts in
    let estate = facts.estate
    let workloads = KeyedRows(estate.workloads.keys, estate.texts)
    var membersOfGroup: [Int: [[String]: [Int32]]] = [:]
    var bySubject: [[String]: (splits: [Plan.Split], rows: Set<Int>)] = [:]
    for split in facts.plan.splits where split.until != nil && split.annualCost > 0 {
      var subject: [String] = []
      var rows: [Int] = []
      switch split.source {
      case .dependency(let source, let target, _):
        guard let provider = workloads.row(of: target), let consumer = workloads.row(of: source) else { continue }
        rows = [provider, consumer]
        let application = estate.workloads.application[provider]
        subject =
          application == Estate.none
          ? ["workload", target] : ["application", estate.texts[estate.applications.keys[Int(application)]]]
      case .group(let rule, let values):
        guard facts.program.rules.indices.contains(rule) else { continue }
        if membersOfGroup[rule] == nil {
          membersOfGroup[rule] = Dictionary(
            facts.reading.resolved.groups[rule].map { group in (group.values.map { estate.texts[$0] }, group.members) },
            uniquingKeysWith: { first, _ in first })
        }
        rows = (membersOfGroup[rule]?[values] ?? []).map(Int.init).filter { facts.reading.wave[$0] > 0 }
        // A group of one application is a matter of that application, like the splits of its dependencies.
        let applications = Set(rows.map { estate.workloads.application[$0] })
        if applications.count == 1, let application = applications.first, application != Estate.none {
          subject = ["application", estate.texts[estate.applications.keys[Int(application)]]]
        } else {
          subject = ["group"] + facts.ruleSubject(rule) + values
        }
      }
      bySubject[subject, default: ([], [])].splits.append(split)
      bySubject[subject]!.rows.formUnion(rows)
    }
    return bySubject.sorted { $0.key.lexicographicallyPrecedes($1.key, by: Wording.byBytes) }.map { subject, found in
      let rows = facts.byCutover(Array(found.rows))
      let splits = found.splits
      let annual = Quantity(
        "annual split cost", splits.reduce(0) { $0 + $1.annualCost }, .moneyPerYear,
        from: "plan.json, /splits, summed over \(Wording.count(splits.count, "split"))")
      let loss = annual * RiskAssumptions.quarter / RiskAssumptions.year
      let opens = found.splits.map(\.from).min()!
      let closes = found.splits.compactMap(\.until).max()!
      let longest = found.splits.map { ($0.until ?? $0.from) - $0.from }.max()!
      let label = subject.joined(separator: " ")
      return RiskDraft(
        because:
          "\(Wording.count(found.splits.count, "dependency", "dependencies")) of \(label) \(found.splits.count == 1 ? "is" : "are") split between waves "
          + "for up to \(Wording.days(longest)), from \(opens) to \(closes)",
        event: "the half that leaves last may be a quarter late",
        leadingTo:
          "\(facts.money(loss.value)) more split cost at \(facts.money(annual.value)) a year, and slower calls between the two places meanwhile",
        subject: subject, chance: RiskAssumptions.lateByQuarter, loss: loss, driver: .slip,
        responses: [.mitigate], responseCost: facts.rehearsalCost(rows),
        responseDescription:
          "Put the two halves into neighbouring waves or one, and test the traffic across the wide area "
          + "line before \(opens).",
        residual: (RiskAssumptions.rehearsed, 1), proximity: opens,
        trigger: "\(Wording.count(found.splits.count, "split")) open in the plan, annual cost above 0", workloads: rows,
        evidence: [dependencyLines(found.splits), RiskEvidence(file: "plan.json", path: "/splits")], ownedThrough: rows,
        terms: { splits.map(splitTerm) })
    }
  }

  static let unknown = RiskRule(
    id: "DEP-03", name: "Unknown dependencies", category: .dependencies,
    fires: "at a site, at least 20% and at least 3 of the leaving workloads stand in no row of dependencies.csv",
    model: "Each of them fails its first cutover with 5%, by itself (planning value); a failed one is moved again (its "
      + "one-off cost) and leaves 14 days later (its cost of delay). Likelihood: at least one fails; impact: what makes "
      + "likelihood * impact the expected cost.",
    response: "Recorded flows show half of what nobody knew (planning value): each then fails with 2.5%."
  ) { facts in
    let estate = facts.estate
    var isKnown = [Bool](repeating: false, count: estate.workloads.count)
    for row in 0..<estate.dependencies.count {
      isKnown[Int(estate.dependencies.source[row])] = true
      isKnown[Int(estate.dependencies.target[row])] = true
    }
    return facts.bySite.flatMap { site, leaving -> [RiskDraft] in
      let rows = leaving.filter { !isKnown[$0] && estate.workloads.disposition[$0] != .retire }
      guard rows.count >= unknownCount, Double(rows.count) >= unknownShare * Double(leaving.count) else { return [] }
      let events = facts.failures(of: rows, each: RiskAssumptions.failedCutover)
      let share = Double(rows.count) / Double(leaving.count)
      return [
        RiskDraft(
          because:
            "\(Wording.number(rows.count)) of the \(Wording.number(leaving.count)) workloads that leave \(facts.siteName(site)) "
            + "have no known dependency",
          event: "one that nobody recorded may break at a cutover",
          leadingTo:
            "a second attempt two weeks later for the workloads hit, \(facts.money(events.expected.value)) expected",
          subject: ["site", facts.siteKey(site)], chance: events.chance, loss: events.loss,
          responses: [.mitigate],
          responseDescription:
            "Record flows for a month with a quarter end in it before \(facts.firstCutover(rows)), and ask the owners of "
            + "those that stay without one.",
          residual: events.left(RiskAssumptions.halved), proximity: facts.firstCutover(rows),
          trigger: "\(Wording.percent(share)) of the leaving workloads without a dependency row (fires from 20%)",
          workloads: rows, evidence: [facts.evidence(rows)], terms: facts.moveTerms(rows))
      ]
    }
  }

  static let hub = RiskRule(
    id: "DEP-04", name: "Shared-service hub", category: .dependencies,
    fires: "a workload that leaves is needed by at least 10 workloads that leave with it or later, or stay",
    model: "Likelihood 5%: a cutover fails at the first attempt (planning value). Impact: the hub is moved again (its "
      + "one-off cost), and it and the workloads that leave with it or later and need it leave 14 days later (their costs "
      + "of delay).",
    response: "A rehearsed cutover fails with 2%."
  ) { facts in
    let estate = facts.estate
    var consumers = [[Int32]](repeating: [], count: estate.workloads.count)
    for row in 0..<estate.dependencies.count {
      consumers[Int(estate.dependencies.target[row])].append(estate.dependencies.source[row])
    }
    return consumers.indices.compactMap { hub -> RiskDraft? in
      let wave = facts.reading.wave[hub]
      guard wave > 0, consumers[hub].count >= RiskAssumptions.hubFanIn,
        estate.workloads.disposition[hub] != .retire
      else { return nil }
      let needing = Set(consumers[hub].map(Int.init)).filter {
        facts.reading.wave[$0] == 0 || facts.reading.wave[$0] >= wave
      }
      guard needing.count >= RiskAssumptions.hubFanIn else { return nil }
      let waiting = facts.byCutover(Array(needing))
      let loss =
        facts.moving([hub]) + facts.delay(of: [hub] + waiting) * RiskAssumptions.nextWindow
      let cutover = facts.reading.cutover(hub)!
      let key = facts.reading.workloadKey(hub)
      return RiskDraft(
        because:
          "\(facts.workloadLabel(hub)) is needed by \(Wording.number(needing.count)) workloads that leave with it, later, "
          + "or not at all",
        event: "its cutover on \(cutover) may fail",
        leadingTo:
          "\(Wording.count(waiting.count, "workload")) waiting \(Wording.days(RiskAssumptions.nextWindowDays)) for the next window",
        subject: ["workload", key], chance: RiskAssumptions.failedCutover, loss: loss,
        responses: [.mitigate], responseCost: facts.rehearsalCost([hub] + waiting),
        responseDescription: "Rehearse the move of \(key), keep the old instance able to take back over, and tell the "
          + "owners of what needs it.",
        residual: (RiskAssumptions.rehearsed, 1), proximity: cutover,
        trigger: "fan-in \(needing.count) (fires from \(RiskAssumptions.hubFanIn))", workloads: [hub] + waiting,
        evidence: [facts.evidence([hub])], ownedThrough: [hub], terms: facts.moveTerms([hub] + waiting))
    }
  }

  static let largeGroup = RiskRule(
    id: "DEP-05", name: "Oversized move group", category: .dependencies,
    fires: "at least 25 workloads can only move together (half of the 50 that tools take as the most for a wave)",
    model:
      "Likelihood: at least one of the workloads fails at the first attempt with 5% each. Impact: the failed ones are "
      + "moved again (their mean one-off cost) and the whole group leaves 14 days later (its cost of delay).",
    response: "Rehearsed, each fails with 2% instead of 5%."
  ) { facts in
    (0..<facts.groups.workloadGroupCount).compactMap { group -> RiskDraft? in
      let members = facts.groups.members(of: group).map(Int.init)
      let rows = facts.byCutover(members)
      guard rows.count >= RiskAssumptions.largeGroup else { return nil }
      let size = Quantity("workloads of the group", Double(rows.count), .count, from: "counted below")
      let chance = RiskAssumptions.any(of: size, each: RiskAssumptions.failedCutover).step("likelihood", .share)
      let redone = facts.moving(rows) * RiskAssumptions.failedCutover / chance
      let loss = redone + facts.delay(of: rows) * RiskAssumptions.nextWindow
      let rehearsed = RiskAssumptions.any(of: size, each: RiskAssumptions.rehearsedFailure)
      let cutover = facts.firstCutover(rows)
      let first = rows.map { facts.reading.workloadKey($0) }.min(by: Wording.byBytes)!
      let ties = facts.groups.origins(of: group).count
      return RiskDraft(
        because:
          "\(Wording.number(rows.count)) workloads around \(facts.groupName(rows)) can only move together, tied by "
          + "\(Wording.count(ties, "row or rule", "rows and rules")), and all leave on \(cutover)",
        event: "one of them may fail and take all of them back",
        leadingTo:
          "the whole group waiting \(Wording.days(RiskAssumptions.nextWindowDays)) and \(facts.money(loss.value)) lost",
        subject: ["group", first], chance: chance, loss: loss, responses: [.mitigate],
        responseCost: facts.rehearsalCost(rows),
        responseDescription:
          "Check the rows that tie the group, turn those that only prefer to stay together into near with "
          + "a price, and rehearse the rest as one.",
        residual: (rehearsed / chance, 1), proximity: cutover,
        trigger: "group of \(rows.count) (fires from \(RiskAssumptions.largeGroup))", workloads: rows,
        evidence: [facts.evidence(rows)], ownedThrough: rows, terms: facts.moveTerms(rows))
    }
  }

  private static func splitTerm(_ split: Plan.Split) -> RiskTerm {
    let cells: [(String, RiskTerm.Cell)] = [
      ("annual_split_cost", .number(split.annualCost, .moneyPerYear)), ("from", .text("\(split.from)")),
      ("until", .text(split.until.map { "\($0)" } ?? "")),
    ]
    switch split.source {
    case .dependency(let source, let target, let line):
      return RiskTerm(file: "dependencies.csv", line: line, key: "\(source) needs \(target)", cells: cells)
    case .group(let rule, let values):
      return RiskTerm(
        file: "program.json", path: "/rules/\(rule)", key: values.joined(separator: ", "), cells: cells)
    }
  }

  private static func dependencyLines(_ splits: [Plan.Split]) -> RiskEvidence {
    RiskFacts.evidence(
      "dependencies.csv",
      splits.compactMap {
        guard case .dependency(_, _, let line) = $0.source else { return nil }
        return line
      })
  }
}
