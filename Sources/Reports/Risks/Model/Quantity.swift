import Documents

/// A number of a risk model together with the way it came about, so that whoever doubts it can work it out again.
///
///     let cost = annual * quarter / 365
///     cost.value       // 9100.0
///     cost.formula     // "annual split cost * quarter / 365"
///     cost.values      // "36500 * 91 / 365"
///     cost.inputs      // where the 36500 and the 91 come from
///
/// What is printed is what was computed: formula and number are made by the same operators. A quantity that is used under a
/// name of its own (`step`) stands in later formulas by that name, and is listed before them.
package struct Quantity: Sendable, ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
  package enum Unit: String, Sendable {
    case money, moneyPerYear, moneyPerDay, days, share, count, gigabytes, plain
  }

  /// A number that no formula makes: read from a row, from the plan, or stated in a table of assumptions.
  package struct Input: Hashable, Sendable {
    package var name: String
    package var value: Double
    package var unit: Unit
    /// Where it comes from: a column, a key of the plan, a publication, or "planning value".
    package var source: String
  }

  /// A formula, the formula with its numbers, and what comes out.
  package struct Step: Hashable, Sendable {
    package var name: String
    package var formula: String
    package var values: String
    package var result: Double
    package var unit: Unit
  }

  private enum Binding: Int { case sum, product, atom }

  package private(set) var value: Double
  package private(set) var formula: String
  package private(set) var values: String
  package private(set) var inputs: [Input] = []
  package private(set) var steps: [Step] = []
  private var binding = Binding.atom

  private init(_ value: Double, _ formula: String, _ values: String, _ binding: Binding, of parts: [Quantity]) {
    self.value = value.isFinite ? value : 0
    self.formula = formula
    self.values = values
    self.binding = binding
    for part in parts {
      for input in part.inputs where !inputs.contains(input) { inputs.append(input) }
      for step in part.steps where !steps.contains(step) { steps.append(step) }
    }
  }

  package init(floatLiteral value: Double) {
    self.init(value, Quantity.text(value), Quantity.text(value), .atom, of: [])
  }
  package init(integerLiteral value: Int) { self.init(floatLiteral: Double(value)) }

  /// A number with its name and where it comes from.
  package init(_ name: String, _ value: Double, _ unit: Unit, from source: String) {
    self.init(value, name, Quantity.text(value), .atom, of: [])
    inputs = [Input(name: name, value: self.value, unit: unit, source: source)]
  }

  /// The same number under a name of its own; the formula that made it becomes a step.
  package func step(_ name: String, _ unit: Unit) -> Quantity {
    var named = Quantity(value, name, Quantity.text(value), .atom, of: [self])
    named.steps.append(Step(name: name, formula: formula, values: values, result: value, unit: unit))
    return named
  }

  package static func + (left: Quantity, right: Quantity) -> Quantity { joined(left, "+", right, .sum) { $0 + $1 } }
  package static func - (left: Quantity, right: Quantity) -> Quantity {
    joined(left, "-", right.binding == .sum ? right.enclosed : right, .sum) { $0 - $1 }
  }
  package static func * (left: Quantity, right: Quantity) -> Quantity {
    joined(left.factor, "*", right.factor, .product) { $0 * $1 }
  }
  /// Nothing is divided by 0: the quotient is then 0.
  package static func / (left: Quantity, right: Quantity) -> Quantity {
    let divisor = right.binding == .atom ? right : right.enclosed
    return joined(left.factor, "/", divisor, .product) { $1 == 0 ? 0 : $0 / $1 }
  }

  /// This figure multiplied with itself `count` times; the count is whole and not negative.
  package func power(_ count: Quantity) -> Quantity {
    let base = binding == .atom ? self : enclosed
    var product = 1.0
    // Beyond some thousands nothing is left of a share.
    for _ in 0..<min(max(0, Int(count.value)), 4000) { product *= value }
    return Quantity(
      product, "\(base.formula)^\(count.formula)", "\(base.values)^\(count.values)", .product, of: [self, count])
  }

  package static func least(_ left: Quantity, _ right: Quantity) -> Quantity {
    choice("min", left, right) { min($0, $1) }
  }
  package static func most(_ left: Quantity, _ right: Quantity) -> Quantity {
    choice("max", left, right) { max($0, $1) }
  }

  private static func choice(
    _ word: String, _ left: Quantity, _ right: Quantity, _ pick: (Double, Double) -> Double
  ) -> Quantity {
    Quantity(
      pick(left.value, right.value), "\(word)(\(left.formula), \(right.formula))",
      "\(word)(\(left.values), \(right.values))", .atom, of: [left, right])
  }

  private static func joined(
    _ left: Quantity, _ sign: String, _ right: Quantity, _ binding: Binding, _ apply: (Double, Double) -> Double
  ) -> Quantity {
    Quantity(
      apply(left.value, right.value), "\(left.formula) \(sign) \(right.formula)",
      "\(left.values) \(sign) \(right.values)", binding, of: [left, right])
  }

  private var factor: Quantity { binding == .sum ? enclosed : self }

  private var enclosed: Quantity {
    var copy = self
    copy.formula = "(\(formula))"
    copy.values = "(\(values))"
    copy.binding = .atom
    return copy
  }

  /// At most six decimals; a negative number in brackets.
  private static func text(_ value: Double) -> String {
    let text = Decimal.short(value.isFinite ? value : 0, places: 6)
    return text.hasPrefix("-") ? "(\(text))" : text
  }
}
