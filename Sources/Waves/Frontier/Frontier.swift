import Estates
import Plans
import Solving
import Topology

/// What a limit buys: the best plan found for each of several capacities, and what no plan at that capacity surpasses.
///
///     capacity   400      600      800     1000
///     plan        ●───────▶●───────▶●       ●      a plan for less is one for more, and stands there where it is better
///     bound       ○        ○◀───────○◀──────○      what nothing surpasses with more, nothing surpasses with less
///
/// So the frontier is monotone whatever the search found: with more capacity no point shows a worse plan in the order of
/// SPEC section 4 (targets, milestones, worth), and where two points fall equally short the bound of the tighter is not above
/// that of the wider. A plan for more that keeps within less stands at the tighter point, too.
///
/// Points are searched side by side, each with effort of its own; those that took over a neighbour's plan then go on from
/// there. Nothing depends on how many run at a time, so that an effort gives the same frontier on any machine. Where a clock
/// runs, each point gets its share of what is left of it, two thirds for the first searches.
package struct Frontier: Sendable {
  /// A capacity and what became of it.
  package struct Point: Sendable {
    package var capacity: Double
    package var outcome: Outcome
    package init(capacity: Double, outcome: Outcome) {
      self.capacity = capacity
      self.outcome = outcome
    }
  }

  package enum Outcome: Sendable {
    /// With the proven bounds, where there are any, and with the capacity among the overrides of its options.
    case plan(Plan)
    /// No plan meets every hard rule at this capacity, nor at any below; proven.
    case infeasible
    /// Neither a plan nor a proof was found.
    case unknown
  }

  package let limit: VariedLimit
  let estate: Estate
  let capacities: [Double]

  /// - Parameter capacities: rising.
  package init(_ estate: Estate, _ limit: VariedLimit, capacities: [Double]) {
    self.estate = estate
    self.limit = limit
    self.capacities = capacities
  }

  /// The points in the order of their capacities; nil where the search was interrupted. `limits.effort` is that of each, the
  /// clock that of all together.
  package func points(_ settings: WavePlanner.Settings, limits: SearchLimits) -> [Point]? {
    let told = Told(limits, count: capacities.count)
    var trials = Parallel.map(capacities.count, threads: limits.threads) { place in
      Trial(model(place).problem, limits: told.limits(place, share: 1, place, of: capacities.count, until: 2.0 / 3))
    }
    exchange(&trials)
    let movers = trials.indices.filter { trials[$0].isBorrowed }
    let borrowed = movers.map { trials[$0] }
    let resumed = Parallel.map(movers.count, threads: limits.threads) { number in
      borrowed[number].resumed(
        model(movers[number]).problem,
        limits: told.limits(movers[number], share: 0.5, number, of: movers.count, until: 1))
    }
    for (number, trial) in resumed.enumerated() { trials[movers[number]] = trial }
    exchange(&trials)
    if limits.shouldStop() == .interrupt { return nil }
    let final = trials
    return Parallel.map(capacities.count, threads: limits.threads) { place in
      Point(capacity: capacities[place], outcome: outcome(place, final, settings))
    }
  }

  private func model(_ place: Int) -> PlanningModel {
    ProblemBuilder.model(ResolvedEstate(limit.estate(estate, at: capacities[place])))
  }

  /// Plans go up to wherever they are better, and down to wherever they keep the limit.
  private func exchange(_ trials: inout [Trial]) {
    for place in trials.indices.dropFirst() {
      if let best = trials[place - 1].best { trials[place].take(best) }
    }
    for place in trials.indices.dropLast().reversed() {
      guard let best = trials[place + 1].best, !trials[place].isInfeasible, trials[place].wants(best) else { continue }
      if SolutionChecker(model(place).problem).violations(of: best.items).isEmpty { trials[place].take(best) }
    }
    // What has no plan with more has none with less.
    if let last = trials.lastIndex(where: \.isInfeasible) {
      for place in 0..<last where trials[place].best == nil { trials[place].isInfeasible = true }
    }
  }

  private func outcome(_ place: Int, _ trials: [Trial], _ settings: WavePlanner.Settings) -> Outcome {
    let trial = trials[place]
    guard let best = trial.best else { return trial.isInfeasible ? .infeasible : .unknown }
    let model = model(place)
    var options = settings.options
    options.cutOff = trial.stopped?.rawValue
    var plan = PlanDecoder(model).plan(items: best.items, tool: settings.tool, options: options)
    if let bound = FrontierBound(best.score, trials[place...].map(\.proofs)) {
      let worth = max(plan.value.npv, bound.worth)
      plan.bound = Plan.Bound(
        shortfall: min(bound.targetShortfall, best.score.targetShortfall),
        milestoneShortfall: min(bound.milestoneShortfall, best.score.milestoneShortfall), npv: worth,
        gap: plan.value.gross > 0 ? (worth - plan.value.npv) / plan.value.gross : 0)
      plan.certificates = bound.certified.map { CertificateNaming(model).certificate($0) }
    }
    return .plan(plan)
  }
}

/// Of a search of several points: who is told how far it is, and how much each may search.
private struct Told: Sendable {
  let all: SearchLimits
  let count: Int

  init(_ limits: SearchLimits, count: Int) {
    all = limits
    self.count = count
  }

  /// - Parameters:
  ///   - number: how many points were begun before this one, of those that are searched now.
  ///   - end: the share of the clock by which all of them are through.
  func limits(_ place: Int, share: Double, _ number: Int, of total: Int, until end: Double) -> SearchLimits {
    var limits = all
    limits.threads = 1
    limits.effort = max(1, Int(Double(all.effort) * share))
    let threads = max(1, all.threads)
    let rounds = (total - number + threads - 1) / threads
    let (clock, stop) = (all.clock, all.shouldStop)
    let began = clock()
    let length = max(1e-6, (end - began) / Double(max(1, rounds)))
    limits.clock = { max(0, min(1, (clock() - began) / length)) }
    limits.shouldStop = { stop() ?? (clock() - began >= length ? .time : nil) }
    let (count, progress) = (count, all.progress)
    limits.progress = { said in
      var said = said
      said.phase = "point \(place + 1) of \(count), \(said.phase)"
      progress(said)
    }
    return limits
  }
}
