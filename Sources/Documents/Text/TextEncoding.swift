/// In which encoding a text file is written, found by its bytes, and the file in UTF-8.
///
/// In this order, so that the same bytes always give the same:
///
/// 1. A byte order mark decides: UTF-8, UTF-16 in either order.
/// 2. Bytes that are UTF-8 are.
/// 3. Text of UTF-16 without a mark: of the first 2,048 bytes, every second one is NUL in at least half of the places, and
///    no other.
/// 4. Anything else is Windows-1252, in which any bytes are some text. Its five free places become the control characters
///    of their numbers, as browsers have it.
package enum TextEncoding: String, Hashable, Sendable {
  case utf8 = "UTF-8"
  case utf16LittleEndian = "UTF-16LE"
  case utf16BigEndian = "UTF-16BE"
  case windows1252 = "Windows-1252"

  package static func of(_ bytes: [UInt8]) -> TextEncoding {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return .utf8 }
    if bytes.starts(with: [0xFF, 0xFE]) { return .utf16LittleEndian }
    if bytes.starts(with: [0xFE, 0xFF]) { return .utf16BigEndian }
    var nulls = [0, 0]
    for (index, byte) in bytes.prefix(2048).enumerated() where byte == 0 { nulls[index & 1] += 1 }
    let half = max(1, min(2048, bytes.count) / 4)
    if nulls[1] >= half, nulls[0] == 0 { return .utf16LittleEndian }
    if nulls[0] >= half, nulls[1] == 0 { return .utf16BigEndian }
    return UTF8Validation.firstInvalid(in: bytes) == nil ? .utf8 : .windows1252
  }

  /// The text in UTF-8, without a byte order mark unless it is UTF-8 already. Nil, with the offset, where a file of
  /// UTF-16 holds half of a character.
  package func utf8(_ bytes: [UInt8]) -> (bytes: [UInt8], invalid: Int?) {
    switch self {
    case .utf8: return (bytes, nil)
    case .windows1252: return (Self.fromWindows(bytes), nil)
    case .utf16LittleEndian: return Self.fromUTF16(bytes, low: 0)
    case .utf16BigEndian: return Self.fromUTF16(bytes, low: 1)
    }
  }

  private static func fromWindows(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + bytes.count / 8)
    for byte in bytes {
      if byte < 0x80 {
        result.append(byte)
      } else {
        let value = byte < 0xA0 ? Self.windows[Int(byte) - 0x80] : UInt16(byte)
        append(UInt32(value), to: &result)
      }
    }
    return result
  }

  /// `low` is the place of the lower byte of each pair.
  private static func fromUTF16(_ bytes: [UInt8], low: Int) -> (bytes: [UInt8], invalid: Int?) {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count / 2 + bytes.count / 8)
    func unit(_ position: Int) -> UInt32 { UInt32(bytes[position + low]) | UInt32(bytes[position + 1 - low]) << 8 }
    var position = 0
    if bytes.count >= 2, unit(0) == 0xFEFF { position = 2 }
    while position + 1 < bytes.count {
      var scalar = unit(position)
      if scalar & 0xF800 == 0xD800 {
        guard scalar < 0xDC00, position + 3 < bytes.count, unit(position + 2) & 0xFC00 == 0xDC00 else {
          return (result, position)
        }
        scalar = 0x10000 + (scalar & 0x3FF) << 10 + unit(position + 2) & 0x3FF
        position += 2
      }
      append(scalar, to: &result)
      position += 2
    }
    return (result, position < bytes.count ? position : nil)
  }

  private static func append(_ scalar: UInt32, to bytes: inout [UInt8]) {
    switch scalar {
    case ..<0x80: bytes.append(UInt8(scalar))
    case ..<0x800:
      bytes.append(0xC0 | UInt8(scalar >> 6))
      bytes.append(0x80 | UInt8(scalar & 0x3F))
    case ..<0x10000:
      bytes.append(0xE0 | UInt8(scalar >> 12))
      bytes.append(0x80 | UInt8(scalar >> 6 & 0x3F))
      bytes.append(0x80 | UInt8(scalar & 0x3F))
    default:
      bytes.append(0xF0 | UInt8(scalar >> 18))
      bytes.append(0x80 | UInt8(scalar >> 12 & 0x3F))
      bytes.append(0x80 | UInt8(scalar >> 6 & 0x3F))
      bytes.append(0x80 | UInt8(scalar & 0x3F))
    }
  }

  /// What 0x80 to 0x9F stand for.
  private static let windows: [UInt16] = [
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D,
    0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
    0x0153, 0x009D, 0x017E, 0x0178,
  ]
}
