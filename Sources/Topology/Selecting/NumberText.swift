/// A cell read as a number: decimal, with an optional sign, fraction and exponent, finite. Anything else is nil.
///
///     NumberText.value("-12") == -12      NumberText.value("1e6") == 1_000_000      NumberText.value("0x10") == nil
package enum NumberText {
  package static func value(_ text: String) -> Double? {
    var digits = 0
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digits += 1
      case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"): break
      default: return nil
      }
    }
    guard digits > 0, let value = Double(text), value.isFinite else { return nil }
    return value
  }
}
