import TestSupport
import Testing

@testable import Solving

@Suite struct CoarseCalendarTests {
  @Test func `two waves as one give what both give`() {
    var fine = Problem(waveCount: 5, itemCount: 2)
    for wave in 0..<5 { fine.worth[wave] = Double(10 - wave) }
    fine.forbid(0, in: 2)
    fine.forbid(1, in: 0)
    fine.forbid(1, in: 1)
    fine.precedences = [.init(before: 0, after: 1, lag: 3)]
    // A bucket a wave; a bucket for waves 1 and 2, which joins those beside it; one that wave 4 alone does not limit.
    fine.resources = [
      .init(bucketOfWave: [0, 1, 2, 3, 4], capacity: [1, 2, 4, 8, 16]),
      .init(bucketOfWave: [0, 1, 1, 2, 3], capacity: [1, 2, 4, 8]),
      .init(bucketOfWave: [0, 1, 2, 3, -1], capacity: [1, 1, 1, 1]),
    ]
    fine.useStart = [0, 2, 2]
    fine.uses = [.init(resource: 0, lead: 1, amount: 5), .init(resource: 0, lead: 2, amount: 6)]
    fine.spanWorth = [5, 4, 3, 2, 1, 0]
    let calendar = CoarseCalendar(fine, factor: 2)
    let coarse = calendar.problem
    #expect(coarse.waveCount == 3)
    #expect(coarse.worth[..<3] == [9.5, 7, 6])
    #expect((0..<3).map { coarse.isAllowed(1, in: $0) } == [false, true, true])
    #expect(coarse.precedences == [.init(before: 0, after: 1, lag: 1)])
    #expect(coarse.resources[0].capacity == [3, 12, 16])
    #expect(coarse.resources[1].capacity == [7, 8])
    #expect(coarse.resources[1].bucketOfWave == [0, 0, 1])
    #expect(coarse.resources[2].bucketOfWave == [0, 1, -1])
    #expect(coarse.uses == [.init(resource: 0, lead: 1, amount: 11)])
    #expect(coarse.spanWorth == [4.5, 2.5, 1, 0])

    let refined = calendar.refined(
      Certificate(
        objective: .targetShortfall,
        prices: [
          .init(row: .resource(0, bucket: 1), price: 3), .init(row: .resource(1, bucket: 0), price: 5),
        ]))
    #expect(
      refined.prices == [
        .init(row: .resource(0, bucket: 2), price: 3), .init(row: .resource(0, bucket: 3), price: 3),
        .init(row: .resource(1, bucket: 0), price: 5), .init(row: .resource(1, bucket: 1), price: 5),
        .init(row: .resource(1, bucket: 2), price: 5),
      ])
    #expect(calendar.refined([0, 1, 2, 3]) == [0.5, 2.5, 4.5, 5])
  }

  @Test func `prices of a coarse calendar are prices: they prove a bound, and a good one sooner`() {
    var sooner = 0
    var count = 0
    for seed in 7000..<7100 as Range<UInt64> {
      let problem = TinyProblems.make(seed: seed)
      guard let best = TinyProblems.bruteForce(problem)?.score else { continue }
      let objective = Certificate.Objective.worth(target: best.targetShortfall, milestone: best.milestoneShortfall)
      let calendar = CoarseCalendar(problem, factor: 2)
      let coarse = Relaxation(calendar.problem)
      if coarse.isInfeasible { continue }
      let start = coarse.bound(objective, method: .volume, limits: .init(cuts: 40))
      guard start.value.isFinite else { continue }
      let refined = calendar.refined(start.certificate)
      let bound = Relaxation(problem).bound(objective, start: refined, method: .volume, limits: .init(cuts: 3))
      #expect(bound.value >= best.worth, "seed \(seed)")
      let plain = Relaxation(problem).bound(objective, method: .volume, limits: .init(cuts: 3))
      count += 1
      if bound.value <= plain.value { sooner += 1 }
    }
    #expect(count > 50)
    #expect(sooner * 3 > count * 2, "\(sooner) of \(count)")
  }
}
