/// JSON as the data block of an HTML page holds it, without blanks.
///
///     ScriptJSON.text(["key": "</script>"]) == #"{"key":"\u003c/script\u003e"}"#
///
/// A page ends a script at the first `</script`, and reads `<!--` in it as the beginning of something else: so `<`, `>` and `&`
/// are written by their numbers, and so are U+2028 and U+2029, at which older readers end a line. Whoever parses it gets the
/// same texts back.
package enum ScriptJSON {
  package static func text(_ value: JSONValue) -> String { String(decoding: bytes(value), as: UTF8.self) }

  package static func bytes(_ value: JSONValue) -> [UInt8] {
    var bytes: [UInt8] = []
    write(value, into: &bytes)
    return bytes
  }

  private static func write(_ value: JSONValue, into bytes: inout [UInt8]) {
    switch value {
    case .null: bytes += "null".utf8
    case .bool(let flag): bytes += (flag ? "true" : "false").utf8
    case .literal(let text): bytes += text.utf8
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
      for (index, (key, value)) in members.enumerated() {
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
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": bytes += "\\\"".utf8
      case "\\": bytes += "\\\\".utf8
      case "<", ">", "&", "\u{2028}", "\u{2029}", "\u{7F}": bytes += number(scalar).utf8
      case _ where scalar.value < 0x20: bytes += number(scalar).utf8
      default: bytes += UTF8.encode(scalar).map { Array($0) } ?? []
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// `\u003c`: four hexadecimal digits.
  private static func number(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
  }
}
