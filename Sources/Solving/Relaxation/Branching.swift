import Dispatch

/// A tighter bound by cases: the case whose bound is the worst is divided again and again, as long as time and room are left.
///
///     all: 3,784 ──"has item 3 left by wave 9?"──┬─ yes: 3,771
///                                               └─ no: 3,780 ──"has item 7 left by wave 4?"──┬─ yes: 3,752
///                                                                                            └─ no: 3,778
///     bound: 3,778, the worst of the cases that are left
///
/// A question is about an item or a step of a drain that the relaxation takes in part: the one with the most at stake in what
/// is neither there nor not there. (Outcomes follow their items.) Cases that cannot be, or that promise no more than what is
/// known, are left alone. Both cases of a question are looked at on two threads; the answer is the same with one.
struct Branching {
  struct Limits {
    /// Prices that all cases together may have, and items that their covers may name: what a certificate may be long.
    var prices: Int
    var names: Int
    /// Nodes and arcs that all minimum cuts together may look at.
    var effort: Int
    var threads: Int
    var shouldStop: @Sendable () -> Bool
    /// Told what the worst case proves, each time that one is divided.
    var proved: @Sendable (Double) -> Void = { _ in }
  }

  private struct Case {
    var decisions: [Certificate.Decision]
    var value: Double
    var certificate: Certificate
    var question: (subject: Certificate.Decision.Subject, wave: Int)?
    var effort: Int
  }

  private static let cutsPerCase = 30

  /// Cases that prove less than `root`, whose value `known` is reached; nil where nothing was gained.
  static func improved(
    _ problem: Problem, _ objective: Certificate.Objective, root: Certificate, known: Double, limits: Limits
  ) -> (value: Double, cases: [Certificate])? {
    let first = look(problem, objective, [], root, atMost: .infinity, known, limits)
    var effort = first.effort
    var prices = first.certificate.prices.count
    var names = Branching.names(first)
    var open = [first]
    var closed: [Case] = []
    func isReached(_ value: Double) -> Bool { value <= known + 0.005 + 1e-8 * known.magnitude }
    while !limits.shouldStop() && effort < limits.effort && prices < limits.prices && names < limits.names {
      guard let worst = open.indices.max(by: { (open[$0].value, $1) < (open[$1].value, $0) }) else { break }
      limits.proved(max(known, open[worst].value))
      if isReached(open[worst].value) { break }
      guard let question = open[worst].question else { break }
      let divided = open.remove(at: worst)
      let pair = Both<Case>()
      pair.run(threads: limits.threads) { isDone in
        let decision = Certificate.Decision(subject: question.subject, wave: question.wave, isDone: isDone)
        return look(
          problem, objective, divided.decisions + [decision], divided.certificate, atMost: divided.value, known, limits)
      }
      prices -= divided.certificate.prices.count
      names -= Branching.names(divided)
      for one in pair.both {
        effort += one.effort
        prices += one.certificate.prices.count
        names += Branching.names(one)
        if isReached(one.value) { closed.append(one) } else { open.append(one) }
      }
    }
    let all = (open + closed).sorted { Branching.precedes($0.decisions, $1.decisions) }
    guard all.count > 1 else { return nil }
    return (all.reduce(-.infinity) { max($0, $1.value) }, all.map(\.certificate))
  }

  /// Items that the covers of a case name.
  private static func names(_ one: Case) -> Int {
    one.certificate.prices.reduce(0) { sum, price in
      if case .cover(let cover) = price.row { sum + cover.gone.count } else { sum }
    }
  }

  /// The order of the cases in the tree: no before yes.
  private static func precedes(_ first: [Certificate.Decision], _ second: [Certificate.Decision]) -> Bool {
    for (one, other) in zip(first, second) where one.isDone != other.isDone { return other.isDone }
    return first.count < second.count
  }

  private static func look(
    _ problem: Problem, _ objective: Certificate.Objective, _ decisions: [Certificate.Decision], _ start: Certificate,
    atMost: Double, _ known: Double, _ limits: Limits
  ) -> Case {
    let relaxation = Relaxation(problem, decisions: decisions)
    let bound = relaxation.bound(
      objective, start: start, method: .volume,
      limits: Relaxation.Limits(cuts: cutsPerCase, known: known, tolerance: 1e-9, shouldStop: limits.shouldStop))
    var certificate = bound.certificate
    certificate.decisions = decisions
    let proof = relaxation.proof(of: objective, certificate)
    return Case(
      decisions: decisions, value: min(atMost, proof.value), certificate: proof.certificate,
      question: relaxation.isInfeasible ? nil : question(relaxation, bound, decisions), effort: relaxation.effort + 1000
    )
  }

  /// What to ask: the wave at which the one is half there that has the most at stake.
  private static func question(
    _ relaxation: Relaxation, _ bound: RelaxationBound, _ decisions: [Certificate.Decision]
  ) -> (subject: Certificate.Decision.Subject, wave: Int)? {
    let problem = relaxation.problem
    let expansion = relaxation.expansion
    let waveCount = problem.waveCount
    guard bound.shares.count >= expansion.nodeCount else { return nil }
    var best: (subject: Certificate.Decision.Subject, wave: Int)?
    var most = 0.0
    func consider(_ subject: Certificate.Decision.Subject, _ nodes: ArraySlice<Int32>, _ stake: (_ wave: Int) -> Double)
    {
      var sum = 0.0
      var doubt = 0.0
      var place = 0
      for (wave, node) in nodes.enumerated() where Int(node) < expansion.nodeCount {
        let share = Double(bound.shares[Int(node)])
        let open = share * (1 - share)
        sum += open * stake(wave)
        if open > doubt { (doubt, place) = (open, wave) }
      }
      if doubt > 1e-4 && sum > most { (best, most) = ((subject, place), sum) }
    }
    func fall(_ worth: [Double], _ wave: Int) -> Double { worth[wave] - (wave + 1 < waveCount ? worth[wave + 1] : 0) }
    for (number, outcome) in problem.outcomes.enumerated() {
      let row = number * waveCount
      consider(.outcome(number), expansion.outcomeNode[row..<row + waveCount]) { fall(outcome.worth, $0) }
    }
    for (number, drain) in problem.drains.enumerated() {
      for (k, step) in drain.steps.enumerated() {
        let row = (expansion.stepStart[number] + k) * waveCount
        consider(.step(drain: number, count: k + 1), expansion.stepNode[row..<row + waveCount]) { fall(step.worth, $0) }
      }
    }
    // An item has at stake what the limits say that its place is worth.
    var price: [Certificate.Row: Double] = [:]
    for entry in bound.certificate.prices { price[entry.row] = entry.price }
    for item in 0..<problem.itemCount {
      let row = item * waveCount
      let uses = problem.uses[Int(problem.useStart[item])..<Int(problem.useStart[item + 1])]
      consider(.item(item), expansion.itemNode[row..<row + waveCount]) { wave in
        uses.reduce(0.0) { sum, use in
          let bucket = Int(problem.resources[Int(use.resource)].bucketOfWave[wave])
          return sum
            + (bucket < 0 ? 0 : (price[.resource(Int(use.resource), bucket: bucket)] ?? 0) * max(0, use.amount))
        } / 4 + 1e-6
      }
    }
    return best
  }
}

/// The two cases of a question.
private final class Both<Element>: @unchecked Sendable {
  private var no: Element?
  private var yes: Element?

  var both: [Element] {
    guard let no, let yes else { preconditionFailure("asked before it ran") }
    return [no, yes]
  }

  func run(threads: Int, _ work: (_ isDone: Bool) -> Element) {
    if threads > 1 {
      // Each of the two writes what is its own, and both have ended before either is read.
      withoutActuallyEscaping(work) { work in
        nonisolated(unsafe) let work = work
        DispatchQueue.concurrentPerform(iterations: 2) { [self] index in
          if index == 0 { no = work(false) } else { yes = work(true) }
        }
      }
    } else {
      no = work(false)
      yes = work(true)
    }
  }
}
