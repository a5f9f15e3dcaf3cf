/// Where something stands in a file: what a sentence about the file points at.
///
///     dependencies.csv:118:9 (column "target")
///     program.json:14:7 (/rules/3/perWave/1)
///     RVTools.xlsx, sheet "vInfo", cell C118 (column "VM")
///
/// `line` and `column` count from 1 (`column` counts Unicode scalars, as editors do); 0 means the whole file or line.
/// `label` is the name of the CSV column, or the JSON pointer, that stands there. In a sheet of a workbook `line` is the
/// number of the row and `column` that of the sheet's column.
package struct SourceLocation: Hashable, Sendable {
  package var file: String
  /// The sheet of the workbook `file`, where it is one.
  package var sheet: String?
  package var line: Int
  package var column: Int
  package var label: String?

  package init(file: String, sheet: String? = nil, line: Int = 0, column: Int = 0, label: String? = nil) {
    self.file = file
    self.sheet = sheet
    self.line = line
    self.column = column
    self.label = label
  }
}

extension SourceLocation: Comparable {
  /// By file, then sheet, then line, then column.
  package static func < (left: SourceLocation, right: SourceLocation) -> Bool {
    if left.file != right.file { return left.file.utf8.lexicographicallyPrecedes(right.file.utf8) }
    if left.sheet != right.sheet {
      return (left.sheet ?? "").utf8.lexicographicallyPrecedes((right.sheet ?? "").utf8)
    }
    return (left.line, left.column) < (right.line, right.column)
  }
}

extension SourceLocation: CustomStringConvertible {
  package var description: String {
    var text = file
    if let sheet {
      text += ", sheet \"\(sheet)\""
      if line > 0 { text += column > 0 ? ", cell \(CellReference.text(row: line, column: column))" : ", row \(line)" }
    } else if line > 0 {
      text += column > 0 ? ":\(line):\(column)" : ":\(line)"
    }
    if let label, !label.isEmpty {
      text += label.hasPrefix("/") ? " (\(label))" : " (column \"\(label)\")"
    }
    return text
  }
}
