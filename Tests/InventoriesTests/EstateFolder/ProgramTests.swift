import Documents
import Estates
import Inventories
import TestSupport
import Testing

@Suite struct ProgramTests {
  private let workloads = "workload,environment,resilience_pair,weight,os\nW1,production,p,3,x\nW2,test,p,4,y\n"

  private func findings(_ program: String) -> [Finding] {
    TestEstates.read([
      "program.json": program, "workloads.csv": workloads, "hosts.csv": "host,site,rack_units\nH1,S1,2\n",
      "sites.csv": "site\nS1\n",
    ]).findings
  }

  /// A program of twelve waves with these rules, on one line behind the head.
  private func rules(_ rules: String) -> String {
    """
    { "start": "2026-05-01", "horizon": "2031-12-31",
      "calendar": { "firstWaveStart": "2026-06-01", "waveDays": 28, "lastCutover": "2027-05-02" },
    "rules": [\(rules)] }
    """
  }

  private func program(_ members: String) -> String {
    """
    { "calendar": { "firstWaveStart": "2026-06-01", "waveDays": 28, "lastCutover": "2027-05-02" },
    \(members) }
    """
  }

  @Test func `the program of the specification reads as it stands`() throws {
    let text = """
      {
        "name": "Automaker Azure program", "currency": "EUR",
        "start": "2026-05-01", "horizon": "2031-12-31", "discountRate": 0.08,
        "calendar": { "firstWaveStart": "2026-06-01", "waveDays": 28, "lastCutover": "2029-12-31" },
        "decommissionLagDays": 60, "parallelRunDays": 14, "riskOwner": "programme@example.com",
        "riskBands": { "likelihood": [10, 25, 50, 75], "impact": [1, 2, 3, 4] },
        "targets": [ { "measure": "Rack_Units", "reduction": 0.60, "by": "2029-12-31", "penaltyPerPoint": 7, "baseline": 12,
                       "milestones": [ { "by": "2027-12-31", "reduction": 0.20 }, { "by": "2028-12-31", "reduction": 0.45, "penaltyPerPoint": 50000 } ] } ],
        "rules": [
          { "rule": "together", "by": ["application", "environment"] },
          { "rule": "ORDER", "by": ["application"], "first": { "environment": "development" }, "then": { "environment": "production" }, "lagWaves": 2 },
          { "rule": "relate", "kind": "sql*", "relation": "Together", "annualSplitCost": 3 },
          { "rule": "apart", "by": ["resilience_pair"] },
          { "rule": "near", "by": ["application"], "annualSplitCost": 12000 },
          { "rule": "limit", "name": "EMEA factory", "measure": "EFFORT_HOURS", "where": { "team": "emea" }, "perWave": [200, 400, 800] },
          { "rule": "limit", "measure": "storage_gb", "where": { "site": ["TRN1", 7] }, "perWave": 40000, "perQuarter": 1, "perYear": 2, "from": "2026-01-01", "to": "2026-12-31", "spread": true },
          { "rule": "limit", "measure": "weight", "perWave": 3 },
          { "rule": "freeze", "where": { "business_unit": "Finance" }, "from": "2026-12-10", "to": "2027-01-20", "test": "wave" },
          { "rule": "notbefore", "where": { "target_region": "brazilsouth" }, "date": "2027-03-01" },
          { "rule": "notAfter", "where": { "criticality": { "min": 1 }, "not_before": { "min": "2026-01-01", "max": "2027-01-01" } }, "date": "2027-10-10" },
          { "rule": "leave", "where": { "site": "TRN1" }, "by": "2028-06-30" },
          { "rule": "pin", "where": { "workload": "SAP-PRD-*" }, "wave": 12 },
          { "rule": "stay", "where": { "environment": "plant-floor" } }
        ]
      }
      """
    let estate = try estate(files: ["workloads.csv": workloads, "program.json": text])
    let program = estate.program
    #expect(program.name == "Automaker Azure program")
    #expect(program.start == Day("2026-05-01") && program.horizon == Day("2031-12-31"))
    #expect(program.discountRate == 0.08)
    #expect(program.decommissionLagDays == 60 && program.parallelRunDays == 14)
    #expect(program.riskBands == RiskBands(likelihood: [10, 25, 50, 75], impact: [1, 2, 3, 4]))
    let target = try #require(program.targets.first)
    #expect(target.measure == .rackUnits && target.reduction == 0.6 && target.by == Day("2029-12-31"))
    #expect(target.baseline == 12 && target.penaltyPerPoint == 7)
    #expect(target.milestones.map(\.reduction) == [0.2, 0.45])
    #expect(target.milestones.map(\.penaltyPerPoint) == [nil, 50000])
    #expect(target.location.label == "/targets/0")
    #expect(
      program.rules.map(\.kind.word) == [
        "together", "order", "relate", "apart", "near", "limit", "limit", "limit", "freeze", "notBefore", "notAfter",
        "leave",
        "pin", "stay",
      ])
    #expect(program.rules.map(\.index) == Array(0..<14))
    guard case .order(let by, let first, _, let lag) = program.rules[1].kind else { return #expect(Bool(false)) }
    #expect(by == ["application"] && lag == 2 && first.terms.map(\.column) == ["environment"])
    guard case .relate(.text(let kind), let relation, let cost) = program.rules[2].kind else {
      return #expect(Bool(false))
    }
    #expect(kind == "sql*" && relation == .together && cost == 3)
    guard case .limit(let hours) = program.rules[5].kind, case .limit(let storage) = program.rules[6].kind,
      case .limit(let weight) = program.rules[7].kind
    else { return #expect(Bool(false)) }
    #expect(program.rules[5].name == "EMEA factory")
    #expect(hours.measure == "effort_hours" && hours.perWave == [200, 400, 800] && hours.spread)
    #expect(storage.perWave == [40000] && storage.perQuarter == 1 && storage.perYear == 2 && storage.spread)
    #expect(storage.from == Day("2026-01-01") && storage.to == Day("2026-12-31"))
    #expect(!weight.spread)
    guard case .freeze(_, _, .wave) = program.rules[8].kind, case .pin(12) = program.rules[12].kind else {
      return #expect(Bool(false))
    }
    let terms = program.rules[10].selector?.terms ?? []
    guard case .numbers(let min, nil)? = terms.first?.condition, case .dates(let from, let to)? = terms.last?.condition
    else {
      return #expect(Bool(false))
    }
    #expect(min == 1 && from == Day("2026-01-01") && to == Day("2027-01-01"))
  }

  @Test func `what a program leaves out has its default`() throws {
    let estate = try estate(files: [
      "workloads.csv": workloads,
      "program.json": rules(
        """
        { "rule": "order", "by": ["os"], "first": {}, "then": {} },
        { "rule": "freeze", "where": {}, "from": "2026-12-10", "to": "2026-12-10" },
        { "rule": "limit", "measure": "workloads", "perWave": 0 }
        """),
    ])
    #expect(estate.program.name == "test")
    #expect(estate.program.currency == "EUR")
    #expect(estate.program.discountRate == 0)
    #expect(estate.program.decommissionLagDays == 0 && estate.program.parallelRunDays == 0)
    guard case .order(_, _, _, 1) = estate.program.rules[0].kind,
      case .freeze(_, _, .cutover) = estate.program.rules[1].kind,
      case .limit(let limit) = estate.program.rules[2].kind
    else { return #expect(Bool(false)) }
    #expect(!limit.spread && limit.perWave == [0])
  }

  @Test(arguments: [
    // The line of the rule is 3, behind `"rules": [` of ten columns.
    (
      "{ \"rule\": \"togehter\", \"by\": [\"os\"] }",
      "error PRG006 program.json:3:21 (/rules/0/rule): 'togehter' is no rule", "did you mean 'together'?"
    ),
    (
      "{ \"rule\": \"limit\", \"measure\": \"workloads\", \"perwave\": 3 }",
      "error PRG002 program.json:3:54 (/rules/0/perwave): rule 'limit' has no key 'perwave'", "did you mean 'perWave'?"
    ),
    (
      "{ \"rule\": \"limit\", \"measure\": \"effort_hour\", \"perWave\": 3 }",
      "error PRG007 program.json:3:41 (/rules/0/measure): 'effort_hour' is neither 'workloads' nor a numeric column of workloads.csv",
      "did you mean 'effort_hours'?"
    ),
    (
      "{ \"rule\": \"limit\", \"measure\": \"environment\", \"perWave\": 3 }",
      "error PRG017 program.json:3:41 (/rules/0/measure): column 'environment' does not hold numbers", nil
    ),
    (
      "{ \"rule\": \"limit\", \"measure\": \"resilience_pair\", \"perWave\": 3 }",
      "error PRG017 program.json:3:41 (/rules/0/measure): column 'resilience_pair' has a cell that is no number: 'p' at workloads.csv:2:15 (column \"resilience_pair\")",
      nil
    ),
    (
      "{ \"rule\": \"limit\", \"measure\": \"workloads\", \"perWave\": [3, -1] }",
      "error PRG004 program.json:3:69 (/rules/0/perWave/1): a limit of -1 cannot be negative", nil
    ),
    (
      "{ \"rule\": \"limit\", \"measure\": \"workloads\", \"perWave\": [] }",
      "error PRG003 program.json:3:65 (/rules/0/perWave): 'perWave' is a number, or a list of numbers for waves 1, 2, …",
      nil
    ),
    (
      "{ \"rule\": \"limit\", \"measure\": \"workloads\" }",
      "error PRG014 program.json:3:11 (/rules/0): the limit states none of perWave, perQuarter and perYear", nil
    ),
    (
      "{ \"rule\": \"limit\", \"measure\": \"workloads\", \"perYear\": 1, \"from\": \"2027-01-02\", \"to\": \"2027-01-01\" }",
      "error PRG012 program.json:3:11 (/rules/0): the range from 2027-01-02 to 2027-01-01 ends before it begins",
      "exchange the two dates"
    ),
    (
      "{ \"rule\": \"together\", \"by\": [\"enviroment\"] }",
      "error PRG008 program.json:3:40 (/rules/0/by/0): no table has a column 'enviroment'",
      "did you mean 'environment'?"
    ),
    (
      "{ \"rule\": \"together\", \"by\": \"os\" }",
      "error PRG003 program.json:3:39 (/rules/0/by): 'by' is a list of columns, such as [\"application\"]", nil
    ),
    (
      "{ \"rule\": \"together\" }", "error PRG001 program.json:3:11 (/rules/0): 'by' is missing",
      "list the columns whose values make a group, such as [\"application\"]"
    ),
    (
      "{ \"rule\": \"stay\", \"where\": { \"envrionment\": \"x\" } }",
      "error PRG008 program.json:3:40 (/rules/0/where/envrionment): no table has a column 'envrionment'",
      "did you mean 'environment'?"
    ),
    (
      "{ \"rule\": \"stay\", \"where\": { \"rack_units\": 3 } }",
      "warning PRG019 program.json:3:40 (/rules/0/where/rack_units): column 'rack_units' is one of hosts.csv; workloads do not have it",
      "for workloads it counts as empty"
    ),
    (
      "{ \"rule\": \"stay\" }", "error PRG001 program.json:3:11 (/rules/0): 'where' is missing",
      "rule 'stay' has to say whom it means; {} means all workloads"
    ),
    (
      "{ \"rule\": \"relate\", \"kind\": \"x\", \"relation\": \"near\", \"where\": {} }",
      "error PRG002 program.json:3:64 (/rules/0/where): rule 'relate' has no key 'where'", nil
    ),
    (
      "{ \"rule\": \"relate\", \"kind\": \"x\", \"relation\": \"nearby\" }",
      "error PRG018 program.json:3:56 (/rules/0/relation): 'nearby' is no relation", "did you mean 'near'?"
    ),
    (
      "{ \"rule\": \"freeze\", \"where\": {}, \"from\": \"2027-01-02\", \"to\": \"2027-01-01\" }",
      "error PRG012 program.json:3:11 (/rules/0): the range from 2027-01-02 to 2027-01-01 ends before it begins",
      "exchange the two dates"
    ),
    (
      "{ \"rule\": \"pin\", \"where\": {}, \"wave\": 13 }",
      "error PRG013 program.json:3:49 (/rules/0/wave): wave 13 does not exist: the calendar has 12 waves", nil
    ),
    (
      "{ \"rule\": \"pin\", \"where\": {}, \"wave\": 0 }",
      "error PRG004 program.json:3:49 (/rules/0/wave): 'wave' is 0, but takes a whole number from 1 to 10,000", nil
    ),
    (
      "{ \"rule\": \"order\", \"by\": [\"os\"], \"first\": {}, \"then\": {}, \"lagWaves\": 1.5 }",
      "error PRG004 program.json:3:81 (/rules/0/lagWaves): 'lagWaves' is 1.5, but takes a whole number from 0 to 10,000",
      nil
    ),
    (
      "{ \"rule\": \"near\", \"by\": [\"os\"], \"annualSplitCost\": -2 }",
      "error PRG004 program.json:3:62 (/rules/0/annualSplitCost): 'annualSplitCost' is -2, but cannot be negative", nil
    ),
    (
      "{ \"rule\": \"notAfter\", \"date\": \"2027-02-29\" }",
      "error PRG005 program.json:3:41 (/rules/0/date): '2027-02-29' is no date",
      "write a date that exists as YYYY-MM-DD"
    ),
    (
      "{ \"rule\": \"leave\", \"where\": { \"os\": true }, \"by\": \"2027-01-01\" }",
      "error PRG016 program.json:3:47 (/rules/0/where/os): a condition is a text, a number, a list of these, or an object with min and max",
      nil
    ),
    (
      "{ \"rule\": \"leave\", \"where\": { \"os\": { \"min\": 1, \"max\": \"2027-01-01\" } }, \"by\": \"2027-01-01\" }",
      "error PRG016 program.json:3:47 (/rules/0/where/os): min and max are both numbers or both dates", nil
    ),
    (
      "{ \"rule\": \"leave\", \"where\": { \"os\": [1, [2]] }, \"by\": \"2027-01-01\" }",
      "error PRG016 program.json:3:51 (/rules/0/where/os/1): a list in a condition holds texts and numbers", nil
    ),
    ("7", "error PRG003 program.json:3:11 (/rules/0): a rule is an object in braces", nil),
  ])
  func `a rule that is wrong is an error at its place, with what was meant`(
    rule: String, expected: String, help: String?
  ) {
    let found = findings(rules(rule))
    #expect(found.map(line) == [expected])
    if let help { #expect(found.first?.help == help) }
    #expect(found.first?.excerpt != nil)
    #expect((found.first?.caret ?? 0) > 0)
  }

  @Test(arguments: [
    ("\"start\": \"2026-05-01\"", ["PRG001"]),
    ("\"start\": \"2026-05-01\", \"horizon\": \"2031-12-31\", \"discountrate\": 0.1", ["PRG002"]),
    ("\"start\": \"2026-05-01\", \"horizon\": \"2031-12-31\", \"discountRate\": 8", ["PRG004"]),
    ("\"start\": \"2026-05-01\", \"horizon\": \"2031-12-31\", \"decommissionLagDays\": -1", ["PRG004"]),
    ("\"start\": \"2026-06-02\", \"horizon\": \"2031-12-31\"", ["PRG010"]),
    ("\"start\": \"2026-05-01\", \"horizon\": \"2027-06-01\", \"decommissionLagDays\": 31", ["PRG010"]),
    (
      "\"start\": \"2026-05-01\", \"horizon\": \"2031-12-31\", \"riskBands\": { \"likelihood\": [1, 2, 3, 3], \"impact\": [1, 2, 3, 4] }",
      ["PRG004"]
    ),
    ("\"start\": 20260501, \"horizon\": \"2031-12-31\"", ["PRG003"]),
    ("\"start\": \"2026-05-01\", \"horizon\": \"2031-12-31\", \"targets\": {}", ["PRG003"]),
  ])
  func `a head that is wrong is an error`(members: String, codes: [String]) {
    #expect(findings(program(members)).map(\.code) == codes)
  }

  @Test func `the last cutover and the lag may end on the horizon itself`() {
    #expect(
      findings(program("\"start\": \"2026-06-01\", \"horizon\": \"2027-06-01\", \"decommissionLagDays\": 30")).isEmpty)
  }

  @Test(arguments: [
    (
      "{ \"firstWaveStart\": \"2026-06-01\", \"waveDays\": 28, \"lastCutover\": \"2026-06-27\" }", "PRG009",
      "the first wave would end on 2026-06-28, behind the last cutover of 2026-06-27"
    ),
    ("{ \"waves\": [] }", "PRG009", "the list of waves is empty"),
    (
      "{ \"firstWaveStart\": \"2026-06-01\", \"waveDays\": 0, \"lastCutover\": \"2027-06-27\" }", "PRG004",
      "'waveDays' is 0, but takes a whole number from 1 to 36,525"
    ),
    (
      "{ \"firstWaveStart\": \"0001-01-01\", \"waveDays\": 1, \"lastCutover\": \"9999-12-31\" }", "PRG009",
      "the calendar has 3,652,059 waves; more than 10,000 are no calendar"
    ),
    (
      "{ \"waves\": [ { \"start\": \"2026-06-01\", \"cutover\": \"2026-06-30\" }, { \"start\": \"2026-06-30\", \"cutover\": \"2026-07-30\" } ] }",
      "PRG010", "the wave starts on 2026-06-30, not behind the cutover of the one before it on 2026-06-30"
    ),
    (
      "{ \"waves\": [ { \"start\": \"2026-06-03\", \"cutover\": \"2026-06-02\" } ] }", "PRG010",
      "the wave starts on 2026-06-03, behind its cutover on 2026-06-02"
    ),
    (
      "{ \"waves\": [ { \"start\": \"2026-06-01\", \"cutover\": \"2026-06-02\" } ], \"waveDays\": 7 }", "PRG002",
      "a calendar that lists its waves has no 'waveDays'"
    ),
    ("{ }", "PRG001", "'firstWaveStart' is missing"),
  ])
  func `a calendar that is wrong is an error`(calendar: String, code: String, message: String) {
    let found = findings("{ \"start\": \"2026-05-01\", \"horizon\": \"2031-12-31\", \"calendar\": \(calendar) }")
    #expect(found.first?.code == code)
    #expect(found.first?.message == message)
    #expect(found.allSatisfy { $0.severity == .error })
  }

  @Test func `a program without a calendar is an error`() {
    #expect(findings("{ \"start\": \"2026-05-01\", \"horizon\": \"2031-12-31\" }").map(\.code) == ["PRG001"])
  }

  @Test(arguments: [
    (
      "{ \"measure\": \"rack_units\", \"reduction\": 60, \"by\": \"2029-12-31\" }", "error PRG004",
      "0.6 is sixty percent; did you mean 0.6?"
    ),
    (
      "{ \"measure\": \"rack_units\", \"reduction\": 1.01, \"by\": \"2029-12-31\" }", "error PRG004",
      "0.6 is sixty percent; did you mean 0.0101?"
    ),
    (
      "{ \"measure\": \"rack_units\", \"reduction\": -0.1, \"by\": \"2029-12-31\" }", "error PRG004",
      "0.6 is sixty percent"
    ),
    (
      "{ \"measure\": \"rack_unit\", \"reduction\": 0.6, \"by\": \"2029-12-31\" }", "error PRG007",
      "did you mean 'rack_units'?"
    ),
    (
      "{ \"measure\": \"power_kw\", \"reduction\": 0.6, \"by\": \"2029-12-31\" }", "error PRG011",
      "fill the column, choose another measure, or state a \"baseline\""
    ),
    (
      "{ \"measure\": \"racks\", \"reduction\": 0.6, \"by\": \"2029-12-31\" }", "error PRG011",
      "fill the column, choose another measure, or state a \"baseline\""
    ),
    (
      "{ \"measure\": \"power_kw\", \"reduction\": 0.6, \"by\": \"2029-12-31\", \"baseline\": 0 }", "error PRG004",
      "state a number above 0"
    ),
    (
      "{ \"measure\": \"hosts\", \"reduction\": 0.6, \"by\": \"2029-12-31\", \"penaltyPerPoint\": -1 }", "error PRG004",
      nil
    ),
    ("{ \"measure\": \"hosts\", \"reduction\": 0.6 }", "error PRG001", nil),
    (
      "{ \"measure\": \"hosts\", \"reduction\": 0.6, \"by\": \"2029-12-31\", \"milestones\": [ { \"by\": \"2030-01-01\", \"reduction\": 0.5 } ] }",
      "warning PRG020", nil
    ),
    (
      "{ \"measure\": \"hosts\", \"reduction\": 0.6, \"by\": \"2029-12-31\", \"milestones\": [ { \"by\": \"2028-01-01\", \"reduction\": 0.7 } ] }",
      "warning PRG020", nil
    ),
    (
      "{ \"measure\": \"hosts\", \"reduction\": 0.6, \"by\": \"2029-12-31\", \"milestones\": [ { \"by\": \"2028-01-01\", \"reduction\": 7 } ] }",
      "error PRG004", nil
    ),
  ])
  func `a target that is wrong is said so`(target: String, expected: String, help: String?) {
    let found = findings(program("\"start\": \"2026-05-01\", \"horizon\": \"2031-12-31\", \"targets\": [ \(target) ]"))
    #expect(found.map { "\($0.severity) \($0.code)" } == [expected])
    if let help { #expect(found.first?.help == help) }
  }

  @Test func `a contractual baseline stands in for a footprint of nothing`() {
    let target = "{ \"measure\": \"power_kw\", \"reduction\": 1, \"by\": \"2029-12-31\", \"baseline\": 400 }"
    #expect(
      findings(program("\"start\": \"2026-05-01\", \"horizon\": \"2031-12-31\", \"targets\": [ \(target) ]")).isEmpty)
  }

  @Test func `all errors of a program are found in one run`() {
    let found = findings(
      """
      { "nmae": "x", "start": "2026-05-01", "horizon": "tomorrow", "calendar": { "waves": [] },
        "targets": [ { "measure": "hosts", "reduction": 2, "by": "2029-02-30" } ],
        "rules": [ { "rule": "hold" }, { "rule": "limit", "measure": "workloads" }, { "rule": "pin", "wave": -1 } ] }
      """)
    #expect(
      found.map(\.code) == ["PRG002", "PRG005", "PRG009", "PRG004", "PRG005", "PRG006", "PRG014", "PRG001", "PRG004"])
  }

  @Test func `deep nesting in a program is one located error`() {
    let found = findings("{ \"rules\": " + String(repeating: "[", count: 100_000))
    #expect(found.map(\.code) == ["JSN003"])
  }

  @Test func `every code of the catalogue is there once, with its page`() {
    #expect(Set(FindingCode.ofInventories.map(\.code)).count == FindingCode.ofInventories.count)
    #expect(FindingCode.ofInventories.allSatisfy { !$0.title.isEmpty && !$0.explanation.isEmpty && !$0.fix.isEmpty })
  }
}
