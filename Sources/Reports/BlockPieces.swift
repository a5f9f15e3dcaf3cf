import Documents

/// A block that is taken in pieces, as a page has room for them: a table by its rows, a list by its items, anything else whole.
///
///     var rest = BlockPieces(.table(table), room: 32_000)
///     rest.next(upTo: 100_000)      // the header and as many rows as fit; nil where not one does
///     rest.next(upTo: 260_000)      // the header again and further rows
///
/// What a row takes is read off the whole table as it is written: a part of it is never wider.
struct BlockPieces {
  private enum Kind {
    case table([MarkdownTable.Column], [[MarkdownText]])
    case bullets([MarkdownText])
    case whole(MarkdownBlock)
  }

  private let kind: Kind
  /// Bytes of what every piece has: the two lines above the rows of a table.
  private let header: Int
  /// Bytes of each row or item; of a whole block one number.
  private let lines: [Int]
  private var taken = 0

  /// - Parameter room: an item of a list that is longer is cut into several.
  init(_ block: MarkdownBlock, room: Int) {
    switch block {
    case .table(let table) where !table.rows.isEmpty:
      let lines = BlockPieces.lines(of: block)
      kind = .table(table.columns, table.rows)
      header = lines[0] + lines[1]
      self.lines = Array(lines.dropFirst(2))
    case .bullets(let items) where !items.isEmpty:
      let items = items.flatMap { BlockPieces.cut($0, to: room) }
      kind = .bullets(items)
      header = 0
      lines = BlockPieces.lines(of: .bullets(items))
    case .heading, .paragraph, .bullets, .numbered, .table, .image:
      kind = .whole(block)
      header = 0
      lines = [MarkdownDocument(blocks: [block]).text.utf8.count]
    }
  }

  var isEmpty: Bool { taken == lines.count }

  /// The next piece of up to so many bytes, and its bytes; nil where nothing of it is so short.
  mutating func next(upTo limit: Int) -> (block: MarkdownBlock, bytes: Int)? {
    var bytes = header
    var end = taken
    while end < lines.count, bytes + lines[end] <= limit {
      bytes += lines[end]
      end += 1
    }
    return end == taken ? nil : piece(to: end, bytes)
  }

  /// The next piece, of one row or item, however long it is.
  mutating func first() -> (block: MarkdownBlock, bytes: Int) { piece(to: taken + 1, header + lines[taken]) }

  private mutating func piece(to end: Int, _ bytes: Int) -> (block: MarkdownBlock, bytes: Int) {
    defer { taken = end }
    switch kind {
    case .table(let columns, let rows):
      return (.table(MarkdownTable(columns: columns, rows: Array(rows[taken..<end]))), bytes)
    case .bullets(let items): return (.bullets(Array(items[taken..<end])), bytes)
    case .whole(let block): return (block, bytes)
    }
  }

  /// Bytes of each line of a block as it is written: no cell and no item has a line end within.
  private static func lines(of block: MarkdownBlock) -> [Int] {
    var lengths: [Int] = []
    var length = 0
    for byte in MarkdownDocument(blocks: [block]).text.utf8 {
      length += 1
      guard byte == UInt8(ascii: "\n") else { continue }
      lengths.append(length)
      length = 0
    }
    return lengths
  }

  /// A long enumeration as several items, each but the first without the comma that stood before it.
  private static func cut(_ item: MarkdownText, to limit: Int) -> [MarkdownText] {
    guard item.spans.count > 3, lines(of: .bullets([item]))[0] > limit else { return [item] }
    var middle = item.spans.count / 2
    let first = MarkdownText(Array(item.spans[..<middle]))
    if item.spans[middle] == .plain(", ") { middle += 1 }
    return cut(first, to: limit) + cut(MarkdownText(Array(item.spans[middle...])), to: limit)
  }
}
