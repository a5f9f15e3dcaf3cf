import Documents
import Estates

/// Reads `actuals.csv`: what happened so far, checked against the estate and against itself.
///
///     date,workload,host,event,effort_hours,cost,note
///     2026-07-26,APP-0042,,migrated,38.5,1200,
///
/// There is a log exactly where there is no error: an event that cannot have happened is never absorbed. All errors of a
/// file are found, each with its cell.
package enum ActualsReader {
  static let columns = ["date", "workload", "host", "event", "effort_hours", "cost", "note"]

  /// - Parameters:
  ///   - alsoKnown: keys of workloads and hosts beside those of the estate: those of the plan, since what left the scope may
  ///     have left the inventory. Nil where no plan is at hand: what the estate does not know is then a warning.
  ///   - asOf: nothing in the log may be later.
  package static func read(
    _ bytes: [UInt8], of estate: Estate, alsoKnown: (workloads: Set<String>, hosts: Set<String>)? = ([], []),
    asOf: Day
  ) -> (log: ActualsLog?, findings: [Finding]) {
    var reading = ActualsReading(estate, alsoKnown, asOf)
    let log = reading.read(bytes)
    return (log, reading.findings.findings())
  }
}

private struct ActualsReading {
  let estate: Estate
  let asOf: Day
  /// Somebody knows what left the scope.
  let knowsPlan: Bool
  var findings = FindingCollector()
  private var workloads: Set<String>
  private var hosts: Set<String>
  /// Workloads that run on a host outside of any cluster, by the host's key.
  private var workloadsOnHost: [String: [String]] = [:]

  init(_ estate: Estate, _ alsoKnown: (workloads: Set<String>, hosts: Set<String>)?, _ asOf: Day) {
    self.estate = estate
    self.asOf = asOf
    knowsPlan = alsoKnown != nil
    workloads = alsoKnown?.workloads ?? []
    hosts = alsoKnown?.hosts ?? []
    for key in estate.hosts.keys { hosts.insert(estate.texts[key]) }
    for (row, key) in estate.workloads.keys.enumerated() {
      workloads.insert(estate.texts[key])
      let host = Int(estate.workloads.host[row])
      if host >= 0, estate.hosts.cluster[host] == Estate.none {
        workloadsOnHost[estate.texts[estate.hosts.keys[host]], default: []].append(estate.texts[key])
      }
    }
  }

  mutating func read(_ bytes: [UInt8]) -> ActualsLog? {
    let (table, found) = CSVScanner.scan(bytes, file: ActualsLog.file)
    findings.add(found)
    guard let table, check(header: table) else { return nil }
    var events: [(event: ActualEvent, row: Int)] = []
    for row in 0..<table.rowCount {
      if let event = event(table, row) { events.append((event, row)) }
    }
    replay(events, table)
    if findings.hasErrors { return nil }
    return ActualsLog(events.map(\.event), digest: SHA256.hexadecimal(of: bytes))
  }

  // MARK: Cells

  private mutating func check(header table: TextTable) -> Bool {
    var isWhole = true
    for column in table.columns where !ActualsReader.columns.contains(column) {
      guard let near = Suggestion.best(for: column, among: ActualsReader.columns) else { continue }
      findings.add(.warning, .mistypedColumn, in: table.file, label: column) {
        Finding(
          .warning, .mistypedColumn, "column \(quoted(column)) has no meaning here",
          at: table.location(header: table.column(named: column)!), help: "did you mean '\(near)'?")
      }
    }
    for column in ["date", "event"] where table.column(named: column) == nil {
      isWhole = false
      findings.add(.error, .missingColumn, in: table.file, label: column) {
        Finding(
          .error, .missingColumn, "table of actuals without column '\(column)'",
          at: SourceLocation(file: table.file, line: table.headerLine))
      }
    }
    return isWhole
  }

  /// The event of a row; nil where something was wrong with it, and reported.
  private mutating func event(_ table: TextTable, _ row: Int) -> ActualEvent? {
    func text(_ name: String) -> String { table.column(named: name).map { table.text(row: row, column: $0) } ?? "" }
    let (date, word) = (text("date"), text("event"))
    var day: Day?
    if date.isEmpty {
      report(.emptyCell, table, row, "date") { ("row without 'date'", nil) }
    } else {
      day = Day(date)
      if day == nil {
        report(.malformedDate, table, row, "date") {
          ("\(quoted(date)) is no date", "write a date that exists as YYYY-MM-DD")
        }
      }
    }
    let kind = ActualEvent.Kind(rawValue: word.lowercased())
    if kind == nil {
      let known = ActualEvent.Kind.allCases.map(\.rawValue)
      report(word.isEmpty ? .emptyCell : .unknownWord, table, row, "event") {
        word.isEmpty
          ? ("row without 'event'", nil)
          : (
            "\(quoted(word)) is no event",
            Suggestion.best(for: word, among: known).map { "did you mean '\($0)'?" }
              ?? "known are " + known.joined(separator: ", ")
          )
      }
    }
    let subject = subject(table, row, workload: text("workload"), host: text("host"))
    let hours = amount(table, row, "effort_hours")
    let cost = amount(table, row, "cost")
    if let day, day > asOf {
      let last = asOf
      report(.lateActual, table, row, "date") { ("this happened on \(day), after the day of the report, \(last)", nil) }
    }
    guard let day, let kind, let subject else { return nil }
    return ActualEvent(
      date: day, subject: subject, kind: kind, effortHours: hours, cost: cost, note: text("note"),
      line: Int(table.lines[row]))
  }

  private mutating func subject(_ table: TextTable, _ row: Int, workload: String, host: String) -> ActualEvent.Subject?
  {
    guard workload.isEmpty != host.isEmpty else {
      let column = table.column(named: "workload") == nil ? "host" : "workload"
      report(.subjectOfActual, table, row, column) {
        (
          workload.isEmpty ? "row without workload and without host" : "row about a workload and a host at once",
          "fill one of 'workload' and 'host'"
        )
      }
      return nil
    }
    let isWorkload = host.isEmpty
    let key = isWorkload ? workload : host
    if isWorkload ? workloads.contains(key) : hosts.contains(key) {
      return isWorkload ? .workload(key) : .host(key)
    }
    let kind = isWorkload ? "workload" : "host"
    let ids = isWorkload ? estate.workloads.keys : estate.hosts.keys
    let near = estate.texts.suggestion(for: key, among: ids)
    let knowsPlan = knowsPlan
    report(.unknownActual, table, row, kind, severity: knowsPlan ? .error : .warning) {
      (
        "unknown \(kind) \(quoted(key))",
        near.map { "did you mean '\($0)'?" }
          ?? (knowsPlan
            ? nil : "what left the inventory is right here where the plan knows it: 'drawdown progress' tells")
      )
    }
    return nil
  }

  private mutating func amount(_ table: TextTable, _ row: Int, _ name: String) -> Double? {
    guard let column = table.column(named: name) else { return nil }
    let cell = table.cell(row: row, column: column)
    if cell.isEmpty { return nil }
    guard let number = cell.withUnsafeBufferPointer({ Decimal.value($0) }) else {
      let text = String(decoding: cell, as: UTF8.self)
      report(.malformedNumber, table, row, name) {
        ("\(quoted(text)) is no number", "write a plain number, or leave the cell empty if it is not known")
      }
      return nil
    }
    if number < 0 {
      report(.numberRange, table, row, name) {
        ("\(name) is \(Decimal.short(number, places: 9)), but cannot be negative", nil)
      }
    }
    return number
  }

  // MARK: What cannot have happened

  /// Lets the events happen one after the other, and reports those that cannot have.
  private mutating func replay(_ events: [(event: ActualEvent, row: Int)], _ table: TextTable) {
    let order = events.indices.sorted { (events[$0].event.date.number, $0) < (events[$1].event.date.number, $1) }
    var actuals = Actuals(asOf: asOf)
    var gone: [(host: String, day: Day, row: Int)] = []
    for place in order {
      let (event, row) = events[place]
      if let contradiction = actuals.take(event) {
        report(code(of: contradiction, event.kind), table, row, "event") {
          (Self.wording(of: contradiction, event), nil)
        }
      } else if case .host(let key) = event.subject, event.kind == .decommissioned {
        gone.append((key, event.date, row))
      }
    }
    // What happened later on the day a host went counts as having happened before.
    for (host, day, row) in gone {
      guard let tenants = workloadsOnHost[host] else { continue }
      let remaining = tenants.filter { key in
        switch actuals.workloads[key]?.status {
        case .migrated(let left), .removed(let left): left > day
        case .waiting, .underWay, nil: true
        }
      }
      guard let first = remaining.first else { continue }
      report(.occupiedHost, table, row, "host") {
        let more = remaining.count > 1 ? " and \(remaining.count - 1) more" : ""
        return (
          "\(quoted(host)) was decommissioned on \(day), but \(quoted(first))\(more) had not left it",
          "when did \(quoted(first)) migrate?"
        )
      }
    }
  }

  private func code(of contradiction: Contradiction, _ kind: ActualEvent.Kind) -> FindingCode {
    switch contradiction {
    case .again: .repeatedActual
    case .notMigrated: .prematureActual
    case .migratedSince, .decommissionedSince: .actualAfterLeaving
    case .removedSince: .actualOutOfScope
    case .notForHosts: .actualOfHost
    }
  }

  private static func wording(of contradiction: Contradiction, _ event: ActualEvent) -> String {
    let name: String
    switch event.subject {
    case .workload(let key), .host(let key): name = quoted(key)
    }
    let deed =
      switch event.kind {
      case .started: "started"
      case .migrated: "migrated"
      case .rolledBack: "rolled back"
      case .decommissioned: "decommissioned"
      case .deferred: "deferred"
      case .scopeAdded: "brought into scope"
      case .scopeRemoved: "taken out of scope"
      }
    switch contradiction {
    case .again(let day): return "\(name) is \(deed) on \(event.date), as it was on \(day)"
    case .notMigrated: return "\(name) is \(deed) on \(event.date), but had not migrated"
    case .migratedSince(let day): return "\(name) is \(deed) on \(event.date), but has left since \(day)"
    case .decommissionedSince(let day):
      return "\(name) is \(deed) on \(event.date), but was decommissioned on \(day)"
    case .removedSince(let day): return "\(name) is \(deed) on \(event.date), but is out of scope since \(day)"
    case .notForHosts: return "\(name) is a host, and is not \(deed)"
    }
  }

  private mutating func report(
    _ code: FindingCode, _ table: TextTable, _ row: Int, _ name: String, severity: Finding.Severity = .error,
    _ message: () -> (String, help: String?)
  ) {
    let column = table.column(named: name) ?? 0
    findings.add(severity, code, in: table.file, label: name) {
      let (message, help) = message()
      let excerpt = table.excerpt(row: row, column: column)
      return Finding(
        severity, code, message, at: table.location(row: row, column: column), excerpt: excerpt.text,
        caret: excerpt.caret, help: help)
    }
  }
}
