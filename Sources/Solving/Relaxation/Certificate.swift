/// Why a bound holds: the prices under which nothing better is left.
///
/// With prices p ≥ 0 on the rows, no assignment is worth more than the best closure when each node pays for what it takes,
/// plus what the prices pay for the limits:
///
///     bound(p) = max over closures of (worth - p · rows) + p · limits  (+ what allowed shortfalls are worth at p)
///
/// That holds for any prices, good or bad; who doubts the bound needs nothing but these numbers and one maximum flow.
///
/// A bound may be proven by cases: one certificate for each, whose `decisions` say which. The cases are the leaves of a tree
/// in which every branching asks one question, so that together they leave nothing out; the bound is the worst of theirs.
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

  /// An answer to "is it done by wave t?": the question at which a proof by cases branches.
  package struct Decision: Hashable, Sendable {
    package enum Subject: Hashable, Sendable {
      /// The item has left.
      case item(Int)
      /// The outcome is complete.
      case outcome(Int)
      /// The drain has given back so many steps, from 1.
      case step(drain: Int, count: Int)
    }
    package var subject: Subject
    package var wave: Int
    package var isDone: Bool
    package init(subject: Subject, wave: Int, isDone: Bool) {
      self.subject = subject
      self.wave = wave
      self.isDone = isDone
    }
  }

  package var objective: Objective
  /// The case that this is about; none where there is but one.
  package var decisions: [Decision]
  /// The prices that are not 0, in the order of the rows: resources by bucket, apart groups by wave, drains by dimension
  /// and wave, goals, covers as they were found.
  package var prices: [Price]

  package init(objective: Objective, decisions: [Decision] = [], prices: [Price]) {
    self.objective = objective
    self.decisions = decisions
    self.prices = prices
  }
}

extension Certificate {
  /// The same with prices of at most eight decimal digits, so that they can be written down; as good as the others, since
  /// any prices prove a bound.
  var rounded: Certificate {
    var result = self
    result.prices = prices.compactMap { price in
      let short = Certificate.shortened(price.price)
      return short == 0 ? nil : Price(row: price.row, price: short)
    }
    return result
  }

  /// The nearest decimal number of eight digits to a number of zero or more; 0 for what is below 1e-12.
  static func shortened(_ number: Double) -> Double {
    if !(number >= 1e-12) || number >= 1e22 { return number >= 1e22 ? number : 0 }
    var power = 1.0
    var digits = number
    // Powers of ten up to 1e22 are exact, so that each result is the double next to its decimal.
    while digits < 1e7 {
      power *= 10
      digits = number * power
    }
    if power > 1 { return digits.rounded() / power }
    while digits >= 1e8 {
      power *= 10
      digits = number / power
    }
    return digits.rounded() * power
  }
}
