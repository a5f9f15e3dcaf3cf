import Estates
import Plans
import Solving
import TestSupport
import Testing
import Topology
import Verifying

@testable import Waves

/// How far and how soon, and what keeps a target out of reach, against every plan of tiny estates.
@Suite struct TargetReachTests {
  static let seeds: Range<UInt64> = 0..<(Heavy.isWanted ? 800 : 60)

  private func plan(_ estate: Estate, effort: Int = 8000) -> Plan? {
    let settings = WavePlanner.Settings(tool: PlanDecoderTests.tool, options: Plan.Options(effort: effort))
    guard case .plan(let plan) = WavePlanner(estate).plan(settings, limits: SearchLimits(effort: effort)) else {
      return nil
    }
    return plan
  }

  /// Every plan that breaks no rule.
  private func everyPlan(_ verifier: Verifier, _ body: (Evaluation) -> Void) {
    let groups = verifier.togetherGroups
    let openWaves = verifier.openWaves
    var waves = [Int?](repeating: nil, count: verifier.estate.workloads.count)
    func place(_ number: Int) {
      guard number < groups.count else {
        if verifier.standing(of: waves) != nil { body(verifier.evaluate(waves: waves)) }
        return
      }
      for wave in openWaves[groups[number][0]] where groups[number].allSatisfy({ openWaves[$0].contains(wave) }) {
        for row in groups[number] { waves[row] = wave }
        place(number + 1)
      }
    }
    place(0)
  }

  @Test func `on tiny estates the largest reduction and the earliest date are those of all plans`() throws {
    var count = 0
    var further = 0
    var sooner = 0
    var never = 0
    for seed in Self.seeds {
      let estate = try estate(files: TinyEstates.files(seed: seed, workloads: 4))
      if estate.program.targets.isEmpty { continue }
      guard let plan = plan(estate) else { continue }
      var largest = [Double](repeating: -.infinity, count: plan.targets.count)
      var earliest = [Day?](repeating: nil, count: plan.targets.count)
      everyPlan(Verifier(estate: estate)) { evaluation in
        for (number, target) in evaluation.targets.enumerated() {
          largest[number] = max(largest[number], target.reduction)
          if let day = target.reachedOn { earliest[number] = min(earliest[number] ?? day, day) }
        }
      }
      for (number, target) in plan.targets.enumerated() {
        let reach = try #require(target.reach)
        count += 1
        #expect((reach.largestFound - largest[number]).magnitude < 1e-9, "seed \(seed), target \(number)")
        #expect(reach.largestProven >= largest[number] - 1e-9, "seed \(seed), target \(number)")
        #expect(reach.earliestFound == earliest[number], "seed \(seed), target \(number)")
        if let day = earliest[number] {
          #expect(reach.earliestProven.map { $0 <= day } ?? false, "seed \(seed), target \(number)")
        } else {
          never += 1
        }
        if reach.largestFound > target.reduction + 1e-9 { further += 1 }
        if reach.earliestFound != target.reachedOn { sooner += 1 }
      }
      #expect(Verifier(estate: estate).deviations(in: plan) == [], "seed \(seed)")
    }
    #expect(count > 10, "\(count) targets: \(further) further, \(sooner) sooner, \(never) never")
  }

  /// The estate with nothing but these rules and columns.
  private func kept(_ barrier: Plan.Barrier, _ estate: Estate) -> Estate {
    var changed = estate
    changed.program.rules = estate.program.rules.filter { rule in
      if case .near = rule.kind { return true }
      return barrier.rules.contains(rule.index)
    }
    for index in changed.program.rules.indices { changed.program.rules[index].index = index }
    for row in 0..<estate.workloads.count {
      if !barrier.kinds.contains("window") {
        changed.workloads.notBefore[row] = nil
        changed.workloads.notAfter[row] = nil
        changed.workloads.leadWaves[row] = 1
      }
      if !barrier.kinds.contains("retain"), estate.workloads.disposition[row] == .retain {
        changed.workloads.disposition[row] = .rehost
      }
    }
    return changed
  }

  @Test
  func `what is proven to keep a target out of reach does so alone, and no way past is better than the best plan`()
    throws
  {
    var proven = 0
    var ways = 0
    var met = 0
    for seed in Self.seeds {
      let estate = try estate(files: TinyEstates.files(seed: seed, workloads: 4))
      guard estate.program.targets.count == 1, let plan = plan(estate), let barrier = plan.targets[0].barrier
      else { continue }
      #expect(plan.targets[0].shortfall > 1e-9)
      // Idle machines and limits of spread preparations mean something else without the columns.
      if barrier.isProven, barrier.kinds.contains("idle") || ResolvedEstate(estate).idleHosts.isEmpty {
        proven += 1
        everyPlan(Verifier(estate: kept(barrier, estate))) { evaluation in
          #expect(evaluation.targets[0].shortfall > 1e-9, "seed \(seed): \(barrier)")
        }
      }
      for way in barrier.ways where way.kinds.isEmpty && estate.program.targets[0].penaltyPerPoint == nil {
        ways += 1
        var without = estate
        without.program.rules = estate.program.rules.filter { !way.rules.contains($0.index) }
        for index in without.program.rules.indices { without.program.rules[index].index = index }
        guard let best = BruteForce.best(of: Verifier(estate: without)) else { continue }
        #expect((best.standing.shortfall - way.shortfall).magnitude < 1e-9, "seed \(seed): \(way)")
        #expect((best.standing.npv - way.npv).magnitude < 1e-6 * max(1000, way.npv.magnitude), "seed \(seed): \(way)")
        if way.shortfall < 1e-9 { met += 1 }
      }
    }
    #expect(proven > 3 && ways > 3, "\(proven) proven, \(ways) ways, \(met) of them past")
  }

  @Test func `a plan that leaves late because that pays is told how far and how soon it could go`() throws {
    var literal = EstateLiteral(workloads: "workload,annual_cloud_cost\nW1,100\nW2,100\nW3,100\nW4,100")
    literal.program.targets = [Target(measure: .workloads, reduction: 0.5, by: Day("2026-06-30")!)]
    literal.add(.limit(Limit(measure: "workloads", perWave: [1, 1, 1, 0, 2])))
    let target = try #require(plan(literal.estate)).targets[0]
    #expect(target.reduction == 0.5 && target.reachedOn == Day("2026-06-20"))
    let reach = try #require(target.reach)
    #expect(reach.largestFound == 1 && reach.largestProven == 1)
    #expect(reach.earliestFound == Day("2026-03-28") && reach.earliestProven == Day("2026-03-28"))
    #expect(target.barrier == nil)
  }

  @Test func `a limit in the way is named, with what it would have to allow`() throws {
    var literal = EstateLiteral(workloads: "workload,annual_run_cost\nW1,100\nW2,100\nW3,100\nW4,100")
    literal.program.targets = [Target(measure: .workloads, reduction: 1, by: Day("2026-03-31")!)]
    literal.add(.limit(Limit(measure: "workloads", perWave: [1])))
    literal.add(.notBefore(Day("2026-02-15")!))
    let target = try #require(plan(literal.estate)).targets[0]
    let reach = try #require(target.reach)
    #expect(reach.largestFound == 0.5)
    #expect((reach.largestProven - 0.5).magnitude < 1e-6)
    #expect(reach.earliestProven == Day("2026-05-23") && reach.earliestFound == Day("2026-05-23"))
    let barrier = try #require(target.barrier)
    #expect(barrier.rules == [0] && barrier.kinds.isEmpty && barrier.isProven)
    let way = try #require(barrier.ways.first)
    #expect(way.rules == [0] && way.shortfall == 0)
    #expect(try #require(way.fullest) > 1)
    #expect(way.npv > 0)
  }
}
