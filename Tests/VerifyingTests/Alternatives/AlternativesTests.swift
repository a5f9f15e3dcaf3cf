import Estates
import Plans
import TestSupport
import Testing

@testable import Verifying

/// What is said of a workload's other waves, against the plans that have it there.
@Suite struct AlternativesTests {
  static let seeds: Range<UInt64> = 0..<(Heavy.isWanted ? 600 : 30)

  /// The plan with some workloads in another wave, as somebody would edit it by hand.
  private func edited(_ plan: Plan, moving keys: Set<String>, to wave: Int?) -> Plan {
    var edited = plan
    for number in edited.waves.indices {
      edited.waves[number].workloads.removeAll { keys.contains($0) }
      if edited.waves[number].number == wave { edited.waves[number].workloads += keys }
    }
    edited.stays.removeAll { keys.contains($0.workload) }
    if wave == nil { edited.stays += keys.map { Plan.Stay(workload: $0, reason: .choice) } }
    return edited
  }

  @Test func `whatever another wave is said to break, the verifier finds broken in the edited plan, and nothing else`()
    throws
  {
    var broken = 0
    var open = 0
    for seed in Self.seeds {
      let estate = try estate(files: TinyEstates.files(seed: seed, workloads: 4))
      let verifier = Verifier(estate: estate)
      guard let best = BruteForce.best(of: verifier) else { continue }
      let plan = verifier.plan(waves: best.waves)
      for row in 0..<estate.workloads.count {
        let alternatives = verifier.alternatives(for: row, in: plan)
        #expect(alternatives.present.wave == best.waves[row])
        #expect(alternatives.others.count == verifier.waveCount)
        let keys = Set(alternatives.members.map { verifier.key(ofWorkload: Int32($0)) })
        for other in alternatives.others {
          let found = verifier.deviations(in: edited(plan, moving: keys, to: other.wave)).compactMap { deviation in
            if case .broken(let rule) = deviation { rule } else { nil }
          }
          #expect(found == other.broken, "seed \(seed), row \(row), wave \(other.wave ?? 0)")
          if other.broken.isEmpty {
            open += 1
            // Nothing that breaks no rule is better than the best plan of all.
            #expect(!other.standing.isBetter(than: best.standing), "seed \(seed), row \(row)")
          } else {
            broken += 1
          }
        }
      }
    }
    #expect(broken > 80 && open > 10, "\(broken) broken, \(open) open")
  }

  @Test func `a wave that nothing bars is one in which the rules without the named source hold`() throws {
    // One at a time: b needs a, and a wave takes two hours.
    let estate = try estate(files: [
      "workloads.csv": """
      workload,effort_hours,annual_run_cost,not_before
      a,2,100,
      b,2,900,2026-07-01
      c,1,50,
      """,
      "dependencies.csv": """
      source,target,relation
      b,a,first
      """,
      "program.json": """
      { "name": "test", "currency": "EUR", "start": "2026-05-01", "horizon": "2031-12-31", "riskOwner": "x@example.com",
        "calendar": { "firstWaveStart": "2026-06-01", "waveDays": 28, "lastCutover": "2026-10-31" },
        "rules": [ { "rule": "limit", "name": "team", "measure": "effort_hours", "perWave": 2 } ] }
      """,
    ])
    let verifier = Verifier(estate: estate)
    let plan = verifier.plan(waves: [2, 3, 1])
    let first = verifier.alternatives(for: 1, in: plan)
    let sources = first.others.map { Set($0.broken.map(\.source)) }
    #expect(first.others.map(\.wave) == [1, 2, 4, 5, nil])
    #expect(sources[0] == [.cell(workload: "b", column: "not_before"), .dependency(line: 2), .rule(0)])
    #expect(sources[1] == [.rule(0)])
    #expect(sources[2].isEmpty)
    #expect(first.others[2].standing.npv < first.present.standing.npv)
    #expect(first.present.room == nil)
    // With prices in its certificate the plan says what the room is worth.
    var priced = plan
    priced.certificates = [
      BoundCertificate(
        objective: .npv, value: 0,
        leaves: [
          .init(
            decisions: [],
            prices: [
              .init(row: .limit(rule: 0, period: "wave 2"), price: 30),
              .init(row: .limit(rule: 0, period: "wave 3"), price: 12.5),
            ])
        ])
    ]
    let room = verifier.alternatives(for: 1, in: priced)
    #expect(room.present.room == 25)
    #expect(room.others.map(\.room) == [0, 60, 0, 0, 0])
  }

  @Test func `those who move as one are moved as one`() throws {
    let estate = try estate(files: [
      "workloads.csv": "workload,annual_run_cost\na,1\nb,2\nc,3\n",
      "dependencies.csv": "source,target,relation\nb,a,together\n",
    ])
    let verifier = Verifier(estate: estate)
    let plan = verifier.plan(waves: [2, 2, 1])
    let alternatives = verifier.alternatives(for: 1, in: plan)
    #expect(alternatives.members == [0, 1])
    #expect(alternatives.others.allSatisfy { $0.broken.isEmpty })
  }
}
