import Documents
import Estates

/// Sites, racks, clusters and hosts: where machines stand.
extension EstateReading {
  /// Hosts come first, as they may name places that no table declares.
  mutating func readHosts() {
    sites.keys = tables[.sites]?.texts("site") ?? []
    racks.keys = tables[.racks]?.texts("rack") ?? []
    clusters.keys = tables[.clusters]?.texts("cluster") ?? []
    guard let table = tables[.hosts] else { return }
    hosts.table = table.table
    hosts.keys = table.texts("host")
    hosts.site = places(table, "site", of: .sites, isRequired: true)
    hosts.rack = places(table, "rack", of: .racks)
    hosts.cluster = places(table, "cluster", of: .clusters)
    hosts.rackUnits = table.numbers("rack_units", into: &findings)
    hosts.powerKW = table.numbers("power_kw", into: &findings)
    hosts.cores = table.numbers("cores", into: &findings)
    hosts.memoryGB = table.numbers("memory_gb", into: &findings)
    hosts.annualCost = table.numbers("annual_cost", into: &findings)
    hosts.committedUntil = table.days("committed_until", into: &findings)
    hosts.endOfSupport = table.days("end_of_support", into: &findings)
    hosts.refreshCost = table.numbers("refresh_cost", into: &findings)
    hosts.releaseOrder = table.numbers("release_order", into: &findings)
    hosts.leaves = table.words("leaves", oneOf: ["with_rack", "with_site", "YYYY-MM-DD"], into: &findings) { word in
      switch word {
      case "with_rack": .withRack
      case "with_site": .withSite
      default: Day(word).map { .on($0) }
      }
    }
  }

  /// Sites, racks and clusters, the undeclared behind the declared.
  mutating func readPlaces() {
    readSites()
    readRacks()
    readClusters()
  }

  private mutating func readSites() {
    let table = tables[.sites]
    let added = sites.keys.count - (table?.count ?? 0)
    sites.table = Self.table(.sites, table, keys: sites.keys, added: added)
    sites.names = Self.padded(table?.texts("name"), 0, by: added)
    sites.countries = Self.padded(table?.texts("country"), 0, by: added)
    sites.regions = Self.padded(table?.texts("region"), 0, by: added)
    sites.annualCost = Self.padded(table?.numbers("annual_cost", into: &findings), nil, by: added)
    sites.committedUntil = Self.padded(table?.days("committed_until", into: &findings), nil, by: added)
    sites.leaseEnd = Self.padded(table?.days("lease_end", into: &findings), nil, by: added)
    sites.holdoverAnnualCost = Self.padded(table?.numbers("holdover_annual_cost", into: &findings), nil, by: added)
    sites.declared = Self.declared(table, added)
  }

  private mutating func readRacks() {
    let table = tables[.racks]
    let added = racks.keys.count - (table?.count ?? 0)
    racks.table = Self.table(.racks, table, keys: racks.keys, added: added)
    let declared = table.map { references($0, "site", to: siteIndex, of: .sites, isRequired: true) }
    racks.site = Self.padded(declared, Estate.none, by: added)
    for host in hosts.keys.indices where hosts.rack[host] != Estate.none {
      let rack = Int(hosts.rack[host])
      if rack >= racks.keys.count - added, racks.site[rack] == Estate.none { racks.site[rack] = hosts.site[host] }
    }
    racks.annualCost = Self.padded(table?.numbers("annual_cost", into: &findings), nil, by: added)
    racks.committedUntil = Self.padded(table?.days("committed_until", into: &findings), nil, by: added)
    racks.declared = Self.declared(table, added)
  }

  private mutating func readClusters() {
    let table = tables[.clusters]
    let added = clusters.keys.count - (table?.count ?? 0)
    clusters.table = Self.table(.clusters, table, keys: clusters.keys, added: added)
    let declared = table.map { references($0, "site", to: siteIndex, of: .sites, isRequired: true) }
    clusters.site = Self.padded(declared, Estate.none, by: added)
    let firstUndeclared = clusters.keys.count - added
    for (cluster, site) in zip(hosts.cluster, hosts.site) where Int(cluster) >= firstUndeclared {
      if clusters.site[Int(cluster)] == Estate.none { clusters.site[Int(cluster)] = site }
    }
    for (cluster, site) in zip(workloads.cluster, workloads.site) where Int(cluster) >= firstUndeclared {
      if clusters.site[Int(cluster)] == Estate.none { clusters.site[Int(cluster)] = site }
    }
    let spare = table?.numbers("spare_hosts", into: &findings).map { Int($0 ?? 1) }
    clusters.spareHosts = Self.padded(spare, 1, by: added)
    let cpu = table?.numbers("cpu_overcommit", into: &findings).map { $0 ?? 4 }
    clusters.cpuOvercommit = Self.padded(cpu, 4, by: added)
    let memory = table?.numbers("memory_overcommit", into: &findings).map { $0 ?? 1 }
    clusters.memoryOvercommit = Self.padded(memory, 1, by: added)
    clusters.declared = Self.declared(table, added)
  }

  /// A table with a row of nothing but its key for each undeclared place.
  static func table(_ kind: InventoryTable, _ reading: TableReading?, keys: [TextPool.ID], added: Int) -> Table {
    var table = reading?.table ?? Table(file: kind.file, columns: [kind.key[0]], cells: [[]])
    let declared = keys.count - added
    for column in table.columns.indices {
      let isKey = table.columns[column] == kind.key[0]
      table.cells[column] += keys[declared...].map { isKey ? $0 : 0 }
    }
    table.lines += [Int32](repeating: 0, count: added)
    return table
  }

  static func padded<Value>(_ values: [Value]?, _ padding: Value, by added: Int) -> [Value] {
    (values ?? []) + [Value](repeating: padding, count: added)
  }

  private static func declared(_ table: TableReading?, _ added: Int) -> [Bool] {
    [Bool](repeating: true, count: table?.count ?? 0) + [Bool](repeating: false, count: added)
  }

  // MARK: What has to agree

  /// Checks hosts against their racks and clusters, workloads against their hosts and clusters, and `leaves`.
  mutating func checkPlaces() {
    checkHosts()
    checkWorkloads()
    checkLeaves()
  }

  private func site(_ row: Int32) -> String { quoted(texts[sites.keys[Int(row)]]) }
  private func cluster(_ row: Int32) -> String { quoted(texts[clusters.keys[Int(row)]]) }
  private func host(_ row: Int32) -> String { quoted(texts[hosts.keys[Int(row)]]) }

  private mutating func checkHosts() {
    guard let table = tables[.hosts] else { return }
    let places = self
    for row in hosts.keys.indices {
      let site = hosts.site[row]
      guard site != Estate.none else { continue }
      if hosts.rack[row] != Estate.none {
        let rack = hosts.rack[row]
        let stands = racks.site[Int(rack)]
        if stands != Estate.none, stands != site {
          table.report(.error, .rackElsewhere, row: row, column: "rack", into: &findings) {
            (
              "host \(places.host(Int32(row))) stands at \(places.site(site)), but its rack "
                + "\(quoted(places.texts[places.racks.keys[Int(rack)]])) at \(places.site(stands))", nil
            )
          }
        }
      }
      if hosts.cluster[row] != Estate.none {
        let cluster = hosts.cluster[row]
        let stands = clusters.site[Int(cluster)]
        if stands != Estate.none, stands != site {
          table.report(.warning, .contradiction, row: row, column: "cluster", into: &findings) {
            (
              "host \(places.host(Int32(row))) stands at \(places.site(site)), but its cluster "
                + "\(places.cluster(cluster)) at \(places.site(stands)); for the host its own site counts", nil
            )
          }
        }
      }
    }
  }

  private mutating func checkWorkloads() {
    guard let table = tables[.workloads] else { return }
    let places = self
    for row in workloads.keys.indices {
      let (host, cluster, site) = (workloads.host[row], workloads.cluster[row], workloads.site[row])
      if host != Estate.none {
        let (itsCluster, itsSite) = (hosts.cluster[Int(host)], hosts.site[Int(host)])
        if cluster != Estate.none, cluster != itsCluster {
          table.report(.warning, .contradiction, row: row, column: "cluster", into: &findings) {
            let stands = itsCluster == Estate.none ? "in no cluster" : "in cluster \(places.cluster(itsCluster))"
            return (
              "the row says cluster \(places.cluster(cluster)), but host \(places.host(host)) is \(stands); the host's facts win",
              nil
            )
          }
        }
        if site != Estate.none, itsSite != Estate.none, site != itsSite {
          table.report(.warning, .contradiction, row: row, column: "site", into: &findings) {
            (
              "the row says site \(places.site(site)), but host \(places.host(host)) stands at \(places.site(itsSite)); "
                + "the host's facts win", nil
            )
          }
        }
      } else if cluster != Estate.none, site != Estate.none {
        let itsSite = clusters.site[Int(cluster)]
        if itsSite != Estate.none, itsSite != site {
          table.report(.warning, .contradiction, row: row, column: "site", into: &findings) {
            (
              "the row says site \(places.site(site)), but cluster \(places.cluster(cluster)) stands at "
                + "\(places.site(itsSite)); the cluster's facts win", nil
            )
          }
        }
      }
    }
  }

  private mutating func checkLeaves() {
    guard let table = tables[.hosts], hosts.leaves.contains(where: { $0 != nil }) else { return }
    var ofHost = [Int32](repeating: Estate.none, count: hosts.count)
    var ofCluster = [Int32](repeating: Estate.none, count: clusters.count)
    for row in workloads.keys.indices.reversed() {
      let host = workloads.host[row]
      if host != Estate.none { ofHost[Int(host)] = Int32(row) }
      let cluster = host != Estate.none ? hosts.cluster[Int(host)] : workloads.cluster[row]
      if cluster != Estate.none { ofCluster[Int(cluster)] = Int32(row) }
    }
    let places = self
    for row in hosts.keys.indices {
      guard let leaving = hosts.leaves[row] else { continue }
      let cluster = hosts.cluster[row]
      if ofHost[row] != Estate.none {
        table.report(.error, .leavesOccupied, row: row, column: "leaves", into: &findings) {
          let workload = quoted(places.texts[places.workloads.keys[Int(ofHost[row])]])
          return (
            "host \(places.host(Int32(row))) has workloads (such as \(workload)), so it cannot leave by other means",
            nil
          )
        }
      } else if cluster != Estate.none, ofCluster[Int(cluster)] != Estate.none {
        table.report(.error, .leavesOccupied, row: row, column: "leaves", into: &findings) {
          let workload = quoted(places.texts[places.workloads.keys[Int(ofCluster[Int(cluster)])]])
          return (
            "host \(places.host(Int32(row))) is in cluster \(places.cluster(cluster)), which has workloads (such as "
              + "\(workload)), so it cannot leave by other means", nil
          )
        }
      } else if leaving == .withRack, hosts.rack[row] == Estate.none {
        table.report(.warning, .rackless, row: row, column: "leaves", into: &findings) {
          ("host \(places.host(Int32(row))) leaves with its rack, but no rack is known; it never leaves", nil)
        }
      }
    }
  }
}
