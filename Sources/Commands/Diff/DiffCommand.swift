import Documents
import Plans
import Reports
import Waves

/// `drawdown diff`: two plans in, what changed out.
package enum DiffCommand {
  package static func run(_ arguments: DiffArguments, in world: World) throws(Outcome) -> Outcome {
    // The splits are most of a large plan, and a diff tells their money, not each of them.
    // Reading and digesting large plans is most of the work: each on a thread of its own.
    let paths = [arguments.before, arguments.after]
    let plans = Parallel.map(paths.count, threads: world.coreCount()) { number -> Result<LoadedPlan, Outcome> in
      do throws(Outcome) {
        return .success(try LoadedPlan.load(paths[number], without: [.splits], from: world))
      } catch { return .failure(error) }
    }
    let old = try plans[0].get()
    let new = try plans[1].get()
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
