import Documents

/// What Azure Migrate takes and gives: its import template, the workbooks of a discovery and of an assessment, and the
/// dependency export in three generations of headers.
///
/// Read in real files: the assessment workbook of Microsoft's export tool, a dependency export of the documented
/// generation. The template and the two other generations follow Microsoft's documentation and third-party readers.
///
/// - The recommended size and its price as you go, storage and security included, twelve times, are the annual cost in the
///   cloud; the tab `…_Perf` (sized by use) is believed before `…_As-is` (sized by configuration).
/// - `-1` is "not collected". Cells of addresses hold a bracket for each network card, IPv6 first.
/// - A dependency has a row for each slot of six hours; rows of one pair and port are one dependency with a count.
enum AzureMigrateTables {
  static let schemas: [TableSchema] =
    [template, discovery, assessmentByUse, assessmentAsIs, assessment, databases, webApplications, decommissioned]
    + dependencies + unused

  static let template = TableSchema(
    "Azure Migrate, import template", .azure, .machine, prefix: "azure",
    marks: ["osname", "ipaddresses", "servertype", "numberofdisks", "disk1sizeingb", "cpuutilizationpercentage"],
    marksNeeded: 2, forbidden: ["wavename"], keepsOthers: false,
    [
      ColumnMeaning(.name, .text, "Server name", required: true),
      ColumnMeaning(.address, .addresses, "IP addresses", "IP address"),
      ColumnMeaning(.cores, .count, "Cores", required: true),
      ColumnMeaning(.memoryGB, .gigabytes(assumed: "mb"), "Memory (In MB)", "Memory", required: true),
      ColumnMeaning(.os, .text, "OS name"), ColumnMeaning(.osVersion, .text, "OS version"),
      ColumnMeaning(.role, .text, "Server type"), ColumnMeaning(.hypervisor, .text, "Hypervisor"),
      ColumnMeaning(.cpuAverage, .percent, "CPU utilization percentage"),
      ColumnMeaning(.memoryAverage, .percent, "Memory utilization percentage"),
      ColumnMeaning(.usedGB, .gigabytes(assumed: "gb"), "Storage in use (In GB)", "Storage in use"),
    ]
      + (1...20).map { number in
        var disk = ColumnMeaning(.provisionedGB, .gigabytes(assumed: "gb"), "Disk \(number) size (In GB)")
        disk.names.append("disk\(number)size")
        return disk
      }
  ) { row in
    sumDisks(&row)
    if let version = row[.osVersion], let system = row[.os], !system.contains(version) {
      row[.os] = "\(system) \(version)"
    }
    row[.osVersion] = nil
    row[.role] = row[.role].map { $0.lowercased().hasPrefix("phys") ? Role.physical.rawValue : Role.virtual.rawValue }
    // The kind of hypervisor says nothing about the host.
    row[.hypervisor] = nil
  }

  /// Disk 1, disk 2 and so on become one size.
  private static func sumDisks(_ row: inout RowFacts) {
    let disks = row.facts.filter { $0.field == Field.provisionedGB.rawValue }
    guard disks.count > 1 else { return }
    let sum = disks.reduce(0) { $0 + (Decimal.value($1.text) ?? 0) }
    row.facts.removeAll { $0.field == Field.provisionedGB.rawValue }
    row.facts.append((Field.provisionedGB.rawValue, disks[0].column, Decimal.short(sum, places: 3)))
  }

  static let discovery = TableSchema(
    "Azure Migrate, discovered servers", .azure, .machine, prefix: "azure",
    marks: [
      "powerstats", "powerstatus", "firstdiscoverytime", "lastupdatedtime", "softwareinventorycount", "machineid",
    ],
    marksNeeded: 2, forbidden: ["recommendedvmsize", "azurevmreadiness"], ignored: plumbing,
    [
      ColumnMeaning(.name, .text, "Machine Name", "Server name", required: true),
      ColumnMeaning(.environment, .text, "Environment"), ColumnMeaning(.os, .text, "Operating System"),
      ColumnMeaning(.cores, .count, "Cores"),
      ColumnMeaning(.memoryGB, .gigabytes(assumed: "mb"), "Memory (in MB)", "Memory"),
      ColumnMeaning(.usedGB, .gigabytes(assumed: "gb"), "Storage (in GB)"),
      ColumnMeaning(.address, .addresses, "IP Addresses", "IP address"),
      ColumnMeaning(.power, .text, "Power Stats", "Power Status", "Power state"),
      ColumnMeaning(.lastSeen, .day, "Last Updated Time"),
      ColumnMeaning(.uuid, .text, "BIOS ID", "BIOS UUID"),
    ]
  ) { row in
    if let power = row[.power] { row.set(.power, PowerWord.state(power), from: .power) }
    row.placed()
  }

  private static let machineColumns: [ColumnMeaning] = [
    ColumnMeaning(.name, .text, "Machine Name", "Server name", "Machine", required: true),
    ColumnMeaning(.environment, .text, "Environment"),
    ColumnMeaning(.readiness, .text, "Azure VM Readiness", "Azure readiness"),
    ColumnMeaning(.size, .text, "Recommended VM Size", "Recommended size", required: true),
    ColumnMeaning(
      .monthlyCompute, .amount, "Monthly Compute Cost Estimate (Pay as you go)", "Monthly Compute Cost Estimate",
      "Monthly compute cost estimate USD", "Compute monthly cost estimate"),
    ColumnMeaning(
      .monthlyStorage, .amount, "Monthly Storage Cost Estimate", "Monthly storage cost estimate USD",
      "Storage monthly cost estimate"),
    ColumnMeaning(.monthlySecurity, .amount, "Monthly Security Cost Estimate"),
    ColumnMeaning(.os, .text, "Operating System"), ColumnMeaning(.host, .text, "VM Host"),
    ColumnMeaning(.cores, .count, "Cores"),
    ColumnMeaning(.memoryGB, .gigabytes(assumed: "mb"), "Memory (in MB)", "Memory"),
    ColumnMeaning(.cpuAverage, .percent, "CPU Utilization (in %)", "CPU utilization", "CPU usage"),
    ColumnMeaning(.memoryAverage, .percent, "Memory Utilization (in %)", "Memory utilization", "Memory usage"),
    ColumnMeaning(.usedGB, .gigabytes(assumed: "gb"), "Storage (in GB)", "Storage"),
    ColumnMeaning(.address, .addresses, "IP Addresses", "IP address"),
  ]

  static let assessmentByUse = assessed("sized by use", marks: ["cpuutilization", "azurevmreadinesswarnings"])
  static let assessmentAsIs = assessed("sized as it is", marks: ["azurevmreadiness"], isFallback: true)
  static let assessment = assessed("machines", marks: ["azurereadiness"])

  private static func assessed(_ how: String, marks: [String], isFallback: Bool = false) -> TableSchema {
    TableSchema(
      "Azure Migrate, assessment \(how)", .azure, .machine, role: .virtual, prefix: "azure", marks: marks,
      forbidden: ["sqlinstance", "webapplicationname"], ignored: plumbing, repeats: true, isFallback: isFallback,
      machineColumns
    ) { row in
      // The price of a machine that could not be sized is 0: that is not a price.
      if row[.size] == nil || (row.number(.monthlyCompute) ?? 0) == 0 {
        row[.monthlyCompute] = nil
        row[.monthlyStorage] = nil
        row[.monthlySecurity] = nil
      }
      // Use that was not collected stands as 0 for both.
      if row.number(.cpuAverage) == 0, row.number(.memoryAverage) == 0 {
        row[.cpuAverage] = nil
        row[.memoryAverage] = nil
      }
      row.placed()
    }
  }

  static let databases = TableSchema(
    "Azure Migrate, SQL instances", .azure, .detail, prefix: "azure", marks: ["sqlinstance", "sqlversion"],
    keepsOthers: false, repeats: true,
    [
      ColumnMeaning(.name, .text, "Machine Name", required: true), ColumnMeaning(.environment, .text, "Environment"),
    ])

  static let webApplications = TableSchema(
    "Azure Migrate, web applications", .azure, .detail, prefix: "azure", marks: ["webapplicationname"],
    keepsOthers: false, repeats: true,
    [
      ColumnMeaning(.name, .text, "Machine Name", required: true), ColumnMeaning(.environment, .text, "Environment"),
    ])

  /// Two columns of a tab that lists machines which are gone.
  static let decommissioned = TableSchema(
    "Azure Migrate, decommissioned machines", .azure, .detail, tab: "decommissionedmachines", prefix: "azure",
    repeats: true, [ColumnMeaning(.name, .text, "Machine Name", required: true)]
  ) { row in row[.status] = "decommissioned" }

  /// The export of dependencies, in the generations of its headers.
  static let dependencies: [TableSchema] = [
    dependency("per project", marks: ["connectioncount", "sourceappliancename", "sourcemachinearmid"]),
    dependency("of the portal", marks: ["timeslot", "sourceip"]),
    dependency("as documented", marks: ["timeslot"]),
  ]

  private static func dependency(_ generation: String, marks: [String]) -> TableSchema {
    TableSchema(
      "Azure Migrate, dependencies \(generation)", .azure, .dependency, prefix: "azure", marks: marks,
      marksNeeded: 1, keepsOthers: false, repeats: true,
      [
        ColumnMeaning(.source, .text, "Source server name", required: true),
        ColumnMeaning(.sourceAddress, .text, "Source IP"),
        ColumnMeaning(.application, .text, "Source application"), ColumnMeaning(.process, .text, "Source process"),
        ColumnMeaning(.target, .text, "Destination server name", required: true),
        ColumnMeaning(.targetAddress, .text, "Destination IP"),
        ColumnMeaning(.targetProcess, .text, "Destination process"),
        ColumnMeaning(.port, .text, "Destination port", required: true),
        ColumnMeaning(.count, .number, "Connection Count"), ColumnMeaning(.transport, .text, "Protocol"),
        ColumnMeaning(.lastSeen, .text, "Timeslot", "Time slot", "Date"),
      ]
    ) { row in row[.application] = nil }
  }

  /// Tabs of sums and settings.
  static let unused: [TableSchema] = ["Properties", "Business_Case", "Cash_Flows", "Financial_Summary"].map { tab in
    TableSchema("Azure Migrate, tab \(tab)", .azure, .unused, tab: HeaderName.squeezed(tab), prefix: "azure", [])
  }

  /// Columns about disks, network cards and prices under other contracts.
  private static let plumbing = """
    bootmode boottype networkadapters totalnetworkadapters macaddresses macaddress disknames azurediskreadiness
    recommendeddiskskus standardhdddisks standardssddisks premiumdisks ultradisks monthlystoragecostforstandardhdddisks
    monthlystoragecostforstandardssddisks monthlystoragecostforpremiumdisks monthlystoragecostforultradisks
    monthlyazuresiterecoverycostestimate monthlyazurebackupcostestimate machineid azurevmreadinesswarnings
    monthlycomputecostestimatepayasyougori monthlycomputecostestimatepayasyougoahub
    monthlycomputecostestimatepayasyougoahubri monthlycomputecostestimatepayasyougoasp totaldisks firstdiscoverytime
    softwareinventorycount sqldiscoveryservercount issqlservicepresent webapplicationscount
    """
}

extension RowFacts {
  /// Azure writes one name as another file would: the words for production and development in its own way.
  fileprivate mutating func placed() {
    switch self[.environment]?.lowercased() {
    case "prod": self[.environment] = "production"
    case "dev": self[.environment] = "development"
    default: break
    }
  }
}
