import Estates

/// Where each workload runs: the host's facts win over the cluster's, and these over the site's.
///
/// A workload on a host that belongs to a cluster runs in that cluster. Values are rows, or `Estate.none`.
struct Placement: Sendable {
  /// The host outside a cluster on which the workload runs.
  private(set) var dedicatedHost: [Int32]
  private(set) var cluster: [Int32]
  private(set) var site: [Int32]

  init(_ estate: Estate) {
    let workloads = estate.workloads
    dedicatedHost = [Int32](repeating: Estate.none, count: workloads.count)
    cluster = dedicatedHost
    site = dedicatedHost
    for row in 0..<workloads.count {
      let host = workloads.host[row]
      if host != Estate.none {
        cluster[row] = estate.hosts.cluster[Int(host)]
        site[row] = estate.hosts.site[Int(host)]
        if cluster[row] == Estate.none { dedicatedHost[row] = host }
        continue
      }
      cluster[row] = workloads.cluster[row]
      if cluster[row] != Estate.none { site[row] = estate.clusters.site[Int(cluster[row])] }
      if site[row] == Estate.none { site[row] = workloads.site[row] }
    }
  }
}
