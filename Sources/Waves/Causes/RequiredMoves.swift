import Estates
import Plans
import Solving
import Topology

/// Those who cannot stay where they were, and why: what stands against each in its old wave, where everybody else is as few
/// moves as possible have put him.
///
///     freeze ──▶ W1 ──order──▶ W2 ──its wave is full──▶ W3
///
/// The roots are what changed; from them the chain is followed to whoever stands in another's way. A circle in which each
/// stands in the next one's way, and nobody in anybody else's, was not required: it is put back as a whole.
struct RequiredMoves {
  private struct Node: Hashable {
    var item: Int
    /// Where some members of it were.
    var wave: Int32
  }

  private struct Explained {
    var end: Int32
    var word: MoveCause.Word
    var roots: [Int]
    var chain: [MoveCause.Link]
    /// Everything that stands against it; the first of them is told.
    var grounds: [Ground] = []
  }

  private let finder: CauseFinder
  private let world: PlannedEstate
  private let tracing: ChangeTracing
  private var placing: Placing
  private var explained: [Node: Explained] = [:]

  init(_ finder: CauseFinder, _ waves: [Int32]) {
    self.finder = finder
    world = finder.after
    tracing = ChangeTracing(world: finder.after, inputs: finder.inputs, isLater: true)
    placing = Placing(finder.after.model.problem, workItems: finder.after.workItems, waves: waves)
  }

  var waves: [Int32] { placing.waves }

  /// Rows that have to move.
  var movedRows: [Int32] {
    (0..<world.workItems).flatMap { finder.displaced($0, in: placing.waves[$0]) }.sorted()
  }

  private var nodes: [Node] {
    (0..<world.workItems).flatMap { item in
      Set(finder.displaced(item, in: placing.waves[item]).map { finder.old[Int($0)] }).sorted()
        .map { Node(item: item, wave: $0) }
    }
  }

  mutating func explain(_ book: inout CauseBook) {
    var open = nodes
    while !open.isEmpty {
      open = spread(open, placing, &book)
      if open.isEmpty { break }
      // Nobody else stands in their way: all back at once, and see what stands against that.
      var together = placing
      for node in open { together.move(node.item, to: node.wave) }
      let blocked = open.filter { !together.obstacles(to: $0.item, in: $0.wave).isEmpty }
      if blocked.isEmpty {
        placing = together
        explained = explained.filter { finder.displaced($0.key.item, in: placing.waves[$0.key.item]).count > 0 }
        break
      }
      let rest = spread(open, together, &book)
      if rest.count == open.count { break }
      open = rest
    }
    joinRoots(book)
    for row in movedRows {
      guard let node = explained[Node(item: world.item(of: row), wave: finder.old[Int(row)])] else { continue }
      book.take(cause(of: row, node))
    }
  }

  /// Where several things stand against a workload, each of them alone is enough: it is theirs together.
  private mutating func joinRoots(_ book: CauseBook) {
    let order = explained.keys.sorted { ($0.item, $0.wave) < ($1.item, $1.wave) }
    var hasChanged = true
    while hasChanged {
      hasChanged = false
      for node in order {
        guard let one = explained[node] else { continue }
        var roots = one.roots
        for ground in one.grounds { roots += follow(ground, book)?.roots ?? [] }
        roots = CauseBook.distinct(roots)
        if roots.count > one.roots.count {
          explained[node]?.roots = roots
          hasChanged = true
        }
      }
    }
  }

  private func cause(of row: Int32, _ node: Explained) -> MoveCause {
    let key = world.key(row)
    if row == node.end { return MoveCause(key, node.word, .required, roots: node.roots, chain: node.chain) }
    let ties = tracing.links(from: row, to: node.end)
    return MoveCause(key, .dependency, .required, roots: node.roots, chain: ties + node.chain)
  }

  /// Explains what can be, from the roots on, round after round; returns what is left.
  private mutating func spread(_ nodes: [Node], _ placing: Placing, _ book: inout CauseBook) -> [Node] {
    var open: [(node: Node, grounds: [Ground])] = []
    for node in nodes { open.append((node, grounds(node, placing, &book))) }
    while true {
      var found: [(Node, Explained)] = []
      var rest: [(node: Node, grounds: [Ground])] = []
      for (node, grounds) in open {
        if var one = first(of: grounds, book) {
          one.grounds = grounds
          found.append((node, one))
        } else {
          rest.append((node, grounds))
        }
      }
      if found.isEmpty { return open.map(\.node) }
      for (node, one) in found { explained[node] = one }
      open = rest
    }
  }

  private func first(of grounds: [Ground], _ book: CauseBook) -> Explained? {
    for ground in grounds {
      if let found = follow(ground, book) { return found }
    }
    return nil
  }

  /// What a ground comes to; nil where it hangs on somebody who is not explained yet.
  private func follow(_ ground: Ground, _ book: CauseBook) -> Explained? {
    guard let (through, row) = ground.edge else {
      return Explained(end: ground.end, word: ground.word, roots: ground.roots, chain: [])
    }
    let cause: MoveCause
    if let node = explained[Node(item: world.item(of: row), wave: finder.old[Int(row)])], finder.isOpen(row) {
      cause = self.cause(of: row, node)
    } else if let given = book[world.key(row)] {
      cause = given
    } else {
      return nil
    }
    let link = MoveCause.Link(through: through, workload: cause.workload)
    return Explained(end: ground.end, word: ground.word, roots: cause.roots, chain: [link] + cause.chain)
  }

  // MARK: Grounds

  /// Members that are not where they were, or were not there.
  private func otherwise(_ item: Int, _ placing: Placing, _ book: CauseBook) -> [Int32] {
    finder.displaced(item, in: placing.waves[item]) + world.members(of: item).filter { book[world.key($0)] != nil }
  }

  /// Everything that stands against a node, roots first.
  private func grounds(_ node: Node, _ placing: Placing, _ book: inout CauseBook) -> [Ground] {
    let hit = finder.displaced(node.item, in: placing.waves[node.item]).first { finder.old[Int($0)] == node.wave }
    guard let hit = hit ?? world.members(of: node.item).first(where: { finder.old[Int($0)] == node.wave }) else {
      return []
    }
    var found: [Ground] = []
    // Members that were elsewhere are tied to them by something new.
    for other in world.members(of: node.item) where finder.old[Int(other)] != node.wave && other != hit {
      if let tie = tracing.roots(ofTiesFrom: hit, to: other) {
        found.append(Ground(word: tie.word, roots: tie.roots, end: hit))
        break
      }
      if book[world.key(other)] != nil {
        found.append(Ground(word: .dependency, end: hit, edge: (tieName(hit, other), other)))
      }
    }
    for obstacle in placing.obstacles(to: node.item, in: node.wave) {
      switch obstacle {
      case .window: found += window(node, hit, placing, &book)
      case .before(let other): found += ordering(from: other, to: node.item, isBefore: true, placing, book)
      case .after(let other): found += ordering(from: node.item, to: other, isBefore: false, placing, book)
      case .apart(let group, let other): found += apart(group, node.item, other, hit, placing, book)
      case .resource(let resource, let bucket): found += full(resource, bucket, node, hit, placing, book)
      }
    }
    return found.filter { $0.edge == nil } + found.filter { $0.edge != nil }
  }

  private func tieName(_ row: Int32, _ other: Int32) -> String {
    world.ties(from: row, to: other).last.map { world.name($0.origin) } ?? ""
  }

  private func window(_ node: Node, _ hit: Int32, _ placing: Placing, _ book: inout CauseBook) -> [Ground] {
    var found: [Ground] = []
    let members = Array(world.members(of: node.item))
    for row in [hit] + members.filter({ $0 != hit }) {
      for source in world.sources(against: row, in: node.wave) {
        if let (word, roots) = tracing.roots(of: source, on: row, actual: { finder.actual(of: $0, &book) }) {
          found.append(Ground(word: word, roots: roots, end: row))
        }
      }
    }
    if !found.isEmpty { return found }
    switch world.model.obstructions[node.item] {
    case .provider(let other)?: return ordering(from: Int(other), to: node.item, isBefore: true, placing, book)
    case .apart(let one, let other)?:
      if let (word, roots) = tracing.roots(ofTiesFrom: one, to: other) {
        return [Ground(word: word, roots: roots, end: one)]
      }
      for group in world.model.apartOrigins.indices {
        if let (word, roots) = tracing.roots(ofApart: group, ends: [one, other]) {
          return [Ground(word: word, roots: roots, end: one)]
        }
      }
    case .lagCycle(let number)?:
      for ordering in world.model.groups.lagCycles[number].closing {
        let ends = [ordering.before, ordering.after].filter { Int($0) < world.estate.workloads.count }
        if let (word, roots) = tracing.roots(of: ordering.origin, ends: ends) {
          return [Ground(word: word, roots: roots, end: hit)]
        }
      }
    case .stayingMember?, .noWave?, nil: break
    }
    // Whatever changed about it.
    let rows = members.flatMap { finder.inputs.touching(world.key($0), $0, in: world.estate) }
    return rows.isEmpty ? [] : [Ground(word: .inventory, roots: CauseBook.distinct(rows), end: hit)]
  }

  private func ordering(
    from first: Int, to then: Int, isBefore: Bool, _ placing: Placing, _ book: CauseBook
  ) -> [Ground] {
    var found: [Ground] = []
    let other = isBefore ? first : then
    let moved = otherwise(other, placing, book)
    for ordering in world.orderings(from: first, to: then) {
      let (end, far) = isBefore ? (ordering.then, ordering.first) : (ordering.first, ordering.then)
      if let (word, roots) = tracing.roots(of: ordering.origin, ends: [end, far]) {
        found.append(Ground(word: word, roots: roots, end: end))
      } else if let row = moved.contains(far) ? far : moved.first {
        found.append(Ground(word: .dependency, end: end, edge: (world.name(ordering.origin), row)))
      }
    }
    return found
  }

  private func apart(
    _ group: Int, _ item: Int, _ other: Int, _ hit: Int32, _ placing: Placing, _ book: CauseBook
  ) -> [Ground] {
    if let row = otherwise(other, placing, book).first {
      return [Ground(word: .dependency, end: hit, edge: (tracing.name(ofApart: group), row))]
    }
    let ends = Array(world.members(of: item)) + world.members(of: other)
    return tracing.roots(ofApart: group, ends: ends).map { [Ground(word: $0.word, roots: $0.roots, end: hit)] } ?? []
  }

  private func full(
    _ resource: Int, _ bucket: Int, _ node: Node, _ hit: Int32, _ placing: Placing, _ book: CauseBook
  ) -> [Ground] {
    if let change = tracing.tightening(of: resource, bucket: bucket, beside: finder.before) {
      return [Ground(word: .limit, roots: [change], end: hit)]
    }
    let rule = world.estate.program.rules[world.model.resourceOrigins[resource].rule]
    let own = world.members(of: node.item).flatMap { tracing.rows(of: $0, seenBy: rule) }
    var found: [Ground] = []
    if !own.isEmpty { found.append(Ground(word: .inventory, roots: CauseBook.distinct(own), end: hit)) }
    let through = world.name(ofBucket: bucket, of: resource)
    for item in placing.users(of: resource, bucket: bucket) where item != node.item {
      let moved = otherwise(item, placing, book)
      if let row = moved.first {
        found.append(Ground(word: .limit, end: hit, edge: (through, row)))
        continue
      }
      let rows = world.members(of: item).flatMap { tracing.rows(of: $0, seenBy: rule) }
      if !rows.isEmpty { found.append(Ground(word: .limit, roots: CauseBook.distinct(rows), end: hit)) }
    }
    return found
  }
}
