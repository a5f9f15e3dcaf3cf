import Estates
import Plans
import Solving
import Topology

/// Those who could have stayed, and moved to where they could not have gone before: what stood against it in the old estate,
/// everybody else where the old plan had him.
///
///     wave 5 was full of W1 ──W1 had to leave it──▶ W3 goes there now         released capacity
///     freeze over wave 4 is lifted                ──▶ W5 goes there now         rule
///
/// A chain ends at what changed, or at somebody who had to move. Whoever only changes places with others that nothing moved
/// stays unexplained.
struct EnabledMoves {
  private let finder: CauseFinder
  private let before: PlannedEstate
  private let after: PlannedEstate
  private let tracing: ChangeTracing
  private let placing: Placing
  private let rows: [Int32]

  /// - Parameter waves: where the fewest moves put each item of the later estate.
  init(_ finder: CauseFinder, _ waves: [Int32]) {
    self.finder = finder
    before = finder.before
    after = finder.after
    tracing = ChangeTracing(world: finder.before, inputs: finder.inputs, isLater: false)
    placing = Placing(finder.before.model.problem, workItems: finder.before.workItems, waves: finder.before.items)
    rows = finder.moved.filter { waves[finder.after.item(of: $0)] == finder.old[Int($0)] }
  }

  mutating func explain(_ book: inout CauseBook) {
    var open: [(row: Int32, grounds: [Ground])] = rows.map { ($0, grounds($0)) }
    while true {
      var found: [MoveCause] = []
      var rest: [(row: Int32, grounds: [Ground])] = []
      for (row, grounds) in open {
        if let cause = first(of: grounds, row, book) {
          found.append(cause)
        } else {
          rest.append((row, grounds))
        }
      }
      if found.isEmpty { return }
      for cause in found { book.take(cause) }
      open = rest
    }
  }

  private func first(of grounds: [Ground], _ row: Int32, _ book: CauseBook) -> MoveCause? {
    for ground in grounds {
      if let cause = follow(ground, row, book) { return cause }
    }
    return nil
  }

  /// Rows in grounds are those of the old estate.
  private func follow(_ ground: Ground, _ row: Int32, _ book: CauseBook) -> MoveCause? {
    guard let (through, other) = ground.edge else {
      return MoveCause(after.key(row), ground.word, .enabled, roots: ground.roots)
    }
    guard let cause = book[before.key(other)], cause.word != .search else { return nil }
    let link = MoveCause.Link(through: through, workload: cause.workload)
    return MoveCause(after.key(row), ground.word, .enabled, roots: cause.roots, chain: [link] + cause.chain)
  }

  // MARK: Grounds

  /// The wave of the old calendar in which a row of the old estate moves by the new plan; nil where it has no such wave.
  private func newWave(ofOld row: Int32) -> Int32? {
    guard let later = after.rowOf[before.key(row)] else { return nil }
    guard let day = after.cutover(after.waves[Int(later)]) else { return Int32(before.waveCount) }
    return before.wave(on: day)
  }

  private func isElsewhere(_ row: Int32) -> Bool { newWave(ofOld: row) != before.waves[Int(row)] }

  private func grounds(_ row: Int32) -> [Ground] {
    let was = before.rowOf[after.key(row)]!
    guard let wave = newWave(ofOld: was) else {
      return finder.inputs.calendar.map { [Ground(word: .rule, roots: [$0], end: was)] } ?? []
    }
    let item = before.item(of: was)
    var found: [Ground] = []
    for other in before.members(of: item) where newWave(ofOld: other) != wave {
      if let (word, roots) = tracing.roots(ofTiesFrom: was, to: other) {
        found.append(Ground(word: word, roots: roots, end: was))
        break
      }
      let key = before.key(other)
      if after.rowOf[key] == nil, let change = finder.inputs.ofWorkload(key) {
        found.append(Ground(word: .inventory, roots: [change], end: was))
        break
      }
    }
    for obstacle in placing.obstacles(to: item, in: wave) {
      switch obstacle {
      case .window: found += window(item, was, wave)
      case .before(let other): found += ordering(from: other, to: item, other)
      case .after(let other): found += ordering(from: item, to: other, other)
      case .apart(let group, let other): found += apart(group, item, other)
      case .resource(let resource, let bucket): found += room(resource, bucket, item, was)
      }
    }
    return found.filter { $0.edge == nil } + found.filter { $0.edge != nil }
  }

  private func window(_ item: Int, _ was: Int32, _ wave: Int32) -> [Ground] {
    for row in [was] + before.members(of: item).filter({ $0 != was }) {
      for source in before.sources(against: row, in: wave) where source != .history {
        if let (word, roots) = tracing.roots(of: source, on: row, actual: { _ in 0 }) {
          return [Ground(word: word, roots: roots, end: row)]
        }
      }
    }
    if case .provider(let other)? = before.model.obstructions[item] {
      return ordering(from: Int(other), to: item, Int(other))
    }
    return []
  }

  private func ordering(from first: Int, to then: Int, _ other: Int) -> [Ground] {
    before.orderings(from: first, to: then).compactMap { ordering in
      let far = other == first ? ordering.first : ordering.then
      let end = other == first ? ordering.then : ordering.first
      if let (word, roots) = tracing.roots(of: ordering.origin, ends: [end, far]) {
        return Ground(word: word, roots: roots, end: end)
      }
      return isElsewhere(far) ? Ground(word: .dependency, end: end, edge: (before.name(ordering.origin), far)) : nil
    }
  }

  private func apart(_ group: Int, _ item: Int, _ other: Int) -> [Ground] {
    let end = before.members(of: item).first!
    if let row = before.members(of: other).first(where: isElsewhere) {
      return [Ground(word: .dependency, end: end, edge: (tracing.name(ofApart: group), row))]
    }
    let ends = Array(before.members(of: item)) + before.members(of: other)
    return tracing.roots(ofApart: group, ends: ends).map { [Ground(word: $0.word, roots: $0.roots, end: end)] } ?? []
  }

  /// What made room in a bucket that was full: a limit that allows more, rows that need less or are gone, whoever left it.
  private func room(_ resource: Int, _ bucket: Int, _ item: Int, _ was: Int32) -> [Ground] {
    if let change = tracing.tightening(of: resource, bucket: bucket, beside: after) {
      return [Ground(word: .limit, roots: [change], end: was)]
    }
    let rule = before.estate.program.rules[before.model.resourceOrigins[resource].rule]
    let through = before.name(ofBucket: bucket, of: resource)
    var found: [Ground] = []
    let own = before.members(of: item).flatMap { tracing.rows(of: $0, seenBy: rule) }
    if !own.isEmpty { found.append(Ground(word: .inventory, roots: CauseBook.distinct(own), end: was)) }
    for other in placing.users(of: resource, bucket: bucket) where other != item {
      for row in before.members(of: other) {
        if isElsewhere(row) {
          found.append(Ground(word: .releasedCapacity, end: was, edge: (through, row)))
        } else {
          let rows = tracing.rows(of: row, seenBy: rule)
          if !rows.isEmpty { found.append(Ground(word: .releasedCapacity, roots: rows, end: was)) }
        }
      }
    }
    return found
  }
}
