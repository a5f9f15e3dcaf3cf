import Documents
import Estates
import TestSupport
import Testing

@testable import Topology

@Suite struct SelectionTests {
  func selects(_ condition: Condition, _ cell: String) -> Bool {
    var matcher = ConditionMatcher(condition)
    return matcher.matches(cell)
  }

  @Test(arguments: [
    ("Prod*", "production", true), ("prod", "production", false), ("*", "x", true), ("*", "", false),
    ("", "", true), ("", "x", false), ("a?c", "aéc", true), ("a?c", "ac", false), ("a**c", "abbc", true),
    ("*b*b*", "abab", true), ("*ab", "aab", true), ("*abab", "ababab", true), ("a*b*c", "a-b-b", false),
    ("STRAßE", "straße", true), ("STRASSE", "straße", false), ("Σίσυφος", "ΣΊΣΥΦΟΣ", true),
    ("ı", "I", false), ("İ", "i", false), ("K", "\u{212A}", true), ("ſ", "S", true), ("ẞ", "ß", true),
    ("ᾀ", "ᾈ", true), ("4", "4.0", false), ("?", "e\u{301}", false), ("??", "e\u{301}", true),
  ])
  func `a text is compared by scalars, letter case ignored, with its wildcards`(
    pattern: String, cell: String, expected: Bool
  ) {
    #expect(selects(.text(pattern), cell) == expected)
  }

  @Test(arguments: [
    (Condition.number(4), "4.0", true), (.number(4), "4e0", true), (.number(4), "four", false), (.number(0), "", false),
    (.numbers(min: 2, max: nil), "2", true), (.numbers(min: 2, max: 3), "3.5", false),
    (.numbers(min: nil, max: 3), "-7", true), (.numbers(min: nil, max: nil), "x", false),
    (.numbers(min: nil, max: 3), "", false), (.numbers(min: nil, max: nil), "0x10", false),
    (.dates(min: Day("2026-02-28"), max: Day("2026-03-01")), "2026-03-01", true),
    (.dates(min: Day("2026-02-28"), max: nil), "2026-02-27", false),
    (.dates(min: nil, max: Day("2026-03-01")), "soon", false),
    (.any([.text("dev*"), .number(7)]), "7.0", true), (.any([.text("dev*"), .number(7)]), "DEV", true),
    (.any([.text("dev*"), .text("")]), "", true), (.any([]), "x", false),
  ])
  func `numbers, dates and lists select what they say`(condition: Condition, cell: String, expected: Bool) {
    #expect(selects(condition, cell) == expected)
  }

  @Test func `selectors see what a workload derives and inherits, and host as written`() {
    var literal = EstateLiteral(
      workloads: """
        workload,application,host,cluster,site,owner,colour
        W1,A,H1,,,,red
        W2,A,H2,C1,S2,ann,
        W3,,,C1,,,red
        W4,,,,S2,,blue
        W5,B,,,,,blue
        """)
    literal.sites = "site\nS1\nS2"
    literal.clusters = "cluster,site\nC1,S1\nC2,S2"
    literal.hosts = "host,site,cluster\nH1,S2,C2\nH2,S1,"
    literal.applications = "application,owner,criticality\nA,zoe,1\nB,,"
    literal.add(.stay, where: ["site": "s1"])
    literal.add(.stay, where: ["cluster": "C*"])
    literal.add(.stay, where: ["cluster": ""])
    literal.add(.stay, where: ["owner": "zoe"])
    literal.add(.stay, where: ["criticality": .number(1)])
    literal.add(.stay, where: ["host": "h2", "colour": ""])
    literal.add(.freeze(from: Day("2026-01-01")!, to: Day("2026-01-02")!, test: .cutover))
    let resolved = ResolvedEstate(literal.estate)
    #expect(resolved.selections.map(\.rows) == [[1, 2], [0, 2], [1, 3, 4], [0], [0, 1], [1], [0, 1, 2, 3, 4]])
    #expect(resolved.placement.dedicatedHost == [-1, 1, -1, -1, -1])
    #expect(resolved.placement.site == [1, 0, 0, 1, -1])
  }

  @Test func `by groups those that share all values, and leaves out empty ones`() {
    var literal = EstateLiteral(
      workloads: """
        workload,a,b
        W1,x,1
        W2,X,1
        W3,x,2
        W4,,1
        W5,x,1
        W6,1,x
        """)
    literal.add(.together(by: ["a", "b"]))
    literal.add(.apart(by: ["b"]), where: ["workload": .any([.text("w1"), .text("w4"), .text("w5")])])
    let resolved = ResolvedEstate(literal.estate)
    #expect(resolved.groups[0].map(\.members) == [[0, 4], [1], [2], [5]])
    #expect(resolved.groups[0][0].values.map { resolved.estate.texts[$0] } == ["x", "1"])
    #expect(resolved.groups[1].map(\.members) == [[0, 3, 4]])
  }

  @Test func `a workload that matches both sides of an order counts as first`() {
    var literal = EstateLiteral(workloads: "workload,app,env\nW1,A,dev\nW2,A,prod\nW3,A,pre-prod\nW4,B,prod")
    literal.add(
      .order(
        by: ["app"], first: Selector(terms: [.init(column: "env", condition: .any([.text("dev"), .text("pre*")]))]),
        then: Selector(terms: [.init(column: "env", condition: .text("*prod"))]), lagWaves: 1))
    let groups = ResolvedEstate(literal.estate).orderGroups[0]
    #expect(groups.map(\.first) == [[0, 2]])
    #expect(groups.map(\.then) == [[1]])
  }
}
