import Documents
import Estates
import Plans

/// A form in which a plan is handed to another tool.
package enum ExportFormat: String, CaseIterable, Sendable {
  case csv
  case workbook = "xlsx"
  case project = "mspdi"
  case calendar = "ics"
  case jira
  case azureDevOps = "azure-devops"
  case azureWaves = "azure-waves"
  case cloudMigrationFactory = "aws-cmf"
  case cisoAssistant = "ciso-assistant"

  /// Who reads it, for a list.
  package var purpose: String {
    switch self {
    case .csv: "tables with datapackage.json, for Power BI, Excel and scripts (folder)"
    case .workbook: "a workbook: waves, workloads, footprint, targets, risks, initiatives and more"
    case .project: "Microsoft Project and what reads its XML: waves, workloads, freezes, baseline"
    case .calendar: "waves, freezes and target dates for everyone's calendar"
    case .jira: "issues for Jira: epics, tasks and sub-tasks, split into files (folder)"
    case .azureDevOps: "work items for Azure DevOps, split into files (folder)"
    case .azureWaves: "which workload belongs to which wave, for Azure Migrate"
    case .cloudMigrationFactory: "the intake form of AWS Cloud Migration Factory"
    case .cisoAssistant: "the risks as scenarios for CISO Assistant, on its 5x5 matrix"
    }
  }

  /// Whether it is a folder of files rather than one.
  package var isFolder: Bool {
    switch self {
    case .csv, .jira, .azureDevOps: true
    case .workbook, .project, .calendar, .azureWaves, .cloudMigrationFactory, .cisoAssistant: false
    }
  }

  /// What stands behind the name of the estate in a file or folder that is named for it.
  package var suffix: String {
    switch self {
    case .csv: "-tables"
    case .workbook: ".xlsx"
    case .project: ".xml"
    case .calendar: ".ics"
    case .jira: "-jira"
    case .azureDevOps: "-azure-devops"
    case .azureWaves: "-azure-waves.csv"
    case .cloudMigrationFactory: "-aws-cmf.csv"
    case .cisoAssistant: "-ciso-assistant.csv"
    }
  }
}

/// A plan as other tools take it. The same plan and estate give the same bytes, and a workload keeps its number from plan
/// to plan.
///
///     let export = try PlanExport(plan: plan, estate: estate, planDigest: digest)
///     export.files(.calendar)       // [workshop.ics]
package struct PlanExport: Sendable {
  let reading: PlanReading
  let register: RiskRegister
  let planDigest: String
  /// By key of the workload: what Project calls its unique ID, which ends at 21 bits. Waves and dates stand below.
  let numbers: StableNumbers
  static let firstNumber = 10_000
  static let lastNumber = 0x1F_FFFF

  /// - Throws: `Findings` where plan and estate do not belong together, or a risk has no owner anywhere.
  package init(plan: Plan, estate: Estate, planDigest: String) throws(Findings) {
    reading = try PlanReading(plan: plan, estate: estate)
    register = try RiskRegister(RiskFacts(reading), planDigest: planDigest)
    self.planDigest = planDigest
    numbers = StableNumbers(
      estate.workloads.keys.map { estate.texts[$0] }, from: PlanExport.firstNumber, to: PlanExport.lastNumber)
  }

  var plan: Plan { reading.plan }
  var estate: Estate { reading.estate }

  /// One file where the format is one, else the files of a folder; sorted by name.
  package func files(_ format: ExportFormat) -> [ReportFile] {
    switch format {
    case .csv: tableFiles
    case .workbook: [file(format, WorkbookWriter.bytes(sheets))]
    case .project: [file(format, projectSchedule.document)]
    case .calendar: [file(format, calendarFile)]
    case .jira: jiraFiles
    case .azureDevOps: azureDevOpsFiles
    case .azureWaves: [file(format, azureWaves)]
    case .cloudMigrationFactory: [file(format, cloudMigrationFactory)]
    case .cisoAssistant: [file(format, cisoAssistant)]
    }
  }

  /// What the tool that reads the format will miss.
  package func doubts(_ format: ExportFormat) -> [Finding] {
    format == .cloudMigrationFactory ? cloudMigrationFactoryDoubts : []
  }

  private func file(_ format: ExportFormat, _ bytes: [UInt8]) -> ReportFile {
    ReportFile(name: PlanExport.fileName(plan.estate.name) + format.suffix, bytes: bytes)
  }

  /// Names that Windows keeps for devices, whatever follows them.
  private static let reserved = Set(
    ["con", "prn", "aux", "nul"] + (0...9).flatMap { ["com\($0)", "lpt\($0)"] })

  /// A name for a file from a name of the inventory: letters, digits, `-`, `_` and `.`, no more than forty, and none that a
  /// system keeps for itself.
  package static func fileName(_ name: String) -> String {
    var result = ""
    for scalar in name.unicodeScalars.prefix(40) {
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", "-", "_": result.unicodeScalars.append(scalar)
      case "." where !result.isEmpty: result += "."
      default: result += "-"
      }
    }
    while result.hasSuffix(".") { result.removeLast() }
    if result.allSatisfy({ $0 == "-" }) { return "plan" }
    return reserved.contains(result.prefix { $0 != "." }.lowercased()) ? "estate-" + result : result
  }

  // MARK: What several formats say

  func owner(_ row: Int) -> String { estate.texts[reading.owners[row]] }
  func name(_ row: Int) -> String { estate.texts[estate.workloads.names[row]] }

  /// The key, and behind it the name where there is another one.
  func label(_ row: Int) -> String {
    let key = reading.workloadKey(row)
    let name = name(row)
    return name.isEmpty || name == key ? key : "\(key) (\(name))"
  }

  /// The day on which preparing the workload begins: the first day of its first wave of lead.
  func preparation(_ row: Int) -> Day? {
    guard reading.wave[row] > 0 else { return nil }
    let first = max(1, reading.wave[row] - Int(estate.workloads.leadWaves[row]) + 1)
    return plan.waves[first - 1].start
  }
}
