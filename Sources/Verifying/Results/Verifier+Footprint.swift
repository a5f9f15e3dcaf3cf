import Estates
import Plans

// The footprint, date by date, and what it means for the targets.

extension Verifier {
  /// The baseline, then a row for each date on which a measure changes.
  func footprintRows(_ assignment: [Int32], _ releases: Releases) -> [Plan.FootprintRow] {
    var gone: [Int32: Plan.FootprintRow] = [:]
    func go(on day: Day, _ change: (inout Plan.FootprintRow) -> Void) {
      change(&gone[day.number, default: emptyRow(day)])
    }
    var left = emptyRow(estate.program.start)
    for (host, day) in releases.hosts.enumerated() {
      let units = estate.hosts.rackUnits[host] ?? 0
      let power = estate.hosts.powerKW[host] ?? 0
      func add(_ row: inout Plan.FootprintRow) {
        row.hosts += 1
        row.rackUnits += units
        row.powerKW += power
      }
      if let day { go(on: day, add) } else { add(&left) }
    }
    for day in releases.racks { if let day { go(on: day) { $0.racks += 1 } } else { left.racks += 1 } }
    for day in releases.sites { if let day { go(on: day) { $0.sites += 1 } } else { left.sites += 1 } }
    for wave in assignment {
      if wave == stays { left.workloads += 1 } else { go(on: calendar.cutovers[Int(wave)]) { $0.workloads += 1 } }
    }
    // Summed up from the end: what nothing releases, then what goes last, and so on, so that nothing is left of nothing.
    var rows: [Plan.FootprintRow] = []
    for day in gone.keys.sorted(by: >) {
      var row = left
      row.date = Day(number: day)
      rows.append(row)
      let change = gone[day]!
      left.hosts += change.hosts
      left.rackUnits += change.rackUnits
      left.powerKW += change.powerKW
      left.racks += change.racks
      left.sites += change.sites
      left.workloads += change.workloads
    }
    left.date = estate.program.start
    rows.append(left)
    return rows.reversed()
  }

  private func emptyRow(_ day: Day) -> Plan.FootprintRow {
    Plan.FootprintRow(date: day, hosts: 0, rackUnits: 0, powerKW: 0, racks: 0, sites: 0, workloads: 0)
  }

  /// The footprint of a date; nil is before the first wave, with everything there.
  func footprint(_ measure: Measure, on date: Day?, _ assignment: [Int32], _ releases: Releases) -> Double {
    func isThere(_ released: Day?) -> Bool {
      guard let released, let date else { return true }
      return released > date
    }
    func total(_ amounts: [Double?]) -> Double {
      var total = 0.0
      for (host, released) in releases.hosts.enumerated() where isThere(released) { total += amounts[host] ?? 0 }
      return total
    }
    func count(_ days: [Day?]) -> Double { Double(days.count { isThere($0) }) }
    switch measure {
    case .hosts: return count(releases.hosts)
    case .rackUnits: return total(estate.hosts.rackUnits)
    case .powerKW: return total(estate.hosts.powerKW)
    case .racks: return count(releases.racks)
    case .sites: return count(releases.sites)
    case .workloads:
      return Double(assignment.count { isThere($0 == stays ? nil : calendar.cutovers[Int($0)]) })
    }
  }

  /// Reduction and shortfall of each target and milestone; with `rows`, also the date on which each is reached.
  func targetResults(
    _ assignment: [Int32], _ releases: Releases, _ rows: [Plan.FootprintRow]?
  ) -> [Plan.TargetResult] {
    estate.program.targets.map { target in
      let baseline = target.baseline ?? footprint(target.measure, on: nil, assignment, releases)
      let there = footprint(target.measure, on: target.by, assignment, releases)
      let reduction = 1 - there / baseline
      let milestones = target.milestones.map { milestone in
        let reduction = 1 - footprint(target.measure, on: milestone.by, assignment, releases) / baseline
        return Plan.MilestoneResult(
          by: milestone.by, required: milestone.reduction, reduction: reduction,
          shortfall: max(0, milestone.reduction - reduction), penaltyPerPoint: milestone.penaltyPerPoint)
      }
      let reached = rows?.first { target.reduction - (1 - $0[target.measure] / baseline) <= 1e-9 }
      return Plan.TargetResult(
        measure: target.measure, by: target.by, required: target.reduction, reduction: reduction,
        shortfall: max(0, target.reduction - reduction), baseline: baseline, footprint: there,
        reachedOn: reached?.date, penaltyPerPoint: target.penaltyPerPoint, milestones: milestones)
    }
  }
}
