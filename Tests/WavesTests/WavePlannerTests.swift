import Estates
import Plans
import Solving
import TestSupport
import Testing

@testable import Waves

/// What an awkward program comes to: mostly a plan in which somebody stays and the reason is said.
@Suite struct WavePlannerTests {
  /// Each workload is worth moving.
  func literal(_ rows: String) -> EstateLiteral {
    EstateLiteral(workloads: "workload,app,env,effort_hours,annual_run_cost\n" + rows)
  }

  func planning(_ literal: EstateLiteral) -> WavePlanner.Planning {
    WavePlanner(literal.estate).plan(
      .init(tool: PlanDecoderTests.tool, options: .init(effort: 20_000)), limits: SearchLimits(effort: 20_000))
  }

  func stays(_ literal: EstateLiteral) -> [String: StayReason]? {
    guard case .plan(let plan) = planning(literal) else { return nil }
    return Dictionary(uniqueKeysWithValues: plan.stays.map { ($0.workload, $0.reason) })
  }

  @Test func `without rules everything moves that pays, in the first wave`() {
    guard case .plan(let plan) = planning(literal("W1,,,,100\nW2,,,,-100")) else {
      Issue.record("no plan")
      return
    }
    #expect(plan.waves.map(\.workloads) == [["W1"], [], [], [], []])
    #expect(plan.stays == [Plan.Stay(workload: "W2", reason: .choice)])
  }

  @Test func `a cycle of lags stays, and the plan goes on`() {
    var literal = literal("W1,A,dev,,100\nW2,A,prod,,100\nW3,B,,,100")
    literal.dependencies = "source,target,relation\nW1,W2,first"
    literal.add(
      .order(
        by: ["app"], first: Selector(terms: [.init(column: "env", condition: "dev")]),
        then: Selector(terms: [.init(column: "env", condition: "prod")]), lagWaves: 1))
    let reasons = stays(literal)
    #expect(reasons.map { Set($0.keys) } == ["W1", "W2"])
    #expect(reasons?.values.contains(.choice) == false)
  }

  @Test func `a freeze over all waves leaves everything in place`() {
    var literal = literal("W1,,,,100")
    literal.add(.freeze(from: Day("2026-01-01")!, to: Day("2026-12-31")!, test: .cutover), where: [:])
    #expect(stays(literal) == ["W1": .noWave])
  }

  @Test func `a limit of zero and a group larger than every wave stay`() {
    var literal = literal("W1,A,,30,100\nW2,A,,30,100\nW3,B,,40,100\nW4,,,,100")
    literal.add(.together(by: ["app"]))
    literal.add(.limit(Limit(measure: "effort_hours", perWave: [50])))
    #expect(stays(literal) == ["W1": .noWave, "W2": .noWave])
    literal.add(.limit(Limit(measure: "effort_hours", perWave: [0])))
    #expect(stays(literal) == ["W1": .noWave, "W2": .noWave, "W3": .noWave])
  }

  @Test func `a pin in a freeze has no plan`() {
    var literal = literal("W1,,,,100")
    literal.add(.pin(wave: 2), where: ["workload": "W1"])
    #expect(stays(literal) == [:])
    literal.add(.freeze(from: Day("2026-03-28")!, to: Day("2026-03-28")!, test: .cutover), where: [:])
    guard case .infeasible = planning(literal) else {
      Issue.record("a plan")
      return
    }
  }

  @Test func `what follows one that stays says so, and moves with it otherwise`() {
    var literal = literal("W1,,,,-10\nW2,,,,100\nW3,A,,,100\nW4,A,,,100")
    literal.dependencies = "source,target,relation\nW2,W1,first\nW4,W2,near"
    literal.add(.together(by: ["app"]))
    #expect(stays(literal) == [:])
    literal.add(.stay, where: ["workload": .any([.text("W1"), .text("W3")])])
    #expect(stays(literal) == ["W1": .stay, "W2": .providerStays, "W3": .stay, "W4": .togetherWithStay])
  }

  @Test func `limits and reasons are listed with what they are`() throws {
    var literal = literal("W1,,,30,100\nW2,,,20,100\nW3,,,60,100")
    literal.add(.limit(Limit(measure: "effort_hours", perWave: [50], perQuarter: 60, perYear: 100)))
    guard case .plan(let plan) = planning(literal) else {
      Issue.record("no plan")
      return
    }
    let use = try #require(plan.rules.first)
    #expect(use.kind == "limit" && use.selected == 3)
    #expect(
      use.periods.map(\.period) == ["wave 1", "wave 2", "wave 3", "wave 4", "wave 5", "2026-Q1", "2026-Q2", "2026"])
    #expect(use.periods.map(\.use) == [50, 0, 0, 0, 0, 50, 0, 50])
    #expect(use.periods.map(\.limit) == [50, 50, 50, 50, 50, 60, 60, 100])
  }
}
