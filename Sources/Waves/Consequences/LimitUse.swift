import Estates
import Plans
import Topology

/// How full each limit is, and whom each rule selects.
enum LimitUse {
  static func list(_ resolved: ResolvedEstate, _ demands: Demands, _ departures: Departures) -> [Plan.RuleUse] {
    var decided = [Int](repeating: 0, count: resolved.estate.program.rules.count)
    for link in demands.links where link.decidedBy >= 0 { decided[Int(link.decidedBy)] += 1 }
    return resolved.estate.program.rules.enumerated().map { index, rule in
      var use = Plan.RuleUse(
        index: index, name: rule.name, kind: rule.kind.word, selected: resolved.selections[index].count,
        content: RuleContent.of(rule))
      switch rule.kind {
      case .relate: use.selected = decided[index]
      case .limit(let limit): use.periods = periods(limit, resolved.selections[index], resolved, departures)
      case .together, .order, .apart, .near, .freeze, .notBefore, .notAfter, .leave, .pin, .stay: break
      }
      return use
    }
  }

  private static func periods(
    _ limit: Limit, _ selected: WorkloadSet, _ resolved: ResolvedEstate, _ departures: Departures
  ) -> [Plan.RuleUse.Period] {
    let calendar = resolved.calendar
    let measure = LimitMeasure(limit.measure, resolved)
    var taken = [Double](repeating: 0, count: calendar.count)
    for row in selected.rows {
      let wave = Int(departures.waves[Int(row)])
      if wave >= calendar.count { continue }
      let lead = limit.spread ? Int(resolved.estate.workloads.leadWaves[Int(row)]) : 1
      for back in 0..<lead where wave - back >= 0 { taken[wave - back] += measure[Int(row)] / Double(lead) }
    }
    let limited = (0..<calendar.count).filter { wave in
      let cutover = calendar.cutover(of: wave)
      return cutover >= limit.from ?? cutover && cutover <= limit.to ?? cutover
    }
    var periods: [Plan.RuleUse.Period] = []
    if let perWave = limit.perWave, !perWave.isEmpty {
      for wave in limited {
        periods.append(
          .init(period: "wave \(wave + 1)", use: taken[wave], limit: perWave[min(wave, perWave.count - 1)]))
      }
    }
    for (bound, kind) in [(limit.perQuarter, calendar.quarters), (limit.perYear, calendar.years)] {
      guard let bound else { continue }
      for period in kind {
        let waves = limited.filter { period.waves.contains($0) }
        if waves.isEmpty { continue }
        periods.append(.init(period: period.name, use: waves.reduce(0) { $0 + taken[$1] }, limit: bound))
      }
    }
    return periods
  }
}
