/// Gathers the findings of a run without drowning in them: of a thousand rows with the same fault the first few are
/// shown with their places, and the rest are counted.
///
///     error[INV012]: unknown workload 'APP-0042'
///       --> dependencies.csv:118:9 (column "target")
///     …
///     error[INV012]: 4,812 more in dependencies.csv: reference to a key that no table has
///
/// Findings are alike where code, severity, file and column are.
package struct FindingCollector: Sendable {
  /// So many alike are kept one by one.
  package static let shown = 10

  private struct Group: Hashable {
    var code: String
    var severity: Finding.Severity
    var file: String
    var label: String
  }

  private var kept: [Finding] = []
  private var counts: [Group: (count: Int, title: String)] = [:]
  package private(set) var errorCount = 0

  package init() {}

  package var hasErrors: Bool { errorCount > 0 }

  /// Adds a finding about something in `file`; `make` is asked for it only while it is among the first of its kind.
  package mutating func add(
    _ severity: Finding.Severity, _ code: FindingCode, in file: String, label: String = "",
    _ make: () -> Finding
  ) {
    if severity == .error { errorCount += 1 }
    let group = Group(code: code.code, severity: severity, file: file, label: label)
    let count = counts[group]?.count ?? 0
    counts[group] = (count + 1, code.title)
    if count < Self.shown { kept.append(make()) }
  }

  /// Adds findings that stand for themselves, such as those of a syntax reader.
  package mutating func add(_ findings: [Finding]) {
    errorCount += findings.count { $0.severity == .error }
    kept += findings
  }

  /// All that was found, in the order in which findings are shown.
  package consuming func findings() -> [Finding] {
    var all = kept
    for (group, entry) in counts where entry.count > Self.shown {
      let column = group.label.isEmpty ? "" : ", column \"\(group.label)\""
      var rest = Finding(
        group.severity, group.code,
        "\(Grouped.text(entry.count - Self.shown)) more in \(group.file)\(column): \(entry.title)",
        // Behind the ones that are shown.
        at: SourceLocation(file: group.file, line: Int(Int32.max)))
      rest.count = entry.count - Self.shown
      all.append(rest)
    }
    all.sort(by: Finding.ordered)
    for index in all.indices where all[index].location?.line == Int(Int32.max) {
      all[index].location = SourceLocation(file: all[index].location!.file)
    }
    return all
  }
}

/// Whole numbers for people: `1,048,576`.
package enum Grouped {
  package static func text(_ number: Int) -> String {
    let digits = String(number.magnitude)
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return (number < 0 ? "-" : "") + text
  }
}
