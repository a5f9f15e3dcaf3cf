import Estates

/// The workloads that can only move as one, and the cycles of lags in which none can move.
///
///     W1 ══together══ W2          W3 ──first──▶ W4           W5 ──order, lag 1──▶ W6
///        one group                ◀──first──                     ◀────first────
///                                 one group: same wave       a lag cycle: W5 and W6 never move
///
/// Rows and rules that say `together` merge their workloads; so does a cycle of orderings without lag, since each of its
/// members moves no later than the next. A cycle with a lag asks a workload to move before itself. Each group knows the
/// rows and rules that made it. Time is linear in workloads and dependencies.
///
/// Groups are numbered by their first workload in table order. The gates of `Orderings` that no cycle merged with
/// workloads stand behind them, groups without members.
package struct MoveGroups: Sendable {
  /// A cycle of orderings with a lag in it. None of its members can ever move.
  package struct LagCycle: Sendable {
    /// Groups of the strongly connected component, ascending.
    package var groups: [Int32]
    /// Orderings that close one cycle with a lag, each beginning in the group in which the one before ended.
    package var closing: [Orderings.Ordering]
  }

  /// Group of each workload, and behind them of each gate.
  package private(set) var groupOf: [Int32]
  package private(set) var count = 0
  /// Groups that have members; those from here on are gates.
  package private(set) var workloadGroupCount = 0
  /// Together set of each workload: those that rows and rules tie by the word `together`, cycles apart; each set lies
  /// within one group. Numbered by their first workload.
  package private(set) var togetherOf: [Int32] = []
  package private(set) var togetherCount = 0
  package let orderings: Orderings
  package private(set) var lagCycles: [LagCycle] = []

  private var memberStart: [Int32] = []
  private var memberRows: [Int32] = []
  private var originStart: [Int32] = []
  private var originList: [Origin] = []

  /// Workloads of `group`, in table order; none for a gate.
  package func members(of group: Int) -> ArraySlice<Int32> {
    memberRows[Int(memberStart[group])..<Int(memberStart[group + 1])]
  }

  /// What ties `group` together: dependencies in file order, then groups of `together` rules, then orderings of cycles.
  package func origins(of group: Int) -> ArraySlice<Origin> {
    originList[Int(originStart[group])..<Int(originStart[group + 1])]
  }

  package init(_ resolved: ResolvedEstate, _ demands: Demands) {
    let workloadCount = resolved.estate.workloads.count
    let orderings = Orderings(resolved, demands)
    self.orderings = orderings
    let nodeCount = workloadCount + orderings.gateCount
    var sets = UnionFind(count: nodeCount)

    var ties: [(node: Int32, origin: Origin)] = []
    let settled = demands.omissions.settled
    for link in demands.links where link.relation == .together {
      if !settled.isEmpty, settled.contains(link.source) || settled.contains(link.target) { continue }
      sets.merge(link.source, link.target)
      ties.append((link.source, .dependency(link.row)))
    }
    for (index, rule) in resolved.estate.program.rules.enumerated() where !demands.omissions.rules.contains(index) {
      guard case .together = rule.kind else { continue }
      for (number, group) in resolved.groups[index].enumerated() where group.members.count > 1 {
        let members = settled.isEmpty ? group.members : group.members.filter { !settled.contains($0) }
        guard members.count > 1 else { continue }
        for member in members.dropFirst() { sets.merge(members[0], member) }
        ties.append((members[0], .rule(Int32(index), group: Int32(number))))
      }
    }

    for row in 0..<Int32(workloadCount) {
      let root = sets.root(of: row)
      if root == row {
        togetherOf.append(Int32(togetherCount))
        togetherCount += 1
      } else {
        togetherOf.append(togetherOf[Int(root)])
      }
    }

    // Cycles without a lag merge what they run through.
    let free = orderings.all.filter { $0.lag == 0 }
    let freeGraph = DirectedGraph(
      count: nodeCount, tails: free.map { sets.root(of: $0.before) }, heads: free.map { sets.root(of: $0.after) })
    let freeCycles = StronglyConnected(freeGraph)
    var representative = [Int32](repeating: -1, count: freeCycles.count)
    for node in 0..<Int32(nodeCount) where sets.root(of: node) == node {
      let component = Int(freeCycles.component[Int(node)])
      if representative[component] < 0 {
        representative[component] = node
      } else {
        sets.merge(representative[component], node)
      }
    }
    for ordering in free
    where ordering.before != ordering.after && sets.root(of: ordering.before) == sets.root(of: ordering.after) {
      ties.append((ordering.before, ordering.origin))
    }

    // Roots are the smallest numbers, so groups come in the order of their first workloads, gates alone behind.
    groupOf = [Int32](repeating: -1, count: nodeCount)
    for node in 0..<Int32(nodeCount) {
      let root = sets.root(of: node)
      if root == node {
        groupOf[Int(node)] = Int32(count)
        count += 1
        if Int(node) < workloadCount { workloadGroupCount = count }
      } else {
        groupOf[Int(node)] = groupOf[Int(root)]
      }
    }
    packMembers(workloadCount)
    packOrigins(ties)
    findLagCycles()
  }

  private mutating func packMembers(_ workloadCount: Int) {
    memberStart = [Int32](repeating: 0, count: count + 1)
    for row in 0..<workloadCount { memberStart[Int(groupOf[row]) + 1] += 1 }
    for group in 0..<count { memberStart[group + 1] += memberStart[group] }
    var next = memberStart
    memberRows = [Int32](repeating: 0, count: workloadCount)
    for row in 0..<workloadCount {
      memberRows[Int(next[Int(groupOf[row])])] = Int32(row)
      next[Int(groupOf[row])] += 1
    }
  }

  private mutating func packOrigins(_ ties: [(node: Int32, origin: Origin)]) {
    var start = [Int32](repeating: 0, count: count + 1)
    for tie in ties { start[Int(groupOf[Int(tie.node)]) + 1] += 1 }
    for group in 0..<count { start[group + 1] += start[group] }
    var next = start
    var packed = [Origin](repeating: .dependency(0), count: ties.count)
    for tie in ties {
      let group = Int(groupOf[Int(tie.node)])
      packed[Int(next[group])] = tie.origin
      next[group] += 1
    }
    // A group of an `order` rule ties by several arrows, one after the other: name it once.
    originStart = [0]
    for group in 0..<count {
      let from = originList.count
      for place in Int(start[group])..<Int(start[group + 1])
      where originList.count == from || originList[originList.count - 1] != packed[place] {
        originList.append(packed[place])
      }
      originStart.append(Int32(originList.count))
    }
  }

  private mutating func findLagCycles() {
    let all = orderings.all
    let tails = all.map { groupOf[Int($0.before)] }
    let heads = all.map { groupOf[Int($0.after)] }
    let graph = DirectedGraph(count: count, tails: tails, heads: heads)
    let components = StronglyConnected(graph)
    // The first ordering with a lag inside each component closes its cycle.
    var closing = [Int32](repeating: -1, count: components.count)
    for arc in all.indices where all[arc].lag > 0 {
      let component = Int(components.component[Int(tails[arc])])
      if component == Int(components.component[Int(heads[arc])]), closing[component] < 0 {
        closing[component] = Int32(arc)
      }
    }
    guard closing.contains(where: { $0 >= 0 }) else { return }
    var members = [Int: [Int32]]()
    for group in 0..<count where closing[Int(components.component[group])] >= 0 {
      members[Int(components.component[group]), default: []].append(Int32(group))
    }
    for (component, groups) in members.sorted(by: { $0.value[0] < $1.value[0] }) {
      let arc = Int(closing[component])
      let back = path(from: heads[arc], to: tails[arc], graph, components.component)
      lagCycles.append(LagCycle(groups: groups, closing: [all[arc]] + back.map { all[Int($0)] }))
    }
  }

  /// Arcs of a shortest path inside one component.
  private func path(from origin: Int32, to goal: Int32, _ graph: DirectedGraph, _ component: [Int32]) -> [Int32] {
    if origin == goal { return [] }
    var arrivedBy: [Int32: (arc: Int32, from: Int32)] = [:]
    var queue = [origin]
    var position = 0
    while position < queue.count, arrivedBy[goal] == nil {
      let node = queue[position]
      position += 1
      for place in graph.positions(of: node) {
        let head = graph.heads[place]
        if head == origin || arrivedBy[head] != nil || component[Int(head)] != component[Int(origin)] { continue }
        arrivedBy[head] = (graph.arcs[place], node)
        queue.append(head)
      }
    }
    var arcs: [Int32] = []
    var node = goal
    while node != origin, let step = arrivedBy[node] {
      arcs.append(step.arc)
      node = step.from
    }
    return arcs.reversed()
  }
}
