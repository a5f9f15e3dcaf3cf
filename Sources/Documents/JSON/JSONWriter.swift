/// Writes JSON so that the same value gives the same bytes, and a person can read them.
///
///     {
///       "schema": "drawdown/plan/1",
///       "waves": [
///         { "wave": 1, "start": "2026-06-01", "cutover": "2026-06-28", "workloads": [] }
///       ]
///     }
///
/// Members stand in the order given. Two spaces of indentation; a list or object of plain values alone that fits into a
/// line of 120 columns stands in one, a longer list of numbers fills lines of 120 columns. Escaped is what must be: quote, backslash, control characters, and U+2028 and
/// U+2029, at which other languages end a line. The file ends with a newline.
package enum JSONWriter {
  package static let lineWidth = 120

  package static func bytes(_ value: JSONValue) -> [UInt8] {
    var writer = Output()
    writer.write(value, indentation: 0)
    writer.bytes.append(0x0A)
    return writer.bytes
  }

  /// The same as text.
  package static func text(_ value: JSONValue) -> String { String(decoding: bytes(value), as: UTF8.self) }

  private struct Output {
    var bytes: [UInt8] = []
    /// Where the line that is being written began.
    private var lineStart = 0

    mutating func write(_ value: JSONValue, indentation: Int) {
      switch value {
      case .null, .bool, .literal, .string: writeLeaf(value)
      case .array(let elements): write(elements, indentation: indentation)
      case .object(let members): write(members, indentation: indentation)
      }
    }

    private mutating func write(_ elements: [JSONValue], indentation: Int) {
      guard !elements.isEmpty else { return put("[]") }
      let isWritten = inOneLine(elements.allSatisfy(\.isLeaf)) { output in
        output.put("[")
        for (index, element) in elements.enumerated() {
          if index > 0 { output.put(", ") }
          output.writeLeaf(element)
          if output.lineLength > lineWidth { return }
        }
        output.put("]")
      }
      if isWritten { return }
      put("[")
      let areNumbers = elements.allSatisfy(\.isNumber)
      for (index, element) in elements.enumerated() {
        if index > 0 { put(",") }
        if areNumbers, case .literal(let text) = element {
          // With the space before it and the comma behind it.
          if index == 0 || lineLength + text.utf8.count + 2 > lineWidth { newLine(indentation + 1) } else { put(" ") }
          writeLeaf(element)
        } else {
          newLine(indentation + 1)
          write(element, indentation: indentation + 1)
        }
      }
      newLine(indentation)
      put("]")
    }

    private mutating func write(_ members: [(String, JSONValue)], indentation: Int) {
      guard !members.isEmpty else { return put("{}") }
      let isWritten = inOneLine(indentation > 0 && members.allSatisfy(\.1.isLeaf)) { output in
        output.put("{ ")
        for (index, (key, value)) in members.enumerated() {
          if index > 0 { output.put(", ") }
          output.writeText(key)
          output.put(": ")
          output.writeLeaf(value)
          if output.lineLength > lineWidth { return }
        }
        output.put(" }")
      }
      if isWritten { return }
      put("{")
      for (index, (key, value)) in members.enumerated() {
        if index > 0 { put(",") }
        newLine(indentation + 1)
        writeText(key)
        put(": ")
        write(value, indentation: indentation + 1)
      }
      newLine(indentation)
      put("}")
    }

    /// Tries `write` in the line that was begun, and takes it back where it does not fit (a comma may still follow).
    private mutating func inOneLine(_ isLeaf: Bool, _ write: (inout Output) -> Void) -> Bool {
      guard isLeaf else { return false }
      let start = bytes.count
      write(&self)
      if lineLength < lineWidth { return true }
      bytes.removeSubrange(start...)
      return false
    }

    private var lineLength: Int { bytes.count - lineStart }

    private mutating func newLine(_ indentation: Int) {
      bytes.append(0x0A)
      lineStart = bytes.count
      for _ in 0..<indentation { put("  ") }
    }

    private mutating func put(_ text: StaticString) {
      bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    private mutating func writeLeaf(_ value: JSONValue) {
      switch value {
      case .null: put("null")
      case .bool(let flag): flag ? put("true") : put("false")
      case .literal(let text): bytes.append(contentsOf: text.utf8)
      case .string(let text): writeText(text)
      case .array: put("[]")
      case .object: put("{}")
      }
    }

    private mutating func writeText(_ text: String) {
      put("\"")
      var text = text
      text.withUTF8 { units in
        var start = 0
        for (index, unit) in units.enumerated() {
          guard let escape = Self.escape(of: unit, at: index, in: units) else { continue }
          bytes.append(contentsOf: units[start..<index])
          bytes.append(contentsOf: escape.text.utf8)
          start = index + escape.length
        }
        bytes.append(contentsOf: units[start...])
      }
      put("\"")
    }

    /// How the character that begins with `unit` is escaped, where it has to be, and how many bytes it takes itself.
    private static func escape(
      of unit: UInt8, at index: Int, in units: UnsafeBufferPointer<UInt8>
    ) -> (text: String, length: Int)? {
      switch unit {
      case UInt8(ascii: "\""): return ("\\\"", 1)
      case UInt8(ascii: "\\"): return ("\\\\", 1)
      case 0x0A: return ("\\n", 1)
      case 0x0D: return ("\\r", 1)
      case 0x09: return ("\\t", 1)
      case 0x08: return ("\\b", 1)
      case 0x0C: return ("\\f", 1)
      case 0..<0x20, 0x7F: return ("\\u00" + (unit < 16 ? "0" : "") + String(unit, radix: 16), 1)
      case 0xE2 where index + 2 < units.count && units[index + 1] == 0x80 && units[index + 2] & 0xFE == 0xA8:
        return (units[index + 2] == 0xA8 ? "\\u2028" : "\\u2029", 3)
      default: return nil
      }
    }
  }
}

extension JSONValue {
  fileprivate var isNumber: Bool { if case .literal = self { true } else { false } }

  /// True for what stands in one line whatever happens: plain values, the empty list, the empty object.
  fileprivate var isLeaf: Bool {
    switch self {
    case .null, .bool, .literal, .string: true
    case .array(let elements): elements.isEmpty
    case .object(let members): members.isEmpty
    }
  }
}
