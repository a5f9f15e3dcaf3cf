import TestSupport
import Testing

@testable import Solving

@Suite struct MinimumCutTests {
  struct RandomGraph {
    var nodeCount: Int
    var tails: [Int32] = []
    var heads: [Int32] = []
    var finiteTails: [Int32] = []
    var finiteHeads: [Int32] = []
    var costs: [Int64] = []

    init(_ random: inout SeededGenerator) {
      nodeCount = random.whole(1...9)
      for _ in 0..<random.whole(0...14) where nodeCount > 1 {
        let pair = random.sample(2, of: nodeCount)
        tails.append(pair[0])
        heads.append(pair[1])
      }
      for _ in 0..<random.whole(0...8) where nodeCount > 1 {
        let pair = random.sample(2, of: nodeCount)
        finiteTails.append(pair[0])
        finiteHeads.append(pair[1])
        costs.append(Int64(random.whole(0...9)))
      }
    }

    /// The weight of a set less the costs of the finite arcs that leave it; nil where a required arc does.
    func value(of set: Int, _ weights: [Int64]) -> Int64? {
      func has(_ node: Int32) -> Bool { set >> Int(node) & 1 == 1 }
      for (tail, head) in zip(tails, heads) where has(tail) && !has(head) { return nil }
      var value = (0..<nodeCount).reduce(Int64(0)) { $0 + (has(Int32($1)) ? weights[$1] : 0) }
      for k in costs.indices where has(finiteTails[k]) && !has(finiteHeads[k]) { value -= costs[k] }
      return value
    }

    /// The value of the best of all sets.
    func best(_ weights: [Int64]) -> Int64 {
      (0..<1 << nodeCount).reduce(0) { max($0, value(of: $1, weights) ?? 0) }
    }
  }

  @Test func `ore pays for the soil above it`() {
    var cut = MinimumCut(nodeCount: 2, tails: [0], heads: [1])
    cut.reset(costs: [])
    cut.setWeight(0, 9)
    cut.setWeight(1, -4)
    #expect(cut.solve() == 5)
    #expect(cut.isSelected(0) && cut.isSelected(1))
    cut.setWeight(0, 3)
    #expect(cut.solve() == 0)
    #expect(!cut.isSelected(0) && !cut.isSelected(1))
  }

  @Test func `a cut that is left unfinished bounds every closure, and the next one ends where it should`() {
    var random = SeededGenerator(seed: 11)
    var unfinished = 0
    for round in 0..<400 {
      let graph = RandomGraph(&random)
      let weights = (0..<graph.nodeCount).map { _ in Int64(random.whole(0...40)) - 20 }
      var cut = MinimumCut(
        nodeCount: graph.nodeCount, tails: graph.tails, heads: graph.heads, finiteTails: graph.finiteTails,
        finiteHeads: graph.finiteHeads)
      cut.reset(costs: graph.costs)
      for node in 0..<graph.nodeCount { cut.setWeight(node, weights[node]) }
      cut.patience = 1
      var questions = 0
      let bound = cut.solve { _ in
        questions += 1
        return questions > round % 4
      }
      if !cut.isFinished { unfinished += 1 }
      #expect(bound >= graph.best(weights), "round \(round)")
      #expect(cut.solve() == graph.best(weights), "round \(round)")
      let isFinished = cut.isFinished
      #expect(isFinished)
    }
    #expect(unfinished > 100)
  }

  @Test func `the best closure of two thousand random graphs is the one that trying all of them finds`() {
    var random = SeededGenerator(seed: 7)
    for round in 0..<400 {
      let graph = RandomGraph(&random)
      var cut = MinimumCut(
        nodeCount: graph.nodeCount, tails: graph.tails, heads: graph.heads, finiteTails: graph.finiteTails,
        finiteHeads: graph.finiteHeads)
      cut.reset(costs: graph.costs)
      // The flow of one call is the start of the next.
      for call in 0..<5 {
        let weights = (0..<graph.nodeCount).map { _ in Int64(random.whole(-12...12)) }
        for node in 0..<graph.nodeCount { cut.setWeight(node, weights[node]) }
        let value = cut.solve()
        let expected = graph.best(weights)
        var set = 0
        for node in 0..<graph.nodeCount where cut.isSelected(node) { set |= 1 << node }
        #expect(value == expected, "round \(round), call \(call)")
        #expect(graph.value(of: set, weights) == expected, "round \(round), call \(call)")
      }
    }
  }
}
