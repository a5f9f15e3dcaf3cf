import Documents
import TestSupport
import Testing

@Suite struct CSVScannerTests {
  private func scan(_ text: String) -> (table: TextTable?, findings: [Finding]) {
    CSVScanner.scan(Array(text.utf8), file: "t.csv")
  }

  private func rows(_ text: String) -> [[String]] {
    let (table, findings) = scan(text)
    #expect(findings.isEmpty)
    guard let table else { return [] }
    return [table.columns] + (0..<table.rowCount).map { table.row($0) }
  }

  @Test func `every table of csv-spectrum becomes the JSON that stands beside it`() throws {
    let names = try Fixtures.names(in: "../Fixtures/csv-spectrum/csvs")
    #expect(names.count == 12)
    for name in names {
      let (table, findings) = CSVScanner.scan(try Fixtures.bytes("../Fixtures/csv-spectrum/csvs/\(name)"), file: name)
      #expect(findings.isEmpty, "\(name)")
      let scanned = try #require(table)
      let json = try Fixtures.bytes("../Fixtures/csv-spectrum/json/\(name.dropLast(3))json")
      let root = try JSONReader.read(json, file: name)
      let expected: [JSONNode]
      switch root.kind {
      case .array(let elements): expected = elements
      default: expected = [root]
      }
      #expect(scanned.rowCount == expected.count, "\(name)")
      for (row, object) in expected.enumerated() {
        for (column, title) in scanned.columns.enumerated() {
          guard case .string(let text) = object[title]?.kind else {
            Issue.record("\(name) has no \(title)")
            continue
          }
          // The published JSON of this one table has another telephone number than its CSV.
          if name == "location_coordinates.csv" && title == "Contact Phone Number" {
            #expect(scanned.text(row: row, column: column) == "2095257564")
          } else {
            #expect(scanned.text(row: row, column: column) == text, "\(name) \(title)")
          }
        }
      }
    }
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func `rows end with LF, CRLF or CR, the last one also without`(end: String) {
    let expected = [["a", "b"], ["1", "2"], ["3", "4"]]
    #expect(rows(["a,b", "1,2", "3,4"].joined(separator: end)) == expected)
    #expect(rows(["a,b", "1,2", "3,4", ""].joined(separator: end)) == expected)
    #expect(rows(["", "a,b", "", "1,2", "  ", ",", "3,4", "", ""].joined(separator: end)) == expected)
  }

  @Test(arguments: [",", ";", "\t"])
  func `the header row shows the separator`(separator: String) {
    let others = "x" + [",", ";", "\t"].filter { $0 != separator }.joined() + "y"
    let text = [["a", "\"b,;\tb\"", "c"], ["1", others, "\"2\(separator)3\""]]
      .map { $0.joined(separator: separator) }.joined(separator: "\n")
    #expect(rows(text) == [["a", "b,;\tb", "c"], ["1", others, "2\(separator)3"]])
  }

  @Test func `white space around a cell is no part of it, within or without quotes`() {
    #expect(
      rows("\u{FEFF}a , \"b\" ,c\n 1 ,\t\" 2 \" ,\u{A0}3\u{3000}\n x y ,\"\n\",é\n")
        == [["a", "b", "c"], ["1", "2", "3"], ["x y", "", "é"]])
  }

  @Test func `empty cells beyond the last column are ignored`() {
    #expect(rows("a,b,,\n1,2,,\n3,4\n") == [["a", "b"], ["1", "2"], ["3", "4"]])
  }

  @Test func `a quote inside an unquoted cell is a character like any other`() {
    #expect(rows("a,b\n5\" disk,say \"\"hi\"\"\n") == [["a", "b"], ["5\" disk", "say \"\"hi\"\""]])
  }

  @Test func `places count lines through quoted newlines, and columns in characters`() throws {
    let table = try #require(scan("k,v\n\"a\nb\",ü\n\"ä\r\nö\", 😀 x ,\n").table)
    #expect(table.location(row: 0, column: 1).description == "t.csv:3:4 (column \"v\")")
    #expect(table.location(row: 1, column: 0).description == "t.csv:4:2 (column \"k\")")
    #expect(table.location(row: 1, column: 1).description == "t.csv:5:5 (column \"v\")")
    #expect(table.lines == [2, 4])
    let excerpt = table.excerpt(row: 1, column: 1)
    #expect(excerpt == SourceExcerpt(in: Array("ö\", 😀 x ,".utf8), at: 5))
    #expect(excerpt.text == "ö\", 😀 x ,")
    #expect(excerpt.caret == 5)
  }

  @Test(arguments: [
    ("", "CSV007", "t.csv:1:1", "the table has no header row"),
    ("\n \n,,\n", "CSV007", "t.csv:1:1", "the table has no header row"),
    ("a,,c\n1,2,3", "CSV009", "t.csv:1:3", "column 2 has no name"),
    ("a,b,a\n1,2,3", "CSV008", "t.csv:1:5", "column 'a' stands twice in the header"),
    ("a,b\n1\n", "CSV006", "t.csv:2:1", "1 cells in a row of a table with 2 columns"),
    ("a,b\n1,2\n1,2,3\n", "CSV006", "t.csv:3:1", "3 cells in a row of a table with 2 columns"),
    ("a,b\n1,\"x\"y\n", "CSV004", "t.csv:2:6", "text behind a closing quote"),
    ("a,b\n1,2\n3,\"x\n\n4,5\n", "CSV003", "t.csv:3:3", "a quoted cell begins here and does not end"),
    ("a,b\n1,\u{0}\n", "CSV002", "t.csv:2:3", "a NUL byte in a text file"),
  ])
  func `what is wrong about the bytes is said with its place`(
    text: String, code: String, place: String, message: String
  ) {
    let findings = scan(text).findings
    #expect(findings.map(\.code) == [code])
    #expect(findings.first?.location?.description == place)
    #expect(findings.first?.message == message)
    #expect(findings.first?.severity == .error)
  }

  @Test func `bytes that are not UTF-8 are located`() {
    let (table, findings) = CSVScanner.scan(Array("a,b\r\nM".utf8) + [0xFC] + Array("ller,1".utf8), file: "t.csv")
    #expect(table == nil)
    #expect(findings.first?.code == "CSV001")
    #expect(findings.first?.message == "byte 0xFC is not UTF-8")
    #expect(findings.first?.location?.description == "t.csv:2:2")
    #expect(findings.first?.excerpt == "M\u{FFFD}ller,1")
    #expect(findings.first?.caret == 2)
  }

  @Test(arguments: [0, 1, 7, 8, 9, 15])
  func `NUL is found wherever it stands`(offset: Int) {
    var bytes = Array("a,b\n1,2\n3,4\n5,6\n".utf8)
    bytes[offset] = 0
    #expect(CSVScanner.scan(bytes, file: "t.csv").findings.first?.code == "CSV002")
  }

  @Test func `all rows with a wrong number of cells are counted, and the right ones are there`() {
    let text = "a,b\n" + String(repeating: "1\n1,2\n", count: 500)
    let (table, findings) = scan(text)
    #expect(table?.rowCount == 500)
    #expect(findings.count == FindingCollector.shown + 1)
    #expect(findings.last?.message == "490 more in t.csv: a row with more or fewer cells than the header")
    #expect(findings.last?.location?.description == "t.csv")
  }

  @Test func `a line of a hundred megabytes is one located error`() {
    let long = [UInt8](repeating: UInt8(ascii: "x"), count: 100_000_000)
    let line = CSVScanner.scan(Array("a,b\n1,2\n".utf8) + long, file: "t.csv")
    #expect(line.findings.map(\.code) == ["CSV005"])
    #expect(line.findings.first?.location?.description == "t.csv:3:1")
    #expect(line.findings.first?.excerpt?.unicodeScalars.count ?? 1000 <= SourceExcerpt.width + 2)
    #expect(line.table?.rowCount == 1)
    let shorter = Array(long.prefix(17_000_000))
    let quoted = CSVScanner.scan(Array("a,b\n1,\"".utf8) + shorter, file: "t.csv")
    #expect(quoted.findings.map(\.code) == ["CSV003"])
    #expect(quoted.findings.first?.location?.description == "t.csv:2:3")
    #expect(CSVScanner.scan(shorter, file: "t.csv").findings.map(\.code) == ["CSV005"])
  }

  @Test func `a row of a million cells is one located error`() {
    let findings = scan("a,b\n" + String(repeating: ",", count: 1_000_000)).findings
    #expect(findings.map(\.code) == ["CSV005"])
  }

  @Test func `what is written is read back, cell by cell`() {
    var generator = SeededGenerator(seed: 7)
    let alphabet = Array("ab \",;\t\n\r\u{e4}\u{1F600}'=")
    for _ in 0..<300 {
      let width = Int.random(in: 1...4, using: &generator)
      let columns = (0..<width).map { "c\($0)" }
      let rows = (0..<Int.random(in: 0...5, using: &generator)).map { _ in
        (0..<width).map { _ in
          // Outer white space does not survive reading, by contract; a row of empty cells is none.
          "x"
            + String(
              (0..<Int.random(in: 0...6, using: &generator)).map { _ in alphabet.randomElement(using: &generator)! })
            + "x"
        }
      }
      let (table, findings) = CSVScanner.scan(CSVWriter.bytes(columns: columns, rows: rows), file: "t.csv")
      #expect(findings.isEmpty)
      #expect(table?.columns == columns)
      #expect((0..<(table?.rowCount ?? -1)).map { table!.row($0) } == rows)
    }
  }
}
