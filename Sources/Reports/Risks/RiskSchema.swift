/// The JSON Schema (2020-12) of `risks.json`: a stricter profile of the register of NIST IR 8286r1, which by itself would
/// accept 150%, a negative loss or a blank owner.
package enum RiskSchema {
  package static let json = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "drawdown/risks/1",
      "title": "Drawdown risk register",
      "type": "object",
      "required": ["schema", "estate", "plan", "currency", "risks"],
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
        "threshold": { "$ref": "#/$defs/money", "description": "Causes with a smaller exposure are not listed." },
        "belowThreshold": { "type": "integer", "minimum": 0, "description": "How many causes are not listed." },
        "risks": { "type": "array", "items": { "$ref": "#/$defs/risk" } }
      },
      "$defs": {
        "money": { "type": "number", "minimum": 0 },
        "band": { "type": "integer", "minimum": 1, "maximum": 5 },
        "bands": { "type": "array", "items": { "type": "number", "minimum": 0 }, "minItems": 4, "maxItems": 4 },
        "words": { "type": "string", "pattern": "\\S" },
        "day": { "type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$" },
        "risk": {
          "type": "object",
          "required": [
            "riskId", "ruleId", "riskDescription", "riskCategory", "riskLikelihood", "riskImpact", "exposureRating",
            "riskResponseType", "riskResponseCost", "riskResponseDescription", "riskOwnerPointOfContact", "status",
            "likelihood5", "impact5", "residualLikelihood5", "residualImpact5", "proximity", "trigger", "workloads",
            "waves", "evidence"
          ],
          "properties": {
            "riskId": { "type": "string", "pattern": "^[A-Z]+-[0-9]{2}-[0-9a-f]{12}$" },
            "ruleId": { "type": "string", "pattern": "^[A-Z]+-[0-9]{2}$" },
            "riskName": { "$ref": "#/$defs/words", "description": "What the rule calls it." },
            "subject": { "type": "string", "description": "What the risk is about: kind and keys." },
            "riskDescription": { "type": "string", "pattern": "^Because .+, .+ may .+, leading to .+" },
            "riskCategory": {
              "enum": [
                "Dependencies", "Data quality", "Technology", "Network", "Schedule", "Resources", "Footprint",
                "Compliance", "Plant floor", "Cost", "Benefit"
              ]
            },
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
            }
          }
        }
      }
    }

    """#
}
