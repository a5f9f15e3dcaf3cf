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

  /// In the order in which a programme comes to need them: the first `firstSteps` are shown with an example each to someone
  /// who types nothing but the name.
  package static let commands: [CommandDescription] = [
    InitArguments.description, ImportArguments.description, CheckArguments.description, PlanArguments.description,
    VerifyArguments.description, DiffArguments.description, ExportArguments.description,
    CompareArguments.description,
    ReplanArguments.description, FrontierArguments.description, LedgerArguments.description,
    ProgressArguments.description,
    ExplainArguments.description, GraphArguments.description, ModelArguments.description,
    CompletionsCommand.description, help,
  ]
  package static let firstSteps = 7

  package static let help = CommandDescription(
    "help", "explains a command, or a code that a finding carries",
    operands: [Operand("COMMAND|CODE", optional: true, "what to explain; without it, the list of commands")],
    examples: [
      .init("drawdown help CSV005", "what stands behind a finding, and what to do about it")
    ], answer: AnswerSchema(schema, answerSchema))
}
