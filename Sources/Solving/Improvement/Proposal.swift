/// One change of an assignment, put together until it breaks no rule, and taken back if it is not wanted.
///
/// A proposal begins with one item or a few and draws in what the rules demand: predecessors go earlier, successors
/// later, and where a bucket overflows another item is ejected from it (measured on published instances: ejection is
/// what makes the search work). Every placement is journalled, so that taking back is exact.
struct Proposal {
  let state: SearchState
  private let compiled: CompiledProblem
  private let store = CellStore()
  private let waveCount: Int
  private let stays: Int

  /// Items touched, in order, and where they were.
  private let journal: Cells<Int32>
  private let former: Cells<Int32>
  private(set) var count = 0
  /// `mark[item] == stamp` for an item of this proposal.
  private let mark: Cells<Int32>
  private var stamp: Int32 = 0
  /// The wave that a marked item is to have.
  private let planned: Cells<Int32>
  private var ejectionsLeft = 0
  private let longestLead: [Int]
  let capacity: Int

  init(state: SearchState) {
    self.state = state
    compiled = state.compiled
    waveCount = compiled.waveCount
    stays = compiled.waveCount
    capacity = min(compiled.itemCount, 20_000)
    journal = store.cells(capacity + 1, Int32(0))
    former = store.cells(capacity + 1, Int32(0))
    planned = store.cells(compiled.itemCount, Int32(0))
    mark = store.cells(compiled.itemCount, Int32(-1))
    var leads = [Int](repeating: 1, count: compiled.problem.resources.count)
    for use in compiled.problem.uses { leads[Int(use.resource)] = max(leads[Int(use.resource)], Int(use.lead)) }
    longestLead = leads
  }

  func item(_ index: Int) -> Int { Int(journal[index]) }
  func formerWave(_ index: Int) -> Int { Int(former[index]) }

  /// Starts a new proposal, which may eject up to `ejections` items.
  mutating func begin(ejections: Int) {
    stamp &+= 1
    count = 0
    ejectionsLeft = ejections
  }

  /// Takes everything back.
  mutating func undo() {
    while count > 0 {
      count -= 1
      state.place(Int(journal[count]), Int(former[count]))
    }
  }

  /// Puts `item` into `wave` and what must follow after it; false where the rules do not let it, or where more than
  /// `limit` items would be drawn in. After false the proposal is broken and must be undone.
  ///
  /// What follows is worked out on marks first and placed when it is complete: most proposals fail, and cheaply so.
  mutating func move(_ item: Int, to wave: Int, limit: Int) -> Bool {
    let firstNew = count
    if !gather(item, wave, limit) {
      count = firstNew
      return false
    }
    for index in firstNew..<count {
      former[index] = state.waves[journal[index]]
      state.place(Int(journal[index]), Int(planned[journal[index]]))
    }
    return true
  }

  private mutating func gather(_ item: Int, _ wave: Int, _ limit: Int) -> Bool {
    var next = count
    if !plan(item, wave) { return false }
    while next < count {
      if count > limit { return false }
      let moved = Int(journal[next])
      let now = Int(planned[moved])
      let was = Int(state.waves[moved])
      next += 1
      if now < was {
        for place in compiled.befores.range(moved) {
          let arc = compiled.befores.values[place]
          let before = Int(arc.item)
          let bound = now - Int(arc.lag)
          if position(before) <= bound { continue }
          let target = compiled.allowedAtOrBefore(before, bound)
          if target < 0 || !plan(before, target) { return false }
        }
      } else {
        for place in compiled.afters.range(moved) {
          let arc = compiled.afters.values[place]
          let after = Int(arc.item)
          let wave = position(after)
          if wave == stays || now + Int(arc.lag) <= wave { continue }
          var target = now == stays ? stays : compiled.allowedAtOrAfter(after, now + Int(arc.lag))
          if target >= stays {
            if !compiled.mayStay[after] { return false }
            target = stays
          }
          if !plan(after, target) { return false }
        }
      }
    }
    return true
  }

  /// Where an item is, or is about to be.
  @inline(__always)
  private func position(_ item: Int) -> Int {
    mark[item] == stamp ? Int(planned[item]) : Int(state.waves[item])
  }

  private mutating func plan(_ item: Int, _ wave: Int) -> Bool {
    if mark[item] == stamp { return Int(planned[item]) == wave }
    if count >= capacity { return false }
    mark[item] = stamp
    planned[item] = Int32(truncatingIfNeeded: wave)
    journal[count] = Int32(truncatingIfNeeded: item)
    count += 1
    return true
  }

  /// Ejects items until no bucket that the proposal touched overflows and no apart group meets; false where that fails.
  /// `home` is the wave that the first item left: what it gave up there may fit what is ejected.
  mutating func settle(home: Int, limit: Int, random: inout RandomSource) -> Bool {
    var next = 0
    while next < count {
      let item = Int(journal[next])
      let wave = Int(state.waves[item])
      if wave < stays {
        for place in compiled.apartsOf.range(item) {
          let group = Int(compiled.apartsOf.values[place])
          for memberPlace in compiled.apartMembers.range(group) {
            let other = Int(compiled.apartMembers.values[memberPlace])
            if other != item && Int(state.waves[other]) == wave {
              if !eject(other, from: wave, home: home, limit: limit, random: &random) { return false }
            }
          }
        }
        for place in compiled.takes.range(item) {
          let take = compiled.takes.values[place]
          let row = Int(take.resource) * waveCount
          var t = wave
          while t >= max(0, wave - Int(take.lead) + 1) {
            let bucket = Int(compiled.bucketOf[row + t])
            t -= 1
            if bucket < 0 { continue }
            while state.taken[bucket] > compiled.capacity[bucket] {
              guard let victim = victim(bucket, Int(take.resource), &random) else { return false }
              if !eject(victim, from: Int(state.waves[victim]), home: home, limit: limit, random: &random) {
                return false
              }
            }
          }
        }
      }
      if compiled.hasNegativeTakes && !fitsWhereItWas(item, Int(former[next])) { return false }
      next += 1
    }
    return true
  }

  /// A random item that takes of `bucket` and is not part of this proposal.
  private func victim(_ bucket: Int, _ resource: Int, _ random: inout RandomSource) -> Int? {
    let first = Int(compiled.firstWaveOfBucket[bucket])
    let last = min(waveCount - 1, Int(compiled.lastWaveOfBucket[bucket]) + longestLead[resource] - 1)
    for _ in 0..<24 {
      let wave = first == last ? first : first + random.below(last - first + 1)
      let members = state.lists.count(wave)
      if members == 0 { continue }
      let item = state.lists.item(wave, random.below(members))
      if mark[item] == stamp { continue }
      for place in compiled.takes.range(item) {
        let take = compiled.takes.values[place]
        if Int(take.resource) != resource || take.amount <= 0 { continue }
        var t = wave
        while t >= max(0, wave - Int(take.lead) + 1) {
          if Int(compiled.bucketOf[resource * waveCount + t]) == bucket { return item }
          t -= 1
        }
      }
    }
    return nil
  }

  private mutating func eject(
    _ item: Int, from wave: Int, home: Int, limit: Int, random: inout RandomSource
  ) -> Bool {
    if ejectionsLeft == 0 || mark[item] == stamp { return false }
    ejectionsLeft -= 1
    let draw = random.below(16)
    var target: Int
    if draw < 8 && home != wave {
      target = home
    } else if draw < 13 {
      target = wave + 1 + random.below(2)
    } else if draw < 15 {
      target = random.below(waveCount)
    } else {
      target = stays
    }
    if target < stays {
      target = compiled.allowedAtOrAfter(item, target)
      if target == wave { target = compiled.allowedAtOrAfter(item, wave + 1) }
    }
    if target >= stays {
      if !compiled.mayStay[item] { return false }
      target = stays
    }
    return move(item, to: target, limit: limit)
  }

  /// Where amounts can be negative, leaving may overflow a bucket as well.
  private func fitsWhereItWas(_ item: Int, _ wave: Int) -> Bool {
    if wave >= stays { return true }
    for place in compiled.takes.range(item) {
      let take = compiled.takes.values[place]
      var t = wave
      while t >= max(0, wave - Int(take.lead) + 1) {
        let bucket = Int(compiled.bucketOf[Int(take.resource) * waveCount + t])
        if bucket >= 0 && state.taken[bucket] > compiled.capacity[bucket] { return false }
        t -= 1
      }
    }
    return true
  }
}
