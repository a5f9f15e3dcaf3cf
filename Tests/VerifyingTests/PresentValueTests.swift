import Estates
import Foundation
import Testing

@testable import Verifying

@Suite struct PresentValueTests {
  let start = Day("2026-05-01")!

  func money(_ rate: Double) -> PresentValue {
    PresentValue(discountRate: rate, start: start, horizon: start + 12_000)
  }

  @Test(arguments: [-0.02, 0.0001, 0.01, 0.05, 0.08, 0.125, 0.5, 3, 40])
  func `powers and annual amounts are those of the library's functions`(rate: Double) {
    let money = money(rate)
    let logarithm = log(1 + rate)
    for day in [-900, -1, 0, 1, 59, 364, 365, 366, 730, 1000, 2064, 11_999, 12_000] {
      let expected = exp(-logarithm * Double(day) / 365)
      #expect((money.power(on: start + day) / expected - 1).magnitude < 1e-12)
      for span in [1, 30, 365, 1500] {
        let present =
          (exp(-logarithm * Double(day) / 365) - exp(-logarithm * Double(day + span) / 365)) / logarithm
        let computed = money.present(from: start + day, until: start + day + span)
        // Near the end of large rates both are next to nothing: what counts is the error against the whole.
        #expect((computed - present).magnitude < 1e-11 * max(present, 1))
      }
    }
  }

  @Test func `without discount a year is worth its amount`() {
    let money = money(0)
    #expect(money.power(on: start + 900) == 1)
    #expect((money.present(from: start + 10, until: start + 375) - 1).magnitude < 1e-12)
  }

  @Test func `a tiny rate keeps its digits`() {
    // ∫ over one year from the start: 1 - x/2 + … with x = 1e-12.
    #expect((money(1e-12).present(from: start, until: start + 365) - 1).magnitude < 1e-11)
  }

  @Test func `what ends before it begins is worth nothing`() {
    let money = money(0.08)
    #expect(money.present(from: start + 5, until: start + 5) == 0)
    #expect(money.present(from: start + 9, until: start + 5) == 0)
  }
}
