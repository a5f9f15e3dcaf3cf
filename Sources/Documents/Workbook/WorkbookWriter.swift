/// Writes a workbook (`.xlsx`, ECMA-376): a sheet for each table, its header frozen and filtered, its cells typed.
///
///     WorkbookWriter.bytes([waves, workloads])
///
/// Texts are inline texts and never formulas, whatever they begin with; dates are dates, money and shares are formatted
/// numbers. The same tables give the same bytes: no time, no author. A text longer than a cell holds (32,767 UTF-16 units)
/// is cut; a table with more rows than a sheet holds goes on in further sheets.
package enum WorkbookWriter {
  package static let rowLimit = 1_048_576
  package static let textLimit = 32_767

  package static func bytes(_ tables: [DataTable]) -> [UInt8] {
    let sheets = tables.flatMap(split)
    var entries: [(String, [UInt8])] = [
      ("[Content_Types].xml", contentTypes(sheets.count)), ("_rels/.rels", packageRelations),
      ("xl/workbook.xml", workbook(sheets)), ("xl/_rels/workbook.xml.rels", workbookRelations(sheets.count)),
      ("xl/styles.xml", styles),
    ]
    for (index, sheet) in sheets.enumerated() { entries.append(("xl/worksheets/sheet\(index + 1).xml", rows(sheet))) }
    return ZIPWriter.bytes(entries)
  }

  /// A table as sheets of at most `rowLimit` rows, header included.
  private static func split(_ table: DataTable) -> [DataTable] {
    guard table.rows.count >= rowLimit else { return [table] }
    return stride(from: 0, to: table.rows.count, by: rowLimit - 1).enumerated().map { number, first in
      var part = table
      part.rows = Array(table.rows[first..<min(table.rows.count, first + rowLimit - 1)])
      if number > 0 { part.title += " \(number + 1)" }
      return part
    }
  }

  private static let spreadsheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  private static let relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let packages = "http://schemas.openxmlformats.org/package/2006"
  private static let spreadsheetType = "application/vnd.openxmlformats-officedocument.spreadsheetml"

  private static func contentTypes(_ count: Int) -> [UInt8] {
    func part(_ name: String, _ type: String) -> XMLElement {
      XMLElement("Override", ["PartName": name, "ContentType": "\(spreadsheetType).\(type)+xml"])
    }
    return XMLElement(
      "Types", ["xmlns": "\(packages)/content-types"],
      [
        XMLElement(
          "Default",
          ["Extension": "rels", "ContentType": "application/vnd.openxmlformats-package.relationships+xml"]),
        XMLElement("Default", ["Extension": "xml", "ContentType": "application/xml"]),
        part("/xl/workbook.xml", "sheet.main"), part("/xl/styles.xml", "styles"),
      ] + (1...max(1, count)).map { part("/xl/worksheets/sheet\($0).xml", "worksheet") }
    ).document
  }

  private static func relation(_ number: Int, _ type: String, _ target: String) -> XMLElement {
    XMLElement("Relationship", ["Id": "rId\(number)", "Type": "\(relationships)/\(type)", "Target": target])
  }

  private static var packageRelations: [UInt8] {
    XMLElement(
      "Relationships", ["xmlns": "\(packages)/relationships"], [relation(1, "officeDocument", "xl/workbook.xml")]
    ).document
  }

  private static func workbookRelations(_ count: Int) -> [UInt8] {
    XMLElement(
      "Relationships", ["xmlns": "\(packages)/relationships"],
      (1...max(1, count)).map { relation($0, "worksheet", "worksheets/sheet\($0).xml") }
        + [relation(count + 1, "styles", "styles.xml")]
    ).document
  }

  private static func workbook(_ sheets: [DataTable]) -> [UInt8] {
    XMLElement(
      "workbook", ["xmlns": spreadsheet, "xmlns:r": relationships],
      [
        XMLElement(
          "sheets", [:],
          sheets.enumerated().map { index, sheet in
            XMLElement("sheet", ["name": sheet.title, "sheetId": "\(index + 1)", "r:id": "rId\(index + 1)"])
          }),
        XMLElement(
          "definedNames", [:],
          sheets.enumerated().map { index, sheet in
            XMLElement(
              "definedName", ["name": "_xlnm._FilterDatabase", "localSheetId": "\(index)", "hidden": "1"],
              text: "'\(sheet.title)'!$A$1:$\(letters(sheet.columns.count))$\(sheet.rows.count + 1)")
          }),
      ]
    ).document
  }

  /// Styles by number: 0 plain, 1 header, 2 date, 3 money, 4 share, 5 whole number with groups, 6 text.
  private static func style(_ kind: DataTable.Kind) -> Int {
    switch kind {
    case .text: 6
    case .whole, .flag, .number: 0
    case .money: 3
    case .share: 4
    case .date: 2
    }
  }

  private static let styles: [UInt8] = {
    func format(_ id: Int, font: Int = 0, fill: Int = 0) -> XMLElement {
      XMLElement(
        "xf",
        [
          "numFmtId": "\(id)", "fontId": "\(font)", "fillId": "\(fill)", "borderId": "0", "xfId": "0",
          "applyNumberFormat": "1",
        ])
    }
    let font = [XMLElement("sz", ["val": "11"]), XMLElement("name", ["val": "Calibri"])]
    let none = ["left", "right", "top", "bottom", "diagonal"].map { XMLElement($0) }
    return XMLElement(
      "styleSheet", ["xmlns": spreadsheet],
      [
        XMLElement(
          "numFmts", ["count": "1"], [XMLElement("numFmt", ["numFmtId": "164", "formatCode": "yyyy\\-mm\\-dd"])]),
        XMLElement(
          "fonts", ["count": "2"], [XMLElement("font", [:], font), XMLElement("font", [:], [XMLElement("b")] + font)]),
        XMLElement(
          "fills", ["count": "3"],
          [
            XMLElement("fill", [:], [XMLElement("patternFill", ["patternType": "none"])]),
            XMLElement("fill", [:], [XMLElement("patternFill", ["patternType": "gray125"])]),
            XMLElement(
              "fill", [:],
              [XMLElement("patternFill", ["patternType": "solid"], [XMLElement("fgColor", ["rgb": "FFE6E9EE"])])]),
          ]),
        XMLElement("borders", ["count": "1"], [XMLElement("border", [:], none)]),
        XMLElement(
          "cellStyleXfs", ["count": "1"],
          [
            XMLElement("xf", ["numFmtId": "0", "fontId": "0", "fillId": "0", "borderId": "0"])
          ]),
        XMLElement(
          "cellXfs", ["count": "7"],
          [format(0), format(0, font: 1, fill: 2), format(164), format(4), format(10), format(3), format(49)]),
        XMLElement(
          "cellStyles", ["count": "1"], [XMLElement("cellStyle", ["name": "Normal", "xfId": "0", "builtinId": "0"])]),
      ]
    ).document
  }()

  /// A sheet, written straight into bytes: it may have a million rows.
  private static func rows(_ table: DataTable) -> [UInt8] {
    let columns = table.columns.indices.map { letters($0 + 1) }
    var bytes = Array("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n".utf8)
    func put(_ text: String) { bytes.append(contentsOf: text.utf8) }
    put("<worksheet xmlns=\"\(spreadsheet)\">")
    put("<sheetViews><sheetView workbookViewId=\"0\">")
    put("<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>")
    put("<cols>")
    for (index, column) in table.columns.enumerated() {
      put("<col min=\"\(index + 1)\" max=\"\(index + 1)\" width=\"\(column.width)\" customWidth=\"1\"/>")
    }
    put("</cols>\n<sheetData>\n<row r=\"1\">")
    for (index, column) in table.columns.enumerated() { put(text(column.name, columns[index] + "1", style: 1)) }
    put("</row>\n")
    for (number, row) in table.rows.enumerated() {
      put("<row r=\"\(number + 2)\">")
      for (index, cell) in row.enumerated() {
        let place = columns[index] + String(number + 2)
        let kind = table.columns[index].kind
        switch cell {
        case .empty: break
        case .text(let value): put(text(value, place, style: 6))
        case .flag(let flag): put("<c r=\"\(place)\" t=\"b\"><v>\(flag ? 1 : 0)</v></c>")
        case .date(let day): put("<c r=\"\(place)\" s=\"2\"><v>\(day + SerialDate.dayOf1970)</v></c>")
        case .whole, .number: put("<c r=\"\(place)\" s=\"\(style(kind))\"><v>\(cell.plain(kind))</v></c>")
        }
      }
      put("</row>\n")
    }
    put("</sheetData>\n<autoFilter ref=\"A1:\(letters(table.columns.count))\(table.rows.count + 1)\"/></worksheet>\n")
    return bytes
  }

  private static func text(_ value: String, _ place: String, style: Int) -> String {
    "<c r=\"\(place)\" s=\"\(style)\" t=\"inlineStr\"><is><t xml:space=\"preserve\">\(EscapedText.written(cut(value)))</t></is></c>"
  }

  private static func cut(_ text: String) -> String {
    guard text.utf16.count > textLimit else { return text }
    var result = ""
    var length = 0
    for scalar in text.unicodeScalars {
      length += scalar.value > 0xFFFF ? 2 : 1
      if length >= textLimit { break }
      result.unicodeScalars.append(scalar)
    }
    return result + "…"
  }

  /// `A` for 1, `AB` for 28.
  private static func letters(_ number: Int) -> String {
    var number = number
    var result = ""
    while number > 0 {
      number -= 1
      result = String(UnicodeScalar(UInt8(65 + number % 26))) + result
      number /= 26
    }
    return result
  }
}
