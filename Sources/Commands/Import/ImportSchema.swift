/// The JSON Schema (2020-12) of `drawdown import --json`: the folder that was made, and what was found on the way. (With
/// `--sketch` the answer is the mapping, which is JSON anyway.)
extension ImportCommand {
  package static let answerSchema = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "drawdown/import/1",
      "title": "An import",
      "type": "object",
      "required": ["schema", "folder", "files", "sources", "findings"],
      "properties": {
        "schema": { "const": "drawdown/import/1" },
        "folder": { "type": "string", "minLength": 1 },
        "files": { "type": "array", "minItems": 1, "items": { "type": "string" } },
        "sources": { "type": "array", "minItems": 1, "items": { "type": "string" } },
        "findings": {
          "type": "array",
          "items": {
            "type": "object",
            "required": ["severity", "code", "message"],
            "properties": {
              "severity": { "enum": ["error", "warning", "note"] },
              "code": { "type": "string", "pattern": "^[A-Z]{3}[0-9]{3}$" },
              "message": { "type": "string", "minLength": 1 },
              "file": { "type": "string" },
              "sheet": { "type": "string" },
              "line": { "type": "integer", "minimum": 1 },
              "column": { "type": "integer", "minimum": 1 },
              "label": { "type": "string" },
              "excerpt": { "type": "string" },
              "help": { "type": "string" },
              "count": { "type": "integer", "minimum": 2 }
            }
          }
        }
      }
    }

    """#
}
