import Documents
import Estates
import Plans
import Topology

/// A limit of the program beside what the plan makes of it.
struct LimitUse: Sendable {
  /// Index of the rule.
  let index: Int
  let limit: Limit
  let use: Plan.RuleUse
  /// Rows of the selected workloads that leave.
  let movers: [Int]
  private let reading: PlanReading

  fileprivate init(index: Int, limit: Limit, use: Plan.RuleUse, movers: [Int], reading: PlanReading) {
    self.index = index
    self.limit = limit
    self.use = use
    self.movers = movers
    self.reading = reading
  }

  /// The selected workloads whose cutover lies in a period: `wave 3`, `2027-Q2` or `2027`.
  func movers(in period: Plan.RuleUse.Period) -> [Int] {
    movers.filter { LimitUse.holds(period.period, reading.plan.waves[reading.wave[$0] - 1]) }
  }

  /// The period of single waves in which that wave lies, where the limit has one.
  func period(ofWave wave: Int) -> Plan.RuleUse.Period? {
    use.periods.first { LimitUse.holds($0.period, reading.plan.waves[wave - 1]) }
  }

  static func holds(_ period: String, _ wave: Plan.Wave) -> Bool {
    let (year, month, _) = wave.cutover.date
    return period == "wave \(wave.number)" || period == "\(year)-Q\((month + 2) / 3)" || period == "\(year)"
  }
}

extension RiskFacts {
  /// The limits of the program, in its order.
  var limits: [LimitUse] {
    plan.rules.compactMap { use in
      guard program.rules.indices.contains(use.index), case .limit(let limit) = program.rules[use.index].kind else {
        return nil
      }
      let selected = reading.resolved.selections[use.index]
      let movers = reading.movers.joined().filter { selected.contains($0) }
      return LimitUse(index: use.index, limit: limit, use: use, movers: Array(movers), reading: reading)
    }
  }

  /// The numbers of a column that a limit counts; nil for `workloads`, and for a column that the estate does not have.
  func measured(_ measure: String) -> [Double?]? {
    if measure == "workloads" { return nil }
    return estate.workloads.table.column(measure).map { cells in
      cells.map { NumberText.value(estate.texts[$0]) }
    }
  }

  /// A period of a limit as a term: how full it is, and what the rule says of it.
  func periodTerm(_ rule: Int, _ period: Plan.RuleUse.Period, _ cells: [(String, RiskTerm.Cell)]) -> RiskTerm {
    RiskTerm(
      file: "plan.json", path: "/rules/\(rule)", key: period.period,
      cells: [("use", .number(period.use, .plain)), ("limit", .number(period.limit, .plain))] + cells)
  }

  /// Those that leave, wave by wave.
  func byWave(_ rows: [Int]) -> [(wave: Int, rows: [Int])] {
    var waves: [Int: [Int]] = [:]
    for row in rows where reading.wave[row] > 0 { waves[reading.wave[row], default: []].append(row) }
    return waves.sorted { $0.key < $1.key }.map { (wave: $0.key, rows: $0.value) }
  }

  /// The length of the longest wave in which one of these leaves, in days.
  func waveDays(of rows: [Int]) -> Int {
    rows.map { plan.waves[reading.wave[$0] - 1] }.map { $0.cutover - $0.start + 1 }.max() ?? 0
  }
}

extension RiskFacts {
  /// Where leaving workloads run, site by site, in the order of the table; `site` is nil for those of unknown place.
  var bySite: [(site: Int?, leaving: [Int])] {
    var rows = [[Int]](repeating: [], count: estate.sites.count + 1)
    for row in 0..<estate.workloads.count where reading.wave[row] > 0 {
      rows[reading.site(row) ?? estate.sites.count].append(row)
    }
    return rows.indices.compactMap { site in
      rows[site].isEmpty ? nil : (site < estate.sites.count ? site : nil, byCutover(rows[site]))
    }
  }

  func siteName(_ site: Int?) -> String { site.map(reading.siteLabel) ?? "an unknown site" }
  func siteKey(_ site: Int?) -> String { site.map(reading.siteKey) ?? "" }

  /// The key, with the name in brackets where there is another one.
  func workloadLabel(_ row: Int) -> String {
    let key = reading.workloadKey(row)
    let name = estate.texts[estate.workloads.names[row]]
    return name.isEmpty || name == key ? key : "\(key) (\(name))"
  }

  func initiativeLabel(_ row: Int) -> String {
    let key = estate.texts[estate.initiatives.keys[row]]
    let name = estate.texts[estate.initiatives.names[row]]
    return name.isEmpty || name == key ? "initiative \(key)" : "initiative \(key) (\(name))"
  }

  /// What a group is called: the application most of its workloads belong to, else its first workload.
  func groupName(_ rows: [Int]) -> String {
    var counts: [Int32: Int] = [:]
    for row in rows where estate.workloads.application[row] != Estate.none {
      counts[estate.workloads.application[row], default: 0] += 1
    }
    guard let best = counts.max(by: { ($0.value, -$0.key) < ($1.value, -$1.key) }) else {
      return reading.workloadKey(rows[0])
    }
    return reading.applicationLabel(Int(best.key))
  }

  func sortedByKey(_ rows: [Int]) -> [Int] {
    rows.sorted { Wording.byBytes(reading.workloadKey($0), reading.workloadKey($1)) }
  }
}
