import Documents
import Estates
import Plans
import Topology

/// Which workload belongs to which wave, for Azure Migrate: a row for each workload that leaves, with the names that the
/// wave resource of its interface has (`displayName`, `plannedStartDate`, `plannedCompletionDate`, `description`).
///
/// Azure Migrate documents no CSV of its own for waves: this is the mapping that a script or a person enters there.
extension PlanExport {
  var azureWaves: [UInt8] {
    let columns = [
      "waveId", "displayName", "description", "plannedStartDate", "plannedCompletionDate", "workload", "name",
      "application", "environment", "operatingSystem", "migrationIntent", "targetRegion", "site",
    ]
    var rows: [[String]] = []
    let cells = reading.resolved.columns
    for wave in plan.waves {
      for row in reading.movers[wave.number - 1] {
        let application = estate.workloads.application[row]
        rows.append(
          [
            "drawdown-wave-\(wave.number)", "Wave \(wave.number)", Wording.count(wave.workloads.count, "workload"),
            "\(wave.start)", "\(wave.cutover)", reading.workloadKey(row), name(row),
            application == Estate.none ? "" : estate.texts[estate.applications.keys[Int(application)]],
            estate.texts[estate.workloads.environments[row]], estate.texts[estate.workloads.operatingSystems[row]],
            estate.workloads.disposition[row].rawValue, estate.texts[estate.workloads.targetRegions[row]],
            estate.texts[cells["site"][row]],
          ].map(SpreadsheetText.neutral))
      }
    }
    return CSVWriter.bytes(columns: columns, rows: rows)
  }
}
