import Estates
import Solving
import Topology

/// How much may move at a time: each of `perWave`, `perQuarter` and `perYear` of a `limit` is a resource. Waves outside
/// `from` … `to` are not limited. A spread limit takes an even share in each wave of preparation.
extension ProblemBuilder {
  mutating func addLimits() {
    var uses: [(item: Int32, use: Problem.Use)] = []
    for (index, rule) in rules {
      guard case .limit(let limit) = rule.kind else { continue }
      let (resources, periods) = resources(of: limit)
      if resources.isEmpty { continue }
      resourceOrigins += periods.map { PlanningModel.ResourceOrigin(rule: index, period: $0) }
      let numbers = Int32(problem.resources.count)..<Int32(problem.resources.count + resources.count)
      problem.resources += resources
      let amounts = LimitMeasure(limit.measure, resolved)
      barOverfull(limit, resolved.selections[index], amounts, resources)
      for row in resolved.selections[index].rows {
        let amount = amounts[Int(row)]
        if amount == 0 || obstructions[item(of: row)] != nil { continue }
        let lead = limit.spread ? spreadWaves(of: Int(row)) : 1
        for number in numbers {
          uses.append((Int32(item(of: row)), Problem.Use(resource: number, lead: lead, amount: amount)))
        }
      }
    }
    pack(uses)
  }

  /// Waves over which a spread limit counts a workload.
  private func spreadWaves(of workload: Int) -> Int32 {
    spreadsAsWritten ? estate.workloads.leadWaves[workload] : Int32(leadWaves(of: workload))
  }

  private func resources(
    of limit: Limit
  ) -> (resources: [Problem.Resource], periods: [PlanningModel.ResourceOrigin.Period]) {
    let first = limit.from.map { calendar.firstWave(from: $0) } ?? 0
    let past = limit.to.map { calendar.lastWave(by: $0) + 1 } ?? waveCount
    guard first < past else { return ([], []) }
    func resource(_ periods: [Range<Int>], _ capacity: (Int) -> Double) -> Problem.Resource {
      var resource = Problem.Resource(bucketOfWave: [Int32](repeating: -1, count: waveCount), capacity: [])
      for period in periods {
        let limited = period.clamped(to: first..<past)
        if limited.isEmpty { continue }
        for wave in limited { resource.bucketOfWave[wave] = Int32(resource.capacity.count) }
        resource.capacity.append(capacity(period.lowerBound))
      }
      return resource
    }
    var resources: [Problem.Resource] = []
    var kinds: [PlanningModel.ResourceOrigin.Period] = []
    if let perWave = limit.perWave, !perWave.isEmpty {
      resources.append(resource((0..<waveCount).map { $0..<$0 + 1 }) { perWave[min($0, perWave.count - 1)] })
      kinds.append(.wave)
    }
    if let perQuarter = limit.perQuarter {
      resources.append(resource(calendar.quarters.map(\.waves)) { _ in perQuarter })
      kinds.append(.quarter)
    }
    if let perYear = limit.perYear {
      resources.append(resource(calendar.years.map(\.waves)) { _ in perYear })
      kinds.append(.year)
    }
    return (resources, kinds)
  }

  /// Takes from each together set the waves in which it alone is more than the limit allows. Where amounts below zero occur,
  /// others can make room.
  private mutating func barOverfull(
    _ limit: Limit, _ selected: WorkloadSet, _ amounts: LimitMeasure, _ resources: [Problem.Resource]
  ) {
    let rows = selected.rows.filter { amounts[Int($0)] != 0 }
    if rows.contains(where: { amounts[Int($0)] < 0 }) { return }
    guard let least = resources.flatMap(\.capacity).min() else { return }
    var total = [Double](repeating: 0, count: groups.togetherCount)
    for row in rows { total[set(of: row)] += amounts[Int(row)] }
    var large: [Int: [Int32]] = [:]
    for row in rows where total[set(of: row)] > Problem.slack(least) { large[set(of: row), default: []].append(row) }
    for (set, members) in large {
      for wave in 0..<waveCount where windows.contains(wave, set) {
        let isOver = resources.contains { resource in
          var taken = [Double](repeating: 0, count: resource.capacity.count)
          for row in members {
            let lead = limit.spread ? Int(spreadWaves(of: Int(row))) : 1
            for back in 0..<lead where wave - back >= 0 {
              let bucket = Int(resource.bucketOfWave[wave - back])
              if bucket >= 0 { taken[bucket] += amounts[Int(row)] / Double(lead) }
            }
          }
          return zip(taken, resource.capacity).contains { $0 > Problem.slack($1) }
        }
        if isOver { windows.bar(set, from: wave..<wave + 1) }
      }
    }
  }

  /// Uses by item, those of one resource and lead summed.
  private mutating func pack(_ uses: [(item: Int32, use: Problem.Use)]) {
    var start = [Int](repeating: 0, count: problem.itemCount + 1)
    for use in uses { start[Int(use.item) + 1] += 1 }
    for item in 0..<problem.itemCount { start[item + 1] += start[item] }
    var next = start
    var order = [Int](repeating: 0, count: uses.count)
    for (position, use) in uses.enumerated() {
      order[next[Int(use.item)]] = position
      next[Int(use.item)] += 1
    }
    problem.uses.reserveCapacity(uses.count)
    for item in 0..<problem.itemCount {
      let from = problem.uses.count
      for place in start[item]..<start[item + 1] {
        let use = uses[order[place]].use
        var known = from
        while known < problem.uses.count,
          problem.uses[known].resource != use.resource || problem.uses[known].lead != use.lead
        {
          known += 1
        }
        if known < problem.uses.count { problem.uses[known].amount += use.amount } else { problem.uses.append(use) }
      }
      problem.useStart[item + 1] = Int32(problem.uses.count)
    }
  }
}

/// What each workload counts toward a limit: 1 for `workloads`, else the number in its column; an empty cell counts as 0.
struct LimitMeasure {
  private let amounts: [Double]?

  init(_ measure: String, _ resolved: ResolvedEstate) {
    if measure == "workloads" {
      amounts = nil
    } else {
      let texts = resolved.estate.texts
      amounts = resolved.columns[measure].map { NumberText.value(texts[$0]) ?? 0 }
    }
  }

  subscript(workload: Int) -> Double { amounts?[workload] ?? 1 }
}
