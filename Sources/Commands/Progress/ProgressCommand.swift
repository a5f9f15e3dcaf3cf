import Documents
import Estates
import Plans
import Reports
import Tracking

/// `drawdown progress`: an estate, a plan and what happened in; where the programme stands out.
package enum ProgressCommand {
  package static func run(_ arguments: ProgressArguments, in world: World) throws(Outcome) -> Outcome {
    do throws(OutputFailure) { try world.checkWritable(arguments.out) } catch { throw Outcome(error) }
    let plan = try LoadedPlan.load(arguments.plan, from: world)
    var baseline: LoadedPlan?
    if let path = arguments.baseline { baseline = try LoadedPlan.load(path, from: world) }
    let loaded = try LoadedEstate.load(
      arguments.estate, overrides: plan.plan.options.overrides.map(\.written), from: world)
    let actuals = try LoadedActuals.load(
      arguments.estate, of: loaded.estate, plans: [plan.plan] + (baseline.map { [$0.plan] } ?? []),
      asOf: arguments.asOf, from: world)
    let progress = Progress(
      loaded.estate, plan: plan.plan, planDigest: plan.digest, baseline: baseline?.plan,
      baselineDigest: baseline?.digest, log: actuals.log, asOf: arguments.asOf,
      settings: Forecast.Settings(runs: arguments.runs, threads: world.coreCount()))
    let files = ProgressPage.files(progress, logDigest: actuals.log.digest).map { OutputFile($0.name, $0.bytes) }
    do throws(OutputFailure) { try world.write(files, into: arguments.out) } catch { throw Outcome(error) }
    let talk = FindingsReport(actuals.findings).text
    if arguments.asJSON, let document = files.last {
      return Outcome(.done, output: String(decoding: document.bytes, as: UTF8.self), talk: talk)
    }
    return Outcome(
      .done, output: summary(progress, arguments.out, files.map(\.name)),
      talk: talk)
  }

  private static func summary(_ progress: Progress, _ folder: String, _ files: [String]) -> String {
    let footprint = progress.footprint
    let left = Int(footprint.released.workloads)
    var text =
      "\(VisibleText.of(progress.estate.name)) on \(progress.asOf): \(Wording.count(left, "workload")) left, "
      + "\(Wording.number(progress.velocity.remaining)) to go\n"
    for goal in progress.forecast.goals where goal.goal.isTarget {
      let measure = goal.goal.measure
      let claimed = 1 - footprint.footprint(measure) / goal.goal.denominator
      text +=
        "  \(Wording.noun(measure))  \(Wording.percent(claimed)) claimed; \(Wording.goal(goal.goal.required)) by \(goal.goal.by): "
        + (goal.isReached
          ? "reached\n"
          : "in time in \(Wording.chance(goal.probability)) of runs, as likely as not \(Wording.by(goal.p50))\n")
    }
    let worst = progress.ratings.filter { $0.colour == .red }.count
    text += "  \(Wording.count(worst, "red rating")) of \(Wording.number(progress.ratings.count))\n"
    return text + "\(VisibleText.of(folder)): \(files.joined(separator: ", "))\n"
  }
}
