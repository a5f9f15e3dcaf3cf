// A page from blocks: names stay names, ids stand once, and a data block gives back what went in.
import Foundation
import TestSupport
import Testing

@testable import Documents

@Suite struct HTMLWriterTests {
  @Test func `blocks become the elements that they are`() {
    var page = HTMLWriter()
    page.place = { file, anchor in file == "waves.md" ? anchor : nil }
    page.write([
      .heading(2, "Waves & more"),
      .paragraph("The \(strong: "first") is \(code: "a<b") in \(link: "wave 7", to: "waves.md", at: "wave-7")."),
      .bullets(["one", "see \(link: "elsewhere", to: "other.md")"]), .numbered(["first"]),
      .table(MarkdownTable(columns: [.left("who"), .right("how many")], rows: [["\"A\"", "7"]])),
      .image(description: "a picture", file: "none.svg"),
    ])
    #expect(
      page.markup == """
        <h2 id="waves--more" tabindex="-1">Waves &amp; more</h2>
        <p>The <strong>first</strong> is <code>a&lt;b</code> in <a href="#wave-7">wave 7</a>.</p>
        <ul>
        <li>one</li>
        <li>see elsewhere</li>
        </ul>
        <ol>
        <li>first</li>
        </ol>
        <div class="scroll"><table>
        <thead><tr><th scope="col">who</th><th scope="col" class="n">how many</th></tr></thead>
        <tbody>
        <tr><td class="s">&quot;A&quot;</td><td class="n">7</td></tr>
        </tbody>
        </table></div>
        <figure><p>a picture</p>
        </figure>

        """)
  }

  @Test func `an id stands once, whatever the headings say`() {
    var page = HTMLWriter()
    #expect(page.heading(2, "Risks") == "risks")
    #expect(page.heading(2, "RISKS!") == "risks-2")
    #expect(page.heading(2, "東京") == "part")
    #expect(page.newID("risks") == "risks-3")
  }

  @Test func `a hostile name opens nothing in a page`() {
    for text in NaughtyStrings.all + NaughtyStrings.further {
      var page = HTMLWriter()
      page.open("p", ["title": "x" + text])
      page.write("\(text) \(strong: text) \(code: text) \(link: text, to: text, at: text)")
      page.close("p")
      // Beside its own marks (p, and strong and code where there are words) no character is one.
      let words = text.isEmpty ? 2 : 6
      #expect(page.markup.utf8.count { $0 == UInt8(ascii: "<") } == words, "\(text.debugDescription)")
      #expect(page.markup.utf8.count { $0 == UInt8(ascii: ">") } == words, "\(text.debugDescription)")
      #expect(page.markup.utf8.count { $0 == UInt8(ascii: "\"") } == 2, "\(text.debugDescription)")
      #expect(
        page.markup.unicodeScalars.dropLast().allSatisfy { $0.value >= 0x20 && !(0x202A...0x202E).contains($0.value) })
    }
  }

  @Test func `a data block ends no script, and gives every string back`() throws {
    for text in NaughtyStrings.all + NaughtyStrings.further + ["</script><!--", "\u{2028}\u{2029}&"] {
      let written = ScriptJSON.text(.object([(text, .array([.string(text), .integer(7), .null, .bool(true)]))]))
      #expect(
        written.unicodeScalars.allSatisfy {
          !["<", ">", "&", "\u{2028}", "\u{2029}", "\u{7F}"].contains($0) && $0.value >= 0x20
        })
      guard case .object(let members) = try JSONReader.read(Array(written.utf8), file: "block").kind,
        case .array(let elements) = members[0].value.kind, case .string(let back) = elements[0].kind
      else {
        Issue.record("no object in \(written)")
        continue
      }
      #expect(Array(back.utf8) == Array(text.utf8) && Array(members[0].key.utf8) == Array(text.utf8))
    }
  }

  @Test(arguments: [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")])
  func `base 64 is that of RFC 4648`(plain: String, coded: String) {
    #expect(Base64.text(Array(plain.utf8)) == coded)
    #expect(Base64.text([0xFB, 0xFF]) == "+/8=")
  }
}
