/// Reads XML 1.0 from a stream, event by event: what workbooks need of it, and nothing that could do harm.
///
///     <x:c r="A1" t="s"><x:v>7</x:v></x:c>      start c (r: A1, t: s) · start v · text 7 · end v · end c
///
/// Names are given without their prefix: the parts of a workbook can be told apart by where they stand. Comments,
/// processing instructions and the declaration are skipped; sections of character data are text; the five predefined
/// entities and references by number are resolved by `appendText` and `attribute`.
///
/// Refused: document types (and with them every entity of one's own), encodings other than UTF-8, bytes that are not
/// UTF-8, characters that XML does not have, tags that do not match, elements `depthLimit` deep, tags of more than
/// 1 MiB. The reader holds one piece of the stream; ranges and pointers are good until the next event.
struct XMLReader: ~Copyable {
  enum Event {
    case start, end, text, finished
  }

  struct Attribute {
    var name: Range<Int>
    var value: Range<Int>
    /// Whether there are references in it to resolve.
    var isCoded: Bool
  }

  static let depthLimit = 256
  private static let tagLimit = 1 << 20
  private static let attributeLimit = 256

  private let source: EntryStream
  private(set) var buffer: UnsafeMutablePointer<UInt8>
  private var capacity = 1 << 18
  /// Where reading goes on.
  private(set) var position = 0
  /// Up to here the buffer holds whole characters.
  private(set) var limit = 0
  /// Up to here it is filled; behind `limit` lies at most the beginning of one character.
  private var filled = 0
  private var isAtEnd = false
  /// What was in the buffer before and no longer is.
  private var dropped = 0

  /// The name of the element that starts or ends, without prefix.
  private(set) var name = 0..<0
  private(set) var attributes: [Attribute] = []
  /// The text of the event, which may be one of several pieces.
  private(set) var text = 0..<0
  /// Whether there are references or line ends in it to resolve.
  private(set) var isTextCoded = false

  /// The names of the open elements, with their prefixes, one behind the other, and where each begins.
  private var open: [UInt8] = []
  private var openStarts: [Int] = []
  private var isEmptyElement = false
  private var hasRoot = false

  init(_ source: EntryStream) {
    self.source = source
    buffer = .allocate(capacity: capacity)
    attributes.reserveCapacity(16)
  }

  deinit { buffer.deallocate() }

  /// How many elements are open, the one that starts included.
  var depth: Int { openStarts.count }

  var place: SourceLocation { source.place }

  /// Whether the element that has just started has ended with its tag.
  var isInsideEmptyElement: Bool { isEmptyElement }

  /// Goes on behind whole elements that were read from the buffer otherwise.
  mutating func advance(to position: Int) { self.position = position }

  // MARK: Events

  mutating func next() throws(Findings) -> Event {
    if isEmptyElement {
      isEmptyElement = false
      openStarts.removeLast()
      return .end
    }
    while true {
      if position == limit, try !refill(from: position) {
        guard hasRoot, openStarts.isEmpty else { throw failure("ends before its last element does", limit) }
        return .finished
      }
      guard buffer[position] == UInt8(ascii: "<") else {
        if try readText() { return .text }
        continue
      }
      guard try has(2) else { throw failure("ends inside a tag", position) }
      switch buffer[position + 1] {
      case UInt8(ascii: "/"):
        try readEndTag()
        return .end
      case UInt8(ascii: "?"): try readInstruction()
      case UInt8(ascii: "!"):
        if try readDeclaration() { return .text }
      default:
        try readStartTag()
        return .start
      }
    }
  }

  /// Reads on until the element that has just started has ended.
  mutating func skipElement() throws(Findings) {
    let outer = depth - 1
    while depth > outer || isEmptyElement {
      _ = try next()
    }
  }

  func isName(_ wanted: StaticString) -> Bool { isEqual(name, wanted) }

  func isEqual(_ range: Range<Int>, _ wanted: StaticString) -> Bool {
    guard range.count == wanted.utf8CodeUnitCount else { return false }
    let start = wanted.utf8Start
    for offset in 0..<range.count where buffer[range.lowerBound + offset] != start[offset] { return false }
    return true
  }

  /// The value of an attribute as a text, looked up by its name without prefix.
  func attribute(_ name: StaticString) throws(Findings) -> String? {
    for attribute in attributes where isEqual(attribute.name, name) {
      var bytes: [UInt8] = []
      try append(attribute.value, isCoded: attribute.isCoded, to: &bytes)
      return String(decoding: bytes, as: UTF8.self)
    }
    return nil
  }

  /// The text of the event, resolved.
  func appendText(to bytes: inout [UInt8]) throws(Findings) {
    try append(text, isCoded: isTextCoded, to: &bytes)
  }

  // MARK: Text

  /// Text up to the next tag, or as much as is there; false where it is white space outside the root.
  private mutating func readText() throws(Findings) -> Bool {
    var offset = 0
    var isCoded = false
    while true {
      let here = position + offset
      if here == limit {
        // A reference or a line end may be cut in two: long texts are given in pieces only in between.
        if offset < 1 << 16 || (isCoded && lastReference(in: position..<here) != nil) {
          guard offset <= Self.tagLimit else { throw failure("a text without its end", position) }
          if try refill(from: position) { continue }
        }
        break
      }
      let byte = buffer[here]
      if byte == UInt8(ascii: "<") { break }
      if byte == UInt8(ascii: "&") || byte == 0x0D { isCoded = true }
      if byte < 0x20, byte != 0x0A, byte != 0x09, byte != 0x0D { throw failure("a character that XML lacks", here) }
      offset += 1
    }
    text = position..<position + offset
    isTextCoded = isCoded
    position += offset
    guard openStarts.isEmpty else { return true }
    if text.contains(where: { !isSpace(buffer[$0]) }) {
      let isMark = text.lowerBound == 0 && dropped == 0 && text.count >= 3 && buffer[0] == 0xEF
      if isMark, buffer[1] == 0xBB, buffer[2] == 0xBF, !text.dropFirst(3).contains(where: { !isSpace(buffer[$0]) }) {
        return false
      }
      throw failure("text outside the root element", text.lowerBound)
    }
    return false
  }

  /// Where a reference or a lone return begins so near to the end that its rest may be missing.
  private func lastReference(in range: Range<Int>) -> Int? {
    range.suffix(16).last { buffer[$0] == UInt8(ascii: "&") || ($0 == range.upperBound - 1 && buffer[$0] == 0x0D) }
  }

  private func append(_ range: Range<Int>, isCoded: Bool, to bytes: inout [UInt8]) throws(Findings) {
    guard isCoded else {
      bytes.append(contentsOf: UnsafeBufferPointer(start: buffer + range.lowerBound, count: range.count))
      return
    }
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = buffer[index]
      index += 1
      if byte == 0x0D {
        bytes.append(0x0A)
        if index < range.upperBound, buffer[index] == 0x0A { index += 1 }
      } else if byte == UInt8(ascii: "&") {
        let start = index
        while index < range.upperBound, index - start < 12, buffer[index] != UInt8(ascii: ";") { index += 1 }
        guard index < range.upperBound, buffer[index] == UInt8(ascii: ";") else {
          throw failure("an ampersand that begins no reference", start - 1)
        }
        try appendReference(start..<index, to: &bytes)
        index += 1
      } else {
        bytes.append(byte)
      }
    }
  }

  private func appendReference(_ range: Range<Int>, to bytes: inout [UInt8]) throws(Findings) {
    if isEqual(range, "lt") { return bytes.append(UInt8(ascii: "<")) }
    if isEqual(range, "gt") { return bytes.append(UInt8(ascii: ">")) }
    if isEqual(range, "amp") { return bytes.append(UInt8(ascii: "&")) }
    if isEqual(range, "quot") { return bytes.append(UInt8(ascii: "\"")) }
    if isEqual(range, "apos") { return bytes.append(UInt8(ascii: "'")) }
    guard range.count > 1, buffer[range.lowerBound] == UInt8(ascii: "#") else {
      throw Findings(
        .xmlEntity, "an entity of its own at byte \(Grouped.text(dropped + range.lowerBound - 1))", at: place,
        help: "export the file again; no workbook needs entities")
    }
    let isHex = buffer[range.lowerBound + 1] == UInt8(ascii: "x")
    let digits = range.dropFirst(isHex ? 2 : 1)
    var value: UInt32? = digits.isEmpty ? nil : 0
    for index in digits {
      guard let digit = Self.digit(buffer[index], isHex ? 16 : 10), let before = value else {
        value = nil
        break
      }
      value = before * (isHex ? 16 : 10) + digit
      if value! > 0x10FFFF { value = nil }
    }
    guard let value, let scalar = Unicode.Scalar(value), value >= 0x20 || [9, 10, 13].contains(value) else {
      throw failure("a reference to a character that there is not", range.lowerBound - 1)
    }
    bytes.append(contentsOf: UTF8.encode(scalar)!)
  }

  private static func digit(_ byte: UInt8, _ base: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f") where base == 16: UInt32(byte - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F") where base == 16: UInt32(byte - UInt8(ascii: "A") + 10)
    default: nil
    }
  }

  // MARK: Tags

  private mutating func readStartTag() throws(Findings) {
    // A tag that is not whole yet is read again from its beginning once there is more.
    while true {
      if try scanStartTag() { return }
      guard limit - position <= Self.tagLimit else { throw failure("a tag that does not end", position) }
      guard try refill(from: position) else { throw failure("ends inside a tag", position) }
    }
  }

  /// False where the buffer ends first.
  private mutating func scanStartTag() throws(Findings) -> Bool {
    let buffer = buffer
    let limit = limit
    var index = position + 1
    let nameStart = index
    guard let nameEnd = try nameEnd(from: index) else { return false }
    index = nameEnd
    attributes.removeAll(keepingCapacity: true)
    var isEmpty = false
    while true {
      let beforeSpace = index
      while index < limit, isSpace(buffer[index]) { index += 1 }
      guard index < limit else { return false }
      if buffer[index] == UInt8(ascii: ">") {
        index += 1
        break
      }
      if buffer[index] == UInt8(ascii: "/") {
        guard index + 1 < limit else { return false }
        guard buffer[index + 1] == UInt8(ascii: ">") else { throw failure("a slash inside a tag", index) }
        isEmpty = true
        index += 2
        break
      }
      guard index > beforeSpace else { throw failure("attributes without a space between them", index) }
      let attributeStart = index
      guard let attributeEnd = try self.nameEnd(from: index) else { return false }
      index = attributeEnd
      while index < limit, isSpace(buffer[index]) { index += 1 }
      guard index < limit else { return false }
      guard buffer[index] == UInt8(ascii: "=") else { throw failure("an attribute without a value", index) }
      index += 1
      while index < limit, isSpace(buffer[index]) { index += 1 }
      guard index < limit else { return false }
      let quote = buffer[index]
      guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
        throw failure("a value without quotes", index)
      }
      index += 1
      let valueStart = index
      var isCoded = false
      while index < limit, buffer[index] != quote {
        let byte = buffer[index]
        if byte == UInt8(ascii: "<") { throw failure("a '<' inside a value", index) }
        if byte == UInt8(ascii: "&") || byte == 0x0D { isCoded = true }
        if byte < 0x20, byte != 0x0A, byte != 0x09, byte != 0x0D { throw failure("a character that XML lacks", index) }
        index += 1
      }
      guard index < limit else { return false }
      for other in attributes where other.name.upperBound - other.name.lowerBound == attributeEnd - attributeStart {
        if (0..<other.name.count).allSatisfy({ buffer[other.name.lowerBound + $0] == buffer[attributeStart + $0] }) {
          throw failure("an attribute twice in a tag", attributeStart)
        }
      }
      guard attributes.count < Self.attributeLimit else { throw failure("a tag of too many attributes", index) }
      attributes.append(
        Attribute(name: attributeStart..<attributeEnd, value: valueStart..<index, isCoded: isCoded))
      index += 1
    }
    // Names were compared with their prefixes; from here on they go without.
    for place in attributes.indices { attributes[place].name = local(attributes[place].name) }
    if openStarts.isEmpty {
      guard !hasRoot else { throw failure("a second root element", position) }
      hasRoot = true
    }
    guard openStarts.count < Self.depthLimit else {
      throw Findings(
        .xmlDepth, "elements more than \(Self.depthLimit) deep in each other", at: place, help: "export the file again")
    }
    // An element without content has no tag to compare with its end.
    openStarts.append(open.count)
    if !isEmpty { open.append(contentsOf: UnsafeBufferPointer(start: buffer + nameStart, count: nameEnd - nameStart)) }
    name = local(nameStart..<nameEnd)
    isEmptyElement = isEmpty
    position = index
    return true
  }

  private mutating func readEndTag() throws(Findings) {
    guard let start = openStarts.last else { throw failure("an end tag without its start", position) }
    let length = open.count - start
    guard try has(2 + length + 1) else { throw failure("ends inside a tag", position) }
    let nameStart = position + 2
    var index = 0
    while index < length {
      guard buffer[nameStart + index] == open[start + index] else {
        throw failure("an end tag that does not match its start", position)
      }
      index += 1
    }
    index = nameStart + length
    while buffer[index] != UInt8(ascii: ">") {
      guard isSpace(buffer[index]) else { throw failure("an end tag that does not match its start", position) }
      index += 1
      if index == limit {
        let offset = index - position
        guard offset < Self.tagLimit, try refill(from: position) else { throw failure("ends inside a tag", position) }
        index = position + offset
      }
    }
    let moved = position + 2
    name = local(moved..<moved + length)
    position = index + 1
    openStarts.removeLast()
    open.removeSubrange(start...)
  }

  /// Where the name that begins at `index` ends; nil where the buffer ends first.
  private func nameEnd(from index: Int) throws(Findings) -> Int? {
    var end = index
    while end < limit, isNameByte(buffer[end]) { end += 1 }
    guard end < limit else { return nil }
    guard end > index else { throw failure("a '<' that begins no tag", index) }
    let first = buffer[index]
    let isDigitLike = first == UInt8(ascii: "-") || first == UInt8(ascii: ".") || first &- UInt8(ascii: "0") < 10
    guard !isDigitLike else { throw failure("a name that begins like a number", index) }
    return end
  }

  private func local(_ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    for index in range where buffer[index] == UInt8(ascii: ":") { start = index + 1 }
    return start..<range.upperBound
  }

  // MARK: What is skipped

  private mutating func readInstruction() throws(Findings) {
    let isFirst = dropped + position == 0 || (dropped == 0 && position == 3 && buffer[0] == 0xEF)
    let end = try find("?>", from: 2)
    if isFirst, position + 5 <= end, isEqual(position + 2..<position + 5, "xml") { try checkEncoding(position..<end) }
    position = end + 2
  }

  private func checkEncoding(_ range: Range<Int>) throws(Findings) {
    let text = String(
      decoding: UnsafeBufferPointer(start: buffer + range.lowerBound, count: range.count), as: UTF8.self)
    guard let encoding = text.firstRange(ofASCII: "encoding") else { return }
    let value = text.utf8[encoding...].drop { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "'") }.dropFirst()
    let word = String(decoding: value.prefix { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "'") }, as: UTF8.self)
    guard ["utf-8", "utf8", "us-ascii", "ascii"].contains(word.lowercased()) else {
      throw Findings(
        .xmlEncoding, "written in \(word.prefix(40)), not in UTF-8", at: place,
        help: "open the file in a spreadsheet program and save it again as .xlsx")
    }
  }

  /// A comment, a section of character data (true: there is text), or what is refused.
  private mutating func readDeclaration() throws(Findings) -> Bool {
    if try has(4), isEqual(position..<position + 4, "<!--") {
      position = try find("-->", from: 4) + 3
      return false
    }
    if try has(9), isEqual(position..<position + 9, "<![CDATA[") {
      guard !openStarts.isEmpty else { throw failure("text outside the root element", position) }
      let end = try find("]]>", from: 9)
      text = position + 9..<end
      isTextCoded = false
      position = end + 3
      return true
    }
    if try has(9), isEqual(position..<position + 9, "<!DOCTYPE") {
      throw Findings(
        .xmlEntity, "a document type, which no workbook has", at: place,
        help: "the file is made to do harm, or by a tool that writes no workbooks")
    }
    throw failure("a '<!' that begins nothing known", position)
  }

  /// Where the mark stands first, at least `offset` behind the position.
  private mutating func find(_ mark: StaticString, from offset: Int) throws(Findings) -> Int {
    var offset = offset
    let length = mark.utf8CodeUnitCount
    while true {
      while position + offset + length <= limit {
        if isEqual(position + offset..<position + offset + length, mark) { return position + offset }
        offset += 1
      }
      guard limit - position <= Self.tagLimit else { throw failure("a comment or section too long", position) }
      guard try refill(from: position) else { throw failure("ends inside a comment, section or instruction", position) }
    }
  }

  @inline(__always)
  private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

  @inline(__always)
  private func isNameByte(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 11  // digits and the colon
      || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
  }

  // MARK: The buffer

  /// Whether so many bytes can be had from the position on.
  private mutating func has(_ count: Int) throws(Findings) -> Bool {
    while limit - position < count {
      guard try refill(from: position) else { return false }
    }
    return true
  }

  /// Brings in the next piece, keeping what stands from `start` on; false where there is no more.
  private mutating func refill(from start: Int) throws(Findings) -> Bool {
    if isAtEnd { return false }
    guard let piece = try source.next() else {
      isAtEnd = true
      if limit < filled { throw failure("bytes that are not UTF-8", limit) }
      return false
    }
    let kept = filled - start
    if kept + piece.count > capacity {
      while kept + piece.count > capacity { capacity *= 2 }
      let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
      larger.update(from: buffer + start, count: kept)
      buffer.deallocate()
      buffer = larger
    } else if start > 0 {
      buffer.update(from: buffer + start, count: kept)
    }
    dropped += start
    position -= start
    limit -= start
    UnsafeMutableRawPointer(buffer + kept).copyMemory(from: piece.baseAddress!, byteCount: piece.count)
    filled = kept + piece.count
    if dropped == 0, limit == 0 { try refuseUTF16() }
    let fresh = UnsafeRawBufferPointer(start: buffer + limit, count: filled - limit)
    if let invalid = UTF8Validation.firstInvalid(in: fresh) {
      // The last character may continue in the next piece.
      guard fresh.count - invalid < 4, fresh[invalid] >= 0xC2 else {
        throw failure("bytes that are not UTF-8", limit + invalid)
      }
      limit += invalid
    } else {
      limit = filled
    }
    return limit > position ? true : try refill(from: position)
  }

  private func refuseUTF16() throws(Findings) {
    guard filled >= 2 else { return }
    let (first, second) = (buffer[0], buffer[1])
    guard (first >= 0xFE && second >= 0xFE) || (first == 0) != (second == 0) else { return }
    throw Findings(
      .xmlEncoding, "written in UTF-16, not in UTF-8", at: place,
      help: "open the file in a spreadsheet program and save it again as .xlsx")
  }

  func failure(_ message: String, _ index: Int) -> Findings {
    Findings(
      .xmlSyntax, "\(message), at byte \(Grouped.text(dropped + index))", at: place,
      help: "the file is damaged; export it again")
  }
}

extension String {
  fileprivate func firstRange(ofASCII word: String) -> String.Index? {
    var index = startIndex
    while index < endIndex {
      if utf8[index...].starts(with: word.utf8) { return index }
      index = utf8.index(after: index)
    }
    return nil
  }
}
