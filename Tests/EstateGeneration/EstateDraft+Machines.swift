import Estates

/// Step 2: what the workloads run on — clusters sized to what they carry, dedicated machines, idle ones, racks, switches
/// and storage arrays.
///
/// A site's machines stand in racks in this order: first those that stay (the plant's edge), then those that may go, so
/// that a rack is rarely held by a single machine; three in a hundred stand in the wrong rack, as they do.
extension EstateDraft {
  mutating func addMachines() {
    var random = random(step: 2)
    var workloadsOfSite = [[Int]](repeating: [], count: sites.count)
    for row in workloads.indices { workloadsOfSite[Int(workloads[row].site)].append(row) }
    for site in sites.indices {
      let firstHost = hosts.count
      var numbers = HostNumbers()
      addClusters(at: site, carrying: workloadsOfSite[site].filter { workloads[$0].isVirtual }, &numbers, &random)
      addServers(at: site, carrying: workloadsOfSite[site].filter { !workloads[$0].isVirtual }, &numbers, &random)
      addIdleServers(at: site, besides: hosts.count - firstHost, &numbers, &random)
      fillRacks(at: site, from: firstHost, &numbers, &random)
      addArrays(at: site, storing: workloadsOfSite[site], &numbers, &random)
    }
  }

  struct HostNumbers {
    var server = 0
    var virtualisation = 0
    var network = 0
    var array = 0
  }

  /// The main cluster takes most (a public export has 695, 47, 41 and 22 machines in its four); front ends stand in a
  /// DMZ of their own; what stays stands apart, nine times in ten. No cluster carries more than 700 machines.
  private mutating func addClusters(
    at site: Int, carrying rows: [Int], _ numbers: inout HostNumbers, _ random: inout SplitMix64
  ) {
    let place = sites[site].place
    var members: [String: [Int]] = [:]
    let isLarge = rows.count > 80
    for row in rows {
      let workload = workloads[row]
      let name: String
      if workload.stays, random.below(10) < 9 {
        name = "EDGE"
      } else if applications[Int(workload.application)].isHub {
        name = "MGMT"
      } else if isLarge, workload.role == 2 {
        name = "DMZ"
      } else if isLarge, random.below(100) < 22 {
        name = "SEC"
      } else {
        name = "MAIN"
      }
      members[name, default: []].append(row)
    }
    for name in ["MAIN", "SEC", "DMZ", "MGMT", "EDGE"] {
      let all = members[name] ?? []
      let parts = (all.count + 699) / 700
      for part in 0..<parts {
        let carried = Array(all[(all.count * part / parts)..<(all.count * (part + 1) / parts)])
        addCluster(parts == 1 ? name : name + String(part + 1), at: site, carrying: carried, place, &numbers, &random)
      }
    }
  }

  private mutating func addCluster(
    _ name: String, at site: Int, carrying rows: [Int], _ place: Place, _ numbers: inout HostNumbers,
    _ random: inout SplitMix64
  ) {
    let cluster = clusters.count
    let isCenter = place.kind == .dataCenter
    let (hostCores, hostMemory) = isCenter ? (32, 512) : (24, 256)
    let spare = isCenter && rows.count > 200 ? 2 : 1
    let overcommit = random.between(4, 6)
    let memoryTenths = random.chance(perMille: 250) ? 12 : 10
    clusters.append(
      Cluster(
        site: site, name: name, spareHosts: spare, cpuOvercommit: overcommit, memoryOvercommitTenths: memoryTenths))
    var cores = 0
    var memory = 0
    for row in rows {
      cores += max(0, Int(workloads[row].cores))
      memory += max(0, Int(workloads[row].memory))
    }
    let byCores = (cores + hostCores * overcommit - 1) / (hostCores * overcommit)
    let byMemory = (memory * 10 + hostMemory * memoryTenths - 1) / (hostMemory * memoryTenths)
    let needed = max(1, byCores, byMemory) + spare
    let count = needed + (random.chance(perMille: 500) ? (needed + 11) / 12 : 0)
    let firstHost = hosts.count
    for _ in 0..<count {
      numbers.virtualisation += 1
      var host = Host(
        site: site, letter: "V", number: numbers.virtualisation, cluster: cluster,
        rackUnits: random.chance(perMille: 800) ? 2 : 1, watts: random.between(52, 78) * 10, cores: hostCores,
        memory: hostMemory, annualCost: random.between(isCenter ? 95 : 70, isCenter ? 150 : 105) * 100)
      giveLife(&host, refresh: isCenter ? 34_000 : 22_000, &random)
      if random.chance(perMille: 80) { host.releaseOrder = random.between(1, 5) }
      host.staysPut = name.hasPrefix("EDGE")
      hosts.append(host)
    }
    for row in rows {
      workloads[row].cluster = Int32(cluster)
      // Some exports name the machine of the day instead of the cluster.
      if random.chance(perMille: 40) { workloads[row].host = Int32(firstHost + random.below(count)) }
    }
  }

  /// One workload per machine, four times in five; up to five share one. Some stand nowhere that the inventory knows.
  private mutating func addServers(
    at site: Int, carrying rows: [Int], _ numbers: inout HostNumbers, _ random: inout SplitMix64
  ) {
    var shared = -1
    var onShared = 0
    for row in rows {
      let workload = workloads[row]
      if random.chance(perMille: 45) { continue }
      let stays = workload.stays
      if shared >= 0, onShared < 5, hosts[shared].staysPut == stays || random.chance(perMille: 30),
        random.chance(perMille: 230)
      {
        workloads[row].host = Int32(shared)
        onShared += 1
        continue
      }
      let isDatabase = workload.role == 1
      let units = (isDatabase ? Portfolio.databaseUnits : Portfolio.serverUnits).draw(&random)
      numbers.server += 1
      var host = Host(
        site: site, letter: "S", number: numbers.server, rackUnits: units,
        watts: (16 + 11 * units) * random.between(8, 13),
        cores: workload.cores < 0 ? -1 : max(4, Int(workload.cores)),
        memory: workload.memory < 0 ? -1 : max(16, Int(workload.memory) * 3 / 2),
        annualCost: (18 + 16 * units) * random.between(70, 130))
      giveLife(&host, refresh: 6_500 + 5_500 * units, &random)
      host.staysPut = stays
      if random.chance(perMille: 12) { host.cores = -1 }
      shared = hosts.count
      onShared = 1
      workloads[row].host = Int32(hosts.count)
      hosts.append(host)
    }
  }

  /// Machines that do nothing: 30 % of the physical servers of a public study had done nothing for half a year, 8 % where
  /// somebody acted on it (Anthesis and Koomey, 2015 and 2017). Here about a ninth are known to be idle; the others hide
  /// behind workloads that are to be retired.
  private mutating func addIdleServers(
    at site: Int, besides count: Int, _ numbers: inout HostNumbers, _ random: inout SplitMix64
  ) {
    let idle = (count * 115 + random.below(1000)) / 1000
    for _ in 0..<idle {
      let units = Portfolio.serverUnits.draw(&random)
      numbers.server += 1
      var host = Host(
        site: site, letter: "S", number: numbers.server, rackUnits: units,
        watts: (12 + 8 * units) * random.between(8, 12),
        cores: 1 << random.between(1, 4), memory: 1 << random.between(3, 6),
        annualCost: (10 + 11 * units) * random.between(70, 120))
      giveLife(&host, refresh: nil, &random)
      switch random.below(100) {
      case 0..<32: host.leaving = .on(Day("2026-09-30")! + 91 * random.below(9))
      case 32..<58: host.leaving = .withRack
      case 58..<72: host.leaving = .withSite
      default: break
      }
      hosts.append(host)
    }
  }

  private func giveLife(_ host: inout Host, refresh: Int?, _ random: inout SplitMix64) {
    if random.chance(perMille: 860) {
      host.endOfSupport = Day("2026-03-31")! + 91 * random.below(25)
      if let refresh, random.chance(perMille: 780) { host.refreshCost = refresh * random.between(80, 130) / 100 }
    }
    if random.chance(perMille: 60) { host.committedUntil = Day("2027-03-31")! + 183 * random.below(5) }
  }

  /// Racks of 42 units, filled to about 30 (a public story has 400 servers in 22 racks), with a pair of switches each.
  private mutating func fillRacks(
    at site: Int, from firstHost: Int, _ numbers: inout HostNumbers, _ random: inout SplitMix64
  ) {
    let rows = Array(firstHost..<hosts.count)
    var order = rows.filter { hosts[$0].staysPut } + rows.filter { !hosts[$0].staysPut }
    for position in order.indices where random.chance(perMille: 30) {
      order.swapAt(position, random.below(order.count))
    }
    var used = 100
    var number = 0
    var rackStays = false
    for row in order {
      if used + hosts[row].rackUnits > 32 || rackStays && !hosts[row].staysPut && used > 12 {
        number += 1
        rackStays = hosts[row].staysPut
        used = 2
        racks.append(
          Rack(
            site: site, number: number, annualCost: random.between(45, 88) * 100,
            committedUntil: random.chance(perMille: 90) ? Day("2027-06-30")! + 183 * random.below(4) : nil,
            isDeclared: racks.count % 97 != 41))
        numbers.network += 1
        hosts.append(
          Host(
            site: site, letter: "N", number: numbers.network, rack: racks.count - 1, rackUnits: 2,
            watts: random.between(18, 40) * 10, annualCost: random.between(9, 22) * 100, leaving: .withRack))
      }
      used += hosts[row].rackUnits
      hosts[row].rack = racks.count - 1
    }
  }

  /// Storage arrays of 6 to 10 units, one for about 120 TB, which leave with their site.
  private mutating func addArrays(
    at site: Int, storing rows: [Int], _ numbers: inout HostNumbers, _ random: inout SplitMix64
  ) {
    var gigabytes = 0
    for row in rows { gigabytes += max(0, Int(workloads[row].storage)) }
    let count = rows.count < 12 ? 0 : 1 + gigabytes / 120_000
    guard count > 0, let rack = racks.indices.last, racks[rack].site == site else { return }
    for _ in 0..<count {
      numbers.array += 1
      hosts.append(
        Host(
          site: site, letter: "A", number: numbers.array, rack: rack,
          rackUnits: sites[site].place.kind == .dataCenter ? random.between(6, 10) : 4,
          watts: random.between(90, 190) * 10, annualCost: random.between(16, 34) * 1_000,
          committedUntil: random.chance(perMille: 300) ? Day("2027-12-31")! + 183 * random.below(3) : nil,
          endOfSupport: Day("2027-06-30")! + 183 * random.below(8), refreshCost: random.between(60, 160) * 1_000,
          leaving: .withSite))
    }
  }
}
