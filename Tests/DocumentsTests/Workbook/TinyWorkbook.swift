import Documents

/// A workbook by literal: the rows of its sheets in the words of their XML.
///
///     TinyWorkbook(["vInfo": #"<row r="1"><c r="A1" t="inlineStr"><is><t>VM</t></is></c></row>"#]).bytes
struct TinyWorkbook {
  var sheets: [(name: String, rows: String)]
  var strings: String?
  /// The number formats of styles 0, 1, …
  var formats: [String] = []
  var bookAttributes = ""
  var sheetAttributes: [String: String] = [:]
  var prefix = ""
  var absoluteTargets = false
  var method = 8
  /// Parts that replace, or come beside, those that are made.
  var parts: [String: String] = [:]
  var removed: Set<String> = []

  init(_ rows: String) { sheets = [("Sheet1", rows)] }

  init(sheets: [(name: String, rows: String)]) { self.sheets = sheets }

  static let space = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""

  var archive: TinyArchive {
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    var all: [(String, String)] = [
      (
        "_rels/.rels",
        "<Relationships><Relationship Id=\"r1\" Type=\"\(office)/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
      )
    ]
    var book = "<workbook \(Self.space) xmlns:r=\"\(office)\"><workbookPr \(bookAttributes)/><sheets>"
    var relationships = "<Relationships>"
    let base = absoluteTargets ? "/xl/" : ""
    for (index, sheet) in sheets.enumerated() {
      let number = index + 1
      let attributes = sheetAttributes[sheet.name] ?? ""
      book += "<sheet name=\"\(sheet.name)\" sheetId=\"\(number)\" r:id=\"s\(number)\" \(attributes)/>"
      relationships +=
        "<Relationship Id=\"s\(number)\" Type=\"\(office)/worksheet\" Target=\"\(base)worksheets/sheet\(number).xml\"/>"
      let p = prefix
      let space = p.isEmpty ? Self.space : "xmlns:\(p.dropLast())=\"main\""
      all.append(
        (
          "xl/worksheets/sheet\(number).xml",
          "<\(p)worksheet \(space)><\(p)dimension ref=\"A1:CL1048576\"/><\(p)sheetData>\(sheet.rows)</\(p)sheetData></\(p)worksheet>"
        ))
    }
    if let strings {
      relationships += "<Relationship Id=\"t\" Type=\"\(office)/sharedStrings\" Target=\"\(base)sharedStrings.xml\"/>"
      all.append(("xl/sharedStrings.xml", "<sst \(Self.space)>\(strings)</sst>"))
    }
    if !formats.isEmpty {
      relationships += "<Relationship Id=\"y\" Type=\"\(office)/styles\" Target=\"\(base)styles.xml\"/>"
      var styles = "<styleSheet \(Self.space)><numFmts>"
      for (index, format) in formats.enumerated() {
        styles += "<numFmt numFmtId=\"\(200 + index)\" formatCode=\"\(format)\"/>"
      }
      styles += "</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs>"
      for index in formats.indices { styles += "<xf numFmtId=\"\(200 + index)\"/>" }
      all.append(("xl/styles.xml", styles + "</cellXfs></styleSheet>"))
    }
    all.append(("xl/workbook.xml", book + "</sheets></workbook>"))
    all.append(("xl/_rels/workbook.xml.rels", relationships + "</Relationships>"))
    all.removeAll { removed.contains($0.0) || parts[$0.0] != nil }
    for name in parts.keys.sorted() { all.append((name, parts[name]!)) }
    return TinyArchive(all.map { TinyArchive.Entry($0.0, $0.1, method: method) })
  }

  var bytes: [UInt8] { archive.bytes }
}
