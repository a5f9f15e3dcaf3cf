import Documents
import Estates
import Plans
import Tracking

extension Wording {
  /// A date of a forecast; a share of runs may never come there.
  package static func day(_ day: Day?) -> String { day.map { "\($0)" } ?? "not within 12 years" }

  /// The same as the end of a sentence: "by 2029-05-01".
  package static func by(_ day: Day?) -> String { day.map { "by \($0)" } ?? "not within 12 years" }

  /// A share of runs, without pretending to more than they show: "under 1%", "43%", "over 99%".
  package static func chance(_ share: Double) -> String {
    if share < 0.01 { return "under 1%" }
    if share > 0.99 { return "over 99%" }
    return Decimal.text(share * 100, places: 0) + "%"
  }

  static func ratio(_ value: Double) -> String { Decimal.text(value, places: 2) }

  static func input(_ input: ForecastInput) -> String {
    switch input {
    case .effort: "hours worked for an hour planned"
    case .capacity: "hours worked of those that the plan has in a wave"
    case .failures: "attempts that fail once begun"
    case .lag: "days that an empty machine waits"
    case .growth: "scope that comes in a year"
    }
  }

  /// A drawn value of an input, in its unit. `least` is the least number of days that a machine waits.
  static func value(_ value: Double, of input: ForecastInput, least: Double) -> String {
    switch input {
    case .effort, .capacity: ratio(value)
    case .failures, .growth: percent(value)
    case .lag: Decimal.text(value + least, places: 0)
    }
  }

  static func letter(_ colour: Rating.Colour) -> String {
    switch colour {
    case .green: "G"
    case .amber: "A"
    case .red: "R"
    }
  }

  static func subject(_ subject: Rating.Subject) -> String {
    switch subject {
    case .target: "target in time"
    case .milestone: "next milestone in time"
    case .footprint: "reduction against plan"
    case .pace: "pace, SPI(t)"
    case .effort: "effort, CPI in hours"
    case .failures: "attempts that failed"
    case .collection: "empty and overdue"
    case .scope: "scope that came"
    case .denominator: "denominator explained"
    }
  }

  static func value(_ rating: Rating) -> String {
    switch rating.subject {
    case .target, .milestone: chance(rating.value)
    case .footprint: signedPoints(rating.value)
    case .pace, .effort: ratio(rating.value)
    case .failures, .collection, .scope: percent(rating.value)
    case .denominator:
      rating.value < 1e-6 ? "all of it" : "\(Decimal.short(rating.value, places: 1)) not explained"
    }
  }

  /// The rule that decides the colour.
  static func rule(_ subject: Rating.Subject) -> String {
    let (green, amber, _) = Rating.thresholds(subject)
    switch subject {
    case .target, .milestone:
      return "share of runs that reach it by its date: green from \(goalless(green)), amber from \(goalless(amber))"
    case .footprint:
      return
        "reduction claimed less that of the plan: green from \(signedPoints(green)), amber from \(signedPoints(amber))"
    case .pace:
      return "waves earned for a wave passed: green from \(ratio(green)), amber from \(ratio(amber))"
    case .effort:
      return "hours planned for an hour worked: green from \(ratio(green)), amber from \(ratio(amber))"
    case .failures:
      return
        "deferred or rolled back, of the attempts that were begun: green up to \(goalless(green)), amber up to \(goalless(amber))"
    case .collection:
      return
        "share of the baseline that is empty for longer than the plan's lag: green up to \(percent(green)), amber up to "
        + percent(amber)
    case .scope:
      return "of what the plan moves: green up to \(goalless(green)), amber up to \(goalless(amber))"
    case .denominator:
      return "what tables, baseline and log do not agree on: green where nothing, else red"
    }
  }

  private static func goalless(_ share: Double) -> String { Decimal.short(share * 100, places: 1) + "%" }

  static func signedPoints(_ share: Double) -> String {
    let text = points(share)
    return text.hasPrefix("-") ? "−" + text.dropFirst() : "+" + text
  }
}
