/// The commands that there are, with everything a user is told about them.
package enum Catalogue {
  package static let commands: [CommandDescription] = [help]

  package static let help = CommandDescription(
    "help", "explains a command, or a code that a finding carries",
    operands: [Operand("COMMAND|CODE", optional: true, "what to explain; without it, the list of commands")],
    examples: [.init("drawdown help help", "what there is to know about a command")])
}
