import Documents
import Estates
import Plans
import Waves

/// A frontier as data: `frontier.json`, and what the command answers under `--json`.
extension FrontierReport {
  package var json: JSONValue {
    .object([
      ("schema", .string(FrontierReport.schema)),
      ("estate", .object([("name", .string(estate.name)), ("digest", .string(estate.digest))])),
      (
        "limit",
        .object([
          ("rule", .integer(limit.rule)), ("name", .optional(estate.program.rules[limit.rule].name)),
          ("measure", .string(limit.measure)), ("period", .string(limit.period.rawValue)),
          ("stated", .literal(Decimal.shortest(limit.stated))),
        ])
      ),
      ("effort", .integer(effort)), ("timeLimit", time.map { .number($0) } ?? .null), ("currency", .string(currency)),
      ("points", .array(points.indices.map(point))),
    ])
  }

  private func point(_ place: Int) -> JSONValue {
    let point = points[place]
    let changed = limit.estate(estate, at: point.capacity).overrides.last
    var members: [(String, JSONValue)] = [
      ("capacity", .literal(Decimal.shortest(point.capacity))), ("program", .bool(isProgram(point.capacity))),
      (
        "set",
        .object([("path", .string(changed?.path ?? "")), ("value", .string(changed?.value ?? ""))])
      ),
    ]
    switch point.outcome {
    case .infeasible: members.append(("outcome", "infeasible"))
    case .unknown: members.append(("outcome", "unknown"))
    case .plan(let plan):
      let outcome = PlanComparison.Outcome(plan)
      let full = planned.first { $0.place == place }?.full ?? (count: 0, of: 0)
      members += [
        ("outcome", "plan"), ("plan", .optional(digests[place])), ("file", .optional(files[place])),
        ("targets", .array(plan.targets.map(target))), ("shortfall", .share(outcome.shortfall)),
        ("milestoneShortfall", .share(outcome.milestoneShortfall)), ("npv", .money(plan.value.npv)),
        (
          "bound",
          plan.bound.map { bound in
            .object([
              ("shortfall", .share(bound.shortfall)), ("milestoneShortfall", .share(bound.milestoneShortfall)),
              ("npv", .money(bound.npv)), ("gap", .share(bound.gap)),
            ])
          } ?? .null
        ), ("leaving", .integer(outcome.leaving)), ("periods", .integer(full.of)),
        ("fullPeriods", .integer(full.count)),
      ]
    }
    return .object(members)
  }

  private func target(_ target: Plan.TargetResult) -> JSONValue {
    .object([
      ("measure", .string(target.measure.rawValue)), ("by", .string("\(target.by)")),
      ("required", .share(target.required)), ("reduction", .share(target.reduction)),
      ("shortfall", .share(target.shortfall)), ("reachedOn", .optional(target.reachedOn.map { "\($0)" })),
    ])
  }

  /// The JSON Schema (2020-12) of `frontier.json`.
  package static let answerSchema = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "drawdown/frontier/1",
      "title": "What a limit buys",
      "type": "object",
      "required": ["schema", "estate", "limit", "effort", "timeLimit", "currency", "points"],
      "properties": {
        "schema": { "const": "drawdown/frontier/1" },
        "estate": {
          "type": "object",
          "required": ["name", "digest"],
          "properties": { "name": { "type": "string" }, "digest": { "type": "string" } }
        },
        "limit": {
          "type": "object",
          "required": ["rule", "name", "measure", "period", "stated"],
          "properties": {
            "rule": { "type": "integer", "minimum": 0, "description": "Place in the rules of the program, from 0." },
            "name": { "type": ["string", "null"] },
            "measure": { "type": "string" },
            "period": { "enum": ["perWave", "perQuarter", "perYear"] },
            "stated": { "type": "number", "description": "The capacity in program.json; of a list, the value that goes on." }
          }
        },
        "effort": { "type": "integer", "minimum": 1, "description": "Steps of search for each point." },
        "timeLimit": { "type": ["number", "null"], "minimum": 0, "description": "Seconds for all points together." },
        "currency": { "type": "string" },
        "points": {
          "type": "array",
          "description": "By rising capacity. With more capacity no point is worse by shortfall, then milestoneShortfall, then npv.",
          "items": {
            "type": "object",
            "required": ["capacity", "program", "set", "outcome"],
            "properties": {
              "capacity": { "type": "number" },
              "program": { "type": "boolean", "description": "The capacity is that of program.json." },
              "set": {
                "type": "object",
                "description": "The value that the point sets otherwise than the program.",
                "required": ["path", "value"],
                "properties": { "path": { "type": "string" }, "value": { "type": "string" } }
              },
              "outcome": { "enum": ["plan", "infeasible", "unknown"] },
              "plan": { "type": ["string", "null"], "description": "Digest of the point's plan.json." },
              "file": { "type": ["string", "null"], "description": "Where it lies, where plans are kept." },
              "targets": {
                "type": "array",
                "items": {
                  "type": "object",
                  "required": ["measure", "by", "required", "reduction", "shortfall", "reachedOn"],
                  "properties": {
                    "measure": { "enum": ["hosts", "rack_units", "power_kw", "racks", "sites", "workloads"] },
                    "by": { "type": "string" },
                    "required": { "type": "number" },
                    "reduction": { "type": "number" },
                    "shortfall": { "type": "number", "minimum": 0 },
                    "reachedOn": { "type": ["string", "null"] }
                  }
                }
              },
              "shortfall": { "type": "number", "minimum": 0 },
              "milestoneShortfall": { "type": "number", "minimum": 0 },
              "npv": { "type": "number" },
              "bound": {
                "type": ["object", "null"],
                "description": "What is proven: no plan at this capacity, nor below, surpasses it.",
                "required": ["shortfall", "milestoneShortfall", "npv", "gap"],
                "properties": {
                  "shortfall": { "type": "number" },
                  "milestoneShortfall": { "type": "number" },
                  "npv": { "type": "number" },
                  "gap": { "type": "number" }
                }
              },
              "leaving": { "type": "integer", "minimum": 0 },
              "periods": { "type": "integer", "minimum": 0 },
              "fullPeriods": { "type": "integer", "minimum": 0, "description": "Periods in which nothing more fits." }
            }
          }
        }
      }
    }

    """#
}
