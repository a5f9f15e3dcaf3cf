import Documents
import Estates

/// The numbers of a picture as a table, for a page and for other tools.
///
/// The two say the same: in Markdown amounts are grouped and shares are percentages, in CSV numbers are plain and shares are
/// shares. What a spreadsheet would take for a formula is shut in CSV (`SpreadsheetText`).
package struct FigureTable: Sendable {
  package enum Cell: Hashable, Sendable {
    case text(String)
    case count(Int)
    /// With so many decimals at most.
    case amount(Double, places: Int)
    /// 0.612, shown as 61.2%.
    case share(Double)
    case day(Day)
    case empty
  }

  package struct Column: Sendable {
    package var title: String
    package var isNumber: Bool

    package static func text(_ title: String) -> Column { Column(title: title, isNumber: false) }
    package static func number(_ title: String) -> Column { Column(title: title, isNumber: true) }
  }

  package var columns: [Column]
  package var rows: [[Cell]]

  package init(_ columns: [Column], rows: [[Cell]] = []) {
    self.columns = columns
    self.rows = rows
  }

  /// For a page.
  package var markdown: MarkdownTable {
    MarkdownTable(
      columns: columns.map { $0.isNumber ? .right(MarkdownText($0.title)) : .left(MarkdownText($0.title)) },
      rows: rows.map { $0.map(Self.words) })
  }

  /// RFC 4180 with a header row.
  package var csv: [UInt8] {
    CSVWriter.bytes(columns: columns.map { SpreadsheetText.neutral($0.title) }, rows: rows.map { $0.map(Self.plain) })
  }

  private static func words(_ cell: Cell) -> MarkdownText {
    switch cell {
    case .text(let text): MarkdownText(text)
    case .count(let value): MarkdownText(Wording.number(value))
    case .amount(let value, let places): MarkdownText(Wording.grouped(value, places: places))
    case .share(let value): MarkdownText(Wording.percent(value))
    case .day(let day): "\(day)"
    case .empty: .empty
    }
  }

  private static func plain(_ cell: Cell) -> String {
    switch cell {
    case .text(let text): SpreadsheetText.neutral(VisibleText.of(text))
    case .count(let value): String(value)
    case .amount(let value, let places): Decimal.short(value, places: places)
    case .share(let value): Decimal.short(value, places: 6)
    case .day(let day): "\(day)"
    case .empty: ""
    }
  }
}
