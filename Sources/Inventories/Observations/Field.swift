/// What a cell of a source can say about a thing: the one vocabulary that all sources are turned into.
///
///     RVTools "In Use MiB"        → .usedGB
///     Azure "*Memory (In MB)"     → .memoryGB
///     NetBox "Position"           → .position
///
/// Values are texts in one unit each: sizes in GB (of 1024 MB, as all sources mean it), power in kW, shares in percent,
/// dates as `YYYY-MM-DD`, money in the source's currency. A column that means none of these is an attribute: its number
/// lies behind those of the fields.
enum Field: UInt16, CaseIterable, Sendable {
  // Who it is
  case name, fqdn, uuid, serial, address, assetTag
  // What it is, and in which state
  case role, power, isTemplate, isPlaceholder, status, lastSeen, entryClass
  // How large it is
  case cores, processors, coresPerProcessor, memoryGB, usedGB, provisionedGB
  // How much of it is used
  case cpuAverage, cpuP95, cpuPeak, memoryAverage, memoryP95, memoryPeak
  // What it is made of
  case os, osVersion, hypervisor, vendor, model, endOfSupport
  // Where it is
  case host, cluster, site, location, rack, position, rackUnits, powerKW, folder
  // Whose it is, and what for
  case application, environment, businessUnit, owner, team, criticality, dataClass, residency
  // Where it shall go
  case disposition, targetRegion, wave, size, readiness
  // Money: a month's or a year's
  case monthlyCompute, monthlyStorage, monthlySecurity, monthlyOther, annualCloudCost, annualRunCost, annualCost
  case oneOffCost, effortHours
  // Places
  case country, regionName, heightUnits, committedUntil, leaseEnd, holdoverCost
  // Dependencies
  case source, sourceAddress, target, targetAddress, port, transport, process, targetProcess, count, relation, kind
  case splitCost, evidence
  // Power feeds
  case voltage, amperage, phase, maxUtilization, supply, feedKW
  // What a planner decides
  case displayName, leadWaves, riskPoints, notBefore, notAfter, refreshCost, leaves, releaseOrder
  case spareHosts, cpuOvercommit, memoryOvercommit
  // What tools hang on things
  case tags, tagKey, tagValue, exportID
  // What an estate says of itself
  case workloadKey, hostKey, derivedMarks, defaultedMarks, folderHost, configuredCores, configuredMemory

  /// The first number of an attribute.
  static let firstAttribute: UInt16 = 256

  /// As the report calls it.
  var title: String {
    switch self {
    case .name: "name"
    case .fqdn: "full name"
    case .uuid: "UUID"
    case .serial: "serial number"
    case .address: "IP address"
    case .assetTag: "asset tag"
    case .role: "virtual or physical"
    case .power: "power state"
    case .isTemplate: "template"
    case .isPlaceholder: "placeholder"
    case .status: "status"
    case .lastSeen: "last seen"
    case .entryClass: "class"
    case .cores: "cores"
    case .processors: "processors"
    case .coresPerProcessor: "cores per processor"
    case .memoryGB: "memory"
    case .usedGB: "storage in use"
    case .provisionedGB: "storage provisioned"
    case .cpuAverage: "processor use, average"
    case .cpuP95: "processor use, p95"
    case .cpuPeak: "processor use, peak"
    case .memoryAverage: "memory use, average"
    case .memoryP95: "memory use, p95"
    case .memoryPeak: "memory use, peak"
    case .os: "operating system"
    case .osVersion: "version of the operating system"
    case .hypervisor: "hypervisor"
    case .vendor: "vendor"
    case .model: "model"
    case .endOfSupport: "end of support"
    case .host: "host"
    case .cluster: "cluster"
    case .site: "site"
    case .location: "room"
    case .rack: "rack"
    case .position: "position in the rack"
    case .rackUnits: "rack units"
    case .powerKW: "power"
    case .folder: "folder"
    case .application: "application"
    case .environment: "environment"
    case .businessUnit: "business unit"
    case .owner: "owner"
    case .team: "team"
    case .criticality: "criticality"
    case .dataClass: "data class"
    case .residency: "residency"
    case .disposition: "disposition"
    case .targetRegion: "target region"
    case .wave: "wave"
    case .size: "recommended size"
    case .readiness: "readiness"
    case .monthlyCompute: "monthly cost of compute"
    case .monthlyStorage: "monthly cost of storage"
    case .monthlySecurity: "monthly cost of security"
    case .monthlyOther: "further monthly cost"
    case .annualCloudCost: "annual cost in the cloud"
    case .annualRunCost: "annual cost in place"
    case .annualCost: "annual cost"
    case .oneOffCost: "one-off cost"
    case .effortHours: "effort"
    case .country: "country"
    case .regionName: "region"
    case .heightUnits: "height"
    case .committedUntil: "committed until"
    case .leaseEnd: "end of lease"
    case .source: "source"
    case .sourceAddress: "source address"
    case .target: "target"
    case .targetAddress: "target address"
    case .port: "port"
    case .transport: "transport"
    case .process: "process"
    case .targetProcess: "process of the target"
    case .count: "count"
    case .relation: "relation"
    case .kind: "kind"
    case .voltage: "voltage"
    case .amperage: "amperage"
    case .phase: "phase"
    case .maxUtilization: "usable share"
    case .supply: "supply"
    case .feedKW: "power of the feed"
    case .holdoverCost: "annual cost beyond the lease"
    case .splitCost: "annual cost of being split"
    case .evidence: "evidence"
    case .displayName: "name for people"
    case .leadWaves: "waves of preparation"
    case .riskPoints: "risk points"
    case .notBefore: "not before"
    case .notAfter: "not after"
    case .refreshCost: "cost of renewal"
    case .leaves: "how it leaves"
    case .releaseOrder: "order of release"
    case .spareHosts: "hosts in reserve"
    case .cpuOvercommit: "vCPU per core"
    case .memoryOvercommit: "overcommitment of memory"
    case .tags: "tags"
    case .tagKey: "key of a tag"
    case .tagValue: "value of a tag"
    case .exportID: "number in its export"
    case .workloadKey: "key of the workload"
    case .hostKey: "key of the host"
    case .derivedMarks: "columns that were worked out"
    case .defaultedMarks: "columns that were filled by rule"
    case .folderHost: "last host"
    case .configuredCores: "cores when it runs"
    case .configuredMemory: "memory when it runs"
    }
  }

  /// True for fields of which a thing may have several values, none of which contradicts another.
  var isMultiple: Bool { self == .address || self == .tags }
}

/// What a row of a source is about.
enum Thing: UInt8, CaseIterable, Sendable {
  /// A machine: virtual, physical, a hypervisor's host, or gear that stands in a rack.
  case machine
  case site, rack, cluster, application, dependency
  /// A line of power that ends in a rack.
  case powerFeed
  /// A row about a part of a machine (a network card, a database on it), which adds to the machine.
  case detail
  /// Recognised, and of no use to an estate.
  case unused

  var title: String {
    switch self {
    case .machine: "machines"
    case .site: "sites"
    case .rack: "racks"
    case .cluster: "clusters"
    case .application: "applications"
    case .dependency: "dependencies"
    case .powerFeed: "power feeds"
    case .detail: "details of machines"
    case .unused: "nothing an estate needs"
    }
  }
}

/// What a machine is: it decides whether it becomes a workload, a host, or both.
enum Role: String, CaseIterable, Sendable {
  /// Runs on a host: a workload.
  case virtual
  /// Stands by itself: a host, and the workload on it.
  case physical
  /// Carries virtual machines: a host.
  case hypervisor
  /// Switches, power strips, storage: a host that leaves with its rack.
  case gear
}
