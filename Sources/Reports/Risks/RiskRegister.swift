import Documents
import Estates
import Plans

/// The risks of a plan: every rule of the catalogue asked, each cause once, the worst exposure first.
///
///     let register = try RiskRegister(facts, planDigest: digest)
///     register.risks.first?.exposure      // 41250.00
///     register.below                      // 17 causes too small to list
///
/// A cause is a hub, a site, an application, a team, a freeze: never a single row out of thousands. Causes with an exposure
/// below `threshold` are counted and left out. Equal exposures stand in the order of rule and id.
package struct RiskRegister: Sendable {
  package static let schema = "drawdown/risks/1"

  package let risks: [Risk]
  /// Causes whose exposure is below the threshold.
  package let below: Int
  /// 0.05% of what the estate costs in place in a year.
  package let threshold: Double
  package let bands: RiskBands
  /// Whether the program states the bands.
  package let bandsAreStated: Bool
  package let estate: String
  package let program: String
  package let planDigest: String
  package let currency: String
  /// Notes on risks that the programme owns because the inventory names nobody.
  package let findings: [Finding]

  /// - Throws: `Findings` with `PRG910` where a risk needs an owner and neither inventory nor program names one.
  package init(_ facts: RiskFacts, planDigest: String, rules: [RiskRule] = RiskCatalogue.rules) throws(Findings) {
    let threshold = Risk.cents(facts.annualCost * 0.0005)
    let bands = facts.program.riskBands ?? RiskRegister.bands(ofAnnualCost: facts.annualCost)
    var risks: [Risk] = []
    var below = 0
    var unowned: [Finding] = []
    var notes: [Finding] = []
    for rule in rules {
      for draft in rule.find(facts) {
        let likelihood = (min(100, max(0, draft.likelihood)) * 100).rounded() / 100
        let impact = Risk.cents(max(0, draft.impact))
        if Risk.cents(likelihood / 100 * impact) < threshold {
          below += 1
          continue
        }
        let named = RiskRegister.owner(of: draft.ownedThrough, facts)
        guard let owner = named ?? facts.program.riskOwner, !owner.isEmpty else {
          unowned.append(
            Finding(
              .error, "PRG910", "the risk \(rule.id) of \(draft.subject.joined(separator: " ")) has no owner",
              at: SourceLocation(file: "program.json"),
              help: "name a riskOwner in program.json, or owners in the inventory"))
          continue
        }
        if named == nil && !draft.ownedThrough.isEmpty {
          notes.append(
            Finding(
              .note, "PLN910",
              "the risk \(rule.id) of \(draft.subject.joined(separator: " ")) falls to the programme's riskOwner, since "
                + "the inventory names no owner"))
        }
        risks.append(
          RiskRegister.risk(
            draft, of: rule, likelihood: likelihood, impact: impact, owner: owner, bands: bands, facts))
      }
    }
    guard unowned.isEmpty else { throw Findings(unowned) }
    self.risks = risks.sorted { left, right in
      if left.exposure != right.exposure { return left.exposure > right.exposure }
      if left.ruleId != right.ruleId { return left.ruleId < right.ruleId }
      return left.id < right.id
    }
    self.below = below
    self.threshold = threshold
    self.bands = bands
    bandsAreStated = facts.program.riskBands != nil
    estate = facts.plan.estate.name
    program = facts.program.name
    self.planDigest = planDigest
    currency = facts.plan.currency
    findings = notes
  }

  /// Upper ends of the bands where the program states none: 10, 25, 50, 75%, and 0.1, 0.5, 2, 5% of what the estate costs in
  /// a year (10 thousand to 10 million where it costs nothing).
  static func bands(ofAnnualCost cost: Double) -> RiskBands {
    RiskBands(
      likelihood: [10, 25, 50, 75],
      impact: cost > 0
        ? [0.001, 0.005, 0.02, 0.05].map { Risk.cents($0 * cost) } : [10_000, 100_000, 1_000_000, 10_000_000])
  }

  /// 1 to 5: the first band whose upper end is not exceeded.
  static func band(_ value: Double, _ upperEnds: [Double]) -> Int {
    1 + (upperEnds.firstIndex { value <= $0 } ?? upperEnds.count)
  }

  /// The owner of most of these workloads, of equals the first by bytes.
  private static func owner(of rows: [Int], _ facts: RiskFacts) -> String? {
    var counts: [TextPool.ID: Int] = [:]
    for row in rows where facts.reading.owners[row] != 0 { counts[facts.reading.owners[row], default: 0] += 1 }
    let best = counts.values.max()
    return counts.filter { $0.value == best }.map { facts.estate.texts[$0.key] }.min(by: Wording.byBytes)
  }

  private static func risk(
    _ draft: RiskDraft, of rule: RiskRule, likelihood: Double, impact: Double, owner: String, bands: RiskBands,
    _ facts: RiskFacts
  ) -> Risk {
    let waves = Set(draft.workloads.map { facts.reading.wave[$0] }).subtracting([0]).sorted()
    let isAccepted = draft.responses == [.accept]
    let residualLikelihood = (likelihood * min(1, max(0, draft.residual.likelihood)) * 100).rounded() / 100
    let residualImpact = Risk.cents(impact * min(1, max(0, draft.residual.impact)))
    let starts = facts.plan.waves.map(\.start).filter { $0 <= draft.proximity }
    return Risk(
      id: rule.id + "-" + RiskIdentity.digits(rule.id, draft.subject), ruleId: rule.id, name: rule.name,
      subject: draft.subject.joined(separator: " "),
      description: Wording.risk(because: draft.because, event: draft.event, leadingTo: draft.leadingTo),
      category: rule.category, likelihood: likelihood, impact: impact, responses: draft.responses,
      responseCost: Risk.cents(max(0, draft.responseCost)), responseDescription: draft.responseDescription,
      owner: owner, status: isAccepted ? .monitoring : .open,
      likelihood5: band(likelihood, bands.likelihood), impact5: band(impact, bands.impact),
      residualLikelihood: residualLikelihood, residualImpact: residualImpact,
      residualLikelihood5: band(residualLikelihood, bands.likelihood),
      residualImpact5: band(residualImpact, bands.impact), proximity: draft.proximity,
      respondBy: max(facts.program.start, starts.max() ?? facts.program.start), trigger: draft.trigger,
      workloads: facts.sortedByKey(Array(Set(draft.workloads))).map(facts.reading.workloadKey),
      waves: waves, evidence: draft.evidence.filter { !$0.lines.isEmpty || $0.path != nil })
  }
}

/// The identity of a cause: twelve hexadecimal digits of its FNV-1a hash over the rule and the keys it is about.
enum RiskIdentity {
  static func digits(_ rule: String, _ subject: [String]) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for part in [rule] + subject {
      for byte in part.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
      // A part ends: "ab","c" is another cause than "a","bc".
      hash = (hash ^ 0xFF) &* 0x100_0000_01B3
    }
    let digits = String(hash & 0xFFFF_FFFF_FFFF, radix: 16)
    return String(repeating: "0", count: 12 - digits.utf8.count) + digits
  }
}

/// All rules, in the order of the catalogue.
package enum RiskCatalogue {
  package static let rules: [RiskRule] =
    DependencyRisks.rules + DataRisks.rules + TechnologyRisks.rules + TransferRisks.rules + ScheduleRisks.rules
    + ResourceRisks.rules + FootprintRisks.rules + ComplianceRisks.rules + PlantRisks.rules + CostRisks.rules
    + BenefitRisks.rules
}
