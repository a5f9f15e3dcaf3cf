import Documents
import Estates

/// Hosts: machines that carry others, machines that stand by themselves, and gear in racks.
extension EstateDraft {
  mutating func writeHosts() {
    var merged: [(machine: Int, role: Role, merged: Merging.Merged)] = []
    for machine in 0..<matching.count {
      guard let role = role(of: machine), role != .virtual else { continue }
      let facts = merging.merge(matching.rows(of: machine), thing: Int(matching.first[machine]), &observations)
      if isMissing(facts, machine) { continue }
      merged.append((machine, role, facts))
    }
    // Where each stands decides who waits for whom: gear waits only for machines that do not wait themselves.
    var standing: [(site: Int, siteOrigin: Origin, rack: Int)] = []
    for (_, role, facts) in merged {
      var (site, origin) = site(value(.site, facts), fact: facts[.site])
      if site < 0 { (site, origin) = defaultSite() }
      places.sites[site].hosts += 1
      let rackName = value(.rack, facts)
      var rack = -1
      if rackName != 0, let fact = facts[.rack] {
        rack = self.rack(rackName, location: neighbour(of: fact, .location), site: rackSite(fact, site), fact: fact)
        if places.racks[rack].site != site {
          site = places.racks[rack].site
          origin = book.derived("the site of its rack")
        }
        if role != .gear { places.racks[rack].machines += 1 }
      }
      standing.append((site, origin, rack))
    }
    for ((machine, role, facts), place) in zip(merged, standing) {
      writeHost(machine, role, facts, site: place.site, siteOrigin: place.siteOrigin, rack: place.rack)
    }
  }

  /// A rack stands at the site that its own row names.
  private mutating func rackSite(_ fact: Int, _ site: Int) -> Int {
    let row = Int(observations.facts[fact].observation)
    guard let near = observations.fact(.site, of: row) else { return site }
    let found = self.site(observations.facts[near].value, fact: near).index
    return found < 0 ? site : found
  }

  /// Entries of gear and hosts that are gone.
  private mutating func isMissing(_ merged: Merging.Merged, _ machine: Int) -> Bool {
    guard ["decommissioned", "retired"].contains(text(.status, merged).lowercased()), role(of: machine) != .physical
    else {
      return false
    }
    setAside(Int(matching.first[machine]), .inactive, "its status is \(text(.status, merged))")
    return true
  }

  private mutating func writeHost(
    _ machine: Int, _ role: Role, _ merged: Merging.Merged, site: Int, siteOrigin: Origin, rack: Int
  ) {
    typealias Column = EstateColumns.Host
    let figures = rules.figures
    let given = text(.name, merged).isEmpty ? text(.fqdn, merged) : text(.name, merged)
    let ownKey = merged[.hostKey].map { text(observations.facts[$0].value) }
    let key =
      ownKey
      ?? places.hostNames.key(given.isEmpty ? "host \(machine + 1)" : given, in: text(places.sites[site].key))
    if ownKey == nil, key != given, let fact = merged[.name] { reportRenamed("host", given, key, fact: fact) }
    hostKeys[machine] = id(key)
    hosts.begin()
    counts.hosts += 1
    func set(_ column: Column, _ value: TextPool.ID, _ origin: Origin) { hosts.set(column.rawValue, value, origin) }
    set(
      .host, hostKeys[machine],
      ownKey != nil
        ? origin(.hostKey, merged)
        : key == given
          ? (merged[.name] ?? merged[.fqdn]).map { .fact($0) } ?? .none
          : book.derived("the name, made unique by its site"))
    set(.site, places.sites[site].key, siteOrigin)
    if rack >= 0 {
      counts.hostsWithRack += 1
      let rackOrigin = places.racks[rack].origin
      set(.rack, places.racks[rack].key, rackOrigin.rule == nil ? origin(.rack, merged) : rackOrigin)
    }
    var cluster = -1
    if role == .hypervisor, let fact = merged[.cluster] {
      cluster = self.cluster(fact)
      places.clusters[cluster].hostSites[site, default: 0] += 1
      let clusterOrigin = places.clusters[cluster].origin
      set(.cluster, places.clusters[cluster].key, clusterOrigin.rule == nil ? .fact(fact) : clusterOrigin)
    }
    let model = HostModel(text(.model, merged))
    if let units = merged[.rackUnits] {
      set(.rackUnits, value(.rackUnits, merged), .fact(units))
      counts.hostsWithHeight += 1
    } else if let model {
      set(
        .rackUnits, id(Decimal.short(model.rackUnits, places: 6)),
        book.derived(
          "the height of the model, for a blade its share of the enclosure", source: "the makers' data sheets"))
      counts.hasBlades = counts.hasBlades || model.isBlade
      counts.hostsWithHeight += 1
    }
    set(
      .kind, role == .gear ? value(.kind, merged) : id(role.rawValue),
      role == .gear ? origin(.kind, merged) : origin(.role, merged))
    for (column, field) in [
      (Column.vendor, Field.vendor), (.model, .model), (.hypervisor, .hypervisor), (.serialNumber, .serial),
      (.rackPosition, .position), (.committedUntil, .committedUntil), (.releaseOrder, .releaseOrder),
    ] {
      set(column, value(field, merged), origin(field, merged))
    }
    if let address = firstAddress(merged) { set(.ipAddress, address.0, address.1) }
    set(.sources, sources(of: machine), book.derived("the files that know it"))
    // What moves has its attributes in workloads.csv already.
    if role != .physical {
      for (attribute, fact) in merged.attributes {
        let column = hostAttributes[Int(attribute - Field.firstAttribute)]
        if column >= 0 { hosts.set(column, observations.facts[Int(fact)].value, .fact(Int(fact))) }
      }
    }
    if role == .gear {
      writeGear(merged, rack: rack)
      return
    }
    let (cores, coresValue, coresOrigin) = cores(merged)
    let memory = number(.memoryGB, merged)
    set(
      .cores, cores == nil ? id(Decimal.short(figures.hostCores.value, places: 3)) : coresValue,
      cores == nil ? stated(figures.hostCores) : coresOrigin)
    set(
      .memoryGB, memory == nil ? id(Decimal.short(figures.hostMemory.value, places: 2)) : value(.memoryGB, merged),
      memory == nil ? stated(figures.hostMemory) : origin(.memoryGB, merged))
    writeHostCosts(
      merged, processors: number(.processors, merged), cores: cores ?? figures.hostCores.value,
      memory: memory ?? figures.hostMemory.value, isHypervisor: role == .hypervisor)
    if cluster >= 0 {
      places.clusters[cluster].capacity.append(
        (cores ?? figures.hostCores.value, memory ?? figures.hostMemory.value))
    }
  }

  /// Gear has no work of its own that moves: it goes with what it serves.
  private mutating func writeGear(_ merged: Merging.Merged, rack: Int) {
    typealias Column = EstateColumns.Host
    let withRack = rack >= 0 && places.racks[rack].machines > 0
    if let fact = merged[.leaves], LeavesWord.isOne(text(.leaves, merged)) {
      hosts.set(Column.leaves.rawValue, value(.leaves, merged), .fact(fact))
    } else {
      hosts.set(
        Column.leaves.rawValue, id(withRack ? "with_rack" : "with_site"),
        book.defaulted(
          withRack
            ? "gear leaves when the machines of its rack have" : "gear in a rack without machines leaves with its site")
      )
    }
    for (column, field) in [
      (Column.powerKW, Field.powerKW), (.annualCost, .annualCost), (.endOfSupport, .endOfSupport),
      (.refreshCost, .refreshCost), (.cores, .cores), (.memoryGB, .memoryGB),
    ] {
      hosts.set(column.rawValue, value(field, merged), origin(field, merged))
    }
  }

  private mutating func writeHostCosts(
    _ merged: Merging.Merged, processors: Double?, cores: Double, memory: Double, isHypervisor: Bool
  ) {
    typealias Column = EstateColumns.Host
    let figures = rules.figures
    let power =
      number(.powerKW, merged) ?? (processors ?? figures.hostProcessors.value) * figures.powerPerProcessor.value
    if let fact = merged[.powerKW] {
      hosts.set(Column.powerKW.rawValue, value(.powerKW, merged), .fact(fact))
    } else {
      hosts.set(Column.powerKW.rawValue, id(Decimal.short(power, places: 3)), stated(figures.powerPerProcessor))
    }
    if let fact = merged[.annualCost] {
      hosts.set(Column.annualCost.rawValue, value(.annualCost, merged), .fact(fact))
      counts.hostsWithCost += 1
    } else {
      let energy = power * 8760 * figures.powerUsageEffectiveness.value * figures.energyPrice.value
      let annual =
        energy + figures.upkeepPerHost.value + (isHypervisor ? cores * figures.hypervisorPerCore.value : 0)
      counts.figureHostCost += annual
      hosts.set(
        Column.annualCost.rawValue, id(Decimal.short(annual, places: 0)),
        book.defaulted(
          isHypervisor
            ? "energy for the power, upkeep per host, hypervisor per core" : "energy for the power, upkeep per host",
          source: "the stated figures"))
    }
    if let fact = merged[.endOfSupport] {
      hosts.set(Column.endOfSupport.rawValue, value(.endOfSupport, merged), .fact(fact))
    } else if let until = SystemSupport.hypervisor(text(.hypervisor, merged)) {
      hosts.set(
        Column.endOfSupport.rawValue, id(until.description),
        book.derived("the end of support for the release of the hypervisor", source: "VMware's life cycle matrix"))
    }
    if let fact = merged[.refreshCost] {
      hosts.set(Column.refreshCost.rawValue, value(.refreshCost, merged), .fact(fact))
      return
    }
    let refresh = cores * figures.refreshPerCore.value + memory * figures.refreshPerGB.value
    hosts.set(
      Column.refreshCost.rawValue, id(Decimal.short(refresh, places: 0)),
      book.defaulted("renewal of a host, per core and per GB of memory", source: "the stated figures"))
  }

  /// A stated figure as the rule of a cell.
  mutating func stated(_ figure: StatedFigure) -> Origin {
    book.defaulted(
      "\(figure.name): \(Decimal.short(figure.value, places: 3))\(figure.unit.isEmpty ? "" : " \(figure.unit)")",
      source: figure.source)
  }

  /// The first address that says something, IPv4 before IPv6.
  mutating func firstAddress(_ merged: Merging.Merged) -> (TextPool.ID, Origin)? {
    for fact in merged.addresses {
      let found = Addresses.parse(text(observations.facts[Int(fact)].value))
      if let first = found.first { return (id(first), .fact(Int(fact))) }
    }
    return nil
  }

  /// The host of a name that no file lists, for machines that stand in no cluster: of default size.
  mutating func mentionedHost(_ fact: Int, site: Int, siteOrigin: Origin, cluster: Int) -> TextPool.ID {
    typealias Column = EstateColumns.Host
    let name = text(observations.facts[fact].value)
    let folded = "\(site)\u{0}\(MachineName(name).label)"
    if let known = places.mentionedHosts[folded] { return known }
    let key = id(places.hostNames.key(name, in: text(places.sites[site].key)))
    places.mentionedHosts[folded] = key
    let figures = rules.figures
    places.sites[site].hosts += 1
    counts.hosts += 1
    counts.hostsMentionedOnly += 1
    hosts.begin()
    hosts.set(Column.host.rawValue, key, .fact(fact))
    hosts.set(Column.site.rawValue, places.sites[site].key, siteOrigin)
    if cluster >= 0 {
      hosts.set(Column.cluster.rawValue, places.clusters[cluster].key, places.clusters[cluster].origin)
      places.clusters[cluster].hostSites[site, default: 0] += 1
      places.clusters[cluster].capacity.append((figures.hostCores.value, figures.hostMemory.value))
    }
    hosts.set(Column.cores.rawValue, id(Decimal.short(figures.hostCores.value, places: 3)), stated(figures.hostCores))
    hosts.set(
      Column.memoryGB.rawValue, id(Decimal.short(figures.hostMemory.value, places: 2)), stated(figures.hostMemory))
    hosts.set(
      Column.kind.rawValue, id(Role.hypervisor.rawValue), book.derived("a host because machines name it as theirs"))
    writeHostCosts(
      Merging.Merged(), processors: nil, cores: figures.hostCores.value, memory: figures.hostMemory.value,
      isHypervisor: true)
    return key
  }
}

/// How a machine without work of its own leaves, in the contract's words: with its rack, with its site, or on a date.
enum LeavesWord {
  static func isOne(_ word: String) -> Bool {
    ["with_rack", "with_site"].contains(word.lowercased()) || Day(word) != nil
  }
}
