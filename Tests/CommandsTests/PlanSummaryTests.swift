import Commands
import Estates
import Plans
import Testing

@Suite struct PlanSummaryTests {
  private func plan() -> Plan {
    let day = { (text: String) in Day(text)! }
    var plan = Plan(
      estate: .init(name: "workshop", digest: ""), currency: "EUR", tool: .init(name: "drawdown", version: "1"),
      options: .init(effort: 100))
    plan.waves = [
      .init(number: 1, start: day("2026-06-01"), cutover: day("2026-06-28"), workloads: ["A", "B"]),
      .init(number: 2, start: day("2026-06-29"), cutover: day("2026-07-26"), workloads: []),
    ]
    plan.stays = [.init(workload: "C", reason: .retain)]
    plan.targets = [
      .init(
        measure: .rackUnits, by: day("2029-12-31"), required: 0.6, reduction: 0.612, shortfall: 0, baseline: 10,
        footprint: 3.88, reachedOn: day("2029-09-12"),
        milestones: [
          .init(by: day("2027-12-31"), required: 0.3, reduction: 0.31, shortfall: 0),
          .init(by: day("2028-12-31"), required: 0.5, reduction: 0.47, shortfall: 0.03),
        ])
    ]
    plan.value.hosts = 1_200_000
    return plan
  }

  @Test func `a plan fits on a screen: targets, worth, and where it lies`() {
    #expect(
      PlanSummary(plan(), folder: "out", files: ["plan.md", "plan.json"]).text == """
        workshop: 2 of 3 workloads leave in 1 of 2 waves, 1 stays
          rack units  61.2% by 2029-12-31, wanted 60.0%: reached on 2029-09-12
            2027-12-31  31.0%, wanted 30.0%
            2028-12-31  47.0%, wanted 50.0%: missed by 3.0 points
          worth EUR 1.20 million against leaving everything in place
        out: plan.md, plan.json

        """)
  }

  @Test func `a missed target says by how much, however little`() {
    var plan = plan()
    plan.targets[0].shortfall = 0.000_01
    plan.targets[0].reachedOn = nil
    plan.targets[0].milestones = []
    #expect(PlanSummary(plan, folder: "out", files: []).text.contains("wanted 60.0%: missed by 0.0010 points\n"))
    #expect(PlanSummary.misses(plan))
  }

  @Test func `a missed milestone is no missed target`() {
    #expect(!PlanSummary.misses(plan()))
  }

  @Test func `a bound says what no plan exceeds`() {
    var plan = plan()
    plan.bound = .init(shortfall: 0, milestoneShortfall: 0, npv: 1_210_000, gap: 0.0083)
    #expect(
      PlanSummary(plan, folder: "out", files: []).text
        .contains("in place; no plan is worth more than EUR 1.21 million (gap 0.8%)\n"))
  }

  @Test func `a search that was cut off says so`() {
    var plan = plan()
    plan.options.cutOff = "time"
    #expect(PlanSummary(plan, folder: "out", files: []).text.contains("\n  the clock ended the search before"))
    plan.options.cutOff = "interrupt"
    #expect(PlanSummary(plan, folder: "out", files: []).text.contains("\n  the search was ended by interrupt before"))
  }
}
