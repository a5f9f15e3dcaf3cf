/// An assignment with everything that follows from it kept up to date: what each resource has taken, which outcomes are
/// complete, how far each drain is, what it is all worth.
///
/// `place` puts one item into a wave and adjusts only what that item touches. Rules are not enforced here: a state may
/// break them for a moment while a proposal is put together.
final class SearchState {
  let compiled: CompiledProblem
  private let store: CellStore

  /// The wave of each item; `waveCount` where it stays.
  let waves: Cells<Int32>
  /// Taken from each bucket.
  let taken: Cells<Int64>
  /// What the goals have gained.
  let gained: Cells<Double>
  let lists: WaveLists

  private let sums: Cells<Double>
  private let spanFirst: Cells<Int32>
  private let spanLast: Cells<Int32>
  private let spanTally: Tallies
  private let outcomeLast: Cells<Int32>
  let outcomeWave: Cells<Int32>
  private let outcomeTally: Tallies
  private let remains: Cells<Int64>
  let levels: Cells<Int32>
  private let waveCount: Int

  /// Worth of items, spans, outcomes and drains; the goals stand apart.
  var worth: Double { sums[0] }

  init(_ compiled: CompiledProblem) {
    self.compiled = compiled
    let store = CellStore()
    self.store = store
    waveCount = compiled.waveCount
    let stays = Int32(compiled.waveCount)
    waves = store.cells(compiled.itemCount, stays)
    taken = store.cells(compiled.capacity.count, Int64(0))
    gained = store.cells(compiled.goalCount, 0.0)
    sums = store.cells(1, 0.0)
    lists = WaveLists(itemCount: compiled.itemCount, waveCount: compiled.waveCount)
    spanFirst = store.cells(compiled.spanAmount.count, stays)
    spanLast = store.cells(compiled.spanAmount.count, stays)
    spanTally = Tallies(members: compiled.spanMembers, waveCount: compiled.waveCount, in: store)
    outcomeLast = store.cells(compiled.outcomeSteps.start.count - 1, Int32(0))
    outcomeWave = store.cells(compiled.outcomeSteps.start.count - 1, stays)
    outcomeTally = Tallies(members: compiled.outcomeMembers, waveCount: compiled.waveCount, in: store)
    remains = store.cells(Int(compiled.remainStart[compiled.remainStart.count - 1]), Int64(0))
    levels = store.cells(compiled.drainSteps.count * compiled.waveCount, Int32(0))
    reset()
  }

  /// Everything stays.
  func reset() {
    let waveCount = self.waveCount
    let stays = Int32(waveCount)
    waves.fill(stays)
    taken.fill(0)
    gained.fill(0)
    lists.clear()
    sums[0] = compiled.problem.constant
    spanFirst.fill(stays)
    spanLast.fill(stays)
    spanTally.reset()
    outcomeTally.reset()
    for outcome in outcomeLast.indices {
      outcomeLast[outcome] = compiled.outcomeMembers.range(outcome).isEmpty ? 0 : stays
    }
    for drain in compiled.drainSteps.indices {
      let dimensions = Int(compiled.drainDimensions[drain])
      let start = Int(compiled.remainStart[drain])
      for dimension in 0..<dimensions {
        let base = compiled.drainBase[Int(compiled.drainBaseStart[drain]) + dimension]
        for t in 0..<waveCount { remains[start + dimension * waveCount + t] = base }
      }
      for member in compiled.drainMembers.range(drain) {
        for place in compiled.demandsOf.range(Int(compiled.drainMembers.values[member])) {
          let demand = compiled.demandsOf.values[place]
          if Int(demand.drain) != drain { continue }
          for t in 0..<waveCount { remains[start + Int(demand.dimension) * waveCount + t] += demand.amount }
        }
      }
      let steps = Int(compiled.drainSteps[drain])
      for t in 0..<waveCount {
        var level = 0
        while level < steps && carries(drain, level, t) { level += 1 }
        levels[drain * waveCount + t] = Int32(level)
        sums[0] += compiled.levelWorth[Int(compiled.levelWorthStart[drain]) + t * (steps + 1) + level]
        for place in compiled.drainGains.range(drain) {
          let gain = compiled.drainGains.values[place]
          if Int(gain.lastWave) == t { gained[gain.goal] += compiled.drainGainValues[Int(gain.start) + level] }
        }
      }
    }
    for outcome in outcomeWave.indices {
      outcomeWave[outcome] = stays
      settle(outcome)
    }
  }

  /// Puts `item` into `wave`.
  func place(_ item: Int, _ wave: Int) {
    let from = Int(waves[item])
    if from == wave { return }
    let waveCount = self.waveCount
    waves[item] = Int32(truncatingIfNeeded: wave)
    var delta = 0.0
    if from < waveCount {
      delta -= compiled.worth[item * waveCount + from]
      take(item, from, -1)
      lists.remove(item, from)
    }
    if wave < waveCount {
      delta += compiled.worth[item * waveCount + wave]
      take(item, wave, 1)
      lists.add(item, wave)
    }
    for place in compiled.itemGains.range(item) {
      let gain = compiled.itemGains.values[place]
      let last = Int(gain.lastWave)
      if wave <= last && from > last {
        gained[gain.goal] += gain.amount
      } else if wave > last && from <= last {
        gained[gain.goal] -= gain.amount
      }
    }
    sums[0] += delta

    for place in compiled.spansOf.range(item) {
      updateSpan(Int(compiled.spansOf.values[place]), from: from, to: wave)
    }
    for place in compiled.outcomesOf.range(item) {
      updateOutcome(Int(compiled.outcomesOf.values[place]), from: from, to: wave)
    }
    if !compiled.demandsOf.range(item).isEmpty { updateDrains(item, from: from, to: wave) }
  }

  // MARK: Resources

  @inline(__always)
  private func take(_ item: Int, _ wave: Int, _ sign: Int64) {
    let waveCount = self.waveCount
    for place in compiled.takes.range(item) {
      let take = compiled.takes.values[place]
      let row = Int(take.resource) * waveCount
      var t = wave
      let first = max(0, wave - Int(take.lead) + 1)
      while t >= first {
        let bucket = compiled.bucketOf[row + t]
        if bucket >= 0 { taken[bucket] += sign * take.amount }
        t -= 1
      }
    }
  }

  // MARK: Spans

  private func updateSpan(_ span: Int, from: Int, to: Int) {
    let amount = compiled.spanAmount[span]
    let members = compiled.spanMembers.range(span)
    if compiled.spanIsDirected[span] {
      let values = compiled.spanMembers.values
      let first = Int(waves[values[members.lowerBound]])
      let last = Int(waves[values[members.lowerBound + 1]])
      let old = directedCost(Int(spanFirst[span]), Int(spanLast[span]))
      spanFirst[span] = Int32(truncatingIfNeeded: first)
      spanLast[span] = Int32(truncatingIfNeeded: last)
      sums[0] -= amount * (directedCost(first, last) - old)
      return
    }
    var first = Int(spanFirst[span])
    var last = Int(spanLast[span])
    if members.count == 2 {
      let a = Int(waves[compiled.spanMembers.values[members.lowerBound]])
      let b = Int(waves[compiled.spanMembers.values[members.lowerBound + 1]])
      first = min(a, b)
      last = max(a, b)
    } else {
      spanTally.move(span, from, to)
      if to < first {
        first = to
      } else if from == first {
        first = spanTally.first(span, startingAt: first, waves: waves, members: compiled.spanMembers)
      }
      if to > last {
        last = to
      } else if from == last {
        last = spanTally.last(span, startingAt: last, waves: waves, members: compiled.spanMembers)
      }
    }
    let worth = compiled.spanWorth
    let before = worth[Int(spanFirst[span])] - worth[Int(spanLast[span])]
    sums[0] -= amount * (worth[first] - worth[last] - before)
    spanFirst[span] = Int32(truncatingIfNeeded: first)
    spanLast[span] = Int32(truncatingIfNeeded: last)
  }

  @inline(__always)
  private func directedCost(_ from: Int, _ until: Int) -> Double {
    from < until ? compiled.spanWorth[from] - compiled.spanWorth[until] : 0
  }

  // MARK: Outcomes

  private func updateOutcome(_ outcome: Int, from: Int, to: Int) {
    outcomeTally.move(outcome, from, to)
    var last = Int(outcomeLast[outcome])
    if to > last {
      last = to
    } else if from == last {
      last = outcomeTally.last(outcome, startingAt: last, waves: waves, members: compiled.outcomeMembers)
    } else {
      return
    }
    outcomeLast[outcome] = Int32(truncatingIfNeeded: last)
    settle(outcome)
  }

  /// Works out the wave of an outcome from its members and steps, and books the difference.
  private func settle(_ outcome: Int) {
    let waveCount = self.waveCount
    var wave = Int(outcomeLast[outcome])
    for place in compiled.outcomeSteps.range(outcome) {
      let step = compiled.outcomeSteps.values[place]
      wave = max(wave, stepWave(Int(step.other), Int(step.count)))
    }
    let old = Int(outcomeWave[outcome])
    if wave == old { return }
    outcomeWave[outcome] = Int32(truncatingIfNeeded: wave)
    let row = outcome * (waveCount + 1)
    sums[0] += compiled.outcomeWorth[row + wave] - compiled.outcomeWorth[row + old]
    for place in compiled.outcomeGains.range(outcome) {
      let gain = compiled.outcomeGains.values[place]
      let last = Int(gain.lastWave)
      if wave <= last && old > last {
        gained[gain.goal] += gain.amount
      } else if wave > last && old <= last {
        gained[gain.goal] -= gain.amount
      }
    }
  }

  /// The wave in which a drain has given back `count` steps; `waveCount` where it does not.
  func stepWave(_ drain: Int, _ count: Int) -> Int {
    var low = 0
    var high = waveCount
    let row = drain * waveCount
    while low < high {
      let middle = (low + high) >> 1
      if Int(levels[row + middle]) >= count { high = middle } else { low = middle + 1 }
    }
    return low
  }

  // MARK: Drains

  /// Whether, after wave t, what remains is within the threshold of the step after `level` steps.
  @inline(__always)
  private func carries(_ drain: Int, _ level: Int, _ t: Int) -> Bool {
    let steps = Int(compiled.drainSteps[drain])
    let start = Int(compiled.remainStart[drain])
    let limits = Int(compiled.thresholdStart[drain])
    for dimension in 0..<Int(compiled.drainDimensions[drain])
    where remains[start + dimension * waveCount + t] > compiled.thresholds[limits + dimension * steps + level] {
      return false
    }
    return true
  }

  private func updateDrains(_ item: Int, from: Int, to: Int) {
    let waveCount = self.waveCount
    let low = min(from, to)
    let high = max(from, to)
    let demands = compiled.demandsOf.range(item)
    var place = demands.lowerBound
    while place < demands.upperBound {
      let drain = Int(compiled.demandsOf.values[place].drain)
      let start = Int(compiled.remainStart[drain])
      while place < demands.upperBound && Int(compiled.demandsOf.values[place].drain) == drain {
        let demand = compiled.demandsOf.values[place]
        let row = start + Int(demand.dimension) * waveCount
        let amount = to < from ? -demand.amount : demand.amount
        for t in low..<high { remains[row + t] += amount }
        place += 1
      }
      let steps = Int(compiled.drainSteps[drain])
      var lowest = steps
      var highest = 0
      for t in low..<high {
        let old = Int(levels[drain * waveCount + t])
        var level = old
        if to < from {
          while level < steps && carries(drain, level, t) { level += 1 }
        } else {
          while level > 0 && !carries(drain, level - 1, t) { level -= 1 }
        }
        if level == old { continue }
        levels[drain * waveCount + t] = Int32(truncatingIfNeeded: level)
        lowest = min(lowest, min(old, level))
        highest = max(highest, max(old, level))
        let row = Int(compiled.levelWorthStart[drain]) + t * (steps + 1)
        sums[0] += compiled.levelWorth[row + level] - compiled.levelWorth[row + old]
        for gainPlace in compiled.drainGains.range(drain) {
          let gain = compiled.drainGains.values[gainPlace]
          if Int(gain.lastWave) == t {
            gained[gain.goal] +=
              compiled.drainGainValues[Int(gain.start) + level] - compiled.drainGainValues[Int(gain.start) + old]
          }
        }
      }
      if lowest >= highest { continue }
      for watchPlace in compiled.watchersOf.range(drain) {
        let watch = compiled.watchersOf.values[watchPlace]
        if Int(watch.count) > lowest && Int(watch.count) <= highest { settle(Int(watch.other)) }
      }
    }
  }

  // MARK: Score

  /// Shortfalls by tier, and the worth less what the shortfalls of money goals cost.
  func score() -> Score {
    var result = Score(targetShortfall: 0, milestoneShortfall: 0, worth: sums[0])
    for goal in 0..<compiled.goalCount {
      let stated = compiled.problem.goals[goal]
      let shortfall = max(0, stated.need - gained[goal]) * stated.scale
      switch stated.tier {
      case .target: result.targetShortfall += shortfall
      case .milestone: result.milestoneShortfall += shortfall
      case .money(let price): result.worth -= price * shortfall
      }
    }
    return result
  }

  /// Takes over an assignment, from scratch, so that no rounding of earlier steps remains in the sums.
  func load(_ assignment: Cells<Int32>) {
    reset()
    for item in 0..<compiled.itemCount { place(item, Int(assignment[item])) }
  }
}

/// The items of each wave that take of any resource, for drawing one at random.
final class WaveLists {
  private let store = CellStore()
  private var lists: [[Int32]]
  private let position: Cells<Int32>

  init(itemCount: Int, waveCount: Int) {
    lists = [[Int32]](repeating: [], count: waveCount)
    position = store.cells(itemCount, Int32(-1))
  }

  func clear() {
    for wave in lists.indices { lists[wave].removeAll(keepingCapacity: true) }
  }

  func count(_ wave: Int) -> Int { lists[wave].count }
  func item(_ wave: Int, _ index: Int) -> Int { Int(lists[wave][index]) }

  @inline(__always)
  func add(_ item: Int, _ wave: Int) {
    position[item] = Int32(truncatingIfNeeded: lists[wave].count)
    lists[wave].append(Int32(truncatingIfNeeded: item))
  }

  @inline(__always)
  func remove(_ item: Int, _ wave: Int) {
    let place = Int(position[item])
    let last = lists[wave].removeLast()
    if Int(last) != item {
      lists[wave][place] = last
      position[Int(last)] = Int32(truncatingIfNeeded: place)
    }
  }
}

/// How many members of a large group are in each wave; a small group is looked through instead.
struct Tallies {
  private static let smallest = 12
  private let start: Cells<Int32>
  private let counts: Cells<Int32>
  private let sizes: [Int32]
  private let waveCount: Int

  init(members: RowCells<Int32>, waveCount: Int, in store: CellStore) {
    self.waveCount = waveCount
    var starts: [Int32] = []
    var sizes: [Int32] = []
    var total = 0
    for group in 0..<(members.start.count - 1) {
      let size = members.range(group).count
      sizes.append(Int32(size))
      if size > Tallies.smallest {
        starts.append(Int32(total))
        total += waveCount + 1
      } else {
        starts.append(-1)
      }
    }
    start = store.cells(starts)
    counts = store.cells(total, Int32(0))
    self.sizes = sizes
  }

  func reset() {
    counts.fill(0)
    for group in start.indices where start[group] >= 0 { counts[Int(start[group]) + waveCount] = sizes[group] }
  }

  @inline(__always)
  func move(_ group: Int, _ from: Int, _ to: Int) {
    let row = start[group]
    if row < 0 { return }
    counts[Int(row) + from] -= 1
    counts[Int(row) + to] += 1
  }

  func first(_ group: Int, startingAt wave: Int, waves: Cells<Int32>, members: RowCells<Int32>) -> Int {
    let row = Int(start[group])
    if row < 0 {
      var first = Int32(waveCount)
      for place in members.range(group) { first = min(first, waves[members.values[place]]) }
      return Int(first)
    }
    var t = wave
    while t < waveCount && counts[row + t] == 0 { t += 1 }
    return t
  }

  func last(_ group: Int, startingAt wave: Int, waves: Cells<Int32>, members: RowCells<Int32>) -> Int {
    let row = Int(start[group])
    if row < 0 {
      var last = Int32(0)
      for place in members.range(group) { last = max(last, waves[members.values[place]]) }
      return Int(last)
    }
    var t = wave
    while t > 0 && counts[row + t] == 0 { t -= 1 }
    return t
  }
}
