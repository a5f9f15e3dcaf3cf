import Documents
import Estates
import Plans
import Reports
import Waves

/// `drawdown frontier`: an estate and one of its limits in, what the limit buys out.
package enum FrontierCommand {
  package static func run(_ arguments: FrontierArguments, in world: World) throws(Outcome) -> Outcome {
    let began = world.seconds()
    guard arguments.from <= arguments.to else {
      throw Outcome(.usage, talk: "error: --from is above --to\nhelp: the capacities rise from A to B\n")
    }
    do throws(OutputFailure) { try world.checkWritable(arguments.out) } catch { throw Outcome(error) }
    let loaded = try LoadedEstate.load(arguments.estate, overrides: arguments.overrides, from: world)
    let estate = loaded.estate
    let limit = try limit(arguments.limit, of: estate.program)
    world.watchInterrupts()
    let progress = ProgressLine(world: world)
    let frontier = Frontier(
      estate, limit,
      capacities: limit.capacities(from: arguments.from, to: arguments.to, count: arguments.steps))
    let points = frontier.points(
      WavePlanner.Settings(
        tool: Plan.Tool(name: "drawdown", version: Drawdown.version),
        options: Plan.Options(effort: arguments.effort, timeLimit: arguments.time)),
      limits: PlanCommand.limits(
        effort: arguments.effort, time: arguments.time, threads: arguments.threads, began: began, progress: progress,
        world: world))
    progress.clear()
    guard let points else {
      throw Outcome(.interrupted, talk: "interrupted before there was a plan for each capacity\n")
    }
    return try write(points, loaded, limit, arguments, in: world)
  }

  private static func limit(_ text: String, of program: Program) throws(Outcome) -> VariedLimit {
    if let limit = VariedLimit(text, in: program) { return limit }
    let names = VariedLimit.names(in: program)
    let help =
      names.isEmpty
      ? "the program has no limit"
      : Suggestion.best(for: text, among: names).map { "did you mean '\($0)'?" }
        ?? "it has " + Wording.list(names.map { "'\($0)'" })
    throw Outcome(
      .usage, talk: VisibleText.of("error: the program has no limit '\(text)'") + "\nhelp: \(VisibleText.of(help))\n")
  }

  private static func write(
    _ points: [Frontier.Point], _ loaded: LoadedEstate, _ limit: VariedLimit, _ arguments: FrontierArguments,
    in world: World
  ) throws(Outcome) -> Outcome {
    var digests: [String?] = []
    var files: [String?] = []
    for point in points {
      guard case .plan(let plan) = point.outcome else {
        digests.append(nil)
        files.append(nil)
        continue
      }
      let bytes = PlanWriter.bytes(plan)
      digests.append("sha256:" + SHA256.hexadecimal(of: bytes))
      let folder = Decimal.shortest(point.capacity)
      files.append(arguments.keepsPlans ? "\(folder)/plan.json" : nil)
      guard arguments.keepsPlans else { continue }
      do throws(OutputFailure) {
        try world.write([OutputFile("plan.json", bytes)], into: world.join(arguments.out, folder))
      } catch { throw Outcome(error) }
    }
    let report = FrontierReport(
      loaded.estate, limit, points, effort: arguments.effort, time: arguments.time, digests: digests, files: files)
    let json = JSONWriter.text(report.json)
    let outputs = [
      OutputFile(FrontierFigure.file, Array(FrontierFigure(report).svg.utf8)),
      OutputFile(FrontierReport.page, Array(report.document.text.utf8)),
      OutputFile(FrontierReport.data, Array(json.utf8)),
    ]
    do throws(OutputFailure) { try world.write(outputs, into: arguments.out) } catch { throw Outcome(error) }
    let status: ExitStatus =
      points.contains { if case .plan = $0.outcome { true } else { false } }
      ? .done : points.contains { if case .unknown = $0.outcome { true } else { false } } ? .stopped : .infeasible
    let talk = loaded.talk(of: arguments.estate)
    return Outcome(
      status, output: arguments.asJSON ? json : summary(report, arguments.out, outputs.map(\.name)), talk: talk)
  }

  /// What was found, in sentences, and where it lies.
  private static func summary(_ report: FrontierReport, _ folder: String, _ files: [String]) -> String {
    (report.findings.map { "  \($0)" } + ["\(folder): \(files.joined(separator: ", "))"])
      .map { VisibleText.of($0) + "\n" }.joined()
  }
}
