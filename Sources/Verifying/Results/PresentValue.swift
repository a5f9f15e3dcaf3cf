import Estates

/// Money over time, discounted to the program's start: one-off amounts on a day, annual amounts between two days.
///
/// The page gives `q = (1 + rate)^(-1/365)` and `present(A, a, b) = A * (q^a - q^b) / ln(1 + rate)`. This is computed here
/// without a library of transcendental functions, and without the difference of two powers:
///
///     q            the 365th root by Newton's method
///     q^d          whole years by multiplication, days of a year from a table of 365 powers
///     one day      ∫ of q^t over a day, from the series of (1 - e^-x) / x with x = ln(1 + rate) / 365;
///                  the logarithm by the series of 2 artanh(rate / (2 + rate))
///     present      the days from a to b, one by one: a running sum, each day worth q^day times one day
///
/// A power carries at most some 400 roundings and a running sum is compensated, so that results are right to about 1e-13
/// of the amount, also where the rate is tiny and the difference of powers would lose its digits; a rate of 0 needs no
/// case of its own.
struct PresentValue: Sendable {
  private let start: Day
  private let yearFactor: Double
  /// `q^d` for the days of a year.
  private let dayFactors: [Double]
  /// What an annual amount of 1 is worth on the first day.
  private let oneDay: Double
  /// `sums[d]`: what an annual amount of 1 is worth from the start to day d; as far as the horizon.
  private let sums: [Double]

  init(discountRate rate: Double, start: Day, horizon: Day) {
    self.start = start
    yearFactor = 1 / (1 + rate)
    let root = PresentValue.root365(of: 1 + rate)
    var powers = [1.0]
    for _ in 1..<365 { powers.append(powers.last! / root) }
    dayFactors = powers
    oneDay = PresentValue.dayShare(PresentValue.logarithm(ofOnePlus: rate) / 365) / 365
    var running = [0.0]
    var carried = 0.0
    for day in 0..<max(0, horizon - start) {
      let term = PresentValue.power(day, yearFactor, powers) * oneDay - carried
      let next = running[day] + term
      carried = (next - running[day]) - term
      running.append(next)
    }
    sums = running
  }

  /// What 1 on that day is worth at the start.
  func power(on day: Day) -> Double { PresentValue.power(day - start, yearFactor, dayFactors) }

  /// What an annual amount of 1 from `first` until `last` is worth at the start; 0 where `first` is not earlier.
  func present(from first: Day, until last: Day) -> Double {
    let from = first - start
    let until = last - start
    guard from < until else { return 0 }
    return sum(to: until) - sum(to: from)
  }

  private func sum(to day: Int) -> Double {
    if day < 0 {
      return (day..<0).reduce(0) { $0 - PresentValue.power($1, yearFactor, dayFactors) * oneDay }
    }
    if day < sums.count { return sums[day] }
    return (sums.count - 1..<day).reduce(sums.last!) { $0 + PresentValue.power($1, yearFactor, dayFactors) * oneDay }
  }

  private static func power(_ day: Int, _ yearFactor: Double, _ dayFactors: [Double]) -> Double {
    var years = day / 365
    var rest = day % 365
    if rest < 0 {
      rest += 365
      years -= 1
    }
    var power = dayFactors[rest]
    for _ in 0..<years.magnitude { power = years > 0 ? power * yearFactor : power / yearFactor }
    return power
  }

  /// The x with `x^365 = value`, for a value above 0.
  private static func root365(of value: Double) -> Double {
    var root = 1 + max(value - 1, -0.9) / 365
    // Newton's method comes down on the root from above, once it is above; a few steps more cost nothing.
    for _ in 0..<400 {
      let power364 = power(of: root, 364)
      let next = root - (power364 * root - value) / (365 * power364)
      if next == root { break }
      root = next
    }
    return root
  }

  private static func power(of base: Double, _ exponent: Int) -> Double {
    var result = 1.0
    var square = base
    var rest = exponent
    while rest > 0 {
      if rest & 1 == 1 { result *= square }
      square *= square
      rest >>= 1
    }
    return result
  }

  /// `ln(1 + rate)`, for a rate above -1.
  private static func logarithm(ofOnePlus rate: Double) -> Double {
    let argument = rate / (2 + rate)
    let square = argument * argument
    var term = argument
    var sum = 0.0
    var divisor = 1.0
    while sum + term / divisor != sum {
      sum += term / divisor
      term *= square
      divisor += 2
    }
    return 2 * sum
  }

  /// `(1 - e^-x) / x`, for a small x.
  private static func dayShare(_ x: Double) -> Double {
    var term = 1.0
    var sum = 0.0
    var divisor = 1.0
    while sum + term != sum {
      sum += term
      divisor += 1
      term *= -x / divisor
    }
    return sum
  }
}
