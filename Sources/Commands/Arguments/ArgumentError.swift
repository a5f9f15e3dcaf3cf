import Documents

/// What is wrong with a command line, and how it is said. Every one of them ends the run with status 64.
package enum ArgumentError: Error, Hashable, Sendable {
  case unknownCommand(String, known: [String])
  case unknownFlag(String, command: CommandDescription?, known: [String])
  case missingValue(Flag, command: CommandDescription)
  case unexpectedValue(Flag, String)
  case badValue(Flag, String)
  case repeatedFlag(Flag)
  case missingFlag(Flag, command: CommandDescription)
  case missingOperand(Operand, command: CommandDescription)
  case surplusOperand(String, command: CommandDescription)
  case unknownTopic(String, known: [String])

  /// What is the case, without a final full stop.
  package var message: String {
    switch self {
    case .unknownCommand(let name, _): "unknown command '\(name)'"
    case .unknownFlag(let name, let command?, _): "'\(command.name)' has no flag '\(name)'"
    case .unknownFlag(let name, nil, _): "unknown flag '\(name)'"
    case .missingValue(let flag, _): "'--\(flag.name)' needs a value: \(flag.spelling)"
    case .unexpectedValue(let flag, let value): "'--\(flag.name)' takes no value, and was given '\(value)'"
    case .badValue(let flag, let value): "'--\(flag.name)' needs \(wanted(by: flag)), not '\(value)'"
    case .repeatedFlag(let flag): "'--\(flag.name)' stands twice"
    case .missingFlag(let flag, let command): "'\(command.name)' needs \(flag.spelling): \(flag.purpose)"
    case .missingOperand(let operand, let command): "'\(command.name)' needs \(operand.name): \(operand.purpose)"
    case .surplusOperand(let text, let command): "'\(command.name)' does not know what to do with '\(text)'"
    case .unknownTopic(let name, _): "there is no command and no finding '\(name)'"
    }
  }

  /// What would help, without a final full stop.
  package var help: String {
    switch self {
    case .unknownCommand(let name, let known):
      Suggestion.best(for: name, among: known).map { "did you mean '\($0)'?" } ?? "'drawdown help' lists the commands"
    case .unknownFlag(let name, let command, let known):
      Suggestion.best(for: name, among: known).map { "did you mean '\($0)'?" }
        ?? command.map { "usage: \($0.usage)" } ?? "'drawdown help' lists the commands"
    case .unknownTopic(let name, let known):
      Suggestion.best(for: name, among: known).map { "did you mean '\($0)'?" } ?? "'drawdown help' lists the commands"
    case .missingValue(_, let command), .missingFlag(_, let command), .missingOperand(_, let command),
      .surplusOperand(_, let command):
      "usage: \(command.usage)"
    case .unexpectedValue(let flag, _): "write \(flag.spelling)"
    case .badValue(let flag, _): example(of: flag)
    case .repeatedFlag: "give it once"
    }
  }

  private func wanted(by flag: Flag) -> String {
    switch flag.value {
    case .none: "no value"
    case .count(let least): "a whole number from \(least) on"
    case .seconds: "a number of seconds above 0"
    case .amount: "a number from 0 on"
    case .day: "a date that exists, YYYY-MM-DD"
    case .setting: "a path, an equals sign and a value"
    case .text: "a text"
    case .path: "a path"
    case .word(let words): "one of \(words.joined(separator: ", "))"
    }
  }

  private func example(of flag: Flag) -> String {
    switch flag.value {
    case .none: "write --\(flag.name)"
    case .count(let least): "for example --\(flag.name) \(max(least, 4))"
    case .seconds: "for example --\(flag.name) 60"
    case .amount: "for example --\(flag.name) 400"
    case .day: "for example --\(flag.name) 2027-01-31"
    case .setting: "for example --\(flag.name) rules.3.perWave=500"
    case .text: "for example --\(flag.name) board"
    case .path: "for example --\(flag.name) out"
    case .word(let words): "for example --\(flag.name) \(words[0])"
    }
  }
}

extension Outcome {
  package init(_ error: ArgumentError) {
    self.init(.usage, talk: "error: \(VisibleText.of(error.message))\nhelp: \(VisibleText.of(error.help))\n")
  }
}
