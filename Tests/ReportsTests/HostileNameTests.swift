import Documents
import Estates
import Foundation
import Plans
import Reports
import TestSupport
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Names as no one should give them, carried through every file of a report.
@Suite struct HostileNameTests {
  static let names = [
    "a|b", "[click](http://evil.example)", "<script>alert(1)</script>", "\u{202E}gnp.exe", "line\nbreak",
    "`code` **bold** _it_", "</text></svg>", "\"quoted\" 'text' & more", "@everyone #1 www.evil.example", "=1+1",
    "- item", "zero\u{200B}width\u{7}", "$x$ ~~y~~ \\", "東京 Zürich", "# heading", "|", "<!--", "-->", "![x](y)",
  ]

  /// What a page is made of.
  private static let elements: Set<String> = [
    "doctype", "html", "head", "meta", "title", "body", "a", "header", "nav", "main", "section", "h1", "h2", "h3", "h4",
    "h5",
    "p", "ul", "ol", "li", "dl", "dt", "dd", "div", "span", "strong", "code", "table", "thead", "tbody", "tr", "th",
    "td",
    "figure", "details", "summary", "form", "label", "input", "select", "option", "datalist", "button", "script",
    "svg", "desc", "defs", "pattern", "rect", "text", "path", "g", "circle",
  ]

  /// A plan in which the name is program, site, application, workload, owner, team, initiative and rule.
  private func files(_ name: String) throws -> [ReportFile] {
    var small = SmallPlan(
      workloads: "workload,application,site,team,os,one_off_cost,annual_run_cost\nK,K,K,K,RHEL 6,10,10", moves: ["K": 1]
    )
    small.literal.sites = "site,name,lease_end,annual_cost\nK,K,2026-01-01,100"
    small.literal.hosts = "host,site,annual_cost\nK,K,50"
    small.literal.applications = "application,name,owner\nK,K,K"
    small.literal.initiatives = "initiative,name,due,annual_value\nK,K,2026-01-01,100"
    small.literal.members = "initiative,workload\nK,K"
    small.literal.program.name = name
    small.literal.program.riskOwner = name
    small.literal.program.currency = name
    small.initiatives = [.init(initiative: "K", ready: Day("2026-02-28"), due: Day("2026-01-01"))]
    small.limit("effort_hours", where: ["team": "K"], periods: [("wave 1", 100, 100), ("wave 2", 100, 100)])
    small.rackUnits([("2026-01-01", 100), ("2026-05-01", 40)])
    small.target(by: "2026-06-01", required: 0.6, reduction: 0.6, reachedOn: "2026-05-01")
    small.release(.site, "K", "2026-05-01")

    // The literal knows no quotes, so the name comes in afterwards, in the pool of texts.
    var estate = small.estate
    var plan = small.plan
    var texts = TextPool()
    for text in estate.texts.texts.dropFirst() { _ = texts.number(of: text == "K" ? name : text) }
    estate.texts = texts
    estate.program.rules[0].name = name
    plan.waves[0].workloads = [name]
    plan.releases[0].key = name
    plan.initiatives[0].initiative = name
    plan.currency = name
    return try PlanReports.files(plan: plan, estate: estate, planDigest: "sha256:" + String(repeating: "0", count: 64))
  }

  @Test(arguments: names)
  func `a hostile name becomes neither markup nor a line, and JSON gives it back`(name: String) throws {
    for file in try files(name) {
      let text = String(decoding: file.bytes, as: UTF8.self)
      #expect(
        text.unicodeScalars.allSatisfy {
          $0 == "\n" || ($0.value >= 0x20 && !(0x202A...0x202E).contains($0.value)) || file.name.hasSuffix(".json")
        })
      #expect(text.hasSuffix("\n"))
      switch file.name {
      case "risks.json":
        let document = try #require(try JSONSerialization.jsonObject(with: Data(file.bytes)) as? [String: Any])
        #expect(document["currency"] as? String == name)
        let risks = try #require(document["risks"] as? [[String: Any]])
        #expect(risks.contains { $0["workloads"] as? [String] == [name] })
        #expect(risks.contains { $0["riskOwnerPointOfContact"] as? String == name })
      case _ where file.name.hasSuffix(".svg"):
        let parser = XMLParser(data: Data(file.bytes))
        let delegate = ElementNames()
        parser.delegate = delegate
        #expect(parser.parse())
        #expect(
          delegate.names.isSubset(of: [
            "svg", "title", "desc", "style", "defs", "pattern", "rect", "text", "path", "g", "circle",
          ]))
      case "report.html":
        // Script and style sheet are the page's own; every other mark opens an element that the page is made of.
        let marks = text.replacing(#/<(script|style)>[\s\S]*?</\1>/#, with: "").matches(of: #/<[/!]?([a-z0-9]*)/#)
        #expect(marks.count > 500 && Set(marks.map { String($0.1) }).isSubset(of: HostileNameTests.elements))
        #expect(text.ranges(of: "<script").count == 2 && text.ranges(of: "</script>").count == 2)
        #expect(text.firstRange(of: #/\son[a-z]+\s*=\s*["']/#) == nil)
      default:
        // What could open an element, a link or a picture is escaped outside of code spans.
        let outside = withoutCode(text)
        #expect(!outside.contains("<script") && !outside.contains("](http") && !outside.contains("://"))
        for line in outside.split(separator: "\n") where line.hasPrefix("|") {
          #expect(!line.contains("](y)"))
        }
      }
    }
  }

  @Test func `every row of a table has as many cells as its header`() throws {
    for name in HostileNameTests.names {
      for file in try files(name) where file.name.hasSuffix(".md") {
        var width: Int?
        for line in String(decoding: file.bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        {
          guard line.hasPrefix("|") else {
            width = nil
            continue
          }
          let cells = barsOutsideEscapes(line)
          #expect(width == nil || width == cells, "\(name.debugDescription): \(line)")
          width = cells
        }
      }
    }
  }

  private func barsOutsideEscapes(_ line: Substring) -> Int {
    var bars = 0
    var isEscaped = false
    for scalar in line.unicodeScalars {
      if scalar == "|" && !isEscaped { bars += 1 }
      isEscaped = scalar == "\\" && !isEscaped
    }
    return bars
  }

  /// The text without code spans, and without the escaped characters.
  private func withoutCode(_ text: String) -> String {
    var result = ""
    let scalars = Array(text.unicodeScalars)
    var position = 0
    while position < scalars.count {
      if scalars[position] == "\\" {
        position += 2
        continue
      }
      if scalars[position] == "`" {
        var run = 0
        while position + run < scalars.count && scalars[position + run] == "`" { run += 1 }
        var end = position + run
        var closing = 0
        while end < scalars.count && closing < run {
          closing = scalars[end] == "`" ? closing + 1 : 0
          end += 1
          if closing == run && end < scalars.count && scalars[end] == "`" { closing = -1_000_000 }
          if closing < 0 && end < scalars.count && scalars[end] != "`" { closing = 0 }
        }
        position = end
        continue
      }
      result.unicodeScalars.append(scalars[position])
      position += 1
    }
    return result
  }
}

private final class ElementNames: NSObject, XMLParserDelegate {
  var names: Set<String> = []
  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String] = [:]
  ) {
    names.insert(name)
  }
}
