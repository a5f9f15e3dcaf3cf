import Estates
import Solving
import Topology

/// What has happened and what is under way on the day of a replan, in the planner's terms: waves from 0, a value for each
/// workload row.
///
///     W1 left in wave 3         settledWave 3    a fact: it binds nobody, and its capacity is used
///     W2 is to leave in wave 7  heldWave 7       under way: it keeps its wave
///     W3                        earliest 9       open, prepared from now on over its lead
///     W4 left the scope         isRemoved        it moves no more
///
/// What is settled is not asked for by any rule any more, and no rule can be broken by it alone: a limit that was passed
/// counts as the use that it had, a group of which some have left goes on with the rest.
package struct History: Sendable {
  static let none: Int32 = -1

  /// The wave in which the workload left; `none` where it has not.
  package var settledWave: [Int32]
  /// The wave that the workload keeps, being under way; `none` where it is open.
  package var heldWave: [Int32]
  /// The first wave in which an open workload can move, but for the one that the agreed plan gives it.
  package var earliest: [Int32]
  /// The wave of the agreed plan; `none` where it has none that is still to come.
  package var agreedWave: [Int32]
  package var isRemoved: [Bool]

  package init(workloads: Int) {
    settledWave = [Int32](repeating: History.none, count: workloads)
    heldWave = settledWave
    agreedWave = settledWave
    earliest = [Int32](repeating: 0, count: workloads)
    isRemoved = [Bool](repeating: false, count: workloads)
  }

  package func isSettled(_ row: Int32) -> Bool { settledWave[Int(row)] != History.none }

  package var settled: Set<Int32> {
    Set((0..<Int32(settledWave.count)).filter { isSettled($0) })
  }
}

extension ProblemBuilder {
  /// Fixes what has happened, holds what is under way, and keeps the rest out of the waves that are past.
  mutating func addHistory() {
    guard let history else { return }
    for item in 0..<groups.workloadGroupCount {
      let members = groups.members(of: item)
      guard let first = members.first else { continue }
      if history.isSettled(first) {
        obstructions[item] = nil
        fix(item, in: Int(history.settledWave[Int(first)]))
        continue
      }
      if obstructions[item] != nil { continue }
      if members.contains(where: { history.isRemoved[Int($0)] }) {
        obstruct(item, .stayingMember)
        continue
      }
      let held = history.heldWave[Int(first)]
      if held != History.none, members.allSatisfy({ history.heldWave[Int($0)] == held }),
        problem.isAllowed(item, in: Int(held))
      {
        fix(item, in: Int(held))
        continue
      }
      let earliest = members.reduce(0) { max($0, Int(history.earliest[Int($1)])) }
      let agreed = members.allSatisfy { history.agreedWave[Int($0)] == history.agreedWave[Int(first)] }
      for wave in 0..<min(earliest, waveCount) where !(agreed && Int(history.agreedWave[Int(first)]) == wave) {
        problem.forbid(item, in: wave)
      }
      if (0..<problem.maskWords).allSatisfy({ problem.allowed[item * problem.maskWords + $0] == 0 }) {
        obstructions[item] = .noWave
      }
    }
    raiseCapacities(history)
  }

  private mutating func fix(_ item: Int, in wave: Int) {
    for word in 0..<problem.maskWords { problem.allowed[item * problem.maskWords + word] = 0 }
    problem.allowed[item * problem.maskWords + wave >> 6] |= 1 << UInt64(wave & 63)
    problem.mayStay[item] = false
  }

  /// What was used was used: a bucket holds at least what is settled in it.
  private mutating func raiseCapacities(_ history: History) {
    var used = problem.resources.map { [Double](repeating: 0, count: $0.capacity.count) }
    for row in 0..<Int32(estate.workloads.count) where history.isSettled(row) {
      let item = item(of: row)
      for use in problem.uses[Int(problem.useStart[item])..<Int(problem.useStart[item + 1])] {
        for back in 0..<use.lead where history.settledWave[Int(row)] - back >= 0 {
          let wave = Int(history.settledWave[Int(row)] - back)
          let bucket = Int(problem.resources[Int(use.resource)].bucketOfWave[wave])
          if bucket >= 0 { used[Int(use.resource)][bucket] += use.amount / Double(use.lead) }
        }
      }
    }
    for resource in problem.resources.indices {
      for bucket in problem.resources[resource].capacity.indices {
        let capacity = problem.resources[resource].capacity[bucket]
        if used[resource][bucket] > capacity { problem.resources[resource].capacity[bucket] = used[resource][bucket] }
      }
    }
  }
}
