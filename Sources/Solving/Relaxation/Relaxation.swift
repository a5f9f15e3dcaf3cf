/// Proven bounds of a problem: what no assignment can beat.
///
///     problem ─windows→ closure over "left by t" (exact) ─prices on the rows→ minimum cut ─→ bound ─→ better prices ─┐
///                                                              ▲                                                     │
///                                                              └─────────────────────────────────────────────────────┘
///
/// `bound` looks for the prices under which the least is left (`Bounds.md` has the mathematics). Every value on the way is
/// a proven bound; the search for prices only makes it tighter. What it works with is kept between calls: prices, flow, and
/// so a second call goes on where the first ended.
///
/// Not to be shared between threads; make one for each.
package final class Relaxation {
  /// Parts of the relaxation that can be switched off; the bound stays proven and gets weaker.
  package struct Parts: OptionSet, Sendable {
    package let rawValue: Int
    package init(rawValue: Int) { self.rawValue = rawValue }
    /// Windows drawn from capacities and precedences together.
    package static let tightWindows = Parts(rawValue: 1)
    package static let resources = Parts(rawValue: 2)
    package static let apart = Parts(rawValue: 4)
    /// Rows that weigh the steps of a drain against what has left.
    package static let drainRows = Parts(rawValue: 8)
    /// A step of a drain waits for each item that alone is too much for it.
    package static let drainArcs = Parts(rawValue: 16)
    /// Rows of drains as they stand when some items have left, added as they are broken.
    package static let drainCovers = Parts(rawValue: 32)
    package static let all: Parts = [.tightWindows, .resources, .apart, .drainRows, .drainArcs, .drainCovers]
  }

  package let problem: Problem
  /// No assignment meets the problem, by the windows and what is decided alone.
  package var isInfeasible: Bool { windows.isInfeasible || expansion.isContradictory }
  /// Nodes and arcs of the closure, and rows with a price.
  package var size: (nodes: Int, arcs: Int, rows: Int) {
    (expansion.nodeCount, expansion.tails.count + expansion.finiteTails.count, rows.count)
  }
  /// Arcs and nodes looked at so far by the minimum cuts: the same on every machine.
  package var effort: Int { cut.effort }
  /// Minimum cuts so far.
  package private(set) var cuts = 0
  /// Asked within a long cut with the effort so far: whether to leave it unfinished.
  private var shouldStop: (_ effort: Int) -> Bool = { _ in false }
  /// The last evaluation went to its end: `selected` is the best closure, not only the value a bound.
  var isFinished: Bool { cut.isFinished }

  let windows: WaveWindows
  let expansion: TimeExpansion
  private(set) var rows: RelaxedRows
  private var cut: MinimumCut
  /// Whole units of weight for 1 of money or shortfall; 0 before the first cut.
  private var scale = 0.0
  private var weights: [Double]
  /// 1 for each node of the last closure; behind the nodes the constants 1 and 0.
  private(set) var selected: [UInt8]
  private(set) var terms: ObjectiveTerms

  let parts: Parts

  /// The relaxation of `problem`, in the case that `decisions` say.
  package init(_ problem: Problem, parts: Parts = .all, decisions: [Certificate.Decision] = []) {
    let problem = decisions.isEmpty ? problem : problem.restricted(to: decisions)
    self.problem = problem
    self.parts = parts
    windows = WaveWindows(problem, tightened: parts.contains(.tightWindows))
    if windows.isInfeasible {
      // Nothing to expand: an empty problem stands for it.
      let nothing = Problem(waveCount: 1, itemCount: 0)
      expansion = TimeExpansion(nothing, WaveWindows(nothing))
      rows = RelaxedRows(nothing, expansion)
    } else {
      expansion = TimeExpansion(
        problem, windows, withStepArcs: parts.contains(.drainArcs), decisions: decisions)
      var kinds: RelaxedRows.Kinds = []
      if parts.contains(.resources) { kinds.insert(.resources) }
      if parts.contains(.apart) { kinds.insert(.apart) }
      if parts.contains(.drainRows) { kinds.insert(.drains) }
      rows = RelaxedRows(problem, expansion, kinds)
    }
    cut = MinimumCut(
      nodeCount: expansion.nodeCount, tails: expansion.tails, heads: expansion.heads,
      finiteTails: expansion.finiteTails, finiteHeads: expansion.finiteHeads)
    weights = []
    selected = [UInt8](repeating: 0, count: expansion.nodeCount + 2)
    selected[expansion.nodeCount] = 1
    terms = ObjectiveTerms(windows.isInfeasible ? Problem(waveCount: 1, itemCount: 0) : problem, rows, .targetShortfall)
  }

  /// Turns to an objective; the flow of another is forgotten.
  func turn(to objective: Certificate.Objective) {
    if terms.objective == objective && scale > 0 { return }
    if terms.isMoney != ObjectiveTerms.isMoney(objective) { scale = 0 }
    terms = ObjectiveTerms(problem, rows, objective)
  }

  /// What the prices prove: no assignment within the objective's shortfalls has a higher value (worth, or the negative of
  /// the shortfall that is to be least). Leaves the best closure in `selected`.
  func evaluate(_ prices: [Double]) -> Double {
    let nodeCount = expansion.nodeCount
    if terms.isMoney {
      weights = expansion.worth
    } else {
      weights = [Double](repeating: 0, count: nodeCount + 2)
    }
    rows.price(prices, into: &weights)
    var total = 0.0
    for node in 0..<nodeCount { total += weights[node].magnitude }
    let costTotal = terms.isMoney ? expansion.costs.reduce(0, +) : 0
    prepareScale(total + costTotal)
    weights.withUnsafeBufferPointer { weights in
      for node in 0..<nodeCount {
        // Rounded up: whatever is selected counts at least its weight.
        cut.setWeight(node, Int64((weights[node] * scale).rounded(.up)))
      }
    }
    let value = cut.solve { effort in self.shouldStop(effort) }
    cuts += 1
    for node in 0..<nodeCount { selected[node] = cut.isSelected(node) ? 1 : 0 }
    var sum = Double(value) / scale + weights[nodeCount] + (terms.isMoney ? problem.constant : 0)
    var magnitudes = total + costTotal + weights[nodeCount].magnitude + problem.constant.magnitude
    for row in prices.indices where prices[row] != 0 {
      sum += prices[row] * rows.limit[row]
      magnitudes += (prices[row] * rows.limit[row]).magnitude
    }
    for tier in terms.tiers { sum += tier.allowance * tier.greatestPrice(prices).price }
    // Sums in floating point: a little more than they can be off by.
    return sum + 1e-13 * magnitudes
  }

  /// Subgradient at the prices that were evaluated last: how far each row is over its limit.
  func excess(at prices: [Double]) -> [Double] {
    var excess = rows.activity(selected)
    for row in excess.indices { excess[row] -= rows.limit[row] }
    for tier in terms.tiers {
      let (place, _) = tier.greatestPrice(prices)
      if let place { excess[tier.rows[place].row] -= tier.allowance / tier.rows[place].scale }
    }
    return excess
  }

  /// A power of two such that whole weights stay below 2^58; changed only where the present one no longer does.
  private func prepareScale(_ total: Double) {
    if scale > 0 && total * scale < 0x1p57 { return }
    scale = 0x1p40
    while scale * total > 0x1p54 { scale /= 2 }
    while scale * total < 0x1p53 && scale < 0x1p50 { scale *= 2 }
    let factor = scale
    cut.reset(
      costs: terms.isMoney
        ? expansion.costs.map { Int64(($0 * factor).rounded(.down)) }
        : [Int64](repeating: 0, count: expansion.costs.count))
  }

  /// Adds the covers that shares of the nodes break, and takes out those that `prices` and `average` (what is over the
  /// limit of each row) say nothing for. Both, and `shares` of a search, go on with the rows as they are then. False where
  /// nothing was added.
  func renewCovers(_ shares: [Float], prices: inout [Double], average: inout [Double]) -> Bool {
    guard parts.contains(.drainCovers) && shares.count >= expansion.nodeCount else { return false }
    let first = rows.firstCover
    let keep = (first..<rows.count).map { prices[$0] > 0 || average[$0] > 0 }
    if keep.contains(false) {
      rows.keepCovers(keep)
      prices = Array(prices[..<first]) + zip(prices[first...], keep).filter(\.1).map(\.0)
    }
    var isNew = false
    for cover in DrainCovers.broken(problem, expansion, shares: shares) where rows.add(cover) { isNew = true }
    prices += [Double](repeating: 0, count: rows.count - prices.count)
    average = average[..<first] + rows.coverActivity(shares)
    terms = ObjectiveTerms(problem, rows, terms.objective)
    return isNew
  }

  /// Adds the covers that the last closure breaks; false where nothing was added.
  func addCoversOfLastClosure() -> Bool {
    guard parts.contains(.drainCovers) && !isInfeasible else { return false }
    var isNew = false
    for cover in DrainCovers.broken(problem, expansion, shares: selected.map(Float.init)) where rows.add(cover) {
      isNew = true
    }
    if isNew { terms = ObjectiveTerms(problem, rows, terms.objective) }
    return isNew
  }

  /// The certificate of some prices.
  func certificate(_ prices: [Double]) -> Certificate {
    Certificate(
      objective: terms.objective,
      prices: prices.indices.filter { prices[$0] != 0 }.map { .init(row: rows.origins[$0], price: prices[$0]) })
  }

  /// The prices of a certificate; rows that this relaxation has not are left out, prices outside what the objective
  /// allows are moved to its ends.
  func prices(_ certificate: Certificate) -> [Double] {
    for price in certificate.prices {
      if case .cover(let cover) = price.row, parts.contains(.drainCovers) { _ = rows.add(cover) }
    }
    terms = ObjectiveTerms(problem, rows, terms.objective)
    var place: [Certificate.Row: Int] = [:]
    for (number, origin) in rows.origins.enumerated() { place[origin] = number }
    var prices = [Double](repeating: 0, count: rows.count)
    for price in certificate.prices {
      if let row = place[price.row] { prices[row] = min(terms.highest[row], max(0, price.price)) }
    }
    return prices
  }
}

extension Relaxation {
  /// What a certificate proves of `objective` with its prices rounded to what can be written down, and that certificate.
  package func proof(
    of objective: Certificate.Objective, _ certificate: Certificate
  ) -> (value: Double, certificate: Certificate) {
    if isInfeasible {
      return (
        ObjectiveTerms.isMoney(objective) ? -.infinity : .infinity,
        Certificate(objective: objective, decisions: certificate.decisions, prices: [])
      )
    }
    turn(to: objective)
    let prices = self.prices(certificate.rounded)
    let value = evaluate(prices)
    var written = self.certificate(prices)
    written.decisions = certificate.decisions
    return (terms.isMoney ? value : max(0, -value), written)
  }
}

/// A bound, why it holds, and what it says about a good assignment.
package struct RelaxationBound: Sendable {
  /// The least shortfall, or the highest worth, that is not ruled out.
  package var value: Double
  package var certificate: Certificate
  /// The mean wave in which each item leaves, `waveCount` where it stays; empty where no cut was needed.
  package var expectedWave: [Double]
  /// The share with which each node of the closure is selected; empty as `expectedWave`.
  var shares: [Float] = []
  /// Minimum cuts that it took.
  package var cuts: Int
  /// The prices are as good as prices get, within the tolerance.
  package var isConverged: Bool
}

extension Relaxation {
  /// How long to look for better prices.
  package struct Limits: Sendable {
    /// Minimum cuts at most.
    package var cuts: Int
    /// Arcs and nodes to look at, at most.
    package var effort: Int
    /// A value that is reached: a bound within `tolerance` of it, as a share of `gross`, is good enough.
    package var known: Double?
    package var tolerance: Double
    package var shouldStop: @Sendable () -> Bool

    package init(
      cuts: Int = 200, effort: Int = .max, known: Double? = nil, tolerance: Double = 1e-6,
      shouldStop: @escaping @Sendable () -> Bool = { false }
    ) {
      self.cuts = cuts
      self.effort = effort
      self.known = known
      self.tolerance = tolerance
      self.shouldStop = shouldStop
    }
  }

  /// How the prices are looked for: partitions (exact, for few rows), steps along averages (for any size), or first some
  /// steps and then partitions from where they ended (exact, as long as the parts stay few).
  package enum Method: Sendable { case partition, volume, both }

  /// The best bound of an objective that the limits allow. `start` is a certificate to begin with, of any objective.
  package func bound(
    _ objective: Certificate.Objective, start: Certificate? = nil, method: Method? = nil, limits: Limits = Limits(),
    report: (_ bound: Double, _ reached: Double, _ parts: Int) -> Void = { _, _, _ in }
  ) -> RelaxationBound {
    if isInfeasible {
      return RelaxationBound(
        value: ObjectiveTerms.isMoney(objective) ? -.infinity : .infinity,
        certificate: Certificate(objective: objective, prices: []), expectedWave: [], cuts: 0, isConverged: true)
    }
    turn(to: objective)
    if !terms.isMoney, let known = limits.known, known <= 0 {
      // No shortfall is less than none.
      return RelaxationBound(
        value: 0, certificate: Certificate(objective: objective, prices: []), expectedWave: [], cuts: 0,
        isConverged: true)
    }
    let before = (cuts: cuts, effort: effort)
    shouldStop = { effort in effort - before.effort >= limits.effort || limits.shouldStop() }
    defer { shouldStop = { _ in false } }
    let known = limits.known.map { terms.isMoney ? $0 : -$0 }
    var prices = start.map(prices) ?? [Double](repeating: 0, count: rows.count)
    var bound = Double.infinity
    var shares: [Float] = []
    var isConverged = false
    func mayGoOn(_ bound: Double) -> Bool {
      if let known, bound < .infinity, bound - known <= limits.tolerance * max(bound.magnitude, 1e-9) {
        isConverged = true
        return false
      }
      return cuts - before.cuts < limits.cuts && effort - before.effort < limits.effort && !limits.shouldStop()
    }
    let method = method ?? preferredMethod
    func goAlongAverages(most: Int) -> Bool {
      var search = PriceSearch(self, start: prices)
      var steps = 0
      var isDone = false
      while mayGoOn(search.bound) && steps < most {
        steps += 1
        if steps >= 20 && steps % 10 == 0 { search.renewCovers(self) }
        if !search.step(self, known: known) {
          isDone = true
          break
        }
        report(search.bound, -.infinity, 0)
      }
      bound = min(bound, search.bound)
      prices = search.prices
      shares = search.shares
      return isDone && isFinished
    }
    if method == .both { _ = goAlongAverages(most: 100) }
    if method != .volume && !isConverged {
      while true {
        var search =
          shares.isEmpty
          ? PartitionSearch(self, start: prices)
          : PartitionSearch(self, start: prices, bound: bound, shares: shares)
        while search.step(self, tolerance: limits.tolerance) && mayGoOn(search.bound) {
          report(search.bound, search.reached, search.partCount)
        }
        report(search.bound, search.reached, search.partCount)
        bound = search.bound
        prices = search.prices
        shares = search.shares
        var average = excess(at: prices)
        guard search.isConverged, mayGoOn(bound), renewCovers(shares, prices: &prices, average: &average) else {
          isConverged = isConverged || search.isConverged
          break
        }
      }
    }
    if !isConverged && mayGoOn(bound) { isConverged = goAlongAverages(most: .max) || isConverged }
    return RelaxationBound(
      value: terms.isMoney ? bound : max(0, -bound), certificate: certificate(prices),
      expectedWave: shares.isEmpty ? [] : expectedWaves(shares), shares: shares, cuts: cuts - before.cuts,
      isConverged: isConverged)
  }

  /// Partitions where the rows are few and stay so, else steps along averages.
  private var preferredMethod: Method { Relaxation.suitsPartitions(problem, parts) ? .partition : .volume }

  static func suitsPartitions(_ problem: Problem, _ parts: Parts) -> Bool {
    if parts.contains(.drainCovers) && !problem.drains.isEmpty { return false }
    let dimensions = problem.drains.reduce(problem.apartGroups.count) { $0 + $1.base.count }
    return problem.resources.reduce(problem.goals.count + dimensions * problem.waveCount) { $0 + $1.capacity.count }
      <= 300
  }

  /// The mean wave of each item, from the share with which each node is selected.
  private func expectedWaves(_ shares: [Float]) -> [Double] {
    let waveCount = problem.waveCount
    return (0..<problem.itemCount).map { item in
      var sum = Double(waveCount)
      for wave in 0..<waveCount {
        let node = Int(expansion.itemNode[item * waveCount + wave])
        sum -= node == expansion.nodeCount ? 1 : node > expansion.nodeCount ? 0 : Double(shares[node])
      }
      return sum
    }
  }
}
