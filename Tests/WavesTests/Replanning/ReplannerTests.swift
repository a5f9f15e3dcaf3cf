import Documents
import Estates
import Plans
import Solving
import TestSupport
import Testing
import Topology
import Verifying

@testable import Waves

/// Replanning on estates of a few workloads: what is fixed stays, what need not move does not.
@Suite struct ReplannerTests {
  static let settings = WavePlanner.Settings(tool: PlanDecoderTests.tool, options: .init(effort: 20_000))
  static let limits = SearchLimits(effort: 20_000)
  /// A limit by which one workload moves a wave, all worth moving, the first the most: cutovers 02-28, 03-28, 04-25, …
  static func literal() -> EstateLiteral {
    with(EstateLiteral(workloads: "workload,effort_hours,annual_run_cost\nA,1,4000\nB,1,3000\nC,1,2000\nD,1,1000")) {
      $0.add(.limit(Limit(measure: "workloads", perWave: [1])))
    }
  }

  static func agreed(_ literal: EstateLiteral) throws -> Plan {
    guard case .plan(let plan) = WavePlanner(literal.estate).plan(settings, limits: limits) else {
      throw CauseFinder.Failure.earlierIsNoPlan
    }
    return plan
  }

  static func replan(
    _ literal: EstateLiteral, _ agreed: Plan, asOf: String, actuals: Actuals? = nil, frozen: Int = 0,
    improves: Bool = false
  ) -> Plan? {
    let replanner = Replanner(
      literal.estate, agreed: agreed, digest: "sha256:agreed",
      terms: .init(
        asOf: Day(asOf)!, actuals: actuals, actualsDigest: actuals.map { _ in "sha256:log" }, frozenWaves: frozen,
        improves: improves))
    guard case .plan(let plan) = replanner.replan(settings, limits: limits) else { return nil }
    return plan
  }

  /// The bytes of a plan without what a replan says of itself, and without the proofs and what follows from them, which
  /// belong to the plan as it was agreed.
  static func bytes(_ plan: Plan) -> [UInt8] {
    var bare = plan
    bare.replan = nil
    bare.certificates = []
    for rule in bare.rules.indices {
      for period in bare.rules[rule].periods.indices { bare.rules[rule].periods[period].price = nil }
    }
    for target in bare.targets.indices { (bare.targets[target].reach, bare.targets[target].barrier) = (nil, nil) }
    return PlanWriter.bytes(bare)
  }

  static func waves(_ plan: Plan) -> [[String]] { plan.waves.map(\.workloads) }

  static func actuals(_ events: [(String, String, ActualEvent.Kind)], asOf: String) -> Actuals {
    ActualsLog(
      events.enumerated().map { place, event in
        ActualEvent(date: Day(event.0)!, subject: .workload(event.1), kind: event.2, line: place + 2)
      }
    ).actuals(asOf: Day(asOf)!)
  }

  @Test func `with nothing changed the agreed plan comes out byte for byte`() throws {
    let literal = Self.literal()
    let agreed = try Self.agreed(literal)
    #expect(Self.waves(agreed) == [["A"], ["B"], ["C"], ["D"], []])
    let again = try #require(Self.replan(literal, agreed, asOf: "2026-03-10", frozen: 1))
    #expect(again.replan?.settled == ["A"] && again.replan?.moved == 0)
    #expect(Self.bytes(again) == Self.bytes(agreed))
  }

  @Test func `with nothing changed random plans come out again, whatever the day`() throws {
    var compared = 0
    for seed in UInt64(0)..<40 {
      let literal = RandomEstates.literal(seed: seed)
      guard let agreed = try? Self.agreed(literal) else { continue }
      for asOf in ["2026-04-01", "2026-09-15"] {
        let again = try #require(Self.replan(literal, agreed, asOf: asOf), "seed \(seed)")
        #expect(Self.bytes(again) == Self.bytes(agreed), "seed \(seed)")
        compared += 1
      }
    }
    #expect(compared > 40)
  }

  @Test func `a freeze moves the fewest, and each otherwise than agreed has its price`() throws {
    let literal = Self.literal()
    let agreed = try Self.agreed(literal)
    let frozen = with(literal) {
      $0.program.stabilityCost = 1_000_000
      $0.add(.freeze(from: Day("2026-03-20")!, to: Day("2026-03-30")!, test: .cutover), where: [:])
    }
    let plan = try #require(Self.replan(frozen, agreed, asOf: "2026-02-01"))
    // At that price B alone goes to the wave that is free; cheaper changes would bring it forward again.
    #expect(Self.waves(plan) == [["A"], [], ["C"], ["D"], ["B"]])
    #expect(plan.replan?.moved == 1 && plan.replan?.fewestFound == 1 && plan.replan?.fewestProven == 1)
    let cheap = with(frozen) { $0.program.stabilityCost = 1 }
    let other = try #require(Self.replan(cheap, agreed, asOf: "2026-02-01"))
    #expect(Self.waves(other) == [["A"], [], ["B"], ["C"], ["D"]])
    #expect(other.replan?.moved == 3 && other.replan?.fewestProven == 1)
  }

  @Test func `without a stated price a change costs what an average workload is worth`() throws {
    let literal = Self.literal()
    let agreed = try Self.agreed(literal)
    let replanner = Replanner(
      literal.estate, agreed: agreed, digest: "",
      terms: .init(asOf: Day("2026-02-01")!, actuals: nil, actualsDigest: nil, frozenWaves: 0, improves: false))
    #expect(replanner.stabilityCost == (agreed.value.gross / 4).rounded())
  }

  @Test func `what has left keeps its wave, whatever new rules say, and its capacity is used`() throws {
    let literal = Self.literal()
    let agreed = try Self.agreed(literal)
    let ruled = with(literal) {
      $0.add(.freeze(from: Day("2026-02-01")!, to: Day("2026-03-30")!, test: .cutover), where: [:])
    }
    // A and C left in the first wave, two where one was allowed.
    let actuals = Self.actuals(
      [("2026-02-20", "A", .migrated), ("2026-02-27", "C", .migrated)], asOf: "2026-03-05")
    let plan = try #require(Self.replan(ruled, agreed, asOf: "2026-03-05", actuals: actuals))
    #expect(plan.waves[0].workloads == ["A", "C"])
    #expect(plan.replan?.settled == ["A", "C"])
    #expect(plan.waves[1].workloads == [])
    let verifier = Verifier(estate: ruled.estate)
    #expect(verifier.deviations(in: plan).filter { if case .broken = $0 { true } else { false } } == [])
    #expect(verifier.historyDeviations(in: plan, actuals) == [])
  }

  @Test func `what is under way keeps its wave as long as anything can, and is let go then`() throws {
    let literal = Self.literal()
    let agreed = try Self.agreed(literal)
    let kept = try #require(
      Self.replan(with(literal) { $0.program.stabilityCost = 0 }, agreed, asOf: "2026-02-10", frozen: 2, improves: true)
    )
    #expect(kept.waves[0].workloads == ["A"] && kept.waves[1].workloads == ["B"])
    let barred = with(literal) {
      $0.add(.freeze(from: Day("2026-03-20")!, to: Day("2026-03-30")!, test: .cutover), where: [:])
    }
    let thawed = try #require(Self.replan(barred, agreed, asOf: "2026-02-10", frozen: 2))
    #expect(thawed.waves[0].workloads == ["A"] && thawed.waves[1].workloads == [])
    #expect(thawed.replan?.thawed == ["B"])
    #expect(thawed.replan?.frozen == ["A"])
  }

  @Test func `what left the scope stays, what was put off moves later, what came finds a place`() throws {
    let literal = Self.literal()
    let agreed = try Self.agreed(literal)
    let grown = with(literal) { $0.workloads += "\nE,1,5000" }
    let actuals = Self.actuals(
      [("2026-02-20", "A", .deferred), ("2026-02-21", "D", .scopeRemoved)], asOf: "2026-03-05")
    let plan = try #require(Self.replan(grown, agreed, asOf: "2026-03-05", actuals: actuals))
    #expect(plan.stays.map(\.workload) == ["D"])
    let late = try #require(plan.waves.firstIndex { $0.workloads.contains("A") })
    #expect(late >= 1)
    #expect(plan.waves.contains { $0.workloads.contains("E") })
    #expect(plan.waves[0].workloads == [])
  }

  @Test func `a lease that ends before anybody may move leaves no plan, and the rules are named`() throws {
    let literal = Self.literal()
    let agreed = try Self.agreed(literal)
    let ruled = with(literal) { $0.add(.leave(by: Day("2026-03-01")!), where: ["workload": .text("B")]) }
    let replanner = Replanner(
      ruled.estate, agreed: agreed, digest: "",
      terms: .init(
        asOf: Day("2026-03-10")!, actuals: Actuals(asOf: Day("2026-03-10")!), actualsDigest: nil, frozenWaves: 0,
        improves: false))
    guard case .infeasible(let wayOut) = replanner.replan(Self.settings, limits: Self.limits) else {
      Issue.record("a plan where none can be")
      return
    }
    #expect(wayOut.enough == [1])
    #expect(wayOut.together == [] && !wayOut.isBeyondRules)
  }

  @Test func `two leases that ended are no single rule to give up, but two together`() throws {
    let literal = Self.literal()
    let agreed = try Self.agreed(literal)
    let ruled = with(literal) {
      $0.add(.leave(by: Day("2026-03-01")!), where: ["workload": .text("B")])
      $0.add(.leave(by: Day("2026-03-01")!), where: ["workload": .text("C")])
    }
    let replanner = Replanner(
      ruled.estate, agreed: agreed, digest: "",
      terms: .init(
        asOf: Day("2026-03-10")!, actuals: Actuals(asOf: Day("2026-03-10")!), actualsDigest: nil, frozenWaves: 0,
        improves: false))
    guard case .infeasible(let wayOut) = replanner.replan(Self.settings, limits: Self.limits) else {
      Issue.record("a plan where none can be")
      return
    }
    #expect(wayOut.enough == [])
    #expect(wayOut.together == [1, 2])
  }

  @Test func `on random estates no plan moves fewer than is proven, and the replan is right`() throws {
    var random = SeededGenerator(seed: 5)
    var compared = 0
    for seed in UInt64(0)..<60 {
      let literal = RandomEstates.literal(seed: seed)
      guard let agreed = try? Self.agreed(literal) else { continue }
      let from = literal.program.start + random.whole(20...150)
      let changed = with(literal) {
        $0.add(
          .freeze(from: from, to: from + random.whole(20...90), test: .cutover),
          where: ["workload": .text("W\(random.whole(0...3))")])
      }
      guard let plan = Self.replan(changed, agreed, asOf: "\(literal.program.start)"), let record = plan.replan else {
        continue
      }
      let verifier = Verifier(estate: changed.estate)
      let broken = verifier.deviations(in: plan).filter { if case .broken = $0 { true } else { false } }
      #expect(broken == [], "seed \(seed)")
      let resolved = ResolvedEstate(changed.estate)
      let was = AgreedWaves.of(agreed, resolved)
      var fewest = Int.max
      RandomEstates.withPlans(of: changed.estate, waveCount: verifier.waveCount, limit: 20_000, seed: seed) { waves in
        let count = zip(waves, was).count { $0 != $1 }
        if count < fewest, verifier.standing(of: waves.map { Int($0) == verifier.waveCount ? nil : Int($0) + 1 }) != nil
        {
          fewest = count
        }
      }
      #expect(record.fewestProven <= fewest, "seed \(seed)")
      #expect(record.fewestFound >= record.fewestProven && record.moved >= record.fewestFound, "seed \(seed)")
      #expect(record.moved >= min(fewest, record.moved), "seed \(seed)")
      if fewest != .max { #expect(record.fewestFound <= fewest, "seed \(seed): \(record) \(fewest)") }
      compared += 1
    }
    #expect(compared > 25)
  }
}
