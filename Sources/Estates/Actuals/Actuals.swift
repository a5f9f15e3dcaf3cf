/// Where the programme stands on a day: what became of each workload and host that anything happened to.
///
///     log.actuals(asOf: day).workloads["APP-0042"]?.status == .migrated(on: …)
///     log.actuals(asOf: day).hosts["HST-07"]?.decommissioned == nil            // still on the floor
///
/// What is not in it stands as the inventory has it: nothing was begun. Dictionaries are for looking up only; whoever writes
/// them out goes by the order of the inventory.
package struct Actuals: Sendable {
  package var asOf: Day
  package private(set) var workloads: [String: WorkloadActuals] = [:]
  package private(set) var hosts: [String: HostActuals] = [:]

  package init(asOf: Day) { self.asOf = asOf }

  /// Takes one more event, not before the last one taken.
  ///
  /// - Returns: what it contradicts; the event then changes nothing but hours and cost.
  package mutating func take(_ event: ActualEvent) -> Contradiction? {
    switch event.subject {
    case .workload(let key): return workloads[key, default: WorkloadActuals()].take(event)
    case .host(let key): return hosts[key, default: HostActuals()].take(event)
    }
  }
}

/// Why an event cannot have happened, given those before it.
package enum Contradiction: Hashable, Sendable {
  /// The same had happened on that day, and nothing undid it.
  case again(since: Day)
  /// It needs that the workload has migrated, which it has not.
  case notMigrated
  /// The workload has left since that day, and this happens only to what has not.
  case migratedSince(Day)
  /// It was switched off for good on that day.
  case decommissionedSince(Day)
  /// It is out of scope since that day.
  case removedSince(Day)
  /// A host does none of this.
  case notForHosts
}

/// What became of a workload.
package struct WorkloadActuals: Hashable, Sendable {
  package enum Status: Hashable, Sendable {
    /// Nothing was begun, or what was begun was deferred or rolled back.
    case waiting
    case underWay(since: Day)
    case migrated(on: Day)
    case removed(on: Day)
  }

  /// One try to move it.
  package struct Attempt: Hashable, Sendable {
    package var started: Day?
    package var migrated: Day?
    package var rolledBack: Day?
    package var deferred: Day?
    /// The reason that the log gives for the roll-back or the deferral; empty where it gives none.
    package var note = ""
    /// It did not end with the workload gone.
    package var hasFailed: Bool { rolledBack != nil || deferred != nil }
  }

  package init() {}

  package private(set) var attempts: [Attempt] = []
  /// What it ran as is switched off since then: the end of running twice.
  package private(set) var decommissioned: Day?
  package private(set) var added: Day?
  package private(set) var removed: Day?
  package private(set) var effortHours = 0.0
  package private(set) var cost = 0.0

  package var status: Status {
    if let removed { return .removed(on: removed) }
    guard let last = attempts.last, !last.hasFailed else { return .waiting }
    if let migrated = last.migrated { return .migrated(on: migrated) }
    return last.started.map { .underWay(since: $0) } ?? .waiting
  }

  /// The day on which it left, where it is gone.
  package var migrated: Day? {
    if case .migrated(let day) = status { day } else { nil }
  }

  package var rollbacks: Int { attempts.count { $0.rolledBack != nil } }
  package var deferrals: Int { attempts.count { $0.deferred != nil } }

  mutating func take(_ event: ActualEvent) -> Contradiction? {
    effortHours += event.effortHours ?? 0
    cost += event.cost ?? 0
    if let removed, event.kind != .scopeAdded {
      return event.kind == .scopeRemoved ? .again(since: removed) : .removedSince(removed)
    }
    switch (event.kind, status) {
    case (.started, .underWay(let day)): return .again(since: day)
    case (.started, .migrated(let day)): return .migratedSince(day)
    case (.started, _): attempts.append(Attempt(started: event.date))

    case (.migrated, .migrated(let day)): return .again(since: day)
    case (.migrated, .underWay): attempts[attempts.count - 1].migrated = event.date
    case (.migrated, _): attempts.append(Attempt(migrated: event.date))

    case (.rolledBack, .migrated):
      if let decommissioned { return .decommissionedSince(decommissioned) }
      attempts[attempts.count - 1].rolledBack = event.date
      attempts[attempts.count - 1].note = event.note
    case (.rolledBack, _): return .notMigrated

    case (.decommissioned, .migrated):
      if let decommissioned { return .again(since: decommissioned) }
      decommissioned = event.date
    case (.decommissioned, _): return .notMigrated

    case (.deferred, .migrated(let day)): return .migratedSince(day)
    case (.deferred, .underWay):
      attempts[attempts.count - 1].deferred = event.date
      attempts[attempts.count - 1].note = event.note
    case (.deferred, _): attempts.append(Attempt(deferred: event.date, note: event.note))

    case (.scopeAdded, .removed):
      removed = nil
      added = event.date
    case (.scopeAdded, _):
      if let added { return .again(since: added) }
      added = event.date

    case (.scopeRemoved, .migrated(let day)): return .migratedSince(day)
    case (.scopeRemoved, _): removed = event.date
    }
    return nil
  }
}

/// What became of a host.
package struct HostActuals: Hashable, Sendable {
  package private(set) var decommissioned: Day?
  package private(set) var added: Day?
  package private(set) var removed: Day?
  package private(set) var effortHours = 0.0
  package private(set) var cost = 0.0

  mutating func take(_ event: ActualEvent) -> Contradiction? {
    effortHours += event.effortHours ?? 0
    cost += event.cost ?? 0
    switch event.kind {
    case .started, .migrated, .rolledBack, .deferred: return .notForHosts
    case .decommissioned:
      if let removed { return .removedSince(removed) }
      if let decommissioned { return .again(since: decommissioned) }
      decommissioned = event.date
    case .scopeAdded:
      if let decommissioned { return .decommissionedSince(decommissioned) }
      if removed == nil, let added { return .again(since: added) }
      removed = nil
      added = event.date
    case .scopeRemoved:
      if let decommissioned { return .decommissionedSince(decommissioned) }
      if let removed { return .again(since: removed) }
      removed = event.date
    }
    return nil
  }
}
