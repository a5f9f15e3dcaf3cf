// Plans side by side: in what order they stand, what of them is best, and what may not be compared.
import Documents
import Estates
import Plans
import Testing

@testable import Reports

@Suite struct PlanComparisonTests {
  private func plan(
    reduction: Double, milestone: Double = 0.3, worth: Double, reachedOn: String? = nil,
    _ change: (inout Plan) -> Void = { _ in }
  ) -> Plan {
    var small = SmallPlan(workloads: "workload\nW1\nW2\nW3", moves: ["W1": 1, "W2": 2])
    small.target(
      by: "2028-12-31", required: 0.6, reduction: reduction, reachedOn: reachedOn,
      milestones: [
        .init(by: Day("2027-12-31")!, required: 0.3, reduction: milestone, shortfall: max(0, 0.3 - milestone))
      ])
    small.value.hosts = worth
    small.limit("workloads", periods: [("wave 1", 1, 1), ("wave 2", 1, 2)])
    var plan = small.plan
    change(&plan)
    return plan
  }

  private func comparison(_ plans: [Plan]) -> PlanComparison {
    PlanComparison(
      plans.enumerated().map { place, plan in
        PlanComparison.Column(
          name: "plan \(place)", digest: "sha256:" + String(repeating: "\(place)", count: 64), plan: plan, risks: nil)
      })
  }

  private func row(_ title: String, of comparison: PlanComparison) throws -> PlanComparison.Row {
    try #require(comparison.sections.flatMap(\.rows).first { $0.title == title })
  }

  @Test func `the order is that of targets, then milestones, then worth, and equals stand together`() {
    let all = comparison([
      plan(reduction: 0.5, worth: 900), plan(reduction: 0.7, worth: 100), plan(reduction: 0.6, worth: 300),
      plan(reduction: 0.9, milestone: 0.2, worth: 800), plan(reduction: 0.6, worth: 100.004),
    ])
    #expect(all.ranking == [[2], [1, 4], [3], [0]])
    #expect(all.verdict.contains("By targets, then milestones, then worth: C, then B and E, then D, then A."))
    #expect(all.verdict.contains("Both fall equally short or not at all; C is worth EUR 200 more than B."))
    #expect(comparison([plan(reduction: 0.6, worth: 5), plan(reduction: 0.6, worth: 5)]).ranking == [[0, 1]])
  }

  @Test func `a target with a price counts in the worth alone`() {
    let missed = plan(reduction: 0.1, worth: 400) { $0.targets[0].penaltyPerPoint = 10 }
    let met = plan(reduction: 0.7, worth: 300) { $0.targets[0].penaltyPerPoint = 10 }
    #expect(comparison([met, missed]).ranking == [[1], [0]])
  }

  @Test func `the best of a row is marked, unless all are alike or one is no better than another`() throws {
    let all = comparison([
      plan(reduction: 0.7, worth: 100, reachedOn: "2028-10-01"), plan(reduction: 0.6, worth: 300),
      plan(reduction: 0.7, worth: 200, reachedOn: "2028-07-01"),
    ])
    let reached = try row("  reached for good on", of: all)
    #expect(reached.cells == ["2028-10-01", "never", "2028-07-01"])
    #expect(reached.best == [2])
    #expect(try row("rack units by 2028-12-31", of: all).best == [0, 2])
    #expect(try row("worth", of: all).best == [1])
    #expect(try row("milestone 2027-12-31, rack units", of: all).best == [])
    #expect(try row("leave", of: all).best == [])
    #expect(all.text.contains("300 *"))
    #expect(all.document.text.contains("**300**"))
  }

  @Test func `money of two currencies is shown and not ranked`() throws {
    let all = comparison([plan(reduction: 0.7, worth: 100), plan(reduction: 0.7, worth: 300) { $0.currency = "USD" }])
    #expect(all.ranking == [])
    let worth = try row("worth", of: all)
    #expect(worth.cells == ["EUR 100", "USD 300"])
    #expect(worth.best == [])
    #expect(all.verdict == ["The plans count in EUR and USD: their money is not compared."])
  }

  @Test func `plans of two inventories are said to be so`() {
    let all = comparison([
      plan(reduction: 0.7, worth: 1), plan(reduction: 0.7, worth: 1) { $0.estate.digest = "other" },
    ])
    #expect(all.verdict.first?.hasPrefix("The plans are not made from the same files") == true)
  }

  @Test func `limits that are full in one of the plans are shown for all`() throws {
    let slack = plan(reduction: 0.7, worth: 1) { $0.rules[0].periods[0].limit = 5 }
    let all = comparison([plan(reduction: 0.7, worth: 1), slack])
    #expect(try row("limit (rule 1)", of: all).cells == ["1 of 2", "–"])
  }

  @Test func `letters go on behind Z`() {
    #expect(
      [0, 1, 25, 26, 27, 52, 701, 702].map(PlanComparison.letter) == ["A", "B", "Z", "AA", "AB", "BA", "ZZ", "AAA"])
  }
}
