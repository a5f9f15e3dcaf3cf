// What planners of moves to AWS and Google hold, and Konveyor's inventory of applications.
import Documents
import Estates
import TestSupport
import Testing

@testable import Inventories

@Suite struct CloudExportTests {
  // MARK: AWS

  @Test func `the intake of the Cloud Migration Factory is read as its vendor ships it`() throws {
    let imported = Imported([try ExportFixtures.file("exports/aws-cmf/server-list.csv")])
    #expect(imported.lines.filter { !$0.contains("IMP006") } == [])
    #expect(imported.problems.filter { $0.hasPrefix("error") } == [])
    let rows = imported.rows("workloads.csv")
    #expect(rows.count == 8)
    #expect(rows[0]["workload"] == "Server1")
    #expect(rows[0]["application"] == "app01-hr")
    #expect(rows[0]["environment"] == "dev")
    #expect(rows[0]["disposition"] == "rehost")
    #expect(rows[0]["planned_wave"] == "Wave 1")
    #expect(rows[0]["target_region"] == "us-east-1")
    #expect(rows[0]["os"] == "windows server 2012 R2")
    #expect(rows[0]["business_unit"] == "IT")
    #expect(rows[0]["tags"] == "CostCenter=123;BU=IT;Location=US")
  }

  @Test func `its test files are read where they are valid, and named where they are not`() throws {
    let valid = Imported([try ExportFixtures.file("exports/aws-cmf/test_valid.csv")])
    #expect(valid.row("unittest1", of: "workloads.csv")["application"] == "Unit testing App 1")
    let invalid = Imported([try ExportFixtures.file("exports/aws-cmf/test_invalid.csv")])
    #expect(invalid.files.isEmpty)
    #expect(
      invalid.lines == [
        "error IMP001 test_invalid.csv: no reader knows 'test_invalid.csv', and there is no other table"
      ])
  }

  @Test func `the import of Migration Hub gives sizes, use, tags and the first of several applications`() {
    let imported = Imported([
      "hub.csv": """
      ExternalId,SMBiosId,IPAddress,MACAddress,HostName,VMware.MoRefId,VMware.VCenterId,CPU.NumberOfProcessors,CPU.NumberOfCores,OS.Name,OS.Version,VMware.VMName,RAM.TotalSizeInMB,CPU.UsagePct.Avg,CPU.UsagePct.Max,Applications,ApplicationWave,Tags
      e1,421c0a11-2233-4455-6677-8899aabbccdd,"10.12.31.233, 10.12.32.11",,web01,vm-1,vc-1,2,4,Linux - Ubuntu,18.04,web01,16384,12.5,80,"Shop, Billing",2,"env:prod, owner:Ann"
      e2,,10.12.31.234,,,vm-2,vc-1,1,2,Windows Server 2019,,db01,8192,,,,,
      """
    ])
    #expect(imported.problems.filter { $0.hasPrefix("error") } == [])
    let web = imported.row("web01", of: "workloads.csv")
    #expect(web["cores"] == "8")
    #expect(web["memory_gb"] == "16")
    #expect(web["cpu_use"] == "80")
    #expect(web["os"] == "Linux - Ubuntu 18.04" || web["os"] == "Linux - Ubuntu")
    #expect(web["application"] == "Shop")
    #expect(web["environment"] == "prod")
    #expect(web["owner"] == "Ann")
    #expect(web["ip_address"] == "10.12.31.233")
    #expect(imported.row("db01", of: "workloads.csv")["cores"] == "2")
  }

  @Test func `the inventory of the discovery tool is joined to its performance by the server's number`() {
    let imported = Imported([
      "server_inventory.csv": """
      server_id,server_name,resource_type,power_state,os_name,primary_hostname,primary_ip_address,cpu_count,total_memory_gb,smbios_uuid,cluster_name,hypervisor_type,hypervisor_hostname
      s-1,web01,virtual machine,poweredOn,Ubuntu 22.04,web01.example.com,10.0.0.1,4,16,,C1,VMware,esx1
      s-2,old01,virtual machine,poweredOff,CentOS 7,old01.example.com,10.0.0.2,2,8,,C1,VMware,esx1
      """,
      "server_performance_metrics.csv": """
      server_id,data_source,cpu_utilization_avg_pct,cpu_utilization_p95_pct,cpu_utilization_peak_pct,memory_utilization_avg_pct,memory_utilization_p95_pct,memory_utilization_peak_pct
      s-1,vcenter,10,35,90,40,55,60
      s-9,vcenter,1,1,1,1,1,1
      """,
    ])
    let web = imported.row("web01", of: "workloads.csv")
    #expect(web["cpu_use"] == "35")
    #expect(web["memory_use"] == "55")
    #expect(web["cluster"] == "C1")
    #expect(imported.row("old01", of: "workloads.csv")["machine_class"] == "off")
    #expect(
      imported.rows("set-aside.csv").map { "\($0["class"]!) \($0["name"]!)" } == ["unplaced s-9"])
  }

  @Test(arguments: [
    "agentId,agentAssignedProcessId,sourceIp,sourcePort,destinationIp,destinationPort,ipVersion,transportProtocol\na,1,10.0.0.1,50000,10.0.0.2,5432,IPv4,tcp\na,1,10.0.0.1,50001,10.0.0.2,5432,IPv4,tcp\n",
    "agent_id,source_ip,source_port,destination_ip,destination_port,ip_version,transport_protocol\na,10.0.0.1,50000,10.0.0.2,5432,IPv4,tcp\na,10.0.0.1,50001,10.0.0.2,5432,IPv4,tcp\n",
    "Source,Port,Target,Frequency,Source Host Name,Destination Host Name\n10.0.0.1,5432,10.0.0.2,2,web01,db01\n",
    "Source IP,Source port,Source process,Target IP,Target port,Target process,State,Transport protocol,IP version,Count\n10.0.0.1,50000,java,10.0.0.2,5432,postgres,ESTABLISHED,TCP,IPv4,2\n",
  ])
  func `connections of every shape become one dependency with its count`(connections: String) {
    let imported = Imported([
      "hub.csv":
        "ExternalId,HostName,IPAddress,CPU.NumberOfCores,RAM.TotalSizeInMB\n1,web01,10.0.0.1,2,2048\n2,db01,10.0.0.2,2,2048\n",
      "connections.csv": connections,
    ])
    #expect(imported.lines.filter { $0.hasPrefix("error") } == [])
    let edges = imported.rows("dependencies.csv")
    #expect(
      edges.map { "\($0["source"]!) \($0["target"]!) \($0["kind"]!) \($0["weight"]!)" } == [
        "web01 db01 sql-postgres 2"
      ])
  }

  @Test(arguments: [("0.72", "0.5"), ("72", "50")])
  func `a portfolio assessment may write shares or percentages`(peak: String, average: String) {
    let imported = Imported([
      "Servers.csv":
        "Serverid,isPhysical,HOSTNAME,osName,numCpus,numCoresPerCpu,maxCpuUsagePctDec (%),avgCpuUsagePctDec (%),totalRAM (GB),Environment Type,Storage-Total Disk Size (GB)\n1,false,web01,Windows Server 2016,2,2,\(peak),\(average),16,Production,100\n"
    ])
    let web = imported.row("web01", of: "workloads.csv")
    #expect(web["cpu_use"] == "72")
    #expect(web["cores"] == "4")
    #expect(web["storage_gb"] == "100")
  }

  @Test func `Migration Evaluator's template is read`() {
    let imported = Imported([
      "Template.csv":
        "Server Name,CPU Cores,Memory (MB),Provisioned Storage (GB),Operating System,Is Virtual?,Environment,Application,Cpu Utilization Peak (%),Memory Utilization Peak (%),Time In-Use (%)\nweb01,4,8192,100,Windows Server 2016,TRUE,Production,Shop,0.5,0.25,1\n"
    ])
    let web = imported.row("web01", of: "workloads.csv")
    #expect(web["cores"] == "4")
    #expect(web["cpu_use"] == "50")
    #expect(web["application"] == "Shop")
  }

  // MARK: Google

  private static let machines = """
    MachineId,MachineName,PrimaryIPAddress(optional),PublicIPAddress(optional),IpAddressListSemiColonDelimited(optional),TotalDiskAllocatedGiB,TotalDiskUsedGiB,AllocatedProcessorCoreCount,MemoryGiB,HostingLocation(optional),OsName,OsVersion(optional),MachineStatus(optional),IsPhysical,Source
    id-1,web01,10.0.0.1,,10.0.0.1;10.0.1.1,200,50,4,16,Zurich,Ubuntu,22.04,Running,0,vmware
    id-2,db01,10.0.0.2,,,500,300,8,64,Zurich,Windows Server 2019,,Running,1,manual
    """

  @Test func `the four tables of Migration Center are joined by the machine's number`() {
    // Of 20 samples the nineteenth is the 95th percentile; it stands in the file as such.
    let samples = (1...20).map { "id-1,2026-05-\($0 < 10 ? "0" : "")\($0)T00:00:00Z,\($0 == 7 ? 99 : $0),\(40 + $0)" }
    let imported = Imported([
      "vmInfo.csv": Self.machines,
      "perfInfo.csv":
        "MachineId,TimeStamp,CpuUtilizationPercentage,MemoryUtilizationPercentage(optional)\n\(samples.joined(separator: "\n"))\n",
      "tagInfo.csv": "MachineId,Key,Value\nid-1,environment,prod\nid-1,zone,a\nid-2,owner,Ann\n",
      "diskInfo.csv": "MachineId,DiskLabel,SizeInGib,UsedInGib,StorageTypeLabel\nid-1,sda,200,50,SSD\n",
    ])
    #expect(imported.lines.filter { $0.hasPrefix("error") } == [])
    #expect(imported.problems.filter { $0.hasPrefix("error") } == [])
    let web = imported.row("web01", of: "workloads.csv")
    #expect(web["storage_gb"] == "50")
    #expect(web["provisioned_storage_gb"] == "200")
    #expect(web["cpu_use"] == "20")
    #expect(web["memory_use"] == "59")
    #expect(web["os"] == "Ubuntu 22.04")
    #expect(web["environment"] == "prod")
    #expect(web["tags"] == "environment=prod; zone=a")
    #expect(imported.row("db01", of: "workloads.csv")["owner"] == "Ann")
    #expect(imported.row("db01", of: "workloads.csv")["host"] == "db01")
    #expect(
      imported.files["provenance.csv"]?.contains(
        "workloads.csv,cpu_use,2,2,web01,perfInfo.csv,,21,21,CpuUtilizationPercentage")
        == true)
  }

  @Test func `headers without the words for optional mean the same`() {
    let plain = Imported(["vmInfo.csv": Self.machines.replacingAll("(optional)", with: "")])
    #expect(plain.files["workloads.csv"] == Imported(["vmInfo.csv": Self.machines]).files["workloads.csv"])
  }

  // MARK: Konveyor

  @Test(arguments: [
    ("template_application_import.csv", 3, 2), ("hub-template_application_import.csv", 3, 2),
    ("sample-applications.csv", 3, 2), ("valid_application_rows.csv", 2, 0),
  ])
  func `every generation of Konveyor's template is read`(file: String, applications: Int, dependencies: Int) throws {
    let imported = Imported([try ExportFixtures.file("exports/konveyor/\(file)")])
    #expect(imported.lines.filter { $0.hasPrefix("error") } == [])
    #expect(imported.problems.filter { $0.hasPrefix("error") } == [])
    #expect(imported.rows("applications.csv").count == applications)
    #expect(imported.rows("workloads.csv").count == applications)
    #expect(imported.rows("dependencies.csv").count == dependencies)
  }

  @Test func `tags, owners and directions of Konveyor mean what they say`() throws {
    let imported = Imported([try ExportFixtures.file("exports/konveyor/hub-template_application_import.csv")])
    #expect(imported.row("Customers", of: "applications.csv")["owner"] == "John Doe <jdoe@example.com>")
    #expect(imported.row("Customers", of: "applications.csv")["business_unit"] == "Retail")
    #expect(imported.row("Customers", of: "workloads.csv")["os"] == "RHEL 8")
    #expect(
      imported.rows("dependencies.csv").map { "\($0["source"]!) \($0["target"]!)" } == [
        "Gateway Inventory", "Gateway Customers",
      ])
    let places = Imported([try ExportFixtures.file("exports/konveyor/valid_application_rows.csv")])
    #expect(places.rows("sites.csv").map { $0["site"] } == ["Paris (FR)", "London (UK)"])
    let turned = Imported([
      "k.csv":
        "Record Type 1,Application Name,Description,Comments,Business Service,Dependency,Dependency Direction\n1,A,,,S,,\n1,B,,,S,,\n2,A,,,,B,Northbound\n2,A,,,,B,sideways\n3,C,,,,,\n"
    ])
    #expect(turned.rows("dependencies.csv").map { "\($0["source"]!) \($0["target"]!)" } == ["B A"])
    #expect(
      turned.rows("set-aside.csv").map { $0["reason"] } == [
        "'sideways' is neither southbound nor northbound", "record type '3' is neither 1 nor 2",
      ])
  }

  @Test func `an application without a name ends in an error that names its row`() throws {
    let imported = Imported([try ExportFixtures.file("exports/konveyor/missing_application_name.csv")])
    #expect(imported.files.isEmpty)
    #expect(
      imported.lines == [
        "error IMP003 -: the sources name no machine and no application",
        "warning IMP010 missing_application_name.csv:2:1: a row that names nothing is put aside",
      ])
  }
}

extension String {
  fileprivate func replacingAll(_ part: String, with other: String) -> String {
    var text = self
    while let range = text.firstRange(of: part) { text.replaceSubrange(range, with: other) }
    return text
  }
}
