import Documents
import Estates
import Foundation
import Plans
import Solving
import TestSupport
import Testing
import Topology

@testable import Waves

/// The worked examples of the contract: sixty tiny estates of which every plan was tried, and two of middle size.
@Suite struct ExamplesTests {
  static let names = TestEstates.exampleNames

  struct Expected: Decodable {
    struct Milestone: Decodable { var reduction: Double }
    struct Target: Decodable {
      var reduction: Double
      var milestones: [Milestone]?
    }
    struct Released: Decodable { var hosts, racks, sites: [String: String] }
    var status: String
    var shortfall: Double?
    var milestoneShortfall: Double?
    var value: [String: Double]?
    var waves: [String: Int]?
    var released: Released?
    var ready: [String: String]?
    var reductions: [Target]?
  }

  func example(_ name: String) throws -> (WavePlanner, Expected) {
    let file = TestEstates.examples.appendingPathComponent(name).appendingPathComponent("expected.json")
    let expected = try JSONDecoder().decode(Expected.self, from: Data(contentsOf: file))
    return (WavePlanner(try exampleEstate(name)), expected)
  }

  @Test(arguments: names)
  func `the expected plan is a solution of exactly the expected worth`(name: String) throws {
    let (planner, expected) = try example(name)
    guard expected.status == "plan" else { return }
    let estate = planner.resolved.estate
    let model = planner.model
    let wave = try #require(expected.waves)
    let waves = estate.workloads.keys.map {
      wave[estate.texts[$0]].map { Int32($0 - 1) } ?? Int32(model.problem.waveCount)
    }
    let items = try #require(model.assignment(waves))
    let checker = SolutionChecker(model.problem)
    #expect(checker.violations(of: items) == [])
    let value = try #require(expected.value)
    let score = checker.score(of: items)
    #expect((score.targetShortfall - expected.shortfall!).magnitude < 1e-6)
    #expect((score.milestoneShortfall - expected.milestoneShortfall!).magnitude < 1e-6)
    #expect((score.worth - value["npv"]!).magnitude < 0.01)

    let plan = PlanDecoder(model).plan(items: items, tool: PlanDecoderTests.tool, options: .init(effort: 0))
    for part in plan.value.parts { #expect((part.amount - value[part.name]!).magnitude < 0.01, "\(part.name)") }
    let released = try #require(expected.released)
    for (kind, dates) in [(Plan.Release.Kind.host, released.hosts), (.rack, released.racks), (.site, released.sites)] {
      let stated = plan.releases.filter { $0.kind == kind }.map { ($0.key, $0.released.description) }
      #expect(Dictionary(uniqueKeysWithValues: stated) == dates)
    }
    let ready = plan.initiatives.compactMap { result in result.ready.map { (result.initiative, $0.description) } }
    #expect(Dictionary(uniqueKeysWithValues: ready) == expected.ready)
    for (target, reduction) in zip(plan.targets, try #require(expected.reductions)) {
      #expect((target.reduction - reduction.reduction).magnitude < 1e-6)
      for (milestone, reduction) in zip(target.milestones, reduction.milestones ?? []) {
        #expect((milestone.reduction - reduction.reduction).magnitude < 1e-6)
      }
    }
  }

  @Test(arguments: names.filter { $0.hasPrefix("tiny") })
  func `the planner finds a plan of the best worth, or proves that there is none`(name: String) throws {
    let (planner, expected) = try example(name)
    switch planner.plan(
      .init(tool: PlanDecoderTests.tool, options: .init(effort: 100_000)), limits: SearchLimits(effort: 100_000))
    {
    case .unknown: Issue.record("neither plan nor proof")
    case .infeasible: #expect(expected.status == "infeasible")
    case .plan(let plan):
      #expect(expected.status == "plan")
      let score = PlanDecoder.score(of: plan)
      #expect((score.targetShortfall - expected.shortfall!).magnitude < 1e-6)
      #expect((score.milestoneShortfall - expected.milestoneShortfall!).magnitude < 1e-6)
      #expect((score.worth - expected.value!["npv"]!).magnitude < 0.01)
    }
  }
}
