import Estates
import Plans

/// A `near` dependency or group of which some have left and others not.
struct OpenSplit {
  enum Source {
    case dependency(Int)
    case group(rule: Int, values: [TextPool.ID])
  }
  var source: Source
  var annualCost: Double
  var from: Day
  /// Nil: until the horizon.
  var until: Day?
  /// Present value, positive.
  var cost: Double
}

// What an assignment is worth, part by part, by SPEC section 4.

extension Verifier {
  /// The cutover of a wave, nil where the workload stays.
  private func left(_ wave: Int32) -> Day? { wave == stays ? nil : calendar.cutovers[Int(wave)] }

  /// When each initiative is ready.
  func ready(_ assignment: [Int32]) -> [Day?] {
    let initiatives = estate.initiatives
    return (0..<initiatives.count).map { row in
      let members = initiatives.members[Int(initiatives.memberStart[row])..<Int(initiatives.memberStart[row + 1])]
      guard let last = members.map({ assignment[Int($0)] }).max() else { return nil }
      return left(last)
    }
  }

  /// Every dependency and group that is open for a time, in the order of the files.
  func openSplits(_ assignment: [Int32]) -> [OpenSplit] {
    var splits: [OpenSplit] = []
    func open(_ source: OpenSplit.Source, _ annualCost: Double, from first: Int32, until last: Int32) {
      guard first < last, let from = left(first) else { return }
      let until = left(last)
      splits.append(
        OpenSplit(
          source: source, annualCost: annualCost, from: from, until: until,
          cost: annualCost * money.present(from: from, until: until ?? estate.program.horizon)))
    }
    for (row, dependency) in dependencies.enumerated() {
      switch dependency.demand {
      case .together, .inOrder, .apart, .nothing: break
      case .nearBoth:
        let ends = (assignment[Int(dependency.source)], assignment[Int(dependency.target)])
        open(.dependency(row), dependency.annualSplitCost, from: min(ends.0, ends.1), until: max(ends.0, ends.1))
      case .nearRetired(let leaver, let retired):
        open(
          .dependency(row), dependency.annualSplitCost, from: assignment[Int(leaver)],
          until: assignment[Int(retired)])
      }
    }
    for rule in rules {
      guard case .near(let groups, let annualCost) = rule.demand else { continue }
      for group in groups {
        var first = stays
        var last: Int32 = 0
        for member in group.members {
          first = min(first, assignment[Int(member)])
          last = max(last, assignment[Int(member)])
        }
        open(.group(rule: rule.name.index, values: group.values), annualCost, from: first, until: last)
      }
    }
    return splits
  }

  /// `splits` as a plan names them: the dearest first, then by date, dependencies before groups, in the order of the files.
  func named(_ splits: [OpenSplit]) -> [Plan.Split] {
    let order = splits.indices.sorted { one, other in
      if splits[one].cost != splits[other].cost { return splits[one].cost > splits[other].cost }
      if splits[one].from != splits[other].from { return splits[one].from < splits[other].from }
      return one < other
    }
    return order.map { position in
      let split = splits[position]
      let source: Plan.Split.Source
      switch split.source {
      case .dependency(let row):
        let name = name(dependencies[row])
        source = .dependency(source: name.source, target: name.target, line: name.line)
      case .group(let rule, let values): source = .group(rule: rule, values: texts(values))
      }
      return Plan.Split(
        source: source, annualCost: split.annualCost, from: split.from, until: split.until, cost: split.cost)
    }
  }

  func value(
    _ assignment: [Int32], _ releases: Releases, _ ready: [Day?], _ splits: [OpenSplit], _ targets: [Plan.TargetResult]
  ) -> Plan.Value {
    let program = estate.program
    let horizon = program.horizon
    var value = Plan.Value()

    /// An annual cost that ends on release, or when its commitment does.
    func saved(_ annualCost: Double?, _ released: Day?, _ committedUntil: Day?) -> Double {
      guard let annualCost, let released else { return 0 }
      return annualCost * money.present(from: max(released, committedUntil ?? released), until: horizon)
    }

    let hosts = estate.hosts
    for (host, released) in releases.hosts.enumerated() {
      value.hosts += saved(hosts.annualCost[host], released, hosts.committedUntil[host])
      if let released, let cost = hosts.refreshCost[host], let end = hosts.endOfSupport[host], end <= horizon,
        released <= end
      {
        value.refresh += cost * money.power(on: end)
      }
    }
    for (rack, released) in releases.racks.enumerated() {
      value.racks += saved(estate.racks.annualCost[rack], released, estate.racks.committedUntil[rack])
    }
    for (site, released) in releases.sites.enumerated() {
      value.sites += saved(estate.sites.annualCost[site], released, estate.sites.committedUntil[site])
      if let leaseEnd = estate.sites.leaseEnd[site] {
        value.holdover += saved(estate.sites.holdoverAnnualCost[site], released, leaseEnd)
      }
    }

    let workloads = estate.workloads
    // The factors of a wave are the same for all who move in it.
    let afterParallelRun = calendar.cutovers.map {
      money.present(from: $0 + program.parallelRunDays, until: horizon)
    }
    let afterCutover = calendar.cutovers.map { money.present(from: $0, until: horizon) }
    let atCutover = calendar.cutovers.map { money.power(on: $0) }
    for row in assignment.indices where assignment[row] != stays {
      let wave = Int(assignment[row])
      value.runCost += (workloads.annualRunCost[row] ?? 0) * afterParallelRun[wave]
      if !isRetired[row] { value.cloudCost -= (workloads.annualCloudCost[row] ?? 0) * afterCutover[wave] }
      value.oneOff -= (workloads.oneOffCost[row] ?? 0) * atCutover[wave]
    }

    let initiatives = estate.initiatives
    for row in 0..<initiatives.count {
      if let day = ready[row] {
        value.initiatives += (initiatives.annualValue[row] ?? 0) * money.present(from: day, until: horizon)
      }
      let hasMembers = initiatives.memberStart[row] < initiatives.memberStart[row + 1]
      if hasMembers, let due = initiatives.due[row], let cost = initiatives.lateAnnualCost[row] {
        value.late -= cost * money.present(from: max(due, program.start), until: ready[row] ?? horizon)
      }
    }

    for split in splits { value.split -= split.cost }
    for target in targets {
      value.penalty -= (target.penaltyPerPoint ?? 0) * 100 * target.shortfall * money.power(on: target.by)
      for milestone in target.milestones {
        value.penalty -= (milestone.penaltyPerPoint ?? 0) * 100 * milestone.shortfall * money.power(on: milestone.by)
      }
    }
    return value
  }

  /// Each rule with what it selects and, where it has a limit, how full it is.
  func ruleUses(_ assignment: [Int32]) -> [Plan.RuleUse] {
    rules.map { rule in
      var periods: [Plan.RuleUse.Period] = []
      if case .limit(let limit) = rule.demand {
        periods = zip(limit.periods, limit.use(assignment)).map {
          Plan.RuleUse.Period(period: $0.label, use: $1, limit: $0.limit)
        }
      }
      return Plan.RuleUse(
        index: rule.name.index, name: rule.name.name, kind: rule.name.kind, selected: rule.selectedCount,
        content: RuleContent.of(estate.program.rules[rule.name.index]), periods: periods)
    }
  }
}
