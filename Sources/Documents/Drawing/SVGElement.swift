/// An element of a picture (SVG 1.1), and how it is written: names of the inventory pass through here and nowhere else.
///
///     SVGElement("text", ["x": 12, "y": 20], text: "R&D <plant>")   // <text x="12" y="20">R&amp;D &lt;plant&gt;</text>
///
/// Attributes keep their order, numbers have at most two decimals, nothing refers to the outside: no script, no link, no
/// font to load.
package struct SVGElement: Sendable {
  package enum Attribute: Sendable, ExpressibleByStringLiteral, ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
    case text(String)
    case number(Double)
    package init(stringLiteral value: String) { self = .text(value) }
    package init(floatLiteral value: Double) { self = .number(value) }
    package init(integerLiteral value: Int) { self = .number(Double(value)) }
  }

  package var name: String
  package var attributes: [(String, Attribute)]
  package var text: String?
  package var children: [SVGElement]

  package init(
    _ name: String, _ attributes: KeyValuePairs<String, Attribute> = [:], text: String? = nil,
    _ children: [SVGElement] = []
  ) {
    self.name = name
    self.attributes = attributes.map { ($0.key, $0.value) }
    self.text = text
    self.children = children
  }

  /// The element and what it holds, indented, with a final newline.
  package var markup: String {
    var result = ""
    write(into: &result, indent: 0)
    return result
  }

  private func write(into result: inout String, indent: Int) {
    result += String(repeating: " ", count: indent) + "<" + name
    for (key, value) in attributes {
      let words =
        switch value {
        case .text(let text): SVGElement.escaped(text)
        case .number(let number): Decimal.short(number, places: 2)
        }
      result += " \(key)=\"\(words)\""
    }
    if let text {
      result += ">" + SVGElement.escaped(text) + "</\(name)>\n"
    } else if children.isEmpty {
      result += "/>\n"
    } else {
      result += ">\n"
      for child in children { child.write(into: &result, indent: indent + 2) }
      result += String(repeating: " ", count: indent) + "</\(name)>\n"
    }
  }

  /// Text in element content or between double quotes, safe to look at.
  static func escaped(_ raw: String) -> String {
    XMLText.escaped(VisibleText.of(raw))
  }
}
