import Documents
import Estates

/// The register as `risks.json` (SPEC section 8): the eleven fields of NIST IR 8286r1 by their names, and beside them what
/// ties each risk to the plan, how its figures were computed, and what all of them together may cost.
extension RiskRegister {
  package var json: JSONValue {
    .object([
      ("schema", .string(RiskRegister.schema)), ("estate", .string(estate)), ("plan", .string(planDigest)),
      ("currency", .string(currency)),
      (
        "riskBands",
        .object([
          ("likelihood", .array(bands.likelihood.map { .number($0) })),
          ("impact", .array(bands.impact.map { .number($0) })),
        ])
      ),
      ("threshold", .money(threshold)), ("causes", .integer(causes.count)), ("belowThreshold", .integer(below)),
      (
        "exposure",
        .object([
          ("runs", .integer(exposure.runs)), ("seed", .integer(Int(exposure.seed))),
          ("inherent", RiskRegister.json(exposure.inherent)), ("residual", RiskRegister.json(exposure.residual)),
        ])
      ),
      ("risks", .array(risks.map { RiskRegister.json($0) })),
      (
        "totals",
        .object([
          ("categories", RiskRegister.json(totals.categories)), ("sites", RiskRegister.json(totals.sites)),
          ("applications", RiskRegister.json(totals.applications)), ("waves", RiskRegister.json(totals.waves)),
          ("businessUnits", RiskRegister.json(totals.businessUnits)),
        ])
      ),
      ("catalogue", .array(RiskCatalogue.rules.map(catalogueEntry))),
      (
        "unanswered",
        .array(
          RiskCatalogue.unanswered.map { rule in
            .object([
              ("ruleId", .string(rule.id)), ("riskName", .string(rule.name)),
              ("lacks", .array(rule.lacks.map { .string($0) })),
            ])
          })
      ),
    ])
  }

  private func catalogueEntry(_ rule: RiskRule) -> JSONValue {
    let found = causes.count { $0.rule.id == rule.id }
    var members: [(String, JSONValue)] = [
      ("ruleId", .string(rule.id)), ("riskName", .string(rule.name)), ("riskCategory", .string(rule.category.rawValue)),
      ("fires", .string(rule.fires)), ("model", .string(rule.model)), ("response", .string(rule.response)),
      ("causes", .integer(found)),
    ]
    if blind.contains(rule.id) { members.append(("lacks", .array(rule.needs.map { .string($0) }))) }
    return .object(members)
  }

  private static func json(_ spread: RiskExposure.Spread) -> JSONValue {
    .object([
      ("expected", .money(spread.expected)), ("p50", .money(spread.p50)), ("p80", .money(spread.p80)),
      ("p95", .money(spread.p95)),
    ])
  }

  private static func json(_ totals: [RiskTotal]) -> JSONValue {
    .array(
      totals.map {
        .object([
          ("key", .string($0.key)), ("causes", .integer($0.causes)), ("exposure", .money($0.exposure)),
          ("residualExposure", .money($0.residualExposure)),
        ])
      })
  }

  package static func json(_ risk: Risk) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("riskId", .string(risk.id)), ("ruleId", .string(risk.ruleId)), ("riskName", .string(risk.name)),
      ("subject", .string(risk.subject)),
      ("riskDescription", .string(risk.description)), ("riskCategory", .string(risk.category.rawValue)),
      ("riskLikelihood", .number(risk.likelihood)), ("riskImpact", .money(risk.impact)),
      ("exposureRating", .money(risk.exposure)),
      ("riskResponseType", .array(risk.responses.map { .string($0.rawValue) })),
      ("riskResponseCost", .money(risk.responseCost)),
      ("riskResponseDescription", .string(risk.responseDescription)),
      ("riskOwnerPointOfContact", .string(risk.owner)), ("status", .string(risk.status.rawValue)),
      ("likelihood5", .integer(risk.likelihood5)), ("impact5", .integer(risk.impact5)),
      ("residualLikelihood", .number(risk.residualLikelihood)), ("residualImpact", .money(risk.residualImpact)),
      ("residualExposure", .money(risk.residualExposure)),
      ("residualLikelihood5", .integer(risk.residualLikelihood5)),
      ("residualImpact5", .integer(risk.residualImpact5)), ("proximity", .string("\(risk.proximity)")),
      ("respondBy", .string("\(risk.respondBy)")),
      ("trigger", .string(risk.trigger)), ("workloads", .array(risk.workloads.map { .string($0) })),
      ("waves", .array(risk.waves.map { .integer($0) })),
      ("evidence", .array(risk.evidence.map(json))), ("workings", .array(risk.workings.map(json))),
    ]
    if !risk.causes.isEmpty {
      members.append(
        (
          "causes",
          .array(
            risk.causes.map {
              .object([
                ("riskId", .string($0.id)), ("subject", .string($0.subject)),
                ("riskLikelihood", .number($0.likelihood)),
                ("riskImpact", .money($0.impact)), ("exposureRating", .money($0.exposure)),
              ])
            })
        ))
    }
    return .object(members)
  }

  static func json(_ place: RiskEvidence) -> JSONValue {
    var members: [(String, JSONValue)] = [("file", .string(place.file))]
    if let path = place.path { members.append(("path", .string(path))) }
    if !place.lines.isEmpty { members.append(("lines", .array(place.lines.map { .integer($0) }))) }
    if place.more > 0 { members.append(("more", .integer(place.more))) }
    return .object(members)
  }

  static func json(_ step: Quantity.Step) -> JSONValue {
    .object([
      ("name", .string(step.name)), ("formula", .string(step.formula)), ("values", .string(step.values)),
      ("result", .number(step.result)),
    ])
  }
}
