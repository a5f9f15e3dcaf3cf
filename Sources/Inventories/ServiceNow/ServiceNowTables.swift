import Documents

/// What a CMDB of ServiceNow lists: servers, instances of virtual machines, business applications, locations, and the
/// relations between all of these (`ServiceNowRelations`).
///
/// A CSV has the names of fields (`cpu_core_count`), a workbook their labels (`CPU core count`); both are read, in any order
/// and choice of columns. Values are display values, as lists export them, or raw ones, as JSON and the interface give them
/// (`ServiceNowReferences` turns their `sys_id`s into names). No public export was at hand: columns and values follow
/// ServiceNow's documentation, custom fields (`u_…`) are kept as attributes.
///
/// - Cores are the processors times the cores of each. A server and the instance of the virtual machine that it runs in are
///   one machine.
/// - A list of servers holds load balancers, hypervisor hosts and services, too: the class of a row says what it is.
/// - Lists end at 10,000 rows unless an administrator raised the limit; a file of exactly so many is reported.
enum ServiceNowTables {
  static let schemas: [TableSchema] = [servers, instances, applications, locations, ServiceNowRelations.schema]

  static let servers = TableSchema(
    "ServiceNow, servers", .cmdb, .machine, prefix: "cmdb",
    marks: [
      "sysclassname", "class", "operationalstatus", "installstatus", "cpucorecount", "corecount", "discoverysource",
      "lastdiscovered", "mostrecentdiscovery", "sysid", "usedfor", "classification", "ownedby", "supportgroup",
      "isvirtual", "virtual", "assettag", "hostname", "diskspace", "cpucount", "osversion",
    ],
    marksNeeded: 3,
    forbidden: ["parent", "child", "powerstate", "biosuuid", "vcpus", "rtype", "osdomain", "devicerole", "vminstid"],
    ignored: plumbing,
    [
      ColumnMeaning(.name, .text, "Name", required: true),
      ColumnMeaning(
        .fqdn, .text, "FQDN",
        "Fully qualified domain name", "Host name", "host_name"),
      ColumnMeaning(.address, .addresses, "IP address", "ip_address"),
      ColumnMeaning(.entryClass, .text, "Class", "sys_class_name"),
      ColumnMeaning(.serial, .text, "Serial number"), ColumnMeaning(.assetTag, .text, "Asset tag"),
      ColumnMeaning(.processors, .count, "CPU count"), ColumnMeaning(.coresPerProcessor, .count, "CPU core count"),
      ColumnMeaning(.memoryGB, .gigabytes(assumed: "mb"), "RAM (MB)", "RAM", "Memory"),
      ColumnMeaning(.usedGB, .gigabytes(assumed: "gb"), "Disk space (GB)", "Disk space"),
      ColumnMeaning(.os, .text, "Operating System", "OS"), ColumnMeaning(.osVersion, .text, "OS Version"),
      ColumnMeaning(.role, .boolean, "IsVirtual", "Is Virtual", "virtual"),
      ColumnMeaning(.environment, .line, "Used for", "Environment", "u_environment", "Classification"),
      ColumnMeaning(.status, .text, "Operational status", "Install Status", "Status", "hardware_status"),
      ColumnMeaning(.site, .line, "Location"), ColumnMeaning(.rack, .text, "Rack", "u_rack"),
      ColumnMeaning(.businessUnit, .line, "Business unit", "Department", "Company"),
      ColumnMeaning(.owner, .line, "Owned by", "Business owner", "Assigned to", "u_owner"),
      ColumnMeaning(.team, .line, "Support group", "Managed by group", "Managed by"),
      ColumnMeaning(.criticality, .line, "Business criticality", "Criticality", "u_criticality"),
      ColumnMeaning(
        .application, .line, "Application", "Business application", "u_application", "u_business_application"),
      ColumnMeaning(.vendor, .text, "Manufacturer", "Vendor"), ColumnMeaning(.model, .text, "Model ID", "Model"),
      ColumnMeaning(.lastSeen, .day, "Most recent discovery", "last_discovered"),
    ]
  ) { row in
    settleStatus(&row)
    settleClass(&row)
    settleCores(&row)
    settleSystem(&row)
  }

  static let instances = TableSchema(
    "ServiceNow, virtual machines", .cmdb, .machine, role: .virtual, prefix: "cmdb",
    marks: [
      "biosuuid", "vminstid", "guestosfullname", "guestos", "diskssize", "nics", "disks", "vcenterref",
      "vcenteruuid", "objectid", "vminstanceid",
    ],
    marksNeeded: 2,
    forbidden: ["powerstate", "srmplaceholder", "parent", "child", "osaccordingtotheconfigurationfile", "vcpus"],
    ignored: plumbing + " nics disks vcenterref vcenteruuid objectid vminstid vminstanceid",
    [
      ColumnMeaning(.name, .text, "Name", required: true), ColumnMeaning(.uuid, .text, "BIOS UUID", "Correlation ID"),
      ColumnMeaning(.address, .addresses, "IP address"), ColumnMeaning(.entryClass, .text, "Class", "sys_class_name"),
      ColumnMeaning(.serial, .text, "Serial number"),
      ColumnMeaning(.power, .text, "State"), ColumnMeaning(.cores, .count, "CPUs", "CPU"),
      ColumnMeaning(.memoryGB, .gigabytes(assumed: "mb"), "Memory", "Memory (MB)"),
      ColumnMeaning(.provisionedGB, .gigabytes(assumed: "gb"), "Disks size", "Disks size (GB)"),
      ColumnMeaning(.os, .text, "Guest OS Fullname", "Guest OS"), ColumnMeaning(.isTemplate, .boolean, "Template"),
      ColumnMeaning(.environment, .line, "Used for", "Environment", "Classification"),
      ColumnMeaning(.status, .text, "Operational status", "Install Status", "Status"),
      ColumnMeaning(.site, .line, "Location"), ColumnMeaning(.cluster, .text, "Cluster"),
      ColumnMeaning(.host, .text, "Host", "ESX Host"),
      ColumnMeaning(.owner, .line, "Owned by", "Assigned to"),
      ColumnMeaning(.team, .line, "Support group", "Managed by"),
      ColumnMeaning(.lastSeen, .day, "Most recent discovery", "last_discovered"),
    ]
  ) { row in
    if let power = row[.power] { row.set(.power, PowerWord.state(power), from: .power) }
    settleStatus(&row)
    row[.entryClass] = nil
  }

  static let applications = TableSchema(
    "ServiceNow, business applications", .cmdb, .application, prefix: "cmdb",
    marks: [
      "businesscriticality", "itapplicationowner", "installtype", "emergencytier", "applicationtype",
      "architecturetype", "lifecyclestage", "lifecyclestagestatus", "planneddisposition", "migrationstrategy",
      "dataclassification", "userbase", "activeusercount", "applicationcategory", "businessowner", "number",
    ],
    marksNeeded: 2,
    forbidden: ["cpucount", "ram", "rammb", "ipaddress", "parent", "child", "cores", "serialnumber"], ignored: plumbing,
    [
      ColumnMeaning(.name, .line, "Name", "Application name", required: true),
      ColumnMeaning(.criticality, .line, "Business criticality", "Emergency tier"),
      ColumnMeaning(.owner, .line, "Business owner", "Owned by", "IT Application owner", "it_application_owner"),
      ColumnMeaning(.team, .line, "Support group", "Managed by"),
      ColumnMeaning(.businessUnit, .line, "Business Unit", "Department", "Company"),
      ColumnMeaning(.disposition, .line, "Migration Strategy", "Planned Disposition"),
      ColumnMeaning(.dataClass, .line, "Data classification"),
      ColumnMeaning(.environment, .line, "Used for", "Environment"),
      ColumnMeaning(.readiness, .text, "Install type"),
      ColumnMeaning(.status, .line, "Life-Cycle Stage", "Operational status", "Install Status"),
    ]
  ) { row in
    let hosted = HeaderName.squeezed(row[.readiness] ?? "")
    if ["cloud", "thirdpartyhosted", "saas", "softwareasaservice"].contains(hosted) {
      row.aside = (.inactive, "it runs elsewhere: its install type is \(row[.readiness] ?? "")")
    }
    if ["retired", "endoflife", "decommissioned"].contains(HeaderName.squeezed(row[.status] ?? "")) {
      row.aside = (.inactive, "its stage is \(row[.status] ?? "")")
    }
    row[.readiness] = nil
    row[.status] = nil
  }

  /// `cmn_location`: where sites stand.
  static let locations = TableSchema(
    "ServiceNow, locations", .cmdb, .site, prefix: "cmdb",
    marks: ["street", "city", "zip", "zippostalcode", "state", "stateprovince", "latitude", "timezone"], marksNeeded: 2,
    forbidden: ["parent name", "cpucount", "rack", "vcpus", "ipaddress"], ignored: plumbing + " street city zip state",
    [
      ColumnMeaning(.name, .line, "Name", required: true), ColumnMeaning(.country, .text, "Country", required: true),
      ColumnMeaning(.regionName, .text, "Region", "State / Province", "State"),
    ])

  // MARK: Cells

  /// Raw exports have numbers for states.
  private static func settleStatus(_ row: inout RowFacts) {
    let words = [
      "1": "Operational", "2": "Non-Operational", "3": "Repair in Progress", "4": "DR Standby", "6": "Retired",
      "7": "Retired",
    ]
    if let status = row[.status], let word = words[status] { row.set(.status, word, from: .status) }
  }

  /// What a row is, by its class, else by its mark of being virtual, else by its serial number and maker.
  private static func settleClass(_ row: inout RowFacts) {
    let name = HeaderName.squeezed(row[.entryClass] ?? "")
    let isVirtual = row[.role].map { $0 == "true" } ?? saysVirtual(row)
    func has(_ parts: String...) -> Bool { parts.contains { name.contains($0) } }
    row[.role] = nil
    func become(_ role: Role) { row.set(.role, role.rawValue, from: .entryClass) }
    switch true {
    case has("esx", "hypervserver", "virtualizationserver"): become(.hypervisor)
    case has("vminstance", "virtualmachine"): become(.virtual)
    case has("rack"): row.thing = .rack
    case has("datacenter"): row.thing = .site
    case has("vcentercluster"), name == "cluster": row.thing = .cluster
    case has("businessapp", "applicationservice", "serviceauto", "mappedapplication", "servicediscovered"):
      row.thing = .application
    case has("lb", "loadbalancer", "storage", "switch", "ipfirewall", "router", "netgear", "ups", "pdu"):
      become(isVirtual == true ? .virtual : .gear)
    default:
      if let isVirtual { row[.role] = (isVirtual ? Role.virtual : .physical).rawValue }
    }
    row[.entryClass] = nil
  }

  private static func saysVirtual(_ row: RowFacts) -> Bool? {
    let words = ((row[.vendor] ?? "") + " " + (row[.model] ?? "")).lowercased()
    if words.contains("vmware") || words.contains("virtual") || words.contains("qemu") { return true }
    if let serial = row[.serial], MachineMarks.uuid(ofSerial: serial) != nil { return true }
    return nil
  }

  /// Where no count of cores stands beside the processors, those of a virtual machine are its cores.
  private static func settleCores(_ row: inout RowFacts) {
    guard row[.processors] != nil, row[.coresPerProcessor] == nil else { return }
    if row[.role] == nil || row[.role] == Role.virtual.rawValue { row.move(.processors, to: .cores) }
  }

  /// `Windows 2019 Standard` and `10.0.17763`, `Linux Red Hat` and `8.4`: the version counts where the name has none.
  private static func settleSystem(_ row: inout RowFacts) {
    if let system = row[.os], let version = row[.osVersion], !system.contains(where: \.isNumber) {
      row.set(.os, "\(system) \(version)", from: .os)
    }
    if row[.os] == nil { row.move(.osVersion, to: .os) } else { row[.osVersion] = nil }
  }

  /// Columns about the record, not about the thing.
  private static let plumbing = """
    sysid syscreatedon syscreatedby sysupdatedon sysupdatedby sysmodcount sysdomain cpucorethread cputhread osservicepack
    discoverysource firstdiscovered number activeusercount
    """
}
