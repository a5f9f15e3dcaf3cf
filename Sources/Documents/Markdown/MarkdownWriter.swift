/// Blocks become Markdown: GitHub's dialect, one blank line between blocks, table columns set under each other so that the
/// file also reads well as plain text, and a newline at the end.
extension MarkdownDocument {
  /// The page as text. Equal pages give equal bytes.
  package var text: String {
    var writer = MarkdownWriter()
    for block in blocks { writer.write(block) }
    return writer.result
  }
}

/// Cells wider than this are not padded: one long name must not push every row off the screen.
private let paddedWidth = 44

private struct MarkdownWriter {
  var result = ""

  mutating func write(_ block: MarkdownBlock) {
    if !result.isEmpty { result += "\n" }
    switch block {
    case .heading(let level, let text):
      precondition((1...6).contains(level))
      result += String(repeating: "#", count: level) + " " + line(text) + "\n"
    case .paragraph(let text):
      result += line(text, atLineStart: true) + "\n"
    case .bullets(let items):
      for item in items { result += "- " + line(item, atLineStart: true) + "\n" }
    case .numbered(let items):
      for (position, item) in items.enumerated() {
        result += "\(position + 1). " + line(item, atLineStart: true) + "\n"
      }
    case .table(let table):
      write(table)
    case .image(let description, let file):
      result += "![" + MarkdownEscape.text(description) + "](" + MarkdownEscape.file(file) + ")\n"
    }
  }

  private mutating func write(_ table: MarkdownTable) {
    var cells = [table.columns.map { line($0.title, inTable: true) }]
    for row in table.rows {
      precondition(row.count == table.columns.count, "a row has a cell for each column")
      cells.append(row.map { line($0, inTable: true) })
    }
    var widths = [Int](repeating: 3, count: table.columns.count)
    for row in cells {
      for (column, cell) in row.enumerated() {
        let width = cell.unicodeScalars.count
        if width <= paddedWidth { widths[column] = max(widths[column], width) }
      }
    }
    for (position, row) in cells.enumerated() {
      result += "|"
      for (column, cell) in row.enumerated() {
        let padding = String(repeating: " ", count: max(0, widths[column] - cell.unicodeScalars.count))
        result += table.columns[column].isRight ? " \(padding)\(cell) |" : " \(cell)\(padding) |"
      }
      result += "\n"
      guard position == 0 else { continue }
      result += "|"
      for (column, width) in widths.enumerated() {
        let rule = String(repeating: "-", count: width)
        result += table.columns[column].isRight ? " \(rule):|" : " \(rule) |"
      }
      result += "\n"
    }
  }

  private func line(_ text: MarkdownText, atLineStart: Bool = false, inTable: Bool = false) -> String {
    var line = ""
    for span in text.spans {
      switch span {
      case .plain(let words): line += MarkdownEscape.text(words, atLineStart: atLineStart && line.isEmpty)
      case .strong(let words):
        if !words.isEmpty { line += "**" + MarkdownEscape.text(words) + "**" }
      case .code(let words): line += MarkdownEscape.code(words, inTable: inTable)
      case .link(let words, let file, let anchor):
        let place = anchor.isEmpty ? "" : "#" + MarkdownEscape.file(anchor)
        line += "[" + MarkdownEscape.text(words) + "](" + MarkdownEscape.file(file) + place + ")"
      }
    }
    return line
  }
}
