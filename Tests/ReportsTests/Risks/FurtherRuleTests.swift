import Documents
import Estates
import Plans
import Reports
import TestSupport
import Testing

/// The rules about rehearsal, regions, lines, gates, owners, dead freight, identity, monitoring, contracts and governance: each on
/// the smallest estate in which it fires, with its figures worked out by hand, and with one fact changed in which it does not.
@Suite struct FurtherRuleTests {
  private func near(_ value: Double, _ expected: Double) -> Bool {
    (value - expected).magnitude < 1e-6 * max(1, expected)
  }

  private func expected(_ draft: RiskDraft) -> Double { draft.likelihood / 100 * draft.impact }

  /// All of `count` workloads in one wave.
  private func crowd(_ count: Int, _ columns: String, _ cells: String, wave: Int = 1) -> SmallPlan {
    var small = SmallPlan(workloads: SmallPlan.workloads(count, columns, cells), moves: [:])
    for number in 1...count { small.moves[SmallPlan.name(number)] = wave }
    return small
  }

  @Test func `DATA-03: production without an environment for tests cannot be rehearsed`() throws {
    var small = crowd(3, "application,environment,one_off_cost", "A,production,1000")
    small.literal.applications = "application,business_unit\nA,Sales"
    let draft = try #require(try small.drafts(of: "DATA-03").first)
    // 1 - 0.97^3, and 3% of 3000.
    #expect(near(draft.likelihood, 8.7327) && near(expected(draft), 90) && draft.subject == ["business unit", "Sales"])
    small.literal.workloads += "\nT1,A,pre-production,0"
    #expect(try small.drafts(of: "DATA-03").isEmpty)
  }

  @Test(arguments: [("yes", true), ("no", false), ("", false)])
  func `TECH-03: an address that others have written down`(cell: String, fires: Bool) throws {
    let small = SmallPlan(workloads: "workload,static_ip,one_off_cost\nW1,\(cell),1000", moves: ["W1": 1])
    let drafts = try small.drafts(of: "TECH-03")
    #expect(drafts.count == (fires ? 1 : 0))
    if let draft = drafts.first { #expect(near(draft.likelihood, 10) && near(draft.impact, 1000)) }
  }

  @Test func `TECH-04: nobody said where to`() throws {
    var small = crowd(2, "annual_run_cost,target_region", "3650,")
    let draft = try #require(try small.drafts(of: "TECH-04").first)
    // 1 - 0.75^2, and a quarter of 14 days of two at 10.
    #expect(near(draft.likelihood, 43.75) && near(expected(draft), 70))
    small.literal.workloads = SmallPlan.workloads(2, "annual_run_cost,target_region", "3650,westeurope")
    #expect(try small.drafts(of: "TECH-04").isEmpty)
  }

  @Test(arguments: [(300, false), (400, true)])
  func `NET-02: beyond three hundred the rest waits for the next wave`(count: Int, fires: Bool) throws {
    var small = crowd(count, "site,annual_run_cost", "S1,3650")
    small.literal.sites = "site\nS1"
    let drafts = try small.drafts(of: "NET-02")
    #expect(drafts.count == (fires ? 1 : 0))
    // A quarter of the wave leaves 28 days later: a quarter of 400 * 10 * 28.
    if let draft = drafts.first { #expect(near(draft.likelihood, 25) && near(draft.impact, 28_000)) }
  }

  @Test(arguments: [("168000", false), ("196000", true)])
  func `NET-03: a line that nobody stated carries six to eight terabytes a day`(size: String, fires: Bool) throws {
    var small = SmallPlan(workloads: "workload,site,storage_gb,annual_run_cost\nW1,S1,\(size),3650", moves: ["W1": 1])
    small.literal.sites = "site\nS1"
    let drafts = try small.drafts(of: "NET-03")
    #expect(drafts.count == (fires ? 1 : 0))
    // 7000 GB a day lie in the middle; half of the seventh beyond 6000 leaves 28 days later at 10.
    if let draft = drafts.first { #expect(near(draft.likelihood, 50) && near(draft.impact, 20)) }
    small.limit("storage_gb", periods: [])
    #expect(try small.drafts(of: "NET-03").isEmpty, "a limit states the line")
  }

  @Test(arguments: [("2026-02-20", 65.17516), ("2026-01-31", nil), ("2026-03-05", nil)])
  func `RES-02: a gate less than a month before the wave may open late`(date: String, likelihood: Double?) throws {
    var small = SmallPlan(workloads: "workload,annual_run_cost,not_before\nW1,3650,", moves: ["W1": 1])
    small.literal.add(.notBefore(Day(date)!))
    let drafts = try small.drafts(of: "RES-02")
    #expect(drafts.count == (likelihood == nil ? 0 : 1))
    if let draft = drafts.first, let likelihood {
      // 0.70 / (1 + 8 / 108.0625), and a quarter at 10 a day.
      #expect((draft.likelihood - likelihood).magnitude < 0.001 && near(draft.impact, 910))
    }
    small.literal.workloads = "workload,annual_run_cost,not_before\nW1,3650,2026-02-28"
    #expect(
      try small.drafts(of: "RES-02").contains { near($0.likelihood, 70) && $0.subject == ["not_before", "2026-02-28"] })
  }

  @Test(arguments: [(40, false), (50, true)])
  func `RES-03: an owner signs off forty workloads in a week`(count: Int, fires: Bool) throws {
    let small = crowd(count, "owner,annual_run_cost", "kim@example.com,3650")
    let drafts = try small.drafts(of: "RES-03")
    #expect(drafts.count == (fires ? 1 : 0))
    // A fifth of 50 * 10 * 14.
    if let draft = drafts.first { #expect(near(draft.likelihood, 20) && near(draft.impact, 1400)) }
  }

  @Test(arguments: [
    ("power_state", "off", true), ("cmdb_status", "Decommissioned", true), ("power_state", "on", false),
  ])
  func `FOOT-04: what is switched off is carried over for nothing`(column: String, cell: String, fires: Bool) throws {
    var small = SmallPlan(
      workloads: "workload,\(column),one_off_cost,annual_cloud_cost\nW1,\(cell),1000,365", moves: ["W1": 1])
    small.literal.program.horizon = Day("2027-02-28")!
    let drafts = try small.drafts(of: "FOOT-04")
    #expect(drafts.count == (fires ? 1 : 0))
    if let draft = drafts.first { #expect(draft.likelihood == 100 && near(draft.impact, 1365)) }
  }

  @Test func `FOOT-04: one in three that nobody knows does nothing`() throws {
    var small = SmallPlan(
      workloads: "workload,owner,one_off_cost\nW1,,1000\nW2,,1000\nW3,,1000", moves: ["W1": 1, "W2": 1, "W3": 1])
    small.literal.dependencies = "source,target\nW2,W3"
    let draft = try #require(try small.drafts(of: "FOOT-04").first)
    #expect(near(draft.likelihood, 30) && near(draft.impact, 1000) && draft.workloads == [0])
    small.literal.workloads = "workload,owner,one_off_cost\nW1,kim,1000\nW2,,1000\nW3,,1000"
    #expect(try small.drafts(of: "FOOT-04").isEmpty)
  }

  @Test(arguments: [
    ("personal", "", true), ("personal", "EU", false), ("internal", "", false), ("Export-controlled", "", true),
  ])
  func `COMP-02: protected data goes nowhere without a residency`(name: String, residency: String, fires: Bool) throws {
    let small = SmallPlan(
      workloads: "workload,data_class,residency,one_off_cost,annual_run_cost\nW1,\(name),\(residency),1000,3650",
      moves: ["W1": 1])
    let drafts = try small.drafts(of: "COMP-02")
    #expect(drafts.count == (fires ? 1 : 0))
    if let draft = drafts.first { #expect(near(draft.likelihood, 5) && near(draft.impact, 1910)) }
  }

  /// Four workloads in wave 1 that need a service in `wave`.
  private func service(_ kind: String, wave: Int, disposition: String = "rehost") -> SmallPlan {
    var small = crowd(4, "disposition,one_off_cost", "rehost,1000")
    small.literal.workloads += "\nSRV,\(disposition),500"
    small.moves["SRV"] = wave
    small.literal.dependencies =
      "source,target,kind" + (1...4).map { "\n\(SmallPlan.name($0)),SRV,\(kind)" }.joined()
    return small
  }

  @Test func `SEC-02: who leaves before its directory logs on across the line`() throws {
    let draft = try #require(try service("ldap", wave: 2).drafts(of: "SEC-02").first)
    // 1 - 0.95^4, and 5% of 4000; one more instance costs 500.
    #expect(near(draft.likelihood, 18.549375) && near(expected(draft), 200) && draft.responseCost.value == 500)
    #expect(draft.subject == ["service", "directory"])
    #expect(try service("ldap", wave: 1).drafts(of: "SEC-02").isEmpty)
    #expect(try service("backup", wave: 2).drafts(of: "SEC-02").isEmpty, "that is no identity")
  }

  @Test func `SEC-03: nobody watches while workload and monitoring lie in two worlds`() throws {
    let draft = try #require(try service("snmp", wave: 2).drafts(of: "SEC-03").first)
    // Four workloads for 28 days, at 1% a year, rebuilt for 1000 each.
    #expect(near(expected(draft), 4 * 0.01 * 28 / 365 * 1000))
    #expect(draft.because.contains("for up to 28 days"))
    #expect(try service("snmp", wave: 1).drafts(of: "SEC-03").isEmpty)
    // A monitor that is retired in wave 1 watches nobody in the cloud, up to the horizon.
    let retired = try #require(try service("snmp", wave: 1, disposition: "retire").drafts(of: "SEC-03").first)
    #expect(retired.because.contains("\(Wording.days(Day("2030-12-31")! - Day("2026-02-28")!))"))
  }

  @Test(arguments: [("1000", true), ("0", false)])
  func `COST-02: three programmes in four spend more than they estimate`(cost: String, fires: Bool) throws {
    let small = SmallPlan(workloads: "workload,one_off_cost\nW1,\(cost)", moves: ["W1": 1])
    let drafts = try small.drafts(of: "COST-02")
    #expect(drafts.count == (fires ? 1 : 0))
    if let draft = drafts.first { #expect(near(draft.likelihood, 75) && near(draft.impact, 140)) }
  }

  @Test(arguments: [("2026-06-09", true), ("2026-03-01", false)])
  func `COST-03: a contract that runs on is paid for nothing`(committed: String, fires: Bool) throws {
    var small = SmallPlan(workloads: "workload,host\nW1,H1", moves: ["W1": 1])
    small.literal.sites = "site\nS1"
    small.literal.hosts = "host,site,annual_cost,committed_until\nH1,S1,36500,\(committed)"
    small.release(.host, "H1", "2026-03-01")
    let drafts = try small.drafts(of: "COST-03")
    #expect(drafts.count == (fires ? 1 : 0))
    // A hundred days at 100.
    if let draft = drafts.first { #expect(draft.likelihood == 100 && near(draft.impact, 10_000)) }
  }

  @Test func `CONC-01: more than half in one region share its outage`() throws {
    var small = crowd(30, "target_region,annual_cloud_cost", "westeurope,365")
    small.literal.program.horizon = Day("2028-02-28")!
    small.literal.initiatives = "initiative,annual_value\nAI,3650"
    small.literal.members = "initiative,workload\nAI,W001"
    let draft = try #require(try small.drafts(of: "CONC-01").first)
    // Two years at 10%; a day of 30 at 1, and 10 of the initiative.
    #expect(near(draft.likelihood, 19) && near(draft.impact, 40))
    small.literal.workloads =
      "workload,target_region"
      + (1...30).map { "\n\(SmallPlan.name($0)),\($0 > 15 ? "westeurope" : "northeurope")" }.joined()
    #expect(try small.drafts(of: "CONC-01").isEmpty, "half is not more than half")
  }

  @Test(arguments: [(200.0, 0.7, true), (100.0, 0.4, false)])
  func `GOV-01: a denominator larger than the estate flatters`(baseline: Double, reduction: Double, fires: Bool) throws
  {
    var small = SmallPlan(workloads: "workload\nW1", moves: ["W1": 1])
    small.rackUnits([("2026-01-01", 100), ("2026-05-01", 60)])
    small.target(
      by: "2027-01-01", required: 0.6, reduction: reduction, reachedOn: nil, baseline: baseline, penaltyPerPoint: 50)
    let drafts = try small.drafts(of: "GOV-01")
    #expect(drafts.count == (fires ? 1 : 0))
    // 60 of 100 are 40% down and not 70: twenty points at 50.
    if let draft = drafts.first { #expect(near(draft.likelihood, 22) && near(draft.impact, 1000)) }
  }

  @Test func `PLAN-01: a plan of another state of the estate is planned again`() throws {
    var small = SmallPlan(workloads: "workload,annual_run_cost\nW1,3650", moves: ["W1": 1])
    #expect(try small.drafts(of: "PLAN-01").isEmpty)
    small.digest = "sha256:" + String(repeating: "2", count: 64)
    let draft = try #require(try small.drafts(of: "PLAN-01").first)
    #expect(near(draft.likelihood, 22) && near(draft.impact, 280))
  }

  @Test func `the catalogue asks at least two dozen rules and names what each other one lacks`() {
    let ids = RiskCatalogue.rules.map(\.id) + RiskCatalogue.unanswered.map(\.id)
    #expect(RiskCatalogue.rules.count >= 24 && Set(ids).count == ids.count)
    #expect(RiskCatalogue.rules.allSatisfy { !$0.response.isEmpty })
    #expect(RiskCatalogue.unanswered.allSatisfy { !$0.lacks.isEmpty && $0.lacks.allSatisfy { $0.contains(".csv: ") } })
  }
}
