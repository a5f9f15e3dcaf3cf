import Documents
import Estates

/// A rule as a plan states it, so that two plans can be compared without their programs: the keys of `program.json`, with
/// defaults filled in and without what has no meaning.
///
///     { "rule": "limit", "measure": "effort_hours", "where": { "team": "emea" }, "perWave": [200, 400], "spread": true }
///
/// Two spellings of one rule give one content: columns of `where` and `by` stand in the order of their bytes, so do the
/// conditions of a list, a list of one bound is the bound, bounds that repeat at the end stand once, and what selects all
/// workloads is left out. The name stands beside the content, not in it.
package enum RuleContent {
  package static func of(_ rule: Rule) -> JSONValue {
    var members: [(String, JSONValue)] = [("rule", .string(rule.kind.word))]
    if let selector = rule.selector, !selector.terms.isEmpty { members.append(("where", content(selector))) }
    switch rule.kind {
    case .together(let by), .apart(let by): members.append(("by", columns(by)))
    case .order(let by, let first, let then, let lagWaves):
      members += [
        ("by", columns(by)), ("first", content(first)), ("then", content(then)), ("lagWaves", .integer(lagWaves)),
      ]
    case .relate(let kind, let relation, let annualSplitCost):
      members += [("kind", content(kind)), ("relation", .string(relation.rawValue))]
      if let annualSplitCost { members.append(("annualSplitCost", number(annualSplitCost))) }
    case .near(let by, let annualSplitCost):
      members += [("by", columns(by)), ("annualSplitCost", number(annualSplitCost))]
    case .limit(let limit): members += content(limit)
    case .freeze(let from, let to, let test):
      members += [("from", day(from)), ("to", day(to)), ("test", .string(test.rawValue))]
    case .notBefore(let date), .notAfter(let date): members.append(("date", day(date)))
    case .leave(let by): members.append(("by", day(by)))
    case .pin(let wave): members.append(("wave", .integer(wave)))
    case .stay: break
    }
    return .object(members)
  }

  private static func content(_ limit: Limit) -> [(String, JSONValue)] {
    var members: [(String, JSONValue)] = [("measure", .string(limit.measure))]
    if var perWave = limit.perWave {
      while perWave.count > 1, perWave[perWave.count - 1] == perWave[perWave.count - 2] { perWave.removeLast() }
      members.append(("perWave", perWave.count == 1 ? number(perWave[0]) : .array(perWave.map(number))))
    }
    if let perQuarter = limit.perQuarter { members.append(("perQuarter", number(perQuarter))) }
    if let perYear = limit.perYear { members.append(("perYear", number(perYear))) }
    if let from = limit.from { members.append(("from", day(from))) }
    if let to = limit.to { members.append(("to", day(to))) }
    return members + [("spread", .bool(limit.spread))]
  }

  private static func content(_ selector: Selector) -> JSONValue {
    .object(
      selector.terms.map { ($0.column, content($0.condition)) }
        .sorted { $0.0.utf8.lexicographicallyPrecedes($1.0.utf8) })
  }

  private static func content(_ condition: Condition) -> JSONValue {
    switch condition {
    case .text(let text): return .string(text)
    case .number(let value): return number(value)
    case .any(let conditions):
      let sorted = conditions.map { content($0) }.map { ($0, CanonicalJSON.bytes($0)) }
        .sorted { $0.1.lexicographicallyPrecedes($1.1) }
      return sorted.count == 1 ? sorted[0].0 : .array(sorted.map(\.0))
    case .numbers(let min, let max): return range(min.map(number), max.map(number))
    case .dates(let min, let max): return range(min.map(day), max.map(day))
    }
  }

  private static func range(_ min: JSONValue?, _ max: JSONValue?) -> JSONValue {
    .object([("min", min), ("max", max)].compactMap { key, value in value.map { (key, $0) } })
  }

  private static func columns(_ by: [String]) -> JSONValue {
    .array(by.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { .string($0) })
  }

  private static func number(_ value: Double) -> JSONValue { .literal(CanonicalJSON.number(value)) }
  private static func day(_ day: Day) -> JSONValue { .string("\(day)") }
}
