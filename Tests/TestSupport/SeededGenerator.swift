/// Random numbers that come again from the same seed: SplitMix64, the same on every machine.
package struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A whole number of the range, each equally likely up to what 64 bits allow.
  package mutating func whole(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(next() % UInt64(range.upperBound - range.lowerBound + 1))
  }

  /// True in `percent` of a hundred cases.
  package mutating func chance(_ percent: Int) -> Bool { whole(0...99) < percent }

  /// A number of the range in steps of a quarter, so that sums are exact.
  package mutating func quarter(_ range: ClosedRange<Int>) -> Double {
    Double(whole(range.lowerBound * 4...range.upperBound * 4)) / 4
  }

  /// `count` different numbers of `0..<total`, in random order.
  package mutating func sample(_ count: Int, of total: Int) -> [Int32] {
    var all = (0..<Int32(total)).map { $0 }
    for place in 0..<min(count, total) { all.swapAt(place, whole(place...total - 1)) }
    return Array(all.prefix(count))
  }
}
