/// The JSON Schema (2020-12) of `drawdown verify --json`: whether a plan is right, and what deviates.
extension VerifyCommand {
  package static let answerSchema = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "drawdown/verification/1",
      "title": "Verification of a plan",
      "type": "object",
      "required": ["schema", "estate", "plan", "right", "deviations"],
      "properties": {
        "schema": { "const": "drawdown/verification/1" },
        "estate": { "type": "string" },
        "plan": { "type": "string", "description": "The file that was verified." },
        "right": { "type": "boolean" },
        "deviations": { "type": "array", "items": { "type": "string", "minLength": 1 } }
      }
    }

    """#
}
