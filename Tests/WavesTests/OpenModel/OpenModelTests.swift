import Documents
import Estates
import Foundation
import Plans
import Solving
import TestSupport
import Testing
import Topology
import Verifying

@testable import Waves

/// The written model against the problem it was written of: the file is read back, each assignment of workloads put into
/// its columns, and what hangs on them settled by the rows alone.
@Suite struct OpenModelTests {
  /// The values of all columns where the workloads are assigned: what may come about does, what costs does no more than it
  /// must. Uses nothing but the rows.
  func completed(_ file: MPSModel, _ model: OpenModel, _ items: [Int32]) -> [String: Double] {
    var values: [String: Double] = [:]
    for item in items.indices {
      for column in model.moveStart[item]..<model.moveStart[item + 1] {
        values[model.linear.columnNames[column]] = items[item] <= model.moveWave[column] ? 1 : 0
      }
    }
    for name in file.columnNames where values[name] == nil {
      let column = file.columns[name]!
      let isWanted = ["freed", "done", "ended"].contains { name.hasPrefix($0) }
      // Between 0 and 1, or as little as the rows ask.
      var value = isWanted ? 1.0 : 0
      for row in column.rows {
        let parts = file.rows[row]!
        let own = parts.terms.first { $0.column == name }!.coefficient
        // What is not settled yet has not come about.
        let rest = file.activity(of: row, values)
        let limit = (parts.limit - rest) / own
        let isUpper = (parts.sense == "L") == (own > 0)
        if isWanted, isUpper { value = min(value, limit) }
        if !isWanted, !isUpper { value = max(value, limit) }
      }
      values[name] = column.isWhole ? (value > 1 - 1e-9 ? 1 : 0) : max(0, value)
    }
    return values
  }

  /// Every plan of an estate, or some: the file allows exactly those that break no rule, and counts what they are worth.
  func compare(_ estate: Estate, limit: Int, seed: UInt64) -> (right: Int, wrong: Int) {
    let planning = ProblemBuilder.model(ResolvedEstate(estate))
    let checker = SolutionChecker(planning.problem)
    var counts = (right: 0, wrong: 0)
    let models = OpenModel.Phase.allCases.map { OpenModel(planning, phase: $0) }
    let files = models.map { MPSModel(MPSWriter.bytes($0.linear)) }
    for file in files { #expect(file.faults == [], "seed \(seed)") }
    RandomEstates.withPlans(of: estate, waveCount: planning.problem.waveCount, limit: limit, seed: seed) { waves in
      guard let items = planning.assignment(waves) else { return }
      let isRight = checker.violations(of: items).isEmpty
      let score = checker.score(of: items)
      if isRight { counts.right += 1 } else { counts.wrong += 1 }
      for (model, file) in zip(models, files) {
        // A column stands only for a wave that is open.
        let isOpen = items.indices.allSatisfy {
          Int(items[$0]) == planning.problem.waveCount || planning.problem.isAllowed($0, in: Int(items[$0]))
        }
        let values = completed(file, model, items)
        let broken = file.violations(of: values)
        #expect((broken.isEmpty && isOpen) == isRight, "seed \(seed), \(model.phase), \(waves): \(broken)")
        if !isRight { continue }
        let expected =
          switch model.phase {
          case .shortfall: score.targetShortfall
          case .milestones: score.milestoneShortfall
          case .value: -score.worth
          }
        #expect(
          (file.cost(of: values) - expected).magnitude <= 1e-6 * max(1, expected.magnitude),
          "seed \(seed), \(model.phase), \(waves): \(file.cost(of: values)) for \(expected)")
      }
    }
    return counts
  }

  /// The plans that the worked examples expect, as their assignments of items.
  static func expected(_ name: String) throws -> (model: PlanningModel, items: [Int32])? {
    let planner = ProblemBuilder.model(ResolvedEstate(try exampleEstate(name)))
    let file = TestEstates.examples.appendingPathComponent(name).appendingPathComponent("expected.json")
    let expected = try JSONDecoder().decode(ExamplesTests.Expected.self, from: Data(contentsOf: file))
    guard let waves = expected.waves else { return nil }
    let estate = planner.resolved.estate
    let assignment = estate.workloads.keys.map {
      waves[estate.texts[$0]].map { Int32($0 - 1) } ?? Int32(planner.problem.waveCount)
    }
    return planner.assignment(assignment).map { (planner, $0) }
  }

  @Test(arguments: ExamplesTests.names)
  func `the expected plan of a worked example breaks no row and costs what it is worth`(name: String) throws {
    guard let (planning, items) = try Self.expected(name) else { return }
    let score = SolutionChecker(planning.problem).score(of: items)
    let model = OpenModel(
      planning, phase: .value,
      allowance: .init(targets: score.targetShortfall, milestones: score.milestoneShortfall))
    let file = MPSModel(MPSWriter.bytes(model.linear))
    #expect(file.faults == [])
    let values = completed(file, model, items)
    #expect(file.violations(of: values) == [])
    #expect((file.cost(of: values) + score.worth).magnitude <= 1e-6 * max(1, score.worth.magnitude))
  }

  /// Blocks of ten seeds.
  @Test(arguments: 0..<(Heavy.isWanted ? 60 : 6))
  func `the file allows the plans that break no rule, and counts what they are worth`(block: Int) throws {
    var counts = (right: 0, wrong: 0)
    for seed in UInt64(block * 10)..<UInt64(block * 10 + 10) {
      for estate in [
        RandomEstates.literal(seed: seed).estate, try estate(files: TinyEstates.files(seed: seed, workloads: 4)),
      ] {
        let found = compare(estate, limit: 60, seed: seed)
        counts = (counts.right + found.right, counts.wrong + found.wrong)
      }
    }
    #expect(counts.right > 20 && counts.wrong > 20, "\(counts)")
  }
}
