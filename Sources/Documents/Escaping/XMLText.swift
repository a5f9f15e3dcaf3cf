/// Text as XML 1.0 holds it, in element content or between double quotes.
///
///     XMLText.escaped("R&D <plant>\u{7}") == "R&amp;D &lt;plant&gt;U+0007"
///
/// A reader gives the same text back: tabs and line ends are written as character references, which no reader normalises.
/// What XML cannot hold at all (most controls, U+FFFE, U+FFFF) is shown by its number.
package enum XMLText {
  package static func escaped(_ raw: String) -> String {
    var result = ""
    result.reserveCapacity(raw.utf8.count)
    for scalar in raw.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\t": result += "&#9;"
      case "\n": result += "&#10;"
      case "\r": result += "&#13;"
      // XML 1.1 readers take these two for line ends.
      case "\u{85}": result += "&#133;"
      case "\u{2028}": result += "&#8232;"
      case _ where !isHeld(scalar): result += VisibleText.name(scalar)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Whether XML 1.0 can hold the character in any way.
  package static func isHeld(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x9, 0xA, 0xD: true
    case 0..<0x20, 0xFFFE, 0xFFFF: false
    default: true
    }
  }
}
