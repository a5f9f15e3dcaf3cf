import TestSupport
import Testing

@testable import Verifying

@Suite struct MaximumFlowTests {
  /// The heaviest closed set by trying all.
  func heaviest(_ weights: [Int64], _ arcs: [(Int32, Int32, Int64?)]) -> Int64 {
    var best: Int64 = 0
    for set in 0..<(1 << weights.count) {
      func holds(_ node: Int32) -> Bool { set >> Int(node) & 1 == 1 }
      if arcs.contains(where: { $0.2 == nil && holds($0.0) && !holds($0.1) }) { continue }
      var sum: Int64 = 0
      for node in weights.indices where holds(Int32(node)) { sum += weights[node] }
      for (tail, head, cost) in arcs where holds(tail) && !holds(head) { sum -= cost ?? 0 }
      best = max(best, sum)
    }
    return best
  }

  @Test func `one that pays for another is taken with it`() {
    var flow = MaximumFlow(weights: [5, -3, 2])
    flow.add(0, 1)
    #expect(flow.heaviest() == 4)
    var poor = MaximumFlow(weights: [5, -8, 2])
    poor.add(0, 1)
    #expect(poor.heaviest() == 2)
    var free = MaximumFlow(weights: [5, -8])
    free.add(0, 1, cost: 3)
    #expect(free.heaviest() == 2)
    var nothing = MaximumFlow(weights: [])
    #expect(nothing.heaviest() == 0)
  }

  @Test func `closures are as heavy as by trying all`() {
    for seed in 0..<600 as Range<UInt64> {
      var random = SeededGenerator(seed: seed)
      let count = random.whole(1...9)
      let weights = (0..<count).map { _ in Int64(random.whole(-20...20)) }
      var flow = MaximumFlow(weights: weights)
      var arcs: [(Int32, Int32, Int64?)] = []
      for _ in 0..<random.whole(0...2 * count) {
        let arc = (
          Int32(random.whole(0...count - 1)), Int32(random.whole(0...count - 1)),
          random.chance(50) ? nil : Int64(random.whole(0...9))
        )
        arcs.append(arc)
        flow.add(arc.0, arc.1, cost: arc.2)
      }
      #expect(flow.heaviest() == heaviest(weights, arcs), "seed \(seed)")
    }
  }
}
