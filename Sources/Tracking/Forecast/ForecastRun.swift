import Estates
import Plans

/// What a run of the forecast draws from: a stream for each run, so that runs may be made in any order and by any number of
/// threads, and so that the same run under other beliefs meets the same luck. SplitMix64 (Steele, Lea, Flood 2014).
struct RunSource {
  private var state: UInt64

  init(seed: UInt64, run: Int) {
    state = seed
    let first = next()
    state = first ^ (UInt64(run) &* 0x9E37_79B9_7F4A_7C15)
    state = next()
  }

  @inline(__always)
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word &>> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word &>> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word &>> 31)
  }

  /// From 0 up to, not including, 1.
  @inline(__always)
  mutating func unit() -> Double { Double(next() &>> 11) * 0x1p-53 }
}

/// One way in which the rest of the programme may go: who leaves in which wave, which machines are gone on which day.
///
/// A run draws, in this order and always as often: one value for each input, one for each workload (how often it fails), one
/// for each host (how long it waits to be collected). Since draws become values along quantiles, a run in which more fails,
/// in which an hour of plan takes longer, in which machines wait longer or more comes into scope is never earlier than the
/// same run without.
struct ForecastRun {
  static let never = Int32.max

  let model: ForecastModel
  let beliefs: Beliefs
  private(set) var draws = [Double](repeating: 0, count: ForecastInput.allCases.count)
  /// By unit: the wave in which it leaves, `ForecastModel.lastWave` where it does not within the years looked at.
  private(set) var leaving: [Int32]
  /// By host, rack and site: the day on which it is gone; `never` where it is not, or is gone already.
  private(set) var hostGone: [Int32]
  private(set) var rackGone: [Int32]
  private(set) var siteGone: [Int32]
  private var free: [[Double]]
  private var firstFree: [Int]
  private let hostCount: Int
  private var lastOnHost: [Int32]
  private var lastAtSite: [Int32]
  private let unitsOfCluster: [[Int32]]
  private var leaversOfWave = [ClusterDemand](repeating: ClusterDemand(), count: ForecastModel.lastWave + 1)
  private let growthFactor: Double

  init(_ model: ForecastModel, _ beliefs: Beliefs) {
    self.model = model
    self.beliefs = beliefs
    let estate = model.standing.estate
    leaving = [Int32](repeating: 0, count: model.units.count)
    hostCount = estate.hosts.count
    hostGone = [Int32](repeating: Self.never, count: hostCount)
    lastOnHost = hostGone
    rackGone = [Int32](repeating: Self.never, count: estate.racks.count)
    siteGone = [Int32](repeating: Self.never, count: estate.sites.count)
    lastAtSite = siteGone
    free = model.queues.map(\.capacities)
    firstFree = [Int](repeating: 0, count: model.queues.count)
    var unitsOfCluster = [[Int32]](repeating: [], count: estate.clusters.count)
    for (unit, cluster) in model.unitCluster.enumerated() where cluster >= 0 {
      unitsOfCluster[Int(cluster)].append(Int32(unit))
    }
    self.unitsOfCluster = unitsOfCluster
    // What comes in a year, as a share of what is left to do, until the plan's last cutover.
    let planned = Double(model.standing.wave.count { $0 > 0 })
    let end = model.standing.plan.waves.last { !$0.workloads.isEmpty }?.cutover ?? model.standing.asOf
    let years = max(0, Double(end - model.standing.asOf) / 365)
    growthFactor = model.units.isEmpty ? 0 : years * planned / Double(model.units.count)
  }

  mutating func go(run: Int, seed: UInt64) {
    var source = RunSource(seed: seed, run: run)
    for input in draws.indices { draws[input] = source.unit() }
    let effort = beliefs.effort.value(draws[0])
    let capacity = min(1, beliefs.capacity.value(draws[1]))
    let failures = min(0.95, beliefs.failures.value(draws[2]))
    let lag = beliefs.lag.value(draws[3])
    let growth = 1 + beliefs.growth.value(draws[4]) * growthFactor
    serve(effort: effort / capacity * growth, others: growth)
    for unit in leaving.indices {
      // Failing k times in a row has the chance p^k.
      let luck = source.unit()
      var chance = failures
      var wave = leaving[unit]
      while luck < chance, wave < Int32(ForecastModel.lastWave) {
        wave += Int32(beliefs.retryWaves)
        chance *= failures
      }
      leaving[unit] = min(wave, Int32(ForecastModel.lastWave))
    }
    release(lag: lag, &source)
  }

  // MARK: Work

  /// Serves all queues in the order of the plan: each unit takes the first room from the wave on in which it may be begun.
  private mutating func serve(effort: Double, others: Double) {
    for queue in free.indices {
      free[queue] = model.queues[queue].capacities
      firstFree[queue] = 0
    }
    for (number, unit) in model.units.enumerated() {
      var wave = unit.ready
      for use in unit.uses {
        let queue = model.queues[use.queue]
        var need = use.amount * (queue.isEffort ? effort : others)
        // What the limit allows is met up to a hair.
        need -= min(need, 1e-9 + need * 1e-9)
        var period = Int(queue.periodOfWave[queue.isEffort ? unit.begin : unit.ready])
        period = max(period, firstFree[use.queue])
        let last = queue.capacities.count - 1
        while need > free[use.queue][period] {
          need -= free[use.queue][period]
          free[use.queue][period] = 0
          if firstFree[use.queue] == period { firstFree[use.queue] = min(period + 1, last) }
          if period == last {
            need = 0
            wave = ForecastModel.lastWave
            break
          }
          period += 1
        }
        free[use.queue][period] -= need
        if Int(queue.periodOfWave[min(wave, ForecastModel.lastWave)]) < period {
          wave = queue.periodOfWave.firstIndex(of: Int32(period)) ?? ForecastModel.lastWave
        }
      }
      leaving[number] = Int32(wave)
    }
  }

  // MARK: Machines

  private mutating func release(lag: Double, _ source: inout RunSource) {
    let asOf = model.standing.asOf.number
    let least = Int32(beliefs.leastLag)
    for host in lastOnHost.indices { lastOnHost[host] = 0 }
    for site in lastAtSite.indices { lastAtSite[site] = -1 }
    for unit in leaving.indices {
      let wave = leaving[unit]
      if model.unitHost[unit] >= 0 {
        let host = Int(model.unitHost[unit])
        lastOnHost[host] = max(lastOnHost[host], wave)
      }
      if model.unitSite[unit] >= 0 {
        let site = Int(model.unitSite[unit])
        lastAtSite[site] = max(lastAtSite[site], wave)
      }
    }
    let end = Int32(ForecastModel.lastWave)
    for host in 0..<hostCount { hostGone[host] = Self.never }
    for (cluster, units) in unitsOfCluster.enumerated() where !units.isEmpty || model.heldDemand[cluster].count > 0 {
      drain(cluster, units)
    }
    for host in 0..<hostCount {
      let wait = Int32((lag * QuantileTable.exponential.value(source.unit())).rounded())
      switch model.hostKind[host] {
      case 1: hostGone[host] = lastOnHost[host] >= end ? Self.never : cutover(lastOnHost[host]) + least + wait
      case 2: if hostGone[host] != Self.never { hostGone[host] += least + wait }
      case 3: hostGone[host] = max(asOf + 1, max(asOf, model.hostDay[host] + least) + wait)
      case 4: hostGone[host] = max(asOf + 1, model.hostDay[host])
      default: break
      }
    }
    releasePlaces()
  }

  private func cutover(_ wave: Int32) -> Int32 { model.cutovers[Int(wave)] }

  /// Gives the hosts of a cluster back as it drains: the day on which each is no longer needed.
  private mutating func drain(_ cluster: Int, _ units: [Int32]) {
    let hosts = model.clusterHosts[cluster]
    if hosts.isEmpty { return }
    let estate = model.standing.estate
    let carried = model.standing.carried[cluster]
    var demand = model.heldDemand[cluster]
    var (first, last) = (ForecastModel.lastWave, 0)
    for unit in units {
      let row = model.units[Int(unit)].row
      let wave = Int(leaving[Int(unit)])
      demand.add(row, estate)
      leaversOfWave[wave].add(row, estate)
      first = min(first, wave)
      last = max(last, wave)
    }
    var given = 0
    first = min(first, last)
    // Room that stands free is given back at the next cutover, whether or not anybody leaves in it.
    for wave in 0...last where wave == 0 || (wave >= first && leaversOfWave[wave].count > 0) {
      let leavers = leaversOfWave[wave]
      leaversOfWave[wave] = ClusterDemand()
      if wave == ForecastModel.lastWave { break }
      demand.cores -= leavers.cores
      demand.memory -= leavers.memory
      demand.unknown -= leavers.unknown
      demand.count -= leavers.count
      // Hosts go from the front of the release order, and those already gone are among them.
      while given < hosts.count, demand.isCarried(by: hosts.count - given - 1, carried) {
        hostGone[Int(hosts[given])] = cutover(Int32(wave))
        given += 1
      }
    }
  }

  private mutating func releasePlaces() {
    let hosts = model.standing.estate.hosts
    /// The last day of the hosts that are not yet gone, `never` where one is never; 0 where all are gone.
    func last(_ members: [Int32], _ isAwaited: (Int) -> Bool) -> Int32 {
      var last: Int32 = 0
      for host in members where isAwaited(Int(host)) {
        switch model.standing.hosts[Int(host)] {
        case .released: continue
        case .removed: return Self.never
        case .inUse, .empty: last = max(last, hostGone[Int(host)])
        }
      }
      return last
    }
    let today = model.standing.asOf.number + 1
    for members in model.hostsOfRack {
      guard members.contains(where: { model.hostKind[Int($0)] == 5 }) else { continue }
      let day = last(members) { hosts.leaves[$0] != .withRack && hosts.leaves[$0] != .withSite }
      let waitsForOthers = members.contains {
        hosts.leaves[Int($0)] != .withRack && hosts.leaves[Int($0)] != .withSite
      }
      for host in members where model.hostKind[Int(host)] == 5 && waitsForOthers {
        hostGone[Int(host)] = max(today, day)
      }
    }
    for (site, members) in model.hostsOfSite.enumerated() {
      var day = last(members) { hosts.leaves[$0] != .withSite }
      if model.isSiteHeld[site] {
        day = Self.never
      } else if lastAtSite[site] >= 0 {
        let wave = lastAtSite[site]
        day = wave >= Int32(ForecastModel.lastWave) ? Self.never : max(day, cutover(wave) + Int32(model.lagDays))
      }
      for host in members where model.hostKind[Int(host)] == 6 { hostGone[Int(host)] = day == 0 ? today : day }
      siteGone[site] = members.isEmpty ? Self.never : last(members) { _ in true }
      if siteGone[site] != Self.never { siteGone[site] = max(siteGone[site], day) }
    }
    for (rack, members) in model.hostsOfRack.enumerated() {
      rackGone[rack] = members.isEmpty ? Self.never : last(members) { _ in true }
    }
  }
}

extension ClusterDemand {
  /// Whether the last `kept` hosts of the release order carry what remains.
  func isCarried(by kept: Int, _ carried: (cores: [Double], memory: [Double])) -> Bool {
    if count == 0 { return true }
    if kept == 0 || unknown > 0 { return false }
    let slack = 1e-6
    return cores <= carried.cores[kept] * (1 + 1e-9) + slack && memory <= carried.memory[kept] * (1 + 1e-9) + slack
  }
}
