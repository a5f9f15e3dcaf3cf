/// The words of a mapping file: the kinds of rows, and the fields that a column can fill, each with how its cells are read
/// and the units in which they may stand.
///
///     "as": "virtual_machine"       every row is a virtual machine
///     "to": "memory_gb", "unit": "MB"
///
/// Where the estate has a column for a thing, the field is called as that column.
enum MappingWords {
  /// What a row can be about, as a mapping calls it.
  enum Kind: String, CaseIterable, Sendable {
    /// A machine of which the rows themselves say whether it is virtual or physical, or other files do.
    case machine
    case virtualMachine = "virtual_machine"
    case physicalMachine = "physical_machine"
    case host, gear, site, rack, cluster, application, dependency
    /// A row about a part of a machine that another file lists.
    case detail
    case powerFeed = "power_feed"

    var thing: Thing {
      switch self {
      case .machine, .virtualMachine, .physicalMachine, .host, .gear: .machine
      case .site: .site
      case .rack: .rack
      case .cluster: .cluster
      case .application: .application
      case .dependency: .dependency
      case .detail: .detail
      case .powerFeed: .powerFeed
      }
    }

    var role: Role? {
      switch self {
      case .virtualMachine: .virtual
      case .physicalMachine: .physical
      case .host: .hypervisor
      case .gear: .gear
      case .machine, .site, .rack, .cluster, .application, .dependency, .detail, .powerFeed: nil
      }
    }

    /// The fields of which each row needs one.
    var names: [Field] {
      switch thing {
      case .machine, .detail: [.name, .fqdn, .uuid, .serial, .address]
      case .site, .rack, .cluster, .application: [.name]
      case .dependency: [.source, .sourceAddress]
      case .powerFeed: [.rack]
      case .unused: []
      }
    }
  }

  /// A field as a mapping may name it.
  struct Entry: Sendable {
    var word: String
    var field: Field
    var conversion: Conversion
  }

  private static func entry(_ word: String, _ field: Field, _ conversion: Conversion = .text) -> Entry {
    Entry(word: word, field: field, conversion: conversion)
  }

  static let entries: [Entry] = [
    entry("name", .name), entry("full_name", .fqdn), entry("display_name", .displayName), entry("uuid", .uuid),
    entry("serial_number", .serial), entry("ip_address", .address, .addresses), entry("asset_tag", .assetTag),
    entry("role", .role), entry("power_state", .power), entry("is_template", .isTemplate, .boolean),
    entry("is_placeholder", .isPlaceholder, .boolean), entry("status", .status),
    entry("last_seen", .lastSeen, .day),
    entry("cores", .cores, .count), entry("processors", .processors, .count),
    entry("cores_per_processor", .coresPerProcessor, .count),
    entry("memory_gb", .memoryGB, .gigabytes(assumed: "gb")), entry("storage_gb", .usedGB, .gigabytes(assumed: "gb")),
    entry("provisioned_storage_gb", .provisionedGB, .gigabytes(assumed: "gb")),
    entry("cpu_average", .cpuAverage, .percent), entry("cpu_p95", .cpuP95, .percent),
    entry("cpu_peak", .cpuPeak, .percent), entry("memory_average", .memoryAverage, .percent),
    entry("memory_p95", .memoryP95, .percent), entry("memory_peak", .memoryPeak, .percent),
    entry("os", .os), entry("os_version", .osVersion), entry("hypervisor", .hypervisor), entry("vendor", .vendor),
    entry("model", .model), entry("end_of_support", .endOfSupport, .day),
    entry("host", .host), entry("cluster", .cluster), entry("site", .site), entry("room", .location),
    entry("rack", .rack), entry("rack_position", .position, .number), entry("rack_units", .rackUnits, .number),
    entry("power_kw", .powerKW, .kilowatts(assumed: "kw")), entry("folder", .folder),
    entry("application", .application, .line), entry("environment", .environment, .line),
    entry("business_unit", .businessUnit, .line), entry("owner", .owner, .line), entry("team", .team, .line),
    entry("criticality", .criticality, .line), entry("data_class", .dataClass, .line),
    entry("residency", .residency, .line), entry("disposition", .disposition, .line),
    entry("target_region", .targetRegion), entry("planned_wave", .wave, .line),
    entry("recommended_size", .size), entry("readiness", .readiness, .line),
    entry("monthly_compute_cost", .monthlyCompute, .amount), entry("monthly_storage_cost", .monthlyStorage, .amount),
    entry("monthly_other_cost", .monthlyOther, .amount), entry("annual_cloud_cost", .annualCloudCost, .money),
    entry("annual_run_cost", .annualRunCost, .money), entry("annual_cost", .annualCost, .amount),
    entry("one_off_cost", .oneOffCost, .money), entry("effort_hours", .effortHours, .number),
    entry("lead_waves", .leadWaves, .count), entry("risk_points", .riskPoints, .number),
    entry("not_before", .notBefore, .day), entry("not_after", .notAfter, .day),
    entry("country", .country), entry("region", .regionName), entry("height_units", .heightUnits, .number),
    entry("committed_until", .committedUntil, .day), entry("lease_end", .leaseEnd, .day),
    entry("holdover_annual_cost", .holdoverCost, .amount), entry("refresh_cost", .refreshCost, .amount),
    entry("release_order", .releaseOrder, .money), entry("leaves", .leaves),
    entry("spare_hosts", .spareHosts, .number), entry("cpu_overcommit", .cpuOvercommit, .number),
    entry("memory_overcommit", .memoryOvercommit, .number),
    entry("source", .source), entry("source_address", .sourceAddress), entry("target", .target),
    entry("target_address", .targetAddress), entry("port", .port), entry("protocol", .transport),
    entry("source_process", .process), entry("target_process", .targetProcess), entry("count", .count, .number),
    entry("relation", .relation), entry("kind", .kind), entry("annual_split_cost", .splitCost, .amount),
    entry("evidence", .evidence, .line),
    entry("tags", .tags, .line), entry("voltage", .voltage, .number), entry("amperage", .amperage, .number),
    entry("phase", .phase),
    entry("usable_share", .maxUtilization, .number), entry("supply", .supply),
  ]

  static let byWord: [String: Entry] = Dictionary(
    entries.map { ($0.word, $0) }, uniquingKeysWith: { first, _ in first })
  static let byField: [Field: Entry] = Dictionary(
    entries.map { ($0.field, $0) }, uniquingKeysWith: { first, _ in first })

  /// Kept beside the workload under its own name.
  static let attribute = "attribute"
  /// Left out.
  static let ignored = "ignore"

  /// The units that a mapping may state for a field, as it writes them; none where there is nothing to choose.
  static func units(of conversion: Conversion) -> [String] {
    switch conversion {
    case .gigabytes: ["B", "KB", "MB", "GB", "TB"]
    case .kilowatts: ["W", "kW"]
    case .percent: ["percent", "fraction"]
    case .day: ["year first", "day first", "month first"]
    case .amount, .money: ["a year", "a month"]
    case .text, .number, .count, .boolean, .addresses, .line: []
    }
  }

  /// The tools that a table may count as, by the word in a mapping.
  static let sources: [String: SourceKind] = Dictionary(
    SourceKind.allCases.map { ($0 == .planner ? "planner" : $0.word, $0) }, uniquingKeysWith: { first, _ in first })
}
