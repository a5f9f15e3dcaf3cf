import Estates

/// What was written on the command line, sorted into what the command takes: operands by place, values by flag.
///
/// It is checked as far as the catalogue knows: every flag is one of the command's and stands once, every value is of its
/// kind, every operand has its place. The typed arguments of a command are drawn from it.
package struct WrittenArguments: Hashable, Sendable {
  package var command: CommandDescription
  package var operands: [String]
  /// By flag name; a switch has the empty text.
  package var values: [String: String]
  /// By name of a flag that may stand several times, or takes several values: its values in order.
  package var repeated: [String: [String]] = [:]

  package func isGiven(_ flag: Flag) -> Bool { values[flag.name] != nil }
  package func texts(_ flag: Flag) -> [String] { repeated[flag.name] ?? [] }
  package func text(_ flag: Flag) -> String? { values[flag.name] }
  package func count(_ flag: Flag) -> Int? { values[flag.name].flatMap { Int($0) } }
  package func seconds(_ flag: Flag) -> Double? { values[flag.name].flatMap { Double($0) } }
  package func amount(_ flag: Flag) -> Double? { values[flag.name].flatMap { Double($0) } }
  package func day(_ flag: Flag) -> Day? { values[flag.name].flatMap { Day($0) } }
}

/// What the user wants.
package enum Request: Hashable, Sendable {
  /// No arguments: what this is, with examples.
  case overview
  /// A page of help: a command, a code of a finding, or everything.
  case help(topic: String?)
  case version
  /// Commands, exit statuses and codes as data.
  case catalogue
  case run(WrittenArguments)
}

/// Reads a command line: `drawdown COMMAND [OPERAND …] [--flag [VALUE] …]`.
///
/// Flags may stand anywhere after the command, `--flag=value` is the same as `--flag value`, and after `--` everything is
/// an operand. `--help` and `-h` win over everything else on the line. Commands and flags are not abbreviated: what works
/// today would be ambiguous tomorrow.
package struct ArgumentReader: Sendable {
  package var commands: [CommandDescription]

  package init(commands: [CommandDescription]) { self.commands = commands }

  /// `arguments` are those behind the name of the program.
  package func read(_ arguments: [String]) throws(ArgumentError) -> Request {
    guard let first = arguments.first else { return .overview }
    let wantsHelp = arguments.prefix { $0 != "--" }.contains { $0 == "--help" || $0 == "-h" }
    if first == "--version" && !wantsHelp { return .version }
    if first.hasPrefix("-") {
      if wantsHelp { return .help(topic: nil) }
      throw .unknownFlag(first, command: nil, known: ["--help", "--version"])
    }
    guard let command = commands.first(where: { $0.name == first }) else {
      throw .unknownCommand(first, known: commands.map(\.name))
    }
    if wantsHelp { return .help(topic: command.name) }
    let written = try read(arguments.dropFirst(), of: command)
    if command.name == "help", written.isGiven(.json) { return .catalogue }
    if command.name == "help" { return .help(topic: written.operands.first) }
    return .run(written)
  }

  private func read(
    _ arguments: ArraySlice<String>, of command: CommandDescription
  ) throws(ArgumentError) -> WrittenArguments {
    var written = WrittenArguments(command: command, operands: [], values: [:])
    var rest = arguments
    while let argument = rest.popFirst() {
      if argument == "--" {
        for operand in rest { try take(operand, into: &written) }
        break
      }
      guard argument.hasPrefix("-"), argument != "-" else {
        try take(argument, into: &written)
        continue
      }
      let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard let flag = command.flags.first(where: { "--" + $0.name == parts[0] }) else {
        throw .unknownFlag(parts[0], command: command, known: command.flags.map { "--" + $0.name } + ["--help"])
      }
      if written.isGiven(flag), !flag.isRepeated { throw .repeatedFlag(flag) }
      if flag.value == .none {
        if parts.count > 1 { throw .unexpectedValue(flag, parts[1]) }
        written.values[flag.name] = ""
        continue
      }
      guard let value = parts.count > 1 ? parts[1] : rest.popFirst(), !value.isEmpty else {
        throw .missingValue(flag, command: command)
      }
      guard accepts(flag, value) else {
        // `--out --strict`: the value was forgotten, not misspelt.
        if parts.count == 1, value.hasPrefix("--") { throw .missingValue(flag, command: command) }
        throw .badValue(flag, value)
      }
      written.values[flag.name] = value
      if flag.isRepeated || flag.valueCount > 1 { written.repeated[flag.name, default: []].append(value) }
      for _ in 1..<flag.valueCount {
        guard let next = rest.popFirst(), !next.isEmpty, !next.hasPrefix("--") else {
          throw .missingValue(flag, command: command)
        }
        guard accepts(flag, next) else { throw .badValue(flag, next) }
        written.repeated[flag.name, default: []].append(next)
      }
    }
    if written.operands.count < command.operands.count {
      let missing = command.operands[written.operands.count]
      if !missing.isOptional { throw .missingOperand(missing, command: command) }
    }
    if let missing = command.flags.first(where: { $0.isRequired && !written.isGiven($0) }) {
      throw .missingFlag(missing, command: command)
    }
    return written
  }

  private func take(_ operand: String, into written: inout WrittenArguments) throws(ArgumentError) {
    let isFree =
      written.operands.count < written.command.operands.count || written.command.operands.last?.isRepeated == true
    guard isFree else {
      throw .surplusOperand(operand, command: written.command)
    }
    if operand.isEmpty {
      let place = min(written.operands.count, written.command.operands.count - 1)
      throw .missingOperand(written.command.operands[place], command: written.command)
    }
    written.operands.append(operand)
  }

  /// Digits with at most one point, as a number.
  private func number(_ text: String) -> Double? {
    guard text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: ".") })
    else { return nil }
    return Double(text).flatMap { $0.isFinite ? $0 : nil }
  }

  private func accepts(_ flag: Flag, _ value: String) -> Bool {
    switch flag.value {
    case .none: return false
    case .count(let least):
      guard value.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else { return false }
      return Int(value).map { $0 >= least } ?? false
    case .seconds: return number(value).map { $0 > 0 } ?? false
    case .amount: return number(value) != nil
    case .day: return Day(value) != nil
    case .setting: return value.contains("=") && !value.hasPrefix("=")
    case .path, .text: return !value.hasPrefix("--")
    case .word(let words): return words.contains(value)
    }
  }
}
