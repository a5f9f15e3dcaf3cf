/// The tools that files come from, and how much each is believed about what.
///
/// Of two sources that disagree the one that measures wins over the one in which somebody typed: a hypervisor about sizes,
/// a list of racks about places. About owners and purposes nobody measures anything; there the planner's own list wins,
/// then the CMDB.
enum SourceKind: UInt8, CaseIterable, Sendable {
  case planner, rvtools, azure, aws, google, dcim, cmdb, konveyor, flows

  var title: String {
    switch self {
    case .planner: "the planner's own list"
    case .rvtools: "RVTools"
    case .azure: "Azure Migrate"
    case .aws: "AWS"
    case .google: "Google Migration Center"
    case .dcim: "NetBox"
    case .cmdb: "ServiceNow"
    case .konveyor: "Konveyor"
    case .flows: "flow log"
    }
  }

  /// The order in which sources are read and in which machines appear in the estate.
  var readingOrder: Int { SourcePrecedence.measured.firstIndex(of: self) ?? SourceKind.allCases.count }
}

/// For each group of facts the sources in the order in which they are believed.
enum SourcePrecedence: String, CaseIterable, Sendable {
  case size, place, business, target, identity

  static let measured: [SourceKind] = [.rvtools, .azure, .aws, .google, .cmdb, .dcim, .planner, .konveyor, .flows]

  var order: [SourceKind] {
    switch self {
    case .size: Self.measured
    case .place: [.dcim, .planner, .cmdb, .rvtools, .aws, .google, .azure, .konveyor, .flows]
    case .business: [.planner, .cmdb, .konveyor, .aws, .azure, .google, .rvtools, .dcim, .flows]
    case .target: [.planner, .aws, .azure, .google, .konveyor, .cmdb, .rvtools, .dcim, .flows]
    case .identity: Self.measured
    }
  }

  /// The place of each source in the order, by its number.
  var ranks: [Int] { SourceKind.allCases.map { order.firstIndex(of: $0) ?? order.count } }

  /// The rule in words.
  var rule: String {
    let names = order.prefix(4).map(\.title).joined(separator: ", ")
    return switch self {
    case .size: "size and state: \(names) (what is measured before what is typed)"
    case .place: "place: \(names) (whoever counts racks knows them)"
    case .business: "owner and purpose: \(names)"
    case .target: "target and its cost: \(names)"
    case .identity: "names: \(names)"
    }
  }

  static func group(of field: Field) -> SourcePrecedence {
    switch field {
    case .name, .fqdn, .uuid, .serial, .address, .assetTag, .exportID, .workloadKey, .hostKey: .identity
    case .site, .location, .rack, .position, .rackUnits, .powerKW, .country, .regionName, .heightUnits, .leaseEnd,
      .committedUntil, .annualCost, .feedKW, .voltage, .amperage, .phase, .maxUtilization, .supply, .holdoverCost,
      .refreshCost, .leaves, .releaseOrder, .spareHosts, .cpuOvercommit, .memoryOvercommit:
      .place
    case .application, .environment, .businessUnit, .owner, .team, .criticality, .dataClass, .residency,
      .annualRunCost, .displayName, .splitCost, .evidence, .tags, .tagKey, .tagValue, .derivedMarks, .defaultedMarks,
      .folderHost, .configuredCores, .configuredMemory:
      .business
    case .disposition, .targetRegion, .wave, .size, .readiness, .monthlyCompute, .monthlyStorage, .monthlySecurity,
      .monthlyOther, .annualCloudCost, .oneOffCost, .effortHours, .leadWaves, .riskPoints, .notBefore, .notAfter:
      .target
    case .role, .power, .isTemplate, .isPlaceholder, .status, .lastSeen, .entryClass, .cores, .processors,
      .coresPerProcessor, .memoryGB, .usedGB, .provisionedGB, .cpuAverage, .cpuP95, .cpuPeak, .memoryAverage,
      .memoryP95, .memoryPeak, .os, .osVersion, .hypervisor, .vendor, .model, .endOfSupport, .host, .cluster, .folder,
      .source, .sourceAddress, .target, .targetAddress, .port, .transport, .process, .targetProcess, .count, .relation,
      .kind:
      .size
    }
  }
}
