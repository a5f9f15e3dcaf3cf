/// An MPS file read back by its published grammar, and nothing else: the naive twin of `MPSWriter`.
///
///     MPSModel(bytes).violations(of: values)      // the rows that a choice breaks
///
/// Rows are `a · x ≤, ≥ or = b`; the right side of the cost row is the constant with its sign turned.
package struct MPSModel: Sendable {
  package struct Row: Sendable {
    package var sense: Character
    package var limit = 0.0
    package var terms: [(column: String, coefficient: Double)] = []
  }
  package struct Column: Sendable {
    package var lower = 0.0
    package var upper = Double.infinity
    package var isWhole = false
    package var cost = 0.0
    /// Rows in which it stands.
    package var rows: [String] = []
  }

  package private(set) var name = ""
  package private(set) var remarks: [String] = []
  package private(set) var costName = ""
  package private(set) var constant = 0.0
  package private(set) var rowNames: [String] = []
  package private(set) var rows: [String: Row] = [:]
  package private(set) var columnNames: [String] = []
  package private(set) var columns: [String: Column] = [:]
  /// What is wrong with the file.
  package private(set) var faults: [String] = []
  package private(set) var longestLine = 0

  package init(_ bytes: [UInt8]) {
    var section = ""
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false) {
      longestLine = max(longestLine, line.utf8.count)
      if line.utf8.contains(where: { $0 > 0x7E || $0 < 0x20 }) { faults.append("not ASCII: \(line)") }
      if line.hasPrefix("*") {
        remarks.append(String(line))
        continue
      }
      let words = line.split(separator: " ").map(String.init)
      if words.isEmpty { continue }
      if !line.hasPrefix(" ") {
        section = words[0]
        if section == "NAME" { name = words[1] }
        continue
      }
      switch section {
      case "ROWS": addRow(words)
      case "COLUMNS":
        if words.count != 3 && words.count != 5 { faults.append("a line of \(words.count) words: \(line)") }
        for place in stride(from: 1, to: words.count - 1, by: 2) {
          add(words[0], words[place], Double(words[place + 1])!)
        }
      case "RHS":
        let value = Double(words[2])!
        if words[1] == costName { constant = -value } else { rows[words[1]]!.limit = value }
      case "BOUNDS": bound(words)
      default: faults.append("unknown section \(section)")
      }
    }
    if section != "ENDATA" { faults.append("no end") }
  }

  private mutating func addRow(_ words: [String]) {
    if words[0] == "N" {
      costName = words[1]
      return
    }
    if rows[words[1]] != nil { faults.append("row \(words[1]) twice") }
    if words[1].utf8.count > 159 { faults.append("a name of \(words[1].utf8.count): \(words[1])") }
    rowNames.append(words[1])
    rows[words[1]] = Row(sense: Character(words[0]))
  }

  private mutating func add(_ column: String, _ row: String, _ value: Double) {
    if columns[column] == nil {
      if column.utf8.count > 159 { faults.append("a name of \(column.utf8.count): \(column)") }
      columnNames.append(column)
      columns[column] = Column()
    } else if columnNames.last != column {
      faults.append("column \(column) in two places")
    }
    if row == costName {
      columns[column]!.cost = value
    } else {
      if columns[column]!.rows.contains(row) { faults.append("\(column) twice in \(row)") }
      columns[column]!.rows.append(row)
      rows[row]!.terms.append((column, value))
    }
  }

  private mutating func bound(_ words: [String]) {
    switch words[0] {
    case "BV":
      columns[words[2]]!.upper = 1
      columns[words[2]]!.isWhole = true
    case "FX":
      columns[words[2]]!.lower = Double(words[3])!
      columns[words[2]]!.upper = Double(words[3])!
    default: faults.append("unknown bound \(words[0])")
    }
  }

  package func cost(of values: [String: Double]) -> Double {
    columns.reduce(constant) { $0 + $1.value.cost * (values[$1.key] ?? 0) }
  }

  package func activity(of row: String, _ values: [String: Double]) -> Double {
    rows[row]!.terms.reduce(0) { $0 + $1.coefficient * (values[$1.column] ?? 0) }
  }

  /// Whether a row holds, within a millionth.
  package func holds(_ name: String, _ values: [String: Double]) -> Bool {
    let row = rows[name]!
    let activity = activity(of: name, values)
    let slack = 1e-6 * max(1, row.limit.magnitude)
    switch row.sense {
    case "L": return activity <= row.limit + slack
    case "G": return activity >= row.limit - slack
    default: return (activity - row.limit).magnitude <= slack
    }
  }

  /// Rows and bounds that `values` break, within a millionth.
  package func violations(of values: [String: Double]) -> [String] {
    columnNames.filter { name in
      let column = columns[name]!
      let value = values[name] ?? 0
      return value < column.lower - 1e-6 || value > column.upper + 1e-6
        || (column.isWhole && (value - value.rounded()).magnitude > 1e-6)
    } + rowNames.filter { !holds($0, values) }
  }
}
