/// Text made safe to look at: what would be invisible, or turn the reading direction, is shown by its number.
///
///     VisibleText.of("invoice\u{202E}fdp") == "invoiceU+202Efdp"
///     VisibleText.of("two\nlines") == "two lines"
///
/// Line breaks and tabs become one space, controls (C0, C1, DEL), bidirectional marks, zero-width characters, the byte order
/// mark and the tag characters become `U+XXXX`. Everything else stays. Every writer of pages and pictures passes the
/// texts of an inventory through here before it applies its own escapes.
package enum VisibleText {
  package static func of(_ text: String) -> String {
    if text.unicodeScalars.allSatisfy({ isPlain($0) }) { return text }
    var result = ""
    var previousWasReturn = false
    for scalar in text.unicodeScalars {
      defer { previousWasReturn = scalar == "\r" }
      switch scalar {
      case "\n" where previousWasReturn: continue
      case "\n", "\r", "\t", "\u{2028}", "\u{2029}", "\u{85}": result += " "
      case _ where isPlain(scalar): result.unicodeScalars.append(scalar)
      default: result += name(scalar)
      }
    }
    return result
  }

  /// `U+202E`: at least four hexadecimal digits.
  package static func name(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x7E: true
    case 0x00...0x9F: false
    case 0xAD, 0x61C, 0x180E, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF: false
    case 0xFFF0...0xFFFB, 0xE0000...0xE0FFF: false
    default: true
    }
  }
}
