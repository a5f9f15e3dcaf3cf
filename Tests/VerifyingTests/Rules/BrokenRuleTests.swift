import Estates
import Plans
import TestSupport
import Testing

@testable import Verifying

/// Each rule kept and broken, in estates of a few rows. Five waves, with cutovers on 02-28, 03-28, 04-25, 05-23, 06-20.
@Suite struct BrokenRuleTests {
  static let table = """
    workload,application,environment,disposition,lead_waves,not_before,not_after,effort_hours,team
    W0,A,dev,rehost,1,,,10,t1
    W1,A,prod,rehost,2,,,20,t1
    W2,A,prod,retain,1,,,40,t2
    W3,B,dev,retire,1,2026-03-28,,5,
    W4,B,prod,rehost,1,,2026-05-22,,t2
    """

  static func verifier(
    dependencies: String = "source,target", _ rules: [(Rule.Kind, KeyValuePairs<String, Condition>?)] = []
  ) -> Verifier {
    var literal = EstateLiteral(workloads: table)
    literal.dependencies = dependencies
    for (kind, conditions) in rules { literal.add(kind, where: conditions) }
    return Verifier(estate: literal.estate)
  }

  static func name(_ kind: String, _ index: Int = 0) -> BrokenRule.RuleName {
    BrokenRule.RuleName(index: index, kind: kind, name: nil)
  }

  @Test func `without rules the row alone binds`() {
    let verifier = Self.verifier()
    #expect(verifier.evaluate(waves: [1, 2, nil, 2, 3]).broken == [])
    #expect(
      verifier.evaluate(waves: [nil, 1, 5, 1, 4]).broken == [
        .leadTooShort(workload: "W1", wave: 1, leadWaves: 2),
        .heldWorkloadMoves(workload: "W2", wave: 5, origin: .column("disposition")),
        .tooEarly(
          workload: "W3", cutover: Day("2026-02-28")!, notBefore: Day("2026-03-28")!, origin: .column("not_before")),
        .tooLate(
          workload: "W4", cutover: Day("2026-05-23")!, notAfter: Day("2026-05-22")!, origin: .column("not_after")),
      ])
  }

  static func dependency(_ source: String, _ target: String) -> BrokenRule.DependencyName {
    BrokenRule.DependencyName(source: source, target: target, line: 2)
  }

  @Test func `together is one wave, or both stay`() {
    let verifier = Self.verifier(dependencies: "source,target,relation\nW0,W4,together")
    #expect(verifier.evaluate(waves: [2, nil, nil, nil, 2]).broken == [])
    #expect(verifier.evaluate(waves: [nil, nil, nil, nil, nil]).broken == [])
    for waves in [[2, nil, nil, nil, 3], [2, nil, nil, nil, nil]] as [[Int?]] {
      #expect(verifier.evaluate(waves: waves).broken == [.dependencyParted(Self.dependency("W0", "W4"))])
    }
  }

  @Test func `first lets the provider go first, last behind`() {
    let first = Self.verifier(dependencies: "source,target,relation\nW0,W4,first")
    let late = BrokenRule.dependencyOutOfOrder(Self.dependency("W0", "W4"), first: "W4", then: "W0")
    #expect(first.evaluate(waves: [2, nil, nil, nil, 2]).broken == [])
    #expect(first.evaluate(waves: [nil, nil, nil, nil, 2]).broken == [])
    #expect(first.evaluate(waves: [2, nil, nil, nil, 3]).broken == [late])
    #expect(first.evaluate(waves: [2, nil, nil, nil, nil]).broken == [late])
    let last = Self.verifier(dependencies: "source,target,relation\nW0,W4,last")
    let early = BrokenRule.dependencyOutOfOrder(Self.dependency("W0", "W4"), first: "W0", then: "W4")
    #expect(last.evaluate(waves: [2, nil, nil, nil, nil]).broken == [])
    #expect(last.evaluate(waves: [3, nil, nil, nil, 2]).broken == [early])
    #expect(last.evaluate(waves: [nil, nil, nil, nil, 2]).broken == [early])
  }

  @Test func `first on a retired provider reads as last`() {
    let verifier = Self.verifier(dependencies: "source,target,relation\nW0,W3,first")
    #expect(verifier.evaluate(waves: [2, nil, nil, 3, nil]).broken == [])
    #expect(
      verifier.evaluate(waves: [3, nil, nil, 2, nil]).broken == [
        .dependencyOutOfOrder(Self.dependency("W0", "W3"), first: "W0", then: "W3")
      ])
  }

  @Test func `apart may stay, and not share a wave`() {
    let verifier = Self.verifier(dependencies: "source,target,relation\nW0,W4,apart")
    #expect(verifier.evaluate(waves: [2, nil, nil, nil, 3]).broken == [])
    #expect(verifier.evaluate(waves: [nil, nil, nil, nil, nil]).broken == [])
    #expect(
      verifier.evaluate(waves: [2, nil, nil, nil, 2]).broken == [
        .dependencyJoined(Self.dependency("W0", "W4"), wave: 2)
      ])
  }

  @Test func `relate decides what is open, by the first match, and ties nobody to one who stays`() {
    let verifier = Self.verifier(
      dependencies:
        "source,target,relation,annual_split_cost,kind\nW0,W4,,,sql-7\nW0,W2,,700,sql\nW4,W1,near,,sql\nW1,W3,,,x",
      [
        (.relate(kind: "SQL*", relation: .together, annualSplitCost: 500), nil),
        (.relate(kind: "*", relation: .apart, annualSplitCost: 900), nil),
      ])
    #expect(
      verifier.dependencies.map(\.demand) == [
        .together, .nearBoth, .nearBoth, .apart,
      ])
    #expect(verifier.dependencies.map(\.annualSplitCost) == [500, 700, 0, 900])
    #expect(verifier.evaluate(waves: [nil, nil, nil, nil, nil]).rules.map(\.selected) == [2, 1])
  }

  @Test func `a together group moves as a whole`() {
    let verifier = Self.verifier([(.together(by: ["application"]), ["environment": "prod"])])
    #expect(verifier.evaluate(waves: [3, nil, nil, nil, 2]).broken == [])
    #expect(
      verifier.evaluate(waves: [nil, 2, nil, nil, nil]).broken == [
        .groupParted(values: ["A"], one: "W1", other: "W2", rule: Self.name("together"))
      ])
  }

  @Test func `order wants every first one before, and leaves those out that never move`() {
    let verifier = Self.verifier([
      (.order(by: ["application"], first: .environment("dev"), then: .environment("*"), lagWaves: 2), nil)
    ])
    #expect(verifier.evaluate(waves: [1, 3, nil, nil, nil]).broken == [])
    #expect(verifier.evaluate(waves: [1, nil, nil, 2, 3]).broken.count == 1)
    let broken = BrokenRule.outOfOrder(values: ["A"], first: "W0", then: "W1", lagWaves: 2, rule: Self.name("order"))
    #expect(verifier.evaluate(waves: [2, 3, nil, nil, nil]).broken == [broken])
    #expect(verifier.evaluate(waves: [nil, 3, nil, nil, nil]).broken == [broken])
  }

  @Test func `order without lag allows one wave`() {
    let verifier = Self.verifier([
      (.order(by: ["application"], first: .environment("dev"), then: .environment("prod"), lagWaves: 0), nil)
    ])
    #expect(verifier.evaluate(waves: [2, 2, nil, nil, nil]).broken == [])
    #expect(verifier.evaluate(waves: [3, 2, nil, nil, nil]).broken.count == 1)
  }

  @Test func `an apart group spreads over waves`() {
    let verifier = Self.verifier([(.apart(by: ["team"]), nil)])
    #expect(verifier.evaluate(waves: [1, 2, nil, 2, 2]).broken == [])
    #expect(
      verifier.evaluate(waves: [2, 2, nil, nil, nil]).broken == [
        .groupJoined(values: ["t1"], one: "W0", other: "W1", wave: 2, rule: Self.name("apart"))
      ])
  }

  @Test func `effort is spread over the waves of preparation, and a limit may be no more than that`() {
    let limit = { (values: [Double], spread: Bool) in
      Rule.Kind.limit(Limit(measure: "effort_hours", perWave: values, spread: spread))
    }
    // W1: 20 hours over two waves; W0: 10 in one.
    #expect(Self.verifier([(limit([20], true), nil)]).evaluate(waves: [2, 3, nil, nil, nil]).broken == [])
    #expect(
      Self.verifier([(limit([10, 19, 10], true), nil)]).evaluate(waves: [2, 3, nil, nil, nil]).broken == [
        .overLimit(period: "wave 2", use: 20, limit: 19, rule: Self.name("limit"))
      ])
    #expect(
      Self.verifier([(limit([15], false), nil)]).evaluate(waves: [2, 3, nil, nil, nil]).broken == [
        .overLimit(period: "wave 3", use: 20, limit: 15, rule: Self.name("limit"))
      ])
    // The last value goes on.
    #expect(
      Self.verifier([(limit([50, 15], false), nil)]).evaluate(waves: [nil, 5, nil, nil, nil]).broken.map(\.description)
        == ["rule 1, limit allows 15 in wave 5, and 20 are used"])
  }

  @Test func `a limit counts by quarter and by year, within its dates`() {
    let quarter = Self.verifier([(.limit(Limit(measure: "workloads", perQuarter: 1)), nil)])
    #expect(quarter.evaluate(waves: [1, 3, nil, nil, nil]).broken == [])
    #expect(
      quarter.evaluate(waves: [1, 2, nil, nil, nil]).broken == [
        .overLimit(period: "2026-Q1", use: 2, limit: 1, rule: Self.name("limit"))
      ])
    let year = Self.verifier([
      (.limit(Limit(measure: "workloads", perYear: 1, from: Day("2026-03-28"), to: Day("2026-05-22"))), nil)
    ])
    #expect(year.evaluate(waves: [1, 2, nil, nil, nil]).broken == [])
    #expect(year.evaluate(waves: [5, 2, nil, nil, nil]).broken == [])
    #expect(
      year.evaluate(waves: [3, 2, nil, nil, nil]).broken == [
        .overLimit(period: "2026", use: 2, limit: 1, rule: Self.name("limit"))
      ])
  }

  @Test func `a sum meets a limit up to a billionth`() {
    #expect(ResolvedLimit.slack(3) >= 0.1 + 0.2 + 2.7)
    #expect(ResolvedLimit.slack(0) >= 1e-9)
    #expect(ResolvedLimit.slack(1000) < 1000.00001)
  }

  @Test func `a freeze is tested on the cutover, or on any day of the wave`() {
    let from = Day("2026-03-01")!
    let to = Day("2026-03-27")!
    let onCutover = Self.verifier([(.freeze(from: from, to: to, test: .cutover), ["team": "t1"])])
    #expect(onCutover.evaluate(waves: [2, nil, nil, nil, nil]).broken == [])
    let onWave = Self.verifier([(.freeze(from: from, to: to, test: .wave), ["team": "t1"])])
    #expect(
      onWave.evaluate(waves: [2, 3, nil, 2, 2]).broken == [
        .frozen(workload: "W0", wave: 2, rule: Self.name("freeze"))
      ])
    let lastDay = Self.verifier([(.freeze(from: from, to: to + 1, test: .cutover), ["team": "t1"])])
    #expect(lastDay.evaluate(waves: [2, nil, nil, nil, nil]).broken.count == 1)
  }

  @Test func `not before and not after bind those who move`() {
    let verifier = Self.verifier([
      (.notBefore(Day("2026-03-29")!), ["workload": "W0"]), (.notAfter(Day("2026-04-24")!), ["workload": "W1"]),
    ])
    #expect(verifier.evaluate(waves: [3, 2, nil, nil, nil]).broken == [])
    #expect(verifier.evaluate(waves: [nil, nil, nil, nil, nil]).broken == [])
    #expect(
      verifier.evaluate(waves: [2, 3, nil, nil, nil]).broken == [
        .tooEarly(
          workload: "W0", cutover: Day("2026-03-28")!, notBefore: Day("2026-03-29")!,
          origin: .rule(Self.name("notBefore"))),
        .tooLate(
          workload: "W1", cutover: Day("2026-04-25")!, notAfter: Day("2026-04-24")!,
          origin: .rule(Self.name("notAfter", 1))),
      ])
  }

  @Test func `leave must leave in time, but for those that never move`() {
    let verifier = Self.verifier([(.leave(by: Day("2026-03-28")!), ["application": "A"])])
    #expect(verifier.evaluate(waves: [1, 2, nil, nil, nil]).broken == [])
    #expect(
      verifier.evaluate(waves: [nil, 3, nil, nil, nil]).broken == [
        .mustLeave(workload: "W0", by: Day("2026-03-28")!, rule: Self.name("leave")),
        .leavesLate(
          workload: "W1", cutover: Day("2026-04-25")!, by: Day("2026-03-28")!, rule: Self.name("leave")),
      ])
  }

  @Test func `pin is that wave and no other`() {
    let verifier = Self.verifier([(.pin(wave: 2), ["workload": .any(["W0", "W2"])])])
    #expect(
      verifier.evaluate(waves: [1, nil, nil, nil, nil]).broken == [
        .pinMissed(workload: "W0", wave: 1, pinned: 2, rule: Self.name("pin")),
        .pinMissed(workload: "W2", wave: nil, pinned: 2, rule: Self.name("pin")),
      ])
    // A wave that the calendar does not have is no way to stay.
    let beyond = Self.verifier([(.pin(wave: 6), ["workload": "W0"])])
    #expect(beyond.evaluate(waves: [nil, nil, nil, nil, nil]).broken.count == 1)
  }

  @Test func `stay stays`() {
    let verifier = Self.verifier([(.stay, ["workload": "W0"])])
    #expect(
      verifier.evaluate(waves: [1, nil, nil, nil, nil]).broken == [
        .heldWorkloadMoves(workload: "W0", wave: 1, origin: .rule(Self.name("stay")))
      ])
  }
}

extension Selector {
  static func environment(_ pattern: String) -> Selector {
    Selector(terms: [Term(column: "environment", condition: .text(pattern))])
  }
}
