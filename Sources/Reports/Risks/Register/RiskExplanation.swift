import Documents
import Estates

/// Why a risk has the figures that it has: what it says, how each figure was computed, where every number in it comes from,
/// and the rows that were looked at.
///
///     RiskExplanation(of: "SCH-02-272b3bafc263", in: register)?.text
///
/// A cause that stands together with others of its rule is explained like any other; an entry of several causes lists them.
package struct RiskExplanation: Sendable {
  /// Rows that are shown to people; the JSON holds all.
  package static let rowLimit = 20

  package enum Subject: Sendable {
    case cause(RiskCause)
    /// An entry of several causes.
    case entry(Risk)
    /// A rule of the catalogue, with its causes, the worst first.
    case rule(RiskRule, [RiskCause])
  }

  package let subject: Subject
  package let register: RiskRegister

  /// - Parameter word: the id of a risk or cause, or of a rule, in any letter case. Nil where the register has none of it.
  package init?(of word: String, in register: RiskRegister) {
    let word = word.lowercased()
    self.register = register
    if let cause = register.causes.first(where: { $0.risk.id.lowercased() == word }) {
      subject = .cause(cause)
    } else if let risk = register.risks.first(where: { $0.id.lowercased() == word }) {
      subject = .entry(risk)
    } else if let rule = RiskCatalogue.rules.first(where: { $0.id.lowercased() == word }) {
      subject = .rule(rule, register.causes.filter { $0.rule.id == rule.id })
    } else {
      return nil
    }
  }

  /// Everything that `init` would find, for suggestions.
  package static func known(in register: RiskRegister) -> [String] {
    register.causes.map(\.risk.id) + register.risks.map(\.id) + RiskCatalogue.rules.map(\.id)
  }

  // MARK: For people

  package var text: String {
    switch subject {
    case .cause(let cause): text(of: cause)
    case .entry(let risk): text(of: risk)
    case .rule(let rule, let causes): text(of: rule, causes)
    }
  }

  private func text(of cause: RiskCause) -> String {
    let risk = cause.risk
    var lines = head(risk) + ["", "How it is computed"]
    let width = risk.workings.map(\.name.count).max() ?? 0
    for step in risk.workings {
      lines.append("  \(padded(step.name, width))  = \(step.formula)")
      if step.values != step.formula { lines.append("  \(padded("", width))  = \(step.values)") }
      let result = value(step.result, step.unit)
      if result != step.values { lines.append("  \(padded("", width))  = \(result)") }
    }
    lines.append(
      "  The register rounds the likelihood to \(Decimal.short(risk.likelihood, places: 2))%, and money to cents.")
    let inputs = cause.inputs
    if !inputs.isEmpty {
      lines += ["", "What went in"]
      let names = inputs.map(\.name.count).max() ?? 0
      let values = inputs.map { value($0.value, $0.unit) }
      let widest = values.map(\.count).max() ?? 0
      for (input, value) in zip(inputs, values) {
        lines.append("  \(padded(input.name, names))  \(padded(value, widest))  \(input.source)")
      }
    }
    let terms = cause.draft.terms()
    if !terms.isEmpty {
      lines += ["", "Where it was read"]
      for term in terms.prefix(RiskExplanation.rowLimit) {
        let cells = term.cells.map { "\($0.name) \(cell($0.cell))" }.joined(separator: ", ")
        lines.append("  \(place(term))  \(term.key): \(cells)")
      }
      if terms.count > RiskExplanation.rowLimit {
        lines.append("  and \(Wording.number(terms.count - RiskExplanation.rowLimit)) more, all of them with --json")
      }
    }
    lines += [
      "", "The rule", "  fires     when \(cause.rule.fires)", "  model     \(cause.rule.model)",
      "  response  \(cause.rule.response)",
    ]
    return joined(lines)
  }

  private func head(_ risk: Risk) -> [String] {
    [
      "\(risk.id): \(risk.name) (\(risk.category.rawValue)), \(risk.subject)", "", risk.description, "",
      "  likelihood  \(Decimal.short(risk.likelihood, places: 2))% (band \(risk.likelihood5) of 5)",
      "  impact      \(money(risk.impact)) (band \(risk.impact5) of 5)",
      "  exposure    \(money(risk.exposure)), after the response \(money(risk.residualExposure))",
      "  response    \(Wording.list(risk.responses.map(\.rawValue))) for \(money(risk.responseCost)), under way by "
        + "\(risk.respondBy): \(risk.responseDescription)",
      "  owner       \(risk.owner)", "  raised by   \(risk.trigger); first felt on \(risk.proximity)",
    ]
  }

  private func text(of risk: Risk) -> String {
    joined(
      head(risk) + ["", "Its causes, each of which can be explained by its id"]
        + risk.causes.map { "  \($0.id)  \(money($0.exposure))  \($0.subject)" })
  }

  private func text(of rule: RiskRule, _ causes: [RiskCause]) -> String {
    var lines = [
      "\(rule.id): \(rule.name) (\(rule.category.rawValue))", "", "  fires     when \(rule.fires)",
      "  model     \(rule.model)", "  response  \(rule.response)", "",
    ]
    if register.blind.contains(rule.id) {
      lines.append("This estate says nothing in \(Wording.list(rule.needs)): the rule had nothing to look at.")
    } else if causes.isEmpty {
      lines.append("It found nothing in this plan.")
    } else {
      lines.append("\(Wording.count(causes.count, "cause")) in this plan")
      lines += causes.map { "  \($0.risk.id)  \(money($0.risk.exposure))  \($0.risk.subject)" }
    }
    return joined(lines)
  }

  private func joined(_ lines: [String]) -> String { lines.map { VisibleText.of($0) + "\n" }.joined() }

  private func money(_ amount: Double) -> String { Wording.money(amount, register.currency) }

  private func value(_ value: Double, _ unit: Quantity.Unit) -> String {
    let number = Decimal.short(value, places: 6)
    switch unit {
    case .money: return "\(register.currency) \(Decimal.text(value, places: 2))"
    case .moneyPerYear: return "\(register.currency) \(Decimal.text(value, places: 2)) a year"
    case .moneyPerDay: return "\(register.currency) \(Decimal.text(value, places: 2)) a day"
    case .days: return "\(number) days"
    case .gigabytes: return "\(number) GB"
    case .share, .count, .plain: return number
    }
  }

  private func cell(_ cell: RiskTerm.Cell) -> String {
    switch cell {
    case .number(let number, let unit): value(number, unit)
    case .text(let text): text
    }
  }

  private func place(_ term: RiskTerm) -> String {
    if let path = term.path { return "\(term.file) \(path)" }
    return term.line > 0 ? "\(term.file):\(term.line)" : term.file
  }

  private func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  // MARK: For tools

  /// `kind` is `risk` or `rule`.
  package var json: [(String, JSONValue)] {
    switch subject {
    case .entry(let risk): return [("kind", "risk"), ("risk", RiskRegister.json(risk))]
    case .rule(let rule, let causes):
      return [
        ("kind", "rule"),
        (
          "rule",
          .object([
            ("ruleId", .string(rule.id)), ("riskName", .string(rule.name)), ("fires", .string(rule.fires)),
            ("model", .string(rule.model)), ("response", .string(rule.response)),
            ("needs", .array(rule.needs.map { .string($0) })),
            (
              "causes",
              .array(
                causes.map {
                  .object([
                    ("riskId", .string($0.risk.id)), ("subject", .string($0.risk.subject)),
                    ("exposureRating", .money($0.risk.exposure)),
                  ])
                })
            ),
          ])
        ),
      ]
    case .cause(let cause):
      return [
        ("kind", "risk"), ("risk", RiskRegister.json(cause.risk)),
        (
          "inputs",
          .array(
            cause.inputs.map {
              .object([
                ("name", .string($0.name)), ("value", .number($0.value)), ("unit", .string($0.unit.rawValue)),
                ("source", .string($0.source)),
              ])
            })
        ),
        ("rows", .array(cause.draft.terms().map(json))),
      ]
    }
  }

  private func json(_ term: RiskTerm) -> JSONValue {
    var members: [(String, JSONValue)] = [("file", .string(term.file))]
    if term.line > 0 { members.append(("line", .integer(term.line))) }
    if let path = term.path { members.append(("path", .string(path))) }
    members.append(("key", .string(term.key)))
    members.append(
      (
        "cells",
        .array(
          term.cells.map { cell in
            switch cell.cell {
            case .number(let number, let unit):
              return .object([
                ("name", .string(cell.name)), ("value", .number(number)), ("unit", .string(unit.rawValue)),
              ])
            case .text(let text): return .object([("name", .string(cell.name)), ("value", .string(text))])
            }
          })
      ))
    return .object(members)
  }
}
