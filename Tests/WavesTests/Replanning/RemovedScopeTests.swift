// What leaves the scope while a plan is under way: nobody asks for it any more.
import Documents
import Estates
import Plans
import Solving
import TestSupport
import Testing
import Verifying

@testable import Waves

@Suite struct RemovedScopeTests {
  private let settings = WavePlanner.Settings(tool: PlanDecoderTests.tool, options: .init(effort: 2000))
  private let limits = SearchLimits(effort: 2000)

  /// One workload a wave, and the first two have to be gone by June.
  private var literal: EstateLiteral {
    var literal = EstateLiteral(workloads: "workload,annual_run_cost\nA,4000\nB,3000\nC,2000")
    literal.add(.limit(Limit(measure: "workloads", perWave: [1])))
    literal.add(.leave(by: Day("2026-06-30")!), where: ["workload": .any([.text("A"), .text("B")])])
    return literal
  }

  @Test func `a workload that is out of scope is asked for by no leave, and the plan says so`() throws {
    let estate = literal.estate
    guard case .plan(let agreed) = WavePlanner(estate).plan(settings, limits: limits) else {
      Issue.record("no plan")
      return
    }
    #expect(agreed.waves.prefix(3).map(\.workloads) == [["A"], ["B"], ["C"]])
    let log = ActualsLog([
      ActualEvent(date: Day("2026-02-20")!, subject: .workload("A"), kind: .migrated),
      ActualEvent(date: Day("2026-03-02")!, subject: .workload("B"), kind: .scopeRemoved),
    ])
    let asOf = Day("2026-03-10")!
    let replanner = Replanner(
      estate, agreed: agreed, digest: "sha256:agreed",
      terms: .init(
        asOf: asOf, actuals: log.actuals(asOf: asOf), actualsDigest: "sha256:log", frozenWaves: 0, improves: false))
    guard case .plan(let plan) = replanner.replan(settings, limits: limits) else {
      Issue.record("nothing to be planned again")
      return
    }
    #expect(plan.replan?.settled == ["A"])
    #expect(plan.replan?.removed == ["B"])
    #expect(plan.stays.map(\.workload) == ["B"])
    let verifier = Verifier(estate: estate)
    #expect(verifier.deviations(in: plan) == [])

    // Read back it is the same plan, and one that only calls it removed where it moves is wrong.
    let read = try PlanReader.read(PlanWriter.bytes(plan), file: "plan.json")
    #expect(read.replan == plan.replan)
    var silent = plan
    silent.replan?.removed = []
    #expect(!verifier.deviations(in: silent).isEmpty)
    var moved = plan
    moved.replan?.removed = ["B", "C"]
    #expect(verifier.deviations(in: moved).contains { if case .settled("C", _, _) = $0 { true } else { false } })
  }
}
