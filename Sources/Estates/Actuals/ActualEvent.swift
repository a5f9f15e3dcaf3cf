import Documents

/// One thing that happened: a row of `actuals.csv`.
///
///     date,workload,host,event,effort_hours,cost,note
///     2026-07-26,APP-0042,,migrated,38.5,1200,
///     2026-09-30,,HST-07,decommissioned,,,collected by the recycler
///
/// It is about a workload or about a host, never both. What it costs is what it cost: hours worked and money spent up to and
/// with this event that no earlier event has named.
package struct ActualEvent: Hashable, Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    /// Work on the workload has begun.
    case started
    /// The workload has left the data center; one that retires was shut down.
    case migrated
    /// The workload runs in the data center again.
    case rolledBack = "rolled_back"
    /// What the workload ran as is switched off for good; the host is gone from the floor.
    case decommissioned
    /// The workload does not move when it was planned to.
    case deferred
    /// The thing is new in the programme.
    case scopeAdded = "scope_added"
    /// The thing is no longer the programme's: sold, handed over, taken out of the contract. It is not claimed as reduced.
    case scopeRemoved = "scope_removed"

    /// Whether it can happen to a host, which neither starts nor migrates.
    package var isForHosts: Bool {
      switch self {
      case .decommissioned, .scopeAdded, .scopeRemoved: true
      case .started, .migrated, .rolledBack, .deferred: false
      }
    }
  }

  package enum Subject: Hashable, Sendable {
    case workload(String)
    case host(String)
  }

  package var date: Day
  package var subject: Subject
  package var kind: Kind
  package var effortHours: Double?
  package var cost: Double?
  package var note: String
  /// The line of its row.
  package var line: Int

  package init(
    date: Day, subject: Subject, kind: Kind, effortHours: Double? = nil, cost: Double? = nil, note: String = "",
    line: Int = 0
  ) {
    self.date = date
    self.subject = subject
    self.kind = kind
    self.effortHours = effortHours
    self.cost = cost
    self.note = note
    self.line = line
  }
}

/// What happened so far, in order: `actuals.csv` as a value. It is append-only by convention, and never part of the estate's
/// digest: an estate says what there was to move, the log says what became of it.
package struct ActualsLog: Sendable {
  package static let file = "actuals.csv"

  /// By date; events of one day as their rows stand.
  package let events: [ActualEvent]
  /// SHA-256 of the file, 64 hexadecimal digits; empty where there is none.
  package let digest: String

  package init(_ events: [ActualEvent] = [], digest: String = "") {
    let order = events.indices.sorted { (events[$0].date.number, $0) < (events[$1].date.number, $1) }
    self.events = order.map { events[$0] }
    self.digest = digest
  }

  /// What the events up to and with `day` come to. Events that contradict earlier ones change nothing but hours and cost:
  /// a log that was read from a file has none.
  package func actuals(asOf day: Day) -> Actuals {
    var actuals = Actuals(asOf: day)
    for event in events where event.date <= day { _ = actuals.take(event) }
    return actuals
  }
}
