import Estates
import Solving
import TestSupport
import Testing
import Topology

@testable import Waves

/// Waves of the literals: cutovers 2026-02-28, 03-28, 04-25, 05-23, 06-20.
@Suite struct ProblemBuilderTests {
  func model(_ literal: EstateLiteral, without omissions: Omissions = .none) -> PlanningModel {
    ProblemBuilder.model(ResolvedEstate(literal.estate), without: omissions)
  }

  /// The waves, from 1, in which each item may move; 0 stands for staying.
  func windows(_ model: PlanningModel) -> [[Int]] {
    (0..<model.problem.itemCount).map { item in
      (model.problem.mayStay[item] ? [0] : [])
        + (0..<model.problem.waveCount).filter { model.problem.isAllowed(item, in: $0) }.map { $0 + 1 }
    }
  }

  @Test func `dates, preparation and freezes leave the waves between them`() {
    var literal = EstateLiteral(
      workloads: """
        workload,not_before,not_after,lead_waves
        W1,2026-03-28,,
        W2,,2026-04-24,
        W3,,,3
        W4,2026-05-01,2026-03-01,
        W5,,,
        W6,,,
        W7,,,
        """)
    literal.add(.notBefore(Day("2026-03-29")!), where: ["workload": "W5"])
    literal.add(.notAfter(Day("2026-05-23")!), where: ["workload": "W5"])
    literal.add(.freeze(from: Day("2026-03-28")!, to: Day("2026-05-10")!, test: .cutover), where: ["workload": "W6"])
    literal.add(.freeze(from: Day("2026-03-28")!, to: Day("2026-05-10")!, test: .wave), where: ["workload": "W7"])
    let model = model(literal)
    #expect(
      windows(model) == [
        [0, 2, 3, 4, 5], [0, 1, 2], [0, 3, 4, 5], [0], [0, 3, 4], [0, 1, 4, 5], [0, 1, 5],
      ])
    #expect(model.obstructions[3] == .noWave)
    let cells = Set(
      [Omissions.Cell(workload: 0, column: .notBefore), Omissions.Cell(workload: 2, column: .leadWaves)])
    #expect(
      windows(self.model(literal, without: Omissions(rules: [0, 3], columns: [.notAfter], cells: cells))) == [
        [0, 1, 2, 3, 4, 5], [0, 1, 2, 3, 4, 5], [0, 1, 2, 3, 4, 5], [0, 4, 5], [0, 1, 2, 3, 4], [0, 1, 4, 5],
        [0, 1, 2, 3, 4, 5],
      ])
  }

  @Test func `pin and leave oblige, stay and retain bind whole groups`() {
    var literal = EstateLiteral(
      workloads: """
        workload,disposition,app
        W1,,
        W2,,
        W3,retain,A
        W4,,A
        W5,,
        W6,,
        """)
    literal.add(.pin(wave: 2), where: ["workload": "W1"])
    literal.add(.leave(by: Day("2026-04-25")!), where: ["workload": .any([.text("W2"), .text("W3")])])
    literal.add(.together(by: ["app"]))
    literal.add(.stay, where: ["workload": "W5"])
    literal.add(.pin(wave: 9), where: ["workload": "W6"])
    let model = model(literal)
    #expect(windows(model) == [[2], [1, 2, 3], [0], [0], []])
    #expect(model.obstructions == [nil, nil, .stayingMember, .stayingMember, .noWave])
  }

  @Test func `what waits for one that never moves never moves, and says for whom`() {
    var literal = EstateLiteral(workloads: "workload,disposition\nW1,retain\nW2,\nW3,\nW4,")
    literal.dependencies = "source,target,relation\nW2,W1,first\nW2,W3,last\nW4,W3,near"
    let model = model(literal)
    #expect(model.obstructions == [.stayingMember, .provider(item: 0), .provider(item: 1), nil])
    #expect(model.problem.precedences.isEmpty)
  }

  @Test func `members of a group that must be apart can never move`() {
    var literal = EstateLiteral(workloads: "workload,app,pair\nW1,A,P\nW2,A,P\nW3,,P\nW4,B,\nW5,,P")
    literal.add(.together(by: ["app"]))
    literal.add(.apart(by: ["pair"]))
    let model = model(literal)
    #expect(model.obstructions[0] == .apart(0, 1))
    #expect(model.problem.apartGroups == [[0, 1, 3]])
  }

  @Test func `of two orders between the same items the longer lag counts`() {
    var literal = EstateLiteral(workloads: "workload,env\nW1,dev\nW2,prod")
    literal.dependencies = "source,target,relation\nW2,W1,first\nW1,W2,last"
    literal.add(
      .order(
        by: [], first: Selector(terms: [.init(column: "env", condition: "dev")]),
        then: Selector(terms: [.init(column: "env", condition: "prod")]), lagWaves: 2))
    #expect(model(literal).problem.precedences == [Problem.Precedence(before: 0, after: 1, lag: 2)])
  }

  @Test func `limits become resources by wave, quarter and year, within their dates`() {
    var literal = EstateLiteral(workloads: "workload,effort_hours,lead_waves,app\nW1,30,3,A\nW2,10,,A\nW3,,,")
    literal.add(.together(by: ["app"]))
    literal.add(
      .limit(
        Limit(
          measure: "effort_hours", perWave: [5, 6], perQuarter: 50, perYear: 90, from: Day("2026-03-28")!,
          to: Day("2026-05-23")!, spread: true)))
    literal.add(.limit(Limit(measure: "workloads", perWave: [2])))
    let problem = model(literal).problem
    #expect(
      problem.resources.map(\.bucketOfWave) == [
        [-1, 0, 1, 2, -1], [-1, 0, 1, 1, -1], [-1, 0, 0, 0, -1], [0, 1, 2, 3, 4],
      ])
    #expect(problem.resources.map(\.capacity) == [[6, 6, 6], [50, 50], [90], [2, 2, 2, 2, 2]])
    let first = Array(problem.uses[..<Int(problem.useStart[1])])
    #expect(
      first == [
        .init(resource: 0, lead: 3, amount: 30), .init(resource: 1, lead: 3, amount: 30),
        .init(resource: 2, lead: 3, amount: 30), .init(resource: 0, lead: 1, amount: 10),
        .init(resource: 1, lead: 1, amount: 10), .init(resource: 2, lead: 1, amount: 10),
        .init(resource: 3, lead: 1, amount: 2),
      ])
    #expect(Array(problem.uses[Int(problem.useStart[1])...]) == [.init(resource: 3, lead: 1, amount: 1)])
  }

  @Test func `near is a span between items, and beside one that stays a part of the other's worth`() {
    var literal = EstateLiteral(
      workloads: "workload,disposition\nW1,\nW2,\nW3,retain\nW4,retire\nW5,retire\nW6,\nW7,")
    literal.dependencies = """
      source,target,relation,annual_split_cost
      W2,W1,near,100
      W1,W2,near,20
      W1,W3,near,365
      W4,W1,near,7
      W1,W4,near,1
      W4,W5,near,1000
      W4,W3,near,1000
      W6,W7,together,
      W6,W7,near,1000
      """
    literal.add(.near(by: ["disposition"], annualSplitCost: 5))
    literal.add(
      .near(by: [], annualSplitCost: 3), where: ["workload": .any(["W1", "W3", "W4", "W6", "W7"].map { .text($0) })])
    let problem = model(literal).problem
    #expect(problem.spans.map(\.members) == [[0, 1], [0, 3], [0, 5]])
    #expect(problem.spans.map(\.amount) == [120, 8, 3])
    #expect(problem.spans.map(\.form) == [.whole, .directed, .whole])
    // No discount: wave 1 ends on 2026-02-28, the horizon on 2030-12-31.
    #expect((problem.worth[0] + Double(Day("2030-12-31")! - Day("2026-02-28")!)).magnitude < 1e-9)
    #expect(problem.worth[1 * problem.waveCount] == 0)
  }

  @Test func `a cluster gives back hosts in its order, once the rest carry what remains`() {
    var literal = EstateLiteral(
      workloads: """
        workload,cluster,cores,memory_gb,disposition
        W1,C,4,8,
        W2,C,,,
        W3,C,2,,retain
        """)
    literal.sites = "site\nS"
    literal.clusters = "cluster,site,spare_hosts,cpu_overcommit,memory_overcommit\nC,S,1,2,1"
    literal.hosts = """
      host,site,cluster,cores,memory_gb,release_order,end_of_support,annual_cost
      H1,S,C,8,64,,2027-01-01,10
      H2,S,C,,32,1,,
      H3,S,C,16,16,,2026-01-01,
      H4,S,C,4,16,,2027-01-01,90
      H5,S,C,4,16,,2027-01-01,90
      """
    let problem = model(literal).problem
    let drain = problem.drains[0]
    // Release order: H2 (first by order), H3 (earliest end), H4 and H5 (dearest, by key), H1. Unknown cores count 4.
    let infinity = Double.infinity
    let expected: [[Double]] = [
      [32, 48, 0, infinity], [16, 32, 0, infinity], [8, 16, 0, infinity], [0, 0, 0, infinity], [0, 0, 0, 0],
    ]
    #expect(drain.steps.map(\.threshold) == expected)
    #expect(drain.items == [0, 1])
    #expect(drain.demand == [[4, 0], [8, 0], [0, 1], [1, 1]])
    #expect(drain.base == [2, 0, 0, 1])
  }

  @Test func `what waits for the same is one outcome, and what leaves on a date is there in every plan`() {
    var literal = EstateLiteral(workloads: "workload,host\nW1,H1\nW2,H2\nW3,H3")
    literal.sites = "site\nS"
    literal.racks = "rack,site\nR1,S\nR2,S"
    literal.hosts = """
      host,site,rack,annual_cost,leaves
      H1,S,R1,100,
      H2,S,R2,,
      H3,S,R2,,
      H4,S,R1,1000,2026-12-31
      H5,S,R2,,with_rack
      """
    literal.program.decommissionLagDays = 10
    literal.program.targets = [
      Target(
        measure: .hosts, reduction: 1, by: Day("2026-12-31")!,
        milestones: [Milestone(by: Day("2026-03-09")!, reduction: 0.5)]),
      Target(measure: .racks, reduction: 0.5, by: Day("2026-12-30")!),
    ]
    let model = model(literal)
    let problem = model.problem
    // W1: H1, and R1 no earlier than H4's date; W2, W3: their hosts; both: R2 and H5; all: the site.
    #expect(problem.outcomes.map(\.items) == [[0], [1], [2], [1, 2], [0, 1, 2]])
    #expect(problem.outcomes[0].contributions == [.init(goal: 0, amount: 1, lastWave: 4)])
    #expect(
      problem.outcomes[3].contributions == [
        .init(goal: 0, amount: 1, lastWave: 4), .init(goal: 2, amount: 1, lastWave: 4),
      ])
    #expect(problem.goals.map(\.need) == [4, 2.5, 1])
    #expect(problem.goals.map(\.scale) == [0.2, 0.2, 0.5])
    #expect(model.goals == [[0, 1], [2]])
    #expect(problem.constant == 1000 * Double(Day("2030-12-31")! - Day("2026-12-31")!) / 365)
  }

  @Test(arguments: 0..<(Heavy.isWanted ? 50 : 3))
  func `leaving a rule or row out is the same as its not being there`(block: Int) {
    for seed in UInt64(block * 10)..<UInt64(block * 10 + 10) {
      let literal = RandomEstates.literal(seed: seed)
      let resolved = ResolvedEstate(literal.estate)
      for rule in literal.program.rules.indices {
        var lacking = literal
        lacking.program.rules.remove(at: rule)
        for place in lacking.program.rules.indices { lacking.program.rules[place].index = place }
        let left = ProblemBuilder.model(resolved, without: Omissions(rules: [rule])).problem
        #expect("\(left)" == "\(model(lacking).problem)", "seed \(seed), rule \(rule)")
      }
      let rows = literal.dependencies.split(separator: "\n")
      for row in rows.indices.dropFirst() {
        var lacking = literal
        lacking.dependencies = rows.enumerated().filter { $0.offset != row }.map(\.element).joined(separator: "\n")
        let left = ProblemBuilder.model(resolved, without: Omissions(dependencies: [Int32(row - 1)])).problem
        #expect("\(left)" == "\(model(lacking).problem)", "seed \(seed), row \(row)")
      }
      var lacking = resolved.estate
      lacking.workloads.notBefore = lacking.workloads.notBefore.map { _ in nil }
      lacking.workloads.leadWaves = lacking.workloads.leadWaves.map { _ in 1 }
      lacking.workloads.disposition = lacking.workloads.disposition.map { $0 == .retain ? .rehost : $0 }
      let columns = ProblemBuilder.model(resolved, without: Omissions(columns: [.notBefore, .leadWaves, .disposition]))
      #expect("\(columns.problem)" == "\(ProblemBuilder.model(ResolvedEstate(lacking)).problem)", "seed \(seed)")
    }
  }

  @Test func `a gate goes as early as its side lets it, and with the side that stays`() throws {
    var literal = EstateLiteral(
      workloads: "workload,env\n" + (0..<40).map { "W\($0),\($0 < 20 ? "dev" : "prod")" }.joined(separator: "\n"))
    literal.add(
      .order(
        by: [], first: Selector(terms: [.init(column: "env", condition: "dev")]),
        then: Selector(terms: [.init(column: "env", condition: "prod")]), lagWaves: 1))
    let model = model(literal)
    let checker = SolutionChecker(model.problem)
    let stays = Int32(model.problem.waveCount)
    func isRight(_ first: [Int32], _ then: [Int32]) throws -> Bool {
      let waves = (0..<20).map { first[$0 % first.count] } + (0..<20).map { then[$0 % then.count] }
      return checker.violations(of: try #require(model.assignment(waves))).isEmpty
    }
    #expect(try isRight([0, 1], [2, 4]))
    #expect(try !isRight([0, 1], [1, 2]))
    #expect(try isRight([0, stays], [stays]))
    #expect(try !isRight([0, stays], [4]))
    #expect(try isRight([4], [stays]))
  }
}
