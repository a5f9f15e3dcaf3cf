import Documents
import Estates
import Plans

/// A comparison as JSON: every plan with its figures, and the order in which they stand.
extension PlanComparison {
  package var json: JSONValue {
    .object([
      ("schema", .string(PlanComparison.schema)), ("sameEstate", .bool(isOfOneEstate)),
      ("currency", .optional(currency)),
      ("ranking", .array(ranking.map { .array($0.map { .string(PlanComparison.letter($0)) }) })),
      ("plans", .array(columns.indices.map(plan))),
    ])
  }

  private func plan(_ place: Int) -> JSONValue {
    let (column, outcome) = (columns[place], outcomes[place])
    let plan = column.plan
    var members: [(String, JSONValue)] = [
      ("letter", .string(PlanComparison.letter(place))), ("name", .string(column.name)),
      ("plan", .string(column.digest)),
      (
        "estate", .object([("name", .string(plan.estate.name)), ("digest", .string(plan.estate.digest))])
      ),
      (
        "overrides",
        .array(plan.options.overrides.map { .object([("path", .string($0.path)), ("value", .string($0.value))]) })
      ),
      ("effort", .integer(plan.options.effort)), ("cutOff", .optional(plan.options.cutOff)),
      ("currency", .string(plan.currency)),
      ("goals", .array(goals.compactMap { goal($0, plan) })),
      ("shortfall", .share(outcome.shortfall)), ("milestoneShortfall", .share(outcome.milestoneShortfall)),
      ("npv", .money(outcome.worth)),
      ("value", .object(plan.value.parts.map { ($0.name, .money($0.amount)) })),
    ]
    members.append(
      (
        "bound",
        plan.bound.map { bound in
          .object([
            ("shortfall", .share(bound.shortfall)), ("milestoneShortfall", .share(bound.milestoneShortfall)),
            ("npv", .money(bound.npv)), ("gap", .share(bound.gap)),
          ])
        } ?? .null
      ))
    members += [
      ("risks", column.risks.map(risks) ?? .null), ("leaving", .integer(outcome.leaving)),
      (
        "dispositions",
        outcome.dispositions.map { counts in
          .object(zip(Disposition.allCases, counts).map { ($0.rawValue, .integer($1)) })
        } ?? .null
      ),
      ("staying", .integer(outcome.staying)),
      ("reasons", .object(zip(StayReason.allCases, outcome.reasons).map { ($0.rawValue, .integer($1)) })),
      ("waves", .integer(plan.waves.count)), ("wavesUsed", .integer(outcome.wavesUsed)),
      ("lastCutover", .optional(outcome.lastCutover.map { "\($0)" })),
      ("splits", outcome.splits.map { .integer($0) } ?? .null),
      (
        "fullLimits",
        .array(
          bindingLimits.compactMap { limit in
            limit.full[place].map { full in
              .object([("limit", .string(limit.name)), ("full", .integer(full.count)), ("periods", .integer(full.of))])
            }
          })
      ),
      ("otherwise", .array(otherwise(place).map { .string($0) })),
      ("movedOtherwise", differences[place].map { .integer($0.workloads.count) } ?? .null),
    ]
    return .object(members)
  }

  /// Terms, rules and dates in which a plan differs from the first, a sentence each.
  private func otherwise(_ place: Int) -> [String] {
    guard let diff = differences[place] else { return [] }
    return diff.terms.map { "\($0.name) \(DiffWording.pair($0.values) { $0 })" }
      + diff.rules.map { DiffWording.change($0) }
      + (diff.calendar.map { ["calendar " + DiffWording.calendar($0)] } ?? [])
  }

  private func goal(_ goal: Goal, _ plan: Plan) -> JSONValue? {
    standing(goal, plan).map { standing in
      .object([
        ("measure", .string(goal.measure.rawValue)), ("by", .string("\(goal.by)")),
        ("milestone", .bool(goal.isMilestone)), ("required", .share(standing.required)),
        ("reduction", .share(standing.reduction)), ("shortfall", .share(standing.shortfall)),
        ("reachedOn", .optional(standing.reachedOn.map { "\($0)" })),
      ])
    }
  }

  private func risks(_ listing: RiskListing) -> JSONValue {
    func spread(_ spread: RiskListing.Spread?) -> JSONValue {
      spread.map {
        .object([
          ("expected", .money($0.expected)), ("p50", .money($0.p50)), ("p80", .money($0.p80)), ("p95", .money($0.p95)),
        ])
      } ?? .null
    }
    return .object([
      ("count", .integer(listing.entries.count)), ("inherent", spread(listing.inherent)),
      ("residual", spread(listing.residual)),
    ])
  }
}
