import Estates

/// Several things that may happen independently, taken together as one risk: the likelihood of at least one, and the money
/// that makes likelihood times impact the expected cost.
///
///     RiskEvents.alike(3, each: failedCutover, costing: sum)    // 1 - (1 - 0.05)^3, and 0.05 * sum expected
package struct RiskEvents: Sendable {
  /// Share, 0 to 1.
  package let chance: Quantity
  /// Money.
  package let expected: Quantity
  /// Money: `expected / chance`.
  package let loss: Quantity

  /// Events of one likelihood: how many, and that likelihood.
  private var alike: (count: Quantity, each: Quantity)?

  /// The shares of likelihood and impact that are left when each event strikes with `lower` instead: of many events one still
  /// strikes as good as certainly, and then the impact falls. Only for events that are alike.
  package func left(each lower: Quantity) -> (chance: Quantity, loss: Quantity) {
    guard let alike else { return (1, 1) }
    if alike.count.value == 1 { return (lower / alike.each, 1) }
    let chance = (RiskAssumptions.any(of: alike.count, each: lower) / self.chance).step(
      "likelihood left", .share)
    return (chance, lower / alike.each / chance)
  }

  /// The same where a share of the causes is left.
  package func left(_ share: Quantity) -> (chance: Quantity, loss: Quantity) {
    guard let alike else { return (share, 1) }
    return left(each: alike.each * share)
  }

  private init(
    chance: Quantity, expected: Quantity, loss: Quantity, alike: (count: Quantity, each: Quantity)? = nil
  ) {
    self.chance = chance
    self.expected = expected
    self.loss = loss
    self.alike = alike
  }

  /// `count` events of one likelihood; `cost` is the sum of what each would cost.
  package static func alike(_ count: Int, each share: Quantity, costing cost: Quantity) -> RiskEvents {
    let number = Quantity("number of events", Double(count), .count, from: "counted below")
    if count == 1 {
      return RiskEvents(chance: share, expected: share * cost, loss: cost, alike: (number, share))
    }
    let chance = RiskAssumptions.any(of: number, each: share).step("likelihood", .share)
    let expected = (share * cost).step("expected cost", .money)
    return RiskEvents(chance: chance, expected: expected, loss: expected / chance, alike: (number, share))
  }

  /// Events of different likelihoods and costs, as listed with the risk.
  package static func listed(_ events: [(share: Double, cost: Double)], what: String) -> RiskEvents {
    var none = 1.0
    var sum = 0.0
    for event in events {
      let share = min(1, max(0, event.share))
      none *= 1 - share
      sum += share * event.cost
    }
    let nothing = Quantity(
      "likelihood of none", none, .share, from: "the product of 1 - likelihood over \(what), listed below")
    let expected = Quantity(
      "expected cost", sum, .money, from: "the sum of likelihood * cost over \(what), listed below")
    let chance = Quantity.least(RiskAssumptions.almostCertain, 1 - nothing).step("likelihood", .share)
    return RiskEvents(chance: chance, expected: expected, loss: expected / chance)
  }
}

/// A line of what went into a risk: a row of a table or a part of the plan, with the numbers that were taken from it.
package struct RiskTerm: Sendable {
  package enum Cell: Sendable {
    case number(Double, Quantity.Unit)
    case text(String)
  }

  package var file: String
  /// From 1, with the header; 0 where the file has none.
  package var line: Int
  /// JSON pointer, where the file is JSON.
  package var path: String?
  package var key: String
  package var cells: [(name: String, cell: Cell)]

  package init(file: String, line: Int = 0, path: String? = nil, key: String, cells: [(String, Cell)]) {
    self.file = file
    self.line = line
    self.path = path
    self.key = key
    self.cells = cells.map { (name: $0.0, cell: $0.1) }
  }
}
