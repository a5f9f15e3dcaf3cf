import Estates

/// Why a move group is as large as it is: what ties it, counted by rule and by row, and what would be left of it without.
///
///     group of 812 workloads: 640 ties by rule 2 (relate sql* → together), 95 rows that say together, 12 groups of rule 0
///     without rule 2 the largest piece has 140;  without dependencies.csv:118 it has 700
package struct GroupCohesion: Sendable {
  /// What could be taken away.
  package enum Source: Hashable, Sendable {
    /// The `together` or `order` rule of that index, or the `relate` rule that decided rows.
    case rule(Int)
    /// Rows that state their relation.
    case statedRows
    /// One row of `dependencies`.
    case row(Int32)
  }

  package struct Share: Sendable {
    package var source: Source
    /// Groups of the rule, or rows, that tie the group.
    package var ties: Int
    /// Workloads in the largest piece that would be left without the source.
    package var largestPiece: Int
  }

  package let group: Int
  package let size: Int
  /// Rules and stated rows together, those that split it most first.
  package let shares: [Share]
  /// Single rows whose absence splits the group, those that split it most first; at most ten. Looked for where rows times
  /// members are at most `rowWork`.
  package let cuts: [Share]
  package static let rowWork = 4_000_000

  package init(_ graph: DependencyGraph, group: Int) {
    let members = Array(graph.groups.members(of: group))
    self.group = group
    size = members.count
    let pieces = Pieces(graph, group: group, members: members)
    var count: [Source: Int] = [:]
    for tie in pieces.ties { count[tie.source, default: 0] += 1 }
    shares = count.map { source, ties in
      Share(source: source, ties: ties, largestPiece: pieces.largest { $0.source == source })
    }.sorted(by: Self.splitsMore)
    let rows = Set(pieces.ties.compactMap(\.row)).sorted()
    var cuts: [Share] = []
    if rows.count * (members.count + pieces.ties.count) <= Self.rowWork {
      for row in rows {
        let largest = pieces.largest { $0.row == row }
        if largest < members.count { cuts.append(Share(source: .row(row), ties: 1, largestPiece: largest)) }
      }
    }
    self.cuts = Array(cuts.sorted(by: Self.splitsMore).prefix(10))
  }

  private static func splitsMore(_ left: Share, _ right: Share) -> Bool {
    if left.largestPiece != right.largestPiece { return left.largestPiece < right.largestPiece }
    if left.ties != right.ties { return left.ties > right.ties }
    return order(left.source) < order(right.source)
  }

  private static func order(_ source: Source) -> (Int, Int) {
    switch source {
    case .rule(let index): (0, index)
    case .statedRows: (1, 0)
    case .row(let row): (2, Int(row))
    }
  }
}

/// The ties inside one move group over its own small numbers, and what they hold together when some are left out.
private struct Pieces {
  struct Tie {
    var nodes: [Int32]
    /// From the first node to the second; otherwise all move in one wave.
    var isOrdering: Bool
    var source: GroupCohesion.Source
    var row: Int32?
  }

  private(set) var ties: [Tie] = []
  private let memberCount: Int
  private let nodeCount: Int

  init(_ graph: DependencyGraph, group: Int, members: [Int32]) {
    let groups = graph.groups
    let estate = graph.resolved.estate
    memberCount = members.count
    var local: [Int32: Int32] = [:]
    for (number, member) in members.enumerated() { local[member] = Int32(number) }
    for gate in estate.workloads.count..<groups.groupOf.count where Int(groups.groupOf[gate]) == group {
      local[Int32(gate)] = Int32(local.count)
    }
    nodeCount = local.count
    for link in graph.demands.links where link.relation == .together {
      guard let source = local[link.source], let target = local[link.target] else { continue }
      ties.append(
        Tie(
          nodes: [source, target], isOrdering: false,
          source: link.decidedBy < 0 ? .statedRows : .rule(Int(link.decidedBy)), row: link.row))
    }
    var decidedBy: [Int32: Int32] = [:]
    for origin in groups.origins(of: group) {
      switch origin {
      case .dependency(let row): decidedBy[row] = -1
      case .rule(let index, let number):
        guard case .together = estate.program.rules[Int(index)].kind else { continue }
        ties.append(
          Tie(
            nodes: graph.resolved.groups[Int(index)][Int(number)].members.compactMap { local[$0] }, isOrdering: false,
            source: .rule(Int(index)), row: nil))
      }
    }
    for link in graph.demands.links where decidedBy[link.row] != nil { decidedBy[link.row] = link.decidedBy }
    for ordering in groups.orderings.all where ordering.lag == 0 {
      guard let before = local[ordering.before], let after = local[ordering.after] else { continue }
      switch ordering.origin {
      case .dependency(let row):
        let rule = decidedBy[row] ?? -1
        ties.append(
          Tie(
            nodes: [before, after], isOrdering: true, source: rule < 0 ? .statedRows : .rule(Int(rule)), row: row))
      case .rule(let index, _):
        ties.append(Tie(nodes: [before, after], isOrdering: true, source: .rule(Int(index)), row: nil))
      }
    }
  }

  /// Workloads in the largest group that is left when the ties that `isLeftOut` names are taken away.
  func largest(without isLeftOut: (Tie) -> Bool) -> Int {
    var sets = UnionFind(count: nodeCount)
    var tails: [Int32] = []
    var heads: [Int32] = []
    for tie in ties where !isLeftOut(tie) {
      if tie.isOrdering {
        tails.append(tie.nodes[0])
        heads.append(tie.nodes[1])
      } else {
        for node in tie.nodes.dropFirst() { sets.merge(tie.nodes[0], node) }
      }
    }
    if !tails.isEmpty {
      let graph = DirectedGraph(
        count: nodeCount, tails: tails.map { sets.root(of: $0) }, heads: heads.map { sets.root(of: $0) })
      let cycles = StronglyConnected(graph)
      var first = [Int32](repeating: -1, count: cycles.count)
      for node in 0..<Int32(nodeCount) {
        let root = sets.root(of: node)
        let component = Int(cycles.component[Int(root)])
        if first[component] < 0 { first[component] = root } else { sets.merge(first[component], root) }
      }
    }
    var sizes = [Int](repeating: 0, count: nodeCount)
    for node in 0..<memberCount { sizes[Int(sets.root(of: Int32(node)))] += 1 }
    return sizes.max() ?? 0
  }
}
