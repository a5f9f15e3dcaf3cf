import TestSupport
import Testing

@testable import Documents

@Suite struct XMLReaderTests {
  /// What is read, as one line: `<a x=1>`, `text`, `</a>`; or the code and message of what is wrong.
  private func read(_ text: String) -> String { read(Array(text.utf8)) }

  private func read(_ bytes: [UInt8]) -> String {
    do throws(Findings) {
      var xml = XMLReader(EntryStream(bytes, at: SourceLocation(file: "a.xml")))
      var result: [UInt8] = []
      while true {
        switch try xml.next() {
        case .finished: return String(decoding: result, as: UTF8.self)
        case .text: try xml.appendText(to: &result)
        case .end: result += Array("</".utf8) + xml.name.map { xml.buffer[$0] } + Array(">".utf8)
        case .start:
          result += Array("<".utf8) + xml.name.map { xml.buffer[$0] }
          for attribute in xml.attributes {
            result += Array(" ".utf8) + attribute.name.map { xml.buffer[$0] } + Array("=".utf8)
            result += attribute.value.map { xml.buffer[$0] }
          }
          result += Array(">".utf8)
        }
      }
    } catch {
      return "\(error.all[0].code): \(error.all[0].message)"
    }
  }

  @Test func `elements, attributes and text come in order, without prefixes`() {
    #expect(
      read(#"<?xml version="1.0" encoding="UTF-8"?><x:c r="A1" x:t = 's'><x:v>7</x:v><e/></x:c>"#)
        == "<c r=A1 t=s><v>7</v><e></e></c>")
    #expect(read("\u{FEFF}<a><!-- <b> --><?go on?>1<![CDATA[<&]]>2</a >\n") == "<a>1<&2</a>")
  }

  @Test func `references and line ends are resolved`() {
    #expect(read("<a>&lt;&gt;&amp;&quot;&apos;&#65;&#x1F600;</a>") == "<a><>&\"'A\u{1F600}</a>")
    #expect(read("<a>1\r\n2\r3\n4</a>") == "<a>1\n2\n3\n4</a>")
  }

  @Test(arguments: [
    "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>", "<a>&b;</a>",
  ])
  func `document types and entities are refused`(text: String) {
    #expect(read(text).hasPrefix("XML003"))
  }

  @Test(arguments: [
    ("", "ends before"), ("<a>", "ends before"), ("<a", "ends inside"), ("<a></b>", "does not match"),
    ("</a>", "without its start"), ("<a/><b/>", "second root"), ("<a/>text", "outside the root"), ("text", "outside"),
    ("<a b></a>", "without a value"), ("<a b=1/>", "without quotes"), ("<a b='1' b='2'/>", "twice"),
    ("<a b='1'c='2'/>", "without a space"), ("<a b='<'/>", "'<' inside a value"),
    ("<a>&amp</a>", "begins no reference"),
    ("<a>&#0;</a>", "a character that there is not"), ("<a>&#xD800;</a>", "that there is not"),
    ("<a>&#x110000;</a>", "that there is not"), ("<a>\u{1}</a>", "that XML lacks"), ("< a/>", "begins no tag"),
    ("<1/>", "begins like a number"), ("<a/b>", "slash"), ("<!-- ", "ends inside a comment"), ("<a><![CDATA[", "ends"),
    ("<!other><a/>", "nothing known"), ("<aa></a>", "ends inside"), ("<a></aa>", "does not match"),
  ])
  func `what is not well-formed is said`(text: String, wanted: String) {
    #expect(read(text).hasPrefix("XML001") && read(text).contains(wanted), "\(read(text))")
  }

  @Test func `only UTF-8 is read, and checked`() {
    #expect(read([0x3C, 0x61, 0x3E, 0xFF, 0x3C, 0x2F, 0x61, 0x3E]) == "XML001: bytes that are not UTF-8, at byte 3")
    #expect(read([0x3C, 0x61, 0x3E, 0xC3]).hasPrefix("XML001: bytes that are not UTF-8"))
    #expect(read("<?xml version='1.0' encoding='ISO-8859-1'?><a/>") == "XML002: written in ISO-8859-1, not in UTF-8")
    #expect(read([0xFF, 0xFE, 0x3C, 0x00, 0x61, 0x00]).hasPrefix("XML002: written in UTF-16"))
  }

  @Test func `depth is bounded`() {
    let deep = { (count: Int) in String(repeating: "<a>", count: count) + String(repeating: "</a>", count: count) }
    #expect(read(deep(256)) == deep(256))
    #expect(read(deep(257)).hasPrefix("XML004"))
    #expect(read(String(repeating: "<a>", count: 100_000)).hasPrefix("XML004"))
  }

  @Test func `tags, texts and characters may lie across the pieces of the stream`() {
    // Pieces are 131,072 bytes long: move a tag, a reference, a character of four bytes and a line end over that border.
    let unit = "<b c=\"d&amp;e\">\u{1F600}&#233;\r\n</b>"
    let read = { (text: String) in self.read(text) }
    let expected = read("<a>" + unit + "</a>")
    for shift in stride(from: 0, to: 45, by: Heavy.isWanted ? 1 : 4) {
      let padding = String(repeating: " ", count: 131_072 - 3 - shift)
      let result = read("<a>" + padding + unit + "</a>")
      #expect(result.filter { $0 != " " } == expected.filter { $0 != " " }, "shift \(shift)")
    }
  }

  @Test func `a long text comes whole, in pieces`() {
    let long = String(repeating: "0123456789&amp;é", count: 60_000)
    #expect(read("<a>\(long)</a>") == "<a>" + String(repeating: "0123456789&é", count: 60_000) + "</a>")
  }

  @Test func `a tag or a comment without end is one error in linear time`() {
    let long = String(repeating: "x", count: 1_200_000)
    #expect(read("<a b='" + long).hasPrefix("XML001: a tag that does not end"))
    #expect(read("<a" + long).hasPrefix("XML001: a tag that does not end"))
    #expect(read("<!--" + long).hasPrefix("XML001: a comment or section too long"))
    let attributes = (0..<300).map { " a\($0)='1'" }.joined()
    #expect(read("<a\(attributes)/>").hasPrefix("XML001: a tag of too many attributes"))
  }
}
