import Documents
import TestSupport
import Testing

@Suite struct JSONWriterTests {
  private func text(_ value: JSONValue) -> String { String(decoding: JSONWriter.bytes(value), as: UTF8.self) }

  @Test func `small things stand in a line, others one to a line`() {
    let value: JSONValue = .object([
      ("schema", "drawdown/plan/1"),
      ("empty", .array([])),
      ("none", .object([])),
      ("list", .array([.integer(1), .literal("2.50"), .null, .bool(true)])),
      ("waves", .array([.object([("wave", .integer(1)), ("workloads", .array(["a", "b"]))])])),
    ])
    #expect(
      text(value) == """
        {
          "schema": "drawdown/plan/1",
          "empty": [],
          "none": {},
          "list": [1, 2.50, null, true],
          "waves": [
            {
              "wave": 1,
              "workloads": ["a", "b"]
            }
          ]
        }

        """)
  }

  @Test func `no line of a small list is wider than the page`() {
    for count in 1...60 {
      let list: JSONValue = .object([("x", .array((0..<count).map { .string("w\($0)") }))])
      for line in text(list).split(separator: "\n") { #expect(line.utf8.count <= JSONWriter.lineWidth) }
    }
  }

  @Test func `a long list of numbers fills its lines`() {
    for count in [30, 31, 60, 400] {
      let list: JSONValue = .object([("x", .array((0..<count).map { .integer($0 * 7919 % 1000) }))])
      let lines = text(list).split(separator: "\n").map { $0.utf8.count }
      #expect(lines.allSatisfy { $0 <= JSONWriter.lineWidth })
      if lines.count > 3 { #expect(lines.dropFirst(2).dropLast(3).allSatisfy { $0 > JSONWriter.lineWidth - 8 }) }
      #expect(text(list) == text(JSONValue(try! JSONReader.read(Array(text(list).utf8), file: ""))))
    }
    let mixed: JSONValue = .array((0..<80).map { $0 == 40 ? .null : .integer($0) })
    #expect(text(mixed).split(separator: "\n").count == 82)
  }

  @Test func `what cannot stand in a text is escaped, and nothing else`() {
    #expect(
      text("\" \\ / \u{8}\u{C}\n\r\t\u{1}\u{7F} ü € 😀 \u{2028}\u{2029}\u{2027}")
        == "\"\\\" \\\\ / \\b\\f\\n\\r\\t\\u0001\\u007f ü € 😀 \\u2028\\u2029\u{2027}\"\n")
  }

  @Test func `what is written can be read again and is the same`() throws {
    var generator = SeededGenerator(seed: 2026)
    func random(_ depth: Int) -> JSONValue {
      switch Int.random(in: 0..<(depth > 4 ? 4 : 6), using: &generator) {
      case 0: return .null
      case 1: return .bool(Bool.random(using: &generator))
      case 2: return .integer(Int.random(in: -1000...1000, using: &generator))
      case 3:
        return .string(
          String(
            String.UnicodeScalarView(
              (0..<Int.random(in: 0..<40, using: &generator)).compactMap { _ in
                Unicode.Scalar(UInt32.random(in: 0..<0x2100, using: &generator))
              })))
      case 4: return .array((0..<Int.random(in: 0..<8, using: &generator)).map { _ in random(depth + 1) })
      default: return .object((0..<Int.random(in: 0..<8, using: &generator)).map { ("k\($0)", random(depth + 1)) })
      }
    }
    for _ in 0..<200 {
      let value = random(0)
      let bytes = JSONWriter.bytes(value)
      let again = JSONWriter.bytes(Self.value(of: try JSONReader.read(bytes, file: "x.json")))
      #expect(bytes == again)
    }
  }

  private static func value(of node: JSONNode) -> JSONValue {
    switch node.kind {
    case .null: .null
    case .bool(let flag): .bool(flag)
    case .number(_, let text): .literal(text)
    case .string(let text): .string(text)
    case .array(let elements): .array(elements.map(value(of:)))
    case .object(let members): .object(members.map { ($0.key, value(of: $0.value)) })
    }
  }
}
