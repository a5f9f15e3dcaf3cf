import Documents
import Estates

/// The register as `risks.json` (SPEC section 8): the eleven fields of NIST IR 8286r1 by their names, and beside them what
/// ties each risk to the plan.
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
      ("threshold", .money(threshold)), ("belowThreshold", .integer(below)),
      ("risks", .array(risks.map(RiskRegister.json))),
    ])
  }

  private static func json(_ risk: Risk) -> JSONValue {
    .object([
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
      ("residualExposure", .money(risk.residualExposure)), ("residualLikelihood5", .integer(risk.residualLikelihood5)),
      ("residualImpact5", .integer(risk.residualImpact5)), ("proximity", .string("\(risk.proximity)")),
      ("respondBy", .string("\(risk.respondBy)")),
      ("trigger", .string(risk.trigger)), ("workloads", .array(risk.workloads.map { .string($0) })),
      ("waves", .array(risk.waves.map { .integer($0) })),
      (
        "evidence",
        .array(
          risk.evidence.map { place in
            var members: [(String, JSONValue)] = [("file", .string(place.file))]
            if let path = place.path { members.append(("path", .string(path))) }
            if !place.lines.isEmpty { members.append(("lines", .array(place.lines.map { .integer($0) }))) }
            if place.more > 0 { members.append(("more", .integer(place.more))) }
            return .object(members)
          })
      ),
    ])
  }
}
