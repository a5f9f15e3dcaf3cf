import Documents

/// Pages of help, made from the catalogue: what the user reads is what the reader of arguments goes by.
package struct Help: Sendable {
  package var commands: [CommandDescription]

  package init(commands: [CommandDescription]) { self.commands = commands }

  /// What the program is, with examples first: the answer to `drawdown` alone.
  package var overview: String {
    var text = "Drawdown plans data-center exits: what moves in which wave, when hosts, racks and sites come free,\n"
    text += "what it is worth, and why.\n"
    let examples = commands.prefix(Catalogue.firstSteps).compactMap(\.examples.first)
    if !examples.isEmpty { text += "\n" + render(examples) }
    text += "\nCommands\n" + table(commands.map { ($0.name, $0.purpose) })
    text += "\n'drawdown help COMMAND' says more about a command, 'drawdown help CODE' about a finding.\n"
    return text
  }

  /// Everything about one command.
  package func page(_ command: CommandDescription) -> String {
    var text = "drawdown \(command.name): \(command.purpose)\n\n"
    if !command.examples.isEmpty { text += render(command.examples) + "\n" }
    text += "Usage\n" + wrap(command.usage, first: "  ", rest: "      ")
    for paragraph in command.details { text += "\n" + wrap(paragraph, first: "", rest: "") }
    let rows =
      command.operands.map { ($0.spelling, $0.purpose) } + command.flags.map { ($0.spelling, purpose(of: $0, command)) }
      + [("--help", "this page")]
    text += "\nArguments\n" + table(rows)
    if !command.choices.isEmpty {
      let name = command.flags.first { if case .word = $0.value { true } else { false } }?.valueName ?? "Choices"
      text += "\n\(name)\n" + table(command.choices.map { ($0.word, $0.purpose) })
    }
    text += "\nExit status\n" + table(command.statuses.map { (String($0.rawValue), $0.meaning) })
    return text
  }

  private func purpose(of flag: Flag, _ command: CommandDescription) -> String {
    guard flag == .json, let answer = command.answer else { return flag.purpose }
    return "\(flag.purpose), as \(answer.file) says"
  }

  /// What stands behind the code of a finding.
  package func page(_ code: FindingCode) -> String {
    "\(code.code): \(code.title)\n\n" + wrap(code.explanation, first: "", rest: "") + "\n"
      + wrap(code.fix, first: "help: ", rest: "      ")
  }

  private func render(_ examples: [CommandDescription.Example]) -> String {
    examples.map { wrap($0.purpose, first: "  # ", rest: "  # ") + "  \($0.line)\n" }.joined()
  }

  /// Two columns, the second wrapped.
  private func table(_ rows: [(String, String)]) -> String {
    let width = rows.map(\.0.count).max() ?? 0
    let indent = String(repeating: " ", count: width + 4)
    return rows.map { left, right in
      let padded = "  " + left + String(repeating: " ", count: width - left.count + 2)
      return wrap(right, first: padded, rest: indent)
    }.joined()
  }

  /// Breaks text at blanks so that no line is longer than 100 characters.
  private func wrap(_ text: String, first: String, rest: String) -> String {
    var lines: [String] = []
    var line = first
    var isEmpty = true
    for word in text.split(separator: " ") {
      if !isEmpty && line.count + 1 + word.count > 100 {
        lines.append(line)
        line = rest
        isEmpty = true
      }
      line += (isEmpty ? "" : " ") + word
      isEmpty = false
    }
    lines.append(line)
    return lines.map { $0 + "\n" }.joined()
  }
}
