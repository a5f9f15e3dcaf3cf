import Documents
import Estates
import Foundation
import Inventories
import TestSupport
import Testing

@Suite struct RVToolsTests {
  private static let sample = (try? ExportFixtures.folder("rvtools")) ?? []

  private func convert(_ files: [String: String]) -> (
    files: [String: String], estate: Estate?, report: String, lines: [String]
  ) {
    let imported = Imported(files)
    return (imported.files, imported.estate, imported.report, imported.lines)
  }

  // MARK: A real export

  @Test func `a real export becomes an estate without a finding`() throws {
    let imported = Imported(Self.sample, name: "workshop")
    #expect(imported.problems == [])
    let read = try #require(imported.estate)
    #expect(read.workloads.count == 805)
    #expect(read.hosts.count == 34)
    #expect(read.clusters.count == 4)
    #expect(read.workloads.disposition.count { $0 == .retire } == 42)
    #expect(read.hosts.cluster.allSatisfy { $0 != Estate.none })
    #expect(read.workloads.cluster.allSatisfy { $0 != Estate.none })
    #expect(read.workloads.host.allSatisfy { $0 == Estate.none })
    #expect(imported.lines == [])
    #expect(imported.report.contains("**805** workloads in 4 clusters, **34 hosts** in 0 racks at 1 site"))
    #expect(imported.report.contains("Machines name 38 hosts, of which files list 6 under the same short name."))
  }

  @Test func `the workbook and its tabs as CSV files make the same estate`() throws {
    let book = try ExportFixtures.workbook("mjvincent-SizingWorkshop-RVTools.xlsx")
    let ofBook = Imported([book])
    let ofFiles = Imported(Self.sample)
    #expect(ofBook.problems == [])
    for table in ["workloads.csv", "hosts.csv", "clusters.csv", "sites.csv", "program.json"] {
      #expect(ofBook.files[table] != nil && ofBook.files[table] == ofFiles.files[table], "\(table)")
    }
  }

  @Test func `a workbook of all tabs of 4.x is read`() throws {
    let imported = Imported([try ExportFixtures.workbook("mjvincent-rvtools-small-complete.xlsx")])
    #expect(imported.problems == [])
    #expect(imported.estate?.workloads.count == 3)
    #expect(imported.estate?.hosts.count == 2)
    #expect(imported.row("sample-db-01", of: "workloads.csv")["storage_gb"] == "320")
    #expect(imported.row("sample-db-01", of: "workloads.csv")["cpu_use"] == "62")
  }

  @Test func `storage, cores and memory of a real export add up to those of its tab`() throws {
    let estate = try #require(Imported(Self.sample, name: "workshop").estate)
    let info = try #require(
      CSVScanner.scan(Self.sample.first { $0.name.hasSuffix("vInfo.csv") }!.bytes, file: "v").table)
    func sum(_ column: String, where isCounted: (Int) -> Bool) -> Double {
      let position = info.column(named: column)!
      return (0..<info.rowCount).filter(isCounted).reduce(0) {
        $0 + (Decimal.value(info.text(row: $1, column: position)) ?? 0)
      }
    }
    let power = info.column(named: "Powerstate")!
    let template = info.column(named: "Template")!
    let isRunning = { (row: Int) in
      info.text(row: row, column: power) == "poweredOn" && info.text(row: row, column: template) == "False"
    }
    #expect(estate.workloads.cores.reduce(0) { $0 + ($1 ?? 0) } == sum("CPUs", where: isRunning))
    let memory = estate.workloads.memoryGB.reduce(0) { $0 + ($1 ?? 0) }
    #expect(abs(memory - sum("Memory", where: isRunning) / 1024) < 1)
    let storage = estate.workloads.storageGB.reduce(0) { $0 + ($1 ?? 0) }
    let inUse = sum("In Use MB") { _ in true } / 1024
    #expect(storage >= inUse - 50 && storage < inUse + 500)
  }

  @Test func `an import gives the same bytes whatever the order of its files`() {
    let one = Imported(Self.sample, name: "x")
    let other = Imported(Self.sample.reversed(), name: "x")
    #expect(!one.bytes.isEmpty)
    #expect(one.bytes == other.bytes)
  }

  @Test func `every cell has its file, row and column, or its rule`() throws {
    let imported = Imported(Self.sample, name: "x")
    var known: Set<String> = []
    for run in imported.rows(InventoryImport.provenance) {
      let first = try #require(Int(run["first_line"]!))
      let last = try #require(Int(run["last_line"]!))
      #expect(run["rule"]!.isEmpty == !run["file"]!.isEmpty)
      if !run["file"]!.isEmpty {
        #expect(last - first == Int(run["last_row"]!)! - Int(run["first_row"]!)!)
        #expect(!run["source_column"]!.isEmpty)
      }
      for line in first...last { #expect(known.insert("\(run["table"]!) \(line) \(run["column"]!)").inserted) }
    }
    for table in ["workloads.csv", "hosts.csv", "clusters.csv", "sites.csv"] {
      for (index, row) in imported.rows(table).enumerated() {
        for (column, text) in row where !text.isEmpty && column != "derived" && column != "defaulted" {
          #expect(known.remove("\(table) \(index + 2) \(column)") != nil, "\(table) \(index + 2) \(column)")
        }
      }
    }
    #expect(known == [])
  }

  @Test func `a cell stands where its origin says`() throws {
    let imported = Imported(Self.sample, name: "x")
    var sources: [String: TextTable] = [:]
    for file in Self.sample where file.name.hasSuffix(".csv") {
      sources[file.name] = CSVScanner.scan(file.bytes, file: file.name).table
    }
    let workloads = imported.rows("workloads.csv")
    var looked = 0
    for run in imported.rows(InventoryImport.provenance) where run["table"] == "workloads.csv" && run["column"] == "os"
    {
      let source = try #require(sources[run["file"]!])
      let column = try #require(source.column(named: run["source_column"]!))
      for line in Int(run["first_line"]!)!...Int(run["last_line"]!)! {
        let row = Int(run["first_row"]!)! + line - Int(run["first_line"]!)!
        #expect(workloads[line - 2]["os"] == source.text(row: row - 2, column: column))
        looked += 1
      }
    }
    #expect(looked > 700)
  }

  @Test func `every defaulted cell is marked in its row and is not empty`() throws {
    let imported = Imported(Self.sample, name: "x")
    var marked: Set<String> = []
    for table in ["workloads.csv", "hosts.csv", "clusters.csv"] {
      for row in imported.rows(table) {
        for column in (row["defaulted"] ?? "").split(separator: " ") {
          #expect(row[String(column)]?.isEmpty == false)
          marked.insert("\(table) \(column)")
        }
      }
    }
    // What an export can never hold is a default wherever it stands.
    for cell in [
      "workloads.csv effort_hours", "workloads.csv annual_cloud_cost", "hosts.csv power_kw", "hosts.csv annual_cost",
    ] {
      #expect(marked.contains(cell))
    }
  }

  @Test(arguments: ["2024-02-29", "2026-05-01", "2031-12-31"])
  func `the proposed program reads whatever the day it starts on`(day: String) throws {
    let imported = Imported(Self.sample, start: day, name: "x")
    #expect(imported.problems.filter { $0.hasPrefix("error") } == [])
    let program = try #require(imported.estate?.program)
    #expect(program.start == Day(day))
    guard case .regular(let first, 42, let last) = program.calendar else {
      Issue.record("another calendar")
      return
    }
    // Monday: 1970-01-01 was a Thursday.
    #expect((first.number + 3) % 7 == 0)
    #expect(first - program.start >= 98 && first - program.start < 105)
    #expect((last - first + 1) % 42 == 0)
    #expect(program.targets.map(\.reduction) == [0.6])
    #expect(program.targets[0].milestones.map(\.reduction) == [0.2, 0.45])
    #expect(program.targets[0].milestones.allSatisfy { $0.by < program.targets[0].by })
    let words = Set(program.rules.map(\.kind.word))
    #expect(words.subtracting(["freeze"]) == ["order", "near", "limit"])
    // Every freeze holds a wave back: a rule that freezes nothing would be noise.
    for rule in program.rules {
      guard case .freeze(let from, let to, .cutover) = rule.kind else { continue }
      let cutovers = stride(from: 42, through: last - first + 1, by: 42).map { first + ($0 - 1) }
      #expect(cutovers.contains { $0 >= from && $0 <= to })
    }
  }

  // MARK: What a machine becomes

  @Test func `machines that are off, templates and placeholders are told apart`() {
    let (files, estate, report, lines) = convert([
      "RVTools_tabvInfo.csv": """
      VM,Powerstate,Template,SRM Placeholder,CPUs,Memory,In Use MiB,Provisioned MiB,Datacenter,Cluster,Host,OS according to the configuration file
      run,poweredOn,False,False,4,8192,10240,20480,DC,C,h1,Microsoft Windows Server 2022 (64-bit)
      old,poweredOn,False,False,2,4096,0,20480,DC,C,h1,Microsoft Windows Server 2003 (32-bit)
      off,poweredOff,False,False,4,8192,10240,20480,DC,C,h1,
      tpl,poweredOff,True,False,4,8192,10240,20480,DC,C,h1,
      srm,poweredOff,False,True,4,8192,10240,20480,DC,C,h1,
      """,
      "RVTools_tabvHost.csv":
        "Host,Datacenter,Cluster,# CPU,# Cores,# Memory,Model,ESX Version\nh1,DC,C,2,16,262144,ProLiant DL380 Gen10,VMware ESXi 8.0.2\n",
    ])
    guard let estate else {
      Issue.record("\(lines)")
      return
    }
    let workloads = estate.workloads
    #expect(workloads.keys.map { estate.texts[$0] } == ["run", "old", "off", "tpl"])
    #expect(workloads.disposition == [.rehost, .replatform, .retire, .retire])
    #expect(workloads.cores == [4, 2, 0, 0])
    #expect(workloads.memoryGB == [8, 4, 0, 0])
    #expect(workloads.storageGB == [10, 20, 10, 10])
    #expect(workloads.effortHours == [16, 20, 4, 1])
    #expect(workloads.leadWaves == [1, 2, 1, 1])
    // 4 vCPU, 8 GB and 10 GB in use; 2 vCPU, 4 GB and 20 GB provisioned.
    #expect(workloads.annualCloudCost == [670, 344, nil, nil])
    #expect(workloads.annualRunCost == [303, 306, 3, 3])
    #expect(estate.hosts.rackUnits == [2])
    #expect(estate.hosts.powerKW == [0.35])
    #expect(estate.hosts.endOfSupport == [Day("2027-10-11")])
    #expect(estate.clusters.spareHosts == [0])
    #expect(estate.program.targets.first?.measure == .rackUnits)
    #expect(lines == ["note IMP011 RVTools_tabvInfo.csv:6:1: 'srm' is a placeholder and is put aside"])
    #expect(files["set-aside.csv"]?.contains("placeholder,machines,srm,RVTools_tabvInfo.csv,,6") == true)
    #expect(report.contains("| placeholder |"))
    #expect(files["workloads.csv"]?.contains("configured_cores") == true)
  }

  @Test func `a cluster that is overcommitted today may be so tomorrow`() {
    let machines = (0..<10).map { "vm\($0),poweredOn,8,65536,C" }.joined(separator: "\n")
    let (_, estate, _, _) = convert([
      "vInfo.csv": "VM,Powerstate,CPUs,Memory,Cluster\n\(machines)\n",
      "vHost.csv": "Host,Cluster,# CPU,# Cores,# Memory\nh1,C,2,8,262144\nh2,C,2,8,524288\n",
    ])
    // 80 vCPU on the 8 cores that remain without the spare host; 640 GB on the smaller host's 256.
    #expect(estate?.clusters.cpuOvercommit == [10])
    #expect(estate?.clusters.memoryOvercommit == [2.5])
    #expect(estate?.clusters.spareHosts == [1])
  }

  @Test func `hosts outside clusters hold on to their machines, by short name`() {
    let (_, estate, _, lines) = convert([
      "RVTools_tabvInfo.csv": "VM,CPUs,Host,Datacenter\na,1,ESX1.example.com,DC\nb,1,esx2,DC\nc,1,10.0.0.1,DC\n",
      "RVTools_tabvHost.csv": "Host,Datacenter,Cluster,# Cores\nesx1,DC,,8\nesx2.example.com,DC,,8\n",
    ])
    #expect(estate?.workloads.host == [0, 1, Estate.none])
    #expect(estate?.workloads.site == [Estate.none, Estate.none, 0])
    #expect(
      lines.contains(
        "warning IMP006 RVTools_tabvInfo.csv:4:1: machine 'c' is in no cluster and on no host that a file lists"))
  }

  @Test func `without vHost the hosts are those that machines name, of default size`() {
    let (_, estate, report, lines) = convert([
      "RVTools_tabvInfo.csv": "VM,CPUs,Host,Cluster\na,1,h1,C\nb,1,h2,C\nc,1,h1,C\n"
    ])
    #expect(estate?.hosts.count == 2)
    #expect(estate?.hosts.cores == [16, 16])
    #expect(estate?.hosts.memoryGB == [512, 512])
    #expect(lines.contains { $0.hasPrefix("warning IMP012") })
    #expect(report.contains("cores of a host that no tab describes: 16 cores"))
  }

  @Test func `only the name of a machine is needed`() {
    let (_, estate, _, lines) = convert(["RVTools_tabvInfo.csv": "VM\na\nb\n"])
    #expect(estate?.workloads.count == 2)
    #expect(estate?.program.targets.first?.measure == .workloads)
    #expect(lines.filter { $0.hasPrefix("error") } == [])
  }

  // MARK: Names

  @Test func `machines, hosts and clusters of one name get keys of their own`() {
    let (_, estate, _, lines) = convert([
      "RVTools_tabvInfo.csv": "VM,CPUs,Datacenter,Cluster\na,1,D1,C\na,1,D2,C\na,1,D2,C\n",
      "RVTools_tabvHost.csv": "Host,Datacenter,Cluster,# Cores\nh,D1,C,8\nh,D2,C,8\n",
    ])
    guard let estate else {
      Issue.record("\(lines)")
      return
    }
    #expect(estate.workloads.keys.map { estate.texts[$0] } == ["a", "a (D2)", "a (D2, 2)"])
    #expect(estate.clusters.keys.map { estate.texts[$0] } == ["C", "C (D2)"])
    #expect(estate.workloads.cluster == [0, 1, 1])
    #expect(estate.hosts.cluster == [0, 1])
    #expect(lines.filter { $0.contains("IMP005") }.count == 4)
  }

  @Test func `environments come from attributes, then folders, then names, and are never guessed silently`() {
    let (files, estate, report, _) = convert([
      "RVTools_tabvInfo.csv": """
      VM,CPUs,Folder,Annotation,Owner,Application Name,Env,Cost Center,Datacenter,Cluster
      erp-prod-01,1,,,ann,ERP,Pre-Production,77,D,C
      crm01,1,/D/vm/Test/CRM,"two
      lines",,CRM,,,D,C
      BOWARSAPPDEV01,1,,,,,,,D,C
      latestthing,1,,,,,,,D,C
      """,
      "RVTools_tabvHost.csv": "Host,Datacenter,Cluster,# Cores\nh,D,C,8\n",
    ])
    guard let estate else {
      Issue.record("no estate")
      return
    }
    #expect(estate.workloads.environments.map { estate.texts[$0] } == ["Pre-Production", "test", "development", ""])
    #expect(estate.workloads.owners.map { estate.texts[$0] } == ["ann", "", "", ""])
    #expect(estate.applications.keys.map { estate.texts[$0] } == ["ERP", "CRM"])
    #expect(estate.workloads.table.column("cost_center").map { $0.map { estate.texts[$0] } } == ["77", "", "", ""])
    #expect(
      estate.workloads.table.column("name_stem").map { $0.map { estate.texts[$0] } } == [
        "erp", "crm", "bowarsapp", "latestthing",
      ])
    let rows = files["workloads.csv"]!.split(separator: "\n")
    #expect(rows[2].contains("environment") && rows[3].contains("environment"))
    #expect(
      report.contains("(1 from a column, 1 from the folder, 1 from the name); 1 are not known and stay empty"))
  }

  @Test func `headers of other versions and separators mean the same`() {
    let plain = convert([
      "RVTools_tabvInfo.csv": "VM,CPUs,Memory,In Use MiB,Cluster,Datacenter\na,2,4096,10240,C,D\n",
      "RVTools_tabvHost.csv": "Host,Cluster,Datacenter,# Cores,# Memory\nh,C,D,8,262144\n",
    ]).files
    let older = convert([
      "RVTools_tabvInfo.csv": "VM;CPUs;Memory;In use MB ;Cluster;Datacenter\r\na;2;4.096;10.240;C;D\r\n",
      "RVTools_tabvHost.csv": "Host;Cluster;Datacenter;# Cores;# Memory\r\nh;C;D;8;262.144\r\n",
    ]).files
    let database = convert([
      "RVTools_tabvInfo.csv":
        "vInfoVMName,vInfoCPUs,vInfoMemory,vInfoInUse,vInfoCluster,vInfoDataCenter\na,2,4096,10240,C,D\n",
      "rvtools_tabvhost.CSV":
        "vHostName,vHostCluster,vHostDatacenter,vHostNumCpuCores,vHostMemorySize\nh,C,D,8,262144\n",
    ]).files
    for table in ["workloads.csv", "hosts.csv", "clusters.csv", "sites.csv", "program.json"] {
      #expect(plain[table] != nil && older[table] == plain[table] && database[table] == plain[table], "\(table)")
    }
  }

  // MARK: What cannot be imported

  @Test func `hosts without machines are no estate`() {
    let (files, _, report, lines) = convert(["RVTools_tabvHost.csv": "Host,ESX Version\nh,VMware ESXi 8.0.2\n"])
    #expect(files.isEmpty && report.isEmpty)
    #expect(lines == ["error IMP003 -: the sources name no machine and no application"])
  }

  @Test(arguments: [
    ("Name,CPUs\na,1\n", "error IMP002 RVTools_tabvInfo.csv:1: RVTools, tab vInfo without column 'VM'"),
    ("VM,CPUs\n", "error IMP003 -: the sources name no machine and no application"),
    ("VM\n\"a", "error CSV003 RVTools_tabvInfo.csv:2:1: a quoted cell begins here and does not end"),
  ])
  func `a vInfo that says nothing is an error`(text: String, expected: String) {
    let (files, _, _, lines) = convert(["RVTools_tabvInfo.csv": text, "RVTools_tabvHost.csv": "Host\nh\n"])
    #expect(files.isEmpty)
    #expect(lines.filter { $0.hasPrefix("error") } == [expected])
  }

  @Test func `a size beyond all sizes counts as not known`() {
    // Found by stirring files: the limit of a wave is at least the largest machine, which overflowed.
    let (_, estate, _, lines) = convert([
      "RVTools_tabvInfo.csv": "VM,In Use MiB,Cluster\na,99999999999999999999,C\n",
      "RVTools_tabvHost.csv": "Host,Cluster,# Cores\nh,C,8\n",
    ])
    #expect(estate?.workloads.storageGB == [nil])
    #expect(lines.map { $0.prefix(14) } == ["warning IMP004"])
  }

  @Test func `broken rows and sizes are reported, and the rest is imported`() {
    let (_, estate, _, lines) = convert([
      "RVTools_tabvInfo.csv": "VM,CPUs,,Cluster,Datacenter\na,many,,C,D\nb\n,3,,C,D\nc,4,,C,D\n",
      "RVTools_tabvHost.csv": "Host,Cluster,Datacenter,# Cores\nh,C,D,8\n",
    ])
    #expect(estate?.workloads.cores == [nil, nil, 4])
    #expect(
      lines == [
        "warning CSV009 RVTools_tabvInfo.csv:1:9: column 3 has no name",
        "warning IMP004 RVTools_tabvInfo.csv:2:3 (column \"CPUs\"): 'many' is not a number; it counts as not known",
        "warning CSV006 RVTools_tabvInfo.csv:3:1: 1 cells in a row of a table with 5 columns",
        "warning IMP006 RVTools_tabvInfo.csv:3:1: machine 'b' is in no cluster and on no host that a file lists",
        "warning IMP010 RVTools_tabvInfo.csv:4:1: a row that names nothing is put aside",
      ])
  }
}
