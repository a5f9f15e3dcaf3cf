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
  /// The waves that dates, freezes, obligations and limits leave each together set; an item gets what all its sets have.
  var windows: WaveWindows
  var goals: [[Int]] = []
  /// By resource: the rule that it comes from, and what its buckets are.
  var resourceOrigins: [PlanningModel.ResourceOrigin] = []
  var apartOrigins: [PlanningModel.ApartOrigin] = []
  var drainSubjects: [(cluster: Int, hosts: [Int])] = []
  /// By outcome: what comes about.
  var outcomeSubjects: [PlanningModel.OutcomeSubject] = []
  /// What has happened and what is under way, where a plan is made in the midst of things.
  var history: History?
  /// Limits spread over the waves that the rows state, whether or not the column is left out.
  var spreadsAsWritten = false
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
    windows = WaveWindows(count: groups.togetherCount, waveCount: resolved.calendar.count)
  }

  /// The problem with everything that is not left out.
  package static func model(
    _ resolved: ResolvedEstate, without omissions: Omissions = .none, history: History? = nil
  ) -> PlanningModel {
    var omissions = omissions
    if let history { omissions.settled = history.settled }
    var builder = ProblemBuilder(resolved, without: omissions)
    builder.history = history
    builder.addStays()
    builder.addWindows()
    builder.addObligations()
    builder.addApart()
    builder.addLimits()
    builder.closeWindows()
    builder.addHistory()
    builder.addOrder()
    builder.addWorth()
    builder.addNear()
    builder.addGoals()
    builder.addReleases()
    builder.addInitiatives()
    return PlanningModel(
      resolved: builder.resolved, demands: builder.demands, groups: builder.groups, problem: builder.problem,
      obstructions: builder.obstructions, goals: builder.goals, resourceOrigins: builder.resourceOrigins,
      apartOrigins: builder.apartOrigins, drainSubjects: builder.drainSubjects,
      outcomeSubjects: builder.outcomeSubjects,
      stayReasons: StayReasons(builder.groups, builder.demands, builder.windows).reasons)
  }

  /// What must hold, without what it is worth: enough to ask whether a plan exists. With `spreadsAsWritten` limits spread
  /// over the waves of preparation even where `lead_waves` is left out, so that to leave it out only ever allows more.
  package static func rulesOnly(
    _ resolved: ResolvedEstate, without omissions: Omissions = .none, spreadsAsWritten: Bool = true,
    history: History? = nil
  ) -> PlanningModel {
    var omissions = omissions
    if let history { omissions.settled = history.settled }
    var builder = ProblemBuilder(resolved, without: omissions)
    builder.history = history
    builder.spreadsAsWritten = spreadsAsWritten
    builder.addStays()
    builder.addWindows()
    builder.addObligations()
    builder.addApart()
    builder.addLimits()
    builder.closeWindows()
    builder.addHistory()
    builder.addOrder()
    return PlanningModel(
      resolved: builder.resolved, demands: builder.demands, groups: builder.groups, problem: builder.problem,
      obstructions: builder.obstructions, goals: [], resourceOrigins: builder.resourceOrigins,
      apartOrigins: builder.apartOrigins, outcomeSubjects: [],
      stayReasons: [])
  }

  func isOmitted(_ rule: Rule) -> Bool { demands.omissions.rules.contains(rule.index) }

  /// The rules that hold, with their numbers.
  var rules: [(index: Int, rule: Rule)] {
    estate.program.rules.enumerated().filter { !isOmitted($0.element) }.map { ($0.offset, $0.element) }
  }

  func item(of workload: Int32) -> Int { Int(groups.groupOf[Int(workload)]) }

  /// The together set of a workload.
  func set(of workload: Int32) -> Int { Int(groups.togetherOf[Int(workload)]) }

  /// `item` never moves.
  mutating func obstruct(_ item: Int, _ cause: PlanningModel.Obstruction) {
    for word in 0..<problem.maskWords { problem.allowed[item * problem.maskWords + word] = 0 }
    if obstructions[item] == nil { obstructions[item] = cause }
  }
}
