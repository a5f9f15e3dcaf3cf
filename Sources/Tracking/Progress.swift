import Estates
import Plans
import Topology

/// The report of a programme on a day: what was planned, what happened, when it ends, and what stands in the way. A fold over
/// estate, plan and log; everything that is written of progress is drawn from it.
package struct Progress: Sendable {
  package static let schema = "drawdown/progress/1"

  /// A forecast as it would have been made on an earlier day.
  package struct TrendPoint: Sendable {
    package var asOf: Day
    package var goals: [Forecast.GoalForecast]
  }

  /// The footprint as it stood on a day.
  package struct Point: Sendable {
    package var day: Day
    package var footprint: Amounts
  }

  package let standing: Standing
  package let planDigest: String
  package let baseline: Plan
  package let baselineDigest: String
  package let footprint: FootprintStanding
  package let hours: EarnedValue
  package let money: EarnedValue
  package let velocity: Velocity
  package let waves: [WaveStanding]
  package let limits: [LimitStanding]
  package let dualRunning: DualRunning
  package let forecast: Forecast
  /// Quarter by quarter up to the day of the report, which is the last; with a tenth of the runs, at most 2,000.
  package let trend: [TrendPoint]
  /// At each cutover up to the day of the report, which is the last.
  package let history: [Point]
  package let ratings: [Rating]

  package var asOf: Day { standing.asOf }
  package var plan: Plan { standing.plan }
  package var estate: Estate { standing.estate }
  /// Whether the plan was made from the estate as it is now.
  package var isPlanOfEstate: Bool { plan.estate.digest == estate.digest }

  /// - Parameters:
  ///   - plan: the plan that is being followed.
  ///   - baseline: the one that was approved; often the same.
  package init(
    _ estate: Estate, plan: Plan, planDigest: String, baseline: Plan? = nil, baselineDigest: String? = nil,
    log: ActualsLog, asOf: Day, settings: Forecast.Settings = Forecast.Settings()
  ) {
    let resolved = ResolvedEstate(estate)
    let standing = Standing(resolved, plan, log, asOf: asOf)
    self.standing = standing
    self.planDigest = planDigest
    self.baseline = baseline ?? plan
    self.baselineDigest = baselineDigest ?? planDigest
    hours = EarnedValue(.hours, standing)
    money = EarnedValue(.money, standing)
    velocity = Velocity(standing)
    waves = WaveStanding.all(standing)
    dualRunning = DualRunning(standing)

    let model = ForecastModel(standing)
    footprint = model.footprint
    limits = LimitStanding.next(model.queues, model.units)
    let lastGoal = model.goals.map(\.by).max() ?? asOf
    let end = max(lastGoal, plan.waves.last?.cutover ?? asOf) + 2 * 365
    let ahead = model.cutovers.map { Day(number: $0) }.filter { $0 > asOf && $0 <= end }
    forecast = Forecast(model, settings, days: ahead)

    var history: [Point] = []
    for wave in plan.waves where wave.cutover < asOf {
      let then = FootprintStanding(Standing(resolved, plan, log, asOf: wave.cutover))
      history.append(Point(day: wave.cutover, footprint: Self.standing(then)))
    }
    history.append(Point(day: asOf, footprint: Self.standing(model.footprint)))
    self.history = history

    var trend: [TrendPoint] = []
    let fewer = Forecast.Settings(
      runs: min(2000, max(1, settings.runs / 10)), seed: settings.seed, threads: settings.threads)
    for day in Self.quarterEnds(from: plan.waves.first?.cutover ?? asOf, before: asOf).suffix(8) {
      let then = ForecastModel(Standing(resolved, plan, log, asOf: day))
      trend.append(TrendPoint(asOf: day, goals: Forecast(then, fewer).goals))
    }
    trend.append(TrendPoint(asOf: asOf, goals: forecast.goals))
    self.trend = trend

    ratings = Self.ratings(
      standing, footprint, forecast, hours, collectable: Self.overdue(standing, footprint))
  }

  private static func standing(_ footprint: FootprintStanding) -> Amounts {
    var amounts = Amounts()
    for measure in Measure.allCases { amounts[measure] = footprint.footprint(measure) }
    return amounts
  }

  private static func quarterEnds(from first: Day, before last: Day) -> [Day] {
    guard first < last else { return [] }
    var result: [Day] = []
    for year in first.date.year...last.date.year {
      for (month, day) in [(3, 31), (6, 30), (9, 30), (12, 31)] {
        guard let end = Day(year: year, month: month, day: day), end >= first, end < last else { continue }
        result.append(end)
      }
    }
    return result
  }

  // MARK: Colours

  /// The measure that the first target counts, and what 100 % of it is.
  package static func mainMeasure(_ plan: Plan) -> (measure: Measure, denominator: Double)? {
    plan.targets.first.map { ($0.measure, $0.baseline) }
  }

  /// How much of the main measure has stood empty for longer than the plan allows.
  static func overdue(_ standing: Standing, _ footprint: FootprintStanding) -> Double {
    guard let (measure, denominator) = mainMeasure(standing.plan), denominator > 0 else { return 0 }
    let lag = Int(Priors.lag(standing))
    var late = Amounts()
    for (host, state) in standing.hosts.enumerated() {
      if case .empty(let since) = state, standing.asOf - since > lag { late.add(host: host, of: standing.estate) }
    }
    return late[measure] / denominator
  }

  private static func ratings(
    _ standing: Standing, _ footprint: FootprintStanding, _ forecast: Forecast, _ hours: EarnedValue,
    collectable: Double
  ) -> [Rating] {
    var ratings: [Rating] = []
    let targets = forecast.goals.filter { $0.goal.isTarget }
    if let worst = targets.map(\.probability).min() { ratings.append(Rating(.target, worst)) }
    let ahead = forecast.goals.filter { !$0.goal.isTarget && $0.goal.by > standing.asOf }
    if let next = ahead.min(by: { $0.goal.by < $1.goal.by }) { ratings.append(Rating(.milestone, next.probability)) }
    if let (measure, denominator) = mainMeasure(standing.plan), denominator > 0 {
      ratings.append(
        Rating(.footprint, (footprint.planned[measure] - footprint.footprint(measure)) / denominator))
    }
    if let pace = hours.timeIndex { ratings.append(Rating(.pace, pace)) }
    if let effort = hours.costIndex { ratings.append(Rating(.effort, effort)) }
    let evidence = forecast.evidence
    if evidence.attempts > 0 {
      ratings.append(Rating(.failures, (evidence.rollbacks + evidence.deferrals) / evidence.attempts))
    }
    if !standing.plan.targets.isEmpty { ratings.append(Rating(.collection, collectable)) }
    if evidence.scope > 0 { ratings.append(Rating(.scope, evidence.added / evidence.scope)) }
    let stray =
      Double(standing.vanished.count + standing.unannounced.count)
      + Measure.allCases.filter { $0 != .workloads }.reduce(0) { $0 + footprint.unexplained($1).magnitude.rounded() }
    ratings.append(Rating(.denominator, stray.rounded()))
    return ratings
  }
}
