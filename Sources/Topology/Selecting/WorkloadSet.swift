/// A set of workloads, by row: one bit each.
package struct WorkloadSet: Hashable, Sendable {
  private var words: [UInt64]
  /// Rows of the table, members or not.
  package let universe: Int

  package init(universe: Int, all: Bool = false) {
    self.universe = universe
    words = [UInt64](repeating: all ? ~0 : 0, count: (universe + 63) / 64)
    if all, universe % 64 != 0 { words[words.count - 1] = (1 << UInt64(universe % 64)) - 1 }
  }

  package func contains(_ row: Int) -> Bool { words[row >> 6] >> UInt64(row & 63) & 1 == 1 }
  package mutating func insert(_ row: Int) { words[row >> 6] |= 1 << UInt64(row & 63) }
  package mutating func remove(_ row: Int) { words[row >> 6] &= ~(1 << UInt64(row & 63)) }

  package mutating func formIntersection(_ other: WorkloadSet) {
    for word in words.indices { words[word] &= other.words[word] }
  }

  package mutating func formUnion(_ other: WorkloadSet) {
    for word in words.indices { words[word] |= other.words[word] }
  }

  package mutating func subtract(_ other: WorkloadSet) {
    for word in words.indices { words[word] &= ~other.words[word] }
  }

  package var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }
  package var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

  /// The members in the order of the table.
  package var rows: [Int32] {
    var result: [Int32] = []
    for (number, word) in words.enumerated() {
      var rest = word
      while rest != 0 {
        result.append(Int32(number * 64 + rest.trailingZeroBitCount))
        rest &= rest - 1
      }
    }
    return result
  }
}
