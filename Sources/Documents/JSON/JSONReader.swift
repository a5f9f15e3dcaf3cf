/// Reads JSON strictly: RFC 8259 and nothing beside it, every value with its place.
///
///     let root = try JSONReader.read(bytes, file: "program.json")
///     root["horizon"]?.location          // program.json:4:14 (/horizon)
///
/// Reading stops at the first place that is not JSON; everything behind it would be a guess. What the grammar leaves to
/// the reader is decided so:
///
/// - A byte order mark of UTF-8 at the start is skipped. Any byte that is not UTF-8 is an error (so are UTF-16 files).
/// - An escaped surrogate without its other half is an error: no text holds it.
/// - A number that overflows 64-bit floating point is an error; one that underflows is 0 (`123e-10000000`).
///   Integers of any length are read as the nearest floating-point number; the text is kept beside it.
/// - Arrays and objects may be nested 512 deep.
/// - Equal keys in one object are an error each, unless the caller allows them (then the first counts).
package enum JSONReader {
  package static let depthLimit = 512

  package enum DuplicateKeys: Sendable { case refused, allowed }

  /// The value in `bytes`. Throws the errors found: one of syntax, or all of duplicate keys and numbers.
  ///
  /// - Parameter skipping: keys of the outermost object whose values nobody will ask for. They are checked for their
  ///   grammar, not for equal keys within, and are not there in the result.
  package static func read(
    _ bytes: [UInt8], file: String, duplicateKeys: DuplicateKeys = .refused, skipping: Set<String> = []
  ) throws(Findings) -> JSONNode {
    var parser = JSONParser(bytes: bytes, file: file, duplicateKeys: duplicateKeys, skipping: skipping)
    let node: JSONNode
    do {
      node = try parser.document()
    } catch {
      throw Findings(parser.findings + [error.finding])
    }
    guard parser.findings.isEmpty else { throw Findings(parser.findings) }
    return node
  }
}

/// The place at which the bytes stop being JSON.
private struct JSONSyntaxError: Error {
  var finding: Finding
}

/// A recursive-descent parser: one method for each thing in the grammar, each begins at the first byte of its thing and
/// ends behind the last.
private struct JSONParser {
  let bytes: [UInt8]
  let file: String
  let duplicateKeys: JSONReader.DuplicateKeys
  let skipping: Set<String>
  var findings: [Finding] = []
  private var position = 0
  private var depth = 0
  private var place: RunningPlace

  init(bytes: [UInt8], file: String, duplicateKeys: JSONReader.DuplicateKeys, skipping: Set<String>) {
    self.skipping = skipping
    self.bytes = bytes
    self.file = file
    self.duplicateKeys = duplicateKeys
    place = RunningPlace()
  }

  mutating func document() throws(JSONSyntaxError) -> JSONNode {
    if let invalid = UTF8Validation.firstInvalid(in: bytes) {
      throw failure(
        .jsonEncoding, "byte 0x\(String(bytes[invalid], radix: 16, uppercase: true)) is not UTF-8", at: invalid,
        help: "save the file as UTF-8")
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      position = 3
      place = RunningPlace(lineStart: 3)
    }
    skipSpace()
    guard position < bytes.count else { throw failure(.jsonSyntax, "the file is empty", at: position) }
    let node = try value(pointer: "")
    skipSpace()
    guard position == bytes.count else {
      throw failure(.jsonSyntax, "\(shown(position)) after the end of the value", at: position)
    }
    return node
  }

  // MARK: Values

  private mutating func value(pointer: String) throws(JSONSyntaxError) -> JSONNode {
    let location = location(of: position, label: pointer)
    guard let first = peek() else {
      throw failure(.jsonSyntax, "the file ends where a value is expected", at: position)
    }
    let kind: JSONNode.Kind
    switch first {
    case UInt8(ascii: "{"): kind = .object(try members(pointer: pointer))
    case UInt8(ascii: "["): kind = .array(try elements(pointer: pointer))
    case UInt8(ascii: "\""): kind = .string(try text())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): kind = try number(pointer: pointer)
    case UInt8(ascii: "t"): kind = try word("true", .bool(true))
    case UInt8(ascii: "f"): kind = try word("false", .bool(false))
    case UInt8(ascii: "n"): kind = try word("null", .null)
    case UInt8(ascii: "'"):
      throw failure(.jsonSyntax, "a text begins with a double quote", at: position, help: "write \" instead of '")
    case UInt8(ascii: "/"):
      throw failure(.jsonSyntax, "JSON has no comments", at: position, help: "remove the comment")
    case UInt8(ascii: "]"), UInt8(ascii: "}"):
      throw failure(
        .jsonSyntax, "\(shown(position)) where a value is expected", at: position,
        help: "remove the comma before it, or add the value")
    default: throw failure(.jsonSyntax, "\(shown(position)) where a value is expected", at: position)
    }
    return JSONNode(kind: kind, location: location)
  }

  private mutating func elements(pointer: String) throws(JSONSyntaxError) -> [JSONNode] {
    try descend()
    var elements: [JSONNode] = []
    position += 1
    skipSpace()
    if peek() == UInt8(ascii: "]") {
      position += 1
    } else {
      while true {
        elements.append(try value(pointer: "\(pointer)/\(elements.count)"))
        guard try goesOn(until: UInt8(ascii: "]"), of: "list") else { break }
      }
    }
    depth -= 1
    return elements
  }

  private mutating func members(pointer: String) throws(JSONSyntaxError) -> [JSONNode.Member] {
    try descend()
    var members: [JSONNode.Member] = []
    var keys = DistinctKeys()
    position += 1
    skipSpace()
    if peek() == UInt8(ascii: "}") {
      position += 1
    } else {
      while true {
        guard peek() == UInt8(ascii: "\"") else {
          throw failure(
            .jsonSyntax, "\(shown(position)) where a key in double quotes is expected", at: position,
            help: peek() == UInt8(ascii: "}") ? "remove the comma before it" : nil)
        }
        let start = position
        let key = try text()
        let memberPointer = pointer + "/" + JSONPointer.escaped(key)
        let keyLocation = location(of: start, label: memberPointer)
        if duplicateKeys == .refused, !keys.insert(key) {
          let excerpt = SourceExcerpt(in: bytes, at: start)
          findings.append(
            Finding(
              .error, .jsonDuplicateKey, "key '\(key)' stands twice in one object", at: keyLocation,
              excerpt: excerpt.text, caret: excerpt.caret, help: "remove or rename one of the two"))
        }
        skipSpace()
        guard peek() == UInt8(ascii: ":") else {
          throw failure(.jsonSyntax, "\(shown(position)) where ':' is expected after key '\(key)'", at: position)
        }
        position += 1
        skipSpace()
        if !(depth == 1 && skipping.contains(key) && skipValue()) {
          members.append(
            JSONNode.Member(key: key, keyLocation: keyLocation, value: try value(pointer: memberPointer)))
        }
        guard try goesOn(until: UInt8(ascii: "}"), of: "object") else { break }
        skipSpace()
      }
    }
    depth -= 1
    return members
  }

  /// Behind an element: true where a comma announces the next, false where the bracket closes.
  private mutating func goesOn(until closing: UInt8, of thing: String) throws(JSONSyntaxError) -> Bool {
    skipSpace()
    let bracket = Character(Unicode.Scalar(closing))
    switch peek() {
    case UInt8(ascii: ","):
      position += 1
      skipSpace()
      return true
    case closing:
      position += 1
      return false
    case nil:
      throw failure(.jsonSyntax, "the file ends inside a \(thing)", at: position, help: "close it with '\(bracket)'")
    default:
      throw failure(.jsonSyntax, "\(shown(position)) where ',' or '\(bracket)' is expected", at: position)
    }
  }

  private mutating func descend() throws(JSONSyntaxError) {
    depth += 1
    guard depth <= JSONReader.depthLimit else {
      throw failure(.jsonDepth, "nested deeper than \(JSONReader.depthLimit) arrays and objects", at: position)
    }
  }

  private mutating func word(_ word: String, _ kind: JSONNode.Kind) throws(JSONSyntaxError) -> JSONNode.Kind {
    guard bytes[position...].starts(with: word.utf8) else {
      throw failure(
        .jsonSyntax, "\(shown(position)) where a value is expected", at: position, help: "did you mean \(word)?")
    }
    position += word.utf8.count
    return kind
  }

  /// Goes behind the value that begins here without keeping it. False, and nowhere gone, where it is not plainly right:
  /// reading it then says what is wrong.
  private mutating func skipValue() -> Bool {
    let start = position
    var open: [UInt8] = []
    var isValueNext = true
    values: repeat {
      skipSpace()
      guard let byte = peek() else { break values }
      if isValueNext {
        switch byte {
        case UInt8(ascii: "{"), UInt8(ascii: "["):
          position += 1
          skipSpace()
          if peek() == byte + 2 {
            position += 1
            isValueNext = false
          } else {
            open.append(byte + 2)
            if byte == UInt8(ascii: "{"), !skipKey() { break values }
          }
        default:
          guard skipLeaf(byte) else { break values }
          isValueNext = false
        }
      } else if byte == UInt8(ascii: ",") {
        position += 1
        skipSpace()
        if open.last == UInt8(ascii: "}"), !skipKey() { break values }
        isValueNext = true
      } else if byte == open.last {
        position += 1
        open.removeLast()
      } else {
        break values
      }
      if open.isEmpty && !isValueNext { return true }
    } while open.count + depth <= JSONReader.depthLimit
    position = start
    return false
  }

  private mutating func skipKey() -> Bool {
    guard peek() == UInt8(ascii: "\""), skipText() else { return false }
    skipSpace()
    guard peek() == UInt8(ascii: ":") else { return false }
    position += 1
    return true
  }

  /// Behind a text, a number or a word.
  private mutating func skipLeaf(_ first: UInt8) -> Bool {
    switch first {
    case UInt8(ascii: "\""): return skipText()
    case UInt8(ascii: "t"), UInt8(ascii: "n"), UInt8(ascii: "f"):
      for word in ["true", "null", "false"] where bytes[position...].starts(with: word.utf8) {
        position += word.utf8.count
        return true
      }
      return false
    default:
      let found = findings.count
      guard (try? number(pointer: "")) != nil, findings.count == found else {
        findings.removeLast(findings.count - found)
        return false
      }
      return true
    }
  }

  private mutating func skipText() -> Bool {
    position += 1
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if byte == UInt8(ascii: "\"") { return true }
      if byte == UInt8(ascii: "\\") {
        position -= 1
        guard (try? escape()) != nil else { return false }
      } else if byte < 0x20 {
        return false
      }
    }
    return false
  }

  // MARK: Numbers

  private mutating func number(pointer: String) throws(JSONSyntaxError) -> JSONNode.Kind {
    let start = position
    if peek() == UInt8(ascii: "-") { position += 1 }
    switch peek() {
    case UInt8(ascii: "0"):
      position += 1
      if isDigit(peek()) {
        throw failure(.jsonSyntax, "a number does not begin with a zero before other digits", at: start)
      }
    case let digit? where isDigit(digit): digits()
    default: throw failure(.jsonSyntax, "\(shown(position)) where a digit is expected", at: position)
    }
    if peek() == UInt8(ascii: ".") {
      position += 1
      guard isDigit(peek()) else { throw failure(.jsonSyntax, "a digit is expected after the point", at: position) }
      digits()
    }
    if peek() == UInt8(ascii: "e") || peek() == UInt8(ascii: "E") {
      position += 1
      if peek() == UInt8(ascii: "+") || peek() == UInt8(ascii: "-") { position += 1 }
      guard isDigit(peek()) else { throw failure(.jsonSyntax, "a digit is expected in the exponent", at: position) }
      digits()
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    guard let value = Double(text), value.isFinite else {
      let excerpt = SourceExcerpt(in: bytes, at: start)
      findings.append(
        Finding(
          .error, .jsonNumberRange, "a number with \(text.utf8.count) digits and signs is too large",
          at: location(of: start, label: pointer), excerpt: excerpt.text, caret: excerpt.caret))
      return .number(0, text: text)
    }
    return .number(value, text: text)
  }

  private mutating func digits() {
    while isDigit(peek()) { position += 1 }
  }

  private func isDigit(_ byte: UInt8?) -> Bool {
    guard let byte else { return false }
    return (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  // MARK: Texts

  private mutating func text() throws(JSONSyntaxError) -> String {
    let opening = position
    position += 1
    var start = position
    var built: [UInt8] = []
    var plain = true
    while true {
      guard position < bytes.count else {
        throw failure(.jsonSyntax, "a text that begins here does not end", at: opening, help: "close it with '\"'")
      }
      switch bytes[position] {
      case UInt8(ascii: "\""):
        let tail = bytes[start..<position]
        position += 1
        if plain { return String(decoding: tail, as: UTF8.self) }
        built.append(contentsOf: tail)
        return String(decoding: built, as: UTF8.self)
      case UInt8(ascii: "\\"):
        plain = false
        built.append(contentsOf: bytes[start..<position])
        let scalar = try escape()
        built.append(contentsOf: Array(String(Character(scalar)).utf8))
        start = position
      case 0..<0x20:
        let isLineEnd = bytes[position] == 0x0A || bytes[position] == 0x0D
        throw failure(
          .jsonSyntax, isLineEnd ? "a text does not go over the end of a line" : "a control character in a text",
          at: isLineEnd ? opening : position,
          help: isLineEnd
            ? "close it with '\"', or write \\n for a new line" : "write it as \\u00" + hexadecimal(bytes[position]))
      default: position += 1
      }
    }
  }

  private mutating func escape() throws(JSONSyntaxError) -> Unicode.Scalar {
    let start = position
    position += 1
    guard let letter = peek() else { throw failure(.jsonSyntax, "the file ends inside a text", at: start) }
    position += 1
    switch letter {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"):
      let unit = try hexadecimalUnit(from: start)
      if let scalar = Unicode.Scalar(unit) { return scalar }
      // A high half and, as an escape right behind it, its low half.
      guard unit < 0xDC00, peek() == UInt8(ascii: "\\"), position + 1 < bytes.count,
        bytes[position + 1] == UInt8(ascii: "u")
      else { throw failure(.jsonSurrogate, "half of a character stands alone", at: start) }
      let second = position
      position += 2
      let low = try hexadecimalUnit(from: second)
      guard (0xDC00...0xDFFF).contains(low) else {
        throw failure(.jsonSurrogate, "half of a character stands alone", at: start)
      }
      let value = 0x10000 + ((UInt32(unit) - 0xD800) << 10) + (UInt32(low) - 0xDC00)
      guard let scalar = Unicode.Scalar(value) else {
        throw failure(.jsonSurrogate, "half of a character stands alone", at: start)
      }
      return scalar
    default:
      throw failure(
        .jsonSyntax, "no such escape in JSON", at: start, help: "write \\\\ for a backslash that belongs to the text")
    }
  }

  /// The four hexadecimal digits of an escape that began at `start`.
  private mutating func hexadecimalUnit(from start: Int) throws(JSONSyntaxError) -> UInt16 {
    var unit: UInt16 = 0
    for _ in 0..<4 {
      guard let byte = peek(), let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else {
        throw failure(.jsonSyntax, "\\u is followed by four hexadecimal digits", at: start)
      }
      unit = unit << 4 | UInt16(digit)
      position += 1
    }
    return unit
  }

  private func hexadecimal(_ byte: UInt8) -> String { (byte < 16 ? "0" : "") + String(byte, radix: 16) }

  // MARK: Places

  private func peek() -> UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipSpace() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x09, 0x0A, 0x0D: position += 1
      default: return
      }
    }
  }

  /// The character at `offset`, as a message names it.
  private func shown(_ offset: Int) -> String {
    guard offset < bytes.count else { return "the end of the file" }
    let character = String(decoding: bytes[offset..<min(bytes.count, offset + 4)], as: UTF8.self).unicodeScalars.first!
    return character.value < 0x20 ? "a control character" : "'\(Character(character))'"
  }

  private mutating func location(of offset: Int, label: String?) -> SourceLocation {
    place.advance(to: offset, in: bytes)
    return SourceLocation(file: file, line: place.line, column: place.column, label: label)
  }

  private mutating func failure(
    _ code: FindingCode, _ message: String, at offset: Int, help: String? = nil
  ) -> JSONSyntaxError {
    // An error may point back to where a text or list began; the running place only goes forward.
    var from = offset < place.offset ? RunningPlace() : place
    from.advance(to: offset, in: bytes)
    let excerpt = SourceExcerpt(in: bytes, at: offset)
    return JSONSyntaxError(
      finding: Finding(
        .error, code, message, at: SourceLocation(file: file, line: from.line, column: from.column),
        excerpt: excerpt.text, caret: excerpt.caret, help: help))
  }
}

/// Line and column of an offset that only goes forward, so that a file in a single line costs no more than any other.
private struct RunningPlace {
  private(set) var offset: Int
  private(set) var line = 1
  private(set) var column = 1

  init(lineStart: Int = 0) { offset = lineStart }

  mutating func advance(to target: Int, in bytes: [UInt8]) {
    while offset < min(target, bytes.count) {
      let byte = bytes[offset]
      if byte == 0x0A || (byte == 0x0D && !(offset + 1 < bytes.count && bytes[offset + 1] == 0x0A)) {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
      offset += 1
    }
  }
}

/// The keys of one object: compared one by one while there are few, by hash from then on.
private struct DistinctKeys {
  private var few: [[UInt8]] = []
  private var many: Set<[UInt8]> = []

  /// False where the key was there already. Keys are compared by their bytes.
  mutating func insert(_ key: String) -> Bool {
    let key = Array(key.utf8)
    if many.isEmpty {
      if few.contains(key) { return false }
      few.append(key)
      if few.count == 16 { many = Set(few) }
      return true
    }
    return many.insert(key).inserted
  }
}

/// JSON pointers (RFC 6901): the path of a value inside its file.
package enum JSONPointer {
  /// A key as a step of a pointer: `~` and `/` are escaped.
  package static func escaped(_ key: String) -> String {
    guard key.utf8.contains(where: { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "/") }) else { return key }
    var text = ""
    for scalar in key.unicodeScalars {
      switch scalar {
      case "~": text += "~0"
      case "/": text += "~1"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
