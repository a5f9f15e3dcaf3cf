import Estates
import Plans

/// Risks that come from what the business waits for.
enum BenefitRisks {
  static let rules = [initiative]

  static let initiative = RiskRule(
    id: "BEN-01", name: "Initiative late or without slack", category: .benefit,
    fires: "an initiative with a date is ready after it, less than a quarter before it, or never",
    model:
      "Likelihood: 100% where the plan is late; else that of a slip beyond the slack d, 0.70 / (1 + d / 108). Impact: "
      + "annual value and annual cost of lateness for the days of lateness in the plan (to the horizon where it is never "
      + "ready), or for a quarter where the plan is on time.",
    response:
      "Watching the last to leave takes half of the likelihood (planning value); what the plan itself has late stays late."
  ) { facts in
    let initiatives = facts.estate.initiatives
    let rows = KeyedRows(initiatives.keys, facts.estate.texts)
    return facts.plan.initiatives.enumerated().compactMap { position, result -> RiskDraft? in
      guard let due = result.due, let row = rows.row(of: result.initiative) else { return nil }
      let members = initiatives.memberRange(row).map { Int(initiatives.members[$0]) }
      guard !members.isEmpty else { return nil }
      let slack = result.ready.map { due - $0 }
      guard slack ?? -1 < RiskAssumptions.quarterDays else { return nil }
      let isLate = slack ?? -1 < 0
      let days =
        result.ready == nil
        ? max(0, facts.program.horizon - due) : isLate ? -(slack ?? 0) : RiskAssumptions.quarterDays
      let value = initiatives.annualValue[row] ?? 0
      let late = initiatives.lateAnnualCost[row] ?? 0
      let benefit = Quantity("annual value", value, .moneyPerYear, from: "initiatives.csv, annual_value")
      let penalty = Quantity("annual cost of lateness", late, .moneyPerYear, from: "initiatives.csv, late_annual_cost")
      let length = facts.days(
        isLate ? "days late" : "quarter", days,
        from: isLate ? "due to ready in the plan, or to the horizon" : "91 days")
      let loss = (benefit + penalty) * length / RiskAssumptions.year
      guard loss.value > 0 else { return nil }
      let left = facts.days("slack", slack ?? 0, from: "plan.json, /initiatives/\(position): due less ready")
      let staying = members.filter { facts.reading.wave[$0] == 0 }
      let last = result.ready.map { ready in members.filter { facts.reading.cutover($0) == ready } } ?? staying
      let name = facts.initiativeLabel(row)
      let keys = Wording.sample(last.map { facts.reading.workloadKey($0) })
      let because: String
      if let ready = result.ready {
        because =
          "\(name) is due on \(due) and ready on \(ready), when \(keys) \(last.count == 1 ? "leaves" : "leave")"
      } else {
        because = "\(name) is due on \(due) and never ready, since \(keys) \(last.count == 1 ? "stays" : "stay")"
      }
      return RiskDraft(
        because: because,
        event: isLate
          ? "the business may go without it for \(Wording.days(days))"
          : "a slip of more than \(Wording.days(slack ?? 0)) may make it late",
        leadingTo:
          "\(facts.money(value * Double(days) / 365)) of value missed"
          + (late > 0 ? " and \(facts.money(late * Double(days) / 365)) paid for lateness" : "")
          + (isLate ? "" : " in the quarter after"),
        subject: ["initiative", result.initiative], chance: isLate ? 1 : RiskAssumptions.slips(beyond: left),
        loss: loss,
        driver: isLate ? .own : .slip, responses: isLate ? [.accept] : [.mitigate],
        responseDescription: isLate
          ? "Accept it as the plan has it, or plan again: agree a later date, or bring \(keys) forward."
          : "Watch \(keys), the last to leave.",
        residual: (isLate ? 1 : RiskAssumptions.halved, 1), proximity: due,
        trigger: result.ready == nil
          ? "never ready" : "slack \(Wording.days(slack ?? 0)) (fires below \(RiskAssumptions.quarterDays))",
        workloads: facts.sortedByKey(last),
        evidence: [
          RiskEvidence(file: "plan.json", path: "/initiatives/\(position)"),
          RiskFacts.evidence(initiatives.table.file, [Int(initiatives.table.lines[row])]),
        ], ownedThrough: last,
        terms: {
          [
            RiskTerm(
              file: initiatives.table.file, line: Int(initiatives.table.lines[row]), key: result.initiative,
              cells: [
                ("due", .text("\(due)")), ("ready", .text(result.ready.map { "\($0)" } ?? "never")),
                ("annual_value", .number(value, .moneyPerYear)), ("late_annual_cost", .number(late, .moneyPerYear)),
              ])
          ] + facts.moveTerms(last)()
        })
    }
  }
}
