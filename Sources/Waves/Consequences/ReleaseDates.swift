import Estates
import Topology

/// On which day each host, rack and site is released, given who leaves when: SPEC section 3 followed date by date.
///
/// This is worked out from the estate and the departures alone. The builder states the same facts to the engine as outcomes
/// and drains; that both come to the same figures is checked on every plan.
struct ReleaseDates {
  private(set) var hosts: [Day?]
  private(set) var racks: [Day?]
  private(set) var sites: [Day?]

  init(_ resolved: ResolvedEstate, _ departures: Departures) {
    let estate = resolved.estate
    let placement = resolved.placement
    let lag = estate.program.decommissionLagDays
    var onHost = [[Int32]](repeating: [], count: estate.hosts.count)
    var inCluster = [[Int32]](repeating: [], count: estate.clusters.count)
    var atSite = [[Int32]](repeating: [], count: estate.sites.count)
    for row in 0..<estate.workloads.count {
      if placement.dedicatedHost[row] != Estate.none { onHost[Int(placement.dedicatedHost[row])].append(Int32(row)) }
      if placement.cluster[row] != Estate.none { inCluster[Int(placement.cluster[row])].append(Int32(row)) }
      if placement.site[row] != Estate.none { atSite[Int(placement.site[row])].append(Int32(row)) }
    }
    var hostsOfRack = [[Int]](repeating: [], count: estate.racks.count)
    var hostsOfSite = [[Int]](repeating: [], count: estate.sites.count)
    for host in 0..<estate.hosts.count {
      if estate.hosts.rack[host] != Estate.none { hostsOfRack[Int(estate.hosts.rack[host])].append(host) }
      if estate.hosts.site[host] != Estate.none { hostsOfSite[Int(estate.hosts.site[host])].append(host) }
    }

    hosts = [Day?](repeating: nil, count: estate.hosts.count)
    racks = [Day?](repeating: nil, count: estate.racks.count)
    sites = [Day?](repeating: nil, count: estate.sites.count)
    for host in 0..<estate.hosts.count {
      if case .on(let day) = estate.hosts.leaves[host] { hosts[host] = day }
      if let empty = departures.last(of: onHost[host]) { hosts[host] = empty + lag }
    }
    for (cluster, order) in ProblemBuilder.releaseOrder(estate).enumerated() where !inCluster[cluster].isEmpty {
      let drainage = ClusterDrainage(cluster, hosts: order, workloads: inCluster[cluster], resolved, departures)
      for (place, wave) in drainage.wave.enumerated() where wave < resolved.calendar.count {
        hosts[order[place]] = resolved.calendar.cutover(of: wave) + lag
      }
    }

    /// The last of the days, where all are known and there is one.
    func last(_ days: some Sequence<Day?>) -> Day? {
      var last: Day?
      for day in days {
        guard let day else { return nil }
        last = max(last ?? day, day)
      }
      return last
    }
    for host in 0..<estate.hosts.count where estate.hosts.leaves[host] == .withRack {
      guard estate.hosts.rack[host] != Estate.none else { continue }
      let others = hostsOfRack[Int(estate.hosts.rack[host])].filter {
        estate.hosts.leaves[$0] != .withRack && estate.hosts.leaves[$0] != .withSite
      }
      hosts[host] = last(others.map { hosts[$0] })
    }
    for site in sites.indices {
      var held = hostsOfSite[site].filter { estate.hosts.leaves[$0] != .withSite }.map { hosts[$0] }
      if !atSite[site].isEmpty { held.append(departures.last(of: atSite[site]).map { $0 + lag }) }
      sites[site] = last(held)
    }
    for host in 0..<estate.hosts.count where estate.hosts.leaves[host] == .withSite {
      if estate.hosts.site[host] != Estate.none { hosts[host] = sites[Int(estate.hosts.site[host])] }
    }
    for rack in racks.indices {
      if !hostsOfRack[rack].isEmpty {
        racks[rack] = last(hostsOfRack[rack].map { hosts[$0] })
      } else if estate.racks.site[rack] != Estate.none {
        racks[rack] = sites[Int(estate.racks.site[rack])]
      }
    }
  }
}
