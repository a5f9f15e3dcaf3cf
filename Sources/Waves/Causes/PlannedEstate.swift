import Documents
import Estates
import Plans
import Solving
import Topology

/// A plan in its estate, in the planner's terms: who stands where, and under what.
struct PlannedEstate {
  let resolved: ResolvedEstate
  let model: PlanningModel
  let plan: Plan
  let history: History?
  /// By workload row; `waveCount` where it stays.
  let waves: [Int32]
  let items: [Int32]
  let rowOf: [String: Int32]
  /// By resource of the problem, the names of its buckets.
  let periods: [[String]]

  var estate: Estate { resolved.estate }
  var waveCount: Int { resolved.calendar.count }
  var workItems: Int { model.groups.workloadGroupCount }

  /// Nil where the plan breaks a rule of the estate, or does not place all of its workloads.
  init?(_ estate: Estate, _ plan: Plan, _ actuals: Actuals?) {
    resolved = ResolvedEstate(estate)
    self.plan = plan
    var rowOf: [String: Int32] = [:]
    for row in 0..<Int32(estate.workloads.count) { rowOf[estate.key(ofWorkload: row)] = row }
    self.rowOf = rowOf
    waves = AgreedWaves.of(plan, resolved)
    if waves.contains(where: { $0 < 0 }) { return nil }
    history = History.of(plan, waves, resolved, rowOf, actuals)
    model = ProblemBuilder.model(resolved, history: history)
    guard let items = model.assignment(waves), SolutionChecker(model.problem).violations(of: items).isEmpty else {
      return nil
    }
    self.items = items
    periods = CertificateNaming(model).periods
  }

  func item(of row: Int32) -> Int { model.item(of: Int(row)) }
  func members(of item: Int) -> ArraySlice<Int32> { model.groups.members(of: item) }
  func key(_ row: Int32) -> String { estate.key(ofWorkload: row) }

  /// The day on which a workload leaves; nil where it stays.
  func cutover(_ wave: Int32) -> Day? { Int(wave) < waveCount ? resolved.calendar.cutover(of: Int(wave)) : nil }

  /// The wave that ends on `day`; nil where there is none.
  func wave(on day: Day) -> Int32? {
    let wave = resolved.calendar.firstWave(from: day)
    return wave < waveCount && resolved.calendar.cutover(of: wave) == day ? Int32(wave) : nil
  }

  // MARK: Who demands what of one workload

  enum Source: Hashable {
    case rule(Int)
    case cell(String)
    /// What has happened by the day of the replan.
    case history
  }

  /// Everything that by itself keeps a workload out of a wave (`waveCount`: from staying).
  func sources(against row: Int32, in wave: Int32) -> [Source] {
    let place = Int(row)
    if let history {
      if history.isSettled(row) { return history.settledWave[place] == wave ? [] : [.history] }
      if history.isRemoved[place] { return Int(wave) < waveCount ? [.history] : [] }
    }
    let staying = model.demands.staying.contains(place)
    var found: [Source] = []
    let cutover = cutover(wave)
    for rule in estate.program.rules where resolved.selections[rule.index].contains(place) {
      let bars: Bool
      switch rule.kind {
      case .pin(let pinned): bars = Int(wave) != pinned - 1
      case .leave(let day): bars = !staying && (cutover.map { $0 > day } ?? true)
      case .stay: bars = cutover != nil
      case .notBefore(let day): bars = cutover.map { $0 < day } ?? false
      case .notAfter(let day): bars = cutover.map { $0 > day } ?? false
      case .freeze(let from, let to, let test):
        bars =
          cutover.map { $0 >= from && (test == .wave ? resolved.calendar.waves[Int(wave)].start : $0) <= to } ?? false
      case .limit(let limit): bars = cutover != nil && isOverfull(row, wave, rule.index, limit)
      case .together, .order, .apart, .relate, .near: bars = false
      }
      if bars { found.append(.rule(rule.index)) }
    }
    let workloads = estate.workloads
    if let cutover {
      if workloads.disposition[place] == .retain { found.append(.cell("disposition")) }
      if let day = workloads.notBefore[place], cutover < day { found.append(.cell("not_before")) }
      if let day = workloads.notAfter[place], cutover > day { found.append(.cell("not_after")) }
      if wave + 1 < workloads.leadWaves[place] { found.append(.cell("lead_waves")) }
      if let history, wave < history.earliest[place] { found.append(.history) }
    }
    return found
  }

  /// Whether the workloads that move as one with `row` are more than a limit allows in that wave.
  private func isOverfull(_ row: Int32, _ wave: Int32, _ rule: Int, _ limit: Limit) -> Bool {
    let measure = LimitMeasure(limit.measure, resolved)
    let own = members(of: item(of: row)).filter { resolved.selections[rule].contains(Int($0)) }
    for (number, origin) in model.resourceOrigins.enumerated() where origin.rule == rule {
      let resource = model.problem.resources[number]
      var taken: [Int32: Double] = [:]
      for member in own {
        let lead = limit.spread ? estate.workloads.leadWaves[Int(member)] : 1
        for back in 0..<lead where wave - back >= 0 {
          taken[resource.bucketOfWave[Int(wave - back)], default: 0] += measure[Int(member)] / Double(lead)
        }
      }
      if taken.contains(where: { $0.key >= 0 && $0.value > Problem.slack(resource.capacity[Int($0.key)]) }) {
        return true
      }
    }
    return false
  }

  // MARK: What ties one workload to another

  /// What puts one item before another: every row and rule, with the ends.
  func orderings(from before: Int, to after: Int) -> [(origin: Origin, first: Int32, then: Int32)] {
    let all = model.groups.orderings.all
    let group = model.groups.groupOf
    func isGate(_ node: Int32) -> Bool { Int(node) >= estate.workloads.count }
    var found: [(origin: Origin, first: Int32, then: Int32)] = []
    for ordering in all where !isGate(ordering.before) && Int(group[Int(ordering.before)]) == before {
      if !isGate(ordering.after) {
        if Int(group[Int(ordering.after)]) == after {
          found.append((ordering.origin, ordering.before, ordering.after))
        }
      } else {
        for next in all where next.before == ordering.after && Int(group[Int(next.after)]) == after {
          found.append((ordering.origin, ordering.before, next.after))
        }
      }
    }
    return found
  }

  /// The shortest way from a workload to another that moves as one with it: through which row or rule to whom.
  func ties(from row: Int32, to goal: Int32) -> [(origin: Origin, to: Int32)] {
    if row == goal { return [] }
    let isMember = Set(members(of: item(of: row)))
    var arrived: [Int32: (from: Int32, origin: Origin)] = [:]
    var queue = [row]
    var position = 0
    let neighbours = neighbours(among: isMember)
    while position < queue.count, arrived[goal] == nil {
      let node = queue[position]
      position += 1
      for (next, origin) in neighbours[node] ?? [] where next != row && arrived[next] == nil {
        arrived[next] = (node, origin)
        queue.append(next)
      }
    }
    var path: [(origin: Origin, to: Int32)] = []
    var node = goal
    while node != row, let step = arrived[node] {
      path.append((step.origin, node))
      node = step.from
    }
    return path.reversed()
  }

  private func neighbours(among members: Set<Int32>) -> [Int32: [(Int32, Origin)]] {
    var found: [Int32: [(Int32, Origin)]] = [:]
    func tie(_ one: Int32, _ other: Int32, _ origin: Origin) {
      found[one, default: []].append((other, origin))
      found[other, default: []].append((one, origin))
    }
    var seen: Set<Origin> = []
    guard let first = members.first else { return found }
    for origin in model.groups.origins(of: item(of: first)) where seen.insert(origin).inserted {
      switch origin {
      case .dependency(let row):
        tie(estate.dependencies.source[Int(row)], estate.dependencies.target[Int(row)], origin)
      case .rule(let index, let group):
        if case .together = estate.program.rules[Int(index)].kind {
          let own = resolved.groups[Int(index)][Int(group)].members.filter { members.contains($0) }
          for member in own.dropFirst() { tie(own[0], member, origin) }
        } else {
          let group = resolved.orderGroups[Int(index)][Int(group)]
          for one in group.first where members.contains(one) {
            for other in group.then where members.contains(other) { tie(one, other, origin) }
          }
        }
      }
    }
    return found
  }

  // MARK: Names

  func name(_ origin: Origin) -> String {
    switch origin {
    case .dependency(let row): "\(estate.dependencies.file):\(estate.dependencies.lines[Int(row)])"
    case .rule(let index, _): CauseWording.name(estate.program.rules[Int(index)])
    }
  }

  func name(ofBucket bucket: Int, of resource: Int) -> String {
    CauseWording.name(estate.program.rules[model.resourceOrigins[resource].rule]) + ", \(periods[resource][bucket])"
  }
}

extension History {
  /// What a plan says had happened when it was made, and what the log adds; nil where it was made from the start.
  static func of(
    _ plan: Plan, _ waves: [Int32], _ resolved: ResolvedEstate, _ rowOf: [String: Int32], _ actuals: Actuals?
  ) -> History? {
    guard let replan = plan.replan else { return nil }
    var history = History(workloads: resolved.estate.workloads.count)
    let current = Int32(resolved.calendar.firstWave(from: replan.asOf))
    for key in replan.settled { if let row = rowOf[key].map(Int.init) { history.settledWave[row] = waves[row] } }
    let removed = Set(replan.removed)
    for row in waves.indices where history.settledWave[row] == History.none {
      history.earliest[row] = current
      let key = resolved.estate.key(ofWorkload: Int32(row))
      if case .removed? = actuals?.workloads[key]?.status {
        history.isRemoved[row] = true
      } else {
        history.isRemoved[row] = removed.contains(key)
      }
    }
    return history
  }
}
