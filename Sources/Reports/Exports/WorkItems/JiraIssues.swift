import Documents
import Estates
import Plans
import Topology

/// The moves for the CSV import of Jira Cloud: epics are waves, tasks applications, sub-tasks workloads.
///
/// Rows stand highest level first and name their parent by its `Issue ID`, a number that stays the same in every export;
/// the label `drawdown-…` finds an issue again once Jira has given it a key. Whole waves fill files of about 250 issues,
/// which is what a user who is no administrator may import at once; an administrator may append one file to the other.
/// Dates are ISO dates: the importer asks for their form and wants `yyyy-MM-dd`.
extension PlanExport {
  private static let jiraLimit = 250

  var jiraFiles: [ReportFile] {
    let columns = [
      "Issue Type", "Issue ID", "Parent", "Summary", "Description", "Labels", "Labels", "Start date", "Due date",
      "Priority",
    ]
    let applications = StableNumbers(
      waveItems.flatMap { item in item.parts.compactMap { $0.application.map { applicationKey($0, item.wave) } } },
      from: 10_000_000, to: 999_999_999)
    let files = filled(waveItems, upTo: PlanExport.jiraLimit).map { waves in
      var rows: [[String]] = []
      for item in waves {
        let wave = item.wave
        let dates = ["\(wave.start)", "\(wave.cutover)"]
        rows.append(
          ["Epic", "\(wave.number)", "", title(wave)]
            + [summary(wave)]
            + ["drawdown", "wave-\(wave.number)"] + dates + ["Medium"])
      }
      for item in waves {
        for part in item.parts {
          guard let application = part.application else { continue }
          let rowsOfPart = part.rows
          rows.append(
            [
              "Task", "\(applications[applicationKey(application, item.wave)] ?? 0)", "\(item.wave.number)",
              title(application, in: item.wave.number),
              JiraText.escaped(Wording.sample(rowsOfPart.map(reading.workloadKey), limit: 40)),
              "drawdown", "wave-\(item.wave.number)",
            ] + dates(rowsOfPart, item.wave) + [word(rowsOfPart.map(priority).min() ?? 3)])
        }
      }
      for item in waves {
        for part in item.parts {
          let parent = part.application.map { applications[applicationKey($0, item.wave)] ?? 0 } ?? item.wave.number
          for row in part.rows {
            rows.append(
              [
                part.application == nil ? "Task" : "Sub-task", "\(numbers[reading.workloadKey(row)] ?? 0)", "\(parent)",
                title(row), facts(row).map { "\($0.name): \(JiraText.escaped($0.value))" }.joined(separator: "\n"),
                mark(row), "wave-\(item.wave.number)",
              ] + dates([row], item.wave) + [word(priority(row))])
          }
        }
      }
      return rows
    }
    return numbered("jira", files, columns: columns)
  }

  private func applicationKey(_ application: Int, _ wave: Plan.Wave) -> String {
    "\(wave.number) \(estate.texts[estate.applications.keys[application]])"
  }

  private func dates(_ rows: [Int], _ wave: Plan.Wave) -> [String] {
    ["\(rows.compactMap(preparation).min() ?? wave.start)", "\(wave.cutover)"]
  }

  private func word(_ priority: Int) -> String { ["Highest", "High", "Medium", "Low"][priority - 1] }
}
