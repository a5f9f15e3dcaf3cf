import Estates
import Plans
import Solving
import TestSupport
import Testing
import Topology

@testable import Waves

/// What a replan takes as given. Five waves, with cutovers on 02-28, 03-28, 04-25, 05-23, 06-20.
@Suite struct HistoryTests {
  static func literal() -> EstateLiteral {
    EstateLiteral(
      workloads: "workload,lead_waves,annual_run_cost\nA,1,100\nB,1,100\nC,2,100\nD,1,100\nE,1,100")
  }

  private func history(
    _ waves: [Int], _ events: [(String, String, ActualEvent.Kind)]?, asOf: String, frozen: Int, holds: Bool = true
  ) throws -> History {
    let estate = Self.literal().estate
    let actuals = events.map { ReplannerTests.actuals($0, asOf: asOf) }
    return Replanner(
      estate, agreed: try CauseFinderTests.plan(waves, estate), digest: "",
      terms: .init(
        asOf: Day(asOf)!, actuals: actuals, actualsDigest: nil, frozenWaves: frozen, improves: false)
    ).history(holds: holds)
  }

  @Test func `without a log the agreed plan came true up to the day`() throws {
    let history = try history([1, 2, 3, 4, 0], nil, asOf: "2026-03-05", frozen: 0)
    #expect(history.settledWave == [0, -1, -1, -1, -1])
    #expect(history.agreedWave == [-1, 1, 2, 3, -1])
    #expect(history.heldWave == [-1, -1, -1, -1, -1])
    // From the wave under way on, and over the lead from then.
    #expect(history.earliest[1...] == [1, 2, 1, 1])
  }

  @Test func `frozen waves hold what the plan put into them`() throws {
    let history = try history([1, 2, 3, 4, 0], nil, asOf: "2026-03-05", frozen: 2)
    #expect(history.heldWave == [-1, 1, 2, -1, -1])
    #expect(history.earliest[3] == 3)
    let thawed = try self.history([1, 2, 3, 4, 0], nil, asOf: "2026-03-05", frozen: 2, holds: false)
    #expect(thawed.heldWave == [-1, -1, -1, -1, -1])
  }

  @Test func `the log says who left in which wave, who is under way, who was put off and who is out of scope`() throws {
    let history = try history(
      [1, 1, 4, 2, 3],
      [
        ("2026-03-02", "A", .migrated), ("2026-03-03", "B", .deferred), ("2026-03-04", "C", .started),
        ("2026-03-05", "E", .scopeRemoved),
      ], asOf: "2026-03-06", frozen: 1)
    // A left two days after the first cutover: in the second wave.
    #expect(history.settledWave == [1, -1, -1, -1, -1])
    #expect(history.heldWave == [-1, -1, 3, 1, -1])
    #expect(history.isRemoved == [false, false, false, false, true])
    #expect(history.settled == [0])
    // What is under way is prepared already.
    #expect(history.earliest[2] == 2)
  }

  @Test func `a model fixes what has left, keeps the rest out of the past, and lets what is out of scope stay`() throws
  {
    let literal = with(Self.literal()) {
      $0.add(.limit(Limit(measure: "workloads", perWave: [1])))
      $0.add(.leave(by: Day("2026-02-28")!), where: ["workload": .text("A")])
    }
    let resolved = ResolvedEstate(literal.estate)
    var history = History(workloads: 5)
    for row in [0, 1] { history.settledWave[row] = 1 }
    history.earliest = [0, 0, 2, 3, 0]
    history.agreedWave[3] = 2
    history.isRemoved[4] = true
    let model = ProblemBuilder.model(resolved, history: history)
    func open(_ row: Int) -> [Int] { (0..<5).filter { model.problem.isAllowed(model.item(of: row), in: $0) } }
    // A rule that it broke by leaving late binds nobody any more.
    #expect(open(0) == [1] && !model.problem.mayStay[model.item(of: 0)])
    #expect(open(1) == [1])
    #expect(open(2) == [2, 3, 4])
    #expect(open(3) == [2, 3, 4])
    #expect(open(4) == [])
    // Two left where one was allowed: that much was used, and no more is free there.
    #expect(model.problem.resources[0].capacity == [1, 2, 1, 1, 1])
  }
}
