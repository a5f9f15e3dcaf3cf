import TestSupport
import Testing

@testable import Solving

/// A world of demands in which some sets cannot hold: every subset is looked at.
struct ConflictWorld {
  let count: Int
  let conflicts: [Set<Int>]
  /// Subsets of which nobody knows.
  var unknown: Set<Set<Int>> = []

  init(seed: UInt64, conflicts most: Int = 4) {
    var generator = SeededGenerator(seed: seed)
    let count = generator.whole(1...8)
    self.count = count
    conflicts = (0..<generator.whole(1...most)).map { _ in
      Set(generator.sample(generator.whole(1...min(4, count)), of: count).map(Int.init))
    }
  }

  func isPossible(_ demands: some Sequence<Int>) -> Bool {
    let demands = Set(demands)
    return !conflicts.contains { $0.isSubset(of: demands) }
  }

  var subsets: [[Int]] {
    (0..<(1 << count)).map { mask in (0..<count).filter { mask >> $0 & 1 == 1 } }
  }
}

@Suite struct MinimalConflictTests {
  @Test func `a conflict is impossible, and without any one of its members possible`() {
    for seed in 0..<500 {
      let world = ConflictWorld(seed: UInt64(seed))
      var questions = 0
      let conflict = MinimalConflict.find(count: world.count) {
        questions += 1
        return world.isPossible($0)
      }!
      #expect(!world.isPossible(conflict), "seed \(seed)")
      for member in conflict { #expect(world.isPossible(conflict.filter { $0 != member }), "seed \(seed)") }
      #expect(conflict == conflict.sorted())
      // It is one of those that trying every subset finds.
      let minimal = world.subsets.filter { subset in
        !world.isPossible(subset) && subset.allSatisfy { member in world.isPossible(subset.filter { $0 != member }) }
      }
      #expect(minimal.contains(conflict), "seed \(seed)")
    }
  }

  @Test func `where all can hold together there is no conflict`() {
    #expect(MinimalConflict.find(count: 5) { _ in true } == nil)
    #expect(MinimalConflict.find(count: 5) { _ in nil } == nil)
    #expect(MinimalConflict.find(count: 5) { _ in false } == [])
  }

  @Test func `few questions find a small conflict among many demands`() {
    var questions = 0
    let conflict = MinimalConflict.find(count: 4096) {
      questions += 1
      return !($0.contains(17) && $0.contains(3000))
    }
    #expect(conflict == [17, 3000])
    #expect(questions < 80)
  }

  @Test func `what is not known never makes a conflict that is not proven`() {
    for seed in 0..<300 {
      let world = ConflictWorld(seed: UInt64(seed))
      var generator = SeededGenerator(seed: UInt64(seed) + 9000)
      var answers: [[Int]: Bool?] = [:]
      func answer(_ demands: [Int]) -> Bool? {
        if let known = answers[demands] { return known }
        let isKnown = demands.count == world.count || generator.chance(70)
        answers[demands] = isKnown ? .some(world.isPossible(demands)) : .some(nil)
        return answers[demands]!
      }
      let conflict = MinimalConflict.find(count: world.count, isFeasible: answer)!
      #expect(answer(conflict) == false, "seed \(seed)")
      for member in conflict { #expect(answer(conflict.filter { $0 != member }) != false, "seed \(seed)") }
    }
  }

  @Test func `shrinking keeps a conflict, within its budget`() {
    for seed in 0..<200 {
      let world = ConflictWorld(seed: UInt64(seed))
      for budget in [0, 3, 1000] {
        var questions = 0
        let kept = MinimalConflict.shrink(Array(0..<world.count), budget: budget) {
          questions += 1
          return world.isPossible($0)
        }
        #expect(!world.isPossible(kept), "seed \(seed)")
        #expect(questions <= budget)
      }
    }
    let kept = MinimalConflict.shrink(Array(0..<10_000), budget: 100) { !$0.contains(777) }
    #expect(kept == [777])
  }
}

@Suite struct RepairTests {
  @Test func `repairs are of the smallest size there is, and all of it`() {
    for seed in 0..<500 {
      let world = ConflictWorld(seed: UInt64(seed), conflicts: 5)
      let all = Set(0..<world.count)
      let found = Repair.smallest(limit: 1000, largest: 8, questions: 1000) { givenUp in
        let rest = all.subtracting(givenUp)
        guard let conflict = world.conflicts.first(where: { $0.isSubset(of: rest) }) else { return .possible }
        return .conflict(conflict.sorted())
      }
      let enough = world.subsets.filter { world.isPossible(all.subtracting($0)) }
      let size = enough.map(\.count).min()!
      let expected = enough.filter { $0.count == size }.sorted { $0.lexicographicallyPrecedes($1) }
      #expect(found.sorted { $0.lexicographicallyPrecedes($1) } == expected, "seed \(seed)")
    }
  }

  @Test func `what is not known is no repair`() {
    #expect(Repair.smallest { _ in .unknown }.isEmpty)
    #expect(Repair.smallest { $0.isEmpty ? .conflict([1, 2]) : ($0 == [1] ? .unknown : .possible) } == [[2]])
    #expect(Repair.smallest { _ in .possible } == [[]])
  }
}
