import Documents
import Estates

/// Where a cell of the estate came from: a fact of a source, a rule that worked it out, or a stated figure.
struct Origin: Hashable, Sendable {
  /// 0: nowhere, the cell is empty. Above: the fact before it. Below: the rule.
  private var code: Int32

  static let none = Origin(code: 0)
  static func fact(_ index: Int) -> Origin { Origin(code: Int32(index) + 1) }
  static func rule(_ index: Int) -> Origin { Origin(code: -Int32(index) - 1) }

  private init(code: Int32) { self.code = code }

  var fact: Int? { code > 0 ? Int(code) - 1 : nil }
  var rule: Int? { code < 0 ? Int(-code) - 1 : nil }
}

/// The rules that filled cells, each stated once, with how often it did.
struct RuleBook: Sendable {
  struct Rule: Sendable {
    /// True where the rule stands in for what no source says; false where it works out what one does.
    var isDefault: Bool
    var text: String
    var source: String
    var uses = 0
  }

  private(set) var rules: [Rule] = []
  private var numbers: [String: Int] = [:]

  /// Worked out from what a source says.
  mutating func derived(_ text: String, source: String = "") -> Origin { rule(text, source, isDefault: false) }
  /// Stated, as no source says it.
  mutating func defaulted(_ text: String, source: String = "") -> Origin { rule(text, source, isDefault: true) }

  private mutating func rule(_ text: String, _ source: String, isDefault: Bool) -> Origin {
    let key = (isDefault ? "d" : "w") + text
    if let known = numbers[key] { return .rule(known) }
    numbers[key] = rules.count
    rules.append(Rule(isDefault: isDefault, text: text, source: source))
    return .rule(rules.count - 1)
  }

  mutating func count(_ rule: Int) { rules[rule].uses += 1 }
}

/// A table of the estate that an import writes, in which every cell knows where it came from.
///
/// Cells are numbers of texts, row after row. Two columns are filled by themselves at the end of a row: `derived` and
/// `defaulted` name the columns of the row that are so.
struct DraftTable: Sendable {
  let file: String
  private(set) var columns: [String]
  private(set) var values: [TextPool.ID] = []
  private(set) var origins: [Origin] = []
  private let marks: (derived: Int, defaulted: Int)

  init(_ file: String, columns: [String]) {
    self.file = file
    self.columns = columns + ["derived", "defaulted"]
    marks = (columns.count, columns.count + 1)
  }

  var count: Int { columns.isEmpty ? 0 : values.count / columns.count }

  func value(_ row: Int, _ column: Int) -> TextPool.ID { values[row * columns.count + column] }
  func origin(_ row: Int, _ column: Int) -> Origin { origins[row * columns.count + column] }

  mutating func begin() {
    values.append(contentsOf: repeatElement(0, count: columns.count))
    origins.append(contentsOf: repeatElement(.none, count: columns.count))
  }

  /// Sets a cell of the row that was begun last; an empty value has no origin.
  mutating func set(_ column: Int, _ value: TextPool.ID, _ origin: Origin) {
    guard value != 0 else { return }
    let cell = values.count - columns.count + column
    values[cell] = value
    origins[cell] = origin
  }

  /// Sets a cell of any row.
  mutating func set(row: Int, _ column: Int, _ value: TextPool.ID, _ origin: Origin) {
    values[row * columns.count + column] = value
    origins[row * columns.count + column] = value == 0 ? .none : origin
  }

  /// Names the derived and defaulted columns of each row, and counts the uses of rules.
  mutating func mark(_ rules: inout RuleBook, _ texts: inout TextPool) {
    // Rows of one pattern share their text.
    var known: [[Int32]: (TextPool.ID, TextPool.ID)] = [:]
    for row in 0..<count {
      var pattern: [Int32] = []
      for column in columns.indices {
        guard let rule = origin(row, column).rule else { continue }
        rules.count(rule)
        pattern.append(rules.rules[rule].isDefault ? Int32(column) : -1 - Int32(column))
      }
      if pattern.isEmpty { continue }
      let names: (TextPool.ID, TextPool.ID)
      if let same = known[pattern] {
        names = same
      } else {
        let derived = pattern.filter { $0 < 0 }.map { columns[Int(-1 - $0)] }.joined(separator: " ")
        let defaulted = pattern.filter { $0 >= 0 }.map { columns[Int($0)] }.joined(separator: " ")
        names = (texts.number(of: derived), texts.number(of: defaulted))
        known[pattern] = names
      }
      values[row * columns.count + marks.derived] = names.0
      values[row * columns.count + marks.defaulted] = names.1
    }
  }

  /// The columns that some row fills, and the key.
  var used: [Int] {
    var isUsed = [Bool](repeating: false, count: columns.count)
    isUsed[0] = true
    for (index, value) in values.enumerated() where value != 0 { isUsed[index % columns.count] = true }
    return columns.indices.filter { isUsed[$0] }
  }

  /// The file, without the columns that no row fills.
  func bytes(_ texts: TextPool) -> [UInt8] {
    let used = used
    return CSVWriter.bytes(
      columns: used.map { columns[$0] },
      rows: (0..<count).lazy.map { row in used.map { column in texts[value(row, column)] } })
  }
}
