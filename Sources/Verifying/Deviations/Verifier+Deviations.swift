import Documents
import Estates
import Plans

// A plan against what follows from its own waves, section by section.

extension Verifier {
  /// Everything in which `plan` is not what it must be; empty where it is right.
  ///
  /// The waves of the plan decide: workloads that it lists are taken as it places them (the first place counts, a
  /// workload that it does not list stays), and every figure is compared with what follows from that. Money may differ
  /// by 0.01 or a millionth, reductions and shortfalls by a millionth, dates not at all. Sections that SPEC section 5
  /// does not demand are compared where the plan has them. Obstacles and barriers take a search and are not looked
  /// at; of a bound it is checked that the plan does not pass it and that the gap is the one between the two, of a target's
  /// reach that its figures do not contradict each other, of prices that they are those of the certificate.
  package func deviations(in plan: Plan) -> [Deviation] {
    var found: [Deviation] = []
    compareInputs(plan, &found)
    compareStatements(plan, &found)
    let waves = placements(plan, &found)
    let settled = settled(plan, waves, &found)
    let evaluation = evaluate(waves: waves, settled: settled)
    found += evaluation.broken.map { .broken($0) }
    compareStays(plan, assignment(waves), &found)
    compareTargets(plan.targets, evaluation.targets, &found)
    compareFootprint(plan.footprint, evaluation.footprint, &found)
    compareValue(plan.value, plan.statedNPV ?? plan.value.npv, evaluation.value, &found)
    compareInitiatives(plan.initiatives, evaluation.ready, &found)
    if !plan.omitted.contains(.releases) { compareReleases(plan.releases, namedReleases(evaluation), &found) }
    if !plan.omitted.contains(.splits) { compareSplits(plan.splits, evaluation.splits, &found) }
    compareReaches(plan.targets, evaluation.targets, &found)
    if !plan.omitted.contains(.rules) { compareRules(plan.rules, evaluation.rules, &found) }
    if !plan.omitted.contains(.rules), !plan.omitted.contains(.certificates) { comparePrices(plan, &found) }
    if let bound = plan.bound { compareBound(bound, plan.value, evaluation.standing, &found) }
    return found
  }

  // MARK: What it was made from

  private func compareInputs(_ plan: Plan, _ found: inout [Deviation]) {
    let digest = Verifier.digest(of: estate.inputs)
    if !isSame(plan.estate.digest, digest) {
      found.append(.digest(stated: plan.estate.digest, computed: digest))
    }
    if !plan.omitted.contains(.currency), !isSame(plan.currency, estate.program.currency) {
      found.append(.currency(stated: plan.currency, computed: estate.program.currency))
    }
    if plan.options.overrides != estate.overrides {
      found.append(
        .overrides(
          stated: plan.options.overrides.map { "\($0.path)=\($0.value)" },
          computed: estate.overrides.map { "\($0.path)=\($0.value)" }))
    }
    if plan.omitted.contains(.inputs) { return }
    var files: [ExactText: InputFile] = [:]
    for input in estate.inputs { files[ExactText(input.file)] = input }
    var listed: Set<ExactText> = []
    for input in plan.inputs {
      guard let file = files[ExactText(input.file)] else {
        found.append(.inputUnknown(file: input.file))
        continue
      }
      if !listed.insert(ExactText(input.file)).inserted { found.append(.inputTwice(file: input.file)) }
      if input.digest != file.digest {
        found.append(.inputDigest(file: input.file, stated: input.digest, computed: file.digest))
      }
      if input.rows != file.rows {
        found.append(.inputRows(file: input.file, stated: input.rows, computed: file.rows))
      }
    }
    for input in estate.inputs where !listed.contains(ExactText(input.file)) {
      found.append(.inputMissing(file: input.file))
    }
  }

  /// `sha256:` and the digest of the lines `<digest>  <file>`, sorted by file name.
  static func digest(of inputs: [InputFile]) -> String {
    let sorted = inputs.sorted { $0.file.utf8.lexicographicallyPrecedes($1.file.utf8) }
    let lines = sorted.map { "\($0.digest)  \($0.file)\n" }.joined()
    return "sha256:" + SHA256.hexadecimal(of: Array(lines.utf8))
  }

  // MARK: What was given

  /// Who had left before the plan was made, as the plan says; nil where it was made from the start. What it calls settled
  /// has to lie in waves that had begun, and everything in a wave that was over has to be settled.
  func settled(_ plan: Plan, _ waves: [Int?], _ found: inout [Deviation]) -> [Bool]? {
    guard let replan = plan.replan else { return nil }
    var rows: [ExactText: Int] = [:]
    for row in 0..<estate.workloads.count { rows[ExactText(key(ofWorkload: Int32(row)))] = row }
    var settled = [Bool](repeating: false, count: estate.workloads.count)
    for key in replan.settled {
      let row = rows[ExactText(key)]
      guard let row, let wave = waves[row], (1...max(1, calendar.count)).contains(wave),
        calendar.starts[wave - 1] <= replan.asOf || wave == 1
      else {
        found.append(.settled(workload: key, wave: row.flatMap { waves[$0] }, asOf: replan.asOf))
        continue
      }
      settled[row] = true
    }
    // What was taken out of scope stays, and is no longer asked for.
    for key in replan.removed {
      guard let row = rows[ExactText(key)], waves[row] == nil else {
        found.append(.settled(workload: key, wave: rows[ExactText(key)].flatMap { waves[$0] }, asOf: replan.asOf))
        continue
      }
      settled[row] = true
    }
    for (row, wave) in waves.enumerated() where !settled[row] {
      if let wave, (1...max(1, calendar.count)).contains(wave), calendar.cutovers[wave - 1] < replan.asOf {
        found.append(.unsettled(workload: key(ofWorkload: Int32(row)), wave: wave, asOf: replan.asOf))
      }
    }
    return settled
  }

  // MARK: Who moves when

  /// The wave of each workload as the plan has it.
  func placements(_ plan: Plan, _ found: inout [Deviation]) -> [Int?] {
    var listed: Set<Int> = []
    for wave in plan.waves {
      guard (1...max(1, calendar.count)).contains(wave.number) else {
        found.append(.waveUnknown(wave.number))
        continue
      }
      if !listed.insert(wave.number).inserted { found.append(.waveTwice(wave.number)) }
      let start = calendar.starts[wave.number - 1]
      let cutover = calendar.cutovers[wave.number - 1]
      if wave.start != start {
        found.append(.waveStart(wave: wave.number, stated: wave.start, computed: start))
      }
      if wave.cutover != cutover {
        found.append(.waveCutover(wave: wave.number, stated: wave.cutover, computed: cutover))
      }
    }
    for wave in 1...max(1, calendar.count) where !listed.contains(wave) { found.append(.waveMissing(wave)) }

    var rows: [ExactText: Int] = [:]
    for row in 0..<estate.workloads.count { rows[ExactText(key(ofWorkload: Int32(row)))] = row }
    var places = [[Deviation.Place]](repeating: [], count: estate.workloads.count)
    func put(_ workload: String, _ place: Deviation.Place, _ found: inout [Deviation]) {
      if let row = rows[ExactText(workload)] {
        places[row].append(place)
      } else {
        found.append(.workloadUnknown(key: workload, place: place))
      }
    }
    for wave in plan.waves { for workload in wave.workloads { put(workload, .wave(wave.number), &found) } }
    for stay in plan.stays { put(stay.workload, .stays, &found) }
    var waves: [Int?] = []
    for (row, places) in places.enumerated() {
      let key = key(ofWorkload: Int32(row))
      if places.isEmpty { found.append(.workloadMissing(key: key)) }
      if places.count > 1 { found.append(.workloadTwice(key: key, places: places)) }
      if case .wave(let number)? = places.first { waves.append(number) } else { waves.append(nil) }
    }
    return waves
  }

  private func compareStays(_ plan: Plan, _ assignment: [Int32], _ found: inout [Deviation]) {
    var reasons: [ExactText: StayReason] = [:]
    for stay in plan.stays { reasons[ExactText(stay.workload)] = stay.reason }
    if reasons.isEmpty { return }
    let immobility = Immobility(self)
    let waiting = immobility.waitingForStays(assignment)
    for row in assignment.indices where assignment[row] == stays {
      guard let reason = reasons[ExactText(key(ofWorkload: Int32(row)))] else { continue }
      let grounds = immobility.grounds(for: row, in: assignment)
      if grounds.contains(reason) { continue }
      if reason == .providerStays, grounds == [.choice], waiting[row] { continue }
      // In the midst of things a wave that is past is no wave any more, which rules and dates do not tell.
      if reason == .choice, plan.replan != nil { continue }
      found.append(.stayReason(workload: key(ofWorkload: Int32(row)), stated: reason, grounds: grounds))
    }
  }

  // MARK: Targets and footprint

  private func compareTargets(
    _ stated: [Plan.TargetResult], _ computed: [Plan.TargetResult], _ found: inout [Deviation]
  ) {
    if stated.count != computed.count {
      found.append(.targetCount(stated: stated.count, computed: computed.count))
    }
    for (number, (stated, computed)) in zip(stated, computed).enumerated() {
      let name = Deviation.TargetName(target: number, milestone: nil, measure: computed.measure)
      if stated.measure != computed.measure {
        found.append(.targetMeasure(target: number, stated: stated.measure, computed: computed.measure))
      }
      if stated.by != computed.by { found.append(.targetDate(name, stated: stated.by, computed: computed.by)) }
      if !isSameShare(stated.required, computed.required) {
        found.append(.required(name, stated: stated.required, computed: computed.required))
      }
      if !isSameShare(stated.reduction, computed.reduction) {
        found.append(.reduction(name, stated: stated.reduction, computed: computed.reduction))
      }
      if !isSameShare(stated.shortfall, computed.shortfall) {
        found.append(.shortfall(name, stated: stated.shortfall, computed: computed.shortfall))
      }
      if stated.reachedOn != computed.reachedOn {
        found.append(.reachedOn(name, stated: stated.reachedOn, computed: computed.reachedOn))
      }
      if !isSameAmount(stated.baseline, computed.baseline) {
        found.append(.baseline(name, stated: stated.baseline, computed: computed.baseline))
      }
      if !isSameAmount(stated.footprint, computed.footprint) {
        found.append(.targetFootprint(name, stated: stated.footprint, computed: computed.footprint))
      }
      if let price = stated.penaltyPerPoint, !isSameMoney(price, computed.penaltyPerPoint) {
        found.append(.targetPrice(name, stated: price, computed: computed.penaltyPerPoint))
      }
      compareMilestones(stated.milestones, computed.milestones, name, &found)
    }
  }

  private func compareMilestones(
    _ stated: [Plan.MilestoneResult], _ computed: [Plan.MilestoneResult], _ target: Deviation.TargetName,
    _ found: inout [Deviation]
  ) {
    if stated.count != computed.count {
      found.append(.milestoneCount(target: target.target, stated: stated.count, computed: computed.count))
    }
    for (number, (stated, computed)) in zip(stated, computed).enumerated() {
      var name = target
      name.milestone = number
      if stated.by != computed.by { found.append(.targetDate(name, stated: stated.by, computed: computed.by)) }
      if !isSameShare(stated.required, computed.required) {
        found.append(.required(name, stated: stated.required, computed: computed.required))
      }
      if !isSameShare(stated.reduction, computed.reduction) {
        found.append(.reduction(name, stated: stated.reduction, computed: computed.reduction))
      }
      if !isSameShare(stated.shortfall, computed.shortfall) {
        found.append(.shortfall(name, stated: stated.shortfall, computed: computed.shortfall))
      }
      if let price = stated.penaltyPerPoint, !isSameMoney(price, computed.penaltyPerPoint) {
        found.append(.targetPrice(name, stated: price, computed: computed.penaltyPerPoint))
      }
    }
  }

  /// Rows are matched by date; the baseline comes before a change on the day of the start.
  private func compareFootprint(
    _ stated: [Plan.FootprintRow], _ computed: [Plan.FootprintRow], _ found: inout [Deviation]
  ) {
    var remaining: [Day: [Plan.FootprintRow]] = [:]
    for row in computed.reversed() { remaining[row.date, default: []].append(row) }
    for row in stated {
      guard let expected = remaining[row.date] else {
        found.append(.footprintUnknown(date: row.date))
        continue
      }
      guard let next = expected.last else {
        found.append(.footprintTwice(date: row.date))
        continue
      }
      remaining[row.date] = expected.dropLast()
      for measure in Measure.allCases where !isSameAmount(row[measure], next[measure]) {
        found.append(
          .footprint(date: row.date, measure: measure, stated: row[measure], computed: next[measure]))
      }
    }
    for row in computed {
      if let missing = remaining[row.date], !missing.isEmpty {
        found.append(.footprintMissing(date: row.date))
        remaining[row.date] = missing.dropLast()
      }
    }
  }

  // MARK: Money

  private func compareValue(
    _ stated: Plan.Value, _ statedNPV: Double, _ computed: Plan.Value, _ found: inout [Deviation]
  ) {
    for (stated, computed) in zip(stated.parts, computed.parts) where !isSameMoney(stated.amount, computed.amount) {
      found.append(.valuePart(name: computed.name, stated: stated.amount, computed: computed.amount))
    }
    if !isSameMoney(statedNPV, computed.npv) {
      found.append(.valuePart(name: "npv", stated: statedNPV, computed: computed.npv))
    }
  }

  private func compareSplits(_ stated: [Plan.Split], _ computed: [Plan.Split], _ found: inout [Deviation]) {
    var remaining: [Plan.Split.Source: Plan.Split] = [:]
    for split in computed { remaining[split.source] = split }
    var listed: Set<Plan.Split.Source> = []
    for split in stated {
      guard let open = remaining[split.source] else {
        found.append(.splitUnknown(split.source))
        continue
      }
      if !listed.insert(split.source).inserted {
        found.append(.splitTwice(split.source))
        continue
      }
      if !isSameMoney(split.annualCost, open.annualCost) {
        found.append(.splitAnnualCost(split.source, stated: split.annualCost, computed: open.annualCost))
      }
      if split.from != open.from {
        found.append(.splitFrom(split.source, stated: split.from, computed: open.from))
      }
      if split.until != open.until {
        found.append(.splitUntil(split.source, stated: split.until, computed: open.until))
      }
      if !isSameMoney(split.cost, open.cost) {
        found.append(.splitCost(split.source, stated: split.cost, computed: open.cost))
      }
    }
    // What costs nothing need not be listed.
    for split in computed where !listed.contains(split.source) && split.cost > 0.01 {
      found.append(.splitMissing(split.source, cost: split.cost))
    }
  }

  private func compareBound(
    _ bound: Plan.Bound, _ value: Plan.Value, _ standing: Standing, _ found: inout [Deviation]
  ) {
    if bound.shortfall > standing.shortfall + 1e-6 {
      found.append(.boundPassed(.shortfall, bound: bound.shortfall, reached: standing.shortfall))
    }
    if bound.milestoneShortfall > standing.milestoneShortfall + 1e-6 {
      found.append(
        .boundPassed(.milestoneShortfall, bound: bound.milestoneShortfall, reached: standing.milestoneShortfall))
    }
    if bound.npv < standing.npv, !isSameMoney(bound.npv, standing.npv) {
      found.append(.boundPassed(.npv, bound: bound.npv, reached: standing.npv))
    }
    let gap = value.gross == 0 ? 0 : max(0, bound.npv - standing.npv) / value.gross
    if !isSameShare(bound.gap, gap) { found.append(.gap(stated: bound.gap, computed: gap)) }
  }

  // MARK: Initiatives, releases, rules

  private func compareInitiatives(
    _ stated: [Plan.InitiativeResult], _ ready: [Day?], _ found: inout [Deviation]
  ) {
    var rows: [ExactText: Int] = [:]
    for row in 0..<estate.initiatives.count { rows[ExactText(estate.texts[estate.initiatives.keys[row]])] = row }
    var isListed = [Bool](repeating: false, count: estate.initiatives.count)
    for initiative in stated {
      guard let row = rows[ExactText(initiative.initiative)] else {
        found.append(.initiativeUnknown(key: initiative.initiative))
        continue
      }
      if isListed[row] { found.append(.initiativeTwice(key: initiative.initiative)) }
      isListed[row] = true
      if initiative.ready != ready[row] {
        found.append(.ready(initiative: initiative.initiative, stated: initiative.ready, computed: ready[row]))
      }
      if initiative.due != estate.initiatives.due[row] {
        found.append(
          .due(initiative: initiative.initiative, stated: initiative.due, computed: estate.initiatives.due[row]))
      }
    }
    for row in isListed.indices where !isListed[row] {
      found.append(.initiativeMissing(key: estate.texts[estate.initiatives.keys[row]]))
    }
  }

  private func compareReleases(_ stated: [Plan.Release], _ computed: [Plan.Release], _ found: inout [Deviation]) {
    struct Name: Hashable {
      var kind: Plan.Release.Kind
      var key: ExactText
    }
    var days: [Name: Day] = [:]
    for release in computed { days[Name(kind: release.kind, key: ExactText(release.key))] = release.released }
    var listed: Set<Name> = []
    for release in stated {
      let name = Name(kind: release.kind, key: ExactText(release.key))
      guard let day = days[name] else {
        found.append(.releaseUnknown(release.kind, key: release.key, stated: release.released))
        continue
      }
      if !listed.insert(name).inserted { found.append(.releaseTwice(release.kind, key: release.key)) }
      if day != release.released {
        found.append(.releaseDate(release.kind, key: release.key, stated: release.released, computed: day))
      }
    }
    for release in computed where !listed.contains(Name(kind: release.kind, key: ExactText(release.key))) {
      found.append(.releaseMissing(release.kind, key: release.key, computed: release.released))
    }
  }

  private func compareRules(_ stated: [Plan.RuleUse], _ computed: [Plan.RuleUse], _ found: inout [Deviation]) {
    var isListed = [Bool](repeating: false, count: rules.count)
    for use in stated {
      guard rules.indices.contains(use.index) else {
        found.append(.ruleUnknown(index: use.index))
        continue
      }
      let name = rules[use.index].name
      if isListed[use.index] { found.append(.ruleTwice(name)) }
      isListed[use.index] = true
      if use.kind != name.kind { found.append(.ruleKind(name, stated: use.kind)) }
      if use.name != name.name { found.append(.ruleName(name, stated: use.name)) }
      if use.selected != computed[use.index].selected {
        found.append(.ruleSelected(name, stated: use.selected, computed: computed[use.index].selected))
      }
      comparePeriods(use.periods, computed[use.index].periods, name, &found)
    }
    for rule in rules where !isListed[rule.name.index] { found.append(.ruleMissing(rule.name)) }
  }

  private func comparePeriods(
    _ stated: [Plan.RuleUse.Period], _ computed: [Plan.RuleUse.Period], _ rule: BrokenRule.RuleName,
    _ found: inout [Deviation]
  ) {
    var periods: [String: Plan.RuleUse.Period] = [:]
    for period in computed { periods[period.period] = period }
    var listed: Set<String> = []
    for period in stated {
      guard let known = periods[period.period] else {
        found.append(.periodUnknown(rule, period: period.period))
        continue
      }
      if !listed.insert(period.period).inserted { found.append(.periodTwice(rule, period: period.period)) }
      if !isSameAmount(period.use, known.use) {
        found.append(.periodUse(rule, period: period.period, stated: period.use, computed: known.use))
      }
      if !isSameAmount(period.limit, known.limit) {
        found.append(.periodLimit(rule, period: period.period, stated: period.limit, computed: known.limit))
      }
    }
    // A period in which nothing is used need not be listed.
    for period in computed where !listed.contains(period.period) && !isSameAmount(period.use, 0) {
      found.append(.periodMissing(rule, period: period.period, use: period.use))
    }
  }

  /// Prices are those of the certificate. A plan need not state them.
  private func comparePrices(_ plan: Plan, _ found: inout [Deviation]) {
    let prices = plan.limitPrices
    for use in plan.rules where rules.indices.contains(use.index) {
      for period in use.periods {
        guard let stated = period.price else { continue }
        let known = prices.map { $0[use.index]?[period.period] ?? 0 }
        if stated != known {
          found.append(.periodPrice(rules[use.index].name, period: period.period, stated: stated, computed: known))
        }
      }
    }
  }

  /// What is said of a target's reach takes a search and a proof; that the figures do not contradict each other does not.
  private func compareReaches(
    _ stated: [Plan.TargetResult], _ computed: [Plan.TargetResult], _ found: inout [Deviation]
  ) {
    for (number, (stated, computed)) in zip(stated, computed).enumerated() {
      guard let reach = stated.reach else { continue }
      let name = Deviation.TargetName(target: number, milestone: nil, measure: computed.measure)
      if reach.largestFound > reach.largestProven + 1e-6 {
        found.append(.reachPassed(name, .largestFound(reach.largestFound, proven: reach.largestProven)))
      }
      if computed.reduction > reach.largestFound + 1e-6 {
        found.append(.reachPassed(name, .largestPlanned(computed.reduction, found: reach.largestFound)))
      }
      if let day = reach.earliestFound, reach.earliestProven.map({ day < $0 }) ?? true {
        found.append(.reachPassed(name, .earliestFound(day, proven: reach.earliestProven)))
      }
      if let day = computed.reachedOn, reach.earliestFound.map({ day < $0 }) ?? true {
        found.append(.reachPassed(name, .earliestPlanned(day, found: reach.earliestFound)))
      }
    }
  }

  // MARK: What counts as equal

  private func isSame(_ stated: String, _ computed: String) -> Bool { ExactText(stated) == ExactText(computed) }

  /// A cent or a millionth.
  private func isSameMoney(_ stated: Double, _ computed: Double?) -> Bool {
    guard let computed else { return false }
    return (stated - computed).magnitude <= max(0.01, 1e-6 * computed.magnitude) * (1 + 1e-9)
  }

  private func isSameShare(_ stated: Double, _ computed: Double) -> Bool {
    (stated - computed).magnitude <= 1e-6 * (1 + 1e-9)
  }

  /// A sum of amounts, printed with six decimals.
  private func isSameAmount(_ stated: Double, _ computed: Double) -> Bool {
    (stated - computed).magnitude <= 1e-6 * max(1, computed.magnitude) * (1 + 1e-9)
  }
}
