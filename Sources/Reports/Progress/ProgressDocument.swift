import Documents
import Estates
import Plans
import Tracking

/// A report of progress as JSON: `progress.json`, from which other tools draw their own.
package enum ProgressDocument {
  package static func bytes(_ progress: Progress, logDigest: String) -> [UInt8] {
    JSONWriter.bytes(value(progress, logDigest: logDigest))
  }

  static func value(_ progress: Progress, logDigest: String) -> JSONValue {
    .object([
      ("schema", .string(Progress.schema)),
      ("asOf", day(progress.asOf)),
      (
        "estate",
        .object([("name", .string(progress.estate.name)), ("digest", .string(progress.estate.digest))])
      ),
      (
        "plan",
        .object([
          ("digest", .string(progress.planDigest)), ("estateDigest", .string(progress.plan.estate.digest)),
          ("madeOfThisEstate", .bool(progress.isPlanOfEstate)),
        ])
      ),
      ("baseline", .object([("digest", .string(progress.baselineDigest))])),
      (
        "actuals",
        .object([
          ("file", .string(ActualsLog.file)), ("digest", .optional(logDigest.isEmpty ? nil : "sha256:" + logDigest)),
        ])
      ),
      ("currency", .string(progress.plan.currency)),
      ("ratings", .array(progress.ratings.map(rating))),
      ("footprint", .object(Measure.allCases.map { ($0.rawValue, footprint($0, progress)) })),
      (
        "scope",
        .object([
          ("vanished", .array(progress.standing.vanished.map { .string($0) })),
          ("unannounced", .array(progress.standing.unannounced.map { .string($0) })),
        ])
      ),
      ("earnedValue", .object([("hours", earned(progress.hours)), ("money", earned(progress.money))])),
      (
        "velocity",
        .object([
          ("wavesAveraged", .integer(progress.velocity.waves)), ("planned", .number(progress.velocity.planned)),
          ("achieved", .number(progress.velocity.achieved)),
          ("needed", progress.velocity.needed.map { .number($0) } ?? .null),
          ("remaining", .integer(progress.velocity.remaining)),
          ("remainingWaves", .integer(progress.velocity.remainingWaves)),
        ])
      ),
      ("forecast", forecast(progress)),
      (
        "trend",
        .array(
          progress.trend.map { point in
            .object([("asOf", day(point.asOf)), ("goals", .array(point.goals.map(goal)))])
          })
      ),
      ("waves", .array(progress.waves.map(wave))),
      ("limits", .array(progress.limits.map(limit))),
      ("dualRunning", dual(progress.dualRunning)),
      ("history", .array(progress.history.map { amounts($0.footprint, ("date", day($0.day))) })),
      ("planned", .array(progress.plan.footprint.map { amounts(Amounts($0), ("date", day($0.date))) })),
      ("baselineFootprint", .array(progress.baseline.footprint.map { amounts(Amounts($0), ("date", day($0.date))) })),
    ])
  }

  private static func day(_ day: Day?) -> JSONValue { .optional(day.map { "\($0)" }) }

  private static func rating(_ rating: Rating) -> JSONValue {
    let (green, amber, _) = Rating.thresholds(rating.subject)
    return .object([
      ("subject", .string(rating.subject.rawValue)), ("colour", .string(rating.colour.rawValue)),
      ("value", .share(rating.value)), ("green", .number(green)), ("amber", .number(amber)),
      ("rule", .string(Wording.rule(rating.subject))),
    ])
  }

  private static func footprint(_ measure: Measure, _ progress: Progress) -> JSONValue {
    let footprint = progress.footprint
    let denominator = progress.plan.targets.first { $0.measure == measure }?.baseline ?? footprint.baseline[measure]
    return .object([
      ("denominator", .number(denominator)),
      (
        "baselineDenominator",
        .number(
          progress.baseline.targets.first { $0.measure == measure }?.baseline
            ?? progress.baseline.footprint.first.map { $0[measure] } ?? 0)
      ),
      ("estateToday", .number(footprint.estateToday[measure])),
      ("unexplained", .number(footprint.unexplained(measure))),
      ("added", .number(footprint.added[measure])), ("removedFromScope", .number(footprint.removed[measure])),
      ("begun", .number(footprint.begun[measure])), ("empty", .number(footprint.empty[measure])),
      ("released", .number(footprint.released[measure])), ("planned", .number(footprint.planned[measure])),
      ("actual", .number(footprint.footprint(measure))),
      ("reductionClaimed", .share(denominator > 0 ? 1 - footprint.footprint(measure) / denominator : 0)),
      ("reductionPlanned", .share(denominator > 0 ? 1 - footprint.planned[measure] / denominator : 0)),
    ])
  }

  private static func earned(_ value: EarnedValue) -> JSONValue {
    func optional(_ number: Double?) -> JSONValue { number.map { .number($0) } ?? .null }
    return .object([
      ("budgetAtCompletion", .number(value.budget)), ("plannedValue", .number(value.planned)),
      ("earnedValue", .number(value.earned)), ("actualCost", .number(value.spent)),
      ("spi", optional(value.scheduleIndex)), ("cpi", optional(value.costIndex)),
      ("estimateAtCompletion", optional(value.estimateAtCompletion)),
      ("earnedSchedule", .number(value.earnedWaves)), ("actualTime", .number(value.passedWaves)),
      ("plannedDuration", .number(value.plannedWaves)), ("spiT", optional(value.timeIndex)),
      ("forecastEnd", day(value.forecastEnd)),
    ])
  }

  private static func goal(_ goal: Forecast.GoalForecast) -> JSONValue {
    .object([
      ("measure", .string(goal.goal.measure.rawValue)), ("kind", .string(goal.goal.isTarget ? "target" : "milestone")),
      ("by", day(goal.goal.by)), ("required", .share(goal.goal.required)), ("reached", .bool(goal.isReached)),
      ("p10", day(goal.p10)), ("p50", day(goal.p50)), ("p80", day(goal.p80)), ("p90", day(goal.p90)),
      ("probability", .share(goal.probability)),
    ])
  }

  private static func forecast(_ progress: Progress) -> JSONValue {
    let forecast = progress.forecast
    let evidence = forecast.evidence
    return .object([
      ("runs", .integer(forecast.settings.runs)), ("seed", .integer(Int(clamping: forecast.settings.seed))),
      ("goals", .array(forecast.goals.map(goal))),
      (
        "inputs",
        .array(
          forecast.sensitivities.map { item in
            .object([
              ("input", .string(item.input.rawValue)), ("p10", .number(item.p10)), ("p50", .number(item.p50)),
              ("p90", .number(item.p90)), ("movesTargetByDays", item.days.map { .integer($0) } ?? .null),
            ])
          })
      ),
      (
        "evidence",
        .object([
          ("workloadsWithHours", .number(evidence.effortCount)), ("effortRatio", .number(evidence.effortRatio)),
          ("wavesWeighed", .number(evidence.capacityCount)), ("capacityRatio", .number(evidence.capacityRatio)),
          ("attempts", .number(evidence.attempts)), ("rollbacks", .number(evidence.rollbacks)),
          ("deferrals", .number(evidence.deferrals)), ("postponed", .number(evidence.postponed)),
          ("hostsCollected", .number(evidence.collected)),
          ("daysWaited", .number(evidence.waitedDays)), ("leastLag", .number(forecast.leastLag)),
          ("workloadsAdded", .number(evidence.added)), ("years", .number(evidence.years)),
          ("retryWaves", .integer(forecast.retryWaves)),
        ])
      ),
      (
        "bands",
        .array(
          forecast.bands.map { band in
            .object([
              ("date", day(band.day)), ("p10", amounts(band.low)), ("p50", amounts(band.middle)),
              ("p90", amounts(band.high)),
            ])
          })
      ),
    ])
  }

  private static func amounts(_ amounts: Amounts, _ first: (String, JSONValue)? = nil) -> JSONValue {
    .object((first.map { [$0] } ?? []) + Measure.allCases.map { ($0.rawValue, .number(amounts[$0])) })
  }

  private static func wave(_ wave: WaveStanding) -> JSONValue {
    .object([
      ("wave", .integer(wave.wave)), ("cutover", day(wave.cutover)), ("planned", .integer(wave.planned)),
      ("onTime", .integer(wave.onTime)), ("late", .integer(wave.late)), ("open", .integer(wave.open)),
      ("removed", .integer(wave.removed)), ("rollbacks", .integer(wave.rollbacks)),
      ("deferrals", .integer(wave.deferrals)), ("meanSlipDays", wave.meanSlip.map { .number($0) } ?? .null),
      ("doneOn", day(wave.doneOn)),
      (
        "reasons",
        .array(wave.reasons.map { .object([("reason", .string($0.text)), ("count", .integer($0.count))]) })
      ),
    ])
  }

  private static func limit(_ limit: LimitStanding) -> JSONValue {
    .object([
      ("rule", .integer(limit.rule)), ("name", .string(limit.name)), ("measure", .string(limit.measure)),
      ("planned", .number(limit.planned)), ("backlog", .number(limit.backlog)),
      ("available", .number(limit.available)), ("load", limit.load.isFinite ? .number(limit.load) : .null),
    ])
  }

  private static func dual(_ dual: DualRunning) -> JSONValue {
    .object([
      ("workloads", .integer(dual.workloads)), ("toDate", .money(dual.toDate)),
      ("plannedToDate", .money(dual.plannedToDate)), ("toGo", .money(dual.toGo)),
      ("meanDays", dual.meanDays.map { .number($0) } ?? .null), ("plannedDays", .integer(dual.plannedDays)),
      ("emptyHosts", .integer(dual.emptyHosts)), ("emptyHostsAnnualCost", .money(dual.emptyHostsAnnualCost)),
      ("emptyHostsToDate", .money(dual.emptyHostsToDate)),
      ("oldestEmptyDays", dual.oldestEmpty.map { .integer($0) } ?? .null),
      ("medianEmptyDays", dual.medianEmpty.map { .integer($0) } ?? .null),
      ("overdueHosts", .integer(dual.overdueHosts)),
    ])
  }
}
