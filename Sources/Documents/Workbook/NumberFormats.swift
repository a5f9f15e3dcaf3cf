/// Which cells of a workbook show their number as a date or a time: what the part "styles" says, one answer for each style.
struct NumberFormats: Sendable {
  /// Whether style k shows a date or a time of day.
  private(set) var areDates: [Bool] = []

  /// A workbook without styles.
  init() {}

  init(_ stream: EntryStream) throws(Findings) {
    var xml = XMLReader(stream)
    var custom: [String: String] = [:]
    var isInFormats = false
    while true {
      switch try xml.next() {
      case .finished: return
      case .text: continue
      case .end:
        if xml.isName("cellXfs") { isInFormats = false }
      case .start:
        if xml.isName("numFmt"), let id = try xml.attribute("numFmtId"), let code = try xml.attribute("formatCode") {
          custom[id] = code
        } else if xml.isName("cellXfs") {
          isInFormats = true
        } else if isInFormats, xml.isName("xf") {
          let id = try xml.attribute("numFmtId") ?? "0"
          areDates.append(custom[id].map(Self.isDate) ?? Self.isBuiltInDate(id))
        }
      }
    }
  }

  func isDate(_ style: Int) -> Bool { style < areDates.count && areDates[style] }

  /// The formats that every spreadsheet knows by number: dates and times, also those of East Asia; 46 is a duration.
  private static func isBuiltInDate(_ id: String) -> Bool {
    switch Int(id) ?? 0 {
    case 14...22, 27...36, 45, 47, 50...58: true
    default: false
    }
  }

  /// Whether a format shows a date or a time: whether its first section has a letter for year, month, day, hour or second
  /// outside of quotes, escapes and brackets. Durations (`[h]:mm`) are numbers.
  static func isDate(_ code: String) -> Bool {
    var scalars = Array(code.unicodeScalars)[...]
    while let scalar = scalars.popFirst() {
      switch scalar {
      case ";": return false
      case "\"":
        while let next = scalars.popFirst(), next != "\"" {}
      case "\\", "_", "*": _ = scalars.popFirst()
      case "[":
        let inside = scalars.prefix { $0 != "]" }
        if let first = inside.first, inside.allSatisfy({ $0 == first }), "hHmMsS".unicodeScalars.contains(first) {
          return false
        }
        scalars = scalars.dropFirst(inside.count + 1)
      case "G", "g":
        // General; the era of Japanese years stands in front of a year anyway.
        if String(String.UnicodeScalarView(scalars.prefix(6))).lowercased() == "eneral" {
          scalars = scalars.dropFirst(6)
        }
      case "y", "Y", "m", "M", "d", "D", "h", "H", "s", "S": return true
      default: continue
      }
    }
    return false
  }
}
