/// An element to be written as XML 1.0: what it is called, its attributes, and text or elements inside.
///
///     XMLElement("Task", [XMLElement("UID", 7), XMLElement("Name", text: "R&D")])
///     // <Task>
///     //   <UID>7</UID>
///     //   <Name>R&amp;D</Name>
///     // </Task>
///
/// Text and attributes are escaped as they are written; children keep their order, which many formats prescribe. Reading is
/// `XMLReader`.
package struct XMLElement: Sendable {
  package var name: String
  package var attributes: [(String, String)]
  package var text: String?
  package var children: [XMLElement]

  package init(_ name: String, _ attributes: KeyValuePairs<String, String> = [:], _ children: [XMLElement] = []) {
    self.name = name
    self.attributes = attributes.map { ($0.key, $0.value) }
    self.children = children
  }

  package init(_ name: String, _ attributes: KeyValuePairs<String, String> = [:], text: String) {
    self.init(name, attributes)
    self.text = text
  }

  package init(_ name: String, _ number: Int) { self.init(name, text: String(number)) }
  /// `1` or `0`, as XML Schema has it.
  package init(_ name: String, _ flag: Bool) { self.init(name, text: flag ? "1" : "0") }

  /// A document with this element as its root: declared as UTF-8, ended by a newline.
  package var document: [UInt8] {
    var bytes = Array("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n".utf8)
    write(into: &bytes, indent: 0)
    return bytes
  }

  private func write(into bytes: inout [UInt8], indent: Int) {
    for _ in 0..<indent { bytes.append(0x20) }
    bytes.append(UInt8(ascii: "<"))
    bytes.append(contentsOf: name.utf8)
    for (key, value) in attributes { bytes.append(contentsOf: " \(key)=\"\(XMLText.escaped(value))\"".utf8) }
    if let text, !text.isEmpty {
      bytes.append(UInt8(ascii: ">"))
      bytes.append(contentsOf: XMLText.escaped(text).utf8)
      bytes.append(contentsOf: "</\(name)>\n".utf8)
    } else if children.isEmpty {
      bytes.append(contentsOf: "/>\n".utf8)
    } else {
      bytes.append(contentsOf: ">\n".utf8)
      for child in children { child.write(into: &bytes, indent: indent + 2) }
      for _ in 0..<indent { bytes.append(0x20) }
      bytes.append(contentsOf: "</\(name)>\n".utf8)
    }
  }
}
