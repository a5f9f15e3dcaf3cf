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
    case cover(Cover)
  }

  /// A row of a drain as it stands when some of its items have left already: what the others must then have left.
  package struct Cover: Hashable, Sendable {
    package var drain: Int
    package var dimension: Int
    package var wave: Int
    /// The items that count as gone, in rising order.
    package var gone: [Int32]
    package init(drain: Int, dimension: Int, wave: Int, gone: [Int32]) {
      self.drain = drain
      self.dimension = dimension
      self.wave = wave
      self.gone = gone
    }
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
  /// and wave, goals, covers as they were found.
  package var prices: [Price]

  package init(objective: Objective, prices: [Price]) {
    self.objective = objective
    self.prices = prices
  }
}
