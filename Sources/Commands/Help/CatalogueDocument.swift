import Documents

/// The catalogue as data: what `drawdown help --json` answers. Scripts and editors learn from it what there is.
extension Catalogue {
  package static let schema = "drawdown/commands/1"

  package static var json: JSONValue {
    .object([
      ("schema", .string(schema)), ("version", .string(Drawdown.version)),
      ("commands", .array(commands.map(json))),
      ("statuses", .array(ExitStatus.allCases.map(json))),
      (
        "codes",
        .array(
          codes.map { code in
            .object([
              ("code", .string(code.code)), ("title", .string(code.title)), ("explanation", .string(code.explanation)),
              ("fix", .string(code.fix)),
            ])
          })
      ),
    ])
  }

  private static func json(_ status: ExitStatus) -> JSONValue {
    .object([("status", .integer(Int(status.rawValue))), ("meaning", .string(status.meaning))])
  }

  private static func json(_ command: CommandDescription) -> JSONValue {
    .object([
      ("name", .string(command.name)), ("purpose", .string(command.purpose)), ("usage", .string(command.usage)),
      (
        "operands",
        .array(
          command.operands.map {
            .object([
              ("name", .string($0.name)), ("purpose", .string($0.purpose)), ("optional", .bool($0.isOptional)),
              ("repeated", .bool($0.isRepeated)),
            ])
          })
      ),
      (
        "flags",
        .array(
          command.flags.map { flag in
            var members: [(String, JSONValue)] = [
              ("name", .string("--" + flag.name)), ("value", flag.value == .none ? .null : .string(flag.valueName)),
              ("purpose", .string(flag.purpose)), ("required", .bool(flag.isRequired)),
              ("repeated", .bool(flag.isRepeated)),
            ]
            if case .word(let words) = flag.value { members.append(("words", .array(words.map { .string($0) }))) }
            return .object(members)
          })
      ),
      (
        "examples",
        .array(command.examples.map { .object([("line", .string($0.line)), ("purpose", .string($0.purpose))]) })
      ),
      ("statuses", .array(command.statuses.map { .integer(Int($0.rawValue)) })),
      ("answer", .optional(command.answer?.name)),
    ])
  }

  /// The JSON Schema (2020-12) of `drawdown help --json`: commands, exit statuses and codes.
  package static let answerSchema = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "drawdown/commands/1",
      "title": "What the program can be asked",
      "type": "object",
      "required": ["schema", "version", "commands", "statuses", "codes"],
      "properties": {
        "schema": { "const": "drawdown/commands/1" },
        "version": { "type": "string", "pattern": "^[0-9]+[.][0-9]+[.][0-9]+" },
        "commands": {
          "type": "array",
          "minItems": 1,
          "items": {
            "type": "object",
            "required": ["name", "purpose", "usage", "operands", "flags", "examples", "statuses", "answer"],
            "properties": {
              "name": { "type": "string", "pattern": "^[a-z-]+$" },
              "purpose": { "$ref": "#/$defs/words" },
              "usage": { "$ref": "#/$defs/words" },
              "operands": {
                "type": "array",
                "items": {
                  "type": "object",
                  "required": ["name", "purpose", "optional", "repeated"],
                  "properties": {
                    "name": { "$ref": "#/$defs/words" },
                    "purpose": { "$ref": "#/$defs/words" },
                    "optional": { "type": "boolean" },
                    "repeated": { "type": "boolean" }
                  }
                }
              },
              "flags": {
                "type": "array",
                "items": {
                  "type": "object",
                  "required": ["name", "value", "purpose", "required", "repeated"],
                  "properties": {
                    "name": { "type": "string", "pattern": "^--[a-z-]+$" },
                    "value": { "type": ["string", "null"] },
                    "purpose": { "$ref": "#/$defs/words" },
                    "required": { "type": "boolean" },
                    "repeated": { "type": "boolean" },
                    "words": { "type": "array", "minItems": 1, "items": { "type": "string" } }
                  }
                }
              },
              "examples": {
                "type": "array",
                "items": {
                  "type": "object",
                  "required": ["line", "purpose"],
                  "properties": { "line": { "$ref": "#/$defs/words" }, "purpose": { "$ref": "#/$defs/words" } }
                }
              },
              "statuses": { "type": "array", "items": { "type": "integer", "minimum": 0, "maximum": 255 } },
              "answer": { "type": ["string", "null"] }
            }
          }
        },
        "statuses": {
          "type": "array",
          "items": {
            "type": "object",
            "required": ["status", "meaning"],
            "properties": { "status": { "type": "integer" }, "meaning": { "$ref": "#/$defs/words" } }
          }
        },
        "codes": {
          "type": "array",
          "items": {
            "type": "object",
            "required": ["code", "title", "explanation", "fix"],
            "properties": {
              "code": { "type": "string", "pattern": "^[A-Z]{3}[0-9]{3}$" },
              "title": { "$ref": "#/$defs/words" },
              "explanation": { "$ref": "#/$defs/words" },
              "fix": { "$ref": "#/$defs/words" }
            }
          }
        }
      },
      "$defs": { "words": { "type": "string", "pattern": "\\S" } }
    }

    """#
}
