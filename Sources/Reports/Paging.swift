import Documents

/// Sections that are too long for one page are put on several.
///
/// GitHub shows a Markdown file as text, unrendered, from 512 KB on, and browsers become slow before that; wikis cut or refuse
/// at sizes of their own. A page here holds up to 256 KB, and a section is never split: one that is longer makes a longer page.
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

  /// The sections in order, on as few pages as hold them. One page is `waves.md`; of several the first is `waves-1.md`.
  ///
  /// - Parameter opening: the blocks that every page begins with.
  package static func pages(
    _ stem: String, opening: [MarkdownBlock], _ sections: [Section], limit: Int = Paging.limit
  ) -> [(file: String, document: MarkdownDocument, sections: [String])] {
    var pages: [(blocks: [MarkdownBlock], sections: [String], bytes: Int)] = []
    for section in sections {
      let bytes = MarkdownDocument(blocks: section.blocks).text.utf8.count
      if let last = pages.last, last.bytes + bytes <= limit {
        pages[pages.count - 1].blocks += section.blocks
        pages[pages.count - 1].sections.append(section.name)
        pages[pages.count - 1].bytes += bytes
      } else {
        pages.append((section.blocks, [section.name], bytes))
      }
    }
    return pages.enumerated().map { position, page in
      (
        file: pages.count == 1 ? "\(stem).md" : "\(stem)-\(position + 1).md",
        document: MarkdownDocument(blocks: opening + page.blocks), sections: page.sections
      )
    }
  }

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
