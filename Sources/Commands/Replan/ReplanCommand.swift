import Documents
import Estates
import Plans
import Reports
import Solving
import Waves

/// `drawdown replan`: an estate, the agreed plan and a day in, a folder with the new plan and its reports out.
package enum ReplanCommand {
  package static func run(_ arguments: ReplanArguments, in world: World) throws(Outcome) -> Outcome {
    let began = world.seconds()
    do throws(OutputFailure) { try world.checkWritable(arguments.out) } catch { throw Outcome(error) }
    let agreed = try LoadedPlan.load(arguments.plan, without: [.splits], from: world)
    // What was set for the agreed plan holds on, until it is set otherwise.
    let loaded = try LoadedEstate.load(
      arguments.estate, overrides: agreed.plan.options.overrides.map(\.written) + arguments.overrides, from: world)
    let actuals = try LoadedActuals.load(
      arguments.estate, of: loaded.estate, plans: [agreed.plan], asOf: arguments.asOf, from: world)
    let hasLog = !actuals.log.digest.isEmpty
    world.watchInterrupts()
    let progress = ProgressLine(world: world)
    let replanner = Replanner(
      loaded.estate, agreed: agreed.plan, digest: agreed.digest,
      terms: Replanner.Terms(
        asOf: arguments.asOf, actuals: hasLog ? actuals.log.actuals(asOf: arguments.asOf) : nil,
        actualsDigest: hasLog ? "sha256:" + actuals.log.digest : nil, frozenWaves: arguments.frozenWaves,
        improves: arguments.improves))
    let replanning = replanner.replan(
      WavePlanner.Settings(
        tool: Plan.Tool(name: "drawdown", version: Drawdown.version),
        options: Plan.Options(effort: arguments.effort, timeLimit: arguments.time)),
      limits: PlanCommand.limits(
        effort: arguments.effort, time: arguments.time, threads: arguments.threads, began: began, progress: progress,
        world: world))
    progress.clear()
    switch replanning {
    case .plan(let plan): return try write(plan, of: loaded, arguments, in: world)
    case .infeasible(let wayOut):
      let text = infeasibility(wayOut, loaded.estate, arguments)
      return Outcome(
        .infeasible,
        output: arguments.asJSON ? JSONWriter.text(PlanAnswer.json(infeasible: text, estate: loaded.estate.name)) : text
      )
    case .unknown:
      if world.interrupts() > 0 { return Outcome(.interrupted, talk: "interrupted before there was a plan\n") }
      return Outcome(
        .stopped,
        talk: "error: the search ended without a plan, and without a proof that there is none\n"
          + "help: search longer, for example --effort \(arguments.effort * 10)\n")
    }
  }

  private static func write(
    _ plan: Plan, of loaded: LoadedEstate, _ arguments: ReplanArguments, in world: World
  ) throws(Outcome) -> Outcome {
    let files = try PlanCommand.files(plan, of: loaded.estate)
    do throws(OutputFailure) { try world.write(files, into: arguments.out) } catch { throw Outcome(error) }
    let names = files.map(\.name)
    let digest = "sha256:" + SHA256.hexadecimal(of: files.last?.bytes ?? [])
    let summary =
      arguments.asJSON
      ? JSONWriter.text(PlanAnswer.json(plan, digest: digest, folder: arguments.out, files: names))
      : PlanSummary(plan, folder: arguments.out, files: names).text
    let talk = loaded.talk(of: arguments.estate)
    if world.interrupts() > 0 { return Outcome(.interrupted, output: summary, talk: talk) }
    return Outcome(arguments.isStrict && PlanSummary.misses(plan) ? .no : .done, output: summary, talk: talk)
  }

  private static func infeasibility(
    _ wayOut: Replanner.WayOut, _ estate: Estate, _ arguments: ReplanArguments
  ) -> String {
    let text = "no plan meets every rule from \(arguments.asOf) on, beside what has happened\n"
    func lines(_ rules: [Int]) -> String {
      rules.map { index in
        let rule = estate.program.rules[index]
        let name = rule.name.map { " \"\($0)\"" } ?? ""
        return VisibleText.of("  /rules/\(index) (\(rule.kind.word)\(name)), \(rule.location)") + "\n"
      }.joined()
    }
    if !wayOut.enough.isEmpty {
      return text + "any one of these would be enough to give up:\n" + lines(wayOut.enough)
    }
    if !wayOut.together.isEmpty {
      return text + "no rule is enough to give up alone; these together are, and none of them is to spare:\n"
        + lines(wayOut.together)
    }
    return text
      + (wayOut.isBeyondRules
        ? "not even without any rule: dates, lead waves or dependencies of the inventory contradict what has happened\n"
        : "")
      + "'drawdown plan' tells more where rows contradict each other\n"
  }
}
