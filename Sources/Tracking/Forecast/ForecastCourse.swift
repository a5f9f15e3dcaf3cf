import Estates
import Plans
import Topology

/// A forecast's model as its runs walk through it: the same things in flat arrays, looked up once and not ten thousand times.
struct ForecastCourse: Sendable {
  /// Waves that are looked at.
  let waves: Int

  // By queue.
  let isEffort: [Bool]
  /// Beginnings in what stands by period, one more than there are queues.
  let periodStart: [Int32]
  /// By period of each queue.
  let capacities: [Double]
  let firstWave: [Int32]
  /// `waves` for each queue.
  let periodOfWave: [Int32]

  // By unit.
  let ready: [Int32]
  let begin: [Int32]
  let useStart: [Int32]
  let useQueue: [Int32]
  let useAmount: [Double]
  let cores: [Double]
  let memory: [Double]
  let isUnknown: [Bool]

  // By cluster.
  let clusterUnits: FlatLists
  let carriedStart: [Int32]
  let carriedCores: [Double]
  let carriedMemory: [Double]

  // Who waits for whom.
  let racksWithFollowers: [Followers]
  let sitesWithFollowers: [Followers]
  let hostsOfRack: Awaited
  let hostsOfSite: Awaited

  /// Machines of a place that leave when others of it are gone.
  struct Followers: Sendable {
    var place: Int
    var hosts: [Int32]
    /// Of those that it waits for, the ones that still stand.
    var awaited: [Int32]
    /// One that it waits for was taken out of scope: it is never gone.
    var isNever: Bool
  }

  /// By place: its machines that still stand.
  struct Awaited: Sendable {
    var hosts: FlatLists
    var isNever: [Bool]
  }

  init(_ model: ForecastModel) {
    let estate = model.standing.estate
    waves = model.cutovers.count
    isEffort = model.queues.map(\.isEffort)
    var periodStart: [Int32] = [0]
    var firstWave: [Int32] = []
    for queue in model.queues {
      for period in queue.capacities.indices {
        firstWave.append(Int32(queue.periodOfWave.firstIndex(of: Int32(period)) ?? ForecastModel.lastWave))
      }
      periodStart.append(Int32(firstWave.count))
    }
    self.periodStart = periodStart
    self.firstWave = firstWave
    capacities = model.queues.flatMap(\.capacities)
    periodOfWave = model.queues.flatMap(\.periodOfWave)

    ready = model.units.map { Int32($0.ready) }
    begin = model.units.map { Int32($0.begin) }
    let uses = FlatLists(model.units.map { $0.uses.map { Int32($0.queue) } })
    useStart = uses.start
    useQueue = uses.all
    useAmount = model.units.flatMap { $0.uses.map(\.amount) }
    cores = model.units.map { estate.workloads.cores[$0.row] ?? 0 }
    memory = model.units.map { estate.workloads.memoryGB[$0.row] ?? 0 }
    isUnknown = model.units.map {
      estate.workloads.cores[$0.row] == nil && estate.workloads.memoryGB[$0.row] == nil
    }

    var unitsOfCluster = [[Int32]](repeating: [], count: estate.clusters.count)
    for (unit, cluster) in model.unitCluster.enumerated() where cluster >= 0 {
      unitsOfCluster[Int(cluster)].append(Int32(unit))
    }
    clusterUnits = FlatLists(unitsOfCluster)
    var carriedStart: [Int32] = []
    var (carriedCores, carriedMemory): ([Double], [Double]) = ([], [])
    for carried in model.standing.carried {
      carriedStart.append(Int32(carriedCores.count))
      carriedCores += carried.cores
      carriedMemory += carried.memory
    }
    self.carriedStart = carriedStart
    self.carriedCores = carriedCores
    self.carriedMemory = carriedMemory

    func standing(_ hosts: [Int32]) -> [Int32] {
      hosts.filter {
        switch model.standing.hosts[Int($0)] {
        case .released: false
        case .removed, .inUse, .empty: true
        }
      }
    }
    func isRemoved(_ host: Int32) -> Bool {
      if case .removed = model.standing.hosts[Int(host)] { true } else { false }
    }
    func followers(_ places: [[Int32]], kind: UInt8, _ isAwaited: (Hosts.Leaving?) -> Bool) -> [Followers] {
      places.indices.map { place in
        let awaited = places[place].filter { isAwaited(estate.hosts.leaves[Int($0)]) }
        return Followers(
          place: place, hosts: places[place].filter { model.hostKind[Int($0)] == kind },
          awaited: standing(awaited), isNever: awaited.contains(where: isRemoved))
      }
    }
    func isOrdinary(_ leaves: Hosts.Leaving?) -> Bool { leaves != .withRack && leaves != .withSite }
    // A rack in which nothing else stands lets nobody go.
    racksWithFollowers = followers(model.hostsOfRack, kind: 5, isOrdinary).filter { followers in
      !followers.hosts.isEmpty
        && model.hostsOfRack[followers.place].contains { isOrdinary(estate.hosts.leaves[Int($0)]) }
    }
    sitesWithFollowers = followers(model.hostsOfSite, kind: 6) { $0 != .withSite }
    func awaited(_ places: [[Int32]]) -> Awaited {
      Awaited(
        hosts: FlatLists(places.map(standing)), isNever: places.map { $0.isEmpty || $0.contains(where: isRemoved) })
    }
    hostsOfRack = awaited(model.hostsOfRack)
    hostsOfSite = awaited(model.hostsOfSite)
  }
}

/// Lists of numbers, one behind the other.
struct FlatLists: Sendable {
  /// One more than there are lists.
  let start: [Int32]
  let all: [Int32]

  init(_ lists: [[Int32]]) {
    var start: [Int32] = [0]
    var all: [Int32] = []
    for list in lists {
      all += list
      start.append(Int32(all.count))
    }
    self.start = start
    self.all = all
  }

  @inline(__always)
  subscript(list: Int) -> Range<Int> { Int(start[list])..<Int(start[list + 1]) }
}
