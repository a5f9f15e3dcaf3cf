/// A workbook of a spreadsheet program (`.xlsx`, `.xlsm`; ECMA-376, transitional and strict): its sheets, read row by row.
///
///     let workbook = try Workbook(bytes, file: "RVTools.xlsx")
///     for sheet in workbook.sheets { … sheet.name, sheet.isHidden … }
///     try workbook.forEachRow(of: sheet) { row in … ; return true }         // in the order of the sheet
///     let (table, findings) = workbook.table(of: sheet)                     // with columns by name
///
/// Cells have the value that the spreadsheet program stored: of a formula its result, of a number with a date's format the
/// date. What a sheet says about its own size is not believed, so a sheet that claims a million rows and holds nine costs
/// nine. Reading a sheet holds one row, and the texts that all sheets share.
///
/// A file that is no workbook throws a finding that says what it is instead: encrypted, of Excel 97, a web page.
package struct Workbook: Sendable {
  package struct Sheet: Hashable, Sendable {
    package let name: String
    /// Hidden, or hidden so that only a macro shows it again.
    package let isHidden: Bool
    /// The entry of the archive.
    let part: String
  }

  package let file: String
  /// In the order of their tabs. Sheets that hold a chart alone are left out.
  package let sheets: [Sheet]
  /// Whether days are counted from 1904, as the first Macintosh did.
  package let countsFrom1904: Bool
  private let archive: ZIPArchive
  private let strings: SharedStrings
  private let formats: NumberFormats

  package init(_ bytes: [UInt8], file: String, limits: ArchiveLimits = ArchiveLimits()) throws(Findings) {
    if let kind = FileKind(bytes), kind != .zip { throw kind.refusal(file: file) }
    self = try Workbook(ZIPArchive(bytes, file: file, limits: limits))
  }

  package init(_ archive: ZIPArchive) throws(Findings) {
    let package = WorkbookPackage(archive)
    let part = try package.workbookPart()
    let contents = try package.contents(of: part)
    file = archive.file
    sheets = contents.sheets
    countsFrom1904 = contents.countsFrom1904
    self.archive = archive
    if let name = contents.strings, let entry = archive.entry(named: name) {
      strings = try SharedStrings(archive.stream(of: entry))
    } else {
      strings = SharedStrings()
    }
    if let name = contents.styles, let entry = archive.entry(named: name) {
      formats = try NumberFormats(archive.stream(of: entry))
    } else {
      formats = NumberFormats()
    }
  }

  /// The sheet of that name, whatever the letter case, as spreadsheet programs compare.
  package func sheet(named name: String) -> Sheet? { sheets.first { $0.name.lowercased() == name.lowercased() } }

  /// Gives each row that holds something, until `body` says that it is enough (false). Only a sheet that was read to its
  /// end is known to be whole: what `body` made of it is void where this throws.
  package func forEachRow(of sheet: Sheet, _ body: (SheetRow) throws(Findings) -> Bool) throws(Findings) {
    guard let entry = archive.entry(named: sheet.part) else {
      throw Findings(
        .workbookPart, "the sheet's part \(sheet.part) is missing", at: SourceLocation(file: file, sheet: sheet.name),
        help: "open the workbook in a spreadsheet program and save it again")
    }
    var reader = SheetReader(
      try archive.stream(of: entry), sheet: sheet.name, file: file, strings: strings, formats: formats,
      from1904: countsFrom1904)
    try reader.forEachRow(body)
  }
}
