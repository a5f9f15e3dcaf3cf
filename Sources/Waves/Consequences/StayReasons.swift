import Plans
import Topology

/// Why each workload stays, where it does: what follows from rule to rule, whatever the plan, and else that it was the choice.
///
///     W1 retain ──together── W2              W2: togetherWithStay
///     W2 ──leaves before──▶ W3               W3: providerStays
///     W4 frozen in every wave                W4: noWave
///
/// What moves together is one node, and so is each gate of an order. Each node has its earliest wave, moved on by what has to
/// leave before it.
struct StayReasons {
  private(set) var reasons: [StayReason]

  init(_ groups: MoveGroups, _ demands: Demands, _ windows: WaveWindows) {
    let workloadCount = groups.togetherOf.count
    let nodeCount = groups.togetherCount + groups.orderings.gateCount
    func node(_ end: Int32) -> Int32 {
      Int(end) < workloadCount
        ? groups.togetherOf[Int(end)] : Int32(groups.togetherCount) + end - Int32(workloadCount)
    }
    func first(_ node: Int, from wave: Int) -> Int {
      node < groups.togetherCount ? windows.first(node, from: wave) : min(wave, windows.waveCount)
    }
    let all = groups.orderings.all
    let graph = DirectedGraph(count: nodeCount, tails: all.map { node($0.before) }, heads: all.map { node($0.after) })

    var isHeld = [Bool](repeating: false, count: nodeCount)
    for row in demands.staying.rows { isHeld[Int(node(row))] = true }
    var earliest = (0..<nodeCount).map { first($0, from: 0) }
    let hasWindow = earliest.map { $0 < windows.waveCount }
    var isQueued = [Bool](repeating: true, count: nodeCount)
    var queue = [Int](0..<nodeCount)
    while let current = queue.popLast() {
      isQueued[current] = false
      if isHeld[current] || earliest[current] == windows.waveCount { continue }
      for place in graph.positions(of: Int32(current)) {
        let after = Int(graph.heads[place])
        let bound = min(windows.waveCount, earliest[current] + Int(all[Int(graph.arcs[place])].lag))
        if bound <= earliest[after] { continue }
        earliest[after] = first(after, from: bound)
        if !isQueued[after] {
          isQueued[after] = true
          queue.append(after)
        }
      }
    }

    var isImmobile = (0..<nodeCount).map { isHeld[$0] || earliest[$0] == windows.waveCount }
    var waits = [Bool](repeating: false, count: nodeCount)
    queue = (0..<nodeCount).filter { isImmobile[$0] }
    while let current = queue.popLast() {
      for place in graph.positions(of: Int32(current)) {
        let after = Int(graph.heads[place])
        if after != current { waits[after] = true }
        if isImmobile[after] { continue }
        isImmobile[after] = true
        queue.append(after)
      }
    }

    reasons = groups.togetherOf.enumerated().map { row, set in
      if demands.retained.contains(row) { return .retain }
      if demands.staying.contains(row) { return .stay }
      let set = Int(set)
      if !isImmobile[set] { return .choice }
      if isHeld[set] { return .togetherWithStay }
      return hasWindow[set] && waits[set] ? .providerStays : .noWave
    }
  }
}
