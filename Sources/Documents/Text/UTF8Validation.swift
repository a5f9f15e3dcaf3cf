/// Whether bytes are UTF-8, and where they stop being so.
///
/// RFC 3629, table 3-7 of the Unicode standard: no overlong forms, no surrogates, nothing above U+10FFFF.
package enum UTF8Validation {
  /// The offset of the first byte that begins no well-formed sequence; nil where all is UTF-8.
  package static func firstInvalid(in bytes: UnsafeRawBufferPointer) -> Int? {
    let count = bytes.count
    var position = 0
    while position < count {
      // Eight bytes of ASCII at a time: nearly all of a nearly-ASCII file.
      while position + 8 <= count,
        bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
      { position += 8 }
      guard position < count else { return nil }
      let lead = bytes[position]
      if lead < 0x80 {
        position += 1
        continue
      }
      let length: Int
      var second: ClosedRange<UInt8> = 0x80...0xBF
      switch lead {
      case 0xC2...0xDF: length = 2
      case 0xE0: (length, second) = (3, 0xA0...0xBF)
      case 0xED: (length, second) = (3, 0x80...0x9F)
      case 0xE1...0xEF: length = 3
      case 0xF0: (length, second) = (4, 0x90...0xBF)
      case 0xF4: (length, second) = (4, 0x80...0x8F)
      case 0xF1...0xF3: length = 4
      default: return position
      }
      guard position + length <= count, second.contains(bytes[position + 1]) else { return position }
      for offset in 2..<max(2, length) where bytes[position + offset] & 0xC0 != 0x80 { return position }
      position += length
    }
    return nil
  }

  package static func firstInvalid(in bytes: [UInt8]) -> Int? {
    bytes.withUnsafeBytes { firstInvalid(in: $0) }
  }
}
