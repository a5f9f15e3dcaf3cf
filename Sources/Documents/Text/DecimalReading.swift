/// Numbers from text, as tables and selectors read them: `-12`, `3.5`, `.5`, `1e6`; a point, no grouping, finite.
///
/// The result is the floating-point number nearest to the text, on every machine.
extension Decimal {
  /// The number that is the whole of `text`; nil where it is none.
  package static func value(_ text: some StringProtocol) -> Double? {
    var bytes = Array(text.utf8)
    return bytes.withUnsafeMutableBufferPointer { value(UnsafeBufferPointer($0)) }
  }

  /// The same of bytes.
  package static func value(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
    var position = 0
    var isNegative = false
    if position < bytes.count, bytes[position] == UInt8(ascii: "-") || bytes[position] == UInt8(ascii: "+") {
      isNegative = bytes[position] == UInt8(ascii: "-")
      position += 1
    }
    // All digits as one whole number, as long as that is exact, and the power of ten that scales it.
    var mantissa: UInt64 = 0
    var digits = 0
    var scale = 0
    var isExact = true
    func take(_ byte: UInt8) {
      digits += 1
      if mantissa < 900_000_000_000_000 {
        mantissa = mantissa * 10 + UInt64(byte - UInt8(ascii: "0"))
      } else {
        isExact = false
      }
    }
    while position < bytes.count, isDigit(bytes[position]) {
      take(bytes[position])
      position += 1
    }
    if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
      position += 1
      while position < bytes.count, isDigit(bytes[position]) {
        take(bytes[position])
        scale -= 1
        position += 1
      }
    }
    guard digits > 0 else { return nil }
    if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
      position += 1
      var exponentIsNegative = false
      if position < bytes.count, bytes[position] == UInt8(ascii: "-") || bytes[position] == UInt8(ascii: "+") {
        exponentIsNegative = bytes[position] == UInt8(ascii: "-")
        position += 1
      }
      let start = position
      var exponent = 0
      while position < bytes.count, isDigit(bytes[position]) {
        exponent = min(100_000, exponent * 10 + Int(bytes[position] - UInt8(ascii: "0")))
        position += 1
      }
      guard position > start else { return nil }
      scale += exponentIsNegative ? -exponent : exponent
    }
    guard position == bytes.count else { return nil }
    // Both the digits and a power of ten up to 22 are exact, so that one division or product rounds once.
    if isExact, scale.magnitude < powers.count {
      let magnitude = scale < 0 ? Double(mantissa) / powers[-scale] : Double(mantissa) * powers[scale]
      return isNegative ? -magnitude : magnitude
    }
    guard let value = Double(String(decoding: bytes, as: UTF8.self)), value.isFinite else { return nil }
    return value
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

  /// 10 to the power of 0 to 22: all of them exact.
  private static let powers: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
    1e20, 1e21, 1e22,
  ]
}
