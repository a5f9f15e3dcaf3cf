import Documents
import Estates
import Foundation
import Plans
import TestSupport
import Testing
import Topology

@testable import Reports

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What an XML parser sees in a picture.
final class ParsedPicture: NSObject, XMLParserDelegate {
  private(set) var elements: [String] = []
  private(set) var attributes: [(name: String, value: String)] = []
  private(set) var texts: [String] = []
  private(set) var failure: String?

  init(_ svg: String) {
    super.init()
    let parser = XMLParser(data: Data(svg.utf8))
    parser.shouldResolveExternalEntities = false
    parser.delegate = self
    if !parser.parse() { failure = "line \(parser.lineNumber): \(parser.parserError.map { "\($0)" } ?? "")" }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    elements.append(name)
    self.attributes += attributes.map { (name: $0.key, value: $0.value) }
    texts.append("")
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    if !texts.isEmpty { texts[texts.count - 1] += string }
  }
}

@Suite struct FigureTests {
  private func figures(_ small: SmallPlan) throws -> PlanFigures {
    let reading = try PlanReading(plan: small.plan, estate: small.estate)
    return PlanFigures(reading, register: try small.register())
  }

  /// Many sites, applications, teams and limits, more than a picture has lines for.
  private var crowd: SmallPlan {
    var workloads = "workload,application,site,team,disposition\n"
    var applications = "application\n"
    var sites = "site,lease_end\n"
    var dependencies = "source,target,relation\n"
    var small = SmallPlan(workloads: "workload\nX", moves: [:])
    for number in 0..<1200 {
      workloads += "W\(number),A\(number % 300),S\(number % 70),T\(number % 50),\(number % 9 == 0 ? "retire" : "")\n"
      dependencies += "W\(number),W\((number * 7 + 1) % 1200),near\nW\(number),W3,near\n"
      if number % 4 != 0 { small.moves["W\(number)"] = 1 + number % 5 }
    }
    for number in 0..<300 { applications += "A\(number)\n" }
    for number in 0..<70 { sites += "S\(number),2026-05-0\(1 + number % 9)\n" }
    var moves = SmallPlan(workloads: workloads, moves: small.moves)
    moves.literal.applications = applications
    moves.literal.sites = sites
    moves.literal.dependencies = dependencies
    for number in 0..<50 {
      moves.limit(
        "effort_hours", where: ["team": .text("T\(number)")],
        periods: [("wave 1", Double(number), 40), ("wave 2", 0, 0), ("2026", Double(number), 200)])
    }
    for number in 0..<12 {
      moves.literal.add(
        .freeze(from: Day("2026-03-01")!, to: Day("2026-03-09")!, test: .cutover), where: ["site": .text("S\(number)")])
    }
    moves.rackUnits([("2026-01-01", 100), ("2026-06-20", 20)])
    return moves
  }

  /// With `RECORD_GOLDENS=1` in the environment the pictures are drawn anew, to be looked at in review.
  @Test func `the garage's pictures are those recorded`() throws {
    for figure in try figures(PlanReportTests.garage).all {
      let url = Fixtures.url("../Goldens/garage/\(figure.file)")
      if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] == "1" {
        try Data(figure.svg.utf8).write(to: url)
      }
      #expect(figure.svg == (try String(contentsOf: url, encoding: .utf8)))
    }
  }

  @Test func `a plan with everything has six pictures, each with a table`() throws {
    let all = try figures(PlanReportTests.garage).all
    #expect(
      all.map(\.file) == [
        "footprint.svg", "sites.svg", "waves.svg", "limits.svg", "dependencies.svg", "risks.svg",
      ])
    for figure in all {
      #expect(!figure.table.rows.isEmpty, "\(figure.file)")
      #expect(figure.table.rows.allSatisfy { $0.count == figure.table.columns.count }, "\(figure.file)")
      let lines = String(decoding: figure.table.csv, as: UTF8.self).split(
        separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.count == figure.table.rows.count + 2, "\(figure.file)")
    }
  }

  @Test func `what has nothing to show is not drawn`() throws {
    #expect(try figures(SmallPlan(workloads: "workload,owner\nW1,ann@example.com", moves: [:])).all.isEmpty)
  }

  @Test func `every picture is well-formed, tells what it shows, and holds nothing that runs or leads away`() throws {
    for small in [PlanReportTests.garage, crowd] {
      for figure in try figures(small).all {
        let picture = ParsedPicture(figure.svg)
        #expect(picture.failure == nil, "\(figure.file)")
        #expect(picture.elements.prefix(3) == ["svg", "title", "desc"], "\(figure.file)")
        #expect(!figure.title.isEmpty && figure.description.hasSuffix("."), "\(figure.file)")
        expectHarmless(picture, figure.file)
        let used = Set(
          picture.attributes.filter { $0.name == "class" }.flatMap { $0.value.split(separator: " ").map(String.init) })
        #expect(used.subtracting(["drawdown"]).isSubset(of: InkStyle.classes), "\(figure.file)")
        let ids = picture.attributes.filter { $0.name == "id" }.map(\.value)
        #expect(ids.allSatisfy { $0.hasPrefix(type(of: figure).name + "-") } && Set(ids).count == ids.count)
      }
    }
  }

  private func expectHarmless(_ picture: ParsedPicture, _ name: String) {
    let known: Set = [
      "svg", "title", "desc", "style", "defs", "pattern", "rect", "path", "text", "circle", "g",
    ]
    #expect(Set(picture.elements).isSubset(of: known), "\(name)")
    for attribute in picture.attributes {
      #expect(!attribute.name.lowercased().hasPrefix("on") && attribute.name != "style", "\(name)")
      #expect(!attribute.name.lowercased().contains("href") && attribute.name != "src", "\(name)")
      if attribute.name != "xmlns" { #expect(!attribute.value.contains("//"), "\(name)") }
      if attribute.value.contains("url(") { #expect(attribute.value.hasPrefix("url(#"), "\(name)") }
    }
  }

  @Test(arguments: [
    "</text><script>alert(1)</script>", "\" onload=\"alert(1)", "]]>&amp;<!--", "{{7*7}}<svg/onload=x>",
    "a\u{202E}b\u{0}c",
    "line\nbreak\t\u{FFFE}", "=HYPERLINK(\"http://x\")", "𓀀👩‍👩‍👧 żółć 数据中心 مركز",
  ])
  func `a hostile name is only ever text`(name: String) throws {
    var small = SmallPlan(
      workloads: "workload,application,site,team\nW1,A1,S1,T1\nW2,A2,S1,T1\nW3,A1,S1,T1", moves: ["W1": 1, "W2": 2])
    small.literal.applications = "application,name\nA1,first\nA2,second"
    small.literal.sites = "site,name\nS1,hall"
    small.literal.dependencies = "source,target,relation\nW1,W2,near\nW3,W2,near"
    small.literal.program.name = name
    small.limit("effort_hours", where: ["team": "T1"], periods: [("wave 1", 1, 2)])
    small.literal.program.rules[0].name = name
    small.literal.add(.freeze(from: Day("2026-03-01")!, to: Day("2026-03-02")!, test: .cutover), where: ["site": "S1"])
    small.rackUnits([("2026-01-01", 10), ("2026-03-01", 5)])
    var estate = small.estate
    let hostile = estate.texts.number(of: name)
    estate.applications.names[0] = hostile
    estate.sites.names[0] = hostile
    let reading = try PlanReading(plan: small.plan, estate: estate)
    let register = try RiskRegister(RiskFacts(reading), planDigest: "sha256:00")
    for figure in PlanFigures(reading, register: register).all {
      let picture = ParsedPicture(figure.svg)
      #expect(picture.failure == nil, "\(figure.file)")
      expectHarmless(picture, figure.file)
      #expect(
        picture.texts.contains { $0.contains(VisibleText.of(name).prefix(6).trimmingCharacters(in: .whitespaces)) },
        "\(figure.file)")
      let csv = String(decoding: figure.table.csv, as: UTF8.self)
      #expect(!csv.contains(",=") && !csv.hasPrefix("="), "\(figure.file)")
    }
  }

  @Test func `a crowd is aggregated, and nothing is lost in the tables`() throws {
    let small = crowd
    let figures = try figures(small)
    let waves = try #require(figures.waves)
    #expect(waves.lanes.count == WaveFigure.laneLimit && waves.laneNoun == "site")
    #expect(waves.lanes.reduce(0) { $0 + $1.total } == small.moves.count)
    #expect(waves.freezes.count == WaveFigure.freezeLimit && waves.freezes.reduce(0) { $0 + $1.lines } == 12)
    let matrix = try #require(figures.dependencies).matrix
    let demands = try PlanReading(plan: small.plan, estate: small.estate).demands
    #expect(matrix.isClustered && matrix.lines.count <= DependencyMatrix.clusterLimit + 2)
    #expect(
      matrix.sum.count == demands.links.count && demands.links.count > 2300
        && matrix.lines.reduce(0) { $0 + $1.workloads } == 1200)
    #expect(matrix.lines.last?.name.hasPrefix("needed by many") ?? false)
    let limits = try #require(figures.limits)
    #expect(limits.table.rows.count == 98)
    for figure in figures.all { #expect(figure.svg.utf8.count < 200_000 && figure.height < 1100, "\(figure.file)") }
  }
}

@Suite struct FigureNumberTests {
  @Test func `the waterfall adds up to the footprint, site by site`() throws {
    let small = PlanReportTests.garage
    let reading = try PlanReading(plan: small.plan, estate: small.estate)
    let series = SiteSeries(reading, .rackUnits, on: Day("2026-12-31")!)
    #expect(series.before == 13 && series.after == 5)
    #expect(series.steps.map(\.gone) == [8])
    #expect(SiteSeries(reading, .rackUnits, on: Day("2026-04-26")!).after == 11)
    #expect(SiteSeries(reading, .racks, on: Day("2026-03-30")!).steps.map(\.gone) == [1])
    #expect(SiteSeries(reading, .workloads, on: Day("2026-12-31")!).steps.map(\.after).sorted() == [1, 2])
  }

  /// Source, target and disposition of the source, and of the target; what becomes of the dependency.
  @Test(arguments: [
    (2, 2, "", "", [1, 0, 0]), (1, 2, "", "", [0, 1, 0]), (1, 0, "", "", [0, 0, 1]), (0, 1, "", "", [0, 0, 1]),
    (0, 0, "", "", [1, 0, 0]), (1, 2, "retire", "", [1, 0, 0]), (2, 1, "retire", "", [0, 1, 0]),
    (1, 0, "retire", "", [1, 0, 0]), (1, 2, "", "retire", [0, 1, 0]), (2, 1, "", "retire", [1, 0, 0]),
    (1, 2, "retire", "retire", [1, 0, 0]), (0, 1, "", "retire", [1, 0, 0]), (0, 1, "retire", "", [0, 0, 1]),
  ])
  func `a dependency is parted while exactly one end has left, and ends with a retired one`(
    source: Int, target: Int, first: String, second: String, expected: [Int]
  ) throws {
    var small = SmallPlan(
      workloads: "workload,application,disposition\nS,A,\(first)\nT,B,\(second)",
      moves: ["S": source, "T": target].filter { $0.value > 0 })
    small.literal.applications = "application\nA\nB"
    small.literal.dependencies = "source,target,relation\nS,T,near"
    let matrix = try #require(DependencyMatrix(try PlanReading(plan: small.plan, estate: small.estate)))
    let cell = matrix.sum
    #expect([cell.whole, cell.parted, cell.open] == expected)
  }

  @Test func `a table is grouped for people and plain for machines`() {
    let table = FigureTable(
      [.text("site"), .number("share"), .number("amount"), .text("on")],
      rows: [
        [.text("@cmd"), .share(0.6123), .amount(12_345.6, places: 1), .day(Day("2026-02-03")!)],
        [.text("a"), .empty, .count(4000), .empty],
      ])
    #expect(
      String(decoding: table.csv, as: UTF8.self) == "site,share,amount,on\n'@cmd,0.6123,12345.6,2026-02-03\na,,4000,\n")
    #expect(MarkdownDocument(blocks: [.table(table.markdown)]).text.contains("| 61.2% | 12,345.6 | 2026-02-03 |"))
  }
}

@Suite struct InkTests {
  private func luminance(_ colour: String) -> Double {
    let parts = stride(from: 1, to: 7, by: 2).map { place -> Double in
      let start = colour.index(colour.startIndex, offsetBy: place)
      let value = Double(Int(colour[start..<colour.index(start, offsetBy: 2)], radix: 16)!) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }

  private func contrast(_ left: String, _ right: String) -> Double {
    let (a, b) = (luminance(left), luminance(right))
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }

  @Test
  func `words have the contrast that WCAG asks for, on paper and on every step of the ramp, in light and in dark`() {
    for theme in [\Ink.light, \Ink.dark] {
      for words in [Ink.ink, .quiet] { #expect(contrast(words[keyPath: theme], Ink.paper[keyPath: theme]) >= 4.5) }
      for (position, step) in Ink.steps.enumerated() {
        let words = Ramp.words(on: position + 1) == "inverse" ? Ink.paper : Ink.ink
        #expect(contrast(words[keyPath: theme], step[keyPath: theme]) >= 4.5, "\(step)")
      }
      #expect(contrast(Ink.paper[keyPath: theme], Ink.plan[keyPath: theme]) >= 4.5)
    }
  }

  @Test func `lines and marks stand out from the paper`() {
    for theme in [\Ink.light, \Ink.dark] {
      for ink in [Ink.plan, .asked, .axis, .step4, .step5] {
        #expect(contrast(ink[keyPath: theme], Ink.paper[keyPath: theme]) >= 3, "\(ink)")
      }
    }
  }

  @Test func `the ramp rises evenly in lightness, so that it reads in grey`() {
    for theme in [\Ink.light, \Ink.dark] {
      let all = [Ink.paper] + Ink.steps
      for (less, more) in zip(all, all.dropFirst()) {
        #expect(contrast(less[keyPath: theme], more[keyPath: theme]) >= 1.2, "\(less) and \(more)")
      }
      #expect(contrast(Ink.step1[keyPath: theme], Ink.step5[keyPath: theme]) > 6)
    }
  }

  @Test func `words are cut where they would run over`() {
    #expect(TextFit.fitted("Web shop", size: 12, within: 200) == "Web shop")
    let long = TextFit.fitted(String(repeating: "wide name ", count: 20), size: 12, within: 120)
    #expect(long.hasSuffix("…") && TextFit.width(long, size: 12) <= 120)
    #expect(TextFit.wrapped("one two three four", size: 12, within: 50, lines: 2).count == 2)
  }
}
