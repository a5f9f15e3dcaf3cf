/// A table of typed columns as other tools want it: one fact a row, dates as dates, numbers as numbers, nothing merged.
///
///     DataTable("waves", "Waves of the plan", key: ["wave"], columns: [.init("wave", .whole, "Number, from 1"), …])
///
/// One value makes a CSV file with its description in a data package, and a sheet of a workbook.
package struct DataTable: Sendable {
  package enum Kind: Hashable, Sendable {
    case text, whole, number
    /// Cents.
    case money
    /// 0.6 is 60 percent.
    case share
    case date
    case flag
  }

  package enum Cell: Hashable, Sendable {
    /// Not known, or not so.
    case empty
    case text(String)
    case whole(Int)
    case number(Double)
    /// Days since 1970-01-01.
    case date(Int)
    case flag(Bool)
  }

  package struct Column: Hashable, Sendable {
    package var name: String
    package var kind: Kind
    /// What it means, with its unit.
    package var meaning: String
    /// In characters; for a sheet.
    package var width: Int

    package init(_ name: String, _ kind: Kind, _ meaning: String, width: Int = 12) {
      self.name = name
      self.kind = kind
      self.meaning = meaning
      self.width = width
    }
  }

  /// A column whose values stand in a column of another table.
  package struct Reference: Hashable, Sendable {
    package var column: String
    package var table: String
    package var key: String

    package init(_ column: String, _ table: String, _ key: String) {
      self.column = column
      self.table = table
      self.key = key
    }
  }

  /// Small letters and `_`.
  package var name: String
  package var title: String
  package var columns: [Column]
  /// Columns whose values together stand once.
  package var key: [String]
  package var references: [Reference]
  /// Each as wide as `columns`.
  package var rows: [[Cell]]

  package init(
    _ name: String, _ title: String, key: [String] = [], references: [Reference] = [], columns: [Column],
    rows: [[Cell]] = []
  ) {
    self.name = name
    self.title = title
    self.columns = columns
    self.key = key
    self.references = references
    self.rows = rows
  }
}

extension DataTable.Cell {
  package static func text(_ text: String?) -> DataTable.Cell { text.map { $0.isEmpty ? .empty : .text($0) } ?? .empty }
  package static func number(_ value: Double?) -> DataTable.Cell { value.map { .number($0) } ?? .empty }

  /// The cell in a CSV file; a text is kept from being taken for a formula.
  func plain(_ kind: DataTable.Kind) -> String {
    switch self {
    case .empty: ""
    case .text(let text): SpreadsheetText.neutral(text)
    case .whole(let value): String(value)
    case .number(let value):
      switch kind {
      case .money: Decimal.text(value, places: 2)
      case .share: Decimal.short(value, places: 9)
      default: Decimal.short(value, places: 6)
      }
    case .date(let day): SerialDate.text(of: Double(day + SerialDate.dayOf1970), from1904: false)?.text ?? ""
    case .flag(let flag): flag ? "true" : "false"
    }
  }
}

extension DataTable {
  /// The table as CSV.
  package var csv: [UInt8] {
    CSVWriter.bytes(
      columns: columns.map(\.name),
      rows: rows.lazy.map { row in zip(row, columns).map { cell, column in cell.plain(column.kind) } })
  }
}
