import Documents
import Estates
import Plans
import Solving
import Topology

/// Why workloads move otherwise than in the plan before: each move traced to what changed, by solving.
///
///     old plan ─▶ new estate: who can stay where he was? ─▶ those who cannot, the fewest ─▶ what stands against each
///     new plan ─▶ old estate: who could have gone there?  ─▶ those who could not        ─▶ what stood against each
///     what is left ─▶ what is it worth by the new figures, and by the old? ─▶ what pays only now ─▶ the rest is search
///
/// How it is done, and what it promises, is told in `Causes.md`.
package struct CauseFinder {
  package struct Side {
    package var estate: Estate
    package var plan: Plan
    /// What had happened when the plan was made, where there is a log.
    package var log: ActualsLog?
    package init(estate: Estate, plan: Plan, log: ActualsLog? = nil) {
      self.estate = estate
      self.plan = plan
      self.log = log
    }
  }

  package enum Failure: Error {
    /// The plan breaks a rule of its estate, or does not place all its workloads.
    case earlierIsNoPlan, laterIsNoPlan
  }

  let before: PlannedEstate
  let after: PlannedEstate
  let log: ActualsLog?
  let inputs: EstateChanges
  /// By row of the later estate: where it was, in waves of the later calendar; -1 where the earlier plan knows it not, or
  /// where there is no such day any more.
  let old: [Int32]
  /// Rows whose day of old is no cutover any more.
  let redated: [Bool]

  package init(before: Side, after: Side) throws(Failure) {
    func actuals(_ side: Side) -> Actuals? { side.plan.replan.flatMap { side.log?.actuals(asOf: $0.asOf) } }
    guard let earlier = PlannedEstate(before.estate, before.plan, actuals(before)) else { throw .earlierIsNoPlan }
    guard let later = PlannedEstate(after.estate, after.plan, actuals(after)) else { throw .laterIsNoPlan }
    self.before = earlier
    self.after = later
    log = after.log
    inputs = EstateChanges(before: before.estate, after: after.estate)
    var old: [Int32] = []
    var redated: [Bool] = []
    for row in 0..<Int32(later.estate.workloads.count) {
      guard let was = earlier.rowOf[later.key(row)] else {
        old.append(-1)
        redated.append(false)
        continue
      }
      guard let day = earlier.cutover(earlier.waves[Int(was)]) else {
        old.append(Int32(later.waveCount))
        redated.append(false)
        continue
      }
      let wave = later.wave(on: day)
      old.append(wave ?? -1)
      redated.append(wave == nil)
    }
    self.old = old
    self.redated = redated
  }

  /// Every move with its cause; the search for the fewest within `limits`.
  package func causes(_ limits: SearchLimits) -> MoveCauses {
    var book = CauseBook(inputs.list)
    tellGivenMoves(&book)
    let kept = fewest(limits)
    var required = RequiredMoves(self, kept.waves)
    required.explain(&book)
    let waves = required.waves
    var enabled = EnabledMoves(self, waves)
    enabled.explain(&book)
    PayingMoves(self, waves).explain(&book)
    for row in moved where book[after.key(row)] == nil {
      book.take(MoveCause(after.key(row), .search, nil))
    }
    let count = required.movedRows.count
    return MoveCauses(
      changes: book.changes,
      causes: book.causes.values.sorted { $0.workload.utf8.lexicographicallyPrecedes($1.workload.utf8) },
      required: count, requiredProven: min(count, kept.proven))
  }

  // MARK: Who moves otherwise

  /// Whether what the earlier plan says of a row could be kept.
  func isOpen(_ row: Int32) -> Bool {
    old[Int(row)] >= 0 && !(after.history?.isSettled(row) ?? false)
  }

  /// Open rows that the later plan moves otherwise, in the order of the table.
  var moved: [Int32] {
    (0..<Int32(old.count)).filter { isOpen($0) && after.waves[Int($0)] != old[Int($0)] }
  }

  /// What needs no search: rows that only one estate has, what has happened, days that the calendar no longer has.
  private func tellGivenMoves(_ book: inout CauseBook) {
    for row in 0..<Int32(old.count) {
      let key = after.key(row)
      guard before.rowOf[key] != nil else {
        book.take(MoveCause(key, .inventory, nil, roots: inputs.ofWorkload(key).map { [$0] } ?? []))
        continue
      }
      if after.history?.isSettled(row) ?? false {
        if redated[Int(row)] || after.waves[Int(row)] != old[Int(row)] {
          book.take(MoveCause(key, .actual, .required, roots: [actual(of: row, &book)]))
        }
      } else if redated[Int(row)] {
        book.take(MoveCause(key, .rule, .required, roots: inputs.calendar.map { [$0] } ?? []))
      }
    }
    for row in 0..<Int32(before.estate.workloads.count) where after.rowOf[before.key(row)] == nil {
      let key = before.key(row)
      book.take(MoveCause(key, .inventory, nil, roots: inputs.ofWorkload(key).map { [$0] } ?? []))
    }
  }

  /// The number of what the log, or else the plan, says of a workload.
  func actual(of row: Int32, _ book: inout CauseBook) -> Int {
    let key = after.key(row)
    if let known = book.actuals[key] { return known }
    let asOf = after.plan.replan?.asOf ?? after.estate.program.start
    let event = log?.events.last { $0.date <= asOf && $0.subject == .workload(key) }
    let words: String
    if let event {
      words = "\(event.kind.rawValue) on \(event.date)"
    } else {
      words = after.history?.isSettled(row) ?? false ? "had left by \(asOf)" : "had not left by \(asOf)"
    }
    return book.add(
      actual: InputChange(
        .actual(workload: key, words: words), at: event.map { "\(ActualsLog.file):\($0.line)" } ?? "plan.json"), of: key
    )
  }

  // MARK: The fewest

  /// Where everybody stands when as few as possible of those that the later plan moves do move, each to where it moves them;
  /// and how many that is at least.
  private func fewest(_ limits: SearchLimits) -> (waves: [Int32], proven: Int) {
    let problem = restricted
    guard !moved.isEmpty else { return (after.items, 0) }
    var wanted = after.items
    for item in 0..<after.workItems {
      if let was = candidates(of: item).first(where: { $0 != after.items[item] }) { wanted[item] = was }
    }
    let (answer, proof) = Optimizer.resume(problem, from: wanted, others: [after.items], limits: limits)
    guard case .solved(let solution) = answer else { return (after.items, 0) }
    let proven = proof.map { max(0, Int((-$0.worth - 1e-6).rounded(.up))) } ?? 0
    return (putBack(solution.waves, problem), proven)
  }

  /// The rules of the later estate, where each item has the wave in which it was and the one in which it is, and each member
  /// that is not where it was costs 1.
  private var restricted: Problem {
    var problem = after.model.problem.bare
    let stays = Int32(after.waveCount)
    for item in 0..<after.workItems {
      let open = candidates(of: item)
      for wave in 0..<after.waveCount where !open.contains(Int32(wave)) { problem.forbid(item, in: wave) }
      // The later plan has all that must move moving.
      if !open.contains(stays) { problem.mayStay[item] = false }
      for row in after.members(of: item) where isOpen(row) {
        let was = Int(old[Int(row)])
        if was < after.waveCount {
          problem.constant -= 1
          problem.worth[item * after.waveCount + was] += 1
        } else {
          for wave in 0..<after.waveCount { problem.worth[item * after.waveCount + wave] -= 1 }
        }
      }
    }
    return problem
  }

  /// Where an item may be put: where the later plan has it, and where it was, if all its members were there; ascending.
  func candidates(of item: Int) -> [Int32] {
    let members = after.members(of: item)
    guard let first = members.first, members.allSatisfy({ isOpen($0) && old[Int($0)] == old[Int(first)] }) else {
      return [after.items[item]]
    }
    return Set([after.items[item], old[Int(first)]]).sorted()
  }

  /// Members of an item that are not where they were.
  func displaced(_ item: Int, in wave: Int32) -> [Int32] {
    after.members(of: item).filter { isOpen($0) && old[Int($0)] != wave }
  }

  /// Puts back one by one whoever can be, until nobody can.
  private func putBack(_ waves: [Int32], _ problem: Problem) -> [Int32] {
    var placing = Placing(problem, workItems: after.workItems, waves: waves)
    var hasChanged = true
    while hasChanged {
      hasChanged = false
      for item in 0..<after.workItems {
        let now = displaced(item, in: placing.waves[item]).count
        if now == 0 { continue }
        let better = candidates(of: item).map { (wave: $0, count: displaced(item, in: $0).count) }
          .filter { $0.count < now }.sorted { ($0.count, $0.wave) < ($1.count, $1.wave) }
        guard let place = better.first(where: { placing.obstacles(to: item, in: $0.wave).isEmpty }) else { continue }
        placing.move(item, to: place.wave)
        hasChanged = true
      }
    }
    return placing.waves
  }
}

/// The causes that are found so far, and the changes that they name.
struct CauseBook {
  private(set) var changes: [InputChange]
  private(set) var causes: [String: MoveCause] = [:]
  /// By workload: the number of what happened to it.
  private(set) var actuals: [String: Int] = [:]

  init(_ changes: [InputChange]) { self.changes = changes }

  subscript(workload: String) -> MoveCause? { causes[workload] }
  mutating func take(_ cause: MoveCause) { causes[cause.workload] = cause }
  mutating func add(actual: InputChange, of workload: String) -> Int {
    changes.append(actual)
    actuals[workload] = changes.count - 1
    return changes.count - 1
  }
}
