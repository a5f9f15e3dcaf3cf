import Documents
import Estates
import Plans
import Topology
import Tracking

/// Two invented years of a programme that follows a plan: what an office would have written into `actuals.csv`, and what
/// became of the inventory meanwhile.
///
///     a late ramp      the teams work half of what the limits allow at first, nearly all of it after half a year
///     more work        an hour of the plan takes 1.12 hours in the mean, from 0.75 to 1.5
///     deferrals        what does not fit moves in a later wave, and the office says why
///     roll-backs       one move in twenty-five comes back within days and is tried again
///     collecting       empty machines stand for 45 to 130 days, where the plan has 60
///     scope            4 % come, half a per cent goes; one site has to be given back half a year sooner
///
/// Workloads that others wait for move as planned, together sets as one, members of an `apart` group never in one wave, and
/// nobody in a freeze: the invented past breaks no rule but the limits, and a plan can go on from it. One estate and plan give
/// one log, byte for byte.
package struct InventedActuals {
  private let estate: Estate
  private let plan: Plan
  private let until: Day
  private let resolved: ResolvedEstate
  private let groups: MoveGroups
  private var random: SplitMix64
  private var events: [ActualEvent] = []
  /// By row; -1 where the plan does not move it.
  private var waveOf: [Int]
  private var waveOfGroup: [Int]
  /// By row: hours that the workload takes for one that is planned.
  private let ratio: [Double]

  package static let years = 2

  package init(_ estate: Estate, _ plan: Plan, until: Day? = nil, seed: UInt64 = 6) {
    self.estate = estate
    self.plan = plan
    let start = plan.waves.first?.start ?? estate.program.start
    self.until = until ?? start + (365 * Self.years)
    resolved = ResolvedEstate(estate)
    groups = MoveGroups(resolved, Demands(resolved))
    random = SplitMix64(seed: seed, step: 1)
    var rows: [String: Int] = [:]
    for (row, id) in estate.workloads.keys.enumerated() { rows[estate.texts[id]] = row }
    var waveOf = [Int](repeating: -1, count: estate.workloads.count)
    for (index, wave) in plan.waves.enumerated() {
      for key in wave.workloads { if let row = rows[key] { waveOf[row] = index } }
    }
    self.waveOf = waveOf
    var waveOfGroup = [Int](repeating: -1, count: groups.count)
    for (row, wave) in waveOf.enumerated() { waveOfGroup[Int(groups.groupOf[row])] = wave }
    self.waveOfGroup = waveOfGroup
    var draws = SplitMix64(seed: seed, step: 5)
    ratio = waveOf.map { _ in Double(draws.between(75, 100) + draws.below(26) + draws.below(26)) / 100 }
  }

  /// The files of the estate as they are on a day, `actuals.csv` among them: the two years are always invented whole, and then
  /// cut, so that what is written for an earlier day is the beginning of what is written for a later one.
  package mutating func files(
    _ files: [(name: String, bytes: [UInt8])], asOf: Day? = nil
  ) throws -> [(name: String, bytes: [UInt8])] {
    let asOf = asOf ?? until
    let (newcomers, workloads) = try newcomers(files, asOf: asOf)
    let leavers = leavers()
    move(leavers)
    collect()
    for (key, day) in newcomers {
      events.append(
        ActualEvent(date: day, subject: .workload(key), kind: .scopeAdded, note: "found while preparing a wave"))
    }
    for row in leavers {
      let day = plan.waves[max(0, waveOf[row] - 2)].start
      if day <= until {
        events.append(
          ActualEvent(date: day, subject: .workload(key(row)), kind: .scopeRemoved, note: "business sold"))
      }
    }
    var result = files.filter { $0.name != ActualsLog.file }
    for index in result.indices {
      if result[index].name == "workloads.csv" { result[index].bytes = workloads }
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

  /// New workloads, each like one that moves later: production servers beside the ones that are there.
  private mutating func newcomers(
    _ files: [(name: String, bytes: [UInt8])], asOf: Day
  ) throws -> (keys: [(key: String, day: Day)], table: [UInt8]) {
    guard let file = files.first(where: { $0.name == "workloads.csv" }),
      let table = CSVScanner.scan(file.bytes, file: file.name).table
    else { return ([], []) }
    var random = SplitMix64(seed: 6, step: 2)
    let moving = waveOf.filter { $0 >= 0 }.count
    let candidates = (0..<estate.workloads.count).filter { row in
      waveOf[row] >= 0 && plan.waves[waveOf[row]].start > until && estate.workloads.disposition[row] == .rehost
        && estate.texts[estate.workloads.environments[row]] == "production"
        && resolved.placement.cluster[row] != Estate.none
    }
    var rowOfKey: [String: Int] = [:]
    let keyColumn = table.column(named: "workload")!
    for row in 0..<table.rowCount { rowOfKey[table.text(row: row, column: keyColumn)] = row }
    let blank: Set<String> = ["name", "resilience_pair", "cutover_unit", "static_ip", "cmdb_name", "cmdb_status"]
    var keys: [(key: String, day: Day)] = []
    var text = String(decoding: file.bytes, as: UTF8.self)
    if !text.hasSuffix("\n") { text += "\n" }
    guard !candidates.isEmpty, let start = plan.waves.first?.start else { return ([], Array(text.utf8)) }
    for number in 1...max(1, moving * 4 / 100) {
      let model = random.pick(candidates)
      let key = "NEW-\(String(number + 10_000).dropFirst())"
      let day = start + (30 + random.below(max(1, (until - start) - 60)))
      if day > asOf { continue }
      let row = rowOfKey[self.key(model)]!
      text +=
        table.columns.enumerated().map { column, name in
          column == keyColumn ? key : blank.contains(name) ? "" : quoted(table.text(row: row, column: column))
        }.joined(separator: ",") + "\n"
      keys.append((key, day))
    }
    return (keys, Array(text.utf8))
  }

  /// Workloads that are sold before they move, each alone in its group; none of a hall that has to be given back.
  private mutating func leavers() -> [Int] {
    var random = SplitMix64(seed: 6, step: 3)
    let half = plan.waves.lastIndex { $0.cutover <= until } ?? 0
    let obliged = estate.program.rules.enumerated().compactMap { index, rule -> WorkloadSet? in
      if case .leave = rule.kind { resolved.selections[index] } else { nil }
    }
    let candidates = waveOf.indices.filter { row in
      waveOf[row] > 6 && waveOf[row] <= half && !obliged.contains { $0.contains(row) }
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
    var planned = [[Int]](repeating: [], count: plan.waves.count)
    for (group, wave) in waveOfGroup.enumerated() where wave >= 0 { planned[wave].append(group) }
    var waiting: [(group: Int, since: Int, from: Int)] = []
    var moved = [Int](repeating: -1, count: groups.count)
    for (index, wave) in plan.waves.enumerated() where wave.cutover <= until {
      var room: [TextPool.ID: Double] = [:]
      for group in planned[index] {
        for row in groups.members(of: group) {
          room[estate.workloads.teams[Int(row)], default: 0] += hours(Int(row))
        }
      }
      let share = index < shares.count ? shares[index] : 94 + random.below(9)
      for team in room.keys.sorted() { room[team]! *= Double(share) / 100 }
      func fits(_ group: Int) -> Bool {
        groups.members(of: group).allSatisfy { row in
          let team = estate.workloads.teams[Int(row)]
          if room[team, default: 0] <= 0 && hours(Int(row)) > 0 { return false }
          for freeze in freezes where freeze.rows.contains(Int(row)) {
            let first = freeze.wholeWave ? wave.start : wave.cutover
            if first <= freeze.to && wave.cutover >= freeze.from { return false }
          }
          return mates[Int(row), default: []].allSatisfy { moved[Int(groups.groupOf[$0])] != index }
        }
      }
      func take(_ group: Int) {
        moved[group] = index
        for row in groups.members(of: group) {
          room[estate.workloads.teams[Int(row)], default: 0] -= hours(Int(row)) * ratio[Int(row)]
        }
      }
      for group in planned[index] where isAwaited[group] {
        take(group)
        leave(group, wave, gone, &waiting, index, mayFail: false)
      }
      let before = waiting
      waiting = []
      for entry in before {
        if entry.from <= index, fits(entry.group) {
          take(entry.group)
          leave(entry.group, wave, gone, &waiting, index, mayFail: true)
        } else {
          waiting.append(entry)
        }
      }
      for group in planned[index] where !isAwaited[group] {
        let isStopped = random.chance(perMille: 25)
        if fits(group), !isStopped {
          take(group)
          leave(group, wave, gone, &waiting, index, mayFail: true)
        } else {
          waiting.append((group, index, index + 1))
          let reason = isStopped ? random.pick(Self.reasons) : index < 5 ? random.pick(Self.earlyReasons) : Self.short
          for row in groups.members(of: group) where !gone.contains(Int(row)) && waveOf[Int(row)] >= 0 {
            let subject = ActualEvent.Subject.workload(key(Int(row)))
            if isStopped { events.append(ActualEvent(date: wave.start + 3, subject: subject, kind: .started)) }
            events.append(ActualEvent(date: wave.cutover, subject: subject, kind: .deferred, note: reason))
          }
        }
      }
    }
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

  /// A group leaves in a wave, and may come back.
  private mutating func leave(
    _ group: Int, _ wave: Plan.Wave, _ gone: Set<Int>, _ waiting: inout [(group: Int, since: Int, from: Int)],
    _ index: Int, mayFail: Bool
  ) {
    let day = wave.cutover + -random.below(min(7, wave.cutover - wave.start))
    let isBack = mayFail && random.chance(perMille: 40) && day + 6 <= until
    let back = day + (1 + random.below(5))
    let reason = random.pick(Self.failures)
    for row in groups.members(of: group).map({ Int($0) }) where !gone.contains(row) && waveOf[row] >= 0 {
      let worked = hours(row) * ratio[row]
      let subject = ActualEvent.Subject.workload(key(row))
      let cost = max(0, estate.workloads.oneOffCost[row] ?? 0) * Double(random.between(85, 130)) / 100
      if hours(row) >= 40 {
        events.append(ActualEvent(date: wave.start + random.below(4), subject: subject, kind: .started))
      }
      events.append(
        ActualEvent(
          date: day, subject: subject, kind: .migrated, effortHours: (worked * 2).rounded() / 2, cost: cost.rounded()))
      if isBack {
        events.append(
          ActualEvent(
            date: back, subject: subject, kind: .rolledBack, effortHours: (hours(row) / 4).rounded(), note: reason))
      } else {
        let off = day + random.between(8, 40)
        if off <= until { events.append(ActualEvent(date: off, subject: subject, kind: .decommissioned)) }
      }
    }
    if isBack { waiting.append((group, index, index + 2)) }
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
        let wait = random.between(3, 25)
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

  private func quoted(_ cell: String) -> String {
    cell.contains { $0 == "," || $0 == "\"" || $0 == "\n" || $0 == "\r" }
      ? "\"" + cell.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\"" : cell
  }
}
