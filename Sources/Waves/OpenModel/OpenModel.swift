import Documents
import Estates
import Plans
import Solving
import Topology

/// The planning problem of an estate as a linear model that any solver can take: not one like it, but the same.
///
///     left[W,wk]   1: workload W has left by the cutover of wave k. It moves in the first wave in which it has.
///     W moves in wave k  =  left[W,wk] - left[W,wk-1]
///
///     freed[C,H,wk]     1: cluster C has given back host H       done5[rack,R,wk]  what waits for all of some has come about
///     split7[A,B,wk]    1: exactly one of the two has left       short2[hosts,…]   what a goal lacks, in its own measure
///
/// Columns stand only for waves in which something may change: a workload that may move in waves 3 and 7 has two. What
/// comes about when all of some have left, and what costs while they are split, needs no whole numbers: the cost pulls it to
/// where the workloads put it. Its least cost is the negative of the greatest net present value.
///
/// **The order of goals** takes one file for each phase, as a weight large enough to put one goal before another would be
/// too large for a solver's arithmetic: `shortfall` looks for the least shortfall of the targets, `milestones` for the
/// least of the milestones with that of the targets kept, `value` for the greatest value with both kept. What is kept is an
/// `Allowance`; where it is 0, or proven to be the least, the one file of the last phase has the best plan.
package struct OpenModel: Sendable {
  package enum Phase: String, CaseIterable, Sendable {
    case shortfall, milestones, value
  }

  /// The summed shortfalls that a later phase may have.
  package struct Allowance: Sendable {
    package var targets: Double
    package var milestones: Double
    /// No plan has less shortfall of the targets.
    package var leastTargets: Double
    /// No plan that keeps to `targets` has less shortfall of the milestones.
    package var leastMilestones: Double

    package init(targets: Double, milestones: Double, leastTargets: Double = 0, leastMilestones: Double = 0) {
      self.targets = targets
      self.milestones = milestones
      self.leastTargets = leastTargets
      self.leastMilestones = leastMilestones
    }
  }

  package let planning: PlanningModel
  package let phase: Phase
  package let allowance: Allowance?
  package var linear: LinearModel
  /// Columns of item i, which are the first of all: `moveStart[i] ..< moveStart[i + 1]`.
  package var moveStart: [Int] = [0]
  /// By such column: its wave.
  package var moveWave: [Int32] = []

  let names: OpenModelNames
  /// By goal: what counts toward it.
  var reached: [[LinearModel.Term]]
  /// By goal: how much of its need comes about in any case.
  var given: [Double]
  /// By drain and first wave of a run of waves: its steps.
  var stepsOf: [[Int32: [Presence]]]

  var problem: Problem { planning.problem }
  var waveCount: Int { planning.problem.waveCount }

  /// Whether something has come about: never, in any case, or as a column says.
  enum Presence: Hashable, Sendable {
    case never, always
    case column(Int)
  }

  /// Without an `allowance` shortfalls are not bounded.
  package init(_ planning: PlanningModel, phase: Phase, allowance: Allowance? = nil) {
    self.planning = planning
    self.phase = phase
    self.allowance = allowance
    names = OpenModelNames(planning)
    let costName =
      switch phase {
      case .shortfall: OpenModelNames.targetShortfall
      case .milestones: OpenModelNames.milestoneShortfall
      case .value: OpenModelNames.value
      }
    linear = LinearModel(name: names.model, costName: costName)
    reached = [[LinearModel.Term]](repeating: [], count: planning.problem.goals.count)
    given = [Double](repeating: 0, count: planning.problem.goals.count)
    stepsOf = [[Int32: [Presence]]](repeating: [:], count: planning.problem.drains.count)
    addMoves()
    addOrder()
    addApart()
    addLimits()
    if phase == .value { addSpans() }
    addSteps()
    addOutcomes()
    addGoals()
    if phase == .value { linear.constant -= problem.constant }
  }

  /// The column that says whether `item` has left by `wave`; nil where it cannot have.
  func left(_ item: Int, by wave: Int) -> Int? {
    var low = moveStart[item]
    var high = moveStart[item + 1]
    while low < high {
      let middle = (low + high) / 2
      if Int(moveWave[middle]) <= wave { low = middle + 1 } else { high = middle }
    }
    return low > moveStart[item] ? low - 1 : nil
  }

  /// The waves in which one of `items` may move, and wave 0: between them nothing changes. Each with the last of its run.
  func runs(of items: some Sequence<Int32>) -> [ClosedRange<Int>] {
    var mask = [UInt64](repeating: 0, count: problem.maskWords)
    for item in items {
      for word in mask.indices { mask[word] |= problem.allowed[Int(item) * mask.count + word] }
    }
    mask[0] |= 1
    let firsts = (0..<waveCount).filter { mask[$0 >> 6] >> UInt64($0 & 63) & 1 == 1 }
    return firsts.indices.map { firsts[$0]...($0 + 1 < firsts.count ? firsts[$0 + 1] - 1 : waveCount - 1) }
  }

  /// Counts `amount` toward a goal where `presence` says so.
  mutating func count(_ amount: Double, _ presence: Presence, toward goal: Int32) {
    switch presence {
    case .never: break
    case .always: given[Int(goal)] += amount
    case .column(let column): reached[Int(goal)].append(LinearModel.Term(amount, column))
    }
  }

  /// Gains `amount` of money where `presence` says so.
  mutating func gain(_ amount: Double, _ presence: Presence) {
    if phase != .value || amount == 0 { return }
    switch presence {
    case .never: break
    case .always: linear.constant -= amount
    case .column(let column): linear.addCost(-amount, column)
    }
  }
}
