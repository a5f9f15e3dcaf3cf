/// The JSON Schema (2020-12) of `drawdown check --json`: what is wrong, doubtful or missing, each with its place.
extension FindingsReport {
  package static let answerSchema = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "drawdown/findings/1",
      "title": "Findings about an estate",
      "type": "object",
      "required": ["schema", "errors", "warnings", "notes", "findings"],
      "properties": {
        "schema": { "const": "drawdown/findings/1" },
        "errors": { "type": "integer", "minimum": 0 },
        "warnings": { "type": "integer", "minimum": 0 },
        "notes": { "type": "integer", "minimum": 0 },
        "findings": { "type": "array", "items": { "$ref": "#/$defs/finding" } }
      },
      "$defs": {
        "finding": {
          "type": "object",
          "required": ["severity", "code", "message"],
          "properties": {
            "severity": { "enum": ["error", "warning", "note"] },
            "code": { "type": "string", "pattern": "^[A-Z]{3}[0-9]{3}$", "description": "As 'drawdown help' knows it." },
            "message": { "type": "string", "minLength": 1 },
            "file": { "type": "string" },
            "sheet": { "type": "string" },
            "line": { "type": "integer", "minimum": 1 },
            "column": { "type": "integer", "minimum": 1, "description": "In characters, from 1." },
            "label": { "type": "string", "description": "Column of a table, or JSON pointer." },
            "excerpt": { "type": "string" },
            "help": { "type": "string" },
            "count": { "type": "integer", "minimum": 2, "description": "How many places it stands for." }
          }
        }
      }
    }

    """#
}
