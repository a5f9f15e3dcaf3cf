import Estates

/// Step 1: the sites, their applications and the workloads of these, down to size and money.
extension EstateDraft {
  /// The places in use, and how many workloads live at each.
  mutating func addSites() {
    let wanted = max(3, min(Geography.all.count, blueprint.workloads / 71))
    let copies = max(1, blueprint.workloads / 24_000)
    let total = Geography.all.count
    let places =
      Geography.dataCenters.prefix(max(2, (wanted * Geography.dataCenters.count + total - 1) / total))
      + Geography.plants.prefix(max(1, (wanted * Geography.plants.count + total - 1) / total))
      + Geography.offices.prefix(wanted * Geography.offices.count / total)
    for copy in 1...copies {
      for place in places {
        let key = copy == 1 ? place.key : place.key + "X" + String(copy)
        let isAnchor = place.kind != .dataCenter || Geography.anchors.contains(place.key)
        sites.append(Site(place: place, key: key, quota: 0, isAnchor: isAnchor))
      }
    }
  }

  /// The shared services, then every site's own applications, until the blueprint's number of workloads is there.
  mutating func addApplications() {
    var random = random(step: 1)
    addHubs(&random)
    let quotas = apportion(blueprint.workloads - workloads.count, over: sites.map(\.place.weight))
    let unitTables = Place.Kind.allCases.map { kind in
      WeightedTable(
        Portfolio.businessUnits.indices.map { index in
          (value: index, weight: Portfolio.businessUnits[index].weight(at: kind))
        }.filter { $0.weight > 0 })
    }
    for site in sites.indices {
      sites[site].quota = quotas[site]
      let place = sites[site].place
      var left = quotas[site]
      // The plant's edge: what stops the line within 100 ms of a broken wire stays beside the line.
      var edge = place.kind == .plant ? left * Portfolio.plantFloorPercent / 100 : 0
      while edge > 0 {
        let size = min(edge, random.between(2, 7))
        addApplication(of: 0, size: size, at: site, onPlantFloor: true, &random)
        edge -= size
        left -= size
      }
      while left > 0 {
        let largest = place.kind == .office ? 9 : place.kind == .plant ? 36 : 130
        let size = min(left, largest, Portfolio.applicationSizes.draw(&random))
        let unit = unitTables[place.kind.rawValue].draw(&random)
        addApplication(of: unit, size: size, at: site, onPlantFloor: false, &random)
        left -= size
      }
    }
  }

  private mutating func addHubs(_ random: inout SplitMix64) {
    let centers = sites.indices.filter {
      sites[$0].place.kind == .dataCenter && sites[$0].place.key != Geography.siteToLeave
    }
    let unit = Portfolio.businessUnits.count - 1
    for hub in Portfolio.hubs {
      let count = max(1, min(hub.count, hub.count * blueprint.workloads / 6_000))
      let first = workloads.count
      for number in 1...count {
        var workload = Workload(
          application: Int32(applications.count),
          site: Int32(centers[(number - 1 + applications.count) % centers.count]),
          environment: UInt8(Portfolio.production), role: 0, number: Int32(number), team: .core,
          operatingSystem: Int8(random.between(0, 2)), disposition: hub.key == "BKP" ? .retire : .rehost, stays: false,
          isVirtual: hub.key != "SQL" && hub.key != "BKP")
        fill(&workload, criticality: 0, &random)
        // Directory servers stand in pairs: one of the two always answers.
        if hub.key == "ADS", count > 1 { workload.pair = Int32((number - 1) / 2) }
        hubs.append(workloads.count)
        hubKinds.append(Self.kind(hub.kind))
        workloads.append(workload)
      }
      applications.append(
        Application(
          key: "CORE-" + hub.key, name: hub.name, businessUnit: unit, owner: random.below(576), criticality: 0,
          site: Int(workloads[first].site), first: first, end: workloads.count, dataClass: 0, isHub: true))
    }
    pairCount = 16
  }

  private mutating func addApplication(
    of unit: Int, size: Int, at site: Int, onPlantFloor: Bool, _ random: inout SplitMix64
  ) {
    let businessUnit = Portfolio.businessUnits[unit]
    let place = sites[site].place
    let row = applications.count
    let key = businessUnit.key + padded(row, 4)
    let subject = random.pick(businessUnit.subjects)
    let function = random.pick(Portfolio.functions)
    let name = onPlantFloor ? "\(subject) Line Control, \(place.city)" : "\(subject) \(function), \(place.city)"
    let criticality = onPlantFloor ? 0 : Portfolio.criticalities.draw(&random)
    let dataClass =
      businessUnit.key == "CON"
      ? Portfolio.vehicle
      : businessUnit.key == "HRM" || businessUnit.key == "AFT"
        ? Portfolio.personal
        : businessUnit.name == Portfolio.financialServices
          ? 3 : businessUnit.key == "ENG" ? 4 : random.chance(perMille: 120) ? 1 : 0
    let isBoundByLaw =
      (dataClass == Portfolio.personal || dataClass == Portfolio.vehicle)
      && Geography.zonesWithoutRegion.contains(place.residency)
    // Applications that were decided to stay, at sites that are kept anyway.
    let isRetained =
      !onPlantFloor && sites[site].isAnchor
      && random.chance(perMille: place.kind == .dataCenter ? 60 : place.kind == .office ? 100 : 50)
    let isUnclassified = !onPlantFloor && random.chance(perMille: 40)
    let retired = random.chance(perMille: 90)
    let isSharedDisk = !onPlantFloor && size >= 6 && random.chance(perMille: 90)

    var counts = [size, 0, 0, 0]
    if !onPlantFloor, !isUnclassified, size > 2 { counts = apportion(size, over: Portfolio.environmentWeights) }
    let first = workloads.count
    for (environment, count) in counts.enumerated() where count > 0 {
      let databases = count == 1 ? 0 : max(1, count / 7)
      let files = count >= 12 ? count / 12 : 0
      let batches = count >= 6 ? count / 6 : 0
      let fronts = count >= 3 ? count / 3 : 0
      let roleCounts = [count - databases - files - batches - fronts, databases, fronts, batches, files]
      for (role, roleCount) in roleCounts.enumerated() where roleCount > 0 {
        for number in 1...roleCount {
          let system =
            onPlantFloor
            ? Portfolio.plantFloorSystem
            : isRetained && random.chance(perMille: 250) ? Portfolio.aix : Portfolio.operatingSystems.draw(&random)
          var workload = Workload(
            application: Int32(row), site: Int32(site),
            environment: UInt8(
              onPlantFloor ? Portfolio.plantFloor : isUnclassified ? Portfolio.unclassified : environment),
            role: UInt8(role), number: Int32(number), team: place.team, operatingSystem: Int8(system),
            disposition: .rehost, stays: onPlantFloor || isRetained || isBoundByLaw,
            isVirtual: random.chance(perMille: role == 1 ? 520 : place.kind == .dataCenter ? 760 : 680))
          workload.disposition =
            onPlantFloor && random.chance(perMille: 850) || isRetained
            ? .retain : retired ? .retire : Portfolio.dispositions.draw(&random)
          fill(&workload, criticality: environment == 0 ? criticality : 3, &random)
          if isSharedDisk, environment == 0, role != 2 { workload.cutoverUnit = .ofApplication }
          workloads.append(workload)
        }
        // Two front ends that must not be down together; the second may stand in another hall.
        if environment == 0, role == 2, roleCount >= 2, !onPlantFloor, random.chance(perMille: 350) {
          let last = workloads.count - 1
          workloads[last - 1].pair = Int32(pairCount)
          workloads[last].pair = Int32(pairCount)
          pairCount += 1
          if place.kind == .dataCenter, !workloads[last].stays, random.chance(perMille: 300) {
            workloads[last].site = Int32(otherCenter(than: site, &random))
          }
        }
      }
    }
    applications.append(
      Application(
        key: key, name: name, businessUnit: unit, owner: random.chance(perMille: 80) ? -1 : random.below(576),
        criticality: random.chance(perMille: 30) ? -1 : criticality, site: site, first: first, end: workloads.count,
        dataClass: dataClass, isHub: false))
  }

  private func otherCenter(than site: Int, _ random: inout SplitMix64) -> Int {
    let start = random.below(sites.count)
    for step in sites.indices {
      let candidate = (start + step) % sites.count
      if candidate != site, sites[candidate].place.kind == .dataCenter { return candidate }
    }
    return site
  }

  /// Size, effort, risk and money of a workload.
  private func fill(_ workload: inout Workload, criticality: Int, _ random: inout SplitMix64) {
    var cores = Portfolio.cores.draw(&random)
    if workload.role == 1, cores < 16 { cores *= 2 }
    let memory = min(256, cores * Portfolio.memoryPerCore.draw(&random))
    var storage = Portfolio.storage.draw(&random)
    if workload.role == 4 { storage = min(10_500, storage * 4) }
    let isSmall = Int(workload.environment) != Portfolio.production
    if isSmall { storage = max(20, storage * 2 / 3) }

    let hours = workload.disposition.effortHours
    let lead = workload.disposition.leadWaves
    workload.effort = Int32(random.between(hours.low, hours.high) * (workload.role == 1 ? 3 : 2) / 2)
    if isSmall { workload.effort = workload.effort * 3 / 4 }
    workload.leadWaves = Int8(random.between(lead.low, lead.high))
    workload.riskPoints = Int8([8, 5, 3, 1][max(0, criticality)])
    if workload.disposition == .retain {
      workload.effort = 0
      workload.riskPoints = 0
    }

    // What a machine costs in place beyond its iron (licences, care), and what it will cost in the cloud. EUR a year.
    let care = 220 + cores * random.between(60, 150) + (workload.role == 1 ? cores * random.between(150, 600) : 0)
    let cloud =
      cores * random.between(180, 290) + memory * random.between(24, 42) + storage * random.between(5, 12) / 10
    workload.runCost = Int32(care)
    switch workload.disposition {
    case .retire, .retain: workload.cloudCost = 0
    case .repurchase: workload.cloudCost = Int32(cloud * 3 / 2)
    case .replatform: workload.cloudCost = Int32(cloud * 9 / 10)
    case .refactor: workload.cloudCost = Int32(cloud * 6 / 10)
    case .rehost, .relocate: workload.cloudCost = Int32(cloud)
    }
    workload.oneOffCost = workload.effort * Int32(random.between(140, 230))

    workload.cores = Int32(cores)
    workload.memory = Int32(memory)
    workload.storage = Int32(storage)
    // Inventories are never whole: about one machine in fifty lacks a size, a few lack all (Ovum counted 700 listed
    // against 1,100 found; the shares here are an assumption).
    if random.chance(perMille: 18) { workload.memory = -1 }
    if random.chance(perMille: 12) { workload.storage = -1 }
    if random.chance(perMille: 3) { (workload.cores, workload.memory) = (-1, -1) }
    if random.chance(perMille: 8) { workload.effort = -1 }
    if !workload.stays {
      if random.chance(perMille: 25) { workload.notBefore = Day("2026-09-01")! + random.below(330) }
      if random.chance(perMille: 8) { workload.notAfter = Day("2028-12-31")! + random.below(250) }
    }
    switch random.below(1000) {
    case 0..<25: workload.doubt = .misCasedName
    case 25..<35: workload.doubt = .longName
    case 35..<45: workload.doubt = .saidDecommissioned
    case 45..<105: workload.doubt = .staticAddress
    default: break
    }
  }
}

extension Portfolio.BusinessUnit {
  func weight(at kind: Place.Kind) -> Int {
    switch kind {
    case .dataCenter: weights.dataCenter
    case .plant: weights.plant
    case .office: weights.office
    }
  }
}
