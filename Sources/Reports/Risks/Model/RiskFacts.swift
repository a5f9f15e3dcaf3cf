import Documents
import Estates
import Plans
import Topology

/// What the rules of the catalogue look at: the plan read against its estate, and sums that several of them need.
package struct RiskFacts: Sendable {
  package let reading: PlanReading
  package let delay: DelayCost
  package let groups: MoveGroups
  /// Services that many workloads share; none where the estate has no dependencies.
  package let services: [SharedService]
  /// What the estate costs in place in a year: hosts, racks, sites and run cost, retained and idle ones included.
  package let annualCost: Double

  package init(_ reading: PlanReading) {
    self.reading = reading
    delay = DelayCost(reading)
    groups = MoveGroups(reading.resolved, reading.demands)
    let estate = reading.estate
    services =
      estate.dependencies.count == 0
      ? [] : SharedServices(DependencyGraph(reading.resolved, reading.demands, groups)).all
    func sum(_ column: [Double?]) -> Double { column.reduce(0) { $0 + ($1 ?? 0) } }
    annualCost =
      sum(estate.hosts.annualCost) + sum(estate.racks.annualCost) + sum(estate.sites.annualCost)
      + sum(estate.workloads.annualRunCost)
  }

  package var plan: Plan { reading.plan }
  package var estate: Estate { reading.estate }
  package var program: Program { reading.estate.program }

  package func money(_ amount: Double) -> String { Wording.money(amount, reading.plan.currency) }

  /// The one-off cost of moving these, 0 where the inventory names none.
  package func moveCost(_ rows: [Int]) -> Double { rows.reduce(0) { $0 + moveCost($1) } }
  package func moveCost(_ row: Int) -> Double { max(0, estate.workloads.oneOffCost[row] ?? 0) }

  /// The same as a figure.
  package func moving(_ rows: [Int], _ name: String = "one-off cost") -> Quantity {
    Quantity(
      name, moveCost(rows), .money,
      from: "workloads.csv, one_off_cost, summed over \(Wording.count(rows.count, "workload"))")
  }

  /// What a day of delay of all these costs, as a figure.
  package func delay(of rows: [Int], _ name: String = "cost of a day of delay") -> Quantity {
    Quantity(
      name, delay.perDay(of: rows), .moneyPerDay,
      from:
        "run cost in place, what host, rack or site would give back, and the share of waiting initiatives, summed over "
        + Wording.count(rows.count, "workload"))
  }

  package func days(_ name: String, _ value: Int, from source: String) -> Quantity {
    Quantity(name, Double(value), .days, from: source)
  }

  /// What a year of the whole estate in place costs.
  package var yearOfEstate: Quantity {
    Quantity(
      "annual cost of the estate", annualCost, .moneyPerYear,
      from: "annual_cost of hosts, racks and sites and annual_run_cost of workloads, all summed")
  }

  /// What rehearsing these moves would cost.
  package func rehearsalCost(_ rows: [Int]) -> Quantity { moving(rows) * RiskAssumptions.rehearsalShare }

  /// What it costs when each of these is moved again and leaves one window later.
  package func failing(_ rows: [Int]) -> Quantity { moving(rows) + delay(of: rows) * RiskAssumptions.nextWindow }

  /// Each of `rows` fails its first window by itself: it is done again, one window later.
  package func failures(of rows: [Int], each share: Quantity) -> RiskEvents {
    .alike(rows.count, each: share, costing: failing(rows))
  }

  /// The rows as terms: wave, one-off cost and cost of a day of delay of each, the dearest first.
  package func moveTerms(_ rows: [Int]) -> @Sendable () -> [RiskTerm] {
    let facts = self
    return {
      rows.map { row in
        facts.term(
          row,
          [
            ("wave", .number(Double(facts.reading.wave[row]), .plain)),
            ("one_off_cost", .number(facts.moveCost(row), .money)),
            ("cost of a day of delay", .number(facts.delay.perDay[row], .moneyPerDay)),
          ])
      }
    }
  }

  package func term(_ row: Int, _ cells: [(String, RiskTerm.Cell)]) -> RiskTerm {
    RiskTerm(
      file: estate.workloads.table.file, line: Int(estate.workloads.table.lines[row]), key: reading.workloadKey(row),
      cells: cells)
  }

  package func term(site: Int, _ cells: [(String, RiskTerm.Cell)]) -> RiskTerm {
    RiskTerm(
      file: estate.sites.table.file, line: line(estate.sites.table, site), key: reading.siteKey(site), cells: cells)
  }

  package func term(host: Int, _ cells: [(String, RiskTerm.Cell)]) -> RiskTerm {
    RiskTerm(
      file: estate.hosts.table.file, line: line(estate.hosts.table, host), key: estate.texts[estate.hosts.keys[host]],
      cells: cells)
  }

  package func term(rack: Int, _ cells: [(String, RiskTerm.Cell)]) -> RiskTerm {
    RiskTerm(
      file: estate.racks.table.file, line: line(estate.racks.table, rack), key: estate.texts[estate.racks.keys[rack]],
      cells: cells)
  }

  func hostTerm(_ host: Int) -> RiskTerm {
    term(
      host: host,
      [
        ("annual_cost", .number(estate.hosts.annualCost[host] ?? 0, .moneyPerYear)),
        ("released", .text(reading.released.hosts[host].map { "\($0)" } ?? "not in this plan")),
      ])
  }

  /// The sites of hosts, each with what they cost there.
  func places(hosts: [Int]) -> [(site: Int, weight: Double)] {
    var weights: [Int: Double] = [:]
    for host in hosts where estate.hosts.site[host] != Estate.none {
      weights[Int(estate.hosts.site[host]), default: 0] += estate.hosts.annualCost[host] ?? 0
    }
    return weights.sorted { $0.key < $1.key }.map { (site: $0.key, weight: $0.value) }
  }

  func daysToHorizon(from day: Day) -> Quantity {
    Quantity("days to the horizon", Double(max(0, program.horizon - day)), .days, from: "\(day) to \(program.horizon)")
  }

  /// 0 for a row that only other tables name.
  private func line(_ table: Table, _ row: Int) -> Int { row < table.lines.count ? Int(table.lines[row]) : 0 }

  /// Whether a workload is carried over by moving it, rather than retired, replaced by something bought, or left.
  package func isCarried(_ row: Int) -> Bool {
    guard reading.wave[row] > 0 else { return false }
    switch estate.workloads.disposition[row] {
    case .rehost, .relocate, .replatform, .refactor: return true
    case .repurchase, .retire, .retain: return false
    }
  }

  /// The texts of a column of the workloads beyond those that every estate has; nil where the table lacks it.
  package func attribute(_ column: String) -> [TextPool.ID]? { estate.workloads.table.column(column) }

  /// Rows of those that leave, by wave and then by key.
  package func byCutover(_ rows: [Int]) -> [Int] {
    rows.filter { reading.wave[$0] > 0 }.sorted { left, right in
      if reading.wave[left] != reading.wave[right] { return reading.wave[left] < reading.wave[right] }
      return reading.workloadKey(left).utf8.lexicographicallyPrecedes(reading.workloadKey(right).utf8)
    }
  }

  /// The first cutover among these; the program's start where none leaves.
  package func firstCutover(_ rows: [Int]) -> Day { rows.compactMap { reading.cutover($0) }.min() ?? program.start }

  /// Lines of the workloads in their table.
  package func evidence(_ rows: [Int]) -> RiskEvidence {
    RiskFacts.evidence(estate.workloads.table.file, rows.map { Int(estate.workloads.table.lines[$0]) })
  }

  package func evidence(hosts rows: [Int]) -> RiskEvidence {
    RiskFacts.evidence(estate.hosts.table.file, rows.map { Int(estate.hosts.table.lines[$0]) })
  }

  package func evidence(sites rows: [Int]) -> RiskEvidence {
    RiskFacts.evidence(estate.sites.table.file, rows.map { Int(estate.sites.table.lines[$0]) })
  }

  package func evidence(rule index: Int) -> RiskEvidence {
    let rule = estate.program.rules[index]
    return RiskEvidence(
      file: rule.location.file, lines: rule.location.line > 0 ? [rule.location.line] : [], path: "/rules/\(index)")
  }

  /// At most thirty lines, ascending, and how many more there are.
  package static func evidence(_ file: String, _ lines: [Int]) -> RiskEvidence {
    let known = Set(lines.filter { $0 > 0 }).sorted()
    return RiskEvidence(file: file, lines: Array(known.prefix(30)), more: max(0, known.count - 30))
  }

  /// How a rule of the program is called in a sentence: its name, or its kind and what it is about.
  package func ruleLabel(_ index: Int) -> String {
    let rule = estate.program.rules[index]
    if let name = rule.name, !name.isEmpty { return "the \(rule.kind.word) “\(name)”" }
    let terms = rule.selector?.terms.map(Wording.term) ?? []
    return terms.isEmpty ? "the \(rule.kind.word) of all workloads" : "the \(rule.kind.word) of \(Wording.list(terms))"
  }

  /// What makes a rule the same one in another program: its name, or its kind, selector and dates; not its position.
  package func ruleSubject(_ index: Int) -> [String] {
    let rule = estate.program.rules[index]
    if let name = rule.name, !name.isEmpty { return [rule.kind.word, name] }
    var subject = [rule.kind.word] + (rule.selector?.terms.map(Wording.term) ?? [])
    switch rule.kind {
    case .freeze(let from, let to, _): subject += ["\(from)", "\(to)"]
    case .limit(let limit): subject.append(limit.measure)
    default: break
    }
    return subject
  }
}

extension Wording {
  /// A condition of a selector in words: `site TRN1`, `os Windows Server 2012* or AIX*`.
  package static func term(_ term: Selector.Term) -> String { "\(term.column) \(condition(term.condition))" }

  package static func condition(_ condition: Condition) -> String {
    switch condition {
    case .text(let text): text.isEmpty ? "(empty)" : text
    case .number(let number): Decimal.short(number, places: 6)
    case .any(let conditions): conditions.map(Self.condition).joined(separator: " or ")
    case .numbers(let min, let max):
      range(min.map { Decimal.short($0, places: 6) }, max.map { Decimal.short($0, places: 6) })
    case .dates(let min, let max): range(min.map { "\($0)" }, max.map { "\($0)" })
    }
  }

  private static func range(_ min: String?, _ max: String?) -> String {
    switch (min, max) {
    case (let min?, let max?): "\(min) to \(max)"
    case (let min?, nil): "from \(min)"
    case (nil, let max?): "up to \(max)"
    case (nil, nil): "any"
    }
  }
}
