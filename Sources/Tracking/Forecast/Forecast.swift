import Estates
import Plans
import Waves

/// When the programme reaches its goals, as far as what has been seen lets one say: many runs of the rest of the plan, each
/// under values drawn from what is believed by now (`Priors`, `Beliefs`, `ForecastRun`).
///
///     target  −60% rack units by 2029-12-31      P10 2030-02-14   P50 2030-05-23   P80 2030-08-15   in time: 4%
///
/// Runs are seeded and numbered: the same inputs give the same bytes on any machine. Probability is the share of runs; a date
/// that so many runs do not reach within the years looked at is nil.
package struct Forecast: Sendable {
  package struct Settings: Hashable, Sendable {
    package var runs: Int
    package var seed: UInt64
    /// Runs are made by so many threads; what comes out is the same with any number.
    package var threads: Int
    package init(runs: Int = 10_000, seed: UInt64 = 1, threads: Int = 1) {
      self.runs = runs
      self.seed = seed
      self.threads = threads
    }
  }

  package struct GoalForecast: Hashable, Sendable {
    package var goal: ForecastModel.Goal
    /// Reached by today already.
    package var isReached = false
    package var p10: Day?
    package var p50: Day?
    package var p80: Day?
    package var p90: Day?
    /// Share of the runs that reach the goal by its date.
    package var probability = 0.0
  }

  /// The footprint on a day ahead: a tenth of the runs have less than `low`, half less than `middle`, a tenth more than `high`.
  package struct Band: Hashable, Sendable {
    package var day: Day
    package var low: Amounts
    package var middle: Amounts
    package var high: Amounts
  }

  /// How much one input moves the main goal: the median date among the fifth of the runs in which it fell out worst, less that
  /// among the fifth in which it fell out best. The others vary freely in both.
  package struct Sensitivity: Hashable, Sendable {
    package var input: ForecastInput
    /// Nil where either median is never reached.
    package var days: Int?
    /// What is believed of the input: a tenth, the middle, nine tenths.
    package var p10: Double
    package var p50: Double
    package var p90: Double
  }

  package var settings: Settings
  package var evidence: Evidence
  package var retryWaves: Int
  package var leastLag: Double
  package var goals: [GoalForecast]
  /// By day; empty where none were asked for.
  package var bands: [Band]
  /// The strongest first; for the first target's own goal.
  package var sensitivities: [Sensitivity]

  package init(
    _ model: ForecastModel, _ settings: Settings = Settings(), beliefs given: Beliefs? = nil, days: [Day] = []
  ) {
    let standing = model.standing
    let evidence = Evidence(standing)
    let beliefs = given ?? Beliefs(evidence, plannedLag: Priors.lag(standing))
    self.settings = settings
    self.evidence = evidence
    retryWaves = beliefs.retryWaves
    leastLag = beliefs.leastLag

    let asOf = Int(standing.asOf.number)
    let course = ForecastCourse(model)
    let offsets = days.map { Int($0.number) - asOf }
    let pieces = Parallel.map((settings.runs + Piece.size - 1) / Piece.size, threads: settings.threads) { number in
      let first = number * Piece.size
      return Piece(
        first..<min(settings.runs, first + Piece.size), ForecastRun(model, beliefs, course),
        Tally(model, days: offsets), seed: settings.seed)
    }
    let reached = model.goals.indices.map { goal in pieces.flatMap { $0.reached[goal] } }
    let draws = ForecastInput.allCases.indices.map { input in pieces.flatMap { $0.draws[input] } }

    goals = model.goals.indices.map { index in
      let goal = model.goals[index]
      var result = GoalForecast(goal: goal)
      result.isReached = model.footprint.footprint(goal.measure) <= goal.bound
      let inTime = reached[index].count { $0 != ForecastRun.never && Int($0) + asOf <= Int(goal.by.number) }
      result.probability = settings.runs > 0 ? Double(inTime) / Double(settings.runs) : 0
      let sorted = reached[index].sorted()
      func day(_ share: Double) -> Day? { Self.quantile(sorted, share).map { standing.asOf + Int($0) } }
      (result.p10, result.p50, result.p80, result.p90) = (day(0.1), day(0.5), day(0.8), day(0.9))
      return result
    }

    bands = Parallel.map(days.count, threads: settings.threads) { place in
      var (low, middle, high) = (Amounts(), Amounts(), Amounts())
      for (column, measure) in Measure.allCases.enumerated() {
        let sorted = pieces.flatMap { $0.amounts[place * Measure.allCases.count + column] }.sorted()
        guard !sorted.isEmpty else { continue }
        low[measure] = Double(sorted[Self.place(0.1, sorted.count)])
        middle[measure] = Double(sorted[Self.place(0.5, sorted.count)])
        high[measure] = Double(sorted[Self.place(0.9, sorted.count)])
      }
      return Band(day: days[place], low: low, middle: middle, high: high)
    }

    let main = model.goals.firstIndex { $0.isTarget }
    let all = ForecastInput.allCases.enumerated().map { number, input in
      let table = beliefs[input]
      var result = Sensitivity(
        input: input, days: nil, p10: table.value(0.1), p50: table.value(0.5), p90: table.value(0.9))
      if let main {
        func median(_ isWanted: (Double) -> Bool) -> Int32? {
          let chosen = reached[main].indices.filter { isWanted(draws[number][$0]) }.map { reached[main][$0] }
          return Self.quantile(chosen.sorted(), 0.5)
        }
        if let low = median({ $0 < 0.2 }), let high = median({ $0 >= 0.8 }) {
          // A high draw is bad luck for all but the capacity.
          result.days = input == .capacity ? Int(low) - Int(high) : Int(high) - Int(low)
        }
      }
      return result
    }
    sensitivities = all.indices.sorted { (-(all[$0].days ?? 0), $0) < (-(all[$1].days ?? 0), $1) }.map { all[$0] }
  }

  private static func place(_ share: Double, _ count: Int) -> Int {
    max(0, min(count - 1, Int((share * Double(count)).rounded(.up)) - 1))
  }

  private static func quantile(_ sorted: [Int32], _ share: Double) -> Int32? {
    guard !sorted.isEmpty else { return nil }
    let value = sorted[place(share, sorted.count)]
    return value == ForecastRun.never ? nil : value
  }
}

/// What came of some of the runs, run by run.
private struct Piece: Sendable {
  static let size = 250

  /// By goal: days from the report.
  private(set) var reached: [[Int32]]
  /// By day asked for and measure.
  private(set) var amounts: [[Float]]
  /// By input.
  private(set) var draws: [[Double]]

  init(_ runs: Range<Int>, _ run: ForecastRun, _ tally: Tally, seed: UInt64) {
    var (run, tally) = (run, tally)
    reached = [[Int32]](repeating: [], count: tally.reached.count)
    amounts = [[Float]](repeating: [], count: tally.left.count)
    draws = [[Double]](repeating: [], count: run.draws.count)
    for number in runs {
      run.go(run: number, seed: seed)
      tally.count(run)
      for goal in reached.indices { reached[goal].append(tally.reached[goal]) }
      for cell in amounts.indices { amounts[cell].append(Float(tally.left[cell])) }
      for input in draws.indices { draws[input].append(run.draws[input]) }
    }
  }
}

/// What one run leaves standing, day by day from the day of the report.
private struct Tally: Sendable {
  /// Days that are told apart; what goes later counts as never.
  static let span = 366 * 12

  private let model: ForecastModel
  private let days: [Int]
  /// By goal: days from the report to reaching it; `never` where the run does not.
  private(set) var reached: [Int32]
  /// By day asked for and measure: what is left.
  private(set) var left: [Double]
  /// By day and measure: what goes on it.
  private var gone: [Double]
  /// A bit for each day on which anything goes.
  private var isChanged = [UInt64](repeating: 0, count: Self.span / 64 + 1)
  private let rackUnits: [Double]
  private let powerKW: [Double]
  private let start: [Double]
  private let measureOfGoal: [Int]

  init(_ model: ForecastModel, days: [Int]) {
    self.model = model
    self.days = days
    reached = [Int32](repeating: 0, count: model.goals.count)
    left = [Double](repeating: 0, count: days.count * Measure.allCases.count)
    gone = [Double](repeating: 0, count: Self.span * Measure.allCases.count)
    let estate = model.standing.estate
    rackUnits = estate.hosts.rackUnits.map { $0 ?? 0 }
    powerKW = estate.hosts.powerKW.map { $0 ?? 0 }
    start = Measure.allCases.map { model.footprint.footprint($0) }
    measureOfGoal = model.goals.map { Measure.allCases.firstIndex(of: $0.measure)! }
  }

  mutating func count(_ run: ForecastRun) {
    let width = Measure.allCases.count
    let today = Int(model.standing.asOf.number)
    func place(_ day: Int32) -> Int? {
      let offset = Int(day) - today
      return day != ForecastRun.never && offset >= 0 && offset < Self.span ? offset : nil
    }
    // In the order of `Measure.allCases`: hosts, rack units, power, racks, sites, workloads.
    for host in run.hostGone.indices {
      guard let day = place(run.hostGone[host]) else { continue }
      gone[day * width] += 1
      gone[day * width + 1] += rackUnits[host]
      gone[day * width + 2] += powerKW[host]
      mark(day)
    }
    func add(_ days: [Int32], to column: Int) {
      for number in days where number != 0 {
        guard let day = place(number) else { continue }
        gone[day * width + column] += 1
        mark(day)
      }
    }
    add(run.rackGone, to: 3)
    add(run.siteGone, to: 4)
    for wave in run.leaving where Int(wave) < ForecastModel.lastWave {
      guard let day = place(model.cutovers[Int(wave)]) else { continue }
      gone[day * width + 5] += 1
      mark(day)
    }
    pass(width)
  }

  private mutating func mark(_ day: Int) { isChanged[day >> 6] |= 1 << UInt64(day & 63) }

  /// Lets the days pass on which anything goes, and leaves nothing behind for the next run.
  private mutating func pass(_ width: Int) {
    var current = start
    for goal in reached.indices {
      reached[goal] = current[measureOfGoal[goal]] <= model.goals[goal].bound ? 0 : ForecastRun.never
    }
    var next = 0
    func leave(until day: Int) {
      while next < days.count, days[next] < day {
        for column in 0..<width { left[next * width + column] = current[column] }
        next += 1
      }
    }
    for word in isChanged.indices {
      while isChanged[word] != 0 {
        let day = word << 6 + isChanged[word].trailingZeroBitCount
        isChanged[word] &= isChanged[word] - 1
        leave(until: day)
        for column in 0..<width {
          current[column] -= gone[day * width + column]
          gone[day * width + column] = 0
        }
        for goal in reached.indices where reached[goal] == ForecastRun.never {
          if current[measureOfGoal[goal]] <= model.goals[goal].bound { reached[goal] = Int32(day) }
        }
      }
    }
    leave(until: Self.span)
  }
}
