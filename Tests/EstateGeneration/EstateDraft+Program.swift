import Estates

/// Step 5: the program — calendar, target, and the rules with limits that are drawn from what there is to move.
///
/// Waves of 28 days from June 2026 to the end of 2029. The limits ramp up over a dozen waves (a programme of 1,000 servers
/// began with 5 a week and ended at 50 to 100, AWS large-migration guide) to a level at which, until the target's date,
/// `capacityPercent` hundredths of all movable work fit.
extension EstateDraft {
  private static let ramp = [8, 12, 18, 26, 36, 46, 56, 66, 76, 86, 93, 100]
  private static let firstWaveStart = Day("2026-06-01")!
  private static let waveDays = 28
  private static let targetDate = Day("2029-12-31")!
  private static let decommissionLagDays = 60

  /// Waves whose machines are released by the target's date.
  private static var usefulWaves: Int {
    (targetDate - firstWaveStart - decommissionLagDays + 1) / waveDays
  }

  private static let usefulQuarters = 14

  /// A ramp that lets through `percent` hundredths of `total` over the useful waves, and at its top at least `floor`.
  private static func ramped(_ total: Int, percent: Int, atLeast floor: Int) -> [Int] {
    var steps = 0
    for wave in 0..<usefulWaves { steps += ramp[min(wave, ramp.count - 1)] }
    let top = max(total * percent / steps + 1, floor)
    return ramp.map { (top * $0 + 99) / 100 }
  }

  func program() -> String {
    var rules = relateRules + groupRules
    rules += limitRules() + freezeRules() + dateRules()
    return """
      {
        "name": \(quoted(blueprint.name)),
        "currency": "EUR",
        "start": "2026-05-01",
        "horizon": "2031-12-31",
        "discountRate": 0.08,
        "calendar": { "firstWaveStart": "\(Self.firstWaveStart)", "waveDays": \(Self.waveDays), "lastCutover": "2029-12-31" },
        "decommissionLagDays": \(Self.decommissionLagDays),
        "parallelRunDays": 14,
        "riskOwner": "program.office@valdorra.example",
        "riskBands": { "likelihood": [10, 25, 50, 75], "impact": [50000, 250000, 1000000, 4000000] },
        "targets": [
          { "measure": "rack_units", "reduction": 0.60, "by": "\(Self.targetDate)",
            "milestones": [ { "by": "2027-12-31", "reduction": 0.30 }, { "by": "2028-12-31", "reduction": 0.50 } ] }
        ],
        "rules": [
          \(rules.joined(separator: ",\n    "))
        ]
      }

      """
  }

  private func quoted(_ text: String) -> String { "\"" + text + "\"" }

  private func list(_ numbers: [Int]) -> String { "[" + numbers.map(String.init).joined(separator: ", ") + "]" }

  private func list(_ texts: [String]) -> String { "[" + texts.map(quoted).joined(separator: ", ") + "]" }

  /// Discovered traffic becomes a relation by its kind; the shared services are near, never together.
  private var relateRules: [String] {
    let near = [
      ("rfc", 1_800), ("mq", 900), ("https", 500), ("file", 300), ("batch", 250), ("smb", 800), ("replication", 1_500),
      ("sql-shared", 2_400), ("ldap", 90), ("dns", 40), ("ntp", 10), ("snmp", 30), ("backup", 120), ("rdp", 20),
    ]
    return ["{ \"rule\": \"relate\", \"kind\": \"sql\", \"relation\": \"together\" }"]
      + near.map { "{ \"rule\": \"relate\", \"kind\": \"\($0)\", \"relation\": \"near\", \"annualSplitCost\": \($1) }" }
  }

  private var groupRules: [String] {
    [
      "{ \"rule\": \"together\", \"name\": \"shared disks and pilot\", \"by\": [\"cutover_unit\"] }",
      "{ \"rule\": \"order\", \"name\": \"rehearse before production\", \"by\": [\"application\"], "
        + "\"first\": { \"environment\": [\"development\", \"test\"] }, "
        + "\"then\": { \"environment\": \"production\" }, \"lagWaves\": 1 }",
      "{ \"rule\": \"apart\", \"name\": \"resilience pairs\", \"by\": [\"resilience_pair\"] }",
      "{ \"rule\": \"near\", \"name\": \"application in two places\", \"by\": [\"application\", \"environment\"], "
        + "\"annualSplitCost\": 6000 }",
    ]
  }

  private func limitRules() -> [String] {
    var groups = HardGroups(self)
    var rules: [String] = []
    for team in Team.allCases {
      var total = 0
      for workload in workloads where workload.team == team && !workload.stays { total += max(0, Int(workload.effort)) }
      guard total > 0 else { continue }
      let floor = groups.largest { row in
        let workload = workloads[row]
        guard workload.team == team, !workload.stays else { return 0 }
        return (max(0, Int(workload.effort)) + Int(workload.leadWaves) - 1) / Int(workload.leadWaves)
      }
      var hours = Self.ramped(total, percent: blueprint.capacityPercent, atLeast: floor + floor / 20)
      var pilot = 0
      for workload in workloads where workload.cutoverUnit == .pilot && workload.team == team {
        pilot += Int(workload.effort)
      }
      hours[0] = max(hours[0], pilot)
      rules.append(
        "{ \"rule\": \"limit\", \"name\": \"factory \(team.rawValue)\", \"measure\": \"effort_hours\", "
          + "\"where\": { \"team\": \"\(team.rawValue)\" }, \"perWave\": \(list(hours)) }")
    }

    var points = 0
    var count = 0
    for workload in workloads where !workload.stays {
      points += Int(workload.riskPoints)
      count += 1
    }
    let floor = groups.largest { workloads[$0].stays ? 0 : Int(workloads[$0].riskPoints) }
    var perWave = Self.ramped(points, percent: blueprint.capacityPercent + 8, atLeast: floor + floor / 20)
    perWave[0] = max(perWave[0], 6)
    rules.append(
      "{ \"rule\": \"limit\", \"name\": \"change board, wave\", \"measure\": \"risk_points\", \"perWave\": \(list(perWave)) }"
    )
    rules.append(
      "{ \"rule\": \"limit\", \"name\": \"change board, quarter\", \"measure\": \"risk_points\", "
        + "\"perQuarter\": \(perWave[perWave.count - 1] * 31 / 10) }")
    let pilot = [12, 20, 35, 55, 80, 110].map { max(7, $0 * count / 5_000) }
    rules.append(
      "{ \"rule\": \"limit\", \"name\": \"learning\", \"measure\": \"workloads\", \"perWave\": \(list(pilot)), "
        + "\"to\": \"2026-11-30\" }")
    rules += linkRules(&groups)
    return rules
  }

  /// The wide-area links of the sites that have most to copy: 1 Gbit/s carries about 10 TB a day at best, a shared line
  /// gave a fifth of it (learn.microsoft.com, Azure storage migration; rahulbaweja.com); drawn here from what there is.
  private func linkRules(_ groups: inout HardGroups) -> [String] {
    var gigabytes = [Int](repeating: 0, count: sites.count)
    func copied(_ row: Int) -> Int {
      let workload = workloads[row]
      return workload.stays || workload.disposition == .retire ? 0 : max(0, Int(workload.storage))
    }
    for row in workloads.indices { gigabytes[Int(workloads[row].site)] += copied(row) }
    let largest = sites.indices.sorted { gigabytes[$0] != gigabytes[$1] ? gigabytes[$0] > gigabytes[$1] : $0 < $1 }
    return largest.prefix(14).filter { gigabytes[$0] > 0 }.map { site in
      let floor = groups.largest { Int(workloads[$0].site) == site ? copied($0) : 0 }
      // The hall that is given back has until October 2028; the others have until the target's date.
      let share =
        sites[site].place.key == Geography.siteToLeave
        ? gigabytes[site] * 140 / 100 / 9
        : gigabytes[site] * (blueprint.capacityPercent + 40) / 100 / Self.usefulQuarters
      let perQuarter = (max(share, floor + floor / 10) + 499) / 500 * 500
      return "{ \"rule\": \"limit\", \"name\": \"link \(sites[site].key)\", \"measure\": \"storage_gb\", "
        + "\"where\": { \"site\": \"\(sites[site].key)\", "
        + "\"disposition\": [\"rehost\", \"replatform\", \"refactor\", \"relocate\", \"repurchase\"] }, "
        + "\"perQuarter\": \(perQuarter) }"
    }
  }

  private func freezeRules() -> [String] {
    var rules: [String] = []
    func freeze(_ name: String, _ selector: String, _ from: String, _ to: String) {
      rules.append(
        "{ \"rule\": \"freeze\", \"name\": \"\(name)\", \"where\": { \(selector) }, \"from\": \"\(from)\", \"to\": \"\(to)\" }"
      )
    }
    let isInChina = sites.contains { $0.place.team == .china }
    for year in 2026...2029 {
      freeze(
        "books \(year)", "\"business_unit\": \"\(Portfolio.financialServices)\"", "\(year)-12-01", "\(year + 1)-01-31")
      freeze("Christmas \(year)", "\"environment\": \"production\"", "\(year)-12-18", "\(year + 1)-01-04")
      if isInChina { freeze("Golden Week \(year)", "\"target_region\": \"china*\"", "\(year)-09-28", "\(year)-10-08") }
    }
    for year in 2027...2029 {
      freeze(
        "model year \(year + 1)", "\"business_unit\": [\"Sales\", \"Aftersales\"]", "\(year)-09-01", "\(year)-09-30")
    }
    let plants = sites.filter { $0.place.kind == .plant }.prefix(60)
    let european = plants.filter { $0.place.team == .emeaNorth || $0.place.team == .emeaSouth }.map(\.key)
    if !european.isEmpty {
      for year in 2026...2029 {
        freeze("summer shutdown \(year)", "\"site\": \(list(european))", "\(year)-08-01", "\(year)-08-24")
      }
    }
    for (number, plant) in plants.enumerated() {
      let start = Day("2026-10-05")! + 41 * number
      let length = 70 + 14 * (number % 4)
      rules.append(
        "{ \"rule\": \"freeze\", \"name\": \"launch at \(plant.place.city)\", \"where\": { \"site\": \"\(plant.key)\" }, "
          + "\"from\": \"\(start)\", \"to\": \"\(start + length)\", \"test\": \"wave\" }")
    }
    return rules
  }

  private func dateRules() -> [String] {
    var rules: [String] = []
    let clouds = sites.map(\.place.cloud)
    for zone in Geography.landingZones where clouds.contains(zone.cloud) {
      rules.append(
        "{ \"rule\": \"notBefore\", \"name\": \"landing zone \(zone.cloud)\", "
          + "\"where\": { \"target_region\": \"\(zone.cloud)\" }, \"date\": \"\(zone.date)\" }")
    }
    rules.append(
      "{ \"rule\": \"notAfter\", \"name\": \"extended support ends\", "
        + "\"where\": { \"os\": \"Windows Server 2008*\", \"environment\": \"production\" }, \"date\": \"2028-10-10\" }"
    )
    let leaving = sites.filter { $0.place.key == Geography.siteToLeave }.map(\.key)
    if !leaving.isEmpty {
      rules.append(
        "{ \"rule\": \"leave\", \"name\": \"the hall at Bologna is given back\", \"where\": { \"site\": \(list(leaving)) }, "
          + "\"by\": \"2028-10-31\" }")
    }
    if workloads.contains(where: { $0.cutoverUnit == .pilot }) {
      rules.append(
        "{ \"rule\": \"pin\", \"name\": \"pilot\", \"where\": { \"cutover_unit\": \"PILOT\" }, \"wave\": 1 }")
    }
    rules.append(
      "{ \"rule\": \"stay\", \"name\": \"the line never waits for a wire\", \"where\": { \"environment\": \"plant-floor\" } }"
    )
    if workloads.contains(where: { Geography.zonesWithoutRegion.contains(residency(of: $0)) }) {
      rules.append(
        "{ \"rule\": \"stay\", \"name\": \"no cloud region inside the border\", "
          + "\"where\": { \"residency\": \(list(Geography.zonesWithoutRegion)) } }")
    }
    return rules
  }

  /// The zone whose law the workload's data are under; empty where none applies.
  func residency(of workload: Workload) -> String {
    let application = applications[Int(workload.application)]
    guard application.dataClass == Portfolio.personal || application.dataClass == Portfolio.vehicle else { return "" }
    return sites[application.site].place.residency
  }
}
