import Estates
import Plans
import Solving
import Topology

/// One target at every date on which its measure can fall: the same problem with a goal for each.
///
///     2027-03-31  2027-05-26  …  2029-12-31        goal k: everything gone by date k
///
/// Of each goal the relaxation tells the least that is missing (`Deadline`), and a search what can be had.
struct DatedTarget {
  let model: PlanningModel
  /// Ascending; the measure falls on no other.
  let dates: [Day]
  private let deadline: Deadline
  /// What the target asks for, 0 to 1.
  private let required: Double

  /// - Parameter without: what of the program is passed over.
  init(_ resolved: ResolvedEstate, _ target: Target, without omissions: Omissions = .none, only: Day? = nil) {
    required = target.reduction
    dates = only.map { [$0] } ?? DatedTarget.dates(resolved, target)
    var changed = resolved.estate
    var dated = Target(
      measure: target.measure, reduction: 1, by: changed.program.horizon, baseline: target.baseline)
    dated.milestones = dates.map { Milestone(by: $0, reduction: 1) }
    changed.program.targets = [dated]
    model = ProblemBuilder.model(ResolvedEstate(changed), without: omissions)
    deadline = Deadline(model.problem)
  }

  /// Days after a cutover on which something is released, days on which machines leave by themselves, the target's own.
  private static func dates(_ resolved: ResolvedEstate, _ target: Target) -> [Day] {
    let program = resolved.estate.program
    let lag = target.measure == .workloads ? 0 : program.decommissionLagDays
    var dates: Set<Day> = [program.start, target.by]
    for wave in resolved.calendar.waves { dates.insert(wave.cutover + lag) }
    if target.measure != .workloads {
      for leaves in resolved.estate.hosts.leaves { if case .on(let day)? = leaves { dates.insert(day) } }
    }
    return dates.sorted()
  }

  private func goal(_ date: Int) -> Int { model.goals[0][date + 1] }

  /// What must be gone by a date so that `reduction` is met.
  private func need(_ date: Int, _ reduction: Double) -> Double {
    let goal = model.problem.goals[goal(date)]
    return goal.need - (1 - reduction) / goal.scale
  }

  private func bound(_ date: Int, _ reduction: Double, known: Double? = nil) -> Deadline.Bound {
    let goal = goal(date)
    return deadline.bound(
      goal: goal, last: model.problem.lastWave(ofGoal: goal), need: need(date, reduction), known: known)
  }

  /// The largest reduction that is not ruled out on a date, where one is known, why, and how the relaxation would go about it.
  func largest(_ date: Int, known: Double) -> (reduction: Double, certificate: BoundCertificate?, guide: [Double]) {
    let bound = bound(date, 1, known: 1 - known)
    return (1 - bound.shortfall, bound.certificate.map { certificate(bound.shortfall, [$0]) }, bound.guide)
  }

  /// Why it is ruled out that the target is met by a date; nil where it is not. Two points short are proof enough, and something
  /// to aim at.
  func ruledOut(_ date: Int) -> BoundCertificate? {
    let bound = bound(date, required, known: 0.02)
    guard bound.shortfall > Self.leastShort else { return nil }
    return bound.certificate.map { certificate(bound.shortfall, [$0]) }
      ?? BoundCertificate(objective: .shortfall, value: bound.shortfall, leaves: [.init(decisions: [], prices: [])])
  }

  /// A shortfall that is none of rounding.
  static let leastShort = 1e-8

  /// Cases that prove that no less than `shortfall` is missing on a date, of all that there is (`asFarAsMayBe`) or of what the
  /// target asks for; nil where that takes too many.
  func cases(_ date: Int, asFarAsMayBe: Bool, proving shortfall: Double) -> BoundCertificate? {
    CaseProof.cases(problem(date, asFarAsMayBe: asFarAsMayBe), .targetShortfall, proving: shortfall)
      .map { certificate(shortfall, $0) }
  }

  /// In the words of the estate, as if this target on that date were the only one.
  private func certificate(_ value: Double, _ cases: [Certificate]) -> BoundCertificate {
    let whole = model.goals[0][0]
    let cases = cases.map { one in
      var one = one
      one.prices = one.prices.map { price in
        if case .goal = price.row { .init(row: .goal(whole), price: price.price) } else { price }
      }
      return one
    }
    return CertificateNaming(model).certificate(Optimizer.CertifiedBound(value: value, cases: cases))
  }

  /// How the relaxation would go about the target by a date.
  func guide(_ date: Int) -> [Double] { bound(date, required).guide }

  /// The problem in which nothing counts before the target's own reduction by a date (nil: as large as may be).
  func problem(_ date: Int, asFarAsMayBe: Bool) -> Problem {
    model.problem.pursuing(goal: goal(date), need: need(date, asFarAsMayBe ? 1 : required))
  }
}
