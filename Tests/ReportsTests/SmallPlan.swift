import Documents
import Estates
import Plans
import Reports
import TestSupport
import Topology

/// A plan of a tiny estate, written down in a test: who moves in which wave, what is released when; the rest is as the test
/// says, and needs to be right only as far as the test looks.
///
///     var small = SmallPlan(workloads: "workload,site\nW1,S1", moves: ["W1": 2])
///     small.literal.sites = "site,annual_cost\nS1,36500"
///     try small.drafts(of: "FOOT-02")
///
/// The calendar has five waves with cutovers on 2026-02-28, 03-28, 04-25, 05-23 and 06-20; the horizon is 2030-12-31.
struct SmallPlan {
  var literal: EstateLiteral
  /// Wave by workload; whoever is missing stays.
  var moves: [String: Int]
  /// Why some stay; the others by choice.
  var reasons: [String: StayReason] = [:]
  var releases: [Plan.Release] = []
  var targets: [Plan.TargetResult] = []
  var footprint: [Plan.FootprintRow] = []
  var initiatives: [Plan.InitiativeResult] = []
  var splits: [Plan.Split] = []
  var rules: [Plan.RuleUse] = []
  var value = Plan.Value()
  var bound: Plan.Bound?
  /// Of the estate that the plan was made from; nil is this one.
  var digest: String?

  init(workloads: String, moves: [String: Int]) {
    literal = EstateLiteral(workloads: workloads)
    literal.program.riskOwner = "office@example.com"
    self.moves = moves
  }

  mutating func release(_ kind: Plan.Release.Kind, _ key: String, _ date: String) {
    releases.append(Plan.Release(kind: kind, key: key, released: Day(date)!))
  }

  /// Rack units alone: (date, amount) from the baseline on.
  mutating func rackUnits(_ steps: [(String, Double)]) {
    footprint = steps.map { date, amount in
      Plan.FootprintRow(
        date: Day(date)!, hosts: amount, rackUnits: amount, powerKW: amount / 2, racks: 1, sites: 1, workloads: 1)
    }
  }

  mutating func target(
    by: String, required: Double, reduction: Double, reachedOn: String?, baseline: Double = 100,
    penaltyPerPoint: Double? = nil, milestones: [Plan.MilestoneResult] = []
  ) {
    targets.append(
      Plan.TargetResult(
        measure: .rackUnits, by: Day(by)!, required: required, reduction: reduction,
        shortfall: max(0, required - reduction), baseline: baseline, footprint: baseline * (1 - reduction),
        reachedOn: reachedOn.flatMap { Day($0) }, penaltyPerPoint: penaltyPerPoint, milestones: milestones))
  }

  /// A limit of the program together with how full it is.
  mutating func limit(
    _ measure: String, where conditions: KeyValuePairs<String, Condition>? = nil,
    periods: [(String, use: Double, limit: Double)]
  ) {
    literal.add(.limit(Limit(measure: measure, perWave: [1])), where: conditions)
    let index = literal.program.rules.count - 1
    rules.append(
      Plan.RuleUse(
        index: index, name: nil, kind: "limit", selected: 1,
        periods: periods.map { Plan.RuleUse.Period(period: $0.0, use: $0.use, limit: $0.limit) }))
  }

  var estate: Estate { literal.estate }

  var plan: Plan {
    let estate = literal.estate
    let keys = estate.workloads.keys.map { estate.texts[$0] }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let calendar = Calendar(estate.program.calendar)
    return Plan(
      estate: .init(name: "literal", digest: digest ?? estate.digest), currency: "EUR",
      tool: .init(name: "drawdown", version: "0"), options: .init(effort: 1),
      waves: calendar.waves.enumerated().map { position, dates in
        Plan.Wave(
          number: position + 1, start: dates.start, cutover: dates.cutover,
          workloads: keys.filter { moves[$0] == position + 1 })
      },
      stays: keys.filter { moves[$0] == nil }.map { Plan.Stay(workload: $0, reason: reasons[$0] ?? .choice) },
      targets: targets, footprint: footprint, value: value, initiatives: initiatives, releases: releases,
      splits: splits, rules: rules, bound: bound)
  }

  func facts() throws -> RiskFacts { RiskFacts(try PlanReading(plan: plan, estate: estate)) }

  /// What one rule of the catalogue finds.
  func drafts(of rule: String) throws -> [RiskDraft] {
    let facts = try facts()
    return RiskCatalogue.rules.first { $0.id == rule }!.find(facts)
  }

  func register() throws -> RiskRegister {
    try RiskRegister(facts(), planDigest: "sha256:" + String(repeating: "1", count: 64))
  }

  /// A table of `count` rows `W001`, `W002`, … with one cell text for each further column.
  static func workloads(_ count: Int, _ columns: String, _ cells: String) -> String {
    var text = "workload,\(columns)"
    for number in 1...count { text += "\n\(name(number)),\(cells)" }
    return text
  }

  static func name(_ number: Int) -> String {
    let digits = String(number)
    return "W" + String(repeating: "0", count: 3 - digits.count) + digits
  }
}
