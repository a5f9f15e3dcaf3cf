import Documents
import Estates
import Testing

@testable import Plans

@Suite struct RuleContentTests {
  static func text(_ kind: Rule.Kind, where terms: [(String, Condition)] = []) -> String {
    let selector = Selector(terms: terms.map { Selector.Term(column: $0.0, condition: $0.1) })
    return CanonicalJSON.text(RuleContent.of(Rule(index: 3, name: "named", kind: kind, where: selector)))
  }
  static let day = Day("2027-01-31")!

  @Test func `every kind of rule is stated with its defaults`() {
    let some = Selector(terms: [Selector.Term(column: "os", condition: .text("Win*"))])
    let cases: [(Rule.Kind, String)] = [
      (.together(by: ["b", "a"]), #"{"by":["a","b"],"rule":"together"}"#),
      (.apart(by: ["a"]), #"{"by":["a"],"rule":"apart"}"#),
      (
        .order(by: ["a"], first: some, then: Selector(terms: []), lagWaves: 1),
        #"{"by":["a"],"first":{"os":"Win*"},"lagWaves":1,"rule":"order","then":{}}"#
      ),
      (
        .relate(kind: .text("sql*"), relation: .together, annualSplitCost: nil),
        #"{"kind":"sql*","relation":"together","rule":"relate"}"#
      ),
      (.near(by: ["a"], annualSplitCost: 12.5), #"{"annualSplitCost":12.5,"by":["a"],"rule":"near"}"#),
      (
        .limit(Limit(measure: "workloads", perWave: [2, 4, 4], perYear: 9, from: Self.day)),
        #"{"from":"2027-01-31","measure":"workloads","perWave":[2,4],"perYear":9,"rule":"limit","spread":false}"#
      ),
      (
        .freeze(from: Self.day, to: Self.day, test: .wave),
        #"{"from":"2027-01-31","rule":"freeze","test":"wave","to":"2027-01-31"}"#
      ),
      (.notBefore(Self.day), #"{"date":"2027-01-31","rule":"notBefore"}"#),
      (.notAfter(Self.day), #"{"date":"2027-01-31","rule":"notAfter"}"#),
      (.leave(by: Self.day), #"{"by":"2027-01-31","rule":"leave"}"#),
      (.pin(wave: 12), #"{"rule":"pin","wave":12}"#),
      (.stay, #"{"rule":"stay"}"#),
    ]
    for (kind, expected) in cases { #expect(Self.text(kind) == expected) }
  }

  @Test func `two spellings of a selector are one content`() {
    let left = Self.text(
      .stay, where: [("os", .any([.text("B"), .text("A")])), ("cores", .numbers(min: 4, max: nil))])
    let right = Self.text(
      .stay, where: [("cores", .numbers(min: 4, max: nil)), ("os", .any([.text("A"), .text("B")]))])
    #expect(left == right)
    #expect(left == #"{"rule":"stay","where":{"cores":{"min":4},"os":["A","B"]}}"#)
    #expect(Self.text(.stay, where: [("os", .any([.text("A")]))]) == Self.text(.stay, where: [("os", .text("A"))]))
    let dates = Self.text(.stay, where: [("end", .dates(min: nil, max: Self.day))])
    #expect(dates == #"{"rule":"stay","where":{"end":{"max":"2027-01-31"}}}"#)
    #expect(
      Self.text(.limit(Limit(measure: "workloads", perWave: [5, 5])))
        == Self.text(.limit(Limit(measure: "workloads", perWave: [5]))))
  }
}
