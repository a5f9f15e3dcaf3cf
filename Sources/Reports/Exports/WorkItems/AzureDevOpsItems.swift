import Documents
import Estates
import Plans
import Topology

/// The moves for the CSV import of Azure DevOps: epics are waves, features applications, user stories workloads.
///
/// The level of an item is the column that its title stands in. New items have no ID, and no state, since the import makes
/// them all new; the tag `drawdown-…` finds an item again. Descriptions are HTML, as the field is. Files hold at most about
/// 1,000 items, the limit of one import, in whole waves. The types are those of the Agile process.
extension PlanExport {
  private static let azureDevOpsLimit = 1_000

  var azureDevOpsFiles: [ReportFile] {
    let columns = [
      "Work Item Type", "Title 1", "Title 2", "Title 3", "Start Date", "Target Date", "Priority", "Tags", "Description",
    ]
    let files = filled(waveItems, upTo: PlanExport.azureDevOpsLimit).map { waves in
      var rows: [[String]] = []
      for item in waves {
        let wave = item.wave
        rows.append([
          "Epic", title(wave), "", "", "\(wave.start)", "\(wave.cutover)", "2", "drawdown; wave-\(wave.number)",
          "<p>\(HTMLText.escaped(summary(wave)))</p>",
        ])
        for part in item.parts {
          if let application = part.application {
            rows.append([
              "Feature", "", title(application, in: wave.number), "",
              "\(part.rows.compactMap(preparation).min() ?? wave.start)", "\(wave.cutover)",
              "\(part.rows.map(priority).min() ?? 2)", "drawdown; wave-\(wave.number)",
              "<p>\(HTMLText.escaped(Wording.sample(part.rows.map(reading.workloadKey), limit: 40)))</p>",
            ])
          }
          for row in part.rows {
            // One without an application is a feature by itself.
            let isAlone = part.application == nil
            rows.append([
              isAlone ? "Feature" : "User Story", "", isAlone ? title(row) : "", isAlone ? "" : title(row),
              "\(preparation(row) ?? wave.start)", "\(wave.cutover)", "\(priority(row))",
              "drawdown; wave-\(wave.number); \(mark(row))",
              "<ul>"
                + facts(row).map { "<li>\(HTMLText.escaped($0.name)): \(HTMLText.escaped($0.value))</li>" }.joined()
                + "</ul>",
            ])
          }
        }
      }
      return rows
    }
    return numbered("work-items", files, columns: columns)
  }
}
