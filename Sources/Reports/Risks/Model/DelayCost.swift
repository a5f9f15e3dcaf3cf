import Estates
import Plans
import Topology

/// What a day costs by which a workload leaves later than planned, with both sides running meanwhile.
///
/// A workload that is late keeps its own run cost going; if it is among the last of its host, its share of what its cluster,
/// rack or site would give back with that wave; and if an initiative waits for that wave, its share of the initiative's value.
/// What comes free with one wave is shared equally among the workloads of that wave at that place, so that the days of
/// all workloads of a wave sum to what the whole wave costs. Money that is committed beyond the release is not counted.
package struct DelayCost: Sendable {
  /// Money a day, by workload row; 0 where it stays.
  package private(set) var perDay: [Double]

  package init(_ reading: PlanReading) {
    let estate = reading.estate
    let placement = reading.resolved.placement
    perDay = [Double](repeating: 0, count: estate.workloads.count)
    for row in perDay.indices where reading.wave[row] > 0 {
      perDay[row] = (estate.workloads.annualRunCost[row] ?? 0) / 365
    }

    var lastWave = [Int](repeating: 0, count: estate.hosts.count)
    for row in perDay.indices where placement.dedicatedHost[row] != Estate.none {
      let host = Int(placement.dedicatedHost[row])
      lastWave[host] = max(lastWave[host], reading.wave[row])
    }
    var onHost: [Int: [Int]] = [:]
    var inCluster: [Pair: [Int]] = [:]
    var atSite: [Pair: [Int]] = [:]
    for row in perDay.indices where reading.wave[row] > 0 {
      if placement.dedicatedHost[row] != Estate.none {
        let host = Int(placement.dedicatedHost[row])
        if reading.wave[row] == lastWave[host] { onHost[host, default: []].append(row) }
      }
      if placement.cluster[row] != Estate.none {
        inCluster[Pair(Int(placement.cluster[row]), reading.wave[row]), default: []].append(row)
      }
      if let site = reading.site(row) { atSite[Pair(site, reading.wave[row]), default: []].append(row) }
    }
    for (host, released) in reading.released.hosts.enumerated() {
      guard let released else { continue }
      let annual = DelayCost.open(estate.hosts.annualCost[host], until: estate.hosts.committedUntil[host], released)
      if let rows = onHost[host] {
        share(annual, among: rows)
      } else if estate.hosts.cluster[host] != Estate.none, let wave = reading.wave(releasing: released) {
        share(annual, among: inCluster[Pair(Int(estate.hosts.cluster[host]), wave)] ?? [])
      }
    }
    for (rack, released) in reading.released.racks.enumerated() {
      guard let released, let wave = reading.wave(releasing: released) else { continue }
      let annual = DelayCost.open(estate.racks.annualCost[rack], until: estate.racks.committedUntil[rack], released)
      share(annual, among: atSite[Pair(Int(estate.racks.site[rack]), wave)] ?? [])
    }
    for (site, released) in reading.released.sites.enumerated() {
      guard let released, let wave = reading.wave(releasing: released) else { continue }
      let annual = DelayCost.open(estate.sites.annualCost[site], until: estate.sites.committedUntil[site], released)
      share(annual, among: atSite[Pair(site, wave)] ?? [])
    }
    let ready = KeyedRows(estate.initiatives.keys, estate.texts)
    for result in reading.plan.initiatives {
      guard let day = result.ready, let initiative = ready.row(of: result.initiative) else { continue }
      let members = estate.initiatives.memberRange(initiative).map { Int(estate.initiatives.members[$0]) }
      let late = result.due.map { day >= $0 } ?? false
      let annual =
        (estate.initiatives.annualValue[initiative] ?? 0)
        + (late ? estate.initiatives.lateAnnualCost[initiative] ?? 0 : 0)
      share(annual, among: members.filter { reading.cutover($0) == day })
    }
  }

  /// Money a day of all of these together.
  package func perDay(of rows: [Int]) -> Double { rows.reduce(0) { $0 + perDay[$1] } }

  private mutating func share(_ annual: Double, among rows: [Int]) {
    for row in rows { perDay[row] += annual / 365 / Double(rows.count) }
  }

  /// The annual cost that stops with the release; 0 while a commitment runs on.
  private static func open(_ annual: Double?, until committed: Day?, _ released: Day) -> Double {
    if let committed, committed > released { return 0 }
    return annual ?? 0
  }

  private struct Pair: Hashable {
    var place: Int
    var wave: Int
    init(_ place: Int, _ wave: Int) {
      self.place = place
      self.wave = wave
    }
  }
}

extension PlanReading {
  /// The wave whose cutover frees what is released on that day, where one does.
  package func wave(releasing released: Day) -> Int? {
    let cutover = released + -estate.program.decommissionLagDays
    var low = 0
    var high = plan.waves.count
    while low < high {
      let middle = (low + high) / 2
      if plan.waves[middle].cutover < cutover { low = middle + 1 } else { high = middle }
    }
    return low < plan.waves.count && plan.waves[low].cutover == cutover ? low + 1 : nil
  }
}

extension Initiatives {
  /// Where the members of an initiative stand in `members`.
  package func memberRange(_ initiative: Int) -> Range<Int> {
    Int(memberStart[initiative])..<Int(memberStart[initiative + 1])
  }
}
