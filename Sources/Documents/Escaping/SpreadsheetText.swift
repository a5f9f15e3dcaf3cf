/// Text in a CSV cell that a spreadsheet must not take for a formula.
///
///     SpreadsheetText.neutral("=1+1") == "'=1+1"       SpreadsheetText.plain("'=1+1") == "=1+1"
///     SpreadsheetText.neutral("'=1+1") == "''=1+1"     SpreadsheetText.neutral("O'Neil") == "O'Neil"
///
/// Spreadsheets run a cell that begins with `=`, `+`, `-`, `@`, a tab or a line end, some also after blanks and invisible
/// characters, and take the full-width forms for the plain ones. Such a text gets an apostrophe in front; so does one that
/// already stands behind apostrophes, so that taking one away always gives the text back. Numbers and dates are no texts
/// and never come here.
package enum SpreadsheetText {
  /// The text as it is written into a cell.
  package static func neutral(_ text: String) -> String { isFormula(text) ? "'" + text : text }

  /// The text that was written so.
  package static func plain(_ cell: String) -> String {
    guard cell.unicodeScalars.first == "'" else { return cell }
    let rest = String(cell.unicodeScalars.dropFirst())
    return isFormula(rest) ? rest : cell
  }

  private static func isFormula(_ text: String) -> Bool {
    for scalar in text.unicodeScalars.drop(while: { $0 == "'" }) {
      switch scalar {
      case "=", "+", "-", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}": return true
      case _ where isPassedOver(scalar): continue
      default: return false
      }
    }
    return false
  }

  /// Blanks, controls and invisible characters that a spreadsheet may trim.
  private static func isPassedOver(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0...0x20, 0x7F...0xA0, 0xAD, 0x1680, 0x180E, 0x2000...0x200F, 0x2028...0x202F, 0x205F...0x206F, 0x3000, 0xFEFF:
      true
    default: false
    }
  }
}
