import Estates
import Solving
import Topology

/// After which cutover a cluster gives back each of its hosts: wave after wave the smallest number of hosts, from the end of
/// the release order, that carries what remains.
struct ClusterDrainage {
  /// By place in the release order; the calendar's count where the host is kept to the end.
  private(set) var wave: [Int]

  init(
    _ cluster: Int, hosts order: [Int], workloads members: [Int32], _ resolved: ResolvedEstate, _ departures: Departures
  ) {
    let estate = resolved.estate
    let waveCount = resolved.calendar.count
    // What leaves in each wave, and in the last place what stays.
    var cores = [Double](repeating: 0, count: waveCount + 1)
    var memory = cores
    var unknown = [Int](repeating: 0, count: waveCount + 1)
    var count = unknown
    for member in members {
      let row = Int(member)
      let wave = Int(departures.waves[row])
      cores[wave] += estate.workloads.cores[row] ?? 0
      memory[wave] += estate.workloads.memoryGB[row] ?? 0
      if estate.workloads.cores[row] == nil && estate.workloads.memoryGB[row] == nil { unknown[wave] += 1 }
      count[wave] += 1
    }
    for wave in (0..<waveCount).reversed() {
      cores[wave] += cores[wave + 1]
      memory[wave] += memory[wave + 1]
      unknown[wave] += unknown[wave + 1]
      count[wave] += count[wave + 1]
    }
    let spare = estate.clusters.spareHosts[cluster]
    let carriesCores = ProblemBuilder.carried(
      order, estate.hosts.cores, spare: spare, overcommit: estate.clusters.cpuOvercommit[cluster])
    let carriesMemory = ProblemBuilder.carried(
      order, estate.hosts.memoryGB, spare: spare, overcommit: estate.clusters.memoryOvercommit[cluster])
    wave = [Int](repeating: waveCount, count: order.count)
    var kept = order.count
    for current in 0..<waveCount {
      // What remains after this wave leaves later.
      var needed = kept
      if count[current + 1] == 0 {
        needed = 0
      } else if unknown[current + 1] == 0 {
        needed =
          (1...max(1, order.count)).first { k in
            k <= order.count && cores[current + 1] <= Problem.slack(carriesCores[k])
              && memory[current + 1] <= Problem.slack(carriesMemory[k])
          } ?? order.count
      }
      while kept > needed {
        wave[order.count - kept] = current
        kept -= 1
      }
    }
  }
}
