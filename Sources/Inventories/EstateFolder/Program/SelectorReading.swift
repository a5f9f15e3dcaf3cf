import Documents
import Estates

/// Selectors: `where`, `first` and `then`, objects of column and condition.
extension ProgramReading {
  mutating func selector(_ node: JSONNode) -> Selector? {
    guard case .object(let members) = node.kind else {
      error(.programType, "a selector is an object of columns and conditions, such as {\"site\": \"TRN1\"}", node)
      return nil
    }
    var terms: [Selector.Term] = []
    for member in members {
      checkColumn(member.key, at: member.keyLocation)
      if let condition = condition(member.value) {
        terms.append(Selector.Term(column: member.key, condition: condition))
      }
    }
    return Selector(terms: terms, location: node.location)
  }

  /// A condition; with `isText` only texts and lists of texts are.
  mutating func condition(_ node: JSONNode, isText: Bool = false) -> Condition? {
    switch node.kind {
    case .string(let text): return .text(text)
    case .number(let number, _) where !isText: return .number(number)
    case .array(let elements):
      return .any(
        elements.compactMap { element in
          switch element.kind {
          case .string(let text): return .text(text)
          case .number(let number, _) where !isText: return .number(number)
          case .null, .bool, .number, .array, .object:
            error(.malformedCondition, "a list in a condition holds texts\(isText ? "" : " and numbers")", element)
            return nil
          }
        })
    case .object where !isText: return range(node)
    case .null, .bool, .number, .object:
      error(
        .malformedCondition,
        isText
          ? "'kind' takes a text, or a list of texts"
          : "a condition is a text, a number, a list of these, or an object with min and max", node)
      return nil
    }
  }

  private mutating func range(_ node: JSONNode) -> Condition? {
    guard isObject(node, "a range", keys: ["min", "max"]) else { return nil }
    let (low, high) = (node["min"], node["max"])
    guard low != nil || high != nil else {
      error(.malformedCondition, "a range has min, max or both", node)
      return nil
    }
    let ends = [low, high].compactMap { $0 }
    let before = findings.errorCount
    if ends.allSatisfy({ if case .number = $0.kind { true } else { false } }) {
      let (min, max) = (number("min", in: node), number("max", in: node))
      if let min, let max, min > max { warn(.reversedRange, "nothing is between min and max: min is greater", node) }
      return .numbers(min: min, max: max)
    }
    if ends.allSatisfy({ if case .string = $0.kind { true } else { false } }) {
      let (min, max) = (day("min", in: node), day("max", in: node))
      if let min, let max, min > max { warn(.reversedRange, "nothing is between min and max: min is later", node) }
      return findings.errorCount == before ? .dates(min: min, max: max) : nil
    }
    error(.malformedCondition, "min and max are both numbers or both dates", node)
    return nil
  }
}
