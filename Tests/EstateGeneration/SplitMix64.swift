/// A stream of pseudo-random integers: SplitMix64 (Steele, Lea and Flood, "Fast Splittable Pseudorandom Number
/// Generators", 2014).
///
/// Everything that is drawn from it is drawn in integers, so one seed gives one estate, to the byte, on every machine.
package struct SplitMix64: Sendable {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  /// A stream of its own for one step of the work: a step that draws more does not shift what the others draw.
  package init(seed: UInt64, step: UInt64) {
    var mixer = SplitMix64(seed: seed)
    let first = mixer.next()
    self.init(seed: first ^ (step &* 0x9E37_79B9_7F4A_7C15))
  }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }

  /// A whole number from 0 to `bound - 1`; `bound` is at least 1.
  package mutating func below(_ bound: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// A whole number of the range, both ends included.
  package mutating func between(_ low: Int, _ high: Int) -> Int { low + below(high - low + 1) }

  /// True in `perMille` of 1000 cases.
  package mutating func chance(perMille: Int) -> Bool { below(1000) < perMille }

  package mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }
}
