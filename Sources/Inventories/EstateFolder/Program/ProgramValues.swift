import Documents
import Estates

/// Values under keys: each is read as one type, and what is wrong about it is said where it stands.
extension ProgramReading {
  // MARK: Findings

  mutating func error(_ code: FindingCode, _ message: String, _ node: JSONNode, help: String? = nil) {
    add(.error, code, message, at: node.location, help: help)
  }

  mutating func warn(_ code: FindingCode, _ message: String, _ node: JSONNode, help: String? = nil) {
    add(.warning, code, message, at: node.location, help: help)
  }

  mutating func add(
    _ severity: Finding.Severity, _ code: FindingCode, _ message: String, at location: SourceLocation, help: String?
  ) {
    let bytes = bytes
    findings.add(severity, code, in: location.file) {
      let excerpt = location.excerpt(in: bytes)
      return Finding(
        severity, code, message, at: location, excerpt: excerpt?.text, caret: excerpt?.caret, help: help)
    }
  }

  mutating func missing(_ key: String, in node: JSONNode, help: String? = nil) {
    error(.programMissingKey, "'\(key)' is missing", node, help: help)
  }

  func suggestion(for word: String, among known: [String]) -> String? {
    Suggestion.best(for: word, among: known).map { "did you mean '\($0)'?" }
  }

  // MARK: Objects and lists

  /// True for an object; reports anything else, and keys that `what` does not have.
  mutating func isObject(_ node: JSONNode, _ what: String, keys: [String]) -> Bool {
    guard case .object(let members) = node.kind else {
      error(.programType, "\(what) is an object in braces", node)
      return false
    }
    for member in members where !keys.contains(member.key) {
      add(
        .error, .programUnknownKey, "\(what) has no key \(quoted(member.key))", at: member.keyLocation,
        help: suggestion(for: member.key, among: keys) ?? "its keys are " + keys.joined(separator: ", "))
    }
    return true
  }

  /// The elements of a list that may be missing, each as `read` makes of it.
  mutating func list<Element>(
    _ key: String, in node: JSONNode, _ read: (inout ProgramReading, JSONNode) -> Element?
  ) -> [Element] {
    guard let place = node[key] else { return [] }
    guard case .array(let elements) = place.kind else {
      error(.programType, "'\(key)' is a list in square brackets", place)
      return []
    }
    return elements.compactMap { read(&self, $0) }
  }

  // MARK: Values

  mutating func text(_ key: String, in node: JSONNode, isRequired: Bool = false) -> String? {
    guard let place = value(key, in: node, isRequired) else { return nil }
    guard case .string(let text) = place.kind else {
      error(.programType, "'\(key)' is a text in quotes", place)
      return nil
    }
    guard !text.isEmpty else {
      error(.programRange, "'\(key)' is empty", place, help: "fill it, or leave the key out")
      return nil
    }
    return text
  }

  mutating func number(_ key: String, in node: JSONNode, isRequired: Bool = false) -> Double? {
    guard let place = value(key, in: node, isRequired) else { return nil }
    guard case .number(let number, _) = place.kind else {
      error(.programType, "'\(key)' is a number, without quotes", place)
      return nil
    }
    return number
  }

  /// A number that is not negative.
  mutating func amount(_ key: String, in node: JSONNode, isRequired: Bool = false) -> Double? {
    guard let value = number(key, in: node, isRequired: isRequired) else { return nil }
    guard value >= 0 else {
      error(.programRange, "'\(key)' is \(Decimal.short(value, places: 9)), but cannot be negative", node[key]!)
      return nil
    }
    return value
  }

  mutating func whole(
    _ key: String, in node: JSONNode, _ range: ClosedRange<Int>, isRequired: Bool = false
  ) -> Int? {
    guard let value = number(key, in: node, isRequired: isRequired) else { return nil }
    guard value == value.rounded(), value >= Double(range.lowerBound), value <= Double(range.upperBound) else {
      error(
        .programRange,
        "'\(key)' is \(Decimal.short(value, places: 9)), but takes a whole number from \(range.lowerBound) to \(Grouped.text(range.upperBound))",
        node[key]!)
      return nil
    }
    return Int(value)
  }

  mutating func flag(_ key: String, in node: JSONNode) -> Bool? {
    guard let place = node[key] else { return nil }
    guard case .bool(let flag) = place.kind else {
      error(.programType, "'\(key)' is true or false, without quotes", place)
      return nil
    }
    return flag
  }

  mutating func day(_ key: String, in node: JSONNode, isRequired: Bool = false) -> Day? {
    guard let place = value(key, in: node, isRequired) else { return nil }
    guard case .string(let text) = place.kind else {
      error(.programType, "'\(key)' is a date in quotes, \"YYYY-MM-DD\"", place)
      return nil
    }
    guard let day = Day(text) else {
      error(.programDate, "\(quoted(text)) is no date", place, help: "write a date that exists as YYYY-MM-DD")
      return nil
    }
    return day
  }

  private mutating func value(_ key: String, in node: JSONNode, _ isRequired: Bool) -> JSONNode? {
    if let place = node[key] { return place }
    if isRequired { missing(key, in: node) }
    return nil
  }

  /// Reports a range whose ends stand in the wrong order.
  mutating func checkOrder(_ from: Day?, _ to: Day?, in node: JSONNode) {
    guard let from, let to, from > to else { return }
    error(.reversedRange, "the range from \(from) to \(to) ends before it begins", node, help: "exchange the two dates")
  }
}
