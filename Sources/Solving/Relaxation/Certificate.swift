/// Why a bound holds: the prices under which nothing better is left.
///
/// With prices p ≥ 0 on the rows, no assignment is worth more than the best closure when each node pays for what it takes,
/// plus what the prices pay for the limits:
///
///     bound(p) = max over closures of (worth - p · rows) + p · limits  (+ what allowed shortfalls are worth at p)
///
/// That holds for any prices, good or bad; who doubts the bound needs nothing but these numbers and one maximum flow.
package struct Certificate: Hashable, Sendable {
  /// What the bound is about.
  package enum Objective: Hashable, Sendable {
    /// The least summed shortfall of the targets.
    case targetShortfall
    /// The least summed shortfall of the milestones, with that of the targets at most `target`.
    case milestoneShortfall(target: Double)
    /// The highest worth, with the shortfalls at most `target` and `milestone`.
    case worth(target: Double, milestone: Double)
  }

  /// A price and the row that it stands on.
  package enum Row: Hashable, Sendable {
    case resource(Int, bucket: Int)
    case apart(group: Int, wave: Int)
    case drain(Int, dimension: Int, wave: Int)
    case goal(Int)
  }

  package struct Price: Hashable, Sendable {
    package var row: Row
    package var price: Double
    package init(row: Row, price: Double) {
      self.row = row
      self.price = price
    }
  }

  package var objective: Objective
  /// The prices that are not 0, in the order of the rows: resources by bucket, apart groups by wave, drains by dimension
  /// and wave, goals.
  package var prices: [Price]

  package init(objective: Objective, prices: [Price]) {
    self.objective = objective
    self.prices = prices
  }
}
