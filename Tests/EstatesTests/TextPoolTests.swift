import Documents
import Estates
import TestSupport
import Testing

@Suite struct TextPoolTests {
  @Test func `equal texts have equal numbers, and a number gives its text back`() {
    var pool = TextPool()
    var generator = SeededGenerator(seed: 11)
    var expected: [[UInt8]: TextPool.ID] = [:]
    for _ in 0..<20_000 {
      let text = (0..<Int.random(in: 0...20, using: &generator)).map { _ in "abü€😀".randomElement(using: &generator)! }
      let number = pool.number(of: String(text))
      if let known = expected[Array(String(text).utf8)] {
        #expect(number == known)
      } else {
        expected[Array(String(text).utf8)] = number
      }
      #expect(pool[number] == String(text))
      #expect(pool.existingNumber(of: String(text)) == number)
    }
    #expect(pool.number(of: "") == 0)
    #expect(Set(expected.keys).union([[]]).count == pool.count)
    #expect(pool.texts.count == pool.count)
    #expect(pool.existingNumber(of: "never seen") == nil)
  }

  @Test func `texts that look the same but differ in their bytes are different texts`() {
    var pool = TextPool()
    #expect(pool.number(of: "\u{E9}") != pool.number(of: "e\u{301}"))
    #expect(pool.number(of: "K") != pool.number(of: "\u{212A}"))
  }

  @Test func `texts are ordered by their bytes`() {
    var pool = TextPool()
    let words = ["b", "a", "", "Z", "ä", "aa", "z"].map { pool.number(of: $0) }
    #expect(words.sorted(by: pool.precedes).map { pool[$0] } == ["", "Z", "a", "aa", "b", "z", "ä"])
  }

  @Test func `a column is numbered as its cells would be one by one`() throws {
    let text = "k,v\n1,\"a \"\"b\"\"\"\n2,\"a \"\"b\"\"\"\n3,a b\n4,\n5,a b\n6,\"\"\"\"\n"
    let table = try #require(CSVScanner.scan(Array(text.utf8), file: "t.csv").table)
    var pool = TextPool()
    let numbers = pool.numbers(of: table, column: 1)
    #expect(numbers.map { pool[$0] } == ["a \"b\"", "a \"b\"", "a b", "", "a b", "\""])
    #expect(numbers == (0..<6).map { pool.number(of: table.text(row: $0, column: 1)) })
  }
}
