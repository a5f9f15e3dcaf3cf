/// The JSON Schema (2020-12) of `drawdown explain --json`: a risk with the numbers that went in, a rule with
/// what it found, or a workload with what every other wave would break or cost.
extension ExplainCommand {
  package static let answerSchema = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "drawdown/explanation/1",
      "title": "Explanation of a risk, a rule or a workload",
      "type": "object",
      "required": ["schema", "kind"],
      "properties": {
        "schema": { "const": "drawdown/explanation/1" },
        "kind": { "enum": ["risk", "rule", "workload"] },
        "risk": {
          "type": "object",
          "description": "The entry as in risks.json (plans/risks.schema.json).",
          "required": ["riskId", "ruleId", "riskLikelihood", "riskImpact", "exposureRating", "workings"],
          "properties": {
            "riskId": { "type": "string", "minLength": 1 },
            "workings": {
              "type": "array",
              "description": "How the figures came about, in the order of the computation.",
              "items": {
                "type": "object",
                "required": ["name", "formula", "values", "result"],
                "properties": { "result": { "type": "number" } }
              }
            }
          }
        },
        "inputs": {
          "type": "array",
          "description": "Every number in the formulas that no formula made.",
          "items": {
            "type": "object",
            "required": ["name", "value", "unit", "source"],
            "properties": {
              "name": { "type": "string", "minLength": 1 },
              "value": { "type": "number" },
              "unit": { "$ref": "#/$defs/unit" },
              "source": { "type": "string", "minLength": 1 }
            }
          }
        },
        "rows": {
          "type": "array",
          "description": "Rows of the inventory and parts of the plan that were looked at.",
          "items": {
            "type": "object",
            "required": ["file", "key", "cells"],
            "properties": {
              "file": { "type": "string", "minLength": 1 },
              "line": { "type": "integer", "minimum": 1 },
              "path": { "type": "string", "description": "JSON pointer." },
              "key": { "type": "string" },
              "cells": {
                "type": "array",
                "items": {
                  "type": "object",
                  "required": ["name", "value"],
                  "properties": {
                    "name": { "type": "string", "minLength": 1 },
                    "value": { "type": ["number", "string"] },
                    "unit": { "$ref": "#/$defs/unit" }
                  }
                }
              }
            }
          }
        },
        "workload": { "type": "string", "minLength": 1 },
        "wave": { "type": ["integer", "null"], "minimum": 1, "description": "Null where it stays." },
        "together": { "type": "array", "items": { "type": "string" }, "description": "Who must move with it." },
        "room": {
          "type": ["number", "null"],
          "description": "What it takes of limits in its wave, at the prices that prove the bound; null without such prices."
        },
        "alternatives": {
          "type": "array",
          "description": "Every other wave, then staying, with all others where the plan has them.",
          "items": {
            "type": "object",
            "required": ["wave", "broken", "worth", "shortfall", "milestoneShortfall", "room"],
            "properties": {
              "wave": { "type": ["integer", "null"], "minimum": 1 },
              "broken": {
                "type": "array",
                "description": "What would be broken that the plan does not break.",
                "items": {
                  "type": "object",
                  "required": ["what", "name", "place"],
                  "properties": {
                    "what": { "type": "string" },
                    "name": { "type": "string", "description": "The rule, row or cell that would have to give." },
                    "place": { "type": "string", "description": "File, line and column." }
                  }
                }
              },
              "worth": { "type": "number", "description": "What the plan would be worth more." },
              "shortfall": { "type": "number", "description": "How much more of the targets would be missed." },
              "milestoneShortfall": { "type": "number" },
              "room": { "type": ["number", "null"] }
            }
          }
        },
        "rule": {
          "type": "object",
          "required": ["ruleId", "riskName", "fires", "model", "response", "needs", "causes"],
          "properties": {
            "ruleId": { "type": "string", "minLength": 1 },
            "causes": {
              "type": "array",
              "items": { "type": "object", "required": ["riskId", "subject", "exposureRating"] }
            }
          }
        }
      },
      "$defs": {
        "unit": { "enum": ["money", "moneyPerYear", "moneyPerDay", "days", "share", "count", "gigabytes", "plain"] }
      }
    }

    """#
}
