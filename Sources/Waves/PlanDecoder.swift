import Estates
import Plans
import Solving
import Topology

/// An assignment of the engine becomes a `Plan`.
///
/// Only who moves when comes from the engine. What is released, how the footprint falls and what it is all worth is worked
/// out here from the estate, so that a plan's figures check the problem that was solved.
package struct PlanDecoder: Sendable {
  let model: PlanningModel
  let discounting: Discounting

  package init(_ model: PlanningModel) {
    let program = model.resolved.estate.program
    self.model = model
    discounting = Discounting(start: program.start, horizon: program.horizon, rate: program.discountRate)
  }

  /// The plan in which item i moves in wave `items[i]`, or stays where that is the number of waves.
  package func plan(items: [Int32], tool: Plan.Tool, options: Plan.Options) -> Plan {
    let resolved = model.resolved
    let estate = resolved.estate
    let departures = Departures(waves: model.workloadWaves(items), resolved.calendar)
    let releases = ReleaseDates(resolved, departures)
    let history = FootprintHistory(estate, departures, releases)
    var plan = Plan(
      estate: Plan.EstateReference(name: estate.name, digest: estate.digest), currency: estate.program.currency,
      tool: tool, options: options, inputs: estate.inputs)
    plan.options.overrides = estate.overrides
    plan.program = terms(estate.program)
    plan.waves = waves(departures)
    plan.stays = stays(departures)
    plan.dispositions = dispositions()
    plan.pinned = pinned()
    plan.splits = Splits.list(resolved, model.demands, departures, discounting)
    plan.targets = TargetResults.list(estate.program, history)
    plan.footprint = history.rows(start: estate.program.start)
    plan.value = ValueStatement.value(
      resolved, model.demands, departures, releases, discounting, splits: plan.splits)
    plan.value.penalty = TargetResults.penalty(plan.targets, discounting)
    plan.initiatives = (0..<estate.initiatives.count).map { number in
      Plan.InitiativeResult(
        initiative: estate.texts[estate.initiatives.keys[number]],
        ready: departures.last(of: estate.initiatives.members(of: number)), due: estate.initiatives.due[number])
    }
    plan.releases = releaseList(releases)
    plan.rules = LimitUse.list(resolved, model.demands, departures)
    return plan
  }

  /// The order of goals as the plan itself states it: the same figures as the engine's score of its assignment.
  package static func score(of plan: Plan) -> Score {
    var score = Score(targetShortfall: 0, milestoneShortfall: 0, worth: plan.value.npv)
    for target in plan.targets {
      if target.penaltyPerPoint == nil { score.targetShortfall += target.shortfall }
      for milestone in target.milestones where milestone.penaltyPerPoint == nil {
        score.milestoneShortfall += milestone.shortfall
      }
    }
    return score
  }

  private func key(_ workload: Int) -> String {
    model.resolved.estate.texts[model.resolved.estate.workloads.keys[workload]]
  }

  private func waves(_ departures: Departures) -> [Plan.Wave] {
    let calendar = model.resolved.calendar
    var moving = [[String]](repeating: [], count: calendar.count)
    for (workload, wave) in departures.waves.enumerated() where Int(wave) < calendar.count {
      moving[Int(wave)].append(key(workload))
    }
    return calendar.waves.enumerated().map { number, dates in
      Plan.Wave(
        number: number + 1, start: dates.start, cutover: dates.cutover,
        workloads: sorted(moving[number]))
    }
  }

  private func stays(_ departures: Departures) -> [Plan.Stay] {
    departures.days.indices.filter { departures.days[$0] == nil }
      .map { Plan.Stay(workload: key($0), reason: model.stayReasons[$0]) }
      .sorted { $0.workload.utf8.lexicographicallyPrecedes($1.workload.utf8) }
  }

  private func terms(_ program: Program) -> Plan.Terms {
    Plan.Terms(
      name: program.name, start: program.start, horizon: program.horizon, discountRate: program.discountRate,
      decommissionLagDays: program.decommissionLagDays, parallelRunDays: program.parallelRunDays)
  }

  /// All but those that are moved as they are.
  private func dispositions() -> [Plan.Disposed] {
    var keys: [Disposition: [String]] = [:]
    for (row, disposition) in model.resolved.estate.workloads.disposition.enumerated() where disposition != .rehost {
      keys[disposition, default: []].append(key(row))
    }
    return Disposition.allCases.compactMap { disposition in
      keys[disposition].map { Plan.Disposed(disposition: disposition, workloads: sorted($0)) }
    }
  }

  private func pinned() -> [String] {
    var pinned = WorkloadSet(universe: model.resolved.estate.workloads.count)
    for (index, rule) in model.resolved.estate.program.rules.enumerated() {
      if case .pin = rule.kind { pinned.formUnion(model.resolved.selections[index]) }
    }
    return sorted(pinned.rows.map { key(Int($0)) })
  }

  private func sorted(_ keys: [String]) -> [String] { keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }

  private func releaseList(_ releases: ReleaseDates) -> [Plan.Release] {
    let estate = model.resolved.estate
    var list: [Plan.Release] = []
    for (kind, days, keys) in [
      (Plan.Release.Kind.host, releases.hosts, estate.hosts.keys), (.rack, releases.racks, estate.racks.keys),
      (.site, releases.sites, estate.sites.keys),
    ] {
      for (row, day) in days.enumerated() {
        if let day { list.append(Plan.Release(kind: kind, key: estate.texts[keys[row]], released: day)) }
      }
    }
    return list.sorted { left, right in
      if left.released != right.released { return left.released < right.released }
      if left.kind != right.kind { return left.kind.rawValue < right.kind.rawValue }
      return left.key.utf8.lexicographicallyPrecedes(right.key.utf8)
    }
  }
}
