/// The heaviest closure of a directed graph, by a minimum cut.
///
/// Each node has a weight; a closure is a set of nodes that no required arc leaves: with a node it contains every node
/// that the node requires. A finite arc may be left, at a cost. Wanted is the closure of greatest weight less cost.
///
///     ore (+9) ──requires──▶ soil (-4)         closures: {} = 0, {soil} = -4, {ore, soil} = +5
///
/// The method is the pseudoflow algorithm with lowest labels (Hochbaum 2008). What nodes are worth or cost flows along a
/// forest and is kept at the roots: a tree whose root is in excess is strong, it pays for all that it requires; the others
/// are weak.
///
///     strong tree        weak tree                     the strong root (+5) has an arc to a weak node: its tree is hung
///        +5                 -3                          below that node, the path between the roots turned over, and its
///       ╱  ╲               ╱  ╲         ──merge──▶      excess pushed up that path. Where an arc on it cannot carry all
///      ·    · ───────────▶·    ·                        the rest stays below, as the root of a tree of its own.
///
/// When no strong tree has an arc to a weak one, the strong trees are the closure, and what is left at their roots its
/// weight. Labels say at least how many arcs away the next weak tree is, and order the search.
///
/// After a change of weights the forest is kept: the differences are pushed to the roots, from the leaves up, and only what
/// they unsettle is done again. For any flow that respects the arcs the sum of what is in excess is an upper bound of
/// every closure (weak duality), finished or not: `solve` returns that sum.
///
/// Weights are whole numbers; the caller keeps their sum below 2^58. Memory: 24 bytes a required arc, 32 a finite one,
/// 60 a node. No arrays are touched in the inner loops, only the pointers that the value owns.
struct MinimumCut: ~Copyable {
  let nodeCount: Int
  let requiredCount: Int
  let finiteCount: Int

  private let tail: UnsafeMutablePointer<Int32>
  private let head: UnsafeMutablePointer<Int32>
  private let flow: UnsafeMutablePointer<Int64>
  /// Of the finite arcs, which come behind the required ones.
  private let capacity: UnsafeMutablePointer<Int64>
  /// The arcs outside the forest, each in the list of the node that may send over it.
  private let listStart: UnsafeMutablePointer<Int32>
  private let listCount: UnsafeMutablePointer<Int32>
  private let list: UnsafeMutablePointer<Int32>

  private let weight: UnsafeMutablePointer<Int64>
  private let excess: UnsafeMutablePointer<Int64>
  private let label: UnsafeMutablePointer<Int32>
  private let parent: UnsafeMutablePointer<Int32>
  private let parentArc: UnsafeMutablePointer<Int32>
  private let firstChild: UnsafeMutablePointer<Int32>
  private let nextSibling: UnsafeMutablePointer<Int32>
  private let previousSibling: UnsafeMutablePointer<Int32>
  /// Where the search through children, and through the list, stands.
  private let scanChild: UnsafeMutablePointer<Int32>
  private let scanList: UnsafeMutablePointer<Int32>
  private let nextRoot: UnsafeMutablePointer<Int32>
  private let order: UnsafeMutablePointer<Int32>
  /// Strong roots by label, and the number of nodes of each label.
  private let rootsOfLabel: UnsafeMutablePointer<Int32>
  private let countOfLabel: UnsafeMutablePointer<Int32>
  /// Labels from here on are those of strong trees, after `solve`.
  private var strongLabel: Int32 = 1

  /// Arcs and nodes looked at so far: the measure of effort, the same on every machine.
  private(set) var effort = 0

  private static let unlimited: Int64 = 1 << 61

  /// A graph of `nodeCount` nodes with required arcs `tails[k] → heads[k]` and finite arcs, none of them used yet.
  init(nodeCount: Int, tails: [Int32], heads: [Int32], finiteTails: [Int32] = [], finiteHeads: [Int32] = []) {
    self.nodeCount = nodeCount
    requiredCount = tails.count
    finiteCount = finiteTails.count
    func make<Element: FixedWidthInteger>(_ count: Int, _ value: Element) -> UnsafeMutablePointer<Element> {
      let pointer = UnsafeMutablePointer<Element>.allocate(capacity: max(1, count))
      pointer.initialize(repeating: value, count: max(1, count))
      return pointer
    }
    let arcCount = tails.count + finiteTails.count
    tail = make(arcCount, 0)
    head = make(arcCount, 0)
    flow = make(arcCount, 0)
    capacity = make(finiteTails.count, 0)
    listStart = make(nodeCount + 1, 0)
    listCount = make(nodeCount, 0)
    list = make(2 * arcCount, 0)
    weight = make(nodeCount, 0)
    excess = make(nodeCount, 0)
    label = make(nodeCount, 0)
    parent = make(nodeCount, -1)
    parentArc = make(nodeCount, -1)
    firstChild = make(nodeCount, -1)
    nextSibling = make(nodeCount, -1)
    previousSibling = make(nodeCount, -1)
    scanChild = make(nodeCount, -1)
    scanList = make(nodeCount, 0)
    nextRoot = make(nodeCount, -1)
    order = make(nodeCount, 0)
    rootsOfLabel = make(nodeCount + 3, -1)
    countOfLabel = make(nodeCount + 3, 0)

    for k in tails.indices {
      tail[k] = tails[k]
      head[k] = heads[k]
    }
    for k in finiteTails.indices {
      tail[tails.count + k] = finiteTails[k]
      head[tails.count + k] = finiteHeads[k]
    }
    for k in 0..<arcCount {
      listStart[Int(tail[k]) + 1] += 1
      listStart[Int(head[k]) + 1] += 1
    }
    for v in 0..<nodeCount { listStart[v + 1] += listStart[v] }
  }

  deinit {
    tail.deallocate()
    head.deallocate()
    flow.deallocate()
    capacity.deallocate()
    listStart.deallocate()
    listCount.deallocate()
    list.deallocate()
    weight.deallocate()
    excess.deallocate()
    label.deallocate()
    parent.deallocate()
    parentArc.deallocate()
    firstChild.deallocate()
    nextSibling.deallocate()
    previousSibling.deallocate()
    scanChild.deallocate()
    scanList.deallocate()
    nextRoot.deallocate()
    order.deallocate()
    rootsOfLabel.deallocate()
    countOfLabel.deallocate()
  }

  /// Forgets all flow and sets the cost of each finite arc.
  mutating func reset(costs: [Int64]) {
    precondition(costs.count == finiteCount)
    for v in 0..<nodeCount {
      weight[v] = 0
      excess[v] = 0
      parent[v] = -1
      parentArc[v] = -1
      firstChild[v] = -1
      listCount[v] = 0
    }
    for k in 0..<finiteCount { capacity[k] = costs[k] }
    for k in 0..<requiredCount + finiteCount {
      flow[k] = 0
      // What carries nothing is no arc.
      if k < requiredCount || costs[k - requiredCount] > 0 { append(Int32(k), to: Int(tail[k])) }
    }
  }

  /// Sets the weight of a node and keeps the flow.
  @inline(__always)
  mutating func setWeight(_ node: Int, _ value: Int64) {
    excess[node] += value - weight[node]
    weight[node] = value
  }

  /// Whether the node is in the closure that the last `solve` found.
  @inline(__always)
  func isSelected(_ node: Int) -> Bool { label[node] >= strongLabel }

  /// Moves flow until the best closure is known; returns its weight.
  mutating func solve() -> Int64 {
    settle()
    var effort = self.effort + 2 * nodeCount
    var lowest: Int32 = 1
    let most = Int32(nodeCount)
    while true {
      while lowest <= most && rootsOfLabel[Int(lowest)] < 0 { lowest += 1 }
      if lowest > most { break }
      // A gap: no tree that is weaker can be reached any more. (Roots of label 0 have only now become strong, and are
      // lifted first.)
      if lowest > 0 && countOfLabel[Int(lowest) - 1] == 0 { break }
      let root = rootsOfLabel[Int(lowest)]
      rootsOfLabel[Int(lowest)] = nextRoot[Int(root)]
      search(root, &lowest, &effort)
    }
    strongLabel = max(1, lowest)
    self.effort = effort
    var sum: Int64 = 0
    for v in 0..<nodeCount where excess[v] > 0 { sum += excess[v] }
    return sum
  }

  /// Looks through a strong tree for an arc to a weak one: merges over the first that is found, else lifts the tree.
  @inline(__always)
  private func search(_ root: Int32, _ lowest: inout Int32, _ effort: inout Int) {
    var node = Int(root)
    scanChild[node] = firstChild[node]
    let wanted = lowest - 1
    if tryToMerge(root, node, wanted, &lowest, &effort) { return }
    advance(node)
    while true {
      while scanChild[node] >= 0 {
        let child = Int(scanChild[node])
        scanChild[node] = nextSibling[child]
        node = child
        scanChild[node] = firstChild[node]
        if tryToMerge(root, node, wanted, &lowest, &effort) { return }
        advance(node)
      }
      effort &+= 1
      let above = parent[node]
      if above < 0 { break }
      node = Int(above)
      advance(node)
    }
    add(root, &lowest)
  }

  /// Goes on to the next child of the node's own label; where there is none the node is lifted.
  @inline(__always)
  private func advance(_ node: Int) {
    var child = scanChild[node]
    let own = label[node]
    while child >= 0 {
      if label[Int(child)] == own {
        scanChild[node] = child
        return
      }
      child = nextSibling[Int(child)]
    }
    scanChild[node] = -1
    lift(node)
  }

  @inline(__always)
  private func lift(_ node: Int) {
    let own = Int(label[node])
    countOfLabel[own] -= 1
    countOfLabel[own + 1] += 1
    label[node] = Int32(own + 1)
    scanList[node] = 0
  }

  @inline(__always)
  private func add(_ root: Int32, _ lowest: inout Int32) {
    let own = label[Int(root)]
    nextRoot[Int(root)] = rootsOfLabel[Int(own)]
    rootsOfLabel[Int(own)] = root
    if own < lowest { lowest = own }
  }

  @inline(__always)
  private func append(_ arc: Int32, to node: Int) {
    list[Int(listStart[node] + listCount[node])] = arc
    listCount[node] += 1
  }

  @inline(__always)
  private func tryToMerge(
    _ root: Int32, _ node: Int, _ wanted: Int32, _ lowest: inout Int32, _ effort: inout Int
  ) -> Bool {
    if wanted < 0 { return false }
    let start = listStart[node]
    let end = start + listCount[node]
    var place = start + scanList[node]
    let began = place
    while place < end {
      let arc = Int(list[Int(place)])
      let other = Int(tail[arc]) == node ? Int(head[arc]) : Int(tail[arc])
      if label[other] == wanted {
        list[Int(place)] = list[Int(end) - 1]
        listCount[node] -= 1
        scanList[node] = place - start
        effort &+= Int(place - began) &+ 2
        merge(node, other, Int32(arc))
        push(root, &lowest, &effort)
        return true
      }
      place += 1
    }
    scanList[node] = end - start
    effort &+= Int(end - began) &+ 1
    return false
  }

  /// Hangs the tree of `node` below `above`: the path from the node to its root is turned over.
  @inline(__always)
  private func merge(_ node: Int, _ above: Int, _ arc: Int32) {
    var current = node
    var newParent = above
    var newArc = arc
    while parent[current] >= 0 {
      let oldParent = Int(parent[current])
      let oldArc = parentArc[current]
      detach(current, from: oldParent)
      attach(current, to: newParent, newArc)
      newParent = current
      current = oldParent
      newArc = oldArc
    }
    attach(current, to: newParent, newArc)
  }

  @inline(__always)
  private func attach(_ node: Int, to above: Int, _ arc: Int32) {
    parent[node] = Int32(above)
    parentArc[node] = arc
    let first = firstChild[above]
    nextSibling[node] = first
    previousSibling[node] = -1
    if first >= 0 { previousSibling[Int(first)] = Int32(node) }
    firstChild[above] = Int32(node)
  }

  @inline(__always)
  private func detach(_ node: Int, from above: Int) {
    let next = nextSibling[node]
    let previous = previousSibling[node]
    if previous >= 0 { nextSibling[Int(previous)] = next } else { firstChild[above] = next }
    if next >= 0 { previousSibling[Int(next)] = previous }
    parent[node] = -1
  }

  /// Pushes what a former root has in excess up to the root, as far as the arcs carry it.
  @inline(__always)
  private func push(_ from: Int32, _ lowest: inout Int32, _ effort: inout Int) {
    var node = Int(from)
    var before: Int64 = 1
    while excess[node] != 0 && parent[node] >= 0 {
      let above = Int(parent[node])
      let arc = Int(parentArc[node])
      let amount = excess[node]
      before = excess[above]
      effort &+= 1
      if Int(tail[arc]) == node {
        let room = (arc < requiredCount ? MinimumCut.unlimited : capacity[arc - requiredCount]) &- flow[arc]
        if room >= amount {
          flow[arc] &+= amount
          excess[above] = before &+ amount
          excess[node] = 0
        } else {
          flow[arc] &+= room
          excess[above] = before &+ room
          excess[node] = amount &- room
          detach(node, from: above)
          append(Int32(arc), to: above)
          add(Int32(node), &lowest)
        }
      } else {
        let room = flow[arc]
        if room >= amount {
          flow[arc] = room &- amount
          excess[above] = before &+ amount
          excess[node] = 0
        } else {
          flow[arc] = 0
          excess[above] = before &+ room
          excess[node] = amount &- room
          detach(node, from: above)
          append(Int32(arc), to: above)
          add(Int32(node), &lowest)
        }
      }
      node = above
    }
    if excess[node] > 0 && before <= 0 { add(Int32(node), &lowest) }
  }

  /// Brings the differences of weights to the roots, and labels the trees by them.
  private func settle() {
    // Parents before children.
    var filled = 0
    for v in 0..<nodeCount where parent[v] < 0 {
      order[filled] = Int32(v)
      filled += 1
    }
    var place = 0
    while place < filled {
      var child = firstChild[Int(order[place])]
      while child >= 0 {
        order[filled] = child
        filled += 1
        child = nextSibling[Int(child)]
      }
      place += 1
    }
    place = nodeCount - 1
    while place >= 0 {
      let node = Int(order[place])
      place -= 1
      let amount = excess[node]
      if amount == 0 || parent[node] < 0 { continue }
      let above = Int(parent[node])
      let arc = Int(parentArc[node])
      let isUpward = Int(tail[arc]) == node
      // Room to send up, or to take back.
      let fresh = (arc < requiredCount ? MinimumCut.unlimited : capacity[arc - requiredCount]) &- flow[arc]
      let room = (amount > 0) == isUpward ? fresh : flow[arc]
      let moved = min(amount.magnitude, UInt64(room))
      let signed = amount > 0 ? Int64(moved) : -Int64(moved)
      flow[arc] += isUpward ? signed : -signed
      excess[above] += signed
      excess[node] -= signed
      if excess[node] != 0 {
        detach(node, from: above)
        append(Int32(arc), to: amount > 0 ? above : node)
      }
    }
    for level in 0..<nodeCount + 3 {
      rootsOfLabel[level] = -1
      countOfLabel[level] = 0
    }
    for place in 0..<nodeCount {
      let node = Int(order[place])
      scanList[node] = 0
      if parent[node] >= 0 {
        label[node] = label[Int(parent[node])]
      } else if excess[node] > 0 {
        label[node] = 1
        nextRoot[node] = rootsOfLabel[1]
        rootsOfLabel[1] = Int32(node)
      } else {
        label[node] = 0
      }
      countOfLabel[Int(label[node])] += 1
    }
  }
}
