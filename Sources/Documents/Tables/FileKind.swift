/// What a file is by its first bytes, whatever its name says: enough to read it, or to tell its owner what to do with it.
package enum FileKind: Hashable, Sendable {
  /// A ZIP file, and so perhaps a workbook.
  case zip
  /// A workbook or document that is encrypted, by a password or a sensitivity label.
  case encryptedOffice
  /// A workbook of Excel 97 to 2003.
  case legacyWorkbook
  /// Another file of the old kind of Office: a document, a message.
  case legacyOffice
  /// A web page, which some tools export under the name `.xls`.
  case webPage
  /// A spreadsheet as XML of 2003.
  case xmlSpreadsheet
  case pdf
  case gzip

  /// Nil for anything else: text, most likely.
  package init?(_ bytes: [UInt8]) {
    if ZIPArchive.isLikely(bytes) {
      self = .zip
    } else if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
      self = Self.officeKind(bytes)
    } else if bytes.starts(with: [0x1F, 0x8B]) {
      self = .gzip
    } else if bytes.starts(with: "%PDF-".utf8) {
      self = .pdf
    } else {
      let begin = bytes.prefix(1024).drop { $0 <= 0x20 || $0 >= 0x80 }
      let text = String(decoding: begin, as: UTF8.self).lowercased()
      if text.hasPrefix("<!doctype html") || text.hasPrefix("<html") || text.hasPrefix("<table") {
        self = .webPage
      } else if text.hasPrefix("<?xml"), text.contains("urn:schemas-microsoft-com:office:spreadsheet") {
        self = .xmlSpreadsheet
      } else {
        return nil
      }
    }
  }

  /// The names in the directory of the compound file tell; they are UTF-16 in entries of 128 bytes.
  private static func officeKind(_ bytes: [UInt8]) -> FileKind {
    var isWorkbook = false
    var position = 512
    while position + 128 <= bytes.count {
      let length = Int(bytes[position + 64]) | Int(bytes[position + 65]) << 8
      if (2...64).contains(length), length & 1 == 0, (1...5).contains(bytes[position + 66]) {
        let units = stride(from: position, to: position + length - 2, by: 2).map {
          UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8
        }
        switch String(decoding: units, as: UTF16.self) {
        case "EncryptedPackage", "EncryptionInfo": return .encryptedOffice
        case "Workbook", "Book": isWorkbook = true
        default: break
        }
      }
      position += 128
    }
    return isWorkbook ? .legacyWorkbook : .legacyOffice
  }

  /// What to say where a workbook was wanted.
  func refusal(file: String) -> Findings {
    let (code, message, help): (FindingCode, String, String) =
      switch self {
      case .zip:
        (.workbookKind, "a ZIP file", "import the files in it")
      case .encryptedOffice:
        (
          .workbookEncrypted, "the workbook is encrypted, by a password or a sensitivity label",
          "open it, take the password or label away, save it as .xlsx and import that"
        )
      case .legacyWorkbook:
        (
          .workbookKind, "a workbook of Excel 97 to 2003 (.xls)",
          "open it in a spreadsheet program and save it as .xlsx"
        )
      case .legacyOffice:
        (.workbookKind, "an old document of Office, no workbook", "save the table as .xlsx or CSV")
      case .webPage:
        (
          .workbookKind, "a web page, whatever its name says",
          "open it in a spreadsheet program and save it as .xlsx"
        )
      case .xmlSpreadsheet:
        (.workbookKind, "a spreadsheet as XML of 2003", "open it in a spreadsheet program and save it as .xlsx")
      case .pdf: (.workbookKind, "a PDF file, no table", "export the table itself, as .xlsx or CSV")
      case .gzip: (.workbookKind, "a compressed file (gzip)", "unpack it first")
      }
    return Findings(code, message, at: SourceLocation(file: file), help: help)
  }

  /// What to say where a table was wanted as text.
  package func finding(file: String) -> Finding { refusal(file: file).all[0] }
}
