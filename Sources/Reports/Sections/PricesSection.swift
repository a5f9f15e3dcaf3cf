import Documents
import Estates
import Plans

/// What one unit more of a limit would bring, in which wave, by the prices that prove the bound; and which limits bring nothing.
extension PlanReport {
  /// Rows of the table; the dearest limits come first.
  private static let pricedLimits = 15

  /// A limit whose room is worth something.
  private struct PricedLimit {
    var rule: Plan.RuleUse
    /// The periods that are.
    var periods: [Plan.RuleUse.Period]
    var dearest: Plan.RuleUse.Period
    /// What a hundredth more in all of them would bring.
    var percent: Double
  }

  var pricesSection: [MarkdownBlock] {
    let limits = plan.rules.filter { rule in rule.periods.contains { $0.price != nil } }
    if limits.isEmpty { return [] }
    let priced = limits.compactMap(pricedLimit).sorted { one, other in
      one.percent != other.percent ? one.percent > other.percent : one.rule.index < other.rule.index
    }
    let slack = limits.filter { rule in !priced.contains { $0.rule.index == rule.index } }.map { ruleName($0.index) }
    var blocks: [MarkdownBlock] = [.heading(2, "What the limits are worth")]
    if priced.isEmpty {
      blocks.append(.paragraph("No limit has a price: the bound holds without any of them."))
    } else {
      blocks.append(
        .paragraph(
          MarkdownText(
            pricedBound
              + " for one unit more in that wave, quarter or year the most that any plan can be worth rises by no more than its price, for small changes. They are about the best plan there may be, and no promise that this one gains as much. The last column is what all priced periods of the limit together would bring if each were a hundredth larger."
          )
        ))
      var table = MarkdownTable(columns: [
        .left("limit"), .left("one unit of"), .right("priced"), .left("dearest in"), .right("used there"),
        .right(MarkdownText("\(currency) a unit there")), .right(MarkdownText("\(currency), 1% more")),
      ])
      for limit in priced.prefix(PlanReport.pricedLimits) {
        let full = limit.dearest.limit > 0 ? Wording.percent(limit.dearest.use / limit.dearest.limit) : ""
        table.rows.append([
          MarkdownText(ruleName(limit.rule.index)), .code(measure(of: limit.rule)),
          MarkdownText("\(limit.periods.count) of \(limit.rule.periods.count)"), MarkdownText(limit.dearest.period),
          MarkdownText(full), MarkdownText(Wording.grouped(limit.dearest.price ?? 0, places: 2)),
          MarkdownText(Wording.wholeMoney(limit.percent)),
        ])
      }
      blocks.append(.table(table))
      if priced.count > PlanReport.pricedLimits {
        let rest = priced.dropFirst(PlanReport.pricedLimits)
        blocks.append(
          .paragraph(
            MarkdownText(
              "\(Wording.count(rest.count, "limit")) more with smaller prices, together \(money(rest.reduce(0) { $0 + $1.percent })) for 1% more; every price stands in plan.json (rules, periods)."
            )))
      }
    }
    if !slack.isEmpty {
      blocks.append(
        .paragraph(
          MarkdownText(
            "Without a price in any period, so that more would bring nothing: \(Wording.sample(slack, limit: 12)).")))
    }
    return blocks
  }

  /// Which bound the prices prove: the plan's, or where cases prove that, one without them.
  private var pricedBound: String {
    let certificate = plan.certificates.first { $0.objective == .npv }
    guard let certificate, certificate.leaves.count > 1, let whole = certificate.undivided else {
      return "These are the prices that prove the bound:"
    }
    return
      "The bound of this plan is proven in \(Wording.number(certificate.leaves.count)) cases, each with prices of its own. These are the prices that prove a bound without cases, \(money(whole.value)):"
  }

  private func pricedLimit(_ rule: Plan.RuleUse) -> PricedLimit? {
    let periods = rule.periods.filter { ($0.price ?? 0) > 0 }
    guard let first = periods.first else { return nil }
    return PricedLimit(
      rule: rule, periods: periods,
      dearest: periods.dropFirst().reduce(first) { ($1.price ?? 0) > ($0.price ?? 0) ? $1 : $0 },
      percent: periods.reduce(0) { $0 + ($1.price ?? 0) * $1.limit / 100 })
  }

  private func measure(of rule: Plan.RuleUse) -> String {
    guard estate.program.rules.indices.contains(rule.index),
      case .limit(let limit) = estate.program.rules[rule.index].kind
    else { return "units" }
    return limit.measure
  }
}
