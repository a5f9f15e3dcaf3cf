/// A problem laid out for the search: everything that one item touches stands in one run, amounts are whole numbers,
/// and the waves an item can have at all are worked out.
///
/// Amounts of resources and drains become fixed-point integers, so that adding and taking away again leaves no trace,
/// whatever the order: a search of ten million steps sums exactly as one pass would. The scale of each is the largest
/// power of two that keeps the sum of everything below 2^61.
final class CompiledProblem: @unchecked Sendable {
  struct Arc: BitwiseCopyable {
    var item: Int32
    var lag: Int32
  }

  /// An item's take of a resource: `amount` in each of `lead` waves.
  struct Take: BitwiseCopyable {
    var resource: Int32
    var lead: Int32
    var amount: Int64
  }

  struct Demand: BitwiseCopyable {
    var drain: Int32
    var dimension: Int32
    var amount: Int64
  }

  /// What each level of a drain gains for a goal by a wave: `drainGainValues[start + level]`.
  struct DrainGain: BitwiseCopyable {
    var goal: Int32
    var lastWave: Int32
    var start: Int32
  }

  /// In a row of an outcome: the drain it waits for. In a row of a drain: the outcome that waits.
  struct StepWatch: BitwiseCopyable {
    var other: Int32
    var count: Int32
  }

  let problem: Problem
  let itemCount: Int
  let waveCount: Int
  private let store: CellStore

  let worth: Cells<Double>
  /// Waves that remain after tightening; `words` a row.
  let allowed: Cells<UInt64>
  let words: Int
  /// The first and last wave an item can have; `earliest > latest` where it can never move.
  let earliest: Cells<Int32>
  let latest: Cells<Int32>
  /// False for items that must move, and for those that must because another one must.
  let mayStay: Cells<Bool>

  let befores: RowCells<Arc>
  let afters: RowCells<Arc>

  let takes: RowCells<Take>
  /// `bucketOf[resource * waveCount + wave]`: a number among all buckets, or -1.
  let bucketOf: Cells<Int32>
  let capacity: Cells<Int64>
  let firstWaveOfBucket: Cells<Int32>
  let lastWaveOfBucket: Cells<Int32>
  let resourceOfBucket: Cells<Int32>
  let hasNegativeTakes: Bool

  let apartsOf: RowCells<Int32>
  let apartMembers: RowCells<Int32>

  let spansOf: RowCells<Int32>
  let spanMembers: RowCells<Int32>
  let spanAmount: Cells<Double>
  let spanIsDirected: Cells<Bool>
  let spanWorth: Cells<Double>

  let outcomesOf: RowCells<Int32>
  let outcomeMembers: RowCells<Int32>
  let outcomeSteps: RowCells<StepWatch>
  /// `waveCount + 1` values for each outcome, the last 0.
  let outcomeWorth: Cells<Double>
  let outcomeGains: RowCells<Problem.Contribution>

  let demandsOf: RowCells<Demand>
  let drainMembers: RowCells<Int32>
  let drainDimensions: Cells<Int32>
  /// Where the `dimensions * waveCount` remains of a drain begin.
  let remainStart: Cells<Int32>
  let drainBase: Cells<Int64>
  let drainBaseStart: Cells<Int32>
  let drainSteps: Cells<Int32>
  /// `thresholds[thresholdStart[d] + dimension * steps + step]`.
  let thresholds: Cells<Int64>
  let thresholdStart: Cells<Int32>
  /// Worth of standing at a level in a wave: `levelWorth[levelWorthStart[d] + t * (steps + 1) + level]`; the worth of a
  /// drain is the sum over the waves.
  let levelWorth: Cells<Double>
  let levelWorthStart: Cells<Int32>
  let drainGains: RowCells<DrainGain>
  let drainGainValues: Cells<Double>
  let watchersOf: RowCells<StepWatch>

  let itemGains: RowCells<Problem.Contribution>
  let goalCount: Int

  /// False where tightening alone shows that what must move cannot.
  let isConsistent: Bool

  init(_ problem: Problem) {
    let store = CellStore()
    let n = problem.itemCount
    let waveCount = problem.waveCount
    self.store = store
    self.problem = problem
    itemCount = n
    self.waveCount = waveCount
    words = problem.maskWords
    worth = store.cells(problem.worth)

    let befores = RowCells(
      CompressedRows(
        rowCount: n, pairs: problem.precedences.map { ($0.after, Arc(item: $0.before, lag: $0.lag)) }), in: store)
    let afters = RowCells(
      CompressedRows(
        rowCount: n, pairs: problem.precedences.map { ($0.before, Arc(item: $0.after, lag: $0.lag)) }), in: store)
    self.befores = befores
    self.afters = afters

    // Resources: fixed-point amounts, buckets numbered through.
    var bucketOf = [Int32](repeating: -1, count: problem.resources.count * waveCount)
    var capacity: [Int64] = []
    var firstWave: [Int32] = []
    var lastWave: [Int32] = []
    var resourceOf: [Int32] = []
    var scales: [Double] = []
    var totals = [Double](repeating: 1, count: problem.resources.count)
    for use in problem.uses { totals[Int(use.resource)] += use.amount.magnitude }
    for (number, resource) in problem.resources.enumerated() {
      let scale = fixedPointScale(totals[number])
      scales.append(scale)
      let base = capacity.count
      for limit in resource.capacity {
        let scaled = Problem.slack(limit) * scale
        capacity.append(scaled < 0x1p61 ? Int64(scaled.rounded(.down)) : Int64.max / 2)
        firstWave.append(Int32(waveCount))
        lastWave.append(-1)
        resourceOf.append(Int32(number))
      }
      for t in 0..<waveCount where resource.bucketOfWave[t] >= 0 {
        let bucket = base + Int(resource.bucketOfWave[t])
        bucketOf[number * waveCount + t] = Int32(bucket)
        firstWave[bucket] = min(firstWave[bucket], Int32(t))
        lastWave[bucket] = max(lastWave[bucket], Int32(t))
      }
    }
    var takes: [(row: Int32, value: Take)] = []
    takes.reserveCapacity(problem.uses.count)
    var negative = false
    for item in 0..<n {
      for use in problem.uses[Int(problem.useStart[item])..<Int(problem.useStart[item + 1])] where use.amount != 0 {
        if use.amount < 0 { negative = true }
        let share = (use.amount / Double(use.lead) * scales[Int(use.resource)]).rounded(.toNearestOrAwayFromZero)
        takes.append((Int32(item), Take(resource: use.resource, lead: use.lead, amount: Int64(share))))
      }
    }
    hasNegativeTakes = negative
    self.takes = RowCells(CompressedRows(rowCount: n, pairs: takes), in: store)
    self.bucketOf = store.cells(bucketOf)
    self.capacity = store.cells(capacity)
    firstWaveOfBucket = store.cells(firstWave)
    lastWaveOfBucket = store.cells(lastWave)
    resourceOfBucket = store.cells(resourceOf)

    func memberRows(_ groups: [[Int32]]) -> (byItem: RowCells<Int32>, byGroup: RowCells<Int32>) {
      var byItem: [(row: Int32, value: Int32)] = []
      var byGroup: [(row: Int32, value: Int32)] = []
      for (group, members) in groups.enumerated() {
        for item in members {
          byItem.append((item, Int32(group)))
          byGroup.append((Int32(group), item))
        }
      }
      return (
        RowCells(CompressedRows(rowCount: n, pairs: byItem), in: store),
        RowCells(CompressedRows(rowCount: groups.count, pairs: byGroup), in: store)
      )
    }
    (apartsOf, apartMembers) = memberRows(problem.apartGroups)
    (spansOf, spanMembers) = memberRows(problem.spans.map(\.members))
    spanAmount = store.cells(problem.spans.map(\.amount))
    spanIsDirected = store.cells(problem.spans.map { $0.form == .directed })
    spanWorth = store.cells(problem.spanWorth)

    (outcomesOf, outcomeMembers) = memberRows(problem.outcomes.map(\.items))
    var steps: [(row: Int32, value: StepWatch)] = []
    var watchers: [(row: Int32, value: StepWatch)] = []
    var outcomeGains: [(row: Int32, value: Problem.Contribution)] = []
    var outcomeWorth: [Double] = []
    outcomeWorth.reserveCapacity(problem.outcomes.count * (waveCount + 1))
    for (number, outcome) in problem.outcomes.enumerated() {
      // Of several steps of one drain the last decides.
      for step in outcome.steps
      where !outcome.steps.contains(where: { $0.drain == step.drain && $0.count > step.count }) {
        if steps.last.map({ $0.row == Int32(number) && $0.value.other == step.drain }) == true { continue }
        steps.append((Int32(number), StepWatch(other: step.drain, count: step.count)))
        watchers.append((step.drain, StepWatch(other: Int32(number), count: step.count)))
      }
      for contribution in outcome.contributions { outcomeGains.append((Int32(number), contribution)) }
      outcomeWorth.append(contentsOf: outcome.worth)
      outcomeWorth.append(0)
    }
    outcomeSteps = RowCells(CompressedRows(rowCount: problem.outcomes.count, pairs: steps), in: store)
    watchersOf = RowCells(CompressedRows(rowCount: problem.drains.count, pairs: watchers), in: store)
    self.outcomeGains = RowCells(CompressedRows(rowCount: problem.outcomes.count, pairs: outcomeGains), in: store)
    self.outcomeWorth = store.cells(outcomeWorth)

    // Drains: remaining amounts as fixed-point integers, worth by level as running sums.
    var demands: [(row: Int32, value: Demand)] = []
    var drainItems: [(row: Int32, value: Int32)] = []
    var remainStart: [Int32] = []
    var baseStart: [Int32] = []
    var dimensions: [Int32] = []
    var base: [Int64] = []
    var stepCounts: [Int32] = []
    var thresholds: [Int64] = []
    var thresholdStart: [Int32] = []
    var levelWorth: [Double] = []
    var levelWorthStart: [Int32] = []
    var gains: [(row: Int32, value: DrainGain)] = []
    var gainValues: [Double] = []
    var remainCount = 0
    for (number, drain) in problem.drains.enumerated() {
      let dimensionCount = drain.base.count
      let stepCount = drain.steps.count
      remainStart.append(Int32(remainCount))
      baseStart.append(Int32(base.count))
      dimensions.append(Int32(dimensionCount))
      stepCounts.append(Int32(stepCount))
      thresholdStart.append(Int32(thresholds.count))
      levelWorthStart.append(Int32(levelWorth.count))
      remainCount += dimensionCount * waveCount
      for item in drain.items { drainItems.append((Int32(number), item)) }
      for d in 0..<dimensionCount {
        let scale = fixedPointScale(drain.demand[d].reduce(drain.base[d] + 1, +))
        base.append(Int64((drain.base[d] * scale).rounded(.toNearestOrAwayFromZero)))
        for step in drain.steps {
          let limit = step.threshold[d]
          let scaled = limit.isFinite ? Problem.slack(limit) * scale : .infinity
          thresholds.append(scaled < 0x1p61 ? Int64(scaled.rounded(.down)) : Int64.max)
        }
        for (k, item) in drain.items.enumerated() where drain.demand[d][k] != 0 {
          let amount = Int64((drain.demand[d][k] * scale).rounded(.toNearestOrAwayFromZero))
          demands.append((item, Demand(drain: Int32(number), dimension: Int32(d), amount: amount)))
        }
      }
      for t in 0..<waveCount {
        levelWorth.append(0)
        var sum = 0.0
        for step in drain.steps {
          sum += step.worth[t] - (t + 1 < waveCount ? step.worth[t + 1] : 0)
          levelWorth.append(sum)
        }
      }
      var byGoal: [(goal: Int32, lastWave: Int32, values: [Double])] = []
      for (level, step) in drain.steps.enumerated() {
        for contribution in step.contributions where contribution.lastWave >= 0 {
          let last = min(contribution.lastWave, Int32(waveCount - 1))
          var place = byGoal.firstIndex { $0.goal == contribution.goal && $0.lastWave == last } ?? -1
          if place < 0 {
            place = byGoal.count
            byGoal.append((contribution.goal, last, [Double](repeating: 0, count: stepCount)))
          }
          byGoal[place].values[level] += contribution.amount
        }
      }
      for (goal, last, values) in byGoal {
        gains.append((Int32(number), DrainGain(goal: goal, lastWave: last, start: Int32(gainValues.count))))
        var sum = 0.0
        gainValues.append(0)
        for value in values {
          sum += value
          gainValues.append(sum)
        }
      }
    }
    // Demands of one item stand drain by drain, since drains were walked in order.
    demandsOf = RowCells(CompressedRows(rowCount: n, pairs: demands), in: store)
    drainMembers = RowCells(CompressedRows(rowCount: problem.drains.count, pairs: drainItems), in: store)
    drainDimensions = store.cells(dimensions)
    self.remainStart = store.cells(remainStart + [Int32(remainCount)])
    drainBase = store.cells(base)
    drainBaseStart = store.cells(baseStart)
    drainSteps = store.cells(stepCounts)
    self.thresholds = store.cells(thresholds)
    self.thresholdStart = store.cells(thresholdStart)
    self.levelWorth = store.cells(levelWorth)
    self.levelWorthStart = store.cells(levelWorthStart)
    drainGains = RowCells(CompressedRows(rowCount: problem.drains.count, pairs: gains), in: store)
    drainGainValues = store.cells(gainValues)

    var itemGains: [(row: Int32, value: Problem.Contribution)] = []
    for item in 0..<n {
      for contribution in problem.itemContributions[
        Int(problem.contributionStart[item])..<Int(problem.contributionStart[item + 1])]
      { itemGains.append((Int32(item), contribution)) }
    }
    self.itemGains = RowCells(CompressedRows(rowCount: n, pairs: itemGains), in: store)
    goalCount = problem.goals.count

    var windows = WindowTightening(problem: problem, befores: befores, afters: afters)
    if !negative {
      windows.forbidWhatNeverFits(takes: self.takes, bucketOf: self.bucketOf, capacity: self.capacity)
    }
    isConsistent = windows.tighten()
    allowed = store.cells(windows.allowed)
    earliest = store.cells(windows.earliest)
    latest = store.cells(windows.latest)
    mayStay = store.cells(windows.mustMove.map { !$0 })
  }

  @inline(__always)
  func isAllowed(_ item: Int, _ wave: Int) -> Bool {
    allowed[item * words + wave >> 6] >> UInt64(truncatingIfNeeded: wave & 63) & 1 == 1
  }

  @inline(__always)
  func canMove(_ item: Int) -> Bool { earliest[item] <= latest[item] }

  /// The last allowed wave of `item` on or before `wave`, or -1.
  @inline(__always)
  func allowedAtOrBefore(_ item: Int, _ wave: Int) -> Int {
    var t = min(wave, Int(latest[item]))
    let first = Int(earliest[item])
    while t >= first {
      if isAllowed(item, t) { return t }
      t -= 1
    }
    return -1
  }

  /// The first allowed wave of `item` on or after `wave`, or `waveCount`.
  @inline(__always)
  func allowedAtOrAfter(_ item: Int, _ wave: Int) -> Int {
    var t = max(wave, Int(earliest[item]))
    let last = Int(latest[item])
    while t <= last {
      if isAllowed(item, t) { return t }
      t += 1
    }
    return waveCount
  }
}

/// The largest power of two, up to 2^40, by which amounts that sum to `total` can be multiplied and still sum below 2^61.
private func fixedPointScale(_ total: Double) -> Double {
  var scale = 1.0
  while total * scale * 2 < 0x1p61 && scale < 0x1p40 { scale *= 2 }
  while total * scale >= 0x1p61 { scale /= 2 }
  return scale
}
