import Documents
import Estates
import Foundation
import Plans
import TestSupport
import Testing

@testable import Verifying

/// What a worked example says of its best plan.
struct ExpectedPlan {
  let root: JSONNode

  init(_ name: String) throws {
    let files = try TestEstates.files(in: TestEstates.examples.appendingPathComponent(name))
    root = try JSONReader.read(files.first { $0.name == "expected.json" }!.bytes, file: "expected.json")
  }

  var isInfeasible: Bool { root["status"]!.string == "infeasible" }

  /// The wave of each workload row, where there is a plan.
  func waves(_ estate: Estate) -> [Int?]? {
    if isInfeasible { return nil }
    var wave: [String: Int] = [:]
    for member in root["waves"]!.members { wave[member.key] = Int(member.value.number!) }
    return estate.workloads.keys.map { wave[estate.texts[$0]] }
  }
}

extension JSONNode {
  var string: String? { if case .string(let text) = kind { text } else { nil } }
  var number: Double? { if case .number(let value, _) = kind { value } else { nil } }
  var members: [Member] { if case .object(let members) = kind { members } else { [] } }
  var elements: [JSONNode] { if case .array(let elements) = kind { elements } else { [] } }
  /// The members that are texts, by key.
  var strings: [String: String] {
    Dictionary(uniqueKeysWithValues: members.compactMap { member in member.value.string.map { (member.key, $0) } })
  }
}

/// The 62 worked examples, whose figures were computed by a checker that was written apart from this one.
@Suite struct ExamplesTests {
  @Test func `there are sixty-two examples`() {
    #expect(TestEstates.exampleNames.count == 62)
  }

  @Test(arguments: TestEstates.exampleNames)
  func `the expected plan breaks no rule, and every figure of it is found again`(name: String) throws {
    let expected = try ExpectedPlan(name)
    let estate = try exampleEstate(name)
    guard let waves = expected.waves(estate) else { return }
    let evaluation = Verifier(estate: estate).evaluate(waves: waves)
    let root = expected.root
    #expect(evaluation.broken == [])
    #expect(root["stays"]!.elements.count == waves.count { $0 == nil })

    for member in root["value"]!.members {
      let computed = evaluation.value.parts.first { $0.name == member.key }?.amount ?? evaluation.value.npv
      #expect((computed - member.value.number!).magnitude <= max(0.01, 1e-6 * computed.magnitude), "\(member.key)")
    }
    func days(_ days: [Day?], _ keys: [TextPool.ID]) -> [String: String] {
      Dictionary(
        uniqueKeysWithValues: zip(days, keys).compactMap { day, key in
          day.map { (estate.texts[key], $0.description) }
        })
    }
    let released = root["released"]!
    #expect(released["hosts"]!.strings == days(evaluation.hostReleased, estate.hosts.keys))
    #expect(released["racks"]!.strings == days(evaluation.rackReleased, estate.racks.keys))
    #expect(released["sites"]!.strings == days(evaluation.siteReleased, estate.sites.keys))
    #expect(root["ready"]!.strings == days(evaluation.ready, estate.initiatives.keys))

    #expect(root["reductions"]!.elements.count == evaluation.targets.count)
    for (target, computed) in zip(root["reductions"]!.elements, evaluation.targets) {
      #expect((target["reduction"]!.number! - computed.reduction).magnitude < 1e-6)
      for (milestone, computed) in zip(target["milestones"]!.elements, computed.milestones) {
        #expect((milestone["reduction"]!.number! - computed.reduction).magnitude < 1e-6)
      }
    }
    #expect((root["shortfall"]!.number! - evaluation.standing.shortfall).magnitude < 1e-6)
    #expect((root["milestoneShortfall"]!.number! - evaluation.standing.milestoneShortfall).magnitude < 1e-6)
  }

  @Test(arguments: TestEstates.exampleNames)
  func `the plan that follows is right, before and after it is written`(name: String) throws {
    let estate = try exampleEstate(name)
    let verifier = Verifier(estate: estate)
    guard let waves = try ExpectedPlan(name).waves(estate) else { return }
    let plan = verifier.plan(waves: waves)
    #expect(verifier.deviations(in: plan) == [])
    let read = try PlanReader.read(PlanWriter.bytes(plan), file: "plan.json")
    #expect(verifier.deviations(in: read) == [])
  }

  /// In a debug build a third of them, the rest where time is given.
  static let enumerated = TestEstates.exampleNames.filter { $0.hasPrefix("tiny") }.enumerated()
    .filter { Heavy.isWanted || $0.offset % 3 == 0 }.map(\.element)

  @Test(arguments: enumerated)
  func `no plan of a tiny example is better, and where there is none, none is found`(name: String) throws {
    let expected = try ExpectedPlan(name)
    let best = BruteForce.best(of: Verifier(estate: try exampleEstate(name)))
    guard !expected.isInfeasible else {
      #expect(best == nil)
      return
    }
    let standing = try #require(best).standing
    #expect((standing.npv - expected.root["value"]!["npv"]!.number!).magnitude < 0.01)
    #expect((standing.shortfall - expected.root["shortfall"]!.number!).magnitude < 1e-6)
    #expect((standing.milestoneShortfall - expected.root["milestoneShortfall"]!.number!).magnitude < 1e-6)
  }
}
