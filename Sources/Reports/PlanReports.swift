import Documents
import Estates
import Plans

/// A file of a report: a name beside the plan, and its bytes.
package struct ReportFile: Hashable, Sendable {
  package var name: String
  package var bytes: [UInt8]

  package init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  package init(name: String, text: String) { self.init(name: name, bytes: Array(text.utf8)) }
}

/// Everything that people read about a plan.
///
///     let files = try PlanReports.files(plan: plan, estate: estate, planDigest: digest)
///     files.map(\.name)     // ["plan.md", "report.html", "figures.md", …, "risks.md", "risks.json"], more when large
///
/// The same plan and estate give the same bytes.
package enum PlanReports {
  /// - Parameter planDigest: `sha256:…` of the bytes of `plan.json`; the register names it.
  /// - Throws: `Findings` where plan and estate do not belong together, or a risk has no owner anywhere.
  package static func files(plan: Plan, estate: Estate, planDigest: String) throws(Findings) -> [ReportFile] {
    let reading = try PlanReading(plan: plan, estate: estate)
    let register = try RiskRegister(RiskFacts(reading), planDigest: planDigest)
    let report = PlanReport(reading, register: register, planDigest: planDigest)
    var files = [ReportFile(name: "plan.md", text: report.main.text)]
    files.append(ReportFile(name: ReportPage.file, text: ReportPage(report).html))
    for page in report.lists { files.append(ReportFile(name: page.file, text: page.document.text)) }
    for figure in report.figures.all { files.append(ReportFile(name: figure.file, text: figure.svg)) }
    files.append(ReportFile(name: "risks.md", text: RiskReport(register).document.text))
    files.append(ReportFile(name: "risks.json", bytes: JSONWriter.bytes(register.json)))
    return files
  }
}
