import Documents
import Estates
import Plans
import Topology

/// A cause that a rule found, with its entry: the draft holds how it was computed.
package struct RiskCause: Sendable {
  package var rule: RiskRule
  package var draft: RiskDraft
  package var risk: Risk
  /// The five figures of the entry, each made by its formula, in the order of the computation.
  package var figures: [Quantity]

  /// Every number in the formulas that no formula made, in the order of their use.
  package var inputs: [Quantity.Input] {
    var inputs: [Quantity.Input] = []
    for figure in figures { for input in figure.inputs where !inputs.contains(input) { inputs.append(input) } }
    return inputs
  }

  init(
    _ draft: RiskDraft, of rule: RiskRule, owner: String, bands: RiskBands, _ facts: RiskFacts
  ) {
    self.rule = rule
    self.draft = draft
    let chance = draft.chance.formula == "likelihood" ? draft.chance : draft.chance.step("likelihood", .share)
    let loss = draft.loss.step("impact", .money)
    let likelihood = (min(100, max(0, draft.likelihood)) * 100).rounded() / 100
    let impact = Risk.cents(draft.impact)
    let exposure = (chance * loss).step("exposure", .money)
    let chanceLeft = (chance * draft.residual.chance).step("likelihood after the response", .share)
    let lossLeft = (loss * draft.residual.loss).step("impact after the response", .money)
    let cost = draft.responseCost.step("cost of the response", .money)

    var residualLikelihood = (min(likelihood, max(0, 100 * chanceLeft.value)) * 100).rounded() / 100
    var residualImpact = Risk.cents(min(impact, max(0, lossLeft.value)))
    var responses = draft.responses
    var responseCost = Risk.cents(max(0, cost.value))
    var description = draft.responseDescription
    let saved = Risk.cents(likelihood / 100 * impact) - Risk.cents(residualLikelihood / 100 * residualImpact)
    figures = [chance, loss, exposure]
    if responseCost > 0, responseCost >= saved, !rule.isGuarded {
      description =
        "Accept it: the response would cost \(facts.money(responseCost)) and save \(facts.money(saved)). (\(description))"
      responses = [.accept]
      responseCost = 0
      residualLikelihood = likelihood
      residualImpact = impact
      figures.append(cost)
    } else {
      if residualLikelihood != likelihood { figures.append(chanceLeft) }
      if residualImpact != impact { figures.append(lossLeft) }
      if responseCost > 0 { figures.append(cost) }
    }
    var workings: [Quantity.Step] = []
    for figure in figures { for step in figure.steps where !workings.contains(step) { workings.append(step) } }
    let starts = facts.plan.waves.map(\.start).filter { $0 <= draft.proximity }
    risk = Risk(
      id: RiskIdentity.id(rule.id, draft.subject), ruleId: rule.id, name: rule.name,
      subject: draft.subject.joined(separator: " "),
      description: Wording.risk(because: draft.because, event: draft.event, leadingTo: draft.leadingTo),
      category: rule.category, likelihood: likelihood, impact: impact, responses: responses,
      responseCost: responseCost, responseDescription: description, owner: owner,
      status: responses == [.accept] ? .monitoring : .open,
      likelihood5: RiskRegister.band(likelihood, bands.likelihood),
      impact5: RiskRegister.band(impact, bands.impact), residualLikelihood: residualLikelihood,
      residualImpact: residualImpact,
      residualLikelihood5: RiskRegister.band(residualLikelihood, bands.likelihood),
      residualImpact5: RiskRegister.band(residualImpact, bands.impact), proximity: draft.proximity,
      respondBy: max(facts.program.start, starts.max() ?? facts.program.start), trigger: draft.trigger,
      workloads: facts.sortedByKey(Array(Set(draft.workloads))).map(facts.reading.workloadKey),
      waves: Set(draft.workloads.map { facts.reading.wave[$0] }).subtracting([0]).sorted(),
      evidence: draft.evidence.filter { !$0.lines.isEmpty || $0.path != nil }, workings: workings,
      isGuarded: rule.isGuarded)
  }
}

/// The identity of a cause: twelve hexadecimal digits of its FNV-1a hash over the rule and the keys it is about.
enum RiskIdentity {
  static func id(_ rule: String, _ subject: [String]) -> String { rule + "-" + digits(rule, subject) }

  private static func digits(_ rule: String, _ subject: [String]) -> String {
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
