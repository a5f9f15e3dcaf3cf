import Estates
import Plans
import Topology

/// How fast the programme moves: what was planned, what was achieved, what is needed.
package struct Velocity: Hashable, Sendable {
  /// Waves that have ended and that the averages look back over.
  package var waves = 0
  /// Workloads a wave.
  package var planned = 0.0
  package var achieved = 0.0
  /// Workloads that the plan moves, or that came, and that have not left.
  package var remaining = 0
  /// Waves from the next cutover to the last one in which the plan moves anything.
  package var remainingWaves = 0
  package var needed: Double? { remainingWaves > 0 ? Double(remaining) / Double(remainingWaves) : nil }

  package static let window = 6

  package init(_ standing: Standing) {
    let plan = standing.plan
    let ended = plan.waves.filter { $0.cutover <= standing.asOf }
    let recent = ended.suffix(Self.window)
    waves = recent.count
    if let first = recent.first, let last = recent.last {
      planned = Double(recent.reduce(0) { $0 + $1.workloads.count }) / Double(recent.count)
      let left = standing.workloads.count { actuals in
        actuals.migrated.map { $0 >= first.start && $0 <= last.cutover } ?? false
      }
      achieved = Double(left) / Double(recent.count)
    }
    for row in standing.workloads.indices where standing.gone(row) == nil {
      let isNew = standing.wave[row] < 0 && !standing.staying.contains(row)
      if standing.wave[row] > 0 || isNew { remaining += 1 }
    }
    let lastMoving = plan.waves.last { !$0.workloads.isEmpty }?.number ?? 0
    remainingWaves = max(0, lastMoving - ended.count)
  }
}

/// What became of the workloads that the plan moves in one wave.
package struct WaveStanding: Hashable, Sendable {
  package var wave: Int
  package var cutover: Day
  package var planned = 0
  /// Left by the cutover.
  package var onTime = 0
  package var late = 0
  /// Not yet left, and the cutover has passed.
  package var open = 0
  package var removed = 0
  package var rollbacks = 0
  package var deferrals = 0
  /// Days behind the cutover, summed over the late ones and, to the day, over the open ones.
  package var slippedDays = 0
  /// The last of its workloads left on this day, where all have.
  package var doneOn: Day?
  /// What the log gives as reasons for deferring and rolling back, the most frequent first.
  package var reasons: [(text: String, count: Int)] = []

  package var meanSlip: Double? { late + open > 0 ? Double(slippedDays) / Double(late + open) : nil }

  package static func == (left: WaveStanding, right: WaveStanding) -> Bool {
    left.wave == right.wave && left.planned == right.planned && left.onTime == right.onTime && left.late == right.late
      && left.open == right.open && left.slippedDays == right.slippedDays && left.doneOn == right.doneOn
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(wave) }

  /// The waves whose cutover has passed, in order.
  package static func all(_ standing: Standing) -> [WaveStanding] {
    var rows = [[Int]](repeating: [], count: standing.plan.waves.count)
    for (row, wave) in standing.wave.enumerated() where wave > 0 { rows[wave - 1].append(row) }
    return standing.plan.waves.filter { $0.cutover <= standing.asOf }.map { wave in
      var result = WaveStanding(wave: wave.number, cutover: wave.cutover)
      result.planned = rows[wave.number - 1].count
      var reasons: [String: Int] = [:]
      var last: Day?
      for row in rows[wave.number - 1] {
        let actuals = standing.workloads[row]
        result.rollbacks += actuals.rollbacks
        result.deferrals += actuals.deferrals
        for attempt in actuals.attempts where attempt.hasFailed && !attempt.note.isEmpty {
          reasons[attempt.note, default: 0] += 1
        }
        if let day = actuals.migrated {
          if day <= wave.cutover { result.onTime += 1 } else { result.late += 1 }
          result.slippedDays += max(0, day - wave.cutover)
          last = max(last ?? day, day)
        } else if actuals.removed != nil {
          result.removed += 1
        } else {
          result.open += 1
          result.slippedDays += standing.asOf - wave.cutover
        }
      }
      if result.open == 0 { result.doneOn = last }
      result.reasons = reasons.sorted { left, right in
        left.value != right.value
          ? left.value > right.value : left.key.utf8.lexicographicallyPrecedes(right.key.utf8)
      }.map { ($0.key, $0.value) }
      return result
    }
  }
}

/// A limit over the next waves: what the plan puts on it, what was left behind, and what there is.
package struct LimitStanding: Hashable, Sendable {
  package var rule: Int
  package var name: String
  package var measure: String
  /// What the plan moves in the next waves.
  package var planned = 0.0
  /// What should have moved by now and has not, and what came without a plan.
  package var backlog = 0.0
  package var available = 0.0
  /// Above 1 the waves ahead cannot take both.
  package var load: Double { available > 0 ? (planned + backlog) / available : (planned + backlog > 0 ? .infinity : 0) }

  package static let window = 6

  /// The limits over the next six waves, the fullest first.
  package static func next(_ queues: [ForecastModel.Queue], _ units: [ForecastModel.Unit]) -> [LimitStanding] {
    var rows = queues.map { queue in
      var row = LimitStanding(rule: queue.rule, name: queue.name, measure: queue.measure)
      for wave in 0..<window { row.available += queue.capacity(of: wave) }
      return row
    }
    for unit in units where unit.begin < window {
      for use in unit.uses {
        let isEffort = queues[use.queue].isEffort
        // Hours are worked evenly over the waves of preparation, all else counts in the wave of the move.
        guard isEffort || unit.ready < window else { continue }
        let share = isEffort ? Double(min(unit.ready, window - 1) - unit.begin + 1) / Double(unit.lead) : 1
        if unit.isBacklog {
          rows[use.queue].backlog += use.amount * share
        } else {
          rows[use.queue].planned += use.amount * share
        }
      }
    }
    rows = rows.filter { $0.planned + $0.backlog > 0 }
    let order = rows.indices.sorted { (-rows[$0].load, $0) < (-rows[$1].load, $1) }
    return order.map { rows[$0] }
  }
}
