import Documents
import Estates

/// What the report of an import says about flow logs: what was seen and when, what was set aside, what everybody needs, who
/// is unknown, and which applications are proposed.
struct TrafficReport {
  let part: TrafficPart
  let proposals: [ProposedMember]
  let workloads: Int

  private func text(_ number: some BinaryInteger) -> String { Grouped.text(Int(clamping: number)) }

  var blocks: [MarkdownBlock] {
    var blocks = reading
    blocks += window
    blocks += found
    blocks += aside
    blocks += sharedServices
    blocks += unknown
    return blocks
  }

  private var reading: [MarkdownBlock] {
    let bytes = part.logs.reduce(0) { $0 + $1.bytes }
    var sentences = [
      "\(text(part.rows)) rows of \(part.logs.count == 1 ? "1 flow log" : "\(text(part.logs.count)) flow logs") "
        + "(\(EstateDraft.size(UInt64(bytes)))) name \(text(part.ends)) ends, of which \(text(part.resolved)) are "
        + "machines of the estate."
    ]
    if part.refused > 0 { sentences.append("\(text(part.refused)) rows were refused by a firewall and are no need.") }
    if part.unansweredRows > 0 { sentences.append("\(text(part.unansweredRows)) rows were never answered.") }
    if part.silent > 0 { sentences.append("\(text(part.silent)) rows say that there was nothing to say.") }
    if part.undecided > 0 {
      sentences.append(
        "In \(text(part.undecided)) rows neither port is likelier to be the served one; there the one serves that is "
          + "talked to more, else the lower.")
    }
    var blocks: [MarkdownBlock] = [.paragraph(MarkdownText(sentences.joined(separator: " ")))]
    if !part.faults.isEmpty {
      blocks.append(.paragraph("Rows that could not be read, and are in no sum:"))
      blocks.append(
        .bullets(part.faults.map { MarkdownText("\(text($0.count)) with \($0.meaning), the first in \($0.first)") }))
    }
    return blocks
  }

  private func days(_ days: [Day]) -> String {
    let shown = days.prefix(8).map(\.description).joined(separator: ", ")
    return days.count > 8 ? "\(shown) and \(text(days.count - 8)) more" : shown
  }

  private var window: [MarkdownBlock] {
    guard let window = part.window else {
      return [
        .paragraph(
          "\(strong: "When is not known"): the rows have no time that could be read, so nobody can say whether a month end is in them."
        )
      ]
    }
    var items: [MarkdownText] = []
    if window.missing.isEmpty {
      items.append("Every day between has rows.")
    } else {
      items.append(
        MarkdownText(
          "\(window.missing.count == 1 ? "1 day between has" : "\(text(window.missing.count)) days between have") no row: "
            + "\(days(window.missing))."))
    }
    if !window.thin.isEmpty {
      items.append(MarkdownText("Less than a tenth of the usual rows: \(days(window.thin))."))
    }
    if window.silentHours > 0 {
      items.append(MarkdownText("\(text(window.silentHours)) hours of days with rows have none."))
    }
    if window.weekendDays == 0 { items.append("No weekend: what runs only then is not in the graph.") }
    items.append(
      window.monthEnds.isEmpty
        ? "\(strong: "No month end"): closings, payroll and what else runs once a month are not in the graph."
        : MarkdownText("Month ends: \(days(window.monthEnds))."))
    if window.quarterEnds.isEmpty { items.append("No end of a quarter.") }
    if window.yearEnds.isEmpty { items.append("No end of a year.") }
    return [
      .paragraph(
        MarkdownText(
          "Seen from \(window.first) to \(window.last), \(text(window.days)) \(window.days == 1 ? "day" : "days") of UTC."
        )),
      .bullets(items),
    ]
  }

  private var found: [MarkdownBlock] {
    var blocks: [MarkdownBlock] = [
      .paragraph(
        "\(strong: text(part.edges)) needs of one machine for another came of them, of \(text(part.machines)) machines with traffic."
      )
    ]
    guard !part.kinds.isEmpty else { return blocks }
    blocks.append(
      .table(
        MarkdownTable(
          columns: [.left("kind"), .right("dependencies"), .right("flows")],
          rows: part.kinds.prefix(15).map {
            [.code($0.kind), MarkdownText(text($0.edges)), MarkdownText(text($0.connections))]
          }
        )))
    if part.kinds.count > 15 {
      blocks.append(.paragraph(MarkdownText("and \(text(part.kinds.count - 15)) more kinds.")))
    }
    return blocks
  }

  private var aside: [MarkdownBlock] {
    guard !part.asides.isEmpty else { return [] }
    return [
      .paragraph("Set aside by rule, because it says nothing about what has to move together:"),
      .table(
        MarkdownTable(
          columns: [.left("traffic"), .right("pairs of ends and port"), .right("flows"), .left("why")],
          rows: part.asides.map {
            [
              MarkdownText($0.title), MarkdownText(text($0.edges)), MarkdownText(text($0.connections)),
              MarkdownText($0.meaning),
            ]
          })),
      .bullets(
        KnownPorts.Noise.allCases.filter { noise in part.asides.contains { $0.title == noise.rawValue } }.map { noise in
          MarkdownText(
            "Ports of \(noise.rawValue): \(KnownPorts.ports(of: noise).map(String.init).joined(separator: ", ")).")
        }),
    ]
  }

  private var sharedServices: [MarkdownBlock] {
    guard !part.shared.isEmpty else { return [] }
    return [
      .heading(3, "What nearly everybody needs"),
      .paragraph(
        MarkdownText(
          "At least \(TrafficGraph.sharedPercent) % of the machines with traffic, and \(TrafficGraph.sharedLeast), talk to these, or "
            + "are talked to by them. They join nothing: their \(text(part.sharedEdges)) dependencies stay in the estate under kinds that "
            + "begin with \"\(EstateDraft.sharedPrefix)\", at no cost of being split. What they serve has to stand in the target before the first wave."
        )),
      .table(
        MarkdownTable(
          columns: [.left("machine"), .left("what it does"), .right("machines"), .left("kinds"), .right("flows")],
          rows: part.shared.prefix(20).map {
            [
              .code($0.name), $0.serves ? "is asked" : "asks", MarkdownText(text($0.partners)),
              MarkdownText($0.kinds.prefix(5).joined(separator: ", ")), MarkdownText(text($0.connections)),
            ]
          })),
    ]
      + (part.shared.count > 20 ? [.paragraph(MarkdownText("and \(text(part.shared.count - 20)) more."))] : [])
  }

  private var unknown: [MarkdownBlock] {
    guard part.unknownCount > 0 else { return [] }
    var blocks: [MarkdownBlock] = [
      .heading(3, "Who is unknown"),
      .paragraph(
        "\(text(part.unknownCount)) ends are no machine of the estate. \(part.unknownCount > part.unknown.count ? "The busiest \(text(part.unknown.count)) stand" : "All stand") in \(code: InventoryImport.unknownEndpoints) with their traffic, the busiest first."
      ),
      .table(
        MarkdownTable(
          columns: [
            .left("end"), .left("range"), .right("asked"), .right("served"), .right("of our machines"), .left("ports"),
          ],
          rows: part.unknown.prefix(12).map {
            [
              .code($0.end), MarkdownText($0.range), MarkdownText(text($0.asked)), MarkdownText(text($0.served)),
              MarkdownText(text($0.machines)), MarkdownText($0.ports),
            ]
          })),
    ]
    if part.foreignConnections > 0 {
      blocks.append(
        .paragraph(MarkdownText("Of \(text(part.foreignConnections)) flows neither end is a machine of the estate.")))
    }
    if !part.subnets.isEmpty {
      blocks.append(
        .paragraph(
          "Private networks that no file lists: "
            + .joined(
              part.subnets.prefix(8).map { "\(code: $0.subnet) (\(text($0.ends)) ends, \(text($0.connections)) flows)" }
            )
            + MarkdownText(part.subnets.count > 8 ? " and \(text(part.subnets.count - 8)) more." : ".")))
    }
    return blocks
  }

  // MARK: Applications

  var proposed: [MarkdownBlock] {
    guard !proposals.isEmpty else { return [] }
    var order: [String] = []
    var members: [String: [ProposedMember]] = [:]
    for member in proposals {
      if members[member.application] == nil { order.append(member.application) }
      members[member.application, default: []].append(member)
    }
    order.sort { (members[$1]!.count, $0) < (members[$0]!.count, $1) }
    return [
      .heading(2, "Applications that are proposed"),
      .paragraph(
        "\(strong: text(proposals.count)) of \(text(workloads)) workloads have no application in any file and talk more with a group "
          + "of machines than with all others. They are proposals and nothing else: the column \(code: "proposed_application") of "
          + "workloads.csv names them, \(code: InventoryImport.proposedApplications) gives the evidence, and no rule uses them. "
          + "Ask whoever knows, then copy what is right into the column \(code: "application")."),
      .table(
        MarkdownTable(
          columns: [
            .left("application"), .right("machines"), .right("inside"), .right("outside"), .left("such as"),
            .left("kinds"),
          ],
          rows: order.prefix(20).map { name in
            let group = members[name]!
            let kinds = Set(group.flatMap { $0.kinds.split(separator: " ") }).sorted().prefix(4)
            return [
              MarkdownText(group[0].isNamed ? "\(name) (joins it)" : name), MarkdownText(text(group.count)),
              MarkdownText(Decimal.short(group[0].inside, places: 0)),
              MarkdownText(Decimal.short(group[0].outside, places: 0)),
              .joined(group.prefix(4).map { .code($0.workload) }),
              MarkdownText(kinds.joined(separator: ", ")),
            ]
          })),
    ]
      + (order.count > 20 ? [.paragraph(MarkdownText("and \(text(order.count - 20)) more."))] : [])
  }
}
