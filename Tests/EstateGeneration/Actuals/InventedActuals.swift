import Documents
import Estates
import Inventories
import Plans
import Topology
import Tracking

/// Two invented years of a programme that follows a plan, and from the day on which it agreed on another, that one: what an
/// office would have written into `actuals.csv`, and what became of the inventory meanwhile.
///
///     a late ramp      the teams work half of what the limits allow at first, nearly all of it after half a year
///     more work        an hour of the plan takes 1.12 hours in the mean, from 0.75 to 1.5
///     deferrals        what does not fit moves in a later wave, and the office says why
///     roll-backs       one move in twenty-five comes back within days and is tried again
///     collecting       empty machines stand for 45 to 130 days, where the plan has 60
///     scope            4 % come, half a per cent goes; one site has to be given back half a year sooner
///     plans            who came into scope moves when a later plan says so; who is late has a new wave by it
///
/// Workloads that others wait for move as planned, together sets as one, members of an `apart` group never in one wave, and
/// nobody in a freeze: the invented past breaks no rule but the limits, and a plan can go on from it. One estate and the same
/// plans give one log, byte for byte; a plan that was agreed on later changes nothing of what had happened by then.
package struct InventedActuals {
  /// A plan that takes the place of the one before: from the first wave that begins after the day on.
  package struct Agreement {
    package var day: Day
    package var plan: Plan
    package init(day: Day, plan: Plan) {
      self.day = day
      self.plan = plan
    }
  }

  /// With all who come into scope within the two years.
  private let estate: Estate
  private let files: [(name: String, bytes: [UInt8])]
  private let plan: Plan
  private let later: [Agreement]
  private let until: Day
  private let resolved: ResolvedEstate
  private let groups: MoveGroups
  private var random: SplitMix64
  private var events: [ActualEvent] = []
  /// By row, as the first plan has it; -1 where it does not move it.
  private let waveOf: [Int]
  /// By row: has left, and has not come back.
  private var hasLeft: [Bool]
  /// By row: hours that the workload takes for one that is planned.
  private let ratio: [Double]
  private let newcomers: [(key: String, day: Day)]

  package static let years = 2

  /// - Parameters:
  ///   - files: the estate as it was when the plan was made.
  ///   - later: in the order of their days.
  package init(
    _ files: [(name: String, bytes: [UInt8])], name: String, _ plan: Plan, then later: [Agreement] = [],
    until: Day? = nil, seed: UInt64 = 6
  ) throws {
    func read(_ files: [(name: String, bytes: [UInt8])]) throws -> Estate {
      let (estate, findings) = EstateFolderReader.read(files: files, name: name)
      guard let estate else { throw Findings(findings) }
      return estate
    }
    let start = plan.waves.first?.start ?? Day("2026-06-01")!
    self.plan = plan
    self.later = later
    let end = until ?? start + (365 * Self.years)
    self.until = end
    let scope = try Newcomers(try read(files), plan, files, until: end)
    self.scope = scope
    newcomers = scope.keys
    self.files = files
    let estate = try read(files.map { $0.name == "workloads.csv" ? ($0.name, scope.table(until: end)) : $0 })
    self.estate = estate
    let resolved = ResolvedEstate(estate)
    self.resolved = resolved
    groups = MoveGroups(resolved, Demands(resolved))
    random = SplitMix64(seed: seed, step: 1)
    let waveOf = Self.waves(of: plan, in: estate)
    self.waveOf = waveOf
    hasLeft = [Bool](repeating: false, count: estate.workloads.count)
    var draws = SplitMix64(seed: seed, step: 5)
    ratio = waveOf.map { _ in Double(draws.between(75, 100) + draws.below(26) + draws.below(26)) / 100 }
  }

  private let scope: Newcomers

  static func waves(of plan: Plan, in estate: Estate) -> [Int] {
    var rows: [String: Int] = [:]
    for (row, id) in estate.workloads.keys.enumerated() { rows[estate.texts[id]] = row }
    var waves = [Int](repeating: -1, count: estate.workloads.count)
    for (index, wave) in plan.waves.enumerated() {
      for key in wave.workloads { if let row = rows[key] { waves[row] = index } }
    }
    return waves
  }

  /// The files of the estate as they are on a day, `actuals.csv` among them: the two years are always invented whole, and then
  /// cut, so that what is written for an earlier day is the beginning of what is written for a later one.
  package mutating func files(asOf: Day? = nil) throws -> [(name: String, bytes: [UInt8])] {
    let asOf = asOf ?? until
    let leavers = leavers()
    move(leavers)
    collect()
    for (key, day) in newcomers {
      events.append(
        ActualEvent(date: day, subject: .workload(key), kind: .scopeAdded, note: "found while preparing a wave"))
    }
    for row in leavers {
      let day = plan.waves[max(0, waveOf[row] - 2)].start
      if day <= until, !hasLeft[row] {
        events.append(
          ActualEvent(date: day, subject: .workload(key(row)), kind: .scopeRemoved, note: "business sold"))
      }
    }
    var result = files.filter { $0.name != ActualsLog.file }
    for index in result.indices {
      if result[index].name == "workloads.csv" { result[index].bytes = scope.table(until: asOf) }
      if result[index].name == "sites.csv", asOf + 183 >= until {
        result[index].bytes = try movedLease(result[index].bytes)
      }
    }
    events.removeAll { $0.date > asOf }
    result.append((ActualsLog.file, try table()))
    return result.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  private func key(_ row: Int) -> String { estate.texts[estate.workloads.keys[row]] }

  // MARK: Scope

  /// Workloads that are sold before they move, each alone in its group; none of a hall that has to be given back, and none that
  /// an initiative waits for: an office would have taken it out of the initiative, and the plan would tell of nothing else.
  private mutating func leavers() -> [Int] {
    var random = SplitMix64(seed: 6, step: 3)
    let half = plan.waves.lastIndex { $0.cutover <= until } ?? 0
    let obliged = estate.program.rules.enumerated().compactMap { index, rule -> WorkloadSet? in
      if case .leave = rule.kind { resolved.selections[index] } else { nil }
    }
    let awaited = Set(estate.initiatives.members)
    let candidates = waveOf.indices.filter { row in
      waveOf[row] > 6 && !awaited.contains(Int32(row)) && waveOf[row] <= half && !obliged.contains { $0.contains(row) }
        && isLeaf(Int(groups.groupOf[row]))
        && groups.members(of: Int(groups.groupOf[row])).count == 1
    }
    var chosen: Set<Int> = []
    let wanted = min(candidates.count, waveOf.count { $0 >= 0 } / 200)
    while chosen.count < wanted { chosen.insert(random.pick(candidates)) }
    return chosen.sorted()
  }

  /// The lease of the first site that has one and costs more for staying ends half a year sooner.
  private func movedLease(_ bytes: [UInt8]) throws -> [UInt8] {
    guard let table = CSVScanner.scan(bytes, file: "sites.csv").table,
      let lease = table.column(named: "lease_end"), let holdover = table.column(named: "holdover_annual_cost")
    else { return bytes }
    var isMoved = false
    var text = table.columns.joined(separator: ",") + "\n"
    for row in 0..<table.rowCount {
      var cells = table.row(row).map(quoted)
      if !isMoved, let day = Day(cells[lease]), !cells[holdover].isEmpty, day > until {
        cells[lease] = (day + -183).description
        isMoved = true
      }
      text += cells.joined(separator: ",") + "\n"
    }
    return Array(text.utf8)
  }

  // MARK: Moving

  /// Nobody waits for it.
  private func isLeaf(_ group: Int) -> Bool { !befores[group] }

  private var befores: [Bool] {
    var result = [Bool](repeating: false, count: groups.count)
    for ordering in groups.orderings.all {
      let (before, after) = (groups.groupOf[Int(ordering.before)], groups.groupOf[Int(ordering.after)])
      if before != after { result[Int(before)] = true }
    }
    return result
  }

  /// Lets the waves pass: who moves, who has to wait and why, who comes back.
  private mutating func move(_ leavers: [Int]) {
    let isAwaited = befores
    let gone = Set(leavers)
    let shares = [50, 55, 65, 75, 85, 92]
    let mates = apartMates()
    let freezes = resolved.estate.program.rules.enumerated().compactMap {
      index, rule -> (rows: WorkloadSet, from: Day, to: Day, wholeWave: Bool)? in
      guard case .freeze(let from, let to, let test) = rule.kind else { return nil }
      return (resolved.selections[index], from, to, test == .wave)
    }
    var waveOf = waveOf
    var planned = groupsOfWaves(waveOf, from: 0, gone)
    var agreements = later[...]
    var waiting: [(group: Int, since: Int, from: Int)] = []
    var moved = [Int](repeating: -1, count: groups.count)
    for (index, wave) in plan.waves.enumerated() where wave.cutover <= until {
      while let agreement = agreements.first, agreement.day < wave.start {
        agreements.removeFirst()
        waveOf = Self.waves(of: agreement.plan, in: estate)
        planned = groupsOfWaves(waveOf, from: index, gone)
        // What that plan moves from here on waits for nothing but its wave.
        let renewed = Set(planned[index...].joined())
        waiting.removeAll { renewed.contains($0.group) }
      }
      /// Those of a group that are still there and that the plan moves.
      func movers(_ group: Int) -> [Int] {
        groups.members(of: group).map { Int($0) }.filter { waveOf[$0] >= 0 && !hasLeft[$0] && !gone.contains($0) }
      }
      var room: [TextPool.ID: Double] = [:]
      for group in planned[index] {
        for row in movers(group) { room[estate.workloads.teams[row], default: 0] += hours(row) }
      }
      let share = index < shares.count ? shares[index] : 94 + random.below(9)
      for team in room.keys.sorted() { room[team]! *= Double(share) / 100 }
      func fits(_ group: Int) -> Bool {
        movers(group).allSatisfy { row in
          let team = estate.workloads.teams[row]
          if room[team, default: 0] <= 0 && hours(row) > 0 { return false }
          for freeze in freezes where freeze.rows.contains(row) {
            let first = freeze.wholeWave ? wave.start : wave.cutover
            if first <= freeze.to && wave.cutover >= freeze.from { return false }
          }
          return mates[row, default: []].allSatisfy { moved[Int(groups.groupOf[$0])] != index }
        }
      }
      /// A group leaves in this wave, and may come back.
      func take(_ group: Int, mayFail: Bool) {
        moved[group] = index
        let movers = movers(group)
        for row in movers { room[estate.workloads.teams[row], default: 0] -= hours(row) * ratio[row] }
        if leave(movers, wave, mayFail: mayFail) { waiting.append((group, index, index + 2)) }
      }
      for group in planned[index] where isAwaited[group] { take(group, mayFail: false) }
      let before = waiting
      waiting = []
      for entry in before {
        if entry.from <= index, fits(entry.group) {
          take(entry.group, mayFail: true)
        } else {
          waiting.append(entry)
        }
      }
      for group in planned[index] where !isAwaited[group] {
        let isStopped = random.chance(perMille: 25)
        if fits(group), !isStopped {
          take(group, mayFail: true)
        } else {
          waiting.append((group, index, index + 1))
          let reason = isStopped ? random.pick(Self.reasons) : index < 5 ? random.pick(Self.earlyReasons) : Self.short
          for row in movers(group) {
            let subject = ActualEvent.Subject.workload(key(row))
            if isStopped { events.append(ActualEvent(date: wave.start + 3, subject: subject, kind: .started)) }
            events.append(ActualEvent(date: wave.cutover, subject: subject, kind: .deferred, note: reason))
          }
        }
      }
    }
  }

  /// By wave of a plan, from one on: the groups of which somebody is to leave in it. A group of which some have left goes on
  /// with the rest, as one, with the first of them.
  private func groupsOfWaves(_ waveOf: [Int], from first: Int, _ gone: Set<Int>) -> [[Int]] {
    var planned = [[Int]](repeating: [], count: plan.waves.count)
    for group in 0..<groups.count {
      let waves = groups.members(of: group).map { Int($0) }
        .filter { waveOf[$0] >= first && !hasLeft[$0] && !gone.contains($0) }.map { waveOf[$0] }
      if let wave = waves.min() { planned[wave].append(group) }
    }
    return planned
  }

  private static let earlyReasons = ["team not yet staffed", "team not yet staffed", "landing zone not ready"]
  private static let short = "team short of hours"
  private static let reasons = ["owner asked for a later date", "rehearsal failed", "firewall change not approved"]
  private static let failures = [
    "too slow from the plant", "licence server not reached", "data did not reconcile", "interface overlooked",
  ]

  private func hours(_ row: Int) -> Double { estate.workloads.effortHours[row] ?? 0 }

  private func apartMates() -> [Int: [Int]] {
    var mates: [Int: [Int]] = [:]
    for (index, rule) in estate.program.rules.enumerated() {
      guard case .apart = rule.kind else { continue }
      for group in resolved.groups[index] {
        for member in group.members {
          mates[Int(member), default: []] += group.members.filter { $0 != member }.map { Int($0) }
        }
      }
    }
    for link in Demands(resolved).links where link.relation == .apart {
      mates[Int(link.source), default: []].append(Int(link.target))
      mates[Int(link.target), default: []].append(Int(link.source))
    }
    return mates
  }

  /// Workloads leave in a wave as one; whether they come back.
  private mutating func leave(_ rows: [Int], _ wave: Plan.Wave, mayFail: Bool) -> Bool {
    let day = wave.cutover + -random.below(min(7, wave.cutover - wave.start))
    let isBack = mayFail && random.chance(perMille: 40) && day + 6 <= until
    let back = day + (1 + random.below(5))
    let reason = random.pick(Self.failures)
    for row in rows {
      let worked = hours(row) * ratio[row]
      let subject = ActualEvent.Subject.workload(key(row))
      let cost = max(0, estate.workloads.oneOffCost[row] ?? 0) * Double(random.between(85, 130)) / 100
      if hours(row) >= 40 {
        events.append(ActualEvent(date: wave.start + random.below(4), subject: subject, kind: .started))
      }
      events.append(
        ActualEvent(
          date: day, subject: subject, kind: .migrated, effortHours: (worked * 2).rounded() / 2, cost: cost.rounded()))
      hasLeft[row] = !isBack
      if isBack {
        events.append(
          ActualEvent(
            date: back, subject: subject, kind: .rolledBack, effortHours: (hours(row) / 4).rounded(), note: reason))
      } else {
        let off = day + random.between(8, 40)
        if off <= until { events.append(ActualEvent(date: off, subject: subject, kind: .decommissioned)) }
      }
    }
    return isBack && !rows.isEmpty
  }

  /// Machines on which nothing runs any more are collected some time later.
  private mutating func collect() {
    let standing = Standing(resolved, plan, ActualsLog(events), asOf: until)
    var random = SplitMix64(seed: 6, step: 4)
    for (host, state) in standing.hosts.enumerated() {
      let wait = random.between(45, 90) + random.below(41)
      guard case .empty(let since) = state, estate.hosts.leaves[host] == nil, since + wait <= until else { continue }
      events.append(ActualEvent(date: since + wait, subject: .host(standing.hostKey(host)), kind: .decommissioned))
    }
    // What leaves on a date, with its rack or with its site goes some days after what it waits for.
    for _ in 0..<3 {
      let standing = Standing(resolved, plan, ActualsLog(events), asOf: until)
      for (host, state) in standing.hosts.enumerated() where estate.hosts.leaves[host] != nil {
        guard case .empty(let since) = state, isCollected(host, standing) else { continue }
        // Each machine has luck of its own: what a later plan moves changes nothing for the others.
        var own = SplitMix64(seed: 6, step: UInt64(1000 + host))
        let wait = own.between(3, 25)
        if since + wait > until { continue }
        events.append(ActualEvent(date: since + wait, subject: .host(standing.hostKey(host)), kind: .decommissioned))
      }
    }
  }

  /// Whether what the machine waits for is gone, and not only empty.
  private func isCollected(_ host: Int, _ standing: Standing) -> Bool {
    let leaves = estate.hosts.leaves[host]
    let place = leaves == .withRack ? estate.hosts.rack : estate.hosts.site
    if leaves != .withRack && leaves != .withSite { return true }
    return standing.hosts.indices.allSatisfy { other in
      if place[other] != place[host] || estate.hosts.leaves[other] == leaves { return true }
      if leaves == .withRack && estate.hosts.leaves[other] == .withSite { return true }
      if case .released = standing.hosts[other] { return true }
      return false
    }
  }

  // MARK: The table

  private func table() throws -> [UInt8] {
    var text = "date,workload,host,event,effort_hours,cost,note\n"
    for event in ActualsLog(events).events {
      let (workload, host) =
        switch event.subject {
        case .workload(let key): (key, "")
        case .host(let key): ("", key)
        }
      let hours = event.effortHours.map { Decimal.short($0, places: 1) } ?? ""
      let cost = event.cost.map { Decimal.short($0, places: 0) } ?? ""
      text +=
        [event.date.description, quoted(workload), quoted(host), event.kind.rawValue, hours, cost, quoted(event.note)]
        .joined(separator: ",") + "\n"
    }
    return Array(text.utf8)
  }

  private func quoted(_ cell: String) -> String { Newcomers.quoted(cell) }
}

/// Those who come into scope: each like one that moves later, production servers beside the ones that are there.
struct Newcomers {
  private(set) var keys: [(key: String, day: Day)] = []
  private let head: String
  private var rows: [String] = []

  init(_ estate: Estate, _ plan: Plan, _ files: [(name: String, bytes: [UInt8])], until: Day) throws {
    guard let file = files.first(where: { $0.name == "workloads.csv" }),
      let table = CSVScanner.scan(file.bytes, file: file.name).table
    else {
      head = ""
      return
    }
    let text = String(decoding: file.bytes, as: UTF8.self)
    head = text.hasSuffix("\n") ? text : text + "\n"
    var random = SplitMix64(seed: 6, step: 2)
    let waveOf = InventedActuals.waves(of: plan, in: estate)
    let resolved = ResolvedEstate(estate)
    let candidates = (0..<estate.workloads.count).filter { row in
      waveOf[row] >= 0 && plan.waves[waveOf[row]].start > until && estate.workloads.disposition[row] == .rehost
        && estate.texts[estate.workloads.environments[row]] == "production"
        && resolved.placement.cluster[row] != Estate.none
    }
    var rowOfKey: [String: Int] = [:]
    let keyColumn = table.column(named: "workload")!
    for row in 0..<table.rowCount { rowOfKey[table.text(row: row, column: keyColumn)] = row }
    let blank: Set<String> = ["name", "resilience_pair", "cutover_unit", "static_ip", "cmdb_name", "cmdb_status"]
    guard !candidates.isEmpty, let start = plan.waves.first?.start else { return }
    for number in 1...max(1, waveOf.count { $0 >= 0 } * 4 / 100) {
      let model = random.pick(candidates)
      let key = "NEW-\(String(number + 10_000).dropFirst())"
      let day = start + (30 + random.below(max(1, (until - start) - 60)))
      let row = rowOfKey[estate.texts[estate.workloads.keys[model]]]!
      rows.append(
        table.columns.enumerated().map { column, name in
          column == keyColumn
            ? key : blank.contains(name) ? "" : Self.quoted(table.text(row: row, column: column))
        }.joined(separator: ",") + "\n")
      keys.append((key, day))
    }
  }

  /// `workloads.csv` with those who have come by a day.
  func table(until day: Day) -> [UInt8] {
    Array((head + zip(keys, rows).filter { $0.0.day <= day }.map(\.1).joined()).utf8)
  }

  static func quoted(_ cell: String) -> String {
    cell.contains { $0 == "," || $0 == "\"" || $0 == "\n" || $0 == "\r" }
      ? "\"" + cell.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\"" : cell
  }
}
