/// Text as HTML holds it, in element content or between quotes: no name becomes an element, an attribute or an entity.
///
///     HTMLText.escaped("<b>R&D</b>") == "&lt;b&gt;R&amp;D&lt;/b&gt;"
///
/// Controls that HTML forbids are shown by their number. A reader gives the rest back as it was.
package enum HTMLText {
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
      case "`": result += "&#96;"
      case "\t", "\n": result.unicodeScalars.append(scalar)
      case _ where (0..<0x20).contains(scalar.value) || (0x7F...0x9F).contains(scalar.value) || scalar.value == 0xFEFF:
        result += VisibleText.name(scalar)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
