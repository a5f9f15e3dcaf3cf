// Real workbooks and lists as they lie there: Azure Migrate, NetBox, and every sample, valid or not.
import Documents
import Estates
import TestSupport
import Testing

@testable import Inventories

@Suite struct AzureMigrateTests {
  @Test func `the assessment workbook of a laboratory becomes an estate with its prices`() throws {
    let imported = Imported([try ExportFixtures.workbook("AzureMigrate_Assessment_Core_Report.xlsx")])
    #expect(imported.lines.filter { $0.hasPrefix("error") } == [])
    #expect(imported.problems.filter { $0.hasPrefix("error") } == [])
    let rows = imported.rows("workloads.csv")
    #expect(rows.count > 200)
    // A price that a file states counts as twelve months of it, and its cell says so.
    let priced = rows.filter { ($0["annual_cloud_cost"] ?? "").isEmpty == false }
    #expect(priced.count > 100)
    #expect(imported.files["provenance.csv"]?.contains("twelve times what the assessment has a month") == true)
    #expect(imported.report.contains("Prices of Azure Migrate are for the region"))
  }

  private static let template = """
    *Server name,IP addresses,*Cores,*Memory (In MB),*OS name,OS version,Server type,Hypervisor,CPU utilization percentage,Memory utilization percentage,Storage in use (In GB),Disk 1 size (In GB),Disk 2 size (In GB)
    web01,10.0.0.1;10.0.0.2,4,16384,Windows Server 2019,,Virtual,VMware,-1,,40,80,20
    iron01,10.0.0.3,16,65536,Red Hat Enterprise Linux,8,Physical,,35,50,,500,
    """

  @Test func `the import template is read, with its disks added and what was not collected left out`() {
    let imported = Imported(["template.csv": Self.template])
    #expect(imported.problems.filter { $0.hasPrefix("error") } == [])
    let web = imported.row("web01", of: "workloads.csv")
    #expect(web["cores"] == "4")
    #expect(web["memory_gb"] == "16")
    #expect(web["storage_gb"] == "40")
    #expect(web["provisioned_storage_gb"] == "100")
    #expect((web["cpu_use"] ?? "") == "")
    let iron = imported.row("iron01", of: "workloads.csv")
    #expect(iron["os"] == "Red Hat Enterprise Linux 8")
    #expect(iron["host"] == "iron01")
    #expect(iron["storage_gb"] == "500")
    #expect(iron["cpu_use"] == "35")
  }

  @Test(arguments: [
    "Timeslot,Source server name,Source application,Source process,Destination server name,Destination IP,Destination application,Destination process,Destination port\n2025-06-14 00:00,web01,A,java,iron01,10.0.0.3,SQL,sqlservr.exe,1433\n2025-06-14 06:00,web01,A,java,iron01,10.0.0.3,SQL,sqlservr.exe,1433\n",
    "Time slot,Source server name,Source IP,Source application,Source process,Destination server name,Destination IP,Destination application,Destination process,Destination port\n7/28/2026 12:00-18:00,,10.0.0.1,A,java,,10.0.0.3,SQL,sqlservr.exe,1433\n7/28/2026 18:00-24:00,,10.0.0.2,A,java,,10.0.0.3,SQL,sqlservr.exe,1433\n",
    "Date,Source Appliance Name,Source Machine ARM ID,Source Server Name,Source IP,Source Application,Source Process,Destination Machine ARM ID,Destination Server Name,Destination IP,Destination Application,Destination Process,Destination Port,Connection Count,Protocol\n16-Jul-2026,a,/x,web01,10.0.0.1,A,java,/y,iron01,10.0.0.3,SQL,sqlservr.exe,1433,2,TCP\n",
  ])
  func `dependencies of all three generations become one edge with its count`(export: String) {
    let imported = Imported(["template.csv": Self.template, "dependencies-export.csv": export])
    #expect(imported.lines.filter { $0.hasPrefix("error") } == [])
    #expect(
      imported.rows("dependencies.csv").map { "\($0["source"]!) \($0["target"]!) \($0["kind"]!) \($0["weight"]!)" } == [
        "web01 iron01 sql-server 2"
      ])
  }

  @Test func `a host that carries hundreds of machines is asked about`() {
    let rows = (1...70).map { "vm\($0),10.0.0.\($0),2,4096,Linux,,Standard_D2,100,vcenter1" }.joined(separator: "\n")
    let imported = Imported([
      "assessment.csv":
        "Machine Name,IP Addresses,Cores,Memory (in MB),Operating System,Azure VM Readiness,Recommended VM Size,Monthly Compute Cost Estimate (Pay as you go),VM Host\n\(rows)\n"
    ])
    #expect(imported.rows("workloads.csv").count == 70)
    #expect(imported.report.contains("70 workloads name 1 host between them, more likely what manages the hosts"))
  }

  @Test func `dependencies alone name their machines, and every remote login is noise`() throws {
    let imported = Imported([try ExportFixtures.file("exports/azure-migrate/dependency-export-sample.csv")])
    #expect(imported.problems.filter { $0.hasPrefix("error") } == [])
    #expect(imported.rows("dependencies.csv").count == 4)
    #expect(imported.rows("set-aside.csv").map { $0["reason"] } == ["port 3389, 1 rows"])
  }
}

@Suite struct NetBoxTests {
  @Test func `what an estate has no column for stays with machines, and is told to be lost elsewhere`() {
    let imported = Imported([
      "devices.csv":
        "Name,Status,Site,Rack,Role,Manufacturer,Type,Position,Tenant\nsw1,Active,S,R,Switch,HPE,X,1,Shop\nsrv1,Active,S,R,Server,HPE,Y,3,Works\n",
      "sites.csv": "Name,Status,Facility,Region,Group,Tenant,Description\nS,Active,F1,EU,G,T,old hall\n",
    ])
    #expect(imported.row("sw1", of: "hosts.csv")["tenant"] == "Shop")
    #expect(imported.row("srv1", of: "workloads.csv")["tenant"] == "Works")
    #expect(
      imported.report.contains(
        "`sites.csv`: Not kept (empty, or no use to an estate): 4 columns, Facility, Group, Tenant, Description."))
  }

  private static let lists = (try? ExportFixtures.folder("exports/netbox")) ?? []

  @Test func `the demonstration's lists become sites, racks, gear and machines`() {
    let imported = Imported(Self.lists)
    #expect(imported.lines.filter { $0.hasPrefix("error") } == [])
    #expect(imported.problems.filter { $0.hasPrefix("error") } == [])
    // Machines of which the lists name no site stand at one of the estate's name.
    #expect(imported.rows("sites.csv").map { $0["site"] }.filter { $0 != "hall" }.count == 24)
    // Four of the 42 racks are not in service.
    #expect(imported.rows("racks.csv").count == 38)
    #expect(
      imported.rows("set-aside.csv").filter { $0["thing"] == "racks" }.map { $0["class"] } == [
        "inactive", "inactive", "inactive", "inactive",
      ])
    #expect(imported.rows("hosts.csv").count == 72)
    // Thirteen racks are called the same, at thirteen sites: each has its own key.
    let closets = imported.rows("racks.csv").filter { $0["name"] == "Comms closet" }
    #expect(closets.count == 13)
    #expect(Set(closets.map { $0["rack"]! }).count == 13)
    // The power of a rack is that of its primary feeds: 220 V, 20 A, 80 %.
    #expect(imported.rows("racks.csv").filter { $0["feed_kw"] == "3.52" }.count == 20)
  }

  @Test func `only what is in service counts, and the rest is put aside with its status`() {
    let imported = Imported([
      "devices.csv":
        "Name,Status,Site,Rack,Role,Manufacturer,Type,Position\na,Active,S,R,Server,HPE,DL380,1\nb,Planned,S,R,Server,HPE,DL380,3\nc,Decommissioning,S,R,Switch,HPE,X,5\n"
    ])
    #expect(imported.rows("hosts.csv").map { $0["host"] } == ["a"])
    #expect(
      imported.rows("set-aside.csv").map { "\($0["class"]!) \($0["name"]!): \($0["reason"]!)" } == [
        "inactive b: its status is planned", "inactive c: its status is decommissioning",
      ])
  }

  @Test func `fields of the bulk import mean what the labels of the list mean`() {
    let labels = Imported([
      "d.csv":
        "Name,Status,Site,Rack,Device Role,Manufacturer,Device Type,Position,Serial number\na,Active,S,R,Server,HPE,DL380,1,X123\n"
    ])
    let fields = Imported([
      "d.csv":
        "name,status,site,rack,role,manufacturer,device_type,position,serial\na,active,S,R,Server,HPE,DL380,1,X123\n"
    ])
    #expect(labels.row("a", of: "hosts.csv")["rack"] == "R")
    #expect(labels.row("a", of: "hosts.csv")["serial_number"] == "X123")
    #expect(labels.files["hosts.csv"] == fields.files["hosts.csv"])
  }
}

@Suite struct SamplesTests {
  @Test(arguments: [
    "mjvincent-SizingWorkshop-RVTools.xlsx", "mjvincent-rvtools-small-complete.xlsx",
    "AzureMigrate_Assessment_Core_Report.xlsx",
  ])
  func `every workbook imports unchanged`(name: String) throws {
    let imported = Imported([try ExportFixtures.workbook(name)])
    #expect(imported.lines.filter { $0.hasPrefix("error") } == [])
    #expect(imported.problems.filter { $0.hasPrefix("error") } == [])
    #expect(imported.estate != nil)
  }

  @Test(arguments: [
    "aws-cmf/server-list.csv", "aws-cmf/test_valid.csv", "azure-migrate/dependency-export-sample.csv",
    "konveyor/hub-template_application_import.csv", "konveyor/sample-applications.csv",
    "konveyor/template_application_import.csv", "konveyor/valid_application_rows.csv",
    "netbox/derived_netbox_virtual_machines.csv",
  ])
  func `every valid sample imports by itself`(path: String) throws {
    let imported = Imported([try ExportFixtures.file("exports/\(path)")])
    #expect(imported.lines.filter { $0.hasPrefix("error") } == [])
    #expect(imported.problems.filter { $0.hasPrefix("error") } == [])
    #expect(imported.estate != nil)
  }

  @Test(arguments: [
    ("aws-cmf/test_invalid.csv", "IMP001"), ("konveyor/missing_application_name.csv", "IMP003"),
    ("netbox/derived_netbox_sites.csv", "IMP003"), ("netbox/derived_netbox_power_feeds.csv", "IMP003"),
    ("netbox/derived_netbox_racks.csv", "IMP003"),
  ])
  func `every sample of which no estate can be made ends in the right error`(path: String, code: String) throws {
    let imported = Imported([try ExportFixtures.file("exports/\(path)")])
    #expect(imported.files.isEmpty)
    #expect(imported.lines.filter { $0.hasPrefix("error") }.map { String($0.dropFirst(6).prefix(6)) } == [code])
  }

  @Test func `all samples together are one estate`() throws {
    var files = try ExportFixtures.folder("exports/netbox") + ExportFixtures.folder("rvtools")
    for name in ["server-list.csv", "test_valid.csv"] {
      files.append(try ExportFixtures.file("exports/aws-cmf/\(name)"))
    }
    files.append(try ExportFixtures.file("exports/konveyor/hub-template_application_import.csv"))
    files.append(try ExportFixtures.workbook("AzureMigrate_Assessment_Core_Report.xlsx"))
    let imported = Imported(files)
    #expect(imported.lines.filter { $0.hasPrefix("error") } == [])
    #expect(imported.problems.filter { $0.hasPrefix("error") } == [])
    #expect(imported.rows("workloads.csv").count > 805 + 180 + 9)
    #expect(Imported(Array(files.reversed())).bytes == imported.bytes)
  }
}
