/// What can be wrong with the XML inside a workbook.
extension FindingCode {
  package static let xmlSyntax = FindingCode(
    "XML001", "not well-formed XML",
    explanation: """
      A workbook is a ZIP file of XML parts. This part breaks the grammar of XML at the byte that is named; reading stops \
      there, as everything behind it would be a guess.
      """,
    fix: "open the workbook in a spreadsheet program and save it again, or export it again")

  package static let xmlEncoding = FindingCode(
    "XML002", "XML that is not UTF-8",
    explanation: "The parts of a workbook are read in UTF-8, which is what all spreadsheet programs write.",
    fix: "open the workbook in a spreadsheet program and save it again as .xlsx")

  package static let xmlEntity = FindingCode(
    "XML003", "XML that defines its own entities",
    explanation: """
      A document type or an entity of one's own can make a small file expand without end, or read files of the machine. \
      No workbook needs either; nothing of the file is read.
      """,
    fix: "find out where the file came from, and export it again")

  package static let xmlDepth = FindingCode(
    "XML004", "XML nested too deeply",
    explanation: "Elements may stand \(XMLReader.depthLimit) deep in each other; those of workbooks stand ten deep.",
    fix: "export the file again")

  package static let ofXML: [FindingCode] = [xmlSyntax, xmlEncoding, xmlEntity, xmlDepth]
}
