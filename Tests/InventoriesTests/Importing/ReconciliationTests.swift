// One machine in several files: what it is recognised by, which value is believed, and what is never thrown together.
import Documents
import Estates
import TestSupport
import Testing

@testable import Inventories

@Suite struct ReconciliationTests {
  private static let hosts = "Host,Datacenter,Cluster,# Cores,# Memory,Serial number\nesx1,DC,C,32,262144,SN-1234\n"

  private func vms(_ rows: String) -> String {
    "VM,Powerstate,Template,SRM Placeholder,CPUs,Memory,DNS Name,Primary IP Address,VM UUID,Datacenter,Cluster\n" + rows
  }

  private func cmdb(_ rows: String) -> String {
    "name,fqdn,ip_address,serial_number,sys_class_name,operational_status,owned_by,cpu_count,last_discovered\n" + rows
  }

  private func imported(_ vms: String, _ cmdb: String, more: [String: String] = [:]) -> Imported {
    Imported(
      ["RVTools_tabvInfo.csv": self.vms(vms), "RVTools_tabvHost.csv": Self.hosts, "servers.csv": self.cmdb(cmdb)]
        .merging(more) { _, new in new })
  }

  // MARK: By what

  @Test(arguments: [
    // UUID: in any spelling, in a serial number, byte by byte reversed.
    (
      "alpha,poweredOn,,,2,2048,,,421c0a11-2233-4455-6677-8899aabbccdd,DC,C\n",
      "other,,,VMware-42 1c 0a 11 22 33 44 55-66 77 88 99 aa bb cc dd,Server,Operational,Ann,,\n", "1 by UUID"
    ),
    (
      "alpha,poweredOn,,,2,2048,,,421c0a11-2233-4455-6677-8899aabbccdd,DC,C\n",
      "other,,,VMware-11 0a 1c 42 33 22 55 44-66 77 88 99 aa bb cc dd,Server,Operational,Ann,,\n", "1 by UUID"
    ),
    // Full name: case folded, before the host's own name.
    (
      "alpha,poweredOn,,,2,2048,Alpha.Corp.Example.com,,,DC,C\n",
      "ALPHA.corp.example.COM.,,,,Server,Operational,Ann,,\n",
      "1 by full name"
    ),
    // Host name: with the domain on one side alone.
    ("alpha,poweredOn,,,2,2048,,,,DC,C\n", "ALPHA.corp.example.com,,,,Server,Operational,Ann,,\n", "1 by host name"),
    ("alpha.corp.example.com,poweredOn,,,2,2048,,,,DC,C\n", "Alpha,,,,Server,Operational,Ann,,\n", "1 by host name"),
    // Address: where nothing else is known.
    (
      "alpha,poweredOn,,,2,2048,,10.0.0.7,,DC,C\n", "crm-db,,10.0.0.7,,Server,Operational,Ann,,\n",
      "1 by IP address alone"
    ),
  ])
  func `a machine is known by UUID, full name, host name and address`(vm: String, row: String, how: String) {
    let imported = imported(vm, row)
    #expect(imported.rows("workloads.csv").count == 1)
    #expect(imported.rows("workloads.csv").first?["owner"] == "Ann")
    #expect(imported.report.contains(how))
  }

  @Test func `a host is known by its serial number and joined to its rack`() {
    let imported = imported(
      "alpha,poweredOn,,,2,2048,,,,DC,C\n", "",
      more: [
        "devices.csv":
          "Name,Status,Site,Rack,Role,Manufacturer,Type,Position,U Height,Serial number\nrack-12-u4,Active,MUC1,R12,Server,HPE,DL380,4,2,sn 1234\n"
      ])
    #expect(imported.rows("hosts.csv").count == 1)
    let host = imported.row("esx1", of: "hosts.csv")
    #expect(host["rack"] == "R12")
    #expect(host["rack_units"] == "2")
    #expect(host["site"] == "MUC1")
    #expect(host["cores"] == "32")
    #expect(imported.report.contains("1 by serial number"))
    // The datacenter of the hypervisor stands where the list of racks has its hosts.
    #expect(imported.row("C", of: "clusters.csv")["site"] == "MUC1")
  }

  @Test func `what identifies better decides: a UUID before a name`() {
    let imported = imported(
      "alpha,poweredOn,,,2,2048,,,421c0a11-2233-4455-6677-8899aabbccdd,DC,C\nbeta,poweredOn,,,2,2048,,,,DC,C\n",
      "beta,,,VMware-42 1c 0a 11 22 33 44 55-66 77 88 99 aa bb cc dd,Server,Operational,Ann,,\n")
    #expect(imported.row("alpha", of: "workloads.csv")["owner"] == "Ann")
    #expect((imported.row("beta", of: "workloads.csv")["owner"] ?? "") == "")
  }

  @Test(arguments: [
    // Full names that differ are two machines, whatever their own names.
    ("alpha,poweredOn,,,2,2048,alpha.one.example.com,,,DC,C\n", "alpha.two.example.com,,,,Server,Operational,Ann,,\n"),
    // A name that several machines have fits none.
    (
      "alpha.one.example.com,poweredOn,,,2,2048,,,,DC,C\nalpha.two.example.com,poweredOn,,,2,2048,,,,DC,C\n",
      "alpha,,,,Server,Operational,Ann,,\n"
    ),
    // A dot does not make a domain.
    ("vcenter7.0,poweredOn,,,2,2048,,,,DC,C\n", "vcenter7.1,,,,Server,Operational,Ann,,\n"),
    // An address that a file has twice says nothing.
    (
      "alpha,poweredOn,,,2,2048,,10.0.0.7,,DC,C\n",
      "b,,10.0.0.7,,Server,Operational,Ann,,\nc,,10.0.0.7,,Server,Operational,Ann,,\n"
    ),
    // Nor does one that every machine has.
    ("alpha,poweredOn,,,2,2048,,127.0.0.1,,DC,C\n", "b,,127.0.0.1,,Server,Operational,Ann,,\n"),
  ])
  func `two machines stay two`(vm: String, row: String) {
    let imported = imported(vm, row)
    let expected = vm.split(separator: "\n").count + row.split(separator: "\n").count
    #expect(imported.rows("workloads.csv").count == expected)
  }

  @Test func `a name that fits several machines is reported, and so is a match by address alone`() {
    let ambiguous = imported(
      "alpha.one.example.com,poweredOn,,,2,2048,,,,DC,C\nalpha.two.example.com,poweredOn,,,2,2048,,,,DC,C\n",
      "alpha,,,,Server,Operational,Ann,,\n")
    #expect(
      ambiguous.lines.contains(
        "warning IMP008 servers.csv:2:1: 2 machines are called 'alpha'; this row became one of its own"))
    let weak = imported(
      "alpha,poweredOn,,,2,2048,,10.0.0.7,,DC,C\n", "crm-db,,10.0.0.7,,Server,Operational,Ann,,\n")
    #expect(
      weak.lines.contains(
        "warning IMP009 servers.csv:2:1: 'crm-db' counts as 'alpha', as they have one address"))
  }

  // MARK: Conflicts

  @Test func `a conflict keeps both values, both places and the rule that chose`() {
    let imported = imported(
      "alpha,poweredOn,,,2,2048,,,,DC,C\n", "ALPHA,,,,Server,Operational,Ann,8,\n",
      more: ["list.csv": "workload,owner\nalpha,Bob\n"])
    #expect(imported.row("alpha", of: "workloads.csv")["cores"] == "2")
    let rows = imported.rows("conflicts.csv")
    let cores = rows.first { $0["field"] == "cores" }
    #expect(cores?["chosen"] == "2")
    #expect(cores?["chosen_file"] == "RVTools_tabvInfo.csv")
    #expect(cores?["chosen_column"] == "CPUs")
    #expect(cores?["other"] == "8")
    #expect(cores?["other_file"] == "servers.csv")
    #expect(cores?["other_row"] == "2")
    #expect(cores?["rule"]?.hasPrefix("size and state: RVTools, ") == true)
  }

  @Test func `the same value in another spelling is no conflict`() {
    let imported = imported(
      "alpha,poweredOn,,,2,2048,,,,DC,C\n", "ALPHA,,,,Server,Operational,Ann,2.0,\n",
      more: ["more.csv": cmdb("alpha,,,,Server,operational,ANN,2,\n")])
    #expect(imported.rows("conflicts.csv").count == 0)
    #expect(imported.rows("workloads.csv").count == 1)
  }

  // MARK: Classes

  @Test func `what does not run is classed, not dropped`() {
    let imported = imported(
      """
      run,poweredOn,False,False,2,2048,,,,DC,C
      off,poweredOff,False,False,2,2048,,,,DC,C
      tpl,poweredOff,True,False,2,2048,,,,DC,C
      srm,poweredOff,False,True,2,2048,,,,DC,C
      twin,poweredOn,False,False,2,2048,,,421c0a11-2233-4455-6677-8899aabbccdd,DC,C
      twin copy,poweredOn,False,False,2,2048,,,421c0a11-2233-4455-6677-8899aabbccdd,DC,C

      """,
      """
      fresh,,,,Server,Operational,Ann,2,2026-03-01
      old,,,,Server,Operational,Ann,2,2025-06-01
      gone,,,,Server,Retired,Ann,2,2026-03-01

      """)
    let classes = Dictionary(
      uniqueKeysWithValues: imported.rows("workloads.csv").map { ($0["workload"]!, $0["machine_class"]!) })
    #expect(
      classes == [
        "run": "running", "off": "off", "tpl": "template", "twin": "running", "fresh": "running", "old": "stale",
        "gone": "retired",
      ])
    #expect(
      imported.rows("set-aside.csv").map { "\($0["class"]!) \($0["name"]!)" } == [
        "placeholder srm", "duplicate twin copy",
      ]
        || imported.rows("set-aside.csv").map { "\($0["class"]!) \($0["name"]!)" } == [
          "duplicate twin copy", "placeholder srm",
        ])
    #expect(imported.report.contains("not seen for 90 days before its file's newest row"))
  }

  @Test func `every row of every file is in the estate, joined to another, or put aside`() throws {
    let files = try ExportFixtures.folder("rvtools") + ExportFixtures.folder("exports/netbox")
    let more = cmdb("nobody,,,,Server,Operational,Ann,2,2026-03-01\n,,,,,,,,\n,,,,Server,,,,\n")
    let before = Imported(files).rows("workloads.csv").count
    let imported = Imported(files + [SourceFile("servers.csv", Array(more.utf8))])
    #expect(before >= 805 + 180)
    #expect(imported.rows("workloads.csv").count == before + 1)
    #expect(imported.rows("set-aside.csv").filter { $0["file"] == "servers.csv" }.map { $0["class"] } == ["nameless"])
  }

  // MARK: Many

  @Test func `a hundred thousand machines of one name take no longer than others`() {
    let count = 20_000
    func seconds(_ name: (Int) -> String) -> Double {
      let rows = (0..<count).map { "\(name($0)),poweredOn,,,2,2048,,,,DC,C" }.joined(separator: "\n")
      let files = [SourceFile("RVTools_tabvInfo.csv", Array(vms(rows).utf8))]
      let clock = ContinuousClock()
      let time = clock.measure { _ = InventoryImport.convert(files, start: Day("2026-05-01")!, name: "x") }
      return Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
    }
    let plain = seconds { "vm\($0)" }
    let alike = seconds { _ in "vm" }
    // Quadratic work would be hundreds of times more.
    #expect(alike < plain * 8 + 1)
  }
}
