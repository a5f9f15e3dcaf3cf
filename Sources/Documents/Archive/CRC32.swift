/// The checksum of ZIP: CRC-32 with the polynomial of IEEE 802.3, bits reflected.
///
///     CRC32.of(Array("123456789".utf8)) == 0xCBF4_3926
///
/// Eight bytes at a time through eight tables ("slicing by 8", Kounavis and Berry 2005).
package struct CRC32: Sendable {
  private var state: UInt32 = 0xFFFF_FFFF

  package init() {}

  package var value: UInt32 { ~state }

  package static func of(_ bytes: [UInt8]) -> UInt32 {
    var checksum = CRC32()
    bytes.withUnsafeBytes { checksum.update($0) }
    return checksum.value
  }

  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    var crc = state
    let count = bytes.count
    Self.tables.withUnsafeBufferPointer { table in
      var position = 0
      while position + 8 <= count {
        let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self))
        let low = crc ^ UInt32(truncatingIfNeeded: word)
        let high = UInt32(truncatingIfNeeded: word >> 32)
        let first = table[1792 + Int(low & 0xFF)] ^ table[1536 + Int(low >> 8 & 0xFF)]
        let second = table[1280 + Int(low >> 16 & 0xFF)] ^ table[1024 + Int(low >> 24)]
        let third = table[768 + Int(high & 0xFF)] ^ table[512 + Int(high >> 8 & 0xFF)]
        let fourth = table[256 + Int(high >> 16 & 0xFF)] ^ table[Int(high >> 24)]
        crc = first ^ second ^ third ^ fourth
        position += 8
      }
      while position < count {
        crc = crc >> 8 ^ table[Int((crc ^ UInt32(bytes[position])) & 0xFF)]
        position += 1
      }
    }
    state = crc
  }

  /// Table k, at 256 k: what a byte does to the checksum after k more bytes of zero.
  private static let tables: [UInt32] = {
    var tables = [UInt32](repeating: 0, count: 8 * 256)
    for byte in 0..<256 {
      var crc = UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
      tables[byte] = crc
    }
    for index in 256..<8 * 256 {
      let before = tables[index - 256]
      tables[index] = before >> 8 ^ tables[Int(before & 0xFF)]
    }
    return tables
  }()
}
