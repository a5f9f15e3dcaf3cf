/// What a printed formula with its numbers comes to: a reader of `min(0.99, 1 - (1 - 0.05)^3)` that shares nothing with the
/// code that printed it.
package enum FormulaValue {
  package struct NoFormula: Error {
    package var rest: String
  }

  package static func of(_ text: String) throws -> Double {
    var rest = Substring(text.filter { $0 != " " })
    let value = try sum(&rest)
    guard rest.isEmpty else { throw NoFormula(rest: String(rest)) }
    return value
  }

  private static func sum(_ rest: inout Substring) throws -> Double {
    var value = try product(&rest)
    while let sign = rest.first, sign == "+" || sign == "-" {
      rest.removeFirst()
      let term = try product(&rest)
      value += sign == "+" ? term : -term
    }
    return value
  }

  private static func product(_ rest: inout Substring) throws -> Double {
    var value = try power(&rest)
    while let sign = rest.first, sign == "*" || sign == "/" {
      rest.removeFirst()
      let factor = try power(&rest)
      // Nothing is divided by nothing: the quotient is then 0.
      value = sign == "*" ? value * factor : factor == 0 ? 0 : value / factor
    }
    return value
  }

  private static func power(_ rest: inout Substring) throws -> Double {
    let base = try atom(&rest)
    guard rest.first == "^" else { return base }
    rest.removeFirst()
    let exponent = try atom(&rest)
    return (0..<Int(exponent)).reduce(1.0) { product, _ in product * base }
  }

  private static func atom(_ rest: inout Substring) throws -> Double {
    for word in ["min", "max"] where rest.hasPrefix(word + "(") {
      rest.removeFirst(4)
      let left = try sum(&rest)
      guard rest.first == "," else { throw NoFormula(rest: String(rest)) }
      rest.removeFirst()
      let right = try sum(&rest)
      guard rest.first == ")" else { throw NoFormula(rest: String(rest)) }
      rest.removeFirst()
      return word == "min" ? min(left, right) : max(left, right)
    }
    if rest.first == "(" {
      rest.removeFirst()
      let value = try sum(&rest)
      guard rest.first == ")" else { throw NoFormula(rest: String(rest)) }
      rest.removeFirst()
      return value
    }
    if rest.first == "-" {
      rest.removeFirst()
      return -(try atom(&rest))
    }
    let digits = rest.prefix { $0.isNumber || $0 == "." }
    guard let number = Double(digits) else { throw NoFormula(rest: String(rest)) }
    rest.removeFirst(digits.count)
    return number
  }
}
