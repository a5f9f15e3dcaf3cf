import Estates
import Plans

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
    package init(runs: Int = 10_000, seed: UInt64 = 1) {
      self.runs = runs
      self.seed = seed
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
    var tally = Tally(model, days: days.map { Int($0.number) - asOf })
    var run = ForecastRun(model, beliefs)
    var reached = [[Int32]](repeating: [], count: model.goals.count)
    var amounts = [[Float]](repeating: [], count: days.count * Measure.allCases.count)
    var draws = [[Double]](repeating: [], count: ForecastInput.allCases.count)
    for number in 0..<settings.runs {
      run.go(run: number, seed: settings.seed)
      tally.count(run)
      for goal in model.goals.indices { reached[goal].append(tally.reached[goal]) }
      for cell in amounts.indices { amounts[cell].append(Float(tally.left[cell])) }
      for input in draws.indices { draws[input].append(run.draws[input]) }
    }

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

    bands = days.indices.map { place in
      var (low, middle, high) = (Amounts(), Amounts(), Amounts())
      for (column, measure) in Measure.allCases.enumerated() {
        let sorted = amounts[place * Measure.allCases.count + column].sorted()
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

/// What one run leaves standing, day by day from the day of the report.
private struct Tally {
  /// Days that are told apart; what goes later counts as never.
  static let span = 366 * 12

  private let model: ForecastModel
  private let days: [Int]
  /// By goal: days from the report to reaching it; `never` where the run does not.
  private(set) var reached: [Int32]
  /// By day asked for and measure: what is left.
  private(set) var left: [Double]
  private var gone: [Double]
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
    for cell in gone.indices { gone[cell] = 0 }
    let today = model.standing.asOf.number
    func place(_ day: Int32) -> Int? {
      let offset = Int(day) - Int(today)
      return day != ForecastRun.never && offset >= 0 && offset < Self.span ? offset * width : nil
    }
    // In the order of `Measure.allCases`: hosts, rack units, power, racks, sites, workloads.
    for host in run.hostGone.indices {
      guard let cell = place(run.hostGone[host]) else { continue }
      gone[cell] += 1
      gone[cell + 1] += rackUnits[host]
      gone[cell + 2] += powerKW[host]
    }
    for day in run.rackGone where day != 0 { if let cell = place(day) { gone[cell + 3] += 1 } }
    for day in run.siteGone where day != 0 { if let cell = place(day) { gone[cell + 4] += 1 } }
    for wave in run.leaving where Int(wave) < ForecastModel.lastWave {
      if let cell = place(model.cutovers[Int(wave)]) { gone[cell + 5] += 1 }
    }
    for goal in reached.indices { reached[goal] = ForecastRun.never }
    var current = start
    var open = reached.count
    var next = 0
    for goal in reached.indices where current[measureOfGoal[goal]] <= model.goals[goal].bound {
      reached[goal] = 0
      open -= 1
    }
    for day in 0..<Self.span {
      var isChanged = false
      for column in 0..<width {
        let amount = gone[day * width + column]
        if amount != 0 {
          current[column] -= amount
          isChanged = true
        }
      }
      if isChanged, open > 0 {
        for goal in reached.indices where reached[goal] == ForecastRun.never {
          if current[measureOfGoal[goal]] <= model.goals[goal].bound {
            reached[goal] = Int32(day)
            open -= 1
          }
        }
      }
      while next < days.count, days[next] == day {
        for column in 0..<width { left[next * width + column] = current[column] }
        next += 1
      }
      if open == 0 && next == days.count { break }
    }
  }
}
