/// A page as a value: blocks of prose, tables, lists and pictures, before they become Markdown.
///
///     let page = MarkdownDocument(blocks: [
///       .heading(1, "Workshop"),
///       .paragraph("The target is \(strong: "met") by `host_7`."),
///       .table(MarkdownTable(columns: [.left("wave"), .right("workloads")], rows: [["1", "12"]])),
///     ])
///     page.text
///
/// Texts are data: whoever builds a page writes plain words and names as they stand in the inventory, and the writer alone
/// escapes them. Nothing in a text can become markup, a link, a mention or a line of its own.
package struct MarkdownDocument: Sendable {
  package var blocks: [MarkdownBlock]

  package init(blocks: [MarkdownBlock] = []) { self.blocks = blocks }

  package static func += (page: inout MarkdownDocument, block: MarkdownBlock) { page.blocks.append(block) }
  package static func += (page: inout MarkdownDocument, blocks: [MarkdownBlock]) { page.blocks += blocks }
}

/// What a page is made of, from top to bottom.
package enum MarkdownBlock: Sendable {
  /// Level 1 to 6.
  case heading(Int, MarkdownText)
  case paragraph(MarkdownText)
  case bullets([MarkdownText])
  case numbered([MarkdownText])
  case table(MarkdownTable)
  /// A picture beside the page: the description is what is read where it is not seen.
  case image(description: String, file: String)
}

/// A table: a header, an alignment for each column, and rows of as many cells.
package struct MarkdownTable: Sendable {
  package struct Column: Sendable {
    package var title: MarkdownText
    package var isRight: Bool

    package static func left(_ title: MarkdownText) -> Column { Column(title: title, isRight: false) }
    /// For numbers.
    package static func right(_ title: MarkdownText) -> Column { Column(title: title, isRight: true) }
  }

  package var columns: [Column]
  package var rows: [[MarkdownText]]

  package init(columns: [Column], rows: [[MarkdownText]] = []) {
    self.columns = columns
    self.rows = rows
  }

  /// The table without the columns in which no row says anything; whole where it has no rows.
  package var withoutEmptyColumns: MarkdownTable {
    guard !rows.isEmpty else { return self }
    let kept = columns.indices.filter { column in rows.contains { !$0[column].isBlank } }
    return MarkdownTable(columns: kept.map { columns[$0] }, rows: rows.map { row in kept.map { row[$0] } })
  }
}

/// A run of words in a line: plain, strong, code, or a link to another file of the same report.
///
/// A literal is plain text; `\(strong:)`, `\(code:)` and `\(link:to:)` mark what they wrap.
package struct MarkdownText: Hashable, Sendable {
  package enum Span: Hashable, Sendable {
    case plain(String)
    case strong(String)
    /// For keys and digests: shown as they are, never linked.
    case code(String)
    case link(String, file: String, anchor: String = "")
  }

  package var spans: [Span]

  package init(_ spans: [Span]) { self.spans = spans }
  package init(_ text: String) { spans = [.plain(text)] }

  /// Nothing would be written.
  package var isBlank: Bool {
    spans.allSatisfy { span in
      switch span {
      case .plain(let text), .strong(let text), .code(let text): text.isEmpty
      case .link: false
      }
    }
  }

  package static func code(_ text: String) -> MarkdownText { MarkdownText([.code(text)]) }
  package static func strong(_ text: String) -> MarkdownText { MarkdownText([.strong(text)]) }
  package static let empty = MarkdownText("")
  /// Without a file the anchor is one of the same page.
  package static func link(_ text: String, to file: String, at anchor: String = "") -> MarkdownText {
    MarkdownText([.link(text, file: file, anchor: anchor)])
  }

  package static func + (left: MarkdownText, right: MarkdownText) -> MarkdownText {
    MarkdownText(left.spans + right.spans)
  }

  /// The texts one after the other, with `separator` between them.
  package static func joined(_ texts: [MarkdownText], separator: String = ", ") -> MarkdownText {
    var spans: [Span] = []
    for (position, text) in texts.enumerated() {
      if position > 0 { spans.append(.plain(separator)) }
      spans += text.spans
    }
    return MarkdownText(spans)
  }
}

extension MarkdownText: ExpressibleByStringInterpolation {
  package init(stringLiteral value: String) { self.init(value) }
  package init(stringInterpolation: Interpolation) { self.init(stringInterpolation.spans) }

  package struct Interpolation: StringInterpolationProtocol {
    var spans: [Span] = []

    package init(literalCapacity: Int, interpolationCount: Int) {}
    package mutating func appendLiteral(_ literal: String) {
      if !literal.isEmpty { spans.append(.plain(literal)) }
    }
    package mutating func appendInterpolation(_ value: some CustomStringConvertible) {
      spans.append(.plain(value.description))
    }
    package mutating func appendInterpolation(_ text: MarkdownText) { spans += text.spans }
    package mutating func appendInterpolation(strong text: String) { spans.append(.strong(text)) }
    package mutating func appendInterpolation(code text: String) { spans.append(.code(text)) }
    package mutating func appendInterpolation(link text: String, to file: String, at anchor: String = "") {
      spans.append(.link(text, file: file, anchor: anchor))
    }
  }
}
