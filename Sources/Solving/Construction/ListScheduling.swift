/// Builds a first assignment item by item: in the order of a key, but none before what must leave before it, each goes
/// into the first wave in which everything fits.
///
/// Items that must move go first, the tightest window first; what does not fit may stay. Linear but for the queue.
struct ListScheduling {
  let compiled: CompiledProblem
  let state: SearchState

  /// Leaves its assignment in `state`. `key[item]`: smaller goes first. `wanted[item]` false leaves the item where it
  /// is, unless it must move. `release[item]` is the first wave to try. False where an item that must move found no wave.
  /// With `base` the assignment begins with what is placed there.
  func run(
    key: [Double], wanted: (Int) -> Bool, release: (Int) -> Int = { _ in 0 }, base: Cells<Int32>? = nil
  ) -> Bool {
    let n = compiled.itemCount
    let waveCount = compiled.waveCount
    if let base { state.load(base) } else { state.reset() }
    var waiting = [Int32](repeating: 0, count: n)
    var queue = PriorityQueue()
    func priority(_ item: Int) -> (Double, Double) {
      compiled.mayStay[item] ? (1, key[item]) : (0, Double(compiled.latest[item]))
    }
    for item in 0..<n {
      waiting[item] = Int32(compiled.befores.range(item).count)
      if waiting[item] == 0 { queue.push(Int32(item), priority(item)) }
    }
    while let next = queue.pop() {
      let item = Int(next)
      var placed = Int(state.waves[item]) < waveCount
      if !placed && compiled.canMove(item) && (wanted(item) || !compiled.mayStay[item]) {
        var first = compiled.mayStay[item] ? release(item) : 0
        for place in compiled.befores.range(item) {
          let arc = compiled.befores.values[place]
          let wave = Int(state.waves[arc.item])
          first = wave == waveCount ? waveCount : max(first, wave + Int(arc.lag))
          if first >= waveCount { break }
        }
        var wave = first < waveCount ? compiled.allowedAtOrAfter(item, first) : waveCount
        while wave < waveCount {
          if fits(item, wave) {
            state.place(item, wave)
            placed = true
            break
          }
          wave = compiled.allowedAtOrAfter(item, wave + 1)
        }
      }
      for place in compiled.afters.range(item) {
        let after = Int(compiled.afters.values[place].item)
        waiting[after] -= 1
        if waiting[after] == 0 { queue.push(Int32(after), priority(after)) }
      }
    }
    // Items of a circle of precedences never come to the front of the queue.
    return (0..<n).allSatisfy { compiled.mayStay[$0] || Int(state.waves[$0]) < waveCount }
  }

  /// Whether `item`, which stays so far, fits into `wave` with what is there.
  func fits(_ item: Int, _ wave: Int) -> Bool {
    let waveCount = compiled.waveCount
    for place in compiled.apartsOf.range(item) {
      for memberPlace in compiled.apartMembers.range(Int(compiled.apartsOf.values[place]))
      where Int(state.waves[compiled.apartMembers.values[memberPlace]]) == wave { return false }
    }
    let takes = compiled.takes.range(item)
    var meet = false
    for place in takes {
      let take = compiled.takes.values[place]
      if place > takes.lowerBound && compiled.takes.values[place - 1].resource == take.resource { meet = true }
      var t = wave
      var previous: Int32 = -1
      while t >= max(0, wave - Int(take.lead) + 1) {
        let bucket = compiled.bucketOf[Int(take.resource) * waveCount + t]
        if bucket >= 0 && state.taken[bucket] + take.amount > compiled.capacity[bucket] { return false }
        if bucket >= 0 && bucket == previous { meet = true }
        previous = bucket
        t -= 1
      }
    }
    // Several waves, or several takes, meet in one bucket: then only trying it tells.
    if !meet { return true }
    state.place(item, wave)
    var within = true
    for place in takes {
      let take = compiled.takes.values[place]
      var t = wave
      while t >= max(0, wave - Int(take.lead) + 1) {
        let bucket = compiled.bucketOf[Int(take.resource) * waveCount + t]
        if bucket >= 0 && state.taken[bucket] > compiled.capacity[bucket] { within = false }
        t -= 1
      }
    }
    state.place(item, waveCount)
    return within
  }
}

/// A binary heap of items; smaller priorities first, then smaller item numbers.
struct PriorityQueue {
  private var entries: [(key: (Double, Double), item: Int32)] = []

  private func precedes(_ a: Int, _ b: Int) -> Bool {
    let left = entries[a]
    let right = entries[b]
    if left.key.0 != right.key.0 { return left.key.0 < right.key.0 }
    if left.key.1 != right.key.1 { return left.key.1 < right.key.1 }
    return left.item < right.item
  }

  mutating func push(_ item: Int32, _ key: (Double, Double)) {
    entries.append((key, item))
    var child = entries.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      if !precedes(child, parent) { break }
      entries.swapAt(child, parent)
      child = parent
    }
  }

  mutating func pop() -> Int32? {
    guard let top = entries.first else { return nil }
    let last = entries.removeLast()
    if !entries.isEmpty {
      entries[0] = last
      var parent = 0
      while true {
        var best = parent
        for child in [2 * parent + 1, 2 * parent + 2] where child < entries.count && precedes(child, best) {
          best = child
        }
        if best == parent { break }
        entries.swapAt(best, parent)
        parent = best
      }
    }
    return top.item
  }
}
