/// What the closure does not keep: sums over nodes with a limit, each to be given a price.
///
///     row · y ≤ limit        y[v] = 1 where node v is selected ("has left by …"), else 0
///
/// - A bucket of a resource: what the moves that count in it take, at most its capacity (with the slack it has).
/// - An apart group in a wave: its moves, at most one. It is a resource like any other, with capacity 1 a wave.
/// - A drain, in a dimension and by a wave: what the steps given back need to have left, summed over their increments, at
///   most what has left. One row for all steps; a row for each step would leave more room.
/// - A cover of a drain: the same row as if some items had left already. The steps given back need what is then still
///   missing, from the other items alone. It says what the plain row does not: half of a step's demand gone is not half a
///   step. There are as many as there are sets of items, so they are added as a relaxation breaks them (`DrainCovers`).
/// - A goal: what is missing of it, `-reached ≤ -need`, where the shortfall that the objective allows is added elsewhere.
///
/// Rows are not stored as coefficients: `price` and `activity` compute with them, `forEachCoefficient` spells them out.
struct RelaxedRows {

  /// Which kinds of rows are kept; goals always are.
  struct Kinds: OptionSet, Sendable {
    let rawValue: Int
    static let resources = Kinds(rawValue: 1)
    static let apart = Kinds(rawValue: 2)
    static let drains = Kinds(rawValue: 4)
    static let all: Kinds = [.resources, .apart, .drains]
  }

  private(set) var origins: [Certificate.Row] = []
  private(set) var limit: [Double] = []
  /// How much a row's sum moves when everything in it moves at random: the square root of the sum of its squares.
  private(set) var norm: [Double] = []
  var count: Int { limit.count }

  /// A way of using a resource: in wave t it counts `1 / lead` in the buckets of the waves t - lead + 1 … t.
  private struct Channel {
    var firstRow: Int
    var lead: Int
    var bucketOfWave: [Int32]
  }
  private var channels: [Channel] = []
  /// Uses of item i: places `useStart[i] ..< useStart[i + 1]`.
  private var useStart: [Int32] = []
  private var useChannel: [Int32] = []
  private var useAmount: [Double] = []
  /// First row of each drain, -1 where it has none; rows go by dimension, then wave.
  private var drainRow: [Int] = []
  private var goalRow: [Int] = []
  /// Covers are the last rows. Coefficients of cover c: places `coverStart[c] ..< coverStart[c + 1]`.
  private(set) var firstCover = 0
  private var covers: Set<Certificate.Cover> = []
  private var coverStart: [Int] = [0]
  private var coverNode: [Int32] = []
  private var coverAmount: [Double] = []

  private let problem: Problem
  private let expansion: TimeExpansion

  init(_ problem: Problem, _ expansion: TimeExpansion, _ kinds: Kinds = .all) {
    self.problem = problem
    self.expansion = expansion
    let waveCount = problem.waveCount

    // Resources and apart groups, as channels.
    var firstRow: [Int] = []
    for (number, resource) in problem.resources.enumerated() {
      firstRow.append(kinds.contains(.resources) ? limit.count : -1)
      guard kinds.contains(.resources) else { continue }
      var squares = 0.0
      for use in problem.uses where Int(use.resource) == number { squares += use.amount * use.amount }
      for bucket in resource.capacity.indices {
        origins.append(.resource(number, bucket: bucket))
        limit.append(Problem.slack(resource.capacity[bucket]))
        norm.append(squares.squareRoot())
      }
    }
    var channelOf: [UInt64: Int32] = [:]
    var perItem = [[(channel: Int32, amount: Double)]](repeating: [], count: problem.itemCount)
    for item in 0..<problem.itemCount {
      for use in problem.uses[Int(problem.useStart[item])..<Int(problem.useStart[item + 1])]
      where firstRow[Int(use.resource)] >= 0 && use.amount != 0 {
        let key = UInt64(use.resource) << 32 | UInt64(use.lead)
        let channel = channelOf[key] ?? Int32(channels.count)
        if channelOf.updateValue(channel, forKey: key) == nil {
          channels.append(
            Channel(
              firstRow: firstRow[Int(use.resource)], lead: Int(use.lead),
              bucketOfWave: problem.resources[Int(use.resource)].bucketOfWave))
        }
        perItem[item].append((channel, use.amount))
      }
    }
    if kinds.contains(.apart) {
      for (number, group) in problem.apartGroups.enumerated() {
        channels.append(Channel(firstRow: limit.count, lead: 1, bucketOfWave: (0..<Int32(waveCount)).map { $0 }))
        for wave in 0..<waveCount {
          origins.append(.apart(group: number, wave: wave))
          limit.append(1)
          norm.append(Double(group.count).squareRoot())
        }
        for item in group { perItem[Int(item)].append((Int32(channels.count - 1), 1)) }
      }
    }
    useStart = [0]
    for uses in perItem {
      for use in uses {
        useChannel.append(use.channel)
        useAmount.append(use.amount)
      }
      useStart.append(Int32(useChannel.count))
    }

    for (number, drain) in problem.drains.enumerated() {
      guard kinds.contains(.drains) && !drain.steps.isEmpty else {
        drainRow.append(-1)
        continue
      }
      drainRow.append(limit.count)
      for dimension in drain.base.indices {
        let squares = drain.demand[dimension].reduce(0) { $0 + $1 * $1 }
        for wave in 0..<waveCount {
          origins.append(.drain(number, dimension: dimension, wave: wave))
          limit.append(0)
          norm.append(squares.squareRoot())
        }
      }
    }

    var squares = [Double](repeating: 0, count: problem.goals.count)
    for contribution in problem.itemContributions {
      squares[Int(contribution.goal)] += contribution.amount * contribution.amount
    }
    let others =
      problem.outcomes.flatMap(\.contributions) + problem.drains.flatMap { $0.steps.flatMap(\.contributions) }
    for contribution in others { squares[Int(contribution.goal)] += contribution.amount * contribution.amount }
    for (number, goal) in problem.goals.enumerated() {
      goalRow.append(limit.count)
      origins.append(.goal(number))
      limit.append(-goal.need)
      norm.append(squares[number].squareRoot())
    }
    for row in norm.indices where norm[row] == 0 { norm[row] = 1 }
    firstCover = limit.count
  }

  /// Adds the row of a cover; false where it is there already or says nothing.
  mutating func add(_ cover: Certificate.Cover) -> Bool {
    guard covers.insert(cover).inserted else { return false }
    let drain = problem.drains[cover.drain]
    let demand = drain.demand[cover.dimension]
    let gone = Set(cover.gone)
    var left = 0.0
    var squares = 0.0
    let began = coverNode.count
    for (place, item) in drain.items.enumerated() {
      if gone.contains(item) {
        left += demand[place]
      } else if demand[place] > 0 {
        coverNode.append(expansion.itemNode[Int(item) * problem.waveCount + cover.wave])
        coverAmount.append(-demand[place])
        squares += demand[place] * demand[place]
      }
    }
    var least = 0.0
    for k in drain.steps.indices {
      // A little less than the difference: sums of doubles are off by as much.
      let need = expansion.stepDemand[cover.drain][cover.dimension][k]
      let missing = max(0, need - left - 1e-12 * (need + left))
      if missing > least {
        coverNode.append(expansion.stepNode[(expansion.stepStart[cover.drain] + k) * problem.waveCount + cover.wave])
        coverAmount.append(missing - least)
        least = missing
      }
    }
    if least == 0 || squares == 0 {
      coverNode.removeSubrange(began...)
      coverAmount.removeSubrange(began...)
      return false
    }
    coverStart.append(coverNode.count)
    origins.append(.cover(cover))
    limit.append(0)
    norm.append(squares.squareRoot())
    return true
  }

  /// Takes out the covers for which `keep` (one value a cover) is false; the others move up.
  mutating func keepCovers(_ keep: [Bool]) {
    var place = 0
    var row = firstCover
    var starts = [0]
    for (number, isKept) in keep.enumerated() {
      guard case .cover(let cover) = origins[firstCover + number] else { continue }
      if !isKept {
        covers.remove(cover)
        continue
      }
      for old in coverStart[number]..<coverStart[number + 1] {
        coverNode[place] = coverNode[old]
        coverAmount[place] = coverAmount[old]
        place += 1
      }
      starts.append(place)
      origins[row] = origins[firstCover + number]
      limit[row] = 0
      norm[row] = norm[firstCover + number]
      row += 1
    }
    coverStart = starts
    coverNode.removeSubrange(place...)
    coverAmount.removeSubrange(place...)
    origins.removeSubrange(row...)
    limit.removeSubrange(row...)
    norm.removeSubrange(row...)
  }

  /// The sum of each cover's row for shares of the nodes (`nodeCount` of them).
  func coverActivity(_ shares: [Float]) -> [Double] {
    (0..<coverStart.count - 1).map { number in
      var sum = 0.0
      for place in coverStart[number]..<coverStart[number + 1] {
        sum += coverAmount[place] * expansion.share(coverNode[place], shares)
      }
      return sum
    }
  }

  /// The row of a goal.
  func row(ofGoal goal: Int) -> Int { goalRow[goal] }

  /// Takes `prices · rows` off the weights of the nodes (`nodeCount + 2` of them, the constants last).
  func price(_ prices: [Double], into weights: inout [Double]) {
    let waveCount = problem.waveCount
    var priceOfChannel = [Double](repeating: 0, count: channels.count * waveCount)
    for (number, channel) in channels.enumerated() {
      for wave in 0..<waveCount {
        var sum = 0.0
        for back in 0..<channel.lead where wave - back >= 0 && channel.bucketOfWave[wave - back] >= 0 {
          sum += prices[channel.firstRow + Int(channel.bucketOfWave[wave - back])]
        }
        priceOfChannel[number * waveCount + wave] = sum / Double(channel.lead)
      }
    }
    weights.withUnsafeMutableBufferPointer { weights in
      for item in 0..<problem.itemCount {
        let uses = Int(useStart[item])..<Int(useStart[item + 1])
        if uses.isEmpty { continue }
        var before = Int(expansion.zero)
        for wave in 0..<waveCount {
          let node = Int(expansion.itemNode[item * waveCount + wave])
          if node == before { continue }
          var price = 0.0
          for use in uses { price += useAmount[use] * priceOfChannel[Int(useChannel[use]) * waveCount + wave] }
          weights[node] -= price
          weights[before] += price
          before = node
        }
      }
      for (number, drain) in problem.drains.enumerated() where drainRow[number] >= 0 {
        for dimension in drain.base.indices {
          for wave in 0..<waveCount {
            let price = prices[drainRow[number] + dimension * waveCount + wave]
            if price == 0 { continue }
            for (place, item) in drain.items.enumerated() {
              weights[Int(expansion.itemNode[Int(item) * waveCount + wave])] += price * drain.demand[dimension][place]
            }
            var least = 0.0
            for k in drain.steps.indices {
              let demand = expansion.stepDemand[number][dimension][k]
              weights[Int(expansion.stepNode[(expansion.stepStart[number] + k) * waveCount + wave])] -=
                price * (demand - least)
              least = demand
            }
          }
        }
      }
      forEachContribution { goal, node, amount in
        let price = prices[goalRow[goal]]
        if price != 0 { weights[node] += price * amount }
      }
      for number in 0..<coverStart.count - 1 {
        let price = prices[firstCover + number]
        if price == 0 { continue }
        for place in coverStart[number]..<coverStart[number + 1] {
          weights[Int(coverNode[place])] -= price * coverAmount[place]
        }
      }
    }
  }

  /// The sum of each row for a selection (1 or 0 for each of `nodeCount + 2`, the constants last).
  func activity(_ selected: [UInt8]) -> [Double] {
    let waveCount = problem.waveCount
    var sums = [Double](repeating: 0, count: count)
    var ofChannel = [Double](repeating: 0, count: channels.count * waveCount)
    for item in 0..<problem.itemCount {
      let uses = Int(useStart[item])..<Int(useStart[item + 1])
      if uses.isEmpty { continue }
      var wave = 0
      while wave < waveCount && selected[Int(expansion.itemNode[item * waveCount + wave])] == 0 { wave += 1 }
      if wave == waveCount { continue }
      for use in uses { ofChannel[Int(useChannel[use]) * waveCount + wave] += useAmount[use] }
    }
    for (number, channel) in channels.enumerated() {
      for wave in 0..<waveCount {
        let amount = ofChannel[number * waveCount + wave] / Double(channel.lead)
        if amount == 0 { continue }
        for back in 0..<channel.lead where wave - back >= 0 && channel.bucketOfWave[wave - back] >= 0 {
          sums[channel.firstRow + Int(channel.bucketOfWave[wave - back])] += amount
        }
      }
    }
    for (number, drain) in problem.drains.enumerated() where drainRow[number] >= 0 {
      for dimension in drain.base.indices {
        for wave in 0..<waveCount {
          var sum = 0.0
          for (place, item) in drain.items.enumerated()
          where selected[Int(expansion.itemNode[Int(item) * waveCount + wave])] == 1 {
            sum -= drain.demand[dimension][place]
          }
          var least = 0.0
          for k in drain.steps.indices {
            let demand = expansion.stepDemand[number][dimension][k]
            if selected[Int(expansion.stepNode[(expansion.stepStart[number] + k) * waveCount + wave])] == 1 {
              sum += demand - least
            }
            least = demand
          }
          sums[drainRow[number] + dimension * waveCount + wave] = sum
        }
      }
    }
    forEachContribution { goal, node, amount in
      if selected[node] == 1 { sums[goalRow[goal]] -= amount }
    }
    for number in 0..<coverStart.count - 1 {
      var sum = 0.0
      for place in coverStart[number]..<coverStart[number + 1] where selected[Int(coverNode[place])] == 1 {
        sum += coverAmount[place]
      }
      sums[firstCover + number] = sum
    }
    return sums
  }

  /// Every coefficient of every row, in no order; several for the same node add up.
  func forEachCoefficient(_ body: (_ row: Int, _ node: Int, _ amount: Double) -> Void) {
    let waveCount = problem.waveCount
    for item in 0..<problem.itemCount {
      for use in Int(useStart[item])..<Int(useStart[item + 1]) {
        let channel = channels[Int(useChannel[use])]
        let share = useAmount[use] / Double(channel.lead)
        var before = Int(expansion.zero)
        for wave in 0..<waveCount {
          let node = Int(expansion.itemNode[item * waveCount + wave])
          if node == before { continue }
          for back in 0..<channel.lead where wave - back >= 0 && channel.bucketOfWave[wave - back] >= 0 {
            let row = channel.firstRow + Int(channel.bucketOfWave[wave - back])
            body(row, node, share)
            body(row, before, -share)
          }
          before = node
        }
      }
    }
    for (number, drain) in problem.drains.enumerated() where drainRow[number] >= 0 {
      for dimension in drain.base.indices {
        for wave in 0..<waveCount {
          let row = drainRow[number] + dimension * waveCount + wave
          for (place, item) in drain.items.enumerated() {
            body(row, Int(expansion.itemNode[Int(item) * waveCount + wave]), -drain.demand[dimension][place])
          }
          var least = 0.0
          for k in drain.steps.indices {
            let demand = expansion.stepDemand[number][dimension][k]
            body(row, Int(expansion.stepNode[(expansion.stepStart[number] + k) * waveCount + wave]), demand - least)
            least = demand
          }
        }
      }
    }
    forEachContribution { goal, node, amount in body(goalRow[goal], node, -amount) }
    for number in 0..<coverStart.count - 1 {
      for place in coverStart[number]..<coverStart[number + 1] {
        body(firstCover + number, Int(coverNode[place]), coverAmount[place])
      }
    }
  }

  /// Every contribution to a goal with the node on which it hangs.
  private func forEachContribution(_ body: (_ goal: Int, _ node: Int, _ amount: Double) -> Void) {
    let waveCount = problem.waveCount
    for item in 0..<problem.itemCount {
      for contribution in problem.itemContributions[
        Int(problem.contributionStart[item])..<Int(problem.contributionStart[item + 1])]
      where contribution.lastWave >= 0 {
        body(
          Int(contribution.goal), Int(expansion.itemNode[item * waveCount + Int(contribution.lastWave)]),
          contribution.amount)
      }
    }
    for (number, outcome) in problem.outcomes.enumerated() {
      for contribution in outcome.contributions where contribution.lastWave >= 0 {
        body(
          Int(contribution.goal), Int(expansion.outcomeNode[number * waveCount + Int(contribution.lastWave)]),
          contribution.amount)
      }
    }
    for (number, drain) in problem.drains.enumerated() {
      for k in drain.steps.indices {
        for contribution in drain.steps[k].contributions where contribution.lastWave >= 0 {
          let row = (expansion.stepStart[number] + k) * waveCount
          body(Int(contribution.goal), Int(expansion.stepNode[row + Int(contribution.lastWave)]), contribution.amount)
        }
      }
    }
  }
}
