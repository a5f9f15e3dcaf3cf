import Documents
import Estates
import Foundation
import Inventories
import TestSupport
import Testing

@Suite struct RVToolsImportTests {
  private let start = Day("2026-05-01")!

  private static let sample: [(name: String, bytes: [UInt8])] =
    (try? TestEstates.files(
      in: TestEstates.examples.deletingLastPathComponent().appendingPathComponent("rvtools"))) ?? []

  private func convert(_ files: [String: String]) -> (
    files: [String: String], estate: Estate?, report: String, lines: [String]
  ) {
    let (written, report, findings) = RVToolsImport.convert(
      files: files.sorted { $0.key < $1.key }.map { ($0.key, Array($0.value.utf8)) }, start: start, name: "hall")
    let (estate, _) = EstateFolderReader.read(files: written, name: "hall")
    return (
      Dictionary(uniqueKeysWithValues: written.map { ($0.name, String(decoding: $0.bytes, as: UTF8.self)) }), estate,
      String(decoding: report, as: UTF8.self), findings.map(line)
    )
  }

  // MARK: A real export

  @Test func `a real export becomes an estate without a finding`() throws {
    let (files, report, findings) = RVToolsImport.convert(files: Self.sample, start: start, name: "workshop")
    let (estate, found) = EstateFolderReader.read(files: files, name: "workshop")
    #expect(found.map(line) == [])
    let read = try #require(estate)
    #expect(read.workloads.count == 805)
    #expect(read.hosts.count == 34)
    #expect(read.clusters.count == 4)
    #expect(read.workloads.disposition.count { $0 == .retire } == 42)
    #expect(read.hosts.cluster.allSatisfy { $0 != Estate.none })
    #expect(read.workloads.cluster.allSatisfy { $0 != Estate.none })
    #expect(read.workloads.host.allSatisfy { $0 == Estate.none })
    #expect(
      findings.map(line) == [
        "note RVT009 RVTools_tabvInfo.csv: 32 of 38 hosts that machines name are not in vHost under that name; machines and hosts are joined by cluster"
      ])
    let page = String(decoding: report, as: UTF8.self)
    #expect(page.contains("**805** workloads in 4 clusters on **34** hosts."))
    #expect(page.contains("Of 38 hosts that vInfo names, 6 are in vHost under the same short name."))
  }

  @Test func `storage, cores and memory of a real export add up to those of its tab`() throws {
    let (files, _, _) = RVToolsImport.convert(files: Self.sample, start: start, name: "workshop")
    let estate = try #require(EstateFolderReader.read(files: files, name: "workshop").estate)
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
    let one = RVToolsImport.convert(files: Self.sample, start: start, name: "x")
    let other = RVToolsImport.convert(files: Self.sample.reversed(), start: start, name: "x")
    #expect(one.files.map(\.name) == other.files.map(\.name))
    #expect(one.files.map(\.bytes) == other.files.map(\.bytes))
    #expect(one.report == other.report)
  }

  @Test func `every defaulted cell is marked in its row and counted in the report`() throws {
    let (files, report, _) = RVToolsImport.convert(files: Self.sample, start: start, name: "x")
    let page = String(decoding: report, as: UTF8.self)
    for (name, bytes) in files where name.hasSuffix(".csv") {
      guard let table = CSVScanner.scan(bytes, file: name).table, let marks = table.column(named: "defaulted") else {
        continue
      }
      var counts: [String: Int] = [:]
      for row in 0..<table.rowCount {
        for column in table.text(row: row, column: marks).split(separator: " ") {
          counts[String(column), default: 0] += 1
          let position = try #require(table.column(named: String(column)))
          #expect(!table.text(row: row, column: position).isEmpty)
        }
      }
      #expect(!counts.isEmpty)
      let section = page.components(separatedBy: "### `\(name)`")[1].components(separatedBy: "\n#")[0]
      for (column, count) in counts {
        let told = section.split(separator: "\n").filter {
          $0.hasPrefix("| `\(column)` ") && $0.contains("**default**")
        }
        .compactMap { Int($0.split(separator: "|")[3].filter { $0.isNumber }) }.reduce(0, +)
        #expect(told == count, "\(name) \(column)")
      }
    }
    // What an export can never hold is a default wherever it stands.
    for column in ["effort_hours", "annual_cloud_cost", "power_kw", "one_off_cost", "disposition"] {
      let rows = page.split(separator: "\n").filter { $0.hasPrefix("| `\(column)` ") }
      #expect(!rows.isEmpty && rows.allSatisfy { $0.contains("**default**") }, "\(column)")
    }
  }

  @Test(arguments: ["2024-02-29", "2026-05-01", "2031-12-31"])
  func `the proposed program reads whatever the day it starts on`(day: String) throws {
    let (files, _, _) = RVToolsImport.convert(files: Self.sample, start: Day(day)!, name: "x")
    let (estate, findings) = EstateFolderReader.read(files: files, name: "x")
    #expect(findings.filter { $0.severity == .error }.map(line) == [])
    let program = try #require(estate?.program)
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
    #expect(lines == ["note RVT005 RVTools_tabvInfo.csv:6: 'srm' is a placeholder and is left out"])
    #expect(report.contains("Placeholders: `srm`."))
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
    #expect(lines.contains("warning RVT010 RVTools_tabvInfo.csv:4: machine 'c' is in no cluster and on no known host"))
  }

  @Test func `without vHost the hosts are those that machines name, of default size`() {
    let (_, estate, report, lines) = convert([
      "RVTools_tabvInfo.csv": "VM,CPUs,Host,Cluster\na,1,h1,C\nb,1,h2,C\nc,1,h1,C\n"
    ])
    #expect(estate?.hosts.count == 2)
    #expect(estate?.hosts.cores == [16, 16])
    #expect(estate?.hosts.memoryGB == [512, 512])
    #expect(lines.contains { $0.hasPrefix("warning RVT004") })
    #expect(report.contains("There is no vHost"))
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
    #expect(lines.filter { $0.contains("RVT007") }.count == 3)
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
      report.contains("(1 from the attribute, 1 from the folder, 1 from the name); 1 are not known and stay empty"))
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
    #expect(plain.count == 5)
    #expect(older == plain)
    #expect(database == plain)
  }

  // MARK: What cannot be imported

  @Test func `a folder without vInfo is an error, and nothing is written`() {
    let (files, _, report, lines) = convert(["RVTools_tabvHost.csv": "Host\nh\n", "notes.csv": "a\n1\n"])
    #expect(files.isEmpty && report.isEmpty)
    #expect(lines.first == "error RVT001 RVTools_tabvInfo.csv: there is no RVTools_tabvInfo.csv")
  }

  @Test(arguments: [
    ("Name,CPUs\na,1\n", "error RVT002 RVTools_tabvInfo.csv:1: a tab vInfo without column 'VM'"),
    ("VM,CPUs\n", "error RVT003 RVTools_tabvInfo.csv: the export has no machines"),
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
    #expect(lines.map { $0.prefix(14) } == ["warning RVT008"])
  }

  @Test func `broken rows and sizes are reported, and the rest is imported`() {
    let (_, estate, _, lines) = convert([
      "RVTools_tabvInfo.csv": "VM,CPUs,,Cluster,Datacenter\na,many,,C,D\nb\n,3,,C,D\nc,4,,C,D\n",
      "RVTools_tabvHost.csv": "Host,Cluster,Datacenter,# Cores\nh,C,D,8\n",
    ])
    #expect(estate?.workloads.cores == [nil, 4])
    #expect(
      lines == [
        "warning CSV009 RVTools_tabvInfo.csv:1:9: column 3 has no name",
        "warning RVT008 RVTools_tabvInfo.csv:2:3 (column \"CPUs\"): 'many' is no size; it counts as not known",
        "warning CSV006 RVTools_tabvInfo.csv:3:1: 1 cells in a row of a table with 5 columns",
        "warning RVT006 RVTools_tabvInfo.csv:4:1: a row without the name of a machine is left out",
      ])
  }
}
