import Documents
import Estates

/// Hosts and clusters on which no workload runs, and that nothing will empty.
enum IdleMachines {
  static func findings(_ graph: DependencyGraph) -> [Finding] {
    let estate = graph.resolved.estate
    let placement = graph.resolved.placement
    var hasWorkload = [Bool](repeating: false, count: estate.hosts.count)
    var clusterIsUsed = [Bool](repeating: false, count: estate.clusters.count)
    for row in 0..<estate.workloads.count {
      if placement.dedicatedHost[row] != Estate.none { hasWorkload[Int(placement.dedicatedHost[row])] = true }
      if placement.cluster[row] != Estate.none { clusterIsUsed[Int(placement.cluster[row])] = true }
    }
    var findings: [Finding] = []
    let hosts = (0..<estate.hosts.count).filter { row in
      estate.hosts.cluster[row] == Estate.none && !hasWorkload[row] && estate.hosts.leaves[row] == nil
    }
    if let first = hosts.first {
      let names = hosts.map { Consolidated.name(estate.texts[estate.hosts.keys[$0]], estate.hosts.table, $0) }
      let units = hosts.reduce(0) { $0 + (estate.hosts.rackUnits[$1] ?? 0) }
      let share = units > 0 ? ", with \(NumberText.short(units)) rack units" : ""
      findings.append(
        Finding(
          .warning, .idleHost,
          "\(Consolidated.count(hosts.count, "host")) outside clusters \(Consolidated.verb(hosts.count, "is", "are")) "
            + "idle and never emptied\(share): \(Consolidated.list(names))",
          at: SourceLocation(file: estate.hosts.table.file, line: Int(estate.hosts.table.lines[first])),
          help: "add the workloads that run there, or say in `leaves` when such a host goes"))
    }
    for cluster in 0..<estate.clusters.count where !clusterIsUsed[cluster] {
      let members = (0..<estate.hosts.count).filter {
        estate.hosts.cluster[$0] == Int32(cluster) && estate.hosts.leaves[$0] == nil
      }
      if members.isEmpty { continue }
      let lines = estate.clusters.table.lines
      let line = cluster < lines.count ? Int(lines[cluster]) : 0
      let place =
        line > 0
        ? SourceLocation(file: estate.clusters.table.file, line: line)
        : SourceLocation(
          file: estate.hosts.table.file, line: Int(estate.hosts.table.lines[members[0]]), label: "cluster")
      findings.append(
        Finding(
          .warning, .idleCluster,
          "cluster \(estate.texts[estate.clusters.keys[cluster]]) is idle: no workload runs on its "
            + "\(Consolidated.count(members.count, "host")), which nothing empties",
          at: place, help: "add the workloads that run there, or say in `leaves` when its hosts go"))
    }
    return findings
  }
}

extension NumberText {
  /// A sum for a sentence: whole where it is, else one decimal.
  static func short(_ value: Double) -> String {
    let rounded = (value * 10).rounded() / 10
    return rounded == rounded.rounded() && rounded.magnitude < 1e15
      ? Grouped.text(Int(rounded)) : Decimal.short(rounded, places: 1)
  }
}
