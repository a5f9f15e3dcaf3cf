import Documents
import Estates
import Plans
import Reports
import Solving
import Verifying
import Waves

/// `drawdown plan --solution`: another solver's answer to the estate's model becomes a plan like any other.
enum SolutionCommand {
  static func run(
    _ path: String, of loaded: LoadedEstate, _ arguments: PlanArguments, began: Double, in world: World
  ) throws(Outcome) -> Outcome {
    let solution = try read(path, from: world)
    let planner = WavePlanner(loaded.estate)
    let items: [Int32]
    do throws(Findings) {
      items = try OpenModel(planner.model, phase: .value).waves(of: solution)
    } catch {
      throw Outcome(.badInput, talk: FindingsReport(error.all).text)
    }
    world.watchInterrupts()
    let progress = ProgressLine(world: world)
    let (plan, better) = planner.plan(
      items: items,
      WavePlanner.Settings(
        tool: Plan.Tool(name: "drawdown", version: Drawdown.version),
        options: Plan.Options(
          effort: arguments.effort, timeLimit: arguments.time,
          solution: Plan.SolutionSource(
            solver: solution.solver.rawValue, file: world.lastName(path),
            digest: "sha256:" + SHA256.hexadecimal(of: solution.bytes)))),
      limits: PlanCommand.limits(
        effort: arguments.effort, time: arguments.time, threads: arguments.threads, began: began,
        progress: progress, world: world))
    progress.clear()
    let broken = Verifier(estate: loaded.estate).deviations(in: plan)
    if !broken.isEmpty {
      let findings = broken.map {
        Finding(
          .error, .solutionBreaksRule, VisibleText.of($0.description), at: SourceLocation(file: path),
          help: FindingCode.solutionBreaksRule.fix)
      }
      throw Outcome(.badInput, talk: FindingsReport(findings).text)
    }
    var note = OpenModel.doubt(solution, about: plan).map { FindingsReport.text(of: $0) + "\n" } ?? ""
    if let better {
      note += "note: 'drawdown plan' of the same effort finds a better one: " + text(better, plan.currency) + "\n"
    }
    return try PlanCommand.write(plan, of: loaded, arguments, note: note, in: world)
  }

  private static func text(_ score: Score, _ currency: String) -> String {
    let shortfall =
      score.targetShortfall > Score.tolerance ? "short by \(Wording.points(score.targetShortfall)), " : ""
    return shortfall + "worth \(Wording.money(score.worth, currency))"
  }

  private static func read(_ path: String, from world: World) throws(Outcome) -> SolutionFile {
    let bytes: [UInt8]
    do throws(SystemFailure) {
      bytes = try world.read(path)
    } catch {
      throw Outcome(.noInput, talk: "error: cannot read \(VisibleText.of(path)): \(error.reason)\n")
    }
    do throws(Findings) {
      return try SolutionReader.read(bytes, file: path)
    } catch {
      throw Outcome(.badInput, talk: FindingsReport(error.all).text)
    }
  }
}
