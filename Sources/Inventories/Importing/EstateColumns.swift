/// The columns of the tables that an import writes, in their order: those of the contract, then what else is worth keeping.
enum EstateColumns {
  /// A column of an enumeration by its name: `annualRunCost` is `annual_run_cost`, `memoryGB` is `memory_gb`.
  static func name(_ word: String) -> String {
    var text = ""
    var wasUpper = false
    for character in word {
      if character.isUppercase, !wasUpper, !text.isEmpty { text += "_" }
      wasUpper = character.isUppercase
      text += character.lowercased()
    }
    return text
  }

  enum Site: Int, CaseIterable {
    case site, name, country, region, annualCost, committedUntil, leaseEnd, holdoverAnnualCost, status
  }

  enum Rack: Int, CaseIterable {
    case rack, site, annualCost, committedUntil, name, location, heightUnits, feedKW
  }

  enum Cluster: Int, CaseIterable {
    case cluster, site, spareHosts, cpuOvercommit, memoryOvercommit
  }

  enum Host: Int, CaseIterable {
    case host, site, rack, cluster, rackUnits, powerKW, cores, memoryGB, annualCost, committedUntil, endOfSupport,
      refreshCost, releaseOrder, leaves, kind, vendor, model, hypervisor, serialNumber, rackPosition, ipAddress, sources
  }

  enum Application: Int, CaseIterable {
    case application, name, businessUnit, owner, criticality, environment, disposition
  }

  enum Workload: Int, CaseIterable {
    case workload, name, application, host, cluster, site, environment, businessUnit, owner, team, criticality, os,
      cores, memoryGB, storageGB, disposition, targetRegion, effortHours, leadWaves, riskPoints, notBefore, notAfter,
      annualRunCost,
      annualCloudCost, oneOffCost, dataClass, residency, nameStem, osSupportUntil, powerState, machineClass,
      configuredCores, configuredMemoryGB, provisionedStorageGB, cpuUse, memoryUse, recommendedSize, readiness,
      plannedWave, lastHost, ipAddress, folder, machineUUID, lastSeen, tags, proposedApplication, sources
  }

  enum Dependency: Int, CaseIterable {
    case source, target, relation, annualSplitCost, kind, evidence, weight, port
  }

  static func names<Column: CaseIterable>(_ columns: Column.Type) -> [String] {
    Column.allCases.map { name(String(describing: $0)) }
  }

  /// Columns beyond the contract's, which no attribute of a source may take.
  static let attributes: Set<String> = Set(
    names(Site.self) + names(Rack.self) + names(Cluster.self) + names(Host.self) + names(Application.self)
      + names(Workload.self) + names(Dependency.self) + ["derived", "defaulted"])
}
