/// The shape in which nearly all cells of all sheets are written, read in one go instead of event by event:
///
///     <c r="B7" s="3" t="s"><v>118</v></c>      <c r="C7" s="3"/>      <c r="D7" t="inlineStr"><is><t>x</t></is></c>
///
/// Attributes may stand in any order. Anything else (a prefix, a formula, a reference, white space between the tags, a cell
/// that the buffer cuts in two) is no plain cell, and is read the long way, with the same result: what is plain is
/// well-formed, letter by letter.
struct PlainCell {
  /// The attributes' values, empty where there are none: digits and letters alone.
  var reference = 0..<0
  var style = 0..<0
  var kind = 0..<0
  var value = 0..<0
  /// Whether the value stood in `is` and `t` and not in `v`.
  var isInline = false
  var isEmpty = false
}

extension XMLReader {
  /// The plain cell that stands next, which is then read; false where none does, and nothing is read.
  mutating func readPlainCell(into cell: inout PlainCell) -> Bool {
    let buffer = buffer
    let raw = UnsafeRawPointer(buffer)
    let limit = limit
    var index = position
    // `<c `, and the longest piece that is compared at once.
    guard !isInsideEmptyElement, index + 16 <= limit, buffer[index] == UInt8(ascii: "<"),
      buffer[index + 1] == UInt8(ascii: "c"), buffer[index + 2] == 0x20
    else { return false }
    cell = PlainCell()
    index += 2
    while buffer[index] == 0x20 {
      guard index + 4 < limit, buffer[index + 2] == UInt8(ascii: "="), buffer[index + 3] == UInt8(ascii: "\"") else {
        return false
      }
      let name = buffer[index + 1]
      let start = index + 4
      index = start
      while index < limit, Self.isLetterOrDigit(buffer[index]) { index += 1 }
      guard index + 16 <= limit, index > start, buffer[index] == UInt8(ascii: "\"") else { return false }
      switch name {
      case UInt8(ascii: "r"):
        guard cell.reference.isEmpty else { return false }
        cell.reference = start..<index
      case UInt8(ascii: "s"):
        guard cell.style.isEmpty else { return false }
        cell.style = start..<index
      case UInt8(ascii: "t"):
        guard cell.kind.isEmpty else { return false }
        cell.kind = start..<index
      default: return false
      }
      index += 1
    }
    // There are at least fifteen more.
    if buffer[index] == UInt8(ascii: "/"), buffer[index + 1] == UInt8(ascii: ">") {
      cell.isEmpty = true
      advance(to: index + 2)
      return true
    }
    if raw.loadUnaligned(fromByteOffset: index, as: UInt32.self) == Self.valueStart {
      index += 4
    } else if raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) == Self.inlineStart {
      cell.isInline = true
      index += 8
    } else {
      return false
    }
    let start = index
    while index < limit {
      let byte = buffer[index]
      if byte == UInt8(ascii: "<") { break }
      if byte < 0x20 || byte == UInt8(ascii: "&") { return false }
      index += 1
    }
    cell.value = start..<index
    guard index + 16 <= limit else { return false }
    if cell.isInline {
      guard raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) == Self.inlineEnd,
        raw.loadUnaligned(fromByteOffset: index + 5, as: UInt64.self) == Self.inlineEndOfCell
      else { return false }
      index += 13
    } else {
      guard raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) == Self.valueEnd else { return false }
      index += 8
    }
    advance(to: index)
    return true
  }

  @inline(__always)
  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    byte &- UInt8(ascii: "0") < 10 || (byte | 0x20) &- UInt8(ascii: "a") < 26
  }

  // Pieces of tags as the words that they are in memory.
  private static var valueStart: UInt32 { UInt32(truncatingIfNeeded: word("><v>\0\0\0\0")) }
  private static var inlineStart: UInt64 { word("><is><t>") }
  private static var valueEnd: UInt64 { word("</v></c>") }
  private static var inlineEnd: UInt64 { word("</t></is") }
  private static var inlineEndOfCell: UInt64 { word("/is></c>") }

  /// Eight letters.
  @inline(__always)
  private static func word(_ text: StaticString) -> UInt64 {
    UnsafeRawPointer(text.utf8Start).loadUnaligned(as: UInt64.self)
  }
}
