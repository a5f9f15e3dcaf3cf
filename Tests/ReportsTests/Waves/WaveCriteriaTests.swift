import Estates
import Plans
import TestSupport
import Testing

@testable import Reports

/// Waves have their cutovers on 2026-02-28, 03-28, 04-25, 05-23 and 06-20.
@Suite struct WaveCriteriaTests {
  private func criteria(_ small: SmallPlan, wave: Int) throws -> WaveCriteria {
    let reading = try PlanReading(plan: small.plan, estate: small.estate)
    return WaveCriteria(WaveBook(reading), reading.plan.waves[wave - 1])
  }

  private func day(_ text: String) -> Day { Day(text)! }

  private var shop: SmallPlan {
    SmallPlan(
      workloads: """
        workload,application,environment,lead_waves,not_before,not_after,annual_run_cost
        dev,SHOP,development,1,,,
        app,SHOP,production,3,,,100
        db,SHOP,production,1,2026-04-01,2026-05-01,
        far,,production,1,,,
        """, moves: ["dev": 1, "app": 3, "db": 3, "far": 5])
  }

  @Test func `what an order rule puts first has left before, and in which wave`() throws {
    var small = shop
    small.literal.applications = "application\nSHOP"
    small.literal.add(
      .order(
        by: ["application"],
        first: Selector(terms: [.init(column: "environment", condition: .text("development"))]),
        then: Selector(terms: [.init(column: "environment", condition: .text("production"))]), lagWaves: 1))
    small.literal.program.rules[0].name = "rehearse"
    #expect(
      try criteria(small, wave: 3).entry.contains(
        "rehearse: 1 workload that goes first of SHOP has left at least 1 wave before, the last in wave 1"))
    #expect(try criteria(small, wave: 1).entry.isEmpty)
  }

  @Test func `a long lead is a criterion from the wave in which it begins`() throws {
    #expect(
      try criteria(shop, wave: 3).entry.contains("Prepared since wave 1 (2026-02-01), as 3 waves of lead ask: app"))
  }

  @Test func `a date is a criterion of the wave that it binds, and of no other`() throws {
    var small = shop
    small.literal.add(.notBefore(day("2026-04-10")), where: ["environment": "production"])
    small.literal.add(.notAfter(day("2026-06-01")), where: ["environment": "production"])
    let third = try criteria(small, wave: 3)
    #expect(third.entry.contains("notBefore of environment production: from 2026-04-10, 2 workloads here"))
    #expect(third.entry.contains("Not before their own dates, the last 2026-04-01: db"))
    #expect(third.latest == ["Not after their own dates, the first 2026-05-01: db"])
    #expect(try criteria(small, wave: 5).entry.isEmpty)
    small.moves["db"] = 4
    #expect(
      try criteria(small, wave: 4).latest == [
        "notAfter of environment production: 1 workload cannot wait for the next wave, the date is 2026-06-01"
      ])
  }

  @Test func `a leave rule counts down, and says with how much to spare it is done`() throws {
    var small = shop
    small.literal.add(.leave(by: day("2026-06-30")), where: ["environment": "production"])
    #expect(
      try criteria(small, wave: 3).exit.contains(
        "leave of environment production: 2 of 3 workloads have left by 2026-06-30"))
    #expect(
      try criteria(small, wave: 5).exit.contains(
        "leave of environment production: with this wave all 3 workloads have left, 10 days before 2026-06-30"))
  }

  @Test func `providers by first, counterparts by apart, splits by the day they open and close`() throws {
    var small = shop
    small.literal.dependencies = "source,target,relation\napp,dev,first\nfar,app,near"
    small.literal.add(.apart(by: ["environment"]))
    small.splits = [
      .init(
        source: .dependency(source: "far", target: "app", line: 3), annualCost: 500, from: day("2026-04-25"),
        until: day("2026-06-20"), cost: 70)
    ]
    let third = try criteria(small, wave: 3)
    #expect(third.entry.contains("1 provider that goes first has left, the last in wave 1: dev"))
    #expect(third.entry.contains("apart (rule 1): the counterparts of 1 group run throughout, they leave: 1 later"))
    #expect(third.splits == ["1 split opens, EUR 500 a year; the last closes 2026-06-20: far from app"])
    #expect(try criteria(small, wave: 5).splits == ["1 split closes, EUR 500 a year: far from app"])
  }

  @Test func `hours count where they are worked, those with lead before their wave`() throws {
    let small = SmallPlan(
      workloads: "workload,team,effort_hours,lead_waves\nA,ops,30,3\nB,ops,8,1\nC,,4,", moves: ["A": 3, "B": 2, "C": 2])
    let book = WaveBook(try PlanReading(plan: small.plan, estate: small.estate))
    #expect(book.teamHours(inWave: 1).map(\.hours) == [.init(here: 0, later: 10)])
    #expect(book.teamHours(inWave: 2).map(\.team) == ["ops", ""])
    #expect(book.teamHours(inWave: 2).map(\.hours) == [.init(here: 8, later: 10), .init(here: 4, later: 0)])
    #expect(book.teamHours(inWave: 3).map(\.hours) == [.init(here: 10, later: 0)])
  }
}
