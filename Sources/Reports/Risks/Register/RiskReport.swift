import Documents
import Estates

/// The register as a page, `risks.md`: what all of it may cost, the largest, what to do next, where it falls, each entry, and
/// how each figure is computed.
package struct RiskReport: Sendable {
  /// So many are described one by one; beyond, the table and `risks.json` hold them.
  package static let detailLimit = 60

  package let register: RiskRegister
  /// Place in the register by id, from 1.
  private let numbers: [String: Int]

  package init(_ register: RiskRegister) {
    self.register = register
    numbers = Dictionary(
      register.risks.enumerated().map { ($0.element.id, $0.offset + 1) }, uniquingKeysWith: { first, _ in first })
  }

  /// Lines of the tables on the first page, and of each list of totals.
  package static let topLimit = 10

  package var document: MarkdownDocument {
    var page = MarkdownDocument()
    page += .heading(1, MarkdownText("\(register.program): risk register"))
    page += .paragraph(MarkdownText(opening))
    guard !register.risks.isEmpty else {
      page += absences
      return page
    }
    page += .table(spread)
    page += .paragraph(MarkdownText(spreadWords))
    page += .heading(2, "The largest")
    page += .table(overview(Array(register.risks.prefix(RiskReport.topLimit))))
    page += .heading(2, "What to do next")
    page += .paragraph(
      "The responses that save money, the earliest first: each has to be under way by its date. What it saves is exposure less what is left of it, before its cost."
    )
    page += .table(responses)
    page += .heading(2, "Security, compliance and plant floor, unsupported systems")
    let guarded = register.risks.filter(\.isGuarded)
    if guarded.isEmpty {
      page += .paragraph("No rule of these categories finds anything in this plan.")
    } else {
      page += .paragraph(
        "Damage to people, law and production is not in these figures; no response is left out here for its cost.")
      page += .table(overview(guarded))
    }
    page += .heading(2, "Where it falls")
    page += .paragraph(
      "The exposure of a cause is shared equally among its workloads, or among the machines it is about by what they cost. Each list sums to the whole."
    )
    for (title, totals) in [
      ("category", register.totals.categories), ("site", register.totals.sites),
      ("business unit", register.totals.businessUnits), ("application", register.totals.applications),
      ("wave", register.totals.waves),
    ] where totals.count > 1 {
      page += .table(table(of: totals, title))
    }
    page += .heading(2, "Map")
    page += .paragraph(
      "How many entries fall into each band, today and, in brackets, once the responses have worked. Upwards: likelihood; to the right: impact."
    )
    page += .table(map)
    page += .paragraph(MarkdownText(bandWords))
    page += .heading(2, "All entries")
    page += .table(overview(register.risks))
    page += .heading(2, "One by one")
    page += .paragraph(
      "\(code: "drawdown explain ESTATE PLAN ID") shows the numbers that went into each, with file and line.")
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
    let used = Set(register.causes.map(\.rule.id))
    page += .bullets(
      RiskCatalogue.rules.filter { used.contains($0.id) }.map { rule in
        "\(strong: "\(rule.id) \(rule.name).") Fires when \(rule.fires). \(rule.model) Response: \(rule.response)"
      })
    page += absences
    return page
  }

  /// What was asked without a finding, what this estate could not answer, what no column can; and where it all belongs.
  private var absences: [MarkdownBlock] {
    var blocks: [MarkdownBlock] = [.heading(2, "What is not in it")]
    let used = Set(register.causes.map(\.rule.id))
    func named(_ rules: [RiskRule]) -> String {
      rules.map { "\($0.id) \($0.name.prefix(1).lowercased() + $0.name.dropFirst())" }.joined(separator: ", ")
    }
    let silent = RiskCatalogue.rules.filter { !used.contains($0.id) && !register.blind.contains($0.id) }
    if !silent.isEmpty { blocks.append(.paragraph(MarkdownText("Asked and not found: " + named(silent) + "."))) }
    var table = MarkdownTable(columns: [.left("risk"), .left("column that is missing"), .left("why")])
    for rule in RiskCatalogue.rules where register.blind.contains(rule.id) {
      table.rows.append([
        MarkdownText("\(rule.id) \(rule.name)"),
        .joined(rule.needs.map { .code("workloads.csv: \($0)") }), "this estate leaves it empty",
      ])
    }
    for rule in RiskCatalogue.unanswered {
      table.rows.append([
        MarkdownText("\(rule.id) \(rule.name)"), .joined(rule.lacks.map { .code($0) }), "no table has it",
      ])
    }
    blocks.append(.table(table))
    blocks.append(
      .paragraph("Belongs to plan \(code: register.planDigest); as data in \(link: "risks.json", to: "risks.json")."))
    return blocks
  }

  private var opening: String {
    "\(Wording.count(register.risks.count, "entry", "entries")) from \(Wording.count(register.causes.count, "cause")), computed from the "
      + "estate, the program and the plan; none is a judgement. The ten worst causes of a rule have an entry of their own; "
      + "\(Wording.number(register.below)) smaller ones (below \(money(register.threshold)), 0.1% of what the estate costs in a "
      + "year, or beyond the ten) stand together, one entry a rule."
  }

  private var spread: MarkdownTable {
    var table = MarkdownTable(columns: [
      .left(MarkdownText(register.currency)), .right("expected"), .right("P50"), .right("P80"), .right("P95"),
    ])
    for (name, spread) in [("today", register.exposure.inherent), ("after the responses", register.exposure.residual)] {
      table.rows.append([
        MarkdownText(name), MarkdownText(Wording.wholeMoney(spread.expected)),
        MarkdownText(Wording.wholeMoney(spread.p50)),
        MarkdownText(Wording.wholeMoney(spread.p80)), MarkdownText(Wording.wholeMoney(spread.p95)),
      ])
    }
    return table
  }

  private var spreadWords: String {
    let certain = register.causes.filter { $0.risk.isCertain }.reduce(0) { $0 + $1.risk.exposure }
    let cost = register.risks.reduce(0) { $0 + $1.responseCost }
    return
      "Expected is likelihood times impact, summed; \(certain > 0 ? money(certain) : "nothing") of it the plan states as certain as it stands. P80: "
      + "\(Wording.number(register.exposure.runs)) simulated courses of the programme, seed \(register.exposure.seed); four in five "
      + "cost no more. Risks of dates hang on one slip of the programme, all others strike by themselves. The responses cost "
      + "\(money(cost))."
  }

  /// Responses that save something, by the day they have to be under way; of equals the one that saves more.
  private var responses: MarkdownTable {
    var table = MarkdownTable(columns: [
      .left("under way by"), .left("what"), .left("against"), .right("saves, \(register.currency)"),
      .right("costs, \(register.currency)"), .left("owner"),
    ])
    let worthwhile = register.risks.filter { $0.responses != [.accept] && $0.exposure > $0.residualExposure }
    let largest = worthwhile.sorted {
      $0.exposure - $0.residualExposure > $1.exposure - $1.residualExposure
    }.prefix(2 * RiskReport.topLimit)
    for risk in largest.sorted(by: { ($0.respondBy, $1.exposure) < ($1.respondBy, $0.exposure) }) {
      table.rows.append([
        "\(risk.respondBy)", MarkdownText(risk.responseDescription), MarkdownText("\(risk.name), \(risk.subject)"),
        MarkdownText(Wording.wholeMoney(risk.exposure - risk.residualExposure)),
        MarkdownText(Wording.wholeMoney(risk.responseCost)), .code(risk.owner),
      ])
    }
    return table
  }

  private func table(of totals: [RiskTotal], _ title: String) -> MarkdownTable {
    var table = MarkdownTable(columns: [
      .left(MarkdownText(title)), .right("causes"), .right("exposure, \(register.currency)"),
      .right("after the responses"),
    ])
    func row(_ name: String, _ causes: Int, _ exposure: Double, _ residual: Double) {
      table.rows.append([
        MarkdownText(name), MarkdownText(Wording.number(causes)), MarkdownText(Wording.wholeMoney(exposure)),
        MarkdownText(Wording.wholeMoney(residual)),
      ])
    }
    for total in totals.prefix(RiskReport.topLimit) {
      row(total.name, total.causes, total.exposure, total.residualExposure)
    }
    let rest = totals.dropFirst(RiskReport.topLimit)
    if !rest.isEmpty {
      row(
        "\(Wording.number(rest.count)) more", rest.reduce(0) { $0 + $1.causes }, rest.reduce(0) { $0 + $1.exposure },
        rest.reduce(0) { $0 + $1.residualExposure })
    }
    return table
  }

  private func money(_ amount: Double) -> String { Wording.money(amount, register.currency) }

  private func overview(_ risks: [Risk]) -> MarkdownTable {
    var table = MarkdownTable(columns: [
      .right("no."), .left("risk"), .left("about"), .right("likely"), .right("impact, \(register.currency)"),
      .right("exposure, \(register.currency)"), .right("after the response"), .left("from"), .left("owner"),
    ])
    for risk in risks {
      table.rows.append([
        MarkdownText("\(numbers[risk.id] ?? 0)"), MarkdownText(risk.name), MarkdownText(risk.subject),
        MarkdownText("\(Decimal.short(risk.likelihood, places: 1))%"), MarkdownText(Wording.wholeMoney(risk.impact)),
        MarkdownText(Wording.wholeMoney(risk.exposure)), MarkdownText(Wording.wholeMoney(risk.residualExposure)),
        "\(risk.proximity)", .code(risk.owner),
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
    var facts: [MarkdownText] = [
      "Likelihood \(Decimal.short(risk.likelihood, places: 1))% (band \(risk.likelihood5)), impact \(money(risk.impact)) (band "
        + "\(risk.impact5)), exposure \(strong: money(risk.exposure)); after the response "
        + "\(Decimal.short(risk.residualLikelihood, places: 1))% (\(risk.residualLikelihood5)), \(money(risk.residualImpact)) "
        + "(\(risk.residualImpact5)), \(money(risk.residualExposure))",
      "\(Wording.list(risk.responses.map(\.rawValue))) for \(money(risk.responseCost)), under way by \(risk.respondBy): "
        + "\(risk.responseDescription)",
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
    if let impact = risk.workings.first(where: { $0.name == "impact" }), impact.formula != impact.values {
      facts.append("Impact = \(impact.formula) = \(impact.values)")
    }
    if !risk.causes.isEmpty {
      facts.append(
        MarkdownText(
          "The worst of them: "
            + risk.causes.prefix(5).map { "\($0.subject) \(money($0.exposure))" }.joined(separator: ", ")))
    }
    if !risk.evidence.isEmpty { facts.append("Evidence: " + .joined(risk.evidence.map(evidence), separator: "; ")) }
    return [
      .heading(3, MarkdownText("\(numbers[risk.id] ?? 0). \(risk.name): \(risk.subject)")),
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
