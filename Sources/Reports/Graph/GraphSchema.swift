/// The JSON Schema (2020-12) of `drawdown graph --json`: what hangs together, and why.
extension GraphReport {
  package static let answerSchema = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "drawdown/graph/1",
      "title": "Dependency graph of an estate",
      "type": "object",
      "required": [
        "schema", "estate", "workloads", "dependencies", "relations", "moveGroups", "largestGroups", "cohesion",
        "lagCycles", "sharedServices", "components", "longestChain"
      ],
      "properties": {
        "schema": { "const": "drawdown/graph/1" },
        "estate": {
          "type": "object",
          "required": ["name", "digest"],
          "properties": { "name": { "type": "string" }, "digest": { "type": "string" } }
        },
        "workloads": { "$ref": "#/$defs/count" },
        "dependencies": { "$ref": "#/$defs/count" },
        "relations": {
          "type": "array",
          "items": {
            "type": "object",
            "required": ["relation", "stated", "related", "open"],
            "properties": {
              "relation": { "enum": ["together", "first", "last", "near", "apart"] },
              "stated": { "$ref": "#/$defs/count", "description": "By the row." },
              "related": { "$ref": "#/$defs/count", "description": "Decided by a relate rule." },
              "open": { "$ref": "#/$defs/count", "description": "Left open, and read as near." }
            }
          }
        },
        "moveGroups": { "$ref": "#/$defs/count" },
        "largestGroups": {
          "type": "array",
          "items": {
            "type": "object",
            "required": ["size", "workloads", "origins"],
            "properties": {
              "size": { "$ref": "#/$defs/count" },
              "workloads": { "$ref": "#/$defs/keys" },
              "origins": { "type": "array", "items": { "$ref": "#/$defs/origin" } }
            }
          }
        },
        "cohesion": {
          "type": ["object", "null"],
          "description": "Of the largest group: what it would fall into without one source of ties.",
          "required": ["size", "shares", "cuts"],
          "properties": {
            "size": { "$ref": "#/$defs/count" },
            "shares": { "type": "array", "items": { "$ref": "#/$defs/share" } },
            "cuts": { "type": "array", "items": { "$ref": "#/$defs/share" } }
          }
        },
        "lagCycles": {
          "type": "array",
          "items": {
            "type": "object",
            "required": ["workloads", "closing"],
            "properties": {
              "workloads": { "$ref": "#/$defs/keys" },
              "closing": {
                "type": "array",
                "items": {
                  "type": "object",
                  "required": ["before", "after", "lag", "origin"],
                  "properties": {
                    "before": { "type": ["string", "null"] },
                    "after": { "type": ["string", "null"] },
                    "lag": { "type": "integer" },
                    "origin": { "$ref": "#/$defs/origin" }
                  }
                }
              }
            }
          }
        },
        "sharedServices": {
          "type": "object",
          "required": ["threshold", "thresholdWithWord", "dragsTogether", "services"],
          "properties": {
            "threshold": { "$ref": "#/$defs/count" },
            "thresholdWithWord": { "$ref": "#/$defs/count" },
            "dragsTogether": { "$ref": "#/$defs/count" },
            "services": {
              "type": "array",
              "items": {
                "type": "object",
                "required": ["workload", "role", "consumers", "applications", "tied", "drags"],
                "properties": {
                  "workload": { "type": "string" },
                  "role": { "type": "string" },
                  "consumers": { "$ref": "#/$defs/count" },
                  "applications": { "$ref": "#/$defs/count" },
                  "tied": { "$ref": "#/$defs/count" },
                  "drags": { "$ref": "#/$defs/count" }
                }
              }
            }
          }
        },
        "components": {
          "type": "object",
          "required": ["hard", "any"],
          "properties": { "hard": { "$ref": "#/$defs/components" }, "any": { "$ref": "#/$defs/components" } }
        },
        "longestChain": {
          "type": "object",
          "required": ["groups", "waves"],
          "properties": { "groups": { "$ref": "#/$defs/keys" }, "waves": { "$ref": "#/$defs/count" } }
        }
      },
      "$defs": {
        "count": { "type": "integer", "minimum": 0 },
        "keys": { "type": "array", "items": { "type": "string" } },
        "origin": {
          "type": "object",
          "required": ["file", "line"],
          "properties": {
            "file": { "type": "string" },
            "line": { "type": "integer", "minimum": 0 },
            "pointer": { "type": "string" }
          }
        },
        "share": {
          "type": "object",
          "required": ["source", "ties", "largestPiece"],
          "properties": {
            "source": { "type": "string" },
            "ties": { "$ref": "#/$defs/count" },
            "largestPiece": { "$ref": "#/$defs/count" }
          }
        },
        "components": {
          "type": "object",
          "required": ["count", "alone", "largest"],
          "properties": {
            "count": { "$ref": "#/$defs/count" },
            "alone": { "$ref": "#/$defs/count" },
            "largest": { "type": "array", "items": { "$ref": "#/$defs/count" } }
          }
        }
      }
    }

    """#
}
