import Documents

/// What NetBox and other lists of racks export: sites, racks, devices, virtual machines and power feeds.
///
/// The list CSV of NetBox has labels (`IP Address`, `Height` as `42U`), the CSV of its bulk import has field names
/// (`u_height`); both are read. Read in a file derived from the public demonstration data; the spelling of labels differs
/// between versions, so they are matched loosely.
///
/// - Only what is active counts in a footprint; planned, stored and decommissioned things are put aside.
/// - A device whose role is that of a server is a physical machine, and a host of a virtual one where another source knows
///   it as such. Everything else that has a place in a rack (switches, patch panels, power strips) leaves with its rack.
/// - A rack's name counts at its site and in its room: a demonstration has thirteen racks "Comms closet".
/// - Rack capacity is that of its primary feeds; redundant ones are not added.
enum NetBoxTables {
  static let schemas: [TableSchema] = [sites, racks, devices, machines, feeds, powerPorts]

  static let sites = TableSchema(
    "NetBox, sites", .dcim, .site, prefix: "netbox",
    marks: ["status", "facility", "region", "group", "tenant", "timezone", "physicaladdress", "slug"], marksNeeded: 4,
    forbidden: ["site", "rack", "vcpus", "manufacturer", "servername", "applicationname"], ignored: "id slug asns",
    [
      ColumnMeaning(.name, .text, "Name", "Site", required: true), ColumnMeaning(.status, .text, "Status"),
      ColumnMeaning(.regionName, .text, "Region"), ColumnMeaning(.country, .text, "Country"),
    ], finish: activeOnly)

  static let racks = TableSchema(
    "NetBox, racks", .dcim, .rack, prefix: "netbox",
    marks: ["height", "uheight", "space", "facilityid", "location", "devices"], marksNeeded: 2,
    forbidden: ["manufacturer", "devicetype", "vcpus", "rack"], ignored: "id devices space power",
    [
      ColumnMeaning(.name, .text, "Name", "Rack", required: true),
      ColumnMeaning(.site, .text, "Site", "Data center", "Datacenter", required: true),
      ColumnMeaning(.location, .text, "Location", "Room"), ColumnMeaning(.status, .text, "Status"),
      ColumnMeaning(.heightUnits, .number, "Height", "U Height", "u_height"),
      ColumnMeaning(.serial, .text, "Serial number", "serial"), ColumnMeaning(.assetTag, .text, "Asset tag"),
    ], finish: activeOnly)

  static let devices = TableSchema(
    "NetBox, devices", .dcim, .machine, prefix: "netbox",
    marks: ["manufacturer", "rack", "position", "devicetype", "type", "role", "assettag", "devicerole"],
    marksNeeded: 3, forbidden: ["vcpus", "powerpanel"], ignored: "id created lastupdated face airflow parentdevice",
    [
      ColumnMeaning(.name, .text, "Name", "Device", required: true), ColumnMeaning(.status, .text, "Status"),
      ColumnMeaning(.site, .text, "Site", "Data center", required: true),
      ColumnMeaning(.location, .text, "Location", "Room"), ColumnMeaning(.rack, .text, "Rack", "Cabinet"),
      ColumnMeaning(.role, .text, "Role", "Device Role"), ColumnMeaning(.vendor, .text, "Manufacturer", "Make"),
      ColumnMeaning(.model, .text, "Type", "Device Type", "Model"),
      ColumnMeaning(.address, .addresses, "IP Address", "Primary IP"),
      ColumnMeaning(.position, .number, "Position", "U Position"),
      ColumnMeaning(.rackUnits, .number, "U Height", "Height", "Rails Used", "Units"),
      ColumnMeaning(.powerKW, .kilowatts(assumed: "w"), "Power", "Power draw", "Allocated draw"),
      ColumnMeaning(.serial, .text, "Serial number", "serial"), ColumnMeaning(.assetTag, .text, "Asset tag"),
      ColumnMeaning(.cluster, .text, "Cluster"), ColumnMeaning(.os, .text, "Platform"),
      ColumnMeaning(.team, .text, "Owner group"),
    ]
  ) { row in
    if row[.name] == nil {
      // A nameless device still takes its units: it is called by its type and place.
      guard let rack = row[.rack] else {
        row.aside = (.nameless, "no name and no rack")
        return
      }
      let place = row[.position].map { " U\($0)" } ?? ""
      row.set(.name, "\(row[.model] ?? "device") (\(row[.site] ?? "?"), \(rack)\(place))", from: .model)
    }
    let word = (row[.role] ?? "").lowercased()
    row.set(.kind, row[.role] ?? "device", from: .role)
    row.set(.role, role(of: word).rawValue, from: .role)
    activeOnly(&row)
  }

  private static func role(of word: String) -> Role {
    if ["hypervisor", "esx", "virtualization host", "vm host", "compute"].contains(where: { word.contains($0) }) {
      return .hypervisor
    }
    return ["server", "blade", "appliance", "mainframe", "workstation"].contains { word.contains($0) }
      ? .physical : .gear
  }

  static let machines = TableSchema(
    "NetBox, virtual machines", .dcim, .machine, role: .virtual, prefix: "netbox",
    marks: ["vcpus", "cluster", "status", "role", "tenant"], marksNeeded: 3, ignored: "id created lastupdated",
    [
      ColumnMeaning(.name, .text, "Name", "Virtual machine", required: true), ColumnMeaning(.status, .text, "Status"),
      ColumnMeaning(.site, .text, "Site"), ColumnMeaning(.cluster, .text, "Cluster"),
      ColumnMeaning(.host, .text, "Device"),
      ColumnMeaning(.cores, .count, "VCPUs", required: true),
      ColumnMeaning(.memoryGB, .gigabytes(assumed: "mb"), "Memory (MB)", "Memory"),
      ColumnMeaning(.provisionedGB, .gigabytes(assumed: "gb"), "Disk (GB)", "Disk"),
      ColumnMeaning(.os, .text, "Platform"), ColumnMeaning(.address, .addresses, "IP Address", "Primary IP"),
      ColumnMeaning(.serial, .text, "Serial number", "serial"),
    ]
  ) { row in
    if let status = row[.status]?.lowercased(), status == "offline" { row.set(.power, "off", from: .status) }
    activeOnly(&row)
  }

  static let feeds = TableSchema(
    "NetBox, power feeds", .dcim, .powerFeed, prefix: "netbox", marks: ["powerpanel", "voltage", "amperage"],
    keepsOthers: false,
    [
      ColumnMeaning(.name, .text, "Name", required: true), ColumnMeaning(.rack, .text, "Rack", required: true),
      ColumnMeaning(.site, .text, "Site"), ColumnMeaning(.status, .text, "Status"),
      ColumnMeaning(.kind, .text, "Type"), ColumnMeaning(.supply, .text, "Supply"),
      ColumnMeaning(.voltage, .number, "Voltage"), ColumnMeaning(.amperage, .number, "Amperage"),
      ColumnMeaning(.phase, .text, "Phase"), ColumnMeaning(.maxUtilization, .number, "Max Utilization"),
    ]
  ) { row in
    activeOnly(&row)
    guard let volt = row.number(.voltage), let ampere = row.number(.amperage) else { return }
    let share = (row.number(.maxUtilization) ?? 80) / 100
    let phases = (row[.phase]?.lowercased().hasPrefix("three") ?? false) ? 1.732_05 : 1
    row.set(.feedKW, Decimal.short(volt * ampere * share * phases / 1000, places: 3), from: .voltage)
  }

  /// The draw of a device's power ports, in watts.
  static let powerPorts = TableSchema(
    "NetBox, power ports", .dcim, .detail, prefix: "netbox", marks: ["maximumdraw", "allocateddraw"], marksNeeded: 1,
    keepsOthers: false, repeats: true,
    [
      ColumnMeaning(.name, .text, "Device", required: true),
      ColumnMeaning(.powerKW, .kilowatts(assumed: "w"), "Allocated draw", "Maximum draw"),
    ])

  /// Only what is in service counts.
  private static let activeOnly: @Sendable (inout RowFacts) -> Void = { row in
    guard let status = row[.status]?.lowercased() else { return }
    if [
      "planned", "staged", "staging", "inventory", "decommissioning", "decommissioned", "retired", "paused", "reserved",
      "available", "deprecated",
    ].contains(status) {
      row.aside = (.inactive, "its status is \(status)")
    }
  }
}
