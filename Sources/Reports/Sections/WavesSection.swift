import Documents
import Estates
import Plans
import Topology

/// The waves: all of them on one calendar and in one table, then each as a planner works with it.
extension PlanReport {
  static let waveStem = "waves"
  /// Up to so many workloads of a wave are shown one by one, whatever the size of the plan.
  static let waveLimit = 60
  /// How near a freeze is worth a word: the next window after a failed cutover.
  static let nearFreeze = RiskAssumptions.nextWindowDays

  var hasWaveList: Bool { reading.moverCount > PlanReport.listLimit }

  /// The overview, and, where they are few, wave by wave.
  var wavesSection: [MarkdownBlock] {
    let used = plan.waves.filter { !$0.workloads.isEmpty }
    return wavesOverview + (hasWaveList ? [] : used.flatMap { waveBlocks($0, level: 3) })
  }

  var wavesOverview: [MarkdownBlock] {
    var blocks: [MarkdownBlock] = [.heading(2, "The waves")]
    let used = plan.waves.filter { !$0.workloads.isEmpty }
    guard !used.isEmpty else { return blocks + [.paragraph("No workload leaves in any wave.")] }
    blocks += picture(figures.waves)
    blocks.append(.table(overview(used)))
    let empty = plan.waves.filter(\.workloads.isEmpty).map(\.number)
    if !empty.isEmpty {
      blocks.append(
        .paragraph(MarkdownText("Nothing moves in \(empty.count == 1 ? "wave" : "waves") \(Wording.ranges(empty)).")))
    }
    return blocks + picture(figures.limits)
  }

  private func overview(_ waves: [Plan.Wave]) -> MarkdownTable {
    var table = MarkdownTable(columns: [
      .left("wave"), .left("start"), .left("cutover"), .right("workloads"), .right("applications"),
      .right("hours"), .right("GB"), .left("comes free"), .left("fullest limit"),
    ])
    for wave in waves {
      let rows = reading.movers[wave.number - 1]
      let applications = Set(rows.map { estate.workloads.application[$0] }).subtracting([Estate.none])
      let free = book.freed[wave.number - 1].map { Wording.count($0.keys.count, $0.kind.rawValue) }
      let fullest = limits(in: wave).first.map { "\($0.name), \(Wording.percent($0.period.use / $0.period.limit))" }
      table.rows.append([
        waveLink(wave.number), "\(wave.start)", "\(wave.cutover)", MarkdownText(Wording.number(rows.count)),
        MarkdownText(applications.isEmpty ? "" : Wording.number(applications.count)),
        MarkdownText(Wording.amount(book.effort(of: rows))),
        MarkdownText(Wording.amount(book.data(of: rows).gigabytes.rounded())),
        MarkdownText(free.joined(separator: ", ")), MarkdownText(fullest ?? ""),
      ])
    }
    return table.withoutEmptyColumns
  }

  /// The number of a wave as a link to its section, wherever that stands; plain where nothing moves in it.
  func waveLink(_ number: Int) -> MarkdownText {
    let name = "Wave \(number)"
    guard let file = waveFiles[number] else { return MarkdownText("\(number)") }
    return .link("\(number)", to: file == PlanReport.mainFile ? "" : file, at: Paging.anchor(name))
  }

  // MARK: One wave

  /// - Parameter rowLimit: applications that are shown, the others in one line and no list of names; nil for all.
  func waveBlocks(_ wave: Plan.Wave, level: Int, rowLimit: Int? = nil) -> [MarkdownBlock] {
    let rows = reading.movers[wave.number - 1]
    var blocks: [MarkdownBlock] = [.heading(level, MarkdownText("Wave \(wave.number)"))]
    blocks.append(.paragraph(summary(of: wave, rows)))
    let freezes = freezes(around: wave)
    if !freezes.isEmpty { blocks.append(.bullets(freezes)) }
    // A wave of few is told one by one, the others by application.
    let isShort = rows.count <= min(PlanReport.waveLimit, rowLimit ?? .max)
    let moving: MarkdownBlock = .table(
      (hasWaveList && !isShort ? applicationTable(rows, wave, limit: rowLimit) : workloadTable(rows, wave))
        .withoutEmptyColumns)
    let limits = limits(in: wave)
    let full: [MarkdownBlock] = limits.isEmpty ? [] : [.table(limitTable(limits))]
    var items = hours(in: wave)
    for free in book.freed[wave.number - 1] {
      let shown = MarkdownText.joined(free.keys.prefix(12).map { .code($0) })
      let more = free.keys.count > 12 ? MarkdownText(" and \(Wording.number(free.keys.count - 12)) more") : .empty
      items.append(
        "Comes free on \(free.released): \(Wording.count(free.keys.count, free.kind.rawValue)), " + shown + more)
    }
    let criteria = WaveCriteria(book, wave)
    items += criteria.entry.map { "\(strong: "Before:") \($0)." }
    items += criteria.latest.map { "\(strong: "May not slip:") \($0)." }
    items += criteria.exit.map { "\(strong: "Done when:") \($0)." }
    items += criteria.splits.map { "\(strong: "Splits:") \($0)." }
    let binding: [MarkdownBlock] = items.isEmpty ? [] : [.bullets(items)]
    // Where the table is long, what binds the wave must not wait behind it.
    if hasWaveList {
      blocks += binding + full + [moving]
      if rowLimit == nil && !isShort { blocks.append(listing(rows)) }
    } else {
      blocks += [moving] + full + binding
    }
    return blocks
  }

  private func summary(of wave: Plan.Wave, _ rows: [Int]) -> MarkdownText {
    let days = wave.cutover - wave.start + 1
    let applications = Set(rows.map { estate.workloads.application[$0] }).subtracting([Estate.none]).count
    var text: MarkdownText =
      "\(strong: Wording.count(rows.count, "workload"))\(applications > 0 ? " of \(Wording.count(applications, "application"))" : ""), \(wave.start) to cutover \(strong: "\(wave.cutover)"), \(Wording.days(days))"
    let effort = book.effort(of: rows)
    if effort > 0 { text = text + "; \(Wording.amount(effort)) hours of work" }
    let data = book.data(of: rows)
    if data.gigabytes > 0 {
      text = text + "; \(Wording.amount(data.gigabytes.rounded())) GB to carry over\(routes(rows))"
    }
    if data.unknown > 0 { text = text + "; the size of \(Wording.number(data.unknown)) is not known" }
    return text + "."
  }

  /// " (3,100 from DC1, 900 from DC2)", where the data leaves more than one site.
  private func routes(_ rows: [Int]) -> String {
    var bySite: [Int: Double] = [:]
    for row in rows where estate.workloads.disposition[row] != .retire {
      guard let site = reading.site(row), let size = estate.workloads.storageGB[row], size > 0 else { continue }
      bySite[site, default: 0] += size
    }
    guard let first = bySite.first else { return "" }
    if bySite.count == 1 { return " out of \(reading.siteKey(first.key))" }
    let ordered = bySite.sorted {
      $0.value != $1.value
        ? $0.value > $1.value : Wording.byBytes(reading.siteKey($0.key), reading.siteKey($1.key))
    }
    let words = ordered.prefix(4).map { "\(Wording.amount($0.value.rounded())) out of \(reading.siteKey($0.key))" }
    let rest = ordered.dropFirst(4)
    let more =
      rest.isEmpty
      ? ""
      : ", \(Wording.amount(rest.reduce(0) { $0 + $1.value }.rounded())) out of \(Wording.count(rest.count, "other site"))"
    return " (\(words.joined(separator: ", "))\(more))"
  }

  private func workloadTable(_ rows: [Int], _ wave: Plan.Wave) -> MarkdownTable {
    var table = MarkdownTable(columns: [
      .left("workload"), .left("application"), .left("from"), .left("how, to"), .left("team"), .right("hours"),
      .right("GB"), .left("needs"), .left("is needed by"),
    ])
    for row in rows {
      let application = estate.workloads.application[row]
      let region = estate.texts[estate.workloads.targetRegions[row]]
      let how = estate.workloads.disposition[row]
      table.rows.append([
        .code(reading.workloadKey(row)),
        MarkdownText(application == Estate.none ? "" : estate.texts[estate.applications.keys[Int(application)]]),
        MarkdownText(place(of: row)),
        MarkdownText(how.rawValue + (how == .retire || region.isEmpty ? "" : ", \(region)")),
        MarkdownText(estate.texts[estate.workloads.teams[row]]),
        MarkdownText(estate.workloads.effortHours[row].map { Wording.amount($0) } ?? ""),
        MarkdownText(estate.workloads.storageGB[row].map { Wording.amount($0) } ?? ""),
        ends([row], wave, needed: true), ends([row], wave, needed: false),
      ])
    }
    return table
  }

  /// Up to two ends by name, each with its wave; more are counted by where the plan has them.
  private func ends(_ rows: [Int], _ wave: Plan.Wave, needed: Bool) -> MarkdownText {
    let others = book.others(rows, needed: needed)
    guard others.count <= 2 else { return MarkdownText(book.ties(others, ofWave: wave.number).words) }
    return .joined(
      others.map { row in
        let place =
          reading.wave[row] == wave.number ? "here" : reading.wave[row] == 0 ? "stays" : "wave \(reading.wave[row])"
        return "\(code: reading.workloadKey(row)) (\(place))"
      })
  }

  /// A line for each application.
  private func applicationTable(_ rows: [Int], _ wave: Plan.Wave, limit: Int?) -> MarkdownTable {
    var table = MarkdownTable(columns: [
      .left("application"), .right("workloads"), .left("from"), .left("how"), .left("to"), .left("teams"),
      .right("hours"), .right("GB"), .left("needs"), .left("is needed by"),
    ])
    var groups = byApplication(rows)
    if let limit, groups.count > limit + 1 {
      let others = groups.dropFirst(limit)
      let rest = others.flatMap(\.members)
      groups = Array(groups.prefix(limit)) + [("\(Wording.number(others.count)) smaller ones", rest)]
    }
    for (name, members) in groups {
      let carried = members.filter { estate.workloads.disposition[$0] != .retire }
      table.rows.append([
        MarkdownText(name), MarkdownText(Wording.number(members.count)),
        MarkdownText(tally(members.map { reading.site($0).map(reading.siteKey) ?? "" })),
        MarkdownText(tally(members.map { estate.workloads.disposition[$0].rawValue })),
        MarkdownText(tally(carried.map { estate.texts[estate.workloads.targetRegions[$0]] })),
        MarkdownText(tally(members.map { estate.texts[estate.workloads.teams[$0]] })),
        MarkdownText(Wording.amount(book.effort(of: members))),
        MarkdownText(Wording.amount(book.data(of: members).gigabytes.rounded())),
        MarkdownText(book.ties(book.others(members, needed: true), ofWave: wave.number).words),
        MarkdownText(book.ties(book.others(members, needed: false), ofWave: wave.number).words),
      ])
    }
    return table
  }

  // MARK: What binds a wave

  /// The limits that the wave uses, the fullest first.
  func limits(in wave: Plan.Wave) -> [(name: String, measure: String, period: Plan.RuleUse.Period)] {
    plan.rules.flatMap { rule -> [(name: String, measure: String, period: Plan.RuleUse.Period)] in
      guard estate.program.rules.indices.contains(rule.index),
        case .limit(let limit) = estate.program.rules[rule.index].kind
      else { return [] }
      return rule.periods.filter { $0.limit > 0 && $0.use > 0 && LimitUse.holds($0.period, wave) }.map {
        (name: ruleName(rule.index), measure: limit.measure, period: $0)
      }
    }.sorted { left, right in
      let (a, b) = (left.period.use / left.period.limit, right.period.use / right.period.limit)
      return a != b ? a > b : Wording.byBytes(left.name, right.name)
    }
  }

  private func limitTable(
    _ limits: [(name: String, measure: String, period: Plan.RuleUse.Period)]
  ) -> MarkdownTable {
    var table = MarkdownTable(columns: [
      .left("limit"), .left("counts"), .left("in"), .right("used"), .right("of"), .right("full"), .right("left"),
    ])
    for (name, measure, period) in limits {
      table.rows.append([
        MarkdownText(name), MarkdownText(measure), MarkdownText(period.period),
        MarkdownText(Wording.amount(period.use)), MarkdownText(Wording.amount(period.limit)),
        MarkdownText(Wording.percent(period.use / period.limit)),
        MarkdownText(Wording.amount(max(0, period.limit - period.use))),
      ])
    }
    return table
  }

  /// What the teams work in the wave, and how much of it prepares later ones.
  private func hours(in wave: Plan.Wave) -> [MarkdownText] {
    let teams = book.teamHours(inWave: wave.number)
    if teams.isEmpty { return [] }
    let words = teams.prefix(10).map { team, hours in
      "\(team.isEmpty ? "(no team)" : team) \(Wording.amount(hours.sum))"
        + (hours.later > 0 ? " (\(Wording.amount(hours.later)) for later waves)" : "")
    }
    let more = teams.count > 10 ? ", \(Wording.count(teams.count - 10, "more team"))" : ""
    return ["\(strong: "Hours, with lead:") \(words.joined(separator: ", "))\(more)."]
  }

  /// The freezes that cover the cutover, or begin so soon after it that a second attempt would meet them.
  private func freezes(around wave: Plan.Wave) -> [MarkdownText] {
    estate.program.rules.compactMap { rule in
      guard case .freeze(let from, let to, let test) = rule.kind else { return nil }
      let selected = reading.resolved.selections[rule.index]
      let first = test == .wave ? wave.start : wave.cutover
      let hit = reading.movers[wave.number - 1].count { selected.contains($0) }
      if wave.cutover >= from && first <= to {
        let moves = hit == 0 ? "none" : Wording.number(hit)
        return MarkdownText(
          "Frozen from \(from) to \(to) by \(ruleName(rule.index)): \(moves) of its "
            + "\(Wording.count(selected.count, "workload")) \(hit > 1 ? "move" : "moves") here")
      }
      let days = from - wave.cutover
      guard days > 0, days <= PlanReport.nearFreeze, hit > 0 else { return nil }
      return MarkdownText(
        "\(Wording.days(days)) before the freeze \(ruleName(rule.index)) (\(from) to \(to)): a second attempt of "
          + "\(Wording.count(hit, "workload")) would meet it")
    }
  }

  // MARK: The long list

  /// The waves as pages of their own: `waves.md`, or `waves-1.md`, `waves-2.md`, … where one would be too long.
  static func wavePages(_ report: PlanReport) -> [Page] {
    Paging.pages(
      waveStem,
      opening: [
        .heading(1, MarkdownText("\(report.estate.program.name): wave by wave")),
        .paragraph("Belongs to \(link: mainFile, to: mainFile)."),
      ],
      report.plan.waves.filter { !$0.workloads.isEmpty }.map {
        Paging.Section(name: "Wave \($0.number)", blocks: report.waveBlocks($0, level: 2))
      })
  }
}

// MARK: - Shared with what stays

extension PlanReport {
  /// Every workload by application, as a list.
  func listing(_ rows: [Int]) -> MarkdownBlock {
    .bullets(
      byApplication(rows).map { name, rows in
        "\(strong: name): " + .joined(rows.map { .code(reading.workloadKey($0)) })
      })
  }

  /// Applications by the number of their workloads, of equals by name.
  func byApplication(_ rows: [Int]) -> [(name: String, members: [Int])] {
    var members: [Int32: [Int]] = [:]
    for row in rows { members[estate.workloads.application[row], default: []].append(row) }
    return members.map { application, rows in
      (
        name: application == Estate.none ? "(no application)" : reading.applicationLabel(Int(application)),
        members: rows
      )
    }.sorted { left, right in
      left.members.count != right.members.count
        ? left.members.count > right.members.count : Wording.byBytes(left.name, right.name)
    }
  }

  /// Cluster or host, and the site: where a workload leaves from.
  func place(of row: Int) -> String {
    let placement = reading.resolved.placement
    var words: [String] = []
    if placement.cluster[row] != Estate.none {
      words.append(estate.texts[estate.clusters.keys[Int(placement.cluster[row])]])
    } else if placement.dedicatedHost[row] != Estate.none {
      words.append(estate.texts[estate.hosts.keys[Int(placement.dedicatedHost[row])]])
    }
    if let site = reading.site(row) { words.append(reading.siteKey(site)) }
    return words.joined(separator: ", ")
  }

  /// "120 emea, 14 apac": by number, of equals by name; empty cells left out, at most three named.
  func tally(_ words: [String]) -> String {
    var counts: [String: Int] = [:]
    for word in words where !word.isEmpty { counts[word, default: 0] += 1 }
    let ordered = counts.sorted { $0.value != $1.value ? $0.value > $1.value : Wording.byBytes($0.key, $1.key) }
    let shown = ordered.prefix(3).map { counts.count == 1 ? $0.key : "\(Wording.number($0.value)) \($0.key)" }
    return shown.joined(separator: ", ") + (ordered.count > 3 ? ", …" : "")
  }
}
