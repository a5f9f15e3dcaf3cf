import Documents
import Estates

/// The page that goes with an import: what came out, what to ask for next, what each file gave, and what was decided where
/// files disagree or say nothing.
struct ImportReport {
  let draft: EstateDraft
  let reading: SourceReading
  let program: ProposedProgram

  init(_ draft: EstateDraft, _ reading: SourceReading, _ program: ProposedProgram) {
    self.draft = draft
    self.reading = reading
    self.program = program
  }

  var page: MarkdownDocument {
    var page = MarkdownDocument()
    page += .heading(1, "Import of \(draft.name)")
    page += summary
    page += .heading(2, "What to ask for next")
    page += questions
    page += .heading(2, "How much is known")
    page += coverage
    page += .heading(2, "What the machines are")
    page += machines
    page += .heading(2, "What each file gave")
    page += files
    if draft.matching.matchedCount > 0 || !draft.matching.ambiguous.isEmpty {
      page += .heading(2, "One machine in several files")
      page += matches
    }
    if !draft.merging.conflicts.isEmpty {
      page += .heading(2, "Where files disagree")
      page += conflicts
    }
    if draft.counts.edgeRows > 0 {
      page += .heading(2, "What talks to what")
      page += dependencies
    }
    if let traffic = draft.traffic {
      let report = TrafficReport(part: traffic, proposals: draft.proposals, workloads: draft.workloads.count)
      page += .heading(2, "What the flow logs show")
      page += report.blocks
    }
    page +=
      TrafficReport(
        part: draft.traffic ?? TrafficPart(), proposals: draft.proposals, workloads: draft.workloads.count
      ).proposed
    if !draft.observations.asides.isEmpty {
      page += .heading(2, "What was put aside")
      page += asides
    }
    page += .heading(2, "Which rules filled what no file says")
    page += rules
    if reading.kept.contains(where: { $0.name == EstateSource.program }) {
      page += .heading(2, "The program")
      page += .paragraph("It is that of the estate among the sources, unchanged.")
    } else {
      page += .heading(2, "The program that was proposed")
      page += programme
    }
    page += .heading(2, "Where each column came from")
    page += .paragraph(
      "Every cell with its file, row and column stands in \(code: InventoryImport.provenance); here is the sum. The columns "
        + "\(code: "derived") and \(code: "defaulted") of each row name its cells that a rule filled. A column that is not listed is empty: not known."
    )
    for table in draft.tables { page += columns(of: table) }
    return page
  }

  private var counts: DraftCounts { draft.counts }
  private func text(_ number: Int) -> String { Grouped.text(number) }

  private func percent(_ part: Int, _ whole: Int) -> String {
    whole == 0 ? "" : Decimal.short(Double(part) / Double(whole) * 100, places: part * 10 < whole ? 1 : 0) + " %"
  }

  // MARK: In short

  private var summary: [MarkdownBlock] {
    let sources = SourceKind.allCases.filter { kind in
      draft.observations.tables.contains { $0.source == kind && $0.thing != .unused }
    }
    let tables = draft.observations.tables.count { $0.thing != .unused }
    var cells = (file: 0, derived: 0, defaulted: 0)
    for table in draft.tables {
      for column in 0..<table.columns.count - 2 {
        for row in 0..<table.count where table.value(row, column) != 0 {
          switch table.origin(row, column).rule {
          case nil: cells.file += 1
          case .some(let rule): if draft.book.rules[rule].isDefault { cells.defaulted += 1 } else { cells.derived += 1 }
          }
        }
      }
    }
    let what: MarkdownText =
      counts.isOfApplications
      ? "\(strong: text(draft.workloads.count)) applications (no file lists their machines)"
      : "\(strong: text(draft.workloads.count)) \(draft.workloads.count == 1 ? "workload" : "workloads")"
    func many(_ count: Int, _ one: String, _ several: String) -> String {
      "\(text(count)) \(count == 1 ? one : several)"
    }
    var blocks: [MarkdownBlock] = [
      .paragraph(
        "\(what) in \(many(draft.clusters.count, "cluster", "clusters")), "
          + "\(strong: many(counts.hosts, "host", "hosts")) in \(many(draft.racks.count, "rack", "racks")) at "
          + "\(many(draft.sites.count, "site", "sites")), and \(many(counts.edges, "dependency", "dependencies")): from "
          + "\(many(tables, "table", "tables")) of \(list(sources.map(\.title)))."),
      .paragraph(
        "Of the filled cells \(text(cells.file)) stand in a file, \(text(cells.derived)) were worked out from what stands there, "
          + "and \(strong: text(cells.defaulted)) are stated defaults, which no file says. Believe a plan's dates as far as you "
          + "believe the machines, and its money as far as you believe the defaults."),
    ]
    if !reading.remarks.isEmpty { blocks.append(.paragraph(MarkdownText(reading.remarks.joined(separator: " ")))) }
    if let currency = reading.currency, currency != "EUR" {
      blocks.append(
        .paragraph(
          "The prices of the sources are in \(currency), and so is the program. The stated figures were found in EUR and count as "
            + "\(currency) without being converted: replace them."))
    }
    if draft.source != nil {
      var words =
        "An estate is among the sources: its keys stay, its program and initiatives are taken over word for word, and so are "
        + "the cells that a person wrote. \(many(counts.fresh, "workload is", "workloads are")) new"
      words +=
        counts.missing.isEmpty
        ? "."
        : "; \(many(counts.missing.count, "workload", "workloads")) of it \(counts.missing.count == 1 ? "is" : "are") in none of the newer files and \(counts.missing.count == 1 ? "stays as it was" : "stay as they were"): ask whether they are gone: "
      let names = counts.missing.prefix(12).map { MarkdownText.code(draft.text($0)) }
      blocks.append(
        .paragraph(
          MarkdownText(words)
            + (counts.missing.isEmpty
              ? .empty
              : .joined(names)
                + MarkdownText(counts.missing.count > 12 ? " and \(text(counts.missing.count - 12)) more." : "."))))
    }
    if !reading.unknown.isEmpty {
      blocks.append(
        .paragraph(
          "\(strong: text(reading.unknown.count)) \(reading.unknown.count == 1 ? "table was" : "tables were") not understood and \(reading.unknown.count == 1 ? "is" : "are") in no part of the estate; see below."
        ))
    }
    return blocks
  }

  private func list(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " and " + last
  }

  // MARK: Questions and coverage

  private var questions: [MarkdownBlock] {
    let questions = NextQuestions(draft, currency: program.currency).questions
    if questions.isEmpty { return [.paragraph("Nothing that would change the plan much is missing.")] }
    return [
      .paragraph("Ranked by what it would do to the plan, the most first."),
      .numbered(questions.map { "\(strong: $0.ask). Because \($0.why)." }),
    ]
  }

  private var coverage: [MarkdownBlock] {
    let workloads = draft.workloads.count
    let rows: [(String, Int, Int)] = [
      ("workloads with an owner", counts.withOwner, workloads),
      ("workloads with an application", counts.withApplication, workloads),
      ("workloads with an environment from a column", counts.withEnvironment, workloads),
      ("workloads with processors and memory", counts.withSize, workloads),
      ("workloads with known use", counts.withUse, workloads),
      ("workloads with a dependency", counts.withDependency, workloads),
      ("workloads whose cloud cost a file states", counts.withStatedCloudCost, workloads),
      ("workloads whose cloud cost a price table gives", counts.withPricedCloudCost, workloads),
      (
        "workloads with a host or cluster", workloads - counts.unplaced - (counts.isOfApplications ? workloads : 0),
        workloads
      ),
      ("hosts with a rack", counts.hostsWithRack, counts.hosts),
      ("hosts with a height", counts.hostsWithHeight, counts.hosts),
      ("hosts whose cost a file states", counts.hostsWithCost, counts.hosts),
    ]
    return [
      .table(
        MarkdownTable(
          columns: [.left("what is known"), .right("how many"), .right("of"), .right("share")],
          rows: rows.filter { $0.2 > 0 }.map {
            [MarkdownText($0.0), MarkdownText(text($0.1)), MarkdownText(text($0.2)), MarkdownText(percent($0.1, $0.2))]
          }))
    ]
  }

  // MARK: Machines

  private var machines: [MarkdownBlock] {
    let classes: [(String, String)] = [
      ("running", "moves; what its system and its files say decides how"),
      ("physical", "stands by itself: its host is released when it has left"),
      ("off", "takes no processor and no memory; proposed to retire, its owner should confirm"),
      ("template", "goes with its vCenter: retired"),
      ("stale", "not seen for 90 days before its file's newest row: proposed to retire, its owner should confirm"),
      ("retired", "a file says that it is gone: retired"),
      ("application", "stands for machines that no file lists"),
    ]
    var blocks: [MarkdownBlock] = [
      .table(
        MarkdownTable(
          columns: [.left("machines"), .right("count"), .left("what becomes of them")],
          rows: classes.filter { (counts.classes[$0.0] ?? 0) > 0 }.map {
            [MarkdownText($0.0), MarkdownText(text(counts.classes[$0.0] ?? 0)), MarkdownText($0.1)]
          })),
      .paragraph(
        MarkdownText(
          "Proposed: "
            + Disposition.allCases.compactMap { word in
              counts.dispositions[word.rawValue].map { "\(word.rawValue) \(text($0))" }
            }
            .joined(separator: ", ") + ".")),
    ]
    let known = counts.environments.filter { !$0.key.isEmpty }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    let origins = ["a column", "the folder", "the name"].compactMap { key in
      counts.environmentOrigins[key].map { "\(text($0)) from \(key)" }
    }
    blocks.append(
      .paragraph(
        known.isEmpty
          ? "No environment is known: neither columns nor folders nor names tell one."
          : MarkdownText(
            "Environment: " + known.prefix(8).map { "\($0.key) \(text($0.value))" }.joined(separator: ", ")
              + (known.count > 8 ? " and \(known.count - 8) more" : "")
              + " (\(origins.joined(separator: ", "))); \(text(counts.environments[""] ?? 0)) are not known and stay empty."
          )))
    if !counts.isOfApplications {
      let stems: MarkdownText =
        counts.stems == draft.workloads.count
        ? "No two names share a stem (the name without its number and environment), so names tell nothing about what belongs together."
        : "Names fall into \(text(counts.stems)) stems (the name without its number and environment), kept as \(code: "name_stem"): a hint at what belongs together, no application."
      let applications: MarkdownText =
        draft.applications.count == 0 ? " No file names applications, so there are none." : .empty
      blocks.append(.paragraph(stems + applications))
    }
    if counts.namedHosts > 0 {
      blocks.append(
        .paragraph(
          "Machines name \(text(counts.namedHosts)) \(counts.namedHosts == 1 ? "host" : "hosts"), of which files list \(counts.namedHostsListed == 0 ? "none" : text(counts.namedHostsListed)) under the same "
            + "short name. "
            + (draft.clusters.count == 0
              ? "No file names a cluster, so a machine stays with its host until it moves. "
              : "Machines and hosts are joined by cluster, because a cluster moves machines from host to host; the "
                + "host of a machine is kept as \(code: "last_host"), and counts only for hosts outside clusters. ")
            + MarkdownText(
              counts.unplaced == 0
                ? "Every machine has a cluster or a host."
                : "\(text(counts.unplaced)) machines have neither and stand at their site.")))
    }
    if !counts.applicationsWithoutMachines.isEmpty {
      let names = counts.applicationsWithoutMachines
      blocks.append(
        .paragraph(
          "\(text(names.count)) applications have no machine in any file: "
            + .joined(names.prefix(12).map { .code($0) })
            + MarkdownText(names.count > 12 ? " and \(text(names.count - 12)) more." : ".")))
    }
    return blocks
  }

  // MARK: Files

  private var files: [MarkdownBlock] {
    var blocks: [MarkdownBlock] = []
    var asides: [Int: [String: Int]] = [:]
    for aside in draft.observations.asides {
      asides[Int(aside.table), default: [:]][aside.entryClass.rawValue, default: 0] += 1
    }
    let rows = draft.observations.tables.enumerated().map { index, table -> [MarkdownText] in
      let aside = (asides[index] ?? [:]).sorted { $0.key < $1.key }.map { "\(text($0.value)) \($0.key)" }
      return [
        .code(table.name), MarkdownText(table.reader), MarkdownText(text(table.lineCount ?? table.table.rowCount)),
        MarkdownText(
          table.thing == .unused
            ? "none: an estate has no column for it" : "\(text(table.used)) as \(table.thing.title)"),
        MarkdownText(aside.isEmpty ? "" : aside.joined(separator: ", ")),
      ]
    }
    if !rows.isEmpty {
      blocks.append(
        .table(
          MarkdownTable(
            columns: [.left("table"), .left("read as"), .right("rows"), .left("used"), .left("put aside")], rows: rows))
      )
    }
    if !reading.rules.tables.isEmpty {
      blocks.append(
        .bullets(reading.rules.tables.map { "\(code: $0.name) states \($0.what): \(text($0.rows)) rows." }))
    }
    for unknown in reading.unknown {
      let near =
        unknown.nearest.map {
          " The nearest reader is \($0); it lacks \(unknown.lacks.prefix(8).joined(separator: ", "))."
        } ?? ""
      blocks.append(
        .paragraph(
          "\(strong: "Not understood"): \(code: unknown.name), \(text(unknown.rows)) rows.\(near)"
        ))
    }
    let columns = draft.observations.tables.compactMap { table -> MarkdownText? in
      guard table.thing != .unused, !table.kept.isEmpty || !table.ignored.isEmpty else { return nil }
      let kept: MarkdownText =
        table.kept.isEmpty
        ? .empty : " kept as attributes, not understood: \(MarkdownText.joined(table.kept.map { .code($0) }))."
      let ignored: MarkdownText =
        table.ignored.isEmpty
        ? .empty
        : " Not kept (empty, or no use to an estate): \(text(table.ignored.count)) \(table.ignored.count == 1 ? "column" : "columns")\(table.ignored.count <= 12 ? ", " + table.ignored.joined(separator: ", ") : "")."
      return "\(code: table.name):" + kept + ignored
    }
    if !columns.isEmpty {
      blocks.append(.heading(3, "Columns"))
      blocks.append(.bullets(columns))
    }
    return blocks
  }

  // MARK: Matching

  private var matches: [MarkdownBlock] {
    let matching = draft.matching
    var blocks: [MarkdownBlock] = [
      .paragraph(
        MarkdownText(
          "Rows that were found to be about a machine that another row is about, too: "
            + Matching.Key.allCases.filter { matching.matched[$0.rawValue] > 0 }
            .map { "\(text(matching.matched[$0.rawValue])) by \($0.title)" }.joined(separator: ", ") + "."))
    ]
    if !matching.byAddress.isEmpty {
      blocks.append(.paragraph("By their address alone, which is the weakest reason; look at these:"))
      blocks.append(
        .bullets(
          matching.byAddress.prefix(20).map { row, machine in
            "\(code: draft.text(draft.observations.value(.name, of: row))) in \(draft.observations.location(row).description) is \(code: draft.thingName(Int(matching.first[machine])))"
          }))
      if matching.byAddress.count > 20 {
        blocks.append(.paragraph("and \(text(matching.byAddress.count - 20)) more."))
      }
    }
    if !matching.ambiguous.isEmpty {
      blocks.append(
        .paragraph(
          "\(text(matching.ambiguous.count)) rows have a name that several machines have, and became machines of their own: "
            + .joined(
              matching.ambiguous.prefix(12).map { .code(draft.text(draft.observations.value(.name, of: $0.row))) })
            + MarkdownText(matching.ambiguous.count > 12 ? " and more." : ".")))
    }
    return blocks
  }

  private var conflicts: [MarkdownBlock] {
    struct Sort: Hashable {
      var field: Field
      var chosen: SourceKind
      var other: SourceKind
    }
    var counted: [Sort: (count: Int, example: Int)] = [:]
    for (index, conflict) in draft.merging.conflicts.enumerated() {
      let sort = Sort(
        field: conflict.field, chosen: draft.source(of: Int(conflict.chosen)),
        other: draft.source(of: Int(conflict.other)))
      counted[sort] = ((counted[sort]?.count ?? 0) + 1, counted[sort]?.example ?? index)
    }
    let order = counted.sorted { left, right in
      (right.value.count, left.value.example) < (left.value.count, right.value.example)
    }
    let rows = order.prefix(25).map { sort, entry -> [MarkdownText] in
      let conflict = draft.merging.conflicts[entry.example]
      let value = { (fact: Int32) in draft.text(draft.observations.facts[Int(fact)].value) }
      return [
        MarkdownText(sort.field.title), MarkdownText(text(entry.count)),
        MarkdownText(sort.chosen.title),
        MarkdownText(sort.other == sort.chosen ? "another table of the same" : sort.other.title),
        "\(code: draft.thingName(Int(conflict.thing))): \(value(conflict.chosen)), not \(value(conflict.other))",
      ]
    }
    let groups = SourcePrecedence.allCases.filter { group in draft.merging.conflicts.contains { $0.rule == group } }
    return [
      .paragraph(
        "\(text(draft.merging.conflicts.count)) values were said otherwise elsewhere. Each stands in \(code: InventoryImport.conflicts) with both places and the rule that chose."
      ),
      .table(
        MarkdownTable(
          columns: [.left("field"), .right("times"), .left("believed"), .left("not believed"), .left("for example")],
          rows: Array(rows))),
      .bullets(groups.map { MarkdownText("Order of belief for \($0.rule).") }),
    ]
  }

  private var dependencies: [MarkdownBlock] {
    var blocks: [MarkdownBlock] = [
      .paragraph(
        "\(text(counts.edgeRows)) rows name a pair. \(strong: text(counts.edges)) dependencies came of them; \(text(counts.edgeRowsNoise)) "
          + "rows are traffic that every machine has (name service, remote control, monitoring) and \(text(counts.edgeRowsUnresolved)) "
          + "have an end that is no machine of the estate.")
    ]
    if !counts.outside.isEmpty {
      blocks.append(
        .paragraph(
          "Ends outside, with their rows: "
            + .joined(counts.outside.prefix(15).map { "\(code: $0.name) \(text($0.rows))" })
            + MarkdownText(counts.outside.count > 15 ? " and \(text(counts.outside.count - 15)) more." : ".")))
    }
    return blocks
  }

  private var asides: [MarkdownBlock] {
    var counted: [AsideClass: [Int]] = [:]
    for (index, aside) in draft.observations.asides.enumerated() {
      counted[aside.entryClass, default: []].append(index)
    }
    let rows = AsideClass.allCases.compactMap { entryClass -> [MarkdownText]? in
      guard let found = counted[entryClass] else { return nil }
      let names = found.prefix(4).map { index -> String in
        let aside = draft.observations.asides[index]
        let name = draft.text(aside.name)
        let table = draft.observations.tables[Int(aside.table)]
        return name.isEmpty ? "\(table.name) row \(table.table.lines[Int(aside.row)])" : name
      }
      return [
        MarkdownText(entryClass.rawValue), MarkdownText(text(found.count)), MarkdownText(entryClass.meaning),
        .joined(names.map { .code($0) }) + MarkdownText(found.count > 4 ? " …" : ""),
      ]
    }
    return [
      .paragraph("Every row stands in \(code: InventoryImport.aside), with its file and reason."),
      .table(
        MarkdownTable(columns: [.left("class"), .right("rows"), .left("meaning"), .left("such as")], rows: rows)),
    ]
  }

  // MARK: Rules

  private var rules: [MarkdownBlock] {
    // What stands in for what nobody says, and what was looked up somewhere.
    let used = draft.book.rules.filter { ($0.isDefault || !$0.source.isEmpty) && $0.uses > 0 }
    let figures = draft.rules.figures.all
    return [
      .paragraph(
        "Put your own in the place of these before you believe a plan in money or in effort: a table among the sources with the "
          + "columns \(code: "figure") and \(code: "value") replaces figures, \(code: "os") and \(code: "until") ends of support, "
          + "\(code: "disposition") and \(code: "effort_hours") effort, \(code: "country") and \(code: "target_region") regions, and "
          + "\(code: "region"), \(code: "size"), \(code: "vcpu"), \(code: "memory_gb"), \(code: "annual_cost") prices."),
      .table(
        MarkdownTable(
          columns: [.left("rule"), .right("cells"), .left("source")],
          rows: used.map { [MarkdownText($0.text), MarkdownText(text($0.uses)), MarkdownText($0.source)] })),
      .heading(3, "The stated figures"),
      .table(
        MarkdownTable(
          columns: [.left("figure"), .right("value"), .left("unit"), .left("source")],
          rows: figures.map {
            [
              MarkdownText($0.name), MarkdownText(Decimal.short($0.value, places: 3)), MarkdownText($0.unit),
              MarkdownText($0.source),
            ]
          })),
    ]
  }

  private var programme: [MarkdownBlock] {
    let figures = draft.rules.figures
    var items: [MarkdownText] = [
      MarkdownText(
        "\(program.waves) waves of \(Decimal.short(figures.waveDays.value, places: 0)) days from \(program.firstWave) "
          + "to \(program.lastCutover): as many as \(text(draft.workloads.count)) machines need at this pace, with contingency."
      ),
      MarkdownText(
        "Target: 60 % fewer \(program.measure.rawValue) by \(program.by); "
          + program.milestones.map { "\(Decimal.short($0.reduction * 100, places: 0)) % by \($0.by)" }.joined(
            separator: ", ") + "."),
      MarkdownText(
        "Limits in waves 1, 2, 3 and on: \(ProposedProgram.ramp(program.pace).map(String.init).joined(separator: ", ")) machines, "
          + "\(program.hours.map(String.init).joined(separator: ", ")) hours; \(text(program.storageLimit)) GB in each wave."
      ),
      "No cutover from 15 December to 6 January.",
      MarkdownText(
        "Machines of one \(program.hasApplications ? "application" : "stem") cost \(Decimal.short(figures.splitCost.value, places: 0)) "
          + "\(program.currency) a year while they are in two places"
          + (program.hasStemOrder ? "; development and test move a wave before its production." : ".")),
      MarkdownText(
        "Risk owner: \(ProposedProgram.riskOwner). Currency \(program.currency)\(reading.currency == nil ? ", an assumption" : "")."
      ),
    ]
    if program.hasDependencies {
      items.append(
        MarkdownText(
          "A dependency costs \(Decimal.short(figures.splitCost.value, places: 0)) a year while its ends are in two places, four times that where it is a database."
        ))
    }
    if program.measure == .hosts {
      items.append(
        counts.hasBlades
          ? "The target counts hosts, not rack units: some hosts are blades, and an enclosure's space comes free only as a whole."
          : "The target counts hosts, not rack units, as the height of \(text(counts.hosts - counts.hostsWithHeight)) hosts is not known."
      )
    }
    return [.bullets(items)]
  }

  // MARK: Columns

  private func columns(of table: DraftTable) -> [MarkdownBlock] {
    var rows: [[MarkdownText]] = []
    for column in table.used where column < table.columns.count - 2 {
      var order: [String] = []
      var counted: [String: (kind: MarkdownText, how: MarkdownText, count: Int)] = [:]
      for row in 0..<table.count where table.value(row, column) != 0 {
        let origin = table.origin(row, column)
        let key: String
        let kind: MarkdownText
        let how: MarkdownText
        if let rule = origin.rule {
          key = "r\(rule)"
          if counted[key] != nil {
            counted[key]?.count += 1
            continue
          }
          kind = draft.book.rules[rule].isDefault ? .strong("default") : "derived"
          how = MarkdownText(draft.book.rules[rule].text)
        } else if let fact = origin.fact {
          let observed = draft.observations.facts[fact]
          let table = Int(draft.observations.rows[Int(observed.observation)].table)
          key = "f\(table) \(observed.column)"
          if counted[key] != nil {
            counted[key]?.count += 1
            continue
          }
          let place = draft.place(of: fact)
          kind = "file"
          let column: MarkdownText = place.column.isEmpty ? "what all rows are" : .code(place.column)
          how = .code(draft.observations.tables[table].name) + ", " + column
        } else {
          continue
        }
        order.append(key)
        counted[key] = (kind, how, 1)
      }
      for key in order.prefix(8) {
        guard let entry = counted[key] else { continue }
        rows.append([.code(table.columns[column]), entry.kind, entry.how, MarkdownText(text(entry.count))])
      }
      if order.count > 8 {
        let rest = order.dropFirst(8).reduce(0) { $0 + (counted[$1]?.count ?? 0) }
        rows.append([
          .code(table.columns[column]), "", MarkdownText("\(order.count - 8) more origins"), MarkdownText(text(rest)),
        ])
      }
    }
    return [
      .heading(3, .code(table.file)),
      .table(
        MarkdownTable(columns: [.left("column"), .left("origin"), .left("where, or how"), .right("cells")], rows: rows)),
    ]
  }
}
