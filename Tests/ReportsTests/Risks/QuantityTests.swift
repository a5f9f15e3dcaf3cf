import Reports
import TestSupport
import Testing

/// A quantity prints the computation that made it.
@Suite struct QuantityTests {
  private let three = Quantity("three", 3, .count, from: "a test")
  private let half = Quantity("half", 0.5, .share, from: "a test")
  private let ten = Quantity("ten", 10, .money, from: "a test")

  @Test func `a formula and its numbers are those of the computation`() {
    let cost = (ten + 2) * three / (half - 1)
    #expect(cost.value == -72)
    #expect(cost.formula == "(ten + 2) * three / (half - 1)")
    #expect(cost.values == "(10 + 2) * 3 / (0.5 - 1)")
    #expect(cost.inputs.map(\.name) == ["ten", "three", "half"])
  }

  @Test func `what is taken away from a difference stands in brackets`() {
    #expect((ten - (three - half)).values == "10 - (3 - 0.5)")
    #expect((ten - (three - half)).value == 7.5)
    #expect((ten / (three * half)).values == "10 / (3 * 0.5)")
    #expect((1 - (1 - half).power(three)).values == "1 - (1 - 0.5)^3")
    #expect((1 - (1 - half).power(three)).value == 0.875)
  }

  @Test func `a step stands in later formulas by its name, and before them`() {
    let sum = (ten + three).step("sum", .money)
    let twice = (sum * 2).step("twice", .money)
    #expect(twice.steps.map(\.name) == ["sum", "twice"])
    #expect(twice.steps[1].formula == "sum * 2" && twice.steps[1].values == "13 * 2" && twice.value == 26)
  }

  @Test func `nothing is divided by nothing`() { #expect((ten / 0).value == 0) }

  @Test(arguments: 0..<200)
  func `what is printed comes to what was computed`(seed: Int) throws {
    var source = SeededGenerator(seed: UInt64(seed))
    func quantity(_ depth: Int) -> Quantity {
      let choice = depth == 0 ? 0 : Int.random(in: 0...7, using: &source)
      switch choice {
      case 1: return quantity(depth - 1) + quantity(depth - 1)
      case 2: return quantity(depth - 1) - quantity(depth - 1)
      case 3: return quantity(depth - 1) * quantity(depth - 1)
      case 4:
        return quantity(depth - 1) / Quantity("d", Double(Int.random(in: 1...9, using: &source)), .plain, from: "test")
      case 5: return .least(quantity(depth - 1), quantity(depth - 1))
      case 6: return .most(quantity(depth - 1), quantity(depth - 1))
      case 7:
        return quantity(depth - 1).power(
          Quantity("n", Double(Int.random(in: 0...2, using: &source)), .count, from: "test"))
      default: return Quantity("x", Double(Int.random(in: -40...40, using: &source)) / 4, .plain, from: "test")
      }
    }
    let made = quantity(4)
    let printed = try FormulaValue.of(made.values)
    #expect((printed - made.value).magnitude <= 1e-9 * max(1, made.value.magnitude), "\(made.values)")
  }
}
