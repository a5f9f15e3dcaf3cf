import Documents
import Estates
import Foundation
import Plans
import Reports
import TestSupport
import Testing

/// Whole pages against recorded ones, and what a page does when the estate is large.
///
/// The garage: one leased hall with two dedicated hosts, a cluster of three and an idle box; a plant that keeps its line. Two
/// targets (one missed, with what stands in its way, one met), a milestone, a limit, two freezes, an initiative that is late
/// and one that is never ready, a split that closes and one that stays open, a bound.
@Suite struct PlanReportTests {
  static var garage: SmallPlan {
    var small = SmallPlan(
      workloads: """
        workload,name,application,host,cluster,site,environment,owner,team,os,cores,memory_gb,storage_gb,effort_hours,disposition,target_region,annual_run_cost,one_off_cost,residency
        books-db,Ledger,BOOKS,H1,,,production,ann@example.com,apps,RHEL 7,8,64,900,40,rehost,germanywestcentral,4000,6000,EU
        books-app,,BOOKS,,C1,,production,,apps,RHEL 9,4,16,100,12,rehost,germanywestcentral,900,1200,EU
        books-tst,,BOOKS,,C1,,test,,apps,RHEL 9,2,8,50,,rehost,eastus,400,600,EU
        fax,,,H2,,,production,,ops,Windows Server 2012 R2,2,8,20,4,retire,,300,,
        shop-web,Web | shop,SHOP,,C1,,production,kim@example.com,apps,Ubuntu 24.04,4,16,80,20,replatform,westeurope,1100,2500,
        plc,Line 1,,,,PLANT,plant-floor,,ops,,,,,,retain,,,,
        scales,,,,,PLANT,plant-floor,,ops,,,,,,rehost,westeurope,,,
        print,,,,C1,,production,,ops,Windows Server 2022,,,10,2,rehost,westeurope,200,300,
        """,
      moves: ["fax": 1, "books-tst": 1, "books-db": 2, "books-app": 3, "shop-web": 3])
    small.literal.sites = """
      site,name,annual_cost,lease_end,holdover_annual_cost
      HALL,Hall at the river,90000,2026-12-31,120000
      PLANT,,12000,,
      """
    small.literal.racks = "rack,site,annual_cost\nR1,HALL,3000\nR2,HALL,3000"
    small.literal.clusters = "cluster,site\nC1,HALL"
    small.literal.hosts = """
      host,site,rack,cluster,rack_units,power_kw,cores,memory_gb,annual_cost
      H1,HALL,R1,,4,1.2,16,128,5000
      H2,HALL,R2,,2,0.4,4,16,1000
      E1,HALL,R1,C1,2,0.6,16,128,7000
      E2,HALL,R1,C1,2,0.6,16,128,7000
      E3,HALL,R1,C1,2,0.6,16,128,7000
      BOX,HALL,R1,,1,0.1,,,700
      """
    small.literal.applications = """
      application,name,owner
      BOOKS,Ledger and books,ann@example.com
      SHOP,Web shop,
      """
    small.literal.dependencies = """
      source,target,relation,annual_split_cost,kind
      books-app,books-db,near,5000,sql
      shop-web,books-app,near,800,https
      plc,books-db,near,2000,opc
      """
    small.literal.initiatives = """
      initiative,name,due,annual_value,late_annual_cost
      AI,Demand forecast,2026-04-01,60000,9000
      SOC,Watch over all,2026-12-31,20000,
      """
    small.literal.members = "initiative,workload\nAI,books-app\nAI,books-db\nSOC,print\nSOC,fax"
    small.literal.program.name = "Garage & sons"
    small.literal.program.decommissionLagDays = 30
    small.literal.program.discountRate = 0.05
    small.limit("effort_hours", where: ["team": "apps"], periods: [("wave 2", 39, 40), ("wave 3", 40, 40)])
    small.literal.add(
      .freeze(from: Day("2026-04-28")!, to: Day("2026-05-10")!, test: .cutover), where: ["team": "apps"])
    small.literal.add(.freeze(from: Day("2026-02-20")!, to: Day("2026-03-01")!, test: .wave), where: ["site": "PLANT"])
    small.reasons = ["plc": .retain, "scales": .stay]
    small.literal.program.rules[1].name = "spring sale"
    small.release(.host, "H2", "2026-03-30")
    small.release(.rack, "R2", "2026-03-30")
    small.release(.host, "H1", "2026-04-27")
    small.release(.host, "E1", "2026-05-25")
    small.rackUnits([("2026-01-01", 13), ("2026-03-30", 11), ("2026-04-27", 7), ("2026-05-25", 5)])
    small.target(
      by: "2026-12-31", required: 0.7, reduction: 8.0 / 13, reachedOn: nil, baseline: 13,
      milestones: [
        .init(by: Day("2026-04-30")!, required: 0.3, reduction: 6.0 / 13, shortfall: 0),
        .init(by: Day("2026-03-31")!, required: 0.2, reduction: 2.0 / 13, shortfall: 0.2 - 2.0 / 13),
      ])
    small.targets[0].obstacles = [
      .init(kind: "freeze", rules: [1, 2], shortfall: 0.02, milestoneShortfall: 0.01),
      .init(kind: "retain", rules: [], shortfall: 0, milestoneShortfall: 0.046153846),
    ]
    small.targets.append(
      Plan.TargetResult(
        measure: .powerKW, by: Day("2026-12-31")!, required: 0.5, reduction: 0.615, shortfall: 0, baseline: 6.5,
        footprint: 2.5, reachedOn: Day("2026-05-25"), penaltyPerPoint: 300))
    small.initiatives = [
      .init(initiative: "AI", ready: Day("2026-04-25"), due: Day("2026-04-01")),
      .init(initiative: "SOC", ready: nil, due: Day("2026-12-31")),
    ]
    small.splits = [
      .init(
        source: .dependency(source: "plc", target: "books-db", line: 4), annualCost: 2000, from: Day("2026-03-28")!,
        until: nil, cost: 8400),
      .init(
        source: .dependency(source: "books-app", target: "books-db", line: 2), annualCost: 5000,
        from: Day("2026-03-28")!, until: Day("2026-04-25")!, cost: 380),
    ]
    small.value.hosts = 55_000.4
    small.value.initiatives = 210_000
    small.value.late = -600
    small.value.oneOff = -10_100
    small.value.split = -8780
    small.bound = .init(shortfall: 0.03, milestoneShortfall: 0, npv: 251_000, gap: 0.0192)
    return small
  }

  private func files(_ small: SmallPlan) throws -> [String: String] {
    let digest = "sha256:" + String(repeating: "ab", count: 32)
    var files: [String: String] = [:]
    for file in try PlanReports.files(plan: small.plan, estate: small.estate, planDigest: digest) {
      files[file.name] = String(decoding: file.bytes, as: UTF8.self)
    }
    return files
  }

  /// With `RECORD_GOLDENS=1` in the environment the pages are written anew, to be read in review.
  @Test(arguments: ["plan.md", "footprint.svg", "risks.md", "risks.json"])
  func `the garage's pages are those recorded`(name: String) throws {
    let text = try #require(try files(PlanReportTests.garage)[name])
    let url = Fixtures.url("Goldens/garage/\(name)")
    if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] == "1" {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
    #expect(text == (try String(contentsOf: url, encoding: .utf8)))
  }

  @Test func `the same plan gives the same bytes`() throws {
    #expect(try files(PlanReportTests.garage) == files(PlanReportTests.garage))
  }

  @Test func `a page that would be too long is split between waves, and each wave is found where the table points`()
    throws
  {
    let blocks = { (number: Int) in
      Paging.Section(
        name: "Wave \(number)",
        blocks: [
          .heading(2, MarkdownText("Wave \(number)")), .paragraph(MarkdownText(String(repeating: "x", count: 90))),
        ])
    }
    let pages = Paging.pages("waves", opening: [.heading(1, "All")], (1...7).map(blocks), limit: 400)
    #expect(pages.map(\.file) == ["waves-1.md", "waves-2.md", "waves-3.md", "waves-4.md"])
    #expect(pages.flatMap(\.sections) == (1...7).map { "Wave \($0)" })
    for page in pages {
      let text = page.document.text
      #expect(text.hasPrefix("# All\n") && page.sections.allSatisfy { text.contains("## \($0)\n") })
    }
    #expect(Paging.pages("waves", opening: [], (1...2).map(blocks)).map(\.file) == ["waves.md"])
    #expect(Paging.anchor("Wave 12") == "wave-12" && Paging.anchor("2027-Q2") == "2027-q2")
  }

  @Test func `a section that is longer than a page is cut between its rows, and nothing of it is lost`() throws {
    let rows =
      (1...400).map { ["\($0)", MarkdownText("row\($0) " + String(repeating: "é", count: $0 % 60))] }
      as [[MarkdownText]]
    let names = (1...900).map { "name\($0)" }
    let section = Paging.Section(
      name: "Wave 1",
      blocks: [
        .heading(2, "Wave 1"), .paragraph("What binds it."),
        .table(MarkdownTable(columns: [.right("number"), .left("text")], rows: rows)),
        .bullets([.joined(names.map { .code($0) }), "the last"]),
      ])
    let next = Paging.Section(name: "Wave 2", blocks: [.heading(2, "Wave 2"), .paragraph("short")])
    let opening: [MarkdownBlock] = [.heading(1, "All")]
    for limit in [900, 2_000, 5_000, 20_000] {
      let pages = Paging.pages("waves", opening: opening, [section, next], limit: limit)
      let texts = pages.map(\.document.text)
      #expect(texts.allSatisfy { $0.utf8.count <= limit }, "\(limit): \(texts.map(\.utf8.count))")
      // Every page but the last is well filled.
      #expect(texts.dropLast().allSatisfy { $0.utf8.count > limit * 2 / 5 }, "\(limit): \(texts.map(\.utf8.count))")
      let all = texts.joined()
      #expect(all.matches(of: /row(\d+)/).compactMap { Int($0.output.1) } == Array(1...400))
      #expect(all.matches(of: /`name(\d+)`/).compactMap { Int($0.output.1) } == Array(1...900))
      #expect(all.ranges(of: "What binds it.").count == 1 && all.ranges(of: "the last").count == 1)
      #expect(pages.flatMap(\.sections).prefix(2) == ["Wave 1", "Wave 1, part 2"])
      for (position, text) in texts.enumerated() {
        #expect(text.contains("Page \(position + 1) of \(texts.count)."))
        #expect(position == 0 || text.contains("Before: [waves-\(position).md](waves-\(position).md)."))
        #expect(position + 1 == texts.count || text.contains("After: [waves-\(position + 2).md]"))
        for line in text.split(separator: "\n") where line.hasPrefix("- ") { #expect(!line.hasPrefix("- , ")) }
        if text.contains("row") { #expect(text.contains("| number | text")) }
      }
    }
    // One row that no page can hold is not cut.
    let long = Paging.Section(
      name: "A",
      blocks: [
        .heading(2, "A"),
        .table(
          MarkdownTable(columns: [.left("x")], rows: [[MarkdownText(String(repeating: "y", count: 3_000))], ["z"]])),
      ])
    let pages = Paging.pages("p", opening: opening, [long], limit: 1_000)
    #expect(pages.map(\.sections) == [["A"], ["A, part 2"]])
  }

  @Test func `every link of a page leads to a file and a heading that are there`() throws {
    var small = SmallPlan(workloads: SmallPlan.workloads(500, "application,site", "A,S"), moves: [:])
    small.literal.applications = "application\nA"
    small.literal.sites = "site\nS"
    small.literal.hosts = (["host,site"] + (1...90).map { "H\($0),S" }).joined(separator: "\n")
    for number in 1...90 { small.release(.host, "H\(number)", "2026-05-0\(1 + number / 30)") }
    small.rackUnits([("2026-01-01", 100), ("2026-05-01", 40)])
    for number in 1...250 { small.moves[SmallPlan.name(number)] = 1 + number % 5 }
    for plan in [small, PlanReportTests.garage] {
      let files = try files(plan)
      for (name, text) in files where name.hasSuffix(".md") {
        for link in text.matches(of: /\]\(([^)#]*)#?([^)]*)\)/) {
          let file = link.output.1.isEmpty ? name : String(link.output.1)
          let target = try #require(files[file], "\(name) leads to \(file)")
          let anchor = String(link.output.2)
          let headings = target.split(separator: "\n").filter { $0.hasPrefix("#") }.map {
            Paging.anchor(String($0.drop { $0 == "#" || $0 == " " }))
          }
          #expect(anchor.isEmpty || headings.contains(anchor), "\(name) leads to \(file)#\(anchor)")
        }
      }
    }
  }

  @Test func `up to two hundred workloads are named in the plan, more in files of their own`() throws {
    func report(_ count: Int) throws -> [String: String] {
      var small = SmallPlan(workloads: SmallPlan.workloads(2 * count, "application", "A"), moves: [:])
      small.literal.applications = "application\nA"
      for number in 1...count { small.moves[SmallPlan.name(number)] = 1 + number % 5 }
      return try files(small)
    }
    let small = try report(200)
    #expect(small["waves.md"] == nil && small["stays.md"] == nil)
    #expect(small["plan.md"]!.contains("`W200`") && small["plan.md"]!.contains("`W400`"))

    let large = try report(201)
    let (plan, waves, stays) = (large["plan.md"]!, large["waves.md"]!, large["stays.md"]!)
    #expect(!plan.contains("`W201`") && !plan.contains("`W402`"))
    #expect(plan.contains("(waves.md#wave-1)") && plan.contains("(stays.md)"))
    for number in 1...201 {
      #expect(waves.contains("`\(SmallPlan.name(number))`"))
      #expect(stays.contains("`\(SmallPlan.name(number + 201))`"))
    }
  }

  @Test func `a plan in which nothing moves and nothing is asked says so`() throws {
    let plan = try #require(
      try files(SmallPlan(workloads: "workload,owner\nW1,ann@example.com", moves: [:]))["plan.md"])
    #expect(plan.contains("Of 1 workload none leaves"))
    #expect(plan.contains("The program states no target.") && plan.contains("No workload leaves in any wave."))
    #expect(plan.contains("The estate has no footprint to count."))
  }

  @Test func `what the plan states as certain is not among the five that may happen`() throws {
    let text = try #require(try files(PlanReportTests.garage)["plan.md"])
    let section = try #require(
      text.components(separatedBy: " that matter\n").last?.components(separatedBy: "\n## ").first)
    #expect(!section.contains("(100% of") && section.contains("Certain in this plan"))
  }
}

@Suite struct WordingTests {
  @Test(arguments: [
    (0.0, "EUR 0"), (-3120.4, "EUR -3,120"), (999_499, "EUR 999,499"), (999_500, "EUR 1.00 million"),
    (12_403_166, "EUR 12.40 million"), (2.5e9, "EUR 2.50 billion"),
  ])
  func `money is whole below a million and short above`(amount: Double, words: String) {
    #expect(Wording.money(amount, "EUR") == words)
  }

  @Test func `numbers in rising order are joined into runs`() {
    #expect(Wording.ranges([3, 5, 6, 7, 9, 10]) == "3, 5–7, 9, 10")
    #expect(Wording.ranges([]) == "")
  }

  @Test func `a long list names the first and counts the rest`() {
    #expect(Wording.sample(["a", "b", "c", "d"]) == "a, b, c and d")
    #expect(Wording.sample(["a", "b", "c", "d", "e"]) == "a, b, c and 2 more")
  }

  @Test func `a reduction has a minus, growth a plus, nothing neither`() {
    #expect(Wording.reduction(0.612) == "−61.2%")
    #expect(Wording.reduction(-0.05) == "+5.0%")
    #expect(Wording.reduction(0.0001) == "0.0%")
  }
}
