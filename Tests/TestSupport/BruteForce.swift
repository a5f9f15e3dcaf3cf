import Estates
import Verifying

/// The best plan of a tiny estate, found by trying them all: the naive twin of the planner.
///
///     BruteForce.best(of: verifier)?.standing.npv
///
/// It knows nothing but the verifier. Every workload is put in every wave that its own dates, freezes, leads, pins and
/// holds leave open, workloads that must move together as one; the verifier says which of these plans break a rule, and
/// what the others are worth.
package enum BruteForce {
  package struct Best: Sendable {
    /// By workload row: the wave from 1, nil where it stays.
    package var waves: [Int?]
    package var standing: Standing
    /// How many assignments break no rule.
    package var rightCount: Int
  }

  /// Nil where every assignment breaks a rule. The first of equals is taken.
  package static func best(of verifier: Verifier) -> Best? {
    let groups = verifier.togetherGroups
    // Together members share a wave: what is open for all of them.
    let openWaves = verifier.openWaves
    let options = groups.map { group in
      group.dropFirst().reduce(openWaves[group[0]]) { open, row in open.filter { openWaves[row].contains($0) } }
    }
    if options.contains(where: \.isEmpty) { return nil }
    var best: Best?
    var waves = [Int?](repeating: nil, count: verifier.estate.workloads.count)
    func place(_ number: Int) {
      guard number < groups.count else {
        guard let standing = verifier.standing(of: waves) else { return }
        if best == nil || standing.isBetter(than: best!.standing) {
          best = Best(waves: waves, standing: standing, rightCount: (best?.rightCount ?? 0) + 1)
        } else {
          best!.rightCount += 1
        }
        return
      }
      for wave in options[number] {
        for row in groups[number] { waves[row] = wave }
        place(number + 1)
      }
    }
    place(0)
    return best
  }
}
