import Estates

// The rules of the program and the dependencies, read against the workloads.

extension Verifier {
  /// `retain` by disposition, or `stay` by the first rule that selects the workload.
  static func holds(_ estate: Estate, _ selections: [[Int32]]) -> [Hold?] {
    var holds = estate.workloads.disposition.map { $0 == .retain ? Hold.retain : nil }
    for (rule, selected) in zip(estate.program.rules, selections) {
      guard case .stay = rule.kind else { continue }
      for row in selected where holds[Int(row)] == nil { holds[Int(row)] = .stay(rule: rule.index) }
    }
    return holds
  }

  /// Every dependency with its relation, and how many each `relate` rule decided.
  static func related(_ estate: Estate, _ holds: [Hold?]) -> (dependencies: [ResolvedDependency], decided: [Int: Int]) {
    let rows = estate.dependencies
    var decided: [Int: Int] = [:]
    var relateRules: [(index: Int, matcher: CellMatcher, relation: Relation, cost: Double?)] = []
    for rule in estate.program.rules {
      if case .relate(let kind, let relation, let cost) = rule.kind {
        relateRules.append((rule.index, CellMatcher(kind), relation, cost))
      }
    }
    // The first rule that matches, for each distinct kind: -2 not yet looked at, -1 none.
    var firstMatch = [Int](repeating: -2, count: estate.texts.texts.count)
    var resolved: [ResolvedDependency] = []
    resolved.reserveCapacity(rows.count)
    for row in 0..<rows.count {
      let source = rows.source[row]
      let target = rows.target[row]
      var relation = rows.relation[row]
      var cost = rows.annualSplitCost[row]
      if relation == nil {
        let kind = Int(rows.kind[row])
        if firstMatch[kind] == -2 {
          let text = estate.texts.texts[kind]
          firstMatch[kind] = relateRules.firstIndex { $0.matcher.matches(text) } ?? -1
        }
        if firstMatch[kind] >= 0 {
          let rule = relateRules[firstMatch[kind]]
          decided[rule.index, default: 0] += 1
          cost = cost ?? rule.cost
          let anEndIsHeld = holds[Int(source)] != nil || holds[Int(target)] != nil
          relation = anEndIsHeld ? .near : rule.relation
        }
      }
      resolved.append(
        ResolvedDependency(
          source: source, target: target, line: Int(rows.lines[row]),
          demand: demand(relation ?? .near, source, target, estate.workloads.disposition),
          annualSplitCost: cost ?? 0))
    }
    return (resolved, decided)
  }

  private static func demand(
    _ relation: Relation, _ source: Int32, _ target: Int32, _ dispositions: [Disposition]
  ) -> ResolvedDependency.Demand {
    let sourceRetires = dispositions[Int(source)] == .retire
    let targetRetires = dispositions[Int(target)] == .retire
    switch relation {
    case .together: return .together
    case .apart: return .apart
    case .first:
      return targetRetires ? .inOrder(before: source, after: target) : .inOrder(before: target, after: source)
    case .last: return .inOrder(before: source, after: target)
    case .near:
      switch (sourceRetires, targetRetires) {
      case (true, true): return .nothing
      case (true, false): return .nearRetired(leaver: target, retired: source)
      case (false, true): return .nearRetired(leaver: source, retired: target)
      case (false, false): return .nearBoth
      }
    }
  }

  static func resolved(
    _ rule: Rule, _ selected: [Int32], decided: Int, estate: Estate, holds: [Hold?], calendar: CalendarWaves,
    cells: inout WorkloadCells
  ) -> ResolvedRule {
    var selectedCount = selected.count
    let demand: ResolvedRule.Demand
    switch rule.kind {
    case .together(let columns): demand = .together(cells.groups(of: selected, by: columns))
    case .apart(let columns): demand = .apart(cells.groups(of: selected, by: columns))
    case .near(let columns, let annualCost):
      let mayBeSplit = selected.filter {
        holds[Int($0)] == nil && estate.workloads.disposition[Int($0)] != .retire
      }
      demand = .near(cells.groups(of: mayBeSplit, by: columns), annualCost: annualCost)
    case .order(let columns, let first, let then, let lagWaves):
      var role = [UInt8](repeating: 0, count: estate.workloads.count)
      for row in cells.selected(by: then) { role[Int(row)] = 2 }
      for row in cells.selected(by: first) { role[Int(row)] = 1 }
      let free = selected.filter { holds[Int($0)] == nil && role[Int($0)] != 0 }
      demand = .order(
        cells.groups(of: free, by: columns).map { group in
          ResolvedRule.OrderGroup(
            values: group.values, first: group.members.filter { role[Int($0)] == 1 },
            then: group.members.filter { role[Int($0)] == 2 })
        }, lagWaves: lagWaves)
    case .limit(let limit):
      let texts = limit.measure == "workloads" ? nil : cells.column(limit.measure)
      let amounts = selected.map { row in
        texts.map { cellNumber(estate.texts[$0[Int(row)]]) ?? 0 } ?? 1
      }
      demand = .limit(
        ResolvedLimit(
          limit, workloads: selected, amounts: amounts, leadWaves: estate.workloads.leadWaves, calendar: calendar))
    case .freeze(let from, let to, let test):
      demand = .freeze(
        frozen: (0..<calendar.count).map { wave in
          switch test {
          case .cutover: from <= calendar.cutovers[wave] && calendar.cutovers[wave] <= to
          case .wave: calendar.starts[wave] <= to && from <= calendar.cutovers[wave]
          }
        })
    case .notBefore(let day): demand = .notBefore(day)
    case .notAfter(let day): demand = .notAfter(day)
    case .leave(let day): demand = .leave(must: selected.filter { holds[Int($0)] == nil }, by: day)
    case .pin(let wave): demand = .pin(wave: wave)
    case .relate:
      selectedCount = decided
      demand = .relate
    case .stay: demand = .stay
    }
    return ResolvedRule(
      name: BrokenRule.RuleName(index: rule.index, kind: rule.kind.word, name: rule.name), selected: selected,
      selectedCount: selectedCount, demand: demand)
  }
}
