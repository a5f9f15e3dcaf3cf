import Waves

/// The quantiles of a distribution, read off a table: what a draw between 0 and 1 becomes.
///
///     let share = QuantileTable.beta(2, 38)
///     share.value(0.5)                     // the median, about 0.043
///
/// The density is summed up on an even grid, eight standard deviations either side of the mean, and turned round, so that one
/// draw gives one value: where a distribution lies wholly above another, so does every value drawn from it. Only additions,
/// multiplications, divisions and series of them are used: the same table comes out on every machine. Between table entries
/// it is linear; the outermost 1/2048 either side is cut off.
package struct QuantileTable: Sendable {
  static let size = 1024
  private let values: [Double]

  /// Of a draw from 0 to 1.
  @inline(__always)
  package func value(_ draw: Double) -> Double {
    let place = draw * Double(Self.size - 1)
    let index = min(Int(place), Self.size - 2)
    let part = place - Double(index)
    return values[index] + (values[index + 1] - values[index]) * part
  }

  private init(values: [Double]) { self.values = values }

  /// Always that value.
  package static func constant(_ value: Double) -> QuantileTable {
    QuantileTable(values: [Double](repeating: value, count: size))
  }

  /// A share, after `successes - 1` and `failures - 1` were seen; both at least 1.
  package static func beta(_ a: Double, _ b: Double) -> QuantileTable {
    let mean = a / (a + b)
    let deviation = (mean * (1 - mean) / (a + b + 1)).squareRoot()
    return of(from: max(1e-9, mean - 8 * deviation), to: min(1 - 1e-9, mean + 8 * deviation)) { x in
      (a - 1) * logarithm(x) + (b - 1) * logarithm(1 - x)
    }
  }

  /// A rate, with `shape` at least 1; its mean is shape / rate.
  package static func gamma(shape: Double, rate: Double) -> QuantileTable {
    let deviation = shape.squareRoot()
    let unit = of(from: max(1e-9, shape - 8 * deviation), to: shape + 12 * deviation) { x in
      (shape - 1) * logarithm(x) - x
    }
    return QuantileTable(values: unit.values.map { $0 / rate })
  }

  /// The inverse of a rate: a mean duration or ratio; its mean is scale / (shape - 1).
  package static func inverseGamma(shape: Double, scale: Double) -> QuantileTable {
    let rate = gamma(shape: shape, rate: 1)
    return QuantileTable(values: rate.values.reversed().map { scale / $0 })
  }

  /// How long something takes that may end on any day with the same chance, in units of its mean.
  package static let exponential = QuantileTable(
    values: (0..<size).map { -logarithm(1 - (Double($0) + 0.5) / Double(size)) })

  /// The quantiles of the density whose logarithm, up to a constant, is given.
  private static func of(from low: Double, to high: Double, _ logDensity: (Double) -> Double) -> QuantileTable {
    let cells = 4096
    let step = (high - low) / Double(cells)
    let logs = (0...cells).map { logDensity(low + step * Double($0)) }
    let peak = logs.max() ?? 0
    let density = logs.map { $0 - peak < -700 ? 0 : Discounting.exponential($0 - peak) }
    var sums = [0.0]
    for cell in 0..<cells { sums.append(sums[cell] + (density[cell] + density[cell + 1]) / 2) }
    let total = sums[cells]
    var values: [Double] = []
    var cell = 0
    for index in 0..<size {
      let wanted = total * (Double(index) + 0.5) / Double(size)
      while cell + 1 < cells, sums[cell + 1] < wanted { cell += 1 }
      let width = sums[cell + 1] - sums[cell]
      let part = width > 0 ? (wanted - sums[cell]) / width : 0
      values.append(low + step * (Double(cell) + part))
    }
    return QuantileTable(values: values)
  }

  private static func logarithm(_ x: Double) -> Double { Discounting.logarithm(onePlus: max(x, 1e-12) - 1) }
}
