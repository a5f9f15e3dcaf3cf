/// What stands behind a code such as `JSN001`: the page that `drawdown help JSN001` prints.
///
/// A code is stable: it keeps its meaning from version to version, and is never given to another thing. Each module that
/// makes findings has its own catalogue; the codes of the syntax readers stand here.
package struct FindingCode: Hashable, Sendable {
  /// Three letters and three digits.
  package var code: String
  /// What is the case, in a few words.
  package var title: String
  /// Why it matters, and what the reader made of it.
  package var explanation: String
  /// What to do about it.
  package var fix: String

  package init(_ code: String, _ title: String, explanation: String, fix: String) {
    self.code = code
    self.title = title
    self.explanation = explanation
    self.fix = fix
  }
}

extension FindingCode {
  package static let jsonSyntax = FindingCode(
    "JSN001", "not JSON",
    explanation: """
      The file breaks the grammar of RFC 8259 at this place: no comments, no trailing comma, keys in double quotes, \
      control characters escaped, one value in the file. Reading stops at the first such place, as everything behind it \
      would be a guess.
      """,
    fix: "correct the character that the caret shows; an editor with JSON support marks the same place")

  package static let jsonEncoding = FindingCode(
    "JSN002", "JSON that is not UTF-8",
    explanation: """
      RFC 8259 asks for UTF-8. The byte at this place does not belong to any UTF-8 character; files in UTF-16 or Latin-1 \
      are not guessed at. A byte order mark of UTF-8 at the start is allowed.
      """,
    fix: "save the file as UTF-8")

  package static let jsonDepth = FindingCode(
    "JSN003", "JSON nested too deeply",
    explanation:
      "Arrays and objects may stand \(JSONReader.depthLimit) deep in each other; no real file comes near it.",
    fix: "check whether brackets were lost, or whether the file is what it should be")

  package static let jsonDuplicateKey = FindingCode(
    "JSN004", "one key twice in a JSON object",
    explanation: """
      Readers differ on which of two equal keys counts, so a file that has both says two things. Neither is taken.
      """,
    fix: "remove or rename one of the two")

  package static let jsonNumberRange = FindingCode(
    "JSN005", "a JSON number that is too large",
    explanation: "The number lies outside what 64-bit floating point holds (about 1.8e308).",
    fix: "write a number that is meant to be one")

  package static let jsonSurrogate = FindingCode(
    "JSN006", "half a character in a JSON text",
    explanation: """
      An escape \\uD800 to \\uDFFF is half of a character; it stands here without its other half, so the text has no \
      meaning in Unicode.
      """,
    fix: "write both halves, or the character itself")

  package static let csvEncoding = FindingCode(
    "CSV001", "a table that is not UTF-8",
    explanation: """
      The byte at this place does not belong to any UTF-8 character. A spreadsheet that saves "CSV" without more often \
      writes the machine's own code page; reading that as UTF-8 would spoil names without a word.
      """,
    fix: "export as \"CSV UTF-8\", or convert the file, for example with iconv -f WINDOWS-1252 -t UTF-8")

  package static let csvNull = FindingCode(
    "CSV002", "a NUL byte in a table",
    explanation: "Text has no NUL; the file is binary, UTF-16, or damaged.",
    fix: "export the table again, as UTF-8")

  package static let csvUnclosedQuote = FindingCode(
    "CSV003", "a quoted cell that does not end",
    explanation: """
      A cell that begins with a double quote ends with one; inside it a double quote is written twice. Here the quote is \
      open to the end of the file, or for longer than any cell can be.
      """,
    fix: "close the quote, or write it twice where it belongs to the text")

  package static let csvQuote = FindingCode(
    "CSV004", "text behind a closing quote",
    explanation: """
      Between the closing quote of a cell and the next separator nothing may stand. Mostly a quote inside the cell was \
      not doubled.
      """,
    fix: "write a double quote inside a quoted cell twice")

  package static let csvLineLength = FindingCode(
    "CSV005", "a line that is too long",
    explanation: """
      A row longer than \(CSVLimits.row / (1 << 20)) MiB is not a row of an inventory: mostly the line ends are \
      missing, or the file is not a table. Reading stops here.
      """,
    fix: "check the line ends and the export")

  package static let csvFieldCount = FindingCode(
    "CSV006", "a row with more or fewer cells than the header",
    explanation: """
      Each row has as many cells as the header. A row that has another number has lost a separator or a quote, and its \
      cells may stand under the wrong columns.
      """,
    fix: "add or remove the separator, or quote the cell that contains one")

  package static let csvNoHeader = FindingCode(
    "CSV007", "a table without a header",
    explanation: "The first row names the columns. A file without one cannot be read as a table.",
    fix: "write the header row")

  package static let csvDuplicateColumn = FindingCode(
    "CSV008", "one column twice in a header",
    explanation: "Two columns of one name leave open which of them counts.",
    fix: "rename or remove one of the two")

  package static let csvUnnamedColumn = FindingCode(
    "CSV009", "a column without a name",
    explanation: "The header has an empty cell, and rows have values under it that nothing can refer to.",
    fix: "name the column, or remove it")

  package static let csvCodePage = FindingCode(
    "CSV010", "an export that is not UTF-8",
    explanation: """
      Bytes that are no UTF-8, and no UTF-16, are read as Windows-1252, the code page of spreadsheet programs and \
      service desks in western countries. In that code page any bytes are some text, so a wrong guess goes unnoticed.
      """,
    fix: "look at names with accents; where they are wrong, export as \"CSV UTF-8\"")

  /// The catalogue of the syntax readers, by code.
  package static let ofDocuments: [FindingCode] =
    [
      csvEncoding, csvNull, csvUnclosedQuote, csvQuote, csvLineLength, csvFieldCount, csvNoHeader, csvDuplicateColumn,
      csvUnnamedColumn, csvCodePage, jsonSyntax, jsonEncoding, jsonDepth, jsonDuplicateKey, jsonNumberRange,
      jsonSurrogate,
    ] + ofWorkbooks + ofXML + ofArchives
}

extension Finding {
  package init(
    _ severity: Severity, _ code: FindingCode, _ message: String, at location: SourceLocation? = nil,
    excerpt: String? = nil, caret: Int? = nil, help: String? = nil
  ) {
    self.init(severity, code.code, message, at: location, excerpt: excerpt, caret: caret, help: help)
  }
}
