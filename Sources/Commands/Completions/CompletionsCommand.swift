import Documents

/// `drawdown completions SHELL [--json]`
package enum CompletionsCommand {
  package static let schema = "drawdown/completions/1"

  package static let description = CommandDescription(
    "completions", "writes what a shell needs to complete command lines",
    operands: [Operand("SHELL", "bash, zsh or fish")],
    details: [
      "The script goes to standard output. bash: source it, or keep it in bash-completion's folder; zsh: keep it as _drawdown in "
        + "a folder of $fpath; fish: keep it as drawdown.fish in ~/.config/fish/completions."
    ],
    examples: [
      .init("drawdown completions bash", "in ~/.bashrc: source <(drawdown completions bash)")
    ],
    statuses: [.done], answer: AnswerSchema(schema, answerSchema))

  package static func run(_ written: WrittenArguments) throws(Outcome) -> Outcome {
    guard let shell = Completions.Shell(rawValue: written.operands[0]) else {
      let known = Completions.Shell.allCases.map(\.rawValue)
      throw Outcome(
        .usage,
        talk: "error: no completions for '\(VisibleText.of(written.operands[0]))'\n"
          + "help: "
          + (Suggestion.best(for: written.operands[0], among: known).map { "did you mean '\($0)'?" }
            ?? "there are completions for \(known.joined(separator: ", "))") + "\n")
    }
    let script = Completions(commands: Catalogue.commands, codes: Catalogue.codes.map(\.code)).script(for: shell)
    guard written.isGiven(.json) else { return Outcome(.done, output: script) }
    let answer = JSONValue.object([
      ("schema", .string(schema)), ("shell", .string(shell.rawValue)), ("script", .string(script)),
    ])
    return Outcome(.done, output: String(decoding: JSONWriter.bytes(answer), as: UTF8.self))
  }

  /// The JSON Schema (2020-12) of `drawdown completions --json`.
  package static let answerSchema = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "drawdown/completions/1",
      "title": "Completions for a shell",
      "type": "object",
      "required": ["schema", "shell", "script"],
      "properties": {
        "schema": { "const": "drawdown/completions/1" },
        "shell": { "enum": ["bash", "zsh", "fish"] },
        "script": { "type": "string", "minLength": 1 }
      }
    }

    """#
}
