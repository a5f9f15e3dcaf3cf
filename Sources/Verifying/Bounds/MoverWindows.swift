import Estates

/// For each mover the first wave by which it may have left and the first by which it must have, and the waves between in
/// which it may move.
///
/// Besides the mover's own dates, freezes, leads and pins it draws on who comes before and after, and on the limits: a
/// mover leaves by a wave only with all that comes before it, and what they all take must fit into the limits up to then.
struct MoverWindows {
  private(set) var earliest: [Int]
  /// `waveCount` where it may stay.
  private(set) var latest: [Int]
  /// `mover * waveCount + wave`.
  private(set) var open: [Bool]
  /// Some mover must leave and cannot.
  private(set) var isImpossible = false

  private let waveCount: Int
  private let movers: Movers

  /// `left`: movers that have left by a wave, or have not, in the case that is looked at.
  init(_ verifier: Verifier, _ movers: Movers, left: [(mover: Int, wave: Int, isDone: Bool)]) {
    let waveCount = verifier.calendar.count
    self.waveCount = waveCount
    self.movers = movers
    var open = [Bool](repeating: true, count: movers.count * waveCount)
    verifier.strikeOutForbiddenWaves(movers.of, &open)
    var mayStay = [Bool](repeating: true, count: movers.count)
    for rule in verifier.rules {
      switch rule.demand {
      case .pin: for row in rule.selected { mayStay[Int(movers.of[Int(row)])] = false }
      case .leave(let must, _): for row in must { mayStay[Int(movers.of[Int(row)])] = false }
      case .together, .order, .apart, .near, .limit, .freeze, .notBefore, .notAfter, .relate, .stay: break
      }
    }
    for (mover, wave, isDone) in left {
      for other in 0..<waveCount where (other <= wave) != isDone { open[mover * waveCount + other] = false }
      if isDone { mayStay[mover] = false }
    }
    for mover in 0..<movers.count where movers.neverMoves[mover] {
      for wave in 0..<waveCount { open[mover * waveCount + wave] = false }
    }
    self.open = open
    earliest = [Int](repeating: 0, count: movers.count)
    latest = mayStay.map { $0 ? waveCount : waveCount - 1 }
    propagate()
    if !isImpossible && !movers.edges.isEmpty {
      waitForLimits(verifier)
      propagate()
    }
  }

  func isOpen(_ mover: Int, _ wave: Int) -> Bool { open[mover * waveCount + wave] }

  private func firstOpen(_ mover: Int, from wave: Int) -> Int {
    var wave = wave
    while wave < waveCount && !isOpen(mover, wave) { wave += 1 }
    return min(wave, waveCount)
  }

  private func lastOpen(_ mover: Int, upTo wave: Int) -> Int {
    var wave = min(wave, waveCount - 1)
    while wave >= 0 && !isOpen(mover, wave) { wave -= 1 }
    return max(wave, -1)
  }

  /// Carries the windows along the edges until nothing changes.
  private mutating func propagate() {
    for mover in 0..<movers.count {
      earliest[mover] = firstOpen(mover, from: earliest[mover])
      if latest[mover] < waveCount { latest[mover] = lastOpen(mover, upTo: latest[mover]) }
    }
    var changed = true
    while changed {
      changed = false
      for edge in movers.edges {
        let (before, after, lag) = (Int(edge.before), Int(edge.after), Int(edge.lag))
        let bound = min(waveCount, earliest[before] + lag)
        if earliest[after] < bound {
          earliest[after] = firstOpen(after, from: bound)
          changed = true
        }
        if latest[after] < waveCount && latest[before] > max(-1, latest[after] - lag) {
          latest[before] = lastOpen(before, upTo: latest[after] - lag)
          changed = true
        }
      }
    }
    isImpossible = (0..<movers.count).contains { latest[$0] < waveCount && latest[$0] < earliest[$0] }
  }

  /// Moves the earliest waves on to where a mover fits into the limits with all that comes before it.
  private mutating func waitForLimits(_ verifier: Verifier) {
    // Who never moves needs nothing; what waits for it never moves either.
    let edges = movers.edges.filter { earliest[Int($0.after)] < waveCount }
    var before = [[Int32]](repeating: [], count: movers.count)
    var after = before
    var waiting = [Int](repeating: 0, count: movers.count)
    for edge in edges {
      before[Int(edge.after)].append(edge.before)
      after[Int(edge.before)].append(edge.after)
      waiting[Int(edge.after)] += 1
    }
    var place = [Int](repeating: -1, count: movers.count)
    var order: [Int] = []
    for mover in 0..<movers.count where waiting[mover] == 0 && !after[mover].isEmpty { order.append(mover) }
    var position = 0
    while position < order.count {
      place[order[position]] = position
      for next in after[order[position]] {
        waiting[Int(next)] -= 1
        if waiting[Int(next)] == 0 { order.append(Int(next)) }
      }
      position += 1
    }
    let words = (order.count + 63) / 64
    guard words * order.count <= 16 << 20 else { return }

    // By family of periods: what each takes at least, and what there is up to each wave.
    var needs: [[Double]] = []
    var room: [[Double]] = []
    for rule in verifier.rules {
      guard case .limit(let limit) = rule.demand, limit.amounts.allSatisfy({ $0 >= 0 }) else { continue }
      var need = [Double](repeating: 0, count: order.count)
      for (position, row) in limit.workloads.enumerated() {
        let mover = Int(movers.of[Int(row)])
        if place[mover] < 0 || earliest[mover] >= waveCount { continue }
        let lead = Int(limit.waves[position])
        need[place[mover]] += limit.amounts[position] * Double(min(lead, earliest[mover] + 1)) / Double(lead)
      }
      for family in ResolvedLimit.Period.Family.allCases where limit.periods.contains(where: { $0.family == family }) {
        var sum = 0.0
        var counted: Set<Int> = []
        room.append(
          limit.periodsOfWave.map { periods in
            if let period = periods.first(where: { limit.periods[$0].family == family }) {
              if counted.insert(period).inserted {
                sum += ResolvedLimit.slack(limit.periods[period].limit) * (1 + 1e-12)
              }
            } else {
              sum = .infinity
            }
            return sum
          })
        needs.append(need)
      }
    }

    var isBefore = [UInt64](repeating: 0, count: words * order.count)
    for (own, mover) in order.enumerated() {
      isBefore[own * words + own / 64] |= 1 << UInt64(own % 64)
      for other in before[mover] {
        let other = place[Int(other)]
        if other < 0 { continue }
        for word in 0..<words { isBefore[own * words + word] |= isBefore[other * words + word] }
      }
      var wave = earliest[mover]
      if wave >= waveCount { continue }
      for (need, room) in zip(needs, room) {
        var sum = 0.0
        for word in 0..<words {
          var rest = isBefore[own * words + word]
          while rest != 0 {
            sum += need[word * 64 + rest.trailingZeroBitCount]
            rest &= rest - 1
          }
        }
        while wave < waveCount && sum > room[wave] * (1 + 1e-12) { wave += 1 }
      }
      earliest[mover] = wave
    }
  }
}
