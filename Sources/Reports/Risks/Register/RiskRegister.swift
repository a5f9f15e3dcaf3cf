import Documents
import Estates
import Plans
import Topology

/// The risks of a plan: every rule of the catalogue asked, the worst exposure first.
///
///     let register = try RiskRegister(facts, planDigest: digest)
///     register.risks.first?.exposure      // 41250.00
///     register.causes.count               // 1117; those too small for an entry stand together, one entry a rule
///     register.exposure.inherent.p80      // 12400000.00
///
/// A cause is a hub, a site, an application, a team, a freeze: never a single row out of thousands. The causes of one rule
/// below `threshold`, and those beyond the ten worst, stand together in one entry. Equal exposures stand in the order of
/// rule and id.
package struct RiskRegister: Sendable {
  package static let schema = "drawdown/risks/1"
  /// Causes of one rule that have an entry of their own.
  package static let ownEntries = 10

  package let risks: [Risk]
  /// Every cause, by rule in the order of the catalogue, the worst of a rule first.
  package let causes: [RiskCause]
  /// Causes that stand together with others of their rule.
  package let below: Int
  /// 0.1% of what the estate costs in place in a year.
  package let threshold: Double
  package let bands: RiskBands
  /// Whether the program states the bands.
  package let bandsAreStated: Bool
  package let exposure: RiskExposure
  package let totals: RiskTotals
  /// Rules that found nothing to look at, since the estate has none of the columns they need; by id.
  package let blind: Set<String>
  package let estate: String
  package let program: String
  package let planDigest: String
  package let currency: String
  /// Notes on risks that the programme owns because the inventory names nobody.
  package let findings: [Finding]

  /// - Throws: `Findings` with `PRG910` where a risk needs an owner and neither inventory nor program names one.
  package init(_ facts: RiskFacts, planDigest: String, rules: [RiskRule] = RiskCatalogue.rules) throws(Findings) {
    let threshold = Risk.cents(facts.annualCost * 0.001)
    let bands = facts.program.riskBands ?? RiskRegister.bands(ofAnnualCost: facts.annualCost)
    var causes: [RiskCause] = []
    var unowned: [Finding] = []
    var notes: [Finding] = []
    var risks: [Risk] = []
    var below = 0
    for rule in rules {
      var found: [(cause: RiskCause, isUnowned: Bool)] = []
      var ownerless: [String] = []
      for draft in rule.find(facts) {
        let named = RiskRegister.owner(of: draft.ownedThrough, facts)
        guard let owner = named ?? facts.program.riskOwner, !owner.isEmpty else {
          ownerless.append(draft.subject.joined(separator: " "))
          continue
        }
        found.append(
          (
            RiskCause(draft, of: rule, owner: owner, bands: bands, facts), named == nil && !draft.ownedThrough.isEmpty
          ))
      }
      if !ownerless.isEmpty {
        unowned.append(
          Finding(
            .error, "PRG910",
            "the risk \(rule.id) of \(Wording.sample(ownerless)) has no owner",
            at: SourceLocation(file: "program.json"),
            help: "name a riskOwner in program.json, or owners in the inventory"))
      }
      found.sort { RiskRegister.isWorse($0.cause.risk, $1.cause.risk) }
      var own = found.prefix(RiskRegister.ownEntries).filter { $0.cause.risk.exposure >= threshold }
      // One cause alone needs no company.
      if own.count == found.count - 1 { own = found }
      for (cause, isUnowned) in own {
        risks.append(cause.risk)
        if isUnowned {
          notes.append(
            Finding(
              .note, "PLN910",
              "the risk \(rule.id) of \(cause.risk.subject) falls to the programme's riskOwner, since the inventory names no "
                + "owner"))
        }
      }
      let rest = found.dropFirst(own.count).map(\.cause)
      if !rest.isEmpty { risks.append(RiskRegister.together(rest, of: rule, bands: bands, facts)) }
      below += rest.count
      causes += found.map(\.cause)
    }
    guard unowned.isEmpty else { throw Findings(unowned) }
    self.risks = risks.sorted(by: RiskRegister.isWorse)
    self.causes = causes
    self.below = below
    self.threshold = threshold
    self.bands = bands
    bandsAreStated = facts.program.riskBands != nil
    exposure = RiskExposure(of: causes)
    totals = RiskTotals(of: causes, facts)
    blind = Set(
      rules.filter { rule in
        !rule.needs.isEmpty
          && !rule.needs.contains { facts.reading.resolved.columns[$0].contains { $0 != 0 } }
      }.map(\.id))
    estate = facts.plan.estate.name
    program = facts.program.name
    self.planDigest = planDigest
    currency = facts.plan.currency
    findings = notes
  }

  private static func isWorse(_ left: Risk, _ right: Risk) -> Bool {
    if left.exposure != right.exposure { return left.exposure > right.exposure }
    if left.ruleId != right.ruleId { return left.ruleId < right.ruleId }
    return left.id < right.id
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

  /// Several causes of one rule as one entry: likelihood is that of at least one, impact what makes likelihood * impact the
  /// sum of their exposures, and the same likelihood stands beside what is left of the sum.
  private static func together(
    _ causes: [RiskCause], of rule: RiskRule, bands: RiskBands, _ facts: RiskFacts
  ) -> Risk {
    let parts = causes.map(\.risk)
    // One slip strikes all that hang on it: the likeliest of them says how likely that is.
    let slip = causes.filter { $0.draft.driver == .slip }.map(\.risk.likelihood).max() ?? 0
    var none = 1 - slip / 100
    for cause in causes where cause.draft.driver == .own { none *= 1 - cause.risk.likelihood / 100 }
    let isCertain = parts.contains { $0.likelihood == 100 }
    let share = isCertain ? 1 : min(RiskAssumptions.almostCertain.value, 1 - none)
    let sum = parts.reduce(0) { $0 + $1.exposure }
    let left = parts.reduce(0) { $0 + $1.residualExposure }
    let likelihood = (share * 10_000).rounded() / 100
    let impact = likelihood > 0 ? Risk.cents(sum * 100 / likelihood) : 0
    let residualImpact = likelihood > 0 ? min(impact, Risk.cents(left * 100 / likelihood)) : 0
    let worst = parts[0]
    let responses = RiskResponse.allCases.filter { response in parts.contains { $0.responses.contains(response) } }
    let owners = Set(parts.map(\.owner)).sorted(by: Wording.byBytes)
    let count = "\(Wording.count(parts.count, "cause")) under “\(rule.name)”"
    let workings = [
      Quantity.Step(
        name: "likelihood", formula: "at least one of the causes", values: "\(parts.count) causes", result: share,
        unit: .share),
      Quantity.Step(
        name: "exposure", formula: "sum of the exposures of the causes", values: "\(parts.count) causes", result: sum,
        unit: .money),
    ]
    return Risk(
      id: RiskIdentity.id(rule.id, ["further causes"]), ruleId: rule.id, name: rule.name, subject: "further causes",
      description: Wording.risk(
        because:
          "\(count) are worth at most \(facts.money(worst.exposure)) each (\(Wording.sample(parts.map(\.subject))))",
        event: "some of them may strike", leadingTo: "\(facts.money(sum)) expected"),
      category: rule.category, likelihood: likelihood, impact: impact, responses: responses,
      responseCost: Risk.cents(parts.reduce(0) { $0 + $1.responseCost }),
      responseDescription: "Each by itself, the worst first (\(worst.subject)): \(worst.responseDescription)",
      owner: facts.program.riskOwner ?? owners.first ?? worst.owner,
      status: responses == [.accept] ? .monitoring : .open, likelihood5: band(likelihood, bands.likelihood),
      impact5: band(impact, bands.impact), residualLikelihood: likelihood, residualImpact: residualImpact,
      residualLikelihood5: band(likelihood, bands.likelihood),
      residualImpact5: band(residualImpact, bands.impact), proximity: parts.map(\.proximity).min() ?? worst.proximity,
      respondBy: parts.map(\.respondBy).min() ?? worst.respondBy, trigger: count,
      workloads: Set(parts.flatMap(\.workloads)).sorted(by: Wording.byBytes),
      waves: Set(parts.flatMap(\.waves)).sorted(), evidence: evidence(of: parts), workings: workings,
      isGuarded: rule.isGuarded,
      causes: parts.map {
        Risk.Cause(
          id: $0.id, subject: $0.subject, likelihood: $0.likelihood, impact: $0.impact, exposure: $0.exposure)
      })
  }

  /// The places of all of them, one entry a file.
  private static func evidence(of risks: [Risk]) -> [RiskEvidence] {
    var lines: [String: [Int]] = [:]
    var more: [String: Int] = [:]
    var files: [String] = []
    var paths: [RiskEvidence] = []
    for place in risks.flatMap(\.evidence) {
      guard place.path == nil else {
        if !paths.contains(place) { paths.append(place) }
        continue
      }
      if lines[place.file] == nil { files.append(place.file) }
      lines[place.file, default: []] += place.lines
      more[place.file, default: 0] += place.more
    }
    return files.map { file in
      var place = RiskFacts.evidence(file, lines[file] ?? [])
      place.more += more[file] ?? 0
      return place
    } + paths.prefix(10)
  }
}
