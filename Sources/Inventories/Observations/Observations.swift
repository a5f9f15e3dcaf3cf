import Documents
import Estates

/// All that the sources say, fact by fact, each with its file, row and column: what the reconciliation works on.
///
///     vInfo row 17        name web01 (column VM) · cores 4 (column CPUs) · memoryGB 16 (column Memory)
///     devices row 3       name web01.corp.example · rack R12 · rackUnits 2
///
/// Facts lie one behind the other, twelve bytes each; texts are numbers of a pool. A million machines of twenty facts need
/// less memory than their file.
struct Observations: Sendable {
  /// One thing said in one cell.
  struct Fact: Sendable {
    /// A `Field`, or an attribute.
    var field: UInt16
    /// The column of the table; -1 where the fact holds for the whole table.
    var column: Int16
    var value: TextPool.ID
    /// The row that it stands in.
    var observation: Int32
  }

  /// One row, and what it is about.
  struct Row: Sendable {
    var thing: Thing
    var table: UInt16
    /// The row of the table, from 0.
    var row: Int32
    var firstFact: Int32
  }

  /// A row that is not used as what it seems to be: counted, classed, with its reason.
  struct Aside: Sendable {
    var table: UInt16
    var row: Int32
    var thing: String
    var name: TextPool.ID
    var entryClass: AsideClass
    var reason: String
  }

  var texts = TextPool()
  var tables: [ObservedTable] = []
  private(set) var rows: [Row] = []
  private(set) var facts: [Fact] = []
  var asides: [Aside] = []
  /// The names of attributes, by their number behind `Field.firstAttribute`; unique.
  private(set) var attributes: [String] = []
  private var attributeNumbers: [String: UInt16] = [:]
  /// The number that the text of a number has, by text; NaN where it is none, or was not looked at.
  private var numbers: [TextPool.ID: Double] = [:]

  /// The facts of a row.
  func facts(of row: Int) -> Range<Int> {
    let end = row + 1 < rows.count ? Int(rows[row + 1].firstFact) : facts.count
    return Int(rows[row].firstFact)..<end
  }

  /// The first fact of a row about a field.
  func fact(_ field: Field, of row: Int) -> Int? {
    facts(of: row).first { facts[$0].field == field.rawValue }
  }

  func value(_ field: Field, of row: Int) -> TextPool.ID { fact(field, of: row).map { facts[$0].value } ?? 0 }

  mutating func begin(_ thing: Thing, table: Int, row: Int) {
    rows.append(Row(thing: thing, table: UInt16(table), row: Int32(row), firstFact: Int32(facts.count)))
  }

  mutating func add(_ field: UInt16, _ value: TextPool.ID, column: Int) {
    facts.append(
      Fact(field: field, column: Int16(column), value: value, observation: Int32(rows.count - 1)))
  }

  /// Lets a fact say something else than its column did: which of two things a word means may be known only when all
  /// files were read.
  mutating func rename(fact: Int, to field: Field) { facts[fact].field = field.rawValue }

  /// The number of an attribute, given now where it had none.
  ///
  /// Nil where there are so many already that a column for each would make the estate far larger than its files.
  mutating func attribute(_ name: String) -> UInt16? {
    if let known = attributeNumbers[name] { return known }
    if attributes.count >= Self.mostAttributes { return nil }
    let fresh = Field.firstAttribute + UInt16(attributes.count)
    attributes.append(name)
    attributeNumbers[name] = fresh
    return fresh
  }

  /// The number that a text is; nil where it is none.
  mutating func number(_ text: TextPool.ID) -> Double? {
    if text == 0 { return nil }
    if let known = numbers[text] { return known.isNaN ? nil : known }
    let value = Decimal.value(texts[text])
    numbers[text] = value ?? .nan
    return value
  }

  static let mostAttributes = 500

  /// Where a row stands in its file.
  func location(_ row: Int) -> SourceLocation {
    tables[Int(rows[row].table)].table.location(row: Int(rows[row].row))
  }

  func source(of row: Int) -> SourceKind { tables[Int(rows[row].table)].source }
}

/// Why a row is put aside.
enum AsideClass: String, CaseIterable, Sendable {
  case placeholder, duplicate, inactive, nameless, unplaced, noise, relation, unresolved, unreadable

  var meaning: String {
    switch self {
    case .placeholder: "the shadow of a machine that another site protects"
    case .duplicate: "the same thing once more"
    case .inactive: "not in service: planned, in stock or taken out"
    case .nameless: "says nothing that a row could be known by"
    case .unplaced: "refers to something that no file has"
    case .noise: "traffic of management, backup, monitoring or discovery"
    case .relation: "a relation that says nothing about what moves with what"
    case .unresolved: "an end that is no machine of the estate"
    case .unreadable: "cannot be read as what the columns say"
    }
  }
}

/// A table that was read, as what, and what became of its rows and columns: what the report tells about a file.
struct ObservedTable: Sendable {
  var table: TextTable
  /// The export that it is a part of: the workbook, or the folder of a set of files.
  var group: String
  var source: SourceKind
  /// The name of the reader.
  var reader: String
  var thing: Thing
  /// Rows of one thing may stand several times.
  var repeats = false
  /// What it says counts only where no other table of its kind says it.
  var isFallback = false
  var used = 0
  /// The rows of a file of which the table holds only those that something points at.
  var lineCount: Int?
  /// Columns that fill fields, with the field.
  var understood: [(column: String, field: String)] = []
  /// Columns that are kept as attributes.
  var kept: [String] = []
  /// Columns that are known and say nothing an estate has a place for.
  var ignored: [String] = []
  /// Columns of the mapping that the table lacks.
  var lacking: [String] = []
  /// What is known of the day it was written.
  var written: String?

  var name: String { table.sheet.map { "\(table.file), sheet \($0)" } ?? table.file }
}
