import Documents

/// What all risks together may cost: the sum of what is expected, and by simulation how far above it a year may turn out.
///
///     run 1   slip does not come, hub fails, EUR 40,000
///     run 2   slip comes: every risk of dates strikes, EUR 2,310,000
///     …
///     P80     four runs in five cost no more than this
///
/// In each run a risk strikes with its likelihood and costs its impact. Risks of dates hang on one slip of the programme: one
/// number is drawn for all of them, so that a slip that reaches an unlikely one reaches the likelier ones too. All others
/// strike by themselves. What is left after the responses is drawn with the same numbers. Costs are added in cents, so that
/// the same register gives the same figures everywhere.
package struct RiskExposure: Hashable, Sendable {
  package static let runs = 10_000
  package static let seed: UInt64 = 8286

  package struct Event: Hashable, Sendable {
    /// 0 to 1.
    package var likelihood: Double
    package var impact: Double
    package var driver: RiskDriver

    package init(likelihood: Double, impact: Double, driver: RiskDriver) {
      self.likelihood = likelihood
      self.impact = impact
      self.driver = driver
    }
  }

  /// Money.
  package struct Spread: Hashable, Sendable {
    /// The sum of likelihood * impact.
    package var expected: Double
    package var p50: Double
    package var p80: Double
    package var p95: Double

    package init(expected: Double, p50: Double, p80: Double, p95: Double) {
      self.expected = expected
      self.p50 = p50
      self.p80 = p80
      self.p95 = p95
    }
  }

  package var inherent: Spread
  package var residual: Spread
  package var runs: Int
  package var seed: UInt64

  init(of causes: [RiskCause]) {
    self.init(
      inherent: causes.map {
        Event(likelihood: $0.risk.likelihood / 100, impact: $0.risk.impact, driver: $0.draft.driver)
      },
      residual: causes.map {
        Event(likelihood: $0.risk.residualLikelihood / 100, impact: $0.risk.residualImpact, driver: $0.draft.driver)
      })
  }

  /// The two lists hold the same events in the same order, before and after the responses.
  package init(inherent: [Event], residual: [Event], runs: Int = runs, seed: UInt64 = seed) {
    precondition(inherent.count == residual.count && runs > 0)
    self.runs = runs
    self.seed = seed
    func cents(_ amount: Double) -> Int64 { Int64((amount * 100).rounded(.toNearestOrAwayFromZero)) }
    // What is certain is the same in every run.
    var base: (before: Int64, after: Int64) = (0, 0)
    var open: [(before: Double, beforeCents: Int64, after: Double, afterCents: Int64, isSlip: Bool)] = []
    for (before, after) in zip(inherent, residual) {
      if before.likelihood >= 1, after.likelihood >= 1 {
        base.before += cents(before.impact)
        base.after += cents(after.impact)
      } else if before.likelihood > 0 {
        open.append(
          (
            before.likelihood, cents(before.impact), after.likelihood, cents(after.impact), before.driver == .slip
          ))
      }
    }
    var random = Draws(seed: seed)
    var before: [Int64] = []
    var after: [Int64] = []
    before.reserveCapacity(runs)
    after.reserveCapacity(runs)
    for _ in 0..<runs {
      let slip = random.unit()
      var sum = base
      for event in open {
        let draw = event.isSlip ? slip : random.unit()
        if draw < event.before { sum.before += event.beforeCents }
        if draw < event.after { sum.after += event.afterCents }
      }
      before.append(sum.before)
      after.append(sum.after)
    }
    self.inherent = RiskExposure.spread(inherent, before.sorted())
    self.residual = RiskExposure.spread(residual, after.sorted())
  }

  private static func spread(_ events: [Event], _ sums: [Int64]) -> Spread {
    /// The least sum that at least this share of the runs does not exceed.
    func quantile(_ percent: Int) -> Double { Double(sums[(percent * sums.count + 99) / 100 - 1]) / 100 }
    return Spread(
      expected: Risk.cents(events.reduce(0) { $0 + Risk.cents($1.likelihood * $1.impact) }), p50: quantile(50),
      p80: quantile(80), p95: quantile(95))
  }

  /// Numbers drawn from a seed, the same on every machine: SplitMix64 (Steele, Lea, Flood 2014).
  private struct Draws {
    private var state: UInt64
    init(seed: UInt64) { state = seed }

    /// From 0 up to, not including, 1.
    @inline(__always)
    mutating func unit() -> Double {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z &>> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z &>> 27)) &* 0x94D0_49BB_1331_11EB
      return Double((z ^ (z &>> 31)) &>> 11) * 0x1p-53
    }
  }
}
