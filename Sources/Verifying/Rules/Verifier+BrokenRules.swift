import Estates

// Every hard rule, looked at one after the other.

extension Verifier {
  /// What `assignment` breaks: first what single workloads break, in row order, then dependencies, then rules; with
  /// `atMost`, only so many.
  ///
  /// - Parameter settled: by row, what had left before the plan was made. Nothing is broken by what is settled alone.
  func brokenRules(_ assignment: [Int32], settled: [Bool]? = nil, atMost: Int = .max) -> [BrokenRule] {
    precondition(assignment.count == estate.workloads.count)
    let settled = Settled(settled)
    var broken: [BrokenRule] = []
    workloadsOutOfBounds(assignment, settled, &broken)
    if broken.count >= atMost { return broken }
    for dependency in dependencies {
      check(dependency, assignment, settled, &broken)
      if broken.count >= atMost { return broken }
    }
    for rule in rules {
      check(rule, assignment, settled, &broken)
      if broken.count >= atMost { return broken }
    }
    return broken
  }

  /// Who had left before the plan was made; nobody where a plan is made from the start.
  private struct Settled {
    private let rows: [Bool]?
    init(_ rows: [Bool]?) { self.rows = rows }
    var isEmpty: Bool { rows == nil }
    subscript(row: Int32) -> Bool { rows?[Int(row)] ?? false }
    func open(_ members: [Int32]) -> [Int32] { rows == nil ? members : members.filter { !self[$0] } }
  }

  /// Holds, leads and the dates of the row.
  private func workloadsOutOfBounds(_ assignment: [Int32], _ settled: Settled, _ broken: inout [BrokenRule]) {
    let workloads = estate.workloads
    for row in 0..<workloads.count where assignment[row] != stays && !settled[Int32(row)] {
      let wave = Int(assignment[row])
      let cutover = calendar.cutovers[wave]
      if let hold = holds[row] {
        let origin: BrokenRule.Origin
        switch hold {
        case .retain: origin = .column("disposition")
        case .stay(let rule): origin = .rule(rules[rule].name)
        }
        broken.append(.heldWorkloadMoves(workload: key(ofWorkload: Int32(row)), wave: wave + 1, origin: origin))
      }
      if wave + 1 < Int(workloads.leadWaves[row]) {
        broken.append(
          .leadTooShort(
            workload: key(ofWorkload: Int32(row)), wave: wave + 1, leadWaves: Int(workloads.leadWaves[row])))
      }
      if let day = workloads.notBefore[row], cutover < day {
        broken.append(
          .tooEarly(
            workload: key(ofWorkload: Int32(row)), cutover: cutover, notBefore: day, origin: .column("not_before")))
      }
      if let day = workloads.notAfter[row], cutover > day {
        broken.append(
          .tooLate(
            workload: key(ofWorkload: Int32(row)), cutover: cutover, notAfter: day, origin: .column("not_after")))
      }
    }
  }

  private func check(
    _ dependency: ResolvedDependency, _ assignment: [Int32], _ settled: Settled, _ broken: inout [BrokenRule]
  ) {
    let hasSettledEnd = settled[dependency.source] || settled[dependency.target]
    let source = assignment[Int(dependency.source)]
    let target = assignment[Int(dependency.target)]
    switch dependency.demand {
    case .together:
      if source != target, !hasSettledEnd { broken.append(.dependencyParted(name(dependency))) }
    case .inOrder(let before, let after):
      // The mark of those that stay is greater than every wave.
      if assignment[Int(before)] > assignment[Int(after)], !settled[after] {
        broken.append(
          .dependencyOutOfOrder(name(dependency), first: key(ofWorkload: before), then: key(ofWorkload: after)))
      }
    case .apart:
      if source == target, source != stays, !(settled[dependency.source] && settled[dependency.target]) {
        broken.append(.dependencyJoined(name(dependency), wave: Int(source) + 1))
      }
    case .nearBoth, .nearRetired, .nothing: break
    }
  }

  func name(_ dependency: ResolvedDependency) -> BrokenRule.DependencyName {
    BrokenRule.DependencyName(
      source: key(ofWorkload: dependency.source), target: key(ofWorkload: dependency.target), line: dependency.line)
  }

  private func check(
    _ rule: ResolvedRule, _ assignment: [Int32], _ settled: Settled, _ broken: inout [BrokenRule]
  ) {
    let selected = settled.open(rule.selected)
    switch rule.demand {
    case .together(let groups):
      for group in groups {
        let members = settled.open(group.members)
        guard let one = members.first else { continue }
        if let other = members.first(where: { assignment[Int($0)] != assignment[Int(one)] }) {
          broken.append(
            .groupParted(
              values: texts(group.values), one: key(ofWorkload: one), other: key(ofWorkload: other), rule: rule.name))
        }
      }
    case .order(let groups, let lagWaves):
      for group in groups {
        // The last to go of those that go first decides for all.
        guard let last = group.first.max(by: { assignment[Int($0)] < assignment[Int($1)] }) else { continue }
        let wave = assignment[Int(last)]
        for then in settled.open(group.then) where assignment[Int(then)] != stays {
          if wave == stays || Int(wave) + lagWaves > Int(assignment[Int(then)]) {
            broken.append(
              .outOfOrder(
                values: texts(group.values), first: key(ofWorkload: last), then: key(ofWorkload: then),
                lagWaves: lagWaves, rule: rule.name))
          }
        }
      }
    case .apart(let groups):
      for group in groups where group.members.count > 1 {
        var taken: [Int32: Int32] = [:]
        for member in group.members where assignment[Int(member)] != stays {
          let wave = assignment[Int(member)]
          if let one = taken[wave] {
            if settled[one], settled[member] { continue }
            broken.append(
              .groupJoined(
                values: texts(group.values), one: key(ofWorkload: one), other: key(ofWorkload: member),
                wave: Int(wave) + 1, rule: rule.name))
          } else {
            taken[wave] = member
          }
        }
      }
    case .limit(let limit):
      // What was used was used: a limit that it passed leaves no room for more, and is not broken by it.
      let past =
        settled.isEmpty ? nil : limit.use(assignment.indices.map { settled[Int32($0)] ? assignment[$0] : stays })
      for (number, (period, use)) in zip(limit.periods, limit.use(assignment)).enumerated()
      where use > ResolvedLimit.slack(max(period.limit, past?[number] ?? 0)) {
        broken.append(.overLimit(period: period.label, use: use, limit: period.limit, rule: rule.name))
      }
    case .freeze(let frozen):
      for row in selected where assignment[Int(row)] != stays && frozen[Int(assignment[Int(row)])] {
        broken.append(
          .frozen(workload: key(ofWorkload: row), wave: Int(assignment[Int(row)]) + 1, rule: rule.name))
      }
    case .notBefore(let day):
      for row in selected where assignment[Int(row)] != stays {
        let cutover = calendar.cutovers[Int(assignment[Int(row)])]
        if cutover < day {
          broken.append(
            .tooEarly(workload: key(ofWorkload: row), cutover: cutover, notBefore: day, origin: .rule(rule.name)))
        }
      }
    case .notAfter(let day):
      for row in selected where assignment[Int(row)] != stays {
        let cutover = calendar.cutovers[Int(assignment[Int(row)])]
        if cutover > day {
          broken.append(
            .tooLate(workload: key(ofWorkload: row), cutover: cutover, notAfter: day, origin: .rule(rule.name)))
        }
      }
    case .leave(let must, let day):
      for row in settled.open(must) {
        let wave = assignment[Int(row)]
        if wave == stays {
          broken.append(.mustLeave(workload: key(ofWorkload: row), by: day, rule: rule.name))
        } else if calendar.cutovers[Int(wave)] > day {
          broken.append(
            .leavesLate(
              workload: key(ofWorkload: row), cutover: calendar.cutovers[Int(wave)], by: day, rule: rule.name))
        }
      }
    case .pin(let pinned):
      for row in selected where Int(assignment[Int(row)]) != pinned - 1 || assignment[Int(row)] == stays {
        let wave = assignment[Int(row)]
        broken.append(
          .pinMissed(
            workload: key(ofWorkload: row), wave: wave == stays ? nil : Int(wave) + 1, pinned: pinned, rule: rule.name))
      }
    case .near, .relate, .stay: break
    }
  }
}
