import Documents
import Estates
import Plans

/// What comes free: the list that a decommissioning team works from, and its sums by quarter.
///
/// A machine is given back on a date, but its cost runs on to the end of its commitment, and a site's lease to its own: both
/// stand beside the date.
extension PlanReport {
  static let decommissionStem = "decommission"
  /// Up to so many releases stand in `plan.md` itself.
  static let releaseLimit = 60

  var hasReleaseList: Bool { plan.releases.count > PlanReport.releaseLimit }

  var decommissionSection: [MarkdownBlock] {
    guard !plan.releases.isEmpty else { return [] }
    var blocks: [MarkdownBlock] = [.heading(2, "What is given back, and when")]
    let sum = plan.releases.reduce(0) { $0 + (facts(of: $1).annualCost ?? 0) }
    let counts = [Plan.Release.Kind.host, .rack, .site].compactMap { kind -> String? in
      let count = plan.releases.count { $0.kind == kind }
      return count == 0 ? nil : Wording.count(count, kind.rawValue)
    }
    blocks.append(
      .paragraph(
        MarkdownText(
          "\(Wording.list(counts)), which cost \(money(sum)) a year today.\(committed)")))
    guard hasReleaseList else { return blocks + [.table(releaseTable(plan.releases))] }
    let pages = releasePages
    blocks.append(.table(quarterTable(on: pages)))
    blocks.append(
      .paragraph(
        "Each of them with its date: "
          + .joined(pages.map { .link($0.file, to: $0.file) }) + "."))
    return blocks
  }

  /// What is paid for beyond the day on which it is given back.
  private var committed: String {
    let beyond = plan.releases.filter { release in
      facts(of: release).committedUntil.map { $0 > release.released } ?? false
    }
    guard !beyond.isEmpty else { return "" }
    let last = beyond.compactMap { facts(of: $0).committedUntil }.max()
    return
      " \(Wording.number(beyond.count)) of them \(beyond.count == 1 ? "is" : "are") paid for beyond the day they are given back, "
      + "up to \(last.map { "\($0)" } ?? "")."
  }

  struct ReleaseFacts {
    var place = ""
    var rackUnits: Double?
    var powerKW: Double?
    var annualCost: Double?
    var committedUntil: Day?
    var leaseEnd: Day?
    /// The inventory states the day on which it leaves.
    var hasOwnDate = false
  }

  func facts(of release: Plan.Release) -> ReleaseFacts {
    func key(_ row: Int32, _ keys: [TextPool.ID]) -> String { row == Estate.none ? "" : estate.texts[keys[Int(row)]] }
    var facts = ReleaseFacts()
    switch release.kind {
    case .host:
      guard let row = rows.hosts.row(of: release.key) else { return facts }
      let rack = key(estate.hosts.rack[row], estate.racks.keys)
      let cluster = key(estate.hosts.cluster[row], estate.clusters.keys)
      facts.place = [key(estate.hosts.site[row], estate.sites.keys), rack, cluster].filter { !$0.isEmpty }.joined(
        separator: ", ")
      facts.rackUnits = estate.hosts.rackUnits[row]
      facts.powerKW = estate.hosts.powerKW[row]
      facts.annualCost = estate.hosts.annualCost[row]
      facts.committedUntil = estate.hosts.committedUntil[row]
      if case .on? = estate.hosts.leaves[row] { facts.hasOwnDate = true }
    case .rack:
      guard let row = rows.racks.row(of: release.key) else { return facts }
      facts.place = key(estate.racks.site[row], estate.sites.keys)
      facts.annualCost = estate.racks.annualCost[row]
      facts.committedUntil = estate.racks.committedUntil[row]
    case .site:
      guard let row = rows.sites.row(of: release.key) else { return facts }
      facts.place = estate.texts[estate.sites.names[row]]
      facts.annualCost = estate.sites.annualCost[row]
      facts.committedUntil = estate.sites.committedUntil[row]
      facts.leaseEnd = estate.sites.leaseEnd[row]
    }
    return facts
  }

  private func releaseTable(_ releases: [Plan.Release]) -> MarkdownTable {
    var table = MarkdownTable(columns: [
      .left("on"), .left("what"), .left("key"), .left("where"), .left("freed by"), .right("rack units"), .right("kW"),
      .right(MarkdownText("\(currency) a year")), .left("paid until"), .left("lease ends"),
    ])
    for release in releases {
      let facts = facts(of: release)
      let wave = waveOfRelease[release.released].map { number -> MarkdownText in "wave " + waveLink(number) }
      table.rows.append([
        "\(release.released)", MarkdownText(release.kind.rawValue), .code(release.key), MarkdownText(facts.place),
        facts.hasOwnDate ? "its own date" : wave ?? .empty,
        MarkdownText(facts.rackUnits.map { Wording.amount($0) } ?? ""),
        MarkdownText(facts.powerKW.map { Wording.amount($0, .powerKW) } ?? ""),
        MarkdownText(facts.annualCost.map(Wording.wholeMoney) ?? ""),
        MarkdownText(facts.committedUntil.map { $0 > release.released ? "\($0)" : "" } ?? ""),
        MarkdownText(facts.leaseEnd.map { "\($0)" } ?? ""),
      ])
    }
    return table
  }

  /// The sums of each quarter, which leads to its list.
  private func quarterTable(on pages: [Page]) -> MarkdownTable {
    var table = MarkdownTable(columns: [
      .left("quarter"), .right("hosts"), .right("racks"), .left("sites"), .right("rack units"), .right("kW"),
      .right(MarkdownText("\(currency) a year")),
    ])
    for (quarter, releases) in byQuarter {
      let all = releases.map { facts(of: $0) }
      let sites = releases.filter { $0.kind == .site }.map(\.key)
      let file = pages.first { $0.sections.contains(quarter) }?.file ?? ""
      table.rows.append([
        .link(quarter, to: file, at: Paging.anchor(quarter)),
        MarkdownText(Wording.number(releases.count { $0.kind == .host })),
        MarkdownText(Wording.number(releases.count { $0.kind == .rack })),
        MarkdownText(Wording.sample(sites, limit: 6)),
        MarkdownText(Wording.amount(all.reduce(0) { $0 + ($1.rackUnits ?? 0) })),
        MarkdownText(Wording.amount(all.reduce(0) { $0 + ($1.powerKW ?? 0) }, .powerKW)),
        MarkdownText(Wording.wholeMoney(all.reduce(0) { $0 + ($1.annualCost ?? 0) })),
      ])
    }
    return table
  }

  private var byQuarter: [(quarter: String, releases: [Plan.Release])] {
    var quarters: [(quarter: String, releases: [Plan.Release])] = []
    for release in plan.releases {
      let (year, month, _) = release.released.date
      let quarter = "\(year)-Q\((month + 2) / 3)"
      if quarters.last?.quarter == quarter {
        quarters[quarters.count - 1].releases.append(release)
      } else {
        quarters.append((quarter, [release]))
      }
    }
    return quarters
  }

  /// `decommission.md`, where the list is long.
  var releasePages: [Page] {
    guard hasReleaseList else { return [] }
    return Paging.pages(
      PlanReport.decommissionStem,
      opening: [
        .heading(1, MarkdownText("\(estate.program.name): what is given back")),
        .paragraph("Belongs to \(link: PlanReport.mainFile, to: PlanReport.mainFile)."),
      ],
      byQuarter.map { quarter, releases in
        Paging.Section(name: quarter, blocks: [.heading(2, MarkdownText(quarter)), .table(releaseTable(releases))])
      })
  }
}
