import Documents
import Estates
import Plans
import Topology

/// The intake form of AWS Cloud Migration Factory: a row for each server that leaves, with its application and wave.
///
/// The form wants an account: it is the column `aws_accountid` of the workloads, where the inventory has one, likewise
/// `fqdn` for the full name. A workload without an application is one of its own. The file begins with a byte order mark,
/// as the form's own sample does. Lists of tags are `key=value;`, so neither sign stands in a value.
extension PlanExport {
  var cloudMigrationFactory: [UInt8] {
    let columns = [
      "wave_name", "app_name", "aws_accountid", "aws_region", "server_name", "server_os_family", "server_os_version",
      "server_fqdn", "r_type", "tags",
    ]
    let cells = reading.resolved.columns
    let accounts = cells["aws_accountid"]
    let names = cells["fqdn"]
    var rows: [[String]] = []
    for wave in plan.waves {
      for row in reading.movers[wave.number - 1] {
        let key = reading.workloadKey(row)
        let application = estate.workloads.application[row]
        let system = estate.texts[estate.workloads.operatingSystems[row]]
        let fullName = estate.texts[names[row]]
        rows.append(
          [
            "Wave \(wave.number)",
            application == Estate.none ? key : estate.texts[estate.applications.keys[Int(application)]],
            estate.texts[accounts[row]], estate.texts[estate.workloads.targetRegions[row]], key, family(system), system,
            fullName.isEmpty ? key : fullName, word(estate.workloads.disposition[row]), tags(row),
          ].map(SpreadsheetText.neutral))
      }
    }
    return [0xEF, 0xBB, 0xBF] + CSVWriter.bytes(columns: columns, rows: rows)
  }

  /// What the form wants and the inventory has for none of the workloads that leave.
  var cloudMigrationFactoryDoubts: [Finding] {
    [("aws_accountid", "AWS account"), ("target_region", "AWS region")].compactMap { column, noun in
      let cells = reading.resolved.columns[column]
      guard reading.movers.contains(where: { !$0.isEmpty }),
        !reading.movers.contains(where: { $0.contains { cells[$0] != 0 } })
      else { return nil }
      return Finding(
        .warning, FindingCode.exportLacksColumn.code, "no workload has a column '\(column)': the form wants an \(noun)",
        at: SourceLocation(file: "workloads.csv"), help: FindingCode.exportLacksColumn.fix)
    }
  }

  /// `windows` or `linux`: the form knows no other.
  private func family(_ system: String) -> String {
    system.lowercased().contains("windows") ? "windows" : "linux"
  }

  /// The seven R as the form writes them.
  private func word(_ disposition: Disposition) -> String {
    let word = disposition.rawValue
    return word.prefix(1).uppercased() + word.dropFirst()
  }

  private func tags(_ row: Int) -> String {
    var tags = [("drawdown", String(numbers[reading.workloadKey(row)] ?? 0))]
    let cells = reading.resolved.columns
    for column in ["environment", "business_unit"] {
      let text = estate.texts[cells[column][row]]
      if !text.isEmpty { tags.append((column, text)) }
    }
    return tags.map { name, value in
      let plain = VisibleText.of(value).replacing(";", with: ",").replacing("=", with: "-")
      return "\(name)=\(plain);"
    }.joined()
  }
}
