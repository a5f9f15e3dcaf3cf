import Dispatch

/// A tighter bound by cases: the case whose bound is the worst is divided again and again, as long as time and room are left.
///
///     all: 3,784 ──"has item 3 left by wave 9?"──┬─ yes: 3,771
///                                               └─ no: 3,780 ──"has item 7 left by wave 4?"──┬─ yes: 3,752
///                                                                                            └─ no: 3,778
///     bound: 3,778, the worst of the cases that are left
///
/// A question is about an item, an outcome or a step of a drain that the relaxation takes in part. Those with the most at
/// stake in what is neither there nor not there are candidates; of them the one is asked whose two answers gave the most so
/// far, and of a candidate that was not asked often enough both answers are tried for a few cuts (reliability branching,
/// Achterberg, Koch, Martin 2005). Cases that cannot be, or that promise no more than what is known, are left alone. Cases
/// are looked at on two threads; the answer is the same with one.
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
    /// What may be asked, the most promising first.
    var questions: [Question]
    var effort: Int
  }

  private struct Question {
    var subject: Certificate.Decision.Subject
    var wave: Int
  }

  /// What the answers to questions about something brought so far.
  private struct Experience {
    var gained = (no: 0.0, yes: 0.0)
    var times = (no: 0, yes: 0)
    mutating func learn(_ gain: Double, _ isDone: Bool) {
      if isDone {
        gained.yes += gain
        times.yes += 1
      } else {
        gained.no += gain
        times.no += 1
      }
    }
    /// How much both answers promise together: a question that only one answer gains from is worth little.
    var promise: Double {
      max(gained.no / Double(max(1, times.no)), 1e-3) * max(gained.yes / Double(max(1, times.yes)), 1e-3)
    }
  }

  private static let cutsPerCase = 30
  /// Candidates for a question, how often each must have been asked to be judged by that, and cuts for each try.
  private static let candidates = 16
  private static let timesEnough = 4
  private static let cutsPerTry = 8

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
    var experience: [Certificate.Decision.Subject: Experience] = [:]
    func isReached(_ value: Double) -> Bool { Branching.isReached(value, known: known) }
    /// What a case gained on the one that it came from; a case that is done has gained all that there was.
    func gain(_ value: Double, on parent: Double) -> Double { parent - max(value, known) }
    while !limits.shouldStop() && effort < limits.effort && prices < limits.prices && names < limits.names {
      guard let worst = open.indices.max(by: { (open[$0].value, $1) < (open[$1].value, $0) }) else { break }
      limits.proved(max(known, open[worst].value))
      if isReached(open[worst].value) || open[worst].questions.isEmpty { break }
      let divided = open.remove(at: worst)
      func decision(_ question: Question, _ isDone: Bool) -> Certificate.Decision {
        Certificate.Decision(subject: question.subject, wave: question.wave, isDone: isDone)
      }
      // Try what was not asked often enough.
      let untried = divided.questions.filter { question in
        let times = experience[question.subject]?.times ?? (no: 0, yes: 0)
        return min(times.no, times.yes) < timesEnough
      }
      let tries = InOrder<(value: Double, effort: Int)>(count: untried.count * 2)
      tries.run(threads: limits.threads) { place in
        let relaxation = Relaxation(
          problem, decisions: divided.decisions + [decision(untried[place / 2], place % 2 == 1)])
        let bound = relaxation.bound(
          objective, start: divided.certificate, method: .volume,
          limits: Relaxation.Limits(cuts: cutsPerTry, known: known, tolerance: 1e-9, shouldStop: limits.shouldStop))
        return (min(divided.value, bound.value), relaxation.effort + 1000)
      }
      for (place, one) in tries.all.enumerated() {
        effort += one.effort
        experience[untried[place / 2].subject, default: Experience()]
          .learn(gain(one.value, on: divided.value), place % 2 == 1)
      }
      var question = divided.questions[0]
      var most = -1.0
      for candidate in divided.questions {
        let promise = experience[candidate.subject]?.promise ?? 0
        if promise > most { (question, most) = (candidate, promise) }
      }

      let pair = InOrder<Case>(count: 2)
      pair.run(threads: limits.threads) { place in
        look(
          problem, objective, divided.decisions + [decision(question, place == 1)], divided.certificate,
          atMost: divided.value, known, limits)
      }
      prices -= divided.certificate.prices.count
      names -= Branching.names(divided)
      for (place, one) in pair.all.enumerated() {
        experience[question.subject, default: Experience()].learn(gain(one.value, on: divided.value), place == 1)
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

  /// Whether a bound is no more than what is known, but for the rounding of sums.
  static func isReached(_ value: Double, known: Double) -> Bool { value <= known + 0.005 + 1e-8 * known.magnitude }

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
      questions: relaxation.isInfeasible ? [] : questions(relaxation, bound), effort: relaxation.effort + 1000)
  }

  /// What may be asked: of each thing the wave at which it is half there; those that have the most at stake.
  private static func questions(_ relaxation: Relaxation, _ bound: RelaxationBound) -> [Question] {
    let problem = relaxation.problem
    let expansion = relaxation.expansion
    let waveCount = problem.waveCount
    guard bound.shares.count >= expansion.nodeCount else { return [] }
    var found: [(question: Question, stake: Double)] = []
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
      if doubt > 1e-4 && sum > 0 { found.append((Question(subject: subject, wave: place), sum)) }
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
    let order = found.indices.sorted { (found[$1].stake, $0) < (found[$0].stake, $1) }
    return order.prefix(candidates).map { found[$0].question }
  }
}

/// Answers to be worked out, each by itself, on one thread or two; they stand in order whoever was first.
private final class InOrder<Element>: @unchecked Sendable {
  private var found: [Element?]

  init(count: Int) { found = [Element?](repeating: nil, count: count) }

  var all: [Element] { found.map { $0! } }

  func run(threads: Int, _ work: (_ place: Int) -> Element) {
    if threads > 1 && found.count > 1 {
      // Each place is written by one thread, and all have ended before any is read.
      found.withUnsafeMutableBufferPointer { found in
        nonisolated(unsafe) let found = found
        withoutActuallyEscaping(work) { work in
          nonisolated(unsafe) let work = work
          DispatchQueue.concurrentPerform(iterations: found.count) { found[$0] = work($0) }
        }
      }
    } else {
      for place in found.indices { found[place] = work(place) }
    }
  }
}
