import Plans

/// Red, amber or green, with the figure that decided it: a colour without its rule is an opinion.
package struct Rating: Hashable, Sendable {
  package enum Colour: String, Comparable, Sendable {
    case red, amber, green
    private var rank: Int { self == .red ? 0 : self == .amber ? 1 : 2 }
    package static func < (left: Colour, right: Colour) -> Bool { left.rank < right.rank }
  }

  package enum Subject: String, CaseIterable, Sendable {
    /// Chance of reaching the target by its date.
    case target
    /// Chance of reaching the next milestone by its date.
    case milestone
    /// Reduction claimed, less the plan's for the day.
    case footprint
    /// SPI(t) in hours.
    case pace
    /// CPI in hours.
    case effort
    /// Share of the attempts that were begun and then deferred or rolled back.
    case failures
    /// Share of the baseline that has stood empty for longer than the plan's lag.
    case collection
    /// Scope that came, as a share of what the plan moves.
    case scope
    /// Things that the tables hold beyond baseline and log, or that vanished from them, as a count.
    case denominator
  }

  package var subject: Subject
  package var value: Double
  package var colour: Colour

  /// The figures at which a subject is still green, and still amber.
  package static func thresholds(_ subject: Subject) -> (green: Double, amber: Double, isHighGood: Bool) {
    switch subject {
    case .target, .milestone: (0.8, 0.5, true)
    case .footprint: (-0.01, -0.03, true)
    case .pace, .effort: (0.95, 0.85, true)
    case .failures: (0.05, 0.10, false)
    case .collection: (0.005, 0.02, false)
    case .scope: (0.02, 0.05, false)
    case .denominator: (0, 0, false)
    }
  }

  package init(_ subject: Subject, _ value: Double) {
    self.subject = subject
    self.value = value
    let (green, amber, isHighGood) = Rating.thresholds(subject)
    // A figure that prints as the threshold counts as it.
    let dust = 1e-9
    func reaches(_ threshold: Double) -> Bool { isHighGood ? value >= threshold - dust : value <= threshold + dust }
    colour = reaches(green) ? .green : reaches(amber) ? .amber : .red
  }
}
