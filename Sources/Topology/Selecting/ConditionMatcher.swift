import Estates

/// A condition of a selector, ready to look at cells. An empty cell matches the empty text and nothing else.
struct ConditionMatcher {
  private indirect enum Test {
    case empty
    case pattern(WildcardPattern)
    case number(Double)
    case any([Test])
    case numbers(min: Double?, max: Double?)
    case dates(min: Day?, max: Day?)
  }

  private let test: Test
  private var folded: [UInt32] = []

  init(_ condition: Condition) { test = Self.test(condition) }

  private static func test(_ condition: Condition) -> Test {
    switch condition {
    case .text(let text): text.isEmpty ? .empty : .pattern(WildcardPattern(text))
    case .number(let number): .number(number)
    case .any(let conditions): .any(conditions.map(test))
    case .numbers(let min, let max): .numbers(min: min, max: max)
    case .dates(let min, let max): .dates(min: min, max: max)
    }
  }

  mutating func matches(_ cell: String) -> Bool {
    CaseFolding.fold(cell, into: &folded)
    return matches(cell, test)
  }

  private func matches(_ cell: String, _ test: Test) -> Bool {
    if case .any(let tests) = test { return tests.contains { matches(cell, $0) } }
    if cell.isEmpty {
      if case .empty = test { return true }
      return false
    }
    switch test {
    case .empty, .any: return false
    case .pattern(let pattern): return pattern.matches(folded)
    case .number(let number): return NumberText.value(cell) == number
    case .numbers(let min, let max):
      guard let value = NumberText.value(cell) else { return false }
      return value >= min ?? -.infinity && value <= max ?? .infinity
    case .dates(let min, let max):
      guard let day = Day(cell) else { return false }
      return day >= min ?? day && day <= max ?? day
    }
  }
}
