import Estates

/// How much there is, in each measure.
struct Footprint: Hashable {
  var hosts = 0.0
  var rackUnits = 0.0
  var powerKW = 0.0
  var racks = 0.0
  var sites = 0.0
  var workloads = 0.0

  init() {}

  /// All that the estate holds, retained and idle machines included.
  init(wholeOf estate: Estate) {
    for host in 0..<estate.hosts.count { self += Footprint(host: host, of: estate) }
    racks = Double(estate.racks.count)
    sites = Double(estate.sites.count)
    workloads = Double(estate.workloads.count)
  }

  init(host: Int, of estate: Estate) {
    hosts = 1
    rackUnits = estate.hosts.rackUnits[host] ?? 0
    powerKW = estate.hosts.powerKW[host] ?? 0
  }

  static func += (total: inout Footprint, part: Footprint) {
    total.hosts += part.hosts
    total.rackUnits += part.rackUnits
    total.powerKW += part.powerKW
    total.racks += part.racks
    total.sites += part.sites
    total.workloads += part.workloads
  }

  static func -= (total: inout Footprint, part: Footprint) {
    total.hosts -= part.hosts
    total.rackUnits -= part.rackUnits
    total.powerKW -= part.powerKW
    total.racks -= part.racks
    total.sites -= part.sites
    total.workloads -= part.workloads
  }

  subscript(measure: Measure) -> Double {
    switch measure {
    case .hosts: hosts
    case .rackUnits: rackUnits
    case .powerKW: powerKW
    case .racks: racks
    case .sites: sites
    case .workloads: workloads
    }
  }
}
