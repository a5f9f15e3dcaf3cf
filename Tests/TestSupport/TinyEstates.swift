import Documents
import Estates

/// Estates small enough to try every plan, as the files that a reader gets, with every column and rule of the page.
///
///     let files = TinyEstates.files(seed: 7)
///     files["workloads.csv"]      // header and at most seven rows
///     files["program.json"]       // two to four waves
///
/// All of them can be read without error. Some have no plan: pins, `leave` and limits are drawn without regard to each
/// other.
package enum TinyEstates {
  /// The files by name; a table that has no rows is left out.
  package static func files(seed: UInt64, workloads: Int = 7) -> [String: String] {
    var maker = TinyEstateMaker(seed: seed, most: workloads)
    return maker.make()
  }
}

private struct TinyEstateMaker {
  /// A table in the making: rows of cells by column.
  struct Sheet {
    var columns: [String]
    var rows: [[String: String]] = []

    var text: String {
      ([columns] + rows.map { row in columns.map { row[$0] ?? "" } })
        .map { $0.map(Sheet.quoted).joined(separator: ",") + "\n" }.joined()
    }

    private static func quoted(_ cell: String) -> String {
      cell.contains { $0 == "," || $0 == "\"" || $0 == "\n" }
        ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
    }
  }

  var random: SeededGenerator
  let most: Int
  let start = Day("2026-05-01")!
  var cutovers: [Day] = []
  var starts: [Day] = []
  var lag = 0
  var calendar = JSONValue.null

  var sites = Sheet(columns: [
    "site", "name", "country", "region", "annual_cost", "committed_until", "lease_end", "holdover_annual_cost",
  ])
  var racks = Sheet(columns: ["rack", "site", "annual_cost", "committed_until"])
  var clusters = Sheet(columns: ["cluster", "site", "spare_hosts", "cpu_overcommit", "memory_overcommit"])
  var hosts = Sheet(columns: [
    "host", "site", "rack", "cluster", "rack_units", "power_kw", "cores", "memory_gb", "annual_cost",
    "committed_until", "end_of_support", "refresh_cost", "release_order", "leaves",
  ])
  var applications = Sheet(columns: ["application", "name", "business_unit", "owner", "criticality"])
  var workloads = Sheet(columns: [
    "workload", "name", "application", "host", "cluster", "site", "environment", "business_unit", "owner", "team",
    "criticality", "os", "cores", "memory_gb", "storage_gb", "disposition", "target_region", "effort_hours",
    "lead_waves", "risk_points", "not_before", "not_after", "annual_run_cost", "annual_cloud_cost", "one_off_cost",
    "data_class", "residency", "pair", "licences",
  ])
  var dependencies = Sheet(columns: ["source", "target", "relation", "annual_split_cost", "kind", "evidence"])
  var initiatives = Sheet(columns: ["initiative", "name", "due", "annual_value", "late_annual_cost"])
  var members = Sheet(columns: ["initiative", "workload"])

  init(seed: UInt64, most: Int) {
    random = SeededGenerator(seed: seed)
    self.most = max(2, most)
  }

  mutating func make() -> [String: String] {
    makeCalendar()
    makePlaces()
    makeWorkloads()
    makeLeaves()
    makeDependencies()
    makeInitiatives()
    var files = ["program.json": program(), "workloads.csv": workloads.text]
    for (name, sheet) in [
      ("sites.csv", sites), ("racks.csv", racks), ("clusters.csv", clusters), ("hosts.csv", hosts),
      ("applications.csv", applications), ("dependencies.csv", dependencies), ("initiatives.csv", initiatives),
      ("initiative_workloads.csv", members),
    ] where !sheet.rows.isEmpty {
      files[name] = sheet.text
    }
    return files
  }

  // MARK: Chance

  mutating func one<Element>(of elements: [Element]) -> Element { elements[random.whole(0...elements.count - 1)] }

  mutating func maybe(_ percent: Int, _ cell: String) -> String { random.chance(percent) ? cell : "" }

  /// An amount of money in whole units.
  mutating func amount(_ range: ClosedRange<Int>) -> String { String(random.whole(range)) }

  mutating func day(_ from: Day, _ to: Day) -> Day { from + random.whole(0...max(0, to - from)) }

  // MARK: Calendar

  mutating func makeCalendar() {
    lag = one(of: [0, 30, 60])
    let count = random.whole(2...4)
    var first = start + random.whole(0...60)
    if random.chance(50) {
      let days = one(of: [1, 28, 91, 200])
      for wave in 0..<count {
        starts.append(first + wave * days)
        cutovers.append(first + (wave * days + days - 1))
      }
      calendar = .object([
        ("firstWaveStart", .string(first.description)), ("waveDays", .integer(days)),
        ("lastCutover", .string((cutovers.last! + random.whole(0...days - 1)).description)),
      ])
    } else {
      for _ in 0..<count {
        starts.append(first)
        cutovers.append(first + random.whole(0...90))
        first = cutovers.last! + random.whole(1...200)
      }
      calendar = .object([
        (
          "waves",
          .array(
            zip(starts, cutovers).map {
              .object([("start", .string($0.description)), ("cutover", .string($1.description))])
            })
        )
      ])
    }
  }

  /// A day on which something happens around the waves: mostly a cutover, or a day beside one.
  mutating func dayAroundWaves() -> Day { one(of: cutovers) + one(of: [-40, -1, 0, 0, 0, 1, 40]) }

  // MARK: Places

  mutating func makePlaces() {
    for site in 0..<random.whole(1...2) {
      var row = ["site": "S\(site)", "name": "Site, \(site)", "country": "IT", "region": "EMEA"]
      row["annual_cost"] = maybe(80, amount(0...90_000))
      row["committed_until"] = maybe(40, dayAroundWaves().description)
      if random.chance(50) {
        row["lease_end"] = dayAroundWaves().description
        row["holdover_annual_cost"] = maybe(80, amount(0...60_000))
      }
      sites.rows.append(row)
    }
    for rack in 0..<random.whole(1...3) {
      var row = ["rack": "R\(rack)", "site": one(of: sites.rows)["site"]!]
      row["annual_cost"] = maybe(80, amount(0...9000))
      row["committed_until"] = maybe(30, dayAroundWaves().description)
      racks.rows.append(row)
    }
    for cluster in 0..<random.whole(0...2) {
      var row = ["cluster": "C\(cluster)", "site": one(of: sites.rows)["site"]!]
      row["spare_hosts"] = maybe(60, amount(0...2))
      row["cpu_overcommit"] = maybe(60, one(of: ["1", "2.5", "4"]))
      row["memory_overcommit"] = maybe(40, one(of: ["1", "1.5"]))
      clusters.rows.append(row)
    }
    for host in 0..<random.whole(1...6) {
      var row = ["host": "H\(host)"]
      if random.chance(75) {
        let rack = one(of: racks.rows)
        row["rack"] = rack["rack"]
        row["site"] = rack["site"]
      } else {
        row["site"] = one(of: sites.rows)["site"]
        if random.chance(15) { row["rack"] = "R-\(row["site"]!)" }
      }
      if !clusters.rows.isEmpty, random.chance(55) { row["cluster"] = one(of: clusters.rows)["cluster"] }
      row["rack_units"] = host == 0 ? "2" : maybe(85, amount(1...4))
      row["power_kw"] = host == 0 ? "0.5" : maybe(80, one(of: ["0.1", "0.25", "0.7", "1.3"]))
      row["cores"] = maybe(80, one(of: ["2", "4", "8", "16"]))
      row["memory_gb"] = maybe(80, one(of: ["8", "16", "32", "64"]))
      row["annual_cost"] = maybe(85, amount(0...30_000))
      row["committed_until"] = maybe(30, dayAroundWaves().description)
      row["end_of_support"] = maybe(50, (dayAroundWaves() + one(of: [0, lag, 300])).description)
      row["refresh_cost"] = maybe(60, amount(0...25_000))
      row["release_order"] = maybe(40, one(of: ["1", "1", "2", "2.5"]))
      hosts.rows.append(row)
    }
    for application in ["A", "B"] {
      var row = ["application": application, "name": "Application \(application)"]
      row["business_unit"] = maybe(70, one(of: ["Sales", "Finance"]))
      row["owner"] = maybe(70, "owner of \(application)")
      row["criticality"] = maybe(70, amount(0...3))
      applications.rows.append(row)
    }
  }

  // MARK: Workloads

  mutating func makeWorkloads() {
    for workload in 0..<random.whole(2...most) {
      var row = ["workload": "W\(workload)", "name": "Workload \(workload)"]
      row["application"] = maybe(80, one(of: ["A", "A", "B"]))
      switch random.whole(0...9) {
      case 0...4:
        let host = one(of: hosts.rows)
        row["host"] = host["host"]
        // Cells that say the same again, or something else, change nothing.
        if random.chance(20), !clusters.rows.isEmpty { row["cluster"] = one(of: clusters.rows)["cluster"] }
        if random.chance(20) { row["site"] = one(of: sites.rows)["site"] }
      case 5...7 where !clusters.rows.isEmpty:
        row["cluster"] = one(of: clusters.rows)["cluster"]
        if random.chance(20) { row["site"] = one(of: sites.rows)["site"] }
      default: row["site"] = maybe(85, one(of: sites.rows)["site"]!)
      }
      row["environment"] = maybe(90, one(of: ["production", "development", "test"]))
      row["business_unit"] = maybe(30, one(of: ["Sales", "Finance"]))
      row["owner"] = maybe(20, "somebody")
      row["team"] = maybe(70, one(of: ["t1", "t2"]))
      row["criticality"] = maybe(30, amount(0...3))
      row["os"] = maybe(70, one(of: ["Windows Server 2012 R2", "RHEL 8", "AIX 7"]))
      row["cores"] = maybe(80, one(of: ["1", "2", "4", "12"]))
      row["memory_gb"] = maybe(80, one(of: ["4", "8", "24"]))
      row["storage_gb"] = maybe(70, amount(10...400))
      row["disposition"] = maybe(
        90,
        one(of: ["rehost", "rehost", "Replatform", "refactor", "relocate", "repurchase", "retire", "Retire", "retain"]))
      row["target_region"] = maybe(50, one(of: ["westeurope", "brazilsouth"]))
      row["effort_hours"] = maybe(75, one(of: ["5", "10", "20", "12.5"]))
      row["lead_waves"] = maybe(25, amount(1...2))
      row["risk_points"] = maybe(50, amount(0...5))
      if random.chance(20) { row["not_before"] = dayAroundWaves().description }
      if random.chance(15) { row["not_after"] = (cutovers.last! + one(of: [-100, -1, 0, 50])).description }
      row["annual_run_cost"] = maybe(70, amount(-500...8000))
      row["annual_cloud_cost"] = maybe(70, amount(-500...9000))
      row["one_off_cost"] = maybe(70, amount(-500...6000))
      row["data_class"] = maybe(30, "internal")
      row["residency"] = maybe(30, "EU")
      row["pair"] = maybe(35, one(of: ["P1", "P2"]))
      row["licences"] = maybe(40, one(of: ["1", "2", "3.5"]))
      workloads.rows.append(row)
    }
  }

  /// Where no workload stands in the way, hosts may leave by other means.
  mutating func makeLeaves() {
    var taken: Set<String> = []
    let clusterOfHost = Dictionary(uniqueKeysWithValues: hosts.rows.map { ($0["host"]!, $0["cluster"] ?? "") })
    for row in workloads.rows {
      if let host = row["host"] {
        taken.insert(host)
        taken.insert(clusterOfHost[host]!)
      } else if let cluster = row["cluster"] {
        taken.insert(cluster)
      }
    }
    for host in hosts.rows.indices where random.chance(60) {
      let row = hosts.rows[host]
      if taken.contains(row["host"]!) || taken.contains(row["cluster"] ?? "-") { continue }
      hosts.rows[host]["leaves"] = one(of: [
        row["rack"] == nil ? "with_site" : "with_rack", "With_Site", (start + random.whole(1...900)).description,
      ])
    }
  }

  // MARK: Dependencies and initiatives

  mutating func makeDependencies() {
    for _ in 0..<random.whole(0...4) {
      var row = ["source": one(of: workloads.rows)["workload"]!, "target": one(of: workloads.rows)["workload"]!]
      if random.chance(4) { row["target"] = "W-gone" }
      row["relation"] = maybe(60, one(of: ["together", "first", "First", "last", "near", "near", "apart"]))
      row["annual_split_cost"] = maybe(60, amount(0...9000))
      row["kind"] = maybe(85, one(of: ["sql", "https", "SMB"]))
      dependencies.rows.append(row)
    }
  }

  mutating func makeInitiatives() {
    for initiative in 0..<random.whole(0...2) {
      var row = ["initiative": "I\(initiative)", "name": "Initiative \(initiative)"]
      row["due"] = maybe(70, (dayAroundWaves() + one(of: [0, 0, -200])).description)
      row["annual_value"] = maybe(80, amount(0...70_000))
      row["late_annual_cost"] = maybe(70, amount(0...20_000))
      initiatives.rows.append(row)
      for workload in workloads.rows where random.chance(35) {
        members.rows.append(["initiative": "I\(initiative)", "workload": workload["workload"]!])
      }
    }
  }

  // MARK: The program

  mutating func program() -> String {
    let horizon = cutovers.last! + (lag + random.whole(0...1500))
    let members: [(String, JSONValue)] = [
      ("name", "tiny"), ("currency", "EUR"), ("start", .string(start.description)),
      ("horizon", .string(horizon.description)), ("discountRate", .literal(one(of: ["0", "0.08", "0.035"]))),
      ("calendar", calendar), ("decommissionLagDays", .integer(lag)),
      ("parallelRunDays", .integer(one(of: [0, 14]))), ("riskOwner", "office@example.com"),
      ("targets", .array((0..<random.whole(0...2)).map { _ in target() })),
      ("rules", .array((0..<random.whole(1...7)).map { _ in rule() })),
    ]
    return String(decoding: JSONWriter.bytes(.object(members)), as: UTF8.self)
  }

  mutating func share(_ range: ClosedRange<Int>) -> JSONValue { .number(Double(random.whole(range)) / 20) }

  mutating func target() -> JSONValue {
    let by = one(of: cutovers) + one(of: [0, lag, lag + 1, lag + 100])
    var members: [(String, JSONValue)] = [
      ("measure", .string(one(of: ["hosts", "rack_units", "power_kw", "racks", "sites", "workloads"]))),
      ("reduction", share(4...20)), ("by", .string(by.description)),
    ]
    if random.chance(20) { members.append(("baseline", .number(random.quarter(3...12)))) }
    if random.chance(25) { members.append(("penaltyPerPoint", .integer(random.whole(0...900)))) }
    if random.chance(60) {
      var milestone: [(String, JSONValue)] = [
        ("by", .string(max(start, by + (0 - random.whole(1...300))).description)), ("reduction", share(1...4)),
      ]
      if random.chance(30) { milestone.append(("penaltyPerPoint", .integer(random.whole(0...900)))) }
      members.append(("milestones", .array([.object(milestone)])))
    }
    return .object(members)
  }

  mutating func selector() -> JSONValue {
    switch random.whole(0...9) {
    case 0: return .object([("environment", .string(one(of: ["dev*", "PRODUCTION", "t?st", "*"])))])
    case 1: return .object([("team", .array(["t1", "t3"]))])
    case 2: return .object([("cores", .object([("min", .integer(2))]))])
    case 3: return .object([("cores", .integer(4)), ("team", "")])
    case 4: return .object([("site", "s0")])
    case 5: return .object([("cluster", "C*")])
    case 6: return .object([("business_unit", "finance")])
    case 7: return .object([("criticality", .object([("min", .integer(0)), ("max", .integer(1))]))])
    case 8: return .object([("not_before", .object([("max", .string(cutovers[0].description))]))])
    default: return .object([("workload", .array([.string(someWorkload()), .string(someWorkload())]))])
    }
  }

  mutating func someWorkload() -> String { one(of: workloads.rows)["workload"]! }

  mutating func by() -> JSONValue {
    .array(one(of: [["application"], ["application", "environment"], ["pair"], ["site", "team"], ["business_unit"]]))
  }

  mutating func rule() -> JSONValue {
    var members: [(String, JSONValue)]
    func dates(_ maker: inout TinyEstateMaker) -> [(String, JSONValue)] {
      let from = maker.dayAroundWaves()
      return [
        ("from", .string(from.description)), ("to", .string((from + maker.random.whole(0...90)).description)),
      ]
    }
    var mayHaveSelector = true
    switch random.whole(0...14) {
    case 0: members = [("rule", "together"), ("by", by())]
    case 1:
      members = [
        ("rule", "order"), ("by", by()), ("first", .object([("environment", "development")])),
        ("then", .object([("environment", .string(one(of: ["prod*", "*"])))])),
      ]
      if random.chance(70) { members.append(("lagWaves", .integer(random.whole(0...2)))) }
    case 2: members = [("rule", "apart"), ("by", by())]
    case 3:
      mayHaveSelector = false
      members = [
        ("rule", "relate"), ("kind", .string(one(of: ["s*", "https", "*", ""]))),
        ("relation", .string(one(of: ["together", "first", "last", "near", "apart"]))),
      ]
      if random.chance(50) { members.append(("annualSplitCost", .integer(random.whole(0...5000)))) }
    case 4: members = [("rule", "near"), ("by", by()), ("annualSplitCost", .integer(random.whole(0...6000)))]
    case 5...8: members = limit()
    case 9:
      mayHaveSelector = false
      members = [("rule", "freeze"), ("where", selector())] + dates(&self)
      if random.chance(50) { members.append(("test", .string(one(of: ["cutover", "wave"])))) }
    case 10: members = [("rule", "notBefore"), ("date", .string(dayAroundWaves().description))]
    case 11: members = [("rule", "notAfter"), ("date", .string(dayAroundWaves().description))]
    case 12:
      mayHaveSelector = false
      members = [
        ("rule", "leave"), ("where", .object([("workload", .string(someWorkload()))])),
        ("by", .string((cutovers.last! + one(of: [-60, 0, 30])).description)),
      ]
    case 13:
      mayHaveSelector = false
      members = [
        ("rule", "pin"), ("where", .object([("workload", .string(someWorkload()))])),
        ("wave", .integer(random.whole(1...cutovers.count))),
      ]
    default:
      mayHaveSelector = false
      members = [("rule", "stay"), ("where", .object([("workload", .string(someWorkload()))]))]
    }
    if mayHaveSelector, random.chance(40) { members.append(("where", selector())) }
    return .object(members)
  }

  mutating func limit() -> [(String, JSONValue)] {
    let measure = one(of: ["effort_hours", "effort_hours", "workloads", "cores", "storage_gb", "licences"])
    let scale = ["effort_hours": 10, "workloads": 1, "cores": 3, "storage_gb": 150, "licences": 2][measure]!
    var members: [(String, JSONValue)] = [
      ("rule", "limit"), ("name", .string("limit of \(measure)")), ("measure", .string(measure)),
    ]
    let form = random.whole(0...5)
    if form <= 1 || form == 5 { members.append(("perWave", .integer(scale * random.whole(1...4)))) }
    if form == 2 {
      members.append(("perWave", .array([.integer(scale), .integer(2 * scale), .integer(3 * scale)])))
    }
    if form == 3 || form == 5 { members.append(("perQuarter", .integer(scale * random.whole(1...4)))) }
    if form == 4 || form == 5 { members.append(("perYear", .integer(scale * random.whole(2...6)))) }
    let from = dayAroundWaves()
    if random.chance(25) { members.append(("from", .string(from.description))) }
    if random.chance(25) { members.append(("to", .string(max(from, cutovers.last! + one(of: [-80, 0])).description))) }
    if random.chance(35) { members.append(("spread", .bool(random.chance(60)))) }
    return members
  }
}
