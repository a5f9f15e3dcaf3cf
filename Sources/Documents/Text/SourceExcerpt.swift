/// The line of a file that a finding points at, with the place of its caret, cut to what a screen shows.
///
///     W1,H7,"a very lo…        caret 4
///
/// Tabs and control characters stand as one space, so that the caret keeps its place in any terminal.
package struct SourceExcerpt: Hashable, Sendable {
  package var text: String
  /// Counted from 1, in Unicode scalars of `text`.
  package var caret: Int

  /// At most so many scalars are shown.
  package static let width = 110

  /// The line of `bytes` in which `offset` lies.
  package init(in bytes: [UInt8], at offset: Int) {
    let offset = min(max(0, offset), bytes.count)
    // A line may be as long as the file; no more of it is looked at than could be shown.
    let reach = SourceExcerpt.width * 4
    var start = offset
    while start > 0, offset - start < reach, !SourceExcerpt.endsLine(bytes[start - 1]) { start -= 1 }
    let cutBefore = start > 0 && !SourceExcerpt.endsLine(bytes[start - 1])
    var end = offset
    while end < bytes.count, end - offset < reach, !SourceExcerpt.endsLine(bytes[end]) { end += 1 }
    let cutAfter = end < bytes.count && !SourceExcerpt.endsLine(bytes[end])
    if start == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]), end >= 3 { start = 3 }

    let before = Array(String(decoding: bytes[min(start, offset)..<offset], as: UTF8.self).unicodeScalars)
    let after = Array(String(decoding: bytes[max(start, offset)..<max(start, end)], as: UTF8.self).unicodeScalars)
    let kept = before.suffix(SourceExcerpt.width * 2 / 3)
    let following = after.prefix(SourceExcerpt.width - kept.count)
    let opening = cutBefore || kept.count < before.count ? "…" : ""
    let closing = cutAfter || following.count < after.count ? "…" : ""
    var line = String.UnicodeScalarView()
    for scalar in [kept, following].joined() { line.append(scalar.properties.isPrintable ? scalar : " ") }
    text = opening + String(line) + closing
    caret = opening.unicodeScalars.count + kept.count + 1
  }

  /// The line and the column that a location names.
  package init(in bytes: [UInt8], line: Int, column: Int) {
    var offset = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var rest = line - 1
    while offset < bytes.count, rest > 0 {
      let isReturnOfPair = bytes[offset] == 0x0D && offset + 1 < bytes.count && bytes[offset + 1] == 0x0A
      if SourceExcerpt.endsLine(bytes[offset]), !isReturnOfPair { rest -= 1 }
      offset += 1
    }
    rest = column - 1
    while offset < bytes.count, rest > 0 {
      offset += 1
      while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      rest -= 1
    }
    self.init(in: bytes, at: offset)
  }

  /// A row of a sheet: its cells one after the other, with the caret under one of them.
  package init(of cells: [String], at index: Int) {
    var line: [UInt8] = []
    var place = 0
    for (position, cell) in cells.enumerated() {
      if position > 0 { line += " | ".utf8 }
      if position == index { place = line.count }
      line += cell.utf8.map { SourceExcerpt.endsLine($0) ? 0x20 : $0 }
    }
    self.init(in: line, at: place)
  }

  private static func endsLine(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
}

extension Unicode.Scalar.Properties {
  /// False for controls, separators of lines, and marks that turn the direction of the text.
  fileprivate var isPrintable: Bool {
    switch generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: false
    default: true
    }
  }
}
