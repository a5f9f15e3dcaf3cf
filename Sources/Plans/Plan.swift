import Documents
import Estates

/// A migration plan: the artefact. It is JSON first (`plan.json`, SPEC section 5), and every report is drawn from it.
///
/// Everything in a plan is a result: which workload leaves in which wave, what comes free when, how far the footprint
/// falls, what it is worth. Names are the keys of the inventory, so that a plan can be read without its estate.
package struct Plan: Sendable {
  package static let schema = "drawdown/plan/1"

  package struct EstateReference: Hashable, Sendable {
    package var name: String
    package var digest: String
    package init(name: String, digest: String) {
      self.name = name
      self.digest = digest
    }
  }

  package struct Tool: Hashable, Sendable {
    package var name: String
    package var version: String
    package init(name: String, version: String) {
      self.name = name
      self.version = version
    }
  }

  /// What made the plan, beside its inputs.
  package struct Options: Hashable, Sendable {
    package var effort: Int
    /// The wall-clock cap in seconds, where one was given.
    package var timeLimit: Double?
    /// Why the search ended before its effort was spent, where it did: `time`, `interrupt`.
    package var cutOff: String?
    /// Where the plan was read from another solver's answer: that answer. The search then only proved the bounds.
    package var solution: SolutionSource?
    /// What was set otherwise than the program file says, in the order in which it was set.
    package var overrides: [ProgramOverride] = []
    package init(
      effort: Int, timeLimit: Double? = nil, cutOff: String? = nil, solution: SolutionSource? = nil
    ) {
      self.effort = effort
      self.timeLimit = timeLimit
      self.cutOff = cutOff
      self.solution = solution
    }
  }

  /// The file that another solver wrote about the estate's open model.
  package struct SolutionSource: Hashable, Sendable {
    package var solver: String
    package var file: String
    package var digest: String
    package init(solver: String, file: String, digest: String) {
      self.solver = solver
      self.file = file
      self.digest = digest
    }
  }

  package struct Wave: Hashable, Sendable {
    /// From 1.
    package var number: Int
    package var start: Day
    package var cutover: Day
    /// Keys of the workloads that move in it, sorted by bytes.
    package var workloads: [String]
    package init(number: Int, start: Day, cutover: Day, workloads: [String]) {
      self.number = number
      self.start = start
      self.cutover = cutover
      self.workloads = workloads
    }
  }

  /// What the program sets for the whole of the plan, beside targets, calendar and rules.
  package struct Terms: Hashable, Sendable {
    /// Name of the program.
    package var name: String
    /// The days from which and up to which money is counted.
    package var start: Day
    package var horizon: Day
    package var discountRate: Double
    package var decommissionLagDays: Int
    package var parallelRunDays: Int
    package init(
      name: String, start: Day, horizon: Day, discountRate: Double, decommissionLagDays: Int, parallelRunDays: Int
    ) {
      self.name = name
      self.start = start
      self.horizon = horizon
      self.discountRate = discountRate
      self.decommissionLagDays = decommissionLagDays
      self.parallelRunDays = parallelRunDays
    }
  }

  /// The workloads of one disposition.
  package struct Disposed: Hashable, Sendable {
    package var disposition: Disposition
    /// Keys, sorted by bytes.
    package var workloads: [String]
    package init(disposition: Disposition, workloads: [String]) {
      self.disposition = disposition
      self.workloads = workloads
    }
  }

  package struct Stay: Hashable, Sendable {
    package var workload: String
    package var reason: StayReason
    package init(workload: String, reason: StayReason) {
      self.workload = workload
      self.reason = reason
    }
  }

  package struct TargetResult: Sendable {
    package var measure: Measure
    package var by: Day
    package var required: Double
    package var reduction: Double
    package var shortfall: Double
    /// The denominator: the contractual baseline, or the estate's.
    package var baseline: Double
    /// The footprint in the measure on `by`.
    package var footprint: Double
    /// The first date on which the reduction is met for good.
    package var reachedOn: Day?
    package var penaltyPerPoint: Double?
    package var milestones: [MilestoneResult]
    /// Where the target or one of its milestones is missed: what stands in its way.
    package var obstacles: [Obstacle]
    /// How far and how soon the measure can be taken down; nil where that was not worked out.
    package var reach: Reach?
    /// Where the target is missed: what keeps it out of reach, and the ways past; nil where that was not worked out.
    package var barrier: Barrier?
    package init(
      measure: Measure, by: Day, required: Double, reduction: Double, shortfall: Double, baseline: Double,
      footprint: Double, reachedOn: Day?, penaltyPerPoint: Double? = nil, milestones: [MilestoneResult] = [],
      obstacles: [Obstacle] = []
    ) {
      self.measure = measure
      self.by = by
      self.required = required
      self.reduction = reduction
      self.shortfall = shortfall
      self.baseline = baseline
      self.footprint = footprint
      self.reachedOn = reachedOn
      self.penaltyPerPoint = penaltyPerPoint
      self.milestones = milestones
      self.obstacles = obstacles
    }
  }

  /// How far a target can be taken by its date, and how soon it can be met, if nothing else counted: what is proven of every
  /// plan that meets the rules, and what was found.
  package struct Reach: Hashable, Sendable {
    /// No plan has a larger reduction on the target's date.
    package var largestProven: Double
    package var largestFound: Double
    /// No plan meets the target before this day; nil where none meets it by the horizon.
    package var earliestProven: Day?
    /// Nil where no plan that meets it was found.
    package var earliestFound: Day?
    /// Why `largestProven` and `earliestProven` hold: what all plans miss of taking everything down on the target's date, and
    /// of meeting the target before the first day on which it can be met. As if this were the only target, on that date; nil
    /// where there is nothing to prove.
    package var largestCertificate: BoundCertificate?
    package var earliestCertificate: BoundCertificate?
    package init(largestProven: Double, largestFound: Double, earliestProven: Day?, earliestFound: Day?) {
      self.largestProven = largestProven
      self.largestFound = largestFound
      self.earliestProven = earliestProven
      self.earliestFound = earliestFound
    }
  }

  /// Rules that keep a missed target out of reach whatever else is given up, and what was found when they were given up.
  package struct Barrier: Hashable, Sendable {
    /// Rules by index.
    package var rules: [Int]
    /// `window`, `retain`, `idle`, as in an obstacle: what is not a rule.
    package var kinds: [String]
    /// That these alone keep the target out of reach is proven. If not, a search met it without any one of them.
    package var isProven: Bool
    /// Why the target is missed with everything else given up, as if it were the only target; nil where that is not proven.
    package var certificate: BoundCertificate?
    /// The cheapest first.
    package var ways: [Way]
    package init(rules: [Int], kinds: [String], isProven: Bool, ways: [Way] = []) {
      self.rules = rules
      self.kinds = kinds
      self.isProven = isProven
      self.ways = ways
    }
  }

  /// A way past a barrier: the best plan that was found without these.
  package struct Way: Hashable, Sendable {
    package var rules: [Int]
    package var kinds: [String]
    package var shortfall: Double
    package var npv: Double
    /// Where what is given up is a limit: the fullest period of it in that plan, as a multiple of what it allows there.
    package var fullest: Double?
    package init(rules: [Int], kinds: [String], shortfall: Double, npv: Double, fullest: Double? = nil) {
      self.rules = rules
      self.kinds = kinds
      self.shortfall = shortfall
      self.npv = npv
      self.fullest = fullest
    }
  }

  package struct MilestoneResult: Sendable {
    package var by: Day
    package var required: Double
    package var reduction: Double
    package var shortfall: Double
    package var penaltyPerPoint: Double?
    package init(by: Day, required: Double, reduction: Double, shortfall: Double, penaltyPerPoint: Double? = nil) {
      self.by = by
      self.required = required
      self.reduction = reduction
      self.shortfall = shortfall
      self.penaltyPerPoint = penaltyPerPoint
    }
  }

  /// A kind of rule that stands in the way of a target: what the shortfalls would be without it.
  package struct Obstacle: Sendable {
    /// The word of a rule kind (`limit`, `freeze`, …), or `window` for the columns `not_before`, `not_after` and
    /// `lead_waves`, `retain` for the disposition, `idle` for machines that nothing empties, `calendar` for the dates.
    package var kind: String
    /// Rules of the kind, by index.
    package var rules: [Int]
    /// The shortfall of this target found without the kind.
    package var shortfall: Double
    /// The summed shortfall of its milestones found without the kind.
    package var milestoneShortfall: Double
    package init(kind: String, rules: [Int], shortfall: Double, milestoneShortfall: Double) {
      self.kind = kind
      self.rules = rules
      self.shortfall = shortfall
      self.milestoneShortfall = milestoneShortfall
    }
  }

  package struct FootprintRow: Hashable, Sendable {
    package var date: Day
    package var hosts: Double
    package var rackUnits: Double
    package var powerKW: Double
    package var racks: Double
    package var sites: Double
    package var workloads: Double
    package init(
      date: Day, hosts: Double, rackUnits: Double, powerKW: Double, racks: Double, sites: Double, workloads: Double
    ) {
      self.date = date
      self.hosts = hosts
      self.rackUnits = rackUnits
      self.powerKW = powerKW
      self.racks = racks
      self.sites = sites
      self.workloads = workloads
    }

    package subscript(measure: Measure) -> Double {
      switch measure {
      case .hosts: hosts
      case .rackUnits: rackUnits
      case .powerKW: powerKW
      case .racks: racks
      case .sites: sites
      case .workloads: workloads
      }
    }
  }

  /// The parts of the net present value, signed: gains positive, costs negative. They sum to `npv`.
  package struct Value: Hashable, Sendable {
    package var hosts = 0.0
    package var racks = 0.0
    package var sites = 0.0
    package var refresh = 0.0
    package var holdover = 0.0
    package var runCost = 0.0
    package var initiatives = 0.0
    package var late = 0.0
    package var cloudCost = 0.0
    package var oneOff = 0.0
    package var split = 0.0
    package var penalty = 0.0
    package init() {}

    /// Name (as in `plan.json`) and amount of each part, in the order of SPEC section 5.
    package var parts: [(name: String, amount: Double)] {
      [
        ("hosts", hosts), ("racks", racks), ("sites", sites), ("refresh", refresh), ("holdover", holdover),
        ("runCost", runCost), ("initiatives", initiatives), ("late", late), ("cloudCost", cloudCost),
        ("oneOff", oneOff), ("split", split), ("penalty", penalty),
      ]
    }

    package var npv: Double {
      hosts + racks + sites + refresh + holdover + runCost + initiatives + late + cloudCost + oneOff + split + penalty
    }

    /// The sum of the absolute values of the parts: the denominator of the gap.
    package var gross: Double { parts.reduce(0) { $0 + $1.amount.magnitude } }
  }

  package struct InitiativeResult: Hashable, Sendable {
    package var initiative: String
    /// The cutover at which its last workload has left; nil where it is never ready.
    package var ready: Day?
    package var due: Day?
    package init(initiative: String, ready: Day?, due: Day?) {
      self.initiative = initiative
      self.ready = ready
      self.due = due
    }
  }

  /// A host, rack or site that comes free.
  package struct Release: Hashable, Sendable {
    package enum Kind: String, Sendable { case host, rack, site }
    package var kind: Kind
    package var key: String
    /// The day from which it is gone.
    package var released: Day
    package init(kind: Kind, key: String, released: Day) {
      self.kind = kind
      self.key = key
      self.released = released
    }
  }

  /// A `near` dependency or group that the plan holds open for a time.
  package struct Split: Hashable, Sendable {
    package enum Source: Hashable, Sendable {
      /// Row of `dependencies.csv`, by line.
      case dependency(source: String, target: String, line: Int)
      /// Group of a `near` rule: its index and the shared values.
      case group(rule: Int, values: [String])
    }
    package var source: Source
    package var annualCost: Double
    package var from: Day
    /// Nil: until the horizon.
    package var until: Day?
    /// Present value of the cost, positive.
    package var cost: Double
    package init(source: Source, annualCost: Double, from: Day, until: Day?, cost: Double) {
      self.source = source
      self.annualCost = annualCost
      self.from = from
      self.until = until
      self.cost = cost
    }
  }

  /// A rule of the program and, where it has a limit, how full it is.
  package struct RuleUse: Sendable {
    package struct Period: Sendable {
      /// `wave 3`, `2027-Q2`, `2027`.
      package var period: String
      package var use: Double
      package var limit: Double
      /// By so much the proven bound of the value rises for one unit more, at the margin; 0 where more would bring nothing,
      /// nil where no single case with its prices proves the bound.
      package var price: Double?
      package init(period: String, use: Double, limit: Double, price: Double? = nil) {
        self.period = period
        self.use = use
        self.limit = limit
        self.price = price
      }
    }
    package var index: Int
    package var name: String?
    package var kind: String
    /// How many workloads it selects (for `relate`: dependencies it decided).
    package var selected: Int
    /// The rule as `RuleContent` writes it; nil where the file that the plan was read from does not state it.
    package var content: JSONValue?
    package var periods: [Period]
    package init(
      index: Int, name: String?, kind: String, selected: Int, content: JSONValue? = nil, periods: [Period] = []
    ) {
      self.index = index
      self.name = name
      self.kind = kind
      self.selected = selected
      self.content = content
      self.periods = periods
    }
  }

  /// What is proven about the best possible plan (SPEC section 4).
  package struct Bound: Hashable, Sendable {
    package var shortfall: Double
    package var milestoneShortfall: Double
    package var npv: Double
    package var gap: Double
    package init(shortfall: Double, milestoneShortfall: Double, npv: Double, gap: Double) {
      self.shortfall = shortfall
      self.milestoneShortfall = milestoneShortfall
      self.npv = npv
      self.gap = gap
    }
  }

  package var estate: EstateReference
  package var currency: String
  package var tool: Tool
  package var options: Options
  package var inputs: [InputFile]
  package var program: Terms?
  package var waves: [Wave]
  /// Sorted by key.
  package var stays: [Stay]
  /// What becomes of the workloads, in the order of `Disposition.allCases`; a workload that is in none is `rehost`.
  package var dispositions: [Disposed]
  /// Keys of the workloads that a `pin` rule holds in its wave, sorted by bytes.
  package var pinned: [String]
  package var targets: [TargetResult]
  package var footprint: [FootprintRow]
  package var value: Value
  package var initiatives: [InitiativeResult]
  /// Sorted by date, then kind, then key.
  package var releases: [Release]
  /// The dearest first.
  package var splits: [Split]
  package var rules: [RuleUse]
  package var bound: Bound?
  /// Why the figures of `bound` hold, each that is not the plan's own by exhaustion; at most one for each objective.
  package var certificates: [BoundCertificate] = []

  /// The prices of limits by rule and period, where prices of all plans alike prove a bound of the value: the bound itself, or
  /// where several cases prove that, the one without cases; those that are not there are 0.
  package var limitPrices: [Int: [String: Double]]? {
    guard let common = certificates.first(where: { $0.objective == .npv })?.commonPrices else { return nil }
    var prices: [Int: [String: Double]] = [:]
    for price in common {
      if case .limit(let rule, let period) = price.row { prices[rule, default: [:]][period] = price.price }
    }
    return prices
  }

  /// Writes the prices of the certificate at the periods of the limits.
  package mutating func statePrices() {
    let prices = limitPrices
    for rule in rules.indices {
      for period in rules[rule].periods.indices {
        rules[rule].periods[period].price = prices.map {
          $0[rules[rule].index]?[rules[rule].periods[period].period] ?? 0
        }
      }
    }
  }

  /// Where the plan was made in the midst of things: what it took as given.
  package var replan: Replan?
  /// What the file that the plan was read from does not say; empty for a plan that was made here.
  package var omitted: Set<Section> = []
  /// The net present value as the file states it; nil for a plan that was made here, where it is the sum of the parts.
  package var statedNPV: Double?

  /// Parts of a plan that a reader can do without: a plan from elsewhere needs the keys of SPEC section 5 alone.
  package enum Section: String, CaseIterable, Sendable {
    case currency, tool, options, inputs, program, dispositions, pinned, releases, splits, rules, certificates
  }

  package init(
    estate: EstateReference, currency: String, tool: Tool, options: Options, inputs: [InputFile] = [],
    program: Terms? = nil, waves: [Wave] = [], stays: [Stay] = [], dispositions: [Disposed] = [],
    pinned: [String] = [], targets: [TargetResult] = [], footprint: [FootprintRow] = [],
    value: Value = Value(), initiatives: [InitiativeResult] = [], releases: [Release] = [], splits: [Split] = [],
    rules: [RuleUse] = [], bound: Bound? = nil
  ) {
    self.estate = estate
    self.currency = currency
    self.tool = tool
    self.options = options
    self.inputs = inputs
    self.program = program
    self.waves = waves
    self.stays = stays
    self.dispositions = dispositions
    self.pinned = pinned
    self.targets = targets
    self.footprint = footprint
    self.value = value
    self.initiatives = initiatives
    self.releases = releases
    self.splits = splits
    self.rules = rules
    self.bound = bound
  }
}
