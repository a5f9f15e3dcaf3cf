/// Numbers as text, the same on every machine and in every locale: a point, no grouping, no exponent.
package enum Decimal {
  /// `value` with exactly `places` decimals (0 to 9), halves away from zero; never "-0.00".
  ///
  ///     Decimal.text(-0.001, places: 2) == "0.00"
  package static func text(_ value: Double, places: Int) -> String {
    precondition((0...9).contains(places) && value.isFinite)
    var unit = 1.0
    for _ in 0..<places { unit *= 10 }
    let scaled = (value * unit).rounded(.toNearestOrAwayFromZero)
    guard scaled.magnitude < 9e15 else {
      // Beyond the exact integers there are no decimals left to print.
      return wholeText(value) + (places > 0 ? "." + String(repeating: "0", count: places) : "")
    }
    let whole = Int64(scaled)
    let digits = String(whole.magnitude)
    let sign = whole < 0 ? "-" : ""
    if places == 0 { return sign + digits }
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    return sign + padded.dropLast(places) + "." + padded.suffix(places)
  }

  /// `value` with at most `places` decimals and no trailing zeros: `410.5`, `7420`.
  package static func short(_ value: Double, places: Int) -> String {
    var text = text(value, places: places)
    guard text.contains(".") else { return text }
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }

  /// The fewest digits that are read back as the same number: `0.1`, `16384`, `1e-07`.
  package static func shortest(_ value: Double) -> String {
    if value == value.rounded(), value.magnitude < 1e15 { return text(value, places: 0) }
    let text = value.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// The integer part of a number too large for `Int64` arithmetic in the last decimals, digit by digit.
  private static func wholeText(_ value: Double) -> String {
    var rest = value.magnitude.rounded(.towardZero)
    if rest < 9.2e18 { return (value < 0 ? "-" : "") + String(UInt64(rest)) }
    var digits: [Character] = []
    while rest >= 1 {
      let digit = rest.truncatingRemainder(dividingBy: 10)
      digits.append(Character(String(Int(digit))))
      rest = ((rest - digit) / 10).rounded(.toNearestOrEven)
    }
    return (value < 0 ? "-" : "") + String(digits.reversed())
  }
}
