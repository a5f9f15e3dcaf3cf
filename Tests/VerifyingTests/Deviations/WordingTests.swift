import Estates
import Plans
import Testing

@testable import Verifying

/// Every sentence of the verifier.
@Suite struct WordingTests {
  static let day = Day("2027-03-28")!
  static let later = Day("2027-04-25")!
  static let limit = BrokenRule.RuleName(index: 5, kind: "limit", name: "EMEA factory")
  static let stay = BrokenRule.RuleName(index: 2, kind: "stay", name: nil)
  static let row = BrokenRule.DependencyName(source: "A", target: "B", line: 7)
  static let target = Deviation.TargetName(target: 0, milestone: nil, measure: .rackUnits)
  static let milestone = Deviation.TargetName(target: 0, milestone: 1, measure: .rackUnits)
  static let open = Plan.Split.Source.dependency(source: "A", target: "B", line: 7)
  static let group = Plan.Split.Source.group(rule: 3, values: ["CRM", "prod"])

  static let broken: [(BrokenRule, String)] = [
    (
      .heldWorkloadMoves(workload: "W", wave: 3, origin: .column("disposition")),
      "workload 'W' moves in wave 3, and must stay by column disposition"
    ),
    (
      .heldWorkloadMoves(workload: "W", wave: 3, origin: .rule(stay)),
      "workload 'W' moves in wave 3, and must stay by rule 3, stay"
    ),
    (
      .leadTooShort(workload: "W", wave: 1, leadWaves: 2),
      "workload 'W' moves in wave 1, and takes 2 waves to prepare"
    ),
    (
      .tooEarly(workload: "W", cutover: day, notBefore: later, origin: .column("not_before")),
      "workload 'W' has its cutover on 2027-03-28, before 2027-04-25 as column not_before demands"
    ),
    (
      .tooLate(workload: "W", cutover: later, notAfter: day, origin: .column("not_after")),
      "workload 'W' has its cutover on 2027-04-25, after 2027-03-28 as column not_after demands"
    ),
    (
      .frozen(workload: "W", wave: 4, rule: .init(index: 0, kind: "freeze", name: "Year end")),
      "workload 'W' moves in wave 4, frozen by rule 1, freeze \"Year end\""
    ),
    (
      .mustLeave(workload: "W", by: day, rule: .init(index: 0, kind: "leave", name: nil)),
      "workload 'W' stays, and must leave by 2027-03-28 for rule 1, leave"
    ),
    (
      .leavesLate(workload: "W", cutover: later, by: day, rule: .init(index: 0, kind: "leave", name: nil)),
      "workload 'W' has its cutover on 2027-04-25, and must leave by 2027-03-28 for rule 1, leave"
    ),
    (
      .pinMissed(workload: "W", wave: 2, pinned: 12, rule: .init(index: 0, kind: "pin", name: nil)),
      "workload 'W' moves in wave 2, and is pinned to wave 12 by rule 1, pin"
    ),
    (
      .pinMissed(workload: "W", wave: nil, pinned: 12, rule: .init(index: 0, kind: "pin", name: nil)),
      "workload 'W' stays, and is pinned to wave 12 by rule 1, pin"
    ),
    (
      .dependencyParted(row),
      "the two ends of the dependency of 'A' on 'B' (dependencies.csv:7) must move together, and do not"
    ),
    (
      .dependencyOutOfOrder(row, first: "B", then: "A"),
      "'B' must leave no later than 'A' for the dependency of 'A' on 'B' (dependencies.csv:7), and does not"
    ),
    (
      .dependencyJoined(row, wave: 3),
      "the two ends of the dependency of 'A' on 'B' (dependencies.csv:7) must not move in one wave, and both do in wave 3"
    ),
    (
      .groupParted(values: ["CRM", "prod"], one: "A", other: "B", rule: .init(index: 0, kind: "together", name: nil)),
      "'A' and 'B' of the group CRM, prod must move together by rule 1, together, and do not"
    ),
    (
      .outOfOrder(
        values: ["CRM"], first: "A", then: "B", lagWaves: 0, rule: .init(index: 1, kind: "order", name: nil)),
      "'B' of the group CRM moves, and 'A' does not leave by then, as rule 2, order demands"
    ),
    (
      .outOfOrder(
        values: ["CRM"], first: "A", then: "B", lagWaves: 1, rule: .init(index: 1, kind: "order", name: nil)),
      "'B' of the group CRM moves, and 'A' does not leave 1 wave before it, as rule 2, order demands"
    ),
    (
      .outOfOrder(
        values: ["CRM"], first: "A", then: "B", lagWaves: 2, rule: .init(index: 1, kind: "order", name: nil)),
      "'B' of the group CRM moves, and 'A' does not leave 2 waves before it, as rule 2, order demands"
    ),
    (
      .groupJoined(
        values: ["P1"], one: "A", other: "B", wave: 2, rule: .init(index: 1, kind: "apart", name: nil)),
      "'A' and 'B' of the group P1 must not move in one wave by rule 2, apart, and both do in wave 2"
    ),
    (
      .overLimit(period: "2027-Q2", use: 412.5, limit: 400, rule: limit),
      "rule 6, limit \"EMEA factory\" allows 400 in 2027-Q2, and 412.5 are used"
    ),
  ]

  @Test(arguments: broken)
  func `a broken rule is said`(rule: BrokenRule, sentence: String) {
    #expect(rule.description == sentence)
    #expect(Deviation.broken(rule).description == sentence)
  }

  static let deviations: [(Deviation, String)] = [
    (
      .digest(stated: "sha256:0", computed: "sha256:1"),
      "the plan was made from an estate of digest sha256:0; this one has sha256:1"
    ),
    (.currency(stated: "USD", computed: "EUR"), "the currency is stated as USD; the program counts in EUR"),
    (.inputMissing(file: "hosts.csv"), "input hosts.csv of the estate is not listed"),
    (.inputUnknown(file: "x.csv"), "input x.csv is listed; the estate has no such file"),
    (.inputTwice(file: "x.csv"), "input x.csv is listed twice"),
    (.inputDigest(file: "x.csv", stated: "a", computed: "b"), "the digest of x.csv is stated as a; it is b"),
    (
      .term("start", stated: "2026-05-01", computed: "2026-06-01"),
      "the program's start is stated as 2026-05-01; it is 2026-06-01"
    ),
    (
      .disposition(workload: "W1", stated: .retire, computed: .rehost),
      "the disposition of W1 is stated as retire; it is rehost"
    ),
    (
      .disposition(workload: "W0", stated: .retire, computed: nil),
      "W0, which has a disposition, is no workload of the estate"
    ),
    (.pinned(workload: "W1", stated: true), "W1 is listed as pinned; no pin rule selects it"),
    (.pinned(workload: "W1", stated: false), "W1 is not listed as pinned; a pin rule selects it"),
    (
      .ruleContent(stay, stated: "{}", computed: #"{"rule":"stay"}"#),
      #"the content of rule 3, stay is stated as {}; it is {"rule":"stay"}"#
    ),
    (
      .overrides(stated: ["/discountRate=0.05"], computed: []),
      "what was set otherwise than the program is stated as /discountRate=0.05; it is nothing"
    ),
    (.inputRows(file: "x.csv", stated: 3, computed: 4), "the number of rows of x.csv is stated as 3; it is 4"),
    (.waveMissing(4), "wave 4 of the calendar is not listed"),
    (.waveUnknown(40), "wave 40 is listed; the calendar has no such wave"),
    (.waveTwice(4), "wave 4 is listed twice"),
    (
      .waveStart(wave: 4, stated: day, computed: later),
      "the start of wave 4 is stated as 2027-03-28; it is 2027-04-25"
    ),
    (
      .waveCutover(wave: 4, stated: day, computed: later),
      "the cutover of wave 4 is stated as 2027-03-28; it is 2027-04-25"
    ),
    (
      .workloadUnknown(key: "W", place: .wave(2)), "workload 'W' stands in wave 2; the estate has no such workload"
    ),
    (.workloadUnknown(key: "W", place: .stays), "workload 'W' stands in stays; the estate has no such workload"),
    (.workloadMissing(key: "W"), "workload 'W' stands in no wave and not in stays"),
    (
      .workloadTwice(key: "W", places: [.wave(1), .stays]),
      "workload 'W' stands in the plan 2 times: in wave 1, in stays"
    ),
    (
      .stayReason(workload: "W", stated: .noWave, grounds: [.togetherWithStay, .providerStays]),
      "workload 'W' is said to stay by reason noWave; what holds is togetherWithStay or providerStays"
    ),
    (.targetCount(stated: 1, computed: 2), "the number of targets is stated as 1; it is 2"),
    (
      .milestoneCount(target: 0, stated: 1, computed: 2),
      "the number of milestones of target 1 is stated as 1; it is 2"
    ),
    (
      .targetMeasure(target: 0, stated: .hosts, computed: .racks),
      "the measure of target 1 is stated as hosts; it is racks"
    ),
    (
      .targetDate(target, stated: day, computed: later),
      "the date of target 1 (rack_units) is stated as 2027-03-28; it is 2027-04-25"
    ),
    (
      .required(milestone, stated: 0.2, computed: 0.3),
      "the required reduction of milestone 2 of target 1 (rack_units) is stated as 0.200000000; it is 0.300000000"
    ),
    (
      .targetPrice(target, stated: 5, computed: nil),
      "the penalty per point of target 1 (rack_units) is stated as 5.00; it is none"
    ),
    (
      .reduction(target, stated: 0.6, computed: 0.5),
      "the reduction of target 1 (rack_units) is stated as 0.600000000; it is 0.500000000"
    ),
    (
      .shortfall(target, stated: 0, computed: 0.1),
      "the shortfall of target 1 (rack_units) is stated as 0.000000000; it is 0.100000000"
    ),
    (
      .reachedOn(target, stated: day, computed: nil),
      "the date on which target 1 (rack_units) is reached is stated as 2027-03-28; it is never"
    ),
    (
      .baseline(target, stated: 40, computed: 41.5), "the baseline of target 1 (rack_units) is stated as 40; it is 41.5"
    ),
    (
      .targetFootprint(target, stated: 40, computed: 41.5),
      "the footprint of target 1 (rack_units) is stated as 40; it is 41.5"
    ),
    (.footprintMissing(date: day), "the footprint has no row for 2027-03-28, on which a measure changes"),
    (.footprintUnknown(date: day), "the footprint has a row for 2027-03-28, on which no measure changes"),
    (.footprintTwice(date: day), "the footprint has more rows for 2027-03-28 than it should"),
    (
      .footprint(date: day, measure: .powerKW, stated: 1.5, computed: 2),
      "power_kw of the footprint on 2027-03-28 is stated as 1.5; it is 2"
    ),
    (
      .valuePart(name: "cloudCost", stated: -1, computed: -2.5),
      "the value of cloudCost is stated as -1.00; it is -2.50"
    ),
    (.initiativeMissing(key: "I"), "initiative 'I' is not listed"),
    (.initiativeUnknown(key: "I"), "initiative 'I' is listed; the estate has no such initiative"),
    (.initiativeTwice(key: "I"), "initiative 'I' is listed twice"),
    (
      .ready(initiative: "I", stated: nil, computed: day),
      "the date on which initiative 'I' is ready is stated as never; it is 2027-03-28"
    ),
    (
      .due(initiative: "I", stated: day, computed: later),
      "the due date of initiative 'I' is stated as 2027-03-28; it is 2027-04-25"
    ),
    (
      .releaseMissing(.host, key: "H", computed: day),
      "host 'H' comes free on 2027-03-28, and is not listed among the releases"
    ),
    (
      .releaseUnknown(.rack, key: "R", stated: day), "rack 'R' is said to come free on 2027-03-28; it does not"
    ),
    (.releaseTwice(.site, key: "S"), "site 'S' stands twice among the releases"),
    (
      .releaseDate(.host, key: "H", stated: day, computed: later),
      "the release of host 'H' is stated as 2027-03-28; it is 2027-04-25"
    ),
    (
      .splitMissing(open, cost: 12.5),
      "dependency of 'A' on 'B' (dependencies.csv:7) is held open for 12.50, and is not listed"
    ),
    (.splitUnknown(group), "the group CRM, prod of rule 4, near is listed as held open; it is not"),
    (.splitTwice(open), "dependency of 'A' on 'B' (dependencies.csv:7) is listed twice as held open"),
    (
      .splitAnnualCost(open, stated: 1, computed: 2),
      "the annual cost of dependency of 'A' on 'B' (dependencies.csv:7) is stated as 1.00; it is 2.00"
    ),
    (
      .splitFrom(group, stated: day, computed: later),
      "the day from which the group CRM, prod of rule 4, near is held open is stated as 2027-03-28; it is 2027-04-25"
    ),
    (
      .splitUntil(group, stated: nil, computed: later),
      "the day until which the group CRM, prod of rule 4, near is held open is stated as the horizon; it is 2027-04-25"
    ),
    (
      .splitCost(group, stated: 1, computed: 2),
      "the cost of the group CRM, prod of rule 4, near is stated as 1.00; it is 2.00"
    ),
    (.ruleMissing(limit), "rule 6, limit \"EMEA factory\" is not listed among the rules"),
    (.ruleUnknown(index: 41), "rule 42 is listed; the program has no such rule"),
    (.ruleTwice(stay), "rule 3, stay is listed twice"),
    (.ruleKind(stay, stated: "pin"), "the kind of rule 3, stay is stated as pin; it is stay"),
    (
      .ruleName(limit, stated: nil),
      "the name of rule 6, limit \"EMEA factory\" is stated as none; it is EMEA factory"
    ),
    (
      .ruleSelected(stay, stated: 1, computed: 2), "the number selected by rule 3, stay is stated as 1; it is 2"
    ),
    (
      .periodMissing(limit, period: "2027", use: 3.5),
      "rule 6, limit \"EMEA factory\" is used to 3.5 in 2027, which is not listed"
    ),
    (
      .periodUnknown(limit, period: "2027"), "rule 6, limit \"EMEA factory\" limits nothing in 2027, which is listed"
    ),
    (.periodTwice(limit, period: "wave 3"), "rule 6, limit \"EMEA factory\" lists wave 3 twice"),
    (
      .periodUse(limit, period: "wave 3", stated: 1, computed: 2),
      "the use of rule 6, limit \"EMEA factory\" in wave 3 is stated as 1; it is 2"
    ),
    (
      .periodLimit(limit, period: "wave 3", stated: 1, computed: 2),
      "the limit of rule 6, limit \"EMEA factory\" in wave 3 is stated as 1; it is 2"
    ),
    (
      .periodPrice(limit, period: "wave 3", stated: 1.5, computed: 2),
      "the price of rule 6, limit \"EMEA factory\" in wave 3 is stated as 1.5; it is 2.0 in the certificate"
    ),
    (
      .periodPrice(limit, period: "wave 3", stated: 1.5, computed: nil),
      "the price of rule 6, limit \"EMEA factory\" in wave 3 is stated as 1.5; no single case of a certificate has prices"
    ),
    (
      .certificateUndivided(.npv, stated: 100, computed: 200),
      "what the certificate of the value proves without cases is stated as 100.00; it is 200.00"
    ),
    (
      .reachUnproven(target, .largest(0.5, proven: 0.75)),
      "no plan is said to have more than 0.500000000 for target 1 (rack_units); the certificate proves 0.750000000"
    ),
    (
      .reachUnproven(target, .largest(0.5, proven: nil)),
      "no plan is said to have more than 0.500000000 for target 1 (rack_units), and nothing proves it"
    ),
    (
      .reachUnproven(target, .earliest(day, isCertified: true)),
      "no plan is said to meet target 1 (rack_units) before 2027-03-28, and the certificate does not prove it"
    ),
    (
      .reachUnproven(target, .earliest(nil, isCertified: false)),
      "no plan is said to meet target 1 (rack_units) at all, and nothing proves it"
    ),
    (
      .reachUnproven(target, .barrier(isCertified: true)),
      "the barrier before target 1 (rack_units) is said to be proven, and the certificate does not prove it"
    ),
    (
      .reachPassed(target, .largestFound(0.5, proven: 0.25)),
      "the largest reduction found for target 1 (rack_units) is 0.500000000, and 0.250000000 is said to be the most there is"
    ),
    (
      .reachPassed(target, .largestPlanned(0.5, found: 0.25)),
      "the largest reduction found for target 1 (rack_units) is stated as 0.250000000; the plan has 0.500000000"
    ),
    (
      .reachPassed(target, .earliestFound(day, proven: later)),
      "the earliest date found for target 1 (rack_units) is 2027-03-28, and 2027-04-25 is said to be the first there is"
    ),
    (
      .reachPassed(target, .earliestPlanned(day, found: nil)),
      "the earliest date found for target 1 (rack_units) is stated as never; the plan reaches it on 2027-03-28"
    ),
    (
      .boundPassed(.shortfall, bound: 0.2, reached: 0.1),
      "no plan is said to miss its targets by less than 0.200000000; this one misses them by 0.100000000"
    ),
    (
      .boundPassed(.milestoneShortfall, bound: 0.2, reached: 0.1),
      "no plan is said to miss its milestones by less than 0.200000000; this one misses them by 0.100000000"
    ),
    (
      .boundPassed(.npv, bound: 5, reached: 6),
      "no plan is said to be worth more than 5.00; this one is worth 6.00"
    ),
    (
      .settledUnlogged(workload: "W", asOf: day),
      "workload 'W' is said to have left by 2027-03-28, which actuals.csv does not say"
    ),
    (
      .loggedUnsettled(workload: "W", day: day),
      "workload 'W' left on 2027-03-28 by actuals.csv, and is not said to have left"
    ),
    (
      .settledElsewhere(workload: "W", stated: 2, logged: 3, day: day),
      "workload 'W' is said to have left in wave 2; by actuals.csv it left on 2027-03-28, in wave 3"
    ),
    (.logMissing, "the plan was made with what has happened, and the estate has no actuals.csv"),
    (.gap(stated: 0.1, computed: 0.2), "the gap is stated as 0.100000000; it is 0.200000000"),
  ]

  @Test(arguments: deviations)
  func `a deviation is said`(deviation: Deviation, sentence: String) {
    #expect(deviation.description == sentence)
  }
}
