import Estates

/// The rows of an estate under construction, in the order in which they will be written.
///
/// Each step of the generator (applications, machines, dependencies, initiatives, program) adds its rows in a file of its
/// own and draws from a random stream of its own. Rows refer to each other by number; -1 is "none".
struct EstateDraft {
  struct Site {
    var place: Place
    var key: String
    /// Workloads that live here, hubs apart.
    var quota: Int
    /// True where applications stay by decision, so that the site is never given up whole.
    var isAnchor: Bool
  }

  struct Application {
    var key: String
    var name: String
    var businessUnit: Int
    /// Number in the table of owners, -1 where nobody is named.
    var owner: Int
    /// 0 is the most critical; -1 is unknown.
    var criticality: Int
    var site: Int
    /// Its workloads: `first ..< end`, production before the other environments.
    var first: Int
    var end: Int
    var dataClass: Int
    var isHub: Bool
  }

  struct Workload {
    var application: Int32
    var site: Int32
    var host: Int32 = -1
    var cluster: Int32 = -1
    var environment: UInt8
    var role: UInt8
    var number: Int32
    var team: Team
    var operatingSystem: Int8
    var disposition: Portfolio.Disposition
    /// True where no plan may move it: `retain`, the plant floor, a residency without a cloud region.
    var stays: Bool
    var isVirtual: Bool
    /// -1 is unknown, here and below.
    var cores: Int32 = -1
    var memory: Int32 = -1
    var storage: Int32 = -1
    var effort: Int32 = -1
    var leadWaves: Int8 = 1
    var riskPoints: Int8 = 0
    var notBefore: Day?
    var notAfter: Day?
    var runCost: Int32 = 0
    var cloudCost: Int32 = 0
    var oneOffCost: Int32 = 0
    /// Number of the resilience pair.
    var pair: Int32 = -1
    var cutoverUnit: CutoverUnit = .none
    var doubt: Doubt = .none
  }

  /// What must be cut over at one moment: a set of machines on shared disks, or the pilot.
  enum CutoverUnit { case none, ofApplication, pilot }

  /// What the configuration database has wrong about a row. Nothing of it changes the plan; all of it is to be noticed.
  enum Doubt { case none, misCasedName, longName, saidDecommissioned, staticAddress }

  struct Rack {
    var site: Int
    var number: Int
    var annualCost: Int
    var committedUntil: Day?
    /// False for a rack that only its hosts name.
    var isDeclared: Bool
  }

  struct Cluster {
    var site: Int
    var name: String
    var spareHosts: Int
    var cpuOvercommit: Int
    var memoryOvercommitTenths: Int
  }

  struct Host {
    enum Leaving { case never, on(Day), withRack, withSite }
    var site: Int
    /// `S` a server, `V` a virtualisation host, `N` a pair of switches, `A` a storage array.
    var letter: String
    var number: Int
    var rack: Int = -1
    var cluster: Int = -1
    var rackUnits: Int
    var watts: Int
    var cores: Int = -1
    var memory: Int = -1
    var annualCost: Int
    var committedUntil: Day?
    var endOfSupport: Day?
    var refreshCost: Int?
    var releaseOrder: Int?
    var leaving: Leaving = .never
    /// True where one of its workloads stays.
    var staysPut: Bool = false
  }

  struct Dependency {
    enum Relation: UInt8 {
      case unstated, together, first, last, near, apart
      var word: String {
        switch self {
        case .unstated: ""
        case .together: "together"
        case .first: "first"
        case .last: "last"
        case .near: "near"
        case .apart: "apart"
        }
      }
    }
    var source: Int32
    /// Below 0: an address that the inventory does not know.
    var target: Int32
    var relation: Relation
    var kind: UInt8
    var annualSplitCost: Int32
  }

  struct Initiative {
    var key: String
    var name: String
    var due: Day
    var annualValue: Int
    var lateAnnualCost: Int?
    var members: [Int32]
  }

  let blueprint: Blueprint
  var sites: [Site] = []
  var applications: [Application] = []
  var workloads: [Workload] = []
  /// Rows of `workloads` that are shared services.
  var hubs: [Int] = []
  /// The kind of traffic that each of `hubs` draws, a row of `dependencyKinds`.
  var hubKinds: [UInt8] = []
  /// Resilience pairs given out so far.
  var pairCount = 0
  var racks: [Rack] = []
  var clusters: [Cluster] = []
  var hosts: [Host] = []
  var dependencies: [Dependency] = []
  /// Applications that no plan can move; nothing that must move may wait for them.
  var contradictory: Set<Int> = []
  var initiatives: [Initiative] = []
  /// Rows of `workloads` that the file has twice, to the letter.
  var doubledWorkloads: [Int] = []

  init(_ blueprint: Blueprint) { self.blueprint = blueprint }

  static let dependencyKinds = [
    "sql", "https", "mq", "rfc", "file", "batch", "smb", "replication", "ldap", "dns", "ntp", "snmp", "backup",
    "sql-shared", "rdp",
  ]

  static func kind(_ name: String) -> UInt8 { UInt8(dependencyKinds.firstIndex(of: name)!) }

  func random(step: UInt64) -> SplitMix64 { SplitMix64(seed: blueprint.seed, step: step) }

  func rackKey(_ row: Int) -> String {
    let rack = racks[row]
    return sites[rack.site].key + "-R" + padded(rack.number, 3)
  }

  func clusterKey(_ row: Int) -> String { sites[clusters[row].site].key + "-" + clusters[row].name }
}

/// The number with zeros before it, at least `width` digits.
func padded(_ number: Int, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
