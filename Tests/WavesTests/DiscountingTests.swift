import Estates
import Foundation
import Testing

@testable import Waves

@Suite struct DiscountingTests {
  @Test func `logarithm and exponential are those of the mathematics library to the last digits`() {
    for rate in [-0.5, -0.01, 0, 1e-9, 0.01, 0.08, 0.3, 1, 7, 1000] {
      #expect(
        (Discounting.logarithm(onePlus: rate) - log1p(rate)).magnitude <= 4e-16 * max(1e-9, log1p(rate).magnitude))
    }
    for x in stride(from: -40.0, through: 40, by: 0.37) {
      #expect((Discounting.exponential(x) / exp(x) - 1).magnitude < 1e-15)
    }
  }

  @Test func `present value is the formula of the contract`() {
    let start = Day("2026-05-01")!
    for rate in [0.08, 0.5, 0.001] {
      let money = Discounting(start: start, horizon: start + 2000, rate: rate)
      let q = pow(1 + rate, -1.0 / 365)
      for (a, b) in [(0, 2000), (17, 900), (1999, 2000), (-30, 10), (1990, 2600)] {
        let expected = 1000 * (pow(q, Double(a)) - pow(q, Double(b))) / log(1 + rate)
        #expect((money.present(1000, from: start + a, to: start + b) - expected).magnitude < 1e-8 * expected.magnitude)
      }
      #expect((money.factor(start + 365) - 1 / (1 + rate)).magnitude < 1e-15)
    }
  }

  @Test func `an annual amount is worth nothing over no time, and plain years where the rate is 0`() {
    let start = Day("2026-05-01")!
    let money = Discounting(start: start, horizon: start + 730, rate: 0)
    #expect(money.present(1000, from: start) == 2000)
    #expect(money.present(1000, from: start + 10, to: start + 10) == 0)
    #expect(money.present(1000, from: start + 800) == 0)
    #expect(money.factor(start + 100) == 1)
  }
}
