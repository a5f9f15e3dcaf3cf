import Estates
import Solving
import Topology

/// Who must move: `pin` in one wave, `leave` by a date. These two are the rules that staying does not satisfy. Workloads that
/// never move are left out of `leave`, not of `pin`; so are those that were taken out of scope.
extension ProblemBuilder {
  mutating func addObligations() {
    for (index, rule) in rules {
      switch rule.kind {
      case .pin(let wave):
        let only = (1...waveCount).contains(wave) ? wave - 1..<wave : 0..<0
        for row in resolved.selections[index].rows { oblige(row, only) }
      case .leave(let day):
        for row in resolved.selections[index].rows
        where !demands.staying.contains(Int(row)) && history?.isRemoved[Int(row)] != true {
          oblige(row, 0..<calendar.lastWave(by: day) + 1)
        }
      case .together, .order, .apart, .relate, .near, .limit, .freeze, .notBefore, .notAfter, .stay: break
      }
    }
  }

  private mutating func oblige(_ workload: Int32, _ waves: Range<Int>) {
    windows.confine(set(of: workload), to: waves)
    problem.mayStay[item(of: workload)] = false
  }
}
