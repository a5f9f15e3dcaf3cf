import Documents
import Estates
import Plans
import Reports
import Solving
import Waves

/// `drawdown plan`: an estate in, a folder with the plan and its reports out.
package enum PlanCommand {
  package static func run(_ arguments: PlanArguments, in world: World) throws(Outcome) -> Outcome {
    let began = world.seconds()
    do throws(OutputFailure) { try world.checkWritable(arguments.out) } catch { throw Outcome(error) }
    let loaded = try LoadedEstate.load(arguments.estate, overrides: arguments.overrides, from: world)

    if let path = arguments.solution {
      return try SolutionCommand.run(path, of: loaded, arguments, began: began, in: world)
    }
    world.watchInterrupts()
    let progress = ProgressLine(world: world)
    let planner = WavePlanner(loaded.estate)
    let planning = planner.plan(
      WavePlanner.Settings(
        tool: Plan.Tool(name: "drawdown", version: Drawdown.version),
        options: Plan.Options(effort: arguments.effort, timeLimit: arguments.time)),
      limits: limits(
        effort: arguments.effort, time: arguments.time, threads: arguments.threads, began: began, progress: progress,
        world: world))
    progress.clear()

    switch planning {
    case .plan(let plan): return try write(plan, of: loaded, arguments, in: world)
    case .infeasible(let explanation):
      let text = InfeasibilityReport(explanation, of: planner.model).text
      return Outcome(
        .infeasible,
        output: arguments.asJSON ? JSONWriter.text(PlanAnswer.json(infeasible: text, estate: loaded.estate.name)) : text
      )
    case .unknown: return withoutPlan(arguments, in: world)
    }
  }

  /// Writes the plan and its reports, and says what it comes to; `note` stands before what is doubtful about the estate.
  static func write(
    _ plan: Plan, of loaded: LoadedEstate, _ arguments: PlanArguments, note: String = "", in world: World
  ) throws(Outcome) -> Outcome {
    let isLong = loaded.estate.workloads.count > World.longEstate
    let files = try world.during("writing", isLong: isLong) { () throws(Outcome) in
      try PlanCommand.files(plan, of: loaded.estate)
    }
    do throws(OutputFailure) { try world.write(files, into: arguments.out) } catch { throw Outcome(error) }
    let names = files.map(\.name)
    let digest = "sha256:" + SHA256.hexadecimal(of: files.last?.bytes ?? [])
    let summary =
      arguments.asJSON
      ? JSONWriter.text(PlanAnswer.json(plan, digest: digest, folder: arguments.out, files: names))
      : PlanSummary(plan, folder: arguments.out, files: names).text
    let talk = note + loaded.talk(of: arguments.estate)
    if world.interrupts() > 0 { return Outcome(.interrupted, output: summary, talk: talk) }
    return Outcome(arguments.isStrict && PlanSummary.misses(plan) ? .no : .done, output: summary, talk: talk)
  }

  /// The reports and, last, the plan: where it lies, they lie too.
  static func files(_ plan: Plan, of estate: Estate) throws(Outcome) -> [OutputFile] {
    let bytes = PlanWriter.bytes(plan)
    let digest = "sha256:" + SHA256.hexadecimal(of: bytes)
    do throws(Findings) {
      let reports = try PlanReports.files(plan: plan, estate: estate, planDigest: digest)
      return reports.map { OutputFile($0.name, $0.bytes) } + [OutputFile("plan.json", bytes)]
    } catch {
      let isOurs = error.all.contains { $0.location?.file != EstateFiles.program }
      throw Outcome(isOurs ? .ourFault : .badProgram, talk: FindingsReport(error.all).text)
    }
  }

  /// A search of so much effort, ended by the clock and by Ctrl-C, that says on a terminal how far it is.
  static func limits(
    effort: Int, time: Double?, threads: Int?, began: Double, progress: ProgressLine, world: World
  ) -> SearchLimits {
    let deadline = time.map { began + $0 }
    return SearchLimits(
      effort: effort, threads: threads ?? world.coreCount(),
      shouldStop: {
        progress.tell(nil)
        if world.interrupts() > 0 { return .interrupt }
        if let deadline, world.seconds() >= deadline { return .time }
        return nil
      },
      clock: {
        guard let time, time > 0 else { return 0 }
        return max(0, min(1, (world.seconds() - began) / time))
      },
      progress: { progress.tell($0) })
  }

  private static func withoutPlan(_ arguments: PlanArguments, in world: World) -> Outcome {
    if world.interrupts() > 0 { return Outcome(.interrupted, talk: "interrupted before there was a plan\n") }
    return Outcome(
      .stopped,
      talk: "error: the search ended without a plan, and without a proof that there is none\n"
        + "help: search longer, for example --effort \(arguments.effort * 10)\n")
  }
}
