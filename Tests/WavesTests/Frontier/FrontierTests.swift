// What a limit buys, against every plan that there is: on tiny estates each point is tried by hand.
import Documents
import Estates
import Foundation
import Inventories
import Plans
import Solving
import TestSupport
import Testing
import Topology
import Verifying

@testable import Waves

@Suite struct FrontierTests {
  static let settings = WavePlanner.Settings(
    tool: Plan.Tool(name: "test", version: "1"), options: Plan.Options(effort: 2000))

  static func frontier(_ estate: Estate, _ limit: VariedLimit, _ capacities: [Double], effort: Int = 2000)
    -> [Frontier.Point]
  {
    Frontier(estate, limit, capacities: capacities).points(settings, limits: SearchLimits(effort: effort)) ?? []
  }

  static func score(_ point: Frontier.Point) -> Score? {
    if case .plan(let plan) = point.outcome { PlanDecoder.score(of: plan) } else { nil }
  }

  /// A tiny estate with a limit on how many move at a time, behind its other rules.
  static func limited(seed: UInt64) -> (estate: Estate, limit: VariedLimit) {
    var literal = RandomEstates.literal(seed: seed)
    literal.add(.limit(Limit(measure: "workloads", perWave: seed % 2 == 0 ? [1, 2] : [2])))
    let estate = literal.estate
    return (estate, VariedLimit("\(estate.program.rules.count - 1)", in: estate.program)!)
  }

  /// Blocks of ten seeds.
  static let blocks = 0..<(Heavy.isWanted ? 40 : 3)

  @Test(arguments: blocks)
  func `every point is a right plan, none is worse with more capacity, and none surpasses its bound`(block: Int) throws
  {
    var planned = 0
    for seed in UInt64(block * 10)..<UInt64(block * 10 + 10) {
      let (estate, limit) = Self.limited(seed: seed &+ 9_000_000)
      let points = Self.frontier(estate, limit, [0, 1, 2, 3])
      #expect(points.map(\.capacity) == [0, 1, 2, 3])
      var before: Score?
      for point in points {
        let verifier = Verifier(estate: limit.estate(estate, at: point.capacity))
        let best = BruteForce.best(of: verifier)?.standing
        switch point.outcome {
        case .infeasible:
          #expect(best == nil, "seed \(seed) at \(point.capacity): there is a plan")
          #expect(before == nil)
        case .unknown: Issue.record("seed \(seed) at \(point.capacity): neither plan nor proof")
        case .plan(let plan):
          planned += 1
          #expect(verifier.deviations(in: plan) == [], "seed \(seed) at \(point.capacity)")
          let score = PlanDecoder.score(of: plan)
          if let before { #expect(!before.isBetter(than: score), "seed \(seed): less at \(point.capacity)") }
          before = score
          let standing = try #require(best, "seed \(seed) at \(point.capacity): no plan is right")
          let bound = try #require(plan.bound)
          #expect(bound.shortfall <= standing.shortfall + 1e-9, "seed \(seed) at \(point.capacity)")
          if standing.shortfall >= score.targetShortfall - 1e-9 {
            #expect(bound.milestoneShortfall <= standing.milestoneShortfall + 1e-9, "seed \(seed) at \(point.capacity)")
            if standing.milestoneShortfall >= score.milestoneShortfall - 1e-9 {
              #expect(
                bound.npv >= standing.npv - 1e-6 * max(1, standing.npv.magnitude), "seed \(seed) at \(point.capacity)")
            }
          }
        }
      }
      for (tight, wide) in zip(points, points.dropFirst()) {
        guard case .plan(let tight) = tight.outcome, case .plan(let wide) = wide.outcome,
          let below = tight.bound, let above = wide.bound
        else { continue }
        #expect(below.shortfall >= min(above.shortfall, PlanDecoder.score(of: tight).targetShortfall) - 1e-9)
        let (left, right) = (PlanDecoder.score(of: tight), PlanDecoder.score(of: wide))
        if left.targetShortfall == right.targetShortfall, left.milestoneShortfall == right.milestoneShortfall {
          #expect(below.npv <= above.npv + 1e-6 * max(1, above.npv.magnitude), "seed \(seed): the bound falls")
        }
      }
    }
    #expect(planned > 10)
  }

  @Test func `a search too short to find its way still gives a frontier that does not fall`() throws {
    let estate = try exampleEstate("medium-40")
    let place = try #require(VariedLimit.names(in: estate.program).first)
    let limit = try #require(VariedLimit(place, in: estate.program))
    let points = Self.frontier(
      estate, limit, limit.capacities(from: limit.stated / 2, to: limit.stated * 2, count: 9), effort: 30)
    let scores = points.compactMap(Self.score)
    #expect(scores.count > 5)
    for (tight, wide) in zip(scores, scores.dropFirst()) { #expect(!tight.isBetter(than: wide)) }
  }

  @Test func `the threads do not show`() throws {
    let estate = try exampleEstate("medium-40")
    let limit = try #require(
      VariedLimit.names(in: estate.program).first.flatMap { VariedLimit($0, in: estate.program) })
    let capacities = limit.capacities(from: limit.stated / 2, to: limit.stated * 2, count: 4)
    let frontier = Frontier(estate, limit, capacities: capacities)
    let written = [1, 2].map { threads in
      frontier.points(Self.settings, limits: SearchLimits(effort: 500, threads: threads))?.map { point in
        if case .plan(let plan) = point.outcome { PlanWriter.bytes(plan) } else { [UInt8]() }
      }
    }
    #expect(written[0] == written[1])
    #expect(written[0]?.count == capacities.count)
  }

  @Test func `an estate at a capacity is the estate with that value set`() throws {
    let files = try TestEstates.files(in: TestEstates.examples.appendingPathComponent("medium-40"))
    let read = try #require(EstateFolderReader.read(files: files, name: "medium").estate)
    for name in VariedLimit.names(in: read.program) {
      let limit = try #require(VariedLimit(name, in: read.program))
      let varied = limit.estate(read, at: limit.stated * 1.5)
      let setting = try #require(varied.overrides.last)
      let set = try #require(
        EstateFolderReader.read(files: files, name: "medium", overrides: [setting.written]).estate)
      #expect(set.overrides == varied.overrides)
      guard case .limit(let one) = set.program.rules[limit.rule].kind,
        case .limit(let other) = varied.program.rules[limit.rule].kind
      else {
        Issue.record("no limit")
        continue
      }
      #expect(one.perWave == other.perWave)
      #expect(one.perQuarter == other.perQuarter)
      #expect(one.perYear == other.perYear)
    }
  }

  @Test func `a limit is found by name, by place and by period, and its ramp keeps its shape`() throws {
    var program = EstateLiteral(workloads: "workload").program
    program.rules = [
      Rule(index: 0, kind: .stay),
      Rule(index: 1, name: "crew", kind: .limit(Limit(measure: "effort_hours", perWave: [2, 4, 8]))),
      Rule(index: 2, kind: .limit(Limit(measure: "workloads", perQuarter: 6, perYear: 20))),
    ]
    #expect(VariedLimit("0", in: program) == nil)
    #expect(VariedLimit("crow", in: program) == nil)
    #expect(VariedLimit("crew.perYear", in: program) == nil)
    let crew = try #require(VariedLimit("crew", in: program))
    #expect(crew == VariedLimit("1.perWave", in: program))
    #expect(crew.stated == 8)
    #expect(VariedLimit("2", in: program)?.period == .perQuarter)
    #expect(VariedLimit("2.perYear", in: program)?.stated == 20)
    #expect(VariedLimit.names(in: program) == ["crew", "2"])
    var literal = EstateLiteral(workloads: "workload\nW1")
    literal.program.rules = program.rules
    guard case .limit(let limit) = crew.estate(literal.estate, at: 12).program.rules[1].kind else {
      Issue.record("no limit")
      return
    }
    #expect(limit.perWave == [3, 6, 12])
  }

  @Test func `capacities rise evenly, hold that of the program and name none twice`() throws {
    var program = EstateLiteral(workloads: "workload").program
    program.rules = [
      Rule(index: 0, kind: .limit(Limit(measure: "effort_hours", perWave: [10]))),
      Rule(index: 1, kind: .limit(Limit(measure: "workloads", perWave: [3]))),
    ]
    let hours = try #require(VariedLimit("0", in: program))
    #expect(hours.capacities(from: 5, to: 20, count: 3) == [5, 10, 12.5, 20])
    #expect(hours.capacities(from: 20, to: 30, count: 2) == [20, 30])
    let workloads = try #require(VariedLimit("1", in: program))
    #expect(workloads.capacities(from: 1, to: 4, count: 6) == [1, 2, 3, 4])
  }
}
