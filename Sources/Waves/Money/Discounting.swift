import Estates

/// What money on a later day is worth on the first: SPEC section 4, without a mathematics library.
///
///     q = (1 + rate)^(-1/365)                       one-off amount C on day a:  C * q^a
///     present(A, a, b) = A * (q^a - q^b) / ln(1 + rate)      annual amount A from a to b
///     present(A, a, b) = A * (b - a) / 365                   where the rate is 0
///
/// Days are counted from the start of the program. Platforms round `pow`, `exp` and `log` differently; here logarithm and
/// exponential are series of additions, multiplications and divisions, so the same money comes out everywhere. Their error
/// is a few units in the last place.
package struct Discounting: Sendable {
  package let start: Day
  package let horizon: Day
  /// ln(1 + rate).
  private let logarithm: Double
  /// q^d for d = 0 … horizon - start.
  private let factors: [Double]

  package init(start: Day, horizon: Day, rate: Double) {
    self.start = start
    self.horizon = horizon
    let logarithm = Self.logarithm(onePlus: rate)
    self.logarithm = logarithm
    factors = (0...max(0, horizon - start)).map { Self.exponential(-logarithm * Double($0) / 365) }
  }

  /// q^d of a day, d its distance from the start: what one unit of money on that day is worth.
  package func factor(_ day: Day) -> Double {
    let distance = day - start
    if factors.indices.contains(distance) { return factors[distance] }
    return Self.exponential(-logarithm * Double(distance) / 365)
  }

  /// The present value of `annual` money a year from `from` to `to`; 0 where `from` is not before `to`.
  package func present(_ annual: Double, from: Day, to: Day) -> Double {
    if from >= to { return 0 }
    if logarithm == 0 { return annual * Double(to - from) / 365 }
    return annual * ((factor(from) - factor(to)) / logarithm)
  }

  /// The present value of `annual` money a year from `from` to the horizon.
  package func present(_ annual: Double, from: Day) -> Double { present(annual, from: from, to: horizon) }

  /// ln(1 + x) for x above -1: 1 + x = m * 2^k with m near 1, ln m = 2 (s + s³/3 + s⁵/5 + …), s = (m - 1) / (m + 1).
  package static func logarithm(onePlus x: Double) -> Double {
    var exponent = 0.0
    // For small x the quotient x / (2 + x) keeps the digits that 1 + x would lose.
    var quotient = x / (2 + x)
    if quotient.magnitude > 0.2 {
      var mantissa = 1 + x
      while mantissa > 1.5 {
        mantissa /= 2
        exponent += 1
      }
      while mantissa < 0.75 {
        mantissa *= 2
        exponent -= 1
      }
      quotient = (mantissa - 1) / (mantissa + 1)
    }
    let square = quotient * quotient
    var power = quotient
    var sum = 0.0
    var divisor = 1.0
    while power.magnitude > 1e-20 {
      sum += power / divisor
      power *= square
      divisor += 2
    }
    return exponent * 0.6931471805599453 + 2 * sum
  }

  /// e^x: x = k ln 2 + r with r small, e^r by its series, times 2^k.
  package static func exponential(_ x: Double) -> Double {
    let turns = (x / 0.6931471805599453).rounded(.toNearestOrEven)
    // ln 2 in two parts, the first short enough that its product with k is exact.
    let rest = x - turns * 0.693147180369123816490 - turns * 1.90821492927058770002e-10
    var term = 1.0
    var sum = 1.0
    var step = 1.0
    while term.magnitude > 1e-20 {
      term *= rest / step
      sum += term
      step += 1
    }
    return Double(sign: .plus, exponent: Int(turns), significand: sum)
  }
}
