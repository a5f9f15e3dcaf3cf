import Documents
import Estates

/// Which columns a program may speak of, and which of them are numbers.
struct ColumnKnowledge {
  /// Columns that workloads have: those of the contract and those of the file.
  private(set) var ofWorkloads: [String]
  /// Columns that only other tables have, with the file of the first.
  private(set) var elsewhere: [String: String] = [:]
  /// False where workloads.csv could not be read: then any column may be one of its attributes.
  let isComplete: Bool
  private let workloads: TableReading?

  init(tables: [InventoryTable: TableReading]) {
    workloads = tables[.workloads]
    isComplete = workloads != nil
    ofWorkloads = InventoryTable.workloads.columns.map(\.name)
    ofWorkloads += (workloads?.csv.columns ?? []).filter { InventoryTable.workloads.column(named: $0) == nil }
    for table in InventoryTable.allCases where table != .workloads {
      for name in table.columns.map(\.name) + (tables[table]?.csv.columns ?? []) where elsewhere[name] == nil {
        if !ofWorkloads.contains(name) { elsewhere[name] = table.file }
      }
    }
  }

  enum Numbers {
    case numeric
    /// The column holds other things; an example of such a cell and its place.
    case cell(String, SourceLocation)
    /// By its meaning no number: a date, a text.
    case never
  }

  /// Whether a limit can sum the column.
  func numbers(in column: String) -> Numbers {
    if let known = InventoryTable.workloads.column(named: column) { return known.kind.isNumeric ? .numeric : .never }
    guard let workloads, let position = workloads.csv.column(named: column) else { return .numeric }
    for row in 0..<workloads.count {
      let cell = workloads.csv.text(row: workloads.origin(row), column: position)
      if !cell.isEmpty, Decimal.value(cell) == nil {
        return .cell(cell, workloads.csv.location(row: workloads.origin(row), column: position))
      }
    }
    return .numeric
  }
}
