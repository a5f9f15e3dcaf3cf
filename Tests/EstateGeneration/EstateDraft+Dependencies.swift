/// Step 3: who needs whom.
///
/// Inside an application: front end, application server, database. To the shared services: a few hubs that take most.
/// Between applications: by preferential attachment — most new edges go where an earlier one went — so that in-degrees are
/// heavy-tailed. (Degree figures of real estates were not found; the shape is an assumption.) Then rings of two to ten
/// applications that must cut over as one, rows that nobody can place, and rows that contradict themselves.
extension EstateDraft {
  mutating func addDependencies() {
    var random = random(step: 3)
    dependencies.reserveCapacity(blueprint.dependencies)
    let cap = blueprint.dependencies
    addInnerDependencies(upTo: cap * 62 / 100, &random)
    addRings(&random)
    addContradictions(&random)
    let left = cap - dependencies.count
    let doubtful = max(2, left / 160)
    let toHubs = (left - doubtful) * 42 / 100
    addHubDependencies(toHubs, &random)
    addOuterDependencies(left - doubtful - toHubs, &random)
    addDoubtfulDependencies(doubtful, &random)
  }

  private mutating func add(
    _ source: Int, _ target: Int, _ kind: String, _ relation: Dependency.Relation = .unstated, cost: Int = -1
  ) {
    dependencies.append(
      Dependency(
        source: Int32(source), target: Int32(target), relation: relation, kind: Self.kind(kind),
        annualSplitCost: Int32(cost)))
  }

  private func mayMove(_ row: Int) -> Bool { !workloads[row].stays }

  private mutating func addInnerDependencies(upTo cap: Int, _ random: inout SplitMix64) {
    for application in applications.indices where !applications[application].isHub {
      let (first, end) = (applications[application].first, applications[application].end)
      var start = first
      while start < end {
        var stop = start
        while stop < end, workloads[stop].environment == workloads[start].environment { stop += 1 }
        let database = (start..<stop).first { workloads[$0].role == 1 }
        for row in start..<stop where dependencies.count < cap {
          switch workloads[row].role {
          case 0:
            if let database {
              let states = random.chance(perMille: 120) && mayMove(row) && mayMove(database)
              add(row, database, "sql", states ? .together : .unstated)
            }
          case 1:
            if let database, database != row {
              add(row, database, "replication", .near, cost: random.between(8, 60) * 100)
            }
          case 2:
            let costs = random.chance(perMille: 160)
            add(row, start, "https", costs ? .near : .unstated, cost: costs ? random.between(5, 40) * 100 : -1)
          case 3: if let database { add(row, database, "batch") }
          default: add(start, row, "smb")
          }
        }
        start = stop
      }
    }
  }

  /// A workload of the application that stands for it in the environment: its first application server.
  private func representative(of application: Int, in environment: UInt8) -> Int? {
    (applications[application].first..<applications[application].end).first { workloads[$0].environment == environment }
  }

  private func movableProduction(of application: Int) -> Int? {
    guard !applications[application].isHub, !contradictory.contains(application),
      let row = representative(of: application, in: 0),
      mayMove(row), workloads[row].disposition != .retire, workloads[row].notAfter == nil
    else { return nil }
    return row
  }

  /// Rings of `first`: each goes no later than the next, so all go at once.
  private mutating func addRings(_ random: inout SplitMix64) {
    let wanted = max(2, blueprint.workloads / 500)
    let sizes = [2, 3, 2, 4, 2, 10, 3, 2, 5, 2, 3, 7]
    var rings = 0
    var isTaken = [Bool](repeating: false, count: applications.count)
    for _ in 0..<wanted * 12 where rings < wanted {
      let size = sizes[rings % sizes.count]
      let start = random.below(applications.count)
      var ring: [Int] = []
      var rows: [Int] = []
      var application = start
      while ring.count < size, application < applications.count, application < start + 160 {
        let here = applications[application]
        if !isTaken[application], here.site == applications[start].site, here.end - here.first <= (size > 4 ? 6 : 10),
          sites[here.site].place.kind == .dataCenter, let row = movableProduction(of: application)
        {
          ring.append(application)
          rows.append(row)
        }
        application += 1
      }
      guard ring.count == size else { continue }
      rings += 1
      for (position, row) in rows.enumerated() {
        add(row, rows[(position + 1) % rows.count], "rfc", .first)
        isTaken[ring[position]] = true
      }
    }
  }

  /// A development machine that must go behind its own production: with the rehearsal order this closes a cycle of lags,
  /// and the application cannot move. Two of these hide in the automaker.
  private mutating func addContradictions(_ random: inout SplitMix64) {
    var wanted = max(1, blueprint.workloads / 3_000)
    for application in applications.indices where wanted > 0 && application % 53 == 44 {
      let here = applications[application]
      guard !here.isHub, sites[here.site].place.kind == .office || sites[here.site].place.kind == .plant,
        let production = movableProduction(of: application), let development = representative(of: application, in: 3),
        mayMove(development)
      else { continue }
      add(development, production, "file", .first)
      contradictory.insert(application)
      wanted -= 1
    }
  }

  private mutating func addHubDependencies(_ count: Int, _ random: inout SplitMix64) {
    guard !hubs.isEmpty else { return }
    let favourites = WeightedTable(hubs.indices.map { (value: $0, weight: 10_000 / (1 + $0 % 9) + 400) })
    for _ in 0..<count {
      let hub = favourites.draw(&random)
      let source = random.below(workloads.count)
      guard source != hubs[hub] else {
        add((source + 1) % workloads.count, hubs[hub], Self.dependencyKinds[Int(hubKinds[hub])])
        continue
      }
      let isBackup = workloads[hubs[hub]].disposition == .retire
      let states = isBackup && mayMove(source) && workloads[source].notAfter == nil && random.chance(perMille: 60)
      add(source, hubs[hub], Self.dependencyKinds[Int(hubKinds[hub])], states ? .last : .unstated)
    }
  }

  private mutating func addOuterDependencies(_ count: Int, _ random: inout SplitMix64) {
    let kinds = WeightedTable<String>([
      ("https", 34), ("mq", 21), ("file", 16), ("batch", 13), ("rfc", 11), ("sql-shared", 5),
    ])
    var targets: [Int32] = []
    targets.reserveCapacity(count)
    for _ in 0..<count {
      let source = random.below(workloads.count)
      let own = Int(workloads[source].application)
      var application: Int
      if !targets.isEmpty, random.chance(perMille: 620) {
        application = Int(targets[random.below(targets.count)])
      } else {
        application = random.below(applications.count)
      }
      if application == own { application = (application + 1) % applications.count }
      targets.append(Int32(application))
      let target =
        representative(of: application, in: workloads[source].environment) ?? applications[application].first
      let kind = kinds.draw(&random)
      let choice = random.below(1000)
      let bothMove = mayMove(source) && mayMove(target)
      let areProduction = Int(workloads[source].environment) == 0 && Int(workloads[target].environment) == 0
      if choice < 200 {
        add(source, target, kind, .near, cost: Portfolio.splitCosts.draw(&random))
      } else if choice < 240, bothMove, areProduction, application < own, movableProduction(of: application) == target {
        add(source, target, kind, .first)
      } else if choice < 244, bothMove, workloads[source].role == 2 {
        add(source, target, kind, .apart)
      } else {
        add(source, target, kind)
      }
    }
  }

  private mutating func addDoubtfulDependencies(_ count: Int, _ random: inout SplitMix64) {
    for number in 0..<count {
      let source = random.below(workloads.count)
      add(source, number % 6 == 5 ? source : -1 - random.below(65_000), "https")
    }
  }
}
