import Documents
import Estates
import Plans
import Solving
import TestSupport
import Testing
import Topology
import Verifying

@testable import Waves

@Suite struct ImmovableTests {
  func cases(_ estate: Estate) -> [Immovable] {
    Immovable.cases(ProblemBuilder.rulesOnly(ResolvedEstate(estate), spreadsAsWritten: false))
  }

  /// A plan is made all the same, and the named workloads stay in it.
  func stays(_ estate: Estate) -> [String]? {
    let settings = WavePlanner.Settings(
      tool: Plan.Tool(name: "test", version: "0"), options: Plan.Options(effort: 1000))
    guard case .plan(let plan) = WavePlanner(estate).plan(settings, limits: SearchLimits(effort: 1000)) else {
      return nil
    }
    return plan.stays.map(\.workload)
  }

  func findings(_ estate: Estate) -> [Finding] {
    let graph = DependencyGraph(ResolvedEstate(estate))
    return Doubts.findings(graph) + HardDoubts.findings(graph)
  }

  @Test func `a freeze over all waves is named, with its dates`() throws {
    var literal = EstateLiteral(workloads: "workload,app\nW1,A\nW2,A\nW3,B")
    literal.add(.freeze(from: Day("2026-01-01")!, to: Day("2026-12-31")!, test: .cutover), where: ["app": "A"])
    let found = cases(literal.estate)
    #expect(found.map(\.workloads) == [[0, 1]])
    #expect(found.map(\.causes) == [[.rule(0)]])
    let finding = try #require(findings(literal.estate).first { $0.code == "CHK016" })
    #expect(
      finding.message
        == "2 workloads that may move can never do so: W1 (line 2), W2 (line 3); for the first of them: "
        + "/rules/0 (freeze) bars W1 from all 5 waves (2026-01-01 … 2026-12-31)")
    #expect(finding.location?.label == "/rules/0")
    #expect(stays(literal.estate)?.contains("W1") == true)
  }

  @Test func `a limit of zero is named`() {
    var literal = EstateLiteral(workloads: "workload,effort_hours\nW1,8\nW2,\nW3,4")
    literal.add(.limit(Limit(measure: "effort_hours", perWave: [0], spread: true)))
    let found = cases(literal.estate)
    #expect(found.map(\.workloads) == [[0, 2]])
    #expect(found.map(\.causes) == [[.rule(0)]])
    #expect(stays(literal.estate)?.contains("W3") == true)
  }

  @Test func `a group larger than every wave is named with what makes the group`() throws {
    var literal = EstateLiteral(
      workloads: "workload,app,effort_hours\nW1,A,30\nW2,A,30\nW3,A,1\nW4,B,50")
    literal.add(.together(by: ["app"]))
    literal.add(.limit(Limit(measure: "effort_hours", perWave: [20, 50])))
    let found = cases(literal.estate)
    #expect(found.map(\.workloads) == [[0, 1, 2]])
    #expect(found.map(\.causes) == [[.rule(1), .rule(0)]])
    let finding = try #require(findings(literal.estate).first { $0.code == "CHK016" })
    #expect(finding.message.contains("allows 20, 50 a wave in turn of effort_hours, and W1, W2 and W3 need 61"))
    #expect(finding.help?.contains("/rules/0 (together)") == true)
    #expect(stays(literal.estate)?.prefix(3) == ["W1", "W2", "W3"])
  }

  @Test func `a cycle of lags is named once, by the rows and rules that close it`() {
    var literal = EstateLiteral(workloads: "workload,app,env\nW1,A,dev\nW2,A,prod\nW3,,")
    literal.dependencies = "source,target,relation\nW1,W2,first\nW3,W1,first"
    literal.add(
      .order(
        by: ["app"], first: Selector(terms: [.init(column: "env", condition: "dev")]),
        then: Selector(terms: [.init(column: "env", condition: "prod")]), lagWaves: 1))
    let found = findings(literal.estate)
    #expect(found.contains { $0.code == "CHK015" && $0.message.contains("W1 (line 2) and W2 (line 3)") })
    // W3 is no member: it waits for one.
    let other = found.filter { $0.code == "CHK016" }
    #expect(other.count == 1)
    #expect(other.first?.message.hasPrefix("1 workload that may move can never do so: W3 (line 4)") == true)
    #expect(stays(literal.estate) != nil)
  }

  @Test func `who waits for a retained provider is named with the row and the cell`() {
    var literal = EstateLiteral(workloads: "workload,disposition\nDB,retain\nW1,\nW2,\nW3,")
    literal.dependencies = "source,target,relation\nW1,DB,first\nW2,DB,first\nW3,DB,near"
    let found = cases(literal.estate)
    #expect(found.map(\.workloads) == [[1, 2]])
    #expect(found.map(\.causes) == [[.cell(workload: 0, column: .disposition), .dependency(0)]])
  }

  @Test func `an initiative with a member that no plan can move is named`() {
    var literal = EstateLiteral(workloads: "workload,app\nW1,A\nW2,B")
    literal.initiatives = "initiative\nI1\nI2"
    literal.members = "initiative,workload\nI1,W1\nI1,W2\nI2,W2"
    literal.add(.freeze(from: Day("2026-01-01")!, to: Day("2026-12-31")!, test: .cutover), where: ["app": "A"])
    #expect(
      findings(literal.estate).filter { $0.code == "CHK007" }.map(\.message)
        == ["initiative I1 never becomes ready: no plan can move W1 (line 2)"])
  }

  @Test func `an estate in which everything can move has none`() {
    var literal = EstateLiteral(workloads: "workload,app\nW1,A\nW2,A\nW3,B")
    literal.add(.together(by: ["app"]))
    #expect(cases(literal.estate).isEmpty)
  }

  @Test func `an estate without a plan says so instead`() {
    var literal = EstateLiteral(workloads: "workload,disposition\nW1,retain\nW2,")
    literal.add(.pin(wave: 1), where: ["workload": "W1"])
    let hard = findings(literal.estate).filter { $0.code >= "CHK016" }
    #expect(hard.map(\.code) == ["CHK017"])
    #expect(hard[0].message.contains("W1 is retained (workloads.csv:2)"))
  }

  /// Every workload that moves in some plan that breaks no rule; nil where no plan is right.
  func movable(_ estate: Estate) -> Set<Int32>? {
    let verifier = Verifier(estate: estate)
    let groups = verifier.togetherGroups
    let openWaves = verifier.openWaves
    let options = groups.map { group in
      group.dropFirst().reduce(openWaves[group[0]]) { open, row in open.filter { openWaves[row].contains($0) } }
    }
    if options.contains(where: \.isEmpty) { return nil }
    var waves = [Int?](repeating: nil, count: estate.workloads.count)
    var moved: Set<Int32> = []
    var isPossible = false
    func place(_ number: Int) {
      guard number < groups.count else {
        if verifier.standing(of: waves) == nil { return }
        isPossible = true
        for (row, wave) in waves.enumerated() where wave != nil { moved.insert(Int32(row)) }
        return
      }
      for wave in options[number] {
        for row in groups[number] { waves[row] = wave }
        place(number + 1)
      }
    }
    place(0)
    return isPossible ? moved : nil
  }

  @Test func `on tiny estates exactly those are named that no right plan moves`() {
    var seen = 0
    for seed in 0..<(Heavy.isWanted ? 1500 : 80) {
      guard let estate = TestEstates.read(TinyEstates.files(seed: UInt64(seed))).estate, let movable = movable(estate)
      else { continue }
      let resolved = ResolvedEstate(estate)
      let demands = Demands(resolved)
      let expected = (0..<Int32(estate.workloads.count)).filter {
        !movable.contains($0) && !demands.staying.contains(Int($0))
      }
      let found = cases(estate)
      #expect(found.flatMap(\.workloads).sorted() == expected, "seed \(seed)")
      seen += expected.count
      for held in found {
        // Held by the causes, and by nothing less.
        let part = BindingEstate(
          resolved, demands, workloads: (0..<Int32(estate.workloads.count)).map { $0 })
        func canMove(_ sources: [DemandSource]) -> Bool? {
          let model = part.model(holding: sources)
          var problem = model.problem
          problem.mayStay[model.item(of: Int(held.workloads[0]))] = false
          return Feasible.holds(problem)
        }
        #expect(canMove(held.causes) == false, "seed \(seed)")
        for cause in held.causes {
          #expect(canMove(held.causes.filter { $0 != cause }) == true, "seed \(seed)")
        }
      }
    }
    #expect(seen > 10)
  }
}
