/// What RVTools 3.x and 4.x write: a workbook, or a CSV file for each of its tabs.
///
/// Read are vInfo (virtual machines), vHost (their hosts), vCluster and vNetwork (addresses); the other tabs say nothing
/// that an estate has a column for. Headers differ between versions (`In Use MB`, `In Use MiB`, `vInfoInUse`), and what 3.x
/// calls MB is MiB already. Columns that RVTools itself does not write are custom attributes of vCenter: where owner,
/// application and environment live, if they live anywhere.
///
/// Storage comes from vInfo alone: vPartition has a row only where VMware Tools runs. The host of a machine is where it ran
/// in that minute; it counts only for hosts that stand in no cluster.
enum RVToolsTables {
  static let schemas: [TableSchema] = [info, host, cluster, network] + unused

  static let info = TableSchema(
    "RVTools, tab vInfo", .rvtools, .machine, role: .virtual, tab: "vinfo", prefix: "vcenter",
    marks: ["powerstate", "osaccordingtotheconfigurationfile", "osaccordingtothevmwaretools", "vinfovmname"],
    marksNeeded: 1, ignored: knownInfoColumns, blankWords: ["VM"],
    [
      ColumnMeaning(.name, .text, "VM", "VM Name", "vInfoVMName", required: true),
      ColumnMeaning(.fqdn, .text, "DNS Name", "Guest Host Name", "vInfoGuestHostName"),
      ColumnMeaning(.power, .text, "Powerstate", "vInfoPowerstate"),
      ColumnMeaning(.isTemplate, .boolean, "Template", "vInfoTemplate"),
      ColumnMeaning(.isPlaceholder, .boolean, "SRM Placeholder", "vInfoSRMPlaceholder"),
      ColumnMeaning(.cores, .count, "CPUs", "vInfoCPUs"),
      ColumnMeaning(.memoryGB, .gigabytes(assumed: "mb"), "Memory", "vInfoMemory"),
      ColumnMeaning(.provisionedGB, .gigabytes(assumed: "mb"), "Provisioned MB", "Provisioned", "vInfoProvisioned"),
      ColumnMeaning(.usedGB, .gigabytes(assumed: "mb"), "In Use MB", "In Use", "vInfoInUse"),
      ColumnMeaning(.address, .addresses, "Primary IP Address", "vInfoPrimaryIPAddress"),
      ColumnMeaning(.site, .text, "Datacenter", "vInfoDataCenter"),
      ColumnMeaning(.cluster, .text, "Cluster", "vInfoCluster"),
      ColumnMeaning(.host, .text, "Host", "vInfoHost"),
      ColumnMeaning(.folder, .text, "Folder", "vInfoFolder"),
      ColumnMeaning(.os, .text, "OS according to the VMware Tools", "OS Tools", "vInfoOSTools"),
      ColumnMeaning(.osVersion, .text, "OS according to the configuration file", "OS", "vInfoOS"),
      ColumnMeaning(.uuid, .text, "VM UUID", "SMBIOS UUID", "UUID", "vInfoUUID"),
      ColumnMeaning(.cpuAverage, .percent, "CPU Usage %", "CPU usage"),
    ] + customAttributes
  ) { row in
    // What runs in the machine is known better than what it was configured for.
    if row[.os] == nil { row.move(.osVersion, to: .os) } else { row[.osVersion] = nil }
    if let used = row.number(.usedGB), used == 0 { row[.usedGB] = nil }
    if let power = row[.power] { row.set(.power, PowerWord.state(power), from: .power) }
  }

  /// The words by which people name attributes for what an estate wants to know.
  static let customAttributes: [ColumnMeaning] = [
    ColumnMeaning(
      .application, .line, "Application", "App", "Application Name", "App Name", "Service", "Business Application"),
    ColumnMeaning(
      .owner, .line, "Owner", "Application Owner", "App Owner", "Business Owner", "Technical Owner", "Contact",
      "Responsible"),
    ColumnMeaning(.environment, .line, "Environment", "Env", "Stage", "Lifecycle"),
    ColumnMeaning(.businessUnit, .line, "Business Unit", "BU", "Department", "Division", "Cost Center Owner"),
    ColumnMeaning(.team, .line, "Team", "Support Team", "Support Group", "Operations Team"),
    ColumnMeaning(.criticality, .line, "Criticality", "Business Criticality", "Tier"),
  ]

  static let host = TableSchema(
    "RVTools, tab vHost", .rvtools, .machine, role: .hypervisor, tab: "vhost", prefix: "vhost",
    marks: ["esxversion", "vcpuspercore", "vhostname"], marksNeeded: 1, keepsOthers: false,
    [
      ColumnMeaning(.name, .text, "Host", "Name", "vHostName", required: true),
      ColumnMeaning(.site, .text, "Datacenter", "vHostDatacenter"),
      ColumnMeaning(.cluster, .text, "Cluster", "vHostCluster"),
      ColumnMeaning(.processors, .count, "# CPU", "CPU", "Num CPU", "vHostNumCpu"),
      ColumnMeaning(.cores, .count, "# Cores", "Cores", "Num CPU Cores", "vHostNumCpuCores"),
      ColumnMeaning(.memoryGB, .gigabytes(assumed: "mb"), "# Memory", "Memory", "Memory Size", "vHostMemorySize"),
      ColumnMeaning(.cpuAverage, .percent, "CPU usage %"), ColumnMeaning(.memoryAverage, .percent, "Memory usage %"),
      ColumnMeaning(.vendor, .text, "Vendor", "vHostVendor"), ColumnMeaning(.model, .text, "Model", "vHostModel"),
      ColumnMeaning(.hypervisor, .text, "ESX Version", "vHostEsxVersion"),
      ColumnMeaning(.serial, .text, "Serial number", "Service tag", "vHostSerialNumber"),
      ColumnMeaning(.uuid, .text, "UUID", "vHostUUID"),
    ])

  static let cluster = TableSchema(
    "RVTools, tab vCluster", .rvtools, .cluster, tab: "vcluster", prefix: "vcluster",
    marks: ["numeffectivehosts", "totalcpu"], marksNeeded: 2, keepsOthers: false,
    [ColumnMeaning(.name, .text, "Name", "Cluster", "vClusterName", required: true)])

  static let network = TableSchema(
    "RVTools, tab vNetwork", .rvtools, .detail, tab: "vnetwork", prefix: "vnetwork",
    marks: ["niclabel", "startsconnected", "ipv4address"], marksNeeded: 2, keepsOthers: false, repeats: true,
    [
      ColumnMeaning(.name, .text, "VM", "VM Name", "vNetworkVMName", required: true),
      ColumnMeaning(.uuid, .text, "VM UUID"),
      ColumnMeaning(.address, .addresses, "IPv4 Address", "IP Address", "vNetworkIPv4Address"),
      ColumnMeaning(.cluster, .text, "Cluster"), ColumnMeaning(.site, .text, "Datacenter"),
    ]
  ) { row in
    // What the row repeats of its machine, the machine's own row knows better.
    row[.cluster] = nil
    row[.site] = nil
  }

  /// The other tabs of the workbook, told by their names alone.
  static let unused: [TableSchema] = [
    "vCPU", "vMemory", "vDisk", "vPartition", "vCD", "vUSB", "vFloppy", "vSnapshot", "vTools", "vSource", "vRP", "vHBA",
    "vNIC", "vSwitch", "vPort", "dvSwitch", "dvPort", "vSC_VMK", "vDatastore", "vMultiPath", "vLicense", "vFileInfo",
    "vHealth", "vMetaData",
  ].map { tab in
    TableSchema("RVTools, tab \(tab)", .rvtools, .unused, tab: HeaderName.squeezed(tab), prefix: "rvtools", [])
  }

  /// The columns that RVTools itself writes into vInfo, squeezed; every other is a custom attribute of vCenter.
  static let knownInfoColumns = """
    vm vmname powerstate template srmplaceholder configstatus dnsname guesthostname connectionstate gueststate heartbeat
    consolidationneeded poweron suspendedtomemory suspendtime suspendinterval creationdate changeversion cpus
    overallcpureadiness memory activememory nics disks totaldiskcapacitymb fixedpassthruhotplug minrequiredevcmodekey
    latencysensitivity opnotificationtimeout enableuuid diskenableuuid cbt primaryipaddress network1 network2 network3
    network4 network5 network6 network7 network8 nummonitors videoramkib videoramkb resourcepool folderid folder vapp
    dasprotection ftstate ftrole ftlatency ftbandwidth ftseclatency vmfailoverinprogress provisionedmb provisioned inusemb
    inuse unsharedmb unshared harestartpriority haisolationresponse havmmonitoring clusterrules clusterrulenames
    bootrequired bootdelay bootretrydelay bootretryenabled bootbiossetup rebootpoweroff efisecureboot firmware hwversion
    hwupgradestatus hwupgradepolicy hwtarget path logdirectory snapshotdirectory suspenddirectory annotation datacenter
    cluster host osaccordingtotheconfigurationfile osaccordingtothevmwaretools os ostools customizationinfo
    guestdetaileddata vmid smbiosuuid vmuuid uuid visdkservertype visdkapiversion visdkserver visdkuuid vcenteruuid
    toolsversion
    """
}

/// Whether a machine runs, in the words of all tools.
enum PowerWord {
  /// `on` or `off`. Only what is known to be off counts as off.
  static func state(_ word: String) -> String {
    switch HeaderName.squeezed(word) {
    case "poweredoff", "off", "suspended", "stopped", "shutdown", "false", "0", "powereddown", "deallocated", "halted",
      "notrunning", "terminated":
      "off"
    default: "on"
    }
  }
}
