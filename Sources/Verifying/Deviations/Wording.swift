import Documents
import Estates
import Plans

// Every sentence of the verifier: what deviates, with what the plan states and what follows. No full stop at the end.

extension Deviation: CustomStringConvertible {
  package var description: String {
    switch self {
    case .digest(let stated, let computed):
      "the plan was made from an estate of digest \(stated); this one has \(computed)"
    case .currency(let stated, let computed): "the currency is stated as \(stated); the program counts in \(computed)"
    case .inputMissing(let file): "input \(file) of the estate is not listed"
    case .inputUnknown(let file): "input \(file) is listed; the estate has no such file"
    case .inputTwice(let file): "input \(file) is listed twice"
    case .inputDigest(let file, let stated, let computed): differs("the digest of \(file)", stated, computed)
    case .term(let name, let stated, let computed): differs("the program's \(name)", stated, computed)
    case .disposition(let workload, let stated, let computed?):
      differs("the disposition of \(workload)", stated.rawValue, computed.rawValue)
    case .disposition(let workload, _, nil): "\(workload), which has a disposition, is no workload of the estate"
    case .pinned(let workload, true): "\(workload) is listed as pinned; no pin rule selects it"
    case .pinned(let workload, false): "\(workload) is not listed as pinned; a pin rule selects it"
    case .overrides(let stated, let computed):
      differs("what was set otherwise than the program", listed(stated), listed(computed))
    case .inputRows(let file, let stated, let computed): differs("the number of rows of \(file)", stated, computed)

    case .settled(let workload, let wave, let asOf):
      "\(workload) is said to have left by \(asOf); it " + (wave.map { "moves in wave \($0)" } ?? "stays")
    case .unsettled(let workload, let wave, let asOf):
      "\(workload) moves in wave \(wave), which was over by \(asOf), and is not said to have left"

    case .settledUnlogged(let workload, let asOf):
      "workload '\(workload)' is said to have left by \(asOf), which actuals.csv does not say"
    case .loggedUnsettled(let workload, let day):
      "workload '\(workload)' left on \(day) by actuals.csv, and is not said to have left"
    case .settledElsewhere(let workload, let stated, let logged, let day):
      "workload '\(workload)' is said to have left in wave \(stated); by actuals.csv it left on \(day), in wave \(logged)"
    case .logMissing: "the plan was made with what has happened, and the estate has no actuals.csv"
    case .waveMissing(let wave): "wave \(wave) of the calendar is not listed"
    case .waveUnknown(let wave): "wave \(wave) is listed; the calendar has no such wave"
    case .waveTwice(let wave): "wave \(wave) is listed twice"
    case .waveStart(let wave, let stated, let computed): differs("the start of wave \(wave)", stated, computed)
    case .waveCutover(let wave, let stated, let computed): differs("the cutover of wave \(wave)", stated, computed)
    case .workloadUnknown(let key, let place): "workload '\(key)' stands \(place); the estate has no such workload"
    case .workloadMissing(let key): "workload '\(key)' stands in no wave and not in stays"
    case .workloadTwice(let key, let places):
      "workload '\(key)' stands in the plan \(places.count) times: " + places.map(\.description).joined(separator: ", ")
    case .stayReason(let workload, let stated, let grounds):
      "workload '\(workload)' is said to stay by reason \(stated.rawValue); what holds is "
        + grounds.map(\.rawValue).joined(separator: " or ")
    case .broken(let rule): rule.description

    case .targetCount(let stated, let computed): differs("the number of targets", stated, computed)
    case .milestoneCount(let target, let stated, let computed):
      differs("the number of milestones of target \(target + 1)", stated, computed)
    case .targetMeasure(let target, let stated, let computed):
      differs("the measure of target \(target + 1)", stated.rawValue, computed.rawValue)
    case .targetDate(let name, let stated, let computed): differs("the date of \(name)", stated, computed)
    case .required(let name, let stated, let computed):
      differs("the required reduction of \(name)", share(stated), share(computed))
    case .targetPrice(let name, let stated, let computed):
      differs("the penalty per point of \(name)", money(stated), computed.map(money) ?? "none")
    case .reduction(let name, let stated, let computed):
      differs("the reduction of \(name)", share(stated), share(computed))
    case .shortfall(let name, let stated, let computed):
      differs("the shortfall of \(name)", share(stated), share(computed))
    case .reachedOn(let name, let stated, let computed):
      differs("the date on which \(name) is reached", day(stated), day(computed))
    case .baseline(let name, let stated, let computed):
      differs("the baseline of \(name)", amount(stated), amount(computed))
    case .targetFootprint(let name, let stated, let computed):
      differs("the footprint of \(name)", amount(stated), amount(computed))
    case .footprintMissing(let date): "the footprint has no row for \(date), on which a measure changes"
    case .footprintUnknown(let date): "the footprint has a row for \(date), on which no measure changes"
    case .footprintTwice(let date): "the footprint has more rows for \(date) than it should"
    case .footprint(let date, let measure, let stated, let computed):
      differs("\(measure.rawValue) of the footprint on \(date)", amount(stated), amount(computed))
    case .valuePart(let name, let stated, let computed):
      differs("the value of \(name)", money(stated), money(computed))
    case .initiativeMissing(let key): "initiative '\(key)' is not listed"
    case .initiativeUnknown(let key): "initiative '\(key)' is listed; the estate has no such initiative"
    case .initiativeTwice(let key): "initiative '\(key)' is listed twice"
    case .ready(let key, let stated, let computed):
      differs("the date on which initiative '\(key)' is ready", day(stated), day(computed))
    case .due(let key, let stated, let computed):
      differs("the due date of initiative '\(key)'", day(stated), day(computed))
    case .releaseMissing(let kind, let key, let computed):
      "\(kind.rawValue) '\(key)' comes free on \(computed), and is not listed among the releases"
    case .releaseUnknown(let kind, let key, let stated):
      "\(kind.rawValue) '\(key)' is said to come free on \(stated); it does not"
    case .releaseTwice(let kind, let key): "\(kind.rawValue) '\(key)' stands twice among the releases"
    case .releaseDate(let kind, let key, let stated, let computed):
      differs("the release of \(kind.rawValue) '\(key)'", stated, computed)
    case .splitMissing(let source, let cost): "\(source.wording) is held open for \(money(cost)), and is not listed"
    case .splitUnknown(let source): "\(source.wording) is listed as held open; it is not"
    case .splitTwice(let source): "\(source.wording) is listed twice as held open"
    case .splitAnnualCost(let source, let stated, let computed):
      differs("the annual cost of \(source.wording)", money(stated), money(computed))
    case .splitFrom(let source, let stated, let computed):
      differs("the day from which \(source.wording) is held open", stated, computed)
    case .splitUntil(let source, let stated, let computed):
      differs(
        "the day until which \(source.wording) is held open", stated?.description ?? "the horizon",
        computed?.description ?? "the horizon")
    case .splitCost(let source, let stated, let computed):
      differs("the cost of \(source.wording)", money(stated), money(computed))
    case .ruleMissing(let rule): "\(rule) is not listed among the rules"
    case .ruleUnknown(let index): "rule \(index + 1) is listed; the program has no such rule"
    case .ruleTwice(let rule): "\(rule) is listed twice"
    case .ruleKind(let rule, let stated): differs("the kind of \(rule)", stated, rule.kind)
    case .ruleName(let rule, let stated): differs("the name of \(rule)", stated ?? "none", rule.name ?? "none")
    case .ruleContent(let rule, let stated, let computed): differs("the content of \(rule)", stated, computed)
    case .ruleSelected(let rule, let stated, let computed):
      differs("the number selected by \(rule)", stated, computed)
    case .periodMissing(let rule, let period, let use):
      "\(rule) is used to \(amount(use)) in \(period), which is not listed"
    case .periodUnknown(let rule, let period): "\(rule) limits nothing in \(period), which is listed"
    case .periodTwice(let rule, let period): "\(rule) lists \(period) twice"
    case .periodUse(let rule, let period, let stated, let computed):
      differs("the use of \(rule) in \(period)", amount(stated), amount(computed))
    case .periodLimit(let rule, let period, let stated, let computed):
      differs("the limit of \(rule) in \(period)", amount(stated), amount(computed))
    case .periodPrice(let rule, let period, let stated, let computed?):
      differs("the price of \(rule) in \(period)", "\(stated)", "\(computed) in the certificate")
    case .periodPrice(let rule, let period, let stated, nil):
      "the price of \(rule) in \(period) is stated as \(stated); no single case of a certificate has prices"
    case .reachPassed(let name, let claim):
      switch claim {
      case .largestFound(let found, let proven):
        "the largest reduction found for \(name) is \(share(found)), and \(share(proven)) is said to be the most there is"
      case .largestPlanned(let planned, let found):
        "the largest reduction found for \(name) is stated as \(share(found)); the plan has \(share(planned))"
      case .earliestFound(let found, let proven):
        "the earliest date found for \(name) is \(found), and \(day(proven)) is said to be the first there is"
      case .earliestPlanned(let planned, let found):
        "the earliest date found for \(name) is stated as \(day(found)); the plan reaches it on \(planned)"
      }
    case .boundPassed(.shortfall, let bound, let reached):
      "no plan is said to miss its targets by less than \(share(bound)); this one misses them by \(share(reached))"
    case .boundPassed(.milestoneShortfall, let bound, let reached):
      "no plan is said to miss its milestones by less than \(share(bound)); this one misses them by \(share(reached))"
    case .boundPassed(.npv, let bound, let reached):
      "no plan is said to be worth more than \(money(bound)); this one is worth \(money(reached))"
    case .gap(let stated, let computed): differs("the gap", share(stated), share(computed))

    case .boundMissing: "no bound is stated, so that there is nothing to prove"
    case .certificateMissing(let goal): "the bound of \(goal.wording) has no certificate, so that nothing proves it"
    case .certificateTwice(let goal): "the bound of \(goal.wording) has more than one certificate"
    case .certificateRow(let goal, let leaf, let row):
      "\(place(goal, leaf)) has a price for \(row), which the estate does not have"
    case .certificateDecision(let goal, let leaf, let decision):
      "\(place(goal, leaf)) is about \(decision.kind.rawValue) '\(decision.key)' in wave \(decision.wave), "
        + "which the estate does not have"
    case .certificatePrice(let goal, let leaf, let row, let price, let most):
      "\(place(goal, leaf)) has the price \(price) for \(row); "
        + (most.map { "no more than \($0) can be asked for it" } ?? "a price is a number of zero or more")
    case .certificateIncomplete(let goal):
      "the leaves of the certificate of \(goal.wording) are not the cases of one tree of questions"
    case .certificateValue(let goal, let stated, let computed):
      differs("what the certificate of \(goal.wording) proves", figure(goal, stated), figure(goal, computed))
    case .certificateUndivided(let goal, let stated, let computed):
      differs(
        "what the certificate of \(goal.wording) proves without cases", figure(goal, stated), figure(goal, computed))
    case .boundUnproven(let goal, let bound, let proven):
      "the bound of \(goal.wording) is stated as \(figure(goal, bound)); its certificate proves \(figure(goal, proven))"
    case .reachUnproven(let name, .largest(let most, let proven?)):
      "no plan is said to have more than \(share(most)) for \(name); the certificate proves \(share(proven))"
    case .reachUnproven(let name, .largest(let most, nil)):
      "no plan is said to have more than \(share(most)) for \(name), and nothing proves it"
    case .reachUnproven(let name, .earliest(let day, let isCertified)):
      "no plan is said to meet \(name) \(day.map { "before \($0)" } ?? "at all"), and "
        + (isCertified ? "the certificate does not prove it" : "nothing proves it")
    case .reachUnproven(let name, .barrier(let isCertified)):
      "the barrier before \(name) is said to be proven, and "
        + (isCertified ? "the certificate does not prove it" : "nothing proves it")
    }
  }

  private func place(_ goal: Goal, _ leaf: Int) -> String { "leaf \(leaf + 1) of the certificate of \(goal.wording)" }

  private func figure(_ goal: Goal, _ value: Double) -> String {
    if value.isInfinite { return "that no plan exists" }
    return goal == .npv ? money(value) : share(value)
  }

  private func differs(_ what: String, _ stated: some Any, _ computed: some Any) -> String {
    "\(what) is stated as \(stated); it is \(computed)"
  }

  private func listed(_ settings: [String]) -> String {
    settings.isEmpty ? "nothing" : settings.joined(separator: "; ")
  }
  private func money(_ value: Double) -> String { Decimal.text(value, places: 2) }
  private func share(_ value: Double) -> String { Decimal.text(value, places: 9) }
  private func amount(_ value: Double) -> String { Decimal.short(value, places: 6) }
  private func day(_ day: Day?) -> String { day?.description ?? "never" }
}

extension Deviation.Place: CustomStringConvertible {
  package var description: String {
    switch self {
    case .wave(let number): "in wave \(number)"
    case .stays: "in stays"
    }
  }
}

extension Deviation.TargetName: CustomStringConvertible {
  package var description: String {
    let whole = "target \(target + 1) (\(measure.rawValue))"
    return milestone.map { "milestone \($0 + 1) of \(whole)" } ?? whole
  }
}

extension BrokenRule.RuleName: CustomStringConvertible {
  /// `rule 6, limit "EMEA factory"`: rules count from 1 for people.
  package var description: String {
    "rule \(index + 1), \(kind)" + (name.map { " \"\($0)\"" } ?? "")
  }
}

extension BrokenRule.DependencyName: CustomStringConvertible {
  package var description: String { "dependency of '\(source)' on '\(target)' (dependencies.csv:\(line))" }
}

extension BrokenRule.Origin: CustomStringConvertible {
  package var description: String {
    switch self {
    case .column(let name): "column \(name)"
    case .rule(let rule): rule.description
    }
  }
}

extension Plan.Split.Source {
  fileprivate var wording: String {
    switch self {
    case .dependency(let source, let target, let line):
      BrokenRule.DependencyName(source: source, target: target, line: line).description
    case .group(let rule, let values): "the group \(values.joined(separator: ", ")) of rule \(rule + 1), near"
    }
  }
}

extension BrokenRule: CustomStringConvertible {
  package var description: String {
    switch self {
    case .heldWorkloadMoves(let workload, let wave, let origin):
      "workload '\(workload)' moves in wave \(wave), and must stay by \(origin)"
    case .leadTooShort(let workload, let wave, let leadWaves):
      "workload '\(workload)' moves in wave \(wave), and takes \(leadWaves) waves to prepare"
    case .tooEarly(let workload, let cutover, let notBefore, let origin):
      "workload '\(workload)' has its cutover on \(cutover), before \(notBefore) as \(origin) demands"
    case .tooLate(let workload, let cutover, let notAfter, let origin):
      "workload '\(workload)' has its cutover on \(cutover), after \(notAfter) as \(origin) demands"
    case .frozen(let workload, let wave, let rule): "workload '\(workload)' moves in wave \(wave), frozen by \(rule)"
    case .mustLeave(let workload, let by, let rule):
      "workload '\(workload)' stays, and must leave by \(by) for \(rule)"
    case .leavesLate(let workload, let cutover, let by, let rule):
      "workload '\(workload)' has its cutover on \(cutover), and must leave by \(by) for \(rule)"
    case .pinMissed(let workload, let wave, let pinned, let rule):
      "workload '\(workload)' " + (wave.map { "moves in wave \($0)" } ?? "stays")
        + ", and is pinned to wave \(pinned) by \(rule)"
    case .dependencyParted(let dependency): "the two ends of the \(dependency) must move together, and do not"
    case .dependencyOutOfOrder(let dependency, let first, let then):
      "'\(first)' must leave no later than '\(then)' for the \(dependency), and does not"
    case .dependencyJoined(let dependency, let wave):
      "the two ends of the \(dependency) must not move in one wave, and both do in wave \(wave)"
    case .groupParted(let values, let one, let other, let rule):
      "'\(one)' and '\(other)' of the group \(values.joined(separator: ", ")) must move together by \(rule), and do not"
    case .outOfOrder(let values, let first, let then, let lagWaves, let rule):
      "'\(then)' of the group \(values.joined(separator: ", ")) moves, and '\(first)' does not leave "
        + (lagWaves == 0 ? "by then" : "\(lagWaves) wave\(lagWaves == 1 ? "" : "s") before it") + ", as \(rule) demands"
    case .groupJoined(let values, let one, let other, let wave, let rule):
      "'\(one)' and '\(other)' of the group \(values.joined(separator: ", ")) must not move in one wave by \(rule), "
        + "and both do in wave \(wave)"
    case .overLimit(let period, let use, let limit, let rule):
      "\(rule) allows \(Decimal.short(limit, places: 6)) in \(period), and \(Decimal.short(use, places: 6)) are used"
    }
  }
}

extension Deviation.Goal {
  fileprivate var wording: String {
    switch self {
    case .shortfall: "the shortfall"
    case .milestoneShortfall: "the milestones' shortfall"
    case .npv: "the value"
    }
  }
}

extension BoundCertificate.Row: CustomStringConvertible {
  /// `rule 4 in wave 12`: rules, targets and milestones count from 1 for people.
  package var description: String {
    switch self {
    case .limit(let rule, let period): "rule \(rule + 1) in \(period)"
    case .apartDependency(let line, let wave): "the dependency of dependencies.csv:\(line), apart in wave \(wave)"
    case .apartGroup(let rule, let values, let wave):
      "the group \(values.joined(separator: ", ")) of rule \(rule + 1), apart in wave \(wave)"
    case .cluster(let cluster, let measure, let wave, let gone):
      "\(measure.rawValue) of cluster '\(cluster)' by wave \(wave)"
        + (gone.isEmpty ? "" : " with \(gone.count == 1 ? "'\(gone[0])'" : "\(gone.count) workloads") gone")
    case .target(let target, let milestone):
      (milestone.map { "milestone \($0 + 1) of " } ?? "") + "target \(target + 1)"
    }
  }
}
