import Estates
import Plans

/// One thing in which a plan is not what it must be: a rule it breaks, or a figure that the estate does not bear out.
///
///     .broken(.frozen(workload: "SAP-PRD-1", wave: 9, rule: …))
///     .valuePart(name: "hosts", stated: 120.0, computed: 95.5)
///
/// The list is closed: every way in which a plan can deviate is a case. `stated` is what the plan says, `computed` what
/// follows from the estate and the waves of the plan. Keys are those of the inventory, waves count from 1.
package enum Deviation: Hashable, Sendable {
  /// Where in a plan a workload stands.
  package enum Place: Hashable, Sendable {
    case wave(Int)
    case stays
  }

  /// A target (from 0), or one of its milestones (from 0).
  package struct TargetName: Hashable, Sendable {
    package var target: Int
    package var milestone: Int?
    package var measure: Measure
  }

  // What the plan was made from.
  case digest(stated: String, computed: String)
  case currency(stated: String, computed: String)
  case inputMissing(file: String)
  case inputUnknown(file: String)
  case inputTwice(file: String)
  case inputDigest(file: String, stated: String, computed: String)
  case inputRows(file: String, stated: Int, computed: Int)
  /// What the plan says was set otherwise than the program file, and what the estate was read with.
  case overrides(stated: [String], computed: [String])
  /// A key of `program`.
  case term(String, stated: String, computed: String)
  /// Computed is nil for a workload that the estate does not know.
  case disposition(workload: String, stated: Disposition, computed: Disposition?)
  case pinned(workload: String, stated: Bool)

  // The waves and who is in them.
  case waveMissing(Int)
  case waveUnknown(Int)
  case waveTwice(Int)
  case waveStart(wave: Int, stated: Day, computed: Day)
  case waveCutover(wave: Int, stated: Day, computed: Day)
  case workloadUnknown(key: String, place: Place)
  case workloadMissing(key: String)
  case workloadTwice(key: String, places: [Place])
  /// The reason is not one for which the workload stays; `grounds` are those that hold, the plainest first.
  case stayReason(workload: String, stated: StayReason, grounds: [StayReason])
  case broken(BrokenRule)
  /// Said to have left by `asOf`, and stays or moves in a wave that had not begun then.
  case settled(workload: String, wave: Int?, asOf: Day)
  /// Moves in a wave that was over by `asOf`, and is not said to have left.
  case unsettled(workload: String, wave: Int, asOf: Day)
  /// Said to have left, which the log of what has happened does not say.
  case settledUnlogged(workload: String, asOf: Day)
  /// Left on `day` by the log, and the plan does not say that it had.
  case loggedUnsettled(workload: String, day: Day)
  /// Left on `day` by the log, which lies in wave `logged`; the plan has it in another.
  case settledElsewhere(workload: String, stated: Int, logged: Int, day: Day)
  /// The plan was made with a log, and the estate has none.
  case logMissing

  // What follows.
  case targetCount(stated: Int, computed: Int)
  case milestoneCount(target: Int, stated: Int, computed: Int)
  case targetMeasure(target: Int, stated: Measure, computed: Measure)
  case targetDate(TargetName, stated: Day, computed: Day)
  case required(TargetName, stated: Double, computed: Double)
  case targetPrice(TargetName, stated: Double, computed: Double?)
  case reduction(TargetName, stated: Double, computed: Double)
  case shortfall(TargetName, stated: Double, computed: Double)
  case reachedOn(TargetName, stated: Day?, computed: Day?)
  case baseline(TargetName, stated: Double, computed: Double)
  case targetFootprint(TargetName, stated: Double, computed: Double)
  case footprintMissing(date: Day)
  case footprintUnknown(date: Day)
  case footprintTwice(date: Day)
  case footprint(date: Day, measure: Measure, stated: Double, computed: Double)
  case valuePart(name: String, stated: Double, computed: Double)
  case initiativeMissing(key: String)
  case initiativeUnknown(key: String)
  case initiativeTwice(key: String)
  case ready(initiative: String, stated: Day?, computed: Day?)
  case due(initiative: String, stated: Day?, computed: Day?)
  case releaseMissing(Plan.Release.Kind, key: String, computed: Day)
  case releaseUnknown(Plan.Release.Kind, key: String, stated: Day)
  case releaseTwice(Plan.Release.Kind, key: String)
  case releaseDate(Plan.Release.Kind, key: String, stated: Day, computed: Day)
  case splitMissing(Plan.Split.Source, cost: Double)
  case splitUnknown(Plan.Split.Source)
  case splitTwice(Plan.Split.Source)
  case splitAnnualCost(Plan.Split.Source, stated: Double, computed: Double)
  case splitFrom(Plan.Split.Source, stated: Day, computed: Day)
  case splitUntil(Plan.Split.Source, stated: Day?, computed: Day?)
  case splitCost(Plan.Split.Source, stated: Double, computed: Double)
  case ruleMissing(BrokenRule.RuleName)
  case ruleUnknown(index: Int)
  case ruleTwice(BrokenRule.RuleName)
  case ruleKind(BrokenRule.RuleName, stated: String)
  case ruleName(BrokenRule.RuleName, stated: String?)
  case ruleContent(BrokenRule.RuleName, stated: String, computed: String)
  case ruleSelected(BrokenRule.RuleName, stated: Int, computed: Int)
  case periodMissing(BrokenRule.RuleName, period: String, use: Double)
  case periodUnknown(BrokenRule.RuleName, period: String)
  case periodTwice(BrokenRule.RuleName, period: String)
  case periodUse(BrokenRule.RuleName, period: String, stated: Double, computed: Double)
  case periodLimit(BrokenRule.RuleName, period: String, stated: Double, computed: Double)
  /// The price of a limit is not that of the certificate; computed is nil where no single case has prices.
  case periodPrice(BrokenRule.RuleName, period: String, stated: Double, computed: Double?)
  /// What was found passes what is proven, or the plan itself what was found.
  case reachPassed(TargetName, ReachClaim)
  /// The plan is better than what is said to be the best.
  case boundPassed(Goal, bound: Double, reached: Double)
  case gap(stated: Double, computed: Double)

  /// Which two figures of a target's reach contradict each other.
  package enum ReachClaim: Hashable, Sendable {
    case largestFound(Double, proven: Double)
    case largestPlanned(Double, found: Double)
    case earliestFound(Day, proven: Day?)
    case earliestPlanned(Day, found: Day?)
  }

  // Why a bound holds; leaves count from 0.
  case boundMissing
  case certificateMissing(Goal)
  case certificateTwice(Goal)
  /// The row names something that the estate does not have.
  case certificateRow(Goal, leaf: Int, BoundCertificate.Row)
  case certificateDecision(Goal, leaf: Int, BoundCertificate.Decision)
  /// Below zero or no number, or higher than what a missing unit costs.
  case certificatePrice(Goal, leaf: Int, BoundCertificate.Row, price: Double, most: Double?)
  /// The leaves leave a case out, or look at one twice.
  case certificateIncomplete(Goal)
  case certificateValue(Goal, stated: Double, computed: Double)
  /// What prices prove without cases is less.
  case certificateUndivided(Goal, stated: Double, computed: Double)
  /// The bound says more than its certificate proves.
  case boundUnproven(Goal, bound: Double, proven: Double)

  /// What is said to be proven of a target's reach is not.
  case reachUnproven(TargetName, ReachProof)

  /// What is said to be proven of a target's reach.
  package enum ReachProof: Hashable, Sendable {
    /// The most that there is on its date; what is proven is nil without a certificate.
    case largest(Double, proven: Double?)
    /// The first day on which it can be met; nil: none.
    case earliest(Day?, isCertified: Bool)
    case barrier(isCertified: Bool)
  }

  /// What plans are compared by, in this order.
  package enum Goal: Hashable, Sendable {
    case shortfall, milestoneShortfall, npv
  }
}
