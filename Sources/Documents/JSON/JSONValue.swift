/// A JSON value to be written: members keep the order in which they are given, numbers are the text that is written.
///
///     .object([("schema", "drawdown/plan/1"), ("npv", .money(1255403.166))])
///
/// Reading gives `JSONNode`, which knows its place; writing takes this, which does not need one.
package indirect enum JSONValue: Sendable {
  case null
  case bool(Bool)
  /// A number in canonical text form (see `JSONValue.money`, `.share`, `.integer`, `.number`).
  case literal(String)
  case string(String)
  case array([JSONValue])
  case object([(String, JSONValue)])
}

extension JSONValue: ExpressibleByStringLiteral {
  package init(stringLiteral value: String) { self = .string(value) }
}

extension JSONValue {
  package static func integer(_ value: Int) -> JSONValue { .literal(String(value)) }
  /// Money: cents, always two decimals.
  package static func money(_ value: Double) -> JSONValue { .literal(Decimal.text(value, places: 2)) }
  /// A reduction, a shortfall or a gap: nine decimals.
  package static func share(_ value: Double) -> JSONValue { .literal(Decimal.text(value, places: 9)) }
  /// A measured amount: up to six decimals, without trailing zeros.
  package static func number(_ value: Double) -> JSONValue { .literal(Decimal.short(value, places: 6)) }
  package static func optional(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }
}
