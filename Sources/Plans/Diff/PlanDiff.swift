import Documents
import Estates

/// What changed between two plans, worked out from the two alone: effect first, then scope and denominator, then rules and
/// calendar, then who moves when.
///
///     let diff = PlanDiff(before: old, after: new)
///     diff.isSame                      // true where both plans say the same
///     diff.count(of: .movedLater)      // 12
///
/// Compared is what the plans say. The order of rows, the names of files and folders, the tool and its options, and how a
/// file is laid out are shown as what the plans were made from, and never count as a change. What one of the plans does not
/// state is not compared, and listed in `unstated`. What searches and proofs say around a plan, beside its bound and gap, is not
/// compared either: obstacles, reach and barriers of targets, prices of limits, certificates.
package struct PlanDiff: Sendable {
  /// A figure in both plans; nil where one of them has it not.
  package struct Pair<Value: Sendable & Equatable>: Equatable, Sendable {
    package var before: Value?
    package var after: Value?
    package var isSame: Bool { before == after }
    package init(_ before: Value?, _ after: Value?) {
      self.before = before
      self.after = after
    }
  }

  /// A target or milestone of either plan.
  package struct Goal: Sendable {
    package var measure: Measure
    package var by: Day
    package var isMilestone: Bool
    package var required: Pair<Double>
    package var reduction: Pair<Double>
    package var shortfall: Pair<Double>
    package var price: Pair<Double>
    /// Of a target alone.
    package var reachedOn: Pair<Day>
    package var baseline: Pair<Double>
    package var isSame: Bool {
      required.isSame && reduction.isSame && shortfall.isSame && price.isSame && reachedOn.isSame && baseline.isSame
    }
  }

  /// A key of the program, as text.
  package struct Term: Sendable {
    package var name: String
    package var values: Pair<String>
  }

  package struct CalendarChange: Sendable {
    package var waves: Pair<Int>
    package var first: Pair<Day>
    package var last: Pair<Day>
    /// Waves of one number whose start or cutover is another day.
    package var redated: Int
  }

  package var estate: Pair<Plan.EstateReference>
  package var currency: Pair<String>
  package var tool: Pair<Plan.Tool>
  package var options: Pair<Plan.Options>
  /// Where the later plan was made in the midst of things: what it took as given.
  package var replan: Plan.Replan?
  /// Files whose bytes differ, or that only one of the two was made from: names, sorted by bytes.
  package var changedInputs: [String]

  package var goals: [Goal]
  /// The parts of the value, then `npv`.
  package var money: [(name: String, amounts: Pair<Double>)]
  package var boundWorth: Pair<Double>
  package var gap: Pair<Double>

  /// Workloads that the plan lists.
  package var workloadCount: Pair<Int>
  /// The footprint before the first wave, over the whole estate.
  package var footprint: [(measure: Measure, amounts: Pair<Double>)]

  /// Keys of the program that differ.
  package var terms: [Term]
  package var rules: [RuleChange]
  package var calendar: CalendarChange?

  /// Sorted by key.
  package var workloads: [WorkloadChange]
  /// Sections of which one plan says nothing.
  package var unstated: [Plan.Section]

  /// What each plan set otherwise than its program file, where the two differ.
  package var overrides: [String] {
    let (old, new) = (options.before?.overrides ?? [], options.after?.overrides ?? [])
    if old == new { return [] }
    return old.map { "before  \($0.path) to \($0.value)" } + new.map { "after  \($0.path) to \($0.value)" }
  }

  package func count(of action: WorkloadChange.Action) -> Int { workloads.count { $0.actions.contains(action) } }

  /// Both plans say the same.
  package var isSame: Bool {
    goals.allSatisfy(\.isSame) && money.allSatisfy(\.amounts.isSame) && boundWorth.isSame && gap.isSame
      && currency.isSame && footprint.allSatisfy(\.amounts.isSame) && terms.isEmpty && rules.isEmpty && calendar == nil
      && workloads.isEmpty
  }

  package init(before: Plan, after: Plan) {
    estate = Pair(before.estate, after.estate)
    currency = Pair(before.currency, after.currency)
    tool = Pair(before.tool, after.tool)
    options = Pair(before.options, after.options)
    replan = after.replan
    changedInputs = PlanDiff.changedInputs(before.inputs, after.inputs)
    goals = PlanDiff.goals(before, after)
    money = zip(before.value.parts, after.value.parts).map { ($0.name, Pair($0.amount, $1.amount)) }
    money.append(("npv", Pair(before.statedNPV ?? before.value.npv, after.statedNPV ?? after.value.npv)))
    boundWorth = Pair(before.bound?.npv, after.bound?.npv)
    gap = Pair(before.bound?.gap, after.bound?.gap)
    footprint = Measure.allCases.map { ($0, Pair(before.footprint.first?[$0], after.footprint.first?[$0])) }
    unstated = Plan.Section.allCases.filter {
      [.program, .dispositions, .pinned, .rules].contains($0)
        && (before.omitted.contains($0) || after.omitted.contains($0))
    }
    terms = PlanDiff.terms(before.program, after.program)
    let stateContent = { (plan: Plan) in plan.rules.allSatisfy { $0.content != nil } }
    if stateContent(before) && stateContent(after) {
      rules = unstated.contains(.rules) ? [] : RuleChange.list(before.rules, after.rules)
    } else {
      rules = []
      if !unstated.contains(.rules) { unstated.append(.rules) }
    }
    calendar = PlanDiff.calendar(before.waves, after.waves)
    let old = PlacedWorkloads(before)
    let new = PlacedWorkloads(after)
    workloadCount = Pair(old.keys.count, new.keys.count)
    workloads = PlacedWorkloads.changes(
      old, new, dispositions: !unstated.contains(.dispositions), pins: !unstated.contains(.pinned))
  }

  private static func changedInputs(_ before: [InputFile], _ after: [InputFile]) -> [String] {
    let names = Set(before.map(\.file)).union(after.map(\.file))
    return names.filter { name in
      before.first { $0.file == name }?.digest != after.first { $0.file == name }?.digest
    }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Targets of one measure belong together in their order, milestones by their date.
  private static func goals(_ before: Plan, _ after: Plan) -> [Goal] {
    func numbered(_ targets: [Plan.TargetResult]) -> [(measure: Measure, number: Int, target: Plan.TargetResult)] {
      targets.enumerated().map { place, target in
        (target.measure, targets[..<place].count { $0.measure == target.measure }, target)
      }
    }
    let old = numbered(before.targets)
    let new = numbered(after.targets)
    var names = old.map { ($0.measure, $0.number) }
    for target in new where !names.contains(where: { $0 == (target.measure, target.number) }) {
      names.append((target.measure, target.number))
    }
    return names.flatMap { measure, number -> [Goal] in
      let a = old.first { $0.measure == measure && $0.number == number }?.target
      let b = new.first { $0.measure == measure && $0.number == number }?.target
      let by = (b ?? a)!.by
      var goals = [
        Goal(
          measure: measure, by: by, isMilestone: false, required: Pair(a?.required, b?.required),
          reduction: Pair(a?.reduction, b?.reduction), shortfall: Pair(a?.shortfall, b?.shortfall),
          price: Pair(a?.penaltyPerPoint, b?.penaltyPerPoint), reachedOn: Pair(a?.reachedOn, b?.reachedOn),
          baseline: Pair(a?.baseline, b?.baseline))
      ]
      let dates = Set((a?.milestones ?? []).map(\.by) + (b?.milestones ?? []).map(\.by)).sorted()
      for date in dates {
        let first = a?.milestones.first { $0.by == date }
        let second = b?.milestones.first { $0.by == date }
        goals.append(
          Goal(
            measure: measure, by: date, isMilestone: true, required: Pair(first?.required, second?.required),
            reduction: Pair(
              first?.reduction ?? a.flatMap { reduction(of: $0, in: before, on: date) },
              second?.reduction ?? b.flatMap { reduction(of: $0, in: after, on: date) }),
            shortfall: Pair(first?.shortfall, second?.shortfall),
            price: Pair(first?.penaltyPerPoint, second?.penaltyPerPoint), reachedOn: Pair(nil, nil),
            baseline: Pair(nil, nil)))
      }
      return goals
    }
  }

  /// The reduction on a date at which only the other plan has a milestone.
  private static func reduction(of target: Plan.TargetResult, in plan: Plan, on date: Day) -> Double? {
    guard target.baseline > 0, let row = plan.footprint.last(where: { $0.date <= date }) else { return nil }
    return ((1 - row[target.measure] / target.baseline) * 1e9).rounded() / 1e9
  }

  private static func terms(_ before: Plan.Terms?, _ after: Plan.Terms?) -> [Term] {
    guard let before, let after else { return [] }
    return zip(listed(before), listed(after)).compactMap { old, new in
      old.1 == new.1 ? nil : Term(name: old.0, values: Pair(old.1, new.1))
    }
  }

  /// The terms by the keys of the program, each as text.
  package static func listed(_ terms: Plan.Terms) -> [(String, String)] {
    [
      ("start", "\(terms.start)"), ("horizon", "\(terms.horizon)"),
      ("discountRate", Decimal.short(terms.discountRate, places: 9)),
      ("decommissionLagDays", "\(terms.decommissionLagDays)"), ("parallelRunDays", "\(terms.parallelRunDays)"),
    ]
  }

  private static func calendar(_ before: [Plan.Wave], _ after: [Plan.Wave]) -> CalendarChange? {
    let redated = zip(before, after).count { $0.start != $1.start || $0.cutover != $1.cutover }
    if before.count == after.count && redated == 0 { return nil }
    return CalendarChange(
      waves: Pair(before.count, after.count), first: Pair(before.first?.cutover, after.first?.cutover),
      last: Pair(before.last?.cutover, after.last?.cutover), redated: redated)
  }
}

/// Every workload of a plan with what the plan says of it, sorted by key: what two plans are merged by.
private struct PlacedWorkloads {
  var keys: [String] = []
  var states: [WorkloadChange.State] = []

  init(_ plan: Plan) {
    var placed: [(key: String, state: WorkloadChange.State)] = []
    placed.reserveCapacity(plan.stays.count + plan.waves.reduce(0) { $0 + $1.workloads.count })
    for wave in plan.waves {
      let state = WorkloadChange.State(
        wave: wave.number, cutover: wave.cutover, reason: nil, disposition: .rehost, isPinned: false)
      for key in wave.workloads { placed.append((key, state)) }
    }
    for stay in plan.stays {
      placed.append(
        (
          stay.workload,
          WorkloadChange.State(wave: nil, cutover: nil, reason: stay.reason, disposition: .rehost, isPinned: false)
        ))
    }
    placed.sort { PlacedWorkloads.precedes($0.key, $1.key) }
    for (key, state) in placed where keys.last.map({ !PlacedWorkloads.isSame($0, key) }) ?? true {
      keys.append(key)
      states.append(state)
    }
    for list in plan.dispositions { mark(list.workloads) { $0.disposition = list.disposition } }
    mark(plan.pinned) { $0.isPinned = true }
  }

  private mutating func mark(_ marked: [String], _ change: (inout WorkloadChange.State) -> Void) {
    var place = 0
    for key in marked.sorted(by: PlacedWorkloads.precedes) {
      while place < keys.count, PlacedWorkloads.precedes(keys[place], key) { place += 1 }
      if place < keys.count, PlacedWorkloads.isSame(keys[place], key) { change(&states[place]) }
    }
  }

  static func changes(
    _ before: PlacedWorkloads, _ after: PlacedWorkloads, dispositions: Bool, pins: Bool
  ) -> [WorkloadChange] {
    var changes: [WorkloadChange] = []
    var (old, new) = (0, 0)
    while old < before.keys.count || new < after.keys.count {
      let isOld = new == after.keys.count || (old < before.keys.count && !precedes(after.keys[new], before.keys[old]))
      let isNew = old == before.keys.count || (new < after.keys.count && !precedes(before.keys[old], after.keys[new]))
      if let change = WorkloadChange(
        isOld ? before.keys[old] : after.keys[new], before: isOld ? before.states[old] : nil,
        after: isNew ? after.states[new] : nil, dispositions: dispositions, pins: pins)
      {
        changes.append(change)
      }
      if isOld { old += 1 }
      if isNew { new += 1 }
    }
    return changes
  }

  private static func precedes(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }

  private static func isSame(_ left: String, _ right: String) -> Bool { left.utf8.elementsEqual(right.utf8) }
}
