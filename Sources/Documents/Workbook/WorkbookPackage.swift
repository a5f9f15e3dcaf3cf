/// How the parts of a workbook hang together (ECMA-376 part 2): which part is the book, which its sheets, its texts, its
/// styles.
struct WorkbookPackage {
  struct Contents {
    var sheets: [Workbook.Sheet] = []
    var countsFrom1904 = false
    var strings: String?
    var styles: String?
  }

  private struct Relationship {
    /// What stands behind the last slash of its type.
    var kind: String
    /// The entry of the archive.
    var target: String
  }

  private let archive: ZIPArchive

  init(_ archive: ZIPArchive) { self.archive = archive }

  /// The entry that is the book.
  func workbookPart() throws(Findings) -> String {
    let root = try relationships(of: "")
    let part =
      root.values.map(\.target).filter { target in
        root.values.contains { $0.target == target && $0.kind == "officeDocument" }
      }.sorted().first ?? "xl/workbook.xml"
    if archive.entry(named: part) != nil, part.lowercased().hasSuffix(".xml") {
      if !part.lowercased().hasPrefix("word/"), !part.lowercased().hasPrefix("ppt/") { return part }
      throw refusal("a document of a word processor or a presentation, no workbook")
    }
    if part.hasSuffix(".bin") || archive.entry(named: "xl/workbook.bin") != nil {
      throw refusal("a binary workbook (.xlsb)")
    }
    if archive.entry(named: "content.xml") != nil, archive.entry(named: "mimetype") != nil {
      throw refusal("a document of OpenOffice or LibreOffice (.ods)")
    }
    if archive.entries.contains(where: { $0.name.hasPrefix("Index/") && $0.name.hasSuffix(".iwa") }) {
      throw refusal("a document of Apple Numbers")
    }
    throw Findings(
      .workbookKind, "a ZIP file, but no workbook", at: SourceLocation(file: archive.file),
      help: "a workbook is a file .xlsx; exports of several tables are read as a folder or ZIP file of CSV files")
  }

  private func refusal(_ what: String) -> Findings {
    Findings(
      .workbookKind, what, at: SourceLocation(file: archive.file),
      help: "open it in a spreadsheet program and save it as .xlsx")
  }

  func contents(of part: String) throws(Findings) -> Contents {
    let relationships = try relationships(of: part)
    var contents = Contents()
    contents.strings = target("sharedStrings", in: relationships)
    contents.styles = target("styles", in: relationships)
    var xml = XMLReader(try archive.stream(of: archive.entry(named: part)!))
    var isBook = false
    var names: Set<String> = []
    reading: while true {
      switch try xml.next() {
      case .finished: break reading
      case .text, .end: continue
      case .start:
        if xml.depth == 1 {
          isBook = xml.isName("workbook")
        } else if xml.depth == 2, xml.isName("workbookPr") {
          let flag = try xml.attribute("date1904")
          contents.countsFrom1904 = flag == "1" || flag == "true" || flag == "on"
        } else if xml.depth == 3, xml.isName("sheet") {
          guard let name = try xml.attribute("name"), let id = try xml.attribute("id") else {
            throw Findings(.workbookPart, "a sheet without name or part", at: xml.place)
          }
          guard names.insert(name.lowercased()).inserted else {
            throw Findings(.workbookPart, "two sheets named '\(name)'", at: xml.place)
          }
          guard let relationship = relationships[id] else {
            throw Findings(
              .workbookPart, "sheet '\(name)' leads to no part", at: xml.place,
              help: "open the workbook in a spreadsheet program and save it again")
          }
          guard relationship.kind == "worksheet" else { continue }
          let state = try xml.attribute("state") ?? "visible"
          contents.sheets.append(
            Workbook.Sheet(name: name, isHidden: state != "visible", part: relationship.target))
        }
      }
    }
    guard isBook else {
      throw Findings(.workbookPart, "the part that should be the book is something else", at: xml.place)
    }
    return contents
  }

  private func target(_ kind: String, in relationships: [String: Relationship]) -> String? {
    relationships.values.filter { $0.kind == kind }.map(\.target).sorted().first
  }

  /// What a part refers to, by the id that it uses; none where it refers to nothing.
  private func relationships(of part: String) throws(Findings) -> [String: Relationship] {
    let folder = part.split(separator: "/").dropLast().joined(separator: "/")
    let name = part.split(separator: "/").last.map(String.init) ?? ""
    guard let entry = archive.entry(named: (folder.isEmpty ? "" : folder + "/") + "_rels/\(name).rels") else {
      return [:]
    }
    var xml = XMLReader(try archive.stream(of: entry))
    var result: [String: Relationship] = [:]
    while true {
      switch try xml.next() {
      case .finished: return result
      case .text, .end: continue
      case .start:
        guard xml.isName("Relationship"), let id = try xml.attribute("Id"), let type = try xml.attribute("Type"),
          let target = try xml.attribute("Target")
        else { continue }
        if try xml.attribute("TargetMode") == "External" { continue }
        guard result[id] == nil else {
          throw Findings(.workbookPart, "two relationships of the id '\(id)'", at: xml.place)
        }
        let kind = type.split(separator: "/").last.map(String.init) ?? ""
        result[id] = Relationship(kind: kind, target: resolved(target, in: folder))
      }
    }
  }

  /// A target as the name of an entry: absolute ones begin with a slash, others at the folder of their part.
  private func resolved(_ target: String, in folder: String) -> String {
    var parts = target.hasPrefix("/") ? [] : folder.split(separator: "/")
    for part in target.replacingBackslashes.split(separator: "/") {
      if part == ".." { _ = parts.popLast() } else if part != "." { parts.append(part) }
    }
    return parts.joined(separator: "/")
  }
}

extension String {
  fileprivate var replacingBackslashes: String { String(map { $0 == "\\" ? "/" : $0 }) }
}
