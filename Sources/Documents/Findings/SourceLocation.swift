/// Where something stands in a file: what a sentence about the file points at.
///
///     dependencies.csv:118:9 (column "target")
///     program.json:14:7 (/rules/3/perWave/1)
///
/// `line` and `column` count from 1 (`column` counts Unicode scalars, as editors do); 0 means the whole file or line.
/// `label` is the name of the CSV column, or the JSON pointer, that stands there.
package struct SourceLocation: Hashable, Sendable {
  package var file: String
  package var line: Int
  package var column: Int
  package var label: String?

  package init(file: String, line: Int = 0, column: Int = 0, label: String? = nil) {
    self.file = file
    self.line = line
    self.column = column
    self.label = label
  }
}

extension SourceLocation: Comparable {
  /// By file, then line, then column.
  package static func < (left: SourceLocation, right: SourceLocation) -> Bool {
    if left.file != right.file { return left.file.utf8.lexicographicallyPrecedes(right.file.utf8) }
    return (left.line, left.column) < (right.line, right.column)
  }
}

extension SourceLocation: CustomStringConvertible {
  package var description: String {
    var text = file
    if line > 0 { text += ":\(line)" }
    if line > 0 && column > 0 { text += ":\(column)" }
    if let label, !label.isEmpty {
      text += label.hasPrefix("/") ? " (\(label))" : " (column \"\(label)\")"
    }
    return text
  }
}
