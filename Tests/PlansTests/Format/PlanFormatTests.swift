import Documents
import Estates
import Testing

@testable import Plans

@Suite struct PlanFormatTests {
  static var plan: Plan {
    let day = { (text: String) in Day(text)! }
    var plan = Plan(
      estate: Plan.EstateReference(name: "workshop", digest: "sha256:00"), currency: "EUR",
      tool: Plan.Tool(name: "drawdown", version: "1.0"),
      options: Plan.Options(effort: 1000, timeLimit: 2.5, cutOff: "time"),
      inputs: [InputFile(file: "program.json", digest: "ab", rows: 3)])
    plan.waves = [
      Plan.Wave(number: 1, start: day("2026-06-01"), cutover: day("2026-06-28"), workloads: ["A \"1\"", "é"]),
      Plan.Wave(number: 2, start: day("2026-06-29"), cutover: day("2026-07-26"), workloads: []),
    ]
    plan.stays = StayReason.allCases.map { Plan.Stay(workload: "stays-\($0.rawValue)", reason: $0) }
    plan.program = Plan.Terms(
      name: "Exit", start: day("2026-05-01"), horizon: day("2031-12-31"), discountRate: 0.08, decommissionLagDays: 60,
      parallelRunDays: 14)
    plan.dispositions = [Plan.Disposed(disposition: .retire, workloads: ["A \"1\"", "é"])]
    plan.pinned = ["é"]
    plan.targets = [
      Plan.TargetResult(
        measure: .rackUnits, by: day("2029-12-31"), required: 0.6, reduction: 0.55, shortfall: 0.05, baseline: 40,
        footprint: 18, reachedOn: nil, penaltyPerPoint: 1200,
        milestones: [
          Plan.MilestoneResult(by: day("2028-12-31"), required: 0.2, reduction: 0.25, shortfall: 0, penaltyPerPoint: 3)
        ],
        obstacles: [Plan.Obstacle(kind: "limit", rules: [0, 2], shortfall: 0, milestoneShortfall: 0.125)]),
      Plan.TargetResult(
        measure: .hosts, by: day("2029-12-31"), required: 0.5, reduction: 0.5, shortfall: 0, baseline: 4, footprint: 2,
        reachedOn: day("2026-07-26")),
    ]
    plan.targets[0].reach = Plan.Reach(
      largestProven: 0.625, largestFound: 0.55, earliestProven: nil, earliestFound: nil)
    plan.targets[1].reach = Plan.Reach(
      largestProven: 0.5, largestFound: 0.5, earliestProven: day("2026-06-28"), earliestFound: day("2026-07-26"))
    plan.targets[0].barrier = Plan.Barrier(
      rules: [0], kinds: ["window"], isProven: true,
      ways: [
        Plan.Way(rules: [0], kinds: [], shortfall: 0, npv: 900.25, fullest: 1.375),
        Plan.Way(rules: [], kinds: ["window"], shortfall: 0.025, npv: -3, fullest: nil),
      ])
    plan.footprint = [
      Plan.FootprintRow(
        date: day("2026-05-01"), hosts: 4, rackUnits: 40, powerKW: 3.25, racks: 2, sites: 1, workloads: 9),
      Plan.FootprintRow(
        date: day("2026-07-26"), hosts: 2, rackUnits: 18, powerKW: 0.1, racks: 1, sites: 1, workloads: 7),
    ]
    plan.value.hosts = 1234.5
    plan.value.cloudCost = -200.25
    plan.initiatives = [
      Plan.InitiativeResult(initiative: "I1", ready: day("2026-07-26"), due: nil),
      Plan.InitiativeResult(initiative: "I2", ready: nil, due: day("2027-01-01")),
    ]
    plan.releases = [
      Plan.Release(kind: .host, key: "H1", released: day("2026-07-26")),
      Plan.Release(kind: .rack, key: "R1", released: day("2026-07-26")),
      Plan.Release(kind: .site, key: "S1", released: day("2026-07-26")),
    ]
    plan.splits = [
      Plan.Split(
        source: .dependency(source: "A", target: "B", line: 7), annualCost: 900, from: day("2026-06-28"), until: nil,
        cost: 4000.75),
      Plan.Split(
        source: .group(rule: 1, values: ["x", "y"]), annualCost: 10, from: day("2026-06-28"),
        until: day("2026-07-26"), cost: 0.5),
    ]
    plan.rules = [
      Plan.RuleUse(
        index: 0, name: "team", kind: "limit", selected: 4,
        content: .object([("rule", "limit"), ("measure", "effort_hours"), ("perWave", .integer(40))]),
        periods: [
          Plan.RuleUse.Period(period: "wave 1", use: 12.125, limit: 40, price: 53.125),
          Plan.RuleUse.Period(period: "wave 2", use: 0, limit: 40, price: 0),
        ]),
      Plan.RuleUse(index: 1, name: nil, kind: "near", selected: 2),
    ]
    plan.bound = Plan.Bound(shortfall: 0, milestoneShortfall: 0, npv: 1100, gap: 0.045)
    let rows: [BoundCertificate.Row] = [
      .limit(rule: 0, period: "wave 1"), .apartDependency(line: 7, wave: 2),
      .apartGroup(rule: 1, values: ["x", "y"], wave: 1), .cluster("C", .cores, wave: 2, gone: []),
      .cluster("C", .memoryGB, wave: 1, gone: ["A \"1\"", "é"]), .target(0, milestone: nil), .target(0, milestone: 0),
    ]
    let prices = rows.enumerated().map { BoundCertificate.Price(row: $1, price: [53.125, 1e-7, 1.0 / 3][$0 % 3]) }
    let decisions = BoundCertificate.Decision.Kind.allCases.map {
      BoundCertificate.Decision(kind: $0, key: "é", wave: 2, isDone: $0 == .host)
    }
    plan.certificates = [
      BoundCertificate(
        objective: .npv, value: 1100.25,
        leaves: [
          .init(decisions: decisions, prices: prices), .init(decisions: [], prices: []),
        ]),
      BoundCertificate(objective: .shortfall, value: 0.125, leaves: [.init(decisions: [], prices: [])]),
      BoundCertificate(objective: .milestoneShortfall, value: 0.5, leaves: []),
    ]
    plan.certificates[0].undivided = .init(value: 1200.5, prices: Array(prices.prefix(2)))
    plan.targets[0].reach?.largestCertificate = plan.certificates[1]
    plan.targets[1].reach?.earliestCertificate = BoundCertificate(
      objective: .shortfall, value: 0.25, leaves: [.init(decisions: [], prices: prices)])
    plan.targets[0].barrier?.certificate = plan.certificates[1]
    return plan
  }

  @Test func `what is written is read back, to the byte`() throws {
    let bytes = PlanWriter.bytes(Self.plan)
    let back = try PlanReader.read(bytes, file: "plan.json")
    #expect(String(decoding: PlanWriter.bytes(back), as: UTF8.self) == String(decoding: bytes, as: UTF8.self))
    #expect(back.omitted.isEmpty)
    #expect(back.waves == Self.plan.waves)
    #expect(back.stays == Self.plan.stays)
    #expect(back.splits == Self.plan.splits)
    #expect(back.certificates == Self.plan.certificates)
    #expect(back.targets.map(\.reach) == Self.plan.targets.map(\.reach))
    #expect(back.targets.map(\.barrier) == Self.plan.targets.map(\.barrier))
    #expect(back.value == Self.plan.value)
    #expect(back.statedNPV == 1034.25)
    #expect(back.program == Self.plan.program)
    #expect(back.dispositions == Self.plan.dispositions)
    #expect(back.pinned == Self.plan.pinned)
  }

  /// The first place behind the heading of the certificates of the plan's own bounds.
  static func replacing(_ good: String, with bad: String, inCertificatesOf text: String) throws -> String {
    let heading = try #require(text.ranges(of: "\n  \"certificates\"").first)
    let rest = String(text[heading.lowerBound...])
    #expect(rest.contains(good))
    return text[..<heading.lowerBound] + rest.replacing(good, with: bad, maxReplacements: 1)
  }

  @Test func `what the cases of a proof have in common is written once`() throws {
    var plan = Self.plan
    let gone = (0..<200).map { "workload-\($0)" }
    let sets = [gone, Array(gone.dropLast())]
    var leaves: [BoundCertificate.Leaf] = []
    for number in 0..<32 {
      var leaf = BoundCertificate.Leaf(decisions: [], prices: [])
      for bit in 0..<5 {
        let isDone = number >> bit & 1 == 1
        leaf.decisions.append(.init(kind: .workload, key: "workload-\(bit)", wave: 3, isDone: isDone))
      }
      for place in 0..<6 {
        let row = BoundCertificate.Row.cluster("C", .cores, wave: place / 2 + 1, gone: sets[place % 2])
        leaf.prices.append(.init(row: row, price: Double(number * 6 + place + 1) / 7))
      }
      leaves.append(leaf)
    }
    plan.certificates = [BoundCertificate(objective: .npv, value: 1100, leaves: leaves)]
    let bytes = PlanWriter.bytes(plan)
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.ranges(of: "workload-199").count == 1)
    // A name, a question of five, a set or a row stands once, whatever the number of cases.
    #expect(text.ranges(of: "\"workload-2\"").count == 2)
    #expect(text.ranges(of: "memory_gb").count + text.ranges(of: "\"cores\"").count <= 8)
    let back = try PlanReader.read(bytes, file: "plan.json")
    #expect(back.certificates == plan.certificates)
    // What stands for nothing is shown at its place.
    for (good, bad) in [
      ("\"gone\": 1 }", "\"gone\": 2 }"), ("\"decisions\": [-1,", "\"decisions\": [6,"),
      ("\"decisions\": [-1,", "\"decisions\": [0,"), ("\"decisions\": [-1,", "\"decisions\": [1.5,"),
      ("\"rows\": [0, 1,", "\"rows\": [0, 6,"),
    ] {
      let found = Self.findings(try Self.replacing(good, with: bad, inCertificatesOf: text))
      #expect(found.contains { $0.code == "PLN006" }, "\(bad)")
    }
    let found = Self.findings(
      try Self.replacing("\"rows\": [0, 1,", with: "\"rows\": [1,", inCertificatesOf: text))
    #expect(found.first?.message == "there are 5 rows and 6 prices in a leaf of a certificate")
  }

  @Test func `a section that nobody asks for is left out, and its grammar still checked`() throws {
    let bytes = PlanWriter.bytes(Self.plan)
    let back = try PlanReader.read(bytes, file: "plan.json", without: [.splits, .rules])
    #expect(back.omitted == [.splits, .rules])
    #expect(back.releases == Self.plan.releases)
    let broken = String(decoding: bytes, as: UTF8.self).replacing("\"line\": 7", with: "\"line\": 07")
    #expect(throws: Findings.self) { try PlanReader.read(Array(broken.utf8), file: "plan.json", without: [.splits]) }
  }

  /// The example of SPEC section 5, with figures.
  static let least = """
    {
      "schema": "drawdown/plan/1",
      "estate": { "name": "automaker", "digest": "sha256:00" },
      "waves": [ { "wave": 1, "start": "2026-06-01", "cutover": "2026-06-28", "workloads": ["W1"] } ],
      "stays": [ { "workload": "W2", "reason": "retain" } ],
      "targets": [ { "measure": "rack_units", "by": "2029-12-31", "required": 0.60, "reduction": 0.75, "shortfall": 0, "reachedOn": "2026-08-27",
                     "milestones": [ { "by": "2027-12-31", "required": 0.20, "reduction": 0.75, "shortfall": 0 } ] } ],
      "footprint": [ { "date": "2026-05-01", "hosts": 2, "rack_units": 8, "power_kw": 1.5, "racks": 1, "sites": 1, "workloads": 2 },
                     { "date": "2026-08-27", "hosts": 1, "rack_units": 2, "power_kw": 1, "racks": 1, "sites": 1, "workloads": 2 } ],
      "value": { "npv": 0, "hosts": 0, "racks": 0, "sites": 0, "refresh": 0, "holdover": 0, "runCost": 0, "initiatives": 0, "late": 0, "cloudCost": 0, "oneOff": 0, "split": 0, "penalty": 0 },
      "initiatives": [ { "initiative": "I1", "ready": "2028-03-05", "due": "2028-06-30" } ],
      "colour": "blue"
    }
    """

  @Test func `a plan needs no more than the keys of the page`() throws {
    let plan = try PlanReader.read(Array(Self.least.utf8), file: "plan.json")
    #expect(plan.omitted == Set(Plan.Section.allCases))
    #expect(plan.bound == nil)
    #expect(plan.targets[0].footprint == 2)
    #expect(plan.targets[0].baseline == 8)
  }

  static func findings(_ text: String) -> [Finding] {
    do {
      _ = try PlanReader.read(Array(text.utf8), file: "plan.json")
      return []
    } catch {
      return error.all
    }
  }

  @Test(arguments: [
    ("\"schema\": \"drawdown/plan/1\"", "\"schema\": \"drawdown/plan/2\"", "PLN001", 2, "known is"),
    ("\"schema\": \"drawdown/plan/1\",", "", "PLN001", 1, "a plan begins with"),
    ("\"cutover\"", "\"cutovr\"", "PLN002", 4, "did you mean \"cutover\" where \"cutovr\" stands (line 4)?"),
    ("\"late\": 0, ", "", "PLN002", 10, ""),
    ("\"workload\": \"W2\"", "\"workload\": 2", "PLN003", 5, ""),
    (
      "\"reduction\": 0.75, \"shortfall\": 0, \"reachedOn\"",
      "\"reduction\": \"0.75\", \"shortfall\": 0, \"reachedOn\"", "PLN003", 6, ""
    ),
    ("2026-06-28", "2026-06-31", "PLN004", 4, "dates are written"),
    ("\"retain\"", "\"retained\"", "PLN005", 5, "did you mean \"retain\"?"),
    ("\"measure\": \"rack_units\"", "\"measure\": \"coffee\"", "PLN005", 6, "known are hosts"),
    ("\"wave\": 1,", "\"wave\": 0,", "PLN006", 4, ""),
    ("\"wave\": 1,", "\"wave\": 1.5,", "PLN006", 4, ""),
    ("\"stays\": [", "\"stays\": [ 3, ", "PLN003", 5, ""),
  ])
  func `a wrong place in a plan is shown`(good: String, bad: String, code: String, line: Int, help: String) {
    #expect(Self.least.contains(good))
    let found = Self.findings(Self.least.replacing(good, with: bad, maxReplacements: 1))
    #expect(found.first?.code == code)
    #expect(found.first?.location?.line == line)
    #expect(found.first?.excerpt?.isEmpty == false)
    let shown = found.first?.help ?? ""
    #expect(shown.hasPrefix(help))
  }

  @Test func `all that is wrong is said in one run`() {
    var text = Self.least
    for (good, bad) in [("2026-06-28", "yesterday"), ("\"retain\"", "\"lazy\""), ("\"npv\": 0, ", "")] {
      text.replaceSubrange(text.firstRange(of: good)!, with: bad)
    }
    #expect(Self.findings(text).map(\.code) == ["PLN004", "PLN005", "PLN002"])
  }

  @Test func `the codes of the catalogue are in order and each is one`() {
    let codes = FindingCode.ofPlans.map(\.code)
    #expect(codes == codes.sorted() && Set(codes).count == codes.count)
  }
}
