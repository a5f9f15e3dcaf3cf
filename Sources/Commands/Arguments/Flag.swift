/// A flag of the command line: its name, what it takes, and what it is for. Reading, usage, help and error messages all
/// come from this one description.
package struct Flag: Hashable, Sendable {
  package enum Value: Hashable, Sendable {
    /// A switch.
    case none
    /// A whole number, at least so much.
    case count(atLeast: Int)
    /// A decimal number of seconds above 0.
    case seconds
    /// A decimal number, 0 or above.
    case amount
    /// A date that exists, `YYYY-MM-DD`.
    case day
    /// Any text.
    case text
    /// A file or folder.
    case path
    /// A path into the program, an equals sign and a value.
    case setting
    /// One of some words.
    case word([String])
  }

  /// Without the dashes.
  package var name: String
  package var value: Value
  /// The word that stands for the value in usage and help: `DIR`.
  package var valueName: String
  /// What it is for, beginning small, without a final full stop.
  package var purpose: String
  package var isRequired: Bool
  /// It may stand several times, and each counts.
  package var isRepeated = false
  /// How many values it takes, one behind the other.
  package var valueCount = 1

  /// A switch.
  package init(_ name: String, _ purpose: String) {
    self.init(name, .none, "", purpose)
  }

  package init(
    _ name: String, _ value: Value, _ valueName: String, values: Int = 1, required: Bool = false, _ purpose: String
  ) {
    self.name = name
    self.value = value
    valueCount = values
    self.valueName = valueName
    self.purpose = purpose
    isRequired = required
  }

  /// `--effort N`
  package var spelling: String { value == .none ? "--\(name)" : "--\(name) \(valueName)" }
}

/// Something that a command takes by its place: `ESTATE`.
package struct Operand: Hashable, Sendable {
  package var name: String
  package var purpose: String
  package var isOptional: Bool
  /// True where it may stand several times; only the last operand of a command may.
  package var isRepeated: Bool

  package init(_ name: String, optional: Bool = false, repeated: Bool = false, _ purpose: String) {
    self.name = name
    self.isOptional = optional
    self.isRepeated = repeated
    self.purpose = purpose
  }

  /// `SOURCE…` where it may stand several times.
  package var spelling: String { isRepeated ? name + "…" : name }
}

/// A command of the program as its user sees it: the one entry from which usage, help, completions and the reading of
/// arguments are made.
///
///     CommandDescription(
///       "verify", "works a plan out again and names everything in which it is wrong",       // lines of the list
///       operands: [.estate, .plan], flags: [.tolerance],                                    // by place, by name
///       details: ["What the page of help says beyond that, a paragraph each."],
///       examples: [.init("drawdown verify inventories/workshop out/plan.json", "what it is good for")],
///       statuses: [.done, .no, .badInput, .noInput, .badProgram],
///       answer: AnswerSchema("drawdown/verification/1", VerifyCommand.answerSchema))        // gives it --json
///
/// To add a command: a folder with its typed arguments and its run, its description in `Catalogue.commands`, a line in
/// `Drawdown.run`, a line in `AnswersTests`, which asks for an answer of every command, and a row in the README.
package struct CommandDescription: Hashable, Sendable {
  package struct Example: Hashable, Sendable {
    package var line: String
    package var purpose: String

    package init(_ line: String, _ purpose: String) {
      self.line = line
      self.purpose = purpose
    }
  }

  /// One of the words that a flag takes, where they want more than to be named.
  package struct Choice: Hashable, Sendable {
    package var word: String
    package var purpose: String

    package init(_ word: String, _ purpose: String) {
      self.word = word
      self.purpose = purpose
    }
  }

  package var name: String
  /// One line for the list of commands.
  package var purpose: String
  package var operands: [Operand]
  package var flags: [Flag]
  /// What stands in the table below the arguments.
  package var choices: [Choice]
  /// Paragraphs.
  package var details: [String]
  package var examples: [Example]
  /// The statuses that the command ends with of its own, beside those that every command has.
  package var statuses: [ExitStatus]
  /// What it answers under `--json`, a flag that every command with an answer takes.
  package var answer: AnswerSchema?

  package init(
    _ name: String, _ purpose: String, operands: [Operand] = [], flags: [Flag] = [], choices: [Choice] = [],
    details: [String] = [],
    examples: [Example] = [], statuses: [ExitStatus] = [.done], answer: AnswerSchema? = nil
  ) {
    self.name = name
    self.purpose = purpose
    self.operands = operands
    self.flags = flags + (answer == nil || flags.contains(.json) ? [] : [.json])
    self.answer = answer
    self.choices = choices
    self.details = details
    self.examples = examples
    self.statuses = statuses
  }

  /// `drawdown plan ESTATE --out DIR [--effort N]`
  package var usage: String {
    var words = ["drawdown", name]
    for operand in operands { words.append(operand.isOptional ? "[\(operand.spelling)]" : operand.spelling) }
    for flag in flags {
      words.append(flag.isRequired ? flag.spelling : "[\(flag.spelling)]" + (flag.isRepeated ? "…" : ""))
    }
    return words.joined(separator: " ")
  }
}
