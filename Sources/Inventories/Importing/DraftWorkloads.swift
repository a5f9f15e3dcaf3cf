import Documents
import Estates

/// Workloads: what can move, classed and sized, each cell from a source or by a stated rule.
extension EstateDraft {
  /// What a machine is, as far as moving it is concerned.
  private enum MachineClass: String {
    case running, off, template, retired, stale
  }

  mutating func writeWorkloads() {
    let newest = newestDays()
    let groupsWithHosts = groupsThatListHosts()
    var stems: Set<String> = []
    for machine in 0..<matching.count {
      let role = role(of: machine)
      guard role == .virtual || role == .physical || role == nil else { continue }
      let merged = merging.merge(matching.rows(of: machine), thing: Int(matching.first[machine]), &observations)
      if text(.isPlaceholder, merged) == "true" {
        setAside(Int(matching.first[machine]), .placeholder, AsideClass.placeholder.meaning)
        continue
      }
      if role != .physical, let aside = inactive(merged) {
        setAside(Int(matching.first[machine]), .inactive, aside)
        continue
      }
      writeWorkload(machine, role, merged, newest: newest, groupsWithHosts: groupsWithHosts, stems: &stems)
    }
    counts.stems = stems.count
    if source != nil { compareWithEstate() }
  }

  /// What the estate among the sources has and the newer files have not, and the other way round.
  private mutating func compareWithEstate() {
    let newer = observations.tables.contains { $0.thing == .machine && $0.source != .planner }
    guard newer else { return }
    for machine in 0..<matching.count where workloadKeys[machine] != 0 {
      let rows = matching.rows(of: machine)
      if places.machineOfKey[workloadKeys[machine]] == nil {
        counts.fresh += 1
      } else if rows.allSatisfy({ observations.source(of: $0) == .planner }) {
        counts.missing.append(workloadKeys[machine])
      }
    }
  }

  /// Planned machines do not exist yet.
  private func inactive(_ merged: Merging.Merged) -> String? {
    let status = text(.status, merged).lowercased()
    return ["planned", "staged", "staging", "inventory", "on order", "in stock", "pending install"].contains(status)
      ? "its status is \(status)" : nil
  }

  /// The latest day on which each table saw anything.
  private func newestDays() -> [Int: String] {
    var newest: [Int: String] = [:]
    for row in observations.rows.indices where observations.rows[row].thing == .machine {
      guard let fact = observations.fact(.lastSeen, of: row) else { continue }
      let table = Int(observations.rows[row].table)
      let day = text(observations.facts[fact].value)
      if day > newest[table] ?? "" { newest[table] = day }
    }
    return newest
  }

  /// The exports in which hosts are listed: there a host that is not listed is not known.
  private func groupsThatListHosts() -> Set<String> {
    var groups: Set<String> = []
    for row in observations.rows where row.thing == .machine {
      let table = observations.tables[Int(row.table)]
      if table.source == .rvtools, table.reader.hasSuffix("vHost") { groups.insert(table.group) }
    }
    return groups
  }

  // MARK: One workload

  private mutating func writeWorkload(
    _ machine: Int, _ role: Role?, _ merged: Merging.Merged, newest: [Int: String], groupsWithHosts: Set<String>,
    stems: inout Set<String>
  ) {
    typealias Column = EstateColumns.Workload
    let given = text(.name, merged).isEmpty ? text(.fqdn, merged) : text(.name, merged)
    let named = given.isEmpty ? text(.uuid, merged) : given
    let siteName = text(.site, merged).isEmpty ? name : text(.site, merged)
    let stated = merged[.workloadKey].map { text(observations.facts[$0].value) }
    let key =
      stated
      ?? places.workloadNames.key(
        named.isEmpty ? firstAddress(merged).map { text($0.0) } ?? "machine \(machine + 1)" : named, in: siteName)
    if stated == nil, key != given, let fact = merged[.name] { reportRenamed("machine", given, key, fact: fact) }
    workloadKeys[machine] = id(key)
    if stated != nil { places.machineOfKey[workloadKeys[machine]] = machine }
    workloads.begin()
    func set(_ column: Column, _ value: TextPool.ID, _ origin: Origin) { workloads.set(column.rawValue, value, origin) }
    set(
      .workload, workloadKeys[machine],
      stated != nil
        ? origin(.workloadKey, merged)
        : key == given
          ? (merged[.name] ?? merged[.fqdn]).map { .fact($0) } ?? .none
          : book.derived("the name, made unique by its site; without a name the UUID or the address"))
    if merged[.displayName] != nil {
      set(.name, value(.displayName, merged), origin(.displayName, merged))
    } else if key != given, !given.isEmpty {
      set(.name, id(given), (merged[.name] ?? merged[.fqdn]).map { .fact($0) } ?? .none)
    }

    let site = placeWorkload(machine, role, merged, groupsWithHosts: groupsWithHosts)
    let application = writeOwnership(machine, merged)
    let hint = NameHint(key)
    stems.insert(hint.stem)
    let environment = writeEnvironment(merged, hint, application: application)
    counts.environments[environment, default: 0] += 1
    let machineClass = classify(machine, merged, newest: newest)
    counts.classes[role == .physical && machineClass == .running ? "physical" : machineClass.rawValue, default: 0] += 1
    writeSizes(merged, isRunning: machineClass == .running, cluster: site.cluster)
    writeWork(merged, machineClass, site: site.site)

    set(.nameStem, id(hint.stem), book.derived("the name without its number and environment"))
    set(.powerState, value(.power, merged), origin(.power, merged))
    set(.machineClass, id(machineClass.rawValue), book.derived("template, state, status and day last seen"))
    for (column, field) in [
      (Column.lastHost, Field.host), (.folder, .folder), (.machineUUID, .uuid), (.lastSeen, .lastSeen),
      (.recommendedSize, .size), (.readiness, .readiness), (.plannedWave, .wave), (.dataClass, .dataClass),
      (.residency, .residency), (.provisionedStorageGB, .provisionedGB), (.notBefore, .notBefore),
      (.notAfter, .notAfter),
    ] {
      set(column, value(field, merged), origin(field, merged))
    }
    if let address = firstAddress(merged) { set(.ipAddress, address.0, address.1) }
    for (column, fields) in [
      (Column.cpuUse, [Field.cpuP95, .cpuPeak, .cpuAverage]), (.memoryUse, [.memoryP95, .memoryPeak, .memoryAverage]),
    ] {
      if let field = fields.first(where: { merged[$0] != nil }) {
        set(column, value(field, merged), origin(field, merged))
      }
    }
    if merged[.cpuP95] ?? merged[.cpuPeak] ?? merged[.cpuAverage] != nil { counts.withUse += 1 }
    set(.sources, sources(of: machine), book.derived("the files that know it"))
    if merged.tags.count == 1 {
      let fact = Int(merged.tags[0])
      set(.tags, observations.facts[fact].value, .fact(fact))
    } else if merged.tags.count > 1 {
      set(
        .tags, id(merged.tags.map { text(observations.facts[Int($0)].value) }.joined(separator: "; ")),
        book.derived("the tags of all its rows, one behind the other"))
    }
    for (attribute, fact) in merged.attributes {
      let column = EstateColumns.Workload.allCases.count + Int(attribute - Field.firstAttribute)
      workloads.set(column, observations.facts[Int(fact)].value, .fact(Int(fact)))
    }
  }

  // MARK: Where it runs

  private mutating func placeWorkload(
    _ machine: Int, _ role: Role?, _ merged: Merging.Merged, groupsWithHosts: Set<String>
  ) -> (site: Int, cluster: Int) {
    typealias Column = EstateColumns.Workload
    if role == .physical, hostKeys[machine] != 0 {
      workloads.set(Column.host.rawValue, hostKeys[machine], book.derived("a physical machine is its own host"))
      let site = self.site(value(.site, merged), fact: merged[.site])
      let index = site.index < 0 ? defaultSite().index : site.index
      places.sites[index].workloads += 1
      return (index, -1)
    }
    var (site, siteOrigin) = self.site(value(.site, merged), fact: merged[.site])
    if let host = merged[.host] { countHost(host) }
    if let fact = merged[.cluster] {
      let cluster = self.cluster(fact)
      places.clusters[cluster].workloads += 1
      let clusterOrigin = places.clusters[cluster].origin
      workloads.set(
        Column.cluster.rawValue, places.clusters[cluster].key, clusterOrigin.rule == nil ? .fact(fact) : clusterOrigin)
      if let host = merged[.host] { mentionHost(host, merged, site: site, siteOrigin, cluster, groupsWithHosts) }
      return (places.clusters[cluster].site, cluster)
    }
    if let fact = merged[.host] {
      let named = text(observations.facts[fact].value)
      let carrier =
        matching.machine(named: named) { hostKeys[$0] != 0 }
        ?? matching.machine(at: named).flatMap { hostKeys[$0] != 0 ? $0 : nil }
      if let carrier {
        // A host in a cluster means the cluster: it moves machines from host to host.
        let carried = observations.fact(.cluster, of: Int(matching.first[carrier]))
        if role != .physical, let carried, self.role(of: carrier) == .hypervisor {
          let cluster = self.cluster(carried)
          places.clusters[cluster].workloads += 1
          workloads.set(
            Column.cluster.rawValue, places.clusters[cluster].key,
            book.derived("the cluster of the host that it ran on"))
          return (places.clusters[cluster].site, cluster)
        }
        workloads.set(
          Column.host.rawValue, hostKeys[carrier], book.derived("the host that it ran on, which is in no cluster"))
        return (site, -1)
      }
      let table = observations.tables[Int(observations.rows[Int(observations.facts[fact].observation)].table)]
      if !groupsWithHosts.contains(table.group) {
        if site < 0 { (site, siteOrigin) = defaultSite() }
        let host = mentionedHost(fact, site: site, siteOrigin: siteOrigin, cluster: -1)
        workloads.set(Column.host.rawValue, host, .fact(fact))
        places.sites[site].workloads += 1
        return (site, -1)
      }
    }
    if site < 0 { (site, siteOrigin) = defaultSite() }
    places.sites[site].workloads += 1
    counts.unplaced += 1
    workloads.set(Column.site.rawValue, places.sites[site].key, siteOrigin)
    let row = Int(matching.first[machine])
    say(
      .warning, .importUnplaced,
      "machine \(quoted(text(workloadKeys[machine]))) is in no cluster and on no host that a file lists",
      at: observations.location(row))
    return (site, -1)
  }

  /// Counts the hosts that machines name, and those of them that a file lists.
  private mutating func countHost(_ fact: Int) {
    let label = MachineName(text(observations.facts[fact].value)).label
    guard places.namedHosts.insert(label).inserted else { return }
    if matching.machine(named: label, where: { hostKeys[$0] != 0 }) != nil { counts.namedHostsListed += 1 }
    counts.namedHosts = places.namedHosts.count
  }

  /// Where an export lists no hosts, those of a cluster are the ones that its machines name.
  private mutating func mentionHost(
    _ fact: Int, _ merged: Merging.Merged, site: Int, _ siteOrigin: Origin, _ cluster: Int,
    _ groupsWithHosts: Set<String>
  ) {
    let table = observations.tables[Int(observations.rows[Int(observations.facts[fact].observation)].table)]
    guard !groupsWithHosts.contains(table.group), table.source == .rvtools else { return }
    let named = text(observations.facts[fact].value)
    if matching.machine(named: named, where: { hostKeys[$0] != 0 }) != nil { return }
    var (site, siteOrigin) = (site, siteOrigin)
    if site < 0 { (site, siteOrigin) = defaultSite() }
    _ = mentionedHost(fact, site: site, siteOrigin: siteOrigin, cluster: cluster)
  }

  // MARK: Whose it is

  private mutating func writeOwnership(_ machine: Int, _ merged: Merging.Merged) -> Int? {
    typealias Column = EstateColumns.Workload
    var application: Int?
    if let fact = merged[.application] {
      let index = self.application(fact)
      application = index
      if places.applicationLead[index] < 0 { places.applicationLead[index] = machine }
      places.applicationMachines[index] += 1
      let itsKey = places.applicationKeys[index]
      workloads.set(
        Column.application.rawValue, itsKey,
        itsKey == observations.facts[fact].value ? .fact(fact) : book.derived("the application, as it is called first"))
      counts.withApplication += 1
    }
    for (column, field) in [
      (Column.businessUnit, Field.businessUnit), (.owner, .owner), (.team, .team),
    ] {
      workloads.set(column.rawValue, value(field, merged), origin(field, merged))
    }
    let inherited = application.flatMap { places.applicationMerged[$0] }.flatMap { $0[.owner] }
    if merged[.owner] != nil || inherited != nil { counts.withOwner += 1 }
    if let fact = merged[.criticality], let number = CriticalityWord.number(text(observations.facts[fact].value)) {
      workloads.set(
        Column.criticality.rawValue, id(number.text),
        number.isStated ? .fact(fact) : book.derived("criticality as a number: 0 for mission critical to 3 for low"))
    }
    return application
  }

  private mutating func writeEnvironment(
    _ merged: Merging.Merged, _ hint: NameHint, application: Int?
  ) -> String {
    let column = EstateColumns.Workload.environment.rawValue
    if let fact = merged[.environment] {
      workloads.set(column, value(.environment, merged), .fact(fact))
      counts.environmentOrigins["a column", default: 0] += 1
      counts.withEnvironment += 1
      return text(.environment, merged)
    }
    let folder = text(.folder, merged).split(separator: "/").lazy.compactMap {
      NameHint.environment(ofFolder: String($0))
    }
    .last
    if let folder {
      workloads.set(column, id(folder), book.derived("a word in the folder"))
      counts.environmentOrigins["the folder", default: 0] += 1
      return folder
    }
    if let environment = hint.environment {
      workloads.set(column, id(environment), book.derived("a word in the machine's name"))
      counts.environmentOrigins["the name", default: 0] += 1
      return environment
    }
    return ""
  }

  // MARK: What it is

  private func classify(_ machine: Int, _ merged: Merging.Merged, newest: [Int: String]) -> MachineClass {
    if text(.isTemplate, merged) == "true" { return .template }
    let status = HeaderName.squeezed(text(.status, merged))
    if ["retired", "decommissioned", "decommissioning", "absent", "disposed", "endoflife"].contains(status) {
      return .retired
    }
    if text(.power, merged) == "off" || status == "offline" || status == "nonoperational" { return .off }
    // What a hypervisor lists is there, whatever a list of people says.
    guard let seen = merged[.lastSeen], let day = Day(text(observations.facts[seen].value)) else { return .running }
    let isMeasured = matching.rows(of: machine).contains { observations.source(of: $0) == .rvtools }
    let table = Int(observations.rows[Int(observations.facts[seen].observation)].table)
    if !isMeasured, let last = newest[table].flatMap({ Day($0) }), last - day > 90 { return .stale }
    return .running
  }

  // MARK: How large it is

  private mutating func writeSizes(_ merged: Merging.Merged, isRunning: Bool, cluster: Int) {
    typealias Column = EstateColumns.Workload
    func set(_ column: Column, _ value: TextPool.ID, _ origin: Origin) { workloads.set(column.rawValue, value, origin) }
    set(.os, value(.os, merged), origin(.os, merged))
    let cores = cores(merged)
    let memory = number(.memoryGB, merged)
    if cores.value != nil, memory != nil { counts.withSize += 1 }
    if isRunning {
      set(.cores, cores.id, cores.origin)
      set(.memoryGB, value(.memoryGB, merged), origin(.memoryGB, merged))
      if cluster >= 0 {
        places.clusters[cluster].demand.cores += cores.value ?? 0
        places.clusters[cluster].demand.memory += memory ?? 0
      }
    } else {
      let idle = book.derived("0: a machine that does not run takes nothing of its cluster")
      set(.cores, id("0"), idle)
      set(.memoryGB, id("0"), idle)
      set(.configuredCores, cores.id, cores.origin)
      set(.configuredMemoryGB, value(.memoryGB, merged), origin(.memoryGB, merged))
    }
    if let storage = storage(merged) {
      set(.storageGB, id(Decimal.short(storage.value, places: 1)), storage.origin)
      counts.storageGB += storage.value
      counts.largestGB = max(counts.largestGB, storage.value)
    }
  }

  mutating func cores(_ merged: Merging.Merged) -> (value: Double?, id: TextPool.ID, origin: Origin) {
    if let cores = number(.cores, merged) { return (cores, value(.cores, merged), origin(.cores, merged)) }
    guard let processors = number(.processors, merged), let each = number(.coresPerProcessor, merged) else {
      return (nil, 0, .none)
    }
    return (
      processors * each, id(Decimal.short(processors * each, places: 3)), book.derived("processors times cores of each")
    )
  }

  private mutating func storage(_ merged: Merging.Merged) -> (value: Double, origin: Origin)? {
    if let used = number(.usedGB, merged), used > 0, let fact = merged[.usedGB] { return (used, .fact(fact)) }
    guard let provisioned = number(.provisionedGB, merged) else { return nil }
    return (provisioned, book.derived("the storage provisioned, as none is known to be in use"))
  }

  // MARK: What becomes of it

  private mutating func writeWork(_ merged: Merging.Merged, _ machineClass: MachineClass, site: Int) {
    typealias Column = EstateColumns.Workload
    func set(_ column: Column, _ value: TextPool.ID, _ origin: Origin) { workloads.set(column.rawValue, value, origin) }
    let support = rules.support.entry(of: text(.os, merged))
    let storage = storage(merged)?.value ?? 0
    let cores = cores(merged).value ?? 0
    let memory = number(.memoryGB, merged) ?? 0
    let (disposition, dispositionOrigin) = disposition(merged, machineClass, support)
    counts.dispositions[disposition, default: 0] += 1
    set(.disposition, id(disposition), dispositionOrigin)
    let isLeaving = disposition == "retire"
    let region = writeRegion(merged, site: site, isLeaving: isLeaving || disposition == "retain")
    if let until = support?.until {
      set(
        .osSupportUntil, id(until.description),
        book.derived("the maker's end of support of '\(support?.part ?? "")'", source: support?.source ?? ""))
    }
    writeEffort(merged, disposition, machineClass, storage: storage, cores: cores)
    if let fact = merged[.riskPoints] {
      set(.riskPoints, value(.riskPoints, merged), .fact(fact))
    } else if !isLeaving {
      let points = (support?.difficulty ?? .medium).rawValue + (storage >= EffortRule.large ? 1 : 0)
      set(
        .riskPoints, id(String(points)),
        book.defaulted(
          "1 to 3 by how hard the system is to move, 2 if unknown, 1 more from 10,240 GB",
          source: "kubev2v's scale"))
    }
    if let fact = merged[.annualRunCost] {
      set(.annualRunCost, value(.annualRunCost, merged), .fact(fact))
    } else {
      let run = (isLeaving ? 0 : rules.figures.runPerMachine.value) + storage * rules.figures.runPerGB.value
      counts.figureRunCost += run
      set(
        .annualRunCost, id(Decimal.short(run, places: 0)),
        book.defaulted("care per running machine, storage per GB in use", source: "the stated figures"))
    }
    if !isLeaving, disposition != "retain" {
      writeCloudCost(merged, region: region, cores: cores, memory: memory, storage: storage)
    }
  }

  private mutating func disposition(
    _ merged: Merging.Merged, _ machineClass: MachineClass, _ support: SystemSupport.Entry?
  ) -> (String, Origin) {
    if let fact = merged[.disposition], let word = DispositionWord.disposition(text(observations.facts[fact].value)) {
      return (word, .fact(fact))
    }
    switch machineClass {
    case .template: return ("retire", book.defaulted("retire: a template goes with its vCenter"))
    case .retired: return ("retire", book.defaulted("retire: its status says that it is gone"))
    case .off: return ("retire", book.defaulted("retire: the machine is off; its owner should confirm"))
    case .stale:
      return (
        "retire", book.defaulted("retire: not seen for 90 days before its file's newest row; its owner should confirm")
      )
    case .running: break
    }
    if let until = support?.until, until < start {
      return ("replatform", book.defaulted("replatform: support for the system has ended by the start"))
    }
    return ("rehost", book.defaulted("rehost: the rest"))
  }

  private mutating func writeRegion(_ merged: Merging.Merged, site: Int, isLeaving: Bool) -> String {
    let column = EstateColumns.Workload.targetRegion.rawValue
    if let fact = merged[.targetRegion] {
      workloads.set(column, value(.targetRegion, merged), .fact(fact))
      return text(.targetRegion, merged)
    }
    guard !isLeaving, site >= 0, let country = places.sites[site].merged.map({ text(.country, $0) }), !country.isEmpty
    else {
      return ""
    }
    counts.withCountry += 1
    guard let found = rules.regions.region(country: country, residency: text(.residency, merged)) else { return "" }
    workloads.set(
      column, id(found.region), book.defaulted("\(RegionRules.country(country)): \(found.region)", source: found.source)
    )
    return found.region
  }

  private mutating func writeEffort(
    _ merged: Merging.Merged, _ disposition: String, _ machineClass: MachineClass, storage: Double, cores: Double
  ) {
    typealias Column = EstateColumns.Workload
    func set(_ column: Column, _ value: TextPool.ID, _ origin: Origin) { workloads.set(column.rawValue, value, origin) }
    let rule = rules.effort.first {
      $0.fits(disposition: disposition, machineClass: machineClass.rawValue, storageGB: storage, cores: cores)
    }
    let hours = number(.effortHours, merged) ?? rule?.hours ?? 0
    let origin = rule.map { book.defaulted($0.title, source: $0.source) } ?? .none
    set(
      .effortHours, id(Decimal.short(hours, places: 1)),
      merged[.effortHours].map { .fact($0) } ?? origin)
    if let fact = merged[.leadWaves], let waves = number(.leadWaves, merged), waves >= 1 {
      set(.leadWaves, id(Decimal.short(waves.rounded(.up), places: 0)), .fact(fact))
    } else if let rule {
      set(.leadWaves, id(String(rule.leadWaves)), origin)
    }
    if let fact = merged[.oneOffCost] {
      set(.oneOffCost, value(.oneOffCost, merged), .fact(fact))
    } else {
      let cost = hours * rules.figures.hourlyRate.value
      counts.figureOneOff += cost
      set(
        .oneOffCost, id(Decimal.short(cost, places: 0)),
        book.defaulted("effort times the rate of an hour", source: rules.figures.hourlyRate.source))
    }
  }

  private mutating func writeCloudCost(
    _ merged: Merging.Merged, region: String, cores: Double, memory: Double, storage: Double
  ) {
    typealias Column = EstateColumns.Workload
    let column = Column.annualCloudCost.rawValue
    let figures = rules.figures
    if let fact = merged[.annualCloudCost] {
      counts.withStatedCloudCost += 1
      counts.statedCloudCost += number(.annualCloudCost, merged) ?? 0
      workloads.set(column, value(.annualCloudCost, merged), .fact(fact))
      return
    }
    if let compute = number(.monthlyCompute, merged), compute > 0 {
      let monthly =
        compute + (number(.monthlyStorage, merged) ?? 0) + (number(.monthlySecurity, merged) ?? 0)
        + (number(.monthlyOther, merged) ?? 0)
      counts.withStatedCloudCost += 1
      counts.statedCloudCost += monthly * 12
      workloads.set(
        column, id(Decimal.text(monthly * 12, places: 2)),
        book.derived("twelve times what the assessment has a month for compute, storage and security"))
      return
    }
    if !rules.prices.isEmpty, cores > 0 || memory > 0 {
      let need = PriceTable.need(
        cores: cores, memoryGB: memory,
        processorUse: number(.cpuP95, merged) ?? number(.cpuPeak, merged),
        memoryUse: number(.memoryP95, merged) ?? number(.memoryPeak, merged))
      if let size = rules.prices.cheapest(region: region, cores: need.cores, memoryGB: need.memoryGB) {
        counts.withPricedCloudCost += 1
        let cost = size.annualCost + storage * figures.cloudPerStorageGB.value
        counts.statedCloudCost += size.annualCost
        workloads.set(
          column, id(Decimal.text(cost, places: 2)),
          book.defaulted(
            "'\(size.name)'\(region.isEmpty ? "" : " in \(region)"), the cheapest size of the price table that carries "
              + (need.isByUse ? "its use with a reserve" : "what it is configured with") + ", and storage per GB",
            source: size.place))
        if merged[.size] == nil {
          workloads.set(
            Column.recommendedSize.rawValue, id(size.name),
            book.derived("the size whose price counts, of \(size.place)", source: size.place))
        }
        return
      }
      counts.unpriced[region, default: 0] += 1
    }
    // What is not known costs something, too: no figure is better than a low one.
    guard cores > 0 || memory > 0 else { return }
    let cost =
      cores * figures.cloudPerCore.value + memory * figures.cloudPerMemoryGB.value
      + storage * figures.cloudPerStorageGB.value
    counts.figureCloudCost += cost
    workloads.set(
      column, id(Decimal.short(cost, places: 0)),
      book.defaulted("cloud per vCPU, per GB of memory, per GB of storage", source: figures.cloudPerCore.source))
  }
}
