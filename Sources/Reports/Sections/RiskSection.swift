import Documents

/// Where the risks lie, before and after their responses.
extension PlanReport {
  var riskSection: [MarkdownBlock] {
    guard figures.risks != nil else { return [] }
    let before = register.risks.reduce(0) { $0 + $1.exposure }
    let after = register.risks.reduce(0) { $0 + $1.residualExposure }
    let cost = register.risks.reduce(0) { $0 + $1.responseCost }
    return [.heading(2, "Where the risks lie")] + picture(figures.risks) + [
      .paragraph(
        "The exposure of \(Wording.count(register.risks.count, "risk")) sums to \(money(before)); with every response, at \(money(cost)), \(money(after)) is left. One by one: \(link: "risks.md", to: "risks.md")."
      )
    ]
  }
}
