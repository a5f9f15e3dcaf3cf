// What a limit buys, as people and tools are told.
import Documents
import Estates
import Foundation
import Plans
import TestSupport
import Testing
import Waves

@testable import Reports

@Suite struct FrontierReportTests {
  private func point(_ capacity: Double, reduction: Double, worth: Double, bound: Double?, reachedOn: String?)
    -> Frontier.Point
  {
    var small = SmallPlan(workloads: "workload\nW1\nW2", moves: ["W1": 1])
    small.target(by: "2028-12-31", required: 0.6, reduction: reduction, reachedOn: reachedOn)
    small.value.hosts = worth
    small.limit("workloads", periods: [("wave 1", 1, capacity)])
    small.bound = bound.map { Plan.Bound(shortfall: reduction < 0.6 ? 0.1 : 0, milestoneShortfall: 0, npv: $0, gap: 0) }
    return Frontier.Point(capacity: capacity, outcome: .plan(small.plan))
  }

  private func report(_ points: [Frontier.Point], name: String = "crew <b>&") -> FrontierReport {
    var literal = EstateLiteral(workloads: "workload\nW1\nW2")
    literal.add(.limit(Limit(measure: "workloads", perWave: [1, 2])))
    literal.program.rules[0].name = name
    let estate = literal.estate
    return FrontierReport(
      estate, VariedLimit("0", in: estate.program)!, points, effort: 10, digests: points.map { _ in nil },
      files: points.map { _ in nil })
  }

  private var points: [Frontier.Point] {
    [
      Frontier.Point(capacity: 0, outcome: .infeasible),
      point(1, reduction: 0.5, worth: 900, bound: 950, reachedOn: nil),
      point(2, reduction: 0.6, worth: 400, bound: 700, reachedOn: "2028-11-01"),
      point(3, reduction: 0.7, worth: 600, bound: 700, reachedOn: "2028-07-01"),
      Frontier.Point(capacity: 4, outcome: .unknown),
      point(5, reduction: 0.7, worth: 600, bound: 800, reachedOn: "2028-07-01"),
    ]
  }

  @Test func `the findings say what is reached from where on, what is gained, and what is proven`() {
    #expect(
      report(points).findings == [
        "Up to 0 no plan meets every rule: proven.",
        "rack units −60% by 2028-12-31: reached from 2 on; at 1 no plan reaches every target: proven.",
        "From 2 to 5 the best plan found gains EUR 200; proven: no plan gains more than EUR 400.",
        "Beyond 3 no better plan was found; proven: no plan gains more than EUR 200.",
        "program.json has 2: worth EUR 400, full in 0 of 1 period.",
      ])
    #expect(report([points[0]]).findings.last == "No plan was found at any of the capacities.")
  }

  @Test func `worths are set against each other only where points fall equally short`() {
    let text = report(points).document.text
    #expect(text.contains("| falls less short |"))
    #expect(text.contains("| +200 |") || text.contains("+200 |"))
    #expect(!text.contains("<b>"))
  }

  @Test func `the picture is well-formed, speaks the house's language, and stands whatever the points are`() throws {
    let flat = [point(2, reduction: 0.6, worth: 0, bound: nil, reachedOn: "2028-12-31")]
    for points in [points, flat, [points[0]], [points[1], points[4]]] {
      let figure = FrontierFigure(report(points))
      let picture = ParsedPicture(figure.svg)
      #expect(picture.failure == nil)
      let used = Set(
        picture.attributes.filter { $0.name == "class" }.flatMap { $0.value.split(separator: " ").map(String.init) })
      #expect(used.subtracting(["drawdown"]).isSubset(of: InkStyle.classes))
      #expect(!figure.svg.contains("nan") && !figure.svg.contains("inf"))
      #expect(figure.table.rows.count == points.count)
      for row in figure.table.rows { #expect(row.count == figure.table.columns.count) }
    }
  }

  @Test func `the data is as its schema says`() throws {
    let schema = try SchemaCheck(schema: FrontierReport.answerSchema)
    #expect(try schema.faults(in: JSONWriter.bytes(report(points).json)) == [])
  }
}
