import Documents
import Estates
import Plans
import Topology

/// A plan read against its estate: for every row of the inventory, when it leaves and what comes free with it.
///
///     let reading = try PlanReading(plan: plan, estate: estate)
///     reading.wave[row]            // 7, or 0 where the workload stays
///     reading.released.hosts[row]  // 2028-03-05, or nil
///
/// Everything here is looked up, nothing is decided: the plan says what happens, the estate says what it is called. Rows are
/// those of the estate's tables.
package struct PlanReading: Sendable {
  package struct Released: Sendable {
    package var hosts: [Day?]
    package var racks: [Day?]
    package var sites: [Day?]
  }

  package let plan: Plan
  package let estate: Estate
  /// Number of the wave in which each workload leaves; 0 where it stays.
  package let wave: [Int]
  /// Why each workload stays; nil where it leaves.
  package let stay: [StayReason?]
  package let released: Released
  /// Workload rows of each wave, in the plan's order; index 0 is wave 1.
  package let movers: [[Int]]
  /// Where every workload runs, whom each rule selects, how dependencies bind.
  package let resolved: ResolvedEstate
  package let demands: Demands

  /// Owner and business unit of each workload, its own or its application's; 0 where nobody names one.
  package let owners: [TextPool.ID]
  package let businessUnits: [TextPool.ID]

  /// - Throws: `Findings` with `PLN901` where the plan names a workload, or something released, that the estate lacks:
  ///   then the two do not belong together.
  package init(plan: Plan, estate: Estate) throws(Findings) {
    self.plan = plan
    self.estate = estate
    var unknown: [Finding] = []
    func row(_ key: String, in rows: KeyedRows, _ noun: String) -> Int? {
      if let row = rows.row(of: key) { return row }
      unknown.append(Finding(.error, "PLN901", "the plan names the \(noun) '\(key)', which the estate does not have"))
      return nil
    }
    let workloads = KeyedRows(estate.workloads.keys, estate.texts)
    guard plan.waves.enumerated().allSatisfy({ $0.element.number == $0.offset + 1 }) else {
      throw Findings([Finding(.error, "PLN902", "the waves of the plan are not numbered 1, 2, 3, …")])
    }
    var wave = [Int](repeating: 0, count: estate.workloads.count)
    var stay = [StayReason?](repeating: nil, count: estate.workloads.count)
    var movers: [[Int]] = []
    for planned in plan.waves {
      let rows = planned.workloads.compactMap { row($0, in: workloads, "workload") }
      for row in rows { wave[row] = planned.number }
      movers.append(rows)
    }
    for staying in plan.stays {
      if let row = row(staying.workload, in: workloads, "workload") { stay[row] = staying.reason }
    }
    let hosts = KeyedRows(estate.hosts.keys, estate.texts)
    let racks = KeyedRows(estate.racks.keys, estate.texts)
    let sites = KeyedRows(estate.sites.keys, estate.texts)
    var released = Released(
      hosts: [Day?](repeating: nil, count: estate.hosts.count),
      racks: [Day?](repeating: nil, count: estate.racks.count),
      sites: [Day?](repeating: nil, count: estate.sites.count))
    for release in plan.releases {
      switch release.kind {
      case .host: if let row = row(release.key, in: hosts, "host") { released.hosts[row] = release.released }
      case .rack: if let row = row(release.key, in: racks, "rack") { released.racks[row] = release.released }
      case .site: if let row = row(release.key, in: sites, "site") { released.sites[row] = release.released }
      }
    }
    guard unknown.isEmpty else { throw Findings(unknown) }
    self.wave = wave
    self.stay = stay
    self.movers = movers
    self.released = released
    resolved = ResolvedEstate(estate)
    demands = Demands(resolved)
    owners = resolved.columns["owner"]
    businessUnits = resolved.columns["business_unit"]
  }

  /// How many workloads leave.
  package var moverCount: Int { movers.reduce(0) { $0 + $1.count } }

  /// The day from which the workload has left; nil where it stays.
  package func cutover(_ row: Int) -> Day? { wave[row] == 0 ? nil : plan.waves[wave[row] - 1].cutover }

  /// Row of `sites` where the workload runs; nil where nobody knows.
  package func site(_ row: Int) -> Int? {
    resolved.placement.site[row] == Estate.none ? nil : Int(resolved.placement.site[row])
  }

  package func workloadKey(_ row: Int) -> String { estate.texts[estate.workloads.keys[row]] }
  package func siteKey(_ row: Int) -> String { estate.texts[estate.sites.keys[row]] }

  /// The key, and in brackets the name where there is another one: "DC1 (Hall at the river)".
  package func siteLabel(_ row: Int) -> String {
    let key = siteKey(row)
    let name = estate.texts[estate.sites.names[row]]
    return name.isEmpty || name == key ? key : "\(key) (\(name))"
  }

  /// The application's key and name, or nil where the workload has none.
  package func applicationLabel(_ application: Int) -> String {
    let key = estate.texts[estate.applications.keys[application]]
    let name = estate.texts[estate.applications.names[application]]
    return name.isEmpty || name == key ? key : "\(name) (\(key))"
  }
}

/// Rows of a table by key.
package struct KeyedRows: Sendable {
  private let rows: [TextPool.ID: Int]
  private let texts: TextPool

  package init(_ keys: [TextPool.ID], _ texts: TextPool) {
    var rows: [TextPool.ID: Int] = [:]
    rows.reserveCapacity(keys.count)
    for (row, key) in keys.enumerated() { rows[key] = row }
    self.rows = rows
    self.texts = texts
  }

  package func row(of key: String) -> Int? { texts.existingNumber(of: key).flatMap { rows[$0] } }
}
