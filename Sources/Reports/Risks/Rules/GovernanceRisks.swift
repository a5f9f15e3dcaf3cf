import Estates
import Plans

/// Risks that come from what the plan is measured by and made from.
enum GovernanceRisks {
  static let rules = [denominator, foreignPlan]

  /// Deviation of a stated baseline from the estate's from which it matters.
  static let deviation = 0.01

  static let denominator = RiskRule(
    id: "GOV-01", name: "Denominator differs from the estate", category: .governance,
    fires:
      "a target states a baseline more than 1% off that of the estate, and measured by the estate's it falls shorter",
    model:
      "Reductions are shares of a baseline, and definitions have moved whole programmes (GAO-20-279). Likelihood: 22%, the "
      + "share that an inventory gets wrong. Impact: the shortfall by the estate's baseline beyond that by the stated one, "
      + "times the stated penalty per point or a year's cost of the estate.",
    response: "With the denominator signed and kept with the plan, a tenth of the likelihood is left (planning value)."
  ) { facts in
    guard let first = facts.plan.footprint.first else { return [] }
    return facts.plan.targets.enumerated().compactMap { position, result -> RiskDraft? in
      let own = first[result.measure]
      guard own > 0, (result.baseline - own).magnitude > deviation * own else { return nil }
      let left = Quantity("footprint by the date", result.footprint, .plain, from: "plan.json, /targets/\(position)")
      let base = Quantity("baseline of the estate", own, .plain, from: "plan.json, /footprint/0")
      let asked = Quantity("asked for", result.required, .share, from: "plan.json, /targets/\(position)")
      let stated = Quantity("shortfall as stated", result.shortfall, .share, from: "plan.json, /targets/\(position)")
      let more = Quantity.most(0, asked - (1 - left / base)) - stated
      guard more.value > 0 else { return nil }
      let price =
        result.penaltyPerPoint.map {
          100 * Quantity("penalty per point", $0, .money, from: "program.json, /targets/\(position)")
        }
        ?? facts.yearOfEstate
      let points = more.step("shortfall beyond", .share)
      let loss = points * price
      let noun = Wording.noun(result.measure)
      return RiskDraft(
        because:
          "the target of \(Wording.goal(result.required)) \(noun) by \(result.by) counts from \(Wording.amount(result.baseline)) and the "
          + "estate holds \(Wording.amount(own))",
        event: "somebody may measure it by what is there",
        leadingTo: "a shortfall of \(Wording.points(points.value)) more, worth \(facts.money(loss.value))",
        subject: ["baseline", result.measure.rawValue, "\(result.by)"], chance: RiskAssumptions.inventoryError,
        loss: loss,
        responses: [.avoid],
        responseDescription: "Have the denominator signed by whoever asks for the target, and keep it with the plan.",
        residual: (RiskAssumptions.settled, 1), proximity: result.by,
        trigger: "\(Wording.amount(result.baseline)) stated, \(Wording.amount(own)) counted (fires beyond 1%)",
        workloads: [],
        evidence: [
          RiskEvidence(file: "program.json", path: "/targets/\(position)"),
          RiskEvidence(file: "plan.json", path: "/footprint/0"),
        ],
        terms: {
          [
            RiskTerm(
              file: "plan.json", path: "/targets/\(position)", key: noun,
              cells: [
                ("stated baseline", .number(result.baseline, .plain)), ("baseline of the estate", .number(own, .plain)),
                ("footprint by the date", .number(result.footprint, .plain)),
              ])
          ]
        })
    }
  }

  static let foreignPlan = RiskRule(
    id: "PLAN-01", name: "Plan made from another state of the estate", category: .governance,
    fires: "the digest of the estate in plan.json is not that of the estate it is read with",
    model:
      "Likelihood: 22%, the share that an inventory gets wrong. Impact: everything that leaves, leaves 28 days later, since "
      + "it is planned again (cost of delay).",
    response: "Planned again from the estate as it is, a tenth of the likelihood is left (planning value)."
  ) { facts in
    let (planned, read) = (facts.plan.estate.digest, facts.estate.digest)
    guard !planned.isEmpty, !read.isEmpty, planned != read else { return [] }
    let rows = facts.byCutover(Array(0..<facts.estate.workloads.count))
    let loss = facts.delay(of: rows) * (2 * RiskAssumptions.nextWindow)
    return [
      RiskDraft(
        because: "the plan was made from an estate with the digest \(planned) and is read with \(read)",
        event: "rows and rules that it rests on may have changed",
        leadingTo: "a plan made again, and \(facts.money(loss.value)) for 28 days of delay",
        subject: ["plan", "digest"], chance: RiskAssumptions.inventoryError, loss: loss, responses: [.avoid],
        responseDescription: "Verify the plan against the estate, and plan again where it fails.",
        residual: (RiskAssumptions.settled, 1), proximity: facts.firstCutover(rows), trigger: "the two digests differ",
        workloads: [], evidence: [RiskEvidence(file: "plan.json", path: "/estate/digest")])
    ]
  }
}
