import Documents

/// The tables of an estate as a source: a folder that an import made, or that a planner wrote, into which newer exports are
/// merged; and a planner's own list under the contract's names of columns.
///
/// They count as the planner's own list. Keys stay as they are, so that a plan before and a plan after can be compared; the
/// program and the initiatives are taken over word for word. Cells that an import worked out or filled by rule (the columns
/// `derived` and `defaulted` name them) are worked out anew, except those that somebody has changed since (`EditedCells`).
enum EstateTables {
  static let schemas: [TableSchema] = schemas(keeping: EditedCells())

  static func schemas(keeping edited: EditedCells) -> [TableSchema] {
    [
      workloads(edited), hosts(edited), clusters(edited), racks(edited), sites(edited), applications(edited),
      dependencies, initiatives, memberships,
    ]
  }

  /// The fields of columns of a table, by their names.
  static func fields(_ table: InventoryTable) -> [String: Field] {
    var fields: [String: Field] = ["derived": .derivedMarks, "defaulted": .defaultedMarks]
    for entry in MappingWords.entries { fields[entry.word] = entry.field }
    fields["name"] = .displayName
    switch table {
    case .workloads:
      fields["workload"] = .workloadKey
      fields["machine_uuid"] = .uuid
      fields["cpu_use"] = .cpuAverage
      fields["memory_use"] = .memoryAverage
      fields["machine_class"] = .entryClass
      fields["last_host"] = .folderHost
      fields["configured_cores"] = .configuredCores
      fields["configured_memory_gb"] = .configuredMemory
    case .hosts:
      fields["host"] = .hostKey
      fields["kind"] = .kind
    case .clusters: fields["cluster"] = .name
    case .racks:
      fields["rack"] = .name
      fields["location"] = .location
    case .sites: fields["site"] = .name
    case .applications: fields["application"] = .name
    case .dependencies: fields["weight"] = .count
    case .initiatives, .initiativeWorkloads: break
    }
    return fields
  }

  private static func columns(_ table: InventoryTable, _ names: [String]) -> [ColumnMeaning] {
    let fields = fields(table)
    return names.compactMap { name in
      guard let field = fields[name] else { return nil }
      let conversion = MappingWords.byField[field]?.conversion ?? .text
      return ColumnMeaning(field, conversion, name, required: name == names[0])
    }
  }

  private static func schema(
    _ table: InventoryTable, _ thing: Thing, _ names: [String], marks: [String], needed: Int, forbidden: [String] = [],
    ignored: String = "", keepsOthers: Bool = false, finish: (@Sendable (inout RowFacts) -> Void)?
  ) -> TableSchema {
    var schema = TableSchema(
      "estate, \(table.rawValue)", .planner, thing, prefix: "listed", marks: marks, marksNeeded: needed,
      forbidden: forbidden, ignored: ignored, keepsOthers: keepsOthers, columns(table, names), finish: finish)
    schema.estateTable = table
    // What stands somewhere is nothing without the place.
    if [.hosts, .racks, .clusters].contains(table), schema.columns.count > 1 { schema.columns[1].isRequired = true }
    return schema
  }

  private static func workloads(_ edited: EditedCells) -> TableSchema {
    var names = EstateColumns.names(EstateColumns.Workload.self)
    names.removeAll { ["name_stem", "os_support_until", "sources"].contains($0) }
    return schema(
      .workloads, .machine, names + ["derived", "defaulted"], marks: [], needed: 0, forbidden: ["initiative"],
      ignored: "namestem ossupportuntil sources", keepsOthers: true
    ) { row in
      let key = row[.workloadKey] ?? ""
      let isRenamed = row.marks.contains("workload")
      dropMarked(&row, .workloads, key, edited)
      // Where the key was made unique by its place, the name is what other files know the machine by.
      if isRenamed, row[.displayName] != nil {
        row.move(.displayName, to: .name)
      } else if let column = row.facts.first(where: { $0.field == Field.workloadKey.rawValue })?.column {
        row.facts.append((Field.name.rawValue, column, key))
      }
      switch row[.entryClass] {
      case "template": row[.isTemplate] = "true"
      case "retired": row[.status] = "retired"
      default: break
      }
      row[.entryClass] = nil
      if row[.cores] == nil { row.move(.configuredCores, to: .cores) }
      if row[.memoryGB] == nil { row.move(.configuredMemory, to: .memoryGB) }
      row[.configuredCores] = nil
      row[.configuredMemory] = nil
      // In a cluster the last host is a hint; outside of one the column host says it.
      if row[.cluster] != nil, row[.host] == nil { row.move(.folderHost, to: .host) }
      row[.folderHost] = nil
      if row[.cluster] != nil { row[.role] = Role.virtual.rawValue }
      if row[.host] == key, row[.cluster] == nil {
        row[.role] = Role.physical.rawValue
        row[.host] = nil
      }
    }
  }

  private static func hosts(_ edited: EditedCells) -> TableSchema {
    schema(
      .hosts, .machine,
      EstateColumns.names(EstateColumns.Host.self).filter { $0 != "sources" } + ["derived", "defaulted"],
      marks: [
        "rackunits", "powerkw", "refreshcost", "leaves", "releaseorder", "committeduntil", "endofsupport", "annualcost",
        "cores",
      ], needed: 1, forbidden: ["workload", "vm", "powerstate", "datacenter", "esxversion", "servername"],
      ignored: "sources"
    ) { row in
      let key = row[.hostKey] ?? ""
      if let column = row.facts.first(where: { $0.field == Field.hostKey.rawValue })?.column {
        row.facts.append((Field.name.rawValue, column, key))
      }
      dropMarked(&row, .hosts, key, edited)
      let kind = row[.kind] ?? ""
      if let role = Role(rawValue: kind), role != .gear {
        row.set(.role, role.rawValue, from: .kind)
        row[.kind] = nil
      } else if !kind.isEmpty || row[.leaves] != nil {
        row[.role] = Role.gear.rawValue
      } else {
        row[.role] = Role.hypervisor.rawValue
      }
    }
  }

  private static func clusters(_ edited: EditedCells) -> TableSchema {
    schema(
      .clusters, .cluster, EstateColumns.names(EstateColumns.Cluster.self) + ["derived", "defaulted"],
      marks: [], needed: 0,
      forbidden: ["workload", "host", "vm", "rack", "name", "machine"]
    ) { row in dropMarked(&row, .clusters, row[.name] ?? "", edited) }
  }

  private static func racks(_ edited: EditedCells) -> TableSchema {
    schema(
      .racks, .rack,
      EstateColumns.names(EstateColumns.Rack.self).filter { $0 != "feed_kw" } + ["derived", "defaulted"],
      marks: [], needed: 0,
      forbidden: ["workload", "host", "manufacturer", "devicetype", "position", "powerpanel", "facilityid", "device"],
      ignored: "feedkw"
    ) { row in
      dropMarked(&row, .racks, row[.name] ?? "", edited)
      row[.displayName] = nil
    }
  }

  private static func sites(_ edited: EditedCells) -> TableSchema {
    schema(
      .sites, .site, EstateColumns.names(EstateColumns.Site.self) + ["derived", "defaulted"],
      marks: ["annualcost", "committeduntil", "leaseend", "holdoverannualcost", "country"], needed: 1,
      forbidden: [
        "workload", "host", "rack", "cluster", "application", "device", "vm", "server", "location", "facilityid",
        "vcpus",
        "manufacturer",
      ]
    ) { row in dropMarked(&row, .sites, row[.name] ?? "", edited) }
  }

  private static func applications(_ edited: EditedCells) -> TableSchema {
    schema(
      .applications, .application,
      EstateColumns.names(EstateColumns.Application.self) + ["derived", "defaulted"],
      marks: ["businessunit", "owner", "criticality"], needed: 1,
      forbidden: ["workload", "host", "server", "servername", "hostname", "vm", "rtype"]
    ) { row in dropMarked(&row, .applications, row[.name] ?? "", edited) }
  }

  private static let dependencies: TableSchema = {
    var table = schema(
      .dependencies, .dependency,
      ["source", "target", "relation", "annual_split_cost", "kind", "evidence", "weight", "port"],
      marks: ["relation", "kind", "annualsplitcost", "evidence"], needed: 1,
      forbidden: ["sourceip", "frequency", "sourcehostname", "destinationport"], ignored: "derived defaulted",
      finish: nil)
    table.columns[1].isRequired = true
    table.repeats = true
    return table
  }()

  private static let initiatives = schema(
    .initiatives, .unused, ["initiative"], marks: ["initiative", "due", "annualvalue", "lateannualcost"], needed: 2,
    forbidden: ["workload"], finish: nil)
  private static let memberships = schema(
    .initiativeWorkloads, .unused, ["initiative"], marks: ["initiative", "workload"], needed: 2, finish: nil)

  /// Takes out of a row what was worked out or filled by rule, unless somebody changed it.
  private static func dropMarked(_ row: inout RowFacts, _ table: InventoryTable, _ key: String, _ edited: EditedCells) {
    let fields = fields(table)
    for word in row.marks where word != "workload" && word != "host" && !edited.contains(table, key, word) {
      guard let field = fields[word], !isKey(field, table) else { continue }
      row[field] = nil
    }
    row[.derivedMarks] = nil
    row[.defaultedMarks] = nil
  }

  private static func isKey(_ field: Field, _ table: InventoryTable) -> Bool {
    field == .workloadKey || field == .hostKey || field == .name
  }
}

extension RowFacts {
  /// The columns that the row says to be derived or defaulted.
  fileprivate var marks: [String] {
    [Field.derivedMarks, .defaultedMarks].flatMap { (self[$0] ?? "").split(separator: " ").map(String.init) }
  }
}
