import Estates
import Plans
import Solving
import Topology

/// The planner in the midst of things: an agreed plan, what has happened since, and an estate that may have changed go in; the
/// plan that leaves the agreed one only where it must, or where that pays more than it costs, comes out.
///
///     agreed plan ──▶ settled: what has left, in the wave in which it left
///                     held:    what is under way, for some waves ahead
///                     open:    the rest, each at a price of `stabilityCost` where it moves otherwise than agreed
///
/// The worth that is searched for is that of SPEC section 4 less the price of the changes. Beside the plan stands the fewest
/// workloads that any plan has to move, found and bounded by solving for that alone. Where nothing has changed the agreed plan
/// is the answer, without a search: a better one is looked for only on demand.
package struct Replanner: Sendable {
  package struct Terms: Sendable {
    package var asOf: Day
    /// What has happened; nil where there is no log: the agreed plan then came true up to the day.
    package var actuals: Actuals?
    package var actualsDigest: String?
    package var frozenWaves: Int
    /// Also looks for better plans that no change calls for.
    package var improves: Bool
    package init(asOf: Day, actuals: Actuals?, actualsDigest: String?, frozenWaves: Int, improves: Bool) {
      self.asOf = asOf
      self.actuals = actuals
      self.actualsDigest = actualsDigest
      self.frozenWaves = frozenWaves
      self.improves = improves
    }
  }

  package enum Replanning: Sendable {
    case plan(Plan)
    /// Nothing beside what has happened meets every rule.
    case infeasible(WayOut)
    case unknown
  }

  /// What would have to give way where no plan is possible. Rules are named by index.
  package struct WayOut: Hashable, Sendable {
    /// Any one of these would be enough to give up.
    package var enough: [Int] = []
    /// Where none is enough alone: these together, none of them to spare.
    package var together: [Int] = []
    /// Not even without any rule: cells of the inventory, or ties between workloads, contradict what has happened.
    package var isBeyondRules = false
    package init() {}
  }

  package let resolved: ResolvedEstate
  let agreed: Plan
  let agreedDigest: String
  let terms: Terms
  /// By workload row: the wave of the agreed plan, the number of waves where it stays, -1 where it knows it not.
  let agreedWaves: [Int32]
  /// The first wave that is not over on the day.
  let current: Int

  package init(_ estate: Estate, agreed: Plan, digest: String, terms: Terms) {
    resolved = ResolvedEstate(estate)
    self.agreed = agreed
    agreedDigest = digest
    self.terms = terms
    agreedWaves = AgreedWaves.of(agreed, resolved)
    current = resolved.calendar.firstWave(from: terms.asOf)
  }

  private var waveCount: Int { resolved.calendar.count }

  /// What a workload that moves otherwise than agreed costs: what the program says, else what an average workload that leaves
  /// is worth in the agreed plan, all its gains and costs taken together.
  package var stabilityCost: Double {
    if let stated = resolved.estate.program.stabilityCost { return stated }
    let leaving = agreed.waves.reduce(0) { $0 + $1.workloads.count }
    return (agreed.value.gross / Double(max(1, leaving))).rounded()
  }

  package func replan(_ settings: WavePlanner.Settings, limits: SearchLimits) -> Replanning {
    var history = history(holds: true)
    var model = ProblemBuilder.model(resolved, history: history)
    if !terms.improves, let same = unchanged(model, history, settings) { return .plan(same) }
    var answer = solve(model, history, limits)
    if case .none = answer.solution {
      // What is under way is let go where nothing else helps.
      let held = history
      history = self.history(holds: false)
      model = ProblemBuilder.model(resolved, history: history)
      answer = solve(model, history, limits)
      history.heldWave = held.heldWave
    }
    guard let solution = answer.solution else {
      return answer.isInfeasible ? .infeasible(wayOut(history, limits)) : .unknown
    }
    var options = settings.options
    options.cutOff = solution.stopped?.rawValue
    var plan = PlanDecoder(model).plan(items: solution.waves, tool: settings.tool, options: options)
    let waves = model.workloadWaves(solution.waves)
    var record = record(history, waves)
    record.fewestFound = min(answer.fewest.found, record.moved)
    record.fewestProven = min(answer.fewest.proven, record.fewestFound)
    plan.replan = record
    if let proof = answer.proof {
      // Of all plans that move no more workloads than this one; the price of the changes is no part of the worth.
      let worth = plan.value.npv + max(0, proof.worth - solution.score.worth)
      plan.bound = Plan.Bound(
        shortfall: proof.targetShortfall, milestoneShortfall: proof.milestoneShortfall, npv: worth,
        gap: plan.value.gross > 0 ? (worth - plan.value.npv) / plan.value.gross : 0)
    }
    return .plan(plan)
  }

  // MARK: What is given

  /// What is settled, held and open on the day.
  package func history(holds: Bool) -> History {
    let estate = resolved.estate
    var history = History(workloads: estate.workloads.count)
    let firstOpen = min(waveCount, current + terms.frozenWaves)
    for row in 0..<estate.workloads.count {
      let agreed = agreedWaves[row]
      let isAgreed = agreed >= 0 && Int(agreed) < waveCount
      var isStarted = false
      var isPutOff = false
      if let actuals = terms.actuals {
        let actual = actuals.workloads[estate.key(ofWorkload: Int32(row))]
        switch actual?.status {
        case .migrated(let day)?:
          history.settledWave[row] = Int32(min(waveCount - 1, resolved.calendar.firstWave(from: day)))
          continue
        case .removed?: history.isRemoved[row] = true
        case .underWay?: isStarted = true
        case .waiting?: isPutOff = actual?.attempts.last?.hasFailed == true
        case nil: break
        }
      } else if isAgreed, Int(agreed) < current {
        history.settledWave[row] = agreed
        continue
      }
      if isAgreed, Int(agreed) >= current {
        history.agreedWave[row] = agreed
        if holds, !isPutOff, !history.isRemoved[row], isStarted || Int(agreed) < firstOpen {
          history.heldWave[row] = agreed
        }
      }
      let lead = Int(estate.workloads.leadWaves[row])
      history.earliest[row] = Int32(min(waveCount, firstOpen + (isStarted ? 0 : lead - 1)))
    }
    return history
  }

  /// Whether a workload is open, and what the agreed plan says of it is still to come.
  private func isPriced(_ row: Int, _ history: History) -> Bool {
    history.settledWave[row] == History.none && !history.isRemoved[row] && Int(agreedWaves[row]) >= current
  }

  /// Was to have left by now, has not, and therefore moves otherwise than agreed whatever the plan.
  private func isLate(_ row: Int, _ history: History) -> Bool {
    history.settledWave[row] == History.none && !history.isRemoved[row] && agreedWaves[row] >= 0
      && Int(agreedWaves[row]) < current
  }

  // MARK: The same plan

  /// The agreed plan, where nothing has changed that it was made from and what was to happen has happened.
  private func unchanged(_ model: PlanningModel, _ history: History, _ settings: WavePlanner.Settings) -> Plan? {
    let estate = resolved.estate
    guard agreed.estate.digest == estate.digest, agreed.options.overrides == estate.overrides else { return nil }
    for row in agreedWaves.indices {
      let settled = history.settledWave[row]
      if agreedWaves[row] < 0 || history.isRemoved[row] || isLate(row, history) { return nil }
      if settled != History.none, settled != agreedWaves[row] { return nil }
    }
    guard let items = model.assignment(agreedWaves), SolutionChecker(model.problem).violations(of: items).isEmpty else {
      return nil
    }
    var plan = PlanDecoder(model).plan(items: items, tool: settings.tool, options: settings.options)
    plan.replan = record(history, agreedWaves)
    // What no plan surpasses, no plan that keeps what has happened does.
    plan.bound = agreed.bound
    for number in plan.targets.indices where agreed.targets.indices.contains(number) {
      plan.targets[number].obstacles = agreed.targets[number].obstacles
    }
    return plan
  }

  // MARK: The search

  private struct Solved {
    var solution: Solution?
    var proof: Optimizer.Proof?
    var isInfeasible = false
    var fewest = (proven: 0, found: Int.max)
  }

  private func solve(_ model: PlanningModel, _ history: History, _ limits: SearchLimits) -> Solved {
    let wanted = wanted(model)
    let late = agreedWaves.indices.count { isLate($0, history) }
    var solved = Solved()
    // First the plan that moves the fewest, whatever it is worth.
    var problem = model.problem.bare
    price(&problem, model, history, at: 1)
    var part = limits
    part.effort = limits.effort / 4
    part.clock = { min(1, limits.clock() * 4) }
    part.shouldStop = { limits.shouldStop() ?? (limits.clock() >= 0.25 ? .time : nil) }
    // What counts here is changes, not money.
    part.progress = { limits.progress(SearchProgress(phase: "fewest changes: " + $0.phase, steps: $0.steps)) }
    let (fewest, proof) = Optimizer.resume(problem, from: wanted, limits: part)
    var others: [[Int32]] = []
    switch fewest {
    case .infeasible:
      solved.isInfeasible = true
      return solved
    case .unknown: return solved
    case .solved(let solution):
      others.append(solution.waves)
      solved.fewest.found = Int((-solution.score.worth).rounded()) + late
      solved.fewest.proven = proof.map { max(0, Int((-$0.worth - 1e-6).rounded(.up))) + late } ?? late
    }
    // Then the plan that is worth the most, each change at its price.
    problem = model.problem
    price(&problem, model, history, at: stabilityCost)
    var rest = limits
    rest.clock = { max(0, (limits.clock() - 0.25) / 0.75) }
    let (answer, worth) = Optimizer.resume(
      problem, from: wanted, others: others, isHot: terms.improves, limits: rest)
    switch answer {
    case .infeasible: solved.isInfeasible = true
    case .unknown: break
    case .solved(let solution):
      solved.solution = solution
      solved.proof = worth
    }
    return solved
  }

  /// The wave of each item in the agreed plan; that of most of its members, -1 where it knows none of them.
  private func wanted(_ model: PlanningModel) -> [Int32] {
    let groups = model.groups
    var items = [Int32](repeating: -1, count: groups.count)
    for item in 0..<groups.workloadGroupCount {
      let waves = groups.members(of: item).map { agreedWaves[Int($0)] }.filter { $0 >= 0 }.sorted()
      var best = (wave: Int32(-1), count: 0)
      var run = (wave: Int32(-1), count: 0)
      for wave in waves {
        run = wave == run.wave ? (wave, run.count + 1) : (wave, 1)
        if run.count > best.count { best = run }
      }
      items[item] = best.wave
    }
    for gate in groups.workloadGroupCount..<groups.count { items[gate] = 0 }
    for ordering in groups.orderings.all {
      let gate = Int(groups.groupOf[Int(ordering.after)])
      guard gate >= groups.workloadGroupCount else { continue }
      let before = items[Int(groups.groupOf[Int(ordering.before)])]
      if before < 0 { continue }
      items[gate] =
        Int(before) >= waveCount ? Int32(waveCount) : min(Int32(waveCount), max(items[gate], before + ordering.lag))
    }
    return items
  }

  /// Takes `cost` from the worth for each workload that moves otherwise than agreed.
  private func price(_ problem: inout Problem, _ model: PlanningModel, _ history: History, at cost: Double) {
    for row in agreedWaves.indices where isPriced(row, history) {
      let item = model.item(of: row)
      let wave = Int(agreedWaves[row])
      if wave < waveCount {
        problem.constant -= cost
        problem.worth[item * waveCount + wave] += cost
      } else {
        for wave in 0..<waveCount { problem.worth[item * waveCount + wave] -= cost }
      }
    }
  }

  // MARK: What it came to

  private func record(_ history: History, _ waves: [Int32]) -> Plan.Replan {
    let estate = resolved.estate
    func keys(_ isMember: (Int) -> Bool) -> [String] {
      agreedWaves.indices.filter(isMember).map { estate.key(ofWorkload: Int32($0)) }
        .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
    return Plan.Replan(
      asOf: terms.asOf, plan: agreedDigest, actuals: terms.actualsDigest, frozenWaves: terms.frozenWaves,
      stabilityCost: stabilityCost, settled: keys { history.settledWave[$0] != History.none },
      frozen: keys { history.heldWave[$0] != History.none && history.heldWave[$0] == waves[$0] },
      thawed: keys { history.heldWave[$0] != History.none && history.heldWave[$0] != waves[$0] },
      removed: keys { history.isRemoved[$0] },
      moved: agreedWaves.indices.count {
        isLate($0, history) || isPriced($0, history) && waves[$0] != agreedWaves[$0]
      })
  }

  // MARK: Where there is no plan

  /// Steps of search for each question that a proof does not decide.
  private static let stepsOfQuestion = 20_000

  /// What has to give way, by solving without it.
  private func wayOut(_ history: History, _ limits: SearchLimits) -> WayOut {
    let rules = resolved.estate.program.rules.indices.filter { index in
      switch resolved.estate.program.rules[index].kind {
      case .near, .relate: false
      case .together, .order, .apart, .limit, .freeze, .notBefore, .notAfter, .leave, .pin, .stay: true
      }
    }
    func holds(without omitted: [Int]) -> Bool {
      let model = ProblemBuilder.rulesOnly(
        resolved, without: Omissions(rules: Set(omitted)), spreadsAsWritten: false, history: history)
      if let decided = Feasible.holds(model.problem) { return decided }
      var part = limits
      part.effort = Self.stepsOfQuestion
      part.progress = { _ in }
      if case .solved = Optimizer.resume(model.problem, from: wanted(model), limits: part).0 { return true }
      return false
    }
    var way = WayOut()
    way.enough = rules.filter { holds(without: [$0]) }
    if !way.enough.isEmpty { return way }
    guard holds(without: rules) else {
      way.isBeyondRules = true
      return way
    }
    way.together = rules
    for rule in rules {
      let fewer = way.together.filter { $0 != rule }
      if holds(without: fewer) { way.together = fewer }
    }
    return way
  }
}

/// An agreed plan in the waves of an estate's calendar: a wave is found by its cutover, since numbers may have shifted.
enum AgreedWaves {
  static func of(_ plan: Plan, _ resolved: ResolvedEstate) -> [Int32] {
    let estate = resolved.estate
    let count = Int32(resolved.calendar.count)
    var waves: [String: Int32] = [:]
    for wave in plan.waves {
      let number = Int32(resolved.calendar.firstWave(from: wave.cutover))
      for key in wave.workloads { waves[key] = min(number, count) }
    }
    for stay in plan.stays { waves[stay.workload] = count }
    return (0..<estate.workloads.count).map { waves[estate.key(ofWorkload: Int32($0))] ?? -1 }
  }
}

extension Problem {
  /// What must hold, worth nothing.
  var bare: Problem {
    var problem = self
    problem.worth = [Double](repeating: 0, count: worth.count)
    problem.spans = []
    problem.outcomes = []
    problem.drains = []
    problem.goals = []
    problem.itemContributions = []
    problem.contributionStart = [Int32](repeating: 0, count: itemCount + 1)
    problem.constant = 0
    return problem
  }
}
