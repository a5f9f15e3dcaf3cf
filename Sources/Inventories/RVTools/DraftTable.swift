import Documents

/// A table that an import writes, in which every cell knows where it came from.
struct DraftTable {
  /// Where a cell came from.
  enum Origin: Hashable {
    /// A column of the export, as it stands there.
    case export(String)
    /// Worked out from the export: the rule in words.
    case derived(String)
    /// Not in the export at all: the rule in words.
    case defaulted(String)
  }

  struct Cell {
    var text: String
    var origin: Origin
  }

  /// The cells of one column that have one origin.
  struct Provenance {
    var column: String
    var origin: Origin
    var lines: [Int]
  }

  let file: String
  let columns: [String]
  private(set) var rows: [[String]] = []
  /// For each column its origins, each with the lines of its cells.
  private var origins: [[(origin: Origin, lines: [Int])]]

  init(file: String, columns: [String]) {
    self.file = file
    self.columns = columns
    origins = columns.map { _ in [] }
  }

  /// Adds a row; empty cells have no origin. Two columns more are filled by themselves: `derived` and `defaulted` name the
  /// columns of the row that are so.
  mutating func add(_ cells: [(column: String, cell: Cell?)]) {
    var row = [String](repeating: "", count: columns.count)
    var marks: [String: [String]] = [:]
    let line = rows.count + 2
    for (name, cell) in cells {
      guard let cell, !cell.text.isEmpty, let column = columns.firstIndex(of: name) else { continue }
      row[column] = cell.text
      switch cell.origin {
      case .export: break
      case .derived: marks["derived", default: []].append(name)
      case .defaulted: marks["defaulted", default: []].append(name)
      }
      if let known = origins[column].firstIndex(where: { $0.origin == cell.origin }) {
        origins[column][known].lines.append(line)
      } else {
        origins[column].append((cell.origin, [line]))
      }
    }
    for (name, marked) in marks {
      if let column = columns.firstIndex(of: name) { row[column] = marked.joined(separator: " ") }
    }
    rows.append(row)
  }

  /// Every column and origin with the lines of its cells, in the order of the columns.
  var provenance: [Provenance] {
    columns.indices.flatMap { column in
      origins[column].map { Provenance(column: columns[column], origin: $0.origin, lines: $0.lines) }
    }
  }

  /// The file, without the columns that no row fills.
  var bytes: [UInt8] {
    let used = columns.indices.filter { column in column == 0 || rows.contains { !$0[column].isEmpty } }
    return CSVWriter.bytes(columns: used.map { columns[$0] }, rows: rows.lazy.map { row in used.map { row[$0] } })
  }
}

/// Lines as ranges: `2–35, 40`.
func ranges(_ lines: [Int]) -> String {
  var parts: [(Int, Int)] = []
  for line in lines.sorted() {
    if let last = parts.indices.last, parts[last].1 + 1 == line {
      parts[last].1 = line
    } else {
      parts.append((line, line))
    }
  }
  return parts.map { $0 == $1 ? "\($0)" : "\($0)–\($1)" }.joined(separator: ", ")
}
