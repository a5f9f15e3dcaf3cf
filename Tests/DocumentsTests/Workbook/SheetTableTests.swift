import Documents
import TestSupport
import Testing

@Suite struct SheetTableTests {
  /// Rows of texts as a sheet; empty texts are cells that are not there.
  private func table(
    _ rows: [[String]], isHeader: (([String]) -> Bool)? = nil
  ) throws -> (table: TextTable?, findings: [String]) {
    var xml = ""
    for (index, row) in rows.enumerated() {
      xml += "<row r=\"\(index + 1)\">"
      for (column, text) in row.enumerated() where !text.isEmpty {
        let reference = CellReference.text(row: index + 1, column: column + 1)
        xml += "<c r=\"\(reference)\" t=\"inlineStr\"><is><t>\(text)</t></is></c>"
      }
      xml += "</row>"
    }
    let workbook = try Workbook(TinyWorkbook(xml).bytes, file: "a.xlsx")
    let (table, findings) = workbook.table(of: workbook.sheets[0], isHeader: isHeader)
    return (table, findings.map { "\($0.severity) \($0.code) \($0.location?.description ?? ""): \($0.message)" })
  }

  @Test func `a sheet is a table as a CSV file is one`() throws {
    let (found, findings) = try table([["VM", "CPUs"], [" web1 ", "4"], [], ["db1", ""]])
    let sheet = try #require(found)
    let (csv, _) = CSVScanner.scan(Array("VM,CPUs\n web1 ,4\n\ndb1,\n".utf8), file: "a.csv")
    #expect(findings.isEmpty)
    #expect(sheet.columns == csv?.columns)
    #expect((0..<sheet.rowCount).map(sheet.row) == (0..<2).map { csv!.row($0) })
    #expect(sheet.lines == [2, 4])
    #expect(sheet.kind(row: 1, column: 1) == .empty && csv?.kind(row: 1, column: 1) == .empty)
  }

  @Test func `a cell says where it stands`() throws {
    let sheet = try #require(try table([["", "VM", "", "CPUs"], ["", "web1", "", "4"]]).table)
    #expect(sheet.location(row: 0, column: 1).description == "a.xlsx, sheet \"Sheet1\", cell D2 (column \"CPUs\")")
    #expect(sheet.location(row: 0).description == "a.xlsx, sheet \"Sheet1\", row 2")
    #expect(sheet.location(header: 0).description == "a.xlsx, sheet \"Sheet1\", cell B1 (column \"VM\")")
    let excerpt = sheet.excerpt(row: 0, column: 1)
    #expect(excerpt.text == "web1 | 4" && excerpt.caret == 8)
  }

  @Test func `what stands above the header is no part of the table`() throws {
    let rows = [["Report of May"], ["", "as of today"], ["VM", "CPUs"], ["web1", "4"]]
    let found = try #require(try table(rows) { $0.contains("VM") }.table)
    #expect(found.columns == ["VM", "CPUs"] && found.headerLine == 3 && found.row(0) == ["web1", "4"])
    let unknown = try #require(try table(rows) { $0.contains("Name") }.table)
    #expect(unknown.columns == ["Report of May"] && unknown.rowCount == 2)
  }

  @Test func `unnamed and repeated columns are reported`() throws {
    let (found, findings) = try table([["a", "", "a", "a#2", "a"], ["1", "2", "3", "4", "5"]])
    #expect(found?.columns == ["a", "a#2", "a#2#2", "a#3"] || found?.columns == ["a", "a#2", "a#2#1", "a#3"])
    #expect(Set(found?.columns ?? []).count == 4)
    #expect(
      findings.contains { $0.hasPrefix("warning XLS007 a.xlsx, sheet \"Sheet1\", cell B2: column B holds values") })
    #expect(findings.contains { $0.hasPrefix("warning XLS008 a.xlsx, sheet \"Sheet1\", cell C1") })
  }

  @Test func `an empty sheet has no table`() throws {
    let (found, findings) = try table([[], []])
    #expect(found == nil)
    #expect(findings == ["warning XLS006 a.xlsx, sheet \"Sheet1\": the sheet is empty"])
  }

  @Test func `a few values under thousands of headings are no table`() throws {
    var rows = [(1...2000).map { "c\($0)" }]
    rows += (0..<1000).map { _ in ["1"] }
    let (found, findings) = try table(rows)
    #expect(found == nil)
    #expect(findings.count == 1 && findings[0].hasPrefix("error XLS005"))
  }
}
