import Estates

/// How a cluster gives its hosts back as its workloads leave.
///
///     release order    H1  H2  H3  H4  H5
///     kept             ·   ·   ######### the last k, enough for what remains with the spare hosts held back
///
/// The fewest hosts are kept that carry the remaining workloads, in cores and in memory, each host counted by its capacity
/// times the overcommit and the `spare_hosts` largest left out of the sum.
struct ClusterDraining: Sendable {
  /// Row of `clusters`.
  let cluster: Int
  /// Rows of `hosts`, the first to be given back first.
  let order: [Int32]
  /// Rows of `workloads`.
  let members: [Int32]
  /// `carries[d][k]`: what the last k hosts carry, for cores and memory.
  let carries: [[Double]]
  /// `demand[d][m]` of each member, for cores and memory.
  let demand: [[Double]]
  /// Members whose cores and memory are both unknown.
  let isUnknown: [Bool]

  /// The clusters that have both hosts and workloads; others give nothing back.
  static func all(of estate: Estate, _ placement: Placement) -> [ClusterDraining] {
    var hosts = [[Int32]](repeating: [], count: estate.clusters.count)
    var members = hosts
    for row in 0..<estate.hosts.count where estate.hosts.cluster[row] != Estate.none {
      hosts[Int(estate.hosts.cluster[row])].append(Int32(row))
    }
    for row in 0..<estate.workloads.count where placement.cluster[row] != Estate.none {
      members[Int(placement.cluster[row])].append(Int32(row))
    }
    return (0..<estate.clusters.count).compactMap { cluster in
      if hosts[cluster].isEmpty || members[cluster].isEmpty { return nil }
      return ClusterDraining(estate, cluster, hosts[cluster], members[cluster])
    }
  }

  private init(_ estate: Estate, _ cluster: Int, _ hosts: [Int32], _ members: [Int32]) {
    self.cluster = cluster
    self.members = members
    order = hosts.sorted { ClusterDraining.isGivenBackBefore(estate, Int($0), Int($1)) }
    let spare = estate.clusters.spareHosts[cluster]
    carries = [
      ClusterDraining.carried(
        order.map { estate.hosts.cores[Int($0)] }, spare, estate.clusters.cpuOvercommit[cluster]),
      ClusterDraining.carried(
        order.map { estate.hosts.memoryGB[Int($0)] }, spare, estate.clusters.memoryOvercommit[cluster]),
    ]
    let cores = members.map { estate.workloads.cores[Int($0)] }
    let memory = members.map { estate.workloads.memoryGB[Int($0)] }
    demand = [cores.map { $0 ?? 0 }, memory.map { $0 ?? 0 }]
    isUnknown = zip(cores, memory).map { $0 == nil && $1 == nil }
  }

  private static func isGivenBackBefore(_ estate: Estate, _ one: Int, _ other: Int) -> Bool {
    let hosts = estate.hosts
    let orders = (hosts.releaseOrder[one] ?? .infinity, hosts.releaseOrder[other] ?? .infinity)
    if orders.0 != orders.1 { return orders.0 < orders.1 }
    let ends = (hosts.endOfSupport[one]?.number ?? .max, hosts.endOfSupport[other]?.number ?? .max)
    if ends.0 != ends.1 { return ends.0 < ends.1 }
    let costs = (hosts.annualCost[one] ?? 0, hosts.annualCost[other] ?? 0)
    if costs.0 != costs.1 { return costs.0 > costs.1 }
    return estate.texts[hosts.keys[one]].utf8.lexicographicallyPrecedes(estate.texts[hosts.keys[other]].utf8)
  }

  /// For k from 0: what the last k hosts carry without the `spare` largest of them.
  private static func carried(_ capacities: [Double?], _ spare: Int, _ overcommit: Double) -> [Double] {
    let smallest = capacities.compactMap { $0 }.min() ?? 0
    var heldBack: [Double] = []
    var sum = 0.0
    var carried = [0.0]
    for capacity in capacities.reversed().map({ $0 ?? smallest }) {
      let place = heldBack.firstIndex { capacity > $0 } ?? heldBack.count
      heldBack.insert(capacity, at: place)
      if heldBack.count > max(0, spare) { sum += heldBack.removeLast() }
      carried.append(sum * overcommit)
    }
    return carried
  }

  /// How many hosts are kept after each wave.
  func kept(_ assignment: [Int32], waveCount: Int) -> [Int] {
    // What leaves in each wave; the last entry is what stays.
    var leaving = [[Double]](repeating: [Double](repeating: 0, count: waveCount + 1), count: 2)
    var count = [Int](repeating: 0, count: waveCount + 1)
    var unknown = count
    for (position, row) in members.enumerated() {
      let wave = Int(assignment[Int(row)])
      leaving[0][wave] += demand[0][position]
      leaving[1][wave] += demand[1][position]
      count[wave] += 1
      if isUnknown[position] { unknown[wave] += 1 }
    }
    // Summed up from the end, what remains after the last wave is exactly what stays.
    for wave in stride(from: waveCount - 1, through: 0, by: -1) {
      leaving[0][wave] += leaving[0][wave + 1]
      leaving[1][wave] += leaving[1][wave + 1]
      count[wave] += count[wave + 1]
      unknown[wave] += unknown[wave + 1]
    }
    var kept: [Int] = []
    var held = order.count
    for wave in 0..<waveCount {
      if count[wave + 1] == 0 {
        held = 0
      } else if unknown[wave + 1] == 0 {
        let enough = (1...order.count).first { k in
          (0..<2).allSatisfy { leaving[$0][wave + 1] <= ResolvedLimit.slack(carries[$0][k]) }
        }
        held = min(held, enough ?? order.count)
      }
      kept.append(held)
    }
    return kept
  }
}
