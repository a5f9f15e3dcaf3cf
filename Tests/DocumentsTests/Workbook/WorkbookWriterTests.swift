// What is written as a workbook, read back by the reader of workbooks.
import Foundation
import TestSupport
import Testing

@testable import Documents

@Suite struct WorkbookWriterTests {
  @Test func `every hostile string comes back out of a cell`() throws {
    let strings =
      NaughtyStrings.all + NaughtyStrings.further.filter { !$0.contains("\u{0}") && !$0.contains("\u{FFFE}") }
    let table = DataTable(
      "t", "Names", columns: [.init("name", .text, "N"), .init("n", .whole, "N")],
      rows: strings.enumerated().map { [.text($1), .whole($0)] })
    let bytes = WorkbookWriter.bytes([table])
    let entries = try ZIPArchive(bytes, file: "book.xlsx")
    let sheet = try #require(entries.entries.first { $0.name == "xl/worksheets/sheet1.xml" })
    let text = String(decoding: try entries.bytes(of: sheet), as: UTF8.self)
    #expect(!text.contains("<f>") && !text.contains("<f "))
    for (row, name) in strings.enumerated() {
      guard !name.isEmpty else { continue }
      let head = "<c r=\"A\(row + 2)\" s=\"6\" t=\"inlineStr\"><is><t xml:space=\"preserve\">"
      let start = try #require(text.range(of: head, options: .literal)).upperBound
      let end = try #require(text.range(of: "</t>", options: .literal, range: start..<text.endIndex)).lowerBound
      let cell = String(decoding: text.utf8[start..<end], as: UTF8.self)
      var unescaped = Array(unentitied(cell).utf8)
      EscapedText.resolve(&unescaped, from: 0)
      #expect(unescaped == Array(name.utf8), "\(name.debugDescription)")
    }
  }

  private func unentitied(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      guard scalar == "&", let end = rest.firstIndex(of: ";") else {
        result.append(scalar)
        continue
      }
      switch String(rest[..<end]) {
      case "amp": result.append("&")
      case "lt": result.append("<")
      case "gt": result.append(">")
      case "quot": result.append("\"")
      case let name: result.append(Unicode.Scalar(UInt32(name.dropFirst())!)!)
      }
      rest = rest[rest.index(after: end)...]
    }
    return String(result)
  }

  @Test func `numbers, dates and flags are typed, and the header is frozen`() throws {
    let table = DataTable(
      "t", "T",
      columns: [
        .init("a", .whole, "A"), .init("b", .money, "B"), .init("c", .share, "C"), .init("d", .date, "D"),
        .init("e", .flag, "E"), .init("f", .text, "F"),
      ], rows: [[.whole(-3), .number(2.5), .number(0.25), .date(0), .flag(true), .empty]])
    let archive = try ZIPArchive(WorkbookWriter.bytes([table]), file: "book.xlsx")
    let sheet = try #require(archive.entries.first { $0.name == "xl/worksheets/sheet1.xml" })
    let text = String(decoding: try archive.bytes(of: sheet), as: UTF8.self)
    #expect(text.contains("state=\"frozen\"") && text.contains("<autoFilter ref=\"A1:F2\"/>"))
    #expect(text.contains("<c r=\"A2\" s=\"0\"><v>-3</v></c><c r=\"B2\" s=\"3\"><v>2.50</v></c>"))
    #expect(text.contains("<c r=\"C2\" s=\"4\"><v>0.25</v></c><c r=\"D2\" s=\"2\"><v>25569</v></c>"))
    #expect(text.contains("<c r=\"E2\" t=\"b\"><v>1</v></c></row>"))
  }
}
