import Documents
import Estates
import Plans

/// A diff as JSON: `before` and `after` of everything that the plans state, and every change by its word.
extension DiffReport {
  package static let schema = "drawdown/diff/1"

  package var json: JSONValue {
    var members: [(String, JSONValue)] = [
      ("schema", .string(DiffReport.schema)), ("same", .bool(isSame)),
      ("before", identity(before, diff.estate.before, diff.tool.before, diff.options.before)),
      ("after", identity(after, diff.estate.after, diff.tool.after, diff.options.after)),
      ("changedInputs", .array(diff.changedInputs.map { .string($0) })),
      ("replan", diff.replan.map(replan) ?? .null),
      ("currency", .string(currency)),
      ("targets", .array(diff.goals.map(goal))),
      ("value", .object(diff.money.map { ($0.name, pair($0.amounts) { .money($0) }) })),
      ("bound", .object([("npv", pair(diff.boundWorth) { .money($0) }), ("gap", pair(diff.gap) { .share($0) })])),
    ]
    if let risks { members.append(("risks", register(risks))) }
    members += [
      (
        "scope",
        .object(
          [("planned", pair(diff.workloadCount) { .integer($0) })]
            + diff.footprint.map { ($0.measure.rawValue, pair($0.amounts) { .number($0) }) })
      ),
      ("program", .object(diff.terms.map { ($0.name, pair($0.values) { .string($0) }) })),
      ("rules", .array(diff.rules.map(rule))), ("calendar", diff.calendar.map(calendar) ?? .null),
      ("counts", .object(WorkloadChange.Action.allCases.map { ($0.rawValue, .integer(diff.count(of: $0))) })),
      ("workloads", .array(diff.workloads.map(workload))),
      ("unstated", .array(diff.unstated.map { .string($0.rawValue) })),
    ]
    if let causes { members.append(("causes", document(causes))) }
    return .object(members)
  }

  private func document(_ causes: MoveCauses) -> JSONValue {
    .object([
      ("moved", .integer(causes.moved)), ("required", .integer(causes.required)),
      ("requiredProven", .integer(causes.requiredProven)), ("searchShare", .share(causes.searchShare)),
      ("counts", .object(MoveCause.Word.allCases.map { ($0.rawValue, .integer(causes.count(of: $0))) })),
      ("changes", .array(causes.changes.map(input))),
    ])
  }

  private func input(_ change: InputChange) -> JSONValue {
    var members: [(String, JSONValue)] = [("place", .string(change.place))]
    switch change.subject {
    case .row(let file, let key, let kind, let cells):
      members += [
        ("kind", .string("row")), ("file", .string(file)), ("key", .string(key)), ("change", .string(kind.rawValue)),
        (
          "cells",
          .array(
            cells.map {
              .object([
                ("column", .string($0.column)), ("before", .string($0.before)), ("after", .string($0.after)),
              ])
            })
        ),
      ]
    case .rule(let change): members += [("kind", .string("rule")), ("rule", rule(change))]
    case .term(let name, let before, let after):
      members += [
        ("kind", .string("term")), ("key", .string(name)), ("before", .string(before)), ("after", .string(after)),
      ]
    case .actual(let workload, let words):
      members += [("kind", .string("actual")), ("key", .string(workload)), ("what", .string(words))]
    }
    return .object(members)
  }

  private func cause(_ cause: MoveCause) -> JSONValue {
    .object([
      ("word", .string(cause.word.rawValue)), ("force", .optional(cause.force?.rawValue)),
      ("roots", .array(cause.roots.map { .integer($0) })),
      (
        "chain",
        .array(
          cause.chain.map { .object([("workload", .string($0.workload)), ("through", .string($0.through))]) })
      ),
    ])
  }

  private func pair<Value>(_ pair: PlanDiff.Pair<Value>, _ json: (Value) -> JSONValue) -> JSONValue {
    .object([("before", pair.before.map(json) ?? .null), ("after", pair.after.map(json) ?? .null)])
  }

  private func identity(
    _ side: Side, _ estate: Plan.EstateReference?, _ tool: Plan.Tool?, _ options: Plan.Options?
  ) -> JSONValue {
    .object([
      ("plan", .string(side.digest)), ("file", .string(side.name)), ("estate", .optional(estate?.name)),
      ("estateDigest", .optional(estate?.digest)), ("tool", .optional(tool?.name)),
      ("version", .optional(tool?.version)),
      ("effort", options.map { .integer($0.effort) } ?? .null), ("cutOff", .optional(options?.cutOff)),
      (
        "overrides",
        .array(
          (options?.overrides ?? []).map { .object([("path", .string($0.path)), ("value", .string($0.value))]) })
      ),
    ])
  }

  private func replan(_ replan: Plan.Replan) -> JSONValue {
    .object([
      ("asOf", .string("\(replan.asOf)")), ("plan", .string(replan.plan)), ("settled", .integer(replan.settled.count)),
      ("frozen", .integer(replan.frozen.count)), ("thawed", .integer(replan.thawed.count)),
      ("moved", .integer(replan.moved)), ("fewestProven", .integer(replan.fewestProven)),
    ])
  }

  private func goal(_ goal: PlanDiff.Goal) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("measure", .string(goal.measure.rawValue)), ("by", .string("\(goal.by)")),
      ("milestone", .bool(goal.isMilestone)),
      ("required", pair(goal.required) { .share($0) }), ("reduction", pair(goal.reduction) { .share($0) }),
      ("shortfall", pair(goal.shortfall) { .share($0) }),
      ("penaltyPerPoint", pair(goal.price) { .money($0) }),
    ]
    if !goal.isMilestone {
      members += [
        ("reachedOn", pair(goal.reachedOn) { .string("\($0)") }), ("baseline", pair(goal.baseline) { .number($0) }),
      ]
    }
    return .object(members)
  }

  private func register(_ risks: RiskDiff) -> JSONValue {
    func entry(_ risk: RiskListing.Entry) -> JSONValue {
      .object([
        ("riskId", .string(risk.id)), ("subject", .string(risk.subject)), ("riskLikelihood", .number(risk.likelihood)),
        ("riskImpact", .money(risk.impact)), ("exposureRating", .money(risk.exposure)),
      ])
    }
    return .object([
      (
        "exposure",
        .object([("before", .money(risks.exposure.before)), ("after", .money(risks.exposure.after))])
      ),
      ("opened", .array(risks.opened.map(entry))), ("closed", .array(risks.closed.map(entry))),
      (
        "rerated",
        .array(risks.rerated.map { .object([("before", entry($0.before)), ("after", entry($0.after))]) })
      ),
    ])
  }

  private func rule(_ change: RuleChange) -> JSONValue {
    func side(_ use: Plan.RuleUse?) -> JSONValue {
      use.map { .object([("name", .optional($0.name)), ("content", $0.content ?? .null)]) } ?? .null
    }
    return .object([
      ("change", .string(change.kind.rawValue)), ("rule", .string(change.word)), ("before", side(change.before)),
      ("after", side(change.after)), ("keys", .array(change.keys.map { .string($0.key) })),
    ])
  }

  private func calendar(_ change: PlanDiff.CalendarChange) -> JSONValue {
    .object([
      ("waves", pair(change.waves) { .integer($0) }), ("firstCutover", pair(change.first) { .string("\($0)") }),
      ("lastCutover", pair(change.last) { .string("\($0)") }), ("redated", .integer(change.redated)),
    ])
  }

  private func workload(_ change: WorkloadChange) -> JSONValue {
    func state(_ state: WorkloadChange.State?) -> JSONValue {
      guard let state else { return .null }
      return .object([
        ("wave", state.wave.map { .integer($0) } ?? .null), ("cutover", .optional(state.cutover.map { "\($0)" })),
        ("reason", .optional(state.reason?.rawValue)), ("disposition", .string(state.disposition.rawValue)),
        ("pinned", .bool(state.isPinned)),
      ])
    }
    var members: [(String, JSONValue)] = [
      ("workload", .string(change.workload)), ("actions", .array(change.actions.map { .string($0.rawValue) })),
      ("before", state(change.before)), ("after", state(change.after)),
    ]
    if let cause = causes?[change.workload] { members.append(("cause", self.cause(cause))) }
    return .object(members)
  }
}
