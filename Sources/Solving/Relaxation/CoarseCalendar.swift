/// A problem with several waves taken as one: what prices on its rows say first, at a fraction of the cost.
///
///     waves          0  1  2  3  4  5  6          three at a time
///     coarse waves   0  0  0  1  1  1  2
///
/// A minimum cut of the coarse problem costs about as much less as there are fewer waves, and its prices come to rest in
/// fewer cuts. They are then given to the rows of the fine one: a capacity keeps its price in each of its buckets, what
/// counts once a wave shares it. The coarse problem proves nothing; it is an estimate of the fine one, on the hopeful side
/// where it must choose.
struct CoarseCalendar {
  /// Fewer waves than this are not made.
  static let leastWaves = 5
  /// Minimum cuts of each coarse calendar.
  static let cuts = 60

  let problem: Problem
  private let fine: Problem
  private let factor: Int
  /// The coarse bucket of each bucket of each resource, -1 where it is used in no wave.
  private let coarseBucket: [[Int]]
  /// For each apart group the resource that stands for it.
  private let firstApart: Int

  /// `factor` waves as one, from 2.
  init(_ fine: Problem, factor: Int) {
    self.fine = fine
    self.factor = factor
    let waveCount = fine.waveCount
    let count = (waveCount + factor - 1) / factor
    var coarse = Problem(waveCount: count, itemCount: fine.itemCount)
    func waves(_ wave: Int) -> Range<Int> { wave * factor..<min(waveCount, (wave + 1) * factor) }
    func mean(_ values: [Double]) -> [Double] {
      (0..<count).map { wave in waves(wave).reduce(0) { $0 + values[$1] } / Double(waves(wave).count) }
    }
    func contribution(_ old: Problem.Contribution) -> Problem.Contribution {
      var new = old
      if old.lastWave >= 0 { new.lastWave = old.lastWave / Int32(factor) }
      return new
    }

    coarse.mayStay = fine.mayStay
    for item in 0..<fine.itemCount {
      for wave in 0..<count {
        var sum = 0.0
        var allowed = 0
        for old in waves(wave) where fine.isAllowed(item, in: old) {
          allowed += 1
          sum += fine.worth[item * waveCount + old]
        }
        if allowed == 0 { coarse.forbid(item, in: wave) }
        coarse.worth[item * count + wave] = allowed == 0 ? 0 : sum / Double(allowed)
      }
    }
    coarse.precedences = fine.precedences.map {
      .init(before: $0.before, after: $0.after, lag: $0.lag / Int32(factor))
    }

    // Buckets that share a coarse wave become one.
    var coarseBucket: [[Int]] = []
    for resource in fine.resources {
      var union = UnionOfBuckets(resource.capacity.count)
      var isFree = [Bool](repeating: false, count: count)
      for wave in 0..<count {
        let buckets = waves(wave).map { Int(resource.bucketOfWave[$0]) }
        isFree[wave] = buckets.contains(-1)
        let limited = buckets.filter { $0 >= 0 }
        for bucket in limited.dropFirst() { union.join(limited[0], bucket) }
      }
      var number: [Int: Int] = [:]
      var capacity: [Double] = []
      var place = [Int](repeating: -1, count: resource.capacity.count)
      for bucket in resource.capacity.indices {
        let root = union.root(bucket)
        if number[root] == nil {
          number[root] = capacity.count
          capacity.append(0)
        }
        place[bucket] = number[root] ?? 0
        capacity[place[bucket]] += resource.capacity[bucket]
      }
      coarseBucket.append(place)
      coarse.resources.append(
        .init(
          bucketOfWave: (0..<count).map { wave in
            isFree[wave] ? -1 : Int32(place[Int(resource.bucketOfWave[wave * factor])])
          }, capacity: capacity))
    }
    firstApart = coarse.resources.count
    var apart = [[Int32]](repeating: [], count: fine.itemCount)
    for (number, group) in fine.apartGroups.enumerated() {
      for item in group { apart[Int(item)].append(Int32(firstApart + number)) }
      coarse.resources.append(
        .init(bucketOfWave: (0..<Int32(count)).map { $0 }, capacity: (0..<count).map { Double(waves($0).count) }))
    }
    self.coarseBucket = coarseBucket

    coarse.useStart = [0]
    for item in 0..<fine.itemCount {
      let first = coarse.uses.count
      for use in fine.uses[Int(fine.useStart[item])..<Int(fine.useStart[item + 1])] {
        let lead = (use.lead + Int32(factor) - 1) / Int32(factor)
        if let same = coarse.uses[first...].firstIndex(where: { $0.resource == use.resource && $0.lead == lead }) {
          coarse.uses[same].amount += use.amount
        } else {
          coarse.uses.append(.init(resource: use.resource, lead: lead, amount: use.amount))
        }
      }
      for resource in apart[item] { coarse.uses.append(.init(resource: resource, lead: 1, amount: 1)) }
      coarse.useStart.append(Int32(coarse.uses.count))
    }

    coarse.spans = fine.spans
    coarse.spanWorth = mean(fine.spanWorth) + [fine.spanWorth[waveCount]]
    coarse.outcomes = fine.outcomes.map {
      .init(items: $0.items, steps: $0.steps, worth: mean($0.worth), contributions: $0.contributions.map(contribution))
    }
    coarse.drains = fine.drains.map { drain in
      .init(
        items: drain.items, demand: drain.demand, base: drain.base,
        steps: drain.steps.map {
          .init(threshold: $0.threshold, worth: mean($0.worth), contributions: $0.contributions.map(contribution))
        })
    }
    coarse.goals = fine.goals
    coarse.contributionStart = fine.contributionStart
    coarse.itemContributions = fine.itemContributions.map(contribution)
    coarse.constant = fine.constant
    problem = coarse
  }

  /// Prices of the coarse problem on the rows of the fine one.
  func refined(_ certificate: Certificate) -> Certificate {
    var price: [Certificate.Row: Double] = [:]
    for entry in certificate.prices { price[entry.row] = entry.price }
    var prices: [Certificate.Price] = []
    func add(_ row: Certificate.Row, _ value: Double?) {
      if let value, value != 0 { prices.append(.init(row: row, price: value)) }
    }
    for (number, buckets) in coarseBucket.enumerated() {
      for (bucket, coarse) in buckets.enumerated() where coarse >= 0 {
        add(.resource(number, bucket: bucket), price[.resource(number, bucket: coarse)])
      }
    }
    for group in fine.apartGroups.indices {
      for wave in 0..<fine.waveCount {
        add(.apart(group: group, wave: wave), price[.resource(firstApart + group, bucket: wave / factor)])
      }
    }
    for (number, drain) in fine.drains.enumerated() {
      for dimension in drain.base.indices {
        for wave in 0..<fine.waveCount {
          let shared = price[.drain(number, dimension: dimension, wave: wave / factor)]
          add(.drain(number, dimension: dimension, wave: wave), shared.map { $0 / Double(factor) })
        }
      }
    }
    for goal in fine.goals.indices { add(.goal(goal), price[.goal(goal)]) }
    for entry in certificate.prices {
      guard case .cover(var cover) = entry.row else { continue }
      let coarse = cover.wave
      for wave in coarse * factor..<min(fine.waveCount, (coarse + 1) * factor) {
        cover.wave = wave
        add(.cover(cover), entry.price / Double(factor))
      }
    }
    return Certificate(objective: certificate.objective, prices: prices)
  }

  /// Mean coarse waves as waves.
  func refined(_ expectedWave: [Double]) -> [Double] {
    let count = Double(fine.waveCount)
    return expectedWave.map { $0 >= Double(problem.waveCount) ? count : min(count, ($0 + 0.5) * Double(factor) - 0.5) }
  }
}

/// Where the search for prices may begin.
package struct CoarseStart: Sendable {
  package var certificate: Certificate
  /// The mean wave in which each item leaves.
  package var expectedWave: [Double]
  /// Arcs and nodes looked at.
  package var effort: Int

  /// What `problem` with two waves as one ends with, which begins the same way. Nil where there is nothing to gain: few
  /// waves, or prices that partitions find. The coarse problems are gone when this returns: make the fine relaxation after it.
  package static func of(
    _ problem: Problem, _ objective: Certificate.Objective, limits: Relaxation.Limits,
    parts: Relaxation.Parts = .all
  ) -> CoarseStart? {
    guard problem.waveCount >= 2 * CoarseCalendar.leastWaves, !Relaxation.suitsPartitions(problem, parts) else {
      return nil
    }
    let calendar = CoarseCalendar(problem, factor: 2)
    var own = limits
    own.cuts = CoarseCalendar.cuts
    own.known = nil
    let start = CoarseStart.of(calendar.problem, objective, limits: limits, parts: parts)
    own.effort = max(0, limits.effort - (start?.effort ?? 0))
    let coarse = Relaxation(calendar.problem, parts: parts)
    if coarse.isInfeasible { return nil }
    let bound = coarse.bound(objective, start: start?.certificate, method: .volume, limits: own)
    // Where the time was over before a cut, what the coarser one ended with has to do.
    let certificate = bound.value.isFinite ? bound.certificate : start?.certificate
    let waves = bound.expectedWave.isEmpty ? start?.expectedWave : bound.expectedWave
    guard let certificate, let waves else { return nil }
    return CoarseStart(
      certificate: calendar.refined(certificate), expectedWave: calendar.refined(waves),
      effort: coarse.effort + (start?.effort ?? 0))
  }
}

/// Which buckets have become one.
private struct UnionOfBuckets {
  private var parent: [Int]

  init(_ count: Int) { parent = Array(0..<count) }

  mutating func root(_ bucket: Int) -> Int {
    var bucket = bucket
    while parent[bucket] != bucket {
      parent[bucket] = parent[parent[bucket]]
      bucket = parent[bucket]
    }
    return bucket
  }

  mutating func join(_ first: Int, _ second: Int) { parent[root(second)] = root(first) }
}
