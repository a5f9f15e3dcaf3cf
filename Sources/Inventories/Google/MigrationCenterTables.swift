import Documents

/// The four tables of Google's Migration Center: machines (`vmInfo`), samples of their use (`perfInfo`), tags (`tagInfo`)
/// and disks (`diskInfo`, whose sums stand in vmInfo).
///
/// No real export was at hand: headers follow Google's documentation and its own collectors for other clouds, which write
/// them with and without the words `(optional)`. Sizes are in GiB throughout. Of the samples of a machine the 95th
/// percentile counts, by nearest rank, so that it is a sample that stands in the file. A format of dependencies is not
/// published.
enum MigrationCenterTables {
  static let schemas: [TableSchema] = [machines, samples, tags, disks]

  static let machines = TableSchema(
    "Google Migration Center, vmInfo", .google, .machine, tab: "vminfo", prefix: "google",
    marks: ["machineid", "totaldiskallocatedgb", "allocatedprocessorcorecount", "isphysical", "memorygb"],
    marksNeeded: 3,
    ignored:
      """
      primaryipaddress primarymacaddress publicipaddress machinetypelabel ostype ospublisher provisioningstate createdate
      source
      """,
    [
      ColumnMeaning(.exportID, .text, "MachineId", required: true),
      ColumnMeaning(.name, .text, "MachineName", required: true),
      ColumnMeaning(.address, .addresses, "IpAddressListSemiColonDelimited", "PrimaryIPAddress"),
      ColumnMeaning(.provisionedGB, .gigabytes(assumed: "gb"), "TotalDiskAllocatedGiB"),
      ColumnMeaning(.usedGB, .gigabytes(assumed: "gb"), "TotalDiskUsedGiB"),
      ColumnMeaning(.cores, .count, "AllocatedProcessorCoreCount"),
      ColumnMeaning(.memoryGB, .gigabytes(assumed: "gb"), "MemoryGiB"),
      ColumnMeaning(.site, .line, "HostingLocation"), ColumnMeaning(.os, .text, "OsName"),
      ColumnMeaning(.osVersion, .text, "OsVersion"), ColumnMeaning(.power, .text, "MachineStatus"),
      ColumnMeaning(.role, .boolean, "IsPhysical"),
    ]
  ) { row in
    row[.role] = row[.role].map { ($0 == "true" ? Role.physical : .virtual).rawValue }
    if let power = row[.power] { row.set(.power, PowerWord.state(power), from: .power) }
    if let used = row.number(.usedGB), used == 0 { row[.usedGB] = nil }
    if let system = row[.os], let version = row[.osVersion], !system.contains(where: \.isNumber) {
      row.set(.os, "\(system) \(version)", from: .os)
    }
    if row[.os] == nil { row.move(.osVersion, to: .os) } else { row[.osVersion] = nil }
  }

  static let samples: TableSchema = {
    var schema = TableSchema(
      "Google Migration Center, perfInfo", .google, .detail, tab: "perfinfo", prefix: "google",
      marks: ["cpuutilizationpercentage", "timestamp"], keepsOthers: false, repeats: true,
      [
        ColumnMeaning(.exportID, .text, "MachineId", required: true),
        ColumnMeaning(.cpuP95, .percent, "CpuUtilizationPercentage"),
        ColumnMeaning(.memoryP95, .percent, "MemoryUtilizationPercentage"),
      ])
    schema.isSampled = true
    return schema
  }()

  static let tags = TableSchema(
    "Google Migration Center, tagInfo", .google, .detail, tab: "taginfo", prefix: "google", marks: ["key", "value"],
    keepsOthers: false, repeats: true,
    [
      ColumnMeaning(.exportID, .text, "MachineId", required: true),
      ColumnMeaning(.tagKey, .line, "Key", required: true),
      ColumnMeaning(.tagValue, .line, "Value", required: true),
    ]
  ) { row in row.readTagPairs() }

  static let disks = TableSchema(
    "Google Migration Center, diskInfo", .google, .unused, tab: "diskinfo", prefix: "google",
    marks: ["machineid", "disklabel", "sizeingb"], [])
}

extension RowFacts {
  /// Keys and values in columns side by side: those that name something an estate wants to know fill it, all are tags.
  mutating func readTagPairs() {
    let values = facts.filter { $0.field == Field.tagValue.rawValue }
    let keys = facts.filter { $0.field == Field.tagKey.rawValue }
    facts.removeAll { $0.field == Field.tagValue.rawValue || $0.field == Field.tagKey.rawValue }
    for key in keys {
      let near = values.first { $0.column == key.column + 1 }
      guard let value = near ?? (keys.count == 1 ? values.first : nil) else { continue }
      if let field = TagWords.field(key.text), self[field] == nil {
        facts.append((field.rawValue, value.column, value.text))
      }
      facts.append((Field.tags.rawValue, value.column, "\(key.text)=\(value.text)"))
    }
  }
}
