import Estates
import Plans

// Why a bound holds, worked out again from the certificate alone.

extension Verifier {
  /// What a certificate proves, and what is wrong with it.
  package struct Recomputation: Sendable {
    /// The value that its leaves prove; nil where something is wrong with it. Infinite where no case can be.
    package var value: Double?
    package var deviations: [Deviation]
  }

  /// Everything in which the bounds of `plan` are more than its certificates prove; empty where they hold.
  ///
  /// A bound of 0 on a shortfall needs no proof. Every other is worked out again: the closure of the estate with its
  /// limits priced, by one maximum flow for each leaf. A stated bound may be better than what is proven by 0.01 and a
  /// hundred-millionth of all the money the plan moves, a shortfall by a millionth: limits may be passed by a billionth. Prices may be anything but
  /// negative, or higher than what a program pays for what is missing; any others prove what they prove.
  package func boundDeviations(in plan: Plan) -> [Deviation] {
    guard let bound = plan.bound else { return [.boundMissing] }
    var ignored: [Deviation] = []
    let standing = evaluate(waves: placements(plan, &ignored)).standing
    var found: [Deviation] = []
    for (goal, objective, stated) in [
      (Deviation.Goal.shortfall, BoundCertificate.Objective.shortfall, bound.shortfall),
      (.milestoneShortfall, .milestoneShortfall, bound.milestoneShortfall), (.npv, .npv, bound.npv),
    ] {
      let certificates = plan.certificates.filter { $0.objective == objective }
      if certificates.count > 1 { found.append(.certificateTwice(goal)) }
      guard let certificate = certificates.first else {
        if goal == .npv || stated > 1e-6 { found.append(.certificateMissing(goal)) }
        continue
      }
      let recomputation = recomputed(
        certificate, targetShortfall: standing.shortfall, milestoneShortfall: standing.milestoneShortfall)
      found += recomputation.deviations
      guard let value = recomputation.value else { continue }
      let slack = goal == .npv ? 0.01 + 1e-8 * max(plan.value.gross, value.magnitude) : 1e-6
      func claims(_ figure: Double) -> Bool { goal == .npv ? figure < value - slack : figure > value + slack }
      // A plan that reaches what is proven, but for rounding, has that for its bound.
      if claims(certificate.value) {
        found.append(.certificateValue(goal, stated: certificate.value, computed: value))
      }
      if let whole = certificate.undivided {
        let one = BoundCertificate(
          objective: objective, value: whole.value, leaves: [.init(decisions: [], prices: whole.prices)])
        let recomputation = recomputed(
          one, targetShortfall: standing.shortfall, milestoneShortfall: standing.milestoneShortfall)
        found += recomputation.deviations
        if let value = recomputation.value, goal == .npv ? whole.value < value - slack : whole.value > value + slack {
          found.append(.certificateUndivided(goal, stated: whole.value, computed: value))
        }
      }
      if claims(stated) { found.append(.boundUnproven(goal, bound: stated, proven: value)) }
    }
    return found
  }

  /// What `certificate` proves of the plans with at most these shortfalls.
  package func recomputed(
    _ certificate: BoundCertificate, targetShortfall: Double, milestoneShortfall: Double
  ) -> Recomputation {
    let goal: Deviation.Goal
    let objective: RelaxedEstate.Objective
    switch certificate.objective {
    case .npv:
      goal = .npv
      objective = .npv(target: targetShortfall, milestone: milestoneShortfall)
    case .shortfall:
      goal = .shortfall
      objective = .shortfall
    case .milestoneShortfall:
      goal = .milestoneShortfall
      objective = .milestoneShortfall(target: targetShortfall)
    }
    let movers = Movers(self)
    let awaited = AwaitedReleases(self, movers)
    let names = EstateNames(self)
    var deviations: [Deviation] = []
    let readings = certificate.leaves.map { CertificateReading($0, names, self, movers) }
    for (leaf, reading) in readings.enumerated() {
      deviations += reading.unknownRows.map { .certificateRow(goal, leaf: leaf, $0) }
      deviations += reading.unknownDecisions.map { .certificateDecision(goal, leaf: leaf, $0) }
      deviations += reading.wrongPrices.map { .certificatePrice(goal, leaf: leaf, $0.row, price: $0.price, most: nil) }
    }
    if !Verifier.isWhole(readings.map { $0.decisions[...] }) { deviations.append(.certificateIncomplete(goal)) }
    if !deviations.isEmpty { return Recomputation(value: nil, deviations: deviations) }

    var worst = -Double.infinity
    for (leaf, reading) in readings.enumerated() {
      let relaxed = RelaxedEstate(self, movers, awaited, reading, objective)
      deviations += relaxed.tooHigh.map {
        .certificatePrice(
          goal, leaf: leaf, .target($0.target, milestone: $0.place == 0 ? nil : $0.place - 1), price: $0.price,
          most: $0.most)
      }
      worst = max(worst, relaxed.proven() ?? -.infinity)
    }
    if !deviations.isEmpty { return Recomputation(value: nil, deviations: deviations) }
    return Recomputation(value: goal == .npv ? worst : max(0, -worst), deviations: [])
  }

  /// What one case of a certificate of worth proves by itself: minus infinity where it cannot be.
  package func recomputed(
    leaf: BoundCertificate.Leaf, targetShortfall: Double, milestoneShortfall: Double
  ) -> Recomputation {
    let movers = Movers(self)
    let reading = CertificateReading(leaf, EstateNames(self), self, movers)
    var deviations: [Deviation] = reading.unknownRows.map { .certificateRow(.npv, leaf: 0, $0) }
    deviations += reading.unknownDecisions.map { .certificateDecision(.npv, leaf: 0, $0) }
    if !deviations.isEmpty { return Recomputation(value: nil, deviations: deviations) }
    let relaxed = RelaxedEstate(
      self, movers, AwaitedReleases(self, movers), reading,
      .npv(target: targetShortfall, milestone: milestoneShortfall))
    return Recomputation(value: relaxed.proven() ?? -.infinity, deviations: [])
  }

  /// Whether the cases leave nothing out: one case without decisions left, or a question that all begin with, and both
  /// answers to it whole.
  static func isWhole(_ cases: [ArraySlice<CertificateReading.Decided>]) -> Bool {
    guard let first = cases.first else { return false }
    guard let question = first.first else { return cases.count == 1 }
    var answers: (yes: [ArraySlice<CertificateReading.Decided>], no: [ArraySlice<CertificateReading.Decided>]) = (
      [], []
    )
    for one in cases {
      guard let next = one.first, next.subject == question.subject, next.wave == question.wave else { return false }
      if next.isDone { answers.yes.append(one.dropFirst()) } else { answers.no.append(one.dropFirst()) }
    }
    return isWhole(answers.yes) && isWhole(answers.no)
  }
}
