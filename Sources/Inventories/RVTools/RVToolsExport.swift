import Documents

/// An RVTools export as it was written: a CSV file for each tab of its workbook, `RVTools_tabvInfo.csv` and so on.
///
/// Only the tab vInfo is needed, and of it only the column VM; vHost tells the hosts, vNetwork the addresses. Headers differ
/// between versions (`In Use MB`, `In Use MiB`, `vInfoInUse`), so they are compared by their letters and digits alone. What
/// 3.x calls MB is MiB already, and is not rescaled.
struct RVToolsExport {
  enum Tab: String, CaseIterable {
    case info = "vInfo"
    case host = "vHost"
    case network = "vNetwork"
  }

  /// A row of vInfo.
  struct Machine {
    var line: Int32
    var name: String
    var isOn: Bool
    var isTemplate: Bool
    var isPlaceholder: Bool
    var cores: Double?
    var memoryMiB: Double?
    var provisionedMiB: Double?
    var inUseMiB: Double?
    var datacenter: String
    var cluster: String
    var host: String
    var system: String
    var folder: String
    var uuid: String
    var address: String
    /// What vCenter's custom attributes say, by the title of their column.
    var attributes: [(title: String, text: String)]
  }

  /// A row of vHost.
  struct Host {
    var line: Int32
    var name: String
    var datacenter: String
    var cluster: String
    var processors: Double?
    var cores: Double?
    var memoryMiB: Double?
    var vendor: String
    var model: String
    var version: String
  }

  private(set) var machines: [Machine] = []
  private(set) var hosts: [Host] = []
  /// File, and how many rows of it were read.
  private(set) var files: [(name: String, rows: Int)] = []
  private(set) var unused: [String] = []
  private(set) var hasHosts = false

  /// Reads the tabs among `files`. What cannot be read is reported; rows that are not tables' rows are left out.
  init(files given: [(name: String, bytes: [UInt8])], into findings: inout FindingCollector) {
    var addresses: [String: String] = [:]
    for (name, bytes) in given.sorted(by: { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }) {
      guard let tab = Self.tab(of: name) else {
        if name.lowercased().hasSuffix(".csv") { unused.append(name) }
        continue
      }
      let (csv, found) = CSVScanner.scan(bytes, file: name)
      findings.add(found.map { Self.tolerated($0, hasTable: csv != nil) })
      guard let csv else { continue }
      files.append((name, csv.rowCount))
      let reading = RVToolsTab(csv)
      switch tab {
      case .info: readMachines(reading, into: &findings)
      case .host:
        hasHosts = true
        readHosts(reading, into: &findings)
      case .network: readAddresses(reading, into: &addresses)
      }
    }
    for index in machines.indices where machines[index].address.isEmpty {
      machines[index].address = addresses[machines[index].name] ?? ""
    }
  }

  /// `RVTools_tabvInfo.csv`, `vInfo.csv`, whatever the letter case.
  static func tab(of file: String) -> Tab? {
    let name = file.lowercased()
    guard name.hasSuffix(".csv") else { return nil }
    return Tab.allCases.first { tab in
      let stem = name.dropLast(4)
      return stem == tab.rawValue.lowercased() || stem.hasSuffix("tab" + tab.rawValue.lowercased())
    }
  }

  /// Rows and columns of an export that are broken are left out and reported; they do not stop the import.
  private static func tolerated(_ finding: Finding, hasTable: Bool) -> Finding {
    let codes = [
      FindingCode.csvFieldCount, .csvUnnamedColumn, .csvDuplicateColumn, .csvQuote,
    ].map(\.code)
    guard hasTable, codes.contains(finding.code) else { return finding }
    var finding = finding
    finding.severity = .warning
    return finding
  }

  private mutating func readMachines(_ tab: RVToolsTab, into findings: inout FindingCollector) {
    guard let name = tab.column(["vm", "vmname"]) else {
      let near = tab.csv.columns.joined(separator: ", ")
      findings.add(.error, .exportColumn, in: tab.csv.file) {
        Finding(
          .error, .exportColumn, "a tab vInfo without column 'VM'", at: SourceLocation(file: tab.csv.file, line: 1),
          help: "its columns are \(near.prefix(200))")
      }
      return
    }
    let power = tab.column(["powerstate"])
    let template = tab.column(["template"])
    let placeholder = tab.column(["srmplaceholder"])
    let cores = tab.column(["cpus"])
    let memory = tab.column(["memory"])
    let provisioned = tab.column(["provisionedmb", "provisioned"])
    let inUse = tab.column(["inusemb", "inuse"])
    let datacenter = tab.column(["datacenter"])
    let cluster = tab.column(["cluster"])
    let host = tab.column(["host"])
    let running = tab.column(["osaccordingtothevmwaretools", "ostools"])
    let configured = tab.column(["osaccordingtotheconfigurationfile", "os"])
    let folder = tab.column(["folder"])
    let uuid = tab.column(["vmuuid", "uuid", "smbiosuuid"])
    let address = tab.column(["primaryipaddress"])
    let custom = tab.csv.columns.indices.filter { column in
      !tab.csv.columns[column].isEmpty && !RVToolsTab.knownInfoColumns.contains(tab.squeezed[column])
    }
    for row in 0..<tab.csv.rowCount {
      let key = tab.text(row, name)
      guard !key.isEmpty else {
        findings.add(.warning, .exportRow, in: tab.csv.file) {
          Finding(
            .warning, .exportRow, "a row without the name of a machine is left out", at: tab.csv.location(row: row),
            excerpt: SourceExcerpt(in: tab.csv.bytes, at: Int(tab.csv.rowStarts[row])).text)
        }
        continue
      }
      let seen = tab.text(row, running)
      machines.append(
        Machine(
          line: tab.csv.lines[row], name: key,
          // Only what is known to be off counts as off.
          isOn: !["poweredoff", "suspended"].contains(tab.text(row, power).lowercased()),
          isTemplate: tab.text(row, template).lowercased() == "true",
          isPlaceholder: tab.text(row, placeholder).lowercased() == "true",
          cores: tab.number(row, cores, into: &findings), memoryMiB: tab.number(row, memory, into: &findings),
          provisionedMiB: tab.number(row, provisioned, into: &findings),
          inUseMiB: tab.number(row, inUse, into: &findings), datacenter: tab.text(row, datacenter),
          cluster: tab.text(row, cluster), host: tab.text(row, host),
          system: seen.isEmpty ? tab.text(row, configured) : seen, folder: tab.text(row, folder),
          uuid: tab.text(row, uuid), address: tab.text(row, address),
          attributes: custom.compactMap { column in
            let text = tab.text(row, column)
            return text.isEmpty ? nil : (tab.csv.columns[column], text)
          }))
    }
  }

  private mutating func readHosts(_ tab: RVToolsTab, into findings: inout FindingCollector) {
    guard let name = tab.column(["host", "name"]) else {
      findings.add(.warning, .exportColumn, in: tab.csv.file) {
        Finding(
          .warning, .exportColumn, "a tab vHost without column 'Host' is not used",
          at: SourceLocation(file: tab.csv.file, line: 1))
      }
      hasHosts = false
      return
    }
    let datacenter = tab.column(["datacenter"])
    let cluster = tab.column(["cluster"])
    let processors = tab.column(["cpu", "numcpu"])
    let cores = tab.column(["cores", "numcpucores"])
    let memory = tab.column(["memory", "memorysize"])
    let vendor = tab.column(["vendor"])
    let model = tab.column(["model"])
    let version = tab.column(["esxversion"])
    for row in 0..<tab.csv.rowCount where !tab.text(row, name).isEmpty {
      hosts.append(
        Host(
          line: tab.csv.lines[row], name: tab.text(row, name), datacenter: tab.text(row, datacenter),
          cluster: tab.text(row, cluster), processors: tab.number(row, processors, into: &findings),
          cores: tab.number(row, cores, into: &findings), memoryMiB: tab.number(row, memory, into: &findings),
          vendor: tab.text(row, vendor), model: tab.text(row, model), version: tab.text(row, version)))
    }
  }

  /// The first IPv4 address of each machine.
  private func readAddresses(_ tab: RVToolsTab, into addresses: inout [String: String]) {
    guard let name = tab.column(["vm", "vmname"]), let address = tab.column(["ipv4address", "ipaddress"]) else {
      return
    }
    for row in 0..<tab.csv.rowCount {
      let text = tab.text(row, address)
      guard !text.isEmpty, addresses[tab.text(row, name)] == nil else { continue }
      addresses[tab.text(row, name)] = String(text.prefix { $0 != "," && $0 != " " })
    }
  }
}

/// A tab whose columns are found by the letters of their titles.
struct RVToolsTab {
  let csv: TextTable
  /// The titles, lower case, letters and digits alone, MiB as MB, without the prefix of database names.
  let squeezed: [String]

  init(_ csv: TextTable) {
    self.csv = csv
    squeezed = csv.columns.map(Self.squeeze)
  }

  static func squeeze(_ title: String) -> String {
    var text = title.lowercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
    for prefix in ["vinfo", "vhost", "vnetwork"] where text.hasPrefix(prefix) && text != prefix {
      text.removeFirst(prefix.count)
    }
    return text.hasSuffix("mib") ? text.dropLast(3) + "mb" : text
  }

  func column(_ titles: [String]) -> Int? {
    titles.lazy.compactMap { title in squeezed.firstIndex(of: title) }.first
  }

  /// The text of a cell. RVTools writes the word VM into cells of machines without data; that is no text.
  func text(_ row: Int, _ column: Int?) -> String {
    guard let column else { return "" }
    let text = csv.text(row: row, column: column)
    return text == "VM" && !["vm", "vmname"].contains(squeezed[column]) ? "" : text
  }

  /// The number in a cell. Whole numbers may be grouped, as the machine's locale did it.
  func number(_ row: Int, _ column: Int?, into findings: inout FindingCollector) -> Double? {
    guard let column else { return nil }
    let text = csv.text(row: row, column: column)
    if text.isEmpty || text == "VM" { return nil }
    // Beyond an exabyte of MiB a cell is damage, no size.
    if let value = Self.number(text), value <= 1e12 { return value }
    findings.add(.warning, .exportNumber, in: csv.file, label: csv.columns[column]) {
      let excerpt = csv.excerpt(row: row, column: column)
      return Finding(
        .warning, .exportNumber, "\(quoted(text)) is no size; it counts as not known",
        at: csv.location(row: row, column: column), excerpt: excerpt.text, caret: excerpt.caret)
    }
    return nil
  }

  static func number(_ text: String) -> Double? {
    let groups = text.split(omittingEmptySubsequences: false) { ".,' \u{A0}\u{202F}".contains($0) }
    let areDigits = groups.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
    if areDigits, groups.count > 1, groups[0].count <= 3, groups.dropFirst().allSatisfy({ $0.count == 3 }) {
      return Decimal.value(groups.joined())
    }
    guard let value = Decimal.value(text), value >= 0 else { return nil }
    return value
  }

  /// The columns that RVTools itself writes into vInfo, squeezed; every other is a custom attribute of vCenter.
  static let knownInfoColumns: Set<String> = Set(
    """
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
    """.split { $0 == " " || $0 == "\n" }.map(String.init))
}
