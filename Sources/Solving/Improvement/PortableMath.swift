/// Logarithm and power of two from additions and multiplications alone, so that a search takes the same decisions
/// whatever mathematics library the platform brings. Good to about 1e-9, which is more than a search needs.
enum PortableMath {
  /// Natural logarithm of a positive, finite, normal number.
  static func log(_ value: Double) -> Double {
    let exponent = Double(value.exponent)
    var mantissa = value.significand
    var shift = 0.0
    if mantissa > 1.4142135623730951 {
      mantissa /= 2
      shift = 1
    }
    // ln m = 2 atanh((m - 1) / (m + 1)), |z| < 0.172.
    let z = (mantissa - 1) / (mantissa + 1)
    let square = z * z
    let series =
      1 + square * (1.0 / 3 + square * (1.0 / 5 + square * (1.0 / 7 + square * (1.0 / 9 + square * (1.0 / 11)))))
    return (exponent + shift) * 0.6931471805599453 + 2 * z * series
  }

  /// Two to the power `value`, for -1000 to 1000.
  static func exp2(_ value: Double) -> Double {
    let whole = value.rounded(.toNearestOrEven)
    let x = (value - whole) * 0.6931471805599453
    let series =
      1 + x
      * (1 + x / 2 * (1 + x / 3 * (1 + x / 4 * (1 + x / 5 * (1 + x / 6 * (1 + x / 7 * (1 + x / 8 * (1 + x / 9))))))))
    return Double(sign: .plus, exponent: Int(whole), significand: series)
  }
}
