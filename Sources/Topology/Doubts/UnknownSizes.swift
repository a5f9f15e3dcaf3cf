import Documents
import Estates

/// Workloads of unknown size: while one remains, its cluster keeps every host.
enum UnknownSizes {
  static func findings(_ graph: DependencyGraph) -> [Finding] {
    let estate = graph.resolved.estate
    var hosts = [Int](repeating: 0, count: estate.clusters.count)
    for cluster in estate.hosts.cluster where cluster != Estate.none { hosts[Int(cluster)] += 1 }
    var unknown = [[Int32]](repeating: [], count: estate.clusters.count)
    for row in 0..<estate.workloads.count
    where estate.workloads.cores[row] == nil && estate.workloads.memoryGB[row] == nil {
      let cluster = graph.resolved.placement.cluster[row]
      if cluster != Estate.none { unknown[Int(cluster)].append(Int32(row)) }
    }
    return (0..<estate.clusters.count).filter { hosts[$0] > 0 && !unknown[$0].isEmpty }.map { cluster in
      let rows = unknown[cluster]
      let staying = rows.filter { graph.demands.staying.contains(Int($0)) }
      let until =
        staying.isEmpty ? "until the last of them has left" : "for ever, as \(names(staying, estate)) never leaves"
      return Finding(
        .warning, .unknownSize,
        "cluster \(estate.texts[estate.clusters.keys[cluster]]) keeps all its "
          + "\(Consolidated.count(hosts[cluster], "host")) \(until): neither cores nor memory are known of "
          + Consolidated.workloads(rows, estate),
        at: estate.location(ofWorkload: rows[0], column: "cores"),
        help: "fill cores or memory_gb of these rows")
    }
  }

  private static func names(_ rows: [Int32], _ estate: Estate) -> String { estate.key(ofWorkload: rows[0]) }
}
