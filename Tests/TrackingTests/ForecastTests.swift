import Documents
import Estates
import Foundation
import Inventories
import Plans
import TestSupport
import Testing
import Topology

@testable import Tracking

/// An estate that ships, with its plan.
func shipped(_ name: String) throws -> (resolved: ResolvedEstate, plan: Plan) {
  let files = try TestEstates.files(in: TestEstates.shipped.appendingPathComponent(name))
  let (estate, findings) = EstateFolderReader.read(files: files, name: name)
  guard let estate else { throw Findings(findings) }
  let path = TestEstates.shipped.deletingLastPathComponent().appendingPathComponent("plans/\(name)/plan.json")
  let plan = try PlanReader.read([UInt8](try Data(contentsOf: path)), file: "plan.json")
  return (ResolvedEstate(estate), plan)
}

@Suite struct ForecastTests {
  /// All goes as planned.
  private func asPlanned(_ plan: Plan) -> Beliefs {
    Beliefs(
      effort: 1, capacity: 1, failures: 0, lag: Double(plan.program?.decommissionLagDays ?? 0), growth: 0,
      retryWaves: 2)
  }

  @Test(arguments: ["workshop", "automaker"])
  func `where nothing has happened and all goes as planned, the forecast is the plan`(name: String) throws {
    let (resolved, plan) = try shipped(name)
    let standing = Standing(resolved, plan, ActualsLog(), asOf: plan.waves[0].start + -1)
    let model = ForecastModel(standing)
    var run = ForecastRun(model, asPlanned(plan))
    run.go(run: 0, seed: 1)
    var late: [String] = []
    for (number, unit) in model.units.enumerated() where Int(run.leaving[number]) != standing.wave[unit.row] - 1 {
      late.append("\(standing.key(unit.row)) in \(run.leaving[number] + 1), planned \(standing.wave[unit.row])")
    }
    #expect(late == [])
    var released: [Plan.Release] = []
    for (host, day) in run.hostGone.enumerated() where day != ForecastRun.never {
      released.append(Plan.Release(kind: .host, key: standing.hostKey(host), released: Day(number: day)))
    }
    let texts = standing.estate.texts
    for (rack, day) in run.rackGone.enumerated() where day != ForecastRun.never {
      released.append(
        Plan.Release(kind: .rack, key: texts[standing.estate.racks.keys[rack]], released: Day(number: day)))
    }
    for (site, day) in run.siteGone.enumerated() where day != ForecastRun.never {
      released.append(
        Plan.Release(kind: .site, key: texts[standing.estate.sites.keys[site]], released: Day(number: day)))
    }
    let difference = Set(released).symmetricDifference(plan.releases)
    #expect(
      difference.count == 0,
      "\(difference.sorted { $0.key < $1.key }.prefix(12).map { "\($0.kind) \($0.key) \($0.released)" })")
  }
}
