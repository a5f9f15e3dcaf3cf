/// Branch and bound over single items: proves the best assignment of a small problem, or that there is none.
///
/// Items are placed one after the other, predecessors before successors where the precedences have such an order. A
/// branch is cut off where it breaks a rule, and where even the most hopeful continuation is not better than the best
/// known: there every open item leaves in its first wave for all that outcomes, drains and goals count, earns the most
/// that any of its waves earns, and opens no span.
struct ExactSearch {
  private let compiled: CompiledProblem
  private let state: SearchState
  /// The hopeful twin: no spans, no worth of items; open items in their first wave.
  private let hopeful: SearchState
  private let hopefulCompiled: CompiledProblem
  private let order: [Int]
  private let rank: [Int]
  /// The most that the items from a depth on can earn by themselves.
  private let mostFrom: [Double]
  /// Spans whose last placed member stands at a depth.
  private let spansClosedAt: [[Int]]
  private var nodesLeft: Int
  private let shouldStop: () -> Bool
  private(set) var best: (score: Score, waves: [Int32])?

  /// `incumbent` is an assignment that breaks no rule, where one is known.
  init(
    _ compiled: CompiledProblem, nodes: Int, incumbent: (score: Score, waves: [Int32])? = nil,
    shouldStop: @escaping () -> Bool = { false }
  ) {
    self.shouldStop = shouldStop
    self.compiled = compiled
    state = SearchState(compiled)
    var bare = compiled.problem
    bare.spans = []
    bare.worth = [Double](repeating: 0, count: bare.worth.count)
    hopefulCompiled = CompiledProblem(bare)
    hopeful = SearchState(hopefulCompiled)
    order = ExactSearch.placementOrder(compiled)
    var rank = [Int](repeating: 0, count: compiled.itemCount)
    for (depth, item) in order.enumerated() { rank[item] = depth }
    self.rank = rank
    var most = [Double](repeating: 0, count: compiled.itemCount + 1)
    for depth in order.indices.reversed() {
      let item = order[depth]
      var best = compiled.mayStay[item] ? 0 : -Double.infinity
      for wave in 0..<compiled.waveCount where compiled.isAllowed(item, wave) {
        best = max(best, compiled.worth[item * compiled.waveCount + wave])
      }
      most[depth] = most[depth + 1] + best
    }
    mostFrom = most
    var closed = [[Int]](repeating: [], count: compiled.itemCount)
    for (span, stated) in compiled.problem.spans.enumerated() {
      closed[stated.members.map { rank[Int($0)] }.max()!].append(span)
    }
    spansClosedAt = closed
    nodesLeft = nodes
    best = incumbent
    for item in 0..<compiled.itemCount where compiled.canMove(item) {
      hopeful.place(item, Int(compiled.earliest[item]))
    }
  }

  /// True where the search came to its end: then `best` is optimal, and nil means that no assignment breaks no rule.
  mutating func run() -> Bool {
    if !compiled.isConsistent {
      best = nil
      return true
    }
    search(0, earned: 0)
    return nodesLeft > 0
  }

  private mutating func search(_ depth: Int, earned: Double) {
    if nodesLeft <= 0 { return }
    nodesLeft -= 1
    if nodesLeft & 4095 == 0 && shouldStop() { nodesLeft = 0 }
    let stays = compiled.waveCount
    if depth == order.count {
      if compiled.hasNegativeTakes && !withinCapacity() { return }
      let score = state.score()
      if best == nil || score.isBetter(than: best!.score) { best = (score, state.waves.array) }
      return
    }
    let item = order[depth]
    let open = Int(hopeful.waves[item])
    for wave in 0...stays {
      if wave == stays ? !compiled.mayStay[item] : !compiled.isAllowed(item, wave) { continue }
      state.place(item, wave)
      if isConsistent(item, wave, depth) {
        hopeful.place(item, wave)
        var sum = earned + (wave < stays ? compiled.worth[item * stays + wave] : 0)
        for span in spansClosedAt[depth] { sum -= cost(span) }
        if mayImprove(depth + 1, sum) { search(depth + 1, earned: sum) }
      }
      if nodesLeft <= 0 { break }
    }
    state.place(item, stays)
    hopeful.place(item, open)
  }

  private func cost(_ span: Int) -> Double {
    let stated = compiled.problem.spans[span]
    let waves = stated.members.map { Int(state.waves[$0]) }
    let worth = compiled.spanWorth
    switch stated.form {
    case .whole: return stated.amount * (worth[waves.min()!] - worth[waves.max()!])
    case .directed: return waves[0] < waves[1] ? stated.amount * (worth[waves[0]] - worth[waves[1]]) : 0
    }
  }

  private func mayImprove(_ depth: Int, _ earned: Double) -> Bool {
    guard let best else { return true }
    var hope = hopeful.score()
    hope.worth += earned + mostFrom[depth]
    // Sums of many terms differ in the last digits; hope must not be cut off by them.
    hope.worth += 1e-9 * (hope.worth.magnitude + 1)
    if hope.targetShortfall < best.score.targetShortfall - Score.tolerance { return true }
    if hope.targetShortfall > best.score.targetShortfall + 2 * Score.tolerance { return false }
    if hope.milestoneShortfall < best.score.milestoneShortfall - Score.tolerance { return true }
    if hope.milestoneShortfall > best.score.milestoneShortfall + 2 * Score.tolerance { return false }
    return hope.worth > best.score.worth
  }

  /// Whether the last placed item breaks a rule with those placed before it.
  private func isConsistent(_ item: Int, _ wave: Int, _ depth: Int) -> Bool {
    let stays = compiled.waveCount
    if wave < stays {
      for place in compiled.befores.range(item) {
        let arc = compiled.befores.values[place]
        if rank[Int(arc.item)] > depth { continue }
        let position = Int(state.waves[arc.item])
        if position == stays || position + Int(arc.lag) > wave { return false }
      }
    }
    for place in compiled.afters.range(item) {
      let arc = compiled.afters.values[place]
      if rank[Int(arc.item)] > depth { continue }
      let position = Int(state.waves[arc.item])
      if position < stays && (wave == stays || wave + Int(arc.lag) > position) { return false }
    }
    if wave == stays { return true }
    for place in compiled.apartsOf.range(item) {
      for member in compiled.apartMembers.range(Int(compiled.apartsOf.values[place])) {
        let other = Int(compiled.apartMembers.values[member])
        if other != item && Int(state.waves[other]) == wave { return false }
      }
    }
    return compiled.hasNegativeTakes || withinCapacity()
  }

  private func withinCapacity() -> Bool {
    for bucket in state.taken.indices where state.taken[bucket] > compiled.capacity[bucket] { return false }
    return true
  }

  private static func placementOrder(_ compiled: CompiledProblem) -> [Int] {
    var waiting = (0..<compiled.itemCount).map { compiled.befores.range($0).count }
    var order: [Int] = []
    var done = [Bool](repeating: false, count: compiled.itemCount)
    while order.count < compiled.itemCount {
      // The first item without waiting predecessors; within a cycle simply the first that is left.
      let next =
        (0..<compiled.itemCount).first { !done[$0] && waiting[$0] == 0 }
        ?? (0..<compiled.itemCount).first { !done[$0] }!
      done[next] = true
      order.append(next)
      for place in compiled.afters.range(next) { waiting[Int(compiled.afters.values[place].item)] -= 1 }
    }
    return order
  }
}
