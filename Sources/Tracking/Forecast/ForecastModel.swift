import Estates
import Plans
import Topology
import Waves

/// What is left to do, in dense arrays: what a run of the forecast walks through.
///
///     limits   one queue each: what waits is served in the order of the plan, what a wave does not hold waits for the next
///     units    workloads that have not left, with the wave from which the plan lets them
///     hosts    what holds each: its own workloads, or what remains in its cluster
///
/// Waves are counted from the first whose cutover lies ahead, and go on at the length of the last one behind the end of the
/// calendar: a programme that is late does not stop on its last day. Nobody cuts over in a freeze, on time or late. Orders and
/// dates count as far as the plan has them in its waves.
package struct ForecastModel: Sendable {
  /// A limit as a queue.
  package struct Queue: Sendable {
    package var rule: Int
    package var name: String
    package var measure: String
    /// The period of each of the next waves, and what each period takes in all.
    var periodOfWave: [Int32]
    var capacities: [Double]
    /// Hours: they are worked at the programme's own pace, and take as long as they take.
    var isEffort: Bool

    /// The share of a wave in its period.
    package func capacity(of wave: Int) -> Double {
      let period = periodOfWave[wave]
      return capacities[Int(period)] / Double(periodOfWave.count { $0 == period })
    }
  }

  package struct Use: Sendable {
    package var queue: Int
    package var amount: Double
  }

  /// A workload that has yet to leave.
  package struct Unit: Sendable {
    package var row: Int
    /// The first wave in which the plan lets it leave.
    package var ready: Int
    /// The first wave in which it may be worked on.
    package var begin: Int
    /// Waves from the first to the last of these.
    package var lead: Int
    /// It should have left, or came without a plan.
    package var isBacklog: Bool
    package var uses: [Use]
  }

  /// A goal on the way: a milestone or the target.
  package struct Goal: Hashable, Sendable {
    package var target: Int
    package var measure: Measure
    package var by: Day
    package var required: Double
    package var isTarget: Bool
    package var denominator: Double
    /// At most so much may stand.
    package var bound: Double { denominator * (1 - required) + denominator * 1e-9 }
  }

  static let lastWave = 400

  package let standing: Standing
  package let footprint: FootprintStanding
  package let queues: [Queue]
  package let units: [Unit]
  package let goals: [Goal]
  /// Days of the cutovers from the first ahead on, as numbers.
  let cutovers: [Int32]
  let freezes: Freezes

  // Hosts that are not gone.
  /// By host: 0 gone or never leaves, 1 waits for its own workloads, 2 waits for its cluster, 3 is empty, 4 on a date, 5 with
  /// its rack, 6 with its site.
  let hostKind: [UInt8]
  /// For kind 3 the day since, for kind 4 the date.
  let hostDay: [Int32]
  /// By unit: its host outside of any cluster, its cluster, its site; -1 where there is none.
  let unitHost: [Int32]
  let unitCluster: [Int32]
  let unitSite: [Int32]
  /// By cluster: what never leaves it.
  let heldDemand: [ClusterDemand]
  /// By cluster: hosts of kind 2 in release order, and how many are no longer needed by now.
  let clusterHosts: [[Int32]]
  let clusterTaken: [Int]
  /// By site: a workload that never leaves.
  let isSiteHeld: [Bool]
  let hostsOfRack: [[Int32]]
  let hostsOfSite: [[Int32]]
  let lagDays: Int

  package init(_ standing: Standing) {
    self.standing = standing
    footprint = FootprintStanding(standing)
    let estate = standing.estate
    let plan = standing.plan
    let asOf = standing.asOf
    let resolved = standing.resolved
    let placement = resolved.placement
    lagDays = Int(Priors.lag(standing))

    // The calendar ahead.
    let first = plan.waves.firstIndex { $0.cutover > asOf } ?? plan.waves.count
    var cutovers = plan.waves[first...].map { $0.cutover.number }
    var starts = plan.waves[first...].map { $0.start.number }
    let length = Int32(plan.waves.last.map { $0.cutover - $0.start + 1 } ?? 28)
    while cutovers.count <= Self.lastWave {
      cutovers.append((cutovers.last ?? max(asOf.number, plan.waves.last?.cutover.number ?? asOf.number)) + length)
      starts.append(cutovers[cutovers.count - 1] - length + 1)
    }
    self.cutovers = cutovers

    // Limits.
    var queues: [Queue] = []
    var usesOfRow = [[Use]](repeating: [], count: estate.workloads.count)
    for (index, rule) in estate.program.rules.enumerated() {
      guard case .limit(let limit) = rule.kind else { continue }
      let amounts = EstateFacts.amounts(of: limit.measure, resolved)
      let rows = resolved.selections[index].rows
      for bound in Self.bounds(of: limit, cutovers: cutovers, firstWave: first) {
        var bound = bound
        // What has left in the period that is under way has had its share of it.
        let begin = plan.waves.first { wave in
          bound.name(wave.cutover) == bound.name(Day(number: cutovers[0]))
        }
        if let begin, first < plan.waves.count {
          for row in rows {
            guard let day = standing.workloads[Int(row)].migrated, day >= begin.start, day <= asOf else { continue }
            bound.capacities[0] -= amounts[Int(row)]
          }
          bound.capacities[0] = max(0, bound.capacities[0])
        }
        for row in rows where amounts[Int(row)] > 0 {
          usesOfRow[Int(row)].append(Use(queue: queues.count, amount: amounts[Int(row)]))
        }
        let name = rule.name ?? "limit on \(limit.measure)"
        queues.append(
          Queue(
            rule: index, name: name, measure: limit.measure, periodOfWave: bound.periodOfWave,
            capacities: bound.capacities, isEffort: limit.measure == "effort_hours"))
      }
    }
    self.queues = queues

    // Workloads.
    func neverLeaves(_ row: Int) -> Bool {
      standing.gone(row) == nil && (standing.staying.contains(row) || standing.wave[row] == 0)
    }
    var lastReady = 0
    var readyOfHost = [Int: Int]()
    var readyOfCluster = [Int: Int]()
    for row in 0..<estate.workloads.count where standing.wave[row] > 0 && standing.gone(row) == nil {
      let ready = max(0, standing.wave[row] - 1 - first)
      lastReady = max(lastReady, ready)
      let host = Int(placement.dedicatedHost[row])
      let cluster = Int(placement.cluster[row])
      if host >= 0 { readyOfHost[host] = max(readyOfHost[host] ?? 0, ready) }
      if cluster >= 0 { readyOfCluster[cluster] = max(readyOfCluster[cluster] ?? 0, ready) }
    }
    var units: [Unit] = []
    for row in 0..<estate.workloads.count where standing.gone(row) == nil && !neverLeaves(row) {
      let wave = standing.wave[row]
      var ready = wave - 1 - first
      var isBacklog = ready < 0
      if wave < 0 {
        isBacklog = true
        let host = Int(placement.dedicatedHost[row])
        let cluster = Int(placement.cluster[row])
        ready = (host >= 0 ? readyOfHost[host] : cluster >= 0 ? readyOfCluster[cluster] : nil) ?? lastReady
      }
      ready = max(0, ready)
      let lead = max(1, min(Int(estate.workloads.leadWaves[row]), max(1, wave)))
      // Of a workload that is prepared over several waves, those that have passed are behind it.
      var uses = usesOfRow[row]
      for index in uses.indices where queues[uses[index].queue].isEffort && wave > 0 {
        uses[index].amount *= Double(min(lead, ready + 1)) / Double(lead)
      }
      units.append(
        Unit(
          row: row, ready: ready, begin: max(0, ready - lead + 1), lead: min(lead, ready + 1), isBacklog: isBacklog,
          uses: uses))
    }
    units.sort { left, right in
      let (a, b) = (standing.wave[left.row], standing.wave[right.row])
      return (left.ready, a < 0 ? Int.max : a, left.row) < (right.ready, b < 0 ? Int.max : b, right.row)
    }
    self.units = units
    freezes = Freezes(units, resolved, waves: cutovers.indices.map { (starts[$0], cutovers[$0]) })
    unitHost = units.map { placement.dedicatedHost[$0.row] }
    unitCluster = units.map { placement.dedicatedHost[$0.row] >= 0 ? Estate.none : placement.cluster[$0.row] }
    unitSite = units.map { placement.site[$0.row] }

    // What never leaves.
    var heldDemand = [ClusterDemand](repeating: ClusterDemand(), count: estate.clusters.count)
    var isHostHeld = [Bool](repeating: false, count: estate.hosts.count)
    var hasUnits = isHostHeld
    var isSiteHeld = [Bool](repeating: false, count: estate.sites.count)
    var clusterMembers = [Int](repeating: 0, count: estate.clusters.count)
    for row in 0..<estate.workloads.count {
      let host = Int(placement.dedicatedHost[row])
      let cluster = Int(placement.cluster[row])
      if host < 0, cluster >= 0 { clusterMembers[cluster] += 1 }
      if standing.gone(row) != nil { continue }
      if host >= 0 { hasUnits[host] = true }
      guard neverLeaves(row) else { continue }
      if host >= 0 { isHostHeld[host] = true } else if cluster >= 0 { heldDemand[cluster].add(row, estate) }
      if placement.site[row] >= 0 { isSiteHeld[Int(placement.site[row])] = true }
    }
    self.heldDemand = heldDemand
    self.isSiteHeld = isSiteHeld

    // Hosts.
    var hostKind = [UInt8](repeating: 0, count: estate.hosts.count)
    var hostDay = [Int32](repeating: 0, count: estate.hosts.count)
    var clusterHosts = [[Int32]](repeating: [], count: estate.clusters.count)
    var clusterTaken = [Int](repeating: 0, count: estate.clusters.count)
    for (cluster, order) in standing.releaseOrder.enumerated() where clusterMembers[cluster] > 0 {
      for host in order {
        if standing.hosts[host] == .inUse {
          clusterHosts[cluster].append(Int32(host))
          hostKind[host] = 2
        } else {
          clusterTaken[cluster] += 1
        }
      }
    }
    for host in 0..<estate.hosts.count {
      switch standing.hosts[host] {
      case .released, .removed: hostKind[host] = 0
      case .empty(let since):
        switch estate.hosts.leaves[host] {
        case .withRack: hostKind[host] = 5
        case .withSite: hostKind[host] = 6
        case .on, nil: (hostKind[host], hostDay[host]) = (3, since.number)
        }
      case .inUse:
        if hostKind[host] == 2 { continue }
        if hasUnits[host] {
          hostKind[host] = isHostHeld[host] ? 0 : 1
        } else {
          switch estate.hosts.leaves[host] {
          case .on(let day): (hostKind[host], hostDay[host]) = (4, day.number)
          case .withRack: hostKind[host] = estate.hosts.rack[host] >= 0 ? 5 : 0
          case .withSite: hostKind[host] = 6
          case nil: break
          }
        }
      }
    }
    self.hostKind = hostKind
    self.hostDay = hostDay
    self.clusterHosts = clusterHosts
    self.clusterTaken = clusterTaken
    var hostsOfRack = [[Int32]](repeating: [], count: estate.racks.count)
    var hostsOfSite = [[Int32]](repeating: [], count: estate.sites.count)
    for host in 0..<estate.hosts.count {
      if estate.hosts.rack[host] >= 0 { hostsOfRack[Int(estate.hosts.rack[host])].append(Int32(host)) }
      if estate.hosts.site[host] >= 0 { hostsOfSite[Int(estate.hosts.site[host])].append(Int32(host)) }
    }
    self.hostsOfRack = hostsOfRack
    self.hostsOfSite = hostsOfSite

    var goals: [Goal] = []
    for (index, target) in plan.targets.enumerated() {
      for milestone in target.milestones.sorted(by: { $0.by < $1.by }) {
        goals.append(
          Goal(
            target: index, measure: target.measure, by: milestone.by, required: milestone.required, isTarget: false,
            denominator: target.baseline))
      }
      goals.append(
        Goal(
          target: index, measure: target.measure, by: target.by, required: target.required, isTarget: true,
          denominator: target.baseline))
    }
    self.goals = goals
  }

  /// One of the bounds of a limit, over the waves ahead.
  private struct Bound {
    /// The period of a cutover: waves of one name share a capacity.
    var name: (Day) -> String
    var periodOfWave: [Int32] = []
    var capacities: [Double] = []
  }

  private static func bounds(of limit: Limit, cutovers: [Int32], firstWave: Int) -> [Bound] {
    func bound(_ name: @escaping (Day) -> String, _ capacity: (_ wave: Int) -> Double) -> Bound {
      var bound = Bound(name: name)
      var last: String?
      for (wave, number) in cutovers.enumerated() {
        let cutover = Day(number: number)
        let isFree = cutover < limit.from ?? cutover || cutover > limit.to ?? cutover
        let period = isFree ? "" : name(cutover)
        if period != last {
          bound.capacities.append(isFree ? 1e18 : capacity(firstWave + wave))
          last = period
        }
        bound.periodOfWave.append(Int32(bound.capacities.count - 1))
      }
      return bound
    }
    var result: [Bound] = []
    if let perWave = limit.perWave, !perWave.isEmpty {
      result.append(bound({ $0.description }) { perWave[min($0, perWave.count - 1)] })
    }
    if let perQuarter = limit.perQuarter {
      result.append(
        bound({ day in "\(day.date.year)-Q\((day.date.month + 2) / 3)" }) { _ in perQuarter })
    }
    if let perYear = limit.perYear { result.append(bound({ day in "\(day.date.year)" }) { _ in perYear }) }
    return result
  }
}
