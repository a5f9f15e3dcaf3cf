import Documents
import Estates
import Plans
import Topology

/// What stays, and why: grouped by reason, and within it by application.
extension PlanReport {
  static let stayStem = "stays"

  var hasStayList: Bool { plan.stays.count > PlanReport.listLimit }

  var staysSection: [MarkdownBlock] {
    var blocks: [MarkdownBlock] = [.heading(2, "What stays, and why")]
    if plan.stays.isEmpty {
      blocks.append(.paragraph("No workload stays."))
    } else {
      var table = MarkdownTable(columns: [
        .right("workloads"), .left("they stay because"), .left(hasStayList ? "where" : "which"),
      ])
      for (reason, rows) in reasons {
        let which =
          hasStayList
          ? MarkdownText(tally(rows.map { reading.site($0).map(reading.siteKey) ?? "" }))
          : MarkdownText.joined(rows.map { .code(reading.workloadKey($0)) })
        table.rows.append([MarkdownText(Wording.number(rows.count)), MarkdownText(Wording.reason(reason)), which])
      }
      blocks.append(.table(table))
    }
    if hasStayList {
      blocks.append(.paragraph("Every one of them: " + .joined(stayPages.map { .link($0.file, to: $0.file) }) + "."))
    }
    let idle = idleHosts
    if !idle.isEmpty {
      let keys = MarkdownText.joined(idle.prefix(12).map { .code(estate.texts[estate.hosts.keys[$0]]) })
      let more = idle.count > 12 ? " and \(Wording.number(idle.count - 12)) more" : ""
      blocks.append(
        .paragraph(
          MarkdownText(
            "\(Wording.count(idle.count, "host")) on which the inventory lists no workload \(idle.count == 1 ? "stays" : "stay") as well, since nothing empties \(idle.count == 1 ? "it" : "them"): "
          ) + keys + MarkdownText(more + ".")))
    }
    return blocks
  }

  /// The rows of each reason that occurs, by key.
  private var reasons: [(reason: StayReason, rows: [Int])] {
    StayReason.allCases.compactMap { reason in
      let rows = reading.stay.indices.filter { reading.stay[$0] == reason }.sorted {
        Wording.byBytes(reading.workloadKey($0), reading.workloadKey($1))
      }
      return rows.isEmpty ? nil : (reason, rows)
    }
  }

  /// Hosts without workloads, by themselves or with their whole cluster, that the plan does not release.
  var idleHosts: [Int] {
    var isUsed = [Bool](repeating: false, count: estate.hosts.count)
    var clusterIsUsed = [Bool](repeating: false, count: estate.clusters.count)
    let placement = reading.resolved.placement
    for row in 0..<estate.workloads.count {
      if placement.dedicatedHost[row] != Estate.none { isUsed[Int(placement.dedicatedHost[row])] = true }
      if placement.cluster[row] != Estate.none { clusterIsUsed[Int(placement.cluster[row])] = true }
    }
    return isUsed.indices.filter { host in
      let cluster = estate.hosts.cluster[host]
      let isBusy = cluster == Estate.none ? isUsed[host] : clusterIsUsed[Int(cluster)]
      return !isBusy && reading.released.hosts[host] == nil
    }
  }

  /// `stays.md`, where many stay.
  var stayPages: [Page] {
    guard hasStayList else { return [] }
    return Paging.pages(
      PlanReport.stayStem,
      opening: [
        .heading(1, MarkdownText("\(estate.program.name): what stays")),
        .paragraph("Belongs to \(link: PlanReport.mainFile, to: PlanReport.mainFile)."),
      ],
      reasons.flatMap { reason, rows -> [Paging.Section] in
        // A reason that holds for very many has a section for each site.
        let sites = rows.count > 5000 ? Dictionary(grouping: rows) { reading.site($0) ?? -1 } : [-2: rows]
        return sites.sorted { $0.key < $1.key }.map { site, rows in
          let place = site == -2 ? "" : site < 0 ? ", no site known" : ", \(reading.siteLabel(site))"
          let name = "\(Wording.count(rows.count, "workload"))\(place): \(Wording.reason(reason))"
          return Paging.Section(name: name, blocks: [.heading(2, MarkdownText(name)), listing(rows)])
        }
      })
  }
}
