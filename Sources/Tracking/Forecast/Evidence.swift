import Estates
import Plans

/// What the log has shown so far of each thing that a forecast hangs on.
package struct Evidence: Hashable, Sendable {
  /// Workloads that have left, with hours planned and hours worked.
  package var effortCount = 0.0
  /// Hours worked on them for one that was planned.
  package var effortRatio = 1.0
  /// Waves that have ended, the latest counting 1, each earlier one a fifth less.
  package var capacityCount = 0.0
  /// Hours worked in a wave for one that the plan has in it, in the mean of the waves weighted so.
  package var capacityRatio = 1.0
  /// Attempts that were begun and have ended. Who is deferred before anybody began is not one: that is a matter of hours.
  package var attempts = 0.0
  package var rollbacks = 0.0
  package var deferrals = 0.0
  /// Deferred before anybody began.
  package var postponed = 0.0
  /// Hosts that are gone, and the days that they and those that still stand empty have waited beyond the least.
  package var collected = 0.0
  package var waitedDays = 0.0
  /// Workloads that came, and how many years the programme has been running.
  package var added = 0.0
  package var years = 0.0
  /// Workloads that the plan moves: what growth is a share of.
  package var scope = 0.0
  /// Waves between a failed attempt and the next that succeeded, and how many of these there were.
  package var retries = 0.0
  package var retryWaves = 0.0

  package init() {}

  package init(_ standing: Standing) {
    let estate = standing.estate
    let plan = standing.plan
    let asOf = standing.asOf
    let waveDays = Double(plan.waves.first.map { $0.cutover - $0.start + 1 } ?? 28)

    var planned = 0.0
    var worked = 0.0
    var plannedWork = [Double](repeating: 0, count: plan.waves.count)
    for (row, actuals) in standing.workloads.enumerated() {
      let hours = estate.workloads.effortHours[row] ?? 0
      let wave = standing.wave[row]
      if wave > 0 {
        scope += 1
        let lead = max(1, min(wave, Int(estate.workloads.leadWaves[row])))
        for back in 0..<lead { plannedWork[wave - 1 - back] += hours / Double(lead) }
      }
      if actuals.migrated != nil, hours > 0, actuals.effortHours > 0 {
        effortCount += 1
        planned += hours
        worked += actuals.effortHours
      }
      if actuals.added != nil { added += 1 }
      var failed: Day?
      for attempt in actuals.attempts {
        if attempt.deferred != nil && attempt.started == nil {
          postponed += 1
        } else if attempt.hasFailed {
          attempts += 1
          rollbacks += attempt.rolledBack == nil ? 0 : 1
          deferrals += attempt.deferred == nil ? 0 : 1
          failed = failed ?? attempt.rolledBack ?? attempt.deferred
        } else if let migrated = attempt.migrated {
          attempts += 1
          if let failed {
            retries += 1
            retryWaves += max(1, Double(migrated - failed) / waveDays)
          }
          failed = nil
        }
      }
    }
    if planned > 0 { effortRatio = worked / planned }

    var hoursOfWave = [Double](repeating: 0, count: plan.waves.count)
    var index = 0
    for event in standing.log.events where event.date <= asOf {
      while index < plan.waves.count, plan.waves[index].cutover < event.date { index += 1 }
      if index < plan.waves.count { hoursOfWave[index] += event.effortHours ?? 0 }
    }
    var weight = 1.0
    var weighted = 0.0
    for wave in plan.waves.indices.reversed() where plan.waves[wave].cutover <= asOf && plannedWork[wave] > 0 {
      capacityCount += weight
      weighted += weight * min(2, hoursOfWave[wave] / plannedWork[wave])
      weight *= 0.8
    }
    if capacityCount > 0 { capacityRatio = weighted / capacityCount }

    let least = Priors.leastLag(standing)
    collected = Double(standing.decommissionLags.count)
    waitedDays = standing.decommissionLags.reduce(0) { $0 + max(0, Double($1) - least) }
    for case .empty(let since) in standing.hosts { waitedDays += max(0, Double(asOf - since) - least) }
    if let first = plan.waves.first { years = max(0, Double(asOf - first.start) / 365) }
  }
}

/// What a forecast believes before it has seen anything, and how fast it learns: each belief is worth so many observations,
/// and of what has been seen no more than a stated number counts, since the future is like the past only so far.
///
///     hours worked per hour planned   mean 1.00, worth 10 workloads; at most 100 count
///     hours worked per wave           mean 1.00, worth 3 waves; earlier waves fade by a fifth
///     attempts that fail              mean 5%, worth 20 attempts; at most 400 count
///     waiting to be collected         mean the plan's lag, half of it the least, worth 4 hosts; at most 200 count
///     scope that comes                mean 2% a year, worth half a year
///     waves to the next attempt       2, worth 10 attempts
///
/// Each pair of belief and observation is conjugate: a gamma of known shape with an inverse gamma for its mean (effort,
/// capacity, waiting; machines that still wait count their days and no end), a share with a beta, a count with a gamma.
package enum Priors {
  /// Of one workload's ratio: a coefficient of variation of 0.71.
  static let effortShape = 2.0
  static let effortWeight = 10.0
  static let effortCap = 100.0
  /// Of one wave's ratio: 0.32.
  static let capacityShape = 10.0
  static let capacityWeight = 3.0
  static let failures = (share: 0.05, weight: 20.0, cap: 400.0)
  static let lagWeight = 4.0
  static let lagCap = 200.0
  static let growth = (share: 0.02, years: 0.5)
  static let retry = (waves: 2.0, weight: 10.0)

  static func lag(_ standing: Standing) -> Double {
    Double(standing.plan.program?.decommissionLagDays ?? standing.estate.program.decommissionLagDays)
  }

  /// Half of the plan's lag: what notice, wiping and collecting take at the least.
  static func leastLag(_ standing: Standing) -> Double { (lag(standing) / 2).rounded(.down) }
}

/// One thing that a forecast hangs on: its distribution after what was seen.
package enum ForecastInput: String, CaseIterable, Sendable {
  case effort, capacity, failures, lag, growth
}

/// The distributions from which each run of a forecast draws once.
package struct Beliefs: Sendable {
  package var effort: QuantileTable
  package var capacity: QuantileTable
  package var failures: QuantileTable
  /// Days beyond the least lag, in the mean.
  package var lag: QuantileTable
  /// Share of the scope a year.
  package var growth: QuantileTable
  package var leastLag: Double
  package var retryWaves: Int

  package subscript(input: ForecastInput) -> QuantileTable {
    switch input {
    case .effort: effort
    case .capacity: capacity
    case .failures: failures
    case .lag: lag
    case .growth: growth
    }
  }

  /// Beliefs that are sure: for worked examples.
  package init(effort: Double, capacity: Double, failures: Double, lag: Double, growth: Double, retryWaves: Int) {
    self.effort = .constant(effort)
    self.capacity = .constant(capacity)
    self.failures = .constant(failures)
    self.lag = .constant(0)
    self.growth = .constant(growth)
    leastLag = lag
    self.retryWaves = retryWaves
  }

  /// - Parameter plannedLag: `decommissionLagDays` of the plan.
  package init(_ evidence: Evidence, plannedLag: Double) {
    let effortCount = min(evidence.effortCount, Priors.effortCap)
    effort = .inverseGamma(
      shape: 1 + Priors.effortShape * (Priors.effortWeight + effortCount),
      scale: Priors.effortShape * (Priors.effortWeight + effortCount * evidence.effortRatio))
    capacity = .inverseGamma(
      shape: 1 + Priors.capacityShape * (Priors.capacityWeight + evidence.capacityCount),
      scale: Priors.capacityShape
        * (Priors.capacityWeight + evidence.capacityCount * max(0.01, evidence.capacityRatio)))
    let failed = evidence.rollbacks + evidence.deferrals
    let seen = evidence.attempts > Priors.failures.cap ? Priors.failures.cap / evidence.attempts : 1
    failures = .beta(
      Priors.failures.share * Priors.failures.weight + failed * seen,
      (1 - Priors.failures.share) * Priors.failures.weight + (evidence.attempts - failed) * seen)
    leastLag = (plannedLag / 2).rounded(.down)
    let waited = evidence.collected > Priors.lagCap ? Priors.lagCap / evidence.collected : 1
    lag =
      plannedLag <= 0 && evidence.waitedDays <= 0
      ? .constant(0)
      : .inverseGamma(
        shape: 1 + Priors.lagWeight + evidence.collected * waited,
        scale: Priors.lagWeight * max(1, plannedLag - leastLag) + evidence.waitedDays * waited)
    let scope = max(1, evidence.scope)
    let shape = max(1, Priors.growth.share * Priors.growth.years * scope)
    growth = .gamma(
      shape: shape + evidence.added, rate: shape / Priors.growth.share + evidence.years * scope)
    retryWaves = max(
      1,
      Int(
        ((Priors.retry.waves * Priors.retry.weight + evidence.retryWaves) / (Priors.retry.weight + evidence.retries))
          .rounded()))
  }
}
