/// For each item the first wave by which it may have left and the first by which it must have.
///
///     waves           0  1  2  3  4
///     allowed            ●     ●          earliest 1, latest 3 (it must move), so "left by" is  0 x x 1 1
///
/// Precedence carries windows on: what must come before an item cannot leave after it may, and the item not before them.
/// Where capacities are tight it carries further: an item leaves by wave t only together with everything before it, so that
/// the amounts of them all must fit into the capacities up to t. An item too big for a wave's capacity is not allowed there.
///
/// Every assignment that meets the problem lies within the windows; the converse is not claimed.
struct WaveWindows {
  /// The first wave by which the item may have left; `waveCount` where it never moves.
  private(set) var earliest: [Int32]
  /// The first wave by which the item has left in every assignment; `waveCount` where it may stay.
  private(set) var latest: [Int32]
  /// The waves in which it may move, bit by bit as in `Problem.allowed`.
  private(set) var allowed: [UInt64]
  /// Some item has no wave left and may not stay: no assignment meets the problem.
  private(set) var isInfeasible = false

  private let waveCount: Int
  private let maskWords: Int

  /// `tightened`: draw the conclusions from capacities as well.
  init(_ problem: Problem, tightened: Bool = true) {
    waveCount = problem.waveCount
    maskWords = problem.maskWords
    allowed = problem.allowed
    earliest = [Int32](repeating: 0, count: problem.itemCount)
    latest = problem.mayStay.map { $0 ? Int32(problem.waveCount) : Int32(problem.waveCount - 1) }
    if tightened { forbidWhatAloneIsTooMuch(problem) }
    propagate(problem)
    if tightened && !isInfeasible && !problem.precedences.isEmpty {
      for (item, wave) in WaveWindows.earliestByCapacity(problem, earliest) where earliest[item] < wave {
        earliest[item] = wave
      }
      propagate(problem)
    }
  }

  func isAllowed(_ item: Int, in wave: Int) -> Bool {
    allowed[item * maskWords + wave >> 6] >> UInt64(wave & 63) & 1 == 1
  }

  /// The first allowed wave from `wave` on, `waveCount` where there is none.
  private func allowedWave(_ item: Int, from wave: Int32) -> Int32 {
    var t = Int(wave)
    while t < waveCount && !isAllowed(item, in: t) { t += 1 }
    return Int32(min(t, waveCount))
  }

  /// The last allowed wave up to `wave`, -1 where there is none.
  private func allowedWave(_ item: Int, upTo wave: Int32) -> Int32 {
    var t = min(Int(wave), waveCount - 1)
    while t >= 0 && !isAllowed(item, in: t) { t -= 1 }
    return Int32(t)
  }

  private mutating func forbidWhatAloneIsTooMuch(_ problem: Problem) {
    // What others take with negative amounts they give: then no single item is too much.
    var gives = [Bool](repeating: false, count: problem.resources.count)
    for use in problem.uses where use.amount < 0 { gives[Int(use.resource)] = true }
    for item in 0..<problem.itemCount {
      for use in problem.uses[Int(problem.useStart[item])..<Int(problem.useStart[item + 1])]
      where !gives[Int(use.resource)] {
        let resource = problem.resources[Int(use.resource)]
        let share = use.amount / Double(use.lead)
        for wave in 0..<waveCount where isAllowed(item, in: wave) {
          if use.lead == 1 {
            let bucket = resource.bucketOfWave[wave]
            if bucket >= 0 && use.amount > WaveWindows.generous(resource.capacity[Int(bucket)]) {
              allowed[item * maskWords + wave >> 6] &= ~(1 << UInt64(wave & 63))
            }
            continue
          }
          // The waves of one move that count in the same bucket add up.
          var taken: [Int32: Double] = [:]
          for back in 0..<Int(use.lead) where wave - back >= 0 {
            let bucket = resource.bucketOfWave[wave - back]
            if bucket >= 0 { taken[bucket, default: 0] += share }
          }
          let fits = taken.allSatisfy { $0.value <= WaveWindows.generous(resource.capacity[Int($0.key)]) }
          if !fits { allowed[item * maskWords + wave >> 6] &= ~(1 << UInt64(wave & 63)) }
        }
      }
    }
  }

  /// A limit with its slack, and a little more for the rounding of sums.
  private static func generous(_ limit: Double) -> Double { Problem.slack(limit) * (1 + 1e-12) }

  /// The numbers of the precedences of each item, by the end that `key` names.
  private static func precedences(
    of problem: Problem, under key: KeyPath<Problem.Precedence, Int32>
  ) -> CompressedRows<Int32> {
    CompressedRows(
      rowCount: problem.itemCount,
      pairs: problem.precedences.indices.map { (problem.precedences[$0][keyPath: key], Int32($0)) })
  }

  private mutating func propagate(_ problem: Problem) {
    let count = problem.itemCount
    let after = WaveWindows.precedences(of: problem, under: \.before)
    let before = WaveWindows.precedences(of: problem, under: \.after)
    var waiting: [Int32] = []
    var isWaiting = [Bool](repeating: true, count: count)
    for item in 0..<count {
      earliest[item] = allowedWave(item, from: earliest[item])
      waiting.append(Int32(item))
    }
    while let next = waiting.popLast() {
      let item = Int(next)
      isWaiting[item] = false
      for number in after[item] {
        let precedence = problem.precedences[Int(number)]
        let other = Int(precedence.after)
        let bound = min(Int32(waveCount), earliest[item] + precedence.lag)
        if earliest[other] < bound {
          earliest[other] = allowedWave(other, from: bound)
          if !isWaiting[other] { waiting.append(Int32(other)) }
          isWaiting[other] = true
        }
      }
    }
    for item in 0..<count {
      if latest[item] < waveCount { latest[item] = allowedWave(item, upTo: latest[item]) }
      waiting.append(Int32(item))
      isWaiting[item] = true
    }
    while let next = waiting.popLast() {
      let item = Int(next)
      isWaiting[item] = false
      if latest[item] >= waveCount { continue }
      if latest[item] < earliest[item] {
        isInfeasible = true
        return
      }
      for number in before[item] {
        let precedence = problem.precedences[Int(number)]
        let other = Int(precedence.before)
        let bound = latest[item] - precedence.lag
        if latest[other] > bound {
          latest[other] = bound < 0 ? -1 : allowedWave(other, upTo: bound)
          if !isWaiting[other] { waiting.append(Int32(other)) }
          isWaiting[other] = true
        }
      }
    }
  }

  /// Earliest waves from the capacities that an item and everything before it need, for the items where that says
  /// something. Sets of what comes before are rows of bits, as long as they fit into 64 MB; beyond that nothing is said.
  private static func earliestByCapacity(_ problem: Problem, _ earliest: [Int32]) -> [(item: Int, wave: Int32)] {
    let count = problem.itemCount
    let waveCount = problem.waveCount
    // Only items on a precedence take part.
    var number = [Int32](repeating: -1, count: count)
    var members: [Int32] = []
    for precedence in problem.precedences {
      for item in [precedence.before, precedence.after] where number[Int(item)] < 0 {
        number[Int(item)] = Int32(members.count)
        members.append(item)
      }
    }
    let words = (members.count + 63) / 64
    guard words * members.count <= 8 << 20 else { return [] }
    let before = precedences(of: problem, under: \.after)
    let after = precedences(of: problem, under: \.before)
    var open = members.map { before[Int($0)].count }
    var order: [Int32] = []
    for (place, item) in members.enumerated() where open[place] == 0 { order.append(item) }
    var done = 0
    while done < order.count {
      for precedence in after[Int(order[done])] {
        let other = problem.precedences[Int(precedence)].after
        let place = Int(number[Int(other)])
        open[place] -= 1
        if open[place] == 0 { order.append(other) }
      }
      done += 1
    }
    // Cycles (of items that move together) are left alone.
    guard order.count == members.count else { return [] }

    // The least that a member takes of each resource up to a wave, and what there is.
    var gives = [Bool](repeating: false, count: problem.resources.count)
    for use in problem.uses where use.amount < 0 { gives[Int(use.resource)] = true }
    let resources = problem.resources.indices.filter { !gives[$0] }
    var taken = [Double](repeating: 0, count: resources.count * members.count)
    for (column, resource) in resources.enumerated() {
      for (place, item) in members.enumerated() {
        for use in problem.uses[Int(problem.useStart[Int(item)])..<Int(problem.useStart[Int(item) + 1])]
        where Int(use.resource) == resource {
          let counted = min(use.lead, earliest[Int(item)] + 1)
          if counted > 0 && Int(earliest[Int(item)]) < waveCount {
            taken[column * members.count + place] += use.amount * Double(counted) / Double(use.lead)
          }
        }
      }
    }
    let available = resources.map { resource -> [Double] in
      var seen = Set<Int32>()
      var sum = 0.0
      return problem.resources[resource].bucketOfWave.map { bucket in
        if bucket < 0 {
          sum = .infinity
        } else if seen.insert(bucket).inserted {
          sum += generous(problem.resources[resource].capacity[Int(bucket)])
        }
        return sum
      }
    }

    var bits = [UInt64](repeating: 0, count: words * members.count)
    var result: [(item: Int, wave: Int32)] = []
    bits.withUnsafeMutableBufferPointer { bits in
      taken.withUnsafeBufferPointer { taken in
        for item in order {
          let place = Int(number[Int(item)])
          let row = place * words
          bits[row + place >> 6] |= 1 << UInt64(place & 63)
          for precedence in before[Int(item)] {
            let other = Int(number[Int(problem.precedences[Int(precedence)].before)]) * words
            for word in 0..<words { bits[row + word] |= bits[other + word] }
          }
          var wave = earliest[Int(item)]
          if Int(wave) >= waveCount { continue }
          for column in resources.indices {
            var sum = 0.0
            for word in 0..<words {
              var left = bits[row + word]
              while left != 0 {
                sum += taken[column * members.count + word * 64 + left.trailingZeroBitCount]
                left &= left &- 1
              }
            }
            while Int(wave) < waveCount && sum > available[column][Int(wave)] * (1 + 1e-12) { wave += 1 }
          }
          if wave > earliest[Int(item)] { result.append((Int(item), wave)) }
        }
      }
    }
    return result
  }
}
