import Documents

/// Sections that are too long for one page are put on several, each with its way to the page before and after.
///
///     waves-11.md     ## Wave 12              what binds it, and its first applications
///     waves-12.md     ## Wave 12, part 2      the rest of its applications
///                     ## Wave 13
///
/// GitHub shows a Markdown file as text, unrendered, from 512 KB on, and browsers become slow before that; wikis cut or refuse
/// at sizes of their own. A page here holds up to 256 KB. A section stays whole where a page can hold it; a longer one is cut
/// into parts between the rows of a table (each part has the header again), the items of a list or the names of an item. Only a
/// single row, or a single name, is never cut.
package enum Paging {
  /// Bytes of one page.
  package static let limit = 256 * 1024

  /// A section with its name (`Wave 7`), which is its first heading.
  package struct Section {
    package var name: String
    package var blocks: [MarkdownBlock]

    package init(name: String, blocks: [MarkdownBlock]) {
      self.name = name
      self.blocks = blocks
    }
  }

  package typealias Page = (file: String, document: MarkdownDocument, sections: [String])

  /// The sections in order, on as few pages as hold them. One page is `waves.md`; of several the first is `waves-1.md`.
  ///
  /// - Parameter opening: the blocks that every page begins with.
  package static func pages(
    _ stem: String, opening: [MarkdownBlock], _ sections: [Section], limit: Int = Paging.limit
  ) -> [Page] {
    let whole = packed(sections, room: limit - bytes(opening))
    if whole.count == 1, bytes(opening) + bytes(whole[0].blocks) + 1 <= limit {
      return [("\(stem).md", MarkdownDocument(blocks: opening + whole[0].blocks), whole[0].names)]
    }
    // Room for the way to the neighbours, whose numbers have at most seven figures.
    let way = bytes([neighbours(stem, 9_999_998, of: 9_999_999)])
    let room = max(1, limit - bytes(opening) - way - 2)
    let pages = packed(sections.flatMap { parts(of: $0, room: room) }, room: room)
    return pages.enumerated().map { position, page in
      (
        "\(stem)-\(position + 1).md",
        MarkdownDocument(blocks: opening + [neighbours(stem, position + 1, of: pages.count)] + page.blocks), page.names
      )
    }
  }

  private static func packed(_ sections: [Section], room: Int) -> [(blocks: [MarkdownBlock], names: [String])] {
    var pages: [(blocks: [MarkdownBlock], names: [String], bytes: Int)] = []
    for section in sections {
      // A blank line stands between blocks.
      let bytes = bytes(section.blocks) + 1
      if let last = pages.last, last.bytes + bytes <= room {
        pages[pages.count - 1].blocks += section.blocks
        pages[pages.count - 1].names.append(section.name)
        pages[pages.count - 1].bytes += bytes
      } else {
        pages.append((section.blocks, [section.name], bytes))
      }
    }
    return pages.map { ($0.blocks, $0.names) }
  }

  /// "Page 3 of 40. Before: waves-2.md. After: waves-4.md."
  private static func neighbours(_ stem: String, _ number: Int, of count: Int) -> MarkdownBlock {
    func page(_ number: Int) -> MarkdownText { .link("\(stem)-\(number).md", to: "\(stem)-\(number).md") }
    var text: MarkdownText = "Page \(number) of \(count)."
    if number > 1 { text = text + " Before: " + page(number - 1) + "." }
    if number < count { text = text + " After: " + page(number + 1) + "." }
    return .paragraph(text)
  }

  // MARK: A section that is longer than a page

  /// The section itself, or so many parts that each fits: `Wave 7`, `Wave 7, part 2`, …
  private static func parts(of section: Section, room: Int) -> [Section] {
    guard bytes(section.blocks) > room, case .heading(let level, _)? = section.blocks.first else { return [section] }
    func heading(_ number: Int) -> MarkdownBlock {
      number == 1 ? section.blocks[0] : .heading(level, MarkdownText("\(section.name), part \(number)"))
    }
    var parts: [Section] = []
    var left = 0
    func begin() {
      let number = parts.count + 1
      let name = number == 1 ? section.name : "\(section.name), part \(number)"
      parts.append(Section(name: name, blocks: [heading(number)]))
      left = room - bytes([heading(number)]) - 1
    }
    begin()
    for block in section.blocks.dropFirst() {
      var rest = BlockPieces(block, room: room / 8)
      while !rest.isEmpty {
        if let piece = rest.next(upTo: left) {
          parts[parts.count - 1].blocks.append(piece.block)
          left -= piece.bytes + 1
        } else if parts[parts.count - 1].blocks.count > 1 {
          begin()
        } else {
          // Not even one row fits: the page is longer.
          let piece = rest.first()
          parts[parts.count - 1].blocks.append(piece.block)
          left -= piece.bytes + 1
        }
      }
    }
    return parts
  }

  private static func bytes(_ blocks: [MarkdownBlock]) -> Int { MarkdownDocument(blocks: blocks).text.utf8.count }

  /// The anchor that hosts give to a heading of plain words: lower case, spaces as hyphens.
  package static func anchor(_ heading: String) -> String {
    var result = ""
    for scalar in heading.unicodeScalars {
      switch scalar {
      case "a"..."z", "0"..."9", "-", "_": result.unicodeScalars.append(scalar)
      case "A"..."Z": result.unicodeScalars.append(Unicode.Scalar(scalar.value + 32) ?? scalar)
      case " ": result += "-"
      default: break
      }
    }
    return result
  }
}
