/// The part of a row's or column's name that comes from somebody's key: safe in the files of every solver, still readable,
/// and never the same for two keys.
///
///     MPSName.part("APP-0042", number: 7) == "APP-0042"
///     MPSName.part("EMEA factory", number: 7) == "EMEA%20factory"
///     MPSName.part("Köln, Halle 2", number: 7) == "K%C3%B6ln%2C%20Halle%202"
///
/// Letters, digits and `. _ - / @` stay (a colon would make Gurobi forget all names), every other byte is written as `%` and its two hexadecimal digits. What is
/// longer than `longest` is cut, and what tells it from others, its `number`, is put behind a `~`.
package enum MPSName {
  /// Of three such parts and the words around them no name becomes longer than 159, the least that a solver takes.
  package static let longest = 40

  package static func part(_ key: String, number: Int) -> String {
    var text: [UInt8] = []
    for byte in key.utf8 {
      if isPlain(byte) {
        text.append(byte)
      } else {
        text.append(UInt8(ascii: "%"))
        text.append(hexadecimal(byte >> 4))
        text.append(hexadecimal(byte & 15))
      }
    }
    if text.isEmpty { return "~\(number)" }
    if text.count <= longest { return String(decoding: text, as: UTF8.self) }
    let mark = Array("~\(number)".utf8)
    return String(decoding: text.prefix(longest - mark.count) + mark, as: UTF8.self)
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "-")...UInt8(ascii: "9"),
      UInt8(ascii: "@"), UInt8(ascii: "_"):
      // From the hyphen to the nine: - . / 0 … 9
      true
    default: false
    }
  }

  private static func hexadecimal(_ digit: UInt8) -> UInt8 {
    digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "A") + digit - 10
  }
}
