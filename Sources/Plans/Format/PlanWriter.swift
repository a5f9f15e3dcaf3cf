import Documents
import Estates

/// A plan as `plan.json`: the same plan gives the same bytes.
///
/// The keys of SPEC section 5 come under their names there. Beside them stand
///
///     currency            of every amount of money
///     tool, options       what made the plan: effort, timeLimit (seconds or null), cutOff (why the search ended early, or null)
///                         and, where another solver's answer was read, solution: solver, file, digest;
///                         where the program was overridden for the run, overrides: path (JSON pointer), value
///     inputs              file, digest and rows of each file of the estate
///     program             what the program sets for all: name, start, horizon, discountRate, decommissionLagDays, parallelRunDays
///     dispositions        the keys of the workloads of each disposition but rehost
///     pinned              the keys of the workloads that a pin rule holds
///     targets[]           baseline (the denominator), footprint (on the date), penaltyPerPoint where there is one, and
///                         obstacles where something is missed: kind, rules, and the shortfalls without them;
///                         reach: largest (reduction by the date) and earliest (day on which it is met), each proven
///                         (no plan beats it) and found; barrier of a missed target: rules, kinds, proven, and ways past it
///                         (rules, kinds, shortfall, npv, fullest); what is proven has its certificate beside it, about
///                         this target alone
///     releases[]          kind (host, rack, site), key, released
///     splits[]            a dependency (source, target, line) or a group (rule, values) held open: annualCost, from,
///                         until (null: to the horizon), cost (present value)
///     rules[]             index (from 0), name, kind, selected, content (the rule as the program states it, defaults
///                         filled in), periods (period, use, limit, and price, what the proven bound rises by for one more)
///     certificates[]      why the bounds hold: see `CertificateWriter`
///
///     replan              where it was made in the midst of things: asOf, plan (digest of the agreed one), actuals (digest, or
///                         null), frozenWaves, stabilityCost, moved, fewestMoves (proven, found), and keys of workloads:
///                         settled (they have left), frozen (under way, in their wave), thawed (under way, moved all the same),
///                         removed (out of scope);
///                         `bound.npv` then holds for plans that move no more workloads than this one
///
/// Money has two decimals, shares nine, other amounts up to six.
package enum PlanWriter {
  package static func bytes(_ plan: Plan) -> [UInt8] { JSONWriter.bytes(value(plan)) }

  package static func value(_ plan: Plan) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("schema", .string(Plan.schema)),
      ("estate", .object([("name", .string(plan.estate.name)), ("digest", .string(plan.estate.digest))])),
    ]
    func add(_ section: Plan.Section, _ value: JSONValue) {
      if !plan.omitted.contains(section) { members.append((section.rawValue, value)) }
    }
    add(.currency, .string(plan.currency))
    add(.tool, .object([("name", .string(plan.tool.name)), ("version", .string(plan.tool.version))]))
    add(.options, options(plan.options))
    add(.inputs, .array(plan.inputs.map(input)))
    if let program = plan.program { add(.program, terms(program)) }
    members += [
      ("waves", .array(plan.waves.map(wave))),
      ("stays", .array(plan.stays.map(stay))),
    ]
    add(.dispositions, .object(plan.dispositions.map { ($0.disposition.rawValue, keys($0.workloads)) }))
    add(.pinned, keys(plan.pinned))
    members += [
      ("targets", .array(plan.targets.map(target))),
      ("footprint", .array(plan.footprint.map(footprint))),
      ("value", value(plan.value, plan.statedNPV ?? plan.value.npv)),
      ("initiatives", .array(plan.initiatives.map(initiative))),
    ]
    add(.releases, .array(plan.releases.map(release)))
    add(.splits, .array(plan.splits.map(split)))
    add(.rules, .array(plan.rules.map(rule)))
    if let bound = plan.bound { members.append(("bound", self.bound(bound))) }
    if !plan.certificates.isEmpty {
      add(.certificates, .array(plan.certificates.map(CertificateWriter.value)))
    }
    if let replan = plan.replan { members.append(("replan", self.replan(replan))) }
    return .object(members)
  }

  private static func day(_ day: Day?) -> JSONValue { .optional(day?.description) }

  private static func options(_ options: Plan.Options) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("effort", .integer(options.effort)),
      ("timeLimit", options.timeLimit.map { .number($0) } ?? .null),
      ("cutOff", .optional(options.cutOff)),
    ]
    if let solution = options.solution {
      members.append(
        (
          "solution",
          .object([
            ("solver", .string(solution.solver)), ("file", .string(solution.file)),
            ("digest", .string(solution.digest)),
          ])
        ))
    }
    if !options.overrides.isEmpty {
      members.append(
        (
          "overrides",
          .array(options.overrides.map { .object([("path", .string($0.path)), ("value", json($0.value))]) })
        ))
    }
    return .object(members)
  }

  /// Canonical JSON as the value that it is.
  private static func json(_ text: String) -> JSONValue {
    (try? JSONReader.read(Array(text.utf8), file: "")).map { JSONValue($0) } ?? .string(text)
  }

  private static func input(_ input: InputFile) -> JSONValue {
    .object([("file", .string(input.file)), ("digest", .string(input.digest)), ("rows", .integer(input.rows))])
  }

  private static func terms(_ terms: Plan.Terms) -> JSONValue {
    .object([
      ("name", .string(terms.name)), ("start", day(terms.start)), ("horizon", day(terms.horizon)),
      ("discountRate", .share(terms.discountRate)), ("decommissionLagDays", .integer(terms.decommissionLagDays)),
      ("parallelRunDays", .integer(terms.parallelRunDays)),
    ])
  }

  private static func keys(_ keys: [String]) -> JSONValue { .array(keys.map { .string($0) }) }

  private static func wave(_ wave: Plan.Wave) -> JSONValue {
    .object([
      ("wave", .integer(wave.number)), ("start", day(wave.start)), ("cutover", day(wave.cutover)),
      ("workloads", keys(wave.workloads)),
    ])
  }

  private static func stay(_ stay: Plan.Stay) -> JSONValue {
    .object([("workload", .string(stay.workload)), ("reason", .string(stay.reason.rawValue))])
  }

  private static func target(_ target: Plan.TargetResult) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("measure", .string(target.measure.rawValue)), ("by", day(target.by)), ("required", .share(target.required)),
      ("reduction", .share(target.reduction)), ("shortfall", .share(target.shortfall)),
      ("reachedOn", day(target.reachedOn)), ("baseline", .number(target.baseline)),
      ("footprint", .number(target.footprint)),
    ]
    if let price = target.penaltyPerPoint { members.append(("penaltyPerPoint", .number(price))) }
    members.append(("milestones", .array(target.milestones.map(milestone))))
    if !target.obstacles.isEmpty { members.append(("obstacles", .array(target.obstacles.map(obstacle)))) }
    if let reach = target.reach { members.append(("reach", self.reach(reach))) }
    if let barrier = target.barrier { members.append(("barrier", self.barrier(barrier))) }
    return .object(members)
  }

  private static func milestone(_ milestone: Plan.MilestoneResult) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("by", day(milestone.by)), ("required", .share(milestone.required)),
      ("reduction", .share(milestone.reduction)), ("shortfall", .share(milestone.shortfall)),
    ]
    if let price = milestone.penaltyPerPoint { members.append(("penaltyPerPoint", .number(price))) }
    return .object(members)
  }

  private static func obstacle(_ obstacle: Plan.Obstacle) -> JSONValue {
    .object([
      ("kind", .string(obstacle.kind)), ("rules", .array(obstacle.rules.map { .integer($0) })),
      ("shortfall", .share(obstacle.shortfall)), ("milestoneShortfall", .share(obstacle.milestoneShortfall)),
    ])
  }

  private static func reach(_ reach: Plan.Reach) -> JSONValue {
    .object([
      (
        "largest",
        .object(
          [("proven", .share(reach.largestProven)), ("found", .share(reach.largestFound))]
            + certificate(reach.largestCertificate))
      ),
      (
        "earliest",
        .object(
          [("proven", day(reach.earliestProven)), ("found", day(reach.earliestFound))]
            + certificate(reach.earliestCertificate))
      ),
    ])
  }

  private static func certificate(_ certificate: BoundCertificate?) -> [(String, JSONValue)] {
    certificate.map { [("certificate", CertificateWriter.value($0))] } ?? []
  }

  private static func barrier(_ barrier: Plan.Barrier) -> JSONValue {
    let given: [(String, JSONValue)] = [
      ("rules", .array(barrier.rules.map { .integer($0) })), ("kinds", keys(barrier.kinds)),
      ("proven", .bool(barrier.isProven)),
    ]
    let ways: [(String, JSONValue)] = [
      (
        "ways",
        .array(
          barrier.ways.map { way in
            .object([
              ("rules", .array(way.rules.map { .integer($0) })), ("kinds", keys(way.kinds)),
              ("shortfall", .share(way.shortfall)), ("npv", .money(way.npv)),
              ("fullest", way.fullest.map { .share($0) } ?? .null),
            ])
          })
      )
    ]
    return .object(given + certificate(barrier.certificate) + ways)
  }

  private static func footprint(_ row: Plan.FootprintRow) -> JSONValue {
    .object([("date", day(row.date))] + Measure.allCases.map { ($0.rawValue, .number(row[$0])) })
  }

  private static func value(_ value: Plan.Value, _ npv: Double) -> JSONValue {
    .object([("npv", .money(npv))] + value.parts.map { ($0.name, .money($0.amount)) })
  }

  private static func initiative(_ initiative: Plan.InitiativeResult) -> JSONValue {
    .object([
      ("initiative", .string(initiative.initiative)), ("ready", day(initiative.ready)), ("due", day(initiative.due)),
    ])
  }

  private static func release(_ release: Plan.Release) -> JSONValue {
    .object([
      ("kind", .string(release.kind.rawValue)), ("key", .string(release.key)), ("released", day(release.released)),
    ])
  }

  private static func split(_ split: Plan.Split) -> JSONValue {
    let source: [(String, JSONValue)]
    switch split.source {
    case .dependency(let from, let to, let line):
      source = [("source", .string(from)), ("target", .string(to)), ("line", .integer(line))]
    case .group(let rule, let values):
      source = [("rule", .integer(rule)), ("values", .array(values.map { .string($0) }))]
    }
    return .object(
      source + [
        ("annualCost", .money(split.annualCost)), ("from", day(split.from)), ("until", day(split.until)),
        ("cost", .money(split.cost)),
      ])
  }

  private static func rule(_ rule: Plan.RuleUse) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("index", .integer(rule.index)), ("name", .optional(rule.name)), ("kind", .string(rule.kind)),
      ("selected", .integer(rule.selected)),
    ]
    if let content = rule.content { members.append(("content", content)) }
    let periods = rule.periods.map { period -> JSONValue in
      .object(
        [("period", .string(period.period)), ("use", .number(period.use)), ("limit", .number(period.limit))]
          + (period.price.map { [("price", $0 == 0 ? .integer(0) : .literal("\($0)"))] } ?? []))
    }
    return .object(members + [("periods", .array(periods))])
  }

  private static func replan(_ replan: Plan.Replan) -> JSONValue {
    .object([
      ("asOf", day(replan.asOf)), ("plan", .string(replan.plan)), ("actuals", .optional(replan.actuals)),
      ("frozenWaves", .integer(replan.frozenWaves)), ("stabilityCost", .money(replan.stabilityCost)),
      ("moved", .integer(replan.moved)),
      (
        "fewestMoves",
        .object([("proven", .integer(replan.fewestProven)), ("found", .integer(replan.fewestFound))])
      ),
      ("settled", keys(replan.settled)), ("frozen", keys(replan.frozen)), ("thawed", keys(replan.thawed)),
      ("removed", keys(replan.removed)),
    ])
  }

  private static func bound(_ bound: Plan.Bound) -> JSONValue {
    .object([
      ("shortfall", .share(bound.shortfall)), ("milestoneShortfall", .share(bound.milestoneShortfall)),
      ("npv", .money(bound.npv)), ("gap", .share(bound.gap)),
    ])
  }
}
