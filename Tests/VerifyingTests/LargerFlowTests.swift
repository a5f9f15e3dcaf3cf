import TestSupport
import Testing

@testable import Verifying

/// Closures too large to try all sets, beside the plainest of all maximum flows: one shortest way after the other.
@Suite struct LargerFlowTests {
  /// The heaviest closed set by shortest augmenting ways (Edmonds and Karp).
  static func heaviest(_ weights: [Int64], _ arcs: [(tail: Int32, head: Int32, cost: Int64?)]) -> Int64 {
    let (source, sink) = (weights.count, weights.count + 1)
    var tails: [Int] = []
    var heads: [Int] = []
    var left: [Int64] = []
    func add(_ tail: Int, _ head: Int, _ room: Int64) {
      tails += [tail, head]
      heads += [head, tail]
      left += [room, 0]
    }
    for (node, weight) in weights.enumerated() {
      if weight > 0 { add(source, node, weight) } else if weight < 0 { add(node, sink, -weight) }
    }
    for arc in arcs { add(Int(arc.tail), Int(arc.head), arc.cost ?? 1 << 50) }
    var out = [[Int]](repeating: [], count: weights.count + 2)
    for arc in tails.indices { out[tails[arc]].append(arc) }
    var rest = weights.reduce(0) { $0 + max(0, $1) }
    while true {
      var came = [Int](repeating: -1, count: weights.count + 2)
      var queue = [source]
      var place = 0
      while place < queue.count && came[sink] < 0 {
        for arc in out[queue[place]] where left[arc] > 0 && came[heads[arc]] < 0 && heads[arc] != source {
          came[heads[arc]] = arc
          queue.append(heads[arc])
        }
        place += 1
      }
      if came[sink] < 0 { return rest }
      var amount = Int64.max
      var node = sink
      while node != source {
        amount = min(amount, left[came[node]])
        node = tails[came[node]]
      }
      node = sink
      while node != source {
        left[came[node]] -= amount
        left[came[node] ^ 1] += amount
        node = tails[came[node]]
      }
      rest -= amount
    }
  }

  /// A long row of nodes that pull each other along for a cost, few of them worth anything: ways to the sink are long, and
  /// whole stretches are cut off from it one after the other.
  static func row(_ random: inout SeededGenerator) -> (
    weights: [Int64], arcs: [(tail: Int32, head: Int32, cost: Int64?)]
  ) {
    let count = random.whole(10...60)
    var arcs: [(tail: Int32, head: Int32, cost: Int64?)] = []
    for node in 1..<count {
      arcs.append((Int32(node - 1), Int32(node), random.chance(20) ? nil : Int64(random.whole(0...60))))
      arcs.append((Int32(node), Int32(node - 1), Int64(random.whole(0...60))))
    }
    for _ in 0..<count / 4 {
      let one = random.whole(0...count - 1)
      arcs.append((Int32(one), Int32(max(0, one - random.whole(1...6))), Int64(random.whole(0...60))))
    }
    let weights = (0..<count).map { _ in random.chance(30) ? Int64(random.whole(-90...90)) : 0 }
    return (weights, arcs)
  }

  /// Movers by waves, as the closures of estates are: chains of waves, what comes before, and what costs while split.
  static func closure(movers: Int, waves: Int, _ random: inout SeededGenerator) -> (
    weights: [Int64], arcs: [(tail: Int32, head: Int32, cost: Int64?)]
  ) {
    var arcs: [(tail: Int32, head: Int32, cost: Int64?)] = []
    func node(_ mover: Int, _ wave: Int) -> Int32 { Int32(mover * waves + wave) }
    for mover in 0..<movers {
      for wave in 1..<waves { arcs.append((node(mover, wave - 1), node(mover, wave), nil)) }
    }
    for _ in 0..<movers {
      let (one, other) = (random.whole(0...movers - 1), random.whole(0...movers - 1))
      if one == other { continue }
      let isHard = random.chance(40)
      for wave in 0..<waves {
        arcs.append((node(one, wave), node(other, wave), isHard ? nil : Int64(random.whole(0...90_000))))
      }
    }
    // Outcomes: what all of some movers bring when they have left.
    var weights = (0..<movers * waves).map { _ in Int64(random.whole(-900_000...300_000)) }
    for _ in 0..<movers / 2 {
      let members = random.sample(random.whole(2...5), of: movers)
      for wave in 0..<waves {
        for member in members { arcs.append((Int32(weights.count), node(Int(member), wave), nil)) }
        weights.append(Int64(random.whole(0...3_000_000)))
      }
    }
    return (weights, arcs)
  }

  func check(_ weights: [Int64], _ arcs: [(tail: Int32, head: Int32, cost: Int64?)], _ seed: UInt64) {
    var flow = MaximumFlow(weights: weights)
    for arc in arcs { flow.add(arc.tail, arc.head, cost: arc.cost) }
    #expect(flow.heaviest() == LargerFlowTests.heaviest(weights, arcs), "seed \(seed)")
  }

  @Test(arguments: 0..<10)
  func `closures of estates are as heavy as by the plainest flow`(block: Int) {
    for seed in UInt64(block * 10)..<UInt64(block * 10 + 10) {
      var random = SeededGenerator(seed: seed)
      let (weights, arcs) = LargerFlowTests.closure(
        movers: random.whole(2...25), waves: random.whole(2...12), &random)
      check(weights, arcs, seed)
    }
  }

  @Test(arguments: 0..<40)
  func `so are long rows`(block: Int) {
    for seed in UInt64(block * 100)..<UInt64(block * 100 + 100) {
      var random = SeededGenerator(seed: seed)
      let (weights, arcs) = LargerFlowTests.row(&random)
      check(weights, arcs, seed)
    }
  }
}
