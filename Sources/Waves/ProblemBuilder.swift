import Estates
import Solving
import Topology

/// An estate and its program become a `Problem`: items are move groups, waves are waves, money is present value.
///
///     Estate ──Topology──▶ who moves as one ──ProblemBuilder──▶ items, windows, precedences, resources, spans,
///                                                               outcomes, drains, goals
///
/// Each family of rules has its file under `Constraints/`, each kind of gain its file under `Outcomes/`. The score of an
/// assignment is exactly what SPEC section 4 says of the plan: worth equals net present value, shortfalls equal shortfalls.
package struct ProblemBuilder {
  package typealias Omissions = Topology.Omissions

  let resolved: ResolvedEstate
  let demands: Demands
  let groups: MoveGroups
  let discounting: Discounting
  var problem: Problem
  var obstructions: [PlanningModel.Obstruction?]
  var goals: [[Int]] = []
  /// Goals by what they measure: number and date.
  var goalsOfMeasure: [Measure: [(goal: Int32, by: Day)]] = [:]

  var estate: Estate { resolved.estate }
  var calendar: Topology.Calendar { resolved.calendar }
  var waveCount: Int { calendar.count }
  /// Days from a cutover until what became empty at it is released.
  var lag: Int { estate.program.decommissionLagDays }

  package init(_ resolved: ResolvedEstate, without omissions: Omissions = .none) {
    let program = resolved.estate.program
    self.resolved = resolved
    demands = Demands(resolved, without: omissions)
    groups = MoveGroups(resolved, demands)
    discounting = Discounting(start: program.start, horizon: program.horizon, rate: program.discountRate)
    problem = Problem(waveCount: resolved.calendar.count, itemCount: groups.count)
    obstructions = [PlanningModel.Obstruction?](repeating: nil, count: groups.count)
  }

  /// The problem with everything that is not left out.
  package static func model(_ resolved: ResolvedEstate, without omissions: Omissions = .none) -> PlanningModel {
    var builder = ProblemBuilder(resolved, without: omissions)
    builder.addStays()
    builder.addWindows()
    builder.addObligations()
    builder.addApart()
    builder.closeWindows()
    builder.addOrder()
    builder.addLimits()
    builder.addWorth()
    builder.addNear()
    builder.addGoals()
    builder.addReleases()
    builder.addInitiatives()
    return PlanningModel(
      resolved: builder.resolved, demands: builder.demands, groups: builder.groups, problem: builder.problem,
      obstructions: builder.obstructions, goals: builder.goals)
  }

  func isOmitted(_ rule: Rule) -> Bool { demands.omissions.rules.contains(rule.index) }

  /// The rules that hold, with their numbers.
  var rules: [(index: Int, rule: Rule)] {
    estate.program.rules.enumerated().filter { !isOmitted($0.element) }.map { ($0.offset, $0.element) }
  }

  func item(of workload: Int32) -> Int { Int(groups.groupOf[Int(workload)]) }

  /// Leaves `item` only the waves of `waves`.
  mutating func confine(_ item: Int, to waves: Range<Int>) {
    for word in 0..<problem.maskWords {
      problem.allowed[item * problem.maskWords + word] &= Self.bits(of: waves, word: word)
    }
  }

  /// Takes the waves of `waves` from `item`.
  mutating func bar(_ item: Int, from waves: Range<Int>) {
    for word in 0..<problem.maskWords {
      problem.allowed[item * problem.maskWords + word] &= ~Self.bits(of: waves, word: word)
    }
  }

  /// `item` never moves.
  mutating func obstruct(_ item: Int, _ cause: PlanningModel.Obstruction) {
    confine(item, to: 0..<0)
    if obstructions[item] == nil { obstructions[item] = cause }
  }

  func hasWave(_ item: Int) -> Bool {
    (0..<problem.maskWords).contains { problem.allowed[item * problem.maskWords + $0] != 0 }
  }

  private static func bits(of waves: Range<Int>, word: Int) -> UInt64 {
    let low = max(waves.lowerBound - word * 64, 0)
    let high = min(waves.upperBound - word * 64, 64)
    if low >= high { return 0 }
    let below = high == 64 ? ~UInt64(0) : (1 << UInt64(high)) - 1
    return below & ~((1 << UInt64(low)) - 1)
  }
}
