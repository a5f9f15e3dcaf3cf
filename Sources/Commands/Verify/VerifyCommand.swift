import Documents
import Estates
import Plans
import Reports
import Verifying

/// `drawdown verify`: an estate and a plan in, the list of deviations out.
package enum VerifyCommand {
  package static let schema = "drawdown/verification/1"

  package static func run(_ arguments: VerifyArguments, in world: World) throws(Outcome) -> Outcome {
    let read = try LoadedPlan.load(arguments.plan, from: world)
    let (plan, path) = (read.plan, read.path)
    // The program that the plan was made for, with what was set for that run.
    let loaded = try LoadedEstate.load(
      arguments.estate, overrides: plan.options.overrides.map(\.written), from: world)
    // What a plan in the midst of things says had happened is held against the log, where the plan was made with one.
    var actuals: Actuals?
    if let replan = plan.replan, replan.actuals != nil {
      let log = try LoadedActuals.load(
        arguments.estate, of: loaded.estate, plans: [plan], asOf: loaded.estate.program.horizon, from: world
      ).log
      if !log.digest.isEmpty { actuals = log.actuals(asOf: replan.asOf) }
    }
    let count = loaded.estate.workloads.count
    let isLong = arguments.provesBound || count > World.longEstate
    let happened = actuals
    let deviations = world.during("verifying \(Wording.count(count, "workload"))", isLong: isLong) {
      let verifier = Verifier(estate: loaded.estate)
      let found =
        verifier.deviations(in: plan) + verifier.historyDeviations(in: plan, happened)
        + (arguments.provesBound ? verifier.boundDeviations(in: plan) + verifier.reachDeviations(in: plan) : [])
      return found.map(\.description)
    }
    let status: ExitStatus = deviations.isEmpty ? .done : .no
    if arguments.asJSON {
      let answer = JSONValue.object([
        ("schema", .string(schema)), ("estate", .string(loaded.estate.name)), ("plan", .string(path)),
        ("right", .bool(deviations.isEmpty)), ("deviations", .array(deviations.map { .string($0) })),
      ])
      return Outcome(status, output: String(decoding: JSONWriter.bytes(answer), as: UTF8.self))
    }
    let text = text(deviations, plan: path, estate: loaded.estate.name, bound: arguments.provesBound)
    return Outcome(status, output: text)
  }

  private static func text(_ deviations: [String], plan: String, estate: String, bound: Bool) -> String {
    if deviations.isEmpty {
      return "right: \(VisibleText.of(plan)) is a plan of \(VisibleText.of(estate)), "
        + (bound ? "every rule and figure holds, and the bounds are proven\n" : "every rule and figure holds\n")
    }
    let head =
      "wrong: \(VisibleText.of(plan)) deviates from \(VisibleText.of(estate)) in \(Wording.count(deviations.count, "thing"))\n"
    return head + deviations.map { "  - \(VisibleText.of($0))\n" }.joined()
  }
}
