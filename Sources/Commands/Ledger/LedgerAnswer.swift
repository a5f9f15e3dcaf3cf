import Documents
import Plans

/// What `drawdown ledger --json` answers: the entries that the command is about, whether they hold, and the head to keep.
enum LedgerAnswer {
  static let schema = "drawdown/record/1"

  static func text(
    _ action: String, _ folder: String, _ entries: [LedgerEntry], head: String?, faults: [Ledger.Fault] = []
  ) -> String {
    JSONWriter.text(
      .object([
        ("schema", .string(schema)), ("action", .string(action)), ("ledger", .string(folder)),
        ("right", .bool(faults.isEmpty)), ("faults", .array(faults.map { .string($0.description) })),
        ("head", .optional(head)), ("entries", .array(entries.map(entry))),
      ]))
  }

  private static func entry(_ entry: LedgerEntry) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("number", .integer(entry.number)), ("entry", .string(entry.digest)), ("parent", .optional(entry.parent)),
      ("on", .string("\(entry.on)")), ("who", .string(entry.who)), ("why", .string(entry.why)),
    ]
    switch entry.content {
    case .plan(let accepted):
      members += [
        ("kind", "plan"), ("plan", .string(accepted.plan)), ("estate", .string(accepted.estate)),
        ("estateDigest", .string(accepted.estateDigest)), ("baseline", .optional(accepted.baseline)),
      ]
    case .approval(let approval):
      members += [("kind", "approval"), ("of", .string(approval.of)), ("signature", .string(approval.signature))]
    }
    return .object(members)
  }

  /// The JSON Schema (2020-12) of the answer.
  static let answerSchema = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "drawdown/record/1",
      "title": "Entries of a ledger of accepted plans, and whether they hold",
      "type": "object",
      "required": ["schema", "action", "ledger", "right", "faults", "head", "entries"],
      "properties": {
        "schema": { "const": "drawdown/record/1" },
        "action": { "enum": ["append", "approve", "verify", "show"] },
        "ledger": { "type": "string" },
        "right": { "type": "boolean" },
        "faults": { "type": "array", "items": { "type": "string", "minLength": 1 } },
        "head": { "type": ["string", "null"], "description": "Digest of the last entry: to be kept elsewhere." },
        "entries": {
          "type": "array",
          "items": {
            "type": "object",
            "required": ["number", "entry", "parent", "on", "who", "why", "kind"],
            "properties": {
              "number": { "type": "integer", "minimum": 1 },
              "entry": { "type": "string", "description": "Digest of the entry." },
              "parent": { "type": ["string", "null"] },
              "on": { "type": "string" },
              "who": { "type": "string" },
              "why": { "type": "string" },
              "kind": { "enum": ["plan", "approval"] },
              "plan": { "type": "string" },
              "estate": { "type": "string" },
              "estateDigest": { "type": "string" },
              "baseline": { "type": ["string", "null"] },
              "of": { "type": "string" },
              "signature": { "type": "string" }
            }
          }
        }
      }
    }

    """#
}
