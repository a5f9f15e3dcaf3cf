import Documents
import Foundation

/// Strings that have broken programs: the Big List of Naughty Strings, as names for things.
package enum NaughtyStrings {
  /// All 515, in the order of the file.
  package static let all: [String] = {
    let file = Fixtures.url("../Fixtures/naughty-strings/blns.json")
    guard let bytes = try? Data(contentsOf: file),
      case .array(let list)? = try? JSONReader.read([UInt8](bytes), file: "blns").kind
    else { return [] }
    return list.compactMap { if case .string(let text) = $0.kind { text } else { nil } }
  }()

  /// Some more that the list lacks: formulas behind what is trimmed, mentions, controls, marks of direction.
  package static let further = [
    "=1+1", "'=1+1", "''=1+1", "'", "\u{FF1D}1+1", " \u{200B}=1", "@all", "+31 20", "-5", "\t=1", "\r=1", "\n=1",
    "a\u{0}b",
    "\u{1B}[31mred\u{1B}[0m", "invoice\u{202E}fdp.exe", "_x0041_", "_x000D_", "a\r\nb", "\u{85}x\u{2028}y",
    "\u{FFFE}\u{FFFF}",
    "END:VEVENT\r\nBEGIN:VEVENT", "]]>", "{code}[~ada]", "a;b,c\\d", "\u{10FFFF}", "e\u{301}", "\u{E0041}tag",
  ]
}
