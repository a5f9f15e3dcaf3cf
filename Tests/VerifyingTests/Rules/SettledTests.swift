import Estates
import Plans
import TestSupport
import Testing

@testable import Verifying

/// What had left before a plan was made binds nobody, and is held against the log. Five waves, with cutovers on 02-28, 03-28,
/// 04-25, 05-23, 06-20.
@Suite struct SettledTests {
  private func verifier(
    _ rules: [(Rule.Kind, KeyValuePairs<String, Condition>?)] = [], dependencies: String = "source,target,relation"
  ) -> Verifier {
    var literal = EstateLiteral(workloads: "workload,team,effort_hours\nA,t,2\nB,t,2\nC,t,2")
    literal.dependencies = dependencies
    for (kind, conditions) in rules { literal.add(kind, where: conditions) }
    return Verifier(estate: literal.estate)
  }

  private func broken(_ verifier: Verifier, _ waves: [Int?], settled: [Bool]) -> Int {
    verifier.evaluate(waves: waves, settled: settled).broken.count
  }

  @Test func `a date, a freeze, a pin or a lease that was passed is broken by nobody who has left`() {
    let verifier = verifier([
      (.freeze(from: Day("2026-02-01")!, to: Day("2026-03-01")!, test: .cutover), [:]),
      (.notBefore(Day("2026-03-01")!), nil), (.pin(wave: 3), ["workload": .text("A")]),
      (.leave(by: Day("2026-02-01")!), ["workload": .text("A")]),
    ])
    #expect(broken(verifier, [1, nil, nil], settled: [true, false, false]) == 0)
    #expect(broken(verifier, [1, nil, nil], settled: [false, false, false]) == 4)
  }

  @Test func `a limit that was passed leaves no room for more`() {
    let verifier = verifier([(.limit(Limit(measure: "effort_hours", perWave: [3])), nil)])
    #expect(broken(verifier, [1, 1, nil], settled: [true, true, false]) == 0)
    #expect(broken(verifier, [1, 1, 1], settled: [true, true, false]) == 1)
    #expect(broken(verifier, [1, 1, nil], settled: [true, false, false]) == 1)
  }

  @Test func `a group of which some have left goes on with the rest`() {
    let together = verifier([(.together(by: ["team"]), nil)])
    #expect(broken(together, [1, 2, 2], settled: [true, false, false]) == 0)
    #expect(broken(together, [1, 2, 3], settled: [true, false, false]) == 1)
    let apart = verifier([(.apart(by: ["team"]), nil)])
    #expect(broken(apart, [1, 1, 2], settled: [true, true, false]) == 0)
    #expect(broken(apart, [1, 1, 1], settled: [true, true, false]) == 1)
  }

  @Test func `whoever left before its provider has left, and the others wait`() {
    let verifier = verifier(dependencies: "source,target,relation\nA,B,first\nC,A,first\nB,C,together")
    #expect(broken(verifier, [1, 3, 3], settled: [true, false, false]) == 0)
    #expect(broken(verifier, [1, 3, 3], settled: [false, false, false]) == 1)
  }

  private func plan(settled: [String], waves: [(Int, [String])], stays: [String]) -> Plan {
    var plan = Plan(
      estate: .init(name: "", digest: ""), currency: "EUR", tool: .init(name: "", version: ""),
      options: .init(effort: 0))
    let verifier = verifier()
    plan.waves = (1...5).map { number in
      Plan.Wave(
        number: number, start: verifier.calendar.starts[number - 1], cutover: verifier.calendar.cutovers[number - 1],
        workloads: waves.first { $0.0 == number }?.1 ?? [])
    }
    plan.stays = stays.map { Plan.Stay(workload: $0, reason: .choice) }
    plan.replan = Plan.Replan(
      asOf: Day("2026-04-01")!, plan: "sha256:old", actuals: "sha256:log", frozenWaves: 0, stabilityCost: 0,
      settled: settled)
    return plan
  }

  private func log(_ events: [(String, String, ActualEvent.Kind)]) -> Actuals {
    ActualsLog(
      events.map { ActualEvent(date: Day($0.0)!, subject: .workload($0.1), kind: $0.2) }
    ).actuals(asOf: Day("2026-04-01")!)
  }

  @Test func `who is said to have left is held against the log`() {
    let verifier = verifier()
    let right = plan(settled: ["A"], waves: [(2, ["A"]), (4, ["B"])], stays: ["C"])
    #expect(verifier.historyDeviations(in: right, log([("2026-03-10", "A", .migrated)])) == [])
    // What the log says of later days is no matter of this plan.
    #expect(
      verifier.historyDeviations(in: right, log([("2026-03-10", "A", .migrated), ("2026-04-20", "B", .migrated)])) == []
    )
    #expect(
      verifier.historyDeviations(in: right, log([("2026-02-20", "A", .migrated)])) == [
        .settledElsewhere(workload: "A", stated: 2, logged: 1, day: Day("2026-02-20")!)
      ])
    #expect(
      verifier.historyDeviations(
        in: right,
        log([("2026-03-10", "A", .migrated), ("2026-03-11", "A", .rolledBack), ("2026-03-12", "C", .migrated)]))
        == [
          .settledUnlogged(workload: "A", asOf: Day("2026-04-01")!),
          .loggedUnsettled(workload: "C", day: Day("2026-03-12")!),
        ])
    #expect(verifier.historyDeviations(in: right, nil) == [.logMissing])
  }

  @Test func `a plan that was made without a log is held against none`() {
    var plan = plan(settled: ["A"], waves: [(2, ["A"])], stays: ["B", "C"])
    plan.replan?.actuals = nil
    #expect(verifier().historyDeviations(in: plan, nil) == [])
    plan.replan = nil
    #expect(verifier().historyDeviations(in: plan, nil) == [])
  }
}
