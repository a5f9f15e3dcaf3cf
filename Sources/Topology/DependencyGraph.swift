import Estates

/// What depends on what in an estate: typed edges between workloads, and the same contracted to move groups.
///
///     workloads      W1 ─near→ W2 ─first→ W3 ═together═ W4
///     move groups    {W1}     {W2} ────▶ {W3, W4}            "must leave before"
///
/// The edges are the dependencies as they bind (`demands.links`); rules add ties of their own. *Hard* ties are those that
/// a plan must keep: `together`, `first`, `last` and `order`. Everything here is linear in workloads and dependencies.
package struct DependencyGraph: Sendable {
  package let resolved: ResolvedEstate
  package let demands: Demands
  package let groups: MoveGroups
  /// Move groups with an arc from each that must leave before another; arcs are numbered as `groups.orderings.all`.
  package let contracted: DirectedGraph
  /// Strongly connected components of `contracted`: more than one group in one means a cycle with a lag.
  package let condensation: StronglyConnected
  /// Workloads that hang together by hard ties.
  package let hardComponents: WeakComponents
  /// Workloads that hang together by any dependency or group of a rule, `near` and `apart` included.
  package let components: WeakComponents

  package init(_ resolved: ResolvedEstate) {
    let demands = Demands(resolved)
    self.init(resolved, demands, MoveGroups(resolved, demands))
  }

  package init(_ resolved: ResolvedEstate, _ demands: Demands, _ groups: MoveGroups) {
    self.resolved = resolved
    self.demands = demands
    self.groups = groups
    let orderings = groups.orderings.all
    contracted = DirectedGraph(
      count: groups.count, tails: orderings.map { groups.groupOf[Int($0.before)] },
      heads: orderings.map { groups.groupOf[Int($0.after)] })
    condensation = StronglyConnected(contracted)

    let workloadCount = resolved.estate.workloads.count
    var sets = UnionFind(count: workloadCount + groups.orderings.gateCount)
    for group in 0..<groups.count {
      let members = groups.members(of: group)
      for member in members.dropFirst() { sets.merge(members[members.startIndex], member) }
    }
    for ordering in orderings { sets.merge(ordering.before, ordering.after) }
    // A gate that a cycle merged with workloads hangs on its orderings already.
    hardComponents = WeakComponents(workloads: workloadCount, merging: sets)
    for link in demands.links { sets.merge(link.source, link.target) }
    for (index, rule) in resolved.estate.program.rules.enumerated() where !demands.omissions.rules.contains(index) {
      switch rule.kind {
      case .apart, .near:
        for group in resolved.groups[index] {
          for member in group.members.dropFirst() { sets.merge(group.members[0], member) }
        }
      case .together, .order, .relate, .limit, .freeze, .notBefore, .notAfter, .leave, .pin, .stay: break
      }
    }
    components = WeakComponents(workloads: workloadCount, merging: sets)
  }

  /// A chain of move groups in which each must leave before the next.
  package struct Chain: Sendable {
    /// One more than `orderings`; gates are passed over.
    package var groups: [Int32]
    package var orderings: [Orderings.Ordering]
    /// Waves that its lags alone take: one more than their sum.
    package var waves: Int
  }

  /// The longest chain of groups with workloads; cycles of lags count as one link. Of chains of one length the one whose
  /// lags take more waves.
  package var longestChain: Chain {
    let orderings = groups.orderings.all
    // Components come in reverse topological order: the highest number has nothing before it.
    var members = [[Int32]](repeating: [], count: condensation.count)
    for group in 0..<Int32(groups.count) { members[Int(condensation.component[Int(group)])].append(group) }
    func weight(_ component: Int) -> Int {
      members[component].contains { Int($0) < groups.workloadGroupCount } ? 1 : 0
    }
    var length = (0..<condensation.count).map { (groups: weight($0), lags: 0) }
    var cameBy = [Int32](repeating: -1, count: condensation.count)
    for component in stride(from: condensation.count - 1, through: 0, by: -1) {
      for group in members[component] {
        for place in contracted.positions(of: group) {
          let next = Int(condensation.component[Int(contracted.heads[place])])
          if next == component { continue }
          let reached = (
            groups: length[component].groups + weight(next),
            lags: length[component].lags + Int(orderings[Int(contracted.arcs[place])].lag)
          )
          if (length[next].groups, length[next].lags) < reached {
            length[next] = reached
            cameBy[next] = contracted.arcs[place]
          }
        }
      }
    }
    guard var end = length.indices.max(by: { length[$0] < length[$1] }) else {
      return Chain(groups: [], orderings: [], waves: 0)
    }
    var chain = Chain(groups: [], orderings: [], waves: length[end].lags + 1)
    while true {
      let arc = cameBy[end]
      if let group = members[end].first(where: { Int($0) < groups.workloadGroupCount }) { chain.groups.append(group) }
      if arc < 0 { break }
      chain.orderings.append(orderings[Int(arc)])
      end = Int(condensation.component[Int(groups.groupOf[Int(orderings[Int(arc)].before)])])
    }
    chain.groups.reverse()
    chain.orderings.reverse()
    return chain
  }

  /// The groups with most members, the largest first, the earlier of equal ones first.
  package func largestGroups(_ limit: Int) -> [Int] {
    let large = (0..<groups.workloadGroupCount).filter { groups.members(of: $0).count > 1 }
    return Array(
      large.sorted { (groups.members(of: $1).count, $0) < (groups.members(of: $0).count, $1) }.prefix(limit))
  }
}
