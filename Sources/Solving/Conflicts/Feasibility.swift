/// Decides whether what must move can: the items that may not stay, and with them all that must leave before.
///
/// Everything else stays, which breaks nothing (unless amounts are negative: then what could make room takes part). First
/// a count: what has to fit between two waves against all the capacity there is between them. Then a search with the
/// waves that are left to each item, the item with the fewest first; it proves both answers, within a number of nodes.
struct Feasibility {
  enum Verdict {
    case possible([Int32])
    case impossible
    case unknown
  }

  private let compiled: CompiledProblem
  private let state: SearchState
  private let items: [Int]
  private var nodesLeft: Int

  init(_ compiled: CompiledProblem, nodes: Int) {
    self.compiled = compiled
    state = SearchState(compiled)
    items = (0..<compiled.itemCount).filter { item in
      !compiled.mayStay[item]
        || (compiled.canMove(item)
          && compiled.takes.range(item).contains { compiled.takes.values[$0].amount < 0 })
    }
    // A node costs about as much as there are items, and waves of open ones.
    nodesLeft = max(50, min(nodes, 40_000_000 / (compiled.itemCount + items.count * compiled.waveCount + 1)))
  }

  mutating func decide() -> Verdict {
    if !compiled.isConsistent { return .impossible }
    if items.isEmpty { return .possible(state.waves.array) }
    if !compiled.hasNegativeTakes && overflowsByCount() { return .impossible }
    var domains = [[UInt64]](repeating: [], count: compiled.itemCount)
    for item in items {
      domains[item] = (0..<compiled.words).map { compiled.allowed[item * compiled.words + $0] }
    }
    switch search(domains, open: items) {
    case .some(true): return .possible(state.waves.array)
    case .some(false): return .impossible
    case .none: return .unknown
    }
  }

  /// Whether some run of waves must hold more than it can.
  private func overflowsByCount() -> Bool {
    let waveCount = compiled.waveCount
    for resource in compiled.problem.resources.indices {
      var need: [(first: Int, last: Int, amount: Int64)] = []
      for item in items {
        for place in compiled.takes.range(item) where Int(compiled.takes.values[place].resource) == resource {
          let take = compiled.takes.values[place]
          let first = Int(compiled.earliest[item]) - Int(take.lead) + 1
          need.append((max(0, first), Int(compiled.latest[item]), take.amount * Int64(take.lead)))
        }
      }
      if need.isEmpty { continue }
      need.sort { $0.last < $1.last }
      for first in Set(need.map(\.first)).sorted() {
        // Capacity of the buckets that touch first...t; unlimited waves end the count.
        var sum: Int64 = 0
        var room: Int64 = 0
        var counted = Set<Int32>()
        var limited = true
        var next = 0
        for t in 0..<waveCount {
          if t >= first {
            let bucket = compiled.bucketOf[resource * waveCount + t]
            if bucket < 0 {
              limited = false
            } else if counted.insert(bucket).inserted {
              room = room.addingReportingOverflow(compiled.capacity[bucket]).partialValue
              if room < 0 { limited = false }
            }
          }
          while next < need.count && need[next].last <= t {
            if need[next].first >= first { sum += need[next].amount }
            next += 1
          }
          if !limited { break }
          // Every take is rounded to whole units; so many units of doubt there are.
          if sum > room + Int64(need.count * waveCount) { return true }
        }
      }
    }
    return false
  }

  /// True: all are placed (and stand in `state`). False: there is no way. Nil: nodes ran out.
  private mutating func search(_ domains: [[UInt64]], open: [Int]) -> Bool? {
    if open.isEmpty { return !compiled.hasNegativeTakes || withinCapacity() }
    if nodesLeft <= 0 { return nil }
    nodesLeft -= 1
    let waveCount = compiled.waveCount
    var chosen = 0
    var fewest = Int.max
    for (index, item) in open.enumerated() {
      let size = domains[item].reduce(0) { $0 + $1.nonzeroBitCount } + (compiled.mayStay[item] ? 1 : 0)
      if size < fewest {
        fewest = size
        chosen = index
      }
    }
    if fewest == 0 { return false }
    let item = open[chosen]
    var rest = open
    rest.remove(at: chosen)
    var exhausted = true
    for wave in 0...waveCount {
      if wave == waveCount {
        if !compiled.mayStay[item] { continue }
      } else if domains[item][wave >> 6] >> UInt64(wave & 63) & 1 == 0 {
        continue
      }
      state.place(item, wave)
      var narrowed = domains
      if wave < waveCount { narrowed[item] = single(wave) }
      if propagate(&narrowed, from: item, wave: wave, open: rest) {
        switch search(narrowed, open: rest) {
        case .some(true): return true
        case .some(false): break
        case .none: exhausted = false
        }
      }
      state.place(item, waveCount)
      if nodesLeft <= 0 {
        exhausted = false
        break
      }
    }
    return exhausted ? false : nil
  }

  private func single(_ wave: Int) -> [UInt64] {
    var mask = [UInt64](repeating: 0, count: compiled.words)
    mask[wave >> 6] = 1 << UInt64(wave & 63)
    return mask
  }

  /// Takes from the open items what `item` in `wave` rules out; false where one has nothing left.
  private func propagate(_ domains: inout [[UInt64]], from item: Int, wave: Int, open: [Int]) -> Bool {
    let waveCount = compiled.waveCount
    let isOpen = Set(open)
    var queue = [item]
    var bounds: [Int: (first: Int, last: Int)] = [:]
    func bound(_ index: Int) -> (first: Int, last: Int) {
      if let known = bounds[index] { return known }
      var first = waveCount
      var last = -1
      for t in 0..<waveCount where domains[index][t >> 6] >> UInt64(t & 63) & 1 == 1 {
        first = min(first, t)
        last = t
      }
      return (first, last)
    }
    if wave == waveCount {
      for place in compiled.afters.range(item) where !compiled.mayStay[Int(compiled.afters.values[place].item)] {
        return false
      }
      return true
    }
    // Precedences among items that must move, by their bounds.
    while let next = queue.popLast() {
      if compiled.mayStay[next] && next != item { continue }
      let (first, last) = bound(next)
      if first > last { return false }
      for place in compiled.afters.range(next) {
        let arc = compiled.afters.values[place]
        let after = Int(arc.item)
        if isOpen.contains(after) {
          if clip(&domains[after], from: first + Int(arc.lag), through: waveCount - 1) {
            bounds[after] = nil
            queue.append(after)
            if bound(after).first > bound(after).last && !compiled.mayStay[after] { return false }
          }
        } else if !compiled.mayStay[after], Int(state.waves[after]) < waveCount,
          Int(state.waves[after]) < first + Int(arc.lag)
        {
          return false
        }
      }
      for place in compiled.befores.range(next) {
        let arc = compiled.befores.values[place]
        let before = Int(arc.item)
        if isOpen.contains(before) {
          if clip(&domains[before], from: 0, through: last - Int(arc.lag)) {
            bounds[before] = nil
            queue.append(before)
            if bound(before).first > bound(before).last { return false }
          }
        } else if domains[before].isEmpty || Int(state.waves[before]) == waveCount
          || Int(state.waves[before]) + Int(arc.lag) > last
        {
          return false
        }
      }
    }
    for place in compiled.apartsOf.range(item) {
      for member in compiled.apartMembers.range(Int(compiled.apartsOf.values[place])) {
        let other = Int(compiled.apartMembers.values[member])
        if other == item || domains[other].isEmpty { continue }
        if !isOpen.contains(other) {
          if Int(state.waves[other]) == wave { return false }
        } else {
          domains[other][wave >> 6] &= ~(1 << UInt64(wave & 63))
        }
      }
    }
    if compiled.hasNegativeTakes { return true }
    if !withinCapacity() { return false }
    // Waves in which an open item no longer fits.
    let resources = Set(compiled.takes.range(item).map { compiled.takes.values[$0].resource })
    for other in open {
      for place in compiled.takes.range(other) where resources.contains(compiled.takes.values[place].resource) {
        let take = compiled.takes.values[place]
        for t in 0..<waveCount where domains[other][t >> 6] >> UInt64(t & 63) & 1 == 1 {
          for back in 0..<min(Int(take.lead), t + 1) {
            let bucket = compiled.bucketOf[Int(take.resource) * waveCount + t - back]
            if bucket >= 0 && state.taken[bucket] + take.amount > compiled.capacity[bucket] {
              domains[other][t >> 6] &= ~(1 << UInt64(t & 63))
              break
            }
          }
        }
      }
      if !compiled.mayStay[other] && domains[other].allSatisfy({ $0 == 0 }) { return false }
    }
    return true
  }

  /// Keeps the waves from `first` through `last`; true where any was taken away.
  private func clip(_ domain: inout [UInt64], from first: Int, through last: Int) -> Bool {
    var changed = false
    for t in 0..<compiled.waveCount where (t < first || t > last) && domain[t >> 6] >> UInt64(t & 63) & 1 == 1 {
      domain[t >> 6] &= ~(1 << UInt64(t & 63))
      changed = true
    }
    return changed
  }

  private func withinCapacity() -> Bool {
    for bucket in state.taken.indices where state.taken[bucket] > compiled.capacity[bucket] { return false }
    return true
  }
}
