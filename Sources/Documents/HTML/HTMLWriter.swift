/// Writes a page of HTML: elements, and the same blocks that Markdown pages are made of.
///
///     var page = HTMLWriter()
///     page.open("section", ["aria-labelledby": "waves"])
///     page.write(.heading(2, "The waves"))
///     page.write(.table(overview))
///     page.close("section")
///     page.markup
///
/// One content, two renderings: whoever builds blocks need not know whether a file of Markdown or a page becomes of them. Texts
/// are data here as well. They pass `VisibleText` and `HTMLText` on their way, so no name opens an element, ends an
/// attribute or turns the reading direction. Equal calls give equal bytes.
package struct HTMLWriter: Sendable {
  package private(set) var markup = ""
  /// The ids given so far: each once in a page.
  private var ids: Set<String> = []

  /// Where a link of a block leads: the id of a place in this page, or nil where it has none; then its words stand alone.
  package var place: @Sendable (_ file: String, _ anchor: String) -> String? = { _, _ in nil }
  /// What a link to another file is called here; nil leaves its words.
  package var name: @Sendable (_ file: String) -> String? = { _ in nil }
  /// The picture that a block shows, as markup of this page; nil where there is none.
  package var picture: @Sendable (_ file: String) -> String? = { _ in nil }
  /// What is added to the level of every heading.
  package var shift = 0

  package init() {}

  // MARK: Elements

  package mutating func open(_ name: StaticString, _ attributes: KeyValuePairs<StaticString, String> = [:]) {
    markup += "<\(name)"
    for (key, value) in attributes {
      markup += " \(key)"
      // An attribute that is simply there, such as `hidden`, has no value.
      if !value.isEmpty { markup += "=\"" + HTMLWriter.escaped(value) + "\"" }
    }
    markup += ">"
  }

  package mutating func close(_ name: StaticString) { markup += "</\(name)>\n" }

  /// An element with words in it.
  package mutating func element(
    _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String> = [:], _ text: MarkdownText
  ) {
    open(name, attributes)
    write(text)
    close(name)
  }

  /// Markup that this product wrote itself: a picture, a script, a style sheet. Never a text of an inventory.
  package mutating func insert(_ own: String) { markup += own }

  /// `wish`, or with a number behind it where that is taken.
  package mutating func newID(_ wish: String) -> String {
    var id = wish.isEmpty ? "part" : wish
    var number = 2
    while !ids.insert(id).inserted {
      id = "\(wish.isEmpty ? "part" : wish)-\(number)"
      number += 1
    }
    return id
  }

  // MARK: Blocks

  package mutating func write(_ blocks: [MarkdownBlock]) { for block in blocks { write(block) } }

  package mutating func write(_ block: MarkdownBlock) {
    switch block {
    case .heading(let level, let text): heading(level, text)
    case .paragraph(let text): element("p", [:], text)
    case .bullets(let items): list("ul", items)
    case .numbered(let items): list("ol", items)
    case .table(let table): write(table)
    case .image(let description, let file):
      open("figure")
      if let picture = picture(file) {
        open("div", ["class": "scroll"])
        insert(picture)
        close("div")
      } else {
        element("p", [:], MarkdownText(description))
      }
      close("figure")
    }
  }

  /// A heading with an id, which it gives back.
  @discardableResult
  package mutating func heading(_ level: Int, _ text: MarkdownText, id wish: String? = nil) -> String {
    let level = min(6, max(1, level + shift))
    let id = newID(wish ?? HTMLWriter.anchor(text.plain))
    markup += "<h\(level) id=\"\(HTMLWriter.escaped(id))\" tabindex=\"-1\">"
    write(text)
    markup += "</h\(level)>\n"
    return id
  }

  private mutating func list(_ name: StaticString, _ items: [MarkdownText]) {
    open(name)
    markup += "\n"
    for item in items { element("li", [:], item) }
    close(name)
  }

  private mutating func write(_ table: MarkdownTable) {
    open("div", ["class": "scroll"])
    open("table")
    markup += "\n<thead><tr>"
    for column in table.columns {
      markup += column.isRight ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">"
      write(column.title)
      markup += "</th>"
    }
    markup += "</tr></thead>\n<tbody>\n"
    for row in table.rows {
      precondition(row.count == table.columns.count, "a row has a cell for each column")
      markup += "<tr>"
      for (column, cell) in row.enumerated() {
        markup += table.columns[column].isRight ? "<td class=\"n\">" : HTMLWriter.cell(of: cell)
        write(cell)
        markup += "</td>"
      }
      markup += "</tr>\n"
    }
    markup += "</tbody>\n</table>"
    close("div")
  }

  /// Keys and dates stay in one line (`s`), sentences get room (`t`).
  private static func cell(of text: MarkdownText) -> String {
    let length = text.spans.reduce(0) { $0 + $1.words.utf8.count }
    if length > 60 { return "<td class=\"t\">" }
    let isOneWord = (1...24).contains(length) && text.spans.allSatisfy { !$0.words.utf8.contains(UInt8(ascii: " ")) }
    return isOneWord ? "<td class=\"s\">" : "<td>"
  }

  // MARK: Words

  package mutating func write(_ text: MarkdownText) {
    for span in text.spans {
      switch span {
      case .plain(let words): markup += HTMLWriter.escaped(words)
      case .strong(let words):
        if !words.isEmpty { markup += "<strong>" + HTMLWriter.escaped(words) + "</strong>" }
      case .code(let words):
        if !words.isEmpty { markup += "<code>" + HTMLWriter.escaped(words) + "</code>" }
      case .link(let words, let file, let anchor):
        let words = name(file) ?? words
        if let id = place(file, anchor) {
          markup += "<a href=\"#" + HTMLWriter.escaped(id) + "\">" + HTMLWriter.escaped(words) + "</a>"
        } else {
          markup += HTMLWriter.escaped(words)
        }
      }
    }
  }

  /// Safe to look at, and safe as content or between double quotes.
  package static func escaped(_ raw: String) -> String { HTMLText.escaped(VisibleText.of(raw)) }

  /// Words as an id: lower-case letters and digits, spaces as hyphens.
  package static func anchor(_ words: String) -> String {
    var result = ""
    for scalar in words.unicodeScalars.prefix(80) {
      switch scalar {
      case "a"..."z", "0"..."9", "-": result.unicodeScalars.append(scalar)
      case "A"..."Z": result.unicodeScalars.append(Unicode.Scalar(scalar.value + 32) ?? scalar)
      case " ": result += "-"
      default: break
      }
    }
    return result
  }
}

extension MarkdownText {
  /// The words alone.
  package var plain: String { spans.map(\.words).joined() }
}

extension MarkdownText.Span {
  package var words: String {
    switch self {
    case .plain(let words), .strong(let words), .code(let words), .link(let words, _, _): words
    }
  }
}
