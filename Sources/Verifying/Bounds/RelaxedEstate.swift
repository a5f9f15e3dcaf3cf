import Estates
import Plans

/// An estate in one case of a certificate, with its limits priced: the closure that is to be weighed.
///
/// Everything stands in it that holds by itself: dates, leads, freezes, pins, holds, who moves with whom and after whom,
/// when hosts, racks and sites come free, what is split. What adds up over many, limits, groups kept apart, clusters and
/// targets, is paid for at the certificate's prices instead.
struct RelaxedEstate {
  /// Which shortfalls are allowed, and what counts.
  enum Objective {
    case npv(target: Double, milestone: Double)
    case shortfall
    case milestoneShortfall(target: Double)

    var isMoney: Bool { if case .npv = self { true } else { false } }
  }

  private let verifier: Verifier
  private let movers: Movers
  private let awaited: AwaitedReleases
  private let reading: CertificateReading
  private let objective: Objective
  private let windows: MoverWindows
  private var closure = PricedClosure()
  /// What the prices bring for the limits, and the money that every plan has.
  private var constant = 0.0
  /// `places[mover * waveCount + wave]`: has left by then.
  private var places: [PricedClosure.Place] = []
  /// By cluster (of `Verifier.clusters`), then `host of the release order * waveCount + wave`: is given back by then.
  private var given: [[PricedClosure.Place]] = []
  /// Places of what waits for the same, by what that is.
  private var made: [[Int32]: [PricedClosure.Place]] = [:]
  private var demandOfCluster: [ClusterDemand] = []
  /// Prices of targets that are higher than what a unit that is missing costs: (target, place, price, most).
  private(set) var tooHigh: [(target: Int, place: Int, price: Double, most: Double)] = []

  private var estate: Estate { verifier.estate }
  private var waveCount: Int { verifier.calendar.count }
  private var money: PresentValue { verifier.money }
  private var horizon: Day { estate.program.horizon }

  init(
    _ verifier: Verifier, _ movers: Movers, _ awaited: AwaitedReleases, _ reading: CertificateReading,
    _ objective: Objective
  ) {
    self.verifier = verifier
    self.movers = movers
    self.awaited = awaited
    self.reading = reading
    self.objective = objective
    windows = MoverWindows(verifier, movers, left: RelaxedEstate.left(reading, verifier, movers, awaited))
    if windows.isImpossible { return }
    addMovers()
    addEdges()
    addClusters()
    if objective.isMoney {
      addWorth()
      addNear()
    }
    addLimits()
    addApart()
    priceClusters()
    let prices = targetPrices()
    addReleases(prices)
    if objective.isMoney { addInitiatives() }
    decide()
  }

  /// What the certificate proves in this case: the value (of a shortfall: its negative) that nothing exceeds; nil where
  /// the case cannot be.
  func proven() -> Double? {
    if windows.isImpossible { return nil }
    return closure.heaviest().map { $0 + constant }
  }

  /// Whom the decisions of the case make leave, or not: the movers decided, and all that is waited for by what is done.
  private static func left(
    _ reading: CertificateReading, _ verifier: Verifier, _ movers: Movers, _ awaited: AwaitedReleases
  ) -> [(mover: Int, wave: Int, isDone: Bool)] {
    var left: [(mover: Int, wave: Int, isDone: Bool)] = []
    for decision in reading.decisions {
      let waiting: Awaited?
      switch decision.subject {
      case .mover(let mover):
        left.append((Int(mover), decision.wave, decision.isDone))
        waiting = nil
      case .host(let host): waiting = awaited.hosts[host]
      case .rack(let rack): waiting = awaited.racks[rack]
      case .site(let site): waiting = awaited.sites[site]
      case .initiative(let row):
        waiting = nil
        if decision.isDone {
          for mover in RelaxedEstate.members(ofInitiative: row, verifier, movers) {
            left.append((Int(mover), decision.wave, true))
          }
        }
      }
      if let waiting, decision.isDone {
        for mover in waiting.movers { left.append((Int(mover), decision.wave, true)) }
      }
    }
    return left
  }

  private static func members(ofInitiative row: Int, _ verifier: Verifier, _ movers: Movers) -> Set<Int32> {
    let initiatives = verifier.estate.initiatives
    let range = Int(initiatives.memberStart[row])..<Int(initiatives.memberStart[row + 1])
    return Set(initiatives.members[range].map { movers.of[Int($0)] })
  }

  // MARK: Who leaves

  private mutating func addMovers() {
    for mover in 0..<movers.count {
      var place = PricedClosure.never
      for wave in 0..<waveCount {
        if wave >= windows.latest[mover] {
          place = PricedClosure.always
        } else if wave >= windows.earliest[mover] && windows.isOpen(mover, wave) {
          let next = closure.makePlace()
          if place >= 0 { closure.require(place, next) }
          place = next
        }
        places.append(place)
      }
    }
  }

  private func place(_ mover: Int32, _ wave: Int) -> PricedClosure.Place {
    wave < 0 ? PricedClosure.never : places[Int(mover) * waveCount + wave]
  }

  private mutating func addEdges() {
    for edge in movers.edges {
      for wave in 0..<waveCount {
        let after = place(edge.after, wave)
        // It is enough to say it once for each place.
        if wave > 0 && place(edge.after, wave - 1) == after { continue }
        closure.require(after, place(edge.before, wave - Int(edge.lag)))
      }
    }
  }

  /// `worth[wave]` of coming about in that wave, as weights on "has come about by".
  private mutating func add(_ worth: [Double], at places: [PricedClosure.Place]) {
    for wave in worth.indices {
      closure.add(worth[wave] - (wave + 1 < worth.count ? worth[wave + 1] : 0), at: places[wave])
    }
  }

  private func places(of mover: Int32) -> [PricedClosure.Place] {
    Array(places[Int(mover) * waveCount..<(Int(mover) + 1) * waveCount])
  }

  private mutating func addWorth() {
    let workloads = estate.workloads
    let cutovers = verifier.calendar.cutovers
    let parallel = cutovers.map { money.present(from: $0 + estate.program.parallelRunDays, until: horizon) }
    let after = cutovers.map { money.present(from: $0, until: horizon) }
    let once = cutovers.map { money.power(on: $0) }
    for mover in 0..<movers.count {
      var (run, cloud, oneOff) = (0.0, 0.0, 0.0)
      for row in movers.members[mover].map(Int.init) {
        run += workloads.annualRunCost[row] ?? 0
        if !verifier.isRetired[row] { cloud += workloads.annualCloudCost[row] ?? 0 }
        oneOff += workloads.oneOffCost[row] ?? 0
      }
      if run == 0 && cloud == 0 && oneOff == 0 { continue }
      let worth = cutovers.indices.map { run * parallel[$0] - cloud * after[$0] - oneOff * once[$0] }
      add(worth, at: places(of: Int32(mover)))
    }
  }

  // MARK: What costs while split

  private mutating func addNear() {
    let cutovers = verifier.calendar.cutovers
    let open = cutovers.indices.map { wave in
      money.present(from: cutovers[wave], until: wave + 1 < cutovers.count ? cutovers[wave + 1] : horizon)
    }
    // Rows about the same two movers are one: first the one that leaves, then the one that it leaves behind.
    var cost: [UInt64: Double] = [:]
    func pair(_ one: Int32, _ other: Int32, _ annual: Double) {
      if one == other { return }
      cost[UInt64(UInt32(one)) << 32 | UInt64(UInt32(other)), default: 0] += annual
    }
    for dependency in verifier.dependencies where dependency.annualSplitCost > 0 {
      switch dependency.demand {
      case .together, .inOrder, .apart, .nothing: break
      case .nearBoth:
        let (one, other) = (movers.of[Int(dependency.source)], movers.of[Int(dependency.target)])
        pair(one, other, dependency.annualSplitCost)
        pair(other, one, dependency.annualSplitCost)
      case .nearRetired(let leaver, let retired):
        pair(movers.of[Int(leaver)], movers.of[Int(retired)], dependency.annualSplitCost)
      }
    }
    var larger: [(members: [Int32], annual: Double)] = []
    for rule in verifier.rules {
      guard case .near(let groups, let annual) = rule.demand, annual > 0 else { continue }
      for group in groups {
        let members = Set(group.members.map { movers.of[Int($0)] }).sorted()
        if members.count == 2 {
          pair(members[0], members[1], annual)
          pair(members[1], members[0], annual)
        } else if members.count > 2 {
          larger.append((members, annual))
        }
      }
    }
    for key in cost.keys.sorted() {
      let (one, other) = (Int32(truncatingIfNeeded: key >> 32), Int32(truncatingIfNeeded: key))
      for wave in 0..<waveCount {
        closure.pay(cost[key]! * open[wave], place(one, wave), without: place(other, wave))
      }
    }
    for (members, annual) in larger {
      for wave in 0..<waveCount {
        let now = members.map { place($0, wave) }
        let somebody = now.contains(PricedClosure.always) ? PricedClosure.always : closure.makePlace()
        let all = now.contains(PricedClosure.never) ? PricedClosure.never : closure.makePlace()
        for member in now {
          closure.require(member, somebody)
          if all != PricedClosure.never { closure.require(all, member) }
        }
        closure.add(-annual * open[wave], at: somebody)
        closure.add(annual * open[wave], at: all)
      }
    }
  }

  // MARK: Limits and groups kept apart

  private mutating func addLimits() {
    for (rule, prices) in reading.limits.sorted(by: { $0.key < $1.key }) {
      guard case .limit(let limit) = verifier.rules[rule].demand else { continue }
      for (period, price) in prices.enumerated() {
        constant += price * ResolvedLimit.slack(limit.periods[period].limit)
      }
      // What one unit pays that is taken in a wave, and what moves pay by their leads.
      let inWave = limit.periodsOfWave.map { $0.reduce(0) { $0 + prices[$1] } }
      var byLead: [Int32: [Double]] = [:]
      for lead in Set(limit.waves) {
        byLead[lead] = (0..<waveCount).map { wave in
          (0..<Int(lead)).reduce(0) { wave - $1 >= 0 ? $0 + inWave[wave - $1] : $0 } / Double(lead)
        }
      }
      for (position, row) in limit.workloads.enumerated() where limit.amounts[position] != 0 {
        let amount = limit.amounts[position]
        add(byLead[limit.waves[position]]!.map { -amount * $0 }, at: places(of: movers.of[Int(row)]))
      }
    }
  }

  private mutating func addApart() {
    for group in reading.apart {
      constant += group.price
      for mover in group.movers {
        closure.add(-group.price, at: place(mover, group.wave))
        closure.add(group.price, at: place(mover, group.wave - 1))
      }
    }
  }

  // MARK: Clusters

  /// What a cluster's movers need, and how much must have left before each host is given back.
  private struct ClusterDemand {
    var movers: [Int32]
    /// By dimension, then mover.
    var demand: [[Double]]
    /// By dimension, then host in the release order.
    var needs: [[Double]]
  }

  private func demands(_ cluster: ClusterDraining) -> ClusterDemand {
    var own: [Int32: [Double]] = [:]
    for (position, row) in cluster.members.enumerated() {
      let demand = [
        cluster.demand[0][position], cluster.demand[1][position], cluster.isUnknown[position] ? 1 : 0, 1,
      ]
      own[movers.of[Int(row)], default: [0, 0, 0, 0]] = zip(own[movers.of[Int(row)]] ?? [0, 0, 0, 0], demand).map(+)
    }
    let order = own.keys.sorted()
    let needs = (0..<4).map { dimension in
      let total = order.reduce(0.0) { $0 + own[$1]![dimension] }
      var least = 0.0
      return cluster.order.indices.map { place in
        let kept = threshold(cluster, place, dimension)
        least = max(least, total - ResolvedLimit.slack(kept) * (1 + 1e-12) - 1e-12 * total)
        return least
      }
    }
    return ClusterDemand(
      movers: order, demand: (0..<4).map { dimension in order.map { own[$0]![dimension] } }, needs: needs)
  }

  /// What may remain when the host at `place` of the release order is given back.
  private func threshold(_ cluster: ClusterDraining, _ place: Int, _ dimension: Int) -> Double {
    let kept = cluster.order.count - place - 1
    if kept == 0 { return 0 }
    return dimension < 2 ? cluster.carries[dimension][kept] : dimension == 2 ? 0 : .infinity
  }

  private mutating func addClusters() {
    for cluster in verifier.clusters {
      let own = demands(cluster)
      demandOfCluster.append(own)
      let (order, demand, needs) = (own.movers, own.demand, own.needs)
      let forGood = (0..<4).map { dimension in
        order.indices.reduce(0.0) {
          windows.earliest[Int(order[$1])] >= waveCount ? $0 + demand[dimension][$1] : $0
        }
      }
      let mayHaveLeft = (0..<4).map { dimension in
        (0..<waveCount).map { wave in
          order.indices.reduce(0.0) {
            windows.earliest[Int(order[$1])] <= wave ? $0 + demand[dimension][$1] : $0
          }
        }
      }
      var steps: [PricedClosure.Place] = []
      var waitsFor: Set<Int32> = []
      for host in cluster.order.indices {
        // Whoever never leaves is part of what remains for good.
        for (number, mover) in order.enumerated()
        where !waitsFor.contains(mover) && windows.earliest[Int(mover)] < waveCount {
          let isTooMuch = (0..<4).contains { dimension in
            let alone = forGood[dimension] + demand[dimension][number]
            return demand[dimension][number] > 0
              && alone * (1 - 1e-12) > ResolvedLimit.slack(threshold(cluster, host, dimension)) * (1 + 1e-12)
          }
          if isTooMuch { waitsFor.insert(mover) }
        }
        let needsNothing = waitsFor.isEmpty && (0..<4).allSatisfy { needs[$0][host] == 0 }
        for wave in 0..<waveCount {
          let cannotBe = (0..<4).contains { dimension in
            mayHaveLeft[dimension][wave] * (1 + 1e-12) < needs[dimension][host]
              || forGood[dimension] * (1 - 1e-12)
                > ResolvedLimit.slack(threshold(cluster, host, dimension)) * (1 + 1e-12)
          }
          if cannotBe {
            steps.append(PricedClosure.never)
            continue
          }
          let place = needsNothing ? PricedClosure.always : closure.makePlace()
          steps.append(place)
          if wave > 0 { closure.require(steps[steps.count - 2], place) }
          if host > 0 { closure.require(place, steps[steps.count - 1 - waveCount]) }
          for mover in waitsFor.sorted() { closure.require(place, self.place(mover, wave)) }
        }
      }
      given.append(steps)
    }
  }

  private mutating func priceClusters() {
    for row in reading.clusters {
      let cluster = verifier.clusters[row.cluster]
      let own = demandOfCluster[row.cluster]
      let (order, demand, needs) = (own.movers, own.demand, own.needs)
      var gone = 0.0
      for (number, mover) in order.enumerated() {
        let amount = demand[row.dimension][number]
        if row.gone.contains(mover) {
          gone += amount
        } else {
          closure.add(row.price * amount, at: place(mover, row.wave))
        }
      }
      var least = 0.0
      for host in cluster.order.indices {
        let need = needs[row.dimension][host]
        let missing = row.gone.isEmpty ? need : max(0, need - gone - 1e-12 * (need + gone))
        if missing > least {
          closure.add(-row.price * (missing - least), at: given[row.cluster][host * waveCount + row.wave])
          least = missing
        }
      }
    }
  }

  // MARK: Targets

  private struct TargetPrice {
    var measure: Measure
    var by: Day
    var price: Double
  }

  /// The prices of the targets that count, and what they bring.
  private mutating func targetPrices() -> [TargetPrice] {
    var result: [TargetPrice] = []
    var greatest = (target: 0.0, milestone: 0.0)
    for (number, target) in estate.program.targets.enumerated() {
      let whole = total(target.measure)
      let baseline = target.baseline ?? whole
      let all =
        [(target.reduction, target.by, target.penaltyPerPoint)]
        + target.milestones.map { ($0.reduction, $0.by, $0.penaltyPerPoint) }
      for (place, (reduction, by, penalty)) in all.enumerated() {
        var price = reading.targets[number][place]
        if price == 0 { continue }
        let most: Double
        switch (objective, penalty) {
        case (.npv, let penalty?): most = max(0, penalty * 100 * money.power(on: by) / baseline)
        case (.npv, nil): most = .infinity
        case (_, .some): most = 0
        case (.shortfall, nil): most = place == 0 ? 1 / baseline : 0
        case (.milestoneShortfall, nil): most = place == 0 ? .infinity : 1 / baseline
        }
        if price > most {
          if price > most * (1 + 1e-9) { tooHigh.append((number, place, price, most)) }
          price = most
        }
        if most == .infinity {
          if place == 0 {
            greatest.target = max(greatest.target, price * baseline)
          } else {
            greatest.milestone = max(greatest.milestone, price * baseline)
          }
        }
        constant -= price * (reduction * baseline - baseline + whole)
        result.append(TargetPrice(measure: target.measure, by: by, price: price))
      }
    }
    // Equal shortfalls may differ by a little, and sums by their rounding.
    func generous(_ shortfall: Double) -> Double { max(0, shortfall) * (1 + 1e-12) + 2e-9 }
    switch objective {
    case .shortfall: break
    case .milestoneShortfall(let target): constant += generous(target) * greatest.target
    case .npv(let target, let milestone):
      constant += generous(target) * greatest.target + generous(milestone) * greatest.milestone
    }
    for price in result where price.measure == .workloads {
      guard let last = verifier.calendar.cutovers.lastIndex(where: { $0 <= price.by }) else { continue }
      for mover in 0..<movers.count where !movers.members[mover].isEmpty {
        closure.add(price.price * Double(movers.members[mover].count), at: place(Int32(mover), last))
      }
    }
    return result
  }

  private func total(_ measure: Measure) -> Double {
    switch measure {
    case .hosts: Double(estate.hosts.count)
    case .rackUnits: estate.hosts.rackUnits.reduce(0) { $0 + ($1 ?? 0) }
    case .powerKW: estate.hosts.powerKW.reduce(0) { $0 + ($1 ?? 0) }
    case .racks: Double(estate.racks.count)
    case .sites: Double(estate.sites.count)
    case .workloads: Double(estate.workloads.count)
    }
  }

  // MARK: What comes free

  private mutating func addReleases(_ prices: [TargetPrice]) {
    let program = estate.program
    let (hosts, racks, sites) = (estate.hosts, estate.racks, estate.sites)
    let (money, horizon) = (money, program.horizon)
    func saved(_ annual: Double?, _ released: Day, _ until: Day?) -> Double {
      (annual ?? 0) * money.present(from: max(released, until ?? released), until: horizon)
    }
    for host in 0..<hosts.count {
      let counts: [Measure: Double] = [
        .hosts: 1, .rackUnits: hosts.rackUnits[host] ?? 0, .powerKW: hosts.powerKW[host] ?? 0,
      ]
      release(awaited.hosts[host], prices, counts) { released in
        var worth = saved(hosts.annualCost[host], released, hosts.committedUntil[host])
        if let cost = hosts.refreshCost[host], let end = hosts.endOfSupport[host], end <= program.horizon,
          released <= end
        {
          worth += cost * money.power(on: end)
        }
        return worth
      }
    }
    for rack in 0..<racks.count {
      release(awaited.racks[rack], prices, [.racks: 1]) {
        saved(racks.annualCost[rack], $0, racks.committedUntil[rack])
      }
    }
    for site in 0..<sites.count {
      release(awaited.sites[site], prices, [.sites: 1]) { released in
        var worth = saved(sites.annualCost[site], released, sites.committedUntil[site])
        if let end = sites.leaseEnd[site] { worth += saved(sites.holdoverAnnualCost[site], released, end) }
        return worth
      }
    }
  }

  private mutating func release(
    _ awaited: Awaited, _ prices: [TargetPrice], _ counts: [Measure: Double],
    _ worth: (Day) -> Double
  ) {
    if awaited.isForever { return }
    let lag = estate.program.decommissionLagDays
    if awaited.movers.isEmpty && awaited.given.isEmpty {
      guard let date = awaited.date else { return }
      if objective.isMoney { constant += worth(date) }
      for price in prices where date <= price.by { constant += price.price * (counts[price.measure] ?? 0) }
      return
    }
    let free = places(awaited)
    let released = verifier.calendar.cutovers.map { max($0 + lag, awaited.date ?? $0 + lag) }
    if objective.isMoney { add(released.map(worth), at: free) }
    for price in prices {
      guard let amount = counts[price.measure], amount != 0,
        let last = released.lastIndex(where: { $0 <= price.by })
      else { continue }
      closure.add(price.price * amount, at: free[last])
    }
  }

  /// The places of "all that is waited for has come to pass", one a wave.
  private mutating func places(_ awaited: Awaited) -> [PricedClosure.Place] {
    let steps = awaited.given.sorted { $0.key < $1.key }
    let name = awaited.movers.sorted() + steps.flatMap { [-1, Int32($0.key), Int32($0.value)] }
    if let known = made[name] { return known }
    var result: [PricedClosure.Place] = []
    var last: Set<PricedClosure.Place> = []
    for wave in 0..<waveCount {
      var now = Set(awaited.movers.map { place($0, wave) })
      for (cluster, count) in steps { now.insert(given[cluster][(count - 1) * waveCount + wave]) }
      now.remove(PricedClosure.always)
      if now.contains(PricedClosure.never) {
        result.append(PricedClosure.never)
      } else if now.count <= 1 {
        result.append(now.first ?? PricedClosure.always)
      } else if now == last {
        result.append(result[wave - 1])
      } else {
        let place = closure.makePlace()
        for member in now.sorted() { closure.require(place, member) }
        result.append(place)
      }
      last = now
    }
    made[name] = result
    return result
  }

  private mutating func addInitiatives() {
    let initiatives = estate.initiatives
    for row in 0..<initiatives.count {
      let members = RelaxedEstate.members(ofInitiative: row, verifier, movers)
      if members.isEmpty { continue }
      let value = initiatives.annualValue[row] ?? 0
      let late = initiatives.due[row] == nil ? 0 : initiatives.lateAnnualCost[row] ?? 0
      let due = initiatives.due[row].map { max($0, estate.program.start) }
      /// What being ready on that day is worth against never being.
      func worth(_ ready: Day) -> Double {
        value * money.present(from: ready, until: horizon)
          + late * money.present(from: max(ready, due ?? ready), until: horizon)
      }
      if let due { constant -= late * money.present(from: due, until: horizon) }
      var awaited = Awaited()
      for member in members { awaited.wait(for: member) }
      add(verifier.calendar.cutovers.map(worth), at: places(awaited))
    }
  }

  // MARK: The case

  private mutating func decide() {
    for decision in reading.decisions {
      let waiting: Awaited
      switch decision.subject {
      // Whom a case is about the windows know already.
      case .mover: continue
      case .host(let host): waiting = awaited.hosts[host]
      case .rack(let rack): waiting = awaited.racks[rack]
      case .site(let site): waiting = awaited.sites[site]
      case .initiative(let row):
        var members = Awaited()
        for mover in RelaxedEstate.members(ofInitiative: row, verifier, movers) { members.wait(for: mover) }
        waiting = members
      }
      let places = waiting.isForever ? [] : places(waiting)
      // What is not free by a wave was not before; what is, stays so.
      for wave in decision.isDone ? decision.wave..<waveCount : 0..<decision.wave + 1 {
        closure.force(waiting.isForever ? PricedClosure.never : places[wave], decision.isDone)
      }
    }
  }
}
