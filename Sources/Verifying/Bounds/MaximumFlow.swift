/// The heaviest set of nodes that is closed: with each node it holds all that the node requires.
///
///     weights  +5   -3   +2          a requires b; c stands for itself:  { a, b, c } weighs 4
///              a ─▶ b    c           an arc with a cost c(a, b) is paid where a is in the set and b is not
///
/// As Picard found in 1976, what is lost against taking every positive weight is a minimum cut, and that is a maximum flow
/// from the positive to the negative weights. The flow is found by pushing what is in excess downhill: each node has a
/// height, no more than its distance to the sink, and where nothing lies lower it is raised. What cannot come down any more
/// is what the closure keeps.
struct MaximumFlow {
  private let nodeCount: Int
  /// Arcs come in pairs, `2k` and `2k + 1`, one the way back of the other.
  private var head: [Int32] = []
  private var left: [Int64] = []
  private var tail: [Int32] = []
  private var excess: [Int64]

  private static let endless: Int64 = 1 << 60

  /// Nodes from 0, with their weights.
  init(weights: [Int64]) {
    nodeCount = weights.count
    excess = weights
  }

  /// `tail` requires `head`, or `cost` is paid.
  mutating func add(_ tail: Int32, _ head: Int32, cost: Int64? = nil) {
    if tail == head || cost == 0 { return }
    self.tail += [tail, head]
    self.head += [head, tail]
    left += [cost ?? MaximumFlow.endless, 0]
  }

  /// The weight of the heaviest closed set; 0 for the empty one.
  mutating func heaviest() -> Int64 {
    var first = [Int](repeating: 0, count: nodeCount + 1)
    for node in tail { first[Int(node) + 1] += 1 }
    for node in 0..<nodeCount { first[node + 1] += first[node] }
    var next = first
    var arcs = [Int32](repeating: 0, count: tail.count)
    for arc in tail.indices {
      arcs[next[Int(tail[arc])]] = Int32(arc)
      next[Int(tail[arc])] += 1
    }
    // Negative weights are what the sink still takes.
    var room = excess.map { max(0, -$0) }
    for node in 0..<nodeCount where excess[node] < 0 { excess[node] = 0 }
    next = first

    var height = heights(first, arcs, room)
    var count = [Int](repeating: 0, count: nodeCount + 2)
    for node in 0..<nodeCount { count[Int(height[node])] += 1 }
    let top = Int32(nodeCount + 1)
    var queue = (0..<nodeCount).filter { excess[$0] > 0 && height[$0] < top }
    var isQueued = [Bool](repeating: false, count: nodeCount)
    for node in queue { isQueued[node] = true }
    var position = 0
    var raised = 0
    while position < queue.count {
      if raised > nodeCount {
        raised = 0
        height = heights(first, arcs, room)
        for place in count.indices { count[place] = 0 }
        for node in 0..<nodeCount {
          count[Int(height[node])] += 1
          next[node] = first[node]
        }
      }
      let node = queue[position]
      position += 1
      isQueued[node] = false
      while excess[node] > 0 && height[node] < top {
        if height[node] == 1 && room[node] > 0 {
          let amount = min(excess[node], room[node])
          excess[node] -= amount
          room[node] -= amount
          continue
        }
        if next[node] == first[node + 1] {
          let old = height[node]
          height[node] = lowest(node, first, arcs, room, height, top)
          count[Int(old)] -= 1
          raised += 1
          next[node] = first[node]
          if count[Int(old)] == 0 && old < top {
            // Nobody stands between: whoever is above can no longer come down.
            // (The node itself is counted below, where it comes to stand.)
            height[node] = top
            for other in 0..<nodeCount where height[other] > old && height[other] < top {
              count[Int(height[other])] -= 1
              height[other] = top
              count[Int(top)] += 1
            }
          }
          count[Int(height[node])] += 1
          continue
        }
        let arc = Int(arcs[next[node]])
        let other = Int(head[arc])
        if left[arc] > 0 && height[node] == height[other] + 1 {
          let amount = min(excess[node], left[arc])
          left[arc] -= amount
          left[arc ^ 1] += amount
          excess[node] -= amount
          excess[other] += amount
          if !isQueued[other] {
            isQueued[other] = true
            queue.append(other)
          }
        } else {
          next[node] += 1
        }
      }
      if position > 1 << 16 && position > queue.count / 2 {
        queue.removeSubrange(..<position)
        position = 0
      }
    }
    return excess.reduce(0, +)
  }

  /// One more than the lowest neighbour with room.
  private func lowest(
    _ node: Int, _ first: [Int], _ arcs: [Int32], _ room: [Int64], _ height: [Int32], _ top: Int32
  ) -> Int32 {
    var lowest = room[node] > 0 ? 1 : top
    for place in first[node]..<first[node + 1] where left[Int(arcs[place])] > 0 {
      lowest = min(lowest, height[Int(head[Int(arcs[place])])] + 1)
    }
    return min(top, lowest)
  }

  /// The distance of each node to the sink by arcs with room; `nodeCount + 1` where there is no way.
  private func heights(_ first: [Int], _ arcs: [Int32], _ room: [Int64]) -> [Int32] {
    var height = [Int32](repeating: Int32(nodeCount + 1), count: nodeCount)
    var queue: [Int] = []
    for node in 0..<nodeCount where room[node] > 0 {
      height[node] = 1
      queue.append(node)
    }
    var position = 0
    while position < queue.count {
      let node = queue[position]
      position += 1
      for place in first[node]..<first[node + 1] {
        let arc = Int(arcs[place])
        let other = Int(head[arc])
        if left[arc ^ 1] > 0 && Int(height[other]) > nodeCount {
          height[other] = height[node] + 1
          queue.append(other)
        }
      }
    }
    return height
  }
}
