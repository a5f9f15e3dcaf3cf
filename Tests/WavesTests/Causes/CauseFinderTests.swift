import Estates
import Plans
import Solving
import TestSupport
import Testing
import Topology

@testable import Waves

/// What moved whom, on estates of a handful of workloads in which one thing is changed by hand.
@Suite struct CauseFinderTests {
  static func literal(_ rows: String) -> EstateLiteral {
    EstateLiteral(workloads: "workload,app,env,effort_hours,not_before,annual_run_cost\n" + rows)
  }

  /// The plan that puts the workloads, in the order of the table, into these waves from 1 (0: stays).
  static func plan(_ waves: [Int], _ estate: Estate, replan: Plan.Replan? = nil) throws -> Plan {
    let resolved = ResolvedEstate(estate)
    let rows = waves.map { Int32($0 == 0 ? resolved.calendar.count : $0 - 1) }
    let bare = ProblemBuilder.model(resolved)
    var plan = PlanDecoder(bare).plan(
      items: (0..<bare.problem.itemCount).map { _ in 0 }, tool: PlanDecoderTests.tool, options: .init(effort: 0))
    for wave in plan.waves.indices {
      plan.waves[wave].workloads = rows.indices.filter { Int(rows[$0]) == wave }.map {
        estate.key(ofWorkload: Int32($0))
      }
    }
    plan.stays = rows.indices.filter { Int(rows[$0]) == resolved.calendar.count }.map {
      Plan.Stay(workload: estate.key(ofWorkload: Int32($0)), reason: .choice)
    }
    plan.replan = replan
    return plan
  }

  static func causes(
    _ before: EstateLiteral, _ old: [Int], _ after: EstateLiteral, _ new: [Int], replan: Plan.Replan? = nil,
    log: ActualsLog? = nil
  ) throws -> MoveCauses {
    let (first, second) = (before.estate, after.estate)
    return try CauseFinder(
      before: .init(estate: first, plan: try plan(old, first)),
      after: .init(estate: second, plan: try plan(new, second, replan: replan), log: log)
    ).causes(SearchLimits(effort: 2000))
  }

  static func line(_ causes: MoveCauses, _ workload: String) -> String {
    guard let cause = causes[workload] else { return "none" }
    let roots = cause.roots.map { causes.changes[$0].place }.joined(separator: " ")
    let chain = cause.chain.map { "\($0.workload) by \($0.through)" }.joined(separator: ", ")
    return [cause.word.rawValue, cause.force?.rawValue ?? "", chain, roots].filter { !$0.isEmpty }.joined(
      separator: "; ")
  }

  @Test func `a freeze moves whom it bars, and those who have to come after`() throws {
    let before = with(Self.literal("A,x,dev,1\nB,x,prod,1\nC,y,prod,1")) {
      $0.add(
        .order(
          by: ["app"], first: Selector(terms: [.init(column: "env", condition: .text("dev"))]),
          then: Selector(terms: [.init(column: "env", condition: .text("prod"))]), lagWaves: 1))
    }
    let after = with(before) {
      $0.add(.freeze(from: Day("2026-02-01")!, to: Day("2026-03-10")!, test: .cutover), where: ["workload": .text("A")])
    }
    let causes = try Self.causes(before, [1, 2, 2], after, [2, 3, 3])
    #expect(Self.line(causes, "A") == "rule; required; /rules/1")
    #expect(Self.line(causes, "B") == "dependency; required; A by /rules/0 (order); /rules/1")
    #expect(Self.line(causes, "C") == "search")
    #expect(causes.required == 2 && causes.requiredProven == 2)
    #expect(causes.searchShare == 1.0 / 3)
  }

  @Test func `what comes into a full wave pushes out what was there, and what it leaves can be used`() throws {
    let before = with(Self.literal("A,,,1\nB,,,1\nC,,,1")) {
      $0.add(.limit(Limit(measure: "effort_hours", perWave: [1])))
    }
    let after = with(before) {
      $0.workloads = $0.workloads.replacing("A,,,1", with: "A,,,1,2026-03-10")
      // The reader knows the column by its place.
    }
    // A may not move in wave 1 any more and goes to wave 2; B makes room there, and C uses what A left.
    let causes = try Self.causes(before, [1, 2, 3], after, [2, 3, 1])
    #expect(Self.line(causes, "A") == "inventory; required; workloads.csv:2")
    #expect(
      Self.line(causes, "B") == "limit; required; A by /rules/0 (limit), wave 2; workloads.csv:2")
    #expect(Self.line(causes, "C").hasPrefix("limit; required; B by /rules/0 (limit), wave 3, "))
    let other = try Self.causes(before, [1, 2, 4], after, [3, 2, 1])
    #expect(Self.line(other, "C") == "released capacity; enabled; A by /rules/0 (limit), wave 1; workloads.csv:2")
  }

  @Test func `a pin, a limit that allows less and a tie are named as what they are`() throws {
    let before = with(Self.literal("A,x,,1\nB,x,,1\nC,,,1\nD,,,1")) {
      $0.add(.limit(Limit(measure: "effort_hours", perWave: [4])))
    }
    let pinned = with(before) { $0.add(.pin(wave: 3), where: ["workload": .text("C")]) }
    #expect(Self.line(try Self.causes(before, [1, 1, 1, 1], pinned, [1, 1, 3, 1]), "C") == "pin; required; /rules/1")
    let tighter = with(Self.literal("A,x,,1\nB,x,,1\nC,,,1\nD,,,1")) {
      $0.add(.limit(Limit(measure: "effort_hours", perWave: [3])))
    }
    let causes = try Self.causes(before, [1, 1, 1, 1], tighter, [1, 1, 2, 2])
    #expect(causes.required == 1)
    #expect(Set(["C", "D"].map { Self.line(causes, $0) }) == ["limit; required; /rules/0", "search"])
    let tied = with(before) { $0.add(.together(by: ["app"])) }
    let one = Self.line(try Self.causes(before, [1, 2, 1, 1], tied, [2, 2, 1, 1]), "A")
    #expect(one == "rule; required; /rules/1")
  }

  @Test func `who moves as one with somebody barred depends on him`() throws {
    let before = with(Self.literal("A,x,,1\nB,x,,1")) { $0.add(.together(by: ["app"])) }
    let after = with(before) { $0.workloads = $0.workloads.replacing("A,x,,1", with: "A,x,,1,2026-05-01") }
    let causes = try Self.causes(before, [1, 1], after, [4, 4])
    #expect(Self.line(causes, "A") == "inventory; required; workloads.csv:2")
    #expect(Self.line(causes, "B") == "dependency; required; A by /rules/0 (together); workloads.csv:2")
  }

  @Test func `what happened is an actual, with its row, and so is what did not happen`() throws {
    let before = Self.literal("A,,,1\nB,,,1\nC,,,1")
    let replan = Plan.Replan(
      asOf: Day("2026-04-10")!, plan: "", actuals: nil, frozenWaves: 0, stabilityCost: 0, settled: ["A"])
    let log = ActualsLog([
      ActualEvent(date: Day("2026-03-20")!, subject: .workload("A"), kind: .migrated, line: 2),
      ActualEvent(date: Day("2026-02-20")!, subject: .workload("B"), kind: .deferred, line: 3),
    ])
    let causes = try Self.causes(before, [1, 1, 4], before, [2, 4, 4], replan: replan, log: log)
    #expect(Self.line(causes, "A") == "actual; required; actuals.csv:2")
    #expect(Self.line(causes, "B") == "actual; required; actuals.csv:3")
    #expect(causes["C"] == nil)
  }

  @Test func `a cost that changed explains who moves because it pays now`() throws {
    let before = Self.literal("A,,,1,,100\nB,,,1,,100")
    let after = Self.literal("A,,,1,,-100\nB,,,1,,100")
    let causes = try Self.causes(before, [1, 1], after, [0, 2])
    #expect(Self.line(causes, "A") == "inventory; pays; workloads.csv:2")
    #expect(Self.line(causes, "B") == "search")
  }

  @Test func `what came and what went is told by its row, and a freeze that is lifted lets in`() throws {
    let before = with(Self.literal("A,,,1\nB,,,1")) {
      $0.add(.freeze(from: Day("2026-02-01")!, to: Day("2026-03-10")!, test: .cutover), where: [:])
    }
    let after = Self.literal("B,,,1\nC,,,1")
    let causes = try Self.causes(before, [2, 2], after, [1, 1])
    #expect(Self.line(causes, "A") == "inventory; workloads.csv:2")
    #expect(Self.line(causes, "C") == "inventory; workloads.csv:3")
    #expect(Self.line(causes, "B") == "rule; enabled; /rules/0")
    #expect(causes.moved == 1)
  }

  @Test func `a calendar that changed is the cause of what has no such day any more`() throws {
    let before = Self.literal("A,,,1\nB,,,1")
    let after = with(before) {
      $0.program.calendar = .regular(
        firstWaveStart: Day("2026-02-08")!, waveDays: 28, lastCutover: Day("2026-06-30")!)
    }
    let causes = try Self.causes(before, [1, 0], after, [1, 0])
    #expect(Self.line(causes, "A") == "rule; required; /calendar")
    #expect(causes["B"] == nil)
  }

  @Test func `a plan that breaks a rule of its estate has no causes`() throws {
    let estate = with(Self.literal("A,,,1")) { $0.add(.pin(wave: 2)) }
    #expect(throws: CauseFinder.Failure.laterIsNoPlan) {
      try Self.causes(Self.literal("A,,,1"), [1], estate, [1])
    }
  }
}

/// `literal` with a change made to it.
func with(_ literal: EstateLiteral, _ change: (inout EstateLiteral) -> Void) -> EstateLiteral {
  var copy = literal
  change(&copy)
  return copy
}
