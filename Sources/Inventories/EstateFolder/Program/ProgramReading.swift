import Documents
import Estates

/// Reads `program.json` (SPEC section 2) from JSON: every key, every value, every date in its place, and no key beside.
///
/// It goes on after each error, so that one run names them all.
struct ProgramReading {
  let bytes: [UInt8]
  let columns: ColumnKnowledge
  var findings: FindingCollector
  /// How many waves the calendar has, as soon as it is known.
  var waveCount: Int?

  init(bytes: [UInt8], columns: ColumnKnowledge, findings: FindingCollector) {
    self.bytes = bytes
    self.columns = columns
    self.findings = findings
  }

  static let keys = [
    "name", "currency", "start", "horizon", "discountRate", "calendar", "decommissionLagDays", "parallelRunDays",
    "riskOwner", "riskBands", "targets", "rules", "stabilityCost",
  ]

  /// The program; nil where anything in it was wrong.
  mutating func program(_ root: JSONNode, estateName: String) -> Program? {
    let before = findings.errorCount
    guard isObject(root, "the program", keys: Self.keys) else { return nil }
    let start = day("start", in: root, isRequired: true)
    let horizon = day("horizon", in: root, isRequired: true)
    let lag = whole("decommissionLagDays", in: root, 0...CalendarLimits.days) ?? 0
    let parallel = whole("parallelRunDays", in: root, 0...CalendarLimits.days) ?? 0
    let rate = number("discountRate", in: root) ?? 0
    if !(0...1).contains(rate), let node = root["discountRate"] {
      error(
        .programRange, "a discount rate of \(Decimal.short(rate, places: 9)) is not between 0 and 1", node,
        help: "0.08 is eight percent")
    }
    let calendar = calendar(root, start: start, horizon: horizon, lag: lag)
    let owner = text("riskOwner", in: root)
    let bands = riskBands(root)
    let targets = list("targets", in: root) { reading, node in reading.target(node) }
    let rules = rules(root)
    let stability = amount("stabilityCost", in: root)
    let name = text("name", in: root) ?? estateName
    let currency = text("currency", in: root) ?? "EUR"
    guard findings.errorCount == before, let start, let horizon, let calendar else { return nil }
    var program = Program(
      name: name, currency: currency, start: start, horizon: horizon, discountRate: rate, calendar: calendar,
      decommissionLagDays: lag, parallelRunDays: parallel, riskOwner: owner, riskBands: bands, targets: targets,
      rules: rules)
    program.stabilityCost = stability
    return program
  }

  // MARK: Targets

  private mutating func target(_ node: JSONNode) -> Target? {
    guard
      isObject(
        node, "a target", keys: ["measure", "reduction", "by", "baseline", "penaltyPerPoint", "milestones"])
    else { return nil }
    let word = text("measure", in: node, isRequired: true)
    let measure = word.flatMap { Measure(rawValue: $0.lowercased()) }
    if let word, measure == nil, let place = node["measure"] {
      let known = Measure.allCases.map(\.rawValue)
      error(
        .unknownMeasure, "\(quoted(word)) is no measure of the footprint", place,
        help: suggestion(for: word, among: known) ?? "known are " + known.joined(separator: ", "))
    }
    let reduction = share("reduction", in: node)
    let by = day("by", in: node, isRequired: true)
    let baseline = number("baseline", in: node)
    if let baseline, baseline <= 0, let place = node["baseline"] {
      error(
        .programRange, "a baseline of \(Decimal.short(baseline, places: 9)) leaves nothing to reduce", place,
        help: "state a number above 0")
    }
    let penalty = amount("penaltyPerPoint", in: node)
    let milestones = list("milestones", in: node) { reading, inner in
      reading.milestone(inner, target: (reduction, by))
    }
    guard let measure, let reduction, let by else { return nil }
    return Target(
      measure: measure, reduction: reduction, by: by, baseline: baseline, penaltyPerPoint: penalty,
      milestones: milestones, location: node.location)
  }

  private mutating func milestone(_ node: JSONNode, target: (reduction: Double?, by: Day?)) -> Milestone? {
    guard isObject(node, "a milestone", keys: ["by", "reduction", "penaltyPerPoint"]) else { return nil }
    let by = day("by", in: node, isRequired: true)
    let reduction = share("reduction", in: node)
    let penalty = amount("penaltyPerPoint", in: node)
    if let by, let last = target.by, by > last {
      warn(.oddMilestone, "the milestone of \(by) lies behind its target of \(last)", node)
    }
    if let reduction, let whole = target.reduction, reduction > whole {
      warn(.oddMilestone, "the milestone asks for more than its target", node)
    }
    guard let by, let reduction else { return nil }
    return Milestone(by: by, reduction: reduction, penaltyPerPoint: penalty)
  }

  /// A required share between 0 and 1.
  private mutating func share(_ key: String, in node: JSONNode) -> Double? {
    guard let value = number(key, in: node, isRequired: true) else { return nil }
    guard (0...1).contains(value) else {
      let percent = value > 1 && value <= 100 ? "; did you mean \(Decimal.short(value / 100, places: 9))?" : ""
      error(
        .programRange, "a \(key) of \(Decimal.short(value, places: 9)) is not between 0 and 1", node[key]!,
        help: "0.6 is sixty percent\(percent)")
      return nil
    }
    return value
  }

  // MARK: Risk bands

  private mutating func riskBands(_ root: JSONNode) -> RiskBands? {
    guard let node = root["riskBands"] else { return nil }
    guard isObject(node, "riskBands", keys: ["likelihood", "impact"]) else { return nil }
    let likelihood = bands("likelihood", in: node)
    let impact = bands("impact", in: node)
    guard let likelihood, let impact else { return nil }
    return RiskBands(likelihood: likelihood, impact: impact)
  }

  private mutating func bands(_ key: String, in node: JSONNode) -> [Double]? {
    guard let place = node[key] else {
      missing(key, in: node)
      return nil
    }
    guard case .array(let elements) = place.kind else {
      error(.programType, "\(key) takes a list of four numbers", place)
      return nil
    }
    let numbers = elements.compactMap { element -> Double? in
      if case .number(let value, _) = element.kind { value } else { nil }
    }
    let isRising = zip(numbers, numbers.dropFirst()).allSatisfy { $0 < $1 }
    guard elements.count == 4, numbers.count == 4, isRising, numbers[0] >= 0 else {
      error(.programRange, "\(key) takes four rising numbers, the upper ends of bands 1 to 4", place)
      return nil
    }
    return numbers
  }
}
