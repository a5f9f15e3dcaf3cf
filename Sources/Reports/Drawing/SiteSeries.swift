import Estates
import Plans

/// The fall of the footprint in one measure, site by site: the numbers behind the waterfall.
///
/// What stands where is looked up in the estate, what is gone when in the plan; a host, a rack or a workload that no site
/// holds is counted under none.
package struct SiteSeries: Sendable {
  package struct Step: Sendable {
    /// Row of `sites`; nil for what stands at no known site.
    package var site: Int?
    package var before: Double
    package var after: Double
    /// The day on which the site itself is given back.
    package var released: Day?
    package var gone: Double { before - after }
  }

  package let measure: Measure
  /// The day on which the plan is looked at: that of the target, else the last of the plan.
  package let date: Day
  /// The largest fall first, then the largest that stand, then by key.
  package let steps: [Step]
  package let before: Double
  package let after: Double

  package init(_ reading: PlanReading, _ measure: Measure, on date: Day) {
    self.measure = measure
    self.date = date
    let estate = reading.estate
    let none = estate.sites.count
    var before = [Double](repeating: 0, count: none + 1)
    var after = before
    func add(_ site: Int32, _ amount: Double, _ gone: Day?) {
      let place = site == Estate.none ? none : Int(site)
      before[place] += amount
      if gone.map({ $0 > date }) ?? true { after[place] += amount }
    }
    switch measure {
    case .hosts, .rackUnits, .powerKW:
      for host in 0..<estate.hosts.count {
        let amount =
          switch measure {
          case .rackUnits: estate.hosts.rackUnits[host] ?? 0
          case .powerKW: estate.hosts.powerKW[host] ?? 0
          case .hosts, .racks, .sites, .workloads: 1.0
          }
        add(estate.hosts.site[host], amount, reading.released.hosts[host])
      }
    case .racks:
      for rack in 0..<estate.racks.count { add(estate.racks.site[rack], 1, reading.released.racks[rack]) }
    case .sites:
      for site in 0..<none { add(Int32(site), 1, reading.released.sites[site]) }
    case .workloads:
      for row in 0..<estate.workloads.count {
        add(reading.site(row).map { Int32($0) } ?? Estate.none, 1, reading.cutover(row))
      }
    }
    steps = before.indices.filter { before[$0] > 0 }.map { place in
      Step(
        site: place == none ? nil : place, before: before[place], after: after[place],
        released: place == none ? nil : reading.released.sites[place])
    }.sorted { left, right in
      if left.gone != right.gone { return left.gone > right.gone }
      if left.before != right.before { return left.before > right.before }
      return Wording.byBytes(left.site.map(reading.siteKey) ?? "", right.site.map(reading.siteKey) ?? "")
    }
    self.before = before.reduce(0, +)
    self.after = after.reduce(0, +)
  }
}
