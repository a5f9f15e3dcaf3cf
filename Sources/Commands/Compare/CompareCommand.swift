import Documents
import Plans
import Reports

/// `drawdown compare`: plans in, one table out.
package enum CompareCommand {
  package static func run(_ arguments: CompareArguments, in world: World) throws(Outcome) -> Outcome {
    var columns: [PlanComparison.Column] = []
    for path in arguments.plans {
      let loaded = try LoadedPlan.load(path, from: world)
      columns.append(
        PlanComparison.Column(name: path, digest: loaded.digest, plan: loaded.plan, risks: loaded.risks(in: world)))
    }
    let comparison = PlanComparison(columns)
    if let path = arguments.markdown {
      do throws(OutputFailure) { try world.write(Array(comparison.document.text.utf8), to: path) } catch {
        throw Outcome(error)
      }
    }
    return Outcome(.done, output: arguments.asJSON ? JSONWriter.text(comparison.json) : comparison.text)
  }
}
