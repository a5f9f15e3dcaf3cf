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
  private let course: ForecastCourse
  private(set) var draws = [Double](repeating: 0, count: ForecastInput.allCases.count)
  /// By unit: the wave in which it leaves, `ForecastModel.lastWave` where it does not within the years looked at.
  private(set) var leaving: [Int32]
  /// By host, rack and site: the day on which it is gone; `never` where it is not, or is gone already.
  private(set) var hostGone: [Int32]
  private(set) var rackGone: [Int32]
  private(set) var siteGone: [Int32]
  /// By period of each queue: what it still takes.
  private var free: [Double]
  private var firstFree: [Int]
  private let hostCount: Int
  private var lastOnHost: [Int32]
  private var lastAtSite: [Int32]
  private var leaversOfWave = [ClusterDemand](repeating: ClusterDemand(), count: ForecastModel.lastWave + 1)
  private let growthFactor: Double

  init(_ model: ForecastModel, _ beliefs: Beliefs, _ given: ForecastCourse? = nil) {
    self.model = model
    self.beliefs = beliefs
    course = given ?? ForecastCourse(model)
    let estate = model.standing.estate
    leaving = [Int32](repeating: 0, count: model.units.count)
    hostCount = estate.hosts.count
    hostGone = [Int32](repeating: Self.never, count: hostCount)
    lastOnHost = hostGone
    rackGone = [Int32](repeating: Self.never, count: estate.racks.count)
    siteGone = [Int32](repeating: Self.never, count: estate.sites.count)
    lastAtSite = siteGone
    free = course.capacities
    firstFree = [Int](repeating: 0, count: model.queues.count)
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
        wave = model.freezes.cutover(
          of: unit, from: min(wave + Int32(beliefs.retryWaves), Int32(ForecastModel.lastWave)))
        chance *= failures
      }
      leaving[unit] = wave
    }
    release(lag: lag, &source)
  }

  // MARK: Work

  /// Serves all queues in the order of the plan: each unit takes the first room from the wave on in which it may be begun, and
  /// cuts over when it has all its room and no freeze is in the way.
  private mutating func serve(effort: Double, others: Double) {
    var free: [Double] = []
    var firstFree: [Int] = []
    swap(&free, &self.free)
    swap(&firstFree, &self.firstFree)
    for period in free.indices { free[period] = course.capacities[period] }
    for queue in firstFree.indices { firstFree[queue] = 0 }
    let lastWave = Int32(ForecastModel.lastWave)
    for unit in course.ready.indices {
      var wave = course.ready[unit]
      for use in Int(course.useStart[unit])..<Int(course.useStart[unit + 1]) {
        let queue = Int(course.useQueue[use])
        let isEffort = course.isEffort[queue]
        let base = Int(course.periodStart[queue])
        let waves = queue * course.waves
        var need = course.useAmount[use] * (isEffort ? effort : others)
        // What the limit allows is met up to a hair.
        need -= min(need, 1e-9 + need * 1e-9)
        var period = Int(course.periodOfWave[waves + Int(isEffort ? course.begin[unit] : course.ready[unit])])
        period = max(period, firstFree[queue])
        let last = Int(course.periodStart[queue + 1]) - base - 1
        while need > free[base + period] {
          need -= free[base + period]
          free[base + period] = 0
          if firstFree[queue] == period { firstFree[queue] = min(period + 1, last) }
          if period == last {
            need = 0
            wave = lastWave
            break
          }
          period += 1
        }
        free[base + period] -= need
        if Int(course.periodOfWave[waves + Int(min(wave, lastWave))]) < period {
          wave = course.firstWave[base + period]
        }
      }
      leaving[unit] = model.freezes.cutover(of: unit, from: min(wave, lastWave))
    }
    swap(&free, &self.free)
    swap(&firstFree, &self.firstFree)
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
    for cluster in model.clusterHosts.indices {
      let units = course.clusterUnits[cluster]
      if !units.isEmpty || model.heldDemand[cluster].count > 0 { drain(cluster, units) }
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
  private mutating func drain(_ cluster: Int, _ units: Range<Int>) {
    let hosts = model.clusterHosts[cluster].count
    if hosts == 0 { return }
    var demand = model.heldDemand[cluster]
    var (first, last) = (ForecastModel.lastWave, 0)
    for place in units {
      let unit = Int(course.clusterUnits.all[place])
      let wave = Int(leaving[unit])
      demand.add(cores: course.cores[unit], memory: course.memory[unit], isUnknown: course.isUnknown[unit])
      leaversOfWave[wave].add(
        cores: course.cores[unit], memory: course.memory[unit], isUnknown: course.isUnknown[unit])
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
      while given < hosts, isCarried(demand, by: hosts - given - 1, of: cluster) {
        hostGone[Int(model.clusterHosts[cluster][given])] = cutover(Int32(wave))
        given += 1
      }
    }
  }

  /// Whether the last `kept` hosts of the release order carry what remains.
  private func isCarried(_ demand: ClusterDemand, by kept: Int, of cluster: Int) -> Bool {
    if demand.count == 0 { return true }
    if kept == 0 || demand.unknown > 0 { return false }
    let slack = 1e-6
    let place = Int(course.carriedStart[cluster]) + kept
    return demand.cores <= course.carriedCores[place] * (1 + 1e-9) + slack
      && demand.memory <= course.carriedMemory[place] * (1 + 1e-9) + slack
  }

  // MARK: Places

  /// The last day of hosts, 0 where there are none.
  private func last(_ hosts: [Int32]) -> Int32 {
    var last: Int32 = 0
    for host in hosts { last = max(last, hostGone[Int(host)]) }
    return last
  }

  private func last(_ places: ForecastCourse.Awaited, _ place: Int) -> Int32 {
    if places.isNever[place] { return Self.never }
    var last: Int32 = 0
    for number in places.hosts[place] { last = max(last, hostGone[Int(places.hosts.all[number])]) }
    return last
  }

  private mutating func releasePlaces() {
    let today = model.standing.asOf.number + 1
    for rack in course.racksWithFollowers.indices {
      let day = course.racksWithFollowers[rack].isNever ? Self.never : last(course.racksWithFollowers[rack].awaited)
      for host in course.racksWithFollowers[rack].hosts { hostGone[Int(host)] = max(today, day) }
    }
    for site in course.sitesWithFollowers.indices {
      var day = course.sitesWithFollowers[site].isNever ? Self.never : last(course.sitesWithFollowers[site].awaited)
      if model.isSiteHeld[site] {
        day = Self.never
      } else if lastAtSite[site] >= 0 {
        let wave = lastAtSite[site]
        day = wave >= Int32(ForecastModel.lastWave) ? Self.never : max(day, cutover(wave) + Int32(model.lagDays))
      }
      for host in course.sitesWithFollowers[site].hosts { hostGone[Int(host)] = day == 0 ? today : day }
      siteGone[site] = last(course.hostsOfSite, site)
      if siteGone[site] != Self.never { siteGone[site] = max(siteGone[site], day) }
    }
    for rack in rackGone.indices { rackGone[rack] = last(course.hostsOfRack, rack) }
  }
}
