import Documents
import Estates

/// Applications, workloads, dependencies and initiatives: what moves, and why.
extension EstateReading {
  mutating func readApplications() {
    guard let table = tables[.applications] else { return }
    applications.table = table.table
    applications.keys = table.texts("application")
    applications.names = table.texts("name")
    applications.businessUnits = table.texts("business_unit")
    applications.owners = table.texts("owner")
    applications.criticality = table.numbers("criticality", into: &findings)
  }

  mutating func readWorkloads() {
    guard let table = tables[.workloads] else { return }
    if table.count == 0 {
      findings.add(.warning, .noWorkloads, in: table.kind.file) {
        Finding(
          .warning, .noWorkloads, "workloads.csv has no rows: there is nothing to move",
          at: SourceLocation(file: table.kind.file))
      }
    }
    workloads.table = table.table
    workloads.keys = table.texts("workload")
    workloads.names = table.texts("name")
    workloads.application =
      tables[.applications] == nil
      ? applicationsByName(table)
      : references(table, "application", to: applicationIndex, of: .applications)
    workloads.host = references(table, "host", to: hostIndex, of: .hosts)
    workloads.cluster = places(table, "cluster", of: .clusters)
    workloads.site = places(table, "site", of: .sites)
    workloads.environments = table.texts("environment")
    workloads.businessUnits = table.texts("business_unit")
    workloads.owners = table.texts("owner")
    workloads.teams = table.texts("team")
    workloads.criticality = table.numbers("criticality", into: &findings)
    workloads.operatingSystems = table.texts("os")
    workloads.cores = table.numbers("cores", into: &findings)
    workloads.memoryGB = table.numbers("memory_gb", into: &findings)
    workloads.storageGB = table.numbers("storage_gb", into: &findings)
    workloads.disposition = table.words(
      "disposition", oneOf: Disposition.allCases.map(\.rawValue), into: &findings
    ) { Disposition(rawValue: $0) }.map { $0 ?? .rehost }
    workloads.targetRegions = table.texts("target_region")
    workloads.effortHours = table.numbers("effort_hours", into: &findings)
    workloads.leadWaves = table.numbers("lead_waves", into: &findings).map { Int32($0 ?? 1) }
    workloads.riskPoints = table.numbers("risk_points", into: &findings)
    workloads.notBefore = table.days("not_before", into: &findings)
    workloads.notAfter = table.days("not_after", into: &findings)
    workloads.annualRunCost = table.numbers("annual_run_cost", into: &findings)
    workloads.annualCloudCost = table.numbers("annual_cloud_cost", into: &findings)
    workloads.oneOffCost = table.numbers("one_off_cost", into: &findings)
    workloads.dataClasses = table.texts("data_class")
    workloads.residencies = table.texts("residency")
  }

  /// Without a table of applications those exist that workloads name, in order of first mention.
  private mutating func applicationsByName(_ table: TableReading) -> [Int32] {
    let rows = table.texts("application").map { key in
      if key == 0 { return Estate.none }
      if applicationIndex[key] == Estate.none {
        applicationIndex[key] = Int32(applications.keys.count)
        applications.keys.append(key)
      }
      return applicationIndex[key]
    }
    let count = applications.keys.count
    applications.table = Self.table(.applications, nil, keys: applications.keys, added: count)
    applications.names = [TextPool.ID](repeating: 0, count: count)
    applications.businessUnits = applications.names
    applications.owners = applications.names
    applications.criticality = [Double?](repeating: nil, count: count)
    if count > 0 {
      findings.add(.note, .undeclaredApplications, in: InventoryTable.applications.file) {
        Finding(
          .note, .undeclaredApplications,
          "there is no applications.csv; \(Grouped.text(count)) \(count == 1 ? "application exists" : "applications exist") by name alone",
          at: SourceLocation(file: InventoryTable.applications.file))
      }
    }
    return rows
  }

  // MARK: Dependencies

  mutating func readDependencies() {
    guard let table = tables[.dependencies] else { return }
    let relations: [Relation?] = table.words(
      "relation", oneOf: Relation.allCases.map(\.rawValue), into: &findings
    ) { Relation(rawValue: $0) }
    let costs = table.numbers("annual_split_cost", into: &findings)
    let (sources, targets) = (table.texts("source"), table.texts("target"))
    let (kinds, evidence) = (table.texts("kind"), table.texts("evidence"))
    let lines = table.lines
    dependencies.reserve(table.count)
    for row in 0..<table.count {
      let (source, target) = (workloadIndex[sources[row]], workloadIndex[targets[row]])
      guard source != Estate.none, target != Estate.none else {
        reportEnds(table, row, sources[row], targets[row])
        continue
      }
      guard source != target else {
        let texts = texts
        table.report(.warning, .selfDependency, row: row, column: "target", into: &findings) {
          ("workload \(quoted(texts[targets[row]])) depends on itself; the row is ignored", nil)
        }
        continue
      }
      dependencies.source.append(source)
      dependencies.target.append(target)
      dependencies.relation.append(relations[row])
      dependencies.annualSplitCost.append(costs[row])
      dependencies.kind.append(kinds[row])
      dependencies.evidence.append(evidence[row])
      dependencies.lines.append(lines[row])
    }
  }

  private mutating func reportEnds(_ table: TableReading, _ row: Int, _ source: TextPool.ID, _ target: TextPool.ID) {
    for (key, column) in [(source, "source"), (target, "target")] where workloadIndex[key] == Estate.none {
      if key == 0 {
        table.report(.warning, .emptyCell, row: row, column: column, into: &findings) {
          ("dependency without '\(column)'; the row is ignored", nil)
        }
      } else {
        reportUnknown(key, table, row: row, column: column, of: .workloads, .warning)
      }
    }
  }

  // MARK: Initiatives

  mutating func readInitiatives() {
    if let table = tables[.initiatives] {
      initiatives.table = table.table
      initiatives.keys = table.texts("initiative")
      initiatives.names = table.texts("name")
      initiatives.due = table.days("due", into: &findings)
      initiatives.annualValue = table.numbers("annual_value", into: &findings)
      initiatives.lateAnnualCost = table.numbers("late_annual_cost", into: &findings)
    }
    var members = [[Int32]](repeating: [], count: initiatives.keys.count)
    if var table = tables[.initiativeWorkloads] {
      table.dropRepeatedPairs(pool: texts, into: &findings)
      let owners = references(table, "initiative", to: initiativeIndex, of: .initiatives)
      let workloads = references(table, "workload", to: workloadIndex, of: .workloads)
      for (owner, workload) in zip(owners, workloads) where owner != Estate.none && workload != Estate.none {
        members[Int(owner)].append(workload)
      }
    }
    initiatives.memberStart = [0]
    initiatives.members = []
    for list in members {
      initiatives.members += list
      initiatives.memberStart.append(Int32(initiatives.members.count))
    }
  }
}

extension Dependencies {
  fileprivate mutating func reserve(_ count: Int) {
    source.reserveCapacity(count)
    target.reserveCapacity(count)
    relation.reserveCapacity(count)
    annualSplitCost.reserveCapacity(count)
    kind.reserveCapacity(count)
    evidence.reserveCapacity(count)
    lines.reserveCapacity(count)
  }
}
