/// A directed graph over the numbers 0 ..< count, arcs packed by their tails.
///
/// Each arc keeps the number under which it was given, so that what is found in the graph leads back to what made it.
package struct DirectedGraph: Sendable {
  package let count: Int
  /// Arcs of node n: positions `start[n] ..< start[n + 1]` of `heads` and `arcs`.
  package private(set) var start: [Int32]
  package private(set) var heads: [Int32]
  /// The number of the arc in the list it was made from.
  package private(set) var arcs: [Int32]

  /// The arcs `tails[i] → heads[i]`, in their order within each tail.
  package init(count: Int, tails: [Int32], heads: [Int32]) {
    self.count = count
    start = [Int32](repeating: 0, count: count + 1)
    for tail in tails { start[Int(tail) + 1] += 1 }
    for node in 0..<count { start[node + 1] += start[node] }
    var next = start
    self.heads = [Int32](repeating: 0, count: heads.count)
    arcs = self.heads
    for arc in tails.indices {
      let position = Int(next[Int(tails[arc])])
      next[Int(tails[arc])] += 1
      self.heads[position] = heads[arc]
      arcs[position] = Int32(arc)
    }
  }

  /// Positions of the arcs that leave `node`.
  package func positions(of node: Int32) -> Range<Int> { Int(start[Int(node)])..<Int(start[Int(node) + 1]) }
}
