import Documents
import Estates

/// The estate that an export becomes: its tables, cell by cell with their origin, and the counts that the report tells.
struct RVToolsDraft {
  let export: RVToolsExport
  let start: Day
  let name: String
  var findings: FindingCollector

  var sites = DraftTable(file: "sites.csv", columns: ["site", "name", "derived", "defaulted"])
  var clusters = DraftTable(
    file: "clusters.csv",
    columns: ["cluster", "site", "spare_hosts", "cpu_overcommit", "memory_overcommit", "derived", "defaulted"])
  var hosts = DraftTable(
    file: "hosts.csv",
    columns: [
      "host", "site", "cluster", "rack_units", "power_kw", "cores", "memory_gb", "annual_cost", "end_of_support",
      "refresh_cost", "vendor", "model", "hypervisor", "derived", "defaulted",
    ])
  var applications = DraftTable(file: "applications.csv", columns: ["application"])
  var workloads: DraftTable

  /// What the report tells.
  struct Counts {
    var running = 0
    var off = 0
    var templates = 0
    var placeholders: [String] = []
    var rehost = 0
    var replatform = 0
    var environments: [String: Int] = [:]
    var environmentOrigins: [String: Int] = [:]
    var hostNamesSeen = 0
    var hostNamesMatched = 0
    var unplaced = 0
    var storageGB = 0.0
    var largestGB = 0.0
    var hasBlades = false
    var allModelsKnown = true
    var hosts = 0
    var stems = 0
    var addresses = 0
  }

  var counts = Counts()
  var tables: [DraftTable] {
    [sites, clusters, hosts, applications, workloads].filter { !$0.rows.isEmpty }
  }

  /// Hosts as they will stand: those of vHost, or those that machines name.
  private var machinesHosts: [RVToolsExport.Host] = []
  private var hostKeys: [String] = []
  private var clusterKeys = UniqueNames()
  /// Titles of vCenter's custom attributes and the columns that they fill.
  private(set) var attributeColumns: [(title: String, column: String, isMeant: Bool)] = []

  init(export: RVToolsExport, start: Day, name: String, findings: FindingCollector) {
    self.export = export
    self.start = start
    self.name = name
    self.findings = findings
    var titles: [String] = []
    for machine in export.machines {
      for attribute in machine.attributes where !titles.contains(attribute.title) { titles.append(attribute.title) }
    }
    attributeColumns = CustomAttributes.columns(of: titles)
    workloads = DraftTable(
      file: "workloads.csv",
      columns: [
        "workload", "application", "host", "cluster", "site", "environment", "business_unit", "owner", "team",
        "criticality", "os", "cores", "memory_gb", "storage_gb", "disposition", "effort_hours", "lead_waves",
        "risk_points", "annual_run_cost", "annual_cloud_cost", "one_off_cost", "name_stem", "os_support_until",
        "power_state", "machine_class", "configured_cores", "configured_memory_gb", "last_host", "ip_address", "folder",
        "machine_uuid",
      ] + attributeColumns.filter { !$0.isMeant }.map(\.column) + ["derived", "defaulted"])
  }

  mutating func make() {
    guard !export.machines.isEmpty else { return }
    gatherHosts()
    writeSites()
    writeClusters()
    writeHosts()
    writeWorkloads()
    for file in export.unused {
      findings.add(.note, .exportUnused, in: file) {
        Finding(.note, .exportUnused, "the tab is not read", at: SourceLocation(file: file))
      }
    }
  }

  /// The site of a datacenter; exports without datacenters have one site, named like the estate.
  private func site(_ datacenter: String) -> String { datacenter.isEmpty ? name : datacenter }

  // MARK: Sites

  private mutating func writeSites() {
    var names: [String] = []
    for datacenter in export.machines.map(\.datacenter) + machinesHosts.map(\.datacenter) {
      if !names.contains(site(datacenter)) { names.append(site(datacenter)) }
    }
    let isStated = !export.machines.allSatisfy(\.datacenter.isEmpty)
    for site in names {
      sites.add([
        (
          "site",
          .init(
            text: site,
            origin: isStated
              ? .export("vInfo, Datacenter (vCenter's word for it; which building that is, it does not know)")
              : .defaulted("the name of the estate, as the export has no column Datacenter"))
        )
      ])
    }
  }

  // MARK: Clusters

  private mutating func gatherHosts() {
    machinesHosts = export.hosts
    guard !export.hasHosts else { return }
    var seen: Set<String> = []
    for machine in export.machines where !machine.host.isEmpty && seen.insert(machine.host).inserted {
      machinesHosts.append(
        RVToolsExport.Host(
          line: machine.line, name: machine.host, datacenter: machine.datacenter, cluster: machine.cluster,
          vendor: "", model: "", version: ""))
    }
    findings.add(.warning, .exportWithoutHosts, in: "RVTools_tabvHost.csv") {
      Finding(
        .warning, .exportWithoutHosts,
        "there is no RVTools_tabvHost.csv; the hosts are the \(machinesHosts.count) that machines were seen on, of default size",
        at: SourceLocation(file: "RVTools_tabvHost.csv"))
    }
  }

  /// The key of a cluster: its name, and its datacenter where another has the name too.
  private mutating func clusterKey(_ cluster: String, _ datacenter: String) -> String? {
    cluster.isEmpty ? nil : clusterKeys.key(cluster, in: site(datacenter))
  }

  private mutating func writeClusters() {
    var order: [(key: String, site: String)] = []
    var demand: [String: (cores: Double, memory: Double)] = [:]
    var capacity: [String: [(cores: Double, memory: Double)]] = [:]
    for host in machinesHosts {
      guard let key = clusterKey(host.cluster, host.datacenter) else { continue }
      if capacity[key] == nil { order.append((key, site(host.datacenter))) }
      capacity[key, default: []].append(
        (
          host.cores ?? RVToolsDefaults.hostCores.value,
          host.memoryMiB.map { $0 / 1024 } ?? RVToolsDefaults.hostMemory.value
        ))
    }
    for machine in export.machines where !machine.isPlaceholder {
      guard let key = clusterKey(machine.cluster, machine.datacenter) else { continue }
      if capacity[key] == nil {
        order.append((key, site(machine.datacenter)))
        capacity[key] = []
      }
      guard machine.isOn, !machine.isTemplate else { continue }
      demand[key, default: (0, 0)].cores += machine.cores ?? 0
      demand[key, default: (0, 0)].memory += (machine.memoryMiB ?? 0) / 1024
    }
    for (key, site) in order {
      let hosts = capacity[key] ?? []
      if hosts.isEmpty {
        findings.add(.warning, .exportHostless, in: "RVTools_tabvHost.csv") {
          Finding(
            .warning, .exportHostless, "cluster \(quoted(key)) has machines, but no host is known",
            at: SourceLocation(file: "RVTools_tabvHost.csv"))
        }
      }
      let spare = hosts.count > 1 ? 1 : 0
      let cores = hosts.map(\.cores).sorted().dropLast(spare).reduce(0, +)
      let memory = hosts.map(\.memory).sorted().dropLast(spare).reduce(0, +)
      clusters.add([
        ("cluster", .init(text: key, origin: .export("vInfo and vHost, Cluster"))),
        ("site", .init(text: site, origin: .export("Datacenter of the cluster's first row"))),
        (
          "spare_hosts",
          .init(text: String(spare), origin: .defaulted("one host in reserve, none where there is only one"))
        ),
        ("cpu_overcommit", overcommit(demand[key]?.cores ?? 0, cores, least: 4)),
        ("memory_overcommit", overcommit(demand[key]?.memory ?? 0, memory, least: 1)),
      ])
    }
  }

  /// As far as the cluster is overcommitted today, and at least as far as the contract's default.
  private func overcommit(_ demand: Double, _ capacity: Double, least: Double) -> DraftTable.Cell {
    let today = capacity > 0 ? (demand / capacity * 10).rounded(.up) / 10 : 0
    if today > least {
      return .init(
        text: Decimal.short(today, places: 1),
        origin: .derived(
          "as far as running machines overcommit the hosts today, one of them spared, rounded up to a tenth"))
    }
    return .init(
      text: Decimal.short(least, places: 1),
      origin: .defaulted("the contract's default, \(Decimal.short(least, places: 0))"))
  }

  // MARK: Hosts

  private mutating func writeHosts() {
    var keys = UniqueNames()
    for host in machinesHosts {
      let key = keys.key(host.name, in: "\(site(host.datacenter)) \(host.line)", isUnique: true)
      if key != host.name { reportRenamed("host", host.name, key, file: "RVTools_tabvHost.csv", line: host.line) }
      hostKeys.append(key)
      let defaults = RVToolsDefaults.self
      let processors = host.processors ?? defaults.hostProcessors.value
      let cores = host.cores ?? defaults.hostCores.value
      let memory = host.memoryMiB.map { $0 / 1024 } ?? defaults.hostMemory.value
      let power = processors * defaults.powerPerProcessor.value
      let energy = power * 8760 * defaults.powerUsageEffectiveness.value * defaults.energyPrice.value
      let annual = energy + defaults.upkeepPerHost.value + cores * defaults.hypervisorPerCore.value
      let refresh = cores * defaults.refreshPerCore.value + memory * defaults.refreshPerGB.value
      let model = HostModel(host.model)
      counts.hasBlades = counts.hasBlades || model?.isBlade == true
      counts.allModelsKnown = counts.allModelsKnown && model != nil
      counts.hosts += 1
      let fromHost = { (column: String) in DraftTable.Origin.export("vHost, \(column)") }
      hosts.add([
        ("host", .init(text: key, origin: export.hasHosts ? fromHost("Host") : .derived("vInfo, Host"))),
        ("site", .init(text: site(host.datacenter), origin: fromHost("Datacenter"))),
        ("cluster", clusterKey(host.cluster, host.datacenter).map { .init(text: $0, origin: fromHost("Cluster")) }),
        (
          "rack_units",
          model.map {
            .init(
              text: Decimal.short($0.rackUnits, places: 6),
              origin: .derived("the height of the model, for a blade its share of the enclosure"))
          }
        ),
        (
          "power_kw",
          .init(text: Decimal.short(power, places: 3), origin: .defaulted(defaults.powerPerProcessor.name))
        ),
        (
          "cores",
          .init(
            text: Decimal.short(cores, places: 3),
            origin: host.cores == nil ? .defaulted(defaults.hostCores.name) : fromHost("# Cores"))
        ),
        (
          "memory_gb",
          .init(
            text: Decimal.short(memory, places: 2),
            origin: host.memoryMiB == nil ? .defaulted(defaults.hostMemory.name) : fromHost("# Memory, as MiB"))
        ),
        (
          "annual_cost",
          .init(
            text: Decimal.short(annual, places: 0),
            origin: .defaulted("energy for the power above, upkeep per host, hypervisor per core"))
        ),
        (
          "end_of_support",
          SystemSupport.hypervisor(host.version).map {
            .init(
              text: $0.description, origin: .derived("VMware's end of support for the release in vHost, ESX Version"))
          }
        ),
        (
          "refresh_cost",
          .init(
            text: Decimal.short(refresh, places: 0),
            origin: .defaulted("renewal of a host, per core and per GB of memory"))
        ),
        ("vendor", .init(text: host.vendor, origin: fromHost("Vendor"))),
        ("model", .init(text: host.model, origin: fromHost("Model"))),
        ("hypervisor", .init(text: host.version, origin: fromHost("ESX Version"))),
      ])
    }
  }

  // MARK: Workloads

  private mutating func writeWorkloads() {
    var keys = UniqueNames()
    var stems: Set<String> = []
    let written = machinesHosts.map { Self.short($0.name) }
    let alone = Dictionary(
      grouping: machinesHosts.indices.filter { machinesHosts[$0].cluster.isEmpty }, by: { written[$0] })
    let namesOfHosts = Set(written)
    var seenHosts: Set<String> = []
    var applicationsSeen: Set<String> = []
    for machine in export.machines {
      if machine.isPlaceholder {
        counts.placeholders.append(machine.name)
        findings.add(.note, .exportPlaceholder, in: "RVTools_tabvInfo.csv") {
          Finding(
            .note, .exportPlaceholder, "\(quoted(machine.name)) is a placeholder and is left out",
            at: SourceLocation(file: "RVTools_tabvInfo.csv", line: Int(machine.line)))
        }
        continue
      }
      if !machine.host.isEmpty { seenHosts.insert(Self.short(machine.host)) }
      let key = keys.key(machine.name, in: site(machine.datacenter), isUnique: true)
      if key != machine.name {
        reportRenamed("machine", machine.name, key, file: "RVTools_tabvInfo.csv", line: machine.line)
      }
      let hint = NameHint(machine.name)
      stems.insert(hint.stem)
      // Only hosts outside clusters hold on to their machines.
      let host = machine.cluster.isEmpty ? alone[Self.short(machine.host)]?.first : nil
      let cluster = clusterKey(machine.cluster, machine.datacenter)
      if cluster == nil, host == nil {
        counts.unplaced += 1
        findings.add(.warning, .exportUnplaced, in: "RVTools_tabvInfo.csv") {
          Finding(
            .warning, .exportUnplaced, "machine \(quoted(machine.name)) is in no cluster and on no known host",
            at: SourceLocation(file: "RVTools_tabvInfo.csv", line: Int(machine.line)))
        }
      }
      var cells = placeCells(key, machine, host: host.map { hostKeys[$0] }, cluster: cluster)
      cells += attributeCells(machine, hint)
      cells += sizeCells(machine)
      cells += workCells(machine)
      cells += noteCells(machine, hint)
      workloads.add(cells)
      if let application = cells.first(where: { $0.column == "application" })?.cell?.text, !application.isEmpty,
        applicationsSeen.insert(application).inserted
      {
        applications.add([("application", .init(text: application, origin: .export("the attribute of the machines")))])
      }
    }
    counts.stems = stems.count
    counts.hostNamesSeen = seenHosts.count
    counts.hostNamesMatched = seenHosts.intersection(namesOfHosts).count
    if export.hasHosts, counts.hostNamesMatched < counts.hostNamesSeen {
      findings.add(.note, .exportJoin, in: "RVTools_tabvInfo.csv") {
        Finding(
          .note, .exportJoin,
          "\(counts.hostNamesSeen - counts.hostNamesMatched) of \(counts.hostNamesSeen) hosts that machines name are not in vHost under that name; machines and hosts are joined by cluster",
          at: SourceLocation(file: "RVTools_tabvInfo.csv"))
      }
    }
  }

  /// `vmsp-01.customer.com` and `VMSP-01` are one host.
  private static func short(_ host: String) -> String {
    // An address has dots, too.
    if host.allSatisfy({ $0.isNumber || $0 == "." }) { return host }
    return String(host.lowercased().prefix { $0 != "." })
  }

  private func placeCells(
    _ key: String, _ machine: RVToolsExport.Machine, host: String?, cluster: String?
  ) -> [(column: String, cell: DraftTable.Cell?)] {
    let isPlaced = host != nil || cluster != nil
    return [
      (
        "workload",
        .init(text: key, origin: key == machine.name ? .export("vInfo, VM") : .derived("vInfo, VM, made unique"))
      ),
      ("host", host.map { .init(text: $0, origin: .derived("vInfo, Host, for hosts outside clusters")) }),
      ("cluster", cluster.map { .init(text: $0, origin: .export("vInfo, Cluster")) }),
      ("site", isPlaced ? nil : .init(text: site(machine.datacenter), origin: .export("vInfo, Datacenter"))),
    ]
  }

  private mutating func attributeCells(
    _ machine: RVToolsExport.Machine, _ hint: NameHint
  ) -> [(column: String, cell: DraftTable.Cell?)] {
    var cells: [(column: String, cell: DraftTable.Cell?)] = []
    var filled: Set<String> = []
    for (title, text) in machine.attributes {
      guard let target = attributeColumns.first(where: { $0.title == title }) else { continue }
      if target.column == "criticality", Decimal.value(text) == nil { continue }
      guard filled.insert(target.column).inserted else { continue }
      cells.append((target.column, .init(text: text, origin: .export("vInfo, custom attribute \(title)"))))
    }
    if !filled.contains("environment") {
      let ofFolder = machine.folder.split(separator: "/").lazy.compactMap { NameHint.environment(ofFolder: String($0)) }
        .last
      if let environment = ofFolder {
        cells.append(("environment", .init(text: environment, origin: .derived("a word in vInfo, Folder"))))
        counts.environmentOrigins["folder", default: 0] += 1
      } else if let environment = hint.environment {
        cells.append(("environment", .init(text: environment, origin: .derived("a word in the machine's name"))))
        counts.environmentOrigins["name", default: 0] += 1
      }
    } else {
      counts.environmentOrigins["attribute", default: 0] += 1
    }
    let environment = cells.first { $0.column == "environment" }?.cell?.text ?? ""
    counts.environments[environment, default: 0] += 1
    return cells
  }

  private mutating func sizeCells(_ machine: RVToolsExport.Machine) -> [(column: String, cell: DraftTable.Cell?)] {
    let isRunning = machine.isOn && !machine.isTemplate
    let idle = DraftTable.Origin.derived("0: a machine that does not run takes nothing of its cluster")
    let storage = self.storage(machine)
    counts.storageGB += storage ?? 0
    counts.largestGB = max(counts.largestGB, storage ?? 0)
    let memory = machine.memoryMiB.map { Decimal.short($0 / 1024, places: 2) }
    return [
      (
        "os",
        .init(text: machine.system, origin: .export("vInfo, OS according to VMware Tools, else to the configuration"))
      ),
      (
        "cores",
        isRunning
          ? machine.cores.map { .init(text: Decimal.short($0, places: 3), origin: .export("vInfo, CPUs")) }
          : .init(text: "0", origin: idle)
      ),
      (
        "memory_gb",
        isRunning
          ? memory.map { .init(text: $0, origin: .export("vInfo, Memory, as MiB")) } : .init(text: "0", origin: idle)
      ),
      (
        "storage_gb",
        storage.map {
          .init(
            text: Decimal.short($0, places: 1),
            origin: (machine.inUseMiB ?? 0) > 0
              ? .export("vInfo, In Use, as MiB") : .derived("vInfo, Provisioned, as nothing is in use"))
        }
      ),
      (
        "configured_cores",
        isRunning
          ? nil : machine.cores.map { .init(text: Decimal.short($0, places: 3), origin: .export("vInfo, CPUs")) }
      ),
      (
        "configured_memory_gb",
        isRunning ? nil : memory.map { .init(text: $0, origin: .export("vInfo, Memory, as MiB")) }
      ),
    ]
  }

  private func storage(_ machine: RVToolsExport.Machine) -> Double? {
    if let used = machine.inUseMiB, used > 0 { return used / 1024 }
    return machine.provisionedMiB.map { $0 / 1024 }
  }

  private mutating func workCells(_ machine: RVToolsExport.Machine) -> [(column: String, cell: DraftTable.Cell?)] {
    let defaults = RVToolsDefaults.self
    let support = SystemSupport(of: machine.system)
    let storage = storage(machine) ?? 0
    let isLarge = storage >= defaults.largeDisk
    let disposition: Disposition
    let reason: String
    let effort: StatedDefault
    if machine.isTemplate {
      counts.templates += 1
      (disposition, reason, effort) = (.retire, "retire: a template goes with its vCenter", defaults.templateHours)
    } else if !machine.isOn {
      counts.off += 1
      (disposition, reason, effort) = (
        .retire, "retire: the machine is off; its owner should confirm", defaults.retireHours
      )
    } else if let until = support.until, until < start {
      counts.running += 1
      counts.replatform += 1
      (disposition, reason, effort) = (
        .replatform, "replatform: support for the system has ended by the start", defaults.replatformHours
      )
    } else {
      counts.running += 1
      counts.rehost += 1
      (disposition, reason, effort) = (.rehost, "rehost: the rest", defaults.rehostHours)
    }
    let isLeaving = disposition == .retire
    let hours = effort.value + (isLarge && !isLeaving ? defaults.largeDiskHours.value : 0)
    let run = (isLeaving ? 0 : defaults.runPerMachine.value) + storage * defaults.runPerGB.value
    let cloud =
      (machine.cores ?? 0) * defaults.cloudPerCore.value
      + (machine.memoryMiB ?? 0) / 1024 * defaults.cloudPerMemoryGB.value + storage * defaults.cloudPerStorageGB.value
    let risk = support.difficulty.rawValue + (isLarge ? 1 : 0)
    return [
      ("disposition", .init(text: disposition.rawValue, origin: .defaulted(reason))),
      (
        "effort_hours",
        .init(
          text: Decimal.short(hours, places: 1),
          origin: .defaulted(effort.name + (isLarge && !isLeaving ? ", and more for its disk" : "")))
      ),
      (
        "lead_waves",
        .init(
          text: disposition == .replatform ? "2" : "1",
          origin: .defaulted("1 wave of preparation, 2 to replatform (assumption)"))
      ),
      (
        "risk_points",
        isLeaving
          ? nil
          : .init(
            text: String(risk),
            origin: .defaulted(
              "1 to 3 by how hard the system is to move (kubev2v's scale), 2 if unknown, 1 more from 10,240 GB"))
      ),
      (
        "annual_run_cost",
        .init(
          text: Decimal.short(run, places: 0), origin: .defaulted("care per running machine, storage per GB in use"))
      ),
      (
        "annual_cloud_cost",
        isLeaving
          ? nil
          : .init(
            text: Decimal.short(cloud, places: 0),
            origin: .defaulted("cloud per vCPU, per GB of memory, per GB of storage"))
      ),
      (
        "one_off_cost",
        .init(
          text: Decimal.short(hours * defaults.hourlyRate.value, places: 0),
          origin: .defaulted("effort times the rate of an hour"))
      ),
      (
        "os_support_until",
        support.until.map { .init(text: $0.description, origin: .derived("the maker's end of support for the system")) }
      ),
    ]
  }

  private mutating func noteCells(
    _ machine: RVToolsExport.Machine, _ hint: NameHint
  ) -> [(column: String, cell: DraftTable.Cell?)] {
    let kind = machine.isTemplate ? "template" : machine.isOn ? "running" : "off"
    if !machine.address.isEmpty { counts.addresses += 1 }
    return [
      ("name_stem", .init(text: hint.stem, origin: .derived("the name without its number and environment"))),
      ("power_state", .init(text: machine.isOn ? "on" : "off", origin: .export("vInfo, Powerstate"))),
      ("machine_class", .init(text: kind, origin: .derived("vInfo, Template and Powerstate"))),
      ("last_host", .init(text: machine.host, origin: .export("vInfo, Host"))),
      ("ip_address", .init(text: machine.address, origin: .export("vInfo, Primary IP Address, else vNetwork"))),
      ("folder", .init(text: machine.folder, origin: .export("vInfo, Folder"))),
      ("machine_uuid", .init(text: machine.uuid, origin: .export("vInfo, VM UUID"))),
    ]
  }

  private mutating func reportRenamed(_ thing: String, _ name: String, _ key: String, file: String, line: Int32) {
    findings.add(.warning, .exportRenamed, in: file) {
      Finding(
        .warning, .exportRenamed, "another \(thing) is called \(quoted(name)), too; this one becomes \(quoted(key))",
        at: SourceLocation(file: file, line: Int(line)))
    }
  }
}

/// Keys for names that may stand more than once.
struct UniqueNames {
  private var keyOfPlace: [String: String] = [:]
  private var taken: Set<String> = []

  /// The key of `name` in `place`: the name, and where another place has it the place behind it. With `isUnique` every
  /// call is another thing, also in one place.
  mutating func key(_ name: String, in place: String, isUnique: Bool = false) -> String {
    let identity = name + "\u{0}" + place
    if !isUnique, let known = keyOfPlace[identity] { return known }
    var key = name
    if taken.contains(key) { key = "\(name) (\(place))" }
    var number = 2
    while taken.contains(key) {
      key = "\(name) (\(place), \(number))"
      number += 1
    }
    taken.insert(key)
    keyOfPlace[identity] = key
    return key
  }
}

/// vCenter's custom attributes: where owner, application and environment live, when they live anywhere.
enum CustomAttributes {
  /// For each title its column: a column of the contract where the title says so (`isMeant`), else an attribute.
  static func columns(of titles: [String]) -> [(title: String, column: String, isMeant: Bool)] {
    var taken = Set(InventoryTable.workloads.columns.map(\.name))
    taken.formUnion([
      "name_stem", "os_support_until", "power_state", "machine_class", "configured_cores", "configured_memory_gb",
      "last_host", "ip_address", "folder", "machine_uuid", "derived", "defaulted",
    ])
    return titles.map { title in
      let squeezed = RVToolsTab.squeeze(title)
      if let column = meanings.first(where: { $0.titles.contains(squeezed) })?.column { return (title, column, true) }
      let plain = title.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" }
      let base = String(plain).split(separator: "_").joined(separator: "_")
      var column = base.isEmpty || taken.contains(base) ? "vcenter_" + base : base
      while !taken.insert(column).inserted { column += "_2" }
      return (title, column, false)
    }
  }

  private static let meanings: [(column: String, titles: Set<String>)] = [
    ("application", ["application", "app", "applicationname", "appname", "service", "businessapplication"]),
    ("owner", ["owner", "applicationowner", "appowner", "technicalowner", "contact", "responsible", "businessowner"]),
    ("environment", ["environment", "env", "stage", "lifecycle"]),
    ("business_unit", ["businessunit", "bu", "department", "division", "costcenterowner"]),
    ("team", ["team", "supportteam", "supportgroup", "operationsteam"]),
    ("criticality", ["criticality", "tier", "businesscriticality"]),
  ]
}

extension NameHint {
  /// The environment that a folder is for: only where the whole word says it.
  static func environment(ofFolder folder: String) -> String? {
    switch folder.lowercased() {
    case "production", "prod", "prd": "production"
    case "development", "dev", "devel", "sandbox": "development"
    case "test", "testing", "tst", "qa", "uat", "sit", "staging", "stage", "preprod", "pre-prod": "test"
    default: nil
    }
  }
}
