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

  @Test func `errors come first, all of them, and a crowd of warnings is counted`() {
    let warnings = (1...12).map {
      Finding(.warning, "CHK001", "no owner", at: SourceLocation(file: "workloads.csv", line: $0))
    }
    let errors = (1...12).map {
      Finding(.error, "INV001", "bad number", at: SourceLocation(file: "workloads.csv", line: $0))
    }
    let text = FindingsReport(warnings + errors, perCode: 3).text
    #expect(text.hasPrefix("error[INV001]"))
    #expect(text.components(of: "error[INV001]") == 12)
    #expect(text.components(of: "warning[CHK001]: no owner") == 3)
    #expect(text.hasSuffix("warning[CHK001]: 9 more like the 3 shown\n\n12 errors, 12 warnings\n"))
  }

  @Test func `what was found twice is said once, and nothing is nothing`() {
    #expect(FindingsReport([unknown, unknown]).summary == "1 error")
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

extension String {
  /// How often `part` occurs.
  func components(of part: String) -> Int {
    var count = 0
    var rest = self[...]
    while let range = rest.range(of: part) {
      count += 1
      rest = rest[range.upperBound...]
    }
    return count
  }

  func range(of part: String) -> Range<Index>? {
    self[...].range(of: part)
  }
}

extension Substring {
  func range(of part: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(part) { return start..<index(start, offsetBy: part.count) }
      start = index(after: start)
    }
    return nil
  }
}
