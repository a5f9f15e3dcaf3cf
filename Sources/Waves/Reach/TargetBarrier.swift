import Estates
import Plans
import Solving
import Topology

/// What keeps a missed target out of reach, whatever else is given up: rules, none of them to spare, and what was found when
/// they are given up.
///
///     limit "change board" and freeze "year end" alone keep rack units above 40 % on 2028-12-31
///         without the limit      target met,   worth 1.2 million less, 140 % of the limit in its fullest period
///         without the freeze     1.5 points short
///
/// That the barrier is one is proven by the relaxation (`Deadline`), with everything else left out, so that a way past takes
/// something out of it; where that is not enough the next barrier behind it is looked for. Where the relaxation proves
/// nothing, the rules are named without any one of which a search met the target.
struct TargetBarrier {
  /// Something that could be given up.
  private enum Source: Hashable {
    case rule(Int)
    case window, retain, idle
  }

  /// Questions to the relaxation for the smallest set, on estates of up to `manyItems` items and on larger ones.
  private static let questions = (few: 16, many: 60)
  private static let manyItems = 1500
  /// Searches for ways past.
  private static let mostWays = 8
  private static let deepest = 3

  private let planner: WavePlanner
  private let plan: Plan
  private let number: Int
  private let waves: [Int32]

  init(_ planner: WavePlanner, _ plan: Plan, target number: Int, _ waves: [Int32]) {
    self.planner = planner
    self.plan = plan
    self.number = number
    self.waves = waves
  }

  private var estate: Estate { planner.resolved.estate }
  private var target: Target { estate.program.targets[number] }

  func find(limits: SearchLimits) -> Plan.Barrier {
    var searches = Self.mostWays
    func ways(_ givenUp: [Source], and more: [Source]) -> [(source: Source, way: Plan.Way)] {
      var found: [(source: Source, way: Plan.Way)] = []
      for source in more where searches > 0 && limits.shouldStop() == nil {
        searches -= 1
        if let way = way(givenUp + [source], limits) { found.append((source, way)) }
      }
      return found
    }
    guard var barrier = barrier(without: []) else {
      // Only what a search found: each of these alone, when it was given up, let the target be met.
      let found = ways([], and: foundWithout)
      let enough = found.filter { $0.way.shortfall <= Score.tolerance }.map(\.source)
      return Plan.Barrier(
        rules: rules(enough), kinds: kinds(enough), isProven: false, ways: cheapestFirst(found.map(\.way)))
    }
    var result = Plan.Barrier(rules: rules(barrier), kinds: kinds(barrier), isProven: true)
    result.certificate = certificate(keeping: barrier)
    var givenUp: [Source] = []
    for _ in 0..<Self.deepest {
      let found = ways(givenUp, and: barrier)
      result.ways += found.map(\.way)
      guard let best = found.min(by: { isCheaper($0.way, than: $1.way) }), best.way.shortfall > Score.tolerance
      else { break }
      givenUp.append(best.source)
      guard let next = self.barrier(without: Set(givenUp)) else { break }
      barrier = next
    }
    result.ways = cheapestFirst(result.ways)
    return result
  }

  /// Equal ones as they were found.
  private func cheapestFirst(_ ways: [Plan.Way]) -> [Plan.Way] {
    ways.enumerated().sorted {
      isCheaper($0.element, than: $1.element) || !isCheaper($1.element, than: $0.element) && $0.offset < $1.offset
    }.map(\.element)
  }

  private func isCheaper(_ one: Plan.Way, than other: Plan.Way) -> Bool {
    if (one.shortfall - other.shortfall).magnitude > 1e-9 { return one.shortfall < other.shortfall }
    let counts = (one.rules.count + one.kinds.count, other.rules.count + other.kinds.count)
    return counts.0 != counts.1 ? counts.0 < counts.1 : one.npv > other.npv
  }

  /// Everything that could be given up, what is read about first in front.
  private var sources: [Source] {
    var sources = estate.program.rules.filter { rule in
      if case .near = rule.kind { return false }
      return true
    }.map { Source.rule($0.index) }
    let workloads = estate.workloads
    if workloads.notBefore.contains(where: { $0 != nil }) || workloads.notAfter.contains(where: { $0 != nil })
      || workloads.leadWaves.contains(where: { $0 > 1 })
    {
      sources.append(.window)
    }
    if workloads.disposition.contains(.retain) { sources.append(.retain) }
    if !planner.resolved.idleHosts.isEmpty { sources.append(.idle) }
    return sources
  }

  private func omissions(_ givenUp: some Sequence<Source>) -> Omissions {
    var omissions = Omissions.none
    for source in givenUp {
      switch source {
      case .rule(let index): omissions.rules.insert(index)
      case .window: omissions.columns.formUnion([.notBefore, .notAfter, .leadWaves])
      case .retain: omissions.columns.insert(.disposition)
      case .idle: break
      }
    }
    return omissions
  }

  private func resolved(without givenUp: some Sequence<Source>) -> ResolvedEstate {
    givenUp.contains(.idle) ? planner.resolved.withoutIdleHosts : planner.resolved
  }

  /// Why the target is out of reach with everything but `kept` given up.
  private func certificate(keeping kept: [Source]) -> BoundCertificate? {
    let without = sources.filter { !kept.contains($0) }
    return DatedTarget(resolved(without: without), target, without: omissions(without), only: target.by).ruledOut(0)
  }

  /// A proven barrier that has none of `givenUp` in it; nil where the relaxation does not rule the target out.
  private func barrier(without givenUp: Set<Source>) -> [Source]? {
    let all = sources.filter { !givenUp.contains($0) }
    var left = planner.model.problem.itemCount > Self.manyItems ? Self.questions.few : Self.questions.many
    func mayBeMet(_ kept: [Int]) -> Bool? {
      if left == 0 { return nil }
      left -= 1
      let keptSources = Set(kept.map { all[$0] })
      let without = sources.filter { !keptSources.contains($0) }
      let dated = DatedTarget(
        resolved(without: without), target, without: omissions(without), only: target.by)
      return dated.ruledOut(0) != nil ? false : true
    }
    guard mayBeMet(Array(all.indices)) == false else { return nil }
    let shrunk = MinimalConflict.shrink(Array(all.indices), budget: left) { mayBeMet($0) }
    // Whether one of them is to spare is asked again only while questions are left.
    var kept = shrunk
    var place = kept.count - 1
    while place >= 0, left > 0 {
      var rest = kept
      rest.remove(at: place)
      if mayBeMet(rest) == false { kept = rest }
      place -= 1
    }
    return kept.map { all[$0] }
  }

  /// What a search met the target without, kind by kind: limits first, which are most easily raised.
  private var foundWithout: [Source] {
    let met = plan.targets[number].obstacles.filter { $0.shortfall <= Score.tolerance }
    let limits = met.filter { $0.kind == "limit" }
    return (limits + met.filter { $0.kind != "limit" }).flatMap { obstacle -> [Source] in
      switch obstacle.kind {
      case "window": [.window]
      case "retain": [.retain]
      case "idle": [.idle]
      default: obstacle.rules.map { .rule($0) }
      }
    }
  }

  /// The best plan found without some of it.
  private func way(_ givenUp: [Source], _ limits: SearchLimits) -> Plan.Way? {
    let model = ProblemBuilder.model(resolved(without: givenUp), without: omissions(givenUp))
    let answer = Solver.solve(model.problem, limits: limits, start: model.assignment(waves))
    guard case .solved(let solution) = answer else { return nil }
    let decoded = PlanDecoder(model).plan(items: solution.waves, tool: plan.tool, options: plan.options)
    return Plan.Way(
      rules: rules(givenUp), kinds: kinds(givenUp), shortfall: decoded.targets[number].shortfall,
      npv: decoded.value.npv, fullest: fullest(givenUp, decoded))
  }

  /// How full the fullest period of the limits given up is.
  private func fullest(_ givenUp: [Source], _ decoded: Plan) -> Double? {
    var fullest: Double?
    for rule in decoded.rules where rule.kind == "limit" && givenUp.contains(.rule(rule.index)) {
      for period in rule.periods where period.limit > 0 { fullest = max(fullest ?? 0, period.use / period.limit) }
    }
    return fullest
  }

  private func rules(_ sources: [Source]) -> [Int] {
    sources.compactMap { if case .rule(let index) = $0 { index } else { nil } }.sorted()
  }

  private func kinds(_ sources: [Source]) -> [String] {
    sources.compactMap { source in
      switch source {
      case .rule: nil
      case .window: "window"
      case .retain: "retain"
      case .idle: "idle"
      }
    }
  }
}
