import Documents
import Estates
import Plans
import TestSupport
import Testing

@testable import Verifying

/// The estates that planner and verifier are tried on, themselves tried.
@Suite struct TinyEstatesTests {
  static let seeds: Range<UInt64> = 0..<(Heavy.isWanted ? 2000 : 120)

  @Test func `every tiny estate can be read, and together they have every kind of rule`() throws {
    var kinds: Set<String> = []
    for seed in Self.seeds {
      let (estate, findings) = TestEstates.read(TinyEstates.files(seed: seed))
      let errors = findings.filter { $0.severity == .error }
      if let estate {
        for rule in estate.program.rules { kinds.insert(rule.kind.word) }
      } else {
        Issue.record("seed \(seed): \(errors.map { "\($0.code) \($0.message)" })")
      }
    }
    #expect(kinds.count == 12)
  }

  @Test func `the same seed makes the same files`() {
    #expect(TinyEstates.files(seed: 11) == TinyEstates.files(seed: 11))
    #expect(TinyEstates.files(seed: 11) != TinyEstates.files(seed: 12))
  }

  @Test func `the best plan of a tiny estate is right in every figure`() throws {
    var withPlan = 0
    for seed in Self.seeds {
      let estate = try estate(files: TinyEstates.files(seed: seed, workloads: Heavy.isWanted ? 6 : 4))
      let verifier = Verifier(estate: estate)
      guard let best = BruteForce.best(of: verifier) else { continue }
      withPlan += 1
      #expect(verifier.deviations(in: verifier.plan(waves: best.waves)) == [], "seed \(seed)")
      #expect(verifier.evaluate(waves: best.waves).standing == best.standing)
    }
    #expect(withPlan > Self.seeds.count / 3 && withPlan < Self.seeds.count)
  }
}
