/// What a command answers under `--json`: the name that stands in the answer's key `schema`, and the JSON Schema
/// (draft 2020-12) that every such answer keeps to.
///
///     AnswerSchema("drawdown/verification/1", VerifyCommand.answerSchema)      // plans/answers/verification.schema.json
///
/// A command that states one takes `--json` by that alone. The schemas lie as files beside the plans that ship, for who
/// checks answers with other tools; a test compares them, and every answer with its schema. Within a number keys are only
/// added: readers pass over those that they do not know.
package struct AnswerSchema: Hashable, Sendable {
  /// `drawdown/verification/1`: the tool, the kind of answer, the version of its keys.
  package var name: String
  /// The JSON Schema.
  package var text: String

  package init(_ name: String, _ text: String) {
    self.name = name
    self.text = text
  }

  /// `verification.schema.json`
  package var file: String {
    let parts = name.split(separator: "/")
    return (parts.count == 3 ? parts[1] : parts[0]) + ".schema.json"
  }
}
