import Documents

/// `program.json`: what the enterprise wants of the migration, and the rules it moves by (SPEC section 2).
package struct Program: Sendable {
  package var name: String
  package var currency: String
  /// The day from which money is counted.
  package var start: Day
  /// The day up to which money is counted.
  package var horizon: Day
  package var discountRate: Double
  package var calendar: WaveCalendar
  package var decommissionLagDays: Int
  package var parallelRunDays: Int
  package var riskOwner: String?
  package var riskBands: RiskBands?
  package var targets: [Target]
  package var rules: [Rule]
  /// What it costs to move a workload to another wave than the agreed plan's, in the program's money; nil where the program
  /// does not say.
  package var stabilityCost: Double?

  package init(
    name: String, currency: String = "EUR", start: Day, horizon: Day, discountRate: Double = 0,
    calendar: WaveCalendar, decommissionLagDays: Int = 0, parallelRunDays: Int = 0, riskOwner: String? = nil,
    riskBands: RiskBands? = nil, targets: [Target] = [], rules: [Rule] = []
  ) {
    self.name = name
    self.currency = currency
    self.start = start
    self.horizon = horizon
    self.discountRate = discountRate
    self.calendar = calendar
    self.decommissionLagDays = decommissionLagDays
    self.parallelRunDays = parallelRunDays
    self.riskOwner = riskOwner
    self.riskBands = riskBands
    self.targets = targets
    self.rules = rules
  }
}

/// The calendar as the program states it. The waves that follow from it are worked out by whoever needs them.
package enum WaveCalendar: Sendable {
  /// Waves of equal length, one after the other, while their cutover is on or before `lastCutover`.
  case regular(firstWaveStart: Day, waveDays: Int, lastCutover: Day)
  /// Waves one by one, in order, not overlapping.
  case listed([WaveDates])
}

package struct WaveDates: Hashable, Sendable {
  package var start: Day
  package var cutover: Day

  package init(start: Day, cutover: Day) {
    self.start = start
    self.cutover = cutover
  }
}

/// The upper ends of the bands 1 to 4 of likelihood (percent) and impact (money); above the last lies band 5.
package struct RiskBands: Hashable, Sendable {
  package var likelihood: [Double]
  package var impact: [Double]

  package init(likelihood: [Double], impact: [Double]) {
    self.likelihood = likelihood
    self.impact = impact
  }
}

/// What is counted for a footprint.
package enum Measure: String, CaseIterable, Sendable {
  case hosts
  case rackUnits = "rack_units"
  case powerKW = "power_kw"
  case racks, sites, workloads
}

/// A reduction of the footprint by a date, with milestones on the way.
package struct Target: Sendable {
  package var measure: Measure
  /// Share of the baseline that must be gone, 0 to 1.
  package var reduction: Double
  package var by: Day
  /// A contractual baseline in place of the estate's.
  package var baseline: Double?
  /// Where it is stated the shortfall is paid for and does not count in the order of goals.
  package var penaltyPerPoint: Double?
  package var milestones: [Milestone]
  package var location: SourceLocation

  package init(
    measure: Measure, reduction: Double, by: Day, baseline: Double? = nil, penaltyPerPoint: Double? = nil,
    milestones: [Milestone] = [], location: SourceLocation = SourceLocation(file: "program.json")
  ) {
    self.measure = measure
    self.reduction = reduction
    self.by = by
    self.baseline = baseline
    self.penaltyPerPoint = penaltyPerPoint
    self.milestones = milestones
    self.location = location
  }
}

package struct Milestone: Sendable {
  package var by: Day
  package var reduction: Double
  package var penaltyPerPoint: Double?

  package init(by: Day, reduction: Double, penaltyPerPoint: Double? = nil) {
    self.by = by
    self.reduction = reduction
    self.penaltyPerPoint = penaltyPerPoint
  }
}
