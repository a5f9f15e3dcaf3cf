import Documents
import Estates
import Foundation
import Inventories
import Plans
import Solving
import TestSupport
import Testing
import Topology
import Verifying

@testable import Waves

/// The planner's certificates against the verifier, which works the bound out from them by its own closure and its own
/// maximum flow.
@Suite struct CertificateTests {
  /// Blocks of ten seeds; 200 seeds in all.
  static let blocks = 0..<20

  func withSeeds(_ block: Int, _ body: (UInt64, Estate) throws -> Void) rethrows {
    for seed in UInt64(block * 10)..<UInt64(block * 10 + 10) {
      try body(seed, RandomEstates.literal(seed: seed).estate)
    }
  }

  func planned(_ estate: Estate, effort: Int = 20_000) -> Plan? {
    let settings = WavePlanner.Settings(tool: PlanDecoderTests.tool, options: Plan.Options(effort: effort))
    if case .plan(let plan) = WavePlanner(estate).plan(settings, limits: SearchLimits(effort: effort)) { return plan }
    return nil
  }

  /// Compares what one relaxation's prices prove with what the verifier makes of them, for some objectives.
  func compare(_ estate: Estate, cuts: Int, _ comment: Comment) {
    let model = ProblemBuilder.model(ResolvedEstate(estate))
    let verifier = Verifier(estate: estate)
    let objectives: [(Certificate.Objective, target: Double, milestone: Double)] = [
      (.worth(target: 0.25, milestone: 0.5), 0.25, 0.5), (.worth(target: 0, milestone: 0), 0, 0),
      (.targetShortfall, 0, 0), (.milestoneShortfall(target: 0.1), 0.1, 0),
    ]
    for (objective, target, milestone) in objectives {
      let relaxation = Relaxation(model.problem)
      let bound = relaxation.bound(objective, method: .volume, limits: Relaxation.Limits(cuts: cuts))
      let proof = relaxation.proof(of: objective, bound.certificate)
      if proof.value.isInfinite { continue }
      let certificate = CertificateNaming(model).certificate(
        Optimizer.CertifiedBound(value: proof.value, cases: [proof.certificate]))
      let found = verifier.recomputed(certificate, targetShortfall: target, milestoneShortfall: milestone)
      #expect(found.deviations == [], "\(comment), \(objective)")
      guard let value = found.value else { continue }
      // The verifier may see a little more, never less.
      let slack = 1e-9 * max(1, value.magnitude, proof.value.magnitude)
      switch objective {
      case .worth: #expect(value <= proof.value + 0.001 + slack, "\(comment), \(objective)")
      case .targetShortfall, .milestoneShortfall: #expect(value >= proof.value - slack, "\(comment), \(objective)")
      }
      if value.isFinite && !relaxation.isInfeasible {
        #expect(
          (value - proof.value).magnitude <= 0.001 + 1e-6 * value.magnitude, "\(comment), \(objective): not the same")
      }
    }
  }

  @Test(arguments: blocks)
  func `what the verifier makes of prices is what the planner does`(block: Int) {
    withSeeds(block) { seed, estate in compare(estate, cuts: 30, "seed \(seed)") }
  }

  @Test(arguments: ExamplesTests.names)
  func `the same of the worked examples`(name: String) throws {
    compare(try exampleEstate(name), cuts: 25, "\(name)")
  }

  @Test(arguments: blocks)
  func `bounds are proven again from their certificates, and are never below the best of all plans`(block: Int) {
    withSeeds(block) { seed, estate in
      guard let plan = planned(estate) else { return }
      let verifier = Verifier(estate: estate)
      #expect(verifier.boundDeviations(in: plan) == [], "seed \(seed)")
      #expect(verifier.reachDeviations(in: plan) == [], "seed \(seed)")
      guard let bound = plan.bound, let best = BruteForce.best(of: verifier)?.standing else {
        Issue.record("seed \(seed): no bound, or no plan by trying all")
        return
      }
      #expect(bound.shortfall <= best.shortfall + 1e-9, "seed \(seed)")
      #expect(bound.milestoneShortfall <= best.milestoneShortfall + 1e-9, "seed \(seed)")
      #expect(bound.npv >= best.npv - 0.005 - 1e-9 * plan.value.gross, "seed \(seed)")
      for certificate in plan.certificates {
        let value =
          verifier.recomputed(
            certificate, targetShortfall: best.shortfall, milestoneShortfall: best.milestoneShortfall
          ).value ?? .nan
        switch certificate.objective {
        case .npv: #expect(value >= best.npv - 0.01 - 1e-8 * plan.value.gross, "seed \(seed)")
        case .shortfall: #expect(value <= best.shortfall + 1e-6, "seed \(seed)")
        case .milestoneShortfall: #expect(value <= best.milestoneShortfall + 1e-6, "seed \(seed)")
        }
      }
    }
  }

  @Test func `a plan of the workshop is written, read and proven`() throws {
    let estate = try #require(shipped("workshop"))
    let made = try #require(planned(estate, effort: 30_000))
    let plan = try PlanReader.read(PlanWriter.bytes(made), file: "plan.json")
    #expect(
      plan.certificates
        == made.certificates.map { certificate in
          var written = certificate
          written.value = (certificate.value * 100).rounded() / 100
          if let whole = certificate.undivided { written.undivided!.value = (whole.value * 100).rounded() / 100 }
          return written
        })
    let verifier = Verifier(estate: estate)
    #expect(verifier.boundDeviations(in: plan) == [])
    #expect(verifier.reachDeviations(in: plan) == [])

    // Several cases prove the bound; the prices are those of a proof without cases, which is proven as well.
    let certificate = try #require(plan.certificates.first { $0.objective == .npv })
    #expect(certificate.leaves.count > 1)
    let whole = try #require(certificate.undivided)
    #expect(whole.value >= certificate.value)
    #expect(plan.rules.contains { $0.periods.contains { ($0.price ?? 0) > 0 } })
    var raised = plan
    raised.certificates[0].undivided!.value -= 1000
    #expect(
      verifier.boundDeviations(in: raised).contains {
        if case .certificateUndivided(.npv, _, _) = $0 { true } else { false }
      })

    // What is said of the reach beyond its certificates is found out.
    let number = try #require(plan.targets.indices.first { plan.targets[$0].reach?.largestCertificate != nil })
    func found(_ change: (inout Plan.Reach) -> Void) -> [Deviation] {
      var plan = plan
      change(&plan.targets[number].reach!)
      return verifier.reachDeviations(in: plan)
    }
    func isLargest(_ deviations: [Deviation], certified: Bool) -> Bool {
      deviations.count == 1
        && deviations.allSatisfy {
          if case .reachUnproven(_, .largest(_, let proven)) = $0 { (proven != nil) == certified } else { false }
        }
    }
    func isEarliest(_ deviations: [Deviation]) -> Bool {
      deviations.count == 1
        && deviations.allSatisfy { if case .reachUnproven(_, .earliest) = $0 { true } else { false } }
    }
    #expect(isLargest(found { $0.largestProven -= 0.01 }, certified: true))
    #expect(isLargest(found { $0.largestCertificate = nil }, certified: false))
    #expect(isEarliest(found { $0.earliestProven = $0.earliestProven! + 400 }))
    #expect(isEarliest(found { $0.earliestProven = nil }))
    #expect(isEarliest(found { $0.earliestCertificate = nil }))
    #expect(
      found { $0.largestCertificate!.leaves[0].prices.append(.init(row: .limit(rule: 99, period: "wave 1"), price: 1)) }
        == [.certificateRow(.shortfall, leaf: 0, .limit(rule: 99, period: "wave 1"))])
  }

  func shipped(_ name: String) -> Estate? {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../inventories/\(name)")
    guard let files = try? TestEstates.files(in: folder.standardizedFileURL) else { return nil }
    var texts: [String: String] = [:]
    for file in files { texts[file.name] = String(decoding: file.bytes, as: UTF8.self) }
    return TestEstates.read(texts, name: name).estate
  }

  /// A plan of the workshop that is proven by prices of all kinds in one case.
  func certified() throws -> (Verifier, Plan) {
    let estate = try #require(shipped("workshop"))
    var plan = try #require(planned(estate, effort: 30_000))
    let model = ProblemBuilder.model(ResolvedEstate(estate))
    let objective = Certificate.Objective.worth(target: 0, milestone: 0)
    let relaxation = Relaxation(model.problem)
    let bound = relaxation.bound(objective, method: .volume, limits: Relaxation.Limits(cuts: 100))
    let proof = relaxation.proof(of: objective, bound.certificate)
    plan.certificates = [
      CertificateNaming(model).certificate(
        Optimizer.CertifiedBound(value: proof.value, cases: [proof.certificate]))
    ]
    plan.bound?.npv = proof.value
    return (Verifier(estate: estate), plan)
  }

  @Test func `a certificate that was tampered with is found out`() throws {
    let (verifier, right) = try certified()
    #expect(verifier.boundDeviations(in: right) == [])
    func found(_ change: (inout Plan) -> Void) -> [Deviation] {
      var plan = right
      change(&plan)
      return verifier.boundDeviations(in: plan)
    }
    let npv = right.bound!.npv

    #expect(
      found { $0.bound!.npv -= 1000 }.contains { if case .boundUnproven(.npv, _, _) = $0 { true } else { false } })
    #expect(found { $0.bound!.shortfall = 0.1 } == [.certificateMissing(.shortfall)])
    #expect(found { $0.bound = nil } == [.boundMissing])
    #expect(found { $0.certificates = [] } == [.certificateMissing(.npv)])
    #expect(found { $0.certificates += $0.certificates } == [.certificateTwice(.npv)])
    let lowered = found { $0.certificates[0].value = npv - 1000 }
    #expect(lowered.contains { if case .certificateValue(.npv, _, _) = $0 { true } else { false } })

    // A price that is wrong proves another bound; without prices next to nothing is proven.
    let none = found { $0.certificates[0].leaves[0].prices = [] }
    #expect(none.contains { if case .boundUnproven(.npv, _, let proven) = $0 { proven > npv } else { false } })
    let doubled = found { $0.certificates[0].leaves[0].prices[3].price *= 50 }
    #expect(doubled.contains { if case .boundUnproven = $0 { true } else { false } })
    for wrong in [-1, Double.infinity, .nan] {
      let negative = found { $0.certificates[0].leaves[0].prices[0].price = wrong }
      #expect(
        negative.count == 1
          && negative.allSatisfy { if case .certificatePrice(.npv, 0, _, _, nil) = $0 { true } else { false } })
    }

    // Rows that the estate does not have.
    for row: BoundCertificate.Row in [
      .limit(rule: 99, period: "wave 1"), .limit(rule: 0, period: "wave 1"), .target(7, milestone: nil),
      .target(0, milestone: 9), .cluster("NOWHERE", .cores, wave: 1, gone: []),
      .cluster("DEV-VM", .cores, wave: 99, gone: []), .cluster("DEV-VM", .cores, wave: 1, gone: ["NOBODY"]),
      .apartDependency(line: 1, wave: 1), .apartGroup(rule: 0, values: ["x"], wave: 1),
    ] {
      let foreign = found { $0.certificates[0].leaves[0].prices.append(.init(row: row, price: 1)) }
      #expect(foreign == [.certificateRow(.npv, leaf: 0, row)])
    }

    // Cases that leave something out.
    let yes = BoundCertificate.Decision(kind: .workload, key: "erp-tst-db", wave: 3, isDone: true)
    var no = yes
    no.isDone = false
    #expect(found { $0.certificates[0].leaves[0].decisions = [yes] } == [.certificateIncomplete(.npv)])
    #expect(found { $0.certificates[0].leaves = [] } == [.certificateIncomplete(.npv)])
    #expect(
      found { plan in
        var leaf = plan.certificates[0].leaves[0]
        leaf.decisions = [yes]
        plan.certificates[0].leaves = [leaf, leaf]
      } == [.certificateIncomplete(.npv)])
    #expect(
      found { plan in
        let leaf = plan.certificates[0].leaves[0]
        plan.certificates[0].leaves = [
          .init(decisions: [yes], prices: leaf.prices), .init(decisions: [no], prices: leaf.prices),
        ]
      } == [])
    var nobody = yes
    nobody.key = "NOBODY"
    let unknown = found { $0.certificates[0].leaves[0].decisions = [nobody] }
    #expect(unknown == [.certificateDecision(.npv, leaf: 0, nobody)])
  }

  @Test func `a price above what a missing unit costs proves nothing`() throws {
    let (verifier, plan) = try certified()
    let target = BoundCertificate.Price(row: .target(0, milestone: nil), price: 1)
    let certificate = BoundCertificate(
      objective: .shortfall, value: 0, leaves: [.init(decisions: [], prices: [target])])
    let found = verifier.recomputed(certificate, targetShortfall: 0, milestoneShortfall: 0).deviations
    #expect(found.count == 1)
    guard case .certificatePrice(.shortfall, 0, target.row, 1, let most?)? = found.first else {
      Issue.record("\(found)")
      return
    }
    #expect((most * plan.targets[0].baseline - 1).magnitude < 1e-12)
  }
}
