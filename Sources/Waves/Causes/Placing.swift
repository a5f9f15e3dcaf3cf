import Solving

/// Where every item stands, made to be asked what stands against putting one of them elsewhere.
///
///     placing.obstacles(to: item, in: 7)        // [] where it may go there, all others left where they are
///     placing.move(item, to: 7)
///
/// It looks at the item's window, at whoever goes before, after and apart from it, and at the limits that it takes from, and
/// so costs as much as the item has of these. The gates of orderings are looked through: they go where they must.
struct Placing {
  enum Obstacle: Hashable {
    /// The wave is not open to the item; of `waveCount`, that it may not stay.
    case window
    /// The item has to come after this one, which would be later or stays.
    case before(item: Int)
    /// This one has to come after the item, and would be earlier, or moves while the item stays.
    case after(item: Int)
    /// Both are in one apart group.
    case apart(group: Int, item: Int)
    case resource(Int, bucket: Int)
  }

  let problem: Problem
  private(set) var waves: [Int32]
  private(set) var used: [[Double]]
  private let workItems: Int
  private let befores: [[(item: Int32, lag: Int32)]]
  private let afters: [[(item: Int32, lag: Int32)]]
  private let groupsOf: [[Int32]]
  /// By resource: the items that take of it wherever they go.
  private let takersOf: [[Int]]

  /// - Parameter workItems: items from here on are gates.
  init(_ problem: Problem, workItems: Int, waves: [Int32]) {
    self.problem = problem
    self.workItems = workItems
    self.waves = waves
    var befores = [[(item: Int32, lag: Int32)]](repeating: [], count: problem.itemCount)
    var afters = befores
    for precedence in problem.precedences {
      befores[Int(precedence.after)].append((precedence.before, precedence.lag))
      afters[Int(precedence.before)].append((precedence.after, precedence.lag))
    }
    self.befores = befores
    self.afters = afters
    var groupsOf = [[Int32]](repeating: [], count: problem.itemCount)
    for (number, group) in problem.apartGroups.enumerated() {
      for item in group { groupsOf[Int(item)].append(Int32(number)) }
    }
    self.groupsOf = groupsOf
    var takersOf = [[Int]](repeating: [], count: problem.resources.count)
    for item in 0..<problem.itemCount {
      for use in problem.uses[Int(problem.useStart[item])..<Int(problem.useStart[item + 1])]
      where takersOf[Int(use.resource)].last != item {
        takersOf[Int(use.resource)].append(item)
      }
    }
    self.takersOf = takersOf
    used = problem.resources.map { [Double](repeating: 0, count: $0.capacity.count) }
    for item in 0..<problem.itemCount { take(item, waves[item], 1) }
  }

  private func uses(of item: Int) -> ArraySlice<Problem.Use> {
    problem.uses[Int(problem.useStart[item])..<Int(problem.useStart[item + 1])]
  }

  /// What an item takes in a wave: bucket by bucket, each once.
  func takes(_ item: Int, in wave: Int32) -> [(resource: Int, bucket: Int, amount: Double)] {
    if Int(wave) >= problem.waveCount { return [] }
    var taken: [(resource: Int, bucket: Int, amount: Double)] = []
    for use in uses(of: item) {
      for back in 0..<use.lead where wave - back >= 0 {
        let bucket = Int(problem.resources[Int(use.resource)].bucketOfWave[Int(wave - back)])
        if bucket < 0 { continue }
        let share = use.amount / Double(use.lead)
        if let place = taken.firstIndex(where: { $0.resource == Int(use.resource) && $0.bucket == bucket }) {
          taken[place].amount += share
        } else {
          taken.append((Int(use.resource), bucket, share))
        }
      }
    }
    return taken
  }

  private mutating func take(_ item: Int, _ wave: Int32, _ sign: Double) {
    for (resource, bucket, amount) in takes(item, in: wave) { used[resource][bucket] += sign * amount }
  }

  mutating func move(_ item: Int, to wave: Int32) {
    take(item, waves[item], -1)
    waves[item] = wave
    take(item, wave, 1)
  }

  /// Those before an item, with lags; gates looked through.
  private func before(_ item: Int) -> [(item: Int, lag: Int32)] {
    befores[item].flatMap { arc in
      Int(arc.item) < workItems
        ? [(Int(arc.item), arc.lag)] : befores[Int(arc.item)].map { (Int($0.item), $0.lag + arc.lag) }
    }
  }

  private func after(_ item: Int) -> [(item: Int, lag: Int32)] {
    afters[item].flatMap { arc in
      Int(arc.item) < workItems
        ? [(Int(arc.item), arc.lag)] : afters[Int(arc.item)].map { (Int($0.item), $0.lag + arc.lag) }
    }
  }

  /// Everything that stands against `item` in `wave` (`waveCount`: that it stays), all others left where they are.
  func obstacles(to item: Int, in wave: Int32) -> [Obstacle] {
    let stays = Int32(problem.waveCount)
    var found: [Obstacle] = []
    if wave == stays ? !problem.mayStay[item] : !problem.isAllowed(item, in: Int(wave)) { found.append(.window) }
    if wave < stays {
      for (other, lag) in before(item) where waves[other] == stays || waves[other] + lag > wave {
        found.append(.before(item: other))
      }
    }
    for (other, lag) in after(item) where waves[other] < stays && (wave == stays || wave + lag > waves[other]) {
      found.append(.after(item: other))
    }
    if wave == stays { return found }
    for group in groupsOf[item] {
      for other in problem.apartGroups[Int(group)] where Int(other) != item && waves[Int(other)] == wave {
        found.append(.apart(group: Int(group), item: Int(other)))
      }
    }
    let own = takes(item, in: waves[item])
    for (resource, bucket, amount) in takes(item, in: wave) {
      let already = own.first { $0.resource == resource && $0.bucket == bucket }?.amount ?? 0
      let sum = used[resource][bucket] - already + amount
      // What only makes less of an overuse is no obstacle.
      if sum > Problem.slack(problem.resources[resource].capacity[bucket]) + 1e-9, amount > 0 {
        found.append(.resource(resource, bucket: bucket))
      }
    }
    return found
  }

  /// The items that take of a bucket where they stand.
  func users(of resource: Int, bucket: Int) -> [Int] {
    takersOf[resource].filter { item in
      takes(item, in: waves[item]).contains { $0.resource == resource && $0.bucket == bucket }
    }
  }
}
