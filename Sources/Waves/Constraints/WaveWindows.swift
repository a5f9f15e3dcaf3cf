/// The waves in which each of many may move, a bit for each wave.
struct WaveWindows: Sendable {
  let waveCount: Int
  /// Words for each.
  let words: Int
  private(set) var bits: [UInt64]

  /// All waves, for each of `count`.
  init(count: Int, waveCount: Int) {
    self.waveCount = waveCount
    words = (waveCount + 63) / 64
    bits = []
    bits.reserveCapacity(count * words)
    let all = (0..<words).map { Self.bits(of: 0..<waveCount, word: $0) }
    for _ in 0..<count { bits.append(contentsOf: all) }
  }

  /// Leaves only the waves of `waves`.
  mutating func confine(_ number: Int, to waves: Range<Int>) {
    for word in 0..<words { bits[number * words + word] &= Self.bits(of: waves, word: word) }
  }

  /// Takes the waves of `waves` away.
  mutating func bar(_ number: Int, from waves: Range<Int>) {
    for word in 0..<words { bits[number * words + word] &= ~Self.bits(of: waves, word: word) }
  }

  func contains(_ wave: Int, _ number: Int) -> Bool { bits[number * words + wave >> 6] >> UInt64(wave & 63) & 1 == 1 }

  /// The first wave from `wave` on; `waveCount` where there is none.
  func first(_ number: Int, from wave: Int) -> Int {
    var word = wave >> 6
    if word >= words { return waveCount }
    var rest = bits[number * words + word] & (~0 << UInt64(wave & 63))
    while rest == 0 {
      word += 1
      if word == words { return waveCount }
      rest = bits[number * words + word]
    }
    return word * 64 + rest.trailingZeroBitCount
  }

  func isEmpty(_ number: Int) -> Bool { first(number, from: 0) == waveCount }

  private static func bits(of waves: Range<Int>, word: Int) -> UInt64 {
    let low = max(waves.lowerBound - word * 64, 0)
    let high = min(waves.upperBound - word * 64, 64)
    if low >= high { return 0 }
    let below = high == 64 ? ~UInt64(0) : (1 << UInt64(high)) - 1
    return below & ~((1 << UInt64(low)) - 1)
  }
}
