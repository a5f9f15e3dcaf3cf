import Reports
import TestSupport
import Testing

/// The simulated spread against the exact one: for a handful of risks every outcome can be listed with its probability.
@Suite struct RiskExposureTests {
  typealias Event = RiskExposure.Event

  /// Every sum with its probability, ascending. The slip is one number between 0 and 1: between two neighbouring likelihoods of
  /// the risks that hang on it, the same of them strike.
  private func exact(_ events: [Event]) -> [(sum: Double, probability: Double)] {
    let slips = events.filter { $0.driver == .slip }
    let own = events.filter { $0.driver == .own }
    var sums: [Int: Double] = [:]
    let ends = Set(slips.map(\.likelihood) + [0, 1]).sorted()
    for (low, high) in zip(ends, ends.dropFirst()) {
      let struck = slips.filter { $0.likelihood >= high }.reduce(0) { $0 + $1.impact }
      for outcome in 0..<(1 << own.count) {
        var (sum, probability) = (struck, high - low)
        for (place, event) in own.enumerated() {
          let strikes = outcome >> place & 1 == 1
          probability *= strikes ? event.likelihood : 1 - event.likelihood
          if strikes { sum += event.impact }
        }
        sums[Int((sum * 100).rounded()), default: 0] += probability
      }
    }
    return sums.filter { $0.value > 0 }.sorted { $0.key < $1.key }.map { (Double($0.key) / 100, $0.value) }
  }

  /// The exact share of outcomes that do not exceed a sum.
  private func share(_ outcomes: [(sum: Double, probability: Double)], upTo sum: Double) -> Double {
    outcomes.filter { $0.sum <= sum + 0.005 }.reduce(0) { $0 + $1.probability }
  }

  @Test(arguments: 0..<40)
  func `each quantile of the simulation lies within a point and a half of the exact distribution`(seed: Int) throws {
    var source = SeededGenerator(seed: UInt64(seed) &+ 77)
    let events = (0..<Int.random(in: 1...10, using: &source)).map { _ in
      Event(
        likelihood: Double(Int.random(in: 0...20, using: &source)) / 20,
        impact: Double(Int.random(in: 1...100_000, using: &source)) / 100,
        driver: Bool.random(using: &source) ? .slip : .own)
    }
    let outcomes = exact(events)
    #expect((outcomes.reduce(0) { $0 + $1.probability } - 1).magnitude < 1e-9)
    let spread = RiskExposure(inherent: events, residual: events, seed: UInt64(seed)).inherent
    // Three standard errors of 10,000 runs at the median.
    for (quantile, share) in [(spread.p50, 0.5), (spread.p80, 0.8), (spread.p95, 0.95)] {
      let reached = self.share(outcomes, upTo: quantile)
      let below = self.share(outcomes, upTo: quantile - 0.01)
      #expect(reached > share - 0.015 && below < share + 0.015, "\(quantile): \(below) to \(reached), not \(share)")
    }
    let mean = outcomes.reduce(0) { $0 + $1.sum * $1.probability }
    #expect((spread.expected - mean).magnitude < 0.01 * Double(events.count + 1))
  }

  @Test func `what is certain is the same in every run`() {
    let certain = [Event(likelihood: 1, impact: 70, driver: .own), Event(likelihood: 1, impact: 30, driver: .slip)]
    let spread = RiskExposure(inherent: certain, residual: certain).inherent
    #expect(spread == .init(expected: 100, p50: 100, p80: 100, p95: 100))
  }

  @Test func `a slip strikes all its risks together, and the likelier of two whenever the other`() {
    let together = (0..<10).map { _ in Event(likelihood: 0.3, impact: 1, driver: .slip) }
    let apart = (0..<10).map { _ in Event(likelihood: 0.3, impact: 1, driver: .own) }
    let slip = RiskExposure(inherent: together, residual: together).inherent
    #expect(slip.p50 == 0 && slip.p80 == 10 && slip.p95 == 10)
    let own = RiskExposure(inherent: apart, residual: apart).inherent
    #expect(own.p50 == 3 && own.p80 == 4 && own.p95 == 5, "binomial: 65% up to 3, 85% up to 4, 95.3% up to 5")
  }

  @Test(arguments: 0..<20)
  func `no quantile rises when a response lowers likelihood or impact`(seed: Int) {
    var source = SeededGenerator(seed: UInt64(seed) &+ 9)
    let before = (0..<12).map { _ in
      Event(
        likelihood: Double.random(in: 0...1, using: &source), impact: Double.random(in: 0...1000, using: &source),
        driver: Bool.random(using: &source) ? .slip : .own)
    }
    let after = before.map {
      Event(
        likelihood: $0.likelihood * Double.random(in: 0...1, using: &source),
        impact: $0.impact * Double.random(in: 0...1, using: &source), driver: $0.driver)
    }
    let exposure = RiskExposure(inherent: before, residual: after, runs: 500)
    #expect(exposure.residual.p50 <= exposure.inherent.p50 && exposure.residual.p80 <= exposure.inherent.p80)
    #expect(exposure.residual.p95 <= exposure.inherent.p95 && exposure.residual.expected <= exposure.inherent.expected)
  }

  @Test func `nothing that may happen costs nothing`() {
    #expect(RiskExposure(inherent: [], residual: []).inherent == .init(expected: 0, p50: 0, p80: 0, p95: 0))
  }
}
