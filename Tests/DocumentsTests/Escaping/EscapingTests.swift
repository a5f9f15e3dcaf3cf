// Every escaper on every hostile string: what a reader gives back is what was written.
import Foundation
import TestSupport
import Testing

@testable import Documents

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct EscapingTests {
  static let strings = NaughtyStrings.all + NaughtyStrings.further

  @Test func `the list has its 515 strings`() {
    #expect(NaughtyStrings.all.count == 515)
  }

  @Test func `a cell that would run is neutral, and is the same text again`() {
    let first: Set<Unicode.Scalar> = [
      "=", "+", "-", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}",
    ]
    for text in Self.strings {
      let cell = SpreadsheetText.neutral(text)
      #expect(Array(SpreadsheetText.plain(cell).utf8) == Array(text.utf8), "\(text.debugDescription)")
      #expect(!first.contains(cell.unicodeScalars.first { !$0.properties.isWhitespace } ?? "a") || cell.isEmpty)
    }
    #expect(SpreadsheetText.neutral("O'Neil") == "O'Neil")
    #expect(SpreadsheetText.neutral("=1+1") == "'=1+1")
    #expect(SpreadsheetText.neutral("'=1+1") == "''=1+1")
    #expect(SpreadsheetText.neutral("\u{FEFF} =1") == "'\u{FEFF} =1")
    #expect(SpreadsheetText.plain("'tis") == "'tis")
  }

  @Test func `a table of hostile cells is read as it was written`() throws {
    let strings = Self.strings.filter { !$0.contains("\u{0}") }
    let table = DataTable(
      "t", "T", columns: [.init("a", .text, "A"), .init("b", .text, "B")],
      rows: strings.map { [.text("x" + $0), .text($0)] })
    let lines = CSVLines.read(String(decoding: table.csv, as: UTF8.self))
    #expect(lines.count == strings.count + 1)
    for (line, text) in zip(lines.dropFirst(), strings) {
      #expect(line.map { Array(SpreadsheetText.plain($0).utf8) } == [Array(("x" + text).utf8), Array(text.utf8)])
    }
  }

  @Test func `XML gives back what it can hold, and shows the rest by number`() throws {
    for text in Self.strings {
      let document = XMLElement("r", ["a": text], [XMLElement("t", text: text)]).document
      let texts = XMLTexts()
      let parser = XMLParser(data: Data(document))
      parser.delegate = texts
      #expect(parser.parse(), "\(text.debugDescription)")
      let expected = text.unicodeScalars.map { XMLText.isHeld($0) ? String($0) : VisibleText.name($0) }.joined()
      #expect(Array(texts.attribute.utf8) == Array(expected.utf8), "\(text.debugDescription)")
      #expect(texts.names == ["r", "t"])
      if !expected.allSatisfy(\.isWhitespace) {
        #expect(Array(texts.content.utf8) == Array(expected.utf8), "\(text.debugDescription)")
      }
    }
  }

  @Test func `HTML has no mark left that could open anything`() {
    for text in Self.strings {
      let escaped = HTMLText.escaped(text)
      #expect(!escaped.contains { "<>\"'`".contains($0) })
      #expect(!escaped.replacing(#/&(amp|lt|gt|quot|#39|#96);/#, with: "").contains("&"))
    }
  }

  @Test func `a calendar gives back the text, line ends as one kind`() {
    for text in Self.strings {
      let escaped = ICalendarText.escaped(text)
      #expect(!escaped.unicodeScalars.contains { $0.value < 0x20 && $0 != "\t" })
      var result = ""
      var isEscaped = false
      for scalar in escaped.unicodeScalars {
        if !isEscaped && scalar == "\\" {
          isEscaped = true
          continue
        }
        result.unicodeScalars.append(isEscaped && scalar == "n" ? "\n" : scalar)
        isEscaped = false
      }
      var expected = ""
      for scalar in text.replacing("\r\n", with: "\n").unicodeScalars {
        switch scalar {
        case "\n", "\r": expected += "\n"
        case "\t": expected += "\t"
        case "\u{2028}", "\u{2029}": expected += VisibleText.name(scalar)
        case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value): expected += VisibleText.name(scalar)
        default: expected.unicodeScalars.append(scalar)
        }
      }
      #expect(Array(result.utf8) == Array(expected.utf8), "\(text.debugDescription)")
    }
  }

  @Test func `Jira and DOT have no mark of theirs left`() {
    for text in Self.strings {
      #expect(!JiraText.escaped(text).contains { "{}[]|*_^~+-!?@\\<>\"'`:/".contains($0) })
      let quoted = DOTText.quoted(text).dropFirst().dropLast()
      #expect(!quoted.replacing(#/\\[\\"]/#, with: "").contains("\""))
      #expect(!quoted.unicodeScalars.contains { $0.value < 0x20 })
    }
  }

  @Test func `lines of a calendar are folded at 75 octets, never inside a character`() {
    let name = String(repeating: "東京 Zürich 👩‍👩‍👧 ", count: 40)
    let bytes = ICalendarWriter.bytes(
      title: name, stamp: 0, events: [.init(uid: "u", first: 0, last: 0, summary: name, category: "WAVE")])
    let lines = bytes.split(separator: 0x0A).map { Array($0.dropLast()) }
    for line in lines {
      #expect(line.count <= 75)
      #expect(String(validating: line, as: UTF8.self) != nil)
    }
    let unfolded = String(decoding: bytes, as: UTF8.self).replacingOccurrences(
      of: "\r\n ", with: "", options: .literal)
    #expect(unfolded.contains("SUMMARY:" + ICalendarText.escaped(name) + "\r\n"))
    #expect(unfolded.contains("DTEND;VALUE=DATE:19700102\r\n"))
  }
}

private final class XMLTexts: NSObject, XMLParserDelegate {
  var attribute = ""
  var content = ""
  var names: [String] = []
  private var isInside = false
  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String] = [:]
  ) {
    names.append(name)
    attribute += attributes["a"] ?? ""
    isInside = name == "t"
  }
  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
    isInside = false
  }
  func parser(_ parser: XMLParser, foundCharacters string: String) { if isInside { content += string } }
}

/// RFC 4180, read the slow way.
private enum CSVLines {
  static func read(_ text: String) -> [[String]] {
    var lines: [[String]] = []
    var line: [String] = []
    var cell = String.UnicodeScalarView()
    var isQuoted = false
    var previous: Unicode.Scalar = "\n"
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"":
        if !isQuoted && previous == "\"" { cell.append("\"") }
        isQuoted.toggle()
      case "," where !isQuoted:
        line.append(String(cell))
        cell = .init()
      case "\n" where !isQuoted:
        lines.append(line + [String(cell)])
        (line, cell) = ([], .init())
      default: cell.append(scalar)
      }
      previous = scalar
    }
    return lines
  }
}
