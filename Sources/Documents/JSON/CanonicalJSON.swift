/// JSON in the one form that RFC 8785 gives it, so that a digest over it means the value and not its spelling.
///
///     { "b": 1.50, "a": "\u20ac" }     becomes     {"a":"€","b":1.5}
///
/// No blanks, members in the order of the UTF-16 units of their keys, texts with the escapes that must be and no others,
/// numbers as ECMAScript writes the nearest 64-bit floating-point number. The bytes end without a newline.
///
/// The value must be I-JSON: keys of one object differ (`JSONReader` refuses others), numbers are finite.
package enum CanonicalJSON {
  package static func bytes(_ value: JSONValue) -> [UInt8] {
    var bytes: [UInt8] = []
    write(value, into: &bytes)
    return bytes
  }

  package static func text(_ value: JSONValue) -> String { String(decoding: bytes(value), as: UTF8.self) }

  private static func write(_ value: JSONValue, into bytes: inout [UInt8]) {
    switch value {
    case .null: bytes += "null".utf8
    case .bool(let flag): bytes += (flag ? "true" : "false").utf8
    case .literal(let text): bytes += number(Double(text) ?? 0).utf8
    case .string(let text): writeText(text, into: &bytes)
    case .array(let elements):
      bytes.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        write(element, into: &bytes)
      }
      bytes.append(UInt8(ascii: "]"))
    case .object(let members):
      bytes.append(UInt8(ascii: "{"))
      let sorted = members.sorted { $0.0.utf16.lexicographicallyPrecedes($1.0.utf16) }
      for (index, (key, value)) in sorted.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        writeText(key, into: &bytes)
        bytes.append(UInt8(ascii: ":"))
        write(value, into: &bytes)
      }
      bytes.append(UInt8(ascii: "}"))
    }
  }

  private static func writeText(_ text: String, into bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    for unit in text.utf8 {
      switch unit {
      case UInt8(ascii: "\""): bytes += "\\\"".utf8
      case UInt8(ascii: "\\"): bytes += "\\\\".utf8
      case 0x08: bytes += "\\b".utf8
      case 0x09: bytes += "\\t".utf8
      case 0x0A: bytes += "\\n".utf8
      case 0x0C: bytes += "\\f".utf8
      case 0x0D: bytes += "\\r".utf8
      case 0..<0x20: bytes += ("\\u00" + (unit < 16 ? "0" : "") + String(unit, radix: 16)).utf8
      default: bytes.append(unit)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// A finite number as ECMAScript's `Number::toString` writes it: the shortest digits that read back as the same number,
  /// laid out without an exponent from 1e-6 up to below 1e21.
  ///
  ///     number(1e21) == "1e+21"      number(0.000001) == "0.000001"      number(-0.0) == "0"
  package static func number(_ value: Double) -> String {
    precondition(value.isFinite)
    if value == 0 { return "0" }
    // The standard library writes the shortest digits too, in a layout of its own: digits, a point, an exponent.
    var digits: [UInt8] = []
    /// The decimal point stands behind so many digits.
    var point = 0
    var exponent = 0
    var isBehindPoint = false
    let text = Array(value.magnitude.description.utf8)
    var position = 0
    while position < text.count, text[position] != UInt8(ascii: "e") {
      if text[position] == UInt8(ascii: ".") {
        isBehindPoint = true
      } else {
        digits.append(text[position])
        if !isBehindPoint { point += 1 }
      }
      position += 1
    }
    if position < text.count { exponent = Int(String(decoding: text[(position + 1)...], as: UTF8.self)) ?? 0 }
    point += exponent
    while let first = digits.first, first == UInt8(ascii: "0") {
      digits.removeFirst()
      point -= 1
    }
    while digits.last == UInt8(ascii: "0") { digits.removeLast() }
    return (value < 0 ? "-" : "") + layout(digits, point)
  }

  /// 0.`digits` times ten to the power of `point`.
  private static func layout(_ digits: [UInt8], _ point: Int) -> String {
    func zeros(_ count: Int) -> String { String(repeating: "0", count: count) }
    let text = String(decoding: digits, as: UTF8.self)
    switch point {
    case digits.count...21 where digits.count <= 21: return text + zeros(point - digits.count)
    case 1...21: return text.prefix(point) + "." + text.dropFirst(point)
    case -5...0: return "0." + zeros(-point) + text
    default:
      let mantissa = digits.count == 1 ? text : text.prefix(1) + "." + text.dropFirst(1)
      return mantissa + "e" + (point > 0 ? "+" : "-") + String((point - 1).magnitude)
    }
  }
}

extension JSONValue {
  /// What was read, without its places. Numbers keep the text that they were written as.
  package init(_ node: JSONNode) {
    switch node.kind {
    case .null: self = .null
    case .bool(let flag): self = .bool(flag)
    case .number(_, let text): self = .literal(text)
    case .string(let text): self = .string(text)
    case .array(let nodes): self = .array(nodes.map { JSONValue($0) })
    case .object(let members): self = .object(members.map { ($0.key, JSONValue($0.value)) })
    }
  }
}
