import Estates
import Plans
import Solving
import Topology

/// What stands in the way of a target that is missed: the shortfall that would be left without each kind of rule.
///
///     without limit 0.0%    without freeze 2.1%    without order 4.8% …    the plan itself 4.8%
///
/// For each kind of rule that the program has, and for the columns `not_before`, `not_after` and `lead_waves` (`window`), the
/// disposition `retain`, machines that nothing empties (`idle`) and the dates (`calendar`), the problem is solved once
/// more without it, from the plan that was found and with a share of its effort. `idle` is answered as if such machines
/// left on the program's first day, `calendar` as if targets and milestones counted on the last day of the horizon.
///
/// The figures are what was found, as the plan's own are; on small estates both are the best there is.
struct Obstacles {
  /// Each further search has the effort of the plan divided by this.
  static let share = 20

  private enum Change {
    case omit(Omissions)
    case idleMachinesLeave
    case endOfHorizon
  }

  private let planner: WavePlanner
  private let plan: Plan
  private let solution: Solution

  init(_ planner: WavePlanner, _ plan: Plan, _ solution: Solution) {
    self.planner = planner
    self.plan = plan
    self.solution = solution
  }

  private var estate: Estate { planner.resolved.estate }

  private var isMissed: Bool {
    plan.targets.contains { target in
      target.shortfall > Score.tolerance || target.milestones.contains { $0.shortfall > Score.tolerance }
    }
  }

  /// Fills in the obstacles of targets that are missed, or have a milestone that is; nothing where none is.
  func add(to plan: inout Plan, limits: SearchLimits) {
    guard isMissed, solution.stopped != .interrupt else { return }
    var quiet = limits
    quiet.effort = limits.effort / Self.share
    quiet.progress = { _ in }
    // Each is short, and cools by its own effort.
    quiet.clock = { 0 }
    let waves = planner.model.workloadWaves(solution.waves)
    for (kind, rules, change) in changes {
      if limits.shouldStop() != nil { return }
      limits.progress(planner.progress("what stands in the way", plan))
      let found = targets(after: change, from: waves, limits: quiet) ?? self.plan.targets
      for (number, target) in self.plan.targets.enumerated() {
        let milestones = found[number].milestones.reduce(0) { $0 + $1.shortfall }
        if target.shortfall <= Score.tolerance && target.milestones.allSatisfy({ $0.shortfall <= Score.tolerance }) {
          continue
        }
        plan.targets[number].obstacles.append(
          Plan.Obstacle(
            kind: kind, rules: rules, shortfall: found[number].shortfall, milestoneShortfall: milestones))
      }
    }
  }

  /// What to leave out, kind by kind, in the order of the words below.
  private var changes: [(kind: String, rules: [Int], change: Change)] {
    var changes: [(kind: String, rules: [Int], change: Change)] = []
    for word in [
      "limit", "freeze", "order", "together", "apart", "relate", "notBefore", "notAfter", "leave", "pin", "stay",
    ] {
      let rules = estate.program.rules.filter { $0.kind.word == word }.map(\.index)
      if !rules.isEmpty { changes.append((word, rules, .omit(Omissions(rules: Set(rules))))) }
    }
    let workloads = estate.workloads
    if workloads.notBefore.contains(where: { $0 != nil }) || workloads.notAfter.contains(where: { $0 != nil })
      || workloads.leadWaves.contains(where: { $0 > 1 })
    {
      changes.append(("window", [], .omit(Omissions(columns: [.notBefore, .notAfter, .leadWaves]))))
    }
    if workloads.disposition.contains(.retain) {
      changes.append(("retain", [], .omit(Omissions(columns: [.disposition]))))
    }
    if !planner.resolved.idleHosts.isEmpty { changes.append(("idle", [], .idleMachinesLeave)) }
    changes.append(("calendar", [], .endOfHorizon))
    return changes
  }

  /// The targets of the best plan found after `change`; nil where none is better than the plan itself.
  private func targets(after change: Change, from waves: [Int32], limits: SearchLimits) -> [Plan.TargetResult]? {
    let model: PlanningModel
    switch change {
    case .omit(let omissions): model = ProblemBuilder.model(planner.resolved, without: omissions)
    case .idleMachinesLeave:
      model = ProblemBuilder.model(planner.resolved.withoutIdleHosts)
    case .endOfHorizon:
      var changed = estate
      let horizon = estate.program.horizon
      for target in changed.program.targets.indices {
        changed.program.targets[target].by = max(horizon, changed.program.targets[target].by)
        for milestone in changed.program.targets[target].milestones.indices {
          let by = changed.program.targets[target].milestones[milestone].by
          changed.program.targets[target].milestones[milestone].by = max(horizon, by)
        }
      }
      model = ProblemBuilder.model(ResolvedEstate(changed))
    }
    let answer = Solver.solve(model.problem, limits: limits, start: model.assignment(waves))
    guard case .solved(let found) = answer else { return nil }
    let decoded = PlanDecoder(model).plan(items: found.waves, tool: plan.tool, options: plan.options)
    return PlanDecoder.score(of: decoded).isBetter(than: PlanDecoder.score(of: plan)) ? decoded.targets : nil
  }
}
