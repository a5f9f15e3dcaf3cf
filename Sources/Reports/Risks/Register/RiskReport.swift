import Documents
import Estates

/// The register as a page, `risks.md`: what may happen, worst first, then the map, then how each figure is computed.
package struct RiskReport: Sendable {
  /// So many are described one by one; beyond, the table and `risks.json` hold them.
  package static let detailLimit = 60

  package let register: RiskRegister

  package init(_ register: RiskRegister) { self.register = register }

  package var document: MarkdownDocument {
    var page = MarkdownDocument()
    page += .heading(1, MarkdownText("\(register.program): risk register"))
    let sum = register.risks.reduce(0) { $0 + $1.exposure }
    page += .paragraph(
      MarkdownText(
        "\(Wording.count(register.risks.count, "risk")), together \(money(sum)) of exposure (likelihood times impact). Each "
          + "is computed from the estate, the program and the plan; none is a judgement. Of the \(Wording.count(register.causes.count, "cause")) "
          + "behind them \(Wording.number(register.below)) stand together with others of their kind: those below "
          + "\(money(register.threshold)) (0.1% of what the estate costs in a year), and those beyond the ten worst."
      ))
    guard !register.risks.isEmpty else { return page }
    page += .table(overview)
    page += .heading(2, "Where they lie")
    page += .paragraph(
      "How many risks fall into each band, today and, in brackets, once the responses have worked. Upwards: likelihood; to the right: impact."
    )
    page += .table(map)
    page += .paragraph(MarkdownText(bandWords))
    page += .heading(2, "One by one")
    for risk in register.risks.prefix(RiskReport.detailLimit) { page += blocks(of: risk) }
    if register.risks.count > RiskReport.detailLimit {
      page += .paragraph(
        "The other \(Wording.number(register.risks.count - RiskReport.detailLimit)) stand with the same details in \(link: "risks.json", to: "risks.json")."
      )
    }
    page += .heading(2, "How the figures are computed")
    page += .paragraph(
      "A model for each rule, with the source of its figures. Planning values are stated as such: they are not measured in this enterprise."
    )
    let used = Set(register.risks.map(\.ruleId))
    page += .bullets(
      RiskCatalogue.rules.filter { used.contains($0.id) }.map { rule in
        "\(strong: "\(rule.id) \(rule.name).") Fires when \(rule.fires). \(rule.model)"
      })
    let silent = RiskCatalogue.rules.filter { !used.contains($0.id) }
    if !silent.isEmpty {
      page += .paragraph(
        MarkdownText(
          "Asked and not found, or below the threshold: "
            + silent.map { "\($0.id) \($0.name.prefix(1).lowercased() + $0.name.dropFirst())" }.joined(separator: ", ")
            + "."))
    }
    page += .paragraph(
      "Belongs to plan \(code: register.planDigest); as data in \(link: "risks.json", to: "risks.json").")
    return page
  }

  private func money(_ amount: Double) -> String { Wording.money(amount, register.currency) }

  private var overview: MarkdownTable {
    var table = MarkdownTable(columns: [
      .right("no."), .left("risk"), .left("about"), .right("likely"), .right("impact, \(register.currency)"),
      .right("exposure, \(register.currency)"), .left("from"), .left("owner"),
    ])
    for (position, risk) in register.risks.enumerated() {
      let rule = RiskCatalogue.rules.first { $0.id == risk.ruleId }
      table.rows.append([
        "\(position + 1)", MarkdownText(rule?.name ?? risk.ruleId), MarkdownText(risk.subject),
        MarkdownText("\(Decimal.short(risk.likelihood, places: 1))%"), MarkdownText(Wording.wholeMoney(risk.impact)),
        MarkdownText(Wording.wholeMoney(risk.exposure)), "\(risk.proximity)", .code(risk.owner),
      ])
    }
    return table
  }

  /// Likelihood band by impact band: risks now, and after the responses.
  private var map: MarkdownTable {
    var table = MarkdownTable(columns: [.left("likelihood \\ impact")] + (1...5).map { .right("\($0)") })
    for likelihood in (1...5).reversed() {
      var row: [MarkdownText] = ["\(strong: "\(likelihood)")"]
      for impact in 1...5 {
        let now = register.risks.count { $0.likelihood5 == likelihood && $0.impact5 == impact }
        let after = register.risks.count { $0.residualLikelihood5 == likelihood && $0.residualImpact5 == impact }
        row.append(MarkdownText(now + after == 0 ? "" : "\(now) (\(after))"))
      }
      table.rows.append(row)
    }
    return table
  }

  private var bandWords: String {
    let likelihood = register.bands.likelihood.map { Decimal.short($0, places: 2) + "%" }.joined(separator: ", ")
    let impact = register.bands.impact.map { Wording.wholeMoney($0) }.joined(separator: ", ")
    return "Bands 1 to 4 end at \(likelihood) and at \(register.currency) \(impact)"
      + (register.bandsAreStated
        ? ", as the program states." : ": 0.1, 0.5, 2 and 5% of what the estate costs in a year.")
  }

  private func blocks(of risk: Risk) -> [MarkdownBlock] {
    let number = (register.risks.firstIndex { $0.id == risk.id } ?? 0) + 1
    var facts: [MarkdownText] = [
      "Likelihood \(Decimal.short(risk.likelihood, places: 1))% (band \(risk.likelihood5)), impact \(money(risk.impact)) (band "
        + "\(risk.impact5)), exposure \(strong: money(risk.exposure)); after the response bands "
        + "\(risk.residualLikelihood5) and \(risk.residualImpact5)",
      "\(Wording.list(risk.responses.map(\.rawValue))) for \(money(risk.responseCost)): \(risk.responseDescription)",
      "Raised by: \(risk.trigger); first felt on \(risk.proximity); owner \(code: risk.owner); \(risk.status.rawValue.lowercased())",
    ]
    if !risk.workloads.isEmpty {
      let shown = MarkdownText.joined(risk.workloads.prefix(8).map { .code($0) })
      let more =
        risk.workloads.count > 8 ? MarkdownText(" and \(Wording.number(risk.workloads.count - 8)) more") : .empty
      let waves =
        risk.waves.isEmpty
        ? MarkdownText.empty
        : MarkdownText("; \(risk.waves.count == 1 ? "wave" : "waves") \(Wording.ranges(risk.waves))")
      facts.append("Concerns \(Wording.count(risk.workloads.count, "workload")): " + shown + more + waves)
    }
    if !risk.evidence.isEmpty { facts.append("Evidence: " + .joined(risk.evidence.map(evidence), separator: "; ")) }
    return [
      .heading(3, MarkdownText("\(number). \(risk.category.rawValue): \(risk.subject)")),
      .paragraph("\(risk.description) \(code: risk.id)"), .bullets(facts),
    ]
  }

  private func evidence(_ place: RiskEvidence) -> MarkdownText {
    var text = MarkdownText.code(place.file)
    if !place.lines.isEmpty {
      let total = place.lines.count + place.more
      text =
        text
        + MarkdownText(
          total == 1
            ? " line \(place.lines[0])"
            : " lines \(Wording.ranges(Array(place.lines.prefix(8))))"
              + (total > 8 ? " and \(Wording.number(total - min(8, place.lines.count))) more" : ""))
    }
    if let path = place.path { text = text + " at \(code: path)" }
    return text
  }
}
