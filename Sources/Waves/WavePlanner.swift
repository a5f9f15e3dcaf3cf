import Estates
import Plans
import Solving
import Topology

/// The planner: an estate in, a plan out, or the proof that there is none.
///
///     let planner = WavePlanner(estate)
///     switch planner.plan(WavePlanner.Settings(tool: tool, options: options), limits: limits) { … }
///
/// The estate is resolved once; problems with rules left out can then be built of the same `resolved`.
package struct WavePlanner: Sendable {
  /// What the plan says of how it was made.
  package struct Settings: Sendable {
    package var tool: Plan.Tool
    package var options: Plan.Options
    package init(tool: Plan.Tool, options: Plan.Options) {
      self.tool = tool
      self.options = options
    }
  }

  package enum Planning: Sendable {
    case plan(Plan)
    /// No plan meets every hard rule; proven. Explained where the proof could be repeated in small.
    case infeasible(Infeasibility?)
    /// The search ended without a plan and without a proof.
    case unknown
  }

  package let resolved: ResolvedEstate
  package let model: PlanningModel

  package init(_ estate: Estate) {
    resolved = ResolvedEstate(estate)
    model = ProblemBuilder.model(resolved)
  }

  /// Searches within `limits` for the best plan.
  package func plan(_ settings: Settings, limits: SearchLimits) -> Planning {
    // Under a cap by the clock the last tenth is for what stands in the way of a target that is missed.
    var search = limits
    search.clock = { min(1, limits.clock() / 0.9) }
    let (answer, proof) = Optimizer.run(model.problem, limits: search)
    switch answer {
    case .infeasible: return .infeasible(Infeasibility.explain(model))
    case .unknown: return .unknown
    case .solved(let solution):
      var plan = plan(solution, settings)
      if let proof { state(proof, in: &plan) }
      Obstacles(self, plan, solution).add(to: &plan, limits: limits)
      TargetReach(self, plan, solution).add(to: &plan, limits: limits)
      return .plan(plan)
    }
  }

  /// States what is proven, beside what the plan reaches, and why.
  private func state(_ proof: Optimizer.Proof, in plan: inout Plan) {
    let value = max(plan.value.npv, proof.worth)
    plan.bound = Plan.Bound(
      shortfall: proof.targetShortfall, milestoneShortfall: proof.milestoneShortfall, npv: value,
      gap: plan.value.gross > 0 ? (value - plan.value.npv) / plan.value.gross : 0)
    plan.certificates = proof.certified.map { CertificateNaming(model).certificate($0) }
    plan.statePrices()
  }

  /// What is said while more is found out about a plan that is there.
  func progress(_ phase: String, _ plan: Plan) -> SearchProgress {
    SearchProgress(
      phase: phase,
      score: Score(
        targetShortfall: plan.targets.reduce(0) { $0 + $1.shortfall },
        milestoneShortfall: plan.targets.reduce(0) { $0 + $1.milestones.reduce(0) { $0 + $1.shortfall } },
        worth: plan.value.npv),
      bound: plan.bound?.npv)
  }

  /// The plan that `solution` means.
  package func plan(_ solution: Solution, _ settings: Settings) -> Plan {
    var options = settings.options
    if let stopped = solution.stopped { options.cutOff = stopped.rawValue }
    let plan = PlanDecoder(model).plan(items: solution.waves, tool: settings.tool, options: options)
    assert(
      (plan.value.npv - solution.score.worth).magnitude <= 1e-6 * max(1, plan.value.gross),
      "the plan is worth \(plan.value.npv), its assignment \(solution.score.worth)")
    return plan
  }
}

/// What a search for the shortfalls of an open model came to.
extension WavePlanner {
  package enum Allowing: Sendable {
    case allowance(OpenModel.Allowance)
    /// No plan meets every hard rule; proven.
    case infeasible
    /// The search ended without a plan and without a proof.
    case unknown
  }

  /// Whether the goals of `phase` come after others, whose shortfalls must be known.
  package func needsAllowance(_ phase: OpenModel.Phase) -> Bool {
    model.problem.goals.contains { goal in
      switch goal.tier {
      case .target: phase != .shortfall
      case .milestone: phase == .value
      case .money: false
      }
    }
  }

  /// The least shortfalls that a search within `limits` finds, and what is proven about them.
  package func allowance(limits: SearchLimits) -> Allowing {
    let (answer, proof) = Optimizer.run(model.problem, limits: limits)
    switch answer {
    case .infeasible: return .infeasible
    case .unknown: return .unknown
    case .solved(let solution):
      return .allowance(
        OpenModel.Allowance(
          targets: solution.score.targetShortfall, milestones: solution.score.milestoneShortfall,
          leastTargets: proof?.targetShortfall ?? 0, leastMilestones: proof?.milestoneShortfall ?? 0))
    }
  }
}

/// An answer from elsewhere as a plan.
extension WavePlanner {
  /// The plan in which item i moves in wave `items[i]`, with the bounds that a search within `limits` proves, and the score
  /// of a better plan where the search finds one.
  package func plan(
    items: [Int32], _ settings: Settings, limits: SearchLimits
  ) -> (plan: Plan, better: Score?) {
    var plan = PlanDecoder(model).plan(items: items, tool: settings.tool, options: settings.options)
    let score = SolutionChecker(model.problem).score(of: items)
    let (answer, proof) = Optimizer.run(model.problem, limits: limits)
    guard case .solved(let solution) = answer else { return (plan, nil) }
    plan.options.cutOff = solution.stopped?.rawValue
    let own = solution.score
    // What is proven for the search's own shortfalls holds for those that are not larger.
    if let proof, score.targetShortfall <= own.targetShortfall + Score.tolerance,
      score.milestoneShortfall <= own.milestoneShortfall + Score.tolerance
    {
      state(proof, in: &plan)
    }
    let read = Solution(
      waves: items, score: score, isOptimal: false, effort: solution.effort, stopped: solution.stopped)
    Obstacles(self, plan, read).add(to: &plan, limits: limits)
    var same = score
    same.worth += 1e-6 * max(1, plan.value.gross)
    return (plan, own.isBetter(than: same) ? own : nil)
  }
}
