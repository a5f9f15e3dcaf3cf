import Documents
import Estates

/// An RVTools export becomes an estate that plans at once, and a report that says where each fact came from.
///
///     let (files, report, findings) = RVToolsImport.convert(
///       files: [("RVTools_tabvInfo.csv", …), ("RVTools_tabvHost.csv", …)], start: Day("2026-05-01")!, name: "munich")
///
/// RVTools knows virtual machines, hosts and clusters. It knows no cost, power, rack, effort, owner, application or
/// dependency. What is missing is filled from `RVToolsDefaults`, worked out by rules that the report states, or left empty;
/// each such cell is marked, in the row itself (columns `defaulted` and `derived`) and in the report.
///
/// - Machines and hosts join by cluster. The host of a machine is where it ran in that minute; vMotion moves it, and in
///   many exports the two tabs do not even write it alike. It is kept as the attribute `last_host`, and counts only for a
///   host that stands in no cluster.
/// - A machine that is off, or suspended, is a candidate to `retire`: it takes no processor and no memory of its cluster,
///   only storage. A template likewise. A placeholder of Site Recovery Manager is the shadow of a machine that another
///   site protects; it is no workload, and is named in the findings.
/// - The rest is `rehost`, or `replatform` where the makers of the system have stopped supporting it by the start.
package enum RVToolsImport {
  /// True where one of the names is that of a tab of RVTools that the import reads.
  package static func recognises(_ names: [String]) -> Bool {
    names.contains { RVToolsExport.tab(of: $0) == .info }
  }

  /// The files of an estate folder; none where there is an error among the findings.
  package static func convert(
    files: [(name: String, bytes: [UInt8])], start: Day, name: String
  ) -> (files: [(name: String, bytes: [UInt8])], report: [UInt8], findings: [Finding]) {
    var findings = FindingCollector()
    let export = RVToolsExport(files: files, into: &findings)
    if !recognises(files.map(\.name)) {
      findings.add(.error, .exportMissing, in: "RVTools_tabvInfo.csv") {
        Finding(
          .error, .exportMissing, "there is no RVTools_tabvInfo.csv", at: SourceLocation(file: "RVTools_tabvInfo.csv"),
          help: "export all tabs to CSV in RVTools, and name the folder with them")
      }
    }
    var draft = RVToolsDraft(export: export, start: start, name: name, findings: findings)
    draft.make()
    findings = draft.findings
    if export.machines.isEmpty, !findings.hasErrors {
      findings.add(.error, .exportEmpty, in: "RVTools_tabvInfo.csv") {
        Finding(
          .error, .exportEmpty, "the export has no machines", at: SourceLocation(file: "RVTools_tabvInfo.csv"),
          help: "check what the user who exported may see in vCenter")
      }
    }
    guard !findings.hasErrors else { return ([], [], findings.findings()) }
    let program = RVToolsProgram(draft)
    var written: [(name: String, bytes: [UInt8])] = draft.tables.map { ($0.file, $0.bytes) }
    written.append(("program.json", JSONWriter.bytes(program.json)))
    let report = RVToolsReport(draft: draft, program: program).page.text
    return (written, Array(report.utf8), findings.findings())
  }
}
