/// The search for prices by partitions of the nodes (Bienstock, Zuckerberg 2010): few minimum cuts to the best prices.
///
///     prices ─minimum cut→ a closure ─split every part by it→ parts ─small linear program: one share a part→ prices
///
/// The nodes are kept in parts; a part was never divided by a closure seen so far, and the linear program over one share a
/// part, with the rows summed over the parts, is as good as the program over all nodes once the prices that it gives lead
/// to a closure that divides nothing. Its value is then the bound. On the way it is a value that the full program reaches:
/// the distance to the best bound says how much is left.
///
/// Parts may be too coarse to meet the rows at all. So one more variable breaks them all, each by its norm, at a high cost;
/// where it is used to the end, the cost is raised.
///
/// A finite arc u → v stands in the program as one more node "u and v" that pays the cost back: it requires both.
struct PartitionSearch {
  private(set) var bound = Double.infinity
  private(set) var prices: [Double]
  /// Value of the linear program: no prices prove less than this.
  private(set) var reached = -Double.infinity
  private(set) var partCount = 0
  /// The program became too large to be worth its while, or lost its footing; the bound stands.
  private(set) var isStuck = false
  private(set) var isConverged = false
  /// The part of each node, then of each finite arc.
  private var part: [Int32]
  /// The share of each part in the last program.
  private var shareOfPart: [Double] = []
  private var next: [Double]
  /// What breaking all rows by their norm costs in the program, in multiples of all that is at stake.
  private var breach = 100.0
  /// The same in absolute terms, where prices to begin with say how much that is; 0 where there are none.
  private var breachPrice = 0.0
  private var isBreached = false

  private static let mostParts = 700
  /// From so many parts on, those of equal share are put together again.
  private static let manyParts = 250
  private static let levels = 64

  /// `shares` are those of an assignment that nearly meets the rows, where one is known: nodes of like share are the first
  /// parts. Otherwise nodes of a wave are.
  init(_ relaxation: Relaxation, start: [Double], bound: Double = .infinity, shares: [Float]? = nil) {
    let expansion = relaxation.expansion
    prices = start
    next = start
    if let shares {
      self.bound = bound
      let levels = Float(PartitionSearch.levels)
      part = (0..<expansion.nodeCount).map { Int32((shares[$0] * levels).rounded()) }
      for arc in expansion.finiteTails.indices {
        // Both have left with the smaller of the shares.
        part.append(min(part[Int(expansion.finiteTails[arc])], part[Int(expansion.finiteHeads[arc])]))
      }
      partCount = PartitionSearch.levels + 1
      var norm = 0.0
      for row in start.indices { norm += start[row] * relaxation.rows.norm[row] }
      breachPrice = 2 * norm
      return
    }
    let waveCount = Int32(expansion.waveCount)
    part = (0..<expansion.nodeCount).map {
      expansion.waveOfNode[$0] + (expansion.itemOfNode[$0] < 0 ? waveCount : 0)
    }
    for tail in expansion.finiteTails { part.append(expansion.waveOfNode[Int(tail)] + 2 * waveCount) }
    partCount = 3 * Int(waveCount)
  }

  /// The share with which each node is selected in the last program.
  var shares: [Float] { part.map { Int($0) < shareOfPart.count ? Float(shareOfPart[Int($0)]) : 0 } }

  /// One minimum cut and one program; false where the prices are as good as they get within `tolerance`, or no more can
  /// be done.
  mutating func step(_ relaxation: Relaxation, tolerance: Double) -> Bool {
    let value = relaxation.evaluate(next)
    if value < bound {
      bound = value
      prices = next
    }
    if !relaxation.isFinished {
      isStuck = true
      return false
    }
    if !isBreached && bound - reached <= tolerance * max(1e-9, bound.magnitude) {
      isConverged = true
      return false
    }
    if partCount > PartitionSearch.manyParts { join() }
    let before = partCount
    split(relaxation)
    if partCount == before && reached > -.infinity {
      if !isBreached {
        isConverged = bound - reached <= 1e-4 * max(1e-9, bound.magnitude)
        return false
      }
      breach *= breachPrice > 0 ? 4 : 100
      if breach > 1e7 {
        isStuck = true
        return false
      }
    }
    if partCount > PartitionSearch.mostParts {
      isStuck = true
      return false
    }
    solveProgram(relaxation)
    return !isStuck
  }

  /// Puts parts of equal share together: the last solution can still be said, and the next program is small again.
  private mutating func join() {
    let order = shareOfPart.indices.sorted { (shareOfPart[$0], $0) < (shareOfPart[$1], $1) }
    var number = [Int32](repeating: 0, count: partCount)
    var count: Int32 = -1
    var last = -1.0
    for p in order {
      if shareOfPart[p] > last + 1e-7 {
        count += 1
        last = shareOfPart[p]
      }
      number[p] = count
    }
    for place in part.indices { part[place] = number[Int(part[place])] }
    partCount = Int(count) + 1
    shareOfPart = []
  }

  /// Splits every part by the last closure; parts are numbered anew in the order of their first nodes.
  private mutating func split(_ relaxation: Relaxation) {
    let expansion = relaxation.expansion
    let nodeCount = expansion.nodeCount
    var number = [Int32](repeating: -1, count: 2 * partCount)
    var count: Int32 = 0
    func renumber(_ place: Int, _ isSelected: Bool) {
      let key = 2 * Int(part[place]) + (isSelected ? 1 : 0)
      if number[key] < 0 {
        number[key] = count
        count += 1
      }
      part[place] = number[key]
    }
    let selected = relaxation.selected
    for node in 0..<nodeCount { renumber(node, selected[node] == 1) }
    for arc in expansion.finiteTails.indices {
      let both = selected[Int(expansion.finiteTails[arc])] == 1 && selected[Int(expansion.finiteHeads[arc])] == 1
      renumber(nodeCount + arc, both)
    }
    partCount = Int(count)
  }

  private mutating func solveProgram(_ relaxation: Relaxation) {
    let expansion = relaxation.expansion
    let rows = relaxation.rows
    let terms = relaxation.terms
    let nodeCount = expansion.nodeCount
    let count = partCount

    var cost = [Double](repeating: 0, count: count)
    var constant = terms.isMoney ? relaxation.problem.constant : 0
    if terms.isMoney {
      for node in 0..<nodeCount { cost[Int(part[node])] += expansion.worth[node] }
      constant += expansion.worth[nodeCount]
      for arc in expansion.costs.indices {
        cost[Int(part[Int(expansion.finiteTails[arc])])] -= expansion.costs[arc]
        cost[Int(part[nodeCount + arc])] += expansion.costs[arc]
      }
    }
    // What is missing of the goals that count, as variables behind the parts.
    var missing: [(row: Int, cost: Double)] = []
    for row in 0..<rows.count where terms.highest[row] > 0 && terms.highest[row] < .infinity {
      missing.append((row, terms.highest[row]))
    }
    for tier in terms.tiers { for entry in tier.rows { missing.append((entry.row, 0)) } }

    var matrix = [Double](repeating: 0, count: rows.count * count)
    var limit = rows.limit
    matrix.withUnsafeMutableBufferPointer { matrix in
      part.withUnsafeBufferPointer { part in
        rows.forEachCoefficient { row, node, amount in
          if node < nodeCount {
            matrix[row * count + Int(part[node])] += amount
          } else if node == nodeCount {
            limit[row] -= amount
          }
        }
      }
    }

    // Costs are scaled to about 1.
    let largest = max(cost.reduce(0) { max($0, $1.magnitude) }, missing.reduce(0) { max($0, $1.cost) })
    let money = largest > 0 ? largest : 1
    let stake =
      cost.reduce(0) { $0 + $1.magnitude } + missing.reduce(money) { $0 + $1.cost * relaxation.rows.norm[$1.row] }
    let breachCost = breachPrice > 0 ? breachPrice * breach / 100 : breach * stake
    let breaking = count + missing.count
    var program = BoundedSimplex(
      cost: cost.map { $0 / money } + missing.map { -$0.cost / money } + [-breachCost / money],
      upper: [Double](repeating: 1, count: count) + [Double](repeating: .infinity, count: missing.count + 1))
    var rowScale: [Double] = []
    var used: [Int] = []
    for row in 0..<rows.count where terms.highest[row] > 0 {
      var entries: [(variable: Int, amount: Double)] = []
      var size = limit[row].magnitude
      for p in 0..<count { size = max(size, matrix[row * count + p].magnitude) }
      if size == 0 { continue }
      for p in 0..<count where matrix[row * count + p].magnitude > 1e-12 * size {
        entries.append((p, matrix[row * count + p] / size))
      }
      for (place, entry) in missing.enumerated() where entry.row == row { entries.append((count + place, -1 / size)) }
      if entries.isEmpty { continue }
      entries.append((breaking, -rows.norm[row] / size))
      program.add(entries, limit: limit[row] / size)
      rowScale.append(size)
      used.append(row)
    }
    for tier in terms.tiers {
      let entries = tier.rows.map { entry in
        (variable: count + missing.firstIndex { $0.row == entry.row }!, amount: entry.scale)
      }
      program.add(entries, limit: tier.allowance)
    }

    // Precedence between parts is added where it is broken.
    let pairs = partPairs(relaxation)
    var isAdded = [Bool](repeating: false, count: pairs.count)
    while true {
      guard program.solve(mostPivots: 20_000) else {
        isStuck = true
        return
      }
      var broken: [(by: Double, pair: Int)] = []
      let share = (0..<count).map { program.solution($0) }
      for (number, pair) in pairs.enumerated() where !isAdded[number] {
        let by = share[Int(pair.tail)] - share[Int(pair.head)]
        if by > 1e-7 { broken.append((by, number)) }
      }
      if broken.isEmpty { break }
      broken.sort { $0.by != $1.by ? $0.by > $1.by : $0.pair < $1.pair }
      for entry in broken.prefix(60) {
        isAdded[entry.pair] = true
        program.add([(Int(pairs[entry.pair].tail), 1), (Int(pairs[entry.pair].head), -1)], limit: 0)
      }
    }

    isBreached = program.solution(breaking) > 1e-7
    shareOfPart = (0..<count).map { min(1, max(0, program.solution($0))) }
    reached = constant
    for p in 0..<count { reached += cost[p] * program.solution(p) }
    for (place, entry) in missing.enumerated() { reached -= entry.cost * program.solution(count + place) }
    reached -= breachCost * program.solution(breaking)
    next = [Double](repeating: 0, count: rows.count)
    for (number, row) in used.enumerated() {
      next[row] = min(terms.highest[row], program.price(number) * money / rowScale[number])
    }
  }

  /// The pairs of parts between which an arc leads, each once, in rising order.
  private func partPairs(_ relaxation: Relaxation) -> [(tail: Int32, head: Int32)] {
    let expansion = relaxation.expansion
    var found = BitMatrix(count: partCount)
    for arc in expansion.tails.indices {
      found.insert(Int(part[Int(expansion.tails[arc])]), Int(part[Int(expansion.heads[arc])]))
    }
    for arc in expansion.finiteTails.indices {
      let both = Int(part[expansion.nodeCount + arc])
      found.insert(both, Int(part[Int(expansion.finiteTails[arc])]))
      found.insert(both, Int(part[Int(expansion.finiteHeads[arc])]))
    }
    return found.pairs.filter { $0.tail != $0.head }
  }
}

/// A set of pairs of small numbers, as rows of bits.
struct BitMatrix {
  private let words: Int
  private var bits: [UInt64]

  init(count: Int) {
    words = (count + 63) / 64
    bits = [UInt64](repeating: 0, count: words * count)
  }

  @inline(__always)
  mutating func insert(_ row: Int, _ column: Int) { bits[row * words + column >> 6] |= 1 << UInt64(column & 63) }

  /// In rising order.
  var pairs: [(tail: Int32, head: Int32)] {
    var result: [(tail: Int32, head: Int32)] = []
    for place in bits.indices where bits[place] != 0 {
      var left = bits[place]
      while left != 0 {
        result.append((Int32(place / words), Int32(place % words * 64 + left.trailingZeroBitCount)))
        left &= left &- 1
      }
    }
    return result
  }
}
