import Documents
import Estates

/// The estate that all observations become: its tables, cell by cell with their origin, and the counts that the report tells.
///
/// First the places that files list (sites, racks, clusters, applications), then the hosts, which place their clusters, then
/// the workloads, then the clusters with what they carry, then the dependencies. Rows stand in the order in which the sources
/// name their things.
struct EstateDraft {
  let start: Day
  let name: String
  let rules: FactRules
  var observations: Observations
  var matching: Matching
  var merging = Merging()
  var findings: FindingCollector
  var book = RuleBook()
  var counts = DraftCounts()

  var sites = DraftTable("sites.csv", columns: EstateColumns.names(EstateColumns.Site.self))
  var racks = DraftTable("racks.csv", columns: EstateColumns.names(EstateColumns.Rack.self))
  var clusters = DraftTable("clusters.csv", columns: EstateColumns.names(EstateColumns.Cluster.self))
  var hosts: DraftTable
  var applications = DraftTable("applications.csv", columns: EstateColumns.names(EstateColumns.Application.self))
  var workloads: DraftTable
  var dependencies = DraftTable("dependencies.csv", columns: EstateColumns.names(EstateColumns.Dependency.self))

  /// Keys of machines as workloads and as hosts, by machine; 0 where they are none.
  var workloadKeys: [TextPool.ID]
  var hostKeys: [TextPool.ID]
  /// The column of each attribute in hosts.csv; -1 where it has none.
  let hostAttributes: [Int]
  var places = DraftPlaces()
  /// The estate among the sources, where there is one.
  var source: EstateSource?
  /// The flow logs of the sources, and what came of them.
  var flows: FlowAggregation?
  var traffic: TrafficPart?
  var proposals: [ProposedMember] = []

  init(_ observations: Observations, rules: FactRules, start: Day, name: String, findings: FindingCollector) {
    self.start = start
    self.name = name
    self.rules = rules
    self.findings = findings
    matching = Matching(observations)
    self.observations = matching.observations
    let attributes = self.observations.attributes
    let hostColumns = EstateColumns.names(EstateColumns.Host.self)
    // An attribute that a hand-made list calls as one of the host's own columns stays with the workloads alone.
    let own = Set(hostColumns)
    var next = hostColumns.count
    hostAttributes = attributes.map { name in
      if own.contains(name) { return -1 }
      next += 1
      return next - 1
    }
    hosts = DraftTable("hosts.csv", columns: hostColumns + attributes.filter { !own.contains($0) })
    workloads = DraftTable("workloads.csv", columns: EstateColumns.names(EstateColumns.Workload.self) + attributes)
    workloadKeys = [TextPool.ID](repeating: 0, count: matching.count)
    hostKeys = [TextPool.ID](repeating: 0, count: matching.count)
  }

  var tables: [DraftTable] {
    [sites, racks, clusters, hosts, applications, workloads, dependencies].filter { $0.count > 0 }
  }

  mutating func make() {
    reserveKeys()
    learnSites()
    readSites()
    readRacks()
    readClusters()
    readApplications()
    writeHosts()
    writeWorkloads()
    writeApplicationsAsWorkloads()
    writeClusters()
    writePlaces()
    if let flows { takeTraffic(flows) }
    writeDependencies()
    proposeApplications()
    sites.mark(&book, &observations.texts)
    racks.mark(&book, &observations.texts)
    clusters.mark(&book, &observations.texts)
    hosts.mark(&book, &observations.texts)
    applications.mark(&book, &observations.texts)
    workloads.mark(&book, &observations.texts)
    dependencies.mark(&book, &observations.texts)
  }

  /// Keys that an estate among the sources has given stay with their machines.
  private mutating func reserveKeys() {
    for row in observations.rows.indices where observations.rows[row].thing == .machine {
      let workload = observations.value(.workloadKey, of: row)
      if workload != 0 { places.workloadNames.reserve(text(workload)) }
      let host = observations.value(.hostKey, of: row)
      if host != 0 { places.hostNames.reserve(text(host)) }
    }
  }

  // MARK: Values

  func text(_ id: TextPool.ID) -> String { observations.texts[id] }
  mutating func id(_ text: String) -> TextPool.ID { observations.texts.number(of: text) }

  /// The text of a field that was merged.
  func text(_ field: Field, _ merged: Merging.Merged) -> String {
    merged[field].map { text(observations.facts[$0].value) } ?? ""
  }

  func value(_ field: Field, _ merged: Merging.Merged) -> TextPool.ID {
    merged[field].map { observations.facts[$0].value } ?? 0
  }

  mutating func number(_ field: Field, _ merged: Merging.Merged) -> Double? {
    merged[field].flatMap { observations.number(observations.facts[$0].value) }
  }

  func origin(_ field: Field, _ merged: Merging.Merged) -> Origin { merged[field].map { .fact($0) } ?? .none }

  /// The source that a field was taken from.
  func source(of fact: Int) -> SourceKind { observations.source(of: Int(observations.facts[fact].observation)) }

  /// The value of a field in the very row that a fact stands in.
  func neighbour(of fact: Int, _ field: Field) -> TextPool.ID {
    observations.value(field, of: Int(observations.facts[fact].observation))
  }

  /// The sources that know a machine, for the column `sources`.
  mutating func sources(of machine: Int) -> TextPool.ID {
    var mask = 0
    for row in matching.rows(of: machine) { mask |= 1 << Int(observations.source(of: row).rawValue) }
    let words = SourceKind.allCases.filter { mask & (1 << Int($0.rawValue)) != 0 }.map(\.word)
    return id(words.joined(separator: " "))
  }

  /// The one role of a machine.
  func role(of machine: Int) -> Role? {
    let mask = matching.roles[machine]
    func has(_ role: Role) -> Bool { mask & (1 << UInt8(Role.allCases.firstIndex(of: role)!)) != 0 }
    if has(.hypervisor) { return .hypervisor }
    if has(.virtual) { return .virtual }
    if has(.physical) { return .physical }
    return has(.gear) ? .gear : nil
  }

  /// Adds a finding.
  mutating func say(
    _ severity: Finding.Severity, _ code: FindingCode, _ message: String, at place: SourceLocation? = nil
  ) {
    findings.add(severity, code, in: place?.file ?? "") { Finding(severity, code, message, at: place) }
  }

  /// The report's word for a row that could not be placed, and a finding for it.
  mutating func setAside(_ row: Int, _ entryClass: AsideClass, _ reason: String) {
    let place = observations.rows[row]
    observations.asides.append(
      .init(
        table: place.table, row: place.row, thing: place.thing.title, name: observations.value(.name, of: row),
        entryClass: entryClass, reason: reason))
  }
}

extension SourceKind {
  /// The word in the column `sources`.
  var word: String {
    switch self {
    case .planner: "mapping"
    case .rvtools: "rvtools"
    case .azure: "azure"
    case .aws: "aws"
    case .google: "google"
    case .dcim: "netbox"
    case .cmdb: "servicenow"
    case .konveyor: "konveyor"
    case .flows: "flows"
    }
  }
}

/// What the report tells beside the tables.
struct DraftCounts {
  var classes: [String: Int] = [:]
  var dispositions: [String: Int] = [:]
  var environments: [String: Int] = [:]
  var environmentOrigins: [String: Int] = [:]
  var hosts = 0
  var hostsWithRack = 0
  var hostsWithHeight = 0
  var hostsMentionedOnly = 0
  /// Workloads in clusters of which no file lists a host, and those clusters.
  var workloadsWithoutHosts = 0
  var clustersWithoutHosts = 0
  var hostsWithCost = 0
  /// Hosts that machines name, by short name, and how many of them a file lists.
  var namedHosts = 0
  var namedHostsListed = 0
  var hasBlades = false
  var unplaced = 0
  var storageGB = 0.0
  var largestGB = 0.0
  var stems = 0
  var withOwner = 0
  var withApplication = 0
  var withEnvironment = 0
  var withUse = 0
  var withSize = 0
  var withStatedCloudCost = 0
  var withPricedCloudCost = 0
  var withDependency = 0
  /// Workloads of an estate among the sources that no newer file has, of a tool that had them.
  var missing: [TextPool.ID] = []
  /// Workloads that no row of that estate has.
  var fresh = 0
  /// Machines for which the price table has no size, by region.
  var unpriced: [String: Int] = [:]
  var withCountry = 0
  /// Annual money that rests on stated figures.
  var figureHostCost = 0.0
  var figureCloudCost = 0.0
  var figureRunCost = 0.0
  var figureOneOff = 0.0
  /// Annual money that a source stated.
  var statedCloudCost = 0.0
  /// Applications that no machine belongs to.
  var applicationsWithoutMachines: [String] = []
  var edges = 0
  var edgeRows = 0
  var edgeRowsUnresolved = 0
  var edgeRowsNoise = 0
  /// Ends outside the estate, with their rows.
  var outside: [(name: String, rows: Int)] = []
  var isOfApplications = false
}
