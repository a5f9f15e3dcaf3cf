import Documents
import Reports
import Testing

@Suite struct FindingsReportTests {
  let unknown = Finding(
    .error, "INV012", "unknown workload 'APP-0042'",
    at: SourceLocation(file: "dependencies.csv", line: 118, column: 10, label: "target"),
    excerpt: "APP-0001,APP-0042,first", help: "did you mean 'APP-0024'?")

  @Test func `an error shows its place, its row, a caret and what would help`() {
    #expect(
      FindingsReport([unknown]).text == """
        error[INV012]: unknown workload 'APP-0042'
          --> dependencies.csv:118:10 (column "target")
           | APP-0001,APP-0042,first
           |          ^
        help: did you mean 'APP-0024'?

        1 error

        """)
  }

  @Test func `the caret stands under its column behind wide and invisible characters`() {
    var finding = unknown
    finding.excerpt = "東\u{202E},APP"
    finding.location?.column = 4
    #expect(FindingsReport.text(of: finding).contains("   | 東U+202E,APP\n   |          ^\n"))
  }

  @Test func `a column beyond the shortened row draws no caret`() {
    var finding = unknown
    finding.excerpt = "short…"
    finding.location?.column = 90
    #expect(!FindingsReport.text(of: finding).contains("^"))
  }

  @Test func `a caret of its own stands where the excerpt was cut`() {
    var finding = unknown
    finding.excerpt = "…APP-0042,first"
    finding.caret = 2
    #expect(FindingsReport.text(of: finding).contains("   | …APP-0042,first\n   |  ^\n"))
  }

  @Test func `errors come first, and what a collector no longer lists is still counted`() {
    var crowd = Finding(.warning, "CHK001", "9 more in workloads.csv: no owner")
    crowd.count = 9
    let text = FindingsReport([Finding(.warning, "CHK001", "no owner"), crowd, unknown]).text
    #expect(text.hasPrefix("error[INV012]"))
    #expect(text.hasSuffix("warning[CHK001]: 9 more in workloads.csv: no owner\n\n1 error, 10 warnings\n"))
  }

  @Test func `nothing found is nothing said`() {
    #expect(FindingsReport([]).text == "")
    #expect(FindingsReport([]).summary == "nothing to report")
  }

  @Test func `the JSON form holds what is known and leaves out what is not`() {
    let bare = Finding(.note, "CHK009", "a rule selects nothing")
    guard case .object(let members) = FindingsReport([bare, unknown]).json,
      case .array(let findings)? = members.first(where: { $0.0 == "findings" })?.1,
      case .object(let first) = findings[0], case .object(let second) = findings[1]
    else {
      Issue.record("not the shape of a findings document")
      return
    }
    #expect(members.map(\.0) == ["schema", "errors", "warnings", "notes", "findings"])
    #expect(
      first.map(\.0) == ["severity", "code", "message", "file", "line", "column", "label", "excerpt", "help"])
    #expect(second.map(\.0) == ["severity", "code", "message"])
  }
}
