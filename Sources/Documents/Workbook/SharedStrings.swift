/// The texts that the cells of a workbook share, by number: one behind the other in one array of bytes.
///
/// Of rich text only the text counts; what is written above it to help with its pronunciation is no part of it.
struct SharedStrings: Sendable {
  private(set) var bytes: [UInt8] = []
  private(set) var starts: [UInt32] = [0]

  /// Bytes of all texts: 2 GiB.
  private static let limit = 1 << 31

  /// A workbook without shared texts.
  init() {}

  init(_ stream: EntryStream) throws(Findings) {
    var xml = XMLReader(stream)
    while true {
      switch try xml.next() {
      case .finished: return
      case .text, .end: continue
      case .start:
        guard xml.isName("si") else { continue }
        try xml.appendRichText(to: &bytes)
        guard bytes.count < Self.limit else {
          throw Findings(.workbookLimit, "more than 2 GiB of texts", at: xml.place)
        }
        starts.append(UInt32(bytes.count))
      }
    }
  }

  var count: Int { starts.count - 1 }

  func range(of index: Int) -> Range<Int> { Int(starts[index])..<Int(starts[index + 1]) }
}

extension XMLReader {
  /// The text of the element that has just started, to its end: the elements `t` in it, also those of its runs, without
  /// the phonetic ones. White space is kept as it stands, with `xml:space` or without.
  mutating func appendRichText(to bytes: inout [UInt8]) throws(Findings) {
    let start = bytes.count
    let outer = depth - 1
    var isText = false
    while depth > outer {
      switch try next() {
      case .start:
        if isName("rPh") { try skipElement() } else { isText = isName("t") }
      case .end: isText = false
      case .text: if isText { try appendText(to: &bytes) }
      case .finished: return
      }
    }
    EscapedText.resolve(&bytes, from: start)
  }
}
