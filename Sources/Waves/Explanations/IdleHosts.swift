import Estates
import Topology

extension ResolvedEstate {
  /// Hosts that no workload keeps and nothing empties, those of idle clusters included.
  var idleHosts: [Int] {
    var isUsed = [Bool](repeating: false, count: estate.hosts.count)
    var clusterIsUsed = [Bool](repeating: false, count: estate.clusters.count)
    for row in 0..<estate.workloads.count {
      if placement.dedicatedHost[row] != Estate.none { isUsed[Int(placement.dedicatedHost[row])] = true }
      if placement.cluster[row] != Estate.none { clusterIsUsed[Int(placement.cluster[row])] = true }
    }
    return (0..<estate.hosts.count).filter { host in
      let cluster = estate.hosts.cluster[host]
      let holdsNothing = cluster == Estate.none ? !isUsed[host] : !clusterIsUsed[Int(cluster)]
      return holdsNothing && estate.hosts.leaves[host] == nil
    }
  }

  /// The estate as it would be if machines that nothing empties left on the program's first day.
  var withoutIdleHosts: ResolvedEstate {
    var changed = estate
    for host in idleHosts { changed.hosts.leaves[host] = .on(estate.program.start) }
    return ResolvedEstate(changed)
  }
}
