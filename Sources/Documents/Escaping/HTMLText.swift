/// Text as HTML holds it, in element content or between quotes: no name becomes an element, an attribute or an entity.
///
///     HTMLText.escaped("<b>R&D</b>") == "&lt;b&gt;R&amp;D&lt;/b&gt;"
///
/// Controls that HTML forbids are shown by their number. A reader gives the rest back as it was.
package enum HTMLText {
  package static func escaped(_ raw: String) -> String {
    if raw.utf8.allSatisfy(isPlain) { return raw }
    var result = ""
    result.reserveCapacity(raw.utf8.count)
    for scalar in raw.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "`": result += "&#96;"
      case "\t", "\n": result.unicodeScalars.append(scalar)
      case _ where (0..<0x20).contains(scalar.value) || (0x7F...0x9F).contains(scalar.value) || scalar.value == 0xFEFF:
        result += VisibleText.name(scalar)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
  /// Most names of an inventory are letters, digits and blanks: they are taken as they are.
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"),
      UInt8(ascii: "`"):
      false
    default: (0x20..<0x7F).contains(byte)
    }
  }
}
