import Documents
import Estates

/// The cells of an estate that are marked as worked out or defaulted, and hold something else than the rules would put
/// there: a planner wrote them, and an import does not take them back.
///
///     effort_hours 16, marked, and the rules say 16     worked out anew, as sizes or prices may have changed
///     effort_hours 40, marked, and the rules say 16     a planner's 40: it stays
///
/// They are found by drafting the estate from itself alone, without its marked cells, by the built-in rules.
struct EditedCells: Sendable {
  private var cells: Set<String> = []

  init() {}

  private static func name(_ table: InventoryTable, _ key: String, _ column: String) -> String {
    "\(table.rawValue)\u{0}\(key)\u{0}\(column)"
  }

  func contains(_ table: InventoryTable, _ key: String, _ column: String) -> Bool {
    !cells.isEmpty && cells.contains(Self.name(table, key, column))
  }

  /// Of the tables of an estate. `start` is the day from which its program counts.
  init(_ tables: [(table: TextTable, schema: TableSchema)], start: Day, name: String) {
    guard tables.contains(where: { $0.table.column(named: "defaulted") ?? $0.table.column(named: "derived") != nil })
    else { return }
    var observations = Observations()
    var findings = FindingCollector()
    for (table, schema) in tables {
      TableObserving(schema: schema, table: table, group: "").observe(into: &observations, findings: &findings)
    }
    var draft = EstateDraft(observations, rules: FactRules(), start: start, name: name, findings: findings)
    draft.make()
    let drafted: [InventoryTable: DraftTable] = [
      .workloads: draft.workloads, .hosts: draft.hosts, .clusters: draft.clusters, .racks: draft.racks,
      .sites: draft.sites, .applications: draft.applications,
    ]
    for (table, schema) in tables {
      guard let kind = schema.estateTable, let drafted = drafted[kind] else { continue }
      compare(table, kind, drafted, draft.observations.texts)
    }
  }

  private mutating func compare(_ table: TextTable, _ kind: InventoryTable, _ drafted: DraftTable, _ texts: TextPool) {
    let marks = ["derived", "defaulted"].compactMap { table.column(named: $0) }
    guard !marks.isEmpty, let keyColumn = table.column(named: String(kind.rawValue.dropLast())) else { return }
    var rows: [String: Int] = [:]
    for row in 0..<drafted.count { rows[texts[drafted.value(row, 0)]] = row }
    var columns: [String: Int] = [:]
    for (index, name) in drafted.columns.enumerated() { columns[name] = index }
    for row in 0..<table.rowCount {
      let key = table.text(row: row, column: keyColumn)
      for mark in marks {
        for word in table.text(row: row, column: mark).split(separator: " ").map(String.init) {
          guard let column = table.column(named: word) else { continue }
          let now = table.text(row: row, column: column)
          let ruled = rows[key].flatMap { row in columns[word].map { texts[drafted.value(row, $0)] } } ?? ""
          if !Self.isSame(now, ruled) { cells.insert(Self.name(kind, key, word)) }
        }
      }
    }
  }

  private static func isSame(_ left: String, _ right: String) -> Bool {
    if left == right { return true }
    guard let a = Decimal.value(left), let b = Decimal.value(right) else { return false }
    return a == b
  }
}
