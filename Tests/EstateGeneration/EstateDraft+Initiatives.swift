import Estates

/// Step 4: what the business gets out of it — AI initiatives over the data of several applications, the onboarding of
/// sites to the cyber-defence center, licence roll-outs by operating system — and the pilot.
extension EstateDraft {
  mutating func addInitiatives() {
    var random = random(step: 4)
    let width = max(3, String(blueprint.initiatives).utf8.count)
    var workloadsOfSite = [[Int]](repeating: [], count: sites.count)
    for row in workloads.indices where !workloads[row].stays { workloadsOfSite[Int(workloads[row].site)].append(row) }
    for number in 0..<blueprint.initiatives {
      let key = "I" + padded(number + 1, width)
      let due = Day("2027-06-30")! + 92 * random.below(10)
      let initiative: Initiative
      switch number % 10 {
      case 0..<6: initiative = intelligence(key, due: due, isLocked: number % 25 == 24, &random)
      case 6, 7:
        initiative = defence(
          key, site: (number / 10 * 2 + number % 10 - 6) % sites.count, due: due, workloadsOfSite, &random)
      default: initiative = licence(key, due: due, workloadsOfSite, &random)
      }
      initiatives.append(initiative)
    }
  }

  /// Needs the production of two to seven applications. One in twenty-five leans on a machine that will not move: it will
  /// never be ready, and somebody should be told.
  private func intelligence(_ key: String, due: Day, isLocked: Bool, _ random: inout SplitMix64) -> Initiative {
    var members: [Int32] = []
    var title = ""
    let start = random.below(applications.count)
    let wanted = random.between(2, 7)
    var found = 0
    for step in 0..<200 where found < wanted {
      let application = applications[(start + step * 7) % applications.count]
      guard !application.isHub, application.end - application.first <= 40 else { continue }
      let rows = (application.first..<application.end).filter {
        Int(workloads[$0].environment) == Portfolio.production && !workloads[$0].stays && workloads[$0].notAfter == nil
      }
      guard !rows.isEmpty else { continue }
      if title.isEmpty { title = application.name }
      members += rows.map(Int32.init)
      found += 1
    }
    if isLocked, let stuck = workloads.indices.first(where: { $0 > start && workloads[$0].stays }) {
      members.append(Int32(stuck))
    }
    let value = Portfolio.initiativeValues.draw(&random)
    return Initiative(
      key: key, name: "AI: \(random.pick(Portfolio.useCases)) from \(title)", due: due, annualValue: value * 1000,
      lateAnnualCost: random.chance(perMille: 350) ? value * random.between(10, 60) * 10 : nil, members: members)
  }

  /// The site's critical production and its shared services report to the cyber-defence center.
  private func defence(
    _ key: String, site: Int, due: Day, _ workloadsOfSite: [[Int]], _ random: inout SplitMix64
  ) -> Initiative {
    var site = site
    var rows: [Int] = []
    for _ in sites.indices where rows.isEmpty {
      rows = workloadsOfSite[site].filter {
        let application = applications[Int(workloads[$0].application)]
        return Int(workloads[$0].environment) == Portfolio.production && (0...1).contains(application.criticality)
      }
      if rows.isEmpty { site = (site + 1) % sites.count }
    }
    let value = random.between(60, 420)
    return Initiative(
      key: key, name: "Cyber-defence center onboarding: \(sites[site].place.city)", due: due, annualValue: value * 1000,
      lateAnnualCost: value * random.between(300, 900), members: rows.prefix(45).map(Int32.init))
  }

  /// A cheaper licence once all machines of one system at one site are gone.
  private func licence(
    _ key: String, due: Day, _ workloadsOfSite: [[Int]], _ random: inout SplitMix64
  ) -> Initiative {
    let site = random.below(max(1, min(sites.count, Geography.dataCenters.count + Geography.plants.count)))
    var system = random.below(5)
    var rows: [Int] = []
    for step in 0..<5 where rows.isEmpty {
      system = (system + step) % 5
      rows = workloadsOfSite[site].filter { Int(workloads[$0].operatingSystem) == system }
    }
    let value = random.between(25, 260)
    return Initiative(
      key: key, name: "Licence roll-out: \(Portfolio.operatingSystemNames[system]), \(sites[site].place.city)",
      due: due,
      annualValue: value * 1000, lateAnnualCost: nil, members: rows.prefix(60).map(Int32.init))
  }

  /// A handful of single development machines, pinned to the first wave (cloud adoption guides begin with fewer than ten).
  mutating func choosePilot() {
    guard let site = sites.indices.first(where: { sites[$0].place.kind == .dataCenter }) else { return }
    var left = 6
    for application in applications.indices where left > 0 {
      let here = applications[application]
      guard here.site == site, !here.isHub else { continue }
      let rows = (here.first..<here.end).filter { workloads[$0].environment == 3 }
      guard rows.count == 1, let row = rows.first, !workloads[row].stays else { continue }
      workloads[row].cutoverUnit = .pilot
      workloads[row].disposition = .rehost
      workloads[row].leadWaves = 1
      workloads[row].effort = 8
      workloads[row].oneOffCost = 700
      workloads[row].notBefore = nil
      workloads[row].notAfter = nil
      left -= 1
    }
  }

  /// Makes the site that is given up free of what would hold it: dates after its last day.
  mutating func clearSiteToLeave() {
    for row in workloads.indices where sites[Int(workloads[row].site)].place.key == Geography.siteToLeave {
      workloads[row].notAfter = nil
    }
  }

  mutating func chooseDoubledRows() {
    for row in workloads.indices where row % 1_499 == 700 { doubledWorkloads.append(row) }
  }
}
