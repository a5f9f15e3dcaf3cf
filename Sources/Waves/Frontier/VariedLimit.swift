import Documents
import Estates

/// A limit of the program whose capacity is another each time: what a frontier varies.
///
///     "perWave": [200, 400, 800]      the capacity is the value that goes on, 800
///     at a capacity of 1200           [300, 600, 1200]: the ramp before it rises in proportion
///
/// An estate at a capacity is the estate with that value set for the run, as `--set /rules/5/perWave=…` sets it: its plan
/// says so, and whoever verifies the plan reads the same program.
package struct VariedLimit: Hashable, Sendable {
  package enum Period: String, CaseIterable, Sendable { case perWave, perQuarter, perYear }

  /// Place in the rules, from 0.
  package let rule: Int
  package let period: Period
  /// `workloads` or a column, as the limit says.
  package let measure: String
  private let values: [Double]

  /// The capacity in the program: of a list, the value that goes on.
  package var stated: Double { values.last ?? 0 }

  /// The limit that `text` names: by its name or its place from 0, and behind a point by its period where it has several
  /// (`EMEA factory.perYear`). Without one the shortest period is meant.
  package init?(_ text: String, in program: Program) {
    for (place, rule) in program.rules.enumerated() {
      guard case .limit(let limit) = rule.kind else { continue }
      let names = [rule.name, "\(place)"].compactMap { $0 }
      for period in Period.allCases {
        let values: [Double]? =
          switch period {
          case .perWave: limit.perWave
          case .perQuarter: limit.perQuarter.map { [$0] }
          case .perYear: limit.perYear.map { [$0] }
          }
        guard let values, !values.isEmpty, names.contains(where: { text == $0 || text == "\($0).\(period.rawValue)" })
        else { continue }
        self.rule = place
        self.period = period
        measure = limit.measure
        self.values = values
        return
      }
    }
    return nil
  }

  /// What can be named in a program: every limit by its name, or its place where it has none.
  package static func names(in program: Program) -> [String] {
    program.rules.enumerated().compactMap { place, rule in
      if case .limit = rule.kind { rule.name ?? "\(place)" } else { nil }
    }
  }

  /// So many capacities from `first` to `last`, ends included, at even distances; rounded where they lie far apart, and whole
  /// for a limit on the number of workloads. That of the program is one more where it lies between. Rising, none twice.
  package func capacities(from first: Double, to last: Double, count: Int) -> [Double] {
    let distance = (last - first).magnitude / Double(max(1, count - 1))
    let decimals = measure == "workloads" || distance >= 10 ? 0 : distance >= 1 ? 1 : 6
    func rounded(_ value: Double) -> Double { Double(Decimal.short(value, places: decimals)) ?? value }
    var all = (0..<max(2, count)).map { step in
      rounded(first + (last - first) * Double(step) / Double(max(1, count - 1)))
    }
    if stated >= min(first, last), stated <= max(first, last) { all.append(stated) }
    return all.sorted().reduce(into: []) { list, value in if list.last != value { list.append(value) } }
  }

  /// The estate with the limit at `capacity`.
  package func estate(_ estate: Estate, at capacity: Double) -> Estate {
    var estate = estate
    guard case .limit(var limit) = estate.program.rules[rule].kind else { return estate }
    let text: String
    switch period {
    case .perWave:
      let scaled = values.map { value in
        stated == 0 ? capacity : Double(Decimal.short(value / stated * capacity, places: 6)) ?? capacity
      }
      let list = (stated == 0 ? [capacity] : scaled.dropLast() + [capacity])
      limit.perWave = list
      let numbers = list.map { JSONValue.literal(Decimal.shortest($0)) }
      text = CanonicalJSON.text(numbers.count == 1 ? numbers[0] : .array(numbers))
    case .perQuarter:
      limit.perQuarter = capacity
      text = CanonicalJSON.text(.literal(Decimal.shortest(capacity)))
    case .perYear:
      limit.perYear = capacity
      text = CanonicalJSON.text(.literal(Decimal.shortest(capacity)))
    }
    estate.program.rules[rule].kind = .limit(limit)
    estate.overrides.append(ProgramOverride(path: "/rules/\(rule)/\(period.rawValue)", value: text))
    return estate
  }
}
