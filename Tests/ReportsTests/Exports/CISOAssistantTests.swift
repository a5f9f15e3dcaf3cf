import Documents
import Estates
import Reports
import TestSupport
import Testing

/// The register as CISO Assistant imports it: its columns, its labels, its lists.
@Suite struct CISOAssistantTests {
  private func table(_ small: SmallPlan) throws -> (columns: [String], rows: [[String]]) {
    let export = try PlanExport(
      plan: small.plan, estate: small.estate, planDigest: "sha256:" + String(repeating: "1", count: 64))
    let file = try #require(export.files(.cisoAssistant).first)
    #expect(file.name.hasSuffix("-ciso-assistant.csv"))
    var rows: [[String]] = [[]]
    var cell = ""
    var isQuoted = false
    // A reader of its own: quotes, commas, line ends.
    for character in String(decoding: file.bytes, as: UTF8.self) {
      switch character {
      case "\"": isQuoted.toggle(); if isQuoted && !cell.isEmpty { cell.append(character) }
      case "," where !isQuoted: rows[rows.count - 1].append(cell); cell = ""
      case "\n" where !isQuoted: rows[rows.count - 1].append(cell); cell = ""; rows.append([])
      default: cell.append(character)
      }
    }
    rows.removeLast()
    return (rows[0], Array(rows.dropFirst()))
  }

  @Test func `the columns are those of its template, and every label is one of its matrix`() throws {
    let (columns, rows) = try table(PlanReportTests.garage)
    #expect(
      columns == [
        "ref_id", "name", "description", "inherent_proba", "inherent_impact", "inherent_level", "existing_controls",
        "current_proba", "current_impact", "current_level", "additional_controls", "residual_proba", "residual_impact",
        "residual_level", "treatment", "assets",
      ])
    let labels: Set<String> = ["Very Low", "Low", "Medium", "High", "Very High"]
    let treatments: Set<String> = ["accept", "avoid", "transfer", "mitigate"]
    let risks = try PlanReportTests.garage.register().risks
    #expect(rows.count == risks.count)
    for (row, risk) in zip(rows, risks) {
      #expect(row.count == columns.count && row[0] == risk.id && row[2].hasPrefix(risk.description))
      for column in [3, 4, 5, 7, 8, 9, 11, 12, 13] { #expect(labels.contains(row[column])) }
      #expect(treatments.contains(row[14]))
      #expect(row[2].contains(risk.owner) && row[2].utf8.count < 2000)
      #expect(risk.responses == [.accept] ? row[10].isEmpty : row[10].hasPrefix(risk.ruleId))
    }
  }

  @Test func `no separator of a list stands in an asset or a control`() throws {
    let small = SmallPlan(
      workloads: "workload,os,one_off_cost,annual_run_cost\nfa|x;,RHEL 6,1000,900", moves: ["fa|x;": 1])
    let (_, rows) = try table(small)
    #expect(rows.contains { $0[15].split(separator: "|").contains("fa x ") })
    #expect(rows.allSatisfy { !$0[10].contains { "|,;\n".contains($0) } && !$0[15].contains { ",;\n".contains($0) } })
  }
}
