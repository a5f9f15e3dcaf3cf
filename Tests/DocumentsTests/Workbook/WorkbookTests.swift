import Documents
import TestSupport
import Testing

@Suite struct WorkbookTests {
  /// The cells of the first sheet, `A1 number 7`; or the code and message of what is wrong.
  private func cells(_ tiny: TinyWorkbook) -> [String] { cells(tiny.bytes) }

  private func cells(_ bytes: [UInt8]) -> [String] {
    do throws(Findings) {
      let workbook = try Workbook(bytes, file: "a.xlsx")
      var result: [String] = []
      try workbook.forEachRow(of: workbook.sheets[0]) { row in
        result += row.cells.map { "\(row.reference(of: $0)) \($0.kind) \(row.text(of: $0))" }
        return true
      }
      return result
    } catch {
      return ["\(error.all[0].code) \(error.all[0].location?.description ?? ""): \(error.all[0].message)"]
    }
  }

  private func cells(_ rows: String) -> [String] { cells(TinyWorkbook(rows)) }

  @Test func `every kind of cell has its value`() {
    var tiny = TinyWorkbook(
      """
      <row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1"><v>16384</v></c><c r="C1" t="n"><v>0.1</v></c>
      <c r="D1" t="b"><v>1</v></c><c r="E1" t="b"><v>0</v></c><c r="F1" t="e"><v>#N/A</v></c>
      <c r="G1" t="str"><f>A1&amp;"x"</f><v>made</v></c><c r="H1" t="inlineStr"><is><t>in line</t></is></c>
      <c r="I1" t="d"><v>2026-05-01T00:00:00</v></c><c r="J1" t="d"><v>2026-05-01T10:20:30</v></c>
      <c r="K1" s="1"/><c r="L1" t="s"><v>0</v></c></row>
      """)
    tiny.strings = "<si><t></t></si><si><t>shared</t></si>"
    #expect(
      cells(tiny) == [
        "A1 text shared", "B1 number 16384", "C1 number 0.1", "D1 boolean TRUE", "E1 boolean FALSE", "F1 error #N/A",
        "G1 text made", "H1 text in line", "I1 date 2026-05-01", "J1 dateTime 2026-05-01 10:20:30",
      ])
  }

  @Test func `a formula has its stored result, and nothing where none is stored`() {
    #expect(
      cells("<row><c><f>1+1</f><v>2</v></c><c><f>NOW()</f></c><c t=\"str\"><f>\"\"</f><v></v></c></row>")
        == ["A1 number 2"])
  }

  /// A cell as programs write nearly all is read in one go, any other event by event (`PlainCell`): what comes of it must
  /// be the same.
  @Test func `a cell comes to the same in whatever shape it is written`() {
    var random = SeededGenerator(seed: 7)
    let values = [
      "1", "0", "0.5", "45000", "45000.25", "2.0000000000000001E-2", "-7", "é", "a b", " x ", "", "_x0041_", "1&amp;2",
      "99",
    ]
    for round in 0..<300 {
      var plain = ""
      var spaced = ""
      for column in 1...6 where random.chance(80) {
        let reference = random.chance(70) ? " r=\"\(CellReference.text(row: 1, column: column))\"" : ""
        let style = random.chance(40) ? " s=\"\(random.whole(0...2))\"" : ""
        let type = [
          "", " t=\"n\"", " t=\"s\"", " t=\"str\"", " t=\"b\"", " t=\"e\"", " t=\"inlineStr\"", " t=\"d\"",
        ].randomElement(using: &random)!
        let value = values.randomElement(using: &random)!
        let content =
          random.chance(10)
          ? "" : random.chance(25) ? "<is><t>\(value)</t></is>" : "<v>\(value)</v>"
        let attributes = random.chance(50) ? reference + style + type : type + style + reference
        plain += content.isEmpty ? "<c\(attributes)/>" : "<c\(attributes)>\(content)</c>"
        spaced += content.isEmpty ? "<x:c\(attributes) />" : "<x:c\(attributes) >\(content) </x:c>\n"
      }
      func tiny(_ row: String) -> TinyWorkbook {
        var tiny = TinyWorkbook("<row r=\"1\">\(row)</row>")
        tiny.strings = "<si><t>zero</t></si><si><t>one</t></si>"
        tiny.formats = ["General", "yyyy-mm-dd hh:mm", "0.00"]
        return tiny
      }
      #expect(cells(tiny(plain)) == cells(tiny(spaced)), "round \(round): \(plain)")
    }
  }

  @Test func `numbers are written by their shortest digits`() {
    let written = ["1", "1.0", "0.10000000000000001", "2.0000000000000001E-2", "1E3", "-0", "007", " 5 ", "1e400", "x"]
    let wanted = [
      "number 1", "number 1", "number 0.1", "number 0.02", "number 1000", "number 0", "number 7", "number 5",
      "text 1e400", "text x",
    ]
    for (text, wanted) in zip(written, wanted) {
      #expect(cells("<row><c><v>\(text)</v></c></row>") == ["A1 \(wanted)"])
    }
  }

  @Test func `runs of rich text are joined, without what helps to pronounce them`() {
    var tiny = TinyWorkbook(
      "<row><c t=\"s\"><v>0</v></c><c t=\"inlineStr\"><is><r><t>a</t></r><r><t>b</t></r></is></c></row>")
    tiny.strings =
      "<si><r><rPr><b/></rPr><t xml:space=\"preserve\">Turin </t></r><r><t>1</t></r><rPh sb=\"0\"><t>to-ri-no</t></rPh></si>"
    #expect(cells(tiny) == ["A1 text Turin 1", "B1 text ab"])
  }

  @Test func `characters that XML cannot hold are resolved`() {
    #expect(
      cells("<row><c t=\"str\"><v>a_x000A_b_x005F_x000A_ _xD800_ _x12</v></c></row>") == [
        "A1 text a\nb_x000A_ _xD800_ _x12"
      ])
  }

  @Test func `prefixes and absolute targets make no difference`() {
    var tiny = TinyWorkbook("<x:row r=\"3\"><x:c r=\"B3\"><x:v>7</x:v></x:c></x:row>")
    tiny.prefix = "x:"
    tiny.absoluteTargets = true
    tiny.method = 0
    #expect(cells(tiny) == ["B3 number 7"])
  }

  @Test func `rows and cells without references follow each other`() {
    #expect(
      cells(
        "<row><c><v>1</v></c></row><row r=\"5\"><c r=\"C5\"><v>2</v></c><c><v>3</v></c></row><row><c><v>4</v></c></row>"
      )
        == ["A1 number 1", "C5 number 2", "D5 number 3", "A6 number 4"])
  }

  @Test func `number formats make dates of numbers, in both systems`() {
    var tiny = TinyWorkbook(
      """
      <row><c s="0"><v>46143</v></c><c s="1"><v>46143</v></c><c s="1"><v>46143.5</v></c><c s="1"><v>60</v></c>
      <c s="2"><v>1.5</v></c><c s="3"><v>0.25</v></c><c s="9"><v>1</v></c><c s="1"><v>-1</v></c></row>
      """)
    tiny.formats = ["#,##0.00 \\d&quot;days&quot;", "[$-409]yyyy\\-mm\\-dd;@", "[h]:mm", "h:mm AM/PM"]
    #expect(
      cells(tiny) == [
        "A1 number 46143", "B1 date 2026-05-01", "C1 dateTime 2026-05-01 12:00:00", "D1 number 60", "E1 number 1.5",
        "F1 time 06:00:00", "G1 number 1", "H1 number -1",
      ])
    tiny.bookAttributes = "date1904=\"1\""
    #expect(cells(tiny)[1] == "B1 date 2030-05-02")
  }

  @Test func `sheets come in the order of their tabs, and say whether they are hidden`() throws {
    var tiny = TinyWorkbook(sheets: [("vInfo", ""), ("Notes", ""), ("Lists", "")])
    tiny.sheetAttributes = ["Notes": "state=\"hidden\"", "Lists": "state=\"veryHidden\""]
    let workbook = try Workbook(tiny.bytes, file: "a.xlsx")
    #expect(workbook.sheets.map(\.name) == ["vInfo", "Notes", "Lists"])
    #expect(workbook.sheets.map(\.isHidden) == [false, true, true])
    #expect(workbook.sheet(named: "VINFO")?.name == "vInfo")
  }

  @Test func `reading stops when it has seen enough`() throws {
    let workbook = try Workbook(
      TinyWorkbook("<row><c><v>1</v></c></row><row><c><v>2</v></c></row>").bytes, file: "a.xlsx")
    var rows = 0
    try workbook.forEachRow(of: workbook.sheets[0]) { _ in
      rows += 1
      return false
    }
    #expect(rows == 1)
  }

  @Test(arguments: [
    ("<row r=\"2\"><c r=\"A1\"/></row>", "row 2: a cell whose reference does not belong to its row"),
    ("<row r=\"2\"/><row r=\"2\"/>", "row 3: a row whose number is not above the one before"),
    ("<row r=\"0\"/>", "row 1: a row whose number is not above the one before"),
    ("<row r=\"1048577\"/>", ": a row beyond 1,048,576, where sheets end"),
    ("<row r=\"99999999999999999999\"/>", "row 1: a row whose number is not above the one before"),
    ("<row><c r=\"XFE1\"/></row>", "row 1: a cell beyond column XFD, where sheets end"),
    ("<row><c r=\"ZZZZZZZZ1\"/></row>", "row 1: a cell whose reference does not belong to its row"),
    ("<row><c r=\"B1\"/><c r=\"A1\"/></row>", "row 1: cells that do not stand from left to right"),
    ("<row><c t=\"s\"><v>0</v></c></row>", "cell A1: shared text 0 that there is not"),
    ("<row><c t=\"s\"><v>-1</v></c></row>", "cell A1: shared text -1 that there is not"),
    ("<row><c t=\"z\"><v>0</v></c></row>", "row 1: a cell of a type that there is not"),
  ])
  func `a damaged sheet is said with its place`(rows: String, wanted: String) {
    let result = cells(rows)
    #expect(
      result.count == 1 && result[0].hasPrefix("XLS004 a.xlsx, sheet \"Sheet1\"") && result[0].hasSuffix(wanted),
      "\(result)")
  }

  @Test func `a workbook that lacks parts is told so`() {
    var tiny = TinyWorkbook("")
    tiny.removed = ["xl/worksheets/sheet1.xml"]
    #expect(cells(tiny)[0].contains("XLS003") && cells(tiny)[0].contains("xl/worksheets/sheet1.xml is missing"))
    tiny.removed = ["xl/_rels/workbook.xml.rels"]
    #expect(cells(tiny)[0].contains("sheet 'Sheet1' leads to no part"))
    tiny.removed = ["_rels/.rels"]
    #expect(cells(tiny) == [])
    tiny.removed = ["xl/workbook.xml"]
    #expect(cells(tiny)[0].hasPrefix("XLS001 a.xlsx: a ZIP file, but no workbook"))
    tiny.removed = []
    tiny.parts["xl/workbook.xml"] = "<!DOCTYPE x [<!ENTITY a \"b\">]><workbook/>"
    #expect(cells(tiny)[0].hasPrefix("XML003 a.xlsx (/xl/workbook.xml)"))
  }

  @Test func `files that are something else are told what they are`() {
    let header: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
    func compound(_ names: String...) -> [UInt8] {
      var bytes = header + [UInt8](repeating: 0, count: 504)
      for name in names {
        var entry = [UInt8](repeating: 0, count: 128)
        for (index, unit) in name.utf16.enumerated() { entry[index * 2] = UInt8(unit) }
        entry[64] = UInt8(name.utf16.count * 2 + 2)
        entry[66] = 2
        bytes += entry
      }
      return bytes
    }
    #expect(cells(compound("Root Entry", "EncryptionInfo", "EncryptedPackage"))[0].hasPrefix("XLS002"))
    #expect(cells(compound("Root Entry", "Workbook"))[0].contains("Excel 97 to 2003"))
    #expect(cells(compound("Root Entry", "WordDocument"))[0].contains("an old document of Office"))
    #expect(cells(header)[0].contains("an old document of Office"))
    #expect(cells(Array("<html><table>".utf8))[0].contains("a web page"))
    #expect(cells(Array("%PDF-1.7".utf8))[0].contains("a PDF file"))
    #expect(cells([0x1F, 0x8B, 8])[0].contains("gzip"))
    #expect(cells(Array("a,b\n1,2\n".utf8))[0].hasPrefix("ZIP001"))
    #expect(cells([])[0].hasPrefix("ZIP001"))
    let binary = TinyArchive([.init("xl/workbook.bin", "x")])
    #expect(cells(binary.bytes)[0].contains(".xlsb"))
    let open = TinyArchive([
      .init("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), .init("content.xml", "x"),
    ])
    #expect(cells(open.bytes)[0].contains(".ods"))
  }

  @Test func `a sheet that claims a million rows costs what it holds`() throws {
    // Two thousand empty rows that only carry a style, and one value: nothing is held for the others.
    var rows = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>"
    for row in 2..<2000 { rows += "<row r=\"\(row)\" s=\"1\" customFormat=\"1\"><c r=\"A\(row)\" s=\"1\"/></row>" }
    let workbook = try Workbook(
      TinyWorkbook(rows + "<row r=\"1048576\"><c r=\"XFD1048576\"><v>9</v></c></row>").bytes, file: "a.xlsx")
    var seen: [Int] = []
    try workbook.forEachRow(of: workbook.sheets[0]) { row in
      seen.append(row.number)
      return true
    }
    #expect(seen == [1, 1_048_576])
  }
}
