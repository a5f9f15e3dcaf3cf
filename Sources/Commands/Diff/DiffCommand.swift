import Documents
import Plans
import Reports

/// `drawdown diff`: two plans in, what changed out.
package enum DiffCommand {
  package static func run(_ arguments: DiffArguments, in world: World) throws(Outcome) -> Outcome {
    // The splits are most of a large plan, and a diff tells their money, not each of them.
    let old = try LoadedPlan.load(arguments.before, without: [.splits], from: world)
    let new = try LoadedPlan.load(arguments.after, without: [.splits], from: world)
    var risks: RiskDiff?
    if let before = old.risks(in: world), let after = new.risks(in: world) {
      risks = RiskDiff(before: before, after: after)
    }
    let causes = try DiffCauses(arguments, old, new, world).causes()
    let report = DiffReport(
      PlanDiff(before: old.plan, after: new.plan), risks: risks, causes: causes,
      before: DiffReport.Side(name: old.path, digest: old.digest),
      after: DiffReport.Side(name: new.path, digest: new.digest))
    if let path = arguments.markdown {
      do throws(OutputFailure) {
        try world.write(Array(report.document.text.utf8), to: path)
      } catch { throw Outcome(error) }
    }
    return Outcome(
      report.isSame ? .done : .no,
      output: arguments.asJSON ? String(decoding: JSONWriter.bytes(report.json), as: UTF8.self) : report.text)
  }
}
