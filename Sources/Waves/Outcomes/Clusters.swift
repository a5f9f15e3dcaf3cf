import Estates
import Solving
import Topology

/// Clusters that give hosts back as they empty (SPEC section 3), as drains: step m gives back the m-th host of the release
/// order, once the others carry what remains.
///
///     hosts in release order   H1   H2   H3   H4        spare 1: the largest of the kept is held back
///     step 2 keeps                       H3   H4        threshold = capacity of the smaller of H3, H4, times overcommit
///     step 4 keeps none: nothing may remain
extension ProblemBuilder {
  /// The hosts of each cluster, in the order in which it gives them back.
  static func releaseOrder(_ estate: Estate) -> [[Int]] {
    var hostsOf = [[Int]](repeating: [], count: estate.clusters.count)
    for host in 0..<estate.hosts.count where estate.hosts.cluster[host] != Estate.none {
      hostsOf[Int(estate.hosts.cluster[host])].append(host)
    }
    let hosts = estate.hosts
    func goesBefore(_ left: Int, _ right: Int) -> Bool {
      let orders = (hosts.releaseOrder[left] ?? .infinity, hosts.releaseOrder[right] ?? .infinity)
      if orders.0 != orders.1 { return orders.0 < orders.1 }
      let supports = (hosts.endOfSupport[left]?.number ?? .max, hosts.endOfSupport[right]?.number ?? .max)
      if supports.0 != supports.1 { return supports.0 < supports.1 }
      let costs = (hosts.annualCost[left] ?? 0, hosts.annualCost[right] ?? 0)
      if costs.0 != costs.1 { return costs.0 > costs.1 }
      return estate.texts[hosts.keys[left]].utf8.lexicographicallyPrecedes(estate.texts[hosts.keys[right]].utf8)
    }
    return hostsOf.map { $0.sorted(by: goesBefore) }
  }

  /// What the last k hosts of `order` carry, for k = 0 … order.count, the spare ones held back; unknown capacities count as
  /// the smallest known one.
  static func carried(_ order: [Int], _ capacity: [Double?], spare: Int, overcommit: Double) -> [Double] {
    let smallest = order.compactMap { capacity[$0] }.min() ?? 0
    var kept: [Double] = []
    return [0]
      + order.reversed().map { host in
        let amount = capacity[host] ?? smallest
        let place = kept.firstIndex { $0 < amount } ?? kept.count
        kept.insert(amount, at: place)
        return kept.dropFirst(spare).reduce(0, +) * overcommit
      }
  }

  /// Adds a drain for each cluster that has workloads and hosts, and answers which step frees each host.
  mutating func addClusters() -> [Int: Problem.Outcome.Step] {
    var workloadsOf = [[Int32]](repeating: [], count: estate.clusters.count)
    for row in 0..<estate.workloads.count where resolved.placement.cluster[row] != Estate.none {
      workloadsOf[Int(resolved.placement.cluster[row])].append(Int32(row))
    }
    var stepOf: [Int: Problem.Outcome.Step] = [:]
    for (cluster, order) in Self.releaseOrder(estate).enumerated() {
      if order.isEmpty || workloadsOf[cluster].isEmpty { continue }
      let number = Int32(problem.drains.count)
      drainSubjects.append((cluster, order))
      problem.drains.append(drain(cluster, order, workloadsOf[cluster]))
      for (place, host) in order.enumerated() {
        stepOf[host] = Problem.Outcome.Step(drain: number, count: Int32(place + 1))
      }
    }
    return stepOf
  }

  private func drain(_ cluster: Int, _ order: [Int], _ members: [Int32]) -> Problem.Drain {
    let workloads = estate.workloads
    let hosts = estate.hosts
    let clusters = estate.clusters
    let cores = Self.carried(
      order, hosts.cores, spare: clusters.spareHosts[cluster], overcommit: clusters.cpuOvercommit[cluster])
    let memory = Self.carried(
      order, hosts.memoryGB, spare: clusters.spareHosts[cluster], overcommit: clusters.memoryOvercommit[cluster])

    // Dimensions: cores, memory, workloads of which neither is known, workloads.
    var base = [Double](repeating: 0, count: 4)
    var demandOf: [Int: [Double]] = [:]
    var items: [Int] = []
    for member in members {
      let row = Int(member)
      let unknown = workloads.cores[row] == nil && workloads.memoryGB[row] == nil
      let demand = [workloads.cores[row] ?? 0, workloads.memoryGB[row] ?? 0, unknown ? 1 : 0, 1]
      let item = item(of: member)
      if obstructions[item] != nil {
        for dimension in base.indices { base[dimension] += demand[dimension] }
      } else if let known = demandOf[item] {
        demandOf[item] = zip(known, demand).map(+)
      } else {
        demandOf[item] = demand
        items.append(item)
      }
    }

    let worth = ReleaseWorth(estate: estate, discounting: discounting)
    var steps: [Problem.Drain.Step] = []
    for (place, host) in order.enumerated() {
      let kept = order.count - place - 1
      let threshold = kept == 0 ? [0, 0, 0, 0] : [cores[kept], memory[kept], 0, .infinity]
      let part = Footprint(host: host, of: estate)
      steps.append(
        Problem.Drain.Step(
          threshold: threshold,
          worth: (0..<waveCount).map { worth.host(host, released: calendar.cutover(of: $0) + lag) },
          contributions: contributions(part, notBefore: nil)))
    }
    return Problem.Drain(
      items: items.map { Int32($0) }, demand: (0..<4).map { dimension in items.map { demandOf[$0]![dimension] } },
      base: base, steps: steps)
  }
}
