import Documents

/// What AWS Application Discovery knows of servers under numbers of its own: the agent's export (one CSV for each kind of
/// data, joined by `agentId`; in Athena `agent_id`), and the service's answers, as lists of records in JSON (servers by
/// `server.configurationId`, their neighbours by `sourceServerId` and `destinationServerId`).
///
///     agentId,hostName,osName                       o-1,web01,Ubuntu 22.04
///     agentId,totalCpuUsagePct,totalRAM (MB)        o-1,12.5,16384
///     sourceServerId,destinationServerId,destinationPort,connectionsCount        d-server-1,d-server-2,5432,118
///
/// Columns follow AWS's documentation; no export of a real agent was at hand. Performance has a row for each time at which
/// it was looked at; of use the 95th percentile counts.
enum DiscoveryAgentTables {
  static let schemas: [TableSchema] = [systems, performance, interfaces, configurations, neighbours]

  static let systems = TableSchema(
    "AWS, systems of the discovery agent", .aws, .machine, prefix: "aws",
    marks: ["osname", "osversion", "cputype", "hypervisor"], marksNeeded: 2, ignored: plumbing,
    [
      ColumnMeaning(.exportID, .text, "agentId", "agent_id", required: true),
      ColumnMeaning(.name, .text, "hostName", "host_name", required: true),
      ColumnMeaning(.os, .text, "osName", "os_name"), ColumnMeaning(.osVersion, .text, "osVersion", "os_version"),
      ColumnMeaning(.hypervisor, .text, "hypervisor"),
    ]
  ) { row in AWSTables.settleSystem(&row) }

  static let performance: TableSchema = {
    var schema = TableSchema(
      "AWS, performance of the discovery agent", .aws, .detail, prefix: "aws",
      marks: ["totalcpuusagepct", "totalram", "freeram", "totalnumcores", "totaldisksize"], marksNeeded: 2,
      forbidden: ["hostname"], keepsOthers: false, repeats: true,
      [
        ColumnMeaning(.exportID, .text, "agentId", "agent_id", required: true),
        ColumnMeaning(.cpuP95, .percent, "totalCpuUsagePct", "total_cpu_usage_pct"),
        ColumnMeaning(.memoryGB, .gigabytes(assumed: "mb"), "totalRAM (MB)", "totalRAM", "total_ram_in_mb"),
        ColumnMeaning(.cores, .count, "totalNumCores", "total_num_cores"),
        ColumnMeaning(
          .provisionedGB, .gigabytes(assumed: "gb"), "totalDiskSize (GB)", "totalDiskSize", "total_disk_size_in_gb"),
      ])
    schema.isSampled = true
    return schema
  }()

  static let interfaces = TableSchema(
    "AWS, network interfaces of the discovery agent", .aws, .detail, prefix: "aws",
    marks: ["macaddress", "interfacename", "netmask", "gateway", "family"], marksNeeded: 1,
    forbidden: ["hostname", "destinationip"], keepsOthers: false, repeats: true,
    [
      ColumnMeaning(.exportID, .text, "agentId", "agent_id", required: true),
      ColumnMeaning(.address, .addresses, "ipAddress", "ip_address", "ipV4Address", required: true),
    ])

  static let configurations = TableSchema(
    "AWS, servers of Application Discovery", .aws, .machine, prefix: "aws",
    marks: ["serverhostname", "serverosname", "servertype", "serversource"], marksNeeded: 1, ignored: plumbing,
    [
      ColumnMeaning(.exportID, .text, "server.configurationId", required: true),
      ColumnMeaning(.name, .text, "server.hostName", required: true),
      ColumnMeaning(.os, .text, "server.osName"), ColumnMeaning(.osVersion, .text, "server.osVersion"),
      ColumnMeaning(.cpuAverage, .percent, "server.performance.avgCpuUsagePct"),
      ColumnMeaning(.cpuPeak, .percent, "server.performance.maxCpuUsagePct"),
      ColumnMeaning(.cores, .count, "server.performance.numCores"),
      ColumnMeaning(.memoryGB, .gigabytes(assumed: "kb"), "server.performance.totalRAMInKB"),
    ]
  ) { row in AWSTables.settleSystem(&row) }

  static let neighbours = AWSTables.connections(
    "AWS, connections by server", marks: ["connectionscount", "transportprotocol"], needed: 1,
    [
      ColumnMeaning(.source, .text, "sourceServerId", "source_server_id", required: true),
      ColumnMeaning(.target, .text, "destinationServerId", "destination_server_id", required: true),
      ColumnMeaning(.port, .text, "destinationPort", "destination_port"),
      ColumnMeaning(.transport, .text, "transportProtocol"), ColumnMeaning(.count, .number, "connectionsCount"),
    ])

  /// Columns about the agent itself.
  private static let plumbing = """
    agentassignedprocessid timestamp agentprovidedtimestamp cputype serversource servertype servertimeofcreation
    """
}
