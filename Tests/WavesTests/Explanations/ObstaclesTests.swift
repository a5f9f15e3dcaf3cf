import Estates
import Plans
import Solving
import TestSupport
import Testing
import Topology
import Verifying

@testable import Waves

@Suite struct ObstaclesTests {
  func plan(_ estate: Estate) -> Plan? {
    let settings = WavePlanner.Settings(
      tool: Plan.Tool(name: "test", version: "0"), options: Plan.Options(effort: 10_000))
    guard case .plan(let plan) = WavePlanner(estate).plan(settings, limits: SearchLimits(effort: 10_000)) else {
      return nil
    }
    return plan
  }

  /// The estate as it would be without a kind, written down a second time; nil for kinds that rows cannot say.
  func without(_ kind: String, _ estate: Estate) -> Estate? {
    var changed = estate
    switch kind {
    case "window":
      for row in 0..<estate.workloads.count {
        changed.workloads.notBefore[row] = nil
        changed.workloads.notAfter[row] = nil
        changed.workloads.leadWaves[row] = 1
      }
    case "retain":
      for row in 0..<estate.workloads.count where estate.workloads.disposition[row] == .retain {
        changed.workloads.disposition[row] = .rehost
      }
    case "calendar":
      for target in estate.program.targets.indices {
        changed.program.targets[target].by = estate.program.horizon
        for milestone in estate.program.targets[target].milestones.indices {
          changed.program.targets[target].milestones[milestone].by = estate.program.horizon
        }
      }
    case "idle":
      for host in 0..<estate.hosts.count where estate.hosts.leaves[host] == nil {
        let cluster = estate.hosts.cluster[host]
        let isUsed = (0..<estate.workloads.count).contains { row in
          let on = estate.workloads.host[row]
          let runsIn = on == Estate.none ? estate.workloads.cluster[row] : estate.hosts.cluster[Int(on)]
          return cluster == Estate.none ? on == Int32(host) : runsIn == cluster
        }
        if !isUsed { changed.hosts.leaves[host] = .on(estate.program.start) }
      }
    default:
      changed.program.rules = estate.program.rules.filter { $0.kind.word != kind }
      for index in changed.program.rules.indices { changed.program.rules[index].index = index }
    }
    return changed
  }

  @Test func `on tiny estates the shortfall without each kind is the best that all plans reach`() {
    var missed = 0
    var helped = 0
    for seed in 0..<(Heavy.isWanted ? 1500 : 100) {
      guard let estate = TestEstates.read(TinyEstates.files(seed: UInt64(seed), workloads: 5)).estate,
        estate.program.targets.count == 1, estate.program.targets[0].penaltyPerPoint == nil, let plan = plan(estate)
      else { continue }
      let target = plan.targets[0]
      guard target.shortfall > 1e-9 else { continue }
      missed += 1
      #expect(target.obstacles.contains { $0.kind == "calendar" })
      for obstacle in target.obstacles {
        let changed = without(obstacle.kind, estate)!
        let best = BruteForce.best(of: Verifier(estate: changed))
        // What brings other rules into force may leave no plan at all: then nothing is gained.
        let expected = min(best?.standing.shortfall ?? target.shortfall, target.shortfall)
        #expect((obstacle.shortfall - expected).magnitude < 1e-9, "seed \(seed), \(obstacle.kind)")
        if obstacle.shortfall < target.shortfall - 1e-9 { helped += 1 }
      }
    }
    #expect(missed > 4 && helped > 2, "\(missed) missed, \(helped) helped")
  }

  @Test func `a target that is met has no obstacles`() throws {
    var literal = EstateLiteral(workloads: "workload\nW1\nW2")
    literal.program.targets = [Target(measure: .workloads, reduction: 1, by: Day("2026-06-30")!)]
    #expect(try #require(plan(literal.estate)).targets[0].obstacles.isEmpty)
    literal.add(.limit(Limit(measure: "workloads", perWave: [0])))
    let target = try #require(plan(literal.estate)).targets[0]
    #expect(target.shortfall == 1)
    #expect(target.obstacles.map(\.kind) == ["limit", "calendar"])
    #expect(target.obstacles.map(\.shortfall) == [0, 1])
    #expect(target.obstacles[0].rules == [0])
  }

  @Test func `a search that the clock ends still says what stands in the way, an interrupted one does not`() throws {
    // More plans than are tried one by one, so that the search is cut off.
    var literal = EstateLiteral(workloads: "workload\n" + (0..<40).map { "W\($0)" }.joined(separator: "\n"))
    literal.program.targets = [Target(measure: .workloads, reduction: 1, by: Day("2026-06-30")!)]
    literal.add(.limit(Limit(measure: "workloads", perWave: [3])))
    let settings = WavePlanner.Settings(
      tool: Plan.Tool(name: "test", version: "0"), options: Plan.Options(effort: 100_000))
    let planner = WavePlanner(literal.estate)
    guard
      case .plan(let timed) = planner.plan(settings, limits: SearchLimits(effort: 100_000, clock: { 0.95 })),
      case .plan(let interrupted) = planner.plan(
        settings, limits: SearchLimits(effort: 100_000, shouldStop: { .interrupt }))
    else {
      Issue.record("there is a plan")
      return
    }
    #expect(timed.options.cutOff == "time")
    #expect(timed.targets[0].obstacles.map(\.kind) == ["limit", "calendar"])
    #expect(timed.targets[0].obstacles[0].shortfall == 0)
    #expect(interrupted.options.cutOff == "interrupt")
    #expect(interrupted.targets[0].obstacles.isEmpty)
  }
}
