import Documents
import Estates
import Plans
import Reports
import TestSupport
import Testing

/// Each rule of the catalogue on the smallest estate in which it fires, and on the same estate with one fact changed in
/// which it does not. Where a figure can be worked out by hand, it is.
@Suite struct RiskRuleTests {
  private func near(_ value: Double, _ expected: Double) -> Bool {
    (value - expected).magnitude < 1e-6 * max(1, expected)
  }

  // MARK: Dependencies

  @Test func `DEP-01: a split that closes within the plan costs a quarter more with 38 percent`() throws {
    var small = SmallPlan(workloads: "workload\nW1\nW2", moves: ["W1": 1, "W2": 3])
    small.literal.dependencies = "source,target,relation,annual_split_cost\nW1,W2,near,36500"
    let split = Plan.Split(
      source: .dependency(source: "W1", target: "W2", line: 2), annualCost: 36500, from: Day("2026-02-28")!,
      until: Day("2026-04-25")!, cost: 5000)
    small.splits = [split]
    let draft = try #require(try small.drafts(of: "DEP-01").first)
    #expect(near(draft.likelihood, 38) && near(draft.impact, 9100))
    #expect(draft.because.contains("split between waves for up to 56 days"))
    #expect(draft.subject == ["workload", "W2"])

    small.splits[0].until = nil
    #expect(try small.drafts(of: "DEP-01").isEmpty, "a split that stays open is a cost of the plan, not a risk to it")
  }

  @Test(arguments: [(2, false), (3, true)])
  func `DEP-03: three workloads of a site without a dependency row are too many`(count: Int, fires: Bool) throws {
    var small = SmallPlan(
      workloads: SmallPlan.workloads(count + 2, "site,one_off_cost", "S1,1000"), moves: ["W001": 1, "W002": 1])
    for number in 3...(count + 2) { small.moves[SmallPlan.name(number)] = 2 }
    small.literal.sites = "site,name\nS1,Hall"
    small.literal.dependencies = "source,target\nW001,W002"
    let drafts = try small.drafts(of: "DEP-03")
    #expect(drafts.count == (fires ? 1 : 0))
    guard let draft = drafts.first else { return }
    // 1 - 0.95^3, and an expected cost of 3 * 5% * 1000.
    #expect(near(draft.likelihood, 14.2625) && near(draft.likelihood / 100 * draft.impact, 150))
    #expect(draft.because == "3 of the 5 workloads that leave S1 (Hall) have no known dependency")
  }

  @Test(arguments: [(9, false), (10, true)])
  func `DEP-04: ten workloads that need one make it a hub`(count: Int, fires: Bool) throws {
    var small = SmallPlan(
      workloads: SmallPlan.workloads(count + 1, "one_off_cost,annual_run_cost", "500,3650"), moves: [:])
    for number in 1...(count + 1) { small.moves[SmallPlan.name(number)] = number == 1 ? 1 : 2 }
    small.literal.dependencies =
      "source,target" + (2...(count + 1)).map { "\n\(SmallPlan.name($0)),W001" }.joined()
    let drafts = try small.drafts(of: "DEP-04")
    #expect(drafts.count == (fires ? 1 : 0))
    guard let draft = drafts.first else { return }
    // The hub again, and eleven workloads at 10 a day for 14 days.
    #expect(draft.likelihood == 5 && near(draft.impact, 500 + 11 * 10 * 14))

    small.moves["W001"] = 3
    #expect(try small.drafts(of: "DEP-04").isEmpty, "a hub that leaves behind its consumers is no hub for them")
  }

  @Test(arguments: [(24, false), (25, true)])
  func `DEP-05: twenty-five workloads that move as one are an oversized group`(count: Int, fires: Bool) throws {
    var small = SmallPlan(workloads: SmallPlan.workloads(count, "zone,one_off_cost", "Z,1000"), moves: [:])
    for number in 1...count { small.moves[SmallPlan.name(number)] = 2 }
    small.literal.add(.together(by: ["zone"]))
    let drafts = try small.drafts(of: "DEP-05")
    #expect(drafts.count == (fires ? 1 : 0))
    // An expected 25 * 5% moves at 1000 are done again.
    if let draft = drafts.first { #expect(near(draft.likelihood / 100 * draft.impact, 1250)) }
  }

  // MARK: Data

  @Test func `DATA-01: an empty cell under a limit fires, a filled one does not`() throws {
    var small = SmallPlan(
      workloads: "workload,storage_gb,annual_run_cost\nW1,100,3650\nW2,,3650", moves: ["W1": 1, "W2": 1])
    small.limit("storage_gb", periods: [("wave 1", 100, 150)])
    let draft = try #require(try small.drafts(of: "DATA-01").first)
    // W2 as large as W1 puts 200 into a wave of 150: the one used wave is over, as good as certainly; 28 days at 10.
    #expect(draft.likelihood == 99 && near(draft.impact, 280))
    #expect(draft.because.contains("1 of the 2 workloads"))

    small.literal.workloads = "workload,storage_gb,annual_run_cost\nW1,100,3650\nW2,0,3650"
    #expect(try small.drafts(of: "DATA-01").isEmpty)
  }

  @Test func `DATA-02: nobody owns it, until the application does`() throws {
    var small = SmallPlan(workloads: "workload,application,annual_run_cost\nW1,A,36500", moves: ["W1": 1])
    small.literal.applications = "application,owner\nA,"
    let draft = try #require(try small.drafts(of: "DATA-02").first)
    #expect(draft.likelihood == 25 && near(draft.impact, 1400))

    small.literal.applications = "application,owner\nA,kim@example.com"
    #expect(try small.drafts(of: "DATA-02").isEmpty)
  }

  // MARK: Technology, network

  @Test(arguments: [
    ("Windows Server 2012 R2", "rehost", true), ("Windows Server 2012 R2", "retire", false),
    ("Windows Server 2012 R2", "refactor", false), ("Windows Server 2019", "rehost", false),
    ("Microsoft Windows Server 2008 (64-bit)", "rehost", true), ("RHEL 7.9", "rehost", true),
    ("Red Hat Enterprise Linux 8", "rehost", false), ("CentOS 65", "rehost", false), ("", "rehost", false),
    ("Plan 9", "rehost", false), ("SLES 12 SP5", "relocate", true), ("Oracle Linux 7", "replatform", true),
  ])
  func `TECH-01: fires where support ends before the cutover and the system is carried over`(
    os: String, disposition: String, fires: Bool
  ) throws {
    let small = SmallPlan(
      workloads: "workload,os,disposition,one_off_cost\nW1,\(os),\(disposition),1000", moves: ["W1": 1])
    let drafts = try small.drafts(of: "TECH-01")
    #expect(drafts.count == (fires ? 1 : 0))
    if let draft = drafts.first { #expect(near(draft.likelihood, 10) && near(draft.impact, 1000)) }
  }

  @Test(arguments: [(85.0, 0.0), (100.0, 50.0), (95.0, 32.5), (120.0, 99.0)])
  func `NET-01: a line at its limit fails every second time, one below six sevenths never`(
    use: Double, likelihood: Double
  ) throws {
    var small = SmallPlan(workloads: "workload,annual_run_cost\nW1,36500", moves: ["W1": 1])
    small.limit("storage_gb", periods: [("wave 1", use, 100)])
    let drafts = try small.drafts(of: "NET-01")
    #expect(near(drafts.first?.likelihood ?? 0, likelihood))
    small.rules[0].periods = []
    #expect(try small.drafts(of: "NET-01").isEmpty)
  }

  // MARK: Schedule

  @Test func `SCH-01: a target with half a year of slack is quiet, with less it is not, missed it is certain`() throws {
    var small = SmallPlan(workloads: "workload,annual_run_cost\nW1,10000", moves: ["W1": 1])
    small.rackUnits([("2026-01-01", 100), ("2026-05-01", 40)])
    small.target(by: "2026-10-30", required: 0.6, reduction: 0.6, reachedOn: "2026-05-01")
    #expect(try small.drafts(of: "SCH-01").isEmpty, "182 days")

    small.targets = []
    small.target(by: "2026-08-17", required: 0.6, reduction: 0.6, reachedOn: "2026-05-01", penaltyPerPoint: 50)
    let tight = try #require(try small.drafts(of: "SCH-01").first)
    // 108 days of slack: 0.70 / (1 + 108 / 108.06…); everything a quarter later than that misses all 60 points.
    #expect((tight.likelihood - 35.0).magnitude < 0.02 && near(tight.impact, 60 * 50))
    #expect(tight.because.contains("108 days before its date"))

    small.targets = []
    small.target(by: "2026-08-17", required: 0.7, reduction: 0.6, reachedOn: nil)
    let missed = try #require(try small.drafts(of: "SCH-01").first)
    #expect(missed.likelihood == 100 && near(missed.impact, 0.1 * 10000))
    #expect(missed.because.contains("reaches only −60.0%"))
  }

  @Test func `SCH-01: a missed milestone has a risk of its own`() throws {
    var small = SmallPlan(workloads: "workload\nW1", moves: ["W1": 1])
    small.rackUnits([("2026-01-01", 100), ("2026-05-01", 40)])
    small.target(
      by: "2028-12-31", required: 0.6, reduction: 0.6, reachedOn: "2026-05-01",
      milestones: [.init(by: Day("2026-04-01")!, required: 0.2, reduction: 0, shortfall: 0.2, penaltyPerPoint: 10)])
    let drafts = try small.drafts(of: "SCH-01")
    #expect(drafts.map(\.subject) == [["milestone", "rack_units", "2026-04-01"]])
    #expect(near(drafts[0].impact, 200))
  }

  @Test(arguments: [("2026-07-31", 0), ("2026-07-30", 1), ("2026-04-01", 1)])
  func `SCH-02: a lease is a risk when it ends soon after the site is given back, or before`(
    end: String, count: Int
  ) throws {
    var small = SmallPlan(workloads: "workload,site\nW1,S1", moves: ["W1": 1])
    small.literal.sites = "site,annual_cost,lease_end,holdover_annual_cost\nS1,1000,\(end),36500"
    small.release(.site, "S1", "2026-05-01")
    let drafts = try small.drafts(of: "SCH-02")
    #expect(drafts.count == count)
    if end == "2026-04-01" {
      // 30 days late in the plan, and a quarter more.
      #expect(drafts[0].likelihood == 100 && near(drafts[0].impact, 12100))
    }
    small.releases = []
    #expect(try small.drafts(of: "SCH-02").isEmpty, "a site that stays keeps its lease")
  }

  @Test(arguments: [("2026-03-01", true), ("2026-03-14", true), ("2026-03-15", false), ("2026-02-20", false)])
  func `SCH-03: a cutover at most fourteen days before a freeze has no second window`(from: String, fires: Bool) throws
  {
    var small = SmallPlan(
      workloads: "workload,business_unit,one_off_cost\nW1,Finance,1000\nW2,Sales,1000", moves: ["W1": 1, "W2": 1])
    small.literal.add(
      .freeze(from: Day(from)!, to: Day("2026-03-31")!, test: .cutover), where: ["business_unit": "Finance"])
    let drafts = try small.drafts(of: "SCH-03")
    #expect(drafts.count == (fires ? 1 : 0))
    if let draft = drafts.first {
      #expect(draft.workloads == [0], "the one that the freeze selects")
      #expect(near(draft.likelihood, 5) && near(draft.impact, 1000))
    }
  }

  @Test(arguments: [(15, 0), (16, 1)])
  func `SCH-04: a first wave of more than one and a half pilots is steep`(count: Int, found: Int) throws {
    var small = SmallPlan(workloads: SmallPlan.workloads(count, "annual_run_cost", "3650"), moves: [:])
    for number in 1...count { small.moves[SmallPlan.name(number)] = 1 }
    let drafts = try small.drafts(of: "SCH-04")
    #expect(drafts.count == found)
    if let draft = drafts.first {
      // One of sixteen is beyond; that sixteenth leaves 28 days later.
      #expect(near(draft.likelihood, 6.25) && near(draft.impact, 16.0 / 16 * 10 * 28))
    }
  }

  @Test func `SCH-05: a reduction that comes in the last fifth of the time is back-loaded`() throws {
    var small = SmallPlan(workloads: "workload,annual_run_cost\nW1,10000", moves: ["W1": 5])
    // From 2026-02-01 to 2027-02-01 are 365 days; the last fifth begins on 2026-11-20.
    small.target(by: "2027-02-01", required: 0.6, reduction: 0.6, reachedOn: "2026-12-20")
    small.rackUnits([("2026-01-01", 100), ("2026-12-20", 40)])
    let draft = try #require(try small.drafts(of: "SCH-05").first)
    #expect(draft.because.hasPrefix("100.0% of the reduction"))
    #expect(draft.proximity == Day("2026-11-20"))
    small.rackUnits([("2026-01-01", 100), ("2026-06-20", 70), ("2026-12-20", 40)])
    #expect(try small.drafts(of: "SCH-05").isEmpty, "half and half")
  }

  // MARK: Resources

  @Test func `RES-01: two full periods of a team's hours leave no reserve, one does not`() throws {
    var small = SmallPlan(
      workloads: "workload,team,annual_run_cost\nW1,apps,36500\nW2,apps,36500\nW3,other,1",
      moves: ["W1": 1, "W2": 2, "W3": 1])
    small.limit(
      "effort_hours", where: ["team": "apps"],
      periods: [("wave 1", 100, 100), ("wave 2", 100, 100), ("wave 3", 50, 100)])
    let draft = try #require(try small.drafts(of: "RES-01").first)
    // 70% of two periods in three; a tenth of each wave leaves 28 days later at 100 a day.
    #expect(near(draft.likelihood, 70.0 * 2 / 3) && near(draft.impact, 2 * 0.1 * 100 * 28))
    #expect(draft.because.hasPrefix("the limit of team apps is used beyond 90%"))
    small.rules[0].periods[1].use = 90
    #expect(try small.drafts(of: "RES-01").isEmpty)
  }

  // MARK: Footprint

  @Test func `FOOT-01: a cluster that keeps its hosts for one workload of unknown size`() throws {
    var small = SmallPlan(
      workloads: "workload,cluster,cores,memory_gb\nW1,C1,4,16\nW2,C1,4,16\nW3,C1,4,16\nW4,C1,,",
      moves: ["W1": 1, "W2": 1, "W3": 1])
    small.literal.sites = "site\nS1"
    small.literal.clusters = "cluster,site\nC1,S1"
    small.literal.hosts =
      "host,site,cluster,annual_cost\nH1,S1,C1,1000\nH2,S1,C1,2000\nH3,S1,C1,3000\nH4,S1,C1,4000"
    small.literal.program.horizon = Day("2027-02-28")!
    let draft = try #require(try small.drafts(of: "FOOT-01").first)
    // Three of four workloads leave, so three of four hosts are missed: the dearest, for the year that remains.
    #expect(draft.likelihood == 100 && near(draft.impact, 9000))
    #expect(
      draft.because.hasPrefix("1 workload of unknown size that stays (W4) keeps 4 of the 4 hosts of cluster C1"))
    small.release(.host, "H1", "2026-02-28")
    small.release(.host, "H2", "2026-02-28")
    small.release(.host, "H3", "2026-02-28")
    #expect(try small.drafts(of: "FOOT-01").isEmpty)
  }

  @Test func `FOOT-02: three of eight workloads that stay hold a site open`() throws {
    var small = SmallPlan(workloads: SmallPlan.workloads(8, "site", "S1"), moves: [:])
    for number in 1...5 { small.moves[SmallPlan.name(number)] = 1 }
    small.literal.sites = "site,annual_cost\nS1,1000"
    small.literal.program.horizon = Day("2027-02-28")!
    let draft = try #require(try small.drafts(of: "FOOT-02").first)
    #expect(draft.likelihood == 100 && near(draft.impact, 1000))
    #expect(draft.workloads.count == 3)
    small.moves["W005"] = nil
    #expect(try small.drafts(of: "FOOT-02").isEmpty, "four that stay are not the last few")
  }

  @Test func `FOOT-02: the last to leave hold a site open for a quarter more`() throws {
    var small = SmallPlan(workloads: SmallPlan.workloads(8, "site", "S1"), moves: [:])
    for number in 1...8 { small.moves[SmallPlan.name(number)] = number <= 6 ? 1 : 4 }
    small.literal.sites = "site,annual_cost\nS1,36500"
    small.release(.site, "S1", "2026-05-23")
    let draft = try #require(try small.drafts(of: "FOOT-02").first)
    #expect(near(draft.likelihood, 38) && near(draft.impact, 9100) && draft.workloads.count == 2)
    small.moves["W007"] = 3
    small.moves["W008"] = 3
    #expect(try small.drafts(of: "FOOT-02").isEmpty, "56 days are not long")
  }

  @Test func `FOOT-03: an idle host that nothing empties, until its column leaves says so`() throws {
    var small = SmallPlan(workloads: "workload,host\nW1,H1", moves: ["W1": 1])
    small.literal.sites = "site\nS1"
    small.literal.hosts = "host,site,rack_units,annual_cost\nH1,S1,2,1000\nH2,S1,4,1000"
    small.literal.program.horizon = Day("2027-02-01")!
    let draft = try #require(try small.drafts(of: "FOOT-03").first)
    #expect(draft.because.contains("1 host carries no workload") && draft.because.contains("1 at S1"))
    #expect(draft.likelihood == 100 && near(draft.impact, 1000))
    small.release(.host, "H2", "2026-12-31")
    #expect(try small.drafts(of: "FOOT-03").isEmpty)
  }

  // MARK: Compliance, plant, cost, benefit

  @Test(arguments: [
    ("EU", "germanywestcentral", 1, 0), ("EU", "eastus", 1, 1), ("CN", "westeurope", 1, 1), ("BR", "brazilsouth", 1, 0),
    ("group policy", "eastus", 1, 0), ("EU", "", 1, 0), ("", "eastus", 1, 0), ("EU", "atlantis", 1, 0),
    ("UK", "uksouth", 1, 0), ("EEA", "norwayeast", 1, 0), ("EU", "norwayeast", 1, 1), ("EU", "us-east-1", 1, 1),
  ])
  func `COMP-01: data goes where its residency allows`(
    residency: String, region: String, wave: Int, found: Int
  ) throws {
    let small = SmallPlan(
      workloads: "workload,residency,target_region,one_off_cost\nW1,\(residency),\(region),1000", moves: ["W1": wave])
    let drafts = try small.drafts(of: "COMP-01")
    #expect(drafts.count == found)
    if let draft = drafts.first { #expect(draft.likelihood == 90 && near(draft.impact, 1000)) }
  }

  @Test(arguments: [("plant-floor", true), ("OT/line 3", true), ("production", false), ("pilot", false)])
  func `OT-01: a plant floor that stays and needs what leaves`(environment: String, fires: Bool) throws {
    var small = SmallPlan(
      workloads: "workload,environment,one_off_cost\nPLC,\(environment),0\nMES,production,1000", moves: ["MES": 1])
    small.literal.dependencies = "source,target\nPLC,MES"
    let drafts = try small.drafts(of: "OT-01")
    #expect(drafts.count == (fires ? 1 : 0))
    if let draft = drafts.first { #expect(near(draft.likelihood, 5) && near(draft.impact, 2000)) }
    small.moves["PLC"] = 1
    #expect(try small.drafts(of: "OT-01").isEmpty, "both leave")
  }

  @Test func `COST-01: a lag of decommissioning may stretch, none cannot`() throws {
    var small = SmallPlan(workloads: "workload,host\nW1,H1", moves: ["W1": 1])
    small.literal.sites = "site\nS1"
    small.literal.hosts = "host,site,annual_cost\nH1,S1,36500"
    small.literal.program.decommissionLagDays = 45
    small.release(.host, "H1", "2026-04-14")
    let draft = try #require(try small.drafts(of: "COST-01").first)
    // 75 days at 100 a day.
    #expect(near(draft.likelihood, 10) && near(draft.impact, 7500))
    small.literal.program.decommissionLagDays = 0
    #expect(try small.drafts(of: "COST-01").isEmpty)
    small.literal.program.decommissionLagDays = 45
    small.literal.hosts = "host,site,annual_cost,committed_until\nH1,S1,36500,2028-01-01"
    #expect(try small.drafts(of: "COST-01").isEmpty, "what is committed is paid anyway")
  }

  @Test(arguments: [
    ("2026-05-01", "2026-07-31", 0.0), ("2026-05-01", "2026-07-30", 38.19), ("2026-05-01", "2026-04-01", 100),
  ])
  func `BEN-01: an initiative ready less than a quarter before its date is at risk`(
    ready: String, due: String, likelihood: Double
  ) throws {
    var small = SmallPlan(workloads: "workload\nW1", moves: ["W1": 1])
    small.literal.initiatives = "initiative,due,annual_value,late_annual_cost\nAI,\(due),30000,6500"
    small.literal.members = "initiative,workload\nAI,W1"
    small.initiatives = [.init(initiative: "AI", ready: Day(ready), due: Day(due))]
    let drafts = try small.drafts(of: "BEN-01")
    #expect(drafts.isEmpty == (likelihood == 0))
    if let draft = drafts.first {
      #expect((draft.likelihood - likelihood).magnitude < 0.01)
      #expect(near(draft.impact, likelihood == 100 ? 3000 : 9100))
    }
  }

  @Test func `BEN-01: an initiative that is never ready names who stays`() throws {
    var small = SmallPlan(workloads: "workload\nW1\nW2", moves: ["W1": 1])
    small.literal.initiatives = "initiative,name,due,annual_value,late_annual_cost\nAI,Forecast,2029-12-31,36500,"
    small.literal.members = "initiative,workload\nAI,W1\nAI,W2"
    small.initiatives = [.init(initiative: "AI", ready: nil, due: Day("2029-12-31"))]
    let draft = try #require(try small.drafts(of: "BEN-01").first)
    #expect(draft.because == "initiative AI (Forecast) is due on 2029-12-31 and never ready, since W2 stays")
    #expect(draft.likelihood == 100 && near(draft.impact, 36500))
    small.initiatives[0].due = nil
    #expect(try small.drafts(of: "BEN-01").isEmpty, "no date, no risk")
  }

  @Test func `the catalogue asks at least twelve rules, each under its own id`() {
    let ids = RiskCatalogue.rules.map(\.id)
    #expect(ids.count >= 12 && Set(ids).count == ids.count)
    #expect(RiskCatalogue.rules.allSatisfy { !$0.model.isEmpty && !$0.fires.isEmpty })
  }
}
