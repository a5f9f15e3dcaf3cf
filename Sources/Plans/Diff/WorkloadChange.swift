import Estates

/// A workload that two plans treat differently: what each says of it, and what that is as a change.
package struct WorkloadChange: Hashable, Sendable {
  /// The closed list of what can happen to a workload between two plans, in the order in which it is told.
  package enum Action: String, CaseIterable, Sendable {
    /// Only the later plan knows it.
    case added
    /// Only the earlier plan knows it.
    case removed
    case movedEarlier, movedLater
    /// It moved, and now stays.
    case nowStays
    /// It stayed, and now moves.
    case nowMoves
    /// It moves in the wave of the same number, whose cutover is another day.
    case redated
    /// It stays in both, for another reason.
    case staysOtherwise
    case disposition
    case pinned, unpinned
  }

  /// What one plan says of a workload.
  package struct State: Hashable, Sendable {
    /// From 1; nil where it stays.
    package var wave: Int?
    /// Nil where it stays.
    package var cutover: Day?
    /// Nil where it moves.
    package var reason: StayReason?
    package var disposition: Disposition
    package var isPinned: Bool
  }

  package var workload: String
  /// Never empty, in the order of `Action.allCases`.
  package var actions: [Action]
  package var before: State?
  package var after: State?

  /// Nil where both plans say the same. `comparing` tells which sections both plans have.
  init?(
    _ workload: String, before: State?, after: State?, dispositions: Bool, pins: Bool
  ) {
    self.workload = workload
    self.before = before
    self.after = after
    actions = []
    switch (before, after) {
    case (nil, nil): return nil
    case (nil, _): actions = [.added]
    case (_, nil): actions = [.removed]
    case (let before?, let after?):
      switch (before.cutover, after.cutover) {
      case (nil, nil): if before.reason != after.reason { actions.append(.staysOtherwise) }
      case (nil, _): actions.append(.nowMoves)
      case (_, nil): actions.append(.nowStays)
      case (let old?, let new?):
        if old != new { actions.append(before.wave == after.wave ? .redated : new < old ? .movedEarlier : .movedLater) }
      }
      if dispositions && before.disposition != after.disposition { actions.append(.disposition) }
      if pins && before.isPinned != after.isPinned { actions.append(after.isPinned ? .pinned : .unpinned) }
      if actions.isEmpty { return nil }
    }
  }

  /// How many days later it leaves; nil where it does not leave in both.
  package var days: Int? {
    guard let old = before?.cutover, let new = after?.cutover else { return nil }
    return new - old
  }
}
