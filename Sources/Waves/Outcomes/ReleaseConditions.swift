import Estates
import Solving
import Topology

/// What has to come to pass before something is released: items that leave, hosts that clusters give back, dates.
///
///     rack R1 = { host H1: items 3, 7 }  ∪  { host H2 of cluster C: step 2 of its drain }  ∪  { host H3: 2028-05-31 }
///
/// Conditions join: a rack waits for all that its hosts wait for, a site for all its hosts and workloads.
struct ReleaseCondition {
  /// Something in it never comes to pass.
  var never = false
  var items: Set<Int32> = []
  /// By drain: how many steps it must have given back.
  var steps: [Int32: Int32] = [:]
  /// The last of the dates on which machines leave by themselves.
  var date: Day?

  static let impossible = ReleaseCondition(never: true)

  mutating func join(_ other: ReleaseCondition) {
    if never { return }
    if other.never {
      self = .impossible
      return
    }
    items.formUnion(other.items)
    steps.merge(other.steps) { max($0, $1) }
    if let day = other.date { date = max(date ?? day, day) }
  }

  /// Nothing is waited for: nothing brings it about.
  var isEmpty: Bool { items.isEmpty && steps.isEmpty && date == nil }
}

/// The release conditions of all hosts, racks and sites (SPEC section 3).
struct ReleaseConditions {
  private(set) var hosts: [ReleaseCondition]
  private(set) var racks: [ReleaseCondition]
  private(set) var sites: [ReleaseCondition]

  /// `drainSteps` has drain and step of each host in a cluster that has workloads.
  init(_ builder: ProblemBuilder, drainSteps: [Int: Problem.Outcome.Step]) {
    let estate = builder.estate
    let placement = builder.resolved.placement
    let hostCount = estate.hosts.count
    hosts = [ReleaseCondition](repeating: ReleaseCondition(), count: hostCount)

    // Hosts by what they themselves hold, or by a date.
    for row in 0..<estate.workloads.count where placement.dedicatedHost[row] != Estate.none {
      let item = builder.item(of: Int32(row))
      let host = Int(placement.dedicatedHost[row])
      if builder.obstructions[item] != nil { hosts[host] = .impossible }
      if !hosts[host].never { hosts[host].items.insert(Int32(item)) }
    }
    for host in 0..<hostCount {
      if let step = drainSteps[host] {
        hosts[host].steps = [step.drain: step.count]
      } else if case .on(let day) = estate.hosts.leaves[host] {
        hosts[host].date = day
      } else if hosts[host].isEmpty {
        hosts[host] = .impossible
      }
    }

    // Those that leave with their rack wait for its other hosts, those that leave with their site for all of it.
    var ofRack = [ReleaseCondition](repeating: ReleaseCondition(), count: estate.racks.count)
    for host in 0..<hostCount where estate.hosts.rack[host] != Estate.none {
      switch estate.hosts.leaves[host] {
      case .withRack, .withSite: break
      case .on, nil: ofRack[Int(estate.hosts.rack[host])].join(hosts[host])
      }
    }
    for host in 0..<hostCount where estate.hosts.leaves[host] == .withRack {
      let rack = estate.hosts.rack[host]
      hosts[host] = rack == Estate.none || ofRack[Int(rack)].isEmpty ? .impossible : ofRack[Int(rack)]
    }
    sites = [ReleaseCondition](repeating: ReleaseCondition(), count: estate.sites.count)
    for host in 0..<hostCount where estate.hosts.leaves[host] != .withSite && estate.hosts.site[host] != Estate.none {
      sites[Int(estate.hosts.site[host])].join(hosts[host])
    }
    for row in 0..<estate.workloads.count where placement.site[row] != Estate.none {
      let site = Int(placement.site[row])
      let item = builder.item(of: Int32(row))
      if builder.obstructions[item] != nil { sites[site] = .impossible }
      if !sites[site].never { sites[site].items.insert(Int32(item)) }
    }
    for site in sites.indices where sites[site].isEmpty { sites[site] = .impossible }
    for host in 0..<hostCount where estate.hosts.leaves[host] == .withSite {
      let site = estate.hosts.site[host]
      hosts[host] = site == Estate.none ? .impossible : sites[Int(site)]
    }

    racks = [ReleaseCondition](repeating: ReleaseCondition(), count: estate.racks.count)
    var holdsHost = [Bool](repeating: false, count: estate.racks.count)
    for host in 0..<hostCount where estate.hosts.rack[host] != Estate.none {
      holdsHost[Int(estate.hosts.rack[host])] = true
      racks[Int(estate.hosts.rack[host])].join(hosts[host])
    }
    for rack in racks.indices where !holdsHost[rack] {
      let site = estate.racks.site[rack]
      racks[rack] = site == Estate.none ? .impossible : sites[Int(site)]
    }
  }
}
