import Estates
import Plans

/// What becomes of a plan where one workload goes in another wave, or stays: every wave of the calendar is tried, with all who
/// must move as one with it, and everybody else left where the plan has them.
///
///     wave 6     breaks rule 4, limit "plant team", in wave 6: 96 where 80 are allowed; would be worth 2,100 more
///     wave 7     (the plan)
///     wave 8     breaks nothing; would be worth 14,300 less
///
/// Nothing is searched for: each line is the plan as it would be, checked and reckoned like any other. A wave that breaks
/// nothing and is worth more is a better plan.
package struct Alternatives: Sendable {
  package struct Alternative: Sendable {
    /// From 1; nil where it stays.
    package var wave: Int?
    /// What it breaks that the plan itself does not.
    package var broken: [BrokenRule]
    package var standing: Standing
    /// What the prices that prove the bound ask for the room it takes in limits; nil where the plan has no such prices.
    package var room: Double?
  }

  /// Rows of those who must move as one, the workload itself among them, ascending.
  package var members: [Int]
  /// The plan as it is.
  package var present: Alternative
  /// All other waves, in order, then staying.
  package var others: [Alternative]
}

extension Verifier {
  /// - Parameter row: of `workloads`.
  package func alternatives(for row: Int, in plan: Plan) -> Alternatives {
    var ignored: [Deviation] = []
    var waves = placements(plan, &ignored)
    let settled = settled(plan, waves, &ignored)
    let members = togetherGroups.first { $0.contains(row) } ?? [row]
    let prices = LimitPrices(plan, self)
    let own = waves[row]
    func evaluated(_ wave: Int?) -> Alternatives.Alternative {
      for member in members { waves[member] = wave }
      let result = evaluate(waves: waves, settled: settled)
      return Alternatives.Alternative(
        wave: wave, broken: result.broken, standing: result.standing,
        room: prices.map { $0.room(of: members, movingIn: wave) })
    }
    var present = evaluated(own)
    let known = Set(present.broken)
    present.broken = []
    let others = ((1...max(1, waveCount)).map { Optional($0) } + [nil]).filter { $0 != own }.map { wave in
      var other = evaluated(wave)
      other.broken.removeAll { known.contains($0) }
      return other
    }
    return Alternatives(members: members, present: present, others: others)
  }
}

/// The prices of limits under which nothing is left that is worth more than a plan's bound.
private struct LimitPrices {
  /// With the price of each of its periods.
  let limits: [(limit: ResolvedLimit, prices: [Double])]
  let waveCount: Int

  /// Nil where the plan has none.
  init?(_ plan: Plan, _ verifier: Verifier) {
    guard let prices = plan.limitPrices else { return nil }
    limits = verifier.rules.indices.compactMap { index in
      guard let known = prices[index], case .limit(let limit) = verifier.rules[index].demand else { return nil }
      return (limit, limit.periods.map { known[$0.label] ?? 0 })
    }
    waveCount = verifier.waveCount
  }

  func room(of members: [Int], movingIn wave: Int?) -> Double {
    guard let wave else { return 0 }
    let members = Set(members.map(Int32.init))
    var sum = 0.0
    for (limit, prices) in limits {
      for (place, row) in limit.workloads.enumerated() where members.contains(row) {
        let share = limit.amounts[place] / Double(limit.waves[place])
        for back in 0..<Int(limit.waves[place]) where wave - 1 - back >= 0 {
          for period in limit.periodsOfWave[wave - 1 - back] { sum += share * prices[period] }
        }
      }
    }
    return sum
  }
}
