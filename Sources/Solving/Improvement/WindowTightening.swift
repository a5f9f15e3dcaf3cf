/// Works out which waves an item can have at all: what its precedences, its own size and what must move leave of its
/// allowed waves.
///
/// Earliest waves grow along precedences until nothing changes; a cycle with a lag pushes its members past the end, so
/// that they can never move. An item can never move where no wave is left, or where one that must leave before it cannot.
/// What must move pulls all its predecessors with it, and bounds their latest waves.
struct WindowTightening {
  var allowed: [UInt64]
  var earliest: [Int32]
  var latest: [Int32]
  var mustMove: [Bool]
  private let befores: RowCells<CompiledProblem.Arc>
  private let afters: RowCells<CompiledProblem.Arc>
  private let waveCount: Int
  private let words: Int
  private let itemCount: Int

  init(problem: Problem, befores: RowCells<CompiledProblem.Arc>, afters: RowCells<CompiledProblem.Arc>) {
    allowed = problem.allowed
    waveCount = problem.waveCount
    words = problem.maskWords
    itemCount = problem.itemCount
    earliest = [Int32](repeating: 0, count: itemCount)
    latest = [Int32](repeating: Int32(waveCount - 1), count: itemCount)
    mustMove = problem.mayStay.map { !$0 }
    self.befores = befores
    self.afters = afters
  }

  private func isAllowed(_ item: Int, _ wave: Int) -> Bool {
    allowed[item * words + wave >> 6] >> UInt64(wave & 63) & 1 == 1
  }

  /// Takes away the waves in which an item alone takes more than there is. Amounts must not be negative.
  mutating func forbidWhatNeverFits(
    takes: RowCells<CompiledProblem.Take>, bucketOf: Cells<Int32>, capacity: Cells<Int64>
  ) {
    var sums: [(bucket: Int32, amount: Int64)] = []
    for item in 0..<itemCount where !takes.range(item).isEmpty {
      for wave in 0..<waveCount where isAllowed(item, wave) {
        sums.removeAll(keepingCapacity: true)
        for place in takes.range(item) {
          let take = takes.values[place]
          for back in 0..<min(Int(take.lead), wave + 1) {
            let bucket = bucketOf[Int(take.resource) * waveCount + wave - back]
            if bucket < 0 { continue }
            if let known = sums.firstIndex(where: { $0.bucket == bucket }) {
              sums[known].amount += take.amount
            } else {
              sums.append((bucket, take.amount))
            }
          }
        }
        if sums.contains(where: { $0.amount > capacity[$0.bucket] }) {
          allowed[item * words + wave >> 6] &= ~(1 << UInt64(wave & 63))
        }
      }
    }
  }

  /// False where an item that must move cannot.
  mutating func tighten() -> Bool {
    let never = Int32(waveCount)
    for item in 0..<itemCount { earliest[item] = firstAllowed(item, from: 0) }
    var queued = [Bool](repeating: true, count: itemCount)
    var queue = WorkQueue((0..<itemCount).map(Int32.init))
    while let next = queue.next() {
      let item = Int(next)
      queued[item] = false
      for place in afters.range(item) {
        let arc = afters.values[place]
        let after = Int(arc.item)
        let bound = earliest[item] >= never ? never : min(never, earliest[item] + arc.lag)
        guard earliest[after] < bound else { continue }
        earliest[after] = firstAllowed(after, from: bound)
        if !queued[after] {
          queued[after] = true
          queue.append(arc.item)
        }
      }
    }

    // What must move, and what must leave before it.
    let stated = (0..<itemCount).filter { mustMove[$0] }.map(Int32.init)
    queue = WorkQueue(stated)
    while let item = queue.next() {
      for place in befores.range(Int(item)) where !mustMove[Int(befores.values[place].item)] {
        mustMove[Int(befores.values[place].item)] = true
        queue.append(befores.values[place].item)
      }
    }
    for item in 0..<itemCount { latest[item] = lastAllowed(item, from: never - 1) }
    queue = WorkQueue((0..<itemCount).filter { mustMove[$0] }.map(Int32.init))
    queued = mustMove
    while let next = queue.next() {
      let item = Int(next)
      queued[item] = false
      for place in befores.range(item) {
        let arc = befores.values[place]
        let before = Int(arc.item)
        let bound = latest[item] - arc.lag
        guard latest[before] > bound else { continue }
        latest[before] = lastAllowed(before, from: max(-1, bound))
        if latest[before] >= earliest[before] && !queued[before] {
          queued[before] = true
          queue.append(arc.item)
        }
      }
    }
    var consistent = true
    for item in 0..<itemCount {
      for wave in 0..<waveCount where wave < Int(earliest[item]) || wave > Int(latest[item]) {
        allowed[item * words + wave >> 6] &= ~(1 << UInt64(wave & 63))
      }
      if mustMove[item] && earliest[item] > latest[item] { consistent = false }
    }
    return consistent
  }

  private func firstAllowed(_ item: Int, from wave: Int32) -> Int32 {
    var t = wave
    while t < Int32(waveCount) && !isAllowed(item, Int(t)) { t += 1 }
    return t
  }

  private func lastAllowed(_ item: Int, from wave: Int32) -> Int32 {
    var t = wave
    while t >= 0 && !isAllowed(item, Int(t)) { t -= 1 }
    return t
  }
}

/// First in, first out, without giving back memory until it is empty.
struct WorkQueue {
  private var items: [Int32]
  private var head = 0

  init(_ items: [Int32]) { self.items = items }

  mutating func append(_ item: Int32) { items.append(item) }

  mutating func next() -> Int32? {
    guard head < items.count else { return nil }
    head += 1
    let item = items[head - 1]
    if head > 65_536 && head * 2 > items.count {
      items.removeFirst(head)
      head = 0
    }
    return item
  }
}
