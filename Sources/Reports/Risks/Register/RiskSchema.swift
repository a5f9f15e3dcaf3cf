/// The JSON Schema (2020-12) of `risks.json`: a stricter profile of the register of NIST IR 8286r1, which by itself would
/// accept 150%, a negative loss or a blank owner.
package enum RiskSchema {
  package static let json = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "drawdown/risks/1",
      "title": "Drawdown risk register",
      "type": "object",
      "required": [
        "schema", "estate", "plan", "currency", "riskBands", "threshold", "causes", "belowThreshold", "exposure", "risks",
        "totals", "catalogue", "unanswered"
      ],
      "properties": {
        "schema": { "const": "drawdown/risks/1" },
        "estate": { "type": "string", "description": "Name of the estate." },
        "plan": { "type": "string", "pattern": "^sha256:[0-9a-f]{64}$", "description": "Digest of plan.json." },
        "currency": { "type": "string", "minLength": 1 },
        "riskBands": {
          "type": "object",
          "description": "Upper ends of the bands 1 to 4; above the last lies band 5.",
          "required": ["likelihood", "impact"],
          "properties": {
            "likelihood": { "$ref": "#/$defs/bands" },
            "impact": { "$ref": "#/$defs/bands" }
          }
        },
        "threshold": { "$ref": "#/$defs/money", "description": "Causes with a smaller exposure stand together, by rule." },
        "causes": { "type": "integer", "minimum": 0, "description": "How many causes the rules found." },
        "belowThreshold": {
          "type": "integer", "minimum": 0,
          "description": "How many of them stand together with others of their rule."
        },
        "exposure": {
          "type": "object",
          "description": "All causes together: the expected cost, and what 50, 80 and 95% of simulated runs do not exceed.",
          "required": ["runs", "seed", "inherent", "residual"],
          "properties": {
            "runs": { "type": "integer", "minimum": 1 },
            "seed": { "type": "integer", "minimum": 0 },
            "inherent": { "$ref": "#/$defs/spread" },
            "residual": { "$ref": "#/$defs/spread" }
          }
        },
        "totals": {
          "type": "object",
          "description": "Exposure by part; each list sums to the whole within the rounding, an empty key is the programme.",
          "required": ["categories", "sites", "applications", "waves", "businessUnits"],
          "properties": {
            "categories": { "$ref": "#/$defs/totals" },
            "sites": { "$ref": "#/$defs/totals" },
            "applications": { "$ref": "#/$defs/totals" },
            "waves": { "$ref": "#/$defs/totals" },
            "businessUnits": { "$ref": "#/$defs/totals" }
          }
        },
        "catalogue": {
          "type": "array",
          "description": "Every rule with its model, and how many causes it found.",
          "items": {
            "type": "object",
            "required": ["ruleId", "riskName", "riskCategory", "fires", "model", "response", "causes"],
            "properties": {
              "ruleId": { "type": "string", "pattern": "^[A-Z]+-[0-9]{2}$" },
              "riskName": { "$ref": "#/$defs/words" },
              "riskCategory": { "$ref": "#/$defs/category" },
              "fires": { "$ref": "#/$defs/words" },
              "model": { "$ref": "#/$defs/words" },
              "response": { "$ref": "#/$defs/words" },
              "causes": { "type": "integer", "minimum": 0 },
              "lacks": {
                "type": "array", "items": { "$ref": "#/$defs/words" },
                "description": "Columns of which this estate has none, so that the rule had nothing to look at."
              }
            }
          }
        },
        "unanswered": {
          "type": "array",
          "description": "Risks that no column of the inventory can answer, with the columns that would.",
          "items": {
            "type": "object",
            "required": ["ruleId", "riskName", "lacks"],
            "properties": {
              "ruleId": { "type": "string", "pattern": "^[A-Z]+-[0-9]{2}$" },
              "riskName": { "$ref": "#/$defs/words" },
              "lacks": { "type": "array", "items": { "$ref": "#/$defs/words" }, "minItems": 1 }
            }
          }
        },
        "risks": { "type": "array", "items": { "$ref": "#/$defs/risk" } }
      },
      "$defs": {
        "money": { "type": "number", "minimum": 0 },
        "category": {
          "enum": [
            "Dependencies", "Data quality", "Technology", "Network", "Schedule", "Resources", "Footprint",
            "Compliance", "Plant floor", "Cost", "Benefit", "Security", "Concentration", "Governance"
          ]
        },
        "spread": {
          "type": "object",
          "required": ["expected", "p50", "p80", "p95"],
          "properties": {
            "expected": { "$ref": "#/$defs/money" },
            "p50": { "$ref": "#/$defs/money" },
            "p80": { "$ref": "#/$defs/money" },
            "p95": { "$ref": "#/$defs/money" }
          }
        },
        "totals": {
          "type": "array",
          "items": {
            "type": "object",
            "required": ["key", "causes", "exposure", "residualExposure"],
            "properties": {
              "key": { "type": "string" },
              "causes": { "type": "integer", "minimum": 1 },
              "exposure": { "$ref": "#/$defs/money" },
              "residualExposure": { "$ref": "#/$defs/money" }
            }
          }
        },
        "band": { "type": "integer", "minimum": 1, "maximum": 5 },
        "bands": { "type": "array", "items": { "type": "number", "minimum": 0 }, "minItems": 4, "maxItems": 4 },
        "words": { "type": "string", "pattern": "\\S" },
        "day": { "type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$" },
        "risk": {
          "type": "object",
          "required": [
            "riskId", "ruleId", "riskName", "subject", "riskDescription", "riskCategory", "riskLikelihood", "riskImpact", "exposureRating",
            "riskResponseType", "riskResponseCost", "riskResponseDescription", "riskOwnerPointOfContact", "status",
            "likelihood5", "impact5", "residualLikelihood", "residualImpact", "residualExposure",
            "residualLikelihood5", "residualImpact5", "proximity", "respondBy", "trigger", "workloads", "waves",
            "evidence", "workings"
          ],
          "properties": {
            "riskId": { "type": "string", "pattern": "^[A-Z]+-[0-9]{2}-[0-9a-f]{12}$" },
            "ruleId": { "type": "string", "pattern": "^[A-Z]+-[0-9]{2}$" },
            "riskName": { "$ref": "#/$defs/words", "description": "What the rule calls it." },
            "subject": { "type": "string", "description": "What the risk is about: kind and keys." },
            "riskDescription": { "type": "string", "pattern": "^Because .+, .+ may .+, leading to .+" },
            "riskCategory": { "$ref": "#/$defs/category" },
            "riskLikelihood": { "type": "number", "minimum": 0, "maximum": 100, "description": "Percent." },
            "riskImpact": { "$ref": "#/$defs/money" },
            "exposureRating": {
              "$ref": "#/$defs/money",
              "description": "riskLikelihood / 100 * riskImpact, rounded to cents."
            },
            "riskResponseType": {
              "type": "array",
              "items": { "enum": ["Accept", "Avoid", "Transfer", "Mitigate"] },
              "minItems": 1,
              "uniqueItems": true
            },
            "riskResponseCost": { "$ref": "#/$defs/money" },
            "riskResponseDescription": { "$ref": "#/$defs/words" },
            "riskOwnerPointOfContact": { "$ref": "#/$defs/words" },
            "status": { "enum": ["Open", "Monitoring", "Closed"] },
            "likelihood5": { "$ref": "#/$defs/band" },
            "impact5": { "$ref": "#/$defs/band" },
            "residualLikelihood": {
              "type": "number", "minimum": 0, "maximum": 100,
              "description": "Percent, once the response has worked; never above riskLikelihood."
            },
            "residualImpact": { "$ref": "#/$defs/money", "description": "Never above riskImpact." },
            "residualExposure": { "$ref": "#/$defs/money" },
            "residualLikelihood5": { "$ref": "#/$defs/band" },
            "residualImpact5": { "$ref": "#/$defs/band" },
            "proximity": { "$ref": "#/$defs/day" },
            "respondBy": { "$ref": "#/$defs/day", "description": "The response has to be under way by then." },
            "trigger": { "$ref": "#/$defs/words" },
            "workloads": { "type": "array", "items": { "type": "string" }, "uniqueItems": true },
            "waves": { "type": "array", "items": { "type": "integer", "minimum": 1 }, "uniqueItems": true },
            "evidence": {
              "type": "array",
              "items": {
                "type": "object",
                "required": ["file"],
                "properties": {
                  "file": { "type": "string" },
                  "path": { "type": "string", "description": "JSON pointer." },
                  "lines": { "type": "array", "items": { "type": "integer", "minimum": 1 } },
                  "more": { "type": "integer", "minimum": 1, "description": "Lines beyond those listed." }
                }
              }
            },
            "workings": {
              "type": "array",
              "description": "How the figures came about: formula, the same with its numbers, result.",
              "items": {
                "type": "object",
                "required": ["name", "formula", "values", "result"],
                "properties": {
                  "name": { "$ref": "#/$defs/words" },
                  "formula": { "$ref": "#/$defs/words" },
                  "values": { "$ref": "#/$defs/words" },
                  "result": { "type": "number" }
                }
              }
            },
            "causes": {
              "type": "array",
              "description": "Where it takes several causes of one rule together: these, the worst first.",
              "items": {
                "type": "object",
                "required": ["riskId", "subject", "riskLikelihood", "riskImpact", "exposureRating"],
                "properties": {
                  "riskId": { "type": "string", "pattern": "^[A-Z]+-[0-9]{2}-[0-9a-f]{12}$" },
                  "subject": { "$ref": "#/$defs/words" },
                  "riskLikelihood": { "type": "number", "minimum": 0, "maximum": 100 },
                  "riskImpact": { "$ref": "#/$defs/money" },
                  "exposureRating": { "$ref": "#/$defs/money" }
                }
              }
            }
          }
        }
      }
    }

    """#
}
