import Documents
import Estates
import TestSupport

@testable import Waves

/// Estates of a few workloads in which everything that the contract knows turns up, from a seed.
///
/// They are small enough to look at every plan, and crowded enough that rules meet: clusters with unknown sizes, machines that
/// leave with their rack, retired providers, orders over everybody, limits that run over quarters.
enum RandomEstates {
  static func literal(seed: UInt64) -> EstateLiteral {
    var random = SeededGenerator(seed: seed)
    var literal = EstateLiteral(workloads: "workload")
    addMachines(to: &literal, &random)
    addWorkloads(to: &literal, &random)
    addProgram(to: &literal, &random)
    addRules(to: &literal, &random)
    return literal
  }

  private static func addMachines(to literal: inout EstateLiteral, _ random: inout SeededGenerator) {
    literal.sites = "site,annual_cost,committed_until,lease_end,holdover_annual_cost"
    for site in ["S0", "S1"] {
      literal.sites +=
        "\n"
        + [
          site, random.maybe(80, random.amount(10000...90000)),
          random.maybe(30, random.pick(["2026-12-31", "2027-08-31"])),
          random.maybe(50, random.pick(["2026-08-31", "2027-06-30"])), random.maybe(50, random.amount(1000...40000)),
        ].joined(separator: ",")
    }
    literal.racks = "rack,site,annual_cost,committed_until\nR0,S0,\(random.amount(0...9000)),\nR1,S1,,2027-03-31"
    if random.chance(50) { literal.racks += "\nR2,S1,4000," }
    literal.clusters = "cluster,site,spare_hosts,cpu_overcommit,memory_overcommit"
    literal.clusters +=
      "\nC0,S0,\(random.maybe(60, random.amount(0...2))),\(random.pick(["", "2", "1"])),\(random.pick(["", "1.5"]))"
    literal.clusters += "\nC1,S1,0,,"
    literal.hosts =
      "host,site,rack,cluster,rack_units,power_kw,cores,memory_gb,annual_cost,committed_until,end_of_support,refresh_cost,release_order,leaves"
    for host in 0..<random.whole(2...6) {
      let site = random.whole(0...1)
      literal.hosts +=
        "\n"
        + [
          "H\(host)", "S\(site)", random.maybe(80, "R\(site)"), random.maybe(50, "C\(site)"),
          random.maybe(80, random.amount(1...8)), random.maybe(80, random.pick(["0.3", "0.45", "1.1"])),
          random.maybe(80, random.pick(["2", "4", "8"])), random.maybe(80, random.pick(["16", "32", "64"])),
          random.maybe(80, random.amount(1000...30000)), random.maybe(30, "2026-11-30"),
          random.maybe(50, random.pick(["2026-08-01", "2027-05-01", "2031-01-01"])), random.maybe(50, "20000"),
          random.maybe(40, random.amount(1...2)),
          random.maybe(60, random.pick(["with_rack", "with_site", "2026-07-15", "2027-02-01"])),
        ].joined(separator: ",")
    }
  }

  private static func addWorkloads(to literal: inout EstateLiteral, _ random: inout SeededGenerator) {
    var hosts = literal.hosts.split(separator: "\n").map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    literal.applications = "application,business_unit,owner,criticality\nA,Finance,ann,1\nB,,,"
    literal.workloads =
      "workload,application,host,cluster,site,environment,team,cores,memory_gb,disposition,effort_hours,lead_waves,not_before,not_after,annual_run_cost,annual_cloud_cost,one_off_cost,pair"
    let count = random.whole(2...5)
    for workload in 0..<count {
      var host = ""
      var cluster = ""
      var site = ""
      switch random.whole(0...3) {
      case 0:
        let number = random.whole(1...hosts.count - 1)
        host = "H\(number - 1)"
        cluster = random.maybe(20, "C0")
        // Machines that leave by other means hold nothing.
        hosts[number][13] = ""
        if !hosts[number][3].isEmpty {
          for other in hosts.indices where hosts[other][3] == hosts[number][3] { hosts[other][13] = "" }
        }
      case 1:
        cluster = random.pick(["C0", "C1"])
        site = random.maybe(20, "S0")
        for other in hosts.indices where hosts[other][3] == cluster { hosts[other][13] = "" }
      case 2: site = random.pick(["S0", "S1"])
      default: break
      }
      literal.workloads +=
        "\n"
        + [
          "W\(workload)", random.pick(["A", "B", ""]), host, cluster, site,
          random.pick(["development", "production", ""]),
          random.pick(["t1", "t2", ""]), random.maybe(75, random.pick(["1", "2", "4"])),
          random.maybe(75, random.pick(["4", "8", "16"])),
          random.pick(["rehost", "replatform", "", "", "retire", "retain"]),
          random.maybe(70, random.pick(["10", "20"])),
          random.maybe(30, random.pick(["1", "2", "3"])), random.maybe(15, "2026-08-01"),
          random.maybe(15, "2026-12-31"),
          random.maybe(80, random.amount(-500...9000)), random.maybe(80, random.amount(-500...6000)),
          random.maybe(80, random.amount(-500...5000)), random.pick(["P1", "P2", "", ""]),
        ].joined(separator: ",")
    }
    hosts[0][13] = "leaves"
    literal.hosts = hosts.map { $0.joined(separator: ",") }.joined(separator: "\n")

    literal.dependencies = "source,target,relation,annual_split_cost,kind"
    for _ in 0..<random.whole(0...4) {
      let source = random.whole(0...count - 1)
      let target = random.whole(0...count - 1)
      if source == target { continue }
      literal.dependencies +=
        "\n"
        + [
          "W\(source)", "W\(target)", random.pick(["", "", "near", "first", "last", "together", "apart"]),
          random.maybe(60, "9000"), random.pick(["sql", "https", ""]),
        ].joined(separator: ",")
    }
    if random.chance(60) {
      let due = random.maybe(70, random.pick(["2026-09-30", "2025-01-01"]))
      literal.initiatives =
        "initiative,due,annual_value,late_annual_cost\nI0,\(due),30000,\(random.maybe(60, "7000"))\nI1,2026-09-30,100,500"
      literal.members = "initiative,workload\nI0,W0\nI0,W1"
    }
  }

  private static func addProgram(to literal: inout EstateLiteral, _ random: inout SeededGenerator) {
    literal.program = Program(
      name: "random", start: Day("2026-05-01")!, horizon: Day("2029-12-31")!,
      discountRate: [0, 0.08, 0.3][random.whole(0...2)],
      calendar: .listed(
        [("2026-06-01", "2026-07-15"), ("2026-08-01", "2026-09-30"), ("2026-12-01", "2027-01-20")]
          .prefix(random.whole(2...3)).map { WaveDates(start: Day($0.0)!, cutover: Day($0.1)!) }),
      decommissionLagDays: [0, 60][random.whole(0...1)], parallelRunDays: [0, 30][random.whole(0...1)])
    let measures: [Measure] = [.hosts, .rackUnits, .powerKW, .racks, .sites, .workloads]
    let whole = Footprint(wholeOf: literal.estate)
    for _ in 0..<random.whole(0...2) {
      let measure = measures[random.whole(0...5)]
      if whole[measure] == 0 { continue }
      literal.program.targets.append(
        Target(
          measure: measure, reduction: [0.3, 0.5, 1][random.whole(0...2)],
          by: Day(["2026-11-29", "2027-12-31"][random.whole(0...1)])!, baseline: random.chance(20) ? 40 : nil,
          penaltyPerPoint: random.chance(30) ? 900 : nil,
          milestones: random.chance(60)
            ? [Milestone(by: Day("2026-09-13")!, reduction: 0.3, penaltyPerPoint: random.chance(40) ? 700 : nil)] : []))
    }
  }

  private static func addRules(to literal: inout EstateLiteral, _ random: inout SeededGenerator) {
    func day(_ text: String) -> Day { Day(text)! }
    let environment = { (word: String) in Selector(terms: [.init(column: "environment", condition: .text(word))]) }
    for kind in 0..<16 where random.chance(kind < 4 ? 40 : 22) {
      switch kind {
      case 0:
        literal.add(
          .limit(Limit(measure: "effort_hours", perWave: random.chance(50) ? [30] : [10, 20, 40], spread: true)))
      case 1:
        literal.add(
          .limit(
            Limit(
              measure: random.chance(50) ? "workloads" : "cores", perWave: random.chance(60) ? [2, 4] : nil,
              perQuarter: 4,
              perYear: random.chance(50) ? 6 : nil, from: random.chance(30) ? day("2026-08-01") : nil,
              to: random.chance(30) ? day("2026-12-31") : nil, spread: random.chance(20))),
          where: random.chance(40) ? ["team": "T*"] : nil)
      case 2: literal.add(.near(by: [random.chance(50) ? "application" : "team"], annualSplitCost: 12000))
      case 3:
        literal.add(
          .order(
            by: random.chance(70) ? ["application"] : [], first: environment("dev*"), then: environment("production"),
            lagWaves: random.whole(0...2)))
      case 4: literal.add(.together(by: [random.chance(50) ? "application" : "pair"]))
      case 5: literal.add(.apart(by: ["pair"]))
      case 6:
        literal.add(
          .relate(
            kind: "s*", relation: Relation.allCases[random.whole(0...4)],
            annualSplitCost: random.chance(50) ? 2500 : nil))
      case 7: literal.add(.relate(kind: .any([.text("sql"), .text("")]), relation: .last, annualSplitCost: 100))
      case 8:
        literal.add(
          .freeze(from: day("2026-08-15"), to: day("2026-10-15"), test: random.chance(50) ? .wave : .cutover),
          where: ["business_unit": "finance"])
      case 9: literal.add(.notBefore(day("2026-09-30")), where: ["team": "t1"])
      case 10: literal.add(.notAfter(day("2026-09-30")), where: ["site": "s1"])
      case 11: literal.add(.leave(by: day("2026-12-31")), where: ["site": "S0"])
      case 12: literal.add(.pin(wave: random.whole(1...3)), where: ["workload": "W1"])
      case 13: literal.add(.stay, where: ["workload": .any([.text("W0"), .text("W2")]), "team": ""])
      case 14: literal.add(.leave(by: day("2027-06-30")), where: ["cores": .numbers(min: 2, max: 4)])
      default: literal.add(.stay, where: ["criticality": .number(1), "owner": "ANN"])
      }
    }
  }

  /// Calls `body` with plans of the estate, a wave for each workload: all of them, or `limit` random ones where there are more.
  static func withPlans(
    of estate: Estate, waveCount: Int, limit: Int, seed: UInt64, _ body: ([Int32]) throws -> Void
  ) rethrows {
    let count = estate.workloads.count
    var total = 1
    for _ in 0..<count { total *= waveCount + 1 }
    var random = SeededGenerator(seed: seed &+ 77)
    for number in 0..<min(total, limit) {
      var rest = total <= limit ? number : random.whole(0...total - 1)
      var waves: [Int32] = []
      for _ in 0..<count {
        waves.append(Int32(rest % (waveCount + 1)))
        rest /= waveCount + 1
      }
      try body(waves)
    }
  }
}

extension SeededGenerator {
  fileprivate mutating func pick(_ choices: [String]) -> String { choices[whole(0...choices.count - 1)] }
  fileprivate mutating func amount(_ range: ClosedRange<Int>) -> String { String(whole(range)) }
  fileprivate mutating func maybe(_ percent: Int, _ value: String) -> String { chance(percent) ? value : "" }
}
