import Estates

/// Writes a whole estate for a blueprint: the same blueprint, the same bytes, on any machine.
///
///     try GeneratedEstate.write(.automaker) { file, piece in … }
package enum GeneratedEstate {
  package static func write(_ blueprint: Blueprint, to sink: @escaping EstateSink) throws {
    var draft = EstateDraft(blueprint)
    draft.addSites()
    draft.addApplications()
    draft.choosePilot()
    draft.clearSiteToLeave()
    draft.chooseDoubledRows()
    draft.addMachines()
    draft.addDependencies()
    draft.addInitiatives()
    try draft.writeTables(to: sink)
    try sink("program.json", Array(draft.program().utf8))
  }
}

extension EstateDraft {
  func writeTables(to sink: @escaping EstateSink) throws {
    try writeSites(sink)
    try writeRacks(sink)
    try writeClusters(sink)
    try writeHosts(sink)
    try writeApplications(sink)
    try writeWorkloads(sink)
    try writeDependencies(sink)
    try writeInitiatives(sink)
  }

  private func writeSites(_ sink: @escaping EstateSink) throws {
    var random = random(step: 5)
    var table = try TableWriter(
      "sites.csv",
      columns: [
        "site", "name", "country", "region", "annual_cost", "committed_until", "lease_end", "holdover_annual_cost",
        "offices_in_countries",
      ], sink: sink)
    for (row, site) in sites.enumerated() {
      let place = site.place
      table.text(site.key)
      let cost: Int
      switch place.kind {
      case .dataCenter:
        table.text("\(place.city) data center")
        cost = 380_000 + site.quota * random.between(1_100, 1_600)
      case .plant:
        table.text("\(place.city) plant, server room")
        cost = 40_000 + site.quota * random.between(500, 900)
      case .office:
        table.text("\(place.city) office, server room")
        cost = 9_000 + site.quota * random.between(500, 900)
      }
      table.text(place.country)
      table.text(place.team.rawValue)
      table.number(cost)
      if place.key == Geography.siteToLeave {
        table.text("2028-06-30")
        table.text("2028-12-31")
        table.number(cost * 2 / 3)
      } else if place.kind == .dataCenter && !site.isAnchor || place.kind == .office && row % 3 == 0 {
        table.text(random.chance(perMille: 300) ? (Day("2027-06-30")! + 92 * random.below(5)).description : "")
        table.text((Day("2027-12-31")! + 92 * random.below(12)).description)
        table.number(cost * random.between(25, 60) / 100)
      } else {
        table.empty()
        table.empty()
        table.empty()
      }
      table.number(place.countries)
      try table.endRow()
    }
    try table.finish()
  }

  private func writeRacks(_ sink: @escaping EstateSink) throws {
    var table = try TableWriter("racks.csv", columns: ["rack", "site", "annual_cost", "committed_until"], sink: sink)
    for (row, rack) in racks.enumerated() where rack.isDeclared {
      table.text(rackKey(row))
      table.text(sites[rack.site].key)
      table.number(rack.annualCost)
      table.text(rack.committedUntil?.description ?? "")
      try table.endRow()
    }
    try table.finish()
  }

  private func writeClusters(_ sink: @escaping EstateSink) throws {
    var table = try TableWriter(
      "clusters.csv", columns: ["cluster", "site", "spare_hosts", "cpu_overcommit", "memory_overcommit"], sink: sink)
    for (row, cluster) in clusters.enumerated() {
      table.text(clusterKey(row))
      table.text(sites[cluster.site].key)
      table.number(cluster.spareHosts)
      table.number(cluster.cpuOvercommit)
      table.thousandths(cluster.memoryOvercommitTenths * 100)
      try table.endRow()
    }
    try table.finish()
  }

  private func writeHosts(_ sink: @escaping EstateSink) throws {
    var table = try TableWriter(
      "hosts.csv",
      columns: [
        "host", "site", "rack", "cluster", "rack_units", "power_kw", "cores", "memory_gb", "annual_cost",
        "committed_until", "end_of_support", "refresh_cost", "release_order", "leaves",
      ], sink: sink)
    for host in hosts {
      table.key(sites[host.site].key, host.letter, host.number)
      table.text(sites[host.site].key)
      if host.rack >= 0 { table.text(rackKey(host.rack)) } else { table.empty() }
      if host.cluster >= 0 { table.text(clusterKey(host.cluster)) } else { table.empty() }
      table.number(host.rackUnits)
      table.thousandths(host.watts)
      table.number(host.cores < 0 ? nil : host.cores)
      table.number(host.memory < 0 ? nil : host.memory)
      table.number(host.annualCost)
      table.text(host.committedUntil?.description ?? "")
      table.text(host.endOfSupport?.description ?? "")
      table.number(host.refreshCost)
      table.number(host.releaseOrder)
      switch host.leaving {
      case .never: table.empty()
      case .on(let day): table.text(day.description)
      case .withRack: table.text("with_rack")
      case .withSite: table.text("with_site")
      }
      try table.endRow()
    }
    try table.finish()
  }

  private func writeApplications(_ sink: @escaping EstateSink) throws {
    var table = try TableWriter(
      "applications.csv", columns: ["application", "name", "business_unit", "owner", "criticality"], sink: sink)
    for application in applications {
      table.text(application.key)
      table.text(application.name)
      table.text(Portfolio.businessUnits[application.businessUnit].name)
      table.text(application.owner < 0 ? "" : Portfolio.mailAddress(of: application.owner))
      table.number(application.criticality < 0 ? nil : application.criticality)
      try table.endRow()
    }
    try table.finish()
  }

  private func writeWorkloads(_ sink: @escaping EstateSink) throws {
    var table = try TableWriter(
      "workloads.csv",
      columns: [
        "workload", "application", "host", "cluster", "site", "environment", "team", "os", "cores", "memory_gb",
        "storage_gb", "disposition", "target_region", "effort_hours", "lead_waves", "risk_points", "not_before",
        "not_after", "annual_run_cost", "annual_cloud_cost", "one_off_cost", "data_class", "residency",
        "resilience_pair", "cutover_unit", "static_ip", "cmdb_name", "cmdb_status",
      ], sink: sink)
    var doubled = doubledWorkloads[...]
    for row in workloads.indices {
      try writeWorkload(row, &table)
      if doubled.first == row {
        doubled.removeFirst()
        try writeWorkload(row, &table)
      }
    }
    try table.finish()
  }

  private func writeWorkload(_ row: Int, _ table: inout TableWriter) throws {
    let workload = workloads[row]
    let application = applications[Int(workload.application)]
    let environment = Int(workload.environment)
    let role = Portfolio.roles[Int(workload.role)]
    table.key(application.key, Portfolio.environmentKeys[environment], role, Int(workload.number))
    // One machine in forty was never assigned to an application by anybody.
    if !application.isHub, workload.cutoverUnit == .none, row % 40 == 17 {
      table.empty()
    } else {
      table.text(application.key)
    }
    if workload.host >= 0 {
      let host = hosts[Int(workload.host)]
      table.key(sites[host.site].key, host.letter, host.number)
      table.empty()
      table.empty()
    } else if workload.cluster >= 0 {
      table.empty()
      table.text(clusterKey(Int(workload.cluster)))
      table.empty()
    } else {
      table.empty()
      table.empty()
      table.text(sites[Int(workload.site)].key)
    }
    table.text(Portfolio.environments[environment])
    table.text(workload.team.rawValue)
    table.text(Portfolio.operatingSystemNames[Int(workload.operatingSystem)])
    for size in [workload.cores, workload.memory, workload.storage] { table.number(size < 0 ? nil : Int(size)) }
    table.text(workload.disposition.word)
    table.text(sites[application.site].place.cloud)
    table.number(workload.effort < 0 ? nil : Int(workload.effort))
    table.number(workload.leadWaves == 1 ? nil : Int(workload.leadWaves))
    table.number(Int(workload.riskPoints))
    table.text(workload.notBefore?.description ?? "")
    table.text(workload.notAfter?.description ?? "")
    table.number(Int(workload.runCost))
    table.number(workload.cloudCost == 0 ? nil : Int(workload.cloudCost))
    table.number(Int(max(0, workload.oneOffCost)))
    table.text(Portfolio.dataClasses[application.dataClass])
    table.text(residency(of: workload))
    if workload.pair >= 0 { table.text("HA" + padded(Int(workload.pair), 4)) } else { table.empty() }
    switch workload.cutoverUnit {
    case .none: table.empty()
    case .ofApplication: table.text(application.key + "-disks")
    case .pilot: table.text("PILOT")
    }
    table.text(workload.doubt == .staticAddress ? "yes" : "")
    switch workload.doubt {
    case .misCasedName: table.text(application.key.lowercased() + "_" + role.uppercased() + String(workload.number))
    case .longName: table.text(application.key + "-" + role + String(workload.number) + ".corp.valdorra.example")
    case .none, .saidDecommissioned, .staticAddress: table.empty()
    }
    table.text(workload.doubt == .saidDecommissioned ? "decommissioned" : "")
    try table.endRow()
  }

  private func writeDependencies(_ sink: @escaping EstateSink) throws {
    var table = try TableWriter(
      "dependencies.csv", columns: ["source", "target", "relation", "annual_split_cost", "kind"], sink: sink)
    func end(_ row: Int32) {
      guard row >= 0 else {
        let address = Int(-1 - row)
        table.text("10.77.\(address / 256).\(address % 256)")
        return
      }
      let workload = workloads[Int(row)]
      table.key(
        applications[Int(workload.application)].key, Portfolio.environmentKeys[Int(workload.environment)],
        Portfolio.roles[Int(workload.role)], Int(workload.number))
    }
    for dependency in dependencies {
      end(dependency.source)
      end(dependency.target)
      table.text(dependency.relation.word)
      table.number(dependency.annualSplitCost < 0 ? nil : Int(dependency.annualSplitCost))
      table.text(Self.dependencyKinds[Int(dependency.kind)])
      try table.endRow()
    }
    try table.finish()
  }

  private func writeInitiatives(_ sink: @escaping EstateSink) throws {
    var table = try TableWriter(
      "initiatives.csv", columns: ["initiative", "name", "due", "annual_value", "late_annual_cost"], sink: sink)
    var members = try TableWriter("initiative_workloads.csv", columns: ["initiative", "workload"], sink: sink)
    for initiative in initiatives {
      table.text(initiative.key)
      table.text(initiative.name)
      table.text(initiative.due.description)
      table.number(initiative.annualValue)
      table.number(initiative.lateAnnualCost)
      try table.endRow()
      for member in initiative.members {
        let workload = workloads[Int(member)]
        members.text(initiative.key)
        members.key(
          applications[Int(workload.application)].key, Portfolio.environmentKeys[Int(workload.environment)],
          Portfolio.roles[Int(workload.role)], Int(workload.number))
        try members.endRow()
      }
    }
    try table.finish()
    try members.finish()
  }
}

extension Portfolio {
  static func mailAddress(of owner: Int) -> String {
    givenNames[owner % givenNames.count] + "." + familyNames[owner / givenNames.count % familyNames.count]
      + "@valdorra.example"
  }
}
