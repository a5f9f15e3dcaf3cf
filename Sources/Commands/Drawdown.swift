import Documents

/// The program: arguments to request, request to outcome, outcome to streams and exit status.
package enum Drawdown {
  package static let version = "0.1.0"

  /// Runs on the arguments of the process and ends it.
  package static func main(_ arguments: [String]) -> Never {
    World.end(run(Array(arguments.dropFirst()), in: .live))
  }

  /// `arguments` are those behind the name of the program.
  package static func run(_ arguments: [String], in world: World) -> ExitStatus {
    outcome(of: arguments, in: world).deliver(to: world)
  }

  static func outcome(of arguments: [String], in world: World) -> Outcome {
    do throws(ArgumentError) {
      switch try ArgumentReader(commands: Catalogue.commands).read(arguments) {
      case .overview: return Outcome(.done, output: Help(commands: Catalogue.commands).overview)
      case .help(let topic): return try help(on: topic)
      case .catalogue: return Outcome(.done, output: JSONWriter.text(Catalogue.json))
      case .version: return Outcome(.done, output: "drawdown \(version)\n")
      case .run(let written): return run(written, in: world)
      }
    } catch {
      return Outcome(error)
    }
  }

  private static func help(on topic: String?) throws(ArgumentError) -> Outcome {
    let help = Help(commands: Catalogue.commands)
    guard let topic else { return Outcome(.done, output: help.overview) }
    if let command = Catalogue.commands.first(where: { $0.name == topic }) {
      return Outcome(.done, output: help.page(command))
    }
    if let code = Catalogue.codes.first(where: { $0.code == topic.uppercased() }) {
      return Outcome(.done, output: help.page(code))
    }
    throw .unknownTopic(topic, known: Catalogue.commands.map(\.name) + Catalogue.codes.map(\.code))
  }

  private static func run(_ written: WrittenArguments, in world: World) -> Outcome {
    do throws(Outcome) {
      switch written.command.name {
      case "plan": return try PlanCommand.run(PlanArguments(written), in: world)
      case "verify": return try VerifyCommand.run(VerifyArguments(written), in: world)
      case "diff": return try DiffCommand.run(DiffArguments(written), in: world)
      case "compare": return try CompareCommand.run(CompareArguments(written), in: world)
      case "check": return try CheckCommand.run(CheckArguments(written), in: world)
      case "frontier": return try FrontierCommand.run(FrontierArguments(written), in: world)
      case "graph": return try GraphCommand.run(GraphArguments(written), in: world)
      case "explain": return try ExplainCommand.run(ExplainArguments(written), in: world)
      case "export": return try ExportCommand.run(ExportArguments(written), in: world)
      case "ledger": return try LedgerCommand.run(try LedgerArguments(written), in: world)
      case "replan": return try ReplanCommand.run(ReplanArguments(written), in: world)
      case "model": return try ModelCommand.run(ModelArguments(written), in: world)
      case "progress": return try ProgressCommand.run(ProgressArguments(written), in: world)
      case "init": return try InitCommand.run(InitArguments(written), in: world)
      case "completions": return try CompletionsCommand.run(written)
      case "import": return try ImportCommand.run(try ImportArguments(written), in: world)
      default: preconditionFailure("a command of the catalogue that nobody runs: \(written.command.name)")
      }
    } catch {
      return error
    }
  }
}
