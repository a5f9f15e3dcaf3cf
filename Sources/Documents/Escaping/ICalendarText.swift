/// Text as a property of a calendar holds it (RFC 5545, 3.3.11).
///
///     ICalendarText.escaped("Turin; hall 2, left\nback") == #"Turin\; hall 2\, left\nback"#
///
/// Line ends of any kind become `\n`. Other controls have no place in a calendar and are shown by their number.
package enum ICalendarText {
  package static func escaped(_ raw: String) -> String {
    var result = ""
    var previousWasReturn = false
    for scalar in raw.unicodeScalars {
      defer { previousWasReturn = scalar == "\r" }
      switch scalar {
      case "\n" where previousWasReturn: continue
      case "\n", "\r": result += "\\n"
      case "\\", ";", ",":
        result += "\\"
        result.unicodeScalars.append(scalar)
      case "\t": result += "\t"
      case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value): result += VisibleText.name(scalar)
      // Readers that split lines at every Unicode line end would split here.
      case "\u{2028}", "\u{2029}": result += VisibleText.name(scalar)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
