import Documents
import Estates

/// A small estate written down in a test: each table as lines of comma-separated cells, the first one naming the columns.
///
///     var literal = EstateLiteral(
///       workloads: """
///         workload,application,host
///         W1,billing,H1
///         """)
///     literal.add(.together(by: ["application"]))
///     literal.estate
///
/// It knows no quotes, reports nothing and believes everything: it is for estates that are right. What files may hold, and
/// what is said about wrong ones, is the reader's matter.
package struct EstateLiteral {
  package var sites = "site"
  package var racks = "rack,site"
  package var clusters = "cluster,site"
  package var hosts = "host,site"
  package var applications = "application"
  package var workloads: String
  package var dependencies = "source,target"
  package var initiatives = "initiative"
  package var members = "initiative,workload"
  package var program = Program(
    name: "literal", start: Day("2026-01-01")!, horizon: Day("2030-12-31")!,
    calendar: .regular(firstWaveStart: Day("2026-02-01")!, waveDays: 28, lastCutover: Day("2026-06-30")!))

  package init(workloads: String) { self.workloads = workloads }

  /// Adds a rule behind the others.
  package mutating func add(_ kind: Rule.Kind, where conditions: KeyValuePairs<String, Condition>? = nil) {
    program.rules.append(
      Rule(
        index: program.rules.count, kind: kind,
        where: conditions.map { Selector(terms: $0.map { .init(column: $0.key, condition: $0.value) }) }))
  }

  private struct Lines {
    var columns: [String]
    var rows: [[String]]
    init(_ text: String) {
      let lines = text.split(separator: "\n").map { line in
        line.split(separator: ",", omittingEmptySubsequences: false).map { cell in
          String(cell.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        }
      }
      let names = lines.first ?? []
      columns = names
      rows = lines.dropFirst().map { row in names.indices.map { $0 < row.count ? row[$0] : "" } }
    }
    func column(_ name: String) -> [String] {
      guard let number = columns.firstIndex(of: name) else { return rows.map { _ in "" } }
      return rows.map { $0[number] }
    }
    func numbers(_ name: String) -> [Double?] { column(name).map { Double($0) } }
    func days(_ name: String) -> [Day?] { column(name).map { Day($0) } }
  }

  package var estate: Estate {
    // The digest of no files.
    var estate = Estate(
      name: "literal", digest: "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
      program: program)
    var texts = TextPool()
    func table(_ file: String, _ lines: Lines) -> Table {
      Table(
        file: file, columns: lines.columns,
        cells: lines.columns.indices.map { column in lines.rows.map { texts.number(of: $0[column]) } },
        lines: lines.rows.indices.map { Int32($0 + 2) })
    }
    func identifiers(_ cells: [String]) -> [TextPool.ID] { cells.map { texts.number(of: $0) } }
    func references(_ cells: [String], _ keys: [TextPool.ID]) -> [Int32] {
      cells.map { $0.isEmpty ? Estate.none : Int32(keys.firstIndex(of: texts.number(of: $0))!) }
    }

    let site = Lines(sites)
    estate.sites.table = table("sites.csv", site)
    estate.sites.keys = identifiers(site.column("site"))
    estate.sites.annualCost = site.numbers("annual_cost")
    estate.sites.committedUntil = site.days("committed_until")
    estate.sites.leaseEnd = site.days("lease_end")
    estate.sites.holdoverAnnualCost = site.numbers("holdover_annual_cost")
    estate.sites.names = identifiers(site.column("name"))
    estate.sites.countries = identifiers(site.column("country"))
    estate.sites.regions = identifiers(site.column("region"))
    estate.sites.declared = site.rows.map { _ in true }

    let rack = Lines(racks)
    estate.racks.table = table("racks.csv", rack)
    estate.racks.keys = identifiers(rack.column("rack"))
    estate.racks.site = references(rack.column("site"), estate.sites.keys)
    estate.racks.annualCost = rack.numbers("annual_cost")
    estate.racks.committedUntil = rack.days("committed_until")
    estate.racks.declared = rack.rows.map { _ in true }

    let cluster = Lines(clusters)
    estate.clusters.table = table("clusters.csv", cluster)
    estate.clusters.keys = identifiers(cluster.column("cluster"))
    estate.clusters.site = references(cluster.column("site"), estate.sites.keys)
    estate.clusters.spareHosts = cluster.numbers("spare_hosts").map { Int($0 ?? 1) }
    estate.clusters.cpuOvercommit = cluster.numbers("cpu_overcommit").map { $0 ?? 4 }
    estate.clusters.memoryOvercommit = cluster.numbers("memory_overcommit").map { $0 ?? 1 }
    estate.clusters.declared = cluster.rows.map { _ in true }

    let host = Lines(hosts)
    estate.hosts.table = table("hosts.csv", host)
    estate.hosts.keys = identifiers(host.column("host"))
    estate.hosts.site = references(host.column("site"), estate.sites.keys)
    estate.hosts.rack = references(host.column("rack"), estate.racks.keys)
    estate.hosts.cluster = references(host.column("cluster"), estate.clusters.keys)
    estate.hosts.rackUnits = host.numbers("rack_units")
    estate.hosts.powerKW = host.numbers("power_kw")
    estate.hosts.cores = host.numbers("cores")
    estate.hosts.memoryGB = host.numbers("memory_gb")
    estate.hosts.annualCost = host.numbers("annual_cost")
    estate.hosts.committedUntil = host.days("committed_until")
    estate.hosts.endOfSupport = host.days("end_of_support")
    estate.hosts.refreshCost = host.numbers("refresh_cost")
    estate.hosts.releaseOrder = host.numbers("release_order")
    estate.hosts.leaves = host.column("leaves").map { cell in
      switch cell {
      case "": nil
      case "with_rack": .withRack
      case "with_site": .withSite
      default: .on(Day(cell)!)
      }
    }

    let application = Lines(applications)
    estate.applications.table = table("applications.csv", application)
    estate.applications.keys = identifiers(application.column("application"))
    estate.applications.names = identifiers(application.column("name"))
    estate.applications.businessUnits = identifiers(application.column("business_unit"))
    estate.applications.owners = identifiers(application.column("owner"))
    estate.applications.criticality = application.numbers("criticality")

    let workload = Lines(workloads)
    estate.workloads.table = table("workloads.csv", workload)
    estate.workloads.keys = identifiers(workload.column("workload"))
    estate.workloads.names = identifiers(workload.column("name"))
    estate.workloads.application = workload.column("application").map { cell in
      Int32(estate.applications.keys.firstIndex(of: texts.number(of: cell)) ?? -1)
    }
    estate.workloads.host = references(workload.column("host"), estate.hosts.keys)
    estate.workloads.cluster = references(workload.column("cluster"), estate.clusters.keys)
    estate.workloads.site = references(workload.column("site"), estate.sites.keys)
    estate.workloads.environments = identifiers(workload.column("environment"))
    estate.workloads.businessUnits = identifiers(workload.column("business_unit"))
    estate.workloads.owners = identifiers(workload.column("owner"))
    estate.workloads.teams = identifiers(workload.column("team"))
    estate.workloads.criticality = workload.numbers("criticality")
    estate.workloads.operatingSystems = identifiers(workload.column("os"))
    estate.workloads.cores = workload.numbers("cores")
    estate.workloads.memoryGB = workload.numbers("memory_gb")
    estate.workloads.storageGB = workload.numbers("storage_gb")
    estate.workloads.disposition = workload.column("disposition").map { Disposition(rawValue: $0) ?? .rehost }
    estate.workloads.targetRegions = identifiers(workload.column("target_region"))
    estate.workloads.effortHours = workload.numbers("effort_hours")
    estate.workloads.leadWaves = workload.numbers("lead_waves").map { Int32($0 ?? 1) }
    estate.workloads.riskPoints = workload.numbers("risk_points")
    estate.workloads.notBefore = workload.days("not_before")
    estate.workloads.notAfter = workload.days("not_after")
    estate.workloads.annualRunCost = workload.numbers("annual_run_cost")
    estate.workloads.annualCloudCost = workload.numbers("annual_cloud_cost")
    estate.workloads.oneOffCost = workload.numbers("one_off_cost")
    estate.workloads.dataClasses = identifiers(workload.column("data_class"))
    estate.workloads.residencies = identifiers(workload.column("residency"))

    let dependency = Lines(dependencies)
    estate.dependencies.source = references(dependency.column("source"), estate.workloads.keys)
    estate.dependencies.target = references(dependency.column("target"), estate.workloads.keys)
    estate.dependencies.relation = dependency.column("relation").map { Relation(rawValue: $0) }
    estate.dependencies.annualSplitCost = dependency.numbers("annual_split_cost")
    estate.dependencies.kind = identifiers(dependency.column("kind"))
    estate.dependencies.evidence = identifiers(dependency.column("evidence"))
    estate.dependencies.lines = dependency.rows.indices.map { Int32($0 + 2) }

    let initiative = Lines(initiatives)
    estate.initiatives.table = table("initiatives.csv", initiative)
    estate.initiatives.keys = identifiers(initiative.column("initiative"))
    estate.initiatives.names = identifiers(initiative.column("name"))
    estate.initiatives.due = initiative.days("due")
    estate.initiatives.annualValue = initiative.numbers("annual_value")
    estate.initiatives.lateAnnualCost = initiative.numbers("late_annual_cost")
    let membership = Lines(members)
    let owners = references(membership.column("initiative"), estate.initiatives.keys)
    let joined = references(membership.column("workload"), estate.workloads.keys)
    for number in estate.initiatives.keys.indices {
      for (owner, workload) in zip(owners, joined) where owner == Int32(number) {
        estate.initiatives.members.append(workload)
      }
      estate.initiatives.memberStart.append(Int32(estate.initiatives.members.count))
    }
    estate.texts = texts
    return estate
  }
}

/// In literals a text is a condition, as it is in `program.json`.
extension Condition: ExpressibleByStringLiteral {
  package init(stringLiteral value: String) { self = .text(value) }
}
