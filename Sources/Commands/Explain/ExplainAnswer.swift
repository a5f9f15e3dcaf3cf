/// The JSON Schema (2020-12) of `drawdown explain --json`: a risk with the numbers that went in, or a rule with what it found.
extension ExplainCommand {
  package static let answerSchema = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "drawdown/explanation/1",
      "title": "Explanation of a risk",
      "type": "object",
      "required": ["schema", "kind"],
      "properties": {
        "schema": { "const": "drawdown/explanation/1" },
        "kind": { "enum": ["risk", "rule"] },
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
