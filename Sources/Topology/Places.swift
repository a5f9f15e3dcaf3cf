import Documents
import Estates

/// Where rows and rules stand: what a sentence about the graph points at.
extension Estate {
  /// The line of a row of `dependencies.csv`.
  package func location(ofDependency row: Int32) -> SourceLocation {
    SourceLocation(file: dependencies.file, line: Int(dependencies.lines[Int(row)]))
  }

  /// The line of a workload; with `column`, of its cell.
  package func location(ofWorkload row: Int32, column: String? = nil) -> SourceLocation {
    let lines = workloads.table.lines
    return SourceLocation(
      file: workloads.table.file, line: Int(row) < lines.count ? Int(lines[Int(row)]) : 0, label: column)
  }

  /// The place of a rule in the program, with its JSON pointer.
  package func location(ofRule index: Int) -> SourceLocation {
    var location = program.rules[index].location
    if location.label == nil { location.label = "/rules/\(index)" }
    return location
  }

  package func location(of origin: Origin) -> SourceLocation {
    switch origin {
    case .dependency(let row): location(ofDependency: row)
    case .rule(let index, _): location(ofRule: Int(index))
    }
  }

  package func key(ofWorkload row: Int32) -> String { texts[workloads.keys[Int(row)]] }
}
