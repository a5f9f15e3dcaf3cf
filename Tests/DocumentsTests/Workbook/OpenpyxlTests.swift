import Documents
import Foundation
import TestSupport
import Testing

/// Real workbooks, cell by cell against openpyxl, whose view of them lies beside them (`Fixtures/workbooks/cells.py`).
@Suite struct OpenpyxlTests {
  static let books = (try? Fixtures.names(in: "../Fixtures/workbooks").filter { $0.hasSuffix(".xlsx") }) ?? []

  @Test func `there are workbooks to compare`() { #expect(Self.books.count >= 3) }

  @Test(arguments: books)
  func `every sheet has the cells that openpyxl finds in it`(name: String) throws {
    let workbook = try Workbook(Fixtures.bytes("../Fixtures/workbooks/\(name)"), file: name)
    var digests = ""
    for sheet in workbook.sheets {
      let lines = try Self.lines(of: sheet, in: workbook)
      let digest = SHA256.hexadecimal(of: Array(lines.joined().utf8))
      digests += "\(sheet.name)\t\(sheet.isHidden ? "hidden" : "visible")\t\(lines.count)\t\(digest)\n"
    }
    let wanted = try Fixtures.bytes("../Fixtures/workbooks/\(name.dropLast(5)).digest")
    #expect(digests == String(decoding: wanted, as: UTF8.self))
  }

  /// `B2 TAB number TAB 4`, for each cell.
  static func lines(of sheet: Workbook.Sheet, in workbook: Workbook) throws -> [String] {
    var lines: [String] = []
    try workbook.forEachRow(of: sheet) { row in
      for cell in row.cells {
        var text = ""
        for scalar in row.text(of: cell).unicodeScalars {
          switch scalar {
          case "\\": text += "\\\\"
          case "\t": text += "\\t"
          case "\n": text += "\\n"
          case "\r": text += "\\r"
          default: text.unicodeScalars.append(scalar)
          }
        }
        lines.append("\(row.reference(of: cell))\t\(cell.kind)\t\(text)\n")
      }
      return true
    }
    return lines
  }
}
