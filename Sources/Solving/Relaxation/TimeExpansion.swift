/// The problem as a closure over "left by wave t": what the bound keeps exact.
///
///     item a     a0 → a1 → a2          a node for each item and wave in which it may move
///                 ↑    ↑               precedence a before b: "b by t" requires "a by t - lag"
///     item b     b0 → b1 → b2
///     outcome    o0   o1   o2          "complete by t" requires every member by t; pays worth[t] - worth[t + 1]
///     drain step z0 → z1 → z2          "given back by t" requires the step before it, and every item that alone is too
///                                      much for what would be kept
///     span                             two members: an arc that costs; more: one node "somebody has left", one "all have"
///
/// Waves in which an item may not move share the node of the wave before; what cannot be yet is `zero`, what must be by
/// then is `one`: two numbers behind the last node, so that weights may be added to them as to any node.
struct TimeExpansion {
  let waveCount: Int
  let itemCount: Int
  private(set) var nodeCount = 0
  /// The number that stands for "always": its weight is a constant.
  var one: Int32 { Int32(nodeCount) }
  /// The number that stands for "never": its weight is lost.
  var zero: Int32 { Int32(nodeCount + 1) }

  /// Node of "item i has left by wave t": `itemNode[i * waveCount + t]`.
  private(set) var itemNode: [Int32]
  /// Node of "step k of drain d is given back by wave t": `stepNode[(stepStart[d] + k) * waveCount + t]`.
  private(set) var stepNode: [Int32]
  private(set) var stepStart: [Int]
  /// Node of "outcome o is complete by wave t": `outcomeNode[o * waveCount + t]`.
  private(set) var outcomeNode: [Int32]
  /// `stepDemand[d][dimension][k]`: how much must have left before step k of drain d is given back; zero or more.
  let stepDemand: [[[Double]]]

  /// Required arcs.
  private(set) var tails: [Int32] = []
  private(set) var heads: [Int32] = []
  /// Arcs that cost when the tail has left and the head has not, in rising order of (tail, head), each pair once.
  private(set) var finiteTails: [Int32] = []
  private(set) var finiteHeads: [Int32] = []
  private(set) var costs: [Double] = []
  /// What nodes are worth in money, without the prices of the rows; `nodeCount + 2` values.
  private(set) var worth: [Double] = []
  /// The wave of each node, for the first guess at groups of like nodes.
  private(set) var waveOfNode: [Int32] = []
  /// For each node the item it belongs to, or -1.
  private(set) var itemOfNode: [Int32] = []

  /// The share with which a node is selected, the constants 1 and 0.
  @inline(__always)
  func share(_ node: Int32, _ shares: [Float]) -> Double {
    Int(node) < nodeCount ? Double(shares[Int(node)]) : node == one ? 1 : 0
  }

  /// Some node must be selected and must not: what was decided cannot be.
  private(set) var isContradictory = false

  /// `withStepArcs`: a step of a drain requires the items that alone are too much for it. `decisions` about outcomes and
  /// steps make nodes certain or impossible, and with them what they require, or what requires them; those about items are
  /// a matter of the windows.
  init(
    _ problem: Problem, _ windows: WaveWindows, withStepArcs: Bool = true, decisions: [Certificate.Decision] = []
  ) {
    let waveCount = problem.waveCount
    let itemCount = problem.itemCount
    self.waveCount = waveCount
    self.itemCount = itemCount

    // Nodes are made with the provisional numbers -1 (one) and -2 (zero) for the constants.
    let one: Int32 = -1
    let zero: Int32 = -2
    var waveOfNode: [Int32] = []
    var itemOfNode: [Int32] = []
    func makeNode(_ wave: Int, item: Int = -1) -> Int32 {
      waveOfNode.append(Int32(wave))
      itemOfNode.append(Int32(item))
      return Int32(waveOfNode.count - 1)
    }
    var itemNode = [Int32](repeating: zero, count: itemCount * waveCount)
    for item in 0..<itemCount {
      var node = zero
      for wave in 0..<waveCount {
        if wave >= windows.latest[item] {
          node = one
        } else if wave >= windows.earliest[item] && windows.isAllowed(item, in: wave) {
          node = makeNode(wave, item: item)
        }
        itemNode[item * waveCount + wave] = node
      }
    }

    var tails: [Int32] = []
    var heads: [Int32] = []
    func require(_ tail: Int32, _ head: Int32) {
      if tail < 0 || head == one || tail == head { return }
      precondition(head >= 0, "a node that can be requires one that cannot")
      tails.append(tail)
      heads.append(head)
    }
    for item in 0..<itemCount {
      for wave in 1..<max(1, waveCount) {
        let node = itemNode[item * waveCount + wave]
        let before = itemNode[item * waveCount + wave - 1]
        if node >= 0 && before >= 0 && node != before { require(before, node) }
      }
    }
    var seen = Set<Problem.Precedence>()
    for precedence in problem.precedences where seen.insert(precedence).inserted {
      let first = Int(precedence.before) * waveCount - Int(precedence.lag)
      let second = Int(precedence.after) * waveCount
      for wave in Int(
        windows.earliest[Int(precedence.after)])..<max(waveCount, Int(windows.earliest[Int(precedence.after)]))
      {
        let node = itemNode[second + wave]
        if node < 0 || wave > 0 && itemNode[second + wave - 1] == node { continue }
        // Where the next node requires the same, it is enough that this one requires the next.
        var next = wave + 1
        while next < waveCount && itemNode[second + next] == node { next += 1 }
        if next < waveCount && itemNode[second + next] >= 0 && itemNode[first + next] == itemNode[first + wave] {
          continue
        }
        require(node, itemNode[first + wave])
      }
    }

    // Steps of drains.
    var stepStart: [Int] = []
    var stepDemand: [[[Double]]] = []
    var stepNode: [Int32] = []
    for drain in problem.drains {
      stepStart.append(stepNode.count / max(1, waveCount))
      var demand: [[Double]] = []
      var never = [Bool](repeating: false, count: drain.steps.count)
      for dimension in drain.base.indices {
        let total = drain.demand[dimension].reduce(drain.base[dimension], +)
        var least = 0.0
        demand.append(
          drain.steps.indices.map { k in
            let kept = Problem.slack(drain.steps[k].threshold[dimension]) * (1 + 1e-12)
            if drain.base[dimension] * (1 - 1e-12) > kept { never[k] = true }
            least = max(least, total - kept - 1e-12 * total)
            return least
          })
      }
      // What may have left by each wave, in each dimension.
      let leaving = drain.base.indices.map { dimension in
        (0..<waveCount).map { wave in
          drain.items.indices.reduce(0.0) { sum, place in
            windows.earliest[Int(drain.items[place])] <= wave ? sum + drain.demand[dimension][place] : sum
          }
        }
      }
      var isPlaced = [Bool](repeating: false, count: drain.items.count)
      var first = 0
      for k in drain.steps.indices {
        if never[k] { first = waveCount }
        while first < waveCount
          && drain.base.indices.contains(where: { leaving[$0][first] * (1 + 1e-12) < demand[$0][k] })
        {
          first += 1
        }
        var required: [Int32] = []
        for (place, item) in drain.items.enumerated() where withStepArcs && !isPlaced[place] {
          let isTooMuch = drain.base.indices.contains { dimension in
            let alone = drain.base[dimension] + drain.demand[dimension][place]
            return alone * (1 - 1e-12) > Problem.slack(drain.steps[k].threshold[dimension]) * (1 + 1e-12)
          }
          if isTooMuch {
            isPlaced[place] = true
            required.append(item)
            first = max(first, Int(windows.earliest[Int(item)]))
          }
        }
        let isCertain = drain.base.indices.allSatisfy { demand[$0][k] == 0 } && required.isEmpty && first == 0
        let row = stepNode.count
        for wave in 0..<waveCount {
          let isKnown = isCertain && (k == 0 || stepNode[row - waveCount + wave] == one)
          stepNode.append(wave < first ? zero : isKnown ? one : makeNode(wave))
        }
        for wave in first..<max(first, waveCount) {
          if wave > first { require(stepNode[row + wave - 1], stepNode[row + wave]) }
          if k > 0 { require(stepNode[row + wave], stepNode[row - waveCount + wave]) }
          for item in required { require(stepNode[row + wave], itemNode[Int(item) * waveCount + wave]) }
        }
      }
      stepDemand.append(demand)
    }
    self.stepDemand = stepDemand

    // Outcomes: one node as long as its members' nodes are the same.
    var added: [(node: Int32, weight: Double)] = []
    var outcomeNode = [Int32](repeating: zero, count: problem.outcomes.count * waveCount)
    for (number, outcome) in problem.outcomes.enumerated() {
      var members: [Int32] = []
      var node = zero
      for wave in 0..<waveCount {
        var now = outcome.items.map { itemNode[Int($0) * waveCount + wave] }
        for step in outcome.steps {
          now.append(stepNode[(stepStart[Int(step.drain)] + Int(step.count) - 1) * waveCount + wave])
        }
        if now != members || wave == 0 {
          members = now
          if now.contains(zero) {
            node = zero
          } else if now.allSatisfy({ $0 == one }) {
            node = one
          } else {
            node = makeNode(wave)
            for member in now { require(node, member) }
          }
        }
        outcomeNode[number * waveCount + wave] = node
        added.append((node, outcome.worth[wave] - (wave + 1 < waveCount ? outcome.worth[wave + 1] : 0)))
      }
    }
    for (drain, start) in zip(problem.drains, stepStart) {
      for k in drain.steps.indices {
        for wave in 0..<waveCount {
          let worth = drain.steps[k].worth
          added.append(
            (stepNode[(start + k) * waveCount + wave], worth[wave] - (wave + 1 < waveCount ? worth[wave + 1] : 0)))
        }
      }
    }

    // Spans.
    var split: [(tail: Int32, head: Int32, cost: Double)] = []
    func addSplit(_ tail: Int32, _ head: Int32, _ cost: Double) {
      if tail == head || tail == zero || head == one || cost == 0 { return }
      if tail == one || head == zero {
        added.append((tail, -cost))
        if head != zero { added.append((head, cost)) }
      } else {
        split.append((tail, head, cost))
      }
    }
    for span in problem.spans {
      var somebody = zero
      var all = zero
      var members: [Int32] = []
      for wave in 0..<waveCount {
        let cost = span.amount * (problem.spanWorth[wave] - problem.spanWorth[wave + 1])
        if cost == 0 { continue }
        let now = span.members.map { itemNode[Int($0) * waveCount + wave] }
        switch span.form {
        case .directed:
          addSplit(now[0], now[1], cost)
        case .whole where now.count == 2:
          addSplit(now[0], now[1], cost)
          addSplit(now[1], now[0], cost)
        case .whole:
          if now != members {
            members = now
            let nodes = Set(now)
            if nodes.count == 1 {
              (somebody, all) = (now[0], now[0])
            } else {
              somebody = now.contains(one) ? one : makeNode(wave)
              all = now.contains(zero) ? zero : makeNode(wave)
              for member in now {
                if somebody != one && member != zero { require(member, somebody) }
                if all != zero { require(all, member) }
              }
            }
          }
          if somebody != all {
            added.append((somebody, -cost))
            added.append((all, cost))
          }
        }
      }
    }
    // What decisions make certain or impossible.
    let count = waveOfNode.count
    var fates = NodeFates(count: count)
    for decision in decisions {
      let row: Int
      switch decision.subject {
      case .item: continue
      case .outcome(let outcome): row = outcome * waveCount
      case .step(let drain, let count): row = (stepStart[drain] + count - 1) * waveCount
      }
      for wave in decision.isDone ? decision.wave..<waveCount : 0..<min(waveCount, decision.wave + 1) {
        if case .outcome = decision.subject {
          fates.decide(outcomeNode[row + wave], isSelected: decision.isDone)
        } else {
          fates.decide(stepNode[row + wave], isSelected: decision.isDone)
        }
      }
    }
    var number = [Int32](0..<Int32(count))
    if fates.isDecided {
      fates.spread(tails: tails, heads: heads)
      isContradictory = fates.isContradictory
      var left: Int32 = 0
      for node in 0..<count {
        switch fates.fate[node] {
        case .open:
          number[node] = left
          waveOfNode[Int(left)] = waveOfNode[node]
          itemOfNode[Int(left)] = itemOfNode[node]
          left += 1
        case .selected: number[node] = one
        case .never: number[node] = zero
        }
      }
      waveOfNode.removeLast(count - Int(left))
      itemOfNode.removeLast(count - Int(left))
      func now(_ node: Int32) -> Int32 { node < 0 ? node : number[Int(node)] }
      let arcs = zip(tails, heads).filter { now($0.0) >= 0 && now($0.1) >= 0 }
      tails = arcs.map { now($0.0) }
      heads = arcs.map { now($0.1) }
      added = added.map { (now($0.node), $0.weight) }
      let old = split
      split = []
      for arc in old { addSplit(now(arc.tail), now(arc.head), arc.cost) }
    }
    split.sort { ($0.tail, $0.head) < ($1.tail, $1.head) }
    for arc in split {
      if finiteTails.last == arc.tail && finiteHeads.last == arc.head {
        costs[costs.count - 1] += arc.cost
      } else {
        finiteTails.append(arc.tail)
        finiteHeads.append(arc.head)
        costs.append(arc.cost)
      }
    }

    // The constants get their final numbers.
    let left = Int32(waveOfNode.count)
    func final(_ node: Int32) -> Int32 { node == one ? left : node == zero ? left + 1 : node }
    func renumbered(_ node: Int32) -> Int32 { final(node < 0 ? node : number[Int(node)]) }
    nodeCount = Int(left)
    worth = [Double](repeating: 0, count: nodeCount + 2)
    for (node, weight) in added { worth[Int(final(node))] += weight }
    self.itemNode = itemNode.map(renumbered)
    self.stepNode = stepNode.map(renumbered)
    self.outcomeNode = outcomeNode.map(renumbered)
    self.stepStart = stepStart
    self.tails = tails
    self.heads = heads
    self.waveOfNode = waveOfNode
    self.itemOfNode = itemOfNode
    for item in 0..<itemCount {
      var before = Int(self.zero)
      for wave in 0..<waveCount {
        let node = Int(self.itemNode[item * waveCount + wave])
        if node != before {
          worth[node] += problem.worth[item * waveCount + wave]
          worth[before] -= problem.worth[item * waveCount + wave]
          before = node
        }
      }
    }
  }
}

/// What decisions mean for the nodes of a closure: a selected node takes what it requires with it, and where a node never is,
/// nothing is that requires it.
private struct NodeFates {
  enum Fate { case open, selected, never }
  private(set) var fate: [Fate]
  private(set) var isContradictory = false
  private var decided: [Int32] = []

  init(count: Int) { fate = [Fate](repeating: .open, count: count) }

  var isDecided: Bool { !decided.isEmpty || isContradictory }

  /// `node` may be the constant "always" (-1) or "never" (-2).
  mutating func decide(_ node: Int32, isSelected: Bool) {
    if node < 0 {
      if isSelected != (node == -1) { isContradictory = true }
      return
    }
    let wanted: Fate = isSelected ? .selected : .never
    switch fate[Int(node)] {
    case .open:
      fate[Int(node)] = wanted
      decided.append(node)
    case wanted: break
    default: isContradictory = true
    }
  }

  mutating func spread(tails: [Int32], heads: [Int32]) {
    let required = CompressedRows(rowCount: fate.count, pairs: zip(tails, heads).map { ($0, $1) })
    let requiring = CompressedRows(rowCount: fate.count, pairs: zip(heads, tails).map { ($0, $1) })
    var place = 0
    while place < decided.count {
      let node = Int(decided[place])
      place += 1
      let isSelected = fate[node] == .selected
      for other in isSelected ? required[node] : requiring[node] { decide(other, isSelected: isSelected) }
    }
  }
}
