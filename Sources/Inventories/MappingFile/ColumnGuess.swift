import Documents
import Estates

/// What a column of an unknown list probably says: by its header, in the words that people and tools use, else by its
/// values.
///
///     "Hostname"            web01, web02           name, the header says so
///     "RAM"                 8192, 16384            memory_gb in MB, by the size of the numbers
///     "Field 7"             10.1.2.3               ip_address, the values say so
struct ColumnGuess {
  var field: Field
  var unit: String?
  /// Why, for the planner who checks it.
  var because: String
  /// Better guesses are smaller: what a header says outright comes before what values suggest.
  var rank: Int

  /// The guess for a column of rows of a kind; nil where nothing tells.
  static func of(_ title: String, values: [String], kind: MappingWords.Kind) -> ColumnGuess? {
    if values.isEmpty { return nil }
    let name = HeaderName(title)
    for key in name.base == name.full ? [name.full] : [name.full, name.base] {
      guard let (field, rank) = field(key, kind) else { continue }
      let entry = MappingWords.byField[field]
      if let entry, !isReadable(values, entry.conversion, unit: name.unit) { continue }
      var guess = ColumnGuess(field: field, unit: nil, because: "the header", rank: rank)
      if let entry { guess.settleUnit(entry.conversion, header: name.unit, values: values) }
      return guess
    }
    return byValues(values, kind)
  }

  /// Whether a row looks like the names of columns: at least two of its cells, and a third of all, are words for such.
  static func isHeader(_ cells: [String]) -> Bool {
    let filled = cells.filter { !$0.isEmpty }
    let known = filled.count { cell in
      Recognition.names(of: cell).contains { key in
        words[key] != nil || dependencyWords[key] != nil || wordsOfFields[key] != nil
          || ownNames.values.contains { $0.contains(key) }
      }
    }
    return known >= 2 && known * 3 >= filled.count
  }

  // MARK: By the header

  private static func field(_ key: String, _ kind: MappingWords.Kind) -> (Field, Int)? {
    if kind.thing == .dependency {
      return dependencyWords[key].map { ($0, 0) }
    }
    if let own = ownNames[kind.thing], let rank = own.firstIndex(of: key) { return (.name, rank) }
    if let field = words[key], isOf(kind.thing, field) { return (field, 1) }
    // The word of the field itself: `memory_gb`.
    if let field = wordsOfFields[key], isOf(kind.thing, field) { return (field, 0) }
    return nil
  }

  /// Fields that a kind of rows has no use for are better kept as attributes.
  private static func isOf(_ thing: Thing, _ field: Field) -> Bool {
    switch thing {
    case .site:
      [.country, .regionName, .status, .annualCost, .leaseEnd, .committedUntil, .holdoverCost].contains(field)
    case .rack: [.site, .location, .heightUnits, .status, .annualCost, .committedUntil, .serial].contains(field)
    case .cluster: [.site, .spareHosts, .cpuOvercommit, .memoryOvercommit].contains(field)
    case .application:
      [
        .businessUnit, .owner, .criticality, .environment, .disposition, .team, .dataClass, .wave, .residency, .os,
      ].contains(field)
    case .machine, .detail: true
    case .powerFeed, .dependency, .unused: false
    }
  }

  /// The headers under which things have their own name, the plainest first.
  static let ownNames: [Thing: [String]] = [
    .machine: [
      "hostname", "servername", "vmname", "machinename", "computername", "devicename", "nodename", "assetname",
      "ciname", "systemname", "server", "vm", "machine", "computer", "device", "workload", "host", "virtualmachine",
      "name", "asset", "node", "rechnername", "nom", "system",
    ],
    .detail: ["hostname", "servername", "server", "vmname", "machine", "name"],
    .site: ["site", "sitename", "datacenter", "datacentre", "datacentername", "location", "building", "name"],
    .rack: ["rack", "rackname", "cabinet", "cabinetname", "name"],
    .cluster: ["cluster", "clustername", "name"],
    .application: [
      "applicationname", "application", "appname", "app", "businessapplication", "service", "servicename",
      "businessservice", "solution", "name", "anwendung",
    ],
  ]

  private static let dependencyWords: [String: Field] = groups([
    (
      .source,
      "source src from sourcehost sourceserver sourcename sourcevm sourceservername client consumer parent caller sourceworkload sourceapplication"
    ),
    (
      .target,
      "target destination dst dest to targethost targetserver targetname destinationhost destinationserver destinationname destinationvm server provider child callee dependson targetworkload targetapplication dependency"
    ),
    (.sourceAddress, "sourceip srcip sourceaddress srcaddr sourceipaddress"),
    (
      .targetAddress,
      "targetip destinationip destip dstip destinationaddress dstaddr targetipaddress destinationipaddress"
    ),
    (.port, "port destinationport dstport destport targetport serverport"),
    (.transport, "protocol proto transport"),
    (.count, "count connections connectioncount flows sessions frequency observations hits"),
    (.kind, "kind type dependencytype interface technology service"), (.relation, "relation"),
    (.splitCost, "annualsplitcost splitcost"), (.evidence, "evidence comment notes"),
    (.process, "sourceprocess"), (.targetProcess, "targetprocess destinationprocess"),
  ])

  private static let words: [String: Field] = groups([
    (.fqdn, "fqdn dnsname fullyqualifieddomainname fulldnsname dns"),
    (.uuid, "uuid biosuuid smbiosuuid vmuuid instanceuuid systemuuid"),
    (.serial, "serial serialnumber serialno sn servicetag seriennummer"),
    (.address, "ip ipaddress ipaddresses primaryip primaryipaddress ipv4 ipv4address managementip ipadresse mgmtip"),
    (.assetTag, "assettag assetnumber assetid inventorynumber assetno"),
    (.role, "isvirtual virtual physicalvirtual physicalorvirtual servertype machinetype virtualphysical vmorphysical"),
    (.power, "powerstate powerstatus powered state runningstate"),
    (.isTemplate, "template istemplate"), (.status, "status lifecyclestatus operationalstatus lifecycle assetstatus"),
    (.lastSeen, "lastseen lastdiscovered lastscan lastinventory lastcontact lastupdated"),
    (
      .cores,
      "cores cpus vcpu vcpus cpu cpucount numcpu cpucores corecount totalcores processorcores kerne ncpu noofcpus numberofcpus numberofcores"
    ),
    (.processors, "sockets processors cpusockets physicalcpus"),
    (.coresPerProcessor, "corespersocket corespercpu coresperprocessor"),
    (
      .memoryGB, "memory ram mem memorysize ramsize totalmemory memorytotal arbeitsspeicher installedmemory ramgb rammb"
    ),
    (
      .usedGB,
      "storageused usedstorage diskused useddisk storage usedspace inuse disk diskspace storagesize disksize totaldisk totalstorage usedgb hdd speicher"
    ),
    (
      .provisionedGB,
      "provisioned provisionedstorage provisionedspace allocatedstorage allocateddisk diskprovisioned storageprovisioned"
    ),
    (.cpuAverage, "cpuaverage avgcpu cpuavg averagecpu cpuusage cpuutilization cpuutilisation cpuload"),
    (.cpuP95, "cpup95 p95cpu cpu95 cpu95th cpu95thpercentile"), (.cpuPeak, "cpupeak peakcpu maxcpu cpumax"),
    (.memoryAverage, "memoryaverage avgmemory memavg averagememory memoryusage memoryutilization ramusage"),
    (.memoryP95, "memoryp95 p95memory mem95 memory95thpercentile"),
    (.memoryPeak, "memorypeak peakmemory maxmemory memmax"),
    (.os, "os operatingsystem osname osversionname betriebssystem guestos platform osfull"),
    (.osVersion, "osversion operatingsystemversion"), (.vendor, "vendor manufacturer make hersteller"),
    (.model, "model hardwaremodel hwmodel devicemodel modell producttype product"),
    (.hypervisor, "hypervisor hypervisorversion esxversion"),
    (.endOfSupport, "endofsupport eos eosl endoflife eol supportend warrantyend warrantyexpiry"),
    (.host, "hostserver esxhost esxihost vmhost hypervisorhost runson physicalhost hosthostname parenthost hostedon"),
    (.cluster, "cluster clustername vmcluster vmwarecluster"),
    (.site, "site sitename datacenter datacentre datacentername dc location standort building campus"),
    (.location, "room roomname hall datahall raum"), (.rack, "rack rackname cabinet cabinetname racknumber"),
    (.position, "position uposition rackposition startu rackunit ulocation uslot"),
    (.rackUnits, "uheight rackunits units heightu sizeu usize ruheight ru heightinu"),
    (
      .powerKW,
      "power powerdraw powerkw powerusage power_w watts kw wattage maxpower ratedpower nameplatepower powerconsumption budgetedpower"
    ),
    (.folder, "folder vmfolder"),
    (
      .application,
      "application applicationname app appname businessapplication service servicename businessservice anwendung system applications"
    ),
    (.environment, "environment env stage usedfor lifecyclestage tier_env umgebung sdlc"),
    (
      .businessUnit,
      "businessunit bu department division organisation organization costcenterowner abteilung lob lineofbusiness"
    ),
    (
      .owner,
      "owner applicationowner appowner businessowner serviceowner technicalowner contact responsible verantwortlich ownedby productowner"
    ),
    (.team, "team supportteam supportgroup operationsteam assignmentgroup managedby admin"),
    (
      .criticality,
      "criticality businesscriticality tier servicetier importance priority criticalitylevel kritikalitaet"
    ),
    (.dataClass, "dataclass dataclassification classification confidentiality datasensitivity"),
    (.residency, "residency dataresidency"),
    (
      .disposition,
      "disposition migrationstrategy strategy rtype treatment 6r 7r sixr sevenr rstrategy migrationtype plannedstrategy"
    ),
    (.targetRegion, "targetregion cloudregion azureregion awsregion gcpregion landingregion"),
    (.wave, "wave wavename migrationwave plannedwave movegroup"),
    (.size, "recommendedsize targetsize instancetype vmsize targetinstance sku"),
    (.readiness, "readiness cloudreadiness"),
    (.annualCloudCost, "annualcloudcost cloudcost targetcost cloudcostperyear"),
    (.annualRunCost, "annualruncost runcost operatingcost annualopex"),
    (.annualCost, "annualcost costperyear yearlycost"),
    (.oneOffCost, "oneoffcost migrationcost"), (.effortHours, "efforthours effort hours migrationeffort"),
    (.notBefore, "notbefore earliest earliestdate"), (.notAfter, "notafter latest latestdate deadline mustleaveby"),
    (.country, "country land countrycode"), (.regionName, "region"),
    (.heightUnits, "height heightunits totalunits rackheight usize uheight"),
    (.committedUntil, "committeduntil contractend contractuntil"),
    (.leaseEnd, "leaseend leaseexpiry leaseuntil endoflease"),
    (.holdoverCost, "holdoverannualcost holdovercost"), (.refreshCost, "refreshcost renewalcost replacementcost"),
    (.spareHosts, "sparehosts"), (.cpuOvercommit, "cpuovercommit"), (.memoryOvercommit, "memoryovercommit"),
  ])

  private static let wordsOfFields: [String: Field] = Dictionary(
    MappingWords.entries.map { (HeaderName($0.word).full, $0.field) }, uniquingKeysWith: { first, _ in first })

  private static func groups(_ groups: [(Field, String)]) -> [String: Field] {
    Dictionary(
      groups.flatMap { field, names in names.split(separator: " ").map { (String($0), field) } },
      uniquingKeysWith: { first, _ in first })
  }

  // MARK: By the values

  private static func byValues(_ values: [String], _ kind: MappingWords.Kind) -> ColumnGuess? {
    guard kind.thing == .machine || kind.thing == .detail else { return nil }
    func most(_ isSo: (String) -> Bool) -> Bool { values.count(where: isSo) * 10 >= values.count * 8 }
    func guess(_ field: Field) -> ColumnGuess {
      ColumnGuess(field: field, unit: nil, because: "the values", rank: 50)
    }
    if most({ Addresses.parse($0).first != nil }) { return guess(.address) }
    if most({ MachineMarks.uuid($0) != nil }) { return guess(.uuid) }
    if most({ MachineName($0).isQualified && !$0.contains("@") && $0.split(separator: ".").count > 2 }) {
      return guess(.fqdn)
    }
    if most({ SystemSupport().entry(of: $0) != nil }) { return guess(.os) }
    if most({ DispositionWord.disposition($0) != nil }) { return guess(.disposition) }
    if most({ ["poweredon", "poweredoff", "running", "suspended"].contains(HeaderName.squeezed($0)) }) {
      return guess(.power)
    }
    if most({ environments.contains(HeaderName.squeezed($0)) }) { return guess(.environment) }
    return nil
  }

  private static let environments: Set<String> = [
    "prod", "production", "prd", "dev", "development", "test", "tst", "qa", "uat", "staging", "stage", "preprod", "dr",
    "sandbox", "integration", "acceptance",
  ]

  /// Whether most values can be read as what the field holds.
  private static func isReadable(_ values: [String], _ conversion: Conversion, unit: String?) -> Bool {
    switch conversion {
    case .text, .line, .boolean: return true
    case .addresses: return values.contains { !Addresses.parse($0).isEmpty }
    case .number, .count, .gigabytes, .kilowatts, .percent, .day, .amount, .money:
      let converter = ColumnConverter(conversion, unit: unit, samples: values)
      let readable = values.count { (try? converter.value($0)) != nil }
      return readable * 2 >= values.count
    }
  }

  // MARK: Units

  private mutating func settleUnit(_ conversion: Conversion, header: String?, values: [String]) {
    let converter = ColumnConverter(.number, unit: nil, samples: values)
    let numbers = values.compactMap { converter.number($0) }
    let isWritten = !numbers.isEmpty && numbers.allSatisfy { $0.unit != nil }
    let sorted = numbers.map(\.value).sorted()
    let median = sorted.isEmpty ? 0 : sorted[sorted.count / 2]
    switch conversion {
    case .gigabytes:
      if isWritten { because += "; each value has its unit" }
      guard !isWritten else { return }
      if let header, let known = MappingWords.units(of: conversion).first(where: { $0.lowercased() == header }) {
        unit = known
        because += ", its unit included"
      } else {
        let limit = field == .memoryGB ? 900.0 : 30_000
        unit = median > limit ? "MB" : "GB"
        because += "; the unit by the size of the numbers: check it"
      }
    case .kilowatts:
      guard !isWritten else { return }
      if let header, ["w", "kw"].contains(header) {
        unit = header == "w" ? "W" : "kW"
        because += ", its unit included"
      } else {
        unit = median > 30 ? "W" : "kW"
        because += "; the unit by the size of the numbers: check it"
      }
    case .percent:
      guard let largest = sorted.last else { return }
      unit = largest <= 1 && sorted.contains { $0 > 0 && $0 < 1 } ? "fraction" : "percent"
    case .day:
      if ColumnConverter(.day, unit: nil, samples: values).isDayFirst == nil,
        values.contains(where: { $0.contains("/") })
      {
        unit = "month first"
        because += "; no day above 12 tells the order: check it"
      }
    case .text, .number, .count, .boolean, .addresses, .line, .amount, .money: break
    }
  }
}
