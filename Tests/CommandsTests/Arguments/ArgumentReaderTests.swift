import Commands
import Testing

/// A command of every kind of flag, so that the reader is tested whatever the program's own commands are.
private let effort = Flag("effort", .count(atLeast: 1), "N", "how much to search")
private let time = Flag("time", .seconds, "SECONDS", "how long to search")
private let start = Flag("start", .day, "DATE", "the first day")
private let out = Flag("out", .path, "DIR", required: true, "where results go")
private let strict = Flag("strict", "be strict")
private let plan = CommandDescription(
  "plan", "plans an estate", operands: [Operand("ESTATE", "the folder of the estate")],
  flags: [out, effort, time, start, strict])
private let verify = CommandDescription(
  "verify", "verifies", operands: [Operand("ESTATE", "the estate"), Operand("PLAN", "a plan")])
private let helpCommand = CommandDescription("help", "explains", operands: [Operand("TOPIC", optional: true, "what")])
private let reader = ArgumentReader(commands: [plan, verify, helpCommand])

private func written(_ line: String) throws -> WrittenArguments {
  guard case .run(let written) = try reader.read(line.split(separator: " ").map(String.init)) else {
    throw ArgumentError.unknownCommand(line, known: [])
  }
  return written
}

private func complaint(about line: String) -> ArgumentError? {
  do throws(ArgumentError) {
    _ = try reader.read(line.split(separator: " ").map(String.init))
    return nil
  } catch {
    return error
  }
}

@Suite struct ArgumentReaderTests {
  @Test(arguments: [
    "plan estate --out results --effort 12 --time 1.5 --strict",
    "plan --out=results --effort=12 --time=1.5 --strict estate",
    "plan --strict --time 1.5 --effort 12 --out results -- estate",
  ])
  func `flags stand where they like, with a blank or an equals sign`(line: String) throws {
    let written = try written(line)
    #expect(written.operands == ["estate"])
    #expect(written.text(out) == "results")
    #expect(written.count(effort) == 12)
    #expect(written.seconds(time) == 1.5)
    #expect(written.isGiven(strict))
    #expect(written.day(start) == nil)
  }

  @Test func `behind two dashes everything is an operand`() throws {
    #expect(try written("verify -- --estate -h").operands == ["--estate", "-h"])
  }

  @Test func `nothing at all asks for the overview`() throws {
    #expect(try reader.read([]) == .overview)
  }

  @Test(arguments: ["plan --help", "plan -h", "plan estate --out x -h", "plan --nonsense --help", "help plan"])
  func `help wins over everything else on the line`(line: String) throws {
    #expect(try reader.read(line.split(separator: " ").map(String.init)) == .help(topic: "plan"))
  }

  @Test func `help and version stand alone too`() throws {
    #expect(try reader.read(["--help"]) == .help(topic: nil))
    #expect(try reader.read(["-h"]) == .help(topic: nil))
    #expect(try reader.read(["help"]) == .help(topic: nil))
    #expect(try reader.read(["--version"]) == .version)
  }

  @Test(arguments: [
    ("plna x", "unknown command 'plna'", "did you mean 'plan'?"),
    ("pl x", "unknown command 'pl'", "'drawdown help' lists the commands"),
    ("--versoin", "unknown flag '--versoin'", "did you mean '--version'?"),
    ("plan x --efort 3", "'plan' has no flag '--efort'", "did you mean '--effort'?"),
    ("plan x -o y", "'plan' has no flag '-o'", "usage: \(plan.usage)"),
    ("plan x --out", "'--out' needs a value: --out DIR", "usage: \(plan.usage)"),
    ("plan x --out --strict", "'--out' needs a value: --out DIR", "usage: \(plan.usage)"),
    ("plan x --out= --strict", "'--out' needs a value: --out DIR", "usage: \(plan.usage)"),
    ("plan x --effort many", "'--effort' needs a whole number from 1 on, not 'many'", "for example --effort 4"),
    ("plan x --effort 0", "'--effort' needs a whole number from 1 on, not '0'", "for example --effort 4"),
    (
      "plan x --effort 99999999999999999999",
      "'--effort' needs a whole number from 1 on, not '99999999999999999999'", "for example --effort 4"
    ),
    ("plan x --time 0", "'--time' needs a number of seconds above 0, not '0'", "for example --time 60"),
    ("plan x --time 1e9", "'--time' needs a number of seconds above 0, not '1e9'", "for example --time 60"),
    ("plan x --time nan", "'--time' needs a number of seconds above 0, not 'nan'", "for example --time 60"),
    (
      "plan x --start 2026-02-30", "'--start' needs a date that exists, YYYY-MM-DD, not '2026-02-30'",
      "for example --start 2027-01-31"
    ),
    ("plan x --strict=yes", "'--strict' takes no value, and was given 'yes'", "write --strict"),
    ("plan x --strict --strict", "'--strict' stands twice", "give it once"),
    ("plan --out y", "'plan' needs ESTATE: the folder of the estate", "usage: \(plan.usage)"),
    ("plan x", "'plan' needs --out DIR: where results go", "usage: \(plan.usage)"),
    ("verify x", "'verify' needs PLAN: a plan", "usage: drawdown verify ESTATE PLAN"),
    ("verify x y z", "'verify' does not know what to do with 'z'", "usage: drawdown verify ESTATE PLAN"),
  ])
  func `a wrong line is said to be wrong, with what would help`(line: String, message: String, help: String) throws {
    let error = try #require(complaint(about: line))
    #expect(error.message == message)
    #expect(error.help == help)
  }

  @Test func `an empty operand is a missing one`() {
    #expect(throws: ArgumentError.missingOperand(plan.operands[0], command: plan)) {
      try reader.read(["plan", "", "--out", "x"])
    }
  }

  @Test func `commands and flags are not abbreviated`() {
    #expect(complaint(about: "ver x y") != nil)
    #expect(complaint(about: "plan x --out y --str") != nil)
  }

  @Test func `usage is made from the description`() {
    #expect(
      plan.usage == "drawdown plan ESTATE --out DIR [--effort N] [--time SECONDS] [--start DATE] [--strict]")
    #expect(helpCommand.usage == "drawdown help [TOPIC]")
  }

  @Test func `a flag of two values takes both, and misses the second`() throws {
    let reader = ArgumentReader(commands: [DiffArguments.description])
    guard case .run(let written) = try reader.read(["diff", "a", "--estates", "x", "y", "b"]) else {
      Issue.record("no run")
      return
    }
    #expect(DiffArguments(written).estates == ["x", "y"])
    #expect(written.operands == ["a", "b"])
    #expect(throws: ArgumentError.missingValue(.estates, command: DiffArguments.description)) {
      try reader.read(["diff", "a", "b", "--estates", "x"])
    }
  }
}
