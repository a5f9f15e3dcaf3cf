import Estates
import Plans
import Topology

/// What a plan is worth, part by part: SPEC section 4 as it stands, over what leaves and is released.
enum ValueStatement {
  /// Everything but the penalties, which need the shortfalls.
  static func value(
    _ resolved: ResolvedEstate, _ demands: Demands, _ departures: Departures, _ releases: ReleaseDates,
    _ discounting: Discounting, splits: [Plan.Split]
  ) -> Plan.Value {
    let estate = resolved.estate
    let program = estate.program
    var value = Plan.Value()
    addReleases(estate, releases, discounting, to: &value)

    let workloads = estate.workloads
    for row in 0..<workloads.count {
      guard let cutover = departures.days[row] else { continue }
      value.runCost += discounting.present(workloads.annualRunCost[row] ?? 0, from: cutover + program.parallelRunDays)
      if !demands.retiring.contains(row) {
        value.cloudCost -= discounting.present(workloads.annualCloudCost[row] ?? 0, from: cutover)
      }
      value.oneOff -= (workloads.oneOffCost[row] ?? 0) * discounting.factor(cutover)
    }
    for number in 0..<estate.initiatives.count {
      let members = estate.initiatives.members(of: number)
      let ready = departures.last(of: members)
      if let ready {
        value.initiatives += discounting.present(estate.initiatives.annualValue[number] ?? 0, from: ready)
      }
      if let due = estate.initiatives.due[number], !members.isEmpty {
        value.late -= discounting.present(
          estate.initiatives.lateAnnualCost[number] ?? 0, from: max(due, program.start), to: ready ?? program.horizon)
      }
    }
    for split in splits { value.split -= split.cost }
    return value
  }

  private static func addReleases(
    _ estate: Estate, _ releases: ReleaseDates, _ discounting: Discounting, to value: inout Plan.Value
  ) {
    let horizon = estate.program.horizon
    for (host, released) in releases.hosts.enumerated() {
      guard let released else { continue }
      value.hosts += discounting.present(
        estate.hosts.annualCost[host] ?? 0, from: max(released, estate.hosts.committedUntil[host] ?? released))
      if let endOfSupport = estate.hosts.endOfSupport[host], endOfSupport <= horizon, released <= endOfSupport {
        value.refresh += (estate.hosts.refreshCost[host] ?? 0) * discounting.factor(endOfSupport)
      }
    }
    for (rack, released) in releases.racks.enumerated() {
      guard let released else { continue }
      value.racks += discounting.present(
        estate.racks.annualCost[rack] ?? 0, from: max(released, estate.racks.committedUntil[rack] ?? released))
    }
    for (site, released) in releases.sites.enumerated() {
      guard let released else { continue }
      value.sites += discounting.present(
        estate.sites.annualCost[site] ?? 0, from: max(released, estate.sites.committedUntil[site] ?? released))
      if let holdover = estate.sites.holdoverAnnualCost[site], let leaseEnd = estate.sites.leaseEnd[site] {
        value.holdover += discounting.present(holdover, from: max(released, leaseEnd))
      }
    }
  }
}

extension Initiatives {
  /// Rows of the workloads of initiative `number`.
  func members(of number: Int) -> ArraySlice<Int32> { members[Int(memberStart[number])..<Int(memberStart[number + 1])] }
}
