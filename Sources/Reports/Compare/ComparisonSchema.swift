/// The JSON Schema (2020-12) of `drawdown compare --json`: each plan with its figures, and their order.
extension PlanComparison {
  package static let answerSchema = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "drawdown/comparison/1",
      "title": "Plans side by side",
      "type": "object",
      "required": ["schema", "sameEstate", "currency", "ranking", "plans"],
      "properties": {
        "schema": { "const": "drawdown/comparison/1" },
        "sameEstate": { "type": "boolean", "description": "Every plan was made from files of the same bytes." },
        "currency": { "type": ["string", "null"], "description": "Null where the plans count in several." },
        "ranking": {
          "type": "array",
          "description": "Letters, the best first by summed shortfall of targets, then of milestones, then worth; equals stand together. Empty where currencies differ.",
          "items": { "type": "array", "items": { "type": "string" }, "minItems": 1 }
        },
        "plans": { "type": "array", "minItems": 2, "items": { "$ref": "#/$defs/plan" } }
      },
      "$defs": {
        "day": { "type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$" },
        "counts": { "type": "object", "additionalProperties": { "type": "integer", "minimum": 0 } },
        "spread": {
          "type": ["object", "null"],
          "required": ["expected", "p50", "p80", "p95"],
          "properties": {
            "expected": { "type": "number" },
            "p50": { "type": "number" },
            "p80": { "type": "number" },
            "p95": { "type": "number" }
          }
        },
        "plan": {
          "type": "object",
          "required": [
            "letter", "name", "plan", "estate", "overrides", "effort", "cutOff", "currency", "goals", "shortfall",
            "milestoneShortfall", "npv", "value", "bound", "risks", "leaving", "dispositions", "staying", "reasons",
            "waves", "wavesUsed", "lastCutover", "splits", "fullLimits", "otherwise", "movedOtherwise"
          ],
          "properties": {
            "letter": { "type": "string", "pattern": "^[A-Z]+$" },
            "name": { "type": "string" },
            "plan": { "type": "string", "pattern": "^sha256:[0-9a-f]{64}$" },
            "estate": {
              "type": "object",
              "required": ["name", "digest"],
              "properties": { "name": { "type": "string" }, "digest": { "type": "string" } }
            },
            "overrides": {
              "type": "array",
              "items": {
                "type": "object",
                "required": ["path", "value"],
                "properties": { "path": { "type": "string" }, "value": { "type": "string" } }
              }
            },
            "effort": { "type": "integer", "minimum": 0 },
            "cutOff": { "type": ["string", "null"] },
            "currency": { "type": "string" },
            "goals": {
              "type": "array",
              "items": {
                "type": "object",
                "required": ["measure", "by", "milestone", "required", "reduction", "shortfall", "reachedOn"],
                "properties": {
                  "measure": { "enum": ["hosts", "rack_units", "power_kw", "racks", "sites", "workloads"] },
                  "by": { "$ref": "#/$defs/day" },
                  "milestone": { "type": "boolean" },
                  "required": { "type": "number" },
                  "reduction": { "type": "number" },
                  "shortfall": { "type": "number", "minimum": 0 },
                  "reachedOn": { "type": ["string", "null"] }
                }
              }
            },
            "shortfall": { "type": "number", "minimum": 0, "description": "Summed over targets without a price." },
            "milestoneShortfall": { "type": "number", "minimum": 0 },
            "npv": { "type": "number" },
            "value": { "type": "object", "additionalProperties": { "type": "number" } },
            "bound": {
              "type": ["object", "null"],
              "required": ["shortfall", "milestoneShortfall", "npv", "gap"],
              "properties": {
                "shortfall": { "type": "number" },
                "milestoneShortfall": { "type": "number" },
                "npv": { "type": "number" },
                "gap": { "type": "number" }
              }
            },
            "risks": {
              "type": ["object", "null"],
              "description": "Where risks.json lies beside the plan: money that is at risk, over simulated courses.",
              "required": ["count", "inherent", "residual"],
              "properties": {
                "count": { "type": "integer", "minimum": 0 },
                "inherent": { "$ref": "#/$defs/spread" },
                "residual": { "$ref": "#/$defs/spread" }
              }
            },
            "leaving": { "type": "integer", "minimum": 0 },
            "dispositions": {
              "type": ["object", "null"],
              "description": "Of the workloads that leave.",
              "additionalProperties": { "type": "integer", "minimum": 0 }
            },
            "staying": { "type": "integer", "minimum": 0 },
            "reasons": { "$ref": "#/$defs/counts" },
            "waves": { "type": "integer", "minimum": 1 },
            "wavesUsed": { "type": "integer", "minimum": 0 },
            "lastCutover": { "type": ["string", "null"] },
            "splits": { "type": ["integer", "null"] },
            "fullLimits": {
              "type": "array",
              "items": {
                "type": "object",
                "required": ["limit", "full", "periods"],
                "properties": {
                  "limit": { "type": "string" },
                  "full": { "type": "integer", "minimum": 0 },
                  "periods": { "type": "integer", "minimum": 1 }
                }
              }
            },
            "otherwise": {
              "type": "array",
              "description": "Terms, rules and dates in which it differs from the first plan.",
              "items": { "type": "string" }
            },
            "movedOtherwise": {
              "type": ["integer", "null"],
              "description": "Workloads that this plan treats otherwise than the first; null for the first."
            }
          }
        }
      }
    }

    """#
}
