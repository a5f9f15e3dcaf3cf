/// A distribution given by some of its quantiles, straight lines between them: the form in which public figures come
/// ("median 8 GB, nine tenths below 32"). Integers only.
///
///     QuantileTable([(0, 20), (5_000, 120), (9_000, 416), (10_000, 30_000)])   // ten-thousandths, value
package struct QuantileTable: Sendable {
  private let points: [(share: Int, value: Int)]

  /// Shares in ten-thousandths, rising, the first 0, the last 10,000.
  package init(_ points: [(share: Int, value: Int)]) {
    precondition(points.first?.share == 0 && points.last?.share == 10_000)
    self.points = points
  }

  package func draw(_ random: inout SplitMix64) -> Int {
    let share = random.below(10_000)
    var upper = 1
    while points[upper].share <= share { upper += 1 }
    let (left, right) = (points[upper - 1], points[upper])
    return left.value + (right.value - left.value) * (share - left.share) / (right.share - left.share)
  }
}

/// Values with whole-number weights.
package struct WeightedTable<Value: Sendable>: Sendable {
  private let values: [Value]
  private let ends: [Int]

  package init(_ entries: [(value: Value, weight: Int)]) {
    values = entries.map(\.value)
    var sum = 0
    ends = entries.map { entry in
      sum += entry.weight
      return sum
    }
  }

  package func draw(_ random: inout SplitMix64) -> Value {
    let position = random.below(ends[ends.count - 1])
    var index = 0
    while ends[index] <= position { index += 1 }
    return values[index]
  }
}

/// Shares `total` out in proportion to `weights`, in whole numbers that sum to it: first the whole parts, then one each to
/// the largest remainders, the earlier first where they are equal.
package func apportion(_ total: Int, over weights: [Int]) -> [Int] {
  let sum = weights.reduce(0, +)
  guard sum > 0 else { return weights.map { _ in 0 } }
  var shares = weights.map { total * $0 / sum }
  let left = total - shares.reduce(0, +)
  let order = weights.indices.sorted { a, b in
    let (first, second) = (total * weights[a] % sum, total * weights[b] % sum)
    return first != second ? first > second : a < b
  }
  for index in order.prefix(left) { shares[index] += 1 }
  return shares
}
