import Documents
import Estates
import Plans
import Verifying

/// Ways of making a right plan wrong, each one slip of a hand or of a program.
///
///     for mutation in PlanMutation.allCases {
///       var plan = right
///       if mutation.apply(to: &plan, &random) { /* the plan says something else now */ }
///     }
///
/// A slip changes what the plan says; whether that is wrong is another question: a workload that moves in another wave
/// with every figure as before, say, is right where nothing hangs on it.
package enum PlanMutation: String, CaseIterable, Sendable {
  // Who moves when.
  case moveToAnotherWave, moveOneThatStays, stayInsteadOfMove, swapWaves
  case dropMove, dropStay, duplicateInWave, duplicateInStays, unknownInWave, unknownInStays, misspell
  case stayReason
  // The calendar.
  case waveStart, waveCutover, dropWave, duplicateWave, renumberWave, extraWave
  // What it was made from.
  case digest, horizon, lag, disposition, undisposed, pinned, unpinned, currency, override, inputDigest, inputRows,
    dropInput, duplicateInput, unknownInput
  // Targets and footprint.
  case reduction, shortfall, required, targetDate, measure, reachedOn, dropTarget, baseline, targetFootprint
  case milestoneReduction, milestoneShortfall, milestoneDate, dropMilestone, price
  case footprintAmount, footprintDate, dropFootprint, duplicateFootprint, extraFootprint
  // Money.
  case valuePart, valueSign, moveBetweenParts, npv
  // The rest.
  case ready, due, dropInitiative, duplicateInitiative, unknownInitiative
  case releaseDate, dropRelease, duplicateRelease, unknownRelease, releaseKind
  case splitCost, splitAnnualCost, splitFrom, splitUntil, dropSplit, duplicateSplit, unknownSplit
  case ruleSelected, ruleKind, ruleName, ruleContent, dropRule, duplicateRule, unknownRule
  case periodUse, periodLimit, dropPeriod, duplicatePeriod, unknownPeriod

  /// False where the plan has nothing of the kind; then it is as it was.
  package func apply(to plan: inout Plan, _ random: inout SeededGenerator) -> Bool {
    switch self {
    case .moveToAnotherWave, .moveOneThatStays, .stayInsteadOfMove, .swapWaves, .dropMove, .dropStay,
      .duplicateInWave, .duplicateInStays, .unknownInWave, .unknownInStays, .misspell, .stayReason:
      return placement(&plan, &random)
    case .waveStart, .waveCutover, .dropWave, .duplicateWave, .renumberWave, .extraWave:
      return calendar(&plan, &random)
    case .digest, .horizon, .lag, .disposition, .undisposed, .pinned, .unpinned, .currency, .override, .inputDigest,
      .inputRows, .dropInput, .duplicateInput, .unknownInput:
      return origin(&plan, &random)
    case .reduction, .shortfall, .required, .targetDate, .measure, .reachedOn, .dropTarget, .baseline,
      .targetFootprint, .milestoneReduction, .milestoneShortfall, .milestoneDate, .dropMilestone, .price:
      return target(&plan, &random)
    case .footprintAmount, .footprintDate, .dropFootprint, .duplicateFootprint, .extraFootprint:
      return footprint(&plan, &random)
    case .valuePart, .valueSign, .moveBetweenParts, .npv: return value(&plan, &random)
    case .ready, .due, .dropInitiative, .duplicateInitiative, .unknownInitiative:
      return initiative(&plan, &random)
    case .releaseDate, .dropRelease, .duplicateRelease, .unknownRelease, .releaseKind: return release(&plan, &random)
    case .splitCost, .splitAnnualCost, .splitFrom, .splitUntil, .dropSplit, .duplicateSplit, .unknownSplit:
      return split(&plan, &random)
    case .ruleSelected, .ruleKind, .ruleName, .ruleContent, .dropRule, .duplicateRule, .unknownRule, .periodUse,
      .periodLimit,
      .dropPeriod, .duplicatePeriod, .unknownPeriod:
      return rule(&plan, &random)
    }
  }

  /// True where the slip concerns who moves when, and another right plan may come of it.
  package var changesAssignment: Bool {
    switch self {
    case .moveToAnotherWave, .moveOneThatStays, .stayInsteadOfMove, .swapWaves: true
    default: false
    }
  }

  // MARK: One method for each part of a plan

  private func placement(_ plan: inout Plan, _ random: inout SeededGenerator) -> Bool {
    let moving = plan.waves.indices.flatMap { wave in plan.waves[wave].workloads.indices.map { (wave, $0) } }
    switch self {
    case .moveToAnotherWave:
      guard let (wave, place) = random.one(of: moving), plan.waves.count > 1 else { return false }
      let workload = plan.waves[wave].workloads.remove(at: place)
      let other = (wave + random.whole(1...plan.waves.count - 1)) % plan.waves.count
      plan.waves[other].workloads.append(workload)
    case .moveOneThatStays:
      guard let place = random.one(of: Array(plan.stays.indices)) else { return false }
      let stay = plan.stays.remove(at: place)
      plan.waves[random.whole(0...plan.waves.count - 1)].workloads.append(stay.workload)
    case .stayInsteadOfMove:
      guard let (wave, place) = random.one(of: moving) else { return false }
      plan.stays.append(Plan.Stay(workload: plan.waves[wave].workloads.remove(at: place), reason: .choice))
    case .swapWaves:
      let wave = random.whole(0...plan.waves.count - 1)
      let other = random.whole(0...plan.waves.count - 1)
      if plan.waves[wave].workloads == plan.waves[other].workloads { return false }
      let kept = plan.waves[wave].workloads
      plan.waves[wave].workloads = plan.waves[other].workloads
      plan.waves[other].workloads = kept
    case .dropMove:
      guard let (wave, place) = random.one(of: moving) else { return false }
      plan.waves[wave].workloads.remove(at: place)
    case .dropStay:
      guard let place = random.one(of: Array(plan.stays.indices)) else { return false }
      plan.stays.remove(at: place)
    case .duplicateInWave:
      guard let (wave, place) = random.one(of: moving) else { return false }
      plan.waves[random.whole(0...plan.waves.count - 1)].workloads.append(plan.waves[wave].workloads[place])
    case .duplicateInStays:
      guard let (wave, place) = random.one(of: moving) else { return false }
      plan.stays.append(Plan.Stay(workload: plan.waves[wave].workloads[place], reason: .choice))
    case .unknownInWave: plan.waves[random.whole(0...plan.waves.count - 1)].workloads.append("nobody")
    case .unknownInStays: plan.stays.append(Plan.Stay(workload: "nobody", reason: .choice))
    case .misspell:
      guard let (wave, place) = random.one(of: moving) else { return false }
      plan.waves[wave].workloads[place] += "x"
    default:
      guard let place = random.one(of: Array(plan.stays.indices)) else { return false }
      let others = StayReason.allCases.filter { $0 != plan.stays[place].reason }
      plan.stays[place].reason = random.one(of: others)!
    }
    return true
  }

  private func calendar(_ plan: inout Plan, _ random: inout SeededGenerator) -> Bool {
    let wave = random.whole(0...plan.waves.count - 1)
    switch self {
    case .waveStart: plan.waves[wave].start = plan.waves[wave].start + random.other
    case .waveCutover: plan.waves[wave].cutover = plan.waves[wave].cutover + random.other
    case .dropWave: plan.waves.remove(at: wave)
    case .duplicateWave:
      var copy = plan.waves[wave]
      copy.workloads = []
      plan.waves.append(copy)
    case .renumberWave: plan.waves[wave].number += random.whole(1...3)
    default:
      var copy = plan.waves[plan.waves.count - 1]
      copy.number += 1
      copy.workloads = []
      plan.waves.append(copy)
    }
    return true
  }

  private func origin(_ plan: inout Plan, _ random: inout SeededGenerator) -> Bool {
    let input = random.whole(0...plan.inputs.count - 1)
    switch self {
    case .digest: plan.estate.digest = "sha256:" + plan.estate.digest.dropFirst(7).reversed()
    case .horizon: plan.program!.horizon = plan.program!.horizon + 1
    case .lag: plan.program!.decommissionLagDays += 1
    case .disposition:
      let place = plan.dispositions.firstIndex { $0.disposition == .refactor } ?? plan.dispositions.count
      if place == plan.dispositions.count { plan.dispositions.append(.init(disposition: .refactor, workloads: [])) }
      let all = plan.waves.flatMap(\.workloads) + plan.stays.map(\.workload)
      let listed = plan.dispositions.flatMap(\.workloads)
      guard let key = all.first(where: { !listed.contains($0) }) else { return false }
      plan.dispositions[place].workloads.append(key)
    case .undisposed:
      guard !plan.dispositions.isEmpty else { return false }
      plan.dispositions[0].workloads.removeFirst()
    case .pinned: plan.pinned.append(plan.pinned.isEmpty ? "no such workload" : plan.pinned[0] + "?")
    case .unpinned:
      if plan.pinned.isEmpty { return false }
      plan.pinned.removeFirst()
    case .currency: plan.currency += "?"
    case .override: plan.options.overrides.append(ProgramOverride(path: "/discountRate", value: "0.5"))
    case .inputDigest: plan.inputs[input].digest = String(plan.inputs[input].digest.reversed())
    case .inputRows: plan.inputs[input].rows += random.whole(1...3)
    case .dropInput: plan.inputs.remove(at: input)
    case .duplicateInput: plan.inputs.append(plan.inputs[input])
    default: plan.inputs.append(InputFile(file: "more.csv", digest: plan.inputs[input].digest, rows: 1))
    }
    return true
  }

  private func target(_ plan: inout Plan, _ random: inout SeededGenerator) -> Bool {
    guard let target = random.one(of: Array(plan.targets.indices)) else { return false }
    let milestone = random.one(of: Array(plan.targets[target].milestones.indices))
    switch self {
    case .reduction: plan.targets[target].reduction += 0.00001 * Double(random.other)
    case .shortfall: plan.targets[target].shortfall += 0.00001 * Double(random.other)
    case .required: plan.targets[target].required += 0.01
    case .targetDate: plan.targets[target].by = plan.targets[target].by + random.other
    case .measure:
      let others = Measure.allCases.filter { $0 != plan.targets[target].measure }
      plan.targets[target].measure = random.one(of: others)!
    case .reachedOn:
      plan.targets[target].reachedOn =
        plan.targets[target].reachedOn.map { random.chance(50) ? nil : $0 + random.other } ?? plan.targets[target].by
    case .dropTarget: plan.targets.remove(at: target)
    case .baseline: plan.targets[target].baseline += 1
    case .targetFootprint: plan.targets[target].footprint += 0.5
    case .price:
      if let price = plan.targets[target].penaltyPerPoint {
        plan.targets[target].penaltyPerPoint = price + 1
      } else if let milestone, let price = plan.targets[target].milestones[milestone].penaltyPerPoint {
        plan.targets[target].milestones[milestone].penaltyPerPoint = price + 1
      } else {
        return false
      }
    default:
      guard let milestone else { return false }
      switch self {
      case .milestoneReduction: plan.targets[target].milestones[milestone].reduction -= 0.00001
      case .milestoneShortfall: plan.targets[target].milestones[milestone].shortfall += 0.00001
      case .milestoneDate:
        plan.targets[target].milestones[milestone].by = plan.targets[target].milestones[milestone].by + random.other
      default: plan.targets[target].milestones.remove(at: milestone)
      }
    }
    return true
  }

  private func footprint(_ plan: inout Plan, _ random: inout SeededGenerator) -> Bool {
    let row = random.whole(0...plan.footprint.count - 1)
    switch self {
    case .footprintAmount:
      switch random.whole(0...5) {
      case 0: plan.footprint[row].hosts += 1
      case 1: plan.footprint[row].rackUnits += 0.25
      case 2: plan.footprint[row].powerKW -= 0.001
      case 3: plan.footprint[row].racks -= 1
      case 4: plan.footprint[row].sites += 1
      default: plan.footprint[row].workloads -= 1
      }
    case .footprintDate: plan.footprint[row].date = plan.footprint[row].date + random.other
    case .dropFootprint: plan.footprint.remove(at: row)
    case .duplicateFootprint: plan.footprint.insert(plan.footprint[row], at: row)
    default:
      var copy = plan.footprint[row]
      copy.date = copy.date + 1
      plan.footprint.insert(copy, at: row + 1)
    }
    return true
  }

  private func value(_ plan: inout Plan, _ random: inout SeededGenerator) -> Bool {
    let parts: [WritableKeyPath<Plan.Value, Double>] = [
      \.hosts, \.racks, \.sites, \.refresh, \.holdover, \.runCost, \.initiatives, \.late, \.cloudCost, \.oneOff,
      \.split, \.penalty,
    ]
    let part = random.one(of: parts)!
    // More than a cent and a millionth.
    let slip = max(0.02, 2e-6 * plan.value.gross)
    switch self {
    case .valuePart: plan.value[keyPath: part] += random.chance(50) ? slip : -slip
    case .valueSign:
      if plan.value[keyPath: part].magnitude < 1 { return false }
      plan.value[keyPath: part].negate()
    case .moveBetweenParts:
      guard let other = random.one(of: parts.filter { $0 != part }) else { return false }
      plan.value[keyPath: part] += slip
      plan.value[keyPath: other] -= slip
    default: plan.statedNPV = plan.value.npv + slip
    }
    return true
  }

  private func initiative(_ plan: inout Plan, _ random: inout SeededGenerator) -> Bool {
    guard let place = random.one(of: Array(plan.initiatives.indices)) else { return false }
    let day = plan.waves[0].cutover
    switch self {
    case .ready: plan.initiatives[place].ready = plan.initiatives[place].ready.map { $0 + random.other } ?? day
    case .due: plan.initiatives[place].due = plan.initiatives[place].due.map { $0 + random.other } ?? day
    case .dropInitiative: plan.initiatives.remove(at: place)
    case .duplicateInitiative: plan.initiatives.append(plan.initiatives[place])
    default: plan.initiatives.append(Plan.InitiativeResult(initiative: "nothing", ready: nil, due: nil))
    }
    return true
  }

  private func release(_ plan: inout Plan, _ random: inout SeededGenerator) -> Bool {
    guard let place = random.one(of: Array(plan.releases.indices)) else { return false }
    switch self {
    case .releaseDate: plan.releases[place].released = plan.releases[place].released + random.other
    case .dropRelease: plan.releases.remove(at: place)
    case .duplicateRelease: plan.releases.append(plan.releases[place])
    case .unknownRelease: plan.releases[place].key += "?"
    default: plan.releases[place].kind = plan.releases[place].kind == .host ? .rack : .host
    }
    return true
  }

  private func split(_ plan: inout Plan, _ random: inout SeededGenerator) -> Bool {
    if self == .unknownSplit {
      plan.splits.append(
        Plan.Split(
          source: .group(rule: 99, values: ["x"]), annualCost: 0, from: plan.waves[0].cutover, until: nil, cost: 0))
      return true
    }
    guard let place = random.one(of: Array(plan.splits.indices)) else { return false }
    switch self {
    case .splitCost: plan.splits[place].cost += max(0.02, 2e-6 * plan.splits[place].cost)
    case .splitAnnualCost: plan.splits[place].annualCost += 1
    case .splitFrom: plan.splits[place].from = plan.splits[place].from + random.other
    case .splitUntil:
      plan.splits[place].until = plan.splits[place].until == nil ? plan.splits[place].from + 1 : nil
    case .dropSplit:
      // The dearest comes first; what costs nothing need not be listed.
      if plan.splits[0].cost <= 0.02 { return false }
      plan.splits.remove(at: 0)
    default: plan.splits.append(plan.splits[place])
    }
    return true
  }

  private func rule(_ plan: inout Plan, _ random: inout SeededGenerator) -> Bool {
    guard let place = random.one(of: Array(plan.rules.indices)) else { return false }
    switch self {
    case .ruleSelected: plan.rules[place].selected += 1
    case .ruleKind: plan.rules[place].kind = plan.rules[place].kind == "limit" ? "stay" : "limit"
    case .ruleName: plan.rules[place].name = plan.rules[place].name == nil ? "x" : nil
    case .ruleContent: plan.rules[place].content = .object([("rule", "relate")])
    case .dropRule: plan.rules.remove(at: place)
    case .duplicateRule: plan.rules.append(plan.rules[place])
    case .unknownRule: plan.rules[place].index = plan.rules.count + random.whole(0...2)
    default:
      guard let limit = plan.rules.indices.first(where: { !plan.rules[$0].periods.isEmpty }) else { return false }
      let period = random.whole(0...plan.rules[limit].periods.count - 1)
      switch self {
      case .periodUse: plan.rules[limit].periods[period].use += 0.25
      case .periodLimit: plan.rules[limit].periods[period].limit += 1
      case .dropPeriod:
        if plan.rules[limit].periods[period].use == 0 { return false }
        plan.rules[limit].periods.remove(at: period)
      case .duplicatePeriod: plan.rules[limit].periods.append(plan.rules[limit].periods[period])
      default: plan.rules[limit].periods[period].period += "?"
      }
    }
    return true
  }
}

extension SeededGenerator {
  /// One of `elements`, nil where there is none.
  fileprivate mutating func one<Element>(of elements: [Element]) -> Element? {
    elements.isEmpty ? nil : elements[whole(0...elements.count - 1)]
  }

  /// A whole number that is not 0.
  fileprivate var other: Int {
    mutating get { chance(50) ? whole(1...40) : -whole(1...40) }
  }
}
