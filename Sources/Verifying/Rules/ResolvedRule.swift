import Estates

/// A rule of the program with the workloads it is about: whom it selects, which groups it makes, what it limits when.
struct ResolvedRule: Sendable {
  struct OrderGroup: Sendable {
    var values: [TextPool.ID]
    var first: [Int32]
    var then: [Int32]
  }

  enum Demand: Sendable {
    case together([WorkloadGroup])
    case order([OrderGroup], lagWaves: Int)
    case apart([WorkloadGroup])
    /// Groups without members that are `retain`, `stay` or `retire`.
    case near([WorkloadGroup], annualCost: Double)
    case limit(ResolvedLimit)
    /// `frozen[w]`: no selected workload moves in that wave.
    case freeze(frozen: [Bool])
    case notBefore(Day)
    case notAfter(Day)
    /// `must` are those of the selected that are neither `retain` nor `stay`.
    case leave(must: [Int32], by: Day)
    /// From 1.
    case pin(wave: Int)
    /// What these demand is worked into the relations and the holds.
    case relate, stay
  }

  var name: BrokenRule.RuleName
  /// Rows, ascending.
  var selected: [Int32]
  /// Workloads selected; for `relate`, dependencies decided.
  var selectedCount: Int
  var demand: Demand
}

/// A limit with its amounts per workload and its periods.
struct ResolvedLimit: Sendable {
  struct Period: Sendable {
    enum Family: CaseIterable, Sendable { case wave, quarter, year }
    /// `wave 3`, `2027-Q2`, `2027`.
    var label: String
    var limit: Double
    var family: Family
  }

  /// Rows of the selected workloads, with what each takes and over how many waves it takes it.
  var workloads: [Int32]
  var amounts: [Double]
  var waves: [Int32]
  var periods: [Period]
  /// The periods in which a wave counts.
  var periodsOfWave: [[Int]]

  /// What is used in each period, where workload row r moves in `assignment[r]` (the number of waves: it stays).
  func use(_ assignment: [Int32]) -> [Double] {
    var used = [Double](repeating: 0, count: periods.count)
    let stays = Int32(periodsOfWave.count)
    for (position, row) in workloads.enumerated() {
      let wave = assignment[Int(row)]
      if wave == stays { continue }
      let spread = waves[position]
      let share = amounts[position] / Double(spread)
      for back in 0..<spread where wave - back >= 0 {
        for period in periodsOfWave[Int(wave - back)] { used[period] += share }
      }
    }
    return used
  }

  /// A sum meets a limit up to this.
  static func slack(_ limit: Double) -> Double { limit * (1 + 1e-9) + 1e-9 }

  init(_ limit: Limit, workloads: [Int32], amounts: [Double], leadWaves: [Int32], calendar: CalendarWaves) {
    self.workloads = workloads
    self.amounts = amounts
    waves = workloads.map { limit.spread ? max(1, leadWaves[Int($0)]) : 1 }
    periods = []
    periodsOfWave = [[Int]](repeating: [], count: calendar.count)
    let limited = (0..<calendar.count).filter { wave in
      let cutover = calendar.cutovers[wave]
      return (limit.from.map { $0 <= cutover } ?? true) && (limit.to.map { cutover <= $0 } ?? true)
    }
    if let perWave = limit.perWave, !perWave.isEmpty {
      for wave in limited {
        periodsOfWave[wave].append(periods.count)
        periods.append(Period(label: "wave \(wave + 1)", limit: perWave[min(wave, perWave.count - 1)], family: .wave))
      }
    }
    // Cutovers ascend, so that the waves of one quarter or year follow each other.
    if let perQuarter = limit.perQuarter {
      var last: (year: Int, quarter: Int)?
      for wave in limited {
        let quarter = calendar.quarter(of: wave)
        if last == nil || last! != quarter {
          periods.append(
            Period(label: "\(quarter.year)-Q\(quarter.quarter)", limit: perQuarter, family: .quarter))
        }
        last = quarter
        periodsOfWave[wave].append(periods.count - 1)
      }
    }
    if let perYear = limit.perYear {
      var last: Int?
      for wave in limited {
        let year = calendar.quarter(of: wave).year
        if last != year { periods.append(Period(label: "\(year)", limit: perYear, family: .year)) }
        last = year
        periodsOfWave[wave].append(periods.count - 1)
      }
    }
  }
}
