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
/// Weights are whole numbers; the caller keeps their sum below 2^58. Memory: 32 bytes a required arc, 40 a finite one,
/// 72 a node. What one node needs stands in one line of the cache, but for the labels, which neighbours ask for and which
/// stand close together. (Exact distances as the first labels were tried: the same number of arcs is looked at.)
struct MinimumCut: ~Copyable {
  let nodeCount: Int
  let requiredCount: Int
  let finiteCount: Int

  /// An arc as one of its ends sees it: the number where the end is its tail, the complement of the number where it is its
  /// head; and the other end.
  private struct Arc: BitwiseCopyable {
    var seen: Int32
    var other: Int32
  }

  private struct Node: BitwiseCopyable {
    var excess: Int64 = 0
    var weight: Int64 = 0
    var parent: Int32 = -1
    /// The arc to the parent, as this node sees it.
    var parentArc: Int32 = 0
    var firstChild: Int32 = -1
    var nextSibling: Int32 = -1
    var previousSibling: Int32 = -1
    /// The arcs outside the forest that this node may send over.
    var listStart: Int32 = 0
    var listCount: Int32 = 0
    /// Where the search through children, and through the list, stands.
    var scanChild: Int32 = -1
    var scanList: Int32 = 0
    var nextRoot: Int32 = -1
  }

  private let tail: UnsafeMutablePointer<Int32>
  private let head: UnsafeMutablePointer<Int32>
  private let flow: UnsafeMutablePointer<Int64>
  /// Of the finite arcs, which come behind the required ones.
  private let capacity: UnsafeMutablePointer<Int64>
  private let list: UnsafeMutablePointer<Arc>
  private let nodes: UnsafeMutablePointer<Node>
  private let label: UnsafeMutablePointer<Int32>
  private let order: UnsafeMutablePointer<Int32>
  /// Strong roots by label, and the number of nodes of each label.
  private let rootsOfLabel: UnsafeMutablePointer<Int32>
  private let countOfLabel: UnsafeMutablePointer<Int32>
  /// Labels from here on are those of strong trees, after `solve`.
  private var strongLabel: Int32 = 1

  /// Arcs and nodes looked at so far: the measure of effort, the same on every machine.
  private(set) var effort = 0

  /// The last `solve` went to its end.
  private(set) var isFinished = true

  private static let unlimited: Int64 = 1 << 61
  /// Arcs and nodes that are looked at between two questions whether to stop.
  var patience = 1 << 22

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
    list = UnsafeMutablePointer<Arc>.allocate(capacity: max(1, 2 * arcCount))
    list.initialize(repeating: Arc(seen: 0, other: 0), count: max(1, 2 * arcCount))
    nodes = UnsafeMutableRawPointer.allocate(byteCount: 64 * (nodeCount + 1), alignment: 64)
      .initializeMemory(as: Node.self, repeating: Node(), count: nodeCount + 1)
    label = make(nodeCount, 0)
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
      nodes[Int(tail[k]) + 1].listStart += 1
      nodes[Int(head[k]) + 1].listStart += 1
    }
    for v in 0..<nodeCount { nodes[v + 1].listStart += nodes[v].listStart }
  }

  deinit {
    tail.deallocate()
    head.deallocate()
    flow.deallocate()
    capacity.deallocate()
    list.deallocate()
    nodes.deallocate()
    label.deallocate()
    order.deallocate()
    rootsOfLabel.deallocate()
    countOfLabel.deallocate()
  }

  /// Forgets all flow and sets the cost of each finite arc.
  mutating func reset(costs: [Int64]) {
    precondition(costs.count == finiteCount)
    for v in 0..<nodeCount {
      nodes[v].weight = 0
      nodes[v].excess = 0
      nodes[v].parent = -1
      nodes[v].firstChild = -1
      nodes[v].listCount = 0
    }
    for k in 0..<finiteCount { capacity[k] = costs[k] }
    for k in 0..<requiredCount + finiteCount {
      flow[k] = 0
      // What carries nothing is no arc.
      if k < requiredCount || costs[k - requiredCount] > 0 {
        append(Arc(seen: Int32(k), other: head[k]), to: Int(tail[k]))
      }
    }
  }

  /// Sets the weight of a node and keeps the flow.
  @inline(__always)
  mutating func setWeight(_ node: Int, _ value: Int64) {
    nodes[node].excess += value - nodes[node].weight
    nodes[node].weight = value
  }

  /// Whether the node is in the closure that the last `solve` found.
  @inline(__always)
  func isSelected(_ node: Int) -> Bool { label[node] >= strongLabel }

  /// Moves flow until the best closure is known; returns its weight.
  ///
  /// Where `shouldStop`, asked with the effort so far, says so, it ends before: `isFinished` is false then, the closure is
  /// not the best, and what is returned is an upper bound all the same.
  mutating func solve(shouldStop: (_ effort: Int) -> Bool = { _ in false }) -> Int64 {
    settle()
    isFinished = true
    var nextQuestion = self.effort + patience
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
      rootsOfLabel[Int(lowest)] = nodes[Int(root)].nextRoot
      search(root, &lowest, &effort)
      if effort >= nextQuestion {
        nextQuestion = effort + patience
        if shouldStop(effort) {
          isFinished = false
          break
        }
      }
    }
    strongLabel = max(1, lowest)
    self.effort = effort
    var sum: Int64 = 0
    for v in 0..<nodeCount where nodes[v].excess > 0 { sum += nodes[v].excess }
    return sum
  }

  /// Looks through a strong tree for an arc to a weak one: merges over the first that is found, else lifts the tree.
  @inline(__always)
  private func search(_ root: Int32, _ lowest: inout Int32, _ effort: inout Int) {
    var node = Int(root)
    nodes[node].scanChild = nodes[node].firstChild
    let wanted = lowest - 1
    if tryToMerge(root, node, wanted, &lowest, &effort) { return }
    advance(node)
    while true {
      while nodes[node].scanChild >= 0 {
        let child = Int(nodes[node].scanChild)
        nodes[node].scanChild = nodes[child].nextSibling
        node = child
        nodes[node].scanChild = nodes[node].firstChild
        if tryToMerge(root, node, wanted, &lowest, &effort) { return }
        advance(node)
      }
      effort &+= 1
      let above = nodes[node].parent
      if above < 0 { break }
      node = Int(above)
      advance(node)
    }
    add(root, &lowest)
  }

  /// Goes on to the next child of the node's own label; where there is none the node is lifted.
  @inline(__always)
  private func advance(_ node: Int) {
    var child = nodes[node].scanChild
    let own = label[node]
    while child >= 0 {
      if label[Int(child)] == own {
        nodes[node].scanChild = child
        return
      }
      child = nodes[Int(child)].nextSibling
    }
    nodes[node].scanChild = -1
    lift(node)
  }

  @inline(__always)
  private func lift(_ node: Int) {
    let own = Int(label[node])
    countOfLabel[own] -= 1
    countOfLabel[own + 1] += 1
    label[node] = Int32(own + 1)
    nodes[node].scanList = 0
  }

  @inline(__always)
  private func add(_ root: Int32, _ lowest: inout Int32) {
    let own = label[Int(root)]
    nodes[Int(root)].nextRoot = rootsOfLabel[Int(own)]
    rootsOfLabel[Int(own)] = root
    if own < lowest { lowest = own }
  }

  @inline(__always)
  private func append(_ arc: Arc, to node: Int) {
    list[Int(nodes[node].listStart + nodes[node].listCount)] = arc
    nodes[node].listCount += 1
  }

  @inline(__always)
  private func tryToMerge(
    _ root: Int32, _ node: Int, _ wanted: Int32, _ lowest: inout Int32, _ effort: inout Int
  ) -> Bool {
    if wanted < 0 { return false }
    let start = nodes[node].listStart
    let end = start + nodes[node].listCount
    var place = start + nodes[node].scanList
    let began = place
    while place < end {
      let arc = list[Int(place)]
      if label[Int(arc.other)] == wanted {
        list[Int(place)] = list[Int(end) - 1]
        nodes[node].listCount -= 1
        nodes[node].scanList = place - start
        effort &+= Int(place - began) &+ 2
        merge(node, arc)
        push(root, &lowest, &effort)
        return true
      }
      place += 1
    }
    nodes[node].scanList = end - start
    effort &+= Int(end - began) &+ 1
    return false
  }

  /// Hangs the tree of `node` below the other end of `arc`: the path from the node to its root is turned over.
  @inline(__always)
  private func merge(_ node: Int, _ arc: Arc) {
    var current = node
    var newParent = Int(arc.other)
    var newArc = arc.seen
    while nodes[current].parent >= 0 {
      let oldParent = Int(nodes[current].parent)
      let oldArc = nodes[current].parentArc
      detach(current, from: oldParent)
      attach(current, to: newParent, newArc)
      newParent = current
      current = oldParent
      newArc = ~oldArc
    }
    attach(current, to: newParent, newArc)
  }

  @inline(__always)
  private func attach(_ node: Int, to above: Int, _ arc: Int32) {
    nodes[node].parent = Int32(above)
    nodes[node].parentArc = arc
    let first = nodes[above].firstChild
    nodes[node].nextSibling = first
    nodes[node].previousSibling = -1
    if first >= 0 { nodes[Int(first)].previousSibling = Int32(node) }
    nodes[above].firstChild = Int32(node)
  }

  @inline(__always)
  private func detach(_ node: Int, from above: Int) {
    let next = nodes[node].nextSibling
    let previous = nodes[node].previousSibling
    if previous >= 0 { nodes[Int(previous)].nextSibling = next } else { nodes[above].firstChild = next }
    if next >= 0 { nodes[Int(next)].previousSibling = previous }
    nodes[node].parent = -1
  }

  /// How much more an arc can carry as its one end sees it: what is left of its capacity, or what can be taken back.
  @inline(__always)
  private func room(_ seen: Int32) -> Int64 {
    if seen < 0 { return flow[Int(~seen)] }
    let arc = Int(seen)
    return (arc < requiredCount ? MinimumCut.unlimited : capacity[arc - requiredCount]) &- flow[arc]
  }

  @inline(__always)
  private func send(_ amount: Int64, over seen: Int32) {
    if seen < 0 { flow[Int(~seen)] &-= amount } else { flow[Int(seen)] &+= amount }
  }

  /// Pushes what a former root has in excess up to the root, as far as the arcs carry it.
  @inline(__always)
  private func push(_ from: Int32, _ lowest: inout Int32, _ effort: inout Int) {
    var node = Int(from)
    var before: Int64 = 1
    while nodes[node].excess != 0 && nodes[node].parent >= 0 {
      let above = Int(nodes[node].parent)
      let arc = nodes[node].parentArc
      let amount = nodes[node].excess
      before = nodes[above].excess
      effort &+= 1
      let room = room(arc)
      if room >= amount {
        send(amount, over: arc)
        nodes[above].excess = before &+ amount
        nodes[node].excess = 0
      } else {
        send(room, over: arc)
        nodes[above].excess = before &+ room
        nodes[node].excess = amount &- room
        detach(node, from: above)
        append(Arc(seen: ~arc, other: Int32(node)), to: above)
        add(Int32(node), &lowest)
      }
      node = above
    }
    if nodes[node].excess > 0 && before <= 0 { add(Int32(node), &lowest) }
  }

  /// Brings the differences of weights to the roots, and labels the trees by them.
  private func settle() {
    // Parents before children.
    var filled = 0
    for v in 0..<nodeCount where nodes[v].parent < 0 {
      order[filled] = Int32(v)
      filled += 1
    }
    var place = 0
    while place < filled {
      var child = nodes[Int(order[place])].firstChild
      while child >= 0 {
        order[filled] = child
        filled += 1
        child = nodes[Int(child)].nextSibling
      }
      place += 1
    }
    place = nodeCount - 1
    while place >= 0 {
      let node = Int(order[place])
      place -= 1
      let amount = nodes[node].excess
      if amount == 0 || nodes[node].parent < 0 { continue }
      let above = Int(nodes[node].parent)
      let arc = nodes[node].parentArc
      // Room to send up, or to take back.
      let moved = min(amount.magnitude, UInt64(room(amount > 0 ? arc : ~arc)))
      let signed = amount > 0 ? Int64(moved) : -Int64(moved)
      send(signed, over: arc)
      nodes[above].excess += signed
      nodes[node].excess -= signed
      if nodes[node].excess != 0 {
        detach(node, from: above)
        if amount > 0 {
          append(Arc(seen: ~arc, other: Int32(node)), to: above)
        } else {
          append(Arc(seen: arc, other: Int32(above)), to: node)
        }
      }
    }
    for level in 0..<nodeCount + 3 {
      rootsOfLabel[level] = -1
      countOfLabel[level] = 0
    }
    for place in 0..<nodeCount {
      let node = Int(order[place])
      nodes[node].scanList = 0
      if nodes[node].parent >= 0 {
        label[node] = label[Int(nodes[node].parent)]
      } else if nodes[node].excess > 0 {
        label[node] = 1
        nodes[node].nextRoot = rootsOfLabel[1]
        rootsOfLabel[1] = Int32(node)
      } else {
        label[node] = 0
      }
      countOfLabel[Int(label[node])] += 1
    }
  }
}
