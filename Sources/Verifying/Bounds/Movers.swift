import Estates

/// Who moves as one, and who moves before whom: workloads tied by `together` and by circles of orderings without a lag.
///
///     W1 ══ W2      W3 ──first──▶ W4 ──first──▶ W3         { W1, W2 }, { W3, W4 }
///
/// Behind the movers with workloads stand the `order` groups, as movers of their own without any: all of `first` before
/// them, all of `then` after. A circle with a lag asks to move before oneself: its movers never do.
struct Movers {
  /// By workload.
  private(set) var of: [Int32]
  private(set) var members: [[Int32]] = []
  private(set) var edges: [Edge] = []
  private(set) var neverMoves: [Bool] = []
  var count: Int { members.count }

  struct Edge: Hashable {
    var before: Int32
    var after: Int32
    var lag: Int32
  }

  init(_ verifier: Verifier) {
    let workloads = verifier.estate.workloads.count
    let node = Immobility.groups(verifier)
    var nodes = workloads
    var raw: [Edge] = []
    for dependency in verifier.dependencies {
      if case .inOrder(let before, let after) = dependency.demand {
        raw.append(Edge(before: node[Int(before)], after: node[Int(after)], lag: 0))
      }
    }
    for rule in verifier.rules {
      guard case .order(let groups, let lagWaves) = rule.demand else { continue }
      for group in groups where !group.first.isEmpty && !group.then.isEmpty {
        let gate = Int32(nodes)
        nodes += 1
        for first in group.first { raw.append(Edge(before: node[Int(first)], after: gate, lag: 0)) }
        for then in group.then { raw.append(Edge(before: gate, after: node[Int(then)], lag: Int32(lagWaves))) }
      }
    }
    let tied = Movers.circles(nodes, raw.filter { $0.lag == 0 })
    // Numbered by first workload, the gates that no circle holds behind.
    var number = [Int32](repeating: -1, count: nodes)
    of = []
    for row in 0..<workloads {
      let circle = Int(tied[Int(node[row])])
      if number[circle] < 0 {
        number[circle] = Int32(members.count)
        members.append([])
      }
      members[Int(number[circle])].append(Int32(row))
      of.append(number[circle])
    }
    for gate in workloads..<nodes where number[Int(tied[gate])] < 0 {
      number[Int(tied[gate])] = Int32(members.count)
      members.append([])
    }
    var known: Set<Edge> = []
    var isCircular = [Bool](repeating: false, count: members.count)
    for edge in raw {
      let own = Edge(
        before: number[Int(tied[Int(edge.before)])], after: number[Int(tied[Int(edge.after)])], lag: edge.lag)
      if own.before == own.after {
        if own.lag > 0 { isCircular[Int(own.before)] = true }
      } else if known.insert(own).inserted {
        edges.append(own)
      }
    }
    let circle = Movers.circles(members.count, edges)
    var size = [Int](repeating: 0, count: members.count)
    for mover in members.indices { size[Int(circle[mover])] += 1 }
    neverMoves = members.indices.map { isCircular[$0] || size[Int(circle[$0])] > 1 }
    for mover in members.indices where members[mover].contains(where: { verifier.holds[Int($0)] != nil }) {
      neverMoves[mover] = true
    }
  }

  /// The smallest node of the circle that each node lies on (itself where on none): nodes that reach each other.
  private static func circles(_ count: Int, _ edges: [Edge]) -> [Int32] {
    func rows(_ end: (Edge) -> Int32, _ other: (Edge) -> Int32) -> [[Int32]] {
      var rows = [[Int32]](repeating: [], count: count)
      for edge in edges { rows[Int(end(edge))].append(other(edge)) }
      return rows
    }
    let after = rows(\.before, \.after)
    let before = rows(\.after, \.before)
    // Twice over the graph, as Kosaraju and Sharir did: nodes by the end of their visits, then backwards.
    var isSeen = [Bool](repeating: false, count: count)
    var ended: [Int] = []
    for root in 0..<count where !isSeen[root] {
      isSeen[root] = true
      var path: [(node: Int, place: Int)] = [(root, 0)]
      while let (node, place) = path.last {
        if place == after[node].count {
          ended.append(node)
          path.removeLast()
          continue
        }
        path[path.count - 1].place += 1
        let next = Int(after[node][place])
        if !isSeen[next] {
          isSeen[next] = true
          path.append((next, 0))
        }
      }
    }
    var circle = [Int32](repeating: -1, count: count)
    for root in ended.reversed() where circle[root] < 0 {
      var found = [root]
      circle[root] = Int32(root)
      var position = 0
      while position < found.count {
        for other in before[found[position]] where circle[Int(other)] < 0 {
          circle[Int(other)] = Int32(root)
          found.append(Int(other))
        }
        position += 1
      }
      let smallest = Int32(found.min()!)
      for node in found { circle[node] = smallest }
    }
    return circle
  }
}
