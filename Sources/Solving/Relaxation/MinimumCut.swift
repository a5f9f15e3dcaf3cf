/// The heaviest closure of a directed graph, by a minimum cut.
///
/// Each node has a weight; a closure is a set of nodes that no required arc leaves: with a node it contains every node
/// that the node requires. A finite arc may be left, at a cost. Wanted is the closure of greatest weight less cost.
///
///     ore (+9) ──requires──▶ soil (-4)         closures: {} = 0, {soil} = -4, {ore, soil} = +5
///
/// Seen as a flow (Picard 1976): a node of positive weight has that much to send, one of negative weight can take so much;
/// a required arc carries any amount, a finite arc its cost. What cannot be sent away is the weight of the closure, and
/// the nodes that reach nobody who could still take something are the closure: the largest one among the best.
///
/// The method is push-relabel: highest label first, gaps closed by lists of the nodes of a level, exact labels from time to
/// time by breadth-first search. It starts from *any* flow that respects the arcs, so that after a change of weights the
/// flow of the last call is kept and only what changed moves. For any such flow, finished or not, the sum of what is in
/// excess is an upper bound of every closure (weak duality): `upperBound` is that sum.
///
/// Weights are whole numbers; the caller keeps their sum below 2^58. Memory: 20 bytes a required arc, 32 a finite one,
/// 48 a node. No arrays are touched in the inner loops, only the pointers that the value owns.
struct MinimumCut: ~Copyable {
  let nodeCount: Int
  let requiredCount: Int
  let finiteCount: Int

  // Required arcs u → v, by u, with the place of each in the lists of v; by v with the flow that they carry.
  private let outStart: UnsafeMutablePointer<Int32>
  private let outHead: UnsafeMutablePointer<Int32>
  private let outPlace: UnsafeMutablePointer<Int32>
  private let inStart: UnsafeMutablePointer<Int32>
  private let inTail: UnsafeMutablePointer<Int32>
  private let inFlow: UnsafeMutablePointer<Int64>
  // Finite arcs, both halves of each.
  private let finiteStart: UnsafeMutablePointer<Int32>
  private let finiteHead: UnsafeMutablePointer<Int32>
  private let finiteOther: UnsafeMutablePointer<Int32>
  private let finiteResidual: UnsafeMutablePointer<Int64>
  /// The half of the k-th finite arc that stands at its tail.
  private let finiteHalf: UnsafeMutablePointer<Int32>

  private let weight: UnsafeMutablePointer<Int64>
  private let excess: UnsafeMutablePointer<Int64>
  private let label: UnsafeMutablePointer<Int32>
  private let outCurrent: UnsafeMutablePointer<Int32>
  private let nextActive: UnsafeMutablePointer<Int32>
  private let levelNext: UnsafeMutablePointer<Int32>
  private let levelPrevious: UnsafeMutablePointer<Int32>
  private let queue: UnsafeMutablePointer<Int32>
  private let activeOfLevel: UnsafeMutablePointer<Int32>
  private let firstOfLevel: UnsafeMutablePointer<Int32>

  /// Arcs and nodes looked at so far: the measure of effort, the same on every machine.
  private(set) var effort = 0

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
    outStart = make(nodeCount + 1, 0)
    outHead = make(tails.count, 0)
    outPlace = make(tails.count, 0)
    inStart = make(nodeCount + 1, 0)
    inTail = make(tails.count, 0)
    inFlow = make(tails.count, 0)
    finiteStart = make(nodeCount + 1, 0)
    finiteHead = make(2 * finiteTails.count, 0)
    finiteOther = make(2 * finiteTails.count, 0)
    finiteResidual = make(2 * finiteTails.count, 0)
    finiteHalf = make(finiteTails.count, 0)
    weight = make(nodeCount, 0)
    excess = make(nodeCount, 0)
    label = make(nodeCount, 0)
    outCurrent = make(nodeCount, 0)
    nextActive = make(nodeCount, -1)
    levelNext = make(nodeCount, -1)
    levelPrevious = make(nodeCount, -1)
    queue = make(nodeCount, 0)
    activeOfLevel = make(nodeCount + 2, -1)
    firstOfLevel = make(nodeCount + 2, -1)

    for k in tails.indices {
      outStart[Int(tails[k]) + 1] += 1
      inStart[Int(heads[k]) + 1] += 1
    }
    for k in finiteTails.indices {
      finiteStart[Int(finiteTails[k]) + 1] += 1
      finiteStart[Int(finiteHeads[k]) + 1] += 1
    }
    for v in 0..<nodeCount {
      outStart[v + 1] += outStart[v]
      inStart[v + 1] += inStart[v]
      finiteStart[v + 1] += finiteStart[v]
    }
    // The label and queue arrays are free until the first call: they count how far each list is filled.
    for v in 0..<nodeCount {
      label[v] = outStart[v]
      queue[v] = inStart[v]
      outCurrent[v] = finiteStart[v]
    }
    for k in tails.indices {
      let tail = Int(tails[k])
      let head = Int(heads[k])
      outHead[Int(label[tail])] = Int32(head)
      outPlace[Int(label[tail])] = queue[head]
      inTail[Int(queue[head])] = Int32(tail)
      label[tail] += 1
      queue[head] += 1
    }
    for k in finiteTails.indices {
      let tail = Int(finiteTails[k])
      let head = Int(finiteHeads[k])
      let here = outCurrent[tail]
      outCurrent[tail] += 1
      let there = outCurrent[head]
      outCurrent[head] += 1
      finiteHead[Int(here)] = Int32(head)
      finiteOther[Int(here)] = there
      finiteHead[Int(there)] = Int32(tail)
      finiteOther[Int(there)] = here
      finiteHalf[k] = here
    }
  }

  deinit {
    outStart.deallocate()
    outHead.deallocate()
    outPlace.deallocate()
    inStart.deallocate()
    inTail.deallocate()
    inFlow.deallocate()
    finiteStart.deallocate()
    finiteHead.deallocate()
    finiteOther.deallocate()
    finiteResidual.deallocate()
    finiteHalf.deallocate()
    weight.deallocate()
    excess.deallocate()
    label.deallocate()
    outCurrent.deallocate()
    nextActive.deallocate()
    levelNext.deallocate()
    levelPrevious.deallocate()
    queue.deallocate()
    activeOfLevel.deallocate()
    firstOfLevel.deallocate()
  }

  /// Forgets all flow and sets the cost of each finite arc.
  mutating func reset(costs: [Int64]) {
    precondition(costs.count == finiteCount)
    for k in 0..<requiredCount { inFlow[k] = 0 }
    for k in 0..<finiteCount {
      let half = Int(finiteHalf[k])
      finiteResidual[half] = costs[k]
      finiteResidual[Int(finiteOther[half])] = 0
    }
    for v in 0..<nodeCount {
      weight[v] = 0
      excess[v] = 0
    }
  }

  /// Sets the weight of a node and keeps the flow.
  @inline(__always)
  mutating func setWeight(_ node: Int, _ value: Int64) {
    excess[node] += value - weight[node]
    weight[node] = value
  }

  /// The least upper bound that the present flow proves: what is in excess, summed.
  var upperBound: Int64 {
    var sum: Int64 = 0
    for v in 0..<nodeCount where excess[v] > 0 { sum += excess[v] }
    return sum
  }

  /// Whether the node is in the closure that the last `solve` found.
  @inline(__always)
  func isSelected(_ node: Int) -> Bool { label[node] == Int32.max }

  /// Moves flow until the best closure is known; returns its weight.
  mutating func solve() -> Int64 {
    var effort = self.effort
    let unreached = Int32.max
    let relabelInterval = 4 * nodeCount + 2 * (requiredCount + finiteCount)
    var sinceRelabel = 0
    var highestActive: Int32 = -1
    var highestLevel: Int32 = 0
    relabelAll(&effort, &highestActive, &highestLevel)

    while highestActive >= 0 {
      let active = activeOfLevel[Int(highestActive)]
      if active < 0 {
        highestActive -= 1
        continue
      }
      let v = Int(active)
      activeOfLevel[Int(highestActive)] = nextActive[v]
      nextActive[v] = -1
      // A gap may have lifted the node out of reach while it waited.
      if label[v] != highestActive { continue }
      var remaining = excess[v]
      var level = label[v]
      discharge: while remaining > 0 {
        // Required arcs take everything.
        let outEnd = outStart[v + 1]
        var k = outCurrent[v]
        let wanted = level - 1
        while k < outEnd {
          let u = Int(outHead[Int(k)])
          if label[u] == wanted {
            inFlow[Int(outPlace[Int(k)])] &+= remaining
            let before = excess[u]
            excess[u] = before &+ remaining
            if before <= 0 && before &+ remaining > 0 {
              nextActive[u] = activeOfLevel[Int(wanted)]
              activeOfLevel[Int(wanted)] = Int32(u)
            }
            remaining = 0
            sinceRelabel &+= Int(k - outCurrent[v]) &+ 1
            outCurrent[v] = k
            break discharge
          }
          k += 1
        }
        sinceRelabel &+= Int(k - outCurrent[v])
        outCurrent[v] = k
        // What came over a required arc may go back.
        var lowest = unreached
        let inEnd = inStart[v + 1]
        var j = inStart[v]
        sinceRelabel &+= Int(inEnd - j)
        while j < inEnd {
          let flow = inFlow[Int(j)]
          if flow > 0 {
            let u = Int(inTail[Int(j)])
            let there = label[u]
            if there == wanted {
              let amount = min(flow, remaining)
              inFlow[Int(j)] = flow &- amount
              let before = excess[u]
              excess[u] = before &+ amount
              if before <= 0 && before &+ amount > 0 {
                nextActive[u] = activeOfLevel[Int(wanted)]
                activeOfLevel[Int(wanted)] = Int32(u)
              }
              remaining &-= amount
              if remaining == 0 { break discharge }
            } else if there < lowest {
              lowest = there
            }
          }
          j += 1
        }
        let finiteEnd = finiteStart[v + 1]
        var f = finiteStart[v]
        while f < finiteEnd {
          let residual = finiteResidual[Int(f)]
          if residual > 0 {
            let u = Int(finiteHead[Int(f)])
            let there = label[u]
            if there == wanted {
              let amount = min(residual, remaining)
              finiteResidual[Int(f)] = residual &- amount
              finiteResidual[Int(finiteOther[Int(f)])] &+= amount
              let before = excess[u]
              excess[u] = before &+ amount
              if before <= 0 && before &+ amount > 0 {
                nextActive[u] = activeOfLevel[Int(wanted)]
                activeOfLevel[Int(wanted)] = Int32(u)
              }
              remaining &-= amount
              if remaining == 0 { break discharge }
              if residual > amount && there < lowest { lowest = there }
            } else if there < lowest {
              lowest = there
            }
          }
          f += 1
        }
        // No way down: lift the node just above the lowest that it can send to.
        k = outStart[v]
        while k < outEnd {
          let there = label[Int(outHead[Int(k)])]
          if there < lowest { lowest = there }
          k += 1
        }
        sinceRelabel &+= Int(outEnd - outStart[v]) &+ Int(finiteEnd - finiteStart[v]) &+ 8
        let old = level
        let next = levelNext[v]
        let previous = levelPrevious[v]
        if previous >= 0 { levelNext[Int(previous)] = next } else { firstOfLevel[Int(old)] = next }
        if next >= 0 { levelPrevious[Int(next)] = previous }
        if firstOfLevel[Int(old)] < 0 {
          // A gap: nobody stands on the level, so nobody above it can come down any more.
          var above = old + 1
          while above <= highestLevel {
            var u = firstOfLevel[Int(above)]
            while u >= 0 {
              label[Int(u)] = unreached
              u = levelNext[Int(u)]
              sinceRelabel &+= 1
            }
            firstOfLevel[Int(above)] = -1
            above += 1
          }
          highestLevel = old
          label[v] = unreached
          break discharge
        }
        if lowest == unreached {
          label[v] = unreached
          break discharge
        }
        level = lowest + 1
        label[v] = level
        outCurrent[v] = outStart[v]
        levelPrevious[v] = -1
        let first = firstOfLevel[Int(level)]
        levelNext[v] = first
        if first >= 0 { levelPrevious[Int(first)] = Int32(v) }
        firstOfLevel[Int(level)] = Int32(v)
        if level > highestLevel { highestLevel = level }
      }
      excess[v] = remaining
      // Whatever it sent last went to the level below its own.
      if level - 1 > highestActive { highestActive = level - 1 }
      if sinceRelabel > relabelInterval {
        effort += sinceRelabel
        sinceRelabel = 0
        relabelAll(&effort, &highestActive, &highestLevel)
      }
    }
    effort += sinceRelabel
    relabelAll(&effort, &highestActive, &highestLevel)
    self.effort = effort
    return upperBound
  }

  /// Exact labels: the number of arcs from each node to the nearest that can take something.
  private func relabelAll(_ effort: inout Int, _ highestActive: inout Int32, _ highestLevel: inout Int32) {
    let unreached = Int32.max
    for level in 0...nodeCount + 1 {
      activeOfLevel[level] = -1
      firstOfLevel[level] = -1
    }
    var filled = 0
    for v in 0..<nodeCount {
      outCurrent[v] = outStart[v]
      if excess[v] < 0 {
        label[v] = 0
        queue[filled] = Int32(v)
        filled += 1
      } else {
        label[v] = unreached
      }
    }
    var place = 0
    while place < filled {
      let v = Int(queue[place])
      let above = label[v] + 1
      place += 1
      for k in inStart[v]..<inStart[v + 1] {
        let u = Int(inTail[Int(k)])
        if label[u] == unreached {
          label[u] = above
          queue[filled] = Int32(u)
          filled += 1
        }
      }
      for k in outStart[v]..<outStart[v + 1] {
        let u = Int(outHead[Int(k)])
        if label[u] == unreached && inFlow[Int(outPlace[Int(k)])] > 0 {
          label[u] = above
          queue[filled] = Int32(u)
          filled += 1
        }
      }
      for f in finiteStart[v]..<finiteStart[v + 1] {
        let u = Int(finiteHead[Int(f)])
        if label[u] == unreached && finiteResidual[Int(finiteOther[Int(f)])] > 0 {
          label[u] = above
          queue[filled] = Int32(u)
          filled += 1
        }
      }
    }
    effort += 2 * nodeCount + requiredCount + finiteCount
    highestActive = -1
    highestLevel = filled == 0 ? 0 : label[Int(queue[filled - 1])]
    for place in 0..<filled {
      let v = Int(queue[place])
      let level = Int(label[v])
      levelPrevious[v] = -1
      let first = firstOfLevel[level]
      levelNext[v] = first
      if first >= 0 { levelPrevious[Int(first)] = Int32(v) }
      firstOfLevel[level] = Int32(v)
      if excess[v] > 0 {
        nextActive[v] = activeOfLevel[level]
        activeOfLevel[level] = Int32(v)
        if label[v] > highestActive { highestActive = label[v] }
      }
    }
  }
}
