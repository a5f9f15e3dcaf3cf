// Lists of a ServiceNow CMDB: fields or labels, classes, states, relations of every spelling, and the cut at 10,000 rows.
import Documents
import Estates
import TestSupport
import Testing

@testable import Inventories

@Suite struct ServiceNowTests {
  /// As a list exports it to CSV: the names of fields.
  private static let servers = """
    sys_class_name,name,host_name,ip_address,serial_number,cpu_count,cpu_core_count,ram,disk_space,os,os_version,virtual,used_for,operational_status,location,department,owned_by,support_group,last_discovered,u_cost_centre
    Linux Server,erp01,erp01.corp.example.com,10.0.0.1,VMware-42 1c 0a 11 22 33 44 55-66 77 88 99 aa bb cc dd,2,4,"16,384",120,Linux Red Hat,8.4,true,Production,Operational,Munich,Finance,Ann Lee,Unix,2026-03-01 10:00:00,77
    Windows Server,erp02,,10.0.0.2,,4,,"8,192",80,Windows 2019 Standard,10.0.17763,true,Test,Retired,Munich,Finance,Ann Lee,Windows,2026-02-27 10:00:00,
    Server,iron01,,10.0.0.3,ABC1234,2,16,"262,144",2000,Linux,,false,Production,Operational,Munich,,,,2026-03-01 10:00:00,
    ESX Server,esx01,,10.0.0.4,DEF5678,2,16,"524,288",,VMware ESXi,8.0.2,false,,Operational,Munich,,,,2026-03-01 10:00:00,
    F5 BIG-IP Load Balancer (cmdb_ci_lb_bigip),lb01,,10.0.0.5,GHI9012,1,8,"32,768",,,,false,,Operational,Munich,,,,2026-03-01 10:00:00,
    Mapped Application Service,ERP service,,,,,,,,,,,Production,Operational,,Finance,Ann Lee,,,
    """

  // MARK: Servers

  @Test func `servers become workloads and hosts by their class, with all that the list says`() {
    let imported = Imported(["cmdb_ci_server.csv": Self.servers])
    #expect(imported.lines.filter { $0.hasPrefix("error") } == [])
    #expect(imported.problems.filter { $0.hasPrefix("error") } == [])
    #expect(imported.rows("workloads.csv").map { $0["workload"] } == ["erp01", "erp02", "iron01"])
    let erp = imported.row("erp01", of: "workloads.csv")
    #expect(erp["cores"] == "8")
    #expect(erp["memory_gb"] == "16")
    #expect(erp["storage_gb"] == "120")
    #expect(erp["os"] == "Linux Red Hat 8.4")
    #expect(erp["environment"] == "Production")
    #expect(erp["owner"] == "Ann Lee")
    #expect(erp["team"] == "Unix")
    #expect(erp["business_unit"] == "Finance")
    #expect(erp["site"] == "Munich")
    #expect(erp["u_cost_centre"] == "77")
    // A retired one is there to be retired, not forgotten.
    #expect(imported.row("erp02", of: "workloads.csv")["disposition"] == "retire")
    #expect(imported.row("erp02", of: "workloads.csv")["machine_class"] == "retired")
    #expect(imported.row("iron01", of: "workloads.csv")["host"] == "iron01")
    #expect(imported.rows("hosts.csv").map { $0["host"] } == ["iron01", "esx01", "lb01"])
    #expect(imported.row("esx01", of: "hosts.csv")["cores"] == "32")
    #expect(imported.row("lb01", of: "hosts.csv")["leaves"] == "with_site")
    #expect(imported.rows("applications.csv").map { $0["application"] } == ["ERP service"])
  }

  @Test func `labels and field names mean the same`() {
    let fields = Imported([
      "a.csv":
        "name,sys_class_name,cpu_count,cpu_core_count,ram,disk_space,operational_status,owned_by,virtual\nx,Server,2,4,8192,100,Operational,Ann,true\n"
    ])
    let labels = Imported([
      "a.csv":
        "Name,Class,CPU count,CPU core count,RAM (MB),Disk space (GB),Operational status,Owned by,IsVirtual\nx,Server,2,4,8192,100,Operational,Ann,true\n"
    ])
    #expect(fields.files["workloads.csv"] != nil)
    #expect(fields.files["workloads.csv"] == labels.files["workloads.csv"])
  }

  @Test func `a server and the instance that it runs in are one machine`() {
    let imported = Imported([
      "cmdb_ci_server.csv": Self.servers,
      "cmdb_ci_vm_instance.csv": """
      Name,BIOS UUID,State,CPUs,Memory,Disks,Disks size,NICs,Guest OS Fullname
      ERP01,421c0a11-2233-4455-6677-8899aabbccdd,on,8,16384,2,120,1,Red Hat Enterprise Linux 8 (64-bit)
      """,
    ])
    #expect(imported.rows("workloads.csv").map { $0["workload"] }.sorted { $0! < $1! } == ["erp01", "erp02", "iron01"])
    #expect(imported.report.contains("1 by UUID"))
  }

  @Test func `the list is believed about owners and the hypervisor about sizes`() {
    let imported = Imported([
      "cmdb_ci_server.csv": Self.servers,
      "RVTools_tabvInfo.csv":
        "VM,Powerstate,CPUs,Memory,Owner,Cluster,DNS Name\nerp01,poweredOn,4,8192,vcenter,C,erp01.corp.example.com\n",
    ])
    let erp = imported.row("erp01", of: "workloads.csv")
    #expect(erp["cores"] == "4")
    #expect(erp["owner"] == "Ann Lee")
    #expect(erp["sources"] == "rvtools servicenow")
    #expect(
      imported.rows("conflicts.csv").contains { $0["field"] == "memory" && $0["chosen"] == "8" && $0["other"] == "16" })
  }

  // MARK: Applications and places

  @Test func `business applications give owner, criticality and strategy; those that run elsewhere are put aside`() {
    let imported = Imported([
      "apps.csv": """
      Name,Number,Install type,Business owner,Business criticality,Migration Strategy,Business Unit
      ERP,APM0001,On Premise,Ann Lee,1 - most critical,Replatform,Finance
      Mail,APM0002,Cloud,Bob,2 - somewhat critical,,IT
      """
    ])
    #expect(imported.rows("applications.csv").map { $0["application"] } == ["ERP"])
    #expect(imported.row("ERP", of: "applications.csv")["owner"] == "Ann Lee")
    #expect(imported.row("ERP", of: "applications.csv")["criticality"] == "1")
    #expect(imported.row("ERP", of: "workloads.csv")["disposition"] == "replatform")
    #expect(imported.rows("set-aside.csv").map { $0["reason"] } == ["it runs elsewhere: its install type is Cloud"])
  }

  @Test func `locations say in which country machines stand`() {
    let imported = Imported([
      "cmdb_ci_server.csv": Self.servers,
      "cmn_location.csv": "Name,Street,City,State / Province,Country\nMunich,Ring 1,Munich,Bavaria,Germany\n",
    ])
    #expect(imported.row("Munich", of: "sites.csv")["country"] == "DE")
    #expect(imported.row("erp01", of: "workloads.csv")["target_region"] == "germanywestcentral")
  }

  // MARK: Relations

  @Test(arguments: [
    ("Depends on::Used by", "needs", false), ("Used by::Depends on", "needs", true),
    ("Used by::Uses", "needs", true), ("depends ON :: used BY", "needs", false),
    ("Runs on::Runs", "runsOn", false), ("Runs::Runs on", "runsOn", true),
    ("Hosted on::Hosts", "carried", false), ("Hosts::Hosted on", "carried", true),
    ("Virtualized by::Virtualizes", "carried", false), ("Contains :: Contained by", "nothing", false),
    ("Owned By::Owns", "nothing", true), ("In Rack::Rack contains", "inRack", false),
    ("Exchanges data with::Exchanges data with", "needs", false),
    ("Connects to::Connected by (custom)", "needs", false),
  ])
  func `a type is read in any case, spacing and direction`(type: String, meaning: String, isTurned: Bool) {
    let read = ServiceNowRelations.meaning(of: type)
    #expect(read.map { "\($0.meaning)" } == meaning)
    #expect(read?.isTurned == isTurned)
  }

  @Test(arguments: ["", "Depends on", "::", "Likes::Liked by"])
  func `a type that nobody knows means nothing`(type: String) {
    #expect(ServiceNowRelations.meaning(of: type) == nil)
  }

  private static let relations = """
    parent,type,child
    ERP,Runs on::Runs,erp01
    ERP,Depends on::Used by,CRM
    iron01,Used by::Uses,ERP
    CRM,Runs on::Runs,iron01
    ORCL@iron01,Runs on::Runs,iron01
    ERP,Depends on::Used by,ORCL@iron01
    erp01,Virtualized by::Virtualizes,esx01
    ERP,Contains::Contained by,erp02
    ERP,Likes::Liked by,CRM
    ERP,Depends on::Used by,Nowhere
    """

  @Test func `relations say what belongs to what, where it runs and what it needs`() {
    let imported = Imported([
      "cmdb_ci_server.csv": Self.servers, "cmdb_rel_ci.csv": Self.relations,
      "apps.csv": "Name,Number,Business criticality\nERP,APM1,1 - most critical\nCRM,APM2,3 - less critical\n",
    ])
    #expect(imported.problems.filter { $0.hasPrefix("error") } == [])
    #expect(imported.row("erp01", of: "workloads.csv")["application"] == "ERP")
    #expect(imported.row("erp01", of: "workloads.csv")["host"] == "esx01")
    #expect(imported.row("iron01", of: "workloads.csv")["application"] == "CRM")
    // ERP stands for erp01; what runs on iron01 stands for iron01; the mirrored one needs the other way round.
    let edges = imported.rows("dependencies.csv").map { "\($0["source"]!) \($0["kind"]!) \($0["target"]!)" }
    #expect(edges == ["erp01 depends-on iron01", "erp01 uses iron01"])
    let aside = imported.rows("set-aside.csv").map { "\($0["class"]!): \($0["reason"]!)" }
    #expect(
      aside.sorted() == [
        "relation: 'Contains::Contained by' says nothing about what moves with what",
        "relation: no rule for relations of the type 'Likes::Liked by'",
        "unresolved: its target is no machine of the estate, 1 rows",
      ])
  }

  @Test func `dot-walked names of columns are read, and the class tells applications from their parts`() {
    let imported = Imported([
      "cmdb_ci_server.csv": Self.servers,
      "rel.csv": """
      parent.name,parent.sys_class_name,type.name,child.name,child.sys_class_name
      ERP,Business Application,Runs on::Runs,erp01,Linux Server
      tomcat@erp02,Tomcat,Runs on::Runs,erp02,Windows Server
      """,
    ])
    #expect(imported.row("erp01", of: "workloads.csv")["application"] == "ERP")
    #expect((imported.row("erp02", of: "workloads.csv")["application"] ?? "") == "")
  }

  // MARK: The limit of lists

  @Test(arguments: [(9_999, false), (10_000, true), (10_001, false)])
  func `a list of exactly 10,000 rows is told to be cut`(count: Int, isCut: Bool) {
    let rows = (0..<count).map { "s\($0),Server,Operational,Ann" }.joined(separator: "\n")
    let imported = Imported(["servers.csv": "name,sys_class_name,operational_status,owned_by\n\(rows)\n"])
    #expect(
      imported.lines.filter { $0.contains("IMP015") }
        == (isCut
          ? ["warning IMP015 servers.csv: exactly 10,000 rows, the limit of ServiceNow: rows are very likely missing"]
          : []))
  }

  @Test func `bytes of Windows-1252 are read as such`() {
    let text =
      Array("name,sys_class_name,operational_status,owned_by,location\nx,Server,Operational,Ann,M".utf8) + [0xFC]
      + Array("nchen\n".utf8)
    let imported = Imported([SourceFile("servers.csv", text)])
    #expect(imported.row("x", of: "workloads.csv")["site"] == "München")
  }
}
