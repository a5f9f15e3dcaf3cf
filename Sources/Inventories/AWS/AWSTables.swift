import Documents

/// What planners of moves to AWS hold: the import template of Migration Hub, connections of Application Discovery, the
/// intake of the Cloud Migration Factory, the inventory of the Transform discovery tool, the servers of a portfolio
/// assessment (MPA, also written by Cloudamize) and those of Migration Evaluator.
///
/// Read in real files: the intake of the Cloud Migration Factory. The others follow AWS's documentation and third-party
/// writers; the literal header of the Transform tool's connections is not published, so that its documented names are taken.
///
/// - Cores of Migration Hub and MPA are those of one processor. Migration Hub knows no size of disks.
/// - Use is an average and a maximum, in the Transform tool also a 95th percentile; MPA writes 0.72 or 72, which the column
///   tells.
/// - A row of connections has addresses; they become dependencies where another file has machines of these addresses.
enum AWSTables {
  static let schemas: [TableSchema] =
    [
      hub, factory, inventory, performance, portfolio, evaluator, agentConnections, athenaConnections, toolConnections,
    ] + DiscoveryAgentTables.schemas

  static let hub = TableSchema(
    "AWS, Migration Hub import", .aws, .machine, prefix: "aws",
    marks: [
      "externalid", "smbiosid", "vmwaremorefid", "vmwarevcenterid", "ramtotalsizeinmb", "cpunumberofcores",
      "cpunumberofprocessors", "applicationwave",
    ],
    marksNeeded: 2, ignored: plumbing,
    [
      ColumnMeaning(.exportID, .text, "ServerId", "ExternalId"), ColumnMeaning(.name, .text, "HostName"),
      ColumnMeaning(.displayName, .text, "VMware.VMName"), ColumnMeaning(.uuid, .text, "SMBiosId"),
      ColumnMeaning(.address, .addresses, "IPAddress"),
      ColumnMeaning(.processors, .count, "CPU.NumberOfProcessors"),
      ColumnMeaning(.coresPerProcessor, .count, "CPU.NumberOfCores"),
      ColumnMeaning(.os, .text, "OS.Name"), ColumnMeaning(.osVersion, .text, "OS.Version"),
      ColumnMeaning(.memoryGB, .gigabytes(assumed: "mb"), "RAM.TotalSizeInMB"),
      ColumnMeaning(.cpuAverage, .percent, "CPU.UsagePct.Avg"), ColumnMeaning(.cpuPeak, .percent, "CPU.UsagePct.Max"),
      ColumnMeaning(.application, .line, "Applications"), ColumnMeaning(.wave, .line, "ApplicationWave"),
      ColumnMeaning(.tags, .line, "Tags"),
    ]
  ) { row in
    if row[.name] == nil {
      row.move(.displayName, to: .name)
    } else if row[.displayName] == row[.name] {
      row[.displayName] = nil
    }
    if row[.name] == nil, row[.uuid] == nil, row[.address] == nil, row[.exportID] != nil {
      row.move(.exportID, to: .name)
    }
    // A machine belongs to one application here; the others stay in the file.
    if let first = row[.application]?.split(separator: ",").first {
      row.set(.application, first.split(separator: " ").joined(separator: " "), from: .application)
    }
    settleSystem(&row)
    row.readTags()
  }

  static let factory = TableSchema(
    "AWS, Cloud Migration Factory intake", .aws, .machine, prefix: "aws",
    marks: ["rtype", "appname", "wavename", "serverosfamily", "awsaccountid", "serverfqdn", "awsregion"],
    marksNeeded: 3, ignored: "subnetids securitygroupids subnetidstest securitygroupidstest tenancy iamrole privateip",
    [
      ColumnMeaning(.name, .text, "server_name", required: true), ColumnMeaning(.fqdn, .text, "server_fqdn"),
      ColumnMeaning(.os, .text, "server_os_version", "server_os_family"),
      ColumnMeaning(.osVersion, .text, "server_os_family"),
      ColumnMeaning(.environment, .line, "server_environment"), ColumnMeaning(.application, .line, "app_name"),
      ColumnMeaning(.wave, .line, "wave_name"), ColumnMeaning(.disposition, .text, "r_type"),
      ColumnMeaning(.targetRegion, .text, "aws_region"), ColumnMeaning(.size, .text, "instanceType"),
      ColumnMeaning(.tags, .line, "tags"),
    ]
  ) { row in
    // `redhat` beside `linux`: the family counts only where no version is known.
    row[.osVersion] = nil
    row.readTags()
  }

  /// `server_inventory.csv` of the Transform discovery tool.
  static let inventory = TableSchema(
    "AWS, Transform server inventory", .aws, .machine, prefix: "aws",
    marks: ["serverid", "primaryhostname", "primaryipaddress", "hypervisortype", "smbiosuuid", "totalmemorygb"],
    marksNeeded: 3, ignored: plumbing,
    [
      ColumnMeaning(.exportID, .text, "server_id"), ColumnMeaning(.name, .text, "server_name", required: true),
      ColumnMeaning(.fqdn, .text, "primary_hostname"), ColumnMeaning(.address, .addresses, "primary_ip_address"),
      ColumnMeaning(.uuid, .text, "smbios_uuid", "server_uuid"), ColumnMeaning(.power, .text, "power_state"),
      ColumnMeaning(.role, .text, "resource_type"), ColumnMeaning(.os, .text, "os_name"),
      ColumnMeaning(.osVersion, .text, "os_version"), ColumnMeaning(.cores, .count, "cpu_count"),
      ColumnMeaning(.memoryGB, .gigabytes(assumed: "gb"), "total_memory_gb"),
      ColumnMeaning(.cluster, .text, "cluster_name"), ColumnMeaning(.host, .text, "hypervisor_hostname"),
    ]
  ) { row in
    if row[.cluster] != nil || row[.host] != nil, row[.role] == nil { row[.role] = Role.virtual.rawValue }
    row.foldWords()
    settleSystem(&row)
  }

  /// `server_performance_metrics.csv` of the Transform discovery tool.
  static let performance = TableSchema(
    "AWS, Transform performance", .aws, .detail, prefix: "aws",
    marks: ["cpuutilizationp95pct", "memoryutilizationp95pct", "cpuutilizationavgpct"], marksNeeded: 2,
    keepsOthers: false, repeats: true,
    [
      ColumnMeaning(.exportID, .text, "server_id", required: true),
      ColumnMeaning(.cpuAverage, .percent, "cpu_utilization_avg_pct"),
      ColumnMeaning(.cpuP95, .percent, "cpu_utilization_p95_pct"),
      ColumnMeaning(.cpuPeak, .percent, "cpu_utilization_peak_pct"),
      ColumnMeaning(.memoryAverage, .percent, "memory_utilization_avg_pct"),
      ColumnMeaning(.memoryP95, .percent, "memory_utilization_p95_pct"),
      ColumnMeaning(.memoryPeak, .percent, "memory_utilization_peak_pct"),
    ])

  static let portfolio = TableSchema(
    "AWS, portfolio assessment (MPA)", .aws, .machine, prefix: "aws",
    marks: ["numcpus", "numcorespercpu", "totalramgb", "avgcpuusagepctdec", "maxcpuusagepctdec", "isphysical"],
    marksNeeded: 3, ignored: plumbing + " uptime numthreadspercore",
    [
      ColumnMeaning(.exportID, .text, "Serverid"), ColumnMeaning(.name, .text, "HOSTNAME", "Serverid", required: true),
      ColumnMeaning(.role, .boolean, "isPhysical"), ColumnMeaning(.os, .text, "osName"),
      ColumnMeaning(.osVersion, .text, "osVersion"), ColumnMeaning(.processors, .count, "numCpus"),
      ColumnMeaning(.coresPerProcessor, .count, "numCoresPerCpu"),
      ColumnMeaning(.cpuPeak, .percent, "maxCpuUsagePctDec (%)", "maxCpuUsagePctDec"),
      ColumnMeaning(.cpuAverage, .percent, "avgCpuUsagePctDec (%)", "avgCpuUsagePctDec"),
      ColumnMeaning(.memoryGB, .gigabytes(assumed: "gb"), "totalRAM (GB)", "totalRAM"),
      ColumnMeaning(.memoryPeak, .percent, "maxRamUsagePctDec (%)", "maxRamUsagePctDec"),
      ColumnMeaning(.memoryAverage, .percent, "avgRamUtlPctDec (%)", "avgRamUtlPctDec"),
      ColumnMeaning(.environment, .line, "Environment Type"),
      ColumnMeaning(.provisionedGB, .gigabytes(assumed: "gb"), "Storage-Total Disk Size (GB)"),
    ]
  ) { row in
    row[.role] = row[.role].map { ($0 == "true" ? Role.physical : .virtual).rawValue }
    settleSystem(&row)
  }

  static let evaluator = TableSchema(
    "AWS, Migration Evaluator", .aws, .machine, prefix: "aws",
    marks: ["provisionedstoragegb", "isvirtual", "cpuutilizationpeak", "timeinuse", "sqledition", "cpustring"],
    marksNeeded: 3, ignored: plumbing + " cpustring sqledition storagetype timeinuse",
    [
      ColumnMeaning(.name, .text, "Server Name", required: true), ColumnMeaning(.cores, .count, "CPU Cores"),
      ColumnMeaning(.memoryGB, .gigabytes(assumed: "mb"), "Memory (MB)", "Memory"),
      ColumnMeaning(.provisionedGB, .gigabytes(assumed: "gb"), "Provisioned Storage (GB)", "Provisioned Storage"),
      ColumnMeaning(.os, .text, "Operating System"), ColumnMeaning(.role, .boolean, "Is Virtual?"),
      ColumnMeaning(.host, .text, "Hypervisor Name"), ColumnMeaning(.environment, .line, "Environment"),
      ColumnMeaning(.application, .line, "Application"),
      ColumnMeaning(.cpuPeak, .percent, "Cpu Utilization Peak (%)", "Cpu Utilization Peak"),
      ColumnMeaning(.memoryPeak, .percent, "Memory Utilization Peak (%)", "Memory Utilization Peak"),
    ]
  ) { row in row[.role] = row[.role].map { ($0 == "true" ? Role.virtual : .physical).rawValue } }

  // MARK: Connections

  /// What the agent saw, as it exports it, and in the tables of Athena.
  static let agentConnections = connections(
    "AWS, connections of the discovery agent",
    marks: ["agentid", "agentassignedprocessid", "ipversion", "transportprotocol"],
    needed: 2,
    [
      ColumnMeaning(.sourceAddress, .text, "sourceIp", "source_ip", required: true),
      ColumnMeaning(.targetAddress, .text, "destinationIp", "destination_ip", required: true),
      ColumnMeaning(.port, .text, "destinationPort", "destination_port", required: true),
      ColumnMeaning(.transport, .text, "transportProtocol", "transport_protocol"),
    ])

  /// What the standard query over the agent's tables gives.
  static let athenaConnections = connections(
    "AWS, connections by Athena", marks: ["frequency", "sourcehostname", "destinationhostname"], needed: 2,
    [
      ColumnMeaning(.source, .text, "Source Host Name", required: true),
      ColumnMeaning(.sourceAddress, .text, "Source", "Source IP"),
      ColumnMeaning(.target, .text, "Destination Host Name", "Target Host Name", required: true),
      ColumnMeaning(.targetAddress, .text, "Target", "Destination", "Destination IP"),
      ColumnMeaning(.port, .text, "Port", "Destination Port", required: true),
      ColumnMeaning(.count, .number, "Frequency"),
    ])

  /// What the Transform discovery tool saw, by its documented columns.
  static let toolConnections = connections(
    "AWS, Transform connections", marks: ["state", "sourceprocess", "targetprocess", "ipversion"], needed: 2,
    [
      ColumnMeaning(.sourceAddress, .text, "Source IP", required: true),
      ColumnMeaning(.process, .text, "Source process"),
      ColumnMeaning(.targetAddress, .text, "Target IP", required: true),
      ColumnMeaning(.port, .text, "Target port", required: true),
      ColumnMeaning(.targetProcess, .text, "Target process"),
      ColumnMeaning(.transport, .text, "Transport protocol"), ColumnMeaning(.count, .number, "Count"),
    ])

  static func connections(
    _ name: String, marks: [String], needed: Int, _ columns: [ColumnMeaning]
  ) -> TableSchema {
    TableSchema(
      name, .aws, .dependency, prefix: "aws", marks: marks, marksNeeded: needed, keepsOthers: false, repeats: true,
      columns)
  }

  // MARK: Cells

  /// `Microsoft Windows Server 2019` and `10.0`: the version counts where the name has none.
  static func settleSystem(_ row: inout RowFacts) {
    if let system = row[.os], let version = row[.osVersion], !system.contains(where: \.isNumber) {
      row.set(.os, "\(system) \(version)", from: .os)
    }
    if row[.os] == nil { row.move(.osVersion, to: .os) } else { row[.osVersion] = nil }
  }

  /// Columns about throughput, network cards and the tool itself.
  private static let plumbing = """
    macaddress vmwaremorefid vmwarevcenterid cpunumberoflogicalcores ramusedsizeinmbavg ramusedsizeinmbmax
    diskreadspersecondinkbavg diskreadspersecondinkbmax diskwritespersecondinkbavg diskwritespersecondinkbmax
    diskreadsopspersecondavg diskreadsopspersecondmax diskwritesopspersecondavg diskwritesopspersecondmax
    networkreadspersecondinkbavg networkreadspersecondinkbmax networkwritespersecondinkbavg networkwritespersecondinkbmax
    externalid netmask totalnumnetworkcards totalnumdisks hypervisorobjectid hypervisorversion hypervisorhostid
    hypervisorid ostype diskreadiopsavg diskreadiopsp95 diskreadiopspeak diskwriteiopsavg diskwriteiopsp95
    diskwriteiopspeak disktotaliopsavg disktotaliopsp95 disktotaliopspeak serveruuid
    """
}
