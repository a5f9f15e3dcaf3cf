/// Nodes that hang together more than chance would have it: Louvain's method on a weighted graph without directions.
///
///     a─b─c   d─e─f        {a, b, c} and {d, e, f}: most of the weight lies within, little between
///      ╲_╱  ╲  ╲_╱
///
/// Each node in turn joins the neighbouring community that raises the modularity most (of equals the one with the smallest
/// number), until none moves; then communities become nodes, and all begins again. Nodes are taken by number, so the
/// same graph gives the same communities. Communities are numbered by their first node.
///
/// Blondel, Guillaume, Lambiotte, Lefebvre, "Fast unfolding of communities in large networks", 2008.
package struct Communities: Sendable {
  /// Community of each node.
  package private(set) var of: [Int32]
  package private(set) var count: Int

  /// - Parameter edges: pairs of different nodes with a positive weight; a pair may occur more than once.
  package init(nodes: Int, edges: [(left: Int32, right: Int32, weight: Double)]) {
    of = (0..<Int32(nodes)).map { $0 }
    count = nodes
    var level = edges
    var own = [Double](repeating: 0, count: nodes)
    for _ in 0..<12 {
      let moved = Communities.settled(nodes: count, level, own)
      var number = [Int32](repeating: -1, count: count)
      var next: Int32 = 0
      for node in 0..<count where number[Int(moved[node])] < 0 {
        number[Int(moved[node])] = next
        next += 1
      }
      if Int(next) == count { break }
      for node in of.indices { of[node] = number[Int(moved[Int(of[node])])] }
      var within = [Double](repeating: 0, count: Int(next))
      for node in 0..<count { within[Int(number[Int(moved[node])])] += own[node] }
      var between: [UInt64: Double] = [:]
      for edge in level {
        let left = number[Int(moved[Int(edge.left)])]
        let right = number[Int(moved[Int(edge.right)])]
        if left == right {
          within[Int(left)] += 2 * edge.weight
        } else {
          between[UInt64(min(left, right)) << 32 | UInt64(max(left, right)), default: 0] += edge.weight
        }
      }
      level = between.sorted { $0.key < $1.key }.map {
        (left: Int32($0.key >> 32), right: Int32($0.key & 0xFFFF_FFFF), weight: $0.value)
      }
      own = within
      count = Int(next)
    }
  }

  /// One level: the community that each node settles in, named by one of its nodes.
  private static func settled(
    nodes: Int, _ edges: [(left: Int32, right: Int32, weight: Double)], _ own: [Double]
  ) -> [Int32] {
    let graph = DirectedGraph(
      count: nodes, tails: edges.map(\.left) + edges.map(\.right), heads: edges.map(\.right) + edges.map(\.left))
    var degree = own
    for edge in edges {
      degree[Int(edge.left)] += edge.weight
      degree[Int(edge.right)] += edge.weight
    }
    let whole = degree.reduce(0, +)
    var community = (0..<Int32(nodes)).map { $0 }
    guard whole > 0 else { return community }
    var total = degree
    var weight = [Double](repeating: 0, count: nodes)
    var touched: [Int32] = []
    for _ in 0..<20 {
      var hasMoved = false
      for node in 0..<nodes {
        let before = community[node]
        touched.removeAll(keepingCapacity: true)
        for place in graph.positions(of: Int32(node)) {
          let other = community[Int(graph.heads[place])]
          if weight[Int(other)] == 0 { touched.append(other) }
          weight[Int(other)] += edges[Int(graph.arcs[place]) % edges.count].weight
        }
        total[Int(before)] -= degree[node]
        var best = before
        var most = weight[Int(before)] - degree[node] * total[Int(before)] / whole
        for other in touched.sorted() where other != before {
          let gain = weight[Int(other)] - degree[node] * total[Int(other)] / whole
          if gain > most + 1e-12 { (best, most) = (other, gain) }
        }
        for other in touched { weight[Int(other)] = 0 }
        total[Int(best)] += degree[node]
        if best != before {
          community[node] = best
          hasMoved = true
        }
      }
      if !hasMoved { break }
    }
    return community
  }
}
