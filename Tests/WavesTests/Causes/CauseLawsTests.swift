import Estates
import Plans
import Solving
import TestSupport
import Testing
import Topology
import Verifying

@testable import Waves

/// What holds of causes whatever the estate: tried on random ones, small enough to look at every plan.
@Suite struct CauseLawsTests {
  /// Right plans of an estate, by the verifier: waves from 1, 0 for staying.
  private func plans(of estate: Estate, seed: UInt64, limit: Int) -> [[Int]] {
    let verifier = Verifier(estate: estate)
    var found: [[Int]] = []
    RandomEstates.withPlans(of: estate, waveCount: verifier.waveCount, limit: 3000, seed: seed) { waves in
      if found.count >= limit { return }
      let rows = waves.map { Int($0) == verifier.waveCount ? nil : Int($0) + 1 }
      if verifier.standing(of: rows) != nil { found.append(rows.map { $0 ?? 0 }) }
    }
    return found
  }

  /// A rule that bites, or a cell that does.
  private func changed(_ literal: EstateLiteral, _ number: Int, _ random: inout SeededGenerator) -> EstateLiteral {
    var literal = literal
    let first = literal.program.start
    let from = first + random.whole(20...200)
    switch number {
    case 0:
      literal.add(
        .freeze(from: from, to: from + random.whole(20...90), test: .cutover),
        where: ["workload": .text("W\(random.whole(0...3))")])
    case 1: literal.add(.limit(Limit(measure: "workloads", perWave: [Double(random.whole(1...2))])))
    case 2: literal.add(.notBefore(from), where: ["workload": .text("W\(random.whole(0...3))")])
    default: literal.add(.apart(by: ["team"]))
    }
    return literal
  }

  @Test func `where nothing changed every move is search`() throws {
    var compared = 0
    for seed in UInt64(0)..<60 {
      let literal = RandomEstates.literal(seed: seed)
      let found = plans(of: literal.estate, seed: seed, limit: 4)
      guard let first = found.first else { continue }
      for other in found.dropFirst() {
        let causes = try CauseFinderTests.causes(literal, first, literal, other)
        #expect(causes.causes.allSatisfy { $0.word == .search }, "seed \(seed)")
        #expect(causes.moved == zip(first, other).count { $0 != $1 }, "seed \(seed)")
        #expect(causes.required == 0 && causes.changes.isEmpty, "seed \(seed)")
        compared += 1
      }
    }
    #expect(compared > 50)
  }

  @Test func `with one change every cause traces to it, and as many had to move as the fewest of all`() throws {
    var random = SeededGenerator(seed: 11)
    var required = 0
    for seed in UInt64(0)..<120 {
      let before = RandomEstates.literal(seed: seed)
      let after = changed(before, Int(seed) % 4, &random)
      guard let old = plans(of: before.estate, seed: seed, limit: 3).last else { continue }
      let verifier = Verifier(estate: after.estate)
      for new in plans(of: after.estate, seed: seed &+ 5, limit: 5) {
        let causes = try CauseFinderTests.causes(before, old, after, new)
        for cause in causes.causes where cause.word != .search {
          #expect(cause.roots == [0], "seed \(seed): \(cause)")
        }
        #expect(causes.moved == zip(old, new).count { $0 != $1 }, "seed \(seed)")
        #expect(
          causes.causes.count { $0.force == .required } == causes.required, "seed \(seed): \(causes)")
        // Every mixture of the two plans is tried.
        var fewest = Int.max
        let differing = old.indices.filter { old[$0] != new[$0] }
        for choice in 0..<(1 << differing.count) {
          var mixed = old
          for (bit, row) in differing.enumerated() where choice >> bit & 1 == 1 { mixed[row] = new[row] }
          if choice.nonzeroBitCount < fewest, verifier.standing(of: mixed.map { $0 == 0 ? nil : $0 }) != nil {
            fewest = choice.nonzeroBitCount
          }
        }
        #expect(causes.required == fewest, "seed \(seed): \(old) \(new)")
        #expect(causes.requiredProven <= fewest, "seed \(seed)")
        required += fewest
      }
    }
    #expect(required > 40)
  }

  @Test func `where one of two changes is undone, what it alone made move can be back where it was`() throws {
    var random = SeededGenerator(seed: 23)
    var undone = 0
    for seed in UInt64(0)..<200 {
      let before = RandomEstates.literal(seed: seed)
      let first = changed(before, Int(seed) % 4, &random)
      let both = changed(first, (Int(seed) / 4) % 4, &random)
      guard let old = plans(of: before.estate, seed: seed, limit: 2).last,
        let new = plans(of: both.estate, seed: seed &+ 9, limit: 2).last
      else { continue }
      let causes = try CauseFinderTests.causes(before, old, both, new)
      let verifier = Verifier(estate: first.estate)
      let keys = (0..<old.count).map { both.estate.key(ofWorkload: Int32($0)) }
      // Without the second change each that it alone moved can be where it was, the others wherever one of the plans has them.
      for row in keys.indices where causes[keys[row]]?.force == .required && causes[keys[row]]?.roots == [1] {
        let others = keys.indices.filter { old[$0] != new[$0] && $0 != row }
        let isPossible = (0..<(1 << others.count)).contains { choice in
          var mixed = old
          for (bit, row) in others.enumerated() where choice >> bit & 1 == 1 { mixed[row] = new[row] }
          return verifier.standing(of: mixed.map { $0 == 0 ? nil : $0 }) != nil
        }
        #expect(isPossible, "seed \(seed): \(old) \(new) \(causes)")
        undone += 1
      }
    }
    #expect(undone > 10)
  }

  @Test func `the order of rows and rules is no change`() throws {
    var random = SeededGenerator(seed: 3)
    for seed in UInt64(0)..<40 {
      let literal = RandomEstates.literal(seed: seed)
      let shuffled = literal.shuffled(&random)
      let changes = EstateChanges(before: literal.estate, after: shuffled.estate)
      #expect(changes.list.isEmpty, "seed \(seed): \(changes.list)")
    }
  }
}
