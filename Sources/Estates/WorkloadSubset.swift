/// Some of the workloads of an estate, as a table of their own.
extension Workloads {
  /// The given rows in the given order, with their lines; every column of the table with them.
  package func subset(_ rows: [Int32]) -> Workloads {
    func pick<Cell>(_ cells: [Cell]) -> [Cell] { cells.isEmpty ? [] : rows.map { cells[Int($0)] } }
    var part = Workloads()
    part.table = Table(
      file: table.file, columns: table.columns, cells: table.cells.map(pick), lines: pick(table.lines))
    part.keys = pick(keys)
    part.names = pick(names)
    part.application = pick(application)
    part.host = pick(host)
    part.cluster = pick(cluster)
    part.site = pick(site)
    part.environments = pick(environments)
    part.businessUnits = pick(businessUnits)
    part.owners = pick(owners)
    part.teams = pick(teams)
    part.criticality = pick(criticality)
    part.operatingSystems = pick(operatingSystems)
    part.cores = pick(cores)
    part.memoryGB = pick(memoryGB)
    part.storageGB = pick(storageGB)
    part.disposition = pick(disposition)
    part.targetRegions = pick(targetRegions)
    part.effortHours = pick(effortHours)
    part.leadWaves = pick(leadWaves)
    part.riskPoints = pick(riskPoints)
    part.notBefore = pick(notBefore)
    part.notAfter = pick(notAfter)
    part.annualRunCost = pick(annualRunCost)
    part.annualCloudCost = pick(annualCloudCost)
    part.oneOffCost = pick(oneOffCost)
    part.dataClasses = pick(dataClasses)
    part.residencies = pick(residencies)
    return part
  }
}
