/// Simulated annealing over proposals: one chain, always within the rules.
///
/// A proposal that lowers the energy is taken, one that raises it with a probability that falls with the temperature. The
/// energy is the worth, less a price for what the goals lack. The prices move: where the chain falls behind the best
/// shortfall they rise, else they sink slowly, so that the chain may trade a little of a goal for a way around and comes
/// back. The best assignment in the order of goals is kept apart.
///
/// Where a relaxation says in which wave each item leaves on average, items are often proposed to go about there (measured on
/// 1,000 items: a fifth of what was missing to the bound).
final class Annealing {
  let state: SearchState
  private let compiled: CompiledProblem
  private let store = CellStore()
  private var proposal: Proposal
  private var random: RandomSource

  private(set) var best: Score
  let bestWaves: Cells<Int32>
  /// Items placed since `bestWaves` was last brought up to date.
  private let changed: Cells<Int32>
  private let isChanged: Cells<Bool>
  private var changedCount = 0

  private var targetPrice: Double
  private var milestonePrice: Double
  private let basePrice: Double
  private let movable: [Int32]
  /// The mean wave of each item in a relaxation; empty where none is known.
  private let guide: [Double]
  private let groups: [Int32]
  private let drains: [Int32]
  private(set) var steps = 0

  init(_ compiled: CompiledProblem, seed: UInt64, guide: [Double]? = nil) {
    self.compiled = compiled
    self.guide = guide ?? []
    state = SearchState(compiled)
    proposal = Proposal(state: state)
    random = RandomSource(seed: seed)
    best = Score(targetShortfall: .infinity, milestoneShortfall: .infinity, worth: -.infinity)
    bestWaves = store.cells(compiled.itemCount, Int32(compiled.waveCount))
    changed = store.cells(compiled.itemCount, Int32(0))
    isChanged = store.cells(compiled.itemCount, false)
    movable = (0..<compiled.itemCount).filter { compiled.canMove($0) }.map(Int32.init)
    groups = (0..<(compiled.outcomeSteps.start.count - 1)).filter {
      !compiled.outcomeMembers.range($0).isEmpty
        && compiled.outcomeMembers.range($0).allSatisfy { compiled.canMove(Int(compiled.outcomeMembers.values[$0])) }
    }.map(Int32.init)
    drains = compiled.drainSteps.indices.filter {
      compiled.drainSteps[$0] > 0 && !compiled.drainMembers.range($0).isEmpty
    }.map(Int32.init)
    basePrice = Annealing.scale(of: compiled.problem)
    targetPrice = basePrice * 4
    milestonePrice = basePrice
  }

  /// What all there is may be worth: the measure for the price of a goal.
  private static func scale(of problem: Problem) -> Double {
    var sum = 1.0
    for outcome in problem.outcomes { sum += outcome.worth.first ?? 0 }
    for drain in problem.drains { for step in drain.steps { sum += step.worth.first ?? 0 } }
    for item in 0..<problem.itemCount { sum += problem.worth[item * problem.waveCount].magnitude }
    return sum
  }

  /// Starts from an assignment that breaks no rule; returns its worth less what its shortfalls are priced at.
  func start(from waves: Cells<Int32>) -> Double {
    state.load(waves)
    let score = state.score()
    if score.isBetter(than: best) {
      best = score
      bestWaves.copy(from: waves)
    }
    for index in 0..<changedCount { isChanged[changed[index]] = false }
    changedCount = 0
    for item in 0..<compiled.itemCount where bestWaves[item] != state.waves[item] { note(item) }
    return energy(score)
  }

  @inline(__always)
  private func energy(_ score: Score) -> Double {
    score.worth - targetPrice * score.targetShortfall - milestonePrice * score.milestoneShortfall
  }

  private func note(_ item: Int) {
    if isChanged[item] { return }
    isChanged[item] = true
    changed[changedCount] = Int32(truncatingIfNeeded: item)
    changedCount += 1
  }

  /// The middle size of what a feasible proposal changes in worth, as a measure for the temperature.
  func typicalChange(samples: Int) -> Double {
    var sizes: [Double] = []
    for _ in 0..<samples {
      let before = state.score().worth
      if propose() {
        let size = (state.score().worth - before).magnitude
        if size > 0 { sizes.append(size) }
      }
      proposal.undo()
    }
    sizes.sort()
    return sizes.isEmpty ? 1 : sizes[sizes.count / 2]
  }

  /// Begins again with prices of the goals: at some the way to a good plan is open that is closed at others.
  func resetPrices(_ level: Double) {
    targetPrice = basePrice * 4 * level
    milestonePrice = basePrice * level
  }

  /// Takes `count` steps at a temperature.
  func run(steps count: Int, temperature: Double, shouldStop: () -> Bool) {
    var current = energy(state.score())
    for step in 0..<count {
      if step & 2047 == 2047 && shouldStop() { break }
      steps += 1
      if !propose() {
        proposal.undo()
        continue
      }
      let score = state.score()
      let changedEnergy = energy(score)
      let gain = changedEnergy - current
      if gain < 0 && gain < temperature * PortableMath.log(random.unit() + 0x1p-60) {
        proposal.undo()
        continue
      }
      current = changedEnergy
      for index in 0..<proposal.count { note(proposal.item(index)) }
      if score.isBetter(than: best) {
        best = score
        for index in 0..<changedCount {
          let item = Int(changed[index])
          bestWaves[item] = state.waves[item]
          isChanged[item] = false
        }
        changedCount = 0
      }
    }
  }

  /// Moves the prices of the goals; to be called now and then. They rise where the chain is behind the best.
  func adjustPrices() {
    let score = state.score()
    targetPrice = adjusted(targetPrice, score.targetShortfall, best.targetShortfall, lowest: 0.1, highest: 1e4)
    milestonePrice = adjusted(
      milestonePrice, score.milestoneShortfall, best.milestoneShortfall, lowest: 0.02, highest: 1e3)
  }

  private func adjusted(
    _ price: Double, _ shortfall: Double, _ bestShortfall: Double, lowest: Double, highest: Double
  ) -> Double {
    if shortfall > bestShortfall + Score.tolerance { return min(price * 1.3, basePrice * highest) }
    return bestShortfall > Score.tolerance ? price : max(price * 0.97, basePrice * lowest)
  }

  // MARK: Proposals

  private func propose() -> Bool {
    proposal.begin(ejections: 0)
    if movable.isEmpty { return false }
    let draw = random.below(100)
    if draw < 2 && !drains.isEmpty { return advanceStep() }
    if draw < 70 || groups.isEmpty && draw < 90 { return shift() }
    if draw < 80 && compiled.spanAmount.count > 0 { return join() }
    if draw < 96 && !groups.isEmpty { return moveGroup() }
    return swap()
  }

  /// One item to another wave: mostly a neighbouring one.
  private func shift() -> Bool {
    let item = Int(movable[random.below(movable.count)])
    let from = Int(state.waves[item])
    let waveCount = compiled.waveCount
    var to: Int
    let draw = random.below(16)
    if from == waveCount {
      to = draw < 12 && !guide.isEmpty ? guided(item) : compiled.allowedAtOrAfter(item, random.below(waveCount))
    } else if draw < 5 {
      to = compiled.allowedAtOrBefore(item, from - 1)
    } else if draw < 10 {
      to = compiled.allowedAtOrAfter(item, from + 1)
    } else if draw < 14 && !guide.isEmpty {
      to = guided(item)
    } else if draw < 15 {
      to = compiled.allowedAtOrAfter(item, random.below(waveCount))
    } else {
      to = waveCount
    }
    if to < 0 || to == from { return false }
    if to >= waveCount {
      if !compiled.mayStay[item] || from == waveCount { return false }
      to = waveCount
    }
    let reach = draw == 0 ? 250 : draw < 8 ? 60 : 20
    proposal.begin(ejections: 6)
    return proposal.move(item, to: to, limit: reach) && proposal.settle(home: from, limit: reach + 20, random: &random)
  }

  /// A wave near the one that the relaxation has for an item on average: up to three waves off, the nearer the likelier.
  private func guided(_ item: Int) -> Int {
    let wave = guide[item] + 3 * (random.unit() + random.unit() - 1)
    if wave >= Double(compiled.waveCount) - 0.3 { return compiled.waveCount }
    return compiled.allowedAtOrAfter(item, max(0, Int(wave + 0.5)))
  }

  /// One end of a span to where the other is.
  private func join() -> Bool {
    let span = random.below(compiled.spanAmount.count)
    let members = compiled.spanMembers.range(span)
    let mover = Int(compiled.spanMembers.values[members.lowerBound + random.below(members.count)])
    let anchor = Int(compiled.spanMembers.values[members.lowerBound + random.below(members.count)])
    let from = Int(state.waves[mover])
    let to = Int(state.waves[anchor])
    if from == to || !compiled.canMove(mover) { return false }
    if to == compiled.waveCount {
      if !compiled.mayStay[mover] { return false }
    } else if !compiled.isAllowed(mover, to) {
      return false
    }
    proposal.begin(ejections: 6)
    return proposal.move(mover, to: to, limit: 60) && proposal.settle(home: from, limit: 80, random: &random)
  }

  /// All members of an outcome that leave later than some wave to that wave or before; or all of them to stay.
  private func moveGroup() -> Bool {
    let outcome = Int(groups[random.below(groups.count)])
    let members = compiled.outcomeMembers.range(outcome)
    let waveCount = compiled.waveCount
    if members.count > 400 { return false }
    let now = Int(state.outcomeWave[outcome])
    let draw = random.below(8)
    let limit = 3 * members.count + 100
    if draw == 0 || (draw < 3 && members.count < 8) {
      // Back into place: the outcome is given up, or put off.
      let target = draw == 0 ? waveCount : min(waveCount, max(0, now) + 1 + random.below(4))
      proposal.begin(ejections: 0)
      for place in members {
        let item = Int(compiled.outcomeMembers.values[place])
        let wave = Int(state.waves[item])
        if wave >= target { continue }
        let to = target == waveCount ? waveCount : compiled.allowedAtOrAfter(item, target)
        if to >= waveCount && !compiled.mayStay[item] { return false }
        if !proposal.move(item, to: min(waveCount, to), limit: limit) { return false }
      }
      return proposal.count > 0 && proposal.settle(home: waveCount, limit: limit, random: &random)
    }
    if now == 0 { return false }
    let target = now >= waveCount ? random.below(waveCount) : max(0, now - 1 - random.below(3))
    proposal.begin(ejections: 4 + 2 * members.count)
    var home = waveCount
    for place in members {
      let item = Int(compiled.outcomeMembers.values[place])
      let wave = Int(state.waves[item])
      if wave <= target { continue }
      let to = compiled.allowedAtOrBefore(item, target)
      if to < 0 || !proposal.move(item, to: to, limit: limit) { return false }
      if wave < waveCount { home = wave }
    }
    return proposal.count > 0 && proposal.settle(home: home, limit: limit, random: &random)
  }

  /// A step of a drain to be given back some waves sooner: members that leave later are moved up until it is.
  private func advanceStep() -> Bool {
    let drain = Int(drains[random.below(drains.count)])
    let waveCount = compiled.waveCount
    let step = random.below(Int(compiled.drainSteps[drain]))
    let now = state.stepWave(drain, step + 1)
    if now == 0 { return false }
    let target = now >= waveCount ? random.below(waveCount) : max(0, now - 1 - random.below(3))
    let members = compiled.drainMembers.range(drain)
    proposal.begin(ejections: 24)
    var home = waveCount
    var tries = 4 * members.count + 8
    while state.levels[drain * waveCount + target] <= step {
      tries -= 1
      if tries < 0 || proposal.count > 60 { return false }
      // The sooner of two that leave later.
      let first = Int(compiled.drainMembers.values[members.lowerBound + random.below(members.count)])
      let second = Int(compiled.drainMembers.values[members.lowerBound + random.below(members.count)])
      let item =
        state.waves[first] <= Int32(target)
          || state.waves[second] > Int32(target)
            && state.waves[second] < state.waves[first]
        ? second : first
      let wave = Int(state.waves[item])
      if wave <= target { continue }
      let to = compiled.allowedAtOrBefore(item, target)
      if to < 0 { continue }
      if !proposal.move(item, to: to, limit: 80) { return false }
      if wave < waveCount { home = wave }
    }
    return proposal.count > 0 && proposal.settle(home: home, limit: 140, random: &random)
  }

  /// Two items of neighbouring waves change places.
  private func swap() -> Bool {
    let first = Int(movable[random.below(movable.count)])
    let second = Int(movable[random.below(movable.count)])
    let a = Int(state.waves[first])
    let b = Int(state.waves[second])
    let waveCount = compiled.waveCount
    if a == b || first == second { return false }
    if a == waveCount ? !compiled.mayStay[second] : !compiled.isAllowed(second, a) { return false }
    if b == waveCount ? !compiled.mayStay[first] : !compiled.isAllowed(first, b) { return false }
    proposal.begin(ejections: 4)
    return proposal.move(first, to: b, limit: 20) && proposal.move(second, to: a, limit: 40)
      && proposal.settle(home: a, limit: 60, random: &random)
  }
}
