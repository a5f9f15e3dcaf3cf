import Estates
import Plans
import Topology

/// Amounts in each of the six measures.
package struct Amounts: Hashable, Sendable {
  package var hosts = 0.0
  package var rackUnits = 0.0
  package var powerKW = 0.0
  package var racks = 0.0
  package var sites = 0.0
  package var workloads = 0.0

  package init() {}

  package init(_ row: Plan.FootprintRow) {
    for measure in Measure.allCases { self[measure] = row[measure] }
  }

  package subscript(measure: Measure) -> Double {
    get {
      switch measure {
      case .hosts: hosts
      case .rackUnits: rackUnits
      case .powerKW: powerKW
      case .racks: racks
      case .sites: sites
      case .workloads: workloads
      }
    }
    set {
      switch measure {
      case .hosts: hosts = newValue
      case .rackUnits: rackUnits = newValue
      case .powerKW: powerKW = newValue
      case .racks: racks = newValue
      case .sites: sites = newValue
      case .workloads: workloads = newValue
      }
    }
  }

  mutating func add(host: Int, of estate: Estate) {
    hosts += 1
    rackUnits += estate.hosts.rackUnits[host] ?? 0
    powerKW += estate.hosts.powerKW[host] ?? 0
  }
}

/// The footprint of a day in its parts: what is gone, what is empty and still there, what left or joined the scope.
///
///     baseline + added - released = footprint               reduction claimed = 1 - footprint / denominator
///
/// What was taken out of scope is not claimed: it counts as if it still stood. What is empty and not collected is not
/// claimed either.
package struct FootprintStanding: Sendable {
  /// The plan's row for the whole estate: what there was before the first wave.
  package private(set) var baseline = Amounts()
  /// What the plan has of it on the day.
  package private(set) var planned = Amounts()
  /// Gone from the floor. Of workloads: migrated.
  package private(set) var released = Amounts()
  /// Nothing runs on it any more, and it is still there. Of workloads: migrated, and what they ran as not switched off; these
  /// are among the released.
  package private(set) var empty = Amounts()
  /// Some of what ran on it has left: hosts outside of clusters, racks and sites.
  package private(set) var begun = Amounts()
  /// Taken out of the programme, not claimed.
  package private(set) var removed = Amounts()
  package private(set) var added = Amounts()
  /// What the estate's tables hold today.
  package private(set) var estateToday = Amounts()

  /// What stands today, by the rule above.
  package func footprint(_ measure: Measure) -> Double { baseline[measure] + added[measure] - released[measure] }

  /// What the tables hold beyond baseline and the scope changes that the log names: above 0 something came, below 0
  /// something left without a word.
  package func unexplained(_ measure: Measure) -> Double {
    estateToday[measure] - baseline[measure] - added[measure]
  }

  package init(_ standing: Standing) {
    let estate = standing.estate
    let asOf = standing.asOf
    if let first = standing.plan.footprint.first { baseline = Amounts(first) }
    planned = standing.plan.footprint.last { $0.date <= asOf }.map { Amounts($0) } ?? baseline

    var hostsOfRack = [[Int]](repeating: [], count: estate.racks.count)
    var hostsOfSite = [[Int]](repeating: [], count: estate.sites.count)
    for host in 0..<estate.hosts.count {
      estateToday.add(host: host, of: estate)
      if estate.hosts.rack[host] != Estate.none { hostsOfRack[Int(estate.hosts.rack[host])].append(host) }
      if estate.hosts.site[host] != Estate.none { hostsOfSite[Int(estate.hosts.site[host])].append(host) }
      let events = standing.actuals.hosts[standing.hostKey(host)]
      if events?.added != nil { added.add(host: host, of: estate) }
      switch standing.hosts[host] {
      case .inUse: break
      case .empty: empty.add(host: host, of: estate)
      case .released: released.add(host: host, of: estate)
      case .removed: removed.add(host: host, of: estate)
      }
    }
    estateToday.racks = Double(estate.racks.count)
    estateToday.sites = Double(estate.sites.count)
    estateToday.workloads = Double(estate.workloads.count)

    var atSite = [Int](repeating: 0, count: estate.sites.count)
    var leftSite = atSite
    var leftHost = [Bool](repeating: false, count: estate.hosts.count)
    for row in 0..<estate.workloads.count {
      let site = Int(standing.resolved.placement.site[row])
      let host = Int(standing.resolved.placement.dedicatedHost[row])
      let actuals = standing.workloads[row]
      if actuals.added != nil { added.workloads += 1 }
      if actuals.removed != nil { removed.workloads += 1 }
      if actuals.migrated != nil {
        released.workloads += 1
        if actuals.decommissioned == nil { empty.workloads += 1 }
        if host >= 0 { leftHost[host] = true }
      }
      if site >= 0 {
        atSite[site] += 1
        if standing.gone(row) != nil { leftSite[site] += 1 }
      }
    }
    for host in 0..<estate.hosts.count where leftHost[host] && standing.hosts[host] == .inUse {
      begun.add(host: host, of: estate)
    }
    let freeRacks = count(hostsOfRack, standing) { _ in true }
    (released.racks, empty.racks, begun.racks) = (freeRacks.released, freeRacks.empty, freeRacks.begun)
    let freeSites = count(hostsOfSite, standing) { leftSite[$0] == atSite[$0] }
    (released.sites, empty.sites, begun.sites) = (freeSites.released, freeSites.empty, freeSites.begun)
  }

  /// Racks or sites whose hosts are all gone, all empty or gone, or some of them.
  private func count(
    _ hosts: [[Int]], _ standing: Standing, _ isVacant: (Int) -> Bool
  ) -> (released: Double, empty: Double, begun: Double) {
    var counts = (released: 0.0, empty: 0.0, begun: 0.0)
    for (place, members) in hosts.enumerated() where !members.isEmpty {
      var gone = 0
      var vacant = 0
      for host in members {
        switch standing.hosts[host] {
        case .inUse: break
        case .empty: vacant += 1
        case .released: gone += 1
        case .removed: vacant += 1
        }
      }
      if gone == members.count, isVacant(place) {
        counts.released += 1
      } else if gone + vacant == members.count, isVacant(place) {
        counts.empty += 1
      } else if gone + vacant > 0 {
        counts.begun += 1
      }
    }
    return counts
  }
}
