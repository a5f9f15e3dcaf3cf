/// The JSON Schema (2020-12) of `drawdown diff --json`: `before` and `after` of what two plans state, and each change.
extension DiffReport {
  package static let answerSchema = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "drawdown/diff/1",
      "title": "What changed between two plans",
      "type": "object",
      "required": [
        "schema", "same", "before", "after", "changedInputs", "currency", "targets", "value", "bound", "scope", "program",
        "rules", "calendar", "counts", "workloads", "unstated"
      ],
      "properties": {
        "schema": { "const": "drawdown/diff/1" },
        "same": { "type": "boolean" },
        "before": { "$ref": "#/$defs/side" },
        "after": { "$ref": "#/$defs/side" },
        "changedInputs": { "$ref": "#/$defs/texts" },
        "replan": {
          "type": ["object", "null"],
          "description": "Where the later plan was made in the midst of things: how many had left, were under way, moved otherwise than agreed.",
          "required": ["asOf", "plan", "settled", "frozen", "thawed", "moved", "fewestProven"],
          "properties": {
            "asOf": { "$ref": "#/$defs/day" },
            "plan": { "type": "string", "description": "Digest of the plan that was agreed before." },
            "settled": { "type": "integer", "minimum": 0 },
            "frozen": { "type": "integer", "minimum": 0 },
            "thawed": { "type": "integer", "minimum": 0 },
            "moved": { "type": "integer", "minimum": 0 },
            "fewestProven": { "type": "integer", "minimum": 0 }
          }
        },
        "currency": { "type": "string" },
        "targets": {
          "type": "array",
          "items": {
            "type": "object",
            "required": ["measure", "by", "milestone", "required", "reduction", "shortfall", "penaltyPerPoint"],
            "properties": {
              "measure": { "enum": ["hosts", "rack_units", "power_kw", "racks", "sites", "workloads"] },
              "by": { "$ref": "#/$defs/day" },
              "milestone": { "type": "boolean" },
              "required": { "$ref": "#/$defs/numbers" },
              "reduction": { "$ref": "#/$defs/numbers" },
              "shortfall": { "$ref": "#/$defs/numbers" },
              "penaltyPerPoint": { "$ref": "#/$defs/numbers" },
              "reachedOn": { "$ref": "#/$defs/pair" },
              "baseline": { "$ref": "#/$defs/numbers" }
            }
          }
        },
        "value": { "type": "object", "additionalProperties": { "$ref": "#/$defs/numbers" } },
        "bound": {
          "type": "object",
          "required": ["npv", "gap"],
          "properties": { "npv": { "$ref": "#/$defs/numbers" }, "gap": { "$ref": "#/$defs/numbers" } }
        },
        "risks": {
          "type": "object",
          "description": "Where risks.json lies beside both plans.",
          "required": ["exposure", "opened", "closed", "rerated"],
          "properties": {
            "exposure": { "$ref": "#/$defs/numbers" },
            "opened": { "type": "array", "items": { "$ref": "#/$defs/risk" } },
            "closed": { "type": "array", "items": { "$ref": "#/$defs/risk" } },
            "rerated": {
              "type": "array",
              "items": {
                "type": "object",
                "required": ["before", "after"],
                "properties": { "before": { "$ref": "#/$defs/risk" }, "after": { "$ref": "#/$defs/risk" } }
              }
            }
          }
        },
        "scope": { "type": "object", "additionalProperties": { "$ref": "#/$defs/numbers" } },
        "program": { "type": "object", "additionalProperties": { "$ref": "#/$defs/pair" } },
        "rules": {
          "type": "array",
          "items": {
            "type": "object",
            "required": ["change", "rule", "before", "after", "keys"],
            "properties": {
              "change": { "type": "string" },
              "rule": { "type": "string" },
              "before": { "type": ["object", "null"] },
              "after": { "type": ["object", "null"] },
              "keys": { "$ref": "#/$defs/texts" }
            }
          }
        },
        "calendar": { "type": ["object", "null"] },
        "counts": { "type": "object", "additionalProperties": { "type": "integer", "minimum": 0 } },
        "workloads": {
          "type": "array",
          "items": {
            "type": "object",
            "required": ["workload", "actions", "before", "after"],
            "properties": {
              "workload": { "type": "string" },
              "actions": { "$ref": "#/$defs/texts" },
              "before": { "$ref": "#/$defs/state" },
              "after": { "$ref": "#/$defs/state" },
              "cause": { "$ref": "#/$defs/cause" }
            }
          }
        },
        "unstated": { "$ref": "#/$defs/texts" },
        "causes": {
          "type": "object",
          "description": "Where the estates are at hand: what changed in them, and how much of the moves it explains.",
          "required": ["moved", "required", "requiredProven", "searchShare", "counts", "changes"],
          "properties": {
            "moved": { "type": "integer", "minimum": 0 },
            "required": { "type": "integer", "minimum": 0 },
            "requiredProven": { "type": "integer", "minimum": 0 },
            "searchShare": { "type": "number", "minimum": 0, "maximum": 1 },
            "counts": { "type": "object", "additionalProperties": { "type": "integer", "minimum": 0 } },
            "changes": {
              "type": "array",
              "items": {
                "type": "object",
                "required": ["place", "kind"],
                "properties": { "place": { "type": "string" }, "kind": { "enum": ["row", "rule", "term", "actual"] } }
              }
            }
          }
        }
      },
      "$defs": {
        "day": { "type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$" },
        "texts": { "type": "array", "items": { "type": "string" } },
        "cause": {
          "type": "object",
          "description": "Why it moves otherwise: roots are numbers in causes.changes, the chain leads to them.",
          "required": ["word", "force", "roots", "chain"],
          "properties": {
            "word": {
              "enum": ["inventory", "rule", "limit", "actual", "pin", "dependency", "released capacity", "search"]
            },
            "force": { "enum": ["required", "enabled", "pays", null] },
            "roots": { "type": "array", "items": { "type": "integer", "minimum": 0 } },
            "chain": {
              "type": "array",
              "items": {
                "type": "object",
                "required": ["workload", "through"],
                "properties": { "workload": { "type": "string" }, "through": { "type": "string" } }
              }
            }
          }
        },
        "pair": { "type": "object", "required": ["before", "after"] },
        "numbers": {
          "type": "object",
          "required": ["before", "after"],
          "properties": { "before": { "type": ["number", "null"] }, "after": { "type": ["number", "null"] } }
        },
        "risk": {
          "type": "object",
          "required": ["riskId", "subject", "riskLikelihood", "riskImpact", "exposureRating"],
          "properties": {
            "riskId": { "type": "string" },
            "subject": { "type": "string" },
            "riskLikelihood": { "type": "number", "minimum": 0, "maximum": 100 },
            "riskImpact": { "type": "number", "minimum": 0 },
            "exposureRating": { "type": "number", "minimum": 0 }
          }
        },
        "side": {
          "type": "object",
          "required": ["plan", "file", "estate", "estateDigest", "tool", "version", "effort", "cutOff"],
          "properties": {
            "plan": { "type": "string", "pattern": "^sha256:[0-9a-f]{64}$" },
            "file": { "type": "string" },
            "estate": { "type": ["string", "null"] },
            "estateDigest": { "type": ["string", "null"] },
            "tool": { "type": ["string", "null"] },
            "version": { "type": ["string", "null"] },
            "effort": { "type": ["integer", "null"] },
            "cutOff": { "type": ["string", "null"] }
          }
        },
        "state": {
          "type": ["object", "null"],
          "required": ["wave", "cutover", "reason", "disposition", "pinned"],
          "properties": {
            "wave": { "type": ["integer", "null"] },
            "cutover": { "type": ["string", "null"] },
            "reason": { "type": ["string", "null"] },
            "disposition": { "type": "string" },
            "pinned": { "type": "boolean" }
          }
        }
      }
    }

    """#
}
