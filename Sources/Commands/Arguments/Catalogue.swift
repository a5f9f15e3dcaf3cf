import Documents
import Inventories
import Plans
import Reports
import Topology
import Waves

/// What the program can be asked: its commands, and the codes that its findings carry.
package enum Catalogue {
  /// Codes of every module that makes findings, by code.
  package static let codes: [FindingCode] = [
    FindingCode.ofDocuments, FindingCode.ofSolutions, FindingCode.ofOpenModels, FindingCode.ofInventories,
    FindingCode.ofImport, FindingCode.ofDoubts,
    FindingCode.ofPlans, FindingCode.ofActuals,
    FindingCode.ofReports, FindingCode.ofWaves,
  ].flatMap { $0 }.sorted { $0.code < $1.code }

  package static let commands: [CommandDescription] = [
    PlanArguments.description, ReplanArguments.description, LedgerArguments.description,
    VerifyArguments.description, DiffArguments.description, CheckArguments.description,
    GraphArguments.description, ExplainArguments.description, ExportArguments.description,
    ProgressArguments.description,
    ModelArguments.description, ImportArguments.description, InitArguments.description,
    CompletionsCommand.description, help,
  ]

  package static let help = CommandDescription(
    "help", "explains a command, or a code that a finding carries",
    operands: [Operand("COMMAND|CODE", optional: true, "what to explain; without it, the list of commands")],
    examples: [
      .init("drawdown help CSV005", "what stands behind a finding, and what to do about it")
    ], answer: AnswerSchema(schema, answerSchema))
}
