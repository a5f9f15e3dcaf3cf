/// A proof by cases that no assignment of a small problem beats a value.
///
///     all ──"item 3 has left by wave 4?"──┬─ yes ──"item 1 has left by wave 2?"──┬─ yes   prices prove it
///                                         │                                      └─ no    prices prove it
///                                         └─ no    prices prove it
///
/// Where the prices of one relaxation leave more room than there is, the question whether some item has left by some wave
/// makes two problems of one, each with tighter windows; asked again and again, it ends where every item has its wave and
/// nothing is relaxed. The question is about the item whose mean wave is the least certain.
package enum CaseProof {
  /// Cases at most; a proof that would need more is not given.
  private static let mostCases = 400
  /// Nodes and arcs that all minimum cuts together may look at.
  private static let mostEffort = 60_000_000
  private static let cutsPerCase = 60
  private static let roundsPerCase = 6

  /// Certificates that together prove that nothing beats `value`; nil where that takes too many.
  package static func cases(
    _ problem: Problem, _ objective: Certificate.Objective, proving value: Double
  ) -> [Certificate]? {
    var isAsked = [Bool](repeating: false, count: problem.itemCount)
    for item in 0..<problem.itemCount {
      let worth = problem.worth[item * problem.waveCount..<(item + 1) * problem.waveCount]
      isAsked[item] =
        problem.useStart[item] < problem.useStart[item + 1] || worth.contains { $0 != 0 }
        || problem.contributionStart[item] < problem.contributionStart[item + 1]
    }
    let members =
      problem.outcomes.map(\.items) + problem.drains.map(\.items) + problem.spans.map(\.members) + problem.apartGroups
    for items in members { for item in items { isAsked[Int(item)] = true } }

    var effort = 0
    var found: [Certificate] = []
    // The first of a pair of cases is looked at first; each begins with the prices of the one it came from.
    var open: [(decisions: [Certificate.Decision], start: Certificate?)] = [([], nil)]
    while let (decisions, start) = open.popLast() {
      if found.count + open.count >= mostCases || effort >= mostEffort { return nil }
      let relaxation = Relaxation(problem.restricted(to: decisions))
      var (bound, proof) = (RelaxationBound?.none, (value: 0.0, certificate: start))
      for round in 0..<roundsPerCase {
        // Where no assignment meets the rows, partitions have nothing to say; steps along averages go on.
        let next = relaxation.bound(
          objective, start: proof.certificate, method: round == 0 ? nil : .volume,
          limits: Relaxation.Limits(cuts: cutsPerCase, effort: mostEffort - effort, known: value, tolerance: 1e-10))
        var certificate = next.certificate
        certificate.decisions = decisions
        bound = next
        proof = relaxation.proof(of: objective, certificate)
        if isReached(proof.value, value, objective) { break }
        // What the drains gave back in the last closure, and could not.
        if !relaxation.addCoversOfLastClosure() && round > 0 { break }
      }
      effort += relaxation.effort + 1000
      if isReached(proof.value, value, objective) {
        found.append(proof.certificate!)
        continue
      }
      guard let question = question(relaxation, bound!.expectedWave, isAsked) else { return nil }
      for isDone in [false, true] {
        let decision = Certificate.Decision(
          subject: .item(question.item), wave: question.wave, isDone: isDone)
        open.append((decisions + [decision], proof.certificate))
      }
    }
    return found
  }

  /// `proven` says that nothing is better than `value`, but for what limits may be passed by and the rounding of sums.
  private static func isReached(_ proven: Double, _ value: Double, _ objective: Certificate.Objective) -> Bool {
    switch objective {
    case .worth: proven <= value + 0.005 + 1e-8 * value.magnitude
    case .targetShortfall, .milestoneShortfall: proven >= value - 5e-7
    }
  }

  /// The item and wave to ask about: the mean wave furthest from a whole one, else the widest window.
  private static func question(
    _ relaxation: Relaxation, _ expectedWave: [Double], _ isAsked: [Bool]
  ) -> (item: Int, wave: Int)? {
    let windows = relaxation.windows
    var best: (item: Int, wave: Int, doubt: Double)?
    for item in isAsked.indices where isAsked[item] {
      let first = Int(windows.earliest[item])
      let last = min(Int(windows.latest[item]), relaxation.problem.waveCount)
      // Both answers must leave something: left by `wave` is not certain, nor impossible.
      if first >= last { continue }
      let mean = expectedWave.isEmpty ? Double(first + last) / 2 : expectedWave[item]
      let wave = min(max(Int(mean.rounded(.down)), first), last - 1)
      let share = (mean - mean.rounded(.down)).magnitude
      let doubt = min(share, 1 - share) + 1e-6 * Double(last - first)
      if best == nil || doubt > best!.doubt { best = (item, wave, doubt) }
    }
    return best.map { ($0.item, $0.wave) }
  }
}

extension Problem {
  /// The problem in the case that `decisions` say, as far as items can say it: an outcome or step that is done has all
  /// that it waits for done.
  package func restricted(to decisions: [Certificate.Decision]) -> Problem {
    var result = self
    for decision in decisions {
      switch decision.subject {
      case .item(let item): result.restrict(item, decision.wave, decision.isDone)
      case .outcome(let outcome):
        if decision.isDone { for item in outcomes[outcome].items { result.restrict(Int(item), decision.wave, true) } }
      case .step: break
      }
    }
    return result
  }

  private mutating func restrict(_ item: Int, _ wave: Int, _ hasLeft: Bool) {
    for other in 0..<waveCount where (other <= wave) != hasLeft { forbid(item, in: other) }
    if hasLeft { mayStay[item] = false }
  }
}
