import Documents
import TestSupport
import Testing

/// CSV as other tools write it: encodings, separators, ragged rows.
@Suite struct ExportTests {
  private func scan(
    _ bytes: [UInt8], isHeader: (([String]) -> Bool)? = nil
  ) -> (table: TextTable?, findings: [String]) {
    let (table, findings) = CSVScanner.scanExport(bytes, file: "a.csv", isHeader: isHeader)
    return (table, findings.map { "\($0.severity) \($0.code) \($0.location?.description ?? ""): \($0.message)" })
  }

  private static let text = "name;città\nsrv1;Torino\u{1F600}\n"

  private static func utf16(_ text: String, isBig: Bool, hasMark: Bool) -> [UInt8] {
    ((hasMark ? [0xFEFF] : []) + text.utf16).flatMap { unit -> [UInt8] in
      let bytes = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
      return isBig ? bytes.reversed() : bytes
    }
  }

  @Test(arguments: [
    Array(text.utf8), [0xEF, 0xBB, 0xBF] + Array(text.utf8), utf16(text, isBig: false, hasMark: true),
    utf16(text, isBig: true, hasMark: true),
  ])
  func `the same table comes out of every encoding`(bytes: [UInt8]) {
    let (table, findings) = scan(bytes)
    #expect(table?.columns == ["name", "città"] && table?.row(0) == ["srv1", "Torino\u{1F600}"])
    #expect(findings.isEmpty)
  }

  @Test func `UTF-16 is recognised without its mark`() {
    for isBig in [false, true] {
      let (table, _) = scan(Self.utf16("name,site\nsrv1,TRN\n", isBig: isBig, hasMark: false))
      #expect(table?.row(0) == ["srv1", "TRN"])
    }
  }

  @Test func `anything else is Windows-1252, and is said to be`() {
    let (table, findings) = scan(Array("name,city\nsrv1,Z".utf8) + [0xFC] + Array("rich ".utf8) + [0x80, 0x0A])
    #expect(table?.row(0) == ["srv1", "Zürich €"])
    #expect(findings == ["note CSV010 a.csv: not UTF-8; read as Windows-1252"])
  }

  @Test func `all bytes of Windows-1252 become what the standard's table says`() {
    let (text, _) = TextEncoding.windows1252.utf8((0x80...0x9F).map { UInt8($0) })
    #expect(String(decoding: text, as: UTF8.self) == "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ")
    let upper = TextEncoding.windows1252.utf8((0xA0...0xFF).map { UInt8($0) }).bytes
    #expect(String(decoding: upper, as: UTF8.self).unicodeScalars.map(\.value) == Array(0xA0...0xFF))
  }

  @Test(
    arguments: [[0xFF, 0xFE, 0x61], [0xFF, 0xFE, 0x00, 0xD8, 0x61, 0x00], [0xFF, 0xFE, 0x00, 0xDC]] as [[UInt8]])
  func `half a character of UTF-16 is an error`(bytes: [UInt8]) {
    let (table, findings) = scan(bytes)
    #expect(table == nil && findings.count == 1 && findings[0].hasPrefix("error CSV001 a.csv: half of a character"))
  }

  @Test func `a first line may name the separator`() {
    for end in ["\n", "\r\n"] {
      let (table, findings) = scan(Array("sep=;\(end)a;b,c\(end)1;2\(end)".utf8))
      #expect(
        table?.columns == ["a", "b,c"] && table?.row(0) == ["1", "2"] && table?.lines == [3] && findings.isEmpty)
    }
    #expect(scan(Array("sep=;".utf8)).table == nil)
  }

  @Test func `the header is found below a preamble, whatever separates it`() {
    let text = "Export, of, today, and, more\n\nname\tsite\nsrv1\tTRN\n"
    let (table, _) = scan(Array(text.utf8)) { $0.contains("name") && $0.contains("site") }
    #expect(table?.columns == ["name", "site"] && table?.row(0) == ["srv1", "TRN"] && table?.headerLine == 3)
    #expect(table?.location(row: 0, column: 1).description == "a.csv:4:6 (column \"site\")")
    #expect(table?.location(header: 1).description == "a.csv:3:6 (column \"site\")")
  }

  @Test func `ragged rows are filled up or cut, and reported`() {
    let (table, findings) = scan(Array("a,b,c\n1,2\n1,2,3,4\n\"1\"x,2,3\n5,6,7\n".utf8))
    #expect((0..<3).map { table!.row($0) } == [["1", "2", ""], ["1", "2", "3"], ["5", "6", "7"]])
    #expect(findings.map { $0.prefix(14) } == ["warning CSV006", "warning CSV006", "warning CSV004"])
  }

  @Test func `a name twice gets a number, and one without is left empty`() {
    let (table, findings) = scan(Array("a,,a,a#2\n1,2,3,4\n".utf8))
    #expect(table?.columns.first == "a" && Set(table?.columns ?? []).count == 4)
    #expect(findings.map { $0.prefix(14) } == ["warning CSV009", "warning CSV008", "warning CSV008"])
  }

  @Test func `a workbook under the name of a table is told as such`() {
    #expect(scan([0x50, 0x4B, 3, 4]).findings == ["error XLS001 a.csv: a ZIP file"])
    #expect(scan(Array("<html>".utf8)).findings == ["error XLS001 a.csv: a web page, whatever its name says"])
  }

  @Test func `a wide header over many short rows is no table`() {
    let header = (0..<16_000).map { "c\($0)" }.joined(separator: ",")
    let (table, findings) = scan(Array((header + "\n" + String(repeating: "1\n", count: 100_000)).utf8))
    #expect(table != nil && findings.contains { $0.hasPrefix("error CSV005") })
  }
}
