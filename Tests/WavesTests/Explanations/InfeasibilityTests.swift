import Documents
import Estates
import Solving
import TestSupport
import Testing
import Topology

@testable import Waves

/// The plan does not exist, and every claim of the explanation is tried: by leaving rules, rows and cells out of the estate
/// and solving again.
@Suite struct InfeasibilityTests {
  static let infeasible = [
    "tiny-06", "tiny-20", "tiny-25", "tiny-28", "tiny-31", "tiny-40", "tiny-41", "tiny-42", "tiny-46",
  ]

  /// Everything that an estate has, but for `kept`.
  func omissions(_ estate: Estate, keeping kept: [DemandSource]) -> Omissions {
    let kept = Set(kept)
    var omissions = Omissions.none
    for rule in estate.program.rules where !kept.contains(.rule(rule.index)) { omissions.rules.insert(rule.index) }
    for row in 0..<Int32(estate.dependencies.count) where !kept.contains(.dependency(row)) {
      omissions.dependencies.insert(row)
    }
    for workload in 0..<Int32(estate.workloads.count) {
      for column in Omissions.Column.allCases where !kept.contains(.cell(workload: workload, column: column)) {
        omissions.cells.insert(Omissions.Cell(workload: workload, column: column))
      }
    }
    return omissions
  }

  func omissions(_ left: [DemandSource]) -> Omissions {
    var omissions = Omissions.none
    for source in left {
      switch source {
      case .rule(let index): omissions.rules.insert(index)
      case .dependency(let row): omissions.dependencies.insert(row)
      case .cell(let workload, let column):
        omissions.cells.insert(Omissions.Cell(workload: workload, column: column))
      }
    }
    return omissions
  }

  /// Solved as a plan would be.
  func hasPlan(_ resolved: ResolvedEstate, without omissions: Omissions) -> Bool? {
    switch Solver.solve(ProblemBuilder.model(resolved, without: omissions).problem, limits: SearchLimits(effort: 0)) {
    case .solved: true
    case .infeasible: false
    case .unknown: nil
    }
  }

  func explained(_ estate: Estate) -> (resolved: ResolvedEstate, explanation: Infeasibility?) {
    let resolved = ResolvedEstate(estate)
    return (resolved, Infeasibility.explain(ProblemBuilder.model(resolved)))
  }

  @Test(arguments: infeasible)
  func `causes cannot hold together, and without any one a plan exists`(name: String) throws {
    let estate = try exampleEstate(name)
    let (resolved, found) = explained(estate)
    let explanation = try #require(found)
    #expect(!explanation.causes.isEmpty && !explanation.workloads.isEmpty)
    #expect(hasPlan(resolved, without: omissions(estate, keeping: explanation.causes)) == false)
    for cause in explanation.causes {
      let rest = explanation.causes.filter { $0 != cause }
      #expect(hasPlan(resolved, without: omissions(estate, keeping: rest)) == true, "\(cause)")
    }
    #expect(!explanation.repairs.isEmpty)
    for repair in explanation.repairs {
      #expect(hasPlan(resolved, without: omissions(repair)) == true, "\(repair)")
      for source in repair {
        #expect(hasPlan(resolved, without: omissions(repair.filter { $0 != source })) == false, "\(repair)")
      }
    }
    let sentence = explanation.sentence(resolved, ProblemBuilder.model(resolved).demands)
    #expect(sentence.hasPrefix("Because ") && sentence.hasSuffix(" must."))
  }

  @Test func `a pin in a freeze is told with its dates`() throws {
    var literal = EstateLiteral(workloads: "workload,business_unit\nSAP-1,Finance\nSAP-2,Finance\nWEB,Sales")
    literal.program.calendar = .regular(
      firstWaveStart: Day("2026-11-01")!, waveDays: 28, lastCutover: Day("2027-04-30")!)
    literal.add(
      .freeze(from: Day("2026-12-10")!, to: Day("2027-01-20")!, test: .cutover), where: ["business_unit": "Finance"])
    literal.add(.pin(wave: 2), where: ["workload": "SAP-1"])
    literal.add(.leave(by: Day("2027-04-30")!))
    let (resolved, found) = explained(literal.estate)
    let explanation = try #require(found)
    #expect(explanation.causes == [.rule(1), .rule(0)])
    let demands = Demands(resolved)
    #expect(
      explanation.sentence(resolved, demands)
        == "Because /rules/1 (pin) puts SAP-1 in wave 2 (cutover 2026-12-26), and /rules/0 (freeze) bars SAP-1 from wave 2 "
        + "(cutover 2026-12-26) (2026-12-10 … 2027-01-20), SAP-1 cannot move as it must.")
    #expect(
      explanation.advice(resolved, demands)
        == "It is enough to give up /rules/1 (pin) in program.json; or /rules/0 (freeze) in program.json.")
  }

  @Test func `two conflicts need a repair of two, or one that both have`() throws {
    var literal = EstateLiteral(workloads: "workload,disposition\nW1,retain\nW2,retain\nW3,")
    literal.add(.pin(wave: 1), where: ["workload": "W1"])
    literal.add(.pin(wave: 1), where: ["workload": "W2"])
    let (_, found) = explained(literal.estate)
    let explanation = try #require(found)
    #expect(explanation.repairs.map(\.count) == [2, 2, 2, 2])
    literal.program.rules = []
    literal.add(.pin(wave: 1), where: ["disposition": "retain"])
    let repairs = try #require(explained(literal.estate).explanation).repairs
    #expect(repairs == [[.rule(0)]])
  }

  @Test func `more than the limit allows must leave: the limit and its figures are named`() throws {
    var literal = EstateLiteral(
      workloads: "workload,effort_hours\n" + (1...60).map { "W\($0),10" }.joined(separator: "\n"))
    literal.add(.limit(Limit(measure: "effort_hours", perWave: [100])))
    literal.add(.leave(by: Day("2026-04-30")!))
    let (resolved, found) = explained(literal.estate)
    let explanation = try #require(found)
    #expect(explanation.causes == [.rule(1), .rule(0)])
    #expect(explanation.sentence(resolved, Demands(resolved)).contains("allows 100 a wave of effort_hours"))
    // Three waves hold thirty: one more is too many, and not more are named than needed.
    #expect(explanation.workloads.count == 31)
  }

  @Test func `random estates without a plan are explained`() throws {
    var seen = 0
    for seed in 0..<(Heavy.isWanted ? 2000 : 120) {
      guard let estate = TestEstates.read(TinyEstates.files(seed: UInt64(seed))).estate else { continue }
      let resolved = ResolvedEstate(estate)
      let model = ProblemBuilder.model(resolved)
      guard case .infeasible = Solver.solve(model.problem, limits: SearchLimits(effort: 0)) else { continue }
      seen += 1
      let explanation = try #require(Infeasibility.explain(model), "seed \(seed)")
      // As the explanation asks: settled under all rules, then left out.
      let part = BindingEstate(
        resolved, model.demands, workloads: (0..<Int32(estate.workloads.count)).map { $0 })
      #expect(Feasible.holds(part.model(holding: explanation.causes).problem) == false, "seed \(seed)")
      for cause in explanation.causes {
        let rest = explanation.causes.filter { $0 != cause }
        #expect(Feasible.holds(part.model(holding: rest).problem) == true, "seed \(seed)")
      }
      #expect(!explanation.repairs.isEmpty, "seed \(seed)")
      for repair in explanation.repairs {
        #expect(
          hasPlan(resolved, without: omissions(repair)) == true, "seed \(seed)")
      }
    }
    #expect(seen > 15)
  }
}
