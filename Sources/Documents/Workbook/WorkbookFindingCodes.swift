/// What can be wrong with a workbook.
extension FindingCode {
  package static let workbookKind = FindingCode(
    "XLS001", "a file that is no workbook of today",
    explanation: """
      Read are workbooks as spreadsheet programs have saved them since 2007 (.xlsx, .xlsm), and CSV. The file is \
      something else, which the message names, whatever the ending of its name says.
      """,
    fix: "open the file in a spreadsheet program and save it as .xlsx")

  package static let workbookEncrypted = FindingCode(
    "XLS002", "a workbook that is encrypted",
    explanation: """
      A password, or a label such as "Confidential", has encrypted the whole file. Only the program that holds the key \
      can open it.
      """,
    fix: "open it, remove the password or the label, save it as .xlsx and import that")

  package static let workbookPart = FindingCode(
    "XLS003", "a workbook that is not whole",
    explanation:
      "A workbook consists of parts that refer to each other. A part that another needs is missing or damaged.",
    fix: "open the workbook in a spreadsheet program, which may repair it, and save it again")

  package static let workbookSheet = FindingCode(
    "XLS004", "a sheet that is damaged",
    explanation: """
      Rows stand from top to bottom and cells from left to right, each where its reference says, and refer to texts that \
      there are. At this place they do not, so that values could land under the wrong heading.
      """,
    fix: "open the workbook in a spreadsheet program, which may repair it, and save it again")

  package static let workbookLimit = FindingCode(
    "XLS005", "a workbook that is too large",
    explanation: """
      The texts of a workbook may have 2 GiB, and a table read from a sheet so many cells as its content allows: a few \
      values strewn over a million rows and thousands of columns are no table.
      """,
    fix: "export fewer sheets at once, or delete what is empty")

  package static let sheetHeader = FindingCode(
    "XLS006", "a sheet without a header",
    explanation: "The first row that holds something names the columns. The sheet holds nothing.",
    fix: "nothing, if the sheet is meant to be empty")

  package static let sheetColumn = FindingCode(
    "XLS007", "a column of a sheet without a name",
    explanation: "Values stand under a heading that is empty, so nothing can refer to them. They are not read.",
    fix: "name the column in the header row")

  package static let sheetColumnTwice = FindingCode(
    "XLS008", "one heading twice in a sheet",
    explanation: "Two columns have one name. The second is read under the name with '#2' behind it.",
    fix: "rename one of the two")

  package static let ofWorkbooks: [FindingCode] = [
    workbookKind, workbookEncrypted, workbookPart, workbookSheet, workbookLimit, sheetHeader, sheetColumn,
    sheetColumnTwice,
  ]
}
