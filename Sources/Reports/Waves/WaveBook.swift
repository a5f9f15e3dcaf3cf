import Estates
import Plans
import Topology

/// What a planner has to know of each wave beside who moves in it: ties to what moves elsewhere, hours with their lead, data,
/// splits, and the groups of rules that meet in it. Looked up once for all waves.
///
///     wave 7   needs: 5 here, 1 before, 2 later      hours of apps: 61, of them 20 for waves 8 and 9
///              opens 2 splits, closes 1              order: the development systems of SHOP have left in wave 5
package struct WaveBook: Sendable {
  let reading: PlanReading
  /// The arcs of each workload: what it needs, and who needs it; arc numbers are those of `links`.
  private let needs: DirectedGraph
  private let neededBy: DirectedGraph
  /// `order` groups with a `then` member, and `apart` groups with a member, that leaves in the wave; by wave from 0.
  let ordered: [[(rule: Int, group: Int)]]
  let apart: [[(rule: Int, group: Int)]]
  /// Positions in `plan.splits` that open and close with each wave.
  let opened: [[Int]]
  let closed: [[Int]]
  /// Hours by wave and team: what counts for moves of that wave, and for moves of later ones.
  private let hours: [[TextPool.ID: Hours]]
  /// Releases that follow from each wave's cutover.
  let freed: [[Freed]]

  struct Hours: Hashable, Sendable {
    var here = 0.0
    var later = 0.0
    var sum: Double { here + later }
  }

  struct Freed: Sendable {
    var kind: Plan.Release.Kind
    var released: Day
    var keys: [String]
  }

  package init(_ reading: PlanReading) {
    self.reading = reading
    let plan = reading.plan
    let estate = reading.estate
    let count = plan.waves.count
    let links = reading.demands.links
    needs = DirectedGraph(count: estate.workloads.count, tails: links.map(\.source), heads: links.map(\.target))
    neededBy = DirectedGraph(count: estate.workloads.count, tails: links.map(\.target), heads: links.map(\.source))

    var ordered = [[(rule: Int, group: Int)]](repeating: [], count: count)
    var apart = ordered
    for (index, rule) in estate.program.rules.enumerated() {
      switch rule.kind {
      case .order:
        for (number, group) in reading.resolved.orderGroups[index].enumerated() {
          for wave in Set(group.then.map { reading.wave[Int($0)] }).subtracting([0]).sorted() {
            ordered[wave - 1].append((index, number))
          }
        }
      case .apart:
        for (number, group) in reading.resolved.groups[index].enumerated() where group.members.count > 1 {
          for wave in Set(group.members.map { reading.wave[Int($0)] }).subtracting([0]).sorted() {
            apart[wave - 1].append((index, number))
          }
        }
      case .together, .relate, .near, .limit, .freeze, .notBefore, .notAfter, .leave, .pin, .stay: break
      }
    }
    self.ordered = ordered
    self.apart = apart

    var waveOf: [Day: Int] = [:]
    for (position, wave) in plan.waves.enumerated() { waveOf[wave.cutover] = position }
    var opened = [[Int]](repeating: [], count: count)
    var closed = opened
    for (position, split) in plan.splits.enumerated() {
      if let wave = waveOf[split.from] { opened[wave].append(position) }
      if let until = split.until, let wave = waveOf[until] { closed[wave].append(position) }
    }
    self.opened = opened
    self.closed = closed

    var hours = [[TextPool.ID: Hours]](repeating: [:], count: count)
    for row in 0..<estate.workloads.count where reading.wave[row] > 0 {
      guard let effort = estate.workloads.effortHours[row], effort > 0 else { continue }
      let lead = max(1, Int(estate.workloads.leadWaves[row]))
      for back in 0..<min(lead, reading.wave[row]) {
        let wave = reading.wave[row] - 1 - back
        var entry = hours[wave][estate.workloads.teams[row]] ?? Hours()
        if back == 0 { entry.here += effort / Double(lead) } else { entry.later += effort / Double(lead) }
        hours[wave][estate.workloads.teams[row]] = entry
      }
    }
    self.hours = hours

    let lag = estate.program.decommissionLagDays
    var byDay: [Day: [Plan.Release]] = [:]
    for release in plan.releases { byDay[release.released, default: []].append(release) }
    freed = plan.waves.map { wave in
      let released = wave.cutover + lag
      return [Plan.Release.Kind.host, .rack, .site].compactMap { kind in
        let keys = (byDay[released] ?? []).filter { $0.kind == kind }.map(\.key)
        return keys.isEmpty ? nil : Freed(kind: kind, released: released, keys: keys)
      }
    }
  }

  /// Hours of the teams in a wave, the most first.
  func teamHours(inWave number: Int) -> [(team: String, hours: Hours)] {
    hours[number - 1].map { (team: reading.estate.texts[$0.key], hours: $0.value) }.sorted { left, right in
      left.hours.sum != right.hours.sum ? left.hours.sum > right.hours.sum : Wording.byBytes(left.team, right.team)
    }
  }

  /// Gigabytes that are carried over, and how many workloads do not say.
  func data(of rows: [Int]) -> (gigabytes: Double, unknown: Int) {
    var sum = 0.0
    var unknown = 0
    for row in rows where reading.estate.workloads.disposition[row] != .retire {
      if let size = reading.estate.workloads.storageGB[row] { sum += size } else { unknown += 1 }
    }
    return (sum, unknown)
  }

  func effort(of rows: [Int]) -> Double { rows.reduce(0) { $0 + (reading.estate.workloads.effortHours[$1] ?? 0) } }

  // MARK: Ties

  /// Ends of dependencies outside of some rows: where the plan has them.
  struct Ties: Hashable, Sendable {
    var here = 0
    var before = 0
    var later = 0
    var staying = 0

    /// "2 here, 1 before, 3 later, 1 stays".
    var words: String {
      [(here, "here"), (before, "before"), (later, "later"), (staying, staying == 1 ? "stays" : "stay")]
        .filter { $0.0 > 0 }.map { "\(Wording.number($0.0)) \($0.1)" }.joined(separator: ", ")
    }
  }

  /// Different workloads outside of `rows` that these need (or, the other way, that need these).
  func others(_ rows: [Int], needed: Bool) -> [Int] {
    let graph = needed ? needs : neededBy
    let own = Set(rows)
    var found: Set<Int> = []
    for row in rows {
      for place in graph.positions(of: Int32(row)) where !own.contains(Int(graph.heads[place])) {
        found.insert(Int(graph.heads[place]))
      }
    }
    return found.sorted()
  }

  func ties(_ others: [Int], ofWave number: Int) -> Ties {
    var ties = Ties()
    for row in others {
      switch reading.wave[row] {
      case 0: ties.staying += 1
      case number: ties.here += 1
      case let wave where wave < number: ties.before += 1
      default: ties.later += 1
      }
    }
    return ties
  }

  /// The links of a workload with a relation, by their other end.
  func links(of row: Int, needed: Bool, _ relation: Relation) -> [Int] {
    let graph = needed ? needs : neededBy
    return graph.positions(of: Int32(row)).filter {
      reading.demands.links[Int(graph.arcs[$0])].relation == relation
    }.map { Int(graph.heads[$0]) }
  }
}
