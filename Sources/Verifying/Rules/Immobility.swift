import Estates
import Plans

/// Which workloads cannot move whatever the plan, as far as that follows from rule to rule, and on what grounds.
///
///     W1 retain ──together── W2        W2 stays: togetherWithStay
///     W2 ──leaves before──▶ W3         W3 stays: providerStays
///     W4 frozen in every wave          W4 stays: noWave
///
/// Workloads that move together are taken as one. For each the waves are struck out that dates, freezes, leads, pins or
/// a limit too small for it alone forbid; what must leave before it, and with which lag, moves its earliest wave on.
/// Where no wave is left, it stays, and with it whatever may not leave before it.
struct Immobility {
  /// Together-group of each workload.
  private var group: [Int32]
  private var groupSize: [Int32]
  private var isHeld: [Bool]
  private var hasNoWave: [Bool]
  private var waitsForImmobile: [Bool]
  private var isImmobile: [Bool]
  /// Edges from what leaves first to what leaves then; behind the groups stand the `order` groups as nodes of their own.
  private var edges: [(before: Int32, after: Int32, lag: Int32)] = []
  private let verifier: Verifier

  init(_ verifier: Verifier) {
    self.verifier = verifier
    let count = verifier.estate.workloads.count
    group = Immobility.groups(verifier)
    groupSize = [Int32](repeating: 0, count: count)
    for row in 0..<count { groupSize[Int(group[row])] += 1 }

    // One node for each group, under the row of its first member, then one for each `order` group.
    var nodes = count
    for dependency in verifier.dependencies {
      if case .inOrder(let before, let after) = dependency.demand {
        edges.append((group[Int(before)], group[Int(after)], 0))
      }
    }
    for rule in verifier.rules {
      guard case .order(let groups, let lagWaves) = rule.demand else { continue }
      for orderGroup in groups where !orderGroup.first.isEmpty && !orderGroup.then.isEmpty {
        for first in orderGroup.first { edges.append((group[Int(first)], Int32(nodes), 0)) }
        for then in orderGroup.then { edges.append((Int32(nodes), group[Int(then)], Int32(lagWaves))) }
        nodes += 1
      }
    }
    isHeld = [Bool](repeating: false, count: nodes)
    hasNoWave = isHeld
    waitsForImmobile = isHeld
    isImmobile = isHeld
    for row in 0..<count where verifier.holds[row] != nil { isHeld[Int(group[row])] = true }

    var outgoing = [[Int]](repeating: [], count: nodes)
    for (number, edge) in edges.enumerated() { outgoing[Int(edge.before)].append(number) }
    strikeOutWaves(outgoing)

    var queue = (0..<nodes).filter { isHeld[$0] || hasNoWave[$0] }
    for node in queue { isImmobile[node] = true }
    while let node = queue.popLast() {
      for number in outgoing[node] {
        let after = Int(edges[number].after)
        if after != node { waitsForImmobile[after] = true }
        if !isImmobile[after] {
          isImmobile[after] = true
          queue.append(after)
        }
      }
    }
  }

  /// The first row of each together-group, for every workload.
  static func groups(_ verifier: Verifier) -> [Int32] {
    var parent = [Int32](0..<Int32(verifier.estate.workloads.count))
    func root(_ row: Int32) -> Int32 {
      var row = row
      while parent[Int(row)] != row {
        parent[Int(row)] = parent[Int(parent[Int(row)])]
        row = parent[Int(row)]
      }
      return row
    }
    func join(_ one: Int32, _ other: Int32) {
      let roots = (root(one), root(other))
      parent[Int(max(roots.0, roots.1))] = min(roots.0, roots.1)
    }
    for dependency in verifier.dependencies where dependency.demand == .together {
      join(dependency.source, dependency.target)
    }
    for rule in verifier.rules {
      guard case .together(let groups) = rule.demand else { continue }
      for group in groups { for member in group.members { join(group.members[0], member) } }
    }
    return parent.indices.map { root(Int32($0)) }
  }

  /// Finds the groups for which no wave is left.
  private mutating func strikeOutWaves(_ outgoing: [[Int]]) {
    let waveCount = verifier.calendar.count
    let nodes = outgoing.count
    var open = [Bool](repeating: true, count: nodes * waveCount)
    verifier.strikeOutForbiddenWaves(group, &open)
    func firstOpen(_ node: Int, from wave: Int) -> Int {
      var wave = wave
      while wave < waveCount, !open[node * waveCount + wave] { wave += 1 }
      return min(wave, waveCount)
    }
    var earliest = (0..<nodes).map { firstOpen($0, from: 0) }
    var isQueued = [Bool](repeating: true, count: nodes)
    var queue = [Int](0..<nodes)
    while let node = queue.popLast() {
      isQueued[node] = false
      if isHeld[node] || earliest[node] == waveCount { continue }
      for number in outgoing[node] {
        let after = Int(edges[number].after)
        let bound = min(waveCount, earliest[node] + Int(edges[number].lag))
        if bound <= earliest[after] { continue }
        earliest[after] = firstOpen(after, from: bound)
        if !isQueued[after] {
          isQueued[after] = true
          queue.append(after)
        }
      }
    }
    hasNoWave = earliest.map { $0 == waveCount }
  }

  /// The reasons for which a workload that stays in `assignment` may be said to stay, the plainest first.
  func grounds(for row: Int, in assignment: [Int32]) -> [StayReason] {
    switch verifier.holds[row] {
    case .retain: return [.retain]
    case .stay: return [.stay]
    case nil: break
    }
    let node = Int(group[row])
    guard isImmobile[node] else { return [.choice] }
    var grounds: [StayReason] = []
    if isHeld[node] { grounds.append(.togetherWithStay) }
    if waitsForImmobile[node] { grounds.append(.providerStays) }
    if hasNoWave[node] { grounds.append(.noWave) }
    // In a group that cannot move, each member may be said to stay for the sake of the others.
    if !isHeld[node], groupSize[node] > 1 { grounds.append(.togetherWithStay) }
    return grounds
  }

  /// The rows that stay although they may move, and wait for one that stays: `providerStays` is said of them by right too.
  func waitingForStays(_ assignment: [Int32]) -> [Bool] {
    var stays = [Bool](repeating: false, count: isHeld.count)
    for (row, wave) in assignment.enumerated() where wave == verifier.stays { stays[Int(group[row])] = true }
    var waits = [Bool](repeating: false, count: isHeld.count)
    // Workload groups first, then what waits for the `order` groups that have a staying member.
    for edge in edges where stays[Int(edge.before)] { waits[Int(edge.after)] = true }
    for edge in edges where Int(edge.before) >= assignment.count && waits[Int(edge.before)] {
      waits[Int(edge.after)] = true
    }
    return group.map { waits[Int($0)] }
  }
}

extension Verifier {
  /// Closes in `open[group * waves + wave]` what dates, freezes, leads, pins and limits forbid.
  func strikeOutForbiddenWaves(_ group: [Int32], _ open: inout [Bool]) {
    let waveCount = calendar.count
    func close(_ row: Int32, _ isForbidden: (Int) -> Bool) {
      let first = Int(group[Int(row)]) * waveCount
      for wave in 0..<waveCount where open[first + wave] && isForbidden(wave) { open[first + wave] = false }
    }
    let workloads = estate.workloads
    for row in 0..<workloads.count {
      let lead = Int(workloads.leadWaves[row])
      if lead > 1 { close(Int32(row)) { $0 + 1 < lead } }
      if let day = workloads.notBefore[row] { close(Int32(row)) { calendar.cutovers[$0] < day } }
      if let day = workloads.notAfter[row] { close(Int32(row)) { calendar.cutovers[$0] > day } }
    }
    func closeApart(_ members: [Int32]) {
      var seen: Set<Int32> = []
      for row in members where !seen.insert(group[Int(row)]).inserted { close(row) { _ in true } }
    }
    for dependency in dependencies where dependency.demand == .apart {
      closeApart([dependency.source, dependency.target])
    }
    for rule in rules {
      switch rule.demand {
      case .freeze(let frozen): for row in rule.selected { close(row) { frozen[$0] } }
      case .notBefore(let day): for row in rule.selected { close(row) { calendar.cutovers[$0] < day } }
      case .notAfter(let day): for row in rule.selected { close(row) { calendar.cutovers[$0] > day } }
      case .leave(let must, let day): for row in must { close(row) { calendar.cutovers[$0] > day } }
      case .pin(let wave): for row in rule.selected { close(row) { $0 != wave - 1 } }
      case .apart(let groups): for group in groups { closeApart(group.members) }
      case .limit(let limit): closeOverfull(limit, group, &open)
      case .together, .order, .near, .relate, .stay: break
      }
    }
  }

  /// Closes the waves in which a group alone is more than `limit` allows.
  private func closeOverfull(_ limit: ResolvedLimit, _ group: [Int32], _ open: inout [Bool]) {
    // Where amounts may be negative, others can make room.
    guard let least = limit.periods.map(\.limit).min(), limit.amounts.allSatisfy({ $0 >= 0 }) else { return }
    var members: [Int32: [Int]] = [:]
    var total: [Int32: Double] = [:]
    for (position, row) in limit.workloads.enumerated() where limit.amounts[position] > 0 {
      members[group[Int(row)], default: []].append(position)
      total[group[Int(row)], default: 0] += limit.amounts[position]
    }
    for (node, positions) in members where total[node]! > ResolvedLimit.slack(least) {
      for wave in 0..<calendar.count where open[Int(node) * calendar.count + wave] {
        var used: [Int: Double] = [:]
        for position in positions {
          let share = limit.amounts[position] / Double(limit.waves[position])
          for back in 0..<Int(limit.waves[position]) where wave - back >= 0 {
            for period in limit.periodsOfWave[wave - back] { used[period, default: 0] += share }
          }
        }
        if used.contains(where: { $1 > ResolvedLimit.slack(limit.periods[$0].limit) }) {
          open[Int(node) * calendar.count + wave] = false
        }
      }
    }
  }
}

extension Verifier {
  /// The workload rows that must move as one, each row in one group; by the first row.
  package var togetherGroups: [[Int]] {
    let first = Immobility.groups(self)
    var members = [[Int]](repeating: [], count: first.count)
    for (row, group) in first.enumerated() { members[Int(group)].append(row) }
    return members.filter { !$0.isEmpty }
  }

  /// By workload row: the waves, from 1, that dates, freezes, leads, pins and limits leave open for the workload by
  /// itself, then nil where it may stay. What others do may close more.
  package var openWaves: [[Int?]] {
    let count = estate.workloads.count
    var mayStay = [Bool](repeating: true, count: count)
    for rule in rules {
      switch rule.demand {
      case .pin: for row in rule.selected { mayStay[Int(row)] = false }
      case .leave(let must, _): for row in must { mayStay[Int(row)] = false }
      case .together, .order, .apart, .near, .limit, .freeze, .notBefore, .notAfter, .relate, .stay: break
      }
    }
    var open = [Bool](repeating: true, count: count * calendar.count)
    strikeOutForbiddenWaves([Int32](0..<Int32(count)), &open)
    return (0..<count).map { row in
      let waves: [Int?] =
        holds[row] == nil ? (0..<calendar.count).filter { open[row * calendar.count + $0] }.map { $0 + 1 } : []
      return waves + (mayStay[row] ? [nil] : [])
    }
  }
}
