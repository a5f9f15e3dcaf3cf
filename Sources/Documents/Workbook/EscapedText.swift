/// The escapes of texts in workbooks: characters that XML cannot hold stand there as `_x000D_`.
///
/// An escape that is half of a character, or NUL, stays as it is written.
enum EscapedText {
  static func resolve(_ bytes: inout [UInt8], from start: Int) {
    guard let first = find(bytes, start) else { return }
    var result: [UInt8] = []
    var position = start
    var next: Int? = first
    while let place = next {
      result += bytes[position..<place]
      let value = bytes[place + 2..<place + 6].reduce(UInt32(0)) { $0 << 4 | digit($1)! }
      position = place + 7
      if value != 0, let scalar = Unicode.Scalar(value) {
        result += UTF8.encode(scalar)!
      } else {
        result += bytes[place..<position]
      }
      next = find(bytes, position)
    }
    result += bytes[position...]
    bytes.replaceSubrange(start..., with: result)
  }

  /// A text as the content of an element of a workbook: what XML cannot hold is escaped so, and what looks like such an
  /// escape has its first character escaped.
  static func written(_ text: String) -> String {
    let bytes = Array(text.utf8)
    guard find(bytes, 0) != nil || !text.unicodeScalars.allSatisfy({ XMLText.isHeld($0) && $0 != "\r" }) else {
      return XMLText.escaped(text)
    }
    var result = ""
    var run = ""
    var place = 0
    for scalar in text.unicodeScalars {
      let isEscapeLike = scalar == "_" && find(bytes[place..<min(bytes.count, place + 7)]) == place
      if isEscapeLike || !XMLText.isHeld(scalar) || scalar == "\r" {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        result += XMLText.escaped(run) + "_x" + String(repeating: "0", count: 4 - digits.utf8.count) + digits + "_"
        run = ""
      } else {
        run.unicodeScalars.append(scalar)
      }
      place += UTF8.width(scalar)
    }
    return result + XMLText.escaped(run)
  }

  private static func find(_ bytes: ArraySlice<UInt8>) -> Int? { find(Array(bytes), 0).map { $0 + bytes.startIndex } }

  /// Where the next `_xHHHH_` begins.
  private static func find(_ bytes: [UInt8], _ start: Int) -> Int? {
    var position = start
    while position + 7 <= bytes.count {
      if bytes[position] == UInt8(ascii: "_"), bytes[position + 1] == UInt8(ascii: "x"),
        bytes[position + 6] == UInt8(ascii: "_"), (2..<6).allSatisfy({ digit(bytes[position + $0]) != nil })
      {
        return position
      }
      position += 1
    }
    return nil
  }

  private static func digit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A") + 10)
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a") + 10)
    default: nil
    }
  }
}
