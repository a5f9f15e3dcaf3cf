/// Tries every assignment of a small problem: the exact end of the engine.
///
/// Items are placed one after the other, predecessors before successors where the precedences have such an order; what
/// already breaks a rule is not continued. Amounts may be negative, so buckets are only cut off where none is.
struct Enumeration {
  let compiled: CompiledProblem
  let state: SearchState

  /// How many leaves there can be at most; `Double` since it grows beyond any integer.
  static func size(_ compiled: CompiledProblem) -> Double {
    var product = 1.0
    for item in 0..<compiled.itemCount {
      var choices = compiled.mayStay[item] ? 1.0 : 0.0
      for wave in 0..<compiled.waveCount where compiled.isAllowed(item, wave) { choices += 1 }
      product *= choices
    }
    return product
  }

  /// The best assignment, or nil where there is none.
  func run() -> (score: Score, waves: [Int32])? {
    state.reset()
    let order = placementOrder()
    var best: (score: Score, waves: [Int32])?
    search(order, 0, &best)
    return best
  }

  private func search(_ order: [Int], _ depth: Int, _ best: inout (score: Score, waves: [Int32])?) {
    let waveCount = compiled.waveCount
    if depth == order.count {
      if compiled.hasNegativeTakes && !withinCapacity() { return }
      let score = state.score()
      if best == nil || score.isBetter(than: best!.score) { best = (score, state.waves.array) }
      return
    }
    let item = order[depth]
    for wave in 0...waveCount {
      if wave == waveCount ? !compiled.mayStay[item] : !compiled.isAllowed(item, wave) { continue }
      state.place(item, wave)
      if isConsistent(item, wave, order, depth) { search(order, depth + 1, &best) }
    }
    state.place(item, waveCount)
  }

  /// Whether the last placed item breaks a rule with those placed before it.
  private func isConsistent(_ item: Int, _ wave: Int, _ order: [Int], _ depth: Int) -> Bool {
    let waveCount = compiled.waveCount
    let placed = order[0...depth]
    for place in compiled.befores.range(item) where wave < waveCount {
      let arc = compiled.befores.values[place]
      let before = Int(arc.item)
      if !placed.contains(before) { continue }
      let position = Int(state.waves[before])
      if position == waveCount || position + Int(arc.lag) > wave { return false }
    }
    for place in compiled.afters.range(item) {
      let arc = compiled.afters.values[place]
      let after = Int(arc.item)
      if !placed.contains(after) { continue }
      let position = Int(state.waves[after])
      if position < waveCount && (wave == waveCount || wave + Int(arc.lag) > position) { return false }
    }
    if wave == waveCount { return true }
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

  private func placementOrder() -> [Int] {
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
