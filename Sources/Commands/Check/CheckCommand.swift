import Documents
import Estates
import Reports

/// `drawdown check`: an estate in, findings out.
package enum CheckCommand {
  package static func run(_ arguments: CheckArguments, in world: World) throws(Outcome) -> Outcome {
    let (estate, syntax) = try LoadedEstate.read(arguments.estate, from: world)
    let findings = syntax + (estate.map(LoadedEstate.doubts) ?? [])
    let report = FindingsReport(findings)
    let status = LoadedEstate.status(of: findings)
    if arguments.asJSON {
      return Outcome(status, output: String(decoding: JSONWriter.bytes(report.json), as: UTF8.self))
    }
    return Outcome(status, output: report.text + (estate.map(sizes) ?? ""))
  }

  /// What was read, so that a table that was forgotten shows.
  private static func sizes(_ estate: Estate) -> String {
    let parts = [
      Wording.count(estate.workloads.count, "workload"),
      Wording.count(estate.dependencies.count, "dependency", "dependencies"),
      Wording.count(estate.applications.count, "application"), Wording.count(estate.hosts.count, "host"),
      Wording.count(estate.clusters.count, "cluster"), Wording.count(estate.racks.count, "rack"),
      Wording.count(estate.sites.count, "site"), Wording.count(estate.initiatives.count, "initiative"),
      Wording.count(estate.program.rules.count, "rule"), Wording.count(estate.program.targets.count, "target"),
    ]
    return "\(VisibleText.of(estate.name)): \(Wording.list(parts)); it can be planned\n"
  }
}
