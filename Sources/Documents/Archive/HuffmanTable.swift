/// A code of DEFLATE as a table: the next bits of the input, looked up, give the symbol and how many bits it took.
///
/// Codes of up to `rootBits` bits stand in the first level; longer ones lead to a second level of their own. An entry is
/// one word:
///
///     bits  0… 7   bits taken: the code and, behind it, the extra bits of a length or distance
///     bits  8…11   bits of the code alone; in a link, index bits of the second level
///     bit  12      a literal           bit 13   a link to the second level
///     bit  14      end of block        bit 15   no code
///     bits 16…31   the literal, the base of a length or distance, or where the second level begins
struct HuffmanTable: ~Copyable {
  static let literal: UInt32 = 1 << 12
  static let link: UInt32 = 1 << 13
  static let endOfBlock: UInt32 = 1 << 14
  static let invalid: UInt32 = 1 << 15

  enum Alphabet {
    case lengths, literals, distances
  }

  let entries: UnsafeMutablePointer<UInt32>
  private let capacity: Int
  private let rootLimit: Int
  /// Index bits of the first level.
  private(set) var rootBits = 1

  /// `rootBits` is the most that the first level is given.
  init(rootBits: Int, capacity: Int) {
    self.capacity = capacity
    rootLimit = rootBits
    entries = .allocate(capacity: capacity)
    entries.initialize(repeating: Self.invalid, count: capacity)
  }

  deinit { entries.deallocate() }

  /// Builds the table of the canonical code with these lengths of codewords, 0 for symbols that do not occur. False
  /// where the lengths are those of no code: more codewords than fit, or fewer than fill it (allowed is, as in every
  /// reader of DEFLATE, a single codeword of one bit, and for distances none).
  mutating func build(_ lengths: UnsafeBufferPointer<UInt8>, _ alphabet: Alphabet) -> Bool {
    withUnsafeTemporaryAllocation(of: UInt16.self, capacity: 16 + 16 + 320) { scratch in
      let counts = scratch.baseAddress!
      let offsets = counts + 16
      let sorted = counts + 32
      counts.initialize(repeating: 0, count: 352)
      for length in lengths { counts[Int(length)] += 1 }
      counts[0] = 0
      var longest = 15
      while longest > 0, counts[longest] == 0 { longest -= 1 }
      if longest == 0 {
        rootBits = 1
        entries[0] = Self.invalid
        entries[1] = Self.invalid
        return alphabet == .distances
      }
      var left = 1
      for length in 1...15 {
        left = left << 1 - Int(counts[length])
        if left < 0 { return false }
      }
      if left > 0, alphabet == .lengths || longest != 1 { return false }
      for length in 1..<15 { offsets[length + 1] = offsets[length] + counts[length] }
      for (symbol, length) in lengths.enumerated() where length != 0 {
        sorted[Int(offsets[Int(length)])] = UInt16(symbol)
        offsets[Int(length)] += 1
      }
      rootBits = min(rootLimit, longest)
      fill(counts, sorted, longest: longest, isIncomplete: left > 0, alphabet)
      return true
    }
  }

  private mutating func fill(
    _ counts: UnsafeMutablePointer<UInt16>, _ sorted: UnsafeMutablePointer<UInt16>, longest: Int, isIncomplete: Bool,
    _ alphabet: Alphabet
  ) {
    let rootSize = 1 << rootBits
    if isIncomplete { (entries).update(repeating: Self.invalid, count: rootSize) }
    var code = 0
    var index = 0
    var next = rootSize
    var prefix = -1
    var tableStart = 0
    var tableBits = rootBits
    for length in 1...longest {
      for _ in 0..<Int(counts[length]) {
        let entry = Self.entry(Int(sorted[index]), alphabet)
        index += 1
        // Codewords are packed from their most significant bit on, the bits of the input from the least.
        let reversed = Self.reversed(code, bits: length)
        if length <= rootBits {
          let word = entry + UInt32(length) + UInt32(length) << 8
          var place = reversed
          while place < rootSize {
            entries[place] = word
            place += 1 << length
          }
        } else {
          if reversed & (rootSize - 1) != prefix {
            prefix = reversed & (rootSize - 1)
            tableStart = next
            tableBits = length - rootBits
            // As large as the codewords with this prefix want: those of one length fill it, or the next length does. The
            // counts are those that are still to come.
            var room = 1 << tableBits
            while tableBits + rootBits < longest {
              room -= Int(counts[tableBits + rootBits])
              if room <= 0 { break }
              tableBits += 1
              room <<= 1
            }
            next += 1 << tableBits
            precondition(next <= capacity)
            entries[prefix] = Self.link | UInt32(rootBits) | UInt32(tableBits) << 8 | UInt32(tableStart) << 16
          }
          let rest = length - rootBits
          let word = entry + UInt32(rest) + UInt32(rest) << 8
          var place = reversed >> rootBits
          while place < 1 << tableBits {
            entries[tableStart + place] = word
            place += 1 << rest
          }
        }
        code += 1
        counts[length] -= 1
      }
      code <<= 1
    }
  }

  /// The entry of a symbol but for the bits of its codeword: its meaning and its extra bits.
  private static func entry(_ symbol: Int, _ alphabet: Alphabet) -> UInt32 {
    switch alphabet {
    case .lengths: return UInt32(symbol) << 16
    case .distances:
      guard symbol < 30 else { return invalid }
      let extra = symbol < 4 ? 0 : (symbol - 2) >> 1
      let base = symbol < 4 ? symbol + 1 : (2 + symbol & 1) << extra + 1
      return UInt32(base) << 16 | UInt32(extra)
    case .literals:
      if symbol < 256 { return literal | UInt32(symbol) << 16 }
      if symbol == 256 { return endOfBlock }
      guard symbol < 286 else { return invalid }
      if symbol == 285 { return 258 << 16 }
      let number = symbol - 257
      let extra = number < 8 ? 0 : (number - 4) >> 2
      let base = number < 8 ? number + 3 : (4 + number & 3) << extra + 3
      return UInt32(base) << 16 | UInt32(extra)
    }
  }

  private static func reversed(_ code: Int, bits: Int) -> Int {
    var result = 0
    var rest = code
    for _ in 0..<bits {
      result = result << 1 | rest & 1
      rest >>= 1
    }
    return result
  }
}
