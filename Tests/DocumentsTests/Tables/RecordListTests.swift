import Documents
import Testing

@Suite struct RecordListTests {
  private func table(_ text: String) -> [[String]]? {
    let (table, _) = RecordList.table(Array(text.utf8), file: "a.json")
    return table.map { table in [table.columns] + (0..<table.rowCount).map { table.row($0) } }
  }

  @Test func `records are rows and their members columns, in the order in which they are first named`() {
    #expect(
      table(#"{"records": [{"name": " web01 ", "ram": 16384}, {"os": "Linux", "name": "db01", "virtual": true}]}"#) == [
        ["name", "ram", "os", "virtual"], ["web01", "16384", "", ""], ["db01", "", "Linux", "true"],
      ])
  }

  @Test(arguments: [
    #"[{"a": "1"}]"#, #"{"result": [{"a": "1"}]}"#, #"{"count": 1, "next": null, "results": [{"a": "1"}]}"#,
    #"{"neighbors": [{"a": "1"}], "known": 3, "tags": []}"#, "\u{FEFF}\n [ {\"a\":1} ]",
  ])
  func `the list is the document or a member of it`(text: String) {
    #expect(RecordList.isLikely(Array(text.utf8)))
    #expect(table(text) == [["a"], ["1"]])
  }

  @Test func `of an object counts what is meant for people`() {
    #expect(
      table(
        #"""
        [{"a": {"link": "https://x", "display_value": "Munich", "value": "4f"}, "b": {"value": "active", "label": "Active"},
          "c": {"id": 7, "url": "u", "name": "r1", "display": "Rack 1"}, "d": [{"name": "x"}, "y", null, 3], "e": null,
          "f": {"link": "l", "value": "4f"}, "g": {"link": "l"}}]
        """#) == [["a", "b", "c", "d", "e", "f", "g"], ["Munich", "Active", "Rack 1", "x, y, 3", "", "4f", ""]])
  }

  @Test(arguments: ["{}", "[]", "[1]", #"{"a": [{"x": 1}], "b": [{"y": 2}]}"#, "7", #"{"records": [1]}"#])
  func `a document without one list of records is no table, and no error`(text: String) {
    let (table, findings) = RecordList.table(Array(text.utf8), file: "a.json")
    #expect(table == nil)
    #expect(findings.isEmpty)
  }

  @Test func `what is no JSON is told with its place`() {
    let (table, findings) = RecordList.table(Array("[{\"a\": 1},\n {\"a\": }]".utf8), file: "a.json")
    #expect(table == nil)
    #expect(findings.map { $0.location?.description } == ["a.json:2:8"])
  }

  @Test func `a cell knows the line on which its record begins`() throws {
    let (table, _) = RecordList.table(Array("[\n{\"a\": 1},\n{\"a\": 2,\n\"b\": \"x\"}]".utf8), file: "a.json")
    let place = try #require(table).location(row: 1, column: 1)
    #expect(place.description == "a.json:3 (column \"b\")")
    #expect(table?.location(header: 0).description == "a.json:2 (column \"a\")")
  }

  @Test func `many different members in few records are no table`() {
    let text = "[{" + (0..<2001).map { "\"m\($0)\": 1" }.joined(separator: ",") + "}]"
    let (table, findings) = RecordList.table(Array(text.utf8), file: "a.json")
    #expect(table == nil)
    #expect(findings.count == 1)
  }

  @Test func `cells may be replaced, and those of a file keep their places`() throws {
    let file = CSVScanner.scan(Array("a,b\nx,1\ny,2\n".utf8), file: "a.csv").table
    let table = try #require(file).replacingCells(of: [1]) { $0 == Array("2".utf8) ? Array("two".utf8) : nil }
    #expect(table.row(0) == ["x", "1"])
    #expect(table.row(1) == ["y", "two"])
    #expect(table.location(row: 1, column: 0).description == "a.csv:3:1 (column \"a\")")
    #expect(table.location(row: 1, column: 1).description == "a.csv:3 (column \"b\")")
  }
}
