import Documents
import TestSupport
import Testing

@Suite struct JSONReaderTests {
  private static func files(_ prefix: String) -> [String] {
    (try? Fixtures.names(in: "../Fixtures/json-test-suite").filter { $0.hasPrefix(prefix) }) ?? []
  }

  private func bytes(_ name: String) throws -> [UInt8] {
    try Fixtures.bytes("../Fixtures/json-test-suite/\(name)")
  }

  private func error(_ text: String) -> Finding? {
    do {
      _ = try JSONReader.read(Array(text.utf8), file: "a.json")
      return nil
    } catch { return error.all.first }
  }

  @Test func `all of what the JSON test suite calls valid is accepted`() throws {
    let names = Self.files("y_")
    #expect(names.count == 95)
    for name in names {
      #expect(throws: Never.self, "\(name)") {
        _ = try JSONReader.read(try bytes(name), file: name, duplicateKeys: .allowed)
      }
    }
  }

  @Test func `all of what the JSON test suite calls invalid is refused with a place`() throws {
    let names = Self.files("n_")
    #expect(names.count == 188)
    for name in names {
      do {
        _ = try JSONReader.read(try bytes(name), file: name, duplicateKeys: .allowed)
        Issue.record("\(name) was accepted")
      } catch let error as Findings {
        #expect(error.all.count == 1, "\(name)")
        #expect((error.all.first?.location?.line ?? 0) >= 1, "\(name)")
        #expect((error.all.first?.location?.column ?? 0) >= 1, "\(name)")
      }
    }
  }

  @Test func `what the grammar leaves open is decided as the documentation says`() throws {
    let accepted: Set = [
      "i_number_double_huge_neg_exp.json", "i_number_real_underflow.json", "i_number_too_big_neg_int.json",
      "i_number_too_big_pos_int.json", "i_number_very_big_negative_int.json", "i_structure_500_nested_arrays.json",
      "i_structure_UTF-8_BOM_empty_object.json",
    ]
    let names = Self.files("i_")
    #expect(names.count == 35)
    for name in names {
      let node = try? JSONReader.read(try bytes(name), file: name)
      #expect((node != nil) == accepted.contains(name), "\(name)")
    }
  }

  @Test func `every value knows its line, its column and its pointer`() throws {
    let text = "{\n  \"a/b\": [1, {\"ü\": \"ä€😀\", \"x\": true}],\r\n\t\"c\" : null}\n"
    let root = try JSONReader.read(Array(text.utf8), file: "p.json")
    guard case .array(let elements) = root["a/b"]?.kind else { return #expect(Bool(false)) }
    #expect(root.location.description == "p.json:1:1")
    #expect(elements[0].location == SourceLocation(file: "p.json", line: 2, column: 11, label: "/a~1b/0"))
    #expect(elements[1]["ü"]?.location == SourceLocation(file: "p.json", line: 2, column: 20, label: "/a~1b/1/ü"))
    #expect(elements[1]["x"]?.location == SourceLocation(file: "p.json", line: 2, column: 32, label: "/a~1b/1/x"))
    #expect(root["c"]?.location == SourceLocation(file: "p.json", line: 3, column: 8, label: "/c"))
  }

  @Test func `all duplicate keys of a file are reported, each where it stands again`() {
    let text = "{\"a\": 1, \"b\": {\"x\": 1, \"x\": 2}, \"a\": 3}"
    do {
      _ = try JSONReader.read(Array(text.utf8), file: "p.json")
      Issue.record("accepted")
    } catch {
      #expect(error.all.map(\.code) == ["JSN004", "JSN004"])
      #expect(error.all.map { $0.location?.label } == ["/b/x", "/a"])
      #expect(error.all.map { $0.location?.column } == [24, 33])
    }
  }

  @Test func `keys that differ in their bytes are different keys though they look the same`() throws {
    let text = "{\"\u{E9}\": 1, \"e\u{301}\": 2}"
    #expect(throws: Never.self) { try JSONReader.read(Array(text.utf8), file: "p.json") }
  }

  @Test func `an object of many keys finds the one that stands twice`() {
    let keys = (0..<500).map { "\"k\($0)\": 0" } + ["\"k77\": 1"]
    #expect(error("{" + keys.joined(separator: ",") + "}")?.location?.label == "/k77")
  }

  @Test func `nesting is bounded`() throws {
    let deep = String(repeating: "[", count: 512) + String(repeating: "]", count: 512)
    #expect(throws: Never.self) { try JSONReader.read(Array(deep.utf8), file: "p.json") }
    let deeper = error("[" + deep + "]")
    #expect(deeper?.code == "JSN003")
    #expect(deeper?.location?.column == 513)
    #expect(error(String(repeating: "{\"a\":", count: 1_000_000))?.code == "JSN003")
  }

  @Test(arguments: [
    ("", "JSN001", 1, 1, "the file is empty"),
    ("{\"a\": 1,}", "JSN001", 1, 9, "'}' where a key in double quotes is expected"),
    ("[1, 2", "JSN001", 1, 6, "the file ends inside a list"),
    ("[1 2]", "JSN001", 1, 4, "'2' where ',' or ']' is expected"),
    ("{\n \"a\": tru\n}", "JSN001", 2, 7, "'t' where a value is expected"),
    ("[\"a\nb\"]", "JSN001", 1, 2, "a text does not go over the end of a line"),
    ("{} // done", "JSN001", 1, 4, "'/' after the end of the value"),
    ("[01]", "JSN001", 1, 2, "a number does not begin with a zero before other digits"),
    ("[\"\\ud800\"]", "JSN006", 1, 3, "half of a character stands alone"),
    ("[1e999]", "JSN005", 1, 2, "a number with 5 digits and signs is too large"),
  ])
  func `a message says what stands there and what was expected`(
    text: String, code: String, line: Int, column: Int, message: String
  ) {
    let finding = error(text)
    #expect(finding?.code == code)
    #expect(finding?.location?.line == line)
    #expect(finding?.location?.column == column)
    #expect(finding?.message == message)
  }

  @Test func `a byte that is not UTF-8 is located`() {
    do {
      _ = try JSONReader.read(Array("{\n\"a\": \"x".utf8) + [0xE9] + Array("\"}".utf8), file: "p.json")
      Issue.record("accepted")
    } catch {
      #expect(error.all.first?.code == "JSN002")
      #expect(error.all.first?.location?.description == "p.json:2:8")
      #expect(error.all.first?.message == "byte 0xE9 is not UTF-8")
    }
  }

  @Test func `the excerpt puts the caret under the place`() throws {
    let finding = try #require(error("{\n  \"ü\": nul\n}"))
    #expect(finding.excerpt == "  \"ü\": nul")
    #expect(finding.caret == 8)
  }

  @Test func `numbers are the nearest of their text, which is kept`() throws {
    let root = try JSONReader.read(Array("[0.1, -0, 12345678901234567890, 1E-2]".utf8), file: "p.json")
    guard case .array(let elements) = root.kind else { return #expect(Bool(false)) }
    let numbers = elements.compactMap { node -> (Double, String)? in
      guard case .number(let value, let text) = node.kind else { return nil }
      return (value, text)
    }
    #expect(numbers.map(\.0) == [0.1, 0, 12_345_678_901_234_567_168, 0.01])
    #expect(numbers.map(\.1) == ["0.1", "-0", "12345678901234567890", "1E-2"])
  }

  @Test func `what is skipped is refused where it would be refused when read`() throws {
    var counts = (accepted: 0, refused: 0)
    for prefix in ["y_", "n_", "i_"] {
      for name in Self.files(prefix) {
        let wrapped = Array(#"{"a": 1, "skip": "#.utf8) + (try bytes(name)) + Array(#", "b": [2]}"#.utf8)
        func read(_ keys: Set<String>) -> Result<JSONNode, Findings> {
          Result { () throws(Findings) in
            try JSONReader.read(wrapped, file: name, duplicateKeys: .allowed, skipping: keys)
          }
        }
        switch (read([]), read(["skip"])) {
        case (.success(let whole), .success(let part)):
          counts.accepted += 1
          #expect(whole["skip"] != nil && part["skip"] == nil && part["b"] != nil, "\(name)")
          #expect(whole["b"]?.location == part["b"]?.location, "\(name)")
        case (.failure(let whole), .failure(let part)):
          counts.refused += 1
          #expect(whole.all == part.all, "\(name)")
        default: Issue.record("\(name) is read and skipped differently")
        }
      }
    }
    #expect(counts.accepted > 90 && counts.refused > 180)
  }
}
