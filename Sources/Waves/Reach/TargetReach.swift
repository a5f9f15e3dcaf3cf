import Estates
import Plans
import Solving
import Topology

/// How far each target can be taken by its date, and how soon it can be met, if nothing but the rules counted: what is proven of
/// every plan, and what was found.
///
///     largest    proven 0.81      found 0.79          no plan has more than 81 %, one with 79 % is known
///     earliest   proven 2028-02   found 2028-07       no plan meets it before February, one does in July
///
/// Proven is what the relaxation of everything up to a date as one wave rules out (`Deadline`), or what cases prove where a
/// search tried every assignment; both come with a certificate. The searches have a share of the plan's effort, and begin from the plan. A plan that
/// goes so far may miss other targets and be worth less: what it costs is not said here.
struct TargetReach {
  /// All searches together have the effort of the plan divided by this.
  static let share = 10
  /// Searches for each target: one as far as may be, the others for the date.
  static let searches = 4
  /// On larger problems a search costs more to begin than to run: there are two.
  static let manyItems = 1500

  private let planner: WavePlanner
  private let plan: Plan
  private let waves: [Int32]
  private let isInterrupted: Bool

  init(_ planner: WavePlanner, _ plan: Plan, _ solution: Solution) {
    self.planner = planner
    self.plan = plan
    waves = planner.model.workloadWaves(solution.waves)
    isInterrupted = solution.stopped == .interrupt
  }

  /// Fills in the reach of every target, and of a missed one the barrier.
  func add(to plan: inout Plan, limits: SearchLimits) {
    let targets = planner.resolved.estate.program.targets
    if targets.isEmpty || isInterrupted { return }
    var quiet = limits
    quiet.effort = limits.effort / (Self.share * Self.searches * targets.count)
    quiet.progress = { _ in }
    quiet.clock = { 0 }
    for (number, target) in targets.enumerated() {
      if limits.shouldStop() != nil { return }
      limits.progress(planner.progress("how far and how soon", plan))
      plan.targets[number].reach = reach(of: number, target, quiet)
      if plan.targets[number].shortfall > Score.tolerance, limits.shouldStop() == nil {
        quiet.effort = limits.effort / Obstacles.share
        plan.targets[number].barrier = TargetBarrier(planner, plan, target: number, waves).find(limits: quiet)
      }
    }
  }

  private func reach(of number: Int, _ target: Target, _ limits: SearchLimits) -> Plan.Reach {
    let dated = DatedTarget(planner.resolved, target)
    let own = plan.targets[number]
    let onDate = dated.dates.lastIndex { $0 <= target.by } ?? 0
    let (most, why, guide) = dated.largest(onDate, known: own.reduction)
    var reach = Plan.Reach(
      largestProven: max(own.reduction, min(1, most)), largestFound: own.reduction, earliestProven: nil,
      earliestFound: own.reachedOn)
    reach.largestCertificate = most < 1 ? why : nil

    /// The target in the best plan found for a date, and, where every plan was tried, what all fall short by.
    func search(_ date: Int, asFarAsMayBe: Bool, _ guide: [Double]) -> (target: Plan.TargetResult, all: Double?)? {
      let problem = dated.problem(date, asFarAsMayBe: asFarAsMayBe)
      let answer = Solver.solve(
        problem, limits: limits, start: dated.model.assignment(waves), guide: guide)
      guard case .solved(let solution) = answer,
        let items = planner.model.assignment(dated.model.workloadWaves(solution.waves))
      else { return nil }
      let decoded = PlanDecoder(planner.model).plan(items: items, tool: plan.tool, options: plan.options)
      return (decoded.targets[number], solution.isOptimal ? solution.score.targetShortfall : nil)
    }
    func isEarlier(_ day: Day?) -> Bool {
      guard let day else { return false }
      return reach.earliestFound.map { day < $0 } ?? true
    }

    if most > own.reduction + 1e-9, let found = search(onDate, asFarAsMayBe: true, guide) {
      reach.largestFound = max(reach.largestFound, found.target.reduction)
      if isEarlier(found.target.reachedOn) { reach.earliestFound = found.target.reachedOn }
      if let least = found.all, let cases = dated.cases(onDate, asFarAsMayBe: true, proving: least) {
        reach.largestProven = reach.largestFound
        reach.largestCertificate = cases
      }
    }

    // The last date at which the target is ruled out, and the first at which it is known to be met.
    func index(_ day: Day?) -> Int { day.flatMap { day in dated.dates.firstIndex { $0 >= day } } ?? dated.dates.count }
    var ruledOut = -1
    var possible = index(reach.earliestFound)
    while possible - ruledOut > 1 {
      let middle = (ruledOut + possible) / 2
      if let reason = dated.ruledOut(middle) {
        ruledOut = middle
        reach.earliestCertificate = reason
      } else {
        possible = middle
      }
    }
    var known = index(reach.earliestFound)
    var missed = ruledOut
    var searches = (planner.model.problem.itemCount > Self.manyItems ? 2 : Self.searches) - 1
    while known - missed > 1, searches > 0, limits.shouldStop() == nil {
      searches -= 1
      let middle = known == dated.dates.count ? known - 1 : (missed + known) / 2
      let found = search(middle, asFarAsMayBe: false, dated.guide(middle))
      if let day = found?.target.reachedOn, day <= dated.dates[middle] {
        if isEarlier(day) { reach.earliestFound = day }
        known = min(middle, index(reach.earliestFound))
      } else {
        missed = middle
        if let least = found?.all, least > DatedTarget.leastShort,
          let cases = dated.cases(middle, asFarAsMayBe: false, proving: least)
        {
          ruledOut = middle
          reach.earliestCertificate = cases
        }
      }
    }
    reach.earliestProven = ruledOut + 1 < dated.dates.count ? dated.dates[ruledOut + 1] : nil
    return reach
  }
}
