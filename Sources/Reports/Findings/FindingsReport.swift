import Documents

/// Findings as people and programs read them: what is wrong, where, and what would help.
///
///     error[INV012]: unknown workload 'APP-0042'
///       --> dependencies.csv:118:9 (column "target")
///        | APP-0001,APP-0042,first
///        |          ^
///     help: did you mean 'APP-0024'?
///
///     1 error, 3 warnings
///
/// Errors come first, then warnings, then notes, each in the order in which they were given (readers give them by place).
/// The summary counts what a collector no longer lists, too.
package struct FindingsReport: Sendable {
  package static let schema = "drawdown/findings/1"

  /// In the order in which they are shown.
  package let findings: [Finding]

  package init(_ findings: [Finding]) {
    self.findings = [Finding.Severity.error, .warning, .note].flatMap { severity in
      findings.filter { $0.severity == severity }
    }
  }

  /// For a terminal or a log, without colour; empty where there is nothing to say.
  package var text: String {
    guard !findings.isEmpty else { return "" }
    return findings.map { FindingsReport.text(of: $0) + "\n" }.joined() + summary + "\n"
  }

  /// "2 errors, 1 warning, 14 notes"; "nothing to report" where there are none.
  package var summary: String {
    let parts = [Finding.Severity.error, .warning, .note].compactMap { severity -> String? in
      let count = count(severity)
      return count == 0 ? nil : Wording.count(count, severity.word)
    }
    return parts.isEmpty ? "nothing to report" : parts.joined(separator: ", ")
  }

  private func count(_ severity: Finding.Severity) -> Int {
    findings.reduce(0) { $1.severity == severity ? $0 + $1.count : $0 }
  }

  package var json: JSONValue {
    .object([
      ("schema", .string(FindingsReport.schema)),
      ("errors", .integer(count(.error))), ("warnings", .integer(count(.warning))),
      ("notes", .integer(count(.note))),
      ("findings", list),
    ])
  }

  /// The findings alone.
  package var list: JSONValue {
    .array(
      findings.map { finding in
        var members: [(String, JSONValue)] = [
          ("severity", .string(finding.severity.word)), ("code", .string(finding.code)),
          ("message", .string(finding.message)),
        ]
        if let location = finding.location {
          members.append(("file", .string(location.file)))
          if let sheet = location.sheet { members.append(("sheet", .string(sheet))) }
          if location.line > 0 { members.append(("line", .integer(location.line))) }
          if location.line > 0 && location.column > 0 { members.append(("column", .integer(location.column))) }
          if let label = location.label { members.append(("label", .string(label))) }
        }
        if let excerpt = finding.excerpt { members.append(("excerpt", .string(excerpt))) }
        if let help = finding.help { members.append(("help", .string(help))) }
        if finding.count > 1 { members.append(("count", .integer(finding.count))) }
        return .object(members)
      })
  }

  /// One finding with its place, the row and a caret under the column.
  package static func text(of finding: Finding) -> String {
    var result = "\(finding.severity.word)[\(finding.code)]: \(VisibleText.of(finding.message))\n"
    if let location = finding.location {
      result += "  --> \(VisibleText.of(location.description))\n"
    }
    if let excerpt = finding.excerpt {
      result += "   | \(VisibleText.of(excerpt))\n"
      let scalars = Array(excerpt.unicodeScalars)
      if let column = finding.caret ?? finding.location?.column, (1...scalars.count + 1).contains(column) {
        var before = ""
        before.unicodeScalars.append(contentsOf: scalars[..<(column - 1)])
        result += "   | \(String(repeating: " ", count: columns(of: VisibleText.of(before))))^\n"
      }
    }
    if let help = finding.help { result += "help: \(VisibleText.of(help))\n" }
    return result
  }

  /// How many columns of a terminal the text takes: two for the wide scripts of East Asia and for pictographs.
  private static func columns(of text: String) -> Int {
    text.unicodeScalars.reduce(0) { sum, scalar in
      switch scalar.value {
      case 0x300...0x36F, 0xFE00...0xFE0F: sum
      case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
        0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
        sum + 2
      default: sum + 1
      }
    }
  }
}

extension Finding.Severity {
  /// The word before the code.
  package var word: String {
    switch self {
    case .error: "error"
    case .warning: "warning"
    case .note: "note"
    }
  }
}
