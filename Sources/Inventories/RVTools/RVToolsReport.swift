import Documents
import Estates

/// The page that goes with an import: what was read, what it became, and every cell that the export did not hold.
struct RVToolsReport {
  let draft: RVToolsDraft
  let program: RVToolsProgram

  var page: MarkdownDocument {
    var page = MarkdownDocument()
    page += .heading(1, "Import of \(draft.name) from RVTools")
    page += summary
    page += .heading(2, "What was read")
    page += read
    page += .heading(2, "What it became")
    page += became
    page += .heading(2, "How machines and hosts join")
    page += .paragraph(joining)
    page += .heading(2, "The program that was proposed")
    page += programme
    page += .heading(2, "Where each cell came from")
    page += .paragraph(
      "Lines are those of the written file. The columns \(code: "derived") and \(code: "defaulted") of each row name its cells that are so. "
        + "A column that is not listed is empty: not known.")
    for table in draft.tables { page += cells(of: table) }
    page += .heading(2, "The stated defaults")
    page += .paragraph(
      "Put your own figures in the place of these before you believe a plan in money or in effort.")
    page += .table(
      MarkdownTable(
        columns: [.left("what"), .right("value"), .left("unit"), .left("source")],
        rows: RVToolsDefaults.all.map {
          [
            MarkdownText($0.name), MarkdownText(Decimal.short($0.value, places: 3)), MarkdownText($0.unit),
            MarkdownText($0.source),
          ]
        }))
    return page
  }

  private var counts: RVToolsDraft.Counts { draft.counts }

  private var summary: MarkdownBlock {
    let cells = draft.tables.reduce(into: (export: 0, derived: 0, defaulted: 0)) { sums, table in
      for entry in table.provenance {
        switch entry.origin {
        case .export: sums.export += entry.lines.count
        case .derived: sums.derived += entry.lines.count
        case .defaulted: sums.defaulted += entry.lines.count
        }
      }
    }
    return .paragraph(
      "\(strong: Grouped.text(draft.workloads.rows.count)) workloads in \(Grouped.text(draft.clusters.rows.count)) clusters on "
        + "\(strong: Grouped.text(counts.hosts)) hosts. Of the filled cells \(Grouped.text(cells.export)) stand in the export, "
        + "\(Grouped.text(cells.derived)) were worked out from it, and \(strong: Grouped.text(cells.defaulted)) are stated defaults: "
        + "RVTools knows no cost, power, effort, rack, owner, application or dependency.")
  }

  private var read: [MarkdownBlock] {
    var blocks: [MarkdownBlock] = [
      .table(
        MarkdownTable(
          columns: [.left("file"), .right("rows")],
          rows: draft.export.files.map { [.code($0.name), MarkdownText(Grouped.text($0.rows))] }))
    ]
    if !draft.export.unused.isEmpty {
      blocks.append(
        .paragraph(
          "Not read, as an estate has no column for them: " + .joined(draft.export.unused.map { .code($0) }) + "."))
    }
    return blocks
  }

  private var became: [MarkdownBlock] {
    let rows: [(String, Int, String)] = [
      ("running, rehost", counts.rehost, "moves as it is"),
      (
        "running, replatform", counts.replatform,
        "its system is out of support on \(program.start): rebuilt on a newer one"
      ),
      (
        "off or suspended, retire", counts.off,
        "takes no processor and no memory; a candidate that its owner should confirm"
      ),
      ("template, retire", counts.templates, "goes with its vCenter"),
      (
        "placeholder of Site Recovery Manager", counts.placeholders.count, "left out: the machine itself runs elsewhere"
      ),
    ]
    var blocks: [MarkdownBlock] = [
      .table(
        MarkdownTable(
          columns: [.left("machines"), .right("count"), .left("what becomes of them")],
          rows: rows.map { [MarkdownText($0.0), MarkdownText(Grouped.text($0.1)), MarkdownText($0.2)] }))
    ]
    if !counts.placeholders.isEmpty {
      blocks.append(.paragraph("Placeholders: " + .joined(counts.placeholders.map { .code($0) }) + "."))
    }
    let known = counts.environments.filter { !$0.key.isEmpty }.sorted {
      ($1.value, $0.key) < ($0.value, $1.key)
    }
    let unknown = counts.environments[""] ?? 0
    let origins = ["attribute", "folder", "name"].compactMap { key in
      counts.environmentOrigins[key].map { "\(Grouped.text($0)) from the \(key)" }
    }
    blocks.append(
      .paragraph(
        known.isEmpty
          ? "No environment is known: neither attributes nor folders nor names tell one."
          : MarkdownText(
            "Environment: " + known.map { "\($0.key) \(Grouped.text($0.value))" }.joined(separator: ", ")
              + " (\(origins.joined(separator: ", "))); \(Grouped.text(unknown)) are not known and stay empty.")))
    let applications: MarkdownText =
      draft.applications.rows.isEmpty ? " No attribute names applications, so there are none." : .empty
    let stems: MarkdownText =
      "Names fall into \(Grouped.text(counts.stems)) stems (the name without its number and environment), kept as \(code: "name_stem"). "
    blocks.append(.paragraph(stems + "They are a hint at what belongs together, no application." + applications))
    return blocks
  }

  private var joining: MarkdownText {
    let matched: MarkdownText =
      draft.export.hasHosts
      ? "Of \(counts.hostNamesSeen) hosts that vInfo names, \(counts.hostNamesMatched) are in vHost under the same short name. "
      : "There is no vHost: the hosts are those that vInfo names, of default size. "
    let unplaced: MarkdownText =
      counts.unplaced == 0
      ? "Every machine has a cluster or a host."
      : "\(Grouped.text(counts.unplaced)) machines have neither and stand at their site."
    let reason: MarkdownText =
      "Machines and hosts are joined by cluster, because a cluster moves machines from host to host and gives hosts back as it drains; "
    let host: MarkdownText =
      "the host of a machine is kept as \(code: "last_host") alone, and counts only for hosts outside clusters. "
    return matched + reason + host + unplaced
  }

  private var programme: [MarkdownBlock] {
    var items: [MarkdownText] = [
      MarkdownText(
        "\(program.waves) waves of \(Decimal.short(RVToolsDefaults.waveDays.value, places: 0)) days from \(program.firstWave) "
          + "to \(program.lastCutover): as many as \(Grouped.text(draft.workloads.rows.count)) machines need at this pace, with contingency."
      ),
      MarkdownText(
        "Target: 60 % fewer \(program.measure.rawValue) by \(program.by); "
          + program.milestones.map { "\(Decimal.short($0.reduction * 100, places: 0)) % by \($0.by)" }.joined(
            separator: ", ") + "."),
      MarkdownText(
        "Limits in waves 1, 2, 3 and on: \(RVToolsProgram.ramp(program.pace).map(String.init).joined(separator: ", ")) machines, "
          + "\(program.hours.map(String.init).joined(separator: ", ")) hours; \(Grouped.text(program.storageLimit)) GB in each wave."
      ),
      "No cutover from 15 December to 6 January.",
      MarkdownText(
        "Machines of one stem cost \(Decimal.short(RVToolsDefaults.splitCost.value, places: 0)) EUR a year while they are in two places"
          + (program.hasStemOrder ? "; development and test of a stem move a wave before its production." : ".")),
      MarkdownText("Risk owner: \(RVToolsProgram.riskOwner). Currency EUR; RVTools knows none."),
    ]
    if program.measure == .hosts {
      items.append(
        counts.hasBlades
          ? "The target counts hosts, not rack units: some hosts are blades, and an enclosure's space comes free only as a whole."
          : "The target counts hosts, not rack units, as the height of some models is not known.")
    }
    return [.bullets(items)]
  }

  private func cells(of table: DraftTable) -> [MarkdownBlock] {
    let provenance = table.provenance
    return [
      .heading(3, .code(table.file)),
      .table(
        MarkdownTable(
          columns: [.left("column"), .left("origin"), .left("how"), .right("cells"), .left("lines")],
          rows: provenance.map { entry in
            let (kind, rule): (MarkdownText, MarkdownText) =
              switch entry.origin {
              case .export(let column): ("export", .code(column))
              case .derived(let rule): ("derived", MarkdownText(rule))
              case .defaulted(let rule): (.strong("default"), MarkdownText(rule))
              }
            let isExport = if case .export = entry.origin { true } else { false }
            return [
              .code(entry.column), kind, rule, MarkdownText(Grouped.text(entry.lines.count)),
              isExport || entry.lines.count == table.rows.count
                ? MarkdownText(entry.lines.count == table.rows.count ? "all" : "") : MarkdownText(ranges(entry.lines)),
            ]
          })),
    ]
  }
}
