/// A decimal number as a cell writes it: `-12`, `3.5`, `1e6`. Nil for anything else, and for what is not finite.
func cellNumber(_ text: String) -> Double? {
  var digits = 0
  var points = 0
  var exponentDigits: Int?
  var previous: UInt8 = 0
  for (position, byte) in text.utf8.enumerated() {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      if let count = exponentDigits { exponentDigits = count + 1 } else { digits += 1 }
    case UInt8(ascii: "."):
      points += 1
      if points > 1 || exponentDigits != nil { return nil }
    case UInt8(ascii: "e"), UInt8(ascii: "E"):
      if exponentDigits != nil || digits == 0 { return nil }
      exponentDigits = 0
    case UInt8(ascii: "+"), UInt8(ascii: "-"):
      let afterExponent = previous == UInt8(ascii: "e") || previous == UInt8(ascii: "E")
      if position > 0 && !afterExponent { return nil }
    default: return nil
    }
    previous = byte
  }
  guard digits > 0, exponentDigits != 0, let value = Double(text), value.isFinite else { return nil }
  return value
}
