import Estates
import Plans
import Topology
import Waves

/// Where a programme stands on a day: each row of the estate beside what the plan wants of it and what became of it.
///
///     planned        wave 7, cutover 2026-12-13         host   two of its three workloads have left
///     actual         migrated 2027-01-20                        empty since 2027-03-07, not yet collected
///                    38 days late                               gone from the floor since 2027-05-02
///
/// The plan may be older than the estate: a workload that it does not name came later; one that the estate no longer has
/// left. A machine counts as gone only where the log says that it was decommissioned.
package struct Standing: Sendable {
  package enum HostState: Hashable, Sendable {
    /// It runs, or might.
    case inUse
    /// Nothing runs on it any more, and it is still there.
    case empty(since: Day)
    case released(on: Day)
    case removed(on: Day)
  }

  package let estate: Estate
  package let plan: Plan
  package let log: ActualsLog
  package let actuals: Actuals
  package var asOf: Day { actuals.asOf }
  package let resolved: ResolvedEstate

  /// By row: number of the wave in which the plan moves the workload; 0 where it stays, -1 where the plan does not know it.
  package let wave: [Int]
  /// By row.
  package let workloads: [WorkloadActuals]
  package let hosts: [HostState]
  /// Rows that never move: disposition `retain`, or selected by a `stay` rule.
  package let staying: WorkloadSet
  /// Workloads of the plan's waves that the estate no longer has, without a word in the log. Sorted by bytes.
  package let vanished: [String]
  /// Workloads that the plan does not name, without a word in the log. Sorted by bytes.
  package let unannounced: [String]
  /// By cluster: its hosts in release order.
  let releaseOrder: [[Int]]
  /// By cluster: what its last k hosts carry.
  let carried: [(cores: [Double], memory: [Double])]
  /// Days from empty to gone of the hosts that are gone, in the order of the estate's hosts, cluster by cluster behind them.
  let decommissionLags: [Int]

  package init(_ resolved: ResolvedEstate, _ plan: Plan, _ log: ActualsLog, asOf: Day) {
    let estate = resolved.estate
    let actuals = log.actuals(asOf: asOf)
    self.log = log
    self.estate = estate
    self.plan = plan
    self.actuals = actuals
    self.resolved = resolved
    var waveOfKey: [String: Int] = [:]
    for planned in plan.waves {
      for key in planned.workloads { waveOfKey[key] = planned.number }
    }
    for stay in plan.stays { waveOfKey[stay.workload] = 0 }
    var wave = [Int](repeating: -1, count: estate.workloads.count)
    var workloads = [WorkloadActuals](repeating: WorkloadActuals(), count: estate.workloads.count)
    var unannounced: [String] = []
    // Who comes into scope on a later day is not there yet.
    var yetToCome = Actuals(asOf: asOf)
    for event in log.events where event.date > asOf && event.kind == .scopeAdded {
      guard case .workload = event.subject else { continue }
      _ = yetToCome.take(ActualEvent(date: asOf, subject: event.subject, kind: .scopeRemoved))
    }
    for (row, id) in estate.workloads.keys.enumerated() {
      let key = estate.texts[id]
      workloads[row] = actuals.workloads[key] ?? WorkloadActuals()
      if let known = waveOfKey.removeValue(forKey: key) {
        wave[row] = known
      } else if let later = yetToCome.workloads[key] {
        workloads[row] = later
      } else if workloads[row].added == nil {
        unannounced.append(key)
      }
    }
    vanished = waveOfKey.filter { $0.value > 0 && actuals.workloads[$0.key]?.removed == nil }.map(\.key)
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    self.unannounced = unannounced.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    self.wave = wave
    self.workloads = workloads
    staying = Demands(resolved).staying
    releaseOrder = EstateFacts.releaseOrder(estate)
    var carried: [(cores: [Double], memory: [Double])] = []
    for (cluster, order) in releaseOrder.enumerated() {
      carried.append(EstateFacts.carried(by: order, of: cluster, estate))
    }
    self.carried = carried
    let states = HostStates(
      resolved, workloads, actuals, releaseOrder, carried, firstCutover: plan.waves.first?.cutover)
    hosts = states.states
    decommissionLags = states.lags
  }

  /// The day on which the workload left or was taken out of scope; nil where it is there.
  package func gone(_ row: Int) -> Day? {
    switch workloads[row].status {
    case .migrated(let day), .removed(let day): day
    case .waiting, .underWay: nil
    }
  }

  package func isRemoved(_ row: Int) -> Bool { workloads[row].removed != nil }

  /// The planned cutover; nil where the plan does not move the workload.
  package func cutover(_ row: Int) -> Day? { wave[row] > 0 ? plan.waves[wave[row] - 1].cutover : nil }

  package func key(_ row: Int) -> String { estate.texts[estate.workloads.keys[row]] }
  package func hostKey(_ host: Int) -> String { estate.texts[estate.hosts.keys[host]] }
}

/// Which hosts are empty and which are gone, from who has left when.
struct HostStates {
  private(set) var states: [Standing.HostState]
  private(set) var lags: [Int] = []

  init(
    _ resolved: ResolvedEstate, _ workloads: [WorkloadActuals], _ actuals: Actuals, _ releaseOrder: [[Int]],
    _ carried: [(cores: [Double], memory: [Double])], firstCutover: Day?
  ) {
    let estate = resolved.estate
    let placement = resolved.placement
    states = [Standing.HostState](repeating: .inUse, count: estate.hosts.count)
    func gone(_ row: Int) -> Day? {
      switch workloads[row].status {
      case .migrated(let day), .removed(let day): day
      case .waiting, .underWay: nil
      }
    }
    var last = [Day?](repeating: nil, count: estate.hosts.count)
    var isHeld = [Bool](repeating: false, count: estate.hosts.count)
    var inCluster = [[Int]](repeating: [], count: estate.clusters.count)
    for row in 0..<estate.workloads.count {
      let host = Int(placement.dedicatedHost[row])
      if host >= 0 {
        if let day = gone(row) { last[host] = max(last[host] ?? day, day) } else { isHeld[host] = true }
      } else if placement.cluster[row] != Estate.none {
        inCluster[Int(placement.cluster[row])].append(row)
      }
    }
    for host in states.indices {
      if let day = last[host], !isHeld[host] { states[host] = .empty(since: day) }
      if case .on(let day) = estate.hosts.leaves[host], day <= actuals.asOf { states[host] = .empty(since: day) }
      let known = actuals.hosts[estate.texts[estate.hosts.keys[host]]]
      if let day = known?.removed {
        states[host] = .removed(on: day)
      } else if let day = known?.decommissioned {
        if case .empty(let since) = states[host], estate.hosts.leaves[host] == nil { lags.append(max(0, day - since)) }
        states[host] = .released(on: day)
      }
    }
    for (cluster, order) in releaseOrder.enumerated() where !order.isEmpty && !inCluster[cluster].isEmpty {
      drain(
        order, inCluster[cluster], carried[cluster], estate, firstCutover.map { $0 <= actuals.asOf ? $0 : nil } ?? nil,
        gone)
    }
    follow(.withRack, in: estate.hosts.rack, estate) { _ in true }
    var isVacant = [Bool](repeating: true, count: estate.sites.count)
    for row in 0..<estate.workloads.count where placement.site[row] >= 0 && gone(row) == nil {
      isVacant[Int(placement.site[row])] = false
    }
    follow(.withSite, in: estate.hosts.site, estate) { isVacant[$0] }
  }

  /// Machines that leave with their rack or site are empty once all others of it are.
  private mutating func follow(
    _ leaving: Hosts.Leaving, in places: [Int32], _ estate: Estate, _ isVacant: (Int) -> Bool
  ) {
    var last: [Int32: Day?] = [:]
    for host in states.indices where places[host] >= 0 {
      let leaves = estate.hosts.leaves[host]
      if leaves == .withSite || (leaving == .withRack && leaves == .withRack) { continue }
      switch states[host] {
      case .inUse: last[places[host]] = .some(nil)
      case .empty(let day), .released(let day), .removed(let day):
        if let known = last[places[host]] {
          last[places[host]] = .some(known.map { max($0, day) })
        } else {
          last[places[host]] = day
        }
      }
    }
    for host in states.indices where estate.hosts.leaves[host] == leaving && states[host] == .inUse {
      if case .some(.some(let day)) = last[places[host]], isVacant(Int(places[host])) {
        states[host] = .empty(since: day)
      }
    }
  }

  /// Marks as empty as many hosts of a cluster as its remaining workloads no longer need and nobody has collected yet.
  private mutating func drain(
    _ order: [Int], _ members: [Int], _ carried: (cores: [Double], memory: [Double]), _ estate: Estate,
    _ firstCutover: Day?, _ gone: (Int) -> Day?
  ) {
    var demand = ClusterDemand()
    for row in members { demand.add(row, estate) }
    let leavers = members.compactMap { row in gone(row).map { (day: $0, row: row) } }
      .sorted { ($0.day.number, $0.row) < ($1.day.number, $1.row) }
    // The days on which one host after the other became free.
    var freed: [Day] = []
    // Room that stood free from the start is given back at the first cutover.
    if let firstCutover {
      freed = [Day](repeating: firstCutover, count: order.count - demand.keptHosts(of: order.count, carried))
    }
    var next = 0
    while next < leavers.count {
      let day = leavers[next].day
      while next < leavers.count, leavers[next].day == day {
        demand.remove(leavers[next].row, estate)
        next += 1
      }
      let kept = demand.keptHosts(of: order.count, carried)
      while freed.count < order.count - kept { freed.append(day) }
    }
    var taken = 0
    var collected: [Day] = []
    for host in order {
      switch states[host] {
      case .released(let day):
        taken += 1
        collected.append(day)
      case .removed: taken += 1
      case .inUse, .empty: break
      }
    }
    // The first to become free counts as the first to be collected.
    for (free, gone) in zip(freed, collected.sorted()) { lags.append(max(0, gone - free)) }
    guard freed.count > taken else { return }
    var waiting = freed[taken...]
    for host in order where states[host] == .inUse {
      guard let day = waiting.popFirst() else { break }
      states[host] = .empty(since: day)
    }
  }
}

/// What the workloads that remain in a cluster ask of its hosts.
struct ClusterDemand {
  var cores = 0.0
  var memory = 0.0
  /// Workloads of which neither cores nor memory are known.
  var unknown = 0
  var count = 0

  mutating func add(_ row: Int, _ estate: Estate) {
    let (cores, memory) = (estate.workloads.cores[row], estate.workloads.memoryGB[row])
    add(cores: cores ?? 0, memory: memory ?? 0, isUnknown: cores == nil && memory == nil)
  }

  mutating func add(cores: Double, memory: Double, isUnknown: Bool) {
    self.cores += cores
    self.memory += memory
    if isUnknown { unknown += 1 }
    count += 1
  }

  mutating func remove(_ row: Int, _ estate: Estate) {
    let (cores, memory) = (estate.workloads.cores[row], estate.workloads.memoryGB[row])
    self.cores -= cores ?? 0
    self.memory -= memory ?? 0
    if cores == nil && memory == nil { unknown -= 1 }
    count -= 1
  }

  /// The smallest number of hosts, from the end of the release order, that carry what remains.
  func keptHosts(of hosts: Int, _ carried: (cores: [Double], memory: [Double])) -> Int {
    if count == 0 { return 0 }
    if unknown > 0 { return hosts }
    // What was subtracted leaves dust behind.
    let slack = 1e-6
    for kept in 1...max(1, hosts) where kept <= hosts {
      if cores <= carried.cores[kept] * (1 + 1e-9) + slack, memory <= carried.memory[kept] * (1 + 1e-9) + slack {
        return kept
      }
    }
    return hosts
  }
}
