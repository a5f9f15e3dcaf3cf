import Documents

/// The register as risk scenarios for CISO Assistant: the columns of its import template, on its 5x5 matrix `critical_5x5`.
///
///     ref_id,name,description,inherent_proba,inherent_impact,inherent_level,…
///     SCH-02-272b3bafc263,Lease ends without slack: site DEVENTER,Because …,Very High,Medium,High,…
///
/// Likelihood and impact are the labels of the matrix, levels follow from its grid. Nothing is in place today, so current is
/// inherent; the response is an additional control, and residual is what it leaves. Owner, money and dates have no column
/// there and end the description. A list is split at `|`, `,`, `;` and line ends, so none of these stands in an item.
extension PlanExport {
  /// So many workloads at most are named as assets; a cause of more is not about them one by one.
  static let cisoAssets = 50

  var cisoAssistant: [UInt8] {
    let columns = [
      "ref_id", "name", "description", "inherent_proba", "inherent_impact", "inherent_level", "existing_controls",
      "current_proba", "current_impact", "current_level", "additional_controls", "residual_proba", "residual_impact",
      "residual_level", "treatment", "assets",
    ]
    let rows = register.risks.map { risk -> [String] in
      let before = CISOMatrix(likelihood: risk.likelihood5, impact: risk.impact5)
      let after = CISOMatrix(likelihood: risk.residualLikelihood5, impact: risk.residualImpact5)
      let isAccepted = risk.responses == [.accept]
      let control = isAccepted ? "" : listItem("\(risk.ruleId) \(risk.name) of \(risk.subject)")
      let assets = risk.workloads.count > PlanExport.cisoAssets ? [] : risk.workloads.map(listItem)
      return [
        risk.id, "\(risk.name): \(risk.subject)", cisoDescription(risk), before.probability, before.impactLabel,
        before.level, "", before.probability, before.impactLabel, before.level, control, after.probability,
        after.impactLabel, after.level, cisoTreatment(risk), assets.joined(separator: "|"),
      ].map { SpreadsheetText.neutral(VisibleText.of($0)) }
    }
    return CSVWriter.bytes(columns: columns, rows: rows)
  }

  private func cisoDescription(_ risk: Risk) -> String {
    func money(_ amount: Double) -> String { Wording.money(amount, register.currency) }
    return [
      risk.description,
      "Likelihood \(Decimal.short(risk.likelihood, places: 2))%, impact \(money(risk.impact)), exposure \(money(risk.exposure)), "
        + "after the response \(money(risk.residualExposure)).",
      "Response by \(risk.respondBy) for \(money(risk.responseCost)): \(risk.responseDescription)",
      "Owner: \(risk.owner). First felt on \(risk.proximity). Raised by: \(risk.trigger).",
    ].joined(separator: " ")
  }

  /// One word: the first that is more than accepting.
  private func cisoTreatment(_ risk: Risk) -> String {
    switch risk.responses.first(where: { $0 != .accept }) ?? .accept {
    case .accept: "accept"
    case .avoid: "avoid"
    case .transfer: "transfer"
    case .mitigate: "mitigate"
    }
  }

  private func listItem(_ text: String) -> String {
    String(VisibleText.of(text).map { "|,;".contains($0) ? " " : $0 })
  }
}

/// The labels and the grid of the matrix `critical_5x5` that CISO Assistant ships.
struct CISOMatrix {
  /// 1 to 5.
  var likelihood: Int
  var impact: Int

  private static let labels = ["Very Low", "Low", "Medium", "High", "Very High"]
  private static let grid = [
    [0, 0, 1, 1, 2], [0, 1, 1, 2, 2], [1, 1, 2, 2, 3], [1, 2, 2, 3, 4], [2, 2, 3, 4, 4],
  ]

  var probability: String { CISOMatrix.labels[likelihood - 1] }
  var impactLabel: String { CISOMatrix.labels[impact - 1] }
  var level: String { CISOMatrix.labels[CISOMatrix.grid[likelihood - 1][impact - 1]] }
}
