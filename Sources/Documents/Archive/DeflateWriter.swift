/// Compresses bytes as DEFLATE (RFC 1951) with the code that the format fixes: small and the same everywhere, not the best.
///
/// Repetitions of three bytes and more are found through a table of hashes and chains of at most `chainLimit` earlier places,
/// the longest taken, of equals the nearest. XML and CSV come down to about an eighth of their size.
package enum DeflateWriter {
  private static let window = 32_768
  private static let chainLimit = 32
  private static let longest = 258

  package static func bytes(_ source: [UInt8]) -> [UInt8] {
    var bits = Bits()
    bits.bytes.reserveCapacity(source.count / 6 + 16)
    // One block, the last, of the fixed code.
    bits.append(1, 1)
    bits.append(1, 2)
    source.withUnsafeBufferPointer { compress($0, into: &bits) }
    bits.appendCode(0, 7)
    return bits.closed()
  }

  private static func compress(_ source: UnsafeBufferPointer<UInt8>, into bits: inout Bits) {
    var heads = [Int32](repeating: -1, count: 1 << 15)
    var earlier = [Int32](repeating: -1, count: window)
    func hash(_ position: Int) -> Int {
      let word = UInt32(source[position]) | UInt32(source[position + 1]) << 8 | UInt32(source[position + 2]) << 16
      return Int((word &* 0x9E37_79B1) >> 17)
    }
    func enter(_ position: Int) {
      guard position + 2 < source.count else { return }
      let slot = hash(position)
      earlier[position & (window - 1)] = heads[slot]
      heads[slot] = Int32(position)
    }
    var position = 0
    while position < source.count {
      var length = 0
      var distance = 0
      if position + 2 < source.count {
        let limit = min(longest, source.count - position)
        var place = heads[hash(position)]
        var steps = 0
        while place >= 0, position - Int(place) <= window - 1, steps < chainLimit {
          let start = Int(place)
          // Only a longer one is of interest.
          if length == 0 || source[start + length] == source[position + length] {
            var run = 0
            while run < limit, source[start + run] == source[position + run] { run += 1 }
            if run > length {
              (length, distance) = (run, position - start)
              if run == limit { break }
            }
          }
          place = earlier[start & (window - 1)]
          steps += 1
        }
      }
      if length < 3 {
        bits.append(literal: source[position])
        enter(position)
        position += 1
      } else {
        bits.append(length: length, distance: distance)
        for place in position..<position + length { enter(place) }
        position += length
      }
    }
  }

  /// Codes of lengths and distances: where each begins, and how many further bits say how far behind that.
  private static let lengths: [(base: Int, bits: Int)] = {
    var table: [(Int, Int)] = []
    var base = 3
    for code in 0..<28 {
      let bits = code < 8 ? 0 : code / 4 - 1
      table.append((base, bits))
      base += 1 << bits
    }
    table.append((258, 0))
    return table
  }()
  private static let distances: [(base: Int, bits: Int)] = {
    var table: [(Int, Int)] = []
    var base = 1
    for code in 0..<30 {
      let bits = code < 4 ? 0 : code / 2 - 1
      table.append((base, bits))
      base += 1 << bits
    }
    return table
  }()

  private struct Bits {
    var bytes: [UInt8] = []
    private var held: UInt64 = 0
    private var count = 0

    /// `size` bits of `value`, the lowest first.
    mutating func append(_ value: Int, _ size: Int) {
      held |= UInt64(value) << UInt64(count)
      count += size
      while count >= 8 {
        bytes.append(UInt8(truncatingIfNeeded: held))
        held >>= 8
        count -= 8
      }
    }

    /// A Huffman code: its highest bit first.
    mutating func appendCode(_ code: Int, _ size: Int) {
      var reversed = 0
      for bit in 0..<size where code >> bit & 1 == 1 { reversed |= 1 << (size - 1 - bit) }
      append(reversed, size)
    }

    private mutating func append(symbol: Int) {
      switch symbol {
      case 0..<144: appendCode(0x30 + symbol, 8)
      case 144..<256: appendCode(0x190 + symbol - 144, 9)
      case 256..<280: appendCode(symbol - 256, 7)
      default: appendCode(0xC0 + symbol - 280, 8)
      }
    }

    mutating func append(literal: UInt8) { append(symbol: Int(literal)) }

    mutating func append(length: Int, distance: Int) {
      let code = DeflateWriter.lengths.lastIndex { $0.base <= length } ?? 0
      append(symbol: 257 + code)
      append(length - DeflateWriter.lengths[code].base, DeflateWriter.lengths[code].bits)
      let back = DeflateWriter.distances.lastIndex { $0.base <= distance } ?? 0
      appendCode(back, 5)
      append(distance - DeflateWriter.distances[back].base, DeflateWriter.distances[back].bits)
    }

    mutating func closed() -> [UInt8] {
      if count > 0 { append(0, 8 - count) }
      return bytes
    }
  }
}
