import Documents
import Testing

@Suite struct MarkdownWriterTests {
  func written(_ text: MarkdownText) -> String { MarkdownDocument(blocks: [.paragraph(text)]).text }

  @Test(arguments: [
    ("a|b", #"a\|b"#),
    (#"back\slash"#, #"back\\slash"#),
    ("`*_[x](y)_*`", #"\`\*\_\[x\](y)\_\*\`"#),
    ("<script>alert(1)</script>", #"\<script\>alert(1)\</script\>"#),
    ("R&D &amp; !", #"R\&D \&amp; \!"#),
    ("ask @everyone about #123", ##"ask @<!-- -->everyone about \#<!-- -->123"##),
    ("https://example.com", "https:<!-- -->//example.com"),
    ("see www.example.com", "see www<!-- -->.example.com"),
    ("WWW.x wW.y", "WWW<!-- -->.x wW.y"),
    ("owner@example.com", "owner@<!-- -->example.com"),
    ("two\r\nlines\tand\u{2028}more", "two lines and more"),
    ("pdf\u{202E}exe", "pdfU+202Eexe"),
    ("bell\u{7} null\u{0} zero\u{200B}width", "bellU+0007 nullU+0000 zeroU+200Bwidth"),
    ("$x^2$ ~~gone~~", #"\$x^2\$ \~\~gone\~\~"#),
    ("Zürich 東京 −60%", "Zürich 東京 −60%"),
  ])
  func `a name stays a name whatever it is spelled like`(raw: String, markdown: String) {
    #expect(written(MarkdownText("x \(raw)")) == "x \(markdown)\n")
  }

  @Test(arguments: [
    ("- item", #"\- item"#), ("+ item", #"\+ item"#), ("1. item", #"1\. item"#), ("12) item", #"12\) item"#),
    ("=== item", #"\=== item"#), ("2028-01-01 item", "2028-01-01 item"), ("# item", ##"\#<!-- --> item"##),
  ])
  func `a paragraph that begins like a list or a heading stays a paragraph`(raw: String, markdown: String) {
    #expect(written(MarkdownText(raw)) == markdown + "\n")
  }

  @Test(arguments: [("SAP_1", "`SAP_1`"), ("a`b", "``a`b``"), ("`a", "`` `a ``"), ("x|y", "`x|y`"), ("", "")])
  func `a key is shown as it is in a code span`(raw: String, markdown: String) {
    #expect(written("key \(code: raw)") == "key " + markdown + "\n")
  }

  @Test func `the columns of a table stand under each other and no cell breaks out`() {
    let table = MarkdownTable(
      columns: [.left("application"), .right("moves")],
      rows: [["a|b", "1"], [.code("c|d"), "1,234"], [.code(#"e\|f"#), "5"], ["two\nlines", "6"]])
    #expect(
      MarkdownDocument(blocks: [.table(table)]).text == #"""
        | application | moves |
        | ----------- | -----:|
        | a\|b        |     1 |
        | `c\|d`      | 1,234 |
        | e\\\|f      |     5 |
        | two lines   |     6 |

        """#)
  }

  @Test func `blocks are parted by one blank line and the page ends with a newline`() {
    var page = MarkdownDocument()
    page += .heading(2, "Waves & freezes")
    page += .paragraph("Goes \(strong: "first"), see \(link: "the list", to: "waves list.md").")
    page += .bullets(["one", "- two"])
    page += .numbered(["first", "second"])
    page += .image(description: "fall [of] rack units", file: "footprint.svg")
    #expect(
      page.text == #"""
        ## Waves \& freezes

        Goes **first**, see [the list](waves%20list.md).

        - one
        - \- two

        1. first
        2. second

        ![fall \[of\] rack units](footprint.svg)

        """#)
  }
}

@Suite struct SVGElementTests {
  @Test func `text and attributes of a picture cannot become markup`() {
    let hostile = "</text><script>\"'&\u{1}\u{202E}"
    let element = SVGElement("g", ["id": .text(hostile)], [SVGElement("text", ["x": 1.254, "y": 20], text: hostile)])
    let safe = "&lt;/text&gt;&lt;script&gt;&quot;&#39;&amp;U+0001U+202E"
    #expect(element.markup == "<g id=\"\(safe)\">\n  <text x=\"1.25\" y=\"20\">\(safe)</text>\n</g>\n")
  }
}
