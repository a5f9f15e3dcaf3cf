import Documents
import Estates
import Plans
import Topology

/// The plan as data for the script of `report.html`: who leaves when, what needs what, what is parted, which risks concern
/// whom.
///
///     items     W1, W2, W3 …            by key; up to `itemLimit` workloads, beyond that applications
///     parts     item 0, wave 7, DC1 …   one for each workload, or for each (application, wave, site, team, …) with a count
///     links     0 → 2, near …           what each item needs, without duplicates
///
/// Columns are lists of whole numbers: a text that many share stands once in a list of values, number 0 being "not known".
/// Lists of items are written as runs: how many to skip, how many to take. Texts pass `VisibleText`, as everywhere on the page.
struct PageData {
  /// Up to so many workloads are listed one by one; the page stays quick to load and to search.
  static let itemLimit = 10_000
  /// Up to so many dependencies as well; of applications the heaviest pairs.
  static let linkLimit = 150_000

  let report: PlanReport
  /// Whether an item is a workload; else it is an application.
  let isByWorkload: Bool
  private let links: PageLinks
  private let items: [Item]
  /// Item of each workload.
  private let itemOf: [Int]

  private struct Item {
    var key: String
    var name: String
    /// Row of the estate's workloads or applications; -1 for workloads that are counted together.
    var row: Int
  }

  private var reading: PlanReading { report.reading }
  private var estate: Estate { report.estate }

  static func isByWorkload(_ reading: PlanReading) -> Bool {
    reading.estate.workloads.count <= itemLimit && reading.demands.links.count <= linkLimit
  }

  init(_ report: PlanReport) {
    self.report = report
    let reading = report.reading
    isByWorkload = PageData.isByWorkload(reading)
    (items, itemOf) = isByWorkload ? PageData.workloads(reading) : PageData.applications(reading)
    links = PageLinks(reading, itemOf: itemOf, isByWorkload: isByWorkload, limit: PageData.linkLimit)
  }

  // MARK: Items

  private static func workloads(_ reading: PlanReading) -> (items: [Item], itemOf: [Int]) {
    let workloads = reading.estate.workloads
    let texts = reading.estate.texts
    let order = (0..<workloads.count).sorted { texts.precedes(workloads.keys[$0], workloads.keys[$1]) }
    var itemOf = [Int](repeating: 0, count: workloads.count)
    for (item, row) in order.enumerated() { itemOf[row] = item }
    return (order.map { Item(key: texts[workloads.keys[$0]], name: texts[workloads.names[$0]], row: $0) }, itemOf)
  }

  /// Applications, and what has none by site. Of more than `itemLimit` the smallest are counted together, by site as well.
  private static func applications(_ reading: PlanReading) -> (items: [Item], itemOf: [Int]) {
    let estate = reading.estate
    let applications = estate.applications
    var counts = [Int](repeating: 0, count: applications.count)
    for application in estate.workloads.application where application != Estate.none { counts[Int(application)] += 1 }
    let bySize = (0..<applications.count).filter { counts[$0] > 0 }.sorted { left, right in
      counts[left] != counts[right]
        ? counts[left] > counts[right] : estate.texts.precedes(applications.keys[left], applications.keys[right])
    }
    let kept = bySize.prefix(max(0, itemLimit - 2 * (estate.sites.count + 1)))
    let order = kept.sorted { estate.texts.precedes(applications.keys[$0], applications.keys[$1]) }
    var items = order.map {
      Item(key: estate.texts[applications.keys[$0]], name: estate.texts[applications.names[$0]], row: $0)
    }
    var itemOfApplication = [Int](repeating: -1, count: applications.count)
    for (item, application) in order.enumerated() { itemOfApplication[application] = item }
    var together: [String: Int] = [:]
    let itemOf = (0..<estate.workloads.count).map { row -> Int in
      let application = estate.workloads.application[row]
      if application != Estate.none, itemOfApplication[Int(application)] >= 0 {
        return itemOfApplication[Int(application)]
      }
      let site = reading.site(row).map(reading.siteKey) ?? "no known site"
      let name = "(\(application == Estate.none ? "no application" : "smaller applications"), \(site))"
      if let item = together[name] { return item }
      together[name] = items.count
      items.append(Item(key: name, name: "", row: -1))
      return items.count - 1
    }
    return (items, itemOf)
  }

  // MARK: The whole

  var json: JSONValue {
    var codes = PageCodes()
    let parts = parts(&codes)
    var members: [(String, JSONValue)] = [
      ("byWorkload", .bool(isByWorkload)), ("currency", text(report.currency)),
      ("horizon", text("\(estate.program.horizon)")),
      ("waves", .array(report.plan.waves.map { .array([text("\($0.start)"), text("\($0.cutover)")]) })),
      ("stays", .array(StayReason.allCases.map { text(Wording.reason($0)) })),
      ("keys", .array(items.map { text($0.key) })),
      ("names", .array(items.map { text($0.name == $0.key ? "" : $0.name) })),
      ("applications", applications(&codes)), ("parts", parts), ("links", links.json), ("splits", splits),
      ("risks", risks), ("initiatives", initiatives),
    ]
    members.append(("values", codes.json))
    return .object(members)
  }

  private func text(_ raw: String) -> JSONValue { .string(VisibleText.of(raw)) }

  private func number(_ value: Double?) -> JSONValue { value.map { .literal(Decimal.short($0, places: 1)) } ?? .null }

  // MARK: Parts

  private func parts(_ codes: inout PageCodes) -> JSONValue {
    isByWorkload ? workloadParts(&codes) : applicationParts(&codes)
  }

  /// The wave; below zero the reason for which it stays, from -1.
  private func wave(_ row: Int) -> Int {
    guard reading.wave[row] == 0 else { return reading.wave[row] }
    let reason = reading.stay[row] ?? .choice
    return -1 - (StayReason.allCases.firstIndex(of: reason) ?? 0)
  }

  private func workloadParts(_ codes: inout PageCodes) -> JSONValue {
    let workloads = estate.workloads
    let rows = items.map(\.row)
    func column(_ name: String, _ value: (Int) -> String) -> (String, JSONValue) {
      (name, .array(rows.map { .integer(codes.number(of: value($0), in: name)) }))
    }
    return .object([
      ("wave", .array(rows.map { .integer(wave($0)) })),
      ("application", .array(rows.map { .integer(Int(workloads.application[$0]) + 1) })),
      column("site") { reading.site($0).map(reading.siteLabel) ?? "" },
      column("team") { estate.texts[workloads.teams[$0]] },
      column("disposition") { workloads.disposition[$0].rawValue },
      column("environment") { estate.texts[workloads.environments[$0]] },
      column("unit") { estate.texts[reading.businessUnits[$0]] },
      column("owner") { estate.texts[reading.owners[$0]] },
      column("region") { estate.texts[workloads.targetRegions[$0]] },
      column("machine") { row in
        let placement = reading.resolved.placement
        if placement.cluster[row] != Estate.none {
          return estate.texts[estate.clusters.keys[Int(placement.cluster[row])]]
        }
        return workloads.host[row] == Estate.none ? "" : estate.texts[estate.hosts.keys[Int(workloads.host[row])]]
      },
      ("hours", .array(rows.map { number(workloads.effortHours[$0]) })),
      ("gigabytes", .array(rows.map { number(workloads.storageGB[$0]) })),
    ])
  }

  /// Workloads of an application that share wave, site, team, disposition, environment and business unit are one part.
  private func applicationParts(_ codes: inout PageCodes) -> JSONValue {
    struct Part {
      var numbers: [Int]
      var count = 0
      var hours = 0.0
      var gigabytes = 0.0
    }
    var parts: [Part] = []
    var places: [[Int]: Int] = [:]
    for row in 0..<estate.workloads.count {
      let numbers = [
        itemOf[row], wave(row), codes.number(of: reading.site(row).map(reading.siteLabel) ?? "", in: "site"),
        codes.number(of: estate.texts[estate.workloads.teams[row]], in: "team"),
        codes.number(of: estate.workloads.disposition[row].rawValue, in: "disposition"),
        codes.number(of: estate.texts[estate.workloads.environments[row]], in: "environment"),
        codes.number(of: estate.texts[reading.businessUnits[row]], in: "unit"),
      ]
      let place = places[numbers] ?? parts.count
      if place == parts.count {
        places[numbers] = place
        parts.append(Part(numbers: numbers))
      }
      parts[place].count += 1
      parts[place].hours += estate.workloads.effortHours[row] ?? 0
      parts[place].gigabytes += estate.workloads.storageGB[row] ?? 0
    }
    parts.sort { $0.numbers.lexicographicallyPrecedes($1.numbers) }
    let names = ["item", "wave", "site", "team", "disposition", "environment", "unit"]
    return .object(
      names.enumerated().map { column, name in (name, .array(parts.map { .integer($0.numbers[column]) })) } + [
        ("count", .array(parts.map { .integer($0.count) })),
        ("hours", .array(parts.map { number($0.hours) })),
        ("gigabytes", .array(parts.map { number($0.gigabytes.rounded()) })),
      ])
  }

  /// The applications of the workloads, by row; of items that are applications themselves owner and unit alone.
  private func applications(_ codes: inout PageCodes) -> JSONValue {
    let applications = estate.applications
    let rows = isByWorkload ? Array(0..<applications.count) : items.map(\.row)
    func column(_ name: String, _ ids: [TextPool.ID]) -> (String, JSONValue) {
      (name, .array(rows.map { .integer($0 < 0 ? 0 : codes.number(of: estate.texts[ids[$0]], in: name)) }))
    }
    var members = [column("owner", applications.owners), column("unit", applications.businessUnits)]
    if isByWorkload {
      members.append(("keys", .array(rows.map { text(estate.texts[applications.keys[$0]]) })))
      members.append(
        (
          "names",
          .array(
            rows.map {
              text(applications.names[$0] == applications.keys[$0] ? "" : estate.texts[applications.names[$0]])
            })
        ))
    }
    return .object(members)
  }

  // MARK: What is parted

  /// The waves in which a split opens and closes; 0 where it stays open, or where no cutover has that date.
  private var splits: JSONValue {
    var waveOf: [Day: Int] = [:]
    for wave in report.plan.waves { waveOf[wave.cutover] = wave.number }
    let rows = KeyedRows(estate.workloads.keys, estate.texts)
    var byLink: [Int: (from: Int, until: Int, annual: Double, cost: Double)] = [:]
    var groups: [JSONValue] = []
    var sums: [Int: (count: Int, annual: Double, cost: Double)] = [:]
    let members = groupMembers
    for split in report.plan.splits {
      let (from, until) = (waveOf[split.from] ?? 0, split.until.flatMap { waveOf[$0] } ?? 0)
      var touched: Set<Int> = []
      switch split.source {
      case .dependency(let source, let target, _):
        guard let source = rows.row(of: source), let target = rows.row(of: target) else { continue }
        touched = [itemOf[source], itemOf[target]]
        if isByWorkload, let link = links.number(from: itemOf[source], to: itemOf[target]) {
          var sum = byLink[link] ?? (from, until, 0, 0)
          sum.annual += split.annualCost
          sum.cost += split.cost
          byLink[link] = sum
        }
      case .group(let rule, let values):
        let inside = members[[String(rule)] + values] ?? []
        touched = Set(inside.map { itemOf[Int($0)] })
        if isByWorkload {
          groups.append(
            .array([
              text("\(values.joined(separator: " / ")) (\(report.ruleName(rule)))"), .integer(from), .integer(until),
              .literal(Decimal.short(split.annualCost, places: 0)), .literal(Decimal.short(split.cost, places: 0)),
              PageData.runs(touched.sorted()),
            ]))
        }
      }
      if !isByWorkload {
        for item in touched {
          var sum = sums[item] ?? (0, 0, 0)
          sum.count += 1
          sum.annual += split.annualCost
          sum.cost += split.cost
          sums[item] = sum
        }
      }
    }
    let linked = byLink.sorted { $0.key < $1.key }
    let summed = sums.sorted { $0.key < $1.key }
    func money(_ amount: Double) -> JSONValue { .literal(Decimal.short(amount, places: 0)) }
    return .object([
      ("link", .array(linked.map { .integer($0.key) })), ("from", .array(linked.map { .integer($0.value.from) })),
      ("until", .array(linked.map { .integer($0.value.until) })),
      ("annual", .array(linked.map { money($0.value.annual) })), ("cost", .array(linked.map { money($0.value.cost) })),
      ("groups", .array(groups)),
      (
        "sums",
        .array(
          summed.map { item, sum in
            .array([.integer(item), .integer(sum.count), money(sum.annual), money(sum.cost)])
          })
      ),
    ])
  }

  /// Members of the groups of `near` rules, by rule and shared values.
  private var groupMembers: [[String]: [Int32]] {
    var members: [[String]: [Int32]] = [:]
    for (index, rule) in estate.program.rules.enumerated() {
      guard case .near = rule.kind else { continue }
      for group in reading.resolved.groups[index] {
        members[[String(index)] + group.values.map { estate.texts[$0] }] = group.members
      }
    }
    return members
  }

  // MARK: Risks and initiatives

  private var risks: JSONValue {
    let rows = KeyedRows(estate.workloads.keys, estate.texts)
    return .array(
      report.register.risks.map { risk in
        let touched = Set(risk.workloads.compactMap { rows.row(of: $0) }.map { itemOf[$0] })
        return .object([
          ("id", text(risk.id)), ("name", text("\(risk.name): \(risk.subject)")), ("text", text(risk.description)),
          ("exposure", text(report.money(risk.exposure))), ("owner", text(risk.owner)),
          ("workloads", .integer(risk.workloads.count)), ("items", PageData.runs(touched.sorted())),
        ])
      })
  }

  private var initiatives: JSONValue {
    let rows = KeyedRows(estate.initiatives.keys, estate.texts)
    return .array(
      report.plan.initiatives.compactMap { result in
        guard let row = rows.row(of: result.initiative) else { return nil }
        let name = estate.texts[estate.initiatives.names[row]]
        let touched = Set(estate.initiatives.memberRange(row).map { itemOf[Int(estate.initiatives.members[$0])] })
        return .object([
          ("name", text(name.isEmpty ? result.initiative : name)), ("due", text(result.due.map { "\($0)" } ?? "")),
          ("ready", text(result.ready.map { "\($0)" } ?? "")), ("items", PageData.runs(touched.sorted())),
        ])
      })
  }

  /// Rising numbers as runs: 3, 4, 5, 9 are skip 3, take 3, skip 3, take 1.
  static func runs(_ numbers: [Int]) -> JSONValue {
    var runs: [JSONValue] = []
    var next = 0
    var start = 0
    while start < numbers.count {
      var end = start
      while end + 1 < numbers.count && numbers[end + 1] == numbers[end] + 1 { end += 1 }
      runs.append(.integer(numbers[start] - next))
      runs.append(.integer(end - start + 1))
      next = numbers[end] + 1
      start = end + 1
    }
    return .array(runs)
  }
}

/// The texts that columns share, by column; number 0 is the empty text.
struct PageCodes {
  private var numbers: [String: [String: Int]] = [:]
  private var texts: [String: [String]] = [:]

  mutating func number(of text: String, in column: String) -> Int {
    if text.isEmpty { return 0 }
    if let number = numbers[column]?[text] { return number }
    let number = (texts[column]?.count ?? 0) + 1
    numbers[column, default: [:]][text] = number
    texts[column, default: []].append(text)
    return number
  }

  var json: JSONValue {
    .object(
      texts.sorted { $0.key < $1.key }.map { column, texts in
        (column, .array([.string("")] + texts.map { .string(VisibleText.of($0)) }))
      })
  }
}
