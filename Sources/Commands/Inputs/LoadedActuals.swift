import Documents
import Estates
import Inventories
import Plans
import Reports

/// What happened so far, as a command needs it: the `actuals.csv` of an estate's folder, read and checked; an empty log where
/// there is none.
package struct LoadedActuals: Sendable {
  package var log: ActualsLog
  /// Warnings of the reader.
  package var findings: [Finding]

  /// - Throws: the outcome of a run that has no log it can believe: every contradiction found.
  package static func load(
    _ folder: String, of estate: Estate, plans: [Plan], asOf: Day, from world: World
  ) throws(Outcome) -> LoadedActuals {
    let path = world.join(folder, ActualsLog.file)
    guard world.kind(path) != nil else { return LoadedActuals(log: ActualsLog(), findings: []) }
    let bytes: [UInt8]
    do throws(SystemFailure) { bytes = try world.read(path) } catch {
      throw Outcome(.noInput, talk: "error: cannot read \(VisibleText.of(path)): \(error.reason)\n")
    }
    let (log, findings) = read(bytes, of: estate, plans: plans, asOf: asOf)
    guard let log else { throw Outcome(.badInput, talk: FindingsReport(findings).text) }
    return LoadedActuals(log: log, findings: findings)
  }

  /// The log that is in some bytes; nil where it contradicts itself, the estate or the plans.
  static func read(
    _ bytes: [UInt8], of estate: Estate, plans: [Plan], asOf: Day
  ) -> (log: ActualsLog?, findings: [Finding]) {
    var known: (workloads: Set<String>, hosts: Set<String>) = ([], [])
    for plan in plans {
      for wave in plan.waves { known.workloads.formUnion(wave.workloads) }
      known.workloads.formUnion(plan.stays.map(\.workload))
      known.hosts.formUnion(plan.releases.filter { $0.kind == .host }.map(\.key))
    }
    return ActualsReader.read(bytes, of: estate, alsoKnown: known, asOf: asOf)
  }
}
