import Documents

/// The catalogue of risks as a page of documentation: every rule with its model and its response, how all of them are taken
/// together, and the risks that no column of the inventory can answer. The page in the module's catalog is this one.
package enum RiskCataloguePage {
  package static var document: MarkdownDocument {
    var page = MarkdownDocument()
    page += .heading(1, "The risk register")
    page += .paragraph(
      "\(MarkdownText(Wording.count(RiskCatalogue.rules.count, "rule"))) look at a plan and its estate. Each finds causes: a hub, a site, an application, a team, a contract. A cause has a likelihood, an impact in money, and a response with what it leaves of both; all of them are computed by stated models, and \(code: "drawdown explain ESTATE PLAN ID") shows the numbers that went in."
    )
    page += .heading(2, "Together")
    page += .bullets([
      "Exposure is likelihood times impact, in cents. A response that costs as much as it saves is not bought: the risk is accepted. Where people, law or an attacker stand behind it (compliance, plant floor, security, unsupported systems) money does not decide.",
      "An id is made from the rule and the keys and dates that the cause is about: the same cause in two plans has the same id.",
      "The exposure of the whole is simulated: \(MarkdownText(Wording.number(RiskExposure.runs))) courses of the programme from the seed \(MarkdownText("\(RiskExposure.seed)")). Risks of dates strike together when one slip of the programme reaches them, all others by themselves; what is left after the responses is drawn with the same numbers.",
      "The exposure of a cause is shared equally among its workloads for the totals by site, application, wave and business unit; that of machines and rooms falls on their sites.",
      "The ten worst causes of a rule have an entry of their own if they reach 0.1% of what the estate costs in a year; the others stand together.",
    ])
    var category: RiskCategory?
    for rule in RiskCatalogue.rules {
      if category != rule.category { page += .heading(2, MarkdownText(rule.category.rawValue)) }
      category = rule.category
      page += .paragraph("\(strong: "\(rule.id) \(rule.name).") Fires when \(rule.fires).")
      page += .paragraph(MarkdownText(rule.model))
      page += .paragraph("Response: \(rule.response)")
      if !rule.needs.isEmpty {
        page += .paragraph("Needs \(MarkdownText.joined(rule.needs.map { .code("workloads.csv: \($0)") })).")
      }
    }
    page += .heading(2, "What no column can answer")
    page += .paragraph("Registers of migrations hold these as well; the inventory would have to say more.")
    var table = MarkdownTable(columns: [.left("risk"), .left("columns that are missing")])
    for rule in RiskCatalogue.unanswered {
      table.rows.append([MarkdownText("\(rule.id) \(rule.name)"), .joined(rule.lacks.map { .code($0) })])
    }
    page += .table(table)
    return page
  }
}
