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
    let deviations = Verifier(estate: loaded.estate).deviations(in: plan).map(\.description)
    let status: ExitStatus = deviations.isEmpty ? .done : .no
    if arguments.asJSON {
      let answer = JSONValue.object([
        ("schema", .string(schema)), ("estate", .string(loaded.estate.name)), ("plan", .string(path)),
        ("right", .bool(deviations.isEmpty)), ("deviations", .array(deviations.map { .string($0) })),
      ])
      return Outcome(status, output: String(decoding: JSONWriter.bytes(answer), as: UTF8.self))
    }
    return Outcome(status, output: text(deviations, plan: path, estate: loaded.estate.name))
  }

  private static func text(_ deviations: [String], plan: String, estate: String) -> String {
    if deviations.isEmpty {
      return "right: \(VisibleText.of(plan)) is a plan of \(VisibleText.of(estate)), every rule and figure holds\n"
    }
    let head =
      "wrong: \(VisibleText.of(plan)) deviates from \(VisibleText.of(estate)) in \(Wording.count(deviations.count, "thing"))\n"
    return head + deviations.map { "  - \(VisibleText.of($0))\n" }.joined()
  }
}
