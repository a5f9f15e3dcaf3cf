import Estates

/// What has to come to pass before a host, rack or site is released: movers that leave, hosts that clusters give back, a
/// date.
struct Awaited {
  /// Something in it never comes to pass.
  private(set) var isForever = false
  private(set) var movers: Set<Int32> = []
  /// By cluster (place in `Verifier.clusters`): how many hosts must have been given back.
  private(set) var given: [Int: Int] = [:]
  private(set) var date: Day?
  /// It waits for nothing at all.
  private(set) var isIdle = true

  static var forever: Awaited {
    var never = Awaited()
    never.neverComes()
    return never
  }

  mutating func neverComes() {
    isForever = true
    isIdle = false
  }

  mutating func wait(for mover: Int32) {
    movers.insert(mover)
    isIdle = false
  }

  mutating func wait(for cluster: Int, toGive count: Int) {
    given[cluster] = max(given[cluster] ?? 0, count)
    isIdle = false
  }

  mutating func wait(until day: Day) {
    date = max(date ?? day, day)
    isIdle = false
  }

  mutating func wait(for other: Awaited) {
    isForever = isForever || other.isForever
    movers.formUnion(other.movers)
    given.merge(other.given) { max($0, $1) }
    if let day = other.date { wait(until: day) }
    if !other.isIdle { isIdle = false }
  }
}

/// What all hosts, racks and sites wait for (SPEC section 3): the conditions behind `Verifier.releases`, before anybody
/// has moved.
struct AwaitedReleases {
  private(set) var hosts: [Awaited]
  private(set) var racks: [Awaited]
  private(set) var sites: [Awaited]

  init(_ verifier: Verifier, _ movers: Movers) {
    let estate = verifier.estate
    let placement = verifier.placement
    hosts = [Awaited](repeating: Awaited(), count: estate.hosts.count)
    sites = [Awaited](repeating: Awaited(), count: estate.sites.count)
    for row in 0..<estate.workloads.count {
      if placement.dedicatedHost[row] != Estate.none {
        hosts[Int(placement.dedicatedHost[row])].wait(for: movers.of[row])
      }
      if placement.site[row] != Estate.none { sites[Int(placement.site[row])].wait(for: movers.of[row]) }
    }
    for (number, cluster) in verifier.clusters.enumerated() {
      for (place, host) in cluster.order.enumerated() { hosts[Int(host)].wait(for: number, toGive: place + 1) }
    }
    for host in hosts.indices {
      if case .on(let day)? = estate.hosts.leaves[host] {
        hosts[host] = Awaited()
        hosts[host].wait(until: day)
      }
      if hosts[host].isIdle { hosts[host].neverComes() }
    }
    racks = [Awaited](repeating: Awaited(), count: estate.racks.count)
    var others = racks
    for host in hosts.indices where estate.hosts.rack[host] != Estate.none {
      switch estate.hosts.leaves[host] {
      case .withRack, .withSite: break
      case .on, nil: others[Int(estate.hosts.rack[host])].wait(for: hosts[host])
      }
    }
    for host in hosts.indices where estate.hosts.leaves[host] == .withRack {
      let rack = estate.hosts.rack[host]
      hosts[host] = rack == Estate.none || others[Int(rack)].isIdle ? .forever : others[Int(rack)]
    }
    for host in hosts.indices where estate.hosts.leaves[host] != .withSite && estate.hosts.site[host] != Estate.none {
      sites[Int(estate.hosts.site[host])].wait(for: hosts[host])
    }
    for site in sites.indices where sites[site].isIdle { sites[site].neverComes() }
    for host in hosts.indices where estate.hosts.leaves[host] == .withSite {
      let site = estate.hosts.site[host]
      hosts[host] = site == Estate.none ? .forever : sites[Int(site)]
    }
    for host in hosts.indices where estate.hosts.rack[host] != Estate.none {
      racks[Int(estate.hosts.rack[host])].wait(for: hosts[host])
    }
    for rack in racks.indices where racks[rack].isIdle {
      let site = estate.racks.site[rack]
      racks[rack] = site == Estate.none ? .forever : sites[Int(site)]
    }
  }
}
