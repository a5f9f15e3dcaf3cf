// What a single freeze does to a plan of thousands of workloads: few move, hardly more than must, and each knows why.
import Documents
import Estates
import Foundation
import Inventories
import Plans
import Solving
import TestSupport
import Testing
import Waves

@Suite struct ReplanGoalTests {
  /// Of all workloads, so many may move beyond the fewest that any plan has to.
  private static let tolerance = 0.02

  private static func automaker(_ overrides: [String]) throws -> Estate {
    let files = try TestEstates.files(in: TestEstates.shipped.appendingPathComponent("automaker"))
    let (estate, findings) = EstateFolderReader.read(files: files, name: "automaker", overrides: overrides)
    guard let estate else { throw Findings(findings) }
    return estate
  }

  @Test(
    .enabled(if: Heavy.isWanted),
    arguments: [("southcentralus", "2028-01-20", "2028-02-17"), ("brazilsouth", "2028-03-01", "2028-04-15")])
  func `one freeze on the automaker moves few beyond the fewest, each with its cause`(
    region: String, from: String, to: String
  ) throws {
    let path = TestEstates.shipped.deletingLastPathComponent().appendingPathComponent("plans/automaker/plan.json")
    let bytes = [UInt8](try Data(contentsOf: path))
    let agreed = try PlanReader.read(bytes, file: "plan.json")
    let before = try Self.automaker([])
    let after = try Self.automaker([
      "rules.-={\"rule\":\"freeze\",\"name\":\"region closed\",\"where\":{\"target_region\":\"\(region)\"},"
        + "\"from\":\"\(from)\",\"to\":\"\(to)\"}"
    ])
    let replanner = Replanner(
      after, agreed: agreed, digest: "sha256:" + SHA256.hexadecimal(of: bytes),
      terms: .init(asOf: Day("2027-06-15")!, actuals: nil, actualsDigest: nil, frozenWaves: 1, improves: false))
    let settings = WavePlanner.Settings(
      tool: .init(name: "test", version: "0"), options: .init(effort: 2_000_000))
    guard case .plan(let plan) = replanner.replan(settings, limits: SearchLimits(effort: 2_000_000, threads: 2)),
      let record = plan.replan
    else {
      Issue.record("no plan")
      return
    }
    let causes = try CauseFinder(
      before: .init(estate: before, plan: agreed), after: .init(estate: after, plan: plan)
    ).causes(SearchLimits(effort: 200_000, threads: 2))
    print(
      "freeze of \(region): \(record.moved) moved, fewest found \(record.fewestFound), proven \(record.fewestProven); "
        + "\(causes.causes.count) causes, \(causes.count(of: .search)) of them search")
    #expect(record.moved > 0)
    #expect(
      Double(record.moved - record.fewestProven) <= Self.tolerance * Double(after.workloads.count),
      "\(record.moved) moved, at least \(record.fewestProven) have to")
    // Every move has its cause, and a cause that is no search ends at a row or rule.
    #expect(causes.moved == record.moved)
    #expect(causes.causes.allSatisfy { $0.word == .search || !$0.roots.isEmpty })
    #expect(causes.searchShare <= 0.2)
  }
}
