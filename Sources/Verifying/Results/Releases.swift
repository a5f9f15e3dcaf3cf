import Estates

/// When what becomes free: the day from which each host, rack and site is gone, nil where it never is; and the cutover at
/// which the last workload of each site has left.
struct Releases: Sendable {
  var hosts: [Day?]
  var racks: [Day?]
  var sites: [Day?]
}

extension Verifier {
  /// What leaves when under `assignment`, by SPEC section 3: machines of their own, clusters, machines that leave by a
  /// date, then those that wait for others, then racks and sites.
  func releases(_ assignment: [Int32]) -> Releases {
    let hosts = estate.hosts
    let lag = estate.program.decommissionLagDays
    var released = [Day?](repeating: nil, count: hosts.count)

    // The wave of the last workload, -1 where there is none.
    var lastOnHost = [Int32](repeating: -1, count: hosts.count)
    var lastAtSite = [Int32](repeating: -1, count: estate.sites.count)
    for row in assignment.indices {
      let host = placement.dedicatedHost[row]
      if host != Estate.none { lastOnHost[Int(host)] = max(lastOnHost[Int(host)], assignment[row]) }
      let site = placement.site[row]
      if site != Estate.none { lastAtSite[Int(site)] = max(lastAtSite[Int(site)], assignment[row]) }
    }
    func freed(afterWave wave: Int32) -> Day? {
      wave >= 0 && wave < stays ? calendar.cutovers[Int(wave)] + lag : nil
    }

    for host in 0..<hosts.count { released[host] = freed(afterWave: lastOnHost[host]) }
    for cluster in clusters {
      let kept = cluster.kept(assignment, waveCount: calendar.count)
      for (position, host) in cluster.order.enumerated() {
        // The host is among the last k where k is at least its place from the end.
        let wave = kept.firstIndex { $0 < cluster.order.count - position }
        released[Int(host)] = wave.flatMap { freed(afterWave: Int32($0)) }
      }
    }
    for host in 0..<hosts.count {
      if case .on(let day)? = hosts.leaves[host] { released[host] = day }
    }

    // Racks: what the machines that leave with them wait for.
    var rackWait = [Waiting](repeating: Waiting(), count: estate.racks.count)
    for host in 0..<hosts.count where hosts.rack[host] != Estate.none {
      switch hosts.leaves[host] {
      case .withRack, .withSite: break
      case .on, nil: rackWait[Int(hosts.rack[host])].wait(for: released[host])
      }
    }
    for host in 0..<hosts.count where hosts.leaves[host] == .withRack {
      released[host] = hosts.rack[host] == Estate.none ? nil : rackWait[Int(hosts.rack[host])].day
    }

    // Sites, likewise, and their last workload.
    var siteWait = [Waiting](repeating: Waiting(), count: estate.sites.count)
    for site in 0..<estate.sites.count where lastAtSite[site] >= 0 {
      siteWait[site].wait(for: freed(afterWave: lastAtSite[site]))
    }
    for host in 0..<hosts.count where hosts.leaves[host] != .withSite {
      siteWait[Int(hosts.site[host])].wait(for: released[host])
    }
    for host in 0..<hosts.count where hosts.leaves[host] == .withSite {
      released[host] = siteWait[Int(hosts.site[host])].day
    }

    var racks = [Waiting](repeating: Waiting(), count: estate.racks.count)
    for host in 0..<hosts.count where hosts.rack[host] != Estate.none {
      racks[Int(hosts.rack[host])].wait(for: released[host])
    }
    // A site goes with the last of all its hosts; those that leave with it wait for nothing else.
    let sites = siteWait.map(\.day)
    let rackDays = racks.indices.map { rack in
      racks[rack].isIdle ? sites[Int(estate.racks.site[rack])] : racks[rack].day
    }
    return Releases(hosts: released, racks: rackDays, sites: sites)
  }
}

/// The day of the last of several things, never where one of them never comes or there are none.
private struct Waiting {
  private(set) var isIdle = true
  private var latest: Day?
  private var isForever = false

  /// Nil: it never comes.
  mutating func wait(for day: Day?) {
    isIdle = false
    guard let day else {
      isForever = true
      return
    }
    latest = latest.map { max($0, day) } ?? day
  }

  var day: Day? { isForever ? nil : latest }
}
