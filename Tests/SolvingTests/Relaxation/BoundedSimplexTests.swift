import TestSupport
import Testing

@testable import Solving

@Suite struct BoundedSimplexTests {
  @Test func `a textbook program has its textbook answer and prices`() {
    // max 3x + 2y, x + y ≤ 4, x + 3y ≤ 6, x ≤ 3 as its upper end: x = 3, y = 1.
    var program = BoundedSimplex(cost: [3, 2], upper: [3, 10])
    program.add([(0, 1), (1, 1)], limit: 4)
    program.add([(0, 1), (1, 3)], limit: 6)
    let isSolved = program.solve(mostPivots: 100)
    #expect(isSolved)
    #expect(abs(program.solution(0) - 3) < 1e-9 && abs(program.solution(1) - 1) < 1e-9)
    let worth = 3 * program.solution(0) + 2 * program.solution(1)
    // What the limits are worth at their prices, and the upper end at what is left of its cost, is the same.
    let prices = [program.price(0), program.price(1)]
    let dual =
      4 * prices[0] + 6 * prices[1] + 3 * max(0, 3 - prices[0] - prices[1]) + 10 * max(0, 2 - prices[0] - 3 * prices[1])
    #expect(abs(worth - dual) < 1e-9)
  }

  @Test func `a program without an answer is told`() {
    var program = BoundedSimplex(cost: [1], upper: [1])
    program.add([(0, 1)], limit: -1)
    let isSolved = program.solve(mostPivots: 100)
    #expect(!isSolved)
  }

  @Test func `five hundred random programs meet their rows, and their prices prove that nothing is better`() {
    var random = SeededGenerator(seed: 3)
    for round in 0..<500 {
      let count = random.whole(1...7)
      let cost = (0..<count).map { _ in random.quarter(-5...5) }
      let upper = (0..<count).map { cost[$0] <= 0 && random.chance(30) ? Double.infinity : random.quarter(0...3) }
      var rows: [(coefficients: [Double], limit: Double)] = []
      var program = BoundedSimplex(cost: cost, upper: upper)
      // Rows come in two lots, with a solution in between; zero always meets them.
      for lot in 0..<2 {
        for _ in 0..<random.whole(1...4) {
          let row = (0..<count).map { _ in random.chance(60) ? random.quarter(-3...3) : 0 }
          let limit = random.quarter(0...4)
          rows.append((row, limit))
          program.add(row.enumerated().map { ($0.offset, $0.element) }, limit: limit)
        }
        let isSolved = program.solve(mostPivots: 1000)
        #expect(isSolved, "round \(round), lot \(lot)")
        let x = (0..<count).map { program.solution($0) }
        var worth = 0.0
        for j in 0..<count {
          #expect(x[j] >= -1e-7 && x[j] <= upper[j] + 1e-7, "round \(round)")
          worth += cost[j] * x[j]
        }
        var dual = 0.0
        var left = cost
        for (number, row) in rows.enumerated() {
          let sum = zip(row.coefficients, x).reduce(0) { $0 + $1.0 * $1.1 }
          #expect(sum <= row.limit + 1e-7, "round \(round)")
          dual += program.price(number) * row.limit
          for j in 0..<count { left[j] -= program.price(number) * row.coefficients[j] }
        }
        for j in 0..<count where left[j] > 1e-9 { dual += left[j] * upper[j] }
        #expect(abs(worth - dual) < 1e-6, "round \(round), lot \(lot)")
      }
    }
  }
}
