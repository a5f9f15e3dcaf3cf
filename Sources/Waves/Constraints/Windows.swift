import Estates
import Solving
import Topology

/// When a workload may move: the columns `not_before`, `not_after` and `lead_waves`, the rules `notBefore`, `notAfter` and
/// `freeze`. A move group may move only where each of its members may.
extension ProblemBuilder {
  mutating func addWindows() {
    let workloads = estate.workloads
    for row in 0..<workloads.count {
      var first = leadWaves(of: row) - 1
      var past = waveCount
      if let day = workloads.notBefore[row], !demands.omissions.omits(.notBefore, of: row) {
        first = max(first, calendar.firstWave(from: day))
      }
      if let day = workloads.notAfter[row], !demands.omissions.omits(.notAfter, of: row) {
        past = calendar.lastWave(by: day) + 1
      }
      if first > 0 || past < waveCount { windows.confine(set(of: Int32(row)), to: min(first, past)..<past) }
    }
    for (index, rule) in rules {
      switch rule.kind {
      case .notBefore(let day): confineSelected(by: index, to: calendar.firstWave(from: day)..<waveCount)
      case .notAfter(let day): confineSelected(by: index, to: 0..<calendar.lastWave(by: day) + 1)
      case .freeze(let from, let to, let test):
        let frozen = frozenWaves(from, to, test)
        for row in resolved.selections[index].rows { windows.bar(set(of: row), from: frozen) }
      case .together, .order, .apart, .relate, .near, .limit, .leave, .pin, .stay: break
      }
    }
  }

  /// Waves of preparation of a workload, the last being that of the move.
  func leadWaves(of workload: Int) -> Int {
    demands.omissions.omits(.leadWaves, of: workload) ? 1 : Int(estate.workloads.leadWaves[workload])
  }

  mutating func confineSelected(by rule: Int, to waves: Range<Int>) {
    for row in resolved.selections[rule].rows { windows.confine(set(of: row), to: waves) }
  }

  /// The waves whose cutover lies in the freeze, or any of whose days does.
  func frozenWaves(_ from: Day, _ to: Day, _ test: Rule.FreezeTest) -> Range<Int> {
    let first: Int
    var past: Int
    switch test {
    case .cutover:
      first = calendar.firstWave(from: from)
      past = calendar.lastWave(by: to) + 1
    case .wave:
      // The first wave that ends in the freeze or after its beginning, up to the last that begins before its end.
      first = calendar.firstWave(from: from)
      past = first
      while past < waveCount, calendar.waves[past].start <= to { past += 1 }
    }
    past = max(past, first)
    return first..<past
  }

  /// Gives each item the waves that all its sets have. Where none is left, the item never moves.
  mutating func closeWindows() {
    let words = problem.maskWords
    for row in 0..<estate.workloads.count {
      let item = item(of: Int32(row))
      let set = set(of: Int32(row))
      for word in 0..<words { problem.allowed[item * words + word] &= windows.bits[set * words + word] }
    }
    for item in 0..<problem.itemCount where obstructions[item] == nil {
      if (0..<words).allSatisfy({ problem.allowed[item * words + $0] == 0 }) { obstructions[item] = .noWave }
    }
  }
}
