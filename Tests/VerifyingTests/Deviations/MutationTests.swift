import Documents
import Estates
import Plans
import TestSupport
import Testing

@testable import Verifying

/// Right plans broken in every way, from a seed: each slip is named, unless what it makes is right as well.
@Suite struct MutationTests {
  /// Where two sets of figures say the same within what is printed.
  static func sayTheSame(_ one: Plan, _ other: Plan) -> Bool {
    let values = zip(one.value.parts, other.value.parts)
    return one.footprint == other.footprint && one.initiatives == other.initiatives
      && one.releases == other.releases
      && values.allSatisfy { ($0.amount - $1.amount).magnitude <= max(0.01, 1e-6 * $0.amount.magnitude) }
  }

  /// Applies each slip `times` times to `plan` and returns how often each could be applied.
  static func tryAll(
    _ verifier: Verifier, _ plan: Plan, seed: UInt64, times: Int
  ) -> [PlanMutation: Int] {
    var applied: [PlanMutation: Int] = [:]
    for (number, mutation) in PlanMutation.allCases.enumerated() {
      var random = SeededGenerator(seed: seed &* 1000 &+ UInt64(number))
      for _ in 0..<times {
        var wrong = plan
        guard mutation.apply(to: &wrong, &random) else { continue }
        applied[mutation, default: 0] += 1
        let deviations = verifier.deviations(in: wrong)
        if !deviations.isEmpty { continue }
        // No deviation: then the plan has to be right. A workload may have changed its wave and nothing with it, or a
        // stay have two good reasons.
        var waves = [Int?](repeating: nil, count: verifier.estate.workloads.count)
        for (row, key) in verifier.estate.workloads.keys.enumerated() {
          waves[row] = wrong.waves.first { $0.workloads.contains(verifier.estate.texts[key]) }?.number
        }
        let right = verifier.plan(waves: waves)
        switch mutation {
        case .moveToAnotherWave, .moveOneThatStays, .stayInsteadOfMove, .swapWaves:
          #expect(verifier.evaluate(waves: waves).broken == [] && sayTheSame(right, wrong), "\(mutation), seed \(seed)")
        case .stayReason:
          let immobility = Immobility(verifier)
          for stay in wrong.stays {
            let row = verifier.estate.workloads.keys.firstIndex { verifier.estate.texts[$0] == stay.workload }!
            let grounds = immobility.grounds(for: row, in: verifier.assignment(waves))
            let waits = grounds == [.choice] && stay.reason == .providerStays
            #expect(grounds.contains(stay.reason) || waits, "\(stay), seed \(seed)")
          }
        default: Issue.record("\(mutation) is not noticed, seed \(seed)")
        }
      }
    }
    return applied
  }

  @Test func `every slip in the plans of the worked examples is noticed`() throws {
    var applied: [PlanMutation: Int] = [:]
    for name in TestEstates.exampleNames where Heavy.isWanted || !name.hasPrefix("medium-150") {
      let estate = try exampleEstate(name)
      guard let waves = try ExpectedPlan(name).waves(estate) else { continue }
      let verifier = Verifier(estate: estate)
      let tried = Self.tryAll(verifier, verifier.plan(waves: waves), seed: 1, times: Heavy.isWanted ? 20 : 1)
      applied.merge(tried, uniquingKeysWith: +)
    }
    for mutation in PlanMutation.allCases { #expect(applied[mutation, default: 0] > 0, "\(mutation)") }
  }

  @Test func `every slip in right plans of random estates is noticed`() throws {
    var applied: [PlanMutation: Int] = [:]
    for seed in 0..<UInt64(Heavy.isWanted ? 1500 : 25) {
      let estate = try estate(files: TinyEstates.files(seed: seed, workloads: Heavy.isWanted ? 5 : 4))
      let verifier = Verifier(estate: estate)
      guard let best = BruteForce.best(of: verifier) else { continue }
      let tried = Self.tryAll(verifier, verifier.plan(waves: best.waves), seed: seed, times: Heavy.isWanted ? 4 : 1)
      applied.merge(tried, uniquingKeysWith: +)
    }
    // A few estates need not have everything that can go wrong.
    #expect(applied.count > 50)
    guard Heavy.isWanted else { return }
    for mutation in PlanMutation.allCases { #expect(applied[mutation, default: 0] > 0, "\(mutation)") }
  }

  @Test func `two slips at once are both noticed`() throws {
    let estate = try exampleEstate("medium-40")
    let verifier = Verifier(estate: estate)
    let right = verifier.plan(waves: try ExpectedPlan("medium-40").waves(estate)!)
    var wrong = right
    wrong.waves[0].cutover = wrong.waves[0].cutover + 1
    wrong.value.hosts += 5
    let deviations = verifier.deviations(in: wrong)
    #expect(
      deviations == [
        .waveCutover(wave: 1, stated: wrong.waves[0].cutover, computed: right.waves[0].cutover),
        .valuePart(name: "hosts", stated: wrong.value.hosts, computed: right.value.hosts),
        .valuePart(name: "npv", stated: wrong.value.npv, computed: right.value.npv),
      ])
  }

  @Test func `what lies within the print is no deviation`() throws {
    let estate = try exampleEstate("medium-40")
    let verifier = Verifier(estate: estate)
    var plan = verifier.plan(waves: try ExpectedPlan("medium-40").waves(estate)!)
    plan.value.hosts += 0.009
    plan.targets[0].reduction += 9e-7
    plan.targets[0].shortfall += 9e-7
    #expect(verifier.deviations(in: plan) == [])
  }

  @Test func `a bound is a bound, and its gap the share of gross`() throws {
    let estate = try exampleEstate("medium-40")
    let verifier = Verifier(estate: estate)
    var plan = verifier.plan(waves: try ExpectedPlan("medium-40").waves(estate)!)
    let standing = verifier.evaluate(waves: try ExpectedPlan("medium-40").waves(estate)!).standing
    let above = standing.npv + 1000
    plan.bound = Plan.Bound(
      shortfall: 0, milestoneShortfall: 0, npv: above, gap: 1000 / plan.value.gross)
    #expect(verifier.deviations(in: plan) == [])
    plan.bound!.gap += 0.001
    #expect(verifier.deviations(in: plan).count == 1)
    plan.bound = Plan.Bound(
      shortfall: standing.shortfall + 0.01, milestoneShortfall: standing.milestoneShortfall + 0.02,
      npv: standing.npv - 1000, gap: 0)
    #expect(
      verifier.deviations(in: plan) == [
        .boundPassed(.shortfall, bound: plan.bound!.shortfall, reached: standing.shortfall),
        .boundPassed(.milestoneShortfall, bound: plan.bound!.milestoneShortfall, reached: standing.milestoneShortfall),
        .boundPassed(.npv, bound: plan.bound!.npv, reached: standing.npv),
      ])
  }
}
