import Documents
import Estates
import Plans
import Topology

/// What the rules of the catalogue look at: the plan read against its estate, and sums that several of them need.
package struct RiskFacts: Sendable {
  package let reading: PlanReading
  package let delay: DelayCost
  package let groups: MoveGroups
  /// What the estate costs in place in a year: hosts, racks, sites and run cost, retained and idle ones included.
  package let annualCost: Double

  package init(_ reading: PlanReading) {
    self.reading = reading
    delay = DelayCost(reading)
    groups = MoveGroups(reading.resolved, reading.demands)
    let estate = reading.estate
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
  package func moveCost(_ rows: [Int]) -> Double {
    rows.reduce(0) { $0 + max(0, estate.workloads.oneOffCost[$1] ?? 0) }
  }

  /// What rehearsing these moves would cost.
  package func rehearsalCost(_ rows: [Int]) -> Double { moveCost(rows) * RiskAssumptions.rehearsalShare }

  /// Each of `rows` fails its first window by itself: it is done again, one window later.
  package func failures(of rows: [Int], each share: Double) -> IndependentEvents {
    var events = IndependentEvents()
    for row in rows {
      let cost =
        max(0, estate.workloads.oneOffCost[row] ?? 0) + delay.perDay[row] * Double(RiskAssumptions.nextWindowDays)
      events.add(likelihood: share, cost: cost)
    }
    return events
  }

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
