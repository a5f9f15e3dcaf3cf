import Documents
import Estates
import Plans
import Reports

/// What `drawdown plan --json` answers: the plan on one screen, as data. The plan itself is `plan.json`.
package enum PlanAnswer {
  package static let schema = "drawdown/planning/1"

  /// - Parameter digest: `sha256:…` of plan.json.
  static func json(_ plan: Plan, digest: String, folder: String, files: [String]) -> JSONValue {
    let moving = plan.waves.reduce(0) { $0 + $1.workloads.count }
    return .object([
      ("schema", .string(schema)), ("outcome", "plan"), ("estate", .string(plan.estate.name)),
      ("folder", .string(folder)), ("files", .array(files.map { .string($0) })), ("plan", .string(digest)),
      ("leaving", .integer(moving)), ("staying", .integer(plan.stays.count)), ("waves", .integer(plan.waves.count)),
      ("wavesUsed", .integer(plan.waves.count { !$0.workloads.isEmpty })),
      ("targets", .array(plan.targets.map(target))), ("missed", .bool(PlanSummary.misses(plan))),
      ("currency", .string(plan.currency)), ("npv", .money(plan.value.npv)),
      (
        "bound",
        plan.bound.map { .object([("npv", .money($0.npv)), ("gap", .share($0.gap))]) } ?? .null
      ),
      ("cutOff", .optional(plan.options.cutOff)),
    ])
  }

  /// No plan exists; the explanation is the one that people read.
  static func json(infeasible explanation: String, estate: String) -> JSONValue {
    .object([
      ("schema", .string(schema)), ("outcome", "infeasible"), ("estate", .string(estate)),
      ("explanation", .string(explanation)),
    ])
  }

  private static func target(_ target: Plan.TargetResult) -> JSONValue {
    .object([
      ("measure", .string(target.measure.rawValue)), ("by", .string("\(target.by)")),
      ("required", .share(target.required)), ("reduction", .share(target.reduction)),
      ("shortfall", .share(target.shortfall)), ("reachedOn", .optional(target.reachedOn.map { "\($0)" })),
      (
        "milestones",
        .array(
          target.milestones.map {
            .object([
              ("by", .string("\($0.by)")), ("required", .share($0.required)), ("reduction", .share($0.reduction)),
              ("shortfall", .share($0.shortfall)),
            ])
          })
      ),
    ])
  }

  /// The JSON Schema (2020-12) of the answer.
  package static let answerSchema = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "drawdown/planning/1",
      "title": "What planning came to",
      "type": "object",
      "required": ["schema", "outcome", "estate"],
      "properties": { "schema": { "const": "drawdown/planning/1" }, "estate": { "type": "string" } },
      "anyOf": [
        {
          "required": [
            "folder", "files", "plan", "leaving", "staying", "waves", "wavesUsed", "targets", "missed", "currency", "npv",
            "bound", "cutOff"
          ],
          "properties": {
            "outcome": { "const": "plan" },
            "folder": { "type": "string" },
            "files": { "type": "array", "minItems": 1, "items": { "type": "string" } },
            "plan": { "type": "string", "pattern": "^sha256:[0-9a-f]{64}$", "description": "Digest of plan.json." },
            "leaving": { "$ref": "#/$defs/count" },
            "staying": { "$ref": "#/$defs/count" },
            "waves": { "$ref": "#/$defs/count" },
            "wavesUsed": { "$ref": "#/$defs/count" },
            "targets": {
              "type": "array",
              "items": {
                "type": "object",
                "required": ["measure", "by", "required", "reduction", "shortfall", "reachedOn", "milestones"],
                "properties": {
                  "measure": { "enum": ["hosts", "rack_units", "power_kw", "racks", "sites", "workloads"] },
                  "by": { "$ref": "#/$defs/day" },
                  "required": { "type": "number" },
                  "reduction": { "type": "number" },
                  "shortfall": { "type": "number", "minimum": 0 },
                  "reachedOn": { "type": ["string", "null"] },
                  "milestones": {
                    "type": "array",
                    "items": {
                      "type": "object",
                      "required": ["by", "required", "reduction", "shortfall"],
                      "properties": {
                        "by": { "$ref": "#/$defs/day" },
                        "required": { "type": "number" },
                        "reduction": { "type": "number" },
                        "shortfall": { "type": "number", "minimum": 0 }
                      }
                    }
                  }
                }
              }
            },
            "missed": { "type": "boolean", "description": "A target is missed: what --strict asks about." },
            "currency": { "type": "string" },
            "npv": { "type": "number" },
            "bound": {
              "type": ["object", "null"],
              "required": ["npv", "gap"],
              "properties": { "npv": { "type": "number" }, "gap": { "type": "number", "minimum": 0 } }
            },
            "cutOff": { "type": ["string", "null"], "description": "Why the search ended before its effort was spent." }
          }
        },
        {
          "required": ["explanation"],
          "properties": {
            "outcome": { "const": "infeasible" },
            "explanation": { "type": "string", "minLength": 1 }
          }
        }
      ],
      "$defs": {
        "count": { "type": "integer", "minimum": 0 },
        "day": { "type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$" }
      }
    }

    """#
}
