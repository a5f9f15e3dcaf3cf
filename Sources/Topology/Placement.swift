import Estates

/// Where each workload runs: on a dedicated host, in a cluster, or merely at a site.
///
///     host ──belongs to──▶ cluster        a workload on H1 of cluster C1 runs in C1, at H1's site
///     host ──stands at───▶ site           a workload on H2, which belongs to none, keeps H2 from being released
///     cluster ──is at────▶ site
///
/// Where the cells of a row contradict each other the host's facts win over the cluster's, and these over the site's.
package struct Placement: Sendable {
  /// Row of `sites`, or `Estate.none`.
  package private(set) var site: [Int32]
  /// Row of `clusters`, or `Estate.none`.
  package private(set) var cluster: [Int32]
  /// The host outside any cluster that the workload runs on, or `Estate.none`.
  package private(set) var dedicatedHost: [Int32]

  package init(_ estate: Estate) {
    let workloads = estate.workloads
    site = workloads.site
    cluster = workloads.cluster
    dedicatedHost = [Int32](repeating: Estate.none, count: workloads.count)
    for row in 0..<workloads.count {
      let host = workloads.host[row]
      if host != Estate.none {
        cluster[row] = estate.hosts.cluster[Int(host)]
        site[row] = estate.hosts.site[Int(host)]
        if cluster[row] == Estate.none { dedicatedHost[row] = host }
      } else if cluster[row] != Estate.none {
        let implied = estate.clusters.site[Int(cluster[row])]
        if implied != Estate.none { site[row] = implied }
      }
    }
  }
}
