import Documents
import Estates

/// Sites, racks and clusters while an estate is drafted: by the names that files give them, each with one key.
struct DraftPlaces {
  struct Site {
    var key: TextPool.ID
    var origin: Origin
    var merged: Merging.Merged?
    var workloads = 0
    var hosts = 0
  }

  struct Rack {
    var key: TextPool.ID
    var site: Int
    var origin: Origin
    var merged: Merging.Merged?
    var feedKW = 0.0
    /// Hosts that do not wait for others.
    var machines = 0
  }

  struct Cluster {
    var key: TextPool.ID
    var origin: Origin
    /// The site that its rows name; -1 where none does.
    var site: Int
    var siteOrigin: Origin
    var hostSites: [Int: Int] = [:]
    var capacity: [(cores: Double, memory: Double)] = []
    var demand: (cores: Double, memory: Double) = (0, 0)
    var workloads = 0
    /// What files say about the cluster itself.
    var merged: Merging.Merged?
  }

  var sites: [Site] = []
  var racks: [Rack] = []
  var clusters: [Cluster] = []
  /// By folded name.
  var siteIndex: [String: Int] = [:]
  /// Virtual datacenters that stand at a site of another name, by folded name.
  var siteOfDatacenter: [String: (site: TextPool.ID, matched: Int, of: Int)] = [:]
  /// Names of racks that stand at several sites, folded.
  var sharedRackNames: Set<String> = []
  /// By site, room and name, folded.
  var rackIndex: [String: Int] = [:]
  var clusterIndex: [String: Int] = [:]
  var clustersOfName: [String: [Int]] = [:]
  var applications: [String: Int] = [:]
  var applicationKeys: [TextPool.ID] = []
  var applicationMerged: [Merging.Merged?] = []
  var applicationMachines: [Int32] = []
  /// The first machine of each application, for dependencies between applications; -1 where there is none.
  var applicationLead: [Int] = []
  /// The machine that a part of an application runs on, by folded name; -1 where there are several.
  var parts: [String: Int] = [:]
  /// The machines of keys that an estate among the sources gave.
  var machineOfKey: [TextPool.ID: Int] = [:]
  /// The short names of hosts that machines name.
  var namedHosts: Set<String> = []
  /// Hosts that only machines name, by site and folded name.
  var mentionedHosts: [String: TextPool.ID] = [:]
  var clusterNames = UniqueNames()
  var hostNames = UniqueNames()
  var workloadNames = UniqueNames()
  var rackNames = UniqueNames()
}

/// Keys for names that may stand more than once.
struct UniqueNames {
  private var taken: Set<String> = []
  private var numbers: [String: Int] = [:]

  mutating func reserve(_ key: String) { taken.insert(key) }

  /// The key of a thing: its name, and where another has it, the place behind it, and a number where that is not enough.
  mutating func key(_ name: String, in place: String) -> String {
    var key = name
    if taken.contains(key) { key = "\(name) (\(place))" }
    if taken.contains(key) {
      // The next number of this name at this place: looked for from where the last search ended.
      let base = key
      var number = numbers[base] ?? 2
      while taken.contains(key) {
        key = "\(name) (\(place), \(number))"
        number += 1
      }
      numbers[base] = number
    }
    taken.insert(key)
    return key
  }
}

extension EstateDraft {
  // MARK: Sites

  /// Where virtual datacenters stand: at the site at which the list of racks has most of their hosts.
  mutating func learnSites() {
    var votes: [String: [TextPool.ID: Int]] = [:]
    var order: [String] = []
    for machine in 0..<matching.count where role(of: machine) == .hypervisor {
      var datacenter: TextPool.ID = 0
      var stands: TextPool.ID = 0
      for row in matching.rows(of: machine) {
        switch observations.source(of: row) {
        case .rvtools: datacenter = observations.value(.site, of: row)
        case .dcim: stands = observations.value(.site, of: row)
        default: break
        }
      }
      guard datacenter != 0, stands != 0 else { continue }
      let folded = text(datacenter).lowercased()
      if votes[folded] == nil { order.append(folded) }
      votes[folded, default: [:]][stands, default: 0] += 1
    }
    for datacenter in order {
      let found = votes[datacenter] ?? [:]
      let sum = found.values.reduce(0, +)
      guard let best = found.max(by: { ($0.value, text($1.key)) < ($1.value, text($0.key)) }) else { continue }
      places.siteOfDatacenter[datacenter] = (best.key, best.value, sum)
    }
  }

  /// The site of a name, made where it is new; -1 for no name.
  mutating func site(_ name: TextPool.ID, fact: Int?) -> (index: Int, origin: Origin) {
    guard name != 0 else { return (-1, .none) }
    var key = name
    var origin: Origin = fact.map { .fact($0) } ?? .none
    if let fact, source(of: fact) == .rvtools, let stands = places.siteOfDatacenter[text(name).lowercased()] {
      key = stands.site
      origin = book.derived(
        "the datacenter \(text(name)) stands there: the list of racks has \(stands.matched) of its \(stands.of) hosts there"
      )
    }
    let folded = text(key).lowercased()
    if let known = places.siteIndex[folded] { return (known, origin) }
    places.siteIndex[folded] = places.sites.count
    places.sites.append(.init(key: key, origin: origin, merged: nil))
    return (places.sites.count - 1, origin)
  }

  /// The site of what no file places: the only one there is, else one of the estate's name.
  mutating func defaultSite() -> (index: Int, origin: Origin) {
    let listed = places.sites.count
    if listed == 1, text(places.sites[0].key) != name {
      return (0, book.defaulted("the only site that the files name"))
    }
    let (index, _) = site(id(name), fact: nil)
    let origin = book.defaulted("no file says where it stands: a site of the estate's name")
    if places.sites[index].origin == .none { places.sites[index].origin = origin }
    return (index, origin)
  }

  mutating func readSites() {
    for rows in grouped(.site) {
      let merged = merging.merge(rows, thing: rows[0], &observations)
      let (index, _) = site(value(.name, merged), fact: merged[.name])
      guard index >= 0 else { continue }
      places.sites[index].merged = merged
      if let fact = merged[.name] { places.sites[index].origin = .fact(fact) }
    }
  }

  /// Rows about things of a kind, those of one name together, in the order of their first mention.
  func grouped(_ thing: Thing, by fields: [Field] = [.name]) -> [[Int]] {
    var groups: [[Int]] = []
    var index: [String: Int] = [:]
    for row in observations.rows.indices where observations.rows[row].thing == thing {
      let key = fields.map { text(observations.value($0, of: row)).lowercased() }.joined(separator: "\u{0}")
      if let known = index[key] {
        groups[known].append(row)
      } else {
        index[key] = groups.count
        groups.append([row])
      }
    }
    return groups
  }

  // MARK: Racks

  /// The rack of a name, in a room, at a site; made where it is new.
  mutating func rack(_ name: TextPool.ID, location: TextPool.ID, site: Int, fact: Int?) -> Int {
    let identity = "\(site)\u{0}\(text(location).lowercased())\u{0}\(text(name).lowercased())"
    if let known = places.rackIndex[identity] { return known }
    // A device that names no room means the only rack of that name at its site.
    if location == 0 {
      let anywhere = "\(site)\u{0}*\u{0}\(text(name).lowercased())"
      if let known = places.rackIndex[anywhere] { return known }
    }
    let index = places.racks.count
    places.rackIndex[identity] = index
    places.rackIndex["\(site)\u{0}*\u{0}\(text(name).lowercased())"] = index
    let siteName = text(places.sites[site].key)
    let room = text(location)
    let place = room.isEmpty ? siteName : "\(siteName), \(room)"
    // Where several racks have a name, none of them has it alone.
    let isShared = places.sharedRackNames.contains(text(name).lowercased())
    let key = places.rackNames.key(isShared ? "\(text(name)) (\(place))" : text(name), in: place)
    let origin: Origin =
      key == text(name)
      ? fact.map { .fact($0) } ?? .none : book.derived("the name of the rack, made unique by its site and room")
    places.racks.append(.init(key: id(key), site: site, origin: origin, merged: nil))
    return index
  }

  mutating func readRacks() {
    var placesOfName: [String: Set<String>] = [:]
    for row in observations.rows.indices {
      let name: Field =
        switch observations.rows[row].thing {
        case .rack: .name
        case .machine: .rack
        default: .wave
        }
      guard name != .wave, observations.value(name, of: row) != 0 else { continue }
      placesOfName[text(observations.value(name, of: row)).lowercased(), default: []].insert(
        text(observations.value(.site, of: row)).lowercased())
    }
    places.sharedRackNames = Set(placesOfName.filter { $0.value.count > 1 }.keys)
    for rows in grouped(.rack, by: [.site, .location, .name]) {
      let merged = merging.merge(rows, thing: rows[0], &observations)
      var (site, _) = site(value(.site, merged), fact: merged[.site])
      if site < 0 { site = defaultSite().index }
      let index = rack(value(.name, merged), location: value(.location, merged), site: site, fact: merged[.name])
      places.racks[index].merged = merged
    }
    // Redundant feeds carry the same load a second time.
    for rows in grouped(.powerFeed, by: [.site, .rack, .name]) {
      let merged = merging.merge(rows, thing: rows[0], &observations)
      guard !text(.kind, merged).lowercased().hasPrefix("redundant") else { continue }
      let name = text(.rack, merged).lowercased()
      let wanted = text(.site, merged).lowercased()
      let found = places.racks.indices.filter { index in
        let rack = places.racks[index]
        return text(rack.merged.map { value(.name, $0) } ?? rack.key).lowercased() == name
          && (wanted.isEmpty || text(places.sites[rack.site].key).lowercased() == wanted)
      }
      guard found.count == 1 else {
        setAside(rows[0], .unplaced, found.isEmpty ? "no rack of that name" : "\(found.count) racks have that name")
        continue
      }
      places.racks[found[0]].feedKW += number(.feedKW, merged) ?? 0
    }
  }

  // MARK: Clusters

  /// The cluster of a name, among rows that stand at one place; made where it is new.
  mutating func cluster(_ fact: Int) -> Int {
    let name = observations.facts[fact].value
    let folded = text(name).lowercased()
    let context = neighbour(of: fact, .site)
    let key = "\(folded)\u{0}\(text(context).lowercased())"
    if let known = places.clusterIndex[key] { return known }
    let siteFact = observations.fact(.site, of: Int(observations.facts[fact].observation))
    let (site, origin) = site(context, fact: siteFact)
    // A row that does not say where, or that says it in another tool's words, means the only cluster of that name.
    let alike = places.clustersOfName[folded] ?? []
    if alike.count == 1 {
      let other = alike[0]
      if context == 0 || places.clusters[other].site < 0 || places.clusters[other].site == site {
        if places.clusters[other].site < 0 {
          places.clusters[other].site = site
          places.clusters[other].siteOrigin = origin
        }
        places.clusterIndex[key] = other
        return other
      }
    }
    let index = places.clusters.count
    let unique = places.clusterNames.key(text(name), in: site < 0 ? self.name : text(places.sites[site].key))
    if unique != text(name) { reportRenamed("cluster", text(name), unique, fact: fact) }
    places.clusterIndex[key] = index
    places.clustersOfName[folded, default: []].append(index)
    places.clusters.append(
      .init(
        key: id(unique),
        origin: unique == text(name) ? .fact(fact) : book.derived("the name of the cluster, made unique by its site"),
        site: site, siteOrigin: origin))
    return index
  }

  mutating func readClusters() {
    for rows in grouped(.cluster, by: [.site, .name]) {
      // RVTools lists clusters without their datacenter: those that machines name are the same ones.
      let rows = rows.filter { observations.source(of: $0) != .rvtools }
      guard let first = rows.first, let fact = observations.fact(.name, of: first) else { continue }
      let index = cluster(fact)
      if places.clusters[index].merged == nil {
        places.clusters[index].merged = merging.merge(rows, thing: first, &observations)
      }
    }
  }

  mutating func reportRenamed(_ thing: String, _ name: String, _ key: String, fact: Int) {
    let place = observations.location(Int(observations.facts[fact].observation))
    say(
      .warning, .importRenamed, "another \(thing) is called \(quoted(name)), too; this one becomes \(quoted(key))",
      at: place)
  }

  /// As far as the cluster is overcommitted today, and at least as far as the contract's default.
  private mutating func overcommit(_ demand: Double, _ capacity: Double, least: Double) -> (TextPool.ID, Origin) {
    let today = capacity > 0 ? (demand / capacity * 10).rounded(.up) / 10 : 0
    if today > least {
      return (
        id(Decimal.short(today, places: 1)),
        book.derived(
          "as far as running machines overcommit the hosts today, one of them spared, rounded up to a tenth")
      )
    }
    let text = Decimal.short(least, places: 1)
    return (id(text), book.defaulted("the contract's default of overcommitment, \(text)"))
  }

  mutating func writeClusters() {
    typealias Column = EstateColumns.Cluster
    for index in places.clusters.indices {
      var cluster = places.clusters[index]
      let majority = cluster.hostSites.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key
      var siteOrigin = cluster.siteOrigin
      if let majority {
        if cluster.site != majority { siteOrigin = book.derived("the site of most of the cluster's hosts") }
        cluster.site = majority
      } else if cluster.site < 0 {
        (cluster.site, siteOrigin) = defaultSite()
      }
      places.clusters[index].site = cluster.site
      places.sites[cluster.site].workloads += cluster.workloads
      if cluster.capacity.isEmpty, cluster.workloads > 0 {
        counts.clustersWithoutHosts += 1
        counts.workloadsWithoutHosts += cluster.workloads
        say(
          .warning, .importHostless,
          "cluster \(quoted(text(cluster.key))) has \(cluster.workloads) workloads, but no file lists its hosts")
      }
      let spare = cluster.capacity.count > 1 ? 1 : 0
      let cores = cluster.capacity.map(\.cores).sorted().dropLast(spare).reduce(0, +)
      let memory = cluster.capacity.map(\.memory).sorted().dropLast(spare).reduce(0, +)
      clusters.begin()
      clusters.set(Column.cluster.rawValue, cluster.key, cluster.origin)
      clusters.set(Column.site.rawValue, places.sites[cluster.site].key, siteOrigin)
      if let merged = cluster.merged, let fact = merged[.spareHosts] {
        clusters.set(Column.spareHosts.rawValue, value(.spareHosts, merged), .fact(fact))
      } else {
        clusters.set(
          Column.spareHosts.rawValue, id(String(spare)),
          book.defaulted("one host in reserve, none where there is only one"))
      }
      for (column, field, demand, capacity, least) in [
        (Column.cpuOvercommit, Field.cpuOvercommit, cluster.demand.cores, cores, 4.0),
        (.memoryOvercommit, .memoryOvercommit, cluster.demand.memory, memory, 1),
      ] {
        if let merged = cluster.merged, let fact = merged[field] {
          clusters.set(column.rawValue, value(field, merged), .fact(fact))
        } else {
          let (factor, origin) = overcommit(demand, capacity, least: least)
          clusters.set(column.rawValue, factor, origin)
        }
      }
    }
  }

  // MARK: Sites and racks as tables

  /// When all hosts and workloads have their place: sites and racks as rows.
  mutating func writePlaces() {
    for site in places.sites {
      typealias Column = EstateColumns.Site
      sites.begin()
      sites.set(Column.site.rawValue, site.key, site.origin)
      guard let merged = site.merged else { continue }
      let country = text(.country, merged)
      let code = RegionRules.country(country)
      sites.set(
        Column.country.rawValue, id(code),
        code == country ? origin(.country, merged) : book.derived("the country's two letters"))
      for (column, field) in [
        (Column.region, Field.regionName), (.status, .status), (.annualCost, .annualCost),
        (.committedUntil, .committedUntil), (.leaseEnd, .leaseEnd), (.holdoverAnnualCost, .holdoverCost),
        (.name, .displayName),
      ] {
        sites.set(column.rawValue, value(field, merged), origin(field, merged))
      }
    }
    for rack in places.racks {
      typealias Column = EstateColumns.Rack
      racks.begin()
      racks.set(Column.rack.rawValue, rack.key, rack.origin)
      racks.set(
        Column.site.rawValue, places.sites[rack.site].key,
        rack.merged.map { origin(.site, $0) } ?? book.derived("the site of the first device in the rack"))
      if rack.feedKW > 0 {
        racks.set(
          Column.feedKW.rawValue, id(Decimal.short(rack.feedKW, places: 3)),
          book.derived("voltage times current times the usable share of its primary feeds"))
      }
      guard let merged = rack.merged else { continue }
      for (column, field) in [
        (Column.name, Field.name), (.location, .location), (.heightUnits, .heightUnits), (.annualCost, .annualCost),
        (.committedUntil, .committedUntil),
      ] {
        racks.set(column.rawValue, value(field, merged), origin(field, merged))
      }
    }
  }
}
