/// The strongly connected components of a directed graph: nodes that reach each other lie in one.
///
/// Tarjan's algorithm with its own stack, so that a chain of a million nodes needs no deep recursion. Components are
/// numbered in reverse topological order: an arc between two components goes from the higher number to the lower.
package struct StronglyConnected: Sendable {
  package private(set) var count = 0
  package private(set) var component: [Int32]

  package init(_ graph: DirectedGraph) {
    let unseen: Int32 = -1
    component = [Int32](repeating: -1, count: graph.count)
    var order = [Int32](repeating: unseen, count: graph.count)
    var low = [Int32](repeating: 0, count: graph.count)
    var next = graph.start
    var open: [Int32] = []
    var path: [Int32] = []
    var clock: Int32 = 0
    for root in 0..<Int32(graph.count) where order[Int(root)] == unseen {
      path.append(root)
      while let node = path.last {
        let n = Int(node)
        if order[n] == unseen {
          order[n] = clock
          low[n] = clock
          clock += 1
          open.append(node)
        }
        if next[n] < graph.start[n + 1] {
          let head = graph.heads[Int(next[n])]
          next[n] += 1
          if order[Int(head)] == unseen {
            path.append(head)
          } else if component[Int(head)] < 0 {
            low[n] = min(low[n], order[Int(head)])
          }
          continue
        }
        path.removeLast()
        if let caller = path.last { low[Int(caller)] = min(low[Int(caller)], low[n]) }
        if low[n] == order[n] {
          while let member = open.popLast() {
            component[Int(member)] = Int32(count)
            if member == node { break }
          }
          count += 1
        }
      }
    }
  }
}
