// Exports that refer to things by numbers: ServiceNow's JSON with its sys_ids, and Application Discovery with its servers.
import Documents
import Estates
import TestSupport
import Testing

@testable import Inventories

@Suite struct RecordExportTests {
  private static let erp = "451047c6c0a8016400de0ae6df9b9d76"
  private static let server = "3a62e64ac0a8ce0100aead1e3fd5439f"
  private static let database = "b4fd7c8437201000deeabfc8bcbe5dc1"
  private static let munich = "4f1047c6c0a8016400de0ae6df9b9d70"

  private static let servers = """
    {"records": [
      {"sys_id": "\(server)", "sys_class_name": "cmdb_ci_linux_server", "name": "erp01", "cpu_count": "2", "cpu_core_count": "4", "ram": "16384",
       "disk_space": "120", "os": "Linux Red Hat", "operational_status": "1", "location": "\(munich)", "virtual": "true"},
      {"sys_id": "\(database)", "sys_class_name": "cmdb_ci_linux_server", "name": "db01", "cpu_count": "1", "cpu_core_count": "8", "ram": "32768",
       "disk_space": "400", "os": "Linux Red Hat", "operational_status": "1", "location": "\(munich)", "virtual": "true"}
    ]}
    """
  private static let locations = """
    {"result": [{"sys_id": "\(munich)", "name": "Munich", "country": "Germany", "city": "München", "street": "A 1"}]}
    """
  private static let applications = """
    {"result": [{"sys_id": "\(erp)", "name": "ERP", "business_criticality": "1 - most critical", "install_type": "on_premise",
      "number": "APM0000007"}]}
    """
  /// As the interface gives it without display values: each reference an object of link and number.
  private static let relations = """
    {"result": [
      {"type": {"link": "https://x/cmdb_rel_type/60bc", "value": "60bc4e22c0a8010e01f074cbe6bd73c3"},
       "parent": {"link": "https://x/cmdb_ci/4510", "value": "\(erp)"}, "child": {"link": "l", "value": "\(server)"}},
      {"type": {"link": "l", "value": "1a9cb166f1571100a92eb60da2bce5c5"},
       "parent": {"link": "l", "value": "\(server)"}, "child": {"link": "l", "value": "\(database)"}}
    ]}
    """

  @Test func `records that refer to each other by their numbers become one estate`() {
    let imported = Imported([
      "servers.json": Self.servers, "locations.json": Self.locations, "apps.json": Self.applications,
      "relations.json": Self.relations,
    ])
    #expect(imported.lines.filter { $0.hasPrefix("error") || $0.contains("IMP023") } == [])
    #expect(imported.problems.filter { $0.hasPrefix("error") } == [])
    let erp = imported.row("erp01", of: "workloads.csv")
    #expect(erp["cores"] == "8")
    #expect(erp["memory_gb"] == "16")
    #expect(erp["site"] == "Munich")
    #expect(erp["application"] == "ERP")
    #expect(imported.rows("sites.csv").map { $0["country"] } == ["DE"])
    #expect(
      imported.rows("dependencies.csv").map { [$0["source"], $0["target"], $0["kind"]] } == [
        ["erp01", "db01", "depends-on"]
      ])
  }

  @Test func `numbers that no list has are counted with the column that holds them`() {
    let imported = Imported(["servers.json": Self.servers])
    #expect(imported.lines.contains { $0.contains("IMP023") && $0.contains("2 cells") && $0.contains("location") })
    #expect(imported.rows("workloads.csv").count == 2)
  }

  @Test func `what the interface gives with display values needs no other list`() {
    let imported = Imported([
      "a.json": """
      {"result": [{"name": {"display_value": "erp01", "value": "erp01"}, "sys_class_name": {"display_value": "Linux Server", "value": "c"},
        "cpu_count": {"display_value": "2", "value": "2"}, "ram": {"display_value": "4,096", "value": "4096"},
        "location": {"display_value": "Munich", "value": "\(Self.munich)"}, "operational_status": {"display_value": "Operational", "value": "1"}}]}
      """
    ])
    #expect(imported.row("erp01", of: "workloads.csv")["site"] == "Munich")
    #expect(imported.row("erp01", of: "workloads.csv")["memory_gb"] == "4")
  }

  // MARK: Application Discovery

  @Test func `the agent's tables are joined by its number, and connections by those of servers`() {
    let imported = Imported([
      "osInfo.csv":
        "agentId,osName,osVersion,cpuType,hostName,hypervisor\no-1,Ubuntu,22.04,x86_64,web01,xen\no-2,Ubuntu,22.04,x86_64,db01,xen\n",
      "systemPerformance.csv":
        "agentId,totalCpuUsagePct,totalRAM (MB),freeRAM (MB),totalDiskSize (GB),totalNumCores\no-1,10,16384,1,200,8\no-1,60,16384,1,200,8\no-2,5,8192,1,100,4\n",
      "networkInterface.csv": "agentId,macAddress,ipAddress,family\no-1,00:11,10.0.0.1,ipv4\no-2,00:12,10.0.0.2,ipv4\n",
      "neighbours.csv":
        "sourceServerId,destinationServerId,destinationPort,transportProtocol,connectionsCount\no-1,o-2,5432,TCP,118\no-1,o-9,443,TCP,1\n",
    ])
    #expect(imported.lines.filter { $0.hasPrefix("error") } == [])
    let web = imported.row("web01", of: "workloads.csv")
    #expect(web["cores"] == "8")
    #expect(web["memory_gb"] == "16")
    #expect(web["storage_gb"] == "200")
    #expect(web["os"] == "Ubuntu 22.04")
    let edges = imported.rows("dependencies.csv")
    #expect(
      edges.map { [$0["source"], $0["target"], $0["kind"], $0["weight"]] } == [
        ["web01", "db01", "sql-postgres", "118"]
      ])
    #expect(imported.report.contains("o-9"))
  }

  @Test func `servers and neighbours are read as the service answers`() {
    let imported = Imported([
      "configurations.json": """
      {"configurations": [
        {"server.configurationId": "d-server-1", "server.hostName": "web01", "server.osName": "Linux", "server.osVersion": "5", "server.type": "OTHER"},
        {"server.configurationId": "d-server-2", "server.hostName": "db01", "server.osName": "Linux", "server.osVersion": "5", "server.type": "OTHER"}]}
      """,
      "neighbors.json": """
      {"neighbors": [{"sourceServerId": "d-server-1", "destinationServerId": "d-server-2", "destinationPort": 1433,
        "transportProtocol": "TCP", "connectionsCount": 7}], "knownDependencyCount": 1}
      """,
    ])
    #expect(imported.lines.filter { $0.hasPrefix("error") } == [])
    #expect(imported.rows("workloads.csv").map { $0["workload"] } == ["web01", "db01"])
    #expect(
      imported.rows("dependencies.csv").map { [$0["source"], $0["target"], $0["port"]] } == [["web01", "db01", "1433"]])
  }

  // MARK: What is packed

  @Test func `archives in archives are opened, but not without end`() {
    let list = Array("VM,CPUs,Memory,Powerstate,Template\na,2,4096,poweredOn,False\n".utf8)
    var bytes = ZIPWriter.bytes([("RVTools_tabvInfo.csv", list)])
    #expect(Imported([SourceFile("a.zip", bytes)]).rows("workloads.csv").count == 1)
    for _ in 0..<3 { bytes = ZIPWriter.bytes([("inner.zip", bytes)]) }
    #expect(Imported([SourceFile("a.zip", bytes)]).rows("workloads.csv").count == 1)
    bytes = ZIPWriter.bytes([("inner.zip", bytes)])
    let deep = Imported([SourceFile("a.zip", bytes)])
    #expect(deep.rows("workloads.csv").isEmpty)
    #expect(deep.lines.contains { $0.contains("inside 4 others") })
  }
}
