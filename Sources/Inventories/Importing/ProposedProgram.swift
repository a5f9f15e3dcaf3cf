import Documents
import Estates

/// The program that an import proposes: a calendar, a target and limits that mean something from the day of the start.
struct ProposedProgram {
  let name: String
  let start: Day
  let firstWave: Day
  let waves: Int
  /// Machines in a wave at full pace.
  let pace: Int
  let lastCutover: Day
  let by: Day
  let horizon: Day
  let measure: Measure
  let storageLimit: Int
  let hasStemOrder: Bool
  let currency: String
  let figures: StatedFigures
  let hasDependencies: Bool
  let hasSharedServices: Bool
  let hasApplications: Bool
  let milestones: [(by: Day, reduction: Double)]

  init(_ draft: EstateDraft, currency: String?) {
    let defaults = draft.rules.figures
    figures = defaults
    self.currency = currency ?? "EUR"
    hasDependencies = draft.counts.edges > 0
    hasSharedServices = (draft.traffic?.sharedEdges ?? 0) > 0
    hasApplications = draft.counts.withApplication * 2 > draft.workloads.count
    name = draft.name
    start = draft.start
    let machines = draft.workloads.count
    let full = max(10, Int(min(10_000, defaults.machinesPerWave.value)))
    // About three years of waves; larger estates move faster, with more teams.
    let needed = Double(machines) * min(3, max(1, defaults.contingency.value))
    let pace = max(full, Int((needed / 24 / 10).rounded(.up)) * 10)
    self.pace = pace
    var count = 0
    var moved = 0.0
    while moved < needed || count < 6 {
      moved += Double(Self.ramp(pace)[min(count, 3)])
      count += 1
    }
    waves = count
    // The first Monday when assessment and mobilisation are over.
    let earliest = draft.start + Int(min(3660, defaults.leadDays.value))
    firstWave = earliest + Int((7 - (earliest.number + 3) % 7) % 7)
    let length = Self.days(defaults.waveDays)
    lastCutover = firstWave + (count * length - 1)
    let lag = Int(min(3660, defaults.decommissionDays.value))
    by = lastCutover + lag
    let years = Day(year: max(by.date.year, (draft.start + 5 * 365).date.year), month: 12, day: 31)
    horizon = years ?? by
    let heightsCount =
      draft.counts.hosts > 0 && draft.counts.hostsWithHeight == draft.counts.hosts && !draft.counts.hasBlades
    measure = draft.counts.hosts == 0 ? .workloads : heightsCount ? .rackUnits : .hosts
    let storage = Int(defaults.storagePerWave.value) * ((pace + full - 1) / full)
    storageLimit = max(storage, Int((draft.counts.largestGB / 1000).rounded(.up)) * 1000)
    hasStemOrder = draft.counts.environments["production"] != nil
    let first = firstWave
    milestones = [(0.5, 0.20), (0.75, 0.45)].map { share, reduction in
      (first + (Int((Double(count) * share).rounded(.up)) * length - 1) + lag, reduction)
    }
  }

  /// A figure in whole days, from 1 to a year.
  private static func days(_ figure: StatedFigure) -> Int { max(1, Int(min(366, figure.value))) }

  /// Machines in waves 1, 2, 3 and from then on.
  static func ramp(_ pace: Int) -> [Int] { [pace / 5, pace * 2 / 5, pace * 7 / 10, pace] }

  var hours: [Int] { Self.ramp(pace).map { $0 * Int(figures.hoursPerMachine.value) } }

  var json: JSONValue {
    let defaults = figures
    return .object([
      ("name", .string("\(name): leaving the data center")),
      ("currency", .string(currency)),
      ("start", .string(start.description)),
      ("horizon", .string(horizon.description)),
      ("discountRate", .number(defaults.discountRate.value)),
      (
        "calendar",
        .object([
          ("firstWaveStart", .string(firstWave.description)),
          ("waveDays", .integer(Self.days(defaults.waveDays))),
          ("lastCutover", .string(lastCutover.description)),
        ])
      ),
      ("decommissionLagDays", .integer(Int(min(3660, defaults.decommissionDays.value)))),
      ("parallelRunDays", .integer(Int(min(3660, defaults.parallelDays.value)))),
      ("riskOwner", .string(Self.riskOwner)),
      (
        "targets",
        .array([
          .object([
            ("measure", .string(measure.rawValue)), ("reduction", .number(0.6)), ("by", .string(by.description)),
            (
              "milestones",
              .array(
                milestones.map {
                  .object([("by", .string($0.by.description)), ("reduction", .number($0.reduction))])
                })
            ),
          ])
        ])
      ),
      ("rules", .array(rules)),
    ])
  }

  static let riskOwner = "programme office (to be named)"

  private var rules: [JSONValue] {
    var rules: [JSONValue] = []
    let stem: JSONValue = .array([.string(hasApplications ? "application" : "name_stem")])
    let what = hasApplications ? "application" : "stem"
    if hasStemOrder {
      rules.append(
        .object([
          ("rule", "order"), ("name", "rehearse before production"), ("by", stem),
          ("first", .object([("environment", .array(["development", "test"]))])),
          ("then", .object([("environment", "production")])), ("lagWaves", .integer(1)),
        ]))
    }
    rules.append(
      .object([
        ("rule", "near"), ("name", .string("machines of one \(what) in two places")), ("by", stem),
        ("annualSplitCost", .number(figures.splitCost.value)),
      ]))
    if hasDependencies {
      // Databases and their users suffer most from distance.
      // What everybody needs stands in both places while the program runs.
      if hasSharedServices {
        rules.append(
          .object([
            ("rule", "relate"), ("kind", .string(EstateDraft.sharedPrefix + "*")), ("relation", "near"),
            ("annualSplitCost", .number(0)),
          ]))
      }
      for (kind, factor) in [("sql*", 4.0), ("*", 1.0)] {
        rules.append(
          .object([
            ("rule", "relate"), ("kind", .string(kind)), ("relation", "near"),
            ("annualSplitCost", .number(figures.splitCost.value * factor)),
          ]))
      }
    }
    rules.append(
      .object([
        ("rule", "limit"), ("name", "machines"), ("measure", "workloads"),
        ("perWave", .array(Self.ramp(pace).map { .integer($0) })),
      ]))
    rules.append(
      .object([
        ("rule", "limit"), ("name", "team"), ("measure", "effort_hours"),
        ("perWave", .array(hours.map { .integer($0) })),
      ]))
    rules.append(
      .object([
        ("rule", "limit"), ("name", "line"), ("measure", "storage_gb"),
        (
          "where",
          .object([("disposition", .array(["rehost", "replatform"]))])
        ), ("perWave", .integer(storageLimit)),
      ]))
    let length = Self.days(figures.waveDays)
    let cutovers = (1...waves).map { firstWave + ($0 * length - 1) }
    for year in firstWave.date.year...lastCutover.date.year {
      // A year end at which no wave ends needs no rule.
      guard let from = Day(year: year, month: 12, day: 15), let to = Day(year: year + 1, month: 1, day: 6),
        cutovers.contains(where: { $0 >= from && $0 <= to })
      else { continue }
      rules.append(
        .object([
          ("rule", "freeze"), ("name", .string("year end \(year)")), ("where", .object([])),
          ("from", .string(from.description)), ("to", .string(to.description)),
        ]))
    }
    return rules
  }
}
