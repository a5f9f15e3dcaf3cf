import Documents
import Estates
import Foundation
import Inventories
import Plans
import TestSupport
import Testing
import Topology

@testable import Tracking

/// An estate that ships, with its plan.
func shipped(_ name: String) throws -> (resolved: ResolvedEstate, plan: Plan) {
  let files = try TestEstates.files(in: TestEstates.shipped.appendingPathComponent(name))
  let (estate, findings) = EstateFolderReader.read(files: files, name: name)
  guard let estate else { throw Findings(findings) }
  let path = TestEstates.shipped.deletingLastPathComponent().appendingPathComponent("plans/\(name)/plan.json")
  let plan = try PlanReader.read([UInt8](try Data(contentsOf: path)), file: "plan.json")
  return (ResolvedEstate(estate), plan)
}

@Suite struct ForecastTests {
  /// All goes as planned.
  private func asPlanned(_ plan: Plan) -> Beliefs {
    Beliefs(
      effort: 1, capacity: 1, failures: 0, lag: Double(plan.program?.decommissionLagDays ?? 0), growth: 0,
      retryWaves: 2)
  }

  @Test(arguments: ["workshop", "automaker"])
  func `where nothing has happened and all goes as planned, the forecast is the plan`(name: String) throws {
    let (resolved, plan) = try shipped(name)
    let standing = Standing(resolved, plan, ActualsLog(), asOf: plan.waves[0].start + -1)
    let model = ForecastModel(standing)
    var run = ForecastRun(model, asPlanned(plan))
    run.go(run: 0, seed: 1)
    var late: [String] = []
    for (number, unit) in model.units.enumerated() where Int(run.leaving[number]) != standing.wave[unit.row] - 1 {
      late.append("\(standing.key(unit.row)) in \(run.leaving[number] + 1), planned \(standing.wave[unit.row])")
    }
    #expect(late == [])
    var released: [Plan.Release] = []
    for (host, day) in run.hostGone.enumerated() where day != ForecastRun.never {
      released.append(Plan.Release(kind: .host, key: standing.hostKey(host), released: Day(number: day)))
    }
    let texts = standing.estate.texts
    for (rack, day) in run.rackGone.enumerated() where day != ForecastRun.never {
      released.append(
        Plan.Release(kind: .rack, key: texts[standing.estate.racks.keys[rack]], released: Day(number: day)))
    }
    for (site, day) in run.siteGone.enumerated() where day != ForecastRun.never {
      released.append(
        Plan.Release(kind: .site, key: texts[standing.estate.sites.keys[site]], released: Day(number: day)))
    }
    let difference = Set(released).symmetricDifference(plan.releases)
    #expect(
      difference.count == 0,
      "\(difference.sorted { $0.key < $1.key }.prefix(12).map { "\($0.kind) \($0.key) \($0.released)" })")
  }
}

/// Four servers of ten hours each, one a wave, through a factory of ten hours a wave; half of the hosts have to be gone.
enum FourServers {
  static let program = """
    { "name": "four", "start": "2026-05-01", "horizon": "2031-12-31", "decommissionLagDays": 60,
      "calendar": { "firstWaveStart": "2026-06-01", "waveDays": 28, "lastCutover": "2027-05-02" },
      "targets": [ { "measure": "hosts", "reduction": 0.5, "by": "2026-10-31" } ],
      "rules": [ { "rule": "limit", "name": "factory", "measure": "effort_hours", "perWave": 10 } ] }
    """

  static func resolved(workloads: String = "", rule: String? = nil) throws -> ResolvedEstate {
    ResolvedEstate(
      try estate(files: [
        "program.json": rule.map { program.replacing("\"rules\": [", with: "\"rules\": [ \($0),") } ?? program,
        "sites.csv": "site\nS\n", "hosts.csv": "host,site\nH1,S\nH2,S\nH3,S\nH4,S\n",
        "workloads.csv": "workload,host,effort_hours,annual_run_cost\n"
          + "W1,H1,10,365\nW2,H2,10,365\nW3,H3,10,365\nW4,H4,10,365\n" + workloads,
      ]))
  }

  static func plan(of estate: Estate) -> Plan {
    let calendar = Topology.Calendar(estate.program.calendar)
    var plan = Plan(
      estate: .init(name: "four", digest: estate.digest), currency: "EUR", tool: .init(name: "test", version: "0"),
      options: .init(effort: 1))
    for wave in 0..<calendar.count {
      plan.waves.append(
        .init(
          number: wave + 1, start: calendar.waves[wave].start, cutover: calendar.cutover(of: wave),
          workloads: wave < 4 ? ["W\(wave + 1)"] : []))
    }
    for gone in 0...4 {
      plan.footprint.append(
        .init(
          date: gone == 0 ? estate.program.start : calendar.cutover(of: gone - 1) + 60, hosts: Double(4 - gone),
          rackUnits: 0, powerKW: 0, racks: 0, sites: 1, workloads: Double(4 - gone)))
    }
    plan.targets = [
      .init(
        measure: .hosts, by: Day("2026-10-31")!, required: 0.5, reduction: 0.5, shortfall: 0, baseline: 4,
        footprint: 2, reachedOn: Day("2026-09-24")!)
    ]
    plan.program = .init(
      name: "four", start: estate.program.start, horizon: estate.program.horizon, discountRate: 0,
      decommissionLagDays: 60, parallelRunDays: 0)
    return plan
  }

  static func standing(_ events: [ActualEvent] = [], asOf: String, rule: String? = nil) throws -> Standing {
    let resolved = try resolved(rule: rule)
    return Standing(resolved, plan(of: resolved.estate), ActualsLog(events), asOf: Day(asOf)!)
  }

  static func event(_ date: String, _ workload: String, _ kind: ActualEvent.Kind, hours: Double? = nil) -> ActualEvent {
    ActualEvent(date: Day(date)!, subject: .workload(workload), kind: kind, effortHours: hours)
  }
}

@Suite struct WorkedForecastTests {
  /// An hour of the plan takes 1.25 hours and half of a wave's hours are worked: 25 of the factory's hours for each server.
  /// W1 takes waves 1 and 2 and half of 3; W2 the rest of 3, waves 4 and 5; so does each after them. The second host is
  /// empty on 2026-10-18 and gone 60 days later.
  @Test func `a slow factory, worked out by hand`() throws {
    let standing = try FourServers.standing(asOf: "2026-05-31")
    let model = ForecastModel(standing)
    let beliefs = Beliefs(effort: 1.25, capacity: 0.5, failures: 0, lag: 60, growth: 0, retryWaves: 2)
    var run = ForecastRun(model, beliefs)
    run.go(run: 0, seed: 1)
    #expect(run.leaving == [2, 4, 7, 9])
    let forecast = Forecast(model, .init(runs: 50), beliefs: beliefs)
    #expect(forecast.goals.count == 1)
    #expect(forecast.goals[0].p10 == Day("2026-12-17"))
    #expect(forecast.goals[0].p90 == Day("2026-12-17"))
    #expect(forecast.goals[0].probability == 0)
  }

  /// The same slow factory, and a freeze of W1 and W2 from 2026-10-10 to 2026-11-20: the cutovers of 2026-10-18 and 2026-11-15
  /// lie in it, so that W2 leaves on 2026-12-13. W3 is in no freeze, and W2 has taken its hours before: it comes as it would.
  /// The second host to go is that of W2, 60 days after.
  @Test func `who is late waits for the end of a freeze, worked out by hand`() throws {
    let rule = #"{"rule":"freeze","where":{"workload":["W1","W2"]},"from":"2026-10-10","to":"2026-11-20"}"#
    let standing = try FourServers.standing(asOf: "2026-05-31", rule: rule)
    let model = ForecastModel(standing)
    let beliefs = Beliefs(effort: 1.25, capacity: 0.5, failures: 0, lag: 60, growth: 0, retryWaves: 2)
    var run = ForecastRun(model, beliefs)
    run.go(run: 0, seed: 1)
    #expect(run.leaving == [2, 6, 7, 9])
    let forecast = Forecast(model, .init(runs: 50), beliefs: beliefs)
    #expect(forecast.goals[0].p50 == Day("2027-02-11"))
    // A freeze that counts any day of a wave: wave 7 begins on 2026-11-16, so that W2 leaves in wave 8 as W3 does.
    let strict = ForecastModel(
      try FourServers.standing(
        asOf: "2026-05-31",
        rule: #"{"rule":"freeze","where":{"workload":["W1","W2"]},"from":"2026-10-10","to":"2026-11-20","test":"wave"}"#
      ))
    run = ForecastRun(strict, beliefs)
    run.go(run: 0, seed: 1)
    #expect(run.leaving == [2, 7, 7, 9])
  }

  @Test func `nobody lands in a freeze, whatever a run draws`() throws {
    let (resolved, plan) = try shipped("automaker")
    let model = ForecastModel(Standing(resolved, plan, ActualsLog(), asOf: plan.waves[5].cutover))
    let freezes = resolved.estate.program.rules.compactMap { rule -> (rows: WorkloadSet, from: Day, to: Day)? in
      guard case .freeze(let from, let to, test: .cutover) = rule.kind else { return nil }
      return (resolved.selections[rule.index], from, to)
    }
    #expect(!freezes.isEmpty)
    var run = ForecastRun(
      model, Beliefs(effort: 1.2, capacity: 0.7, failures: 0.3, lag: 60, growth: 0.05, retryWaves: 2))
    for number in 0..<5 {
      run.go(run: number, seed: 3)
      for (unit, wave) in run.leaving.enumerated() where Int(wave) < ForecastModel.lastWave {
        let day = Day(number: model.cutovers[Int(wave)])
        for freeze in freezes where freeze.rows.contains(model.units[unit].row) {
          #expect(day < freeze.from || day > freeze.to)
        }
      }
    }
  }

  @Test func `one thread or four, the same forecast`() throws {
    let (resolved, plan) = try shipped("workshop")
    let model = ForecastModel(Standing(resolved, plan, ActualsLog(), asOf: plan.waves[3].cutover))
    func forecast(_ threads: Int) -> Forecast {
      Forecast(model, .init(runs: 1100, threads: threads), days: plan.waves.suffix(8).map(\.cutover))
    }
    let (one, four) = (forecast(1), forecast(4))
    #expect(one.goals == four.goals)
    #expect(one.bands == four.bands)
    #expect(one.sensitivities == four.sensitivities)
  }

  /// The second host has to be gone by 2026-10-31. A failure costs two waves, 56 days.
  @Test func `chances come out as they are by hand`() throws {
    let model = ForecastModel(try FourServers.standing(asOf: "2026-05-31"))
    let beliefs = Beliefs(effort: 1, capacity: 1, failures: 0.3, lag: 60, growth: 0, retryWaves: 2)
    let forecast = Forecast(model, .init(runs: 10_000), beliefs: beliefs)
    // W1 after one failure leaves in wave 3, like W3: 2026-08-23 + 60 = 2026-10-22, still in time.
    // So W1 fails at most once (1 - p² = 0.91); two of the three in time: W2, W3 with 0.7 each.
    let expected = 0.91 * 0.7 * 0.7 + 0.91 * 2 * 0.7 * 0.3 + 0.09 * 0.7 * 0.7
    #expect(abs(forecast.goals[0].probability - expected) < 0.015)
  }

  @Test func `what was seen moves a belief as conjugate pairs say`() {
    var evidence = Evidence()
    evidence.effortCount = 30
    evidence.effortRatio = 1.2
    evidence.attempts = 20
    evidence.rollbacks = 2
    evidence.scope = 100
    evidence.added = 5
    evidence.years = 1
    evidence.collected = 6
    evidence.waitedDays = 480
    let beliefs = Beliefs(evidence, plannedLag: 60)
    func mean(_ table: QuantileTable) -> Double {
      (0..<1000).reduce(0) { $0 + table.value((Double($1) + 0.5) / 1000) } / 1000
    }
    #expect(abs(mean(beliefs.effort) - 92.0 / 80) < 0.002)
    #expect(abs(mean(beliefs.failures) - 3.0 / 40) < 0.001)
    // Shape 1 + 4 + 6, scale 4 * 30 + 480: the mean excess is 600 / 10.
    #expect(abs(mean(beliefs.lag) - 60) < 0.7)
    // Shape 1 + 5, rate 1 / 0.02 + 100.
    #expect(abs(mean(beliefs.growth) - 6.0 / 150) < 0.0005)
    #expect(beliefs.leastLag == 30)
  }

  @Test func `more failures, slower work, longer waits and more scope are never earlier, run by run`() throws {
    let (resolved, plan) = try shipped("workshop")
    let model = ForecastModel(Standing(resolved, plan, ActualsLog(), asOf: plan.waves[3].cutover))
    func run(_ number: Int, _ beliefs: Beliefs) -> ForecastRun {
      var run = ForecastRun(model, beliefs)
      run.go(run: number, seed: 7)
      return run
    }
    let better = Beliefs(effort: 1, capacity: 0.9, failures: 0.1, lag: 60, growth: 0.01, retryWaves: 2)
    let worse = [
      Beliefs(effort: 1.2, capacity: 0.9, failures: 0.1, lag: 60, growth: 0.01, retryWaves: 2),
      Beliefs(effort: 1, capacity: 0.7, failures: 0.1, lag: 60, growth: 0.01, retryWaves: 2),
      Beliefs(effort: 1, capacity: 0.9, failures: 0.3, lag: 60, growth: 0.01, retryWaves: 2),
      Beliefs(effort: 1, capacity: 0.9, failures: 0.1, lag: 90, growth: 0.01, retryWaves: 2),
      Beliefs(effort: 1, capacity: 0.9, failures: 0.1, lag: 60, growth: 0.1, retryWaves: 2),
    ]
    for number in 0..<40 {
      let first = run(number, better)
      for beliefs in worse {
        let second = run(number, beliefs)
        #expect(zip(first.leaving, second.leaving).allSatisfy { $0 <= $1 })
        #expect(zip(first.hostGone, second.hostGone).allSatisfy { $0 <= $1 })
      }
    }
  }
}

@Suite struct StandingTests {
  @Test func `only what is gone from the floor is claimed`() throws {
    var events = [FourServers.event("2026-06-20", "W1", .migrated), FourServers.event("2026-07-20", "W2", .migrated)]
    let before = FootprintStanding(try FourServers.standing(events, asOf: "2026-09-30"))
    #expect(before.empty.hosts == 2)
    #expect(before.footprint(.hosts) == 4)
    events.append(ActualEvent(date: Day("2026-09-01")!, subject: .host("H1"), kind: .decommissioned))
    let after = FootprintStanding(try FourServers.standing(events, asOf: "2026-09-30"))
    #expect(after.empty.hosts == 1)
    #expect(after.released.hosts == 1)
    #expect(after.footprint(.hosts) == 3)
    #expect(after.planned.hosts == 2)
  }

  @Test func `what is taken out of scope is not claimed`() throws {
    let events = [ActualEvent(date: Day("2026-09-01")!, subject: .host("H1"), kind: .scopeRemoved)]
    let footprint = FootprintStanding(try FourServers.standing(events, asOf: "2026-09-30"))
    #expect(footprint.removed.hosts == 1)
    #expect(footprint.footprint(.hosts) == 4)
  }

  @Test func `earned value and earned schedule, worked out by hand`() throws {
    let value = EarnedValue(
      .hours,
      try FourServers.standing([FourServers.event("2026-06-20", "W1", .migrated, hours: 20)], asOf: "2026-07-26"))
    #expect(value.budget == 40)
    #expect(value.planned == 20)
    #expect(value.earned == 10)
    #expect(value.spent == 20)
    #expect(value.scheduleIndex == 0.5)
    #expect(value.costIndex == 0.5)
    #expect(value.estimateAtCompletion == 80)
    #expect(value.earnedWaves == 1)
    #expect(value.passedWaves == 2)
    #expect(value.timeIndex == 0.5)
    // Four waves at half the pace: 224 days from 2026-06-01.
    #expect(value.forecastEnd == Day("2027-01-10"))
  }

  @Test func `the same files give the same report, whatever the number of the day's runs before`() throws {
    let resolved = try FourServers.resolved()
    let plan = FourServers.plan(of: resolved.estate)
    func report() -> [Day?] {
      let progress = Progress(
        resolved.estate, plan: plan, planDigest: "sha256:0", log: ActualsLog(), asOf: Day("2026-07-01")!,
        settings: .init(runs: 200))
      return progress.forecast.goals.flatMap { [$0.p10, $0.p50, $0.p80, $0.p90] }
    }
    #expect(report() == report())
  }
}
