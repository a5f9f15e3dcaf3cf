import Documents
import Estates
import Plans

/// The words and number forms of all reports, so that one thing is said in one way.
///
/// Numbers are grouped in threes by a comma, shares are percentages with one decimal, dates are `YYYY-MM-DD`; nothing
/// depends on a locale.
package enum Wording {
  /// "1,234,567"; amounts that are not whole keep one decimal.
  package static func amount(_ value: Double) -> String {
    let rounded = (value * 10).rounded() / 10
    return grouped(Decimal.text(value, places: rounded == rounded.rounded() ? 0 : 1))
  }

  /// A footprint: whole where things are counted, one decimal for power, two where there is little of it.
  package static func amount(_ value: Double, _ measure: Measure) -> String {
    guard measure == .powerKW else { return amount(value) }
    return grouped(Decimal.text(value, places: value.magnitude < 100 ? 2 : 1))
  }

  package static func number(_ value: Int) -> String { grouped(String(value)) }

  /// "1 wave", "12 waves".
  package static func count(_ value: Int, _ noun: String, _ plural: String? = nil) -> String {
    number(value) + " " + (value == 1 ? noun : plural ?? noun + "s")
  }

  /// Money in words: "EUR 12.4 million", "EUR -3,120", "EUR 950".
  package static func money(_ value: Double, _ currency: String) -> String {
    "\(VisibleText.of(currency)) \(money(value))"
  }

  /// The same where the currency is known: "12.4 million".
  package static func money(_ value: Double) -> String {
    let size = value.magnitude
    if size >= 999_500_000 { return "\(Decimal.text(value / 1e9, places: 2)) billion" }
    if size >= 999_500 { return "\(Decimal.text(value / 1e6, places: 2)) million" }
    return grouped(Decimal.text(value, places: 0))
  }

  /// Money in a table whose header names the currency: whole units, grouped.
  package static func wholeMoney(_ value: Double) -> String { grouped(Decimal.text(value, places: 0)) }

  /// "61.2%" of 0.612.
  package static func percent(_ share: Double) -> String { Decimal.text(share * 100, places: 1) + "%" }

  /// A reduction with its sign: "−61.2%" of 0.612.
  package static func reduction(_ share: Double) -> String {
    let text = percent(share)
    return text.hasPrefix("-") ? "+" + text.dropFirst() : (text == "0.0%" ? text : "−" + text)
  }

  /// A reduction that is asked for, without a needless decimal: "−60%".
  package static func goal(_ share: Double) -> String { "−" + Decimal.short(share * 100, places: 1) + "%" }

  /// "45 days", "1 day".
  package static func days(_ value: Int) -> String { count(value, "day") }

  /// "hosts and racks", "hosts, racks and sites".
  package static func list(_ items: [String]) -> String {
    guard items.count > 1, let last = items.last else { return items.first ?? "" }
    return items.dropLast().joined(separator: ", ") + " and " + last
  }

  /// The form of every risk: "Because …, … may …, leading to …."
  package static func risk(because source: String, event: String, leadingTo consequence: String) -> String {
    "Because \(source), \(event), leading to \(consequence)."
  }

  /// A difference of shares: "3.2 points".
  package static func points(_ share: Double) -> String { Decimal.text(share * 100, places: 1) + " points" }

  /// The order of keys: by bytes, not by a locale.
  package static func byBytes(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }

  /// The first items by name, and how many more there are: "A, B, C and 14 more".
  package static func sample(_ items: [String], limit: Int = 3) -> String {
    guard items.count > limit + 1 else { return list(items) }
    return items.prefix(limit).joined(separator: ", ") + " and \(number(items.count - limit)) more"
  }

  /// Numbers in rising order, runs joined: "3, 5–8, 12".
  package static func ranges(_ numbers: [Int]) -> String {
    var runs: [ClosedRange<Int>] = []
    for number in numbers {
      if let last = runs.last, last.upperBound + 1 == number {
        runs[runs.count - 1] = last.lowerBound...number
      } else {
        runs.append(number...number)
      }
    }
    return runs.map { run in
      run.count == 1
        ? "\(run.lowerBound)"
        : run.count == 2 ? "\(run.lowerBound), \(run.upperBound)" : "\(run.lowerBound)–\(run.upperBound)"
    }.joined(separator: ", ")
  }

  /// At most so many decimals, grouped: "12,403.5".
  package static func grouped(_ value: Double, places: Int) -> String { grouped(Decimal.short(value, places: places)) }

  private static func grouped(_ text: String) -> String {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let sign = parts[0].hasPrefix("-") ? "-" : ""
    let digits = parts[0].dropFirst(sign.count)
    var result = ""
    for (position, digit) in digits.enumerated() {
      if position > 0 && (digits.count - position) % 3 == 0 { result += "," }
      result.append(digit)
    }
    return sign + result + (parts.count > 1 ? "." + parts[1] : "")
  }
}

extension Wording {
  /// A rule by its name, or by its kind and whom it is about.
  package static func ruleName(_ index: Int, of estate: Estate) -> String {
    guard estate.program.rules.indices.contains(index) else { return "rule \(index + 1)" }
    let rule = estate.program.rules[index]
    if let name = rule.name, !name.isEmpty { return name }
    let terms = rule.selector?.terms.map(Wording.term) ?? []
    return terms.isEmpty ? "\(rule.kind.word) (rule \(index + 1))" : "\(rule.kind.word) of \(list(terms))"
  }

  /// "64 move otherwise than agreed, and no plan moves fewer than 61"
  package static func moves(_ replan: Plan.Replan) -> String {
    if replan.moved == 0 { return "nothing else changes" }
    let text = "\(number(replan.moved)) \(replan.moved == 1 ? "moves" : "move") otherwise than agreed"
    return replan.fewestProven == replan.moved
      ? text + "; proven: no plan moves fewer" : text + ", and no plan moves fewer than \(number(replan.fewestProven))"
  }

  /// "as of 2026-12-31, when 345 had left and 75 were under way: 118 move otherwise than agreed, …"
  package static func replanned(_ replan: Plan.Replan) -> String {
    let thawed =
      replan.thawed.isEmpty ? "" : ", of which \(number(replan.thawed.count)) could not keep their wave"
    return "as of \(replan.asOf), when \(number(replan.settled.count)) had left and "
      + "\(number(replan.frozen.count + replan.thawed.count)) were under way\(thawed): \(moves(replan))"
  }

  /// What a footprint counts, as a noun: "rack units".
  package static func noun(_ measure: Measure) -> String {
    switch measure {
    case .hosts: "hosts"
    case .rackUnits: "rack units"
    case .powerKW: "kW of power"
    case .racks: "racks"
    case .sites: "sites"
    case .workloads: "workloads"
    }
  }

  /// The noun as a heading.
  package static func title(_ measure: Measure) -> String {
    switch measure {
    case .hosts: "Hosts"
    case .rackUnits: "Rack units"
    case .powerKW: "Power in kW"
    case .racks: "Racks"
    case .sites: "Sites"
    case .workloads: "Workloads"
    }
  }

  /// What is counted, and when it stops counting.
  package static func definition(_ measure: Measure) -> String {
    switch measure {
    case .hosts: "the number of hosts that are not yet released"
    case .rackUnits: "the sum of rack_units over hosts that are not yet released"
    case .powerKW: "the sum of power_kw over hosts that are not yet released"
    case .racks: "the number of racks that are not yet released"
    case .sites: "the number of sites that are not yet released"
    case .workloads: "the number of workloads that have not left"
    }
  }

  /// Why workloads stay, as a clause after "they stay because".
  package static func reason(_ reason: StayReason) -> String {
    switch reason {
    case .retain: "their disposition is retain"
    case .stay: "a stay rule of the program selects them"
    case .togetherWithStay: "they move together with a workload that may not move"
    case .providerStays: "a workload that has to leave before them stays"
    case .noWave: "dates, freezes, lead and limits leave them no wave"
    case .choice: "no better plan was found in which they move"
    }
  }

  /// A part of the value, as a line of the money table.
  package static func valuePart(_ name: String) -> String {
    switch name {
    case "hosts": "hosts given back"
    case "racks": "racks given back"
    case "sites": "sites closed"
    case "refresh": "hardware renewals not bought"
    case "holdover": "lease holdover avoided"
    case "runCost": "run cost in place saved"
    case "initiatives": "initiatives made ready"
    case "late": "initiatives late"
    case "cloudCost": "cloud cost"
    case "oneOff": "moving (one-off)"
    case "split": "dependencies split for a time"
    case "penalty": "penalties for missed targets"
    default: name
    }
  }

  /// What would have to be decided for an obstacle to fall, as an order.
  package static func relaxing(_ kind: String) -> String {
    switch kind {
    case "limit": "Raise the limits per wave, quarter or year"
    case "freeze": "Shorten the freezes"
    case "order": "Loosen the order rules"
    case "together": "Let some groups of the together rules part"
    case "apart": "Let some pairs of the apart rules leave together"
    case "relate": "Loosen the relations given to dependencies"
    case "notBefore": "Bring the earliest dates forward"
    case "notAfter": "Put the latest dates back"
    case "leave": "Put back the dates by which workloads must leave"
    case "pin": "Free the pinned waves"
    case "stay": "Let some of the workloads leave that a rule keeps"
    case "window": "Widen the dates and lead times of single workloads"
    case "retain": "Let some of the workloads leave whose disposition is retain"
    case "idle": "Say when the machines leave that nothing empties"
    case "calendar": "Add waves to the calendar"
    default: "Relax \(kind)"
    }
  }

  /// An obstacle's kind as the subject of "stands in the way".
  package static func obstacle(_ kind: String) -> String {
    switch kind {
    case "limit": "the limits per wave, quarter or year"
    case "freeze": "the freezes"
    case "order": "the order rules"
    case "together": "the together rules"
    case "apart": "the apart rules"
    case "relate": "the relations given to dependencies"
    case "notBefore": "the earliest dates"
    case "notAfter": "the latest dates"
    case "leave": "the dates by which workloads must leave"
    case "pin": "the pinned waves"
    case "stay": "the workloads that a rule keeps"
    case "window": "the dates and lead times of single workloads"
    case "retain": "the disposition retain"
    case "idle": "the machines that nothing empties"
    case "calendar": "the wave calendar"
    default: kind
    }
  }
}
