import Documents
import Estates
import Inventories
import Reports

/// `drawdown check`: an estate in, findings out.
package enum CheckCommand {
  package static func run(_ arguments: CheckArguments, in world: World) throws(Outcome) -> Outcome {
    let (estate, syntax) = try LoadedEstate.read(arguments.estate, from: world)
    var findings = syntax + (estate.map(LoadedEstate.doubts) ?? [])
    var log: ActualsLog?
    if let estate {
      let (read, found) = try actuals(arguments, of: estate, from: world)
      log = read
      findings += found
    }
    let report = FindingsReport(findings)
    let status = LoadedEstate.status(of: findings)
    if arguments.asJSON {
      return Outcome(status, output: String(decoding: JSONWriter.bytes(report.json), as: UTF8.self))
    }
    return Outcome(status, output: report.text + (estate.map { sizes($0, log) } ?? ""))
  }

  /// What `actuals.csv` says, where there is one, without a plan to compare it with: up to the day that was asked for, or the
  /// end of the programme.
  private static func actuals(
    _ arguments: CheckArguments, of estate: Estate, from world: World
  ) throws(Outcome) -> (log: ActualsLog?, findings: [Finding]) {
    let path = world.join(arguments.estate, ActualsLog.file)
    guard world.kind(path) != nil else { return (nil, []) }
    do throws(SystemFailure) {
      return ActualsReader.read(
        try world.read(path), of: estate, alsoKnown: nil, asOf: arguments.asOf ?? estate.program.horizon)
    } catch {
      throw Outcome(.noInput, talk: "error: cannot read \(VisibleText.of(path)): \(error.reason)\n")
    }
  }

  /// What was read, so that a table that was forgotten shows.
  private static func sizes(_ estate: Estate, _ log: ActualsLog?) -> String {
    var parts = [
      Wording.count(estate.workloads.count, "workload"),
      Wording.count(estate.dependencies.count, "dependency", "dependencies"),
      Wording.count(estate.applications.count, "application"), Wording.count(estate.hosts.count, "host"),
      Wording.count(estate.clusters.count, "cluster"), Wording.count(estate.racks.count, "rack"),
      Wording.count(estate.sites.count, "site"), Wording.count(estate.initiatives.count, "initiative"),
      Wording.count(estate.program.rules.count, "rule"), Wording.count(estate.program.targets.count, "target"),
    ]
    if let log { parts.append(Wording.count(log.events.count, "actual")) }
    return "\(VisibleText.of(estate.name)): \(Wording.list(parts)); it can be planned\n"
  }
}
